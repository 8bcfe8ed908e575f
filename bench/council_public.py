"""Public pages of the council at 200 000 votes against 2 000: two databases, two servers, calls by turns."""
# ruff: noqa: S608 - the queries are composed of what stands in this file

import http.client
import os
import sys
import urllib.parse
from contextlib import ExitStack

import psycopg2
from _common import TEMPLATE, Table, by_turns, office, server, timed
from contracts import databases

FEW, MANY = 2_000, int(os.environ.get("BIURO_BENCH_VOTES", 200_000))
PER_SESSION, SEATS = 40, 23
ROUNDS, LIMIT = int(os.environ.get("BIURO_BENCH_ROUNDS", 40)), 1.3
DB_FEW, DB_MANY = f"{TEMPLATE}_few", f"{TEMPLATE}_many"


def copy(cr, table, seed, source, **columns):
    """Copy the row of an id for each row of a source, with some columns made of it."""
    cr.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s AND column_name != 'id'",
               [f"biuro_rada_{table}"])
    names = [row[0] for row in cr.fetchall()]
    made = [columns.get(name, f'seed."{name}"') for name in names]
    listed = ", ".join(f'"{name}"' for name in names)
    query = (f"INSERT INTO biuro_rada_{table} ({listed}) SELECT {', '.join(made)} "
             f"FROM biuro_rada_{table} seed, ({source}) source WHERE seed.id = {seed}")
    cr.execute(query)


def fill(database, votes):
    """Make a council with so many votes, 40 in each session, half as many resolutions; return what is known."""
    with office(database, commit=True) as env:
        env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "0")
        company = env.ref("base.main_company")
        term = env["biuro.rada.term"].create({
            "number": "XL", "election_date": "1990-01-01", "date_start": "1990-01-02", "date_end": "2023-12-31",
            "population": 72000, "company_id": company.id,
        })
        partners = env["res.partner"].create([{"name": f"Radny Pomiar{place}"} for place in range(SEATS)])
        people = env["biuro.rada.councillor"].create([
            {"partner_id": one.id, "first_name": "Radny", "last_name": f"Pomiar{place}", "term_id": term.id,
             "mandate_start": "1990-01-02"} for place, one in enumerate(partners)
        ])
        env.cr.execute("UPDATE biuro_rada_term SET state = 'closed' WHERE id = %s", [term.id])
        cr, sessions = env.cr, votes // PER_SESSION
        # one of each by the office's own means, copied as often as needed
        session = env["biuro.rada.session"].create({
            "term_id": term.id, "number_int": 1, "start": "1990-02-01 08:00:00", "state": "closed",
            "statutory_members": SEATS,
        })
        item = env["biuro.rada.agenda.item"].create({"session_id": session.id, "title": "Uchwały", "number": "1"})
        vote = env["biuro.rada.vote"].create({
            "session_id": session.id, "agenda_item_id": item.id, "number": 0, "subject": "w sprawie", "state": "closed",
            "result": "adopted", "statutory_members": SEATS, "entitled_count": SEATS, "present_count": 20, "yes": 12,
            "no": 5, "abstain": 3, "absent": 3, "reasons": [],
        })
        ballot = env["biuro.rada.vote.ballot"].create({
            "vote_id": vote.id, "councillor_id": people[0].id, "position": 1, "value": "yes"})
        resolution = env["biuro.rada.resolution"].create({
            "title": "w sprawie", "term_id": term.id, "date_adopted": "1990-02-01", "number": "P/0/90"})
        env.flush_all()
        cr.execute("SET LOCAL session_replication_role = replica")
        spread = f"n * 12000.0 / {sessions}"
        copy(cr, "session", session.id, f"SELECT n FROM generate_series(2, {sessions}) n", number_int="n",
             number_roman="n::text", start=f"'1990-02-01 08:00'::timestamp + ({spread}) * interval '1 day'",
             day=f"'1990-02-01'::date + ({spread})::int")
        copy(cr, "agenda_item", item.id,
             f"SELECT id FROM biuro_rada_session WHERE term_id = {term.id} AND id != {session.id}",
             session_id="source.id")
        copy(cr, "vote", vote.id,
             f"""SELECT item.id AS item, session.id, session.day, session.number_int, n
             FROM biuro_rada_session session JOIN biuro_rada_agenda_item item ON item.session_id = session.id,
             generate_series(1, {PER_SESSION}) n WHERE session.term_id = {term.id}""",
             session_id="source.id", agenda_item_id="source.item", number="n", day="source.day",
             subject="'w sprawie ' || (ARRAY['parku', 'drogi', 'szkoły', 'budżetu', 'targowiska'])[1 + n % 5] "
             "|| ' nr ' || source.number_int || '.' || n")
        own = f"session_id IN (SELECT id FROM biuro_rada_session WHERE term_id = {term.id})"
        copy(cr, "vote_ballot", ballot.id,
             f"""SELECT vote.id, vote.session_id, person.id AS person, person.place FROM biuro_rada_vote vote,
             unnest(ARRAY{people.ids}) WITH ORDINALITY AS person(id, place) WHERE vote.number > 0 AND vote.{own}""",
             vote_id="source.id", session_id="source.session_id", councillor_id="source.person",
             position="source.place", value="CASE WHEN source.place <= 12 THEN 'yes' WHEN source.place <= 17 THEN 'no' "
             "WHEN source.place <= 20 THEN 'abstain' ELSE 'absent' END")
        copy(cr, "resolution", resolution.id,
             f"""SELECT id, session_id, day, subject, row_number() OVER (ORDER BY id) AS place FROM biuro_rada_vote
             WHERE number > 0 AND number % 2 = 0 AND {own}""",
             number="'P/' || source.place || '/90'", seq="source.place", date_adopted="source.day",
             in_force_from="source.day", title="source.subject", session_id="source.session_id", vote_id="source.id",
             state="'in_force'")
        cr.execute("DELETE FROM biuro_rada_vote_ballot WHERE vote_id = %s", [vote.id])
        cr.execute("DELETE FROM biuro_rada_vote WHERE id = %s", [vote.id])
        cr.execute("SELECT id FROM biuro_rada_session WHERE term_id = %s ORDER BY id", [term.id])
        sessions = [row[0] for row in cr.fetchall()]
        for start in range(0, len(sessions), 500):
            env["biuro.rada.statistic"]._refresh_sessions(sessions[start : start + 500])
        cr.execute("""
            SELECT max(vote.id), max(vote.session_id)
            FROM biuro_rada_vote vote JOIN biuro_rada_session session ON session.id = vote.session_id
            WHERE session.term_id = %s""", [term.id])
        vote, session = cr.fetchone()
        cr.execute("SELECT max(id) FROM biuro_rada_resolution WHERE term_id = %s", [term.id])
        known = {"vote": vote, "session": session, "resolution": cr.fetchone()[0], "councillor": people.ids[0],
                 "term": term.id, "number": len(sessions)}
    connection = psycopg2.connect(dbname=database)
    connection.autocommit = True
    with connection.cursor() as cr:
        cr.execute("VACUUM ANALYZE biuro_rada_vote, biuro_rada_vote_ballot, biuro_rada_session, "
                   "biuro_rada_agenda_item, biuro_rada_resolution, biuro_rada_statistic")
    connection.close()
    return known


class Reader:
    """Somebody who reads the pages without a login, on a kept connection."""

    def __init__(self, url, known):
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc, timeout=300)
        self.known = known

    def get(self, path):
        self.connection.request("GET", path.format(**self.known))
        response = self.connection.getresponse()
        content = response.read()
        if response.status != 200:
            raise RuntimeError(f"{path}: {response.status} {content[:300]!r}")
        return content


PAGES = {
    "Home of the council": "/bip/rada",
    "Named votes, first page": "/bip/rada/glosowania",
    "Named votes, one of a few hits": "/bip/rada/glosowania?q=parku+{number}.5",
    "Named votes of a year": "/bip/rada/glosowania?year=1995",
    "One vote with its names": "/bip/rada/glosowania/{vote}",
    "One vote as JSON": "/bip/rada/glosowania/{vote}.json",
    "One session with its votes": "/bip/rada/sesje/{session}",
    "Sessions, first page": "/bip/rada/sesje",
    "A councillor: sums and last votes": "/bip/rada/radni/{councillor}",
    "Register of resolutions, first page": "/bip/rada/uchwaly",
    "Register of resolutions in force on a day": "/bip/rada/uchwaly?validity=in_force&day=2020-01-01",
    "One resolution": "/bip/rada/uchwaly/{resolution}",
    "Votes as JSON, 50 of them": "/bip/rada/glosowania.json",
}


def main():
    table = Table(
        "Public pages of the council",
        f"Two offices, one with {FEW:_} votes of 23 names each, one with {MANY:_}; half as many resolutions. The same\n"
        "page is asked of both by turns, without a login and without a cache.".replace("_", " "),
    )
    with ExitStack() as stack:
        stack.enter_context(databases(DB_FEW, DB_MANY))
        readers = []
        for database, votes in ((DB_FEW, FEW), (DB_MANY, MANY)):
            seconds, known = timed(fill, database, votes)
            print(f"{votes} votes made in {seconds:.0f} s", file=sys.stderr)
            readers.append((database, known))
        few, many = (Reader(stack.enter_context(server(database)), known) for database, known in readers)
        for name, path in PAGES.items():
            base, measured = by_turns(
                [lambda path=path: few.get(path), lambda path=path: many.get(path)], ROUNDS)
            table.ratio(name, measured, base, LIMIT)
    table.end()


if __name__ == "__main__":
    main()
