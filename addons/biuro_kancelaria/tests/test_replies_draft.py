from base64 import b64encode
from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..law.base import LawError
from ..law.reply_path import remaining_path
from .common import KancelariaCase


class ReplyCase(KancelariaCase):
    """A reply of the clerk of BS that management signs, with a legal adviser and a treasurer in the cell WO."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.env["biuro.letter"]._today()
        cls.employees["clerk_wo"].office_function = "legal_adviser"
        cls.employees["archivist"].office_function = "treasurer"
        cls.authority = cls.env["biuro.signing.authority"].create({
            "employee_id": cls.employees["management"].id, "capacity": "Prezydent Miasta", "basis": "art. 26 u.s.g.",
            "date_from": cls.today - timedelta(days=400),
        })
        incoming = cls.as_user("chancellery")["biuro.letter"].create({
            "direction": "in", "title": "Wniosek o naprawę", "partner_id": cls.partner.id,
            "delivery_method_id": cls.env.ref("biuro_kancelaria.delivery_method_registered").id,
        })
        incoming.action_register()
        incoming.action_distribute(cls.cell_bs.id, cls.employees["clerk"].id)
        cls.incoming = incoming.with_user(cls.users["clerk"])
        cls.case = cls.env["biuro.case"].browse(cls.incoming.action_open_case("0012")["id"])
        cls.reply = cls.as_user("clerk")["biuro.letter"].browse(cls.incoming.action_reply()["res_id"])
        cls.reply.write({"signatory_id": cls.employees["management"].id, "body": "<p>Treść pierwsza</p>"})
        # the office may have arranged its steps before roles were known
        cls.env.ref("biuro_kancelaria.tier_definition_letter_head").step_role = "head"
        cls.legal = cls.env.ref("biuro_kancelaria.tier_definition_letter_legal")
        cls.treasurer = cls.env.ref("biuro_kancelaria.tier_definition_letter_treasurer")

    def as_(self, login, record=None):
        return (self.reply if record is None else record).with_user(self.users[login])

    def sign(self):
        return self.as_("management").action_sign("qualified", "valid", b64encode(b"%PDF").decode(), "pismo.pdf")


@tagged("post_install", "-at_install")
class TestReplyPathLaw(KancelariaCase):
    """The arithmetic of the remaining path."""

    def test_sum_and_parallel_steps(self):
        monday = date(2026, 3, 2)
        steps = [("Parafa", 1, None), ("Radca", 2, "o"), ("Skarbnik", 1, "o"), ("Podpis", 1, None)]
        result = remaining_path(monday, steps)
        self.assertEqual((result["days"], result["end"], result["late"]), (4, date(2026, 3, 6), False))
        result = remaining_path(monday, [("Parafa", 1, None), ("Podpis", 4, None)], date(2026, 3, 6))
        self.assertEqual((result["end"], result["late"]), (date(2026, 3, 9), True), "the weekend is not counted")
        self.assertTrue(any("nie mieści" in step["text"] for step in result["reasons"]))

    def test_edges(self):
        day = date(2026, 3, 2)
        self.assertEqual(remaining_path(day, [])["end"], day)
        self.assertFalse(remaining_path(day, [("Podpis", 0, None)], day)["late"])
        with self.assertRaises(LawError):
            remaining_path(day, [("Podpis", -1, None)])


@tagged("post_install", "-at_install")
class TestReplyDraft(ReplyCase):
    def test_number_of_the_draft(self):
        self.assertFalse(self.reply.draft_ref)
        self.reply.action_request_acceptance()
        first = self.reply.draft_ref
        self.assertRegex(first, rf"^PO/\d+/{self.today.year}$")
        self.as_("manager").action_return("popraw")
        self.reply.action_request_acceptance()
        self.assertEqual(self.reply.draft_ref, first, "the number stays")
        with self.assertRaises(UserError):
            self.reply.draft_ref = "PO/1"
        self.as_("manager").action_return("popraw")
        with self.assertRaises(UserError):
            self.reply.unlink()

    def test_kind_and_capacity(self):
        self.assertEqual(self.reply.reply_kind, "letter")
        other = self.reply.create({"direction": "out", "title": "List gratulacyjny"})
        self.assertEqual(other.reply_kind, "other")
        self.assertEqual(self.reply.authority_capacities, "Prezydent Miasta")
        self.reply.capacity = "Starosta"
        with self.assertRaisesRegex(UserError, "no valid authority to sign as"):
            self.reply.action_request_acceptance()
        self.authority.copy({"capacity": "Szef Obrony Cywilnej"})
        self.reply.invalidate_recordset()
        self.reply.capacity = "Szef Obrony Cywilnej"
        self.reply.action_request_acceptance()
        self.as_("manager").action_accept()
        self.sign()
        self.assertEqual(self.reply.signed_authority_id.capacity, "Szef Obrony Cywilnej")

    def test_internal_day_within_the_statutory_term(self):
        deadline = self.case._deadline_start("kpa_basic", str(self.today))
        deadline.invalidate_recordset()
        reply = self.reply.create({"direction": "out", "title": "Drugie", "case_id": self.case.id})
        self.assertEqual(reply.deadline_id, deadline)
        self.assertEqual(reply.date_legal_end, deadline.date_deadline)
        reply.date_internal_due = deadline.date_deadline
        later = deadline.date_deadline + timedelta(days=1)
        with self.assertRaisesRegex(ValidationError, "after the statutory term"):
            reply.date_internal_due = later
        # extended: the parties must be told before the later day counts (KPA art. 36)
        deadline.with_user(self.users["clerk"]).action_extend(
            "opinia biegłego", new_date=str(deadline.date_deadline + timedelta(days=30)),
        )
        with self.assertRaises(ValidationError):
            reply.date_internal_due = later
        deadline.with_user(self.users["clerk"]).action_prepare_notice()
        reply.date_internal_due = later

    def test_missing_elements(self):
        self.env.company.write({"city": False})
        missing = self.reply.get_missing_elements()[str(self.reply.id)]
        self.assertIn("the town of the office (settings)", missing)
        self.reply.write({"body": False, "signatory_id": False})
        self.assertTrue({"the text", "who signs"} <= set(self.reply.get_missing_elements()[str(self.reply.id)]))

    def test_roles_opinions_and_parallel_steps(self):
        self.reply.extra_step_ids = self.legal | self.treasurer
        self.reply.action_request_acceptance()
        reviews = self.reply.sudo().review_ids.sorted("sequence")
        self.assertEqual(reviews.mapped("sequence"), [1, 2, 2], "opinions go side by side")
        self.assertEqual(reviews.mapped("step_role"), ["head", "legal", "treasurer"])
        self.assertEqual((self.reply.waiting_for, self.reply.waiting_user_ids), ("head", self.users["manager"]))
        with self.assertRaises(UserError):
            self.as_("clerk_wo").action_opinion(True)  # not yet
        with self.assertRaisesRegex(UserError, "approval"):
            self.as_("manager").action_opinion(True)
        self.as_("manager").action_accept("parafuję")
        self.assertEqual(self.reply.waiting_user_ids, self.users["clerk_wo"] | self.users["archivist"])
        with self.assertRaisesRegex(UserError, "remark"):
            self.as_("archivist").action_opinion(False)
        self.as_("archivist").action_opinion(False, "brak środków w budżecie")
        self.as_("clerk_wo").action_accept()
        self.assertEqual(self.reply.state, "to_sign")
        self.assertEqual(
            self.reply.decision_ids.mapped("decision"), ["accepted", "opinion_negative", "opinion_positive"],
        )
        self.assertTrue(all(line.version_id == self.reply.version_id for line in self.reply.decision_ids))
        self.assertEqual(self.reply.decision_ids[1].decided_by_job, "archivist")
        self.sign()
        self.assertEqual(self.reply.state, "signed")

    def test_path_against_the_legal_end(self):
        self.reply.extra_step_ids = self.legal
        # head 1, legal 2, signature 1
        self.assertEqual(self.reply.path_days, 4)
        deadline = self.case._deadline_start("kpa_basic", str(self.today))
        self.reply.deadline_id = deadline
        self.assertFalse(self.reply.is_path_late)
        deadline.sudo().write({"date_deadline": self.today + timedelta(days=1)})
        self.reply.invalidate_recordset()
        self.assertTrue(self.reply.is_path_late)
        self.assertIn(self.reply, self.reply.search([("is_path_late", "=", True)]))
        self.reply.action_request_acceptance()
        path = self.reply.get_path()[0]
        self.assertEqual([step["role"] for step in path["steps"]], ["head", "legal", "signature"])
        self.assertEqual((path["days"], path["late"]), (4, True))
        self.assertTrue(path["steps"][0]["date_due"])
        self.as_("manager").action_accept()
        self.assertEqual(self.reply.path_days, 3)

    def test_accepted_with_changes(self):
        self.reply.extra_step_ids = self.legal
        self.reply.action_request_acceptance()
        self.as_("manager").action_accept()
        with self.assertRaisesRegex(UserError, "Nothing has changed"):
            self.as_("clerk_wo").action_accept_with_changes("<p>Treść pierwsza</p>", "poprawka")
        made = self.as_("clerk_wo").action_accept_with_changes("<p>Treść poprawiona</p>", "podstawa prawna")
        self.assertEqual((made["number"], self.reply.version_id.number), (2, 2))
        self.assertTrue(self.reply.version_id.is_correction)
        self.assertEqual(self.reply.author_id, self.users["clerk"])
        reviews = self.reply.sudo().review_ids.sorted("sequence")
        self.assertEqual(reviews.mapped("status"), ["pending", "approved"], "earlier acceptances start anew")
        self.as_("manager").action_accept()
        self.assertEqual(self.reply.state, "to_sign")
        self.sign()
        self.assertEqual(self.reply.decision_ids.filtered(lambda line: line.decision == "changed").version_id.number, 2)

    def test_who_corrects_in_the_form_may_accept(self):
        self.reply.action_request_acceptance()
        self.as_("manager").body = "<p>Poprawione przez kierownika</p>"
        self.assertEqual(self.reply.version_id.number, 2)
        self.as_("manager").action_accept()
        self.assertEqual(self.reply.state, "to_sign")

    def test_reset_from_the_changed_role(self):
        self.env.company.biuro_reply_reset = "from_role"
        self.reply.extra_step_ids = self.legal
        self.reply.action_request_acceptance()
        self.as_("manager").action_accept()
        self.as_("clerk_wo").action_return("brak podstawy")
        self.reply.body = "<p>Z podstawą</p>"
        self.reply.action_request_acceptance("dodana podstawa")
        reviews = self.reply.sudo().review_ids.sorted("sequence")
        self.assertEqual(reviews.mapped("status"), ["approved", "pending"])
        self.assertEqual(reviews.mapped("version_number"), [1, 2], "the decision points at its version")
        self.as_("clerk_wo").action_accept()
        self.assertEqual(self.reply.state, "to_sign")
        self.sign()

    def test_editorial_change_keeps_acceptances(self):
        self.env.company.biuro_reply_reset = "editorial"
        self.reply.action_request_acceptance()
        self.as_("manager").action_accept()
        self.as_("management").action_return("literówka")
        self.reply.body = "<p>Treść pierwsza.</p>"
        self.reply.action_request_acceptance("kropka", editorial=True)
        self.assertEqual(self.reply.state, "to_sign")
        self.sign()
        self.assertTrue(self.reply.version_id.is_editorial)

    def test_editorial_claim_changes_nothing_unless_arranged(self):
        self.reply.action_request_acceptance()
        self.as_("manager").action_accept()
        self.as_("management").action_return("literówka")
        self.reply.body = "<p>Treść pierwsza.</p>"
        self.reply.action_request_acceptance("kropka", editorial=True)
        self.assertEqual(self.reply.state, "to_accept")

    def test_another_letter_from_any_letter(self):
        with self.assertRaises(UserError):
            self.reply.action_write_next()
        self.reply.action_request_acceptance()
        self.as_("manager").action_accept()
        self.sign()
        other = self.reply.browse(self.reply.action_write_next()["res_id"])
        self.assertEqual((other.state, other.case_id, other.recipient_ids.name), ("draft", self.case, "Jan Kowalski"))
        self.assertIn(self.reply.register_ref, other.regarding)
        note = self.reply.create({"direction": "internal", "title": "Notatka", "case_id": self.case.id})
        note.action_register()
        self.assertEqual(note.browse(note.action_write_next()["res_id"]).direction, "out")
        answer = self.incoming.browse(self.incoming.action_write_next()["res_id"])
        self.assertEqual(answer.reply_to_id, self.incoming)

    def test_skip_and_reject(self):
        self.reply.extra_step_ids = self.legal
        self.reply.action_request_acceptance()
        with self.assertRaises(AccessError):
            self.as_("manager").action_skip_step("urlop")
        with self.assertRaises(UserError):
            self.as_("management").action_skip_step("")
        self.as_("manager").action_accept()
        self.as_("management").action_skip_step("radca na urlopie bez zastępcy")
        self.assertEqual(self.reply.state, "to_sign")
        self.assertEqual(self.reply.sudo().review_ids.mapped("step_decision"), ["accepted", "skipped"])
        with self.assertRaises(UserError):
            self.as_("manager").action_reject("nie")
        self.as_("management").action_reject("nie odpowiadamy")
        self.assertEqual((self.reply.state, self.reply.keep_in_file), ("annulled", True))
        self.assertIn("rejected", self.reply.decision_ids.mapped("decision"))

    def test_skipped_steps_do_not_make_the_author_the_only_approver(self):
        self.authority.copy({"employee_id": self.employees["clerk"].id, "capacity": "z up. Prezydenta Miasta"})
        self.reply.write({"signatory_id": self.employees["clerk"].id, "capacity": False})
        self.reply.action_request_acceptance()
        self.as_("management").action_skip_step("pilne")
        with self.assertRaisesRegex(UserError, "only one"):
            self.as_("clerk").action_sign("qualified")

    def test_oral_remark_noted_by_another_person(self):
        self.reply.action_request_acceptance()
        with self.assertRaisesRegex(UserError, "channel"):
            self.reply.action_remark("krócej", given_by=self.employees["management"].id)
        self.reply.action_remark("krócej", "oral", self.employees["management"].id)
        line = self.reply.decision_ids
        self.assertEqual((line.channel, line.given_by_name), ("oral", "Osoba management"))
        self.assertEqual(line.decided_by_name, "Osoba clerk")

    def test_only_the_signed_version_is_sent(self):
        self.reply.action_request_acceptance()
        self.as_("manager").action_accept()
        self.sign()
        self.reply.action_hand_over()
        self.reply.sudo().with_context(biuro_correction=True).body = "<p>Podmieniona</p>"
        with self.assertRaisesRegex(UserError, "not the signed one"):
            self.as_("chancellery").action_dispatch()

    def test_substitute_decides_by_own_name(self):
        self.env["biuro.substitution"].create({
            "employee_id": self.employees["manager"].id, "substitute_id": self.employees["manager_wo"].id,
            "date_from": self.today, "date_to": self.today,
        })
        self.reply.action_request_acceptance()
        self.assertTrue(self.as_("manager_wo").awaits_me)
        self.as_("manager_wo").action_accept()
        line = self.reply.decision_ids
        self.assertEqual(line.decided_by_name, "Osoba manager_wo")
        self.assertIn("manager", line.substitute_of)


@tagged("post_install", "-at_install")
class TestReplyInput(ReplyCase):
    def ask(self, **values):
        result = self.reply.action_ask_input(**{
            "department_id": self.cell_wo.id, "question": "Ile kosztowała naprawa?", **values,
        })
        return self.env["biuro.letter.input"].browse(result["id"])

    def test_course(self):
        line = self.ask()
        self.assertTrue(self.reply.draft_ref)
        self.assertEqual(self.reply.waiting_for, "input")
        self.assertIn(self.users["manager_wo"], line.activity_ids.user_id, "the head of the asked cell")
        with self.assertRaisesRegex(UserError, "have not answered"):
            self.reply.action_request_acceptance()
        asked = self.as_("clerk_wo", line)
        self.assertTrue(asked.is_for_me)
        with self.assertRaisesRegex(UserError, "Write the answer"):
            asked.action_answer()
        asked.action_answer("1 200 zł", [{"name": "faktura.pdf", "content": b64encode(b"x").decode()}])
        self.assertEqual((line.state, line.answered_name), ("answered", "Osoba clerk_wo"))
        self.assertEqual(self.as_("clerk", line).answer_attachment_ids.name, "faktura.pdf")
        self.assertEqual(self.reply.waiting_for, "author")
        self.as_("clerk", line).action_use_answer()
        self.assertIn("1 200", self.reply.body)
        self.reply.action_request_acceptance()
        acts = " ".join(self.case.event_ids.mapped("action"))
        self.assertIn("Zwrócono się o stanowisko do: WO", acts)
        self.assertIn("Otrzymano stanowisko", acts)

    def test_asked_cell_sees_no_more_than_it_may(self):
        secret = self.env["ir.attachment"].create({
            "name": "skan.pdf", "raw": b"tajne", "res_model": "biuro.letter", "res_id": self.incoming.id,
        })
        shown = self.env["ir.attachment"].create({
            "name": "zdjecie.png", "raw": b"zdjecie", "res_model": "biuro.letter", "res_id": self.incoming.id,
        })
        line = self.ask(attachment_ids=shown.ids)
        asked = self.as_("clerk_wo", line)
        self.assertTrue(asked.has_access("read"))
        self.assertEqual(asked.letter_title, self.reply.title)
        for record in (self.reply, self.incoming, self.case):
            self.assertFalse(record.with_user(self.users["clerk_wo"]).has_access("read"), record)
        self.assertEqual(asked.question_attachment_ids.name, "zdjecie.png")
        self.assertNotEqual(asked.question_attachment_ids, shown, "a copy: the original stays where it is")
        self.assertEqual(asked.question_attachment_ids.with_user(self.users["clerk_wo"]).raw, b"zdjecie")
        with self.assertRaises(AccessError):
            secret.with_user(self.users["clerk_wo"]).read(["raw"])
        with self.assertRaises(AccessError):
            asked.write({"question": "inne"})
        with self.assertRaises(AccessError):
            self.as_("clerk", line).write({"answer": "za nich"})
        with self.assertRaises(AccessError):
            self.as_("clerk", line).action_answer("za nich")
        asked.answer = "w trakcie"
        with self.assertRaises(UserError):
            asked.write({"state": "answered"})
        with self.assertRaises(AccessError):
            asked.action_withdraw("bo tak")

    def test_restricted_letter_shows_its_number_only(self):
        self.reply.is_restricted = True
        line = self.ask()
        self.assertEqual(self.as_("clerk_wo", line).letter_title, self.reply.draft_ref)

    def test_one_person_is_asked(self):
        line = self.ask(employee_id=self.employees["archivist"].id)
        self.assertTrue(self.as_("archivist", line).is_for_me)
        self.assertTrue(self.as_("manager_wo", line).is_for_me)
        self.assertFalse(self.as_("clerk_wo", line).is_for_me)
        with self.assertRaises(AccessError):
            self.as_("clerk_wo", line).action_answer("x")
        self.assertEqual(line.activity_ids.user_id, self.users["archivist"])

    def test_refusals(self):
        with self.assertRaises(UserError):
            self.reply.action_ask_input(question="x")
        with self.assertRaises(UserError):
            self.ask(question=" ")
        with self.assertRaises(UserError):
            self.incoming.action_ask_input(self.cell_wo.id, "x")
        with self.assertRaises(AccessError):
            self.as_("clerk_wo", self.env["biuro.letter.input"]).create({
                "letter_id": self.reply.id, "department_id": self.cell_wo.id, "question": "x",
            })
        deadline = self.case._deadline_start("kpa_basic", str(self.today))
        self.reply.deadline_id = deadline
        with self.assertRaisesRegex(UserError, "statutory term"):
            self.ask(date_due=str(deadline.date_deadline + timedelta(days=1)))
        line = self.ask()
        with self.assertRaises(UserError):
            line.with_user(self.users["clerk"]).action_withdraw("")
        line.with_user(self.users["clerk"]).action_withdraw("niepotrzebne")
        self.assertEqual(line.state, "withdrawn")
        with self.assertRaises(UserError):
            self.as_("clerk_wo", line).action_answer("spóźnione")
        with self.assertRaises(UserError):
            line.sudo().unlink()

    def test_reminders(self):
        line = self.ask()
        line.date_due = self.today - timedelta(days=1)
        self.assertTrue(line.is_overdue)
        self.assertIn(line, line.search([("is_overdue", "=", True)]))
        count = len(line.activity_ids)
        line._cron_remind()
        self.assertEqual(len(line.activity_ids), count + 1)
        line._cron_remind()
        self.assertEqual(len(line.activity_ids), count + 1, "twice changes nothing")
        self.assertEqual(self.as_("clerk", line).action_remind(), 1)
        self.assertEqual(self.as_("clerk_wo", line).action_remind(), 0)


@tagged("post_install", "-at_install")
class TestReplyWaiting(ReplyCase):
    def test_who_waits_for_whom(self):
        self.assertEqual((self.reply.waiting_for, self.reply.waiting_user_ids), ("author", self.users["clerk"]))
        self.assertTrue(self.as_("clerk").awaits_me)
        self.reply.action_request_acceptance()
        self.assertTrue(self.as_("manager").awaits_me)
        self.assertIn(self.reply, self.as_("manager").search([("awaits_me", "=", True)]))
        summary = {line["waiting_for"]: line["count"] for line in self.as_("manager").get_waiting_summary()}
        self.assertGreaterEqual(summary["head"], 1)
        self.as_("manager").action_accept()
        self.assertEqual((self.reply.waiting_for, self.reply.waiting_user_ids), ("signature", self.users["management"]))
        self.sign()
        self.assertFalse(self.reply.waiting_for)

    def test_late_step_and_bulk_reminder(self):
        self.reply.action_request_acceptance()
        self.reply.sudo().review_ids.date_due = self.today - timedelta(days=2)
        self.assertTrue(self.reply.is_waiting_late)
        self.assertIn(self.reply, self.reply.search([("is_waiting_late", "=", True)]))
        count = len(self.reply.sudo().activity_ids)
        action = self.reply.action_remind_waiting()
        self.assertIn("1", action["params"]["message"])
        self.assertEqual(len(self.reply.sudo().activity_ids), count + 1)

    def test_before_the_signature_few_people_see_the_draft(self):
        """Author, steps, signatory, superiors; not the whole cell, not the mail point (7.3 pt 10)."""
        colleague = self.env["hr.employee"].create({
            "name": "Kolega", "department_id": self.cell_bs.id,
            "user_id": self.env["res.users"].create({
                "name": "Kolega", "login": "kolega",
                "group_ids": [(6, 0, [self.env.ref("biuro_kancelaria.biuro_kancelaria_group_clerk").id])],
            }).id,
        })
        self.reply.action_request_acceptance()
        for login, sees in (("clerk", True), ("manager", True), ("management", True), ("auditor", True),
                            ("chancellery", False), ("clerk_wo", False), ("archivist", False)):
            self.assertEqual(self.as_(login).has_access("read"), sees, login)
        self.assertFalse(self.reply.with_user(colleague.user_id).has_access("read"))
        self.as_("manager").action_accept()
        self.sign()
        self.assertTrue(self.reply.with_user(colleague.user_id).has_access("read"))
        self.assertTrue(self.as_("chancellery").has_access("read"))
