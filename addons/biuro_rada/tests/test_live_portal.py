from odoo import fields
from odoo.tests import HttpCase, tagged

from .common import RadaWorld


class LiveHttpCase(RadaWorld, HttpCase):
    """A council of 23 in a session that is in progress today, some of its councillors with accounts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "0")
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 23)
        cls.sitting = cls.make_session(cls.term, start=fields.Datetime.now())
        cls.item = cls.sitting.agenda_item_ids[0]
        cls.users_of = [cls.make_councillor_user(councillor) for councillor in cls.councillors[:3]]
        cls.sitting.action_convene()

    @classmethod
    def begin(cls, present=23):
        cls.sitting.action_start()
        cls.sitting.attendance_ids.filtered(
            lambda line: line.councillor_id in cls.councillors[:present]
        ).action_check_in()
        cls.item.action_begin()

    def make_vote(self, **values):
        return (
            self.env["biuro.rada.vote"]
            .with_user(self.users["rada_user"])
            .create(
                {"session_id": self.sitting.id, "agenda_item_id": self.item.id, "subject": "w sprawie parku",
                 "majority_basis": "u.s.g. art. 19 ust. 4", "secret_basis": "u.s.g. art. 19 ust. 4", **values}
            )
        )


@tagged("post_install", "-at_install")
class TestLivePortal(LiveHttpCase):
    def test_home(self):
        user = self.users_of[0]
        self.authenticate(user.login, user.login)
        page = self.url_open("/my/rada")
        self.assertEqual(page.status_code, 200)
        self.assertIn("o_biuro_rada_portal_entries", page.text)
        self.assertIn(self.sitting.number_roman, page.text)
        self.assertIn("script-src 'self'", page.headers["Content-Security-Policy"])
        self.begin()
        self.make_vote().action_open()
        self.assertIn("w sprawie parku", self.url_open("/my/rada").text)

    def test_others_are_told_that_the_page_is_not_theirs(self):
        self.authenticate("rada_user", "rada_user")
        self.assertEqual(self.url_open("/my/rada").status_code, 403)
        self.authenticate(None, None)
        answer = self.url_open("/my/rada", allow_redirects=False)
        self.assertIn("/web/login", answer.headers["Location"])
