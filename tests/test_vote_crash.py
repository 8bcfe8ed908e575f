"""A council votes while workers of the server are killed: no vote is lost, none doubled, a closed one never reopens."""

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import xmlrpc.client
from contextlib import suppress

import pytest

CLERK, ROUNDS, WORKERS = "rada", 50, 3
GONE = (OSError, http.client.HTTPException, xmlrpc.client.ProtocolError)
CHOICES = ("yes", "no", "abstain")


class Workers:
    """A server with worker processes, one of which is killed now and then; its master starts another."""

    def __init__(self, office):
        ports = []
        for _port in range(2):
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                ports.append(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{ports[0]}"
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "odoo", "-c", office.conf, "-d", office.db, f"--http-port={ports[0]}",
                f"--gevent-port={ports[1]}", "--http-interface=127.0.0.1", f"--workers={WORKERS}",
                "--max-cron-threads=0", "--log-level=warn", "--logfile=",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ),
        )
        for _attempt in range(240):
            try:
                urllib.request.urlopen(f"{self.url}/web/login", timeout=20).close()
                return
            except OSError:
                assert self.process.poll() is None, "the server did not start"
                time.sleep(0.25)
        self.stop()
        pytest.fail("the server did not answer")

    def children(self):
        """Return the process ids of the workers, the one of the websockets left out."""
        found = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=True
        )
        rows = [line.split(None, 1) for line in found.stdout.splitlines()]
        return [int(pid) for pid, args in rows if "gevent" not in args]

    def kill_one(self):
        """Kill a worker without warning; return whether one was there."""
        with suppress(ProcessLookupError, IndexError):
            os.kill(random.choice(self.children()), signal.SIGKILL)
            return True
        return False

    def stop(self):
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
            return
        self.process.kill()


class Council:
    """The clerk and the councillors over RPC."""

    def __init__(self, office, server):
        self.office, self.url, self.uids = office, server.url, {}
        self.refused = []
        self.lock = threading.Lock()

    def uid(self, login):
        if login not in self.uids:
            self.uids[login] = self.office.rpc("res.users", "search", [("login", "=", login)])[0]
        return self.uids[login]

    def once(self, login, model, method, *args):
        proxy = xmlrpc.client.ServerProxy(f"{self.url}/xmlrpc/2/object", allow_none=True)
        return proxy.execute_kw(self.office.db, self.uid(login), login, model, method, list(args))

    def call(self, login, model, method, *args):
        """Call, again where the answer is lost with its worker, as a screen does (the client itself does so once)."""
        for _attempt in range(60):
            try:
                return self.once(login, model, method, *args)
            except GONE:
                time.sleep(0.1)
        raise AssertionError("the server does not come back")

    def cast(self, login, vote, choice):
        answer = self.call(login, "biuro.rada.vote", "cast", [vote], choice)
        if answer != {"vote": vote, "choice": choice}:
            with self.lock:
                self.refused.append(answer)


@pytest.fixture
def rehearsal(office):
    """A rehearsal of the session that is convened next: everybody present, nothing is kept."""
    [session] = office.rpc(
        "biuro.rada.session", "search", [("state", "=", "convened"), ("body_type", "=", "council")], 0, 1, login=CLERK
    )
    made = office.rpc("biuro.rada.session", "action_rehearse", [session], login=CLERK)["id"]
    yield made
    office.rpc("biuro.rada.session", "action_end_rehearsal", [made], login=CLERK)


def test_killed_workers(office, rehearsal):
    [first] = office.rpc("biuro.rada.vote", "search", [("session_id", "=", rehearsal)], login=CLERK)
    office.rpc("biuro.rada.vote", "action_close_vote", [first], login=CLERK)
    [row] = office.rpc("biuro.rada.vote", "read", [first], ["agenda_item_id"], login=CLERK)
    item = row["agenda_item_id"][0]
    logins = ["przewodniczacy", *(f"radny{number}" for number in range(1, 23))]
    server = Workers(office)
    killed = 0
    try:
        council = Council(office, server)
        for number in range(ROUNDS):
            vote = office.rpc("biuro.rada.vote", "create", [{
                "session_id": rehearsal, "agenda_item_id": item, "subject": f"Próba {number}",
            }], login=CLERK)[0]
            office.rpc("biuro.rada.vote", "action_open", [vote], login=CLERK)
            choices = {login: random.choice(CHOICES) for login in logins}
            threads = [
                threading.Thread(target=council.cast, args=[login, vote, choice]) for login, choice in choices.items()
            ]
            for thread in threads:
                thread.start()
            time.sleep(random.uniform(0.02, 0.3))
            killed += server.kill_one()
            for thread in threads:
                thread.join(120)
            # the one who closes may lose the worker as well
            closer = threading.Timer(random.uniform(0, 0.05), server.kill_one) if number % 2 else None
            if closer:
                closer.start()
            state = council.call(CLERK, "biuro.rada.vote", "action_close_vote", [vote])
            if closer:
                closer.join()
            expected = {choice: list(choices.values()).count(choice) for choice in CHOICES}
            assert {choice: state["counts"][choice] for choice in CHOICES} == expected, f"round {number}"
            assert len(state["names"]) == len({one["id"] for one in state["names"]}) == 23
            with pytest.raises(xmlrpc.client.Fault, match="RB-09"):
                council.call(logins[1], "biuro.rada.vote", "cast", [vote], "yes")
            with pytest.raises(xmlrpc.client.Fault):
                council.call(CLERK, "biuro.rada.vote", "action_open", [vote])
    finally:
        server.stop()
    assert council.refused == []
    assert killed >= ROUNDS * 0.8, "a worker was killed in nearly every round"
