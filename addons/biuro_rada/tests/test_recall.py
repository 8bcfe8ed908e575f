from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..law import recall
from .resolution_case import ResolutionCase


class RecallCase(ResolutionCase):
    """Sessions on the report on the state of the city, with the papers of the drafts."""

    def papers(self, *drafts):
        for draft in drafts:
            draft.paper_ids.received_on = "2026-03-20"

    def state_session(self, *drafts, start="2026-03-25 08:00:00"):
        """Return the session that took the report and began the item of the first draft."""
        session = self.session(*drafts, start=start, agenda_item_ids=[
            (0, 0, {"title": "Raport o stanie miasta", "item_type": "state_report", "sequence": 1}),
        ])
        session.agenda_item_ids[0].action_begin()
        return session

    def hold(self, draft, yes, no=0, **values):
        """Return the final vote on a draft, closed."""
        draft.agenda_item_id.sudo().status = "pending"  # sudo: own model - it may have been begun before
        draft.agenda_item_id.action_begin()
        vote = self.env["biuro.rada.vote"].with_user(self.users["rada_user"]).create({
            "session_id": draft.session_id.id, "agenda_item_id": draft.agenda_item_id.id, "subject": draft.title,
            "draft_id": draft.id, "is_final": True, "majority": draft.majority,
            "majority_basis": draft.majority_basis, **values,
        })
        vote.action_open()
        vote.cast_roll_call({one.id: "yes" for one in self.councillors[:yes]})
        vote.cast_roll_call({one.id: "no" for one in self.councillors[yes:yes + no]})
        vote.action_close_vote()
        return vote

    def discharge(self, title="w sprawie udzielenia absolutorium Prezydentowi", **values):
        return self.draft(title, kind="discharge", **values)

    def confidence(self):
        return self.draft("w sprawie udzielenia Prezydentowi wotum zaufania", kind="confidence")


@tagged("post_install", "-at_install")
class TestDischarge(RecallCase):
    """Report, debate, confidence, discharge - and the papers before it (u.s.g. art. 28a, 28aa; u.f.p. art. 271)."""

    def test_six_papers(self):
        draft = self.discharge()
        self.assertEqual(draft.paper_ids.mapped("kind"), [
            "budget_report", "financial_statement", "rio_opinion", "property_information", "audit_motion",
            "rio_motion_opinion",
        ])
        draft.kind = "resolution"
        self.assertFalse(draft.paper_ids, "no other draft needs them")
        draft.kind = "discharge"
        with self.assertRaises(ValidationError):
            draft.paper_ids[0].received_on = "2099-01-01"
        draft.paper_ids[0].received_on = "2026-03-20"
        with self.assertRaises(UserError):
            draft.paper_ids[0].unlink()
        clerk = draft.paper_ids.with_user(self.users["clerk"])
        self.assertEqual(clerk[0].kind, "budget_report")
        with self.assertRaises(Exception):  # noqa: B017 - access or rule, whichever refuses first
            clerk[1].received_on = "2026-03-20"

    def test_order_of_the_agenda(self):
        confidence, discharge = self.confidence(), self.discharge()
        with self.assertRaisesRegex(UserError, "report on the state"):
            self.session(confidence, discharge)
        only = self.discharge()
        with self.assertRaisesRegex(UserError, "vote of confidence"):
            self.state_session(only)
        first, last = self.discharge(), self.confidence()
        with self.assertRaisesRegex(UserError, "order of the agenda"):
            self.state_session(first, last)

    def test_course(self):
        """The vote of confidence waits for the end of the report, the discharge for it and for the papers."""
        confidence, discharge = self.confidence(), self.discharge()
        session = self.state_session(confidence, discharge)
        self.assertIn("Financial statement", discharge.agenda_item_id.missing or "")
        report = session.agenda_item_ids[0]
        report.sudo().status = "postponed"  # sudo: own model - a report that was not taken
        with self.assertRaisesRegex(UserError, "report on the state"):
            self.hold(confidence, 12, 3, special="confidence")
        report.sudo().status = "done"
        with self.assertRaisesRegex(UserError, "confidence first"):
            self.hold(discharge, 12, 3, special="discharge_grant")
        vote = self.hold(confidence, 11, 9, special="confidence")
        self.assertEqual(vote.outcome, "refused")
        with self.assertRaisesRegex(UserError, "Missing: .*Financial statement"):
            self.hold(discharge, 12, 3, special="discharge_grant")
        self.papers(discharge)
        self.assertFalse(discharge.agenda_item_id.missing)
        vote = self.hold(discharge, 11, 9, special="discharge_grant")
        self.assertEqual(vote.outcome, "unresolved")

    def test_refusal_at_a_later_session(self):
        """A discharge not granted may be refused at another session of the year: the report is not taken again."""
        confidence, grant = self.confidence(), self.discharge()
        self.papers(grant)
        session = self.state_session(confidence, grant)
        self.hold(confidence, 12, 3, special="confidence")
        self.hold(grant, 9, 9, special="discharge_grant")
        session.action_close()
        refuse = self.discharge("w sprawie nieudzielenia absolutorium Prezydentowi")
        self.papers(refuse)
        session = self.session(refuse, start="2026-04-15 08:00:00")
        refuse.agenda_item_id.action_begin()
        values = session.get_vote_defaults()
        self.assertEqual((values["majority"], values["special"]), ("absolute_statutory", "discharge_refuse"))
        vote = self.hold(refuse, 13, 3, special="discharge_refuse")
        self.assertEqual(vote.outcome, "refused")
        self.assertIn("30.04.2026", str(vote.reasons), "the first session on the referendum is named")


@tagged("post_install", "-at_install")
class TestRecall(RecallCase):
    """Referendum on the recall of the President (u.s.g. art. 28a ust. 3-5, 28aa ust. 10, 28b, 28c)."""

    def refuse(self):
        confidence, refuse = self.confidence(), self.discharge("w sprawie nieudzielenia absolutorium")
        self.papers(refuse)
        with freeze_time("2026-03-25 12:00:00"):
            session = self.state_session(confidence, refuse)
            self.hold(confidence, 9, 9, special="confidence")
            self.hold(refuse, 13, 3, special="discharge_refuse")
            session.action_close()

    def test_fourteen_days_after_the_refusal(self):
        self.refuse()
        draft = self.draft("w sprawie referendum", kind="recall_refusal")
        self.assertEqual(draft.recall_earliest, date(2026, 4, 9))
        self.assertEqual(draft.paper_ids.mapped("kind"), ["rio_refusal_opinion", "mayor_explanations"])
        with self.assertRaisesRegex(UserError, "9.04.2026"):
            self.session(draft, start="2026-04-08 08:00:00")
        draft = self.draft("w sprawie referendum", kind="recall_refusal")
        self.session(draft, start="2026-04-09 08:00:00")
        self.assertNotIn("Explanations", draft.agenda_item_id.missing or "", "they are heard at the session")
        with self.assertRaisesRegex(UserError, "Opinion of the RIO on the refusal"):
            self.hold(draft, 12)
        self.papers(draft)
        with self.assertRaisesRegex(UserError, "named vote"):
            self.hold(draft, 12, ballot="secret", secret_basis="żadna")
        self.assertEqual(self.hold(draft, 12).result, "adopted")

    def test_without_a_refusal(self):
        draft = self.draft("w sprawie referendum", kind="recall_refusal")
        with self.assertRaisesRegex(UserError, "nie ma uchwały"):
            self.session(draft)
        draft = self.draft("w sprawie referendum", kind="recall_refusal", recall_cause="confidence")
        with self.assertRaisesRegex(UserError, "w dwóch kolejnych latach"):
            self.session(draft)

    def motion(self, filed="2026-03-10", signed=6, **values):
        draft = self.draft(
            "w sprawie przeprowadzenia referendum o odwołanie Prezydenta", kind="recall", motion_filed_on=filed,
            motion_signatory_ids=[(6, 0, self.councillors[:signed].ids)], **values,
        )
        self.papers(draft)
        return draft

    def test_motion(self):
        """Art. 28b: a quarter of the council, 14 days, 3/5 of the statutory number, 14 of 23."""
        with self.assertRaisesRegex(UserError, "motion of the councillors"):
            self.draft("w sprawie referendum", kind="recall").action_ready()
        with self.assertRaisesRegex(UserError, "potrzeba co najmniej 6"):
            self.session(self.motion(signed=5))
        with self.assertRaisesRegex(UserError, "25.03.2026"):
            self.session(self.motion(), start="2026-03-24 08:00:00")
        draft = self.motion()
        self.assertEqual(draft.majority, "three_fifths_statutory")
        self.session(draft)
        with self.assertRaises(ValidationError):
            self.hold(draft, 13, majority="absolute_statutory")
        with freeze_time("2026-03-25 12:00:00"):
            self.assertEqual(self.hold(draft, 13).result, "rejected")
        again = self.motion(filed="2026-04-01")
        self.assertIn("26.03.2027", again.recall_problems, "art. 28c: twelve months after the vote that failed")

    def test_windows(self):
        self.term.mayor_elected_on = "2025-08-01"
        with self.assertRaisesRegex(UserError, "2.05.2026"):
            self.session(self.motion())
        # sudo: own model - a term about to end
        self.term.sudo().write({"mayor_elected_on": False, "date_end": "2026-12-24"})
        with self.assertRaisesRegex(UserError, "24.03.2026"):
            self.session(self.motion())


@tagged("post_install", "-at_install")
class TestRecallLaw(RecallCase):
    def test_audit_above_150_000(self):
        self.assertNotIn("audit_report", recall.papers("discharge", population=150_000))
        self.assertEqual(len(recall.papers("discharge", population=150_001)), 7)

    def test_refusal_outside_the_window_begins_nothing(self):
        elected, end = date(2024, 4, 7), date(2029, 5, 6)
        for day, initiative in (
            (date(2025, 1, 7), False), (date(2025, 1, 8), True), (date(2028, 8, 6), True), (date(2028, 8, 7), False),
        ):
            answer = recall.refusal(elected, end, day)
            self.assertEqual((answer["initiative"], bool(answer["earliest"])), (initiative, initiative), day)
            later = recall.after_discharge(date(2028, 12, 1), elected, end, day)
            self.assertEqual(later["allowed"], initiative, day)

    def test_confidence_of_two_years_running(self):
        session = date(2026, 7, 15)
        self.assertFalse(recall.after_confidence(session, [date(2026, 6, 20)])["allowed"])
        self.assertFalse(recall.after_confidence(session, [date(2024, 6, 20), date(2026, 6, 20)])["allowed"])
        days = [date(2025, 6, 20), date(2026, 6, 30)]
        self.assertEqual(recall.after_confidence(date(2026, 7, 14), days)["earliest"], session)
        self.assertFalse(recall.after_confidence(date(2026, 7, 14), days)["allowed"])
        self.assertTrue(recall.after_confidence(session, days)["allowed"])
