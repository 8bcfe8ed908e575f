"""A council of 50 votes within one second: casting against reading one's own user record; the result in the hall."""

import http.client
import json
import os
import random
import statistics
import sys
import threading
import time
import urllib.parse

import websocket
from _common import DB, Browser, Table, office, server

COUNCILLORS, ROUNDS, THREADS = 50, 12, 8
CHOICES = ("yes", "no", "abstain")
MARK = f"pomiar.radny{os.getpid()}"


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def build():
    """Make a council of 50 in session with users of the portal, and a clerk; return what the measurement needs."""
    with office(DB, commit=True) as env:
        from odoo.addons.biuro_rada.law.numbers import roman

        env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "0")
        term = env["biuro.rada.term"].create({
            "number": roman(random.randint(30, 89)), "election_date": "2024-04-07",
            "date_start": "2024-05-07", "date_end": "2029-05-06",
            # the largest council of the law has 45 seats
            "population": 1_500_000, "statutory_members": COUNCILLORS, "statutory_reason": "pomiar obciążenia",
        })
        users = env["res.users"].with_context(no_reset_password=True).create([{
            "name": f"Radny Pomiar {index:02d}", "login": f"{MARK}.{index}", "password": f"{MARK}.{index}",
            "group_ids": [(6, 0, env.ref("base.group_portal").ids)],
        } for index in range(COUNCILLORS)])
        env["biuro.rada.councillor"].create([{
            "partner_id": user.partner_id.id, "first_name": "Radny", "last_name": f"Pomiar{index:02d}",
            "term_id": term.id, "mandate_start": "2024-05-07", "oath_date": "2024-05-07", "state": "active",
        } for index, user in enumerate(users)])
        session = env["biuro.rada.session"].create({
            "term_id": term.id, "start": env.cr.now(), "location": "Pomiar", "number_int": 1,
            "agenda_item_ids": [(0, 0, {"title": "Pomiar", "item_type": "other", "number": "1"})],
        })
        session.action_convene()
        session.action_start()
        session.attendance_ids.action_check_in()
        session.agenda_item_ids.action_begin()
        return session.id, session.agenda_item_ids.id, users.ids


class Councillor:
    """A tablet: a session of the portal on a kept connection."""

    def __init__(self, url, index, user):
        self.address = urllib.parse.urlsplit(url).netloc
        self.browser = Browser(url, DB, f"{MARK}.{index}")
        self.connection = http.client.HTTPConnection(self.address, timeout=60)
        self.user = user

    def post(self, path, params):
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        self.connection.request(
            "POST", path, body, {"Content-Type": "application/json", **self.browser.headers}
        )
        return json.loads(self.connection.getresponse().read()).get("result")

    def cast(self, vote, choice):
        answer = self.post("/my/rada/sesja/glos", {"vote": vote, "choice": choice})
        return answer == {"vote": vote, "choice": choice}

    def read(self):
        answer = self.post("/web/dataset/call_kw/res.users/read", {
            "model": "res.users", "method": "read", "args": [[self.user], ["name", "login", "email"]], "kwargs": {},
        })
        return bool(answer)


class Hall(threading.Thread):
    """The screen of the hall on the bus: notes each delivery and when it came."""

    def __init__(self, url, channel):
        super().__init__(daemon=True)
        self.frames, self.lock = [], threading.Lock()
        address = urllib.parse.urlsplit(url).netloc
        self.socket = websocket.create_connection(
            f"ws://{address}/websocket", origin=f"http://{address}", timeout=120
        )
        self.socket.send(json.dumps({"event_name": "subscribe", "data": {"channels": [channel], "last": 0}}))

    def run(self):
        while True:
            try:
                content = self.socket.recv()
            except (OSError, websocket.WebSocketException):
                return
            if content:
                with self.lock:
                    self.frames.append((time.perf_counter(), json.loads(content)))

    def forget(self):
        with self.lock:
            self.frames.clear()

    def result_of(self, vote, wait=20):
        """Return (deliveries up to the result, when it came); the result must be in the message itself."""
        deadline = time.perf_counter() + wait
        while time.perf_counter() < deadline:
            with self.lock:
                for number, (moment, messages) in enumerate(self.frames, 1):
                    for one in messages:
                        payload = one["message"]["payload"]
                        ours = one["message"]["type"] == "biuro_rada_live" and payload.get("vote") == vote
                        if ours and payload.get("state") == "closed" and payload["result"]["result"]:
                            return number, moment
            time.sleep(0.002)
        return 0, 0


def together(calls):
    """Make calls in threads that start together; return the seconds each took, and how many were refused."""
    seconds, failed, lock, barrier = [], [], threading.Lock(), threading.Barrier(len(calls))

    def client(call):
        barrier.wait(60)
        start = time.perf_counter()
        try:
            good = call()
        except (OSError, ValueError, http.client.HTTPException):
            good = False
        with lock:
            seconds.append(time.perf_counter() - start)
            if not good:
                failed.append(call)

    threads = [threading.Thread(target=client, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seconds, len(failed)


def main():
    table = Table(
        "Voting",
        f"{COUNCILLORS} councillors press a button in the same moment, {ROUNDS} votes, by turns with each of them\n"
        "reading one's own user record in the same moment over the same connections. The server works on\n"
        f"{THREADS} requests at a time; a screen of the hall listens on the bus.",
    )
    session, item, users = build()
    os.environ["ODOO_MAX_HTTP_THREADS"] = str(THREADS)
    casts, reads, refused, deliveries, delays, lost = [], [], 0, [], [], 0
    with server(DB) as url:
        clerk = Browser(url, DB, "rada")
        councillors = [Councillor(url, index, user) for index, user in enumerate(users)]
        hall = Hall(url, f"biuro_rada_session_{session}")
        hall.start()
        together([one.read for one in councillors])  # warm
        for turn in range(ROUNDS):
            choices = [CHOICES[(turn + index) % 3] for index in range(COUNCILLORS)]
            vote = clerk.call("biuro.rada.vote", "create", [{
                "session_id": session, "agenda_item_id": item, "subject": f"pomiar {turn}",
            }])[0]
            clerk.call("biuro.rada.vote", "action_open", [vote])
            seconds, failed = together([
                lambda one=one, vote=vote, choice=choice: one.cast(vote, choice)
                for one, choice in zip(councillors, choices, strict=True)
            ])
            read_seconds, read_failed = together([one.read for one in councillors])
            if turn:  # the first one warms up
                casts.append(percentile(seconds, 0.95))
                reads.append(percentile(read_seconds, 0.95))
            refused += failed + read_failed
            time.sleep(1)  # the messages of the castings pass
            hall.forget()
            start = time.perf_counter()
            state = clerk.call("biuro.rada.vote", "action_close_vote", [vote])
            number, moment = hall.result_of(vote)
            deliveries.append(number)
            delays.append(moment - start)
            lost += sum(state["counts"][choice] != choices.count(choice) for choice in CHOICES)
    ratio = statistics.median(casts) / statistics.median(reads)
    table.row(
        "p95 of a cast / p95 of reading one's own user record", ratio, 3,
        more=f"{statistics.median(casts) * 1000:.0f} ms to {statistics.median(reads) * 1000:.0f} ms",
    )
    table.row("Slowest p95 of a cast", max(casts) * 1000, 1000, unit=" ms", more="the whole council within a second")
    table.row("Castings not confirmed", refused, 0)
    table.row("Choices that the result does not count", lost, 0)
    table.row("Deliveries of the bus until the hall has the result", max(deliveries), 1)
    table.row("From the call of closing to the result in the hall", statistics.median(delays) * 1000, unit=" ms")
    if refused or lost or not min(deliveries):
        print(f"deliveries: {deliveries}", file=sys.stderr)
        table.broken = True
    table.end()


if __name__ == "__main__":
    main()
