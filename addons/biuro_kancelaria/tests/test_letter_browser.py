from datetime import timedelta

from odoo.tests import HttpCase, tagged

from .common import KancelariaWorld
from .one_browser import OneBrowser


@tagged("post_install", "-at_install")
class TestLetterBrowser(KancelariaWorld, OneBrowser, HttpCase):
    """The screens of letters open and act in a real browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.env["biuro.signing.authority"].create({
            "employee_id": cls.employees["management"].id, "capacity": "Prezydent Miasta", "basis": "art. 26 u.s.g.",
            "date_from": cls.env["biuro.letter"]._today() - timedelta(days=1),
        })

    def test_way_of_a_letter(self):
        letter = self.as_user("chancellery")["biuro.letter"].create({
            "direction": "in", "title": "Wniosek o ławkę", "partner_id": self.partner.id,
            "delivery_method_id": self.env.ref("biuro_kancelaria.delivery_method_registered").id,
            "department_id": self.cell_bs.id,
        })
        self.start_tour("/odoo/wplywajace", "biuro_letter_register_existing", login="chancellery")
        self.assertEqual(letter.state, "distributed")
        self.start_tour("/odoo/wplywajace", "biuro_letter_assign", login="manager")
        self.assertEqual(letter.state, "decreed")
        self.start_tour("/odoo/wplywajace", "biuro_letter_reply", login="manager")
        reply = letter.sudo().reply_ids  # a draft is not seen by the mail point
        self.assertEqual(reply.state, "draft")
        self.assertIn("Kowalski", reply.recipient_ids.name)
