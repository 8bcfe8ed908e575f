import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .test_live_portal import LiveHttpCase


class ScreenCase(LiveHttpCase):
    def rpc(self, path, **params):
        """Call a JSON route as the pages do; return its result."""
        answer = self.url_open(
            path,
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        ).json()
        self.assertNotIn("error", answer)
        return answer["result"]

    def as_councillor(self, index):
        user = self.users_of[index]
        self.authenticate(user.login, user.login)
        return self.councillors[index]

    def hall(self, session=None):
        self.authenticate(None, None)
        return self.url_open(f"/rada/ekran/{(session or self.sitting).id}/stan").json()


@tagged("post_install", "-at_install")
class TestLiveScreens(ScreenCase):
    def test_presence_votes_and_result(self):
        self.sitting.action_start()
        me = self.as_councillor(0)
        state = self.rpc("/my/rada/sesja/stan", device="a", kind="tablet")
        self.assertEqual((state["id"], state["me"]["present"]), (self.sitting.id, False))
        self.assertEqual(self.rpc("/my/rada/sesja/stan", version=state["version"]), {"same": state["version"]})
        self.rpc("/my/rada/sesja/obecnosc", session=self.sitting.id, present=True)
        self.sitting.attendance_ids.action_check_in()
        self.item.action_begin()
        vote = self.make_vote()
        vote.action_open()
        state = self.rpc("/my/rada/sesja/stan")
        self.assertEqual(state["me"], {
            "id": me.id, "present": True, "may_check": True, "value": False, "source": False, "may_vote": True,
            "taken": False, "why": False,
        })
        answer = self.rpc("/my/rada/sesja/glos", vote=vote.id, choice="yes")
        self.assertEqual(answer, {"vote": vote.id, "choice": "yes"})
        self.assertEqual(self.rpc("/my/rada/sesja/glos", vote=vote.id, choice="no")["choice"], "no")
        self.assertEqual(self.rpc("/my/rada/sesja/stan")["me"]["value"], "no")
        self.assertEqual(self.rpc("/my/rada/sesja/glos", vote=vote.id, choice="maybe")["refused"], "bad_choice")
        state = self.hall()
        self.assertEqual((state["vote"]["counts"]["no"], state["vote"]["names"], state["present"]), (1, [], 23))
        self.assertEqual(
            [set(seat) for seat in state["seats"]], [{"id", "name", "club"}] * 23, "nothing else of the councillors"
        )
        vote.action_close_vote()
        self.as_councillor(0)
        self.assertEqual(self.rpc("/my/rada/sesja/glos", vote=vote.id, choice="yes")["refused"], "closed")
        self.assertIn("w sprawie parku", self.url_open("/my/rada/glosy").text)
        state = self.hall()
        self.assertEqual((state["vote"]["result"], len(state["vote"]["names"])), ("rejected", 23))

    def test_hidden_count(self):
        self.begin()
        vote = self.make_vote(hide_running_count=True)
        vote.action_open()
        self.as_councillor(0)
        self.rpc("/my/rada/sesja/glos", vote=vote.id, choice="yes")
        state = self.hall()
        self.assertEqual((state["vote"]["counts"], state["vote"]["cast"]), (False, 1))

    def test_secret_ballot_without_a_person(self):
        self.begin()
        vote = self.make_vote(ballot="secret", majority="absolute")
        vote.action_open()
        self.as_councillor(0)
        paper = self.rpc("/my/rada/sesja/karta", vote=vote.id)
        self.assertEqual(self.rpc("/my/rada/sesja/karta", vote=vote.id)["refused"], "already_taken")
        cast = {"vote": vote.id, "token": paper["token"], "option": paper["options"][0]["id"]}
        self.assertEqual(self.rpc("/rada/urna", **cast)["refused"], "not_anonymous", "whoever logs in is sent away")
        self.authenticate(None, None)
        self.opener.cookies.clear()
        response = self.opener.post(
            self.base_url() + "/rada/urna",
            json={"jsonrpc": "2.0", "method": "call", "params": cast},
            timeout=20,
        )
        self.assertEqual(response.json()["result"], {"vote": vote.id, "cast": True})
        self.assertNotIn("Set-Cookie", response.headers)
        state = self.hall()
        self.assertEqual((state["vote"]["taken"], state["vote"]["cast"]), (1, 1))
        self.assertEqual({one["votes"] for one in state["vote"]["options"]}, {False})
        self.assertEqual(vote.action_close_vote()["options"][0]["votes"], 1)

    def test_hand(self):
        self.begin(present=2)
        self.as_councillor(0)
        self.rpc("/my/rada/sesja/mowca", session=self.sitting.id, up=True)
        state = self.rpc("/my/rada/sesja/stan")
        self.assertEqual([one["councillor"] for one in state["waiting"]], self.councillors[0].ids)
        self.rpc("/my/rada/sesja/mowca", session=self.sitting.id, up=False)
        self.assertFalse(self.rpc("/my/rada/sesja/stan")["waiting"])
        self.as_councillor(2)
        self.assertIn("refused", self.rpc("/my/rada/sesja/mowca", session=self.sitting.id, up=True))

    def test_others_votes_are_out_of_reach(self):
        """A councillor reaching for other people's votes over RPC is refused, whatever the model and the verb."""
        self.begin()
        vote = self.make_vote()
        vote.action_open()
        vote.cast_roll_call({self.councillors[5].id: "yes"})
        me = self.env(user=self.users_of[0])
        for model in (
            "biuro.rada.vote", "biuro.rada.vote.ballot", "biuro.rada.vote.taker", "biuro.rada.vote.option",
            "biuro.rada.vote.exclusion", "biuro.rada.vote.journal", "biuro.rada.device", "biuro.rada.attendance",
            "biuro.rada.attendance.interval", "biuro.rada.session", "biuro.rada.councillor",
        ):
            with self.subTest(model=model), self.assertRaises(AccessError):
                me[model].search_read([], ["id"])
        mine = vote.with_env(me)
        line = vote.sudo().ballot_ids[5].with_env(me)
        for call in (
            lambda: mine.read(["yes"]),
            lambda: line.read(["value"]),
            lambda: line.write({"value": "no"}),
            lambda: mine.cast_roll_call({self.councillors[5].id: "no"}),
            mine.action_close_vote,
            lambda: mine.action_undo_open("nie podoba mi się"),
            lambda: self.sitting.with_env(me).get_console_state(),
            lambda: self.sitting.with_env(me).console_enter("x", True),
            lambda: self.sitting.with_env(me).get_live_state(),
            lambda: self.sitting.with_env(me).action_rehearse(),
        ):
            with self.assertRaises(UserError):  # AccessError among them
                call()
        self.assertEqual(mine.get_state()["names"], [], "no list of names while the vote is open")
        self.as_councillor(0)
        page = self.url_open(f"/my/rada/porzadek/{self.sitting.id}")
        self.assertEqual(page.status_code, 200)
        committee = self.env["biuro.rada.session"].create(
            {
                "term_id": self.term.id,
                "body_type": "committee",
                "start": self.sitting.start,
                "committee_ids": [
                    (0, 0, {"name": "Komisja", "kind": "standing", "term_id": self.term.id, "scope": "x",
                            "date_from": "2024-06-01"})
                ],
            }
        )
        self.assertEqual(self.url_open(f"/my/rada/porzadek/{committee.id}").status_code, 404)
        self.assertEqual(self.rpc("/my/rada/sesja/stan", session=committee.id)["refused"], "refused")


@tagged("post_install", "-at_install")
class TestConsole(ScreenCase):
    def console(self, device, take_over=False):
        session = self.sitting.with_user(self.users["rada_chair"])
        return session.console_enter(device, take_over), session.with_context(rada_console=device)

    def test_taking_over(self):
        self.begin()
        state, first = self.console("laptop")
        self.assertTrue(state["console"]["mine"])
        state, second = self.console("tablet")
        self.assertFalse(state["console"]["mine"], "the second device watches")
        first.action_quick_vote()
        state, second = self.console("tablet", take_over=True)
        self.assertTrue(state["console"]["mine"])
        self.assertEqual(state["vote"]["state"], "open", "nothing is lost on the way")
        vote = self.env["biuro.rada.vote"].browse(state["vote"]["id"])
        with self.assertRaisesRegex(UserError, "another device"):
            vote.with_env(first.env).action_close_vote()
        self.assertEqual(vote.with_env(second.env).action_close_vote()["state"], "closed")

    def test_next_item_and_quick_vote(self):
        self.env["biuro.rada.agenda.item"].create(
            {"session_id": self.sitting.id, "title": "Zamknięcie", "item_type": "closing", "sequence": 90}
        )
        self.sitting.action_start()
        _state, session = self.console("x")
        with self.assertRaises(UserError):
            session.action_quick_vote()
        session.action_next_item()
        self.assertEqual(session.current_item_id, self.item)
        self.sitting.attendance_ids.action_check_in()
        state = session.action_quick_vote()
        self.assertEqual((state["state"], state["subject"]), ("open", self.item.title))
        with self.assertRaises(UserError):
            session.action_next_item()
        session.vote_ids.action_close_vote()
        session.action_next_item()
        self.assertEqual(session.current_item_id.item_type, "closing")
        session.action_next_item()
        self.assertFalse(session.current_item_id)

    def test_devices_fail(self):
        self.begin()
        state, session = self.console("x")
        with self.assertRaises(UserError):
            session.action_quick_vote("open_rollcall")
        vote = self.env["biuro.rada.vote"].with_env(session.env).browse(session.action_quick_vote()["id"])
        again = vote.action_fall_back_to_roll_call("awaria sieci")
        self.assertEqual((vote.state, again["ballot"], again["state"]), ("void", "open_rollcall", "open"))
        roll = self.env["biuro.rada.vote"].with_env(session.env).browse(again["id"])
        for councillor in self.councillors:
            roll.cast_roll_call({councillor.id: "yes"})
        state = session.get_console_state("x")
        self.assertEqual([row["value"] for row in state["roll"]], ["yes"] * 23, "what was called out is shown")
        self.assertEqual(roll.action_close_vote()["result"], "adopted")

    def test_console_does_not_tell_how_devices_voted(self):
        self.begin()
        _state, session = self.console("x")
        vote = self.make_vote(hide_running_count=True)
        vote.action_open()
        vote.with_user(self.users_of[0]).cast("no")
        state = session.get_console_state("x")
        row = next(row for row in state["roll"] if row["councillor"] == self.councillors[0].id)
        self.assertEqual((row["done"], row["value"], state["vote"]["counts"]), (True, False, False))

    def test_rehearsal(self):
        session = self.sitting.with_user(self.users["rada_user"])
        rehearsal = self.env["biuro.rada.session"].browse(session.action_rehearse()["id"])
        with self.assertRaises(UserError):
            session.action_rehearse()
        me = self.as_councillor(0)
        state = self.rpc("/my/rada/sesja/stan", device="tab", kind="tablet")
        self.assertTrue(state["rehearsal"] and state["me"]["may_vote"])
        self.rpc("/my/rada/sesja/glos", vote=state["vote"]["id"], choice="abstain")
        self.as_councillor(1)
        self.rpc("/my/rada/sesja/stan", device="tel", kind="phone")
        answer = rehearsal.with_user(self.users["rada_user"]).get_rehearsal()
        self.assertEqual((answer["green"], answer["red"]), (1, 22))
        rows = {row["councillor"]: row for row in answer["rows"]}
        self.assertEqual((rows[me.id]["device"], rows[me.id]["ready"]), ("tablet", True))
        self.assertEqual(
            (rows[self.councillors[1].id]["device"], rows[self.councillors[1].id]["ready"]), ("phone", False)
        )
        vote = rehearsal.vote_ids
        answer = rehearsal.with_user(self.users["rada_user"]).action_end_rehearsal()
        self.assertEqual(answer["session"], self.sitting.id)
        self.assertFalse(rehearsal.exists() or vote.exists(), "nothing is kept as a vote")
        self.assertFalse(self.env["biuro.rada.vote.journal"].search([("session_id", "=", rehearsal.id)]))
        self.assertFalse(self.env["biuro.rada.vote.ballot"].search([("vote_id", "=", vote.id)]))
        self.assertIn("22", self.sitting.message_ids[0].body)
        self.sitting.action_start()
