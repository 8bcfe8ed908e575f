from datetime import timedelta

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import KancelariaWorld


@tagged("post_install", "-at_install")
class TestReplyRpc(KancelariaWorld, HttpCase):
    """The way of a draft over XML-RPC and /json/2: values in, values out, errors as sentences."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.employees["clerk_wo"].office_function = "legal_adviser"
        cls.env["biuro.signing.authority"].create({
            "employee_id": cls.employees["management"].id, "capacity": "Prezydent Miasta", "basis": "art. 26 u.s.g.",
            "date_from": cls.env["biuro.letter"]._today() - timedelta(days=1),
        })

    def xml(self, login, model, method, *args, **kwargs):
        with mute_logger("odoo.addons.rpc.controllers.xmlrpc"):
            return self.xmlrpc_object.execute_kw(
                self.env.cr.dbname, self.users[login].id, login, model, method, list(args), kwargs,
            )

    def json(self, login, model, method, ids, **arguments):
        key = self.env["res.users.apikeys"].with_user(self.users[login]).sudo()._generate("rpc", "test", None)
        return self.url_open(
            f"/json/2/{model}/{method}", json={"ids": ids, **arguments}, headers={"Authorization": f"bearer {key}"},
        )

    def test_draft_over_rpc(self):
        draft = self.xml("clerk", "biuro.letter", "create", {
            "direction": "out", "title": "Odpowiedź", "partner_id": self.partner.id, "body": "<p>Treść</p>",
            "department_id": self.cell_bs.id, "clerk_id": self.employees["clerk"].id,
            "signatory_id": self.employees["management"].id,
            "delivery_method_id": self.env.ref("biuro_kancelaria.delivery_method_registered").id,
            "jrwa_class_id": self.env["biuro.jrwa.class"].search([("symbol", "=", "0002")], limit=1).id,
            "extra_step_ids": [(4, self.env.ref("biuro_kancelaria.tier_definition_letter_legal").id)],
        })
        made = self.xml("clerk", "biuro.letter", "action_ask_input", [draft], self.cell_wo.id, "Ile?")
        self.assertRegex(made["letter_ref"], r"^PO/\d+/\d{4}$")
        response = self.json("clerk", "biuro.letter", "action_request_acceptance", [draft])
        self.assertEqual(response.status_code, 422, "the cell has not answered yet")
        self.assertIn("WO", response.text)
        response = self.json("clerk_wo", "biuro.letter.input", "action_answer", [made["id"]], answer="12")
        self.assertEqual((response.status_code, response.json()), (200, True))
        self.assertEqual(self.json("clerk_wo", "biuro.letter", "read", [draft], fields=["body"]).status_code, 403)
        self.assertIs(self.xml("clerk", "biuro.letter", "action_request_acceptance", [draft]), True)
        path = self.xml("clerk", "biuro.letter", "get_path", [draft])[0]
        self.assertEqual([step["mode"] for step in path["steps"]], ["approval", "opinion", "signature"])
        self.assertEqual((path["days"], path["late"]), (4, False))
        self.assertIs(self.xml("manager", "biuro.letter", "action_accept", [draft]), True)
        response = self.json("clerk_wo", "biuro.letter", "action_opinion", [draft], positive=False)
        self.assertEqual(response.status_code, 422, "a negative opinion needs a remark")
        self.assertIs(self.xml("clerk_wo", "biuro.letter", "action_opinion", [draft], False, "brak podstawy"), True)
        summary = self.xml("management", "biuro.letter", "get_waiting_summary")
        self.assertIn("signature", [line["waiting_for"] for line in summary])
        self.assertEqual(self.xml("clerk", "biuro.letter", "get_missing_elements", [draft])[str(draft)], [
            "the phone of the handler",
        ] if self.env.company.city else ["the town of the office (settings)", "the phone of the handler"])
        self.assertIs(self.xml("management", "biuro.letter", "action_reject", [draft], "nie wysyłamy"), True)
        self.assertEqual(self.xml("clerk", "biuro.letter", "read", [draft], ["state"])[0]["state"], "annulled")
