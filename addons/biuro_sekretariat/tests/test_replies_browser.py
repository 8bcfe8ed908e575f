from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.one_browser import OneBrowser

from .common import SekretariatWorld


@tagged("post_install", "-at_install")
class TestMeetingBrowser(SekretariatWorld, OneBrowser, HttpCase):
    """A meeting in a real browser: agenda, minutes typed live, a task, acceptance, the task reported and closed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()

    def walk(self, leg, login, path):
        self.start_tour(f"/odoo/{path}", f"biuro_meeting_{leg}", login=login)

    def test_meeting(self):
        self.walk("hold", "clerk", "narady")
        meeting = self.env["biuro.sekretariat.meeting"].search([("name", "=", "Narada o zimie")])
        self.assertEqual((meeting.state, meeting.present_count), ("to_accept", 2))
        self.assertEqual(meeting.item_ids.minutes, "Omówiono plan.")
        task = meeting.task_ids
        self.assertEqual(task.responsible_id, self.employees["clerk_wo"])
        self.walk("accept", "management", f"narady/{meeting.id}")
        self.assertEqual(meeting.state, "accepted")
        self.walk("report", "clerk_wo", "moje-zadania-z-narad")
        self.assertEqual(task.report, "Kupiono trzy tony")
        self.walk("close", "management", f"zadania-z-narad/{task.id}")
        self.assertTrue(task.is_closed)
