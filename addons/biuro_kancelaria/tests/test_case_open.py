from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .case_common import CaseCase


@tagged("post_install", "-at_install")
class TestCaseOpen(CaseCase):
    def test_sign(self):
        """IK § 5: cell, class, number from the list of cases, year; the list restarts with each class and year."""
        year = self.today().year
        self.assertEqual(self.open().reference, f"BS.0530.1.{year}")
        self.assertEqual(self.open().reference, f"BS.0530.2.{year}")
        self.assertEqual(self.open(jrwa_symbol="152").reference, f"BS.152.1.{year}")
        self.assertEqual(self.open("clerk_wo").reference, f"WO.0530.1.{year}")
        last = self.open(date_opened=f"{year - 1}-12-31")
        self.assertEqual(last.reference, f"BS.0530.1.{year - 1}")
        self.assertEqual(last.archival_category, "A")
        self.assertEqual(last.clerk_id, self.employees["clerk"])

    def test_batch_draws_once(self):
        Case = self.as_user("clerk")["biuro.case"]
        jrwa = Case.env["biuro.jrwa.class"]._get("0530", Case._today())
        cases = Case.create([{"title": f"Sprawa {n}", "jrwa_class_id": jrwa.id} for n in range(5)])
        self.assertEqual(cases.mapped("number"), [1, 2, 3, 4, 5])
        self.assertEqual(len(cases.event_ids), 5)

    def test_form_gives_the_sign(self):
        Case = self.as_user("clerk")["biuro.case"]
        with Form(Case, "biuro_kancelaria.biuro_case_view_form") as form:
            form.title = "Z formularza"
            form.jrwa_class_id = Case.env["biuro.jrwa.class"]._get("402", Case._today())
        self.assertRegex(form.record.reference, r"^BS\.402\.1\.\d{4}$")

    def test_external_id_opens_once(self):
        Case = self.as_user("clerk")["biuro.case"]
        first = Case.open_case({"title": "A", "jrwa_symbol": "0530", "external_id": "EZD-1"})
        self.assertEqual(Case.open_case({"title": "A", "jrwa_symbol": "0530", "external_id": "EZD-1"}), first)

    def test_class_refuses_with_a_reason(self):
        with self.refused("final class"):
            self.open(jrwa_symbol="053")
        self.env["biuro.jrwa.class"]._get("0530", self.today()).valid_to = "2020-12-31"
        with self.refused("closed to new cases"):
            self.open()
        self.open(date_opened="2020-12-31")
        with self.refused("no class 9999"):
            self.open(jrwa_symbol="9999")

    def test_refused(self):
        with self.refused("day to come"):
            self.open(date_opened=fields.Date.add(self.today(), days=2))
        with self.refused("title"):
            self.open(title=" ")
        with self.refused("Unknown values: colour"):
            self.open(colour="red")
        with self.refused("no symbol"):
            self.open(department_id=self.env["hr.department"].create({"name": "Bez symbolu"}).id)

    def test_sign_is_permanent(self):
        case = self.open()
        for values in ({"reference": "X.1"}, {"number": 7}, {"year": 2020}, {"department_id": self.cell_wo.id}):
            with self.refused("permanent"):
                case.write(values)
        with self.refused("buttons"):
            case.write({"state": "closed"})
        with self.refused("begins as open"):
            case.copy({"state": "closed"})
        with self.refused("given by the system"):
            case.create({"title": "X", "jrwa_class_id": case.jrwa_class_id.id, "reference": "BS.1"})
        self.assertNotEqual(case.copy().reference, case.reference)
        with self.assertRaises(UserError):
            case.unlink()
        with self.assertRaises(UserError):
            case.sudo().unlink()

    def test_group_of_cases(self):
        """IK § 5(6): cases of a separated group are numbered under the number of their base."""
        base = self.open(is_group_base=True)
        year = base.year
        self.assertEqual(self.open(group_base=base.reference).reference, f"BS.0530.1.1.{year}")
        self.assertEqual(self.open(group_base=base.reference).reference, f"BS.0530.1.2.{year}")
        self.assertEqual(self.open().reference, f"BS.0530.2.{year}", "the list of cases itself goes on")
        with self.refused("same cell, class and year"):
            self.open(group_base=base.reference, jrwa_symbol="152")
        with self.refused("not the base"):
            self.open(group_base=self.open().reference)

    def test_records_system_of_the_class(self):
        jrwa = self.env["biuro.jrwa.class"]._get("0530", self.today())
        self.assertEqual(self.open().records_system, self.env.company.biuro_records_system)
        jrwa.records_system_override = "traditional"
        self.assertEqual(self.open().records_system, "traditional")

    def test_cost(self):
        self.open()
        self.env.flush_all()
        with self.assertQueryCount(50):
            self.open()
            self.env.flush_all()
