from datetime import timedelta

from odoo.tests import HttpCase, tagged

from .common import KancelariaWorld
from .one_browser import OneBrowser


@tagged("post_install", "-at_install")
class TestReplyBrowser(KancelariaWorld, OneBrowser, HttpCase):
    """A draft in a real browser: input of a cell, opinion, return, new version, comparison, signature, dispatch."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.employees["clerk_wo"].office_function = "legal_adviser"
        cls.env["biuro.signing.authority"].create({
            "employee_id": cls.employees["management"].id, "capacity": "Prezydent Miasta", "basis": "art. 26 u.s.g.",
            "date_from": cls.env["biuro.letter"]._today() - timedelta(days=1),
        })

    def walk(self, leg, login, path):
        self.start_tour(f"/odoo/{path}", f"biuro_replies_{leg}", login=login)

    def test_draft(self):
        reply = self.as_user("clerk")["biuro.letter"].create({
            "direction": "out", "title": "Odpowiedź w sprawie ławki", "partner_id": self.partner.id,
            "department_id": self.cell_bs.id, "clerk_id": self.employees["clerk"].id, "body": "<p>Treść pierwsza</p>",
            "signatory_id": self.employees["management"].id,
            "delivery_method_id": self.env.ref("biuro_kancelaria.delivery_method_registered").id,
            "jrwa_class_id": self.env["biuro.jrwa.class"].search([("symbol", "=", "0002")], limit=1).id,
        })
        self.walk("ask", "clerk", f"projekty/{reply.id}")
        request = reply.input_ids
        self.assertEqual((request.state, request.department_id), ("asked", self.cell_wo))
        self.walk("answer", "clerk_wo", f"prosby-o-wklad/{request.id}")
        self.assertEqual(request.state, "answered")
        self.walk("send", "clerk", f"projekty/{reply.id}")
        self.assertEqual(reply.state, "to_accept")
        self.walk("accept", "manager", f"projekty/{reply.id}")
        self.walk("return", "clerk_wo", f"projekty/{reply.id}")
        self.assertTrue(reply.is_returned)
        self.walk("improve", "clerk", f"projekty/{reply.id}")
        self.assertEqual(reply.version_ids.mapped("number"), [2, 1])
        self.walk("accept", "manager", f"projekty/{reply.id}")
        self.walk("opinion", "clerk_wo", f"projekty/{reply.id}")
        self.assertEqual(reply.state, "to_sign")
        self.walk("sign", "management", f"projekty/{reply.id}")
        self.walk("dispatch", "chancellery", f"wychodzace/{reply.id}")
        self.assertEqual(reply.state, "dispatched")
        self.assertIn("opinion_positive", reply.decision_ids.mapped("decision"))
