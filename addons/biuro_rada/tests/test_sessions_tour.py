from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.one_browser import OneBrowser

from .common import RadaWorld


@tagged("post_install", "-at_install")
class TestSessionsTour(RadaWorld, OneBrowser, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        term = cls.make_term()
        term.action_activate()
        cls.councillors = cls.make_councillors(term, 23)
        cls.user = cls.make_councillor_user(cls.councillors[0])
        cls.user.partner_id.email = "radny@rada.example"
        cls.sitting = cls.make_session(
            term, start=fields.Datetime.now() + timedelta(days=12), location="sala próbna", agenda_item_ids=False
        )

    def test_from_convening_to_the_portal(self):
        Session = type(self.env["biuro.rada.session"])
        with patch.object(Session, "_notice_attachments", lambda session: []):
            self.start_tour("/odoo/sesje-rady", "biuro_rada_convening", login="rada_user", timeout=120)
        self.assertEqual(self.sitting.state, "convened")
        line = self.sitting.notice_ids.filtered(
            lambda row: row.councillor_id == self.councillors[0] and row.channel == "portal"
        )
        self.assertEqual(line.state, "sent")
        self._acknowledge()
        self.assertEqual(line.state, "acknowledged")
        self.assertTrue(line.opened_at, "the page tells by itself that it was opened")

    def _acknowledge(self):
        """Press the button on the page of the notice and wait for the answer."""
        code = """
            (async () => {
                for (let i = 0; i < 100 && !performance.getEntriesByName(location.href + "/otwarto").length; i++) {
                    await new Promise((resolve) => setTimeout(resolve, 100));
                }
                const form = document.querySelector(".o_acknowledge").form;
                const body = new URLSearchParams(new FormData(form));
                const answer = await fetch(form.action, { method: "POST", body });
                const text = await answer.text();
                console.log(text.includes("o_acknowledged") ? "test successful" : "not acknowledged");
            })();
        """
        self.browser_js(
            f"/my/rada/sesje/{self.sitting.id}",
            code,
            ready="Boolean(document.querySelector('.o_acknowledge'))",
            login=self.user.login,
            timeout=60,
        )
