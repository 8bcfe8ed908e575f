import json

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tests.common import new_test_user

from .common import RadaCase
from .test_live_portal import LiveHttpCase

CANARY = "Kanarek"
READERS = ("rada_user", "rada_chair", "auditor")


@tagged("post_install", "-at_install")
class TestClosedItemLive(LiveHttpCase):
    """What an act closes to the public does not reach the hall nor the public channel; those who sit there see it."""

    def close_item(self):
        self.item.sudo().write(
            {"title": f"{CANARY} tytuł", "is_confidential": True, "confidential_basis": "ustawa o ochronie informacji"}
        )

    def hall(self):
        self.authenticate(None, None)
        return self.url_open(f"/rada/ekran/{self.sitting.id}/stan").text

    def member(self):
        user = self.users_of[0]
        self.authenticate(user.login, user.login)
        return self.url_open(
            "/my/rada/sesja/stan",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": {}}),
            headers={"Content-Type": "application/json"},
        ).json()["result"]

    def messages(self):
        self.env.cr.precommit.run()
        return "".join(self.env["bus.bus"].search([]).mapped("message"))

    def test_hall_and_channel(self):
        self.close_item()
        self.begin()
        vote = self.make_vote(subject=f"{CANARY} głosowanie")
        vote.action_open()
        self.assertNotIn(CANARY, self.hall())
        self.assertEqual(self.member()["vote"]["subject"], f"{CANARY} głosowanie")
        vote.with_user(self.users_of[0]).cast("yes")
        vote.action_close_vote()
        state = json.loads(self.hall())
        self.assertNotIn(CANARY, json.dumps(state, ensure_ascii=False))
        self.assertEqual((state["vote"]["names"], state["vote"]["state"]), ([], "closed"))
        sent = self.messages()
        self.assertIn('"closed"', sent)
        self.assertNotIn(CANARY, sent)
        self.assertNotIn(self.councillors[5].last_name, sent)
        self.assertEqual(len(self.member()["vote"]["names"]), 23)
        chair, clerk = (self.sitting.with_user(self.users[login]).get_live_state() for login in ("rada_chair", "clerk"))
        self.assertEqual((chair["item"]["title"], chair["vote"]["subject"]), (f"{CANARY} tytuł", vote.subject))
        self.assertNotIn(CANARY, str(clerk))

    def test_options_of_a_secret_vote(self):
        self.close_item()
        self.begin()
        vote = self.make_vote(
            subject=f"{CANARY} wybór", ballot="secret", majority="absolute", is_election=True,
            option_ids=[(0, 0, {"name": f"{CANARY} osoba", "consent": True})],
        )
        vote.action_open()
        self.assertNotIn(CANARY, self.hall())
        self.assertIn(f"{CANARY} osoba", str(self.member()["vote"]["options"]))
        vote.action_close_vote()
        self.assertNotIn(CANARY, self.hall())
        self.assertNotIn(CANARY, self.messages())

    def test_state_by_rpc(self):
        """The state of a vote and the list of speakers are for those who sit in the body or read the session."""
        self.begin()
        vote = self.make_vote()
        vote.action_open()
        stranger = new_test_user(self.env, "stranger", groups="base.group_portal")
        Speaker = self.env["biuro.rada.speaker"]
        with self.assertRaises(AccessError):
            vote.with_user(stranger).get_state()
        with self.assertRaises(AccessError):
            Speaker.with_user(stranger).get_queue(self.sitting.id)
        for user in (self.users_of[0], self.users["clerk"], self.users["rada_chair"]):
            self.assertEqual(vote.with_user(user).get_state()["id"], vote.id)
            self.assertEqual(Speaker.with_user(user).get_queue(self.sitting.id)["item"], self.item.id)
        self.close_item()
        with self.assertRaises(AccessError):
            vote.with_user(self.users["clerk"]).get_state()
        self.assertEqual(vote.with_user(self.users_of[0]).get_state()["id"], vote.id)


@tagged("post_install", "-at_install")
class TestClosedItemRecords(RadaCase):
    """Vote, named list, draft, its versions and files follow the item that an act closes to the public."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 23)
        cls.sitting = cls.make_session(cls.term)
        cls.item = cls.sitting.agenda_item_ids
        cls.draft = cls.env["biuro.rada.draft"].create(
            {"title": "w sprawie parku", "term_id": cls.term.id, "body": "<p>tekst</p>"}
        )
        cls.item.draft_id = cls.draft
        cls.vote = cls.env["biuro.rada.vote"].create(
            {
                "session_id": cls.sitting.id, "agenda_item_id": cls.item.id, "subject": "w sprawie parku",
                "majority_basis": "u.s.g. art. 14",
            }
        )
        cls.ballot = cls.env["biuro.rada.vote.ballot"].sudo().create(
            {"vote_id": cls.vote.id, "councillor_id": cls.councillors[0].id, "position": 1, "value": "yes"}
        )
        cls.version = cls.env["biuro.rada.draft.version"].sudo().create(
            {"draft_id": cls.draft.id, "number": 99, "title": "w sprawie parku"}
        )
        cls.file = cls.env["ir.attachment"].create(
            {"name": "plan.pdf", "raw": b"x", "res_model": "biuro.rada.draft", "res_id": cls.draft.id}
        )

    def test_rules(self):
        records = (self.item, self.vote, self.ballot, self.draft, self.version, self.file)
        for record in records:
            self.assertTrue(record.with_user(self.users["clerk"]).has_access("read"), record)
        self.item.write({"is_confidential": True, "confidential_basis": "ustawa"})
        for record in records:
            with self.subTest(model=record._name):
                for login in ("clerk", "manager", "management", "rada_finance"):
                    self.assertFalse(record.with_user(self.users[login]).has_access("read"), login)
                for login in READERS:
                    self.assertTrue(record.with_user(self.users[login]).has_access("read"), login)
