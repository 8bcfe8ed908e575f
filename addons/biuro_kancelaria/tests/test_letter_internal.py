from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import KancelariaCase


@tagged("post_install", "-at_install")
class TestLetterInternal(KancelariaCase):
    """Internal letters (instrukcja kancelaryjna § 7(11), § 8(2)): own register, always in a case or a class."""

    def make(self, **values):
        Letter = self.as_user("clerk")["biuro.letter"]
        return Letter.create({
            "direction": "internal", "title": "Notatka z narady", "department_id": self.cell_bs.id,
            "clerk_id": self.employees["clerk"].id, **values,
        })

    def test_registered_in_its_book_and_filed(self):
        letter = self.make()
        with self.assertRaises(UserError):
            letter.action_register()
        letter.jrwa_class_id = letter.jrwa_class_id._get("113", letter._today())
        letter.action_register()
        self.assertTrue(letter.register_ref.startswith("RPI/"))
        letter.action_file("113")
        self.assertRecordValues(letter, [{"state": "filed", "is_non_case": True}])
        for verb in (letter.action_reply, letter.action_distribute, letter.action_dispatch):
            with self.assertRaises(UserError):
                verb()

    def test_opens_an_own_case(self):
        letter = self.make(jrwa_class_id=self.env["biuro.jrwa.class"].search([("symbol", "=", "0530")]).id)
        letter.action_register()
        act = self.as_user("clerk")["biuro.letter.act"].with_context(
            active_ids=letter.ids, default_verb="open_case", default_department_id=self.cell_bs.id,
            default_employee_id=self.employees["clerk"].id,
        )
        with Form(act) as form:
            form.jrwa_class_id = letter.jrwa_class_id
        case = self.env["biuro.case"].browse(form.save().action_confirm()["res_id"])
        self.assertRecordValues(letter, [{"state": "filed", "case_id": case.id}])
        self.assertTrue(case.is_own)
        self.assertTrue(case.reference.startswith("BS.0530."))
        self.assertIn(letter, case.letter_ids)

    def test_registered_into_its_case(self):
        """A letter whose case is named before it is registered lies in the file of the case from then on."""
        Case = self.as_user("clerk")["biuro.case"]
        case = Case.browse(Case.open_case({"title": "Narada", "jrwa_symbol": "0530"})["id"])
        letter = self.make(case_id=case.id)
        letter.action_register()
        self.assertRecordValues(letter, [{"state": "filed", "case_id": case.id}])
        self.assertIn("Zarejestrowano pismo", case.event_ids.mapped("action"))
