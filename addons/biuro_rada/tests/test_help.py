from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import BaseCase, tagged
from odoo.tools import mute_logger

from ..law import statements
from .common import RadaCase


@tagged("-at_install", "post_install")
class TestStatementLaw(BaseCase):
    def test_terms(self):
        self.assertEqual(statements.due("first", oath=date(2024, 5, 7))["deadline"], date(2024, 6, 6))
        self.assertEqual(statements.due("end_of_term", term_end=date(2024, 4, 30))["deadline"], date(2024, 2, 29))
        sunday = statements.due("end_of_term", term_end=date(2010, 11, 12))
        self.assertEqual(
            (sunday["raw"], sunday["target"], sunday["deadline"]),
            (date(2010, 9, 12), date(2010, 9, 10), date(2010, 9, 13)),
        )
        self.assertEqual(statements.due("annual", year=2026)["deadline"], date(2026, 4, 30))
        self.assertEqual(statements.call_terms(date(2026, 5, 4), date(2026, 5, 12))["extra_until"], date(2026, 5, 26))


@tagged("post_install", "-at_install")
class TestHelp(RadaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 3)
        cls.env["biuro.rada.function"].create(
            {"councillor_id": cls.councillors[0].id, "role": "chair", "date_from": "2024-05-07"}
        )

    def test_statement_and_its_recipient(self):
        Statement = self.env["biuro.rada.statement"].with_user(self.users["rada_statement"])
        statements_ = Statement.browse(Statement.expect("annual", 2026))
        self.assertEqual(len(statements_), 3)
        self.assertEqual(Statement.expect("annual", 2026), [])
        by = {record.councillor_id: record for record in statements_}
        with self.assertRaisesRegex(UserError, "RF-01"):
            by[self.councillors[0]].action_file("2026-04-20")
        by[self.councillors[0]].action_file("2026-04-20", "wojewoda")
        self.assertEqual(by[self.councillors[1]].action_file("2026-05-01"), {"on_time": False})
        with self.assertRaisesRegex(UserError, "two copies"):
            by[self.councillors[2]].action_file("2026-04-20", copies=1)
        with self.assertRaisesRegex(UserError, "RF-02"):
            by[self.councillors[0]].action_publication_prepare()

    def test_way_of_a_missing_statement(self):
        Statement = self.env["biuro.rada.statement"].with_user(self.users["rada_statement"])
        record = Statement.create({"councillor_id": self.councillors[1].id, "kind": "annual", "year": 2026})
        with self.assertRaisesRegex(UserError, "not passed"):
            record.action_find_missing("2026-04-30")
        self.assertEqual(record.action_find_missing("2026-05-04"), {str(record.id): "2026-05-18"})
        self.assertEqual(record.action_call("2026-05-06", "2026-05-12"), {"extra_deadline": "2026-05-26"})
        with freeze_time("2026-05-26 10:00:00"), self.assertRaisesRegex(UserError, "not passed"):
            record.action_not_filed()
        with freeze_time("2026-05-27 10:00:00"):
            record.action_not_filed()
        self.assertEqual(record.state, "not_filed")

    def test_filed_after_the_additional_term(self):
        Statement = self.env["biuro.rada.statement"].with_user(self.users["rada_statement"])
        for councillor, day, ground in (
            (self.councillors[1], "2026-05-26", False), (self.councillors[2], "2026-05-27", "no_statement")
        ):  # fmt: skip
            record = Statement.create({"councillor_id": councillor.id, "kind": "annual", "year": 2026})
            record.action_find_missing("2026-05-04")
            record.action_call("2026-05-06", "2026-05-12")
            record.action_file(day)
            self.assertEqual(record.state, "filed_late")
            matter = record.sudo().expiry_id
            self.assertEqual(matter.ground, ground)
        self.assertEqual(str(matter.cause_date), "2026-05-26")
        self.assertIn("2026", matter.facts.split("It was filed on")[1])

    def test_statements_are_seen_by_few(self):
        record = self.env["biuro.rada.statement"].create({"councillor_id": self.councillors[1].id, "year": 2026})
        for login in ("clerk", "rada_user", "rada_finance", "biuro_admin"):
            with self.assertRaises(AccessError):
                record.with_user(self.users[login]).read(["state"])

    @mute_logger("odoo.sql_db")
    def test_requests_duty_and_equipment(self):
        office = self.users["rada_user"]
        request = (
            self.env["biuro.rada.help.request"]
            .with_user(office)
            .create({"councillor_id": self.councillors[1].id, "description": "Sala na spotkanie", "category": "room"})
        )
        request.action_take()
        request.action_done("Sala 12 zarezerwowana.")
        with self.assertRaises(UserError):
            request.action_refuse("za późno")
        Duty = self.env["biuro.rada.duty"].with_user(office)
        hours = {
            "councillor_ids": self.councillors[1].ids,
            "start": "2026-03-04 15:00:00",
            "stop": "2026-03-04 17:00:00",
            "place": "Ratusz",
        }
        Duty.create(hours)
        with self.assertRaisesRegex(ValidationError, "already"):
            Duty.create({**hours, "start": "2026-03-04 16:00:00"})
        with self.assertRaisesRegex(ValidationError, "mandate"):
            Duty.create({**hours, "start": "2024-03-04 15:00:00", "stop": "2024-03-04 17:00:00"})
        Loan = self.env["biuro.rada.equipment.loan"].with_user(office)
        loan = Loan.create(
            {"councillor_id": self.councillors[1].id, "item": "Tablet", "serial": "SN1", "date_from": "2024-06-01"}
        )
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            Loan.create({"councillor_id": self.councillors[2].id, "item": "Tablet", "serial": "SN1"})
        self.councillors[1].action_expire("resignation", "2026-03-04", "commissioner", "postanowienie 7")
        self.assertIn(loan, Loan.search([("is_missing", "=", True)]))
        loan.action_return("sprawny")
        self.assertFalse(loan.is_missing)
