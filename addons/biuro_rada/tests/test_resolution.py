from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import UserError, ValidationError
from odoo.tests import BaseCase, tagged

from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import resolutions
from .resolution_case import ResolutionCase


@tagged("-at_install", "post_install")
class TestResolutionLaw(BaseCase):
    def test_entry_into_force(self):
        published = resolutions.in_force("days", date(2022, 6, 30), date(2022, 7, 13), must_be_published=True)
        self.assertEqual(published["in_force_from"], date(2022, 7, 28))
        self.assertEqual(resolutions.in_force("adoption", date(2026, 3, 25))["in_force_from"], date(2026, 3, 25))
        waiting = resolutions.in_force("days", date(2026, 3, 25), must_be_published=True)
        self.assertIsNone(waiting["in_force_from"])
        with self.assertRaisesRegex(LawError, "RC-05"):
            resolutions.in_force("days", date(2026, 3, 25), date(2026, 4, 1), days=7, must_be_published=True)
        with self.assertRaisesRegex(LawError, "RC-05"):
            resolutions.in_force("adoption", date(2026, 3, 25), must_be_published=True)
        with self.assertRaisesRegex(LawError, "RC-05"):
            resolutions.in_force(
                "date", date(2026, 3, 25), date(2026, 4, 1), on=date(2026, 4, 15), must_be_published=True
            )
        with self.assertRaisesRegex(LawError, "RC-04"):
            resolutions.in_force("days", date(2026, 3, 25), date(2026, 3, 24), must_be_published=True)

    def test_intake(self):
        for received, initiator, others, must in [
            (date(2026, 3, 19), "mayor", 0, True),
            (date(2026, 3, 20), "mayor", 0, False),
            (date(2026, 3, 19), "club", 0, True),
            (date(2026, 3, 19), "club", 1, False),
            (date(2026, 3, 1), "committee", 0, False),
        ]:
            answer = resolutions.intake(received, date(2026, 3, 26), initiator, others)
            self.assertEqual((answer["must"], answer["latest"]), (must, date(2026, 3, 19)))

    @settings(max_examples=200, deadline=None)
    @given(
        st.dates(date(2024, 1, 1), date(2030, 1, 1)),
        st.lists(st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2030, 1, 1))), min_size=4, max_size=4),
    )
    def test_validity_is_one_of_five(self, day, ends):
        self.assertIn(resolutions.validity(day, *ends), {"annulled", "not_yet", "repealed", "expired", "in_force"})


@tagged("post_install", "-at_install")
class TestResolutions(ResolutionCase):
    def test_numbers_follow_the_order_of_voting(self):
        drafts = [self.draft(f"w sprawie {name}") for name in ("parku", "szkoły", "drogi")]
        session = self.session(*drafts)
        self.vote(drafts[2], *["yes"] * 23)
        self.vote(drafts[1], *["no"] * 23)
        self.vote(drafts[0], *["yes"] * 12)
        session.action_close()
        self.assertEqual([draft.state for draft in drafts], ["adopted", "rejected", "adopted"])
        self.assertEqual(drafts[2].resolution_id.number, "I/1/2026")
        self.assertEqual(drafts[0].resolution_id.number, "I/2/2026")
        self.assertEqual(drafts[0].resolution_id.in_force_from, date(2026, 3, 25))
        with self.assertRaises(UserError):
            drafts[0].resolution_id.sudo().unlink()

    def test_what_a_draft_needs(self):
        draft = self.env["biuro.rada.draft"].create({"title": "w sprawie kredytu", "has_financial_obligation": True})
        self.assertEqual(draft.majority, "absolute")
        with self.assertRaisesRegex(UserError, "legal basis"):
            draft.action_ready()
        draft.write({"legal_basis": "art. 58", "justification": "<p>x</p>"})
        with self.assertRaisesRegex(UserError, "covered"):
            draft.action_ready()
        citizens = self.draft("w sprawie placu", initiator_type="citizens", verified_count=299)
        with self.assertRaisesRegex(UserError, "RC-03"):
            citizens.action_ready()
        citizens.verified_count = 300
        citizens.action_ready()
        self.assertEqual(str(citizens.latest_session), "2026-06-10")
        with self.assertRaisesRegex(ValidationError, "budget"):
            self.draft("w sprawie budżetu", kind="budget", initiator_type="club")

    def test_obligation_by_simple_majority_is_refused(self):
        draft = self.draft("w sprawie kredytu", has_financial_obligation=True, cover_source="dochody własne")
        session = self.session(draft)
        with self.assertRaisesRegex(ValidationError, "RC-02"):
            self.env["biuro.rada.vote"].create(
                {
                    "session_id": session.id,
                    "agenda_item_id": draft.agenda_item_id.id,
                    "subject": draft.title,
                    "draft_id": draft.id,
                    "is_final": True,
                }
            )
        self.assertEqual(self.vote(draft, *["yes"] * 9, *["no"] * 8, *["abstain"] * 3)["result"], "rejected")

    def test_repeal(self):
        first = self.draft("w sprawie targowiska")
        self.session(first)
        self.vote(first, *["yes"] * 23)
        first.session_id.action_close()
        old = first.resolution_id
        new = self.env["biuro.rada.resolution"].create(
            {
                "title": "uchylająca",
                "term_id": self.term.id,
                "date_adopted": "2026-04-29",
                "number": "II/2/2026",
                "seq": 2,
            }
        )
        self.env["biuro.rada.resolution.relation"].create(
            {"resolution_id": new.id, "kind": "repeals", "target_id": old.id}
        )
        self.assertEqual(old.repealed_on, date(2026, 4, 29))
        self.assertEqual(
            (old._validity_on(date(2026, 4, 28)), old._validity_on(date(2026, 4, 29))), ("in_force", "repealed")
        )
        self.assertEqual([row["id"] for row in old.valid_on("2026-04-28")], old.ids)
        self.assertEqual([row["id"] for row in old.valid_on("2026-04-29")], new.ids)
        self.assertIn(old, old.search([("validity", "=", "repealed")]))
