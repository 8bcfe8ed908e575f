from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.biuro_kancelaria.tools import office_today

from .common import RadaCase


@tagged("post_install", "-at_install")
class TestVote(RadaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 23)
        cls.session = cls.make_session(cls.term)

    def start(self, present=23, **values):
        self.session.action_convene()
        self.session.action_start()
        self.session.attendance_ids.filtered(
            lambda line: line.councillor_id in self.councillors[:present]
        ).action_check_in()
        item = self.session.agenda_item_ids[0]
        item.action_begin()
        return (
            self.env["biuro.rada.vote"]
            .create(
                {
                    "session_id": self.session.id,
                    "agenda_item_id": item.id,
                    "subject": "w sprawie parku",
                    **values,
                }
            )
            .with_user(self.users["rada_user"])
        )

    def roll(self, *choices):
        return {councillor.id: choice for councillor, choice in zip(self.councillors, choices, strict=False)}

    def test_no_vote_without_quorum(self):
        vote = self.start(present=11)
        with self.assertRaisesRegex(UserError, "RB-05"):
            vote.action_open()

    def test_named_vote(self):
        vote = self.start(present=20)
        vote.action_open()
        state = vote.cast_roll_call(self.roll(*["yes"] * 9, *["no"] * 8, *["abstain"] * 2))
        self.assertEqual((state["cast"], state["names"]), (19, []))
        state = vote.action_close_vote()
        self.assertEqual(state["result"], "adopted")
        self.assertEqual(
            state["counts"],
            {
                "yes": 9,
                "no": 8,
                "abstain": 2,
                "not_voting": 1,
                "excluded": 0,
                "absent": 3,
            },
        )
        self.assertEqual(len(state["names"]), 23)
        self.assertEqual(vote.action_close_vote(), state, "closing twice says the same")
        with self.assertRaisesRegex(UserError, "RB-09"):
            vote.cast_roll_call(self.roll("no"))
        with self.assertRaisesRegex(UserError, "RB-09"):
            vote.write({"subject": "inna"})
        with self.assertRaisesRegex(UserError, "RB-09"):
            vote.sudo().unlink()

    def test_absent_cannot_vote(self):
        vote = self.start(present=20)
        vote.action_open()
        with self.assertRaisesRegex(UserError, "RB-08"):
            vote.cast_roll_call({self.councillors[22].id: "yes"})

    def test_who_left_cannot_vote(self):
        """RB-08: who left the hall after the opening casts nothing; what was cast before stays."""
        vote = self.start()
        users = [self.make_councillor_user(one) for one in self.councillors[:2]]
        vote.action_open()
        vote.with_user(users[0]).cast("yes")
        lines = vote.session_id.attendance_ids.filtered(lambda line: line.councillor_id in self.councillors[:2])
        lines.action_check_out()
        for user in users:
            with self.assertRaisesRegex(UserError, "RB-08: you left the hall"):
                vote.with_user(user).cast("no")
        with self.assertRaisesRegex(UserError, "RB-08"):
            vote.cast_roll_call({self.councillors[1].id: "no"})
        lines[1].action_check_in()
        vote.with_user(users[1]).cast("abstain")
        counts = vote.action_close_vote()["counts"]
        self.assertEqual((counts["yes"], counts["no"], counts["abstain"]), (1, 0, 1))

    def test_ended_mandate_cannot_be_called(self):
        """RB-08: a mandate that ended after the opening casts no vote, by roll-call either."""
        vote = self.start()
        vote.action_open()
        gone = self.councillors[3]
        # sudo: own model - ended by a verb of its own; here only the day matters
        gone.sudo().mandate_end = office_today() - timedelta(days=1)
        with self.assertRaisesRegex(UserError, "in office"):
            vote.cast_roll_call({gone.id: "yes"})

    def test_own_vote_can_be_changed(self):
        vote = self.start()
        user = self.make_councillor_user(self.councillors[0])
        vote.action_open()
        mine = vote.with_user(user)
        mine.cast("yes")
        mine.cast("no")
        self.assertEqual(vote.action_close_vote()["counts"]["no"], 1)
        with self.assertRaisesRegex(UserError, "RB-09"):
            mine.cast("yes")

    def test_undo_of_opening(self):
        vote = self.start()
        vote.action_open()
        with self.assertRaises(UserError):
            vote.action_undo_open(" ")
        vote.action_undo_open("pomyłkowo otwarte")
        self.assertEqual((vote.state, vote.result), ("void", "void"))

    def test_one_vote_at_a_time(self):
        vote = self.start()
        vote.action_open()
        other = vote.copy({"subject": "druga"})
        with self.assertRaisesRegex(UserError, "open"):
            other.action_open()
        with self.assertRaisesRegex(UserError, "open"):
            self.session.action_close()
