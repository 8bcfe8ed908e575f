from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.biuro_kancelaria.law.terms import term
from odoo.addons.biuro_kancelaria.tools import office_today

from .service_case import ServiceCase


@tagged("post_install", "-at_install")
class TestUnitRequest(ServiceCase):
    def answered(self, letter):
        """Sign and dispatch the draft of an answer, each step by whose work it is."""
        president = self.employees["management"]
        president.write({"office_function": "president"})
        self.env["biuro.signing.authority"].create({
            "employee_id": president.id, "capacity": "Prezydent Miasta", "basis": "u.s.g. art. 33",
            "date_from": "2024-05-07"})
        letter.write({"body": "<p>Ławki zostaną ustawione.</p>", "signatory_id": president.id,
                      "capacity": "Prezydent Miasta"})
        letter.action_request_acceptance()
        if letter.state == "to_accept":
            letter.with_user(self.users["manager_wo"]).action_accept()
        letter.with_user(self.users["management"]).action_sign(kind="qualified", verification="valid")
        letter.with_user(self.users["chancellery"]).action_dispatch()

    def test_one_click_makes_letter_and_case_and_the_reply_answers(self):
        self.env.company.write({"street": "Rynek 1", "zip": "99-950", "city": "Jasionów"})
        record = self.make_request()
        with self.assertRaisesRegex(UserError, "cell|komórk"):
            record.action_make_letter()
        record.write({"department_id": self.cell_wo.id, "responsible_id": self.employees["clerk_wo"].id})
        action = record.action_make_letter()
        self.assertEqual((action["res_model"], action["res_id"]), ("biuro.case", record.case_id.id))
        self.assertRecordValues(record, [{"state": "in_progress"}])
        letter, case = record.source_letter_id.sudo(), record.case_id.sudo()
        self.assertTrue(letter.register_ref and record.register_ref)
        self.assertEqual((letter.case_id, case.department_id), (case, self.cell_wo))
        self.assertEqual(case.jrwa_class_id.symbol, "0020")
        # a month by the calendar, moved off free days
        self.assertEqual(record.due, term(office_today(), 1, "month")["deadline"])
        # a second click makes nothing new
        record.action_make_letter()
        self.assertEqual(record.source_letter_id.id, letter.id)

        mine = record.with_user(self.users["clerk_wo"])
        with self.assertRaises(UserError):
            mine.action_draft_reply()
        mine.answer_kind = "accepted"
        draft = self.env["biuro.letter"].with_user(self.users["clerk_wo"]).browse(mine.action_draft_reply()["res_id"])
        self.assertEqual(draft.sudo().deadline_id, record.sudo().deadline_ids)
        self.assertIn("Śródmieście", draft.recipient_ids.name)
        self.answered(draft)
        self.assertRecordValues(record, [{"state": "answered", "on_time": True, "answered_on": office_today()}])
        self.assertIn("Ławki zostaną ustawione", record.answer_text)
        self.assertEqual(record.sudo().deadline_ids.state, "met")
        values = record._publication_values()
        self.assertIn("Ławki zostaną ustawione", values["body"])
        record.has_personal_data = True
        with self.assertRaises(UserError):
            record._publication_values()

    def test_interim_answer_leaves_it_open(self):
        record = self.make_request(department_id=self.cell_bs.id, answer_kind="in_progress")
        record.action_register()
        record.action_draft_reply()
        record.sudo()._reply_dispatched(record.reply_letter_id, office_today())
        self.assertRecordValues(record, [{"state": "registered", "interim_on": office_today(),
                                          "reply_letter_id": False}])
        self.assertEqual(record.deadline_ids.state, "running")
        with self.assertRaises(UserError):
            record.action_answered("tak")
        record.answer_kind = "refused"
        record.action_answered("Brak środków.")
        self.assertEqual(record.state, "answered")

    def test_register_term_and_reminders(self):
        late = self.make_request(received_on=office_today() - timedelta(days=60), department_id=self.cell_wo.id)
        late.action_register()
        self.assertTrue(late.is_overdue)
        self.assertIn(late, self.env["biuro.wybory.osiedle.request"].search([("is_overdue", "=", True)]))
        late.action_remind()
        self.assertEqual(late.reminder_count, 1)
        reminded = late.activity_ids.filtered(lambda one: one.summary == "Answer the request of the unit")
        self.assertEqual(reminded.user_id, self.users["manager_wo"])
        until = office_today() + timedelta(days=10)
        late.action_extend("Trwają uzgodnienia.", str(until))
        self.assertEqual((late.due, late.is_overdue), (until, False))
        with self.assertRaises(UserError):
            late.write({"register_ref": "WRO/99/2026"})
        with self.assertRaises(ValidationError):
            late.answer_kind = "positive"
        late.action_withdraw("Rada wycofała wniosek.")
        self.assertTrue(late.is_cancelled and late.state == "withdrawn")
        own_term = self.env["biuro.deadline.rule"].create({
            "code": "osiedle_request_statut", "name": "Odpowiedź (statut)", "trigger": "wpływ", "amount": 14,
            "unit": "day", "legal_basis": "§ 30 statutu", "procedure": "council"})
        self.env["biuro.wybory.osiedle.rule"].create({
            "name": "Statut", "unit_id": self.unit.id, "valid_from": "2026-01-01", "legal_basis": "§ 30 statutu",
            "request_rule_code": own_term.code})
        quick = self.make_request()
        quick.action_register()
        self.assertEqual(quick.due, term(office_today(), 14, "day")["deadline"])

    def test_opinion_of_the_unit(self):
        asked = self.make_request(direction="city_to_unit", subject="Zmiana nazwy ulicy")
        asked.action_register()
        self.assertEqual(asked.state, "asked")
        self.assertTrue(asked.register_ref.startswith("OPO/"))
        with self.assertRaises(UserError):
            asked.action_silent()
        asked.answer_kind = "negative"
        asked.action_answered("Rada jest przeciw.")
        self.assertRecordValues(asked, [{"state": "answered", "on_time": True}])
        silent = self.make_request(direction="city_to_unit", received_on=office_today() - timedelta(days=50))
        silent.action_register()
        silent.action_silent()
        self.assertEqual(silent.answer_kind, "silent")

    def test_who_may(self):
        record = self.make_request(department_id=self.cell_wo.id)
        self.assertTrue(record.with_user(self.users["clerk_wo"]).write({"answer_text": "<p>Tak</p>"}))
        stranger = record.with_user(self.users["clerk"])
        self.assertEqual(stranger.subject, "Ławki w parku")
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            stranger.write({"answer_text": "<p>Nie</p>"})
        with self.assertRaises(AccessError):
            record.with_user(self.chair).read(["subject"])
