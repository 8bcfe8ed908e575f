from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.biuro_kancelaria.tools import office_today

from .resolution_case import ResolutionCase


@tagged("post_install", "-at_install")
class TestDraftPath(ResolutionCase):
    def plain(self, **values):
        """Return a draft of the office without opinions."""
        return (
            self.env["biuro.rada.draft"]
            .with_user(self.users["rada_user"])
            .create(
                {
                    "title": "w sprawie nazwy parku",
                    "received_date": "2026-03-10",
                    "legal_basis": "art. 18 ust. 2 pkt 13 u.s.g.",
                    "justification": "<p>Mieszkańcy prosili.</p>",
                    "body": "<p>§ 1. Nadaje się nazwę Park Lipowy.</p>",
                    "financial_none": True,
                    **values,
                }
            )
        )

    def test_opinions_step_by_step(self):
        committee = self.env["biuro.rada.committee"].create(
            {
                "name": "Komisja Kultury",
                "term_id": self.term.id,
                "kind": "standing",
                "date_from": "2024-05-20",
                "scope": "kultura",
            }
        )
        draft = self.plain(has_financial_obligation=True, cover_source="dochody własne")
        draft.write({"opinion_ids": [(0, 0, {"kind": "committee", "committee_id": committee.id})]})
        draft.action_send_to_opinions()
        by_kind = {opinion.kind: opinion for opinion in draft.opinion_ids}
        self.assertEqual(set(by_kind), {"legal", "treasurer", "committee"})
        self.assertEqual(
            {kind: opinion.state for kind, opinion in by_kind.items()},
            {"legal": "asked", "treasurer": "asked", "committee": "waiting"},
        )
        self.assertTrue(by_kind["legal"].due > office_today())
        self.assertEqual(by_kind["legal"].deadline_ids.mapped("code"), ["draft_opinion"])
        self.assertEqual(by_kind["legal"].version_id.number, 1)
        with self.assertRaisesRegex(UserError, "its step comes later"):
            by_kind["committee"].action_give("positive")
        with self.assertRaisesRegex(UserError, "remarks or the reasons"):
            by_kind["legal"].action_give("negative")
        by_kind["legal"].action_give("remarks", "Podstawa prawna do uzupełnienia.")
        with self.assertRaisesRegex(UserError, "awaited"):
            draft.action_ready()
        by_kind["treasurer"].action_give("positive")
        self.assertEqual((draft.state, by_kind["committee"].state), ("committee", "asked"))
        by_kind["committee"].action_give("positive")
        self.assertEqual(by_kind["legal"].deadline_ids.state, "met")
        draft.action_ready()
        self.assertEqual(draft.state, "ready")

    def test_who_gives_an_opinion(self):
        draft = self.plain()
        draft.write({"opinion_ids": [(0, 0, {"kind": "legal", "author_id": self.users["manager"].id})]})
        draft.action_send_to_opinions()
        opinion = draft.opinion_ids
        with self.assertRaises(AccessError):
            opinion.with_user(self.users["clerk_wo"]).action_give("positive")
        with self.assertRaises(AccessError):
            opinion.with_user(self.users["manager"]).write({"text": "x"})
        opinion.with_user(self.users["manager"]).action_give("positive")
        self.assertEqual((opinion.result, opinion.given_by_id), ("positive", self.users["manager"]))

    def test_returned_draft_keeps_its_versions(self):
        draft = self.plain()
        draft.action_send_to_opinions()
        draft.action_return("Błąd w § 1")
        self.assertEqual((draft.state, draft.opinion_ids.state), ("received", "waiting"))
        draft.body = "<p>§ 1. Nadaje się nazwę Park Dębowy.</p>"
        draft.action_send_to_opinions()
        self.assertEqual(draft.version_ids.mapped("number"), [2, 1])
        self.assertIn("Lipowy", draft.version_ids[1].body)
        self.assertEqual(draft.opinion_ids.version_id.number, 2)
        with self.assertRaises(UserError):
            draft.version_ids[0].sudo().write({"body": "x"})

    def test_committee_votes_its_opinion(self):
        committee = self.env["biuro.rada.committee"].create(
            {
                "name": "Komisja Kultury",
                "term_id": self.term.id,
                "kind": "standing",
                "date_from": "2024-05-20",
                "scope": "kultura",
            }
        )
        self.env["biuro.rada.committee.member"].create(
            [
                {"committee_id": committee.id, "councillor_id": person.id, "date_from": "2024-05-20"}
                for person in self.councillors[:5]
            ]
        )
        draft = self.plain()
        draft.write({"opinion_ids": [(0, 0, {"kind": "committee", "committee_id": committee.id, "sequence": 10})]})
        draft.action_send_to_opinions()
        meeting = self.make_session(
            self.term, body_type="committee", committee_ids=[(6, 0, committee.ids)], start="2026-03-18 09:00:00"
        )
        meeting.action_convene()
        meeting.action_start()
        meeting.attendance_ids.action_check_in()
        meeting.agenda_item_ids[0].action_begin()
        vote = self.env["biuro.rada.vote"].create(
            {
                "session_id": meeting.id,
                "agenda_item_id": meeting.agenda_item_ids[0].id,
                "subject": draft.title,
                "draft_id": draft.id,
                "is_final": True,
                "ballot": "hands",
            }
        )
        vote.action_open()
        vote.cast_roll_call({person.id: "yes" for person in self.councillors[:5]})
        vote.action_close_vote()
        opinion = draft.opinion_ids.filtered(lambda line: line.kind == "committee")
        self.assertEqual((opinion.result, opinion.vote_id), ("positive", vote))
        # the opinion of a committee adopts nothing
        self.assertEqual(draft.state, "opinions")

    def test_proposers(self):
        draft = self.plain(initiator_type="councillors", proposer_ids=[(6, 0, self.councillors[:2].ids)])
        draft.action_send_to_opinions()
        draft.opinion_ids.action_give("positive")
        with self.assertRaisesRegex(UserError, "2 councillors propose"):
            draft.action_ready()
        draft.proposer_ids = self.councillors[:3]
        draft.action_ready()
        with self.assertRaisesRegex(ValidationError, "Name the club"):
            self.plain(initiator_type="club")
        with self.assertRaisesRegex(ValidationError, "RIO"):
            self.plain(kind="discharge", supervisor="wojewoda")
        self.assertEqual(self.plain(kind="discharge").majority, "absolute_statutory")

    def test_financial_effects_are_required(self):
        draft = self.plain(financial_none=False)
        draft.action_send_to_opinions()
        draft.opinion_ids.action_give("positive")
        with self.assertRaisesRegex(UserError, "financial effect"):
            draft.action_ready()
        draft.financial_effect = "Koszt tablic: 3 000 zł, dz. 900."
        draft.action_ready()

    def test_citizens_initiative(self):
        draft = self.plain(initiator_type="citizens")
        self.assertEqual(draft.signatures_needed, 300)
        self.assertEqual(draft.deadline_ids.code, "citizens_draft")
        # three months by KC art. 112, not moved
        self.assertEqual(str(draft.deadline_ids.date_deadline), "2026-06-10")
        sheets = (
            self.env["biuro.rada.signature.sheet"]
            .with_user(self.users["rada_user"])
            .create(
                [
                    {"draft_id": draft.id, "number": 1, "filed": 200, "repeated": 3, "not_entitled": 7},
                    {"draft_id": draft.id, "number": 2, "filed": 120, "incomplete": 11, "scan": "c2Nhbg=="},
                ]
            )
        )
        with self.assertRaises(ValidationError):
            sheets[0].repeated = 300
        sheets[0].invalidate_recordset()
        sheets[0].action_verify()
        self.assertEqual((draft.signature_count, draft.verified_count), (320, 190))
        draft.action_send_to_opinions()
        draft.opinion_ids.action_give("positive")
        with self.assertRaisesRegex(UserError, "RC-03"):
            draft.action_ready()
        self.assertEqual(sheets[1].action_verify(), {"filed": 320, "valid": 299, "needed": 300})
        with self.assertRaisesRegex(UserError, "RC-03"):
            draft.action_ready()
        with self.assertRaisesRegex(UserError, "closed"):
            sheets[1].incomplete = 10
        with self.assertRaisesRegex(UserError, "not settled"):
            sheets.action_remove_scans()
        draft.action_withdraw("Za mało ważnych podpisów")
        self.assertEqual(sheets.action_remove_scans(), 1)
        self.assertFalse(sheets[1].scan)
        # lists of supporters are for the office of the council alone
        for login in ("clerk", "auditor", "management", "rada_chair"):
            with self.assertRaises(AccessError):
                sheets.with_user(self.users[login]).read(["filed"])
            self.assertNotIn("signature_sheet_ids", draft.with_user(self.users[login]).fields_get())

    def test_consultation(self):
        draft = self.plain(consultation_required=True)
        draft.action_send_to_opinions()
        draft.opinion_ids.action_give("positive")
        with self.assertRaisesRegex(UserError, "needs consultation"):
            draft.action_ready()
        consultation = (
            self.env["biuro.rada.consultation"]
            .with_user(self.users["rada_user"])
            .create({"draft_id": draft.id, "kind": "ngo", "date_from": "2026-03-11", "date_to": "2026-03-20"})
        )
        self.assertIn("art. 5 ust. 2", consultation.legal_basis)
        self.assertEqual(str(consultation.event_id.start_date), "2026-03-11")
        with self.assertRaisesRegex(UserError, "Finish the consultation"):
            draft.action_ready()
        with self.assertRaisesRegex(UserError, "Write the report"):
            consultation.action_report("2026-03-25")
        consultation.report = "<p>Dwie uwagi, jedną uwzględniono.</p>"
        with self.assertRaisesRegex(UserError, "lasts until"):
            consultation.action_report("2026-03-20")
        consultation.action_report("2026-03-23")
        draft.action_ready()
        with self.assertRaisesRegex(UserError, "closed"):
            consultation.place = "Ratusz"

    def test_amendments(self):
        draft = self.draft("w sprawie nazwy", body="<p>§ 1. Park Lipowy.</p><p>§ 2. Wchodzi w życie.</p>")
        session = self.session(draft)
        Amendment = self.env["biuro.rada.amendment"].with_user(self.users["rada_user"])
        detail, principle, own = Amendment.create(
            [
                {
                    "draft_id": draft.id,
                    "title": "§ 1",
                    "text": "<p>Dębowy</p>",
                    "reach": "3",
                    "author_id": self.councillors[3].id,
                    "old_text": "Park Lipowy",
                    "new_text": "Park Dębowy",
                },
                {
                    "draft_id": draft.id,
                    "title": "cały projekt",
                    "text": "<p>inne brzmienie</p>",
                    "reach": "1",
                    "author_name": "Klub Zielony",
                },
                {
                    "draft_id": draft.id,
                    "title": "§ 2",
                    "text": "<p>po 14 dniach</p>",
                    "kind": "own",
                    "old_text": "Wchodzi w życie",
                    "new_text": "Wchodzi w życie po upływie 14 dni",
                },
            ]
        )
        self.assertEqual([row["id"] for row in draft.get_voting_order()], [principle.id, own.id, detail.id])
        own.action_take_over()
        self.assertIn("po upływie 14 dni", draft.body)
        self.assertEqual((own.result, own.is_incorporated), ("accepted", True))
        self.assertEqual(draft.version_id.number, 2)
        draft.agenda_item_id.action_begin()
        for amendment, choice in ((principle, "no"), (detail, "yes")):
            vote = self.env["biuro.rada.vote"].create(
                {
                    "session_id": session.id,
                    "agenda_item_id": draft.agenda_item_id.id,
                    "subject": amendment.title,
                    "draft_id": draft.id,
                    "amendment_id": amendment.id,
                }
            )
            vote.action_open()
            vote.cast_roll_call({person.id: choice for person in self.councillors})
            vote.action_close_vote()
        self.assertEqual((principle.result, detail.result), ("rejected", "accepted"))
        self.assertEqual(draft.get_voting_order(), [])
        with self.assertRaisesRegex(UserError, "stays as it was voted"):
            detail.text = "<p>x</p>"
        self.vote(draft, *["yes"] * 23)
        session.action_close()
        resolution = draft.resolution_id.with_user(self.users["rada_user"])
        with self.assertRaisesRegex(UserError, "not in the text"):
            resolution.action_sign("2026-03-26", self.councillors[0].id)
        detail.action_incorporate()
        self.assertIn("Park Dębowy", resolution.body)
        resolution.action_sign("2026-03-26", self.councillors[0].id)
        with self.assertRaisesRegex(UserError, "its text is closed"):
            resolution.body = "<p>inne</p>"

    def test_postponed_item_frees_its_draft(self):
        draft = self.draft("w sprawie ulicy")
        session = self.session(draft)
        draft.agenda_item_id.action_postpone()
        self.assertEqual((draft.state, draft.session_id), ("postponed", self.env["biuro.rada.session"]))
        session.action_close()
        draft.action_ready()
        self.assertEqual(draft.state, "ready")
