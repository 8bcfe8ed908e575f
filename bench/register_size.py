"""The same work in an office of 10 000 letters and in one of 1 000 000: two databases, two servers, calls by turns."""

import os
import statistics
import sys
from contextlib import ExitStack, contextmanager

import psycopg2
from _common import CLERK, MAIL_POINT, MANAGEMENT, TEMPLATE, Browser, Table, by_turns, server, timed
from _rows import fill

FEW, MANY = 10_000, int(os.environ.get("BIURO_BENCH_LETTERS", 1_000_000))
DB_FEW, DB_MANY = f"{TEMPLATE}_few", f"{TEMPLATE}_many"
ROUNDS, LIMIT = 40, 1.3
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

    def search_cases(self, text):
        return self.cases.rows([("words", "ilike", text)])["records"]

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


def works():
    """Yield (name, function of an office and of what is known of it, limit) of all that is compared."""
    for login in (CLERK, MAIL_POINT):
        who = PEOPLE[login]
        yield f"Open the list: {who}", lambda o, k, login=login: o.open_letters(login), LIMIT
        for what, field, key, limit in (
            ("sender, an institution", "correspondent_words", "body", LIMIT),
            ("sender, a person", "correspondent_words", "person", LIMIT),
            ("subject, street and plot", "words", "subject", LIMIT),
            ("subject, long, of frequent words", "words", "long", LIMIT),
            ("register number", "words", "ref", LIMIT),
            ("sender, a person, in all fields", "words", "person", LIMIT),
            ("part of a register number", "words", "part", None),
            ("a frequent surname", "correspondent_words", "surname", None), ("a frequent word", "words", "word", None),
        ):
            def work(office, known, login=login, field=field, key=key):
                return office.search_letters(login, (field, "ilike", known[key]))

            yield f"Search by {what}: {who}", work, limit
    yield "Search cases by sign: a clerk", lambda o, k: o.search_cases(k["sign"]), LIMIT
    yield "Open the cockpit: a clerk's cell", lambda o, k: o.open_terms(CLERK, ("is_my_cell", "=", True)), LIMIT
    yield "Open the cockpit: a clerk's own", lambda o, k: o.open_terms(CLERK, ("is_mine", "=", True)), LIMIT
    yield "Open the cockpit: management", lambda o, k: o.open_terms(MANAGEMENT), LIMIT
    yield "Register the next letter", lambda o, k: o.next_letter(), LIMIT


@contextmanager
def offices():
    """Yield what is known of the two offices (dict by database); they are made from the template and dropped."""
    connection = psycopg2.connect(dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cr:
        known = {}
        try:
            for database, letters, years in ((DB_FEW, FEW, 1), (DB_MANY, MANY, 10)):
                cr.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
                cr.execute(f'CREATE DATABASE "{database}" TEMPLATE "{TEMPLATE}"')
                seconds, known[database] = timed(fill, database, letters, years)
                print(f"{letters} letters made in {seconds:.0f} s", file=sys.stderr)
            yield known
        finally:
            for database in (DB_FEW, DB_MANY):
                cr.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
    connection.close()


def main():
    table = Table(
        "One million letters against ten thousand",
        f"Two offices with the same people, one of {FEW:_} letters, one of {MANY:_}, half as many cases with a term\n"
        "each, a third of these open. The clerk sees a sixth of it, the mail point all but a hundredth. The same\n"
        "request goes to both by turns as the web client sends it: 80 rows, the count, the panel beside. A search\n"
        "finds the same few letters in both; what is frequent (no limit is set) fills more than a page of the larger."
        .replace("_", " "),
    )
    with ExitStack() as stack:
        known = stack.enter_context(offices())
        few, many = (
            (Office(stack.enter_context(server(database)), database), known[database]) for database in (DB_FEW, DB_MANY)
        )
        for name, work, limit in works():
            shown = [len(rows) for rows in (work(*few), work(*many)) if isinstance(rows, list)]
            if shown and shown[0] != shown[1]:
                name += f" ({shown[0]} rows, {shown[1]} rows)"
            base, measured = by_turns([lambda work=work: work(*few), lambda work=work: work(*many)], ROUNDS)
            table.ratio(name, measured, base, limit)
        search_box(table, *many)
    table.end()


def search_box(table, office, known):
    """Time the one search box over all registers with what people type."""
    typed = {
        "a register number": known["ref"], "a case sign": known["sign"],
        "an institution": known["body"], "a person": known["person"],
        "a subject": known["subject"], "a frequent surname": known["surname"], "a frequent word": known["word"],
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
    table.row("Search box over all registers at one million letters, median",
              round(statistics.median(medians) * 1000), unit=" ms",
              more=f"{len(typed)} kinds of text, {len(PEOPLE)} people")
    table.row("Search box, the slowest call", round(slow[0] * 1000), unit=" ms", more=slow[1])


if __name__ == "__main__":
    main()
