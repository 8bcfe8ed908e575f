from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .resolution_case import ResolutionCase


@tagged("post_install", "-at_install")
class TestVoteRules(ResolutionCase):
    """What the acts demand of a vote of the council, whoever writes it and however."""

    def begin(self, draft):
        report = [(0, 0, {"title": "Raport o stanie miasta", "item_type": "state_report"})]
        session = self.session(draft, **({"agenda_item_ids": report} if draft.kind == "confidence" else {}))
        if draft.kind == "confidence":
            session.agenda_item_ids[0].action_begin()
        draft.agenda_item_id.action_begin()
        return session

    def prepare(self, draft, **values):
        return self.env["biuro.rada.vote"].with_user(self.users["rada_user"]).create({
            "session_id": draft.session_id.id, "agenda_item_id": draft.agenda_item_id.id, "subject": draft.title,
            "draft_id": draft.id, "is_final": True, "majority": draft.majority,
            "majority_basis": draft.majority_basis, **values,
        })

    def test_weaker_majority(self):
        """A resolution on confidence needs more than half of the statutory number (art. 28aa ust. 9)."""
        draft = self.draft("w sprawie wotum zaufania", kind="confidence")
        self.begin(draft)
        self.assertEqual(draft.majority, "absolute_statutory")
        for weaker in ("simple", "absolute", "two_thirds_votes"):
            with self.assertRaises(ValidationError):
                self.prepare(draft, majority=weaker)
        with self.assertRaisesRegex(ValidationError, "28aa"):
            self.prepare(draft)
        vote = self.prepare(draft, special="confidence")
        vote.action_open()
        vote.cast_roll_call({one.id: "no" for one in self.councillors[:11]})
        vote.action_close_vote()
        self.assertEqual((vote.result, vote.outcome), ("rejected", "refused"), "not given is refused (art. 28aa)")

    def test_obligation_and_more(self):
        """An obligation taken on by joining a union needs the stricter of both majorities."""
        draft = self.draft("w sprawie przystąpienia do związku", kind="union", has_financial_obligation=True)
        self.assertEqual(draft.majority, "absolute_statutory")

    def test_flag_set_later(self):
        """RC-02: the draft became a financial obligation after its vote was prepared."""
        draft = self.draft("w sprawie parku")
        self.begin(draft)
        vote = self.prepare(draft)
        # sudo: own model - a draft on the agenda is closed to changes by hand
        draft.sudo().write({"has_financial_obligation": True})
        self.assertEqual(draft.majority, "absolute")
        with self.assertRaisesRegex(ValidationError, "RC-02"):
            vote.action_open()

    def test_of_another_item(self):
        draft, other = self.draft("w sprawie parku"), self.draft("w sprawie placu")
        self.begin(draft)
        with self.assertRaises(ValidationError):
            self.prepare(draft, draft_id=other.id)

    def test_bases(self):
        draft = self.draft("w sprawie parku")
        self.begin(draft)
        for values in (
            {"majority": "absolute", "majority_basis": "u.s.g. art. 14 ust. 1"},
            {"ballot": "secret", "majority_basis": "u.s.g. art. 14 ust. 1"},
            {"ballot": "open_rollcall"},
        ):
            vote = self.prepare(draft, is_final=False, **values)
            with self.assertRaises(UserError, msg=values):
                vote.action_open()
            vote.unlink()

    def test_the_hall_empties_during_the_vote(self):
        """Without a quorum at the vote there is no result, however many were there when it was opened."""
        draft = self.draft("w sprawie parku")
        session = self.begin(draft)
        vote = self.prepare(draft)
        vote.action_open()
        vote.cast_roll_call({one.id: "yes" for one in self.councillors[:8]})
        session.attendance_ids.filtered(lambda line: line.councillor_id in self.councillors[8:]).action_check_out()
        vote.action_close_vote()
        self.assertEqual((vote.yes, vote.result), (8, "no_quorum"))
        self.assertEqual(draft.state, "on_agenda")

    def test_agenda_of_the_council_is_changed_by_a_vote(self):
        """RB-04: nobody takes an item off the agenda that was sent."""
        session = self.make_session(self.term)
        session.action_convene()
        for verb in ("action_withdraw", "action_postpone"):
            with self.assertRaisesRegex(UserError, "RB-04"):
                getattr(session.agenda_item_ids, verb)()
