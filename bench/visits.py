"""200 people look at the public page of free slots while others take them, two at once for each slot."""

import http.client
import os
import re
import statistics
import sys
import threading
import time
import urllib.parse
from datetime import timedelta

from _common import DB, Table, office, server, timed

PEOPLE, LOOKS, ROUNDS = 200, 3, 3
BOOKERS, SLOTS = 20, 60
PAGE, STATIC = "/umow-wizyte", "/bip/dostepnosc"
THREADS = 16  # of the server: the others wait in the queue of the system, as they do before its processes
STAMP = re.compile(r'name="stamp" value="([^"]+)"')


class Site:
    address = ""


def request(method, path, body=None):
    """Return (status, content) of one call over a connection of its own, as browsers of different people make it."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    for attempt in range(20):
        connection = http.client.HTTPConnection(Site.address, timeout=300)
        try:
            connection.request(method, path, body and urllib.parse.urlencode(body), headers)
            response = connection.getresponse()
            return response.status, response.read().decode()
        except ConnectionResetError:
            # the queue of the system is full: tried again, as a proxy in front of the server does; the clock runs on
            if attempt == 19:
                raise
            time.sleep(0.2)
        finally:
            connection.close()
    raise AssertionError


class Crowd:
    """Threads that start together; what they measure and what goes wrong."""

    def __init__(self):
        self.seconds, self.errors, self.answers, self.lock = [], [], {}, threading.Lock()

    def look(self, path):
        for _look in range(LOOKS):
            spent, (status, content) = timed(request, "GET", path)
            with self.lock:
                self.seconds.append(spent)
                if status != 200 or "</html>" not in content:
                    self.errors.append(f"{path}: {status}")

    def book(self, number, slots):
        for slot in slots:
            path = f"{PAGE}/{slot}"
            status, content = request("GET", path)
            if status == 409:  # taken since
                answer = status
            else:
                found = STAMP.search(content)
                answer, _content = request("POST", path, {
                    "stamp": found and found[1], "name": f"Osoba Mierząca {number}", "kind": "individual",
                    "email": f"pomiar{number}.{slot}@example.com", "phone": "", "website": "",
                })
            with self.lock:
                self.answers.setdefault(slot, []).append(answer)
                if answer not in (303, 409):
                    self.errors.append(f"{path}: {answer}")

    def run(self, path, slots=()):
        """200 people look at a page; meanwhile each slot is wanted by two of the bookers at once."""
        self.seconds = []
        halves = [list(slots)[number::BOOKERS // 2] for number in range(BOOKERS // 2)] if slots else []
        work = [(self.look, [path])] * PEOPLE + [
            (self.book, [number, halves[number % len(halves)]]) for number in range(BOOKERS if slots else 0)
        ]
        barrier = threading.Barrier(len(work))

        def person(function, arguments):
            barrier.wait()
            try:
                function(*arguments)
            except OSError as error:
                with self.lock:
                    self.errors.append(repr(error))

        threads = [threading.Thread(target=person, args=job) for job in work]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(self.seconds)


def percentile(values, share):
    return values[min(len(values) - 1, int(len(values) * share))]


def prepare():
    """Give somebody free slots enough, switch limits off; return the ids of the slots to be taken, and of all made."""
    with office(DB, commit=True) as env:
        parameters = env["ir.config_parameter"]
        parameters.set_param("biuro_kancelaria.rate_limit", "0")
        parameters.set_param("biuro_sekretariat.visit_public", "True")
        host = env["hr.employee"].search([("office_function", "=", "legal_adviser")], limit=1)
        Slot = env["biuro.sekretariat.visit.slot"]
        day, made = env["biuro.sekretariat.visit"]._today() + timedelta(days=3), []
        while len(Slot.browse(made).filtered("reachable")) < SLOTS * ROUNDS:
            made += Slot.add_slots(host.id, str(day), "06:00", "20:00", minutes=20, is_public=True)
            Slot.invalidate_model()
            day += timedelta(days=1)
        return Slot.browse(made).filtered("reachable").ids[:SLOTS * ROUNDS], made


def clean(made):
    with office(DB, commit=True) as env:
        visits = env["biuro.sekretariat.visit"].search([("slot_id", "in", made)])
        env["mail.mail"].search([("model", "=", visits._name), ("res_id", "in", visits.ids)]).unlink()
        visits.unlink()
        env["biuro.sekretariat.visit.slot"].browse(made).unlink()
        env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "1")


def main():
    table = Table(
        "Public booking page",
        f"{PEOPLE} people at once read the page of free slots, {LOOKS} times each, {ROUNDS} rounds by turns with a\n"
        f"static page of the same server ({STATIC}: text of the bulletin, no data of registers); meanwhile {BOOKERS}\n"
        f"others book {SLOTS} slots a round over the form, two of them each slot at the same moment. The server works\n"
        f"on {THREADS} requests at a time.",
    )
    slots, made = prepare()
    crowd = Crowd()
    pages, statics, medians = [], [], []
    os.environ["ODOO_MAX_HTTP_THREADS"] = str(THREADS)
    try:
        with server(DB) as url:
            Site.address = urllib.parse.urlsplit(url).netloc
            crowd.run(STATIC), crowd.run(PAGE)  # warm
            for number in range(ROUNDS):
                statics.append(crowd.run(STATIC))
                pages.append(crowd.run(PAGE, slots[number * SLOTS:(number + 1) * SLOTS]))
                medians.append((statistics.median(pages[-1]), statistics.median(statics[-1])))
        with office(DB) as env:
            env.cr.execute(
                """SELECT slot_id, count(*) FROM biuro_sekretariat_visit
                    WHERE slot_id = ANY(%s) AND state <> 'cancelled' GROUP BY slot_id""", [slots])
            held = dict(env.cr.fetchall())
    finally:
        clean(made)
    page = statistics.median(percentile(seconds, 0.95) for seconds in pages)
    static = statistics.median(percentile(seconds, 0.95) for seconds in statics)
    table.row(
        f"{PEOPLE} people on the booking page while slots are taken / on a static page, 95th percentile",
        page / static, 2, more=f"{page * 1000:.0f} ms to {static * 1000:.0f} ms",
    )
    table.row("the same, median", statistics.median(one / other for one, other in medians))
    table.row("Slots booked twice", sum(count > 1 for count in held.values()), 0)
    table.row("Slots that nobody got though two wanted them", sum(slot not in held for slot in slots), 0)
    told = sum(answers.count(303) for answers in crowd.answers.values())
    table.row("Bookers told “held” beyond the slots held", told - len(held), 0)
    table.row("Errors shown", len(crowd.errors), 0)
    print(*crowd.errors[:5], sep="\n", file=sys.stderr)
    table.end()


if __name__ == "__main__":
    main()
