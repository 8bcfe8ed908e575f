"""200 people look at the live results of an election while protocols come in, typed twice and accepted."""

import http.client
import os
import statistics
import sys
import threading
import time
import urllib.parse
from datetime import date

from _common import DB, Browser, Table, office, server, timed

PEOPLE = int(os.environ.get("BIURO_BENCH_PEOPLE", 200))
LOOKS, ROUNDS, PER_ROUND = 3, int(os.environ.get("BIURO_BENCH_ROUNDS", 3)), 4
CANDIDATES, SEATS, STATIC = 20, 15, "/bip/dostepnosc"
THREADS = 16  # of the server: the others wait in the queue of the system, as they do before its processes
TYPISTS = ("wybory", "kierownik.wybory")
PROTOCOL = "biuro.wybory.osiedle.protocol"


class Site:
    address = ""


def request(path):
    """Return (status, content) of one call over a connection of its own, as browsers of different people make it."""
    for attempt in range(20):
        connection = http.client.HTTPConnection(Site.address, timeout=300)
        try:
            connection.request("GET", path)
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
    """Readers that start together; what they measure and what goes wrong."""

    def __init__(self):
        self.seconds, self.errors, self.typed, self.lock = [], [], [], threading.Lock()

    def look(self, path, barrier):
        barrier.wait()
        for _look in range(LOOKS):
            try:
                spent, (status, content) = timed(request, path)
            except OSError as error:
                status, content, spent = repr(error), "", 0
            with self.lock:
                self.seconds.append(spent)
                if status != 200 or "</html>" not in content:
                    self.errors.append(f"{path}: {status}")

    def type_in(self, browsers, protocols, barrier):
        barrier.wait()
        for protocol, figures in protocols:
            try:
                for browser in browsers:
                    browser.call(PROTOCOL, "action_enter", [protocol], figures)
                accepted = browsers[0].call(PROTOCOL, "action_accept", [protocol])["accepted"]
                with self.lock:
                    self.typed.append(accepted)
            except (OSError, RuntimeError) as error:
                with self.lock:
                    self.errors.append(str(error)[-300:])

    def run(self, path, browsers=(), protocols=()):
        self.seconds = []
        barrier = threading.Barrier(PEOPLE + bool(protocols))
        threads = [threading.Thread(target=self.look, args=[path, barrier]) for _person in range(PEOPLE)]
        if protocols:
            threads.append(threading.Thread(target=self.type_in, args=[browsers, protocols, barrier]))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(self.seconds)


def percentile(values, share):
    return values[min(len(values) - 1, int(len(values) * share))]


def prepare():
    """Make an election at the end of its vote; return its id and the protocols with the figures to be typed."""
    with office(DB, commit=True) as env:
        env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "0")
        unit = env["biuro.wybory.osiedle"].create({
            "name": "Osiedle Pomiar", "code": f"POM-{os.getpid()}", "population": 15000})
        election = env["biuro.wybory.osiedle.election"].create({
            "unit_id": unit.id, "election_date": date.today(), "seats": SEATS, "ordinance_snapshot": {
                "method": "polling", "elected_body": "council", "votes_mode": "seats", "council_size": SEATS}})
        precincts = ROUNDS * PER_ROUND
        constituency = env["biuro.wybory.osiedle.constituency"].create({
            "election_id": election.id, "number": 1, "seats": SEATS, "entitled": 500 * precincts, "decision": "vote"})
        env["biuro.wybory.osiedle.precinct"].create([
            {"election_id": election.id, "constituency_id": constituency.id, "number": number, "entitled": 500,
             "polling_place": f"Szkoła nr {number}"} for number in range(1, precincts + 1)])
        election.state = "registration"
        env["biuro.wybory.osiedle.candidate"].create([
            {"constituency_id": constituency.id, "surname": f"Pomiarowy{number}", "given_names": "Kandydat",
             "ballot_number": number, "birth_date": f"1970-01-{number:02d}", "state": "registered"}
            for number in range(1, CANDIDATES + 1)])
        election.state = "voting"
        election.action_start_counting()
        work = []
        for protocol in election.protocol_ids:
            protocol.scan_ids = env["ir.attachment"].create({"name": "skan.pdf", "raw": b"%PDF-1.4"})
            figures = {
                "entitled": 500, "received": 200, "issued": 100, "unused": 100, "from_box": 100, "not_issued": 0,
                "valid_cards": 100, "invalid": 0, "invalid_too_many": 0, "invalid_no_mark": 0, "invalid_other": 0,
                "valid_votes": 100}
            figures |= {f"votes:{one.id}": 100 - 3 * place for place, one in enumerate(protocol.candidate_ids)}
            work.append((protocol.id, figures))
        return election.id, work


def clean(election_id):
    with office(DB, commit=True) as env:
        env["biuro.wybory.osiedle.election"].browse(election_id).state = "draft"  # leaves the public list
        env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "1")


def main():
    table = Table(
        "Public results of a neighbourhood election",
        f"{PEOPLE} people at once read the live results of an election of {CANDIDATES} candidates and\n"
        f"{ROUNDS * PER_ROUND} precincts, {LOOKS} times each, {ROUNDS} rounds by turns with a static page of the same\n"
        f"server ({STATIC}); meanwhile {PER_ROUND} protocols a round are typed by two people and accepted.\n"
        f"The server works on {THREADS} requests at a time.",
    )
    election, work = prepare()
    path, crowd = f"/bip/wybory/{election}", Crowd()
    pages, statics, medians = [], [], []
    os.environ["ODOO_MAX_HTTP_THREADS"] = str(THREADS)
    try:
        with server(DB) as url:
            Site.address = urllib.parse.urlsplit(url).netloc
            browsers = [Browser(url, DB, login) for login in TYPISTS]
            crowd.run(STATIC), crowd.run(path)  # warm
            for number in range(ROUNDS):
                statics.append(crowd.run(STATIC))
                pages.append(crowd.run(path, browsers, work[number * PER_ROUND : (number + 1) * PER_ROUND]))
                medians.append((statistics.median(pages[-1]), statistics.median(statics[-1])))
            _status, content = request(path)
    finally:
        clean(election)
    page = statistics.median(percentile(seconds, 0.95) for seconds in pages)
    static = statistics.median(percentile(seconds, 0.95) for seconds in statics)
    table.row(
        f"{PEOPLE} people on the results while protocols come in / on a static page, 95th percentile",
        page / static, 2, more=f"{page * 1000:.0f} ms to {static * 1000:.0f} ms",
    )
    table.row("the same, median", statistics.median(one / other for one, other in medians))
    table.row("Protocols typed twice and accepted", sum(crowd.typed), len(work), at_most=False)
    shown = f"{len(work)} / {len(work)}" in content
    table.row("Pages that lag behind the protocols at the end", int(not shown), 0)
    table.row("Errors shown", len(crowd.errors), 0)
    print(*crowd.errors[:5], sep="\n", file=sys.stderr)
    table.end()


if __name__ == "__main__":
    main()
