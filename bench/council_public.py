"""Public pages of the council at 200 000 votes against 2 000: two databases, two servers, calls by turns."""

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
        values = {"term": term.id, "company": company.id, "sessions": votes // PER_SESSION, "votes": votes,
                  "per": PER_SESSION, "people": people.ids}
        cr = env.cr
        cr.execute("SET LOCAL session_replication_role = replica")
        cr.execute("""
            INSERT INTO biuro_rada_session (term_id, company_id, body_type, number_int, number_roman, kind, start, day,
                mode, state, statutory_members, create_date, write_date)
            SELECT %(term)s, %(company)s, 'council', n, n::text, 'ordinary',
                '1990-02-01'::timestamp + (n * 12000.0 / %(sessions)s) * interval '1 day',
                '1990-02-01'::date + (n * 12000.0 / %(sessions)s)::int, 'onsite', 'closed', 23, now(), now()
            FROM generate_series(1, %(sessions)s) n""", values)
        cr.execute("""
            INSERT INTO biuro_rada_agenda_item
                (session_id, sequence, number, title, item_type, origin, status, write_date)
            SELECT id, 10, '1', 'Podjęcie uchwał', 'draft', 'original', 'done', now()
            FROM biuro_rada_session WHERE term_id = %(term)s""", values)
        cr.execute("""
            INSERT INTO biuro_rada_vote (session_id, agenda_item_id, number, subject, day, ballot, majority,
                majority_basis, statutory_members, entitled_count, present_count, yes, no, abstain, not_voting,
                excluded, absent, invalid, result, state, write_date, reasons)
            SELECT item.session_id, item.id, n,
                'w sprawie ' || (ARRAY['parku', 'drogi', 'szkoły', 'budżetu', 'targowiska'])[1 + n %% 5]
                || ' nr ' || session.number_int || '.' || n, session.day, 'open_device', 'simple',
                'u.s.g. art. 14 ust. 1', 23, 23, 20, 12, 5, 3, 0, 0, 3, 0, 'adopted', 'closed', now(), '[]'
            FROM biuro_rada_session session JOIN biuro_rada_agenda_item item ON item.session_id = session.id,
                generate_series(1, %(per)s) n WHERE session.term_id = %(term)s""", values)
        cr.execute("""
            INSERT INTO biuro_rada_vote_ballot (vote_id, session_id, councillor_id, position, value, source)
            SELECT vote.id, vote.session_id, person.id, person.place,
                CASE WHEN person.place <= 12 THEN 'yes' WHEN person.place <= 17 THEN 'no' WHEN person.place <= 20
                THEN 'abstain' ELSE 'absent' END, 'import'
            FROM biuro_rada_vote vote JOIN biuro_rada_session session ON session.id = vote.session_id
                AND session.term_id = %(term)s,
                unnest(%(people)s) WITH ORDINALITY AS person(id, place)""", values)
        cr.execute("""
            INSERT INTO biuro_rada_resolution (number, seq, seq_year, date_adopted, title, term_id, company_id,
                session_id, vote_id, kind, supervisor, in_force_rule, in_force_from, state, write_date)
            SELECT 'P/' || row_number() OVER (ORDER BY id) || '/90', row_number() OVER (ORDER BY id), 0, day, subject,
                %(term)s, %(company)s, session_id, id, 'resolution', 'wojewoda', 'adoption', day, 'in_force', now()
            FROM biuro_rada_vote WHERE number %% 2 = 0
                AND session_id IN (SELECT id FROM biuro_rada_session WHERE term_id = %(term)s)""", values)
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
