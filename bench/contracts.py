"""The register of contracts: 200 000 of them against 2 000, and the export of 20 000 entries for the CRU."""

import gc
import os
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta

import psycopg2
from _common import CLERK, PAGE, TEMPLATE, Browser, Table, by_turns, office, server, timed
from _contract_rows import ENDING, draw, fill, write, write_entries
from _rows import _people, _prepare, _senders
from register_book import Memory

FEW, MANY = 2_000, int(os.environ.get("BIURO_BENCH_CONTRACTS", 200_000))
FEW_ENTRIES, MANY_ENTRIES = 2_000, 20_000
DB_FEW, DB_MANY, DB_EXPORT = (f"{TEMPLATE}_{name}" for name in ("few", "many", "export"))
KEEPER = "sekretarka"
ROUNDS, LIMIT = 40, 1.3
PEOPLE = {CLERK: "a clerk", KEEPER: "the keeper"}
MODEL = "biuro.sekretariat.contract"


class Office:
    """One of the two offices; domains are those of the actions and of the search view."""

    def __init__(self, url, database):
        self.users = {login: Browser(url, database, login) for login in PEOPLE}
        self.lists = {login: user.screen(MODEL) for login, user in self.users.items()}

    def open(self, login):
        return self.lists[login].open([])["records"]

    def search(self, login, field, text):
        return self.lists[login].rows([(field, "ilike", text)])["records"]

    def search_box(self, login, text):
        names = ("subject", "party_names", "register_ref", "contract_number")
        return self.lists[login].rows(["|"] * 3 + [(name, "ilike", text) for name in names])["records"]

    def ending(self, login):
        last, screen = str(date.today() + timedelta(days=90)), self.lists[login]
        return self.users[login].call(
            MODEL, "web_search_read", domain=[("date_ending", "<=", last)], specification=screen.specification,
            offset=0, limit=PAGE, count_limit=screen.count_limit, order="date_ending ASC, id ASC",
            context={"bin_size": True},
        )["records"]

    def report(self, login):
        today = date.today()
        return self.users[login].call(
            MODEL, "get_expiring", str(today), str(today + timedelta(days=89)))["contracts"]


def works():
    """Yield (name, function of an office and of what is known of it, limit) of all that is compared."""
    for login, who in PEOPLE.items():
        yield f"Open the list: {who}", lambda o, k, login=login: o.open(login), LIMIT
        for what, field, key, limit in (
            ("party, an institution", "party_names", "body", LIMIT),
            ("party, a person", "party_names", "person", LIMIT),
            ("subject, street and task", "subject", "subject", LIMIT),
            ("register number", "register_ref", "ref", LIMIT),
            ("a frequent word", "subject", "word", None),
        ):
            yield (f"Search by {what}: {who}",
                   lambda o, k, login=login, field=field, key=key: o.search(login, field, k[key]), limit)
        yield f"Search in all fields: {who}", lambda o, k, login=login: o.search_box(login, k["subject"]), LIMIT
        yield f"List of what ends within 90 days: {who}", lambda o, k, login=login: o.ending(login), LIMIT
        yield f"Report of ending contracts: {who}", lambda o, k, login=login: o.report(login), LIMIT


@contextmanager
def databases(*names):
    """Make databases from the template; drop them at the end."""
    connection = psycopg2.connect(dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cr:
        try:
            for name in names:
                cr.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
                cr.execute(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')
            yield
        finally:
            for name in names:
                cr.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    connection.close()


def compare(table):
    with ExitStack() as stack:
        stack.enter_context(databases(DB_FEW, DB_MANY))
        offices = []
        for database, count, years in ((DB_FEW, FEW, 1), (DB_MANY, MANY, 10)):
            seconds, known = timed(fill, database, count, years)
            print(f"{count} contracts made in {seconds:.0f} s", file=sys.stderr)
            offices.append((database, known))
        few, many = ((Office(stack.enter_context(server(database)), database), known) for database, known in offices)
        for name, work, limit in works():
            shown = [len(work(*few)), len(work(*many))]
            if shown[0] != shown[1]:
                name += f" ({shown[0]} rows, {shown[1]} rows)"
            base, measured = by_turns([lambda work=work: work(*few), lambda work=work: work(*many)], ROUNDS)
            table.ratio(name, measured, base, limit)


def export(table):
    """Export of few and of many entries, in one database that is dropped afterwards."""
    with databases(DB_EXPORT):
        with office(DB_EXPORT, commit=True) as env:
            known = _people(env)
        connection = psycopg2.connect(dbname=DB_EXPORT)
        with connection, connection.cursor() as cr:
            cr.execute("SET session_replication_role = replica; SET work_mem = '128MB'")
            _prepare(cr, known)
            _senders(cr, MANY_ENTRIES)
            draw(cr, MANY_ENTRIES, 1)
            write(cr)
            write_entries(cr)
        connection.autocommit = True
        with connection.cursor() as cr:
            cr.execute("VACUUM ANALYZE biuro_sekretariat_contract_cru_entry, biuro_sekretariat_contract")
        connection.close()
        with office(DB_EXPORT) as env:
            measure_export(table, env)


def pages(env, count):
    """Ask for so many entries page by page, as an integrating system does; each page is a call of its own."""
    Contract = env[MODEL]
    after, seen = 0, 0
    while seen < count and after is not False:
        page = Contract.cru_export({"state": "to_prepare", "limit": min(1000, count - seen), "after_id": after})
        seen, after = seen + len(page["entries"]), page["next_after_id"]
        env.invalidate_all()
    return seen


def write_file(env, kind, count):
    """Write the file of so many prepared entries; return its size."""
    Batch, Entry = env["biuro.sekretariat.contract.cru.batch"], env["biuro.sekretariat.contract.cru.entry"]
    first = Entry.search([("state", "=", "ready")], order="id", limit=count).ids
    domain = [("state", "=", "ready"), ("id", "<=", first[-1])]
    del first
    env.invalidate_all()
    with tempfile.TemporaryFile() as stream:
        Batch._write_file(kind, Entry._iterate_rows(domain), stream)
        return stream.tell()


def measured(function, *arguments):
    """Return (seconds, MB at the peak, result)."""
    gc.collect()
    with Memory() as memory:
        start = time.perf_counter()
        result = function(*arguments)
        seconds = time.perf_counter() - start
    return seconds, memory.peak, result


def best(function):
    """Measure a function of a number of entries three times by turns, for few of them and for all.

    Return for each size (seconds of the quickest run, MB at the peak of any).
    """
    sizes = [[], []]
    for _turn in range(3):
        for runs, count in zip(sizes, (FEW_ENTRIES, MANY_ENTRIES), strict=True):
            runs.append(measured(function, count)[:2])
    return [(min(seconds for seconds, _peak in runs), max(peak for _seconds, peak in runs)) for runs in sizes]


def measure_export(table, env):
    factor = MANY_ENTRIES / FEW_ENTRIES
    named = f"{MANY_ENTRIES:_} entries / {FEW_ENTRIES:_}, per entry".replace("_", " ")
    pages(env, 500)  # warm

    def row(what, few, many):
        table.row(f"{what}: {named}", many[0] / few[0] / factor, LIMIT,
                  more=f"{many[0]:.1f} s to {few[0]:.2f} s")
        table.row(f"{what}: memory for all beyond that for a tenth", max(0, round(many[1] - few[1])), 20, unit=" MB",
                  more=f"{many[1]:.0f} MB, before {few[1]:.0f} MB")

    row("Pages over the interface, the data set made anew", *best(lambda count: pages(env, count)))
    # prepared entries, as the keeper leaves them
    Entry = env["biuro.sekretariat.contract.cru.entry"]
    last = 0
    while entries := Entry.search([("state", "=", "to_prepare"), ("id", ">", last)], order="id", limit=1000):
        for entry in entries:
            entry.payload = entry._make_payload()
        last = entries[-1].id
        env.flush_all()
        env.invalidate_all()
    env.cr.execute("UPDATE biuro_sekretariat_contract_cru_entry SET state = 'ready' WHERE state = 'to_prepare'")
    env.cr.execute("ANALYZE biuro_sekretariat_contract_cru_entry")
    env.invalidate_all()
    for kind in ("json", "xlsx"):
        write_file(env, kind, 500)
        row(f"File {kind.upper()}", *best(lambda count, kind=kind: write_file(env, kind, count)))


def main():
    table = Table(
        "Register of contracts",
        f"Two offices with the same people, one of {FEW:_} contracts, one of {MANY:_}; in both {ENDING} end within 90\n"
        "days. The clerk sees a sixth, the keeper all. The same request goes to both by turns as the web client sends\n"
        "it. Then entries for the central register are exported: a tenth of them, and all.".replace("_", " "),
    )
    compare(table)
    export(table)
    table.end()


if __name__ == "__main__":
    main()
