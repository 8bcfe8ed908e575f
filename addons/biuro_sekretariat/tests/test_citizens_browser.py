from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.one_browser import OneBrowser

from .common import SekretariatWorld


@tagged("post_install", "-at_install")
class TestCitizensBrowser(SekretariatWorld, OneBrowser, HttpCase):
    """A complaint comes to the desk, is made an entry in one click, qualified, dealt with and answered in time."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.env["biuro.signing.authority"].create({
            "employee_id": cls.employees["management"].id, "capacity": "Prezydent Miasta",
            "basis": "ustawa o samorządzie gminnym, art. 33", "date_from": "2024-05-07",
        })

    def walk(self, leg, login, path):
        self.start_tour(f"/odoo/{path}", leg, login=login)

    def test_complaint_from_the_desk_to_the_answer_in_time(self):
        self.walk("biuro_complaint_letter", "chancellery", "wplywajace")
        letter = self.env["biuro.letter"].search([("title", "=", "Skarga na zwłokę w wydaniu decyzji")])
        self.assertEqual(letter.state, "distributed")
        self.walk("biuro_complaint_make", "citizens", f"wplywajace/{letter.id}")
        complaint = letter.complaint_ids
        self.assertEqual((complaint.state, complaint.clerk_id), ("in_progress", self.employees["clerk"]))
        self.walk("biuro_complaint_answer", "clerk", f"skargi/{complaint.id}")
        reply = complaint.reply_id
        self.assertIn("239", reply.remedies)
        if reply.state == "to_accept":
            self.walk("biuro_path_accept", "manager", f"wychodzace/{reply.id}")
        self.walk("biuro_path_sign", "management", f"wychodzace/{reply.id}")
        self.walk("biuro_path_dispatch", "chancellery", f"wychodzace/{reply.id}")
        self.walk("biuro_complaint_settle", "clerk", f"skargi/{complaint.id}")
        self.assertRecordValues(complaint, [{"state": "closed", "result": "groundless", "timeliness": "in_time"}])
        self.assertEqual(complaint.case_id.state, "closed")
