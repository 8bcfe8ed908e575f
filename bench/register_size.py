"""The same work in an office of 10 000 letters and in one of 1 000 000: two databases, two servers, calls by turns."""

import os
import statistics
import sys
from contextlib import ExitStack
from threading import Thread

from _common import CLERK, MAIL_POINT, MANAGEMENT, Browser, Table, by_turns, server, timed
from _rows import fill

FEW, MANY = 10_000, int(os.environ.get("BIURO_BENCH_LETTERS", 1_000_000))
DB_FEW, DB_MANY = (os.environ.get(f"BIURO_BENCH_DB_{name}", f"biuro_side_{name.lower()}") for name in ("FEW", "MANY"))
ROUNDS = 40
INCOMING = [("direction", "=", "in")]
PEOPLE = {CLERK: "a clerk", MAIL_POINT: "the mail point", MANAGEMENT: "management"}


class Office:
    """One of the two offices, as three people use it. Domains are those of the actions and search views."""

    def __init__(self, url, database):
        self.users = {login: Browser(url, database, login) for login in PEOPLE}
        self.letters = {login: self.users[login].screen("biuro.letter") for login in (CLERK, MAIL_POINT)}
        self.cases = self.users[CLERK].screen("biuro.case")
        self.terms = {login: self.users[login].screen("biuro.deadline") for login in (CLERK, MANAGEMENT)}
        self.registered = 0

    def open_letters(self, login):
        return self.letters[login].open(INCOMING, {"default_direction": "in"})

    def search_letters(self, login, *conditions):
        return self.letters[login].rows([*INCOMING, *conditions])["records"]

    def search_box(self, login, text):
        """What is typed and entered without choosing a field."""
        return self.search_letters(
            login, "|", "|", ("title", "ilike", text), ("correspondent", "ilike", text), ("register_ref", "ilike", text))

    def open_terms(self, login, *conditions):
        return self.terms[login].open([("state", "=", "running"), *conditions])["records"]

    def find(self, login, text):
        return self.users[login].call("biuro.search", "find", text)

    def next_letter(self):
        self.registered += 1
        return self.users[MAIL_POINT].call("biuro.letter", "register_incoming", {
            "title": "Wniosek o wydanie zaświadczenia", "sender_lastname": "Kowalczyk", "sender_firstname": "Janina",
            "sender_zip": "99-950", "sender_city": "Jasionów", "sender_reference": f"JK.{self.registered}",
            "letter_date": "2026-01-02", "external_id": f"measure-{self.registered}",
        })


def works(found):
    """Yield (name, function of an office and what is known of it) of all that is compared."""
    for login in (CLERK, MAIL_POINT):
        who = PEOPLE[login]

        def work(function, login=login):
            return lambda office, known: function(office, login, known)

        yield f"Open the list, {who}", work(lambda o, login, k: o.open_letters(login))
        yield f"Search by sender, {who}", work(
            lambda o, login, k: o.search_letters(login, ("correspondent", "ilike", k["sender"])))
        yield f"Search by a frequent surname, {who}", work(
            lambda o, login, k: o.search_letters(login, ("correspondent", "ilike", k["surname"])))
        yield f"Search by subject, {who}", work(
            lambda o, login, k: o.search_letters(login, ("title", "ilike", k["title"]), ("correspondent", "ilike", k["sender"])))
        yield f"Search by a frequent word of the subject, {who}", work(
            lambda o, login, k: o.search_letters(login, ("title", "ilike", k["subject"])))
        yield f"Search by register number, {who}", work(
            lambda o, login, k: o.search_letters(login, ("register_ref", "ilike", k["ref"])))
        yield f"Search by register number in all fields, {who}", work(lambda o, login, k: o.search_box(login, k["ref"]))
    yield "Search cases by sign, a clerk", lambda o, k: o.cases.rows(
        ["|", ("reference", "ilike", k["sign"]), ("title", "ilike", k["sign"])])["records"]
    yield "Open the cockpit, a clerk's cell", lambda o, k: o.open_terms(CLERK, ("is_my_cell", "=", True))
    yield "Open the cockpit, a clerk's own", lambda o, k: o.open_terms(CLERK, ("is_mine", "=", True))
    yield "Open the cockpit, management", lambda o, k: o.open_terms(MANAGEMENT)
    yield "Register the next letter", lambda o, k: o.next_letter()


def fill_both():
    known = {}

    def work(database, letters, years):
        known[database] = fill(database, letters, years)

    seconds, _none = timed(work, DB_FEW, FEW, 1)
    print(f"{FEW} letters in {seconds:.0f} s", file=sys.stderr)
    seconds, _none = timed(work, DB_MANY, MANY, 10)
    print(f"{MANY} letters in {seconds:.0f} s", file=sys.stderr)
    return known


def main():
    if not os.environ.get("BIURO_BENCH_FILLED"):
        known = fill_both()
    table = Table(
        "One million letters against ten thousand",
        f"Two offices with the same people, one of {FEW:_} letters, one of {MANY:_}, with half as many cases, each with a\n"
        "term; a tenth of it open. The clerk sees a sixth of it. The same request goes to both by turns, as the web client\n"
        "sends it: 80 rows, the count, the panel at the side. What is searched for is there as often in both, or, where\n"
        "the row says frequent, on more than a page.".replace("_", " "),
    )
    with ExitStack() as stack:
        few, many = (
            (Office(stack.enter_context(server(database)), database), known[database]) for database in (DB_FEW, DB_MANY)
        )
        for name, work in works(known):
            shown = [len(rows) for rows in (work(*few), work(*many)) if isinstance(rows, list)]
            base, measured = by_turns([lambda work=work: work(*few), lambda work=work: work(*many)], ROUNDS)
            table.ratio(name + (f" ({shown[0]} and {shown[1]} rows)" if shown and shown[0] != shown[1] else ""),
                        measured, base, 1.3)
        start = by_turns([lambda: o[0].users[CLERK].call("biuro.start", "get_page") for o in (few,)], 5)
        search_box(table, *many)
    table.end()


def search_box(table, office, known):
    """Time the one search box over all registers with what people type."""
    typed = {
        "a register number": known["ref"], "a case sign": known["sign"], "a sender": known["sender"],
        "a whole subject": known["title"], "a frequent surname": known["surname"], "a frequent word": known["subject"],
        "two frequent words": "wniosek Kowal", "a word without Polish letters": "zaswiadczenia",
        "a bare number": known["ref"].split("/")[1], "three letters": "kow", "what is not there": "qwertyuiop",
        "frequent and absent": "wniosek qwertyuiop",
    }
    slow, medians = (0, ""), []
    for login in (CLERK, MAIL_POINT, MANAGEMENT):
        for what, text in typed.items():
            [seconds] = by_turns([lambda login=login, text=text: office.find(login, text)], 7, warm=1)
            medians.append(statistics.median(seconds))
            slow = max(slow, (max(seconds), f"{what}, {PEOPLE[login]}"))
            print(f"find {login} {what} {text!r}: {statistics.median(seconds) * 1000:.0f} ms", file=sys.stderr)
    table.row("Search box over all registers, median of what people type", round(statistics.median(medians) * 1000), unit=" ms")
    table.row("Search box, the slowest call", round(slow[0] * 1000), unit=" ms", more=slow[1])


if __name__ == "__main__":
    main()
