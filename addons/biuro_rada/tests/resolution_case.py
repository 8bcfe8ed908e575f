from .common import RadaCase


class ResolutionCase(RadaCase):
    """A council of 23 with the helpers that take a draft to a resolution."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 23)

    def draft(self, title, **values):
        draft = (
            self.env["biuro.rada.draft"]
            .with_user(self.users["rada_user"])
            .create(
                {
                    "title": title,
                    "received_date": "2026-03-10",
                    "legal_basis": "art. 18 ust. 2 pkt 15 u.s.g.",
                    "justification": "<p>Park jest potrzebny.</p>",
                    "body": "<p>§ 1. Nadaje się nazwę.</p>",
                    "financial_none": True,
                    **values,
                }
            )
        )
        kinds = draft._required_opinions()
        self.env["biuro.rada.draft.opinion"].create(
            [{"draft_id": draft.id, "kind": kind, "result": "positive", "date": "2026-03-12"} for kind in kinds]
        )
        return draft

    def vote(self, draft, *choices):
        draft.agenda_item_id.action_begin()
        vote = (
            self.env["biuro.rada.vote"]
            .with_user(self.users["rada_user"])
            .create(
                {
                    "session_id": draft.session_id.id,
                    "agenda_item_id": draft.agenda_item_id.id,
                    "subject": draft.title,
                    "draft_id": draft.id,
                    "is_final": True,
                    "majority": draft.majority,
                    "majority_basis": draft.majority_basis,
                }
            )
        )
        vote.action_open()
        vote.cast_roll_call({c.id: choice for c, choice in zip(self.councillors, choices, strict=False)})
        return vote.action_close_vote()

    def session(self, *drafts, **values):
        session = (
            self.env["biuro.rada.session"]
            .with_user(self.users["rada_user"])
            .create(
                {
                    "term_id": self.term.id,
                    "start": "2026-03-25 08:00:00",
                    "location": "Ratusz",
                    **values,
                }
            )
        )
        for draft in drafts:
            draft.action_ready()
            draft.action_put_on_agenda(session.id)
        session.action_convene()
        session.action_start()
        session.attendance_ids.action_check_in()
        return session

    def adopt(self, *drafts, sign=True):
        """Return the resolutions of the drafts, adopted by all on 25.03.2026 and signed the day after."""
        session = self.session(*drafts)
        for draft in drafts:
            self.vote(draft, *["yes"] * 23)
        session.action_close()
        resolutions = self.env["biuro.rada.draft"].union(*drafts).resolution_id
        resolutions = resolutions.with_user(self.users["rada_user"])
        if sign:
            resolutions.action_sign("2026-03-26", self.councillors[0].id)
        return resolutions
