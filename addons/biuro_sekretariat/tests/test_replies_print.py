from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from .common import SekretariatWorld
from .test_replies_meeting import MeetingCase


@tagged("post_install", "-at_install")
class TestMeetingPrint(MeetingCase):
    def render(self, report, record):
        Report = self.env["ir.actions.report"].with_user(self.users["clerk"])
        return Report._render_qweb_html(f"biuro_sekretariat.{report}", record.ids)[0].decode()

    def test_agenda_and_minutes(self):
        html = self.render("report_meeting_agenda", self.meeting)
        for words in ("Zima w mieście", "Osoba manager", "Ewa Gość", "9.00"):
            self.assertIn(words, html)
        self.task()
        self.accepted()
        self.meeting.action_add_annex("Dopisano głos radcy.", "pominięty")
        html = self.render("report_meeting_minutes", self.meeting)
        for words in (self.meeting.register_ref, "Przyjęto.", "Kupić piasek", "Osoba clerk_wo", "Dopisano głos radcy"):
            self.assertIn(words, html)
        html = self.render("report_meeting_tasks", self.meeting.task_ids)
        self.assertIn("Kupić piasek", html)

    def test_pdf(self):
        report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        pdf, kind = report._render_qweb_pdf("biuro_sekretariat.action_report_meeting_minutes", self.meeting.ids)
        self.assertEqual((pdf[:5], kind), (b"%PDF-", "pdf"))

    def test_windows_take_the_words(self):
        self.to_accept()
        Reason = self.as_user("manager")["biuro.reason"].with_context(
            active_model="biuro.sekretariat.meeting", active_id=self.meeting.id, active_ids=self.meeting.ids,
            default_verb="action_object_minutes",
        )
        Reason.create({"reason": "Brak liczby głosów"}).action_confirm()
        self.assertEqual(self.meeting.state, "draft_minutes")
        with self.assertRaises(UserError):
            Reason.with_context(default_verb="unlink").create({"reason": "x"}).action_confirm()

    def test_secretariat_sees_drafts_of_the_heads_and_notes_oral_remarks(self):
        """Before the signature: author, steps, signatory and secretariat (7.3 pt 10); oral remarks (7.3 pt 5)."""
        self.employees["management"].office_function = "president"
        draft = self.as_user("clerk_wo")["biuro.letter"].create({
            "direction": "out", "title": "Odpowiedź", "signatory_id": self.people["management"],
            "department_id": self.cell_wo.id,
        })
        self.assertTrue(self.as_("secretary", draft).has_access("read"))
        self.assertFalse(self.as_("citizens", draft).has_access("read"))
        self.as_("secretary", draft).action_remark("Krócej.", "oral", self.people["management"])
        self.assertEqual(draft.decision_ids.given_by_name, "Osoba management")
        draft.is_restricted = True
        self.assertFalse(self.as_("secretary", draft).has_access("read"))


@tagged("post_install", "-at_install")
class TestMeetingRpc(SekretariatWorld, HttpCase):
    """The verbs over XML-RPC and /json/2, as an integrator calls them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()

    def test_course_over_rpc(self):
        user = self.users["secretary"]

        def xml(model, method, *args):
            return self.xmlrpc_object.execute_kw(self.env.cr.dbname, user.id, "secretary", model, method, list(args))

        made = xml("biuro.sekretariat.meeting", "start_from", {
            "name": "Narada", "items": ["Budżet"], "employee_ids": [self.employees["clerk"].id], "hold": True,
        })
        self.assertEqual((made["state"], bool(made["register_ref"])), ("held", True))
        ids = [made["id"]]
        item = xml("biuro.sekretariat.meeting.item", "search", [("meeting_id", "=", made["id"])])
        clerk = self.employees["clerk"].id
        task = xml("biuro.sekretariat.meeting.item", "action_add_task", item, "Raport", clerk, "2099-01-02")
        self.assertEqual(task["date_due"], "2099-01-02")
        self.assertIs(xml("biuro.sekretariat.meeting", "action_all_present", ids), True)
        self.assertIs(xml("biuro.sekretariat.meeting", "action_end", ids), True)
        self.assertIs(xml("biuro.sekretariat.meeting", "action_send_minutes", ids, "2099-01-01"), True)
        key = self.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "test", None)
        headers = {"Authorization": f"bearer {key}"}
        response = self.url_open(
            "/json/2/biuro.sekretariat.meeting/action_accept_minutes", json={"ids": ids}, headers=headers,
        )
        self.assertEqual((response.status_code, response.json()), (200, True))
        response = self.url_open(
            "/json/2/biuro.sekretariat.meeting/action_add_annex", json={"ids": ids, "text": "x", "reason": ""},
            headers=headers,
        )
        self.assertEqual(response.status_code, 422)
