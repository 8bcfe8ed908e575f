from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, tagged

from .case_common import CaseCase


@tagged("post_install", "-at_install")
class TestJrwa(CaseCase):
    def classes(self, login="clerk"):
        return self.as_user(login)["biuro.jrwa.class"]

    def get(self, symbol):
        return self.env["biuro.jrwa.class"]._get(symbol, self.today())

    def test_whole_plan(self):
        Jrwa = self.env["biuro.jrwa.class"]
        plan = Jrwa.search([("is_local", "=", False)])
        self.assertEqual(len(plan), 1154)
        self.assertEqual(len(plan.filtered("is_final")), 923)
        self.assertEqual(len(plan.filtered("powiat_only")), 102)
        self.assertEqual(len(plan.filtered("category_note")), 33)
        self.assertEqual(len(plan.filtered("to_check")), 61 + 25 + 10 + 103)
        self.assertFalse(
            plan.filtered(lambda jrwa: jrwa.note and "[" in jrwa.note), "technical tags stay out of the remarks"
        )
        self.assertRecordValues(self.get("2410"), [{"category": "B5", "is_final": True}])
        self.assertEqual(self.get("0014").main_class_id, self.get("0"))
        self.assertEqual(self.get("5344").exception_ids.mapped("category"), ["A", "BE50"])

    def test_search_as_you_type(self):
        find = self.classes().find_classes
        self.assertEqual([row["symbol"] for row in find("151")], ["1510", "1511"])
        self.assertIn("1510", [row["symbol"] for row in find("skargi zalatwiane")])
        self.assertEqual([row["symbol"] for row in find("05 honorowe obywat")], ["051"])
        self.assertTrue(self.classes().name_search("ŻŁOBK") == self.classes().name_search("zlobk"))

    def test_valid_by_the_day_of_the_office(self):
        """Half past midnight of the first of April in Warsaw is still March in Greenwich and in New York."""
        jrwa = self.get("6180")
        jrwa.valid_to = "2026-03-31"
        for zone in ("Europe/Warsaw", "UTC", "America/New_York", False):
            Jrwa = self.classes().with_context(tz=zone)
            for moment, valid in [("2026-03-31 21:30:00", True), ("2026-03-31 22:30:00", False)]:
                with self.subTest(zone=zone, moment=moment), freeze_time(moment):
                    jrwa.invalidate_recordset()
                    self.assertEqual(Jrwa.browse(jrwa.id).is_current, valid)
                    found = Jrwa.search([("id", "=", jrwa.id), ("is_current", "=", True)])
                    self.assertEqual(bool(found), valid)

    def test_marks_are_the_administrator_s(self):
        jrwa = self.get("6180")
        with self.assertRaises(AccessError):
            jrwa.with_user(self.users["clerk"]).read(["to_check"])
        with self.assertRaises(AccessError):
            jrwa.with_user(self.users["clerk"]).action_mark_checked()
        own = jrwa.with_user(self.users["biuro_admin"])
        self.assertTrue(own.to_check and own.source_note)
        own.action_mark_checked()
        self.assertRecordValues(own, [{"to_check": False, "checked_by_id": self.users["biuro_admin"].id}])

    def test_local_class(self):
        """NZA art. 6(2d): classes are added by an order; ten on a level; the parent is a group."""
        Jrwa = self.classes("biuro_admin")
        values = {
            "symbol": "0533",
            "name": "Klasa własna",
            "parent_id": self.get("053").id,
            "is_final": True,
            "category": "B5",
        }
        with self.refused("Only a local class"):
            Jrwa.create(values)
        with self.refused("order", ValidationError):
            Jrwa.create({**values, "is_local": True})

    def test_local_class_place(self):
        Jrwa = self.classes("biuro_admin")
        group = self.get("053")
        symbol = f"053{len(group.child_ids)}"
        good = {
            "symbol": symbol,
            "name": "Klasa własna",
            "parent_id": group.id,
            "is_final": True,
            "category": "B5",
            "is_local": True,
            "local_basis": "Zarządzenie nr 12/2026",
        }
        for change, message in [
            ({"symbol": "0999"}, "belongs under"),
            ({"category": "C7"}, "Category C7"),
            ({"is_final": False}, "a final class carries"),
            ({"symbol": "05A1"}, "digits"),
            ({"parent_id": self.get("0530").id, "symbol": "05300"}, "digits"),
        ]:
            with self.refused(message, ValidationError):
                Jrwa.create(good | change)
        self.assertTrue(Jrwa.create(good).is_current)

    def test_class_in_use_stays(self):
        self.as_user("clerk")["biuro.case"].open_case({"title": "X", "jrwa_symbol": "0530"})
        jrwa = self.get("0530").with_user(self.users["biuro_admin"])
        with self.refused("is not changed"):
            jrwa.name = "Inny tytuł"
        with self.refused("last day of validity"):
            jrwa.sudo().unlink()
        self.assertEqual(jrwa.action_close_class("2027-12-31"), 1)
        self.assertEqual(self.get("051").with_user(self.users["biuro_admin"]).write({"name": "Poprawiony tytuł"}), True)

    def test_versions_do_not_overlap(self):
        old = self.get("0530")
        new = {
            "symbol": "0530",
            "name": "Nowa",
            "parent_id": old.parent_id.id,
            "is_final": True,
            "category": "B5",
            "valid_from": "2027-01-01",
        }
        with self.refused("close the version", ValidationError):
            self.env["biuro.jrwa.class"].create(new)
        old.valid_to = "2026-12-31"
        version = self.env["biuro.jrwa.class"].create(new)
        self.assertEqual(self.env["biuro.jrwa.class"]._get("0530", fields.Date.to_date("2026-12-31")), old)
        self.assertEqual(self.env["biuro.jrwa.class"]._get("0530", fields.Date.to_date("2027-01-01")), version)

    def test_clerk_only_reads(self):
        with self.assertRaises(AccessError):
            self.get("051").with_user(self.users["clerk"]).write({"name": "X"})
