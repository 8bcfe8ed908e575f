from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import SekretariatWorld
from .petitions_common import MatterWorld


@tagged("post_install", "-at_install")
class TestPetitionRpc(MatterWorld, SekretariatWorld, HttpCase):
    """The verbs for integrators over /json/2 and JSON-RPC: plain values in and out, clear refusals."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.build_matters()
        cls.key = cls.env["res.users.apikeys"].with_user(cls.users["clerk"])._generate(
            "rpc", "test", fields.Datetime.add(fields.Datetime.now(), days=1))

    def call(self, model, method, **arguments):
        return self.url_open(
            f"/json/2/{model}/{method}", json=arguments, headers={"Authorization": f"bearer {self.key}"})

    def test_from_a_letter_to_the_check(self):
        letter = self.letter()
        answer = self.call("biuro.letter", "action_make_petition", ids=letter.ids)
        self.assertEqual(answer.status_code, 200, answer.text[:300])
        petition_id = answer.json()["res_id"]
        again = self.call("biuro.letter", "action_make_petition", ids=letter.ids)
        self.assertEqual(again.json()["res_id"], petition_id, "a repeated call enters nothing twice")
        check = self.call("biuro.sekretariat.petition", "check_formal", ids=[petition_id]).json()
        self.assertEqual((check["outcome"], check["missing"][0]["code"]), ("call", "addressee"))
        self.assertTrue(check["reasons"])
        answer = self.call("biuro.letter", "action_make_info_request", ids=letter.ids)
        self.assertEqual(answer.json()["res_model"], "biuro.sekretariat.info.request")

    @mute_logger("odoo.http")
    def test_refusals(self):
        petition, request = self.petition(), self.request()
        for record, method, arguments in (
            (petition, "action_settle", {"result": "granted", "justification": "Tak"}),
            (petition, "action_unexamined", {"ground": "form"}),
            (petition, "action_announce", {"wait_until": "2026-02-30"}),
            (petition, "write", {"vals": {"state": "settled"}}),
            (request, "action_finish", {"result": "given", "text": ""}),
            (request, "action_finish", {"result": "given", "text": "Tak", "on": "jutro"}),
            (request, "action_fee", {"amount": "-1", "reason": "Nośnik"}),
            (request, "action_ask_cells", {"department_ids": [10**9], "question": "x"}),
            (request, "write", {"vals": {"result": "given"}}),
        ):
            with self.subTest(method=method, arguments=arguments):
                answer = self.call(record._name, method, ids=record.ids, **arguments)
                self.assertEqual(answer.status_code, 422, answer.text[:300])
                self.assertTrue(answer.json()["message"])
        stranger = self.env["biuro.sekretariat.petition"].create({"subject": "Obca", "department_id": self.cell_wo.id,
                                                                  "clerk_id": False})
        for method in ("check_formal", "action_accept", "action_publication_update"):
            answer = self.call(stranger._name, method, ids=stranger.ids)
            self.assertEqual(answer.status_code, 403, method)
        for private in ("_set", "_add_step", "_touch_public", "_hand_to_council"):
            answer = self.call(petition._name, private, ids=petition.ids)
            self.assertIn(answer.status_code, (403, 404))
