import base64
import io
import json
import logging
import os
import time
import unittest
from collections import Counter
from pathlib import Path

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tests.common import BaseCase

from ..law import majority, tally
from ..tools.history import gdansk, general
from ..tools.history.document import as_day, as_number
from ..tools.history.names import Roster, candidates, fold
from .common import RadaCase

_logger = logging.getLogger(__name__)
REAL = Path(os.environ.get("BIURO_REAL_DATA", ""), "gdansk")
needs_real_data = unittest.skipUnless(
    os.environ.get("BIURO_REAL_DATA"), "BIURO_REAL_DATA names no folder with the data of Gdańsk")
TERM = {"term": "VIII", "election_date": "2018-10-21", "date_start": "2018-11-19", "date_end": "2024-04-30",
        "population": 12000}
NAMES = [
    "Anna Adamska", "Beata Bielak", "Celina Cichoń", "Dorota Dąbek", "Ewa Emich", "Filip Franek", "Grzegorz Górski",
    "Henryk Hałas", "Irena Iwan", "Jan Jurek", "Karol Kłos", "Lech Lis", "Marek Makuch", "Natalia Nowak", "Olga Orzeł",
]


def document(**lists):
    """Return the JSON (dict) of a small history: 15 seats, one session, two votes, one interpellation."""
    ballots = dict.fromkeys(NAMES[:9], "yes") | dict.fromkeys(NAMES[9:13], "no") | dict.fromkeys(NAMES[13:], "absent")
    return {
        "format": "biuro-rada-history", "version": 1, "source": "proba", "terms": [TERM],
        "councillors": [
            {"term": "VIII", "first_name": name.split()[0], "last_name": name.split()[1],
             "mandate_start": "2018-11-19"} for name in NAMES
        ],
        "sessions": [{
            "term": "VIII", "number": 3, "date": "2019-01-30",
            "attendance": [{"councillor": name, "status": "present" if place < 13 else "absent"}
                           for place, name in enumerate(NAMES)],
            "votes": [
                {"number": 1, "subject": "w sprawie budżetu", "item": "1. Budżet", "ballots": ballots,
                 "counts": {"yes": 9, "no": 4, "absent": 2}, "result": "adopted"},
                {"number": 2, "subject": "zmiana porządku", "majority": "absolute_statutory",
                 "majority_basis": "u.s.g. art. 20 ust. 1a", "result": "adopted",
                 "ballots": dict.fromkeys(NAMES[:7], "yes") | dict.fromkeys(NAMES[7:], "abstain")},
            ],
        }],
        "interpellations": [{
            "term": "VIII", "kind": "question", "ref": "Z12/19", "number": 12, "date": "2019-02-01",
            "authors": ["Jan Jurek", "Ewa Emich"], "subject": "w sprawie ławek", "reply_date": "2019-02-10",
            "text_url": "https://bip.example/12.pdf", "reply_url": "https://bip.example/12o.pdf",
        }],
        **lists,
    }


@tagged("post_install", "-at_install")
class TestHistoryReading(BaseCase):
    def test_days_and_numbers(self):
        for given in ("2026-03-31", "31.03.2026", "2026-03-31 10:00"):
            self.assertEqual(str(as_day(given)), "2026-03-31")
        for given in ("2019-10-00", "31.02.2026", "marzec", "", None, "2026/03/31", "٢٠٢٦-٠٣-٣١"):
            self.assertIsNone(as_day(given), given)
        self.assertEqual([as_number(given) for given in (3, "07", 2.0, -1, 1.5, "x", True)],
                         [3, 7, 2, None, None, None, None])

    def test_names(self):
        roster = Roster((name, name) for name in (
            "Cezary Śpiewak-Dowbór", "Kazimierz Koralewski", "Elżbieta Strzelczyk", "Piotr Borawski",
            "Lech Wałęsa", "Przemysław Majewski", "Andrzej Skiba"))
        same = {
            "Cezary Śpiewak- Dowbór": "Cezary Śpiewak-Dowbór", "Śpiewak-Dowbór Cezary": "Cezary Śpiewak-Dowbór",
            "cezary spiewak dowbor": "Cezary Śpiewak-Dowbór", "Cezary Śpiewak-Dwobór": "Cezary Śpiewak-Dowbór",
            "Kazimierz Karolewski": "Kazimierz Koralewski", "Eżbieta Strzelczyk": "Elżbieta Strzelczyk",
            "Lech Artur Wałęsa": "Lech Wałęsa",
        }
        for given, name in same.items():
            with self.subTest(given):
                self.assertEqual(roster.find(given)[0], name)
                self.assertEqual(roster.find_all(given)[0], [name])
        for given in ("Powstania Listopadowego", "Gminą Gardeja", "Piotr Dzik", "1)", ""):
            with self.subTest(given):
                self.assertIsNone(roster.find(given)[0])
        lists = {
            "Przemysław Majewski Andrzej Skiba": ["Przemysław Majewski", "Andrzej Skiba"],
            "Skiba A., Borawski P.": ["Andrzej Skiba", "Piotr Borawski"],
            "Elżbieta Strzelczyk,\nKazimierz Koralewski": ["Elżbieta Strzelczyk", "Kazimierz Koralewski"],
            "Radni Miasta: Andrzej Skiba i Lech Wałęsa": ["Andrzej Skiba", "Lech Wałęsa"],
            "Klub Radnych": [],
        }
        for given, names in lists.items():
            with self.subTest(given):
                self.assertEqual(roster.find_all(given)[0], names)
        self.assertEqual(candidates("Jan Jurek, Klub Radnych PiS; Ewa Emich\nRadna Miasta Gdańska"),
                         ["Jan Jurek", "Ewa Emich"])
        self.assertEqual(fold("Żółć – Ąę`"), "zolc ae")

    def test_majority_of_a_subject(self):
        for subject, kind in {
            "włączenie druku nr 1433;.": "absolute_statutory", "Zmiana porządku obrad": "absolute_statutory",
            "w sprawie udzielenia absolutorium Prezydentowi": "absolute_statutory",
            "w sprawie zaciągnięcia kredytu długoterminowego": "absolute",
            "w sprawie nadania nazwy rondu": "simple", "w sprawie wyrażenia zgody na sprzedaż": "simple",
        }.items():
            with self.subTest(subject):
                self.assertEqual(gdansk.majority_of(subject)[0], kind)

    def test_example_is_read(self):
        read = general.read_xlsx(general.example(), "wzor")
        self.assertEqual([len(read[name]) for name in ("councillors", "sessions", "interpellations")], [1, 1, 1])
        [vote] = read["sessions"][0]["votes"]
        self.assertEqual((vote["names"], vote["counts"]["yes"], vote["result"], vote["refused"]),
                         [("Anna Przykładowa", "yes")] and ([("Anna Przykładowa", "yes")], 1, "adopted", None))


class ImportCase(RadaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # a city of its own, whatever council the database has already
        cls.city = cls.env["res.company"].create({"name": "Miasto historii"})
        cls.env.user.company_ids |= cls.city
        for user in cls.users.values():
            user.company_ids |= cls.city
        cls.env = cls.env(context={**cls.env.context, "allowed_company_ids": [cls.city.id]})

    def new(self, content, login="rada_manager", population=0, **values):
        if not isinstance(content, bytes):
            content = json.dumps(content).encode()
        record = self.env["biuro.rada.import"].with_user(self.users[login]).create({
            "name": "historia.json", "company_id": self.city.id, "is_public": True,
            "file": base64.b64encode(content), **values,
        })
        record.action_check()
        for line in record.term_ids:
            line.population = line.population or population
        return record

    def run_all(self, record, seconds=1000.0):
        record.action_import()
        steps = 0
        while not record.step(seconds)["done"]:
            steps += 1
            self.assertLess(steps, 5000, "the import does not end")
        return record

    def own(self, model, **conditions):
        return self.env[model].search([("import_id.company_id", "=", self.city.id)])


@tagged("post_install", "-at_install")
class TestImport(ImportCase):
    maxDiff = None

    def test_whole_history(self):
        record = self.new(document())
        self.assertEqual(record.state, "checked")
        self.assertEqual((record.refused_count, record.row_count), (0, 15 + 1 + 15 + 2 + 1))
        self.assertFalse(self.own("biuro.rada.session"), "a check changes nothing")
        self.run_all(record)
        self.assertEqual((record.state, record.refused_count, record.known_count), ("done", 0, 0))
        session = self.own("biuro.rada.session")
        self.assertEqual((session.number_int, str(session.day), session.state, session.is_historical),
                         (3, "2019-01-30", "closed", True))
        self.assertEqual(Counter(session.attendance_ids.mapped("status")), {"present": 13, "absent": 2})
        budget, agenda = session.vote_ids.sorted("number")
        self.assertEqual((budget.yes, budget.no, budget.absent, budget.result, len(budget.ballot_ids)),
                         (9, 4, 2, "adopted", 15))
        self.assertEqual(set(budget.ballot_ids.mapped("source")), {"import"})
        self.assertEqual(budget.agenda_item_id.title, "1. Budżet")
        # 7 of 15 are no absolute majority of the statutory number, whatever the source says
        self.assertEqual(agenda.result, "rejected")
        self.assertTrue(agenda.reasons)
        difference = record.difference_ids
        self.assertEqual((difference.kind, difference.vote_id), ("result", agenda))
        asked = self.own("biuro.rada.interpellation")
        self.assertEqual((asked.register_ref, asked.register_number, asked.kind, asked.state, len(asked.author_ids)),
                         ("Z12/19", 12, "question", "replied", 2))
        self.assertFalse(asked.register_id, "our own books are not touched")
        self.assertEqual(set(self.own("biuro.rada.councillor").mapped("state")), {"ended"})
        self.assertEqual(self.own("biuro.rada.term").statutory_members, 15)
        # a closed vote of the past is as fixed as one of today
        with self.assertRaisesRegex(UserError, "RB-09"):
            budget.with_user(self.users["rada_user"]).write({"subject": "inna"})
        # what the source left open is not in a journal of ours
        self.assertFalse(self.env["biuro.rada.vote.journal"].search([("session_id", "=", session.id)]))

    def test_twice_doubles_nothing(self):
        self.run_all(self.new(document()))
        models = ("term", "councillor", "session", "vote", "vote.ballot", "interpellation", "attendance")
        before = [self.env[f"biuro.rada.{model}"].search_count([]) for model in models]
        partners = self.env["res.partner"].search_count([])
        again = self.run_all(self.new(document()))
        self.assertEqual([self.env[f"biuro.rada.{model}"].search_count([]) for model in models], before)
        self.assertEqual(self.env["res.partner"].search_count([]), partners)
        self.assertEqual((again.taken_count, again.remark_count, again.refused_count), (0, 0, 0))
        self.assertEqual(again.known_count, again.row_count)
        # one more session is the only new thing
        more = document()
        more["sessions"].append({**more["sessions"][0], "number": 4, "date": "2019-02-27"})
        self.run_all(self.new(more))
        self.assertEqual(len(self.own("biuro.rada.session")), 2)

    def test_steps_go_on_where_they_stopped(self):
        more = document()
        more["sessions"] += [
            {**more["sessions"][0], "number": number, "date": f"2019-{number:02d}-27"} for number in (4, 5, 6)]
        record = self.new(more)
        record.action_import()
        first = record.step(0.0)
        self.assertEqual((first["done"], first["position"]), (False, 1))
        record.step(0.0)
        self.assertEqual(len(self.own("biuro.rada.session")), 1)
        while not record.step(0.0)["done"]:
            pass
        self.assertEqual(len(self.own("biuro.rada.session")), 4)
        self.assertEqual(record.row_count, 15 + 4 * 18 + 1)
        self.assertTrue(record.step()["done"], "a repeated call says the same")

    def test_refusals_say_why(self):
        rows = document()
        [session] = rows["sessions"]
        session["votes"] += [
            {"number": 3, "subject": "", "counts": {"yes": 1}},
            {"number": 4, "subject": "nic"},
            {"number": 5, "subject": "tajne", "ballot": "secret", "ballots": {NAMES[0]: "yes"}},
            {"number": 2, "subject": "drugi raz", "counts": {"yes": 15}},
            {"number": 6, "subject": "dziwne", "counts": {"yes": 15}, "majority": "any"},
            {"number": 7, "subject": "obcy", "ballots": {NAMES[0]: "yes", "Zenon Obcy": "no"}},
            {"number": 8, "subject": "za dużo", "counts": {"yes": 20}},
        ]
        rows["sessions"] += [
            {"term": "VIII", "number": 9, "date": "2031-02-30"}, {"term": "XX", "number": 9, "date": "2019-05-01"},
            {"term": "VIII", "number": 10, "date": "2035-05-01"},
        ]
        rows["interpellations"] += [
            {"term": "VIII", "ref": "1/19", "date": "2019-03-01", "authors": "Klub Radnych", "subject": "klubu"},
            {"term": "VIII", "ref": "2/19", "date": "2019-03-01", "authors": NAMES[0], "subject": "odpowiedź przed",
             "reply_date": "2019-02-01"},
            {"term": "VIII", "ref": "3/19", "date": "00.00.2019", "authors": NAMES[0], "subject": "dzień"},
            {"term": "VIII", "ref": "2/19", "date": "2019-03-01", "authors": NAMES[0], "subject": "drugi raz"},
        ]
        record = self.run_all(self.new(rows))
        refused = Counter(record.row_ids.filtered(lambda row: row.verdict == "refused").mapped("code"))
        self.assertEqual(refused, {
            "no_subject": 1, "nothing_counted": 1, "secret_names": 1, "double_vote": 1, "unknown_value": 1,
            "no_date": 2, "no_term": 1, "outside_term": 1,
        })
        self.assertTrue(all(record.row_ids.filtered(lambda row: row.verdict != "taken").mapped("reason")))
        self.assertEqual(record.row_ids.filtered(lambda row: row.code == "double").verdict, "known")
        asked = self.own("biuro.rada.interpellation").grouped("register_ref")
        self.assertFalse(asked["1/19"].author_ids)
        self.assertEqual(asked["1/19"].source_authors, "Klub Radnych")
        self.assertFalse(asked["2/19"].reply_date)
        self.assertIn("RD-02", asked["2/19"].import_note)
        too_many = self.own("biuro.rada.vote").filtered(lambda vote: vote.number == 8)
        self.assertFalse(too_many.result, "more votes than seats have no result")
        strangers = self.own("biuro.rada.vote").filtered(lambda vote: vote.number == 7)
        self.assertEqual(len(strangers.ballot_ids), 1)
        self.assertIn("Zenon Obcy", strangers.import_note)
        with self.assertRaises(UserError):
            record.row_ids.filtered(lambda row: row.code == "no_term").action_open_record()
        self.assertEqual(record.row_ids.filtered(lambda row: row.kind == "session")[0].action_open_record()["res_id"],
                         self.own("biuro.rada.session").id)

    def test_a_batch_is_all_or_nothing(self):
        """What the system refuses takes its whole session along, and no other."""
        rows = document()
        rows["sessions"].append({**rows["sessions"][0], "number": 4, "date": "2019-02-27"})
        record = self.new(rows)
        record.action_import()
        record.step(0.0)
        taken = self.env["biuro.rada.vote"].create

        def refuse(records, vals_list):
            if any(vals["import_key"].startswith(f"{self.city.id}/proba:session:VIII:3:") for vals in vals_list):
                raise UserError("Nie da się.")  # pylint: disable=translation-required
            return taken(vals_list)

        self.patch(self.registry["biuro.rada.vote"], "create", refuse)
        self.patch(type(self.env["biuro.rada.vote"]), "create", refuse)
        while not record.step()["done"]:
            pass
        self.assertEqual(self.own("biuro.rada.session").mapped("number_int"), [4])
        self.assertFalse(self.env["biuro.rada.attendance"].search([
            ("session_id.company_id", "=", self.city.id), ("session_id.number_int", "=", 3)]))
        refused = record.row_ids.filtered(lambda row: row.verdict == "refused")
        self.assertEqual(Counter(refused.mapped("kind")), {"session": 1, "attendance": 15, "vote": 2})
        self.assertIn("Nie da się.", refused.filtered(lambda row: row.kind == "session").reason)

    def test_workbook(self):
        record = self.run_all(self.new(general.example(), source="wzor"))
        self.assertEqual((record.refused_count, record.row_count), (0, 5))
        self.assertEqual(self.own("biuro.rada.vote").mapped("result"), ["no_quorum"])
        book = load_workbook(io.BytesIO(record._report_xlsx()))
        self.assertEqual(len(book.worksheets), 4)
        self.assertEqual(book.worksheets[2].max_row, 1 + record.row_count)
        self.assertEqual(book.worksheets[3].max_row, 1 + record.difference_count)

    def test_files_that_cannot_be_read(self):
        for content in (b"x", b"[]", b'{"format": "other"}', b"PK\x03\x04rubbish", b"\xff\xfe",
                        json.dumps(document(version=2)).encode(), json.dumps(document(source="a:b")).encode(),
                        json.dumps(document(votes={})).encode() if False else json.dumps(
                            document(interpellations=[1])).encode()):
            with self.subTest(content[:20]), self.assertRaises(UserError):
                self.new(content, source="s")
        with self.assertRaises(UserError):
            self.new(general.example())

    def test_who_may(self):
        for login in ("rada_user", "clerk", "auditor", "rada_chair", "biuro_admin"):
            with self.subTest(login), self.assertRaises(AccessError):
                self.new(document(), login=login)
        record = self.new(document())
        for name, value in (("state", "done"), ("taken_count", 5), ("position", 3)):
            with self.subTest(name), self.assertRaises(UserError):
                record.write({name: value})
        with self.assertRaises(UserError):
            record.with_user(self.users["rada_manager"]).step()
        self.run_all(record)
        with self.assertRaises(UserError):
            record.unlink()
        with self.assertRaises(UserError):
            record.file = base64.b64encode(b"[]")
        session = self.own("biuro.rada.session")
        record.action_withhold()
        self.assertTrue(session.is_withheld and session.vote_ids[0].is_withheld)

    def test_a_number_of_a_live_session_is_not_taken_twice(self):
        rows = document()
        self.run_all(self.new(rows))
        other = document(source="inne")
        other["sessions"][0]["date"] = "2019-03-01"
        self.run_all(self.new(other))
        second = self.own("biuro.rada.session").filtered(lambda session: not session.number_int)
        self.assertEqual((len(second), second.source_number), (1, "3"))
        self.assertIn("2019", second.display_name)


@tagged("post_install", "-at_install")
class TestGdanskFormat(ImportCase):
    """The faults of the real files, in small."""

    def sessions(self):
        names = [name.replace("Dąbek", "Dąbek-Lis") for name in NAMES]
        broken = [name.replace("-", "- ") for name in names]

        def vote(index, yes, no=(), away=(), **more):
            return {
                "vote_index": index, "topic": f"w sprawie {index};.",
                "named_votes": {"za": list(yes), "przeciw": list(no), "nieobecni": list(away), "brak_glosu": [],
                                "wstrzymal_sie": []},
                "counts": {"za": len(yes), "przeciw": len(no), "wstrzymal_sie": 0, "brak_glosu": 0,
                           "nieobecni": 15 - len(yes) - len(no)}, **more,
            }

        return [{
            "date": "2020-04-30", "number": 22, "number_roman": "XXII", "source_file": "a.pdf", "source_url": None,
            "attendees": [*names, "1)", "Wygenerowano za pomocą eSesja.pl"],
            "votes": [
                vote(0, broken), vote(1, names[:8], names[8:14]), vote(2, names[:14], (), ["Heleny Marusarzówny"]),
                {"vote_index": 3, "topic": "włączenie druku"},
                {**vote(4, names), "counts": {"za": 14, "przeciw": 0, "wstrzymal_sie": 0, "brak_glosu": 1,
                                              "nieobecni": 0}},
                {"vote_index": 5, "topic": "bez nazwisk", "counts": {"za": 15}},
            ],
        }, {
            "date": "2020-05-28", "number": 22, "number_roman": "XXII", "source_file": "b.pdf", "source_url": None,
            "attendees": names, "votes": [vote(0, names)],
        }]

    def test_sessions(self):
        record = self.run_all(self.new(self.sessions(), population=12000))
        codes = Counter(row.code for row in record.row_ids if row.verdict == "refused")
        self.assertEqual(codes, {"not_a_person": 2, "nothing_counted": 1})
        first, second = self.own("biuro.rada.session").sorted("day")
        self.assertEqual((first.number_int, second.number_int, second.source_number), (22, 0, "XXII"))
        votes = first.vote_ids.sorted("number")
        self.assertEqual(votes.mapped("number"), [1, 2, 3, 5, 6])
        self.assertEqual([len(vote.ballot_ids) for vote in votes], [15, 15, 15, 15, 0])
        self.assertEqual(votes[1].ballot_ids.filtered(lambda line: line.value == "absent").councillor_id.last_name,
                         NAMES[14].split()[1])
        self.assertEqual((votes[3].yes, votes[3].not_voting), (15, 0), "the whole list of names holds")
        self.assertEqual(Counter(record.difference_ids.mapped("kind")), {"count": 2, "number": 1})
        self.assertEqual(first.attendance_ids.filtered(
            lambda line: line.councillor_id.last_name == NAMES[14].split()[1]).status, "present")
        self.assertEqual(len(self.own("biuro.rada.councillor")), 15)

    def test_mandates_are_read_from_records_in_any_order(self):
        asked = [
            {"cri": f"00{number}/20", "ezd": "1", "data_wplywu": day, "radny": radny, "przedmiot": "dot. ławek",
             "data_odpowiedzi": "", "tresc_url": "", "odpowiedz_url": "", "rok": 2020, "typ": "interpelacja",
             "kadencja": "VIII"}
            for number, day, radny in ((1, "2020-01-10", NAMES[0]), (2, "2020-02-10", "Waldemar Dawny"),
                                       (3, "2020-06-10", "Anna Adamska, Beata Bielak"))
        ]
        found = []
        for first, second in ((asked, self.sessions()), (self.sessions(), asked)):
            with self.env.cr.savepoint() as savepoint:
                self.run_all(self.new(first, population=12000))
                self.run_all(self.new(second, population=12000))
                found.append(sorted(
                    (one.display_name, str(one.mandate_start), str(one.mandate_end), one.mandate_derived)
                    for one in self.own("biuro.rada.councillor")))
                savepoint.rollback()
                self.env.invalidate_all()
        self.assertEqual(*found)
        self.assertIn(("Adamska Anna", "2020-01-10", "False", True), found[0])
        self.assertIn(("Dawny Waldemar", "2020-02-10", "2020-02-10", True), found[0])

    def test_days_of_the_mandate_from_the_acts(self):
        self.run_all(self.new(self.sessions(), population=12000))
        one = self.own("biuro.rada.councillor")[0].with_user(self.users["rada_manager"])
        action = one.action_open_confirm_mandate()
        step = self.env["biuro.rada.step"].with_user(self.users["rada_manager"]).with_context(
            **action["context"]).create({})
        self.assertEqual((step.step, step.date), ("mandate", one.mandate_start))
        with self.assertRaises(UserError):
            one.action_confirm_mandate("2020-01-10", "2019-01-10")
        step.date = "2018-11-20"
        step.action_apply()
        self.assertEqual((str(one.mandate_start), one.mandate_derived), ("2018-11-20", False))
        with self.assertRaises(UserError):
            one.action_confirm_mandate("2020-01-10")

    def test_records_of_the_past_wait_for_nobody(self):
        self.run_all(self.new([{
            "cri": "1/20", "ezd": "1", "data_wplywu": "2020-01-10", "radny": NAMES[0], "przedmiot": "dot. ławek",
            "data_odpowiedzi": "", "tresc_url": "", "odpowiedz_url": "", "rok": 2020, "typ": "interpelacja",
            "kadencja": "VIII"}], population=12000))
        [past] = self.own("biuro.rada.interpellation")
        past.sudo().state = "in_progress"  # sudo: own model - as an older import left it
        start = self.env["biuro.start"].with_user(self.users["rada_user"])
        counts = {row["key"]: row["domain"]() for row in start._counter_definitions() if "interpel" in row["key"]}
        self.assertIn("rada_interpellations", counts)
        for key, domain in counts.items():
            if key != "interpellations_to_publish":
                self.assertNotIn(past, self.env["biuro.rada.interpellation"].search(domain), key)


@tagged("post_install", "-at_install")
class TestGdansk(ImportCase):
    """All of the real data: 55 sessions, 2 149 votes, 6 572 interpellations."""

    @needs_real_data
    def test_all_of_it(self):
        started = time.monotonic()
        sessions = self.run_all(self.new((REAL / "sessions.json").read_bytes(), population=470_000))
        asked = self.run_all(self.new((REAL / "interpellations.json").read_bytes(), population=470_000))
        spent = time.monotonic() - started
        counts = {
            (kind, verdict): count
            for kind, verdict, count in self.env["biuro.rada.import.row"]._read_group(
                [("import_id", "in", (sessions | asked).ids)], ["kind", "verdict"], ["__count"])
        }
        _logger.info("Gdańsk in %.0f s: %s", spent, counts)
        total = Counter()
        for (kind, _verdict), count in counts.items():
            total[kind] += count
        self.assertEqual((total["session"], total["vote"], total["interpellation"]), (55, 2149, 6572))
        self.assertEqual(counts["session", "known"], 1, "one session stands in the file twice")
        self.assertEqual(len(self.own("biuro.rada.session")), 54)
        # two without anything counted are said to hold nothing, all others are there
        refused = Counter(sessions.row_ids.filtered(lambda row: row.verdict == "refused").mapped("code"))
        self.assertEqual(refused, {"nothing_counted": 4, "not_a_person": 2})
        self.assertFalse(asked.refused_count)
        self.assertEqual(len(self.own("biuro.rada.interpellation")), 6572)
        votes = self.own("biuro.rada.vote")
        self.assertEqual(len(votes), 2149 - 4 - 16)
        self.assertFalse(votes.filtered(lambda vote: not vote.result))
        # our arithmetic holds for each of them
        for vote in votes:
            counts = {name: vote[name] for name in tally.VALUES}
            if vote.special:
                continue
            answer = majority.majority(
                vote.majority, vote.statutory_members, vote.present_count, vote.yes, vote.no, vote.abstain,
                0, vote.excluded)
            self.assertEqual((vote.result, vote.present_count), (answer["result"], sum(counts.values()) - vote.absent))
        self.assertTrue(all(
            tally.tally(vote.ballot_ids.mapped("value")) == {name: vote[name] for name in tally.VALUES}
            for vote in votes if vote.names_complete))
        self.assertTrue(sessions.difference_ids.filtered(lambda line: line.kind == "control_sum"))
        self.assertTrue(asked.difference_ids.filtered(lambda line: line.kind == "dates"))
        for councillor in self.own("biuro.rada.councillor"):
            self.assertTrue(councillor.mandate_derived)
        again = self.run_all(self.new((REAL / "interpellations.json").read_bytes()))
        self.assertEqual((again.known_count, again.row_count), (6572, 6572))
        self.assertEqual(len(self.own("biuro.rada.interpellation")), 6572)
