from datetime import datetime, timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests.common import TransactionCase

from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW

from .common import WyboryWorld
from .lawnik_common import LawnikWorld


class SeatsWorld(LawnikWorld, WyboryWorld):
    """A council of 23 that elects lay judges: helpers that take an election from the team to the closed files."""

    @classmethod
    def build_seats(cls):
        cls.rada_term = cls.make_term(date_start="2024-05-07", date_end=str(cls.today.replace(year=cls.today.year + 2)))
        cls.rada_term.action_activate()
        cls.councillors = cls.make_councillors(cls.rada_term, 23)
        cls.env.company.rada_wojewoda_id = cls.env["res.partner"].create({"name": "Wojewoda"})
        cls.rules = cls.env.ref("biuro_wybory.biuro_wybory_lawnik_voting_rules_usual")

    @classmethod
    def make_session_today(cls):
        start = datetime.combine(cls.today, datetime.min.time().replace(hour=7), WARSAW)
        return cls.env["biuro.rada.session"].with_user(cls.users["rada_user"]).create({
            "term_id": cls.rada_term.id, "start": start.astimezone(UTC).replace(tzinfo=None), "location": "Ratusz",
            "number_int": cls.env["biuro.rada.session"].search_count([]) + 1,
        })

    @classmethod
    def put_on_agenda(cls, draft, session):
        """Give a draft its opinion and put it on the agenda, as the office of the council does."""
        draft = draft.with_user(cls.users["rada_user"])
        cls.env["biuro.rada.draft.opinion"].create(
            {"draft_id": draft.id, "kind": "legal", "result": "positive", "date": cls.today}
        )
        draft.action_ready()
        draft.action_put_on_agenda(session.id)
        return draft

    @classmethod
    def open_session(cls, session, present=23):
        session.action_convene()
        session.action_start()
        lines = session.attendance_ids.filtered(lambda line: line.councillor_id in cls.councillors[:present])
        lines.action_check_in()
        return session

    @classmethod
    def vote_openly(cls, draft):
        if draft.agenda_item_id.status != "in_progress":
            draft.agenda_item_id.action_begin()
        vote = cls.env["biuro.rada.vote"].with_user(cls.users["rada_user"]).create({
            "session_id": draft.session_id.id, "agenda_item_id": draft.agenda_item_id.id, "subject": draft.title,
            "draft_id": draft.id, "is_final": True, "majority": draft.majority,
            "majority_basis": draft.majority_basis,
        })
        vote.action_open()
        present = vote.ballot_ids.filtered(lambda line: line.value == "not_voting").councillor_id
        vote.cast_roll_call({one.id: "yes" for one in present})
        vote.action_close_vote()
        return vote

    @classmethod
    def adopt(cls, draft):
        """Adopt a draft at a session of its own today; return the resolution."""
        session = cls.make_session_today()
        draft = cls.put_on_agenda(draft, session)
        cls.open_session(session)
        cls.vote_openly(draft)
        session.action_close()
        return draft.resolution_id

    @classmethod
    def draft_of(cls, action):
        return cls.env["biuro.rada.draft"].browse(action["res_id"])

    @classmethod
    def make_team(cls, term=None):
        """Return a team of three, appointed by a resolution; lawnik_team reads the files."""
        term = term or cls.term
        team = cls.lawnik_env()["biuro.wybory.lawnik.team"].create({
            "name": "Zespół opiniujący",
            "member_ids": [
                fields.Command.create({"councillor_id": cls.councillors[0].id, "role": "chair"}),
                fields.Command.create({"name": "Osoba Druga", "user_id": cls.users["lawnik_team"].id}),
                fields.Command.create({"name": "Osoba Trzecia"}),
            ],
        })
        term.team_id = team
        cls.adopt(cls.draft_of(term.action_draft_team()))
        return team

    @classmethod
    def admit(cls, *nominations):
        for nomination in nominations:
            nomination.action_check()
            nomination.action_settle()

    @classmethod
    def to_opinion(cls, *nominations, term=None):
        """Check the nominations, appoint the team, hand the files over to it."""
        term = term or cls.term
        cls.admit(*nominations)
        if not term.team_id:
            cls.make_team(term)
        term.overdue_note = "Brak odpowiedzi w terminie."
        if term.state == "open":
            # sudo: own model - nominations of the test end today
            term.sudo()._set_state("verification")
            term.sudo().nomination_deadline = cls.today - timedelta(days=1)
        term.action_start_opinion()
        return term

    @classmethod
    def opine(cls, *nominations, result="positive"):
        """Let the team adopt opinions on the nominations at a meeting."""
        term = nominations[0].term_id
        env = cls.lawnik_env()
        meeting = env["biuro.wybory.lawnik.meeting"].create({
            "team_id": term.team_id.id, "term_id": term.id,
            "start": fields.Datetime.now() - timedelta(hours=2), "location": "Ratusz, sala 12",
        })
        meeting.present_ids = term.team_id.member_ids
        meeting.action_hold()
        opinions = env["biuro.wybory.lawnik.opinion"].create([
            {
                "nomination_id": one.id, "meeting_id": meeting.id, "requirements": "meets", "result": result,
                "text": "Kandydat spełnia wymogi ustawowe.", "votes_for": len(term.team_id.member_ids),
            }
            for one in nominations
        ])
        opinions.action_adopt()
        return opinions

    @classmethod
    def to_vote(cls, *nominations, present=20, term=None, **rules):
        """Take admitted nominations to the vote at a session in progress; return its ballots in their order."""
        term = cls.to_opinion(*nominations, term=term)
        cls.opine(*nominations)
        session = cls.make_session_today()
        term.session_id = session.with_env(term.env)
        if rules:
            term.voting_rules_id = cls.rules.copy({"name": f"Regulamin {sorted(rules.items())}", **rules})
        draft = cls.put_on_agenda(cls.draft_of(term.action_draft_election()), session)
        cls.open_session(session, present)
        draft.agenda_item_id.action_begin()
        term.action_start_voting()
        ballots = term.ballot_ids
        ballots.write({
            "scrutiny_chair_id": cls.councillors[5].id,
            "scrutiny_member_ids": [fields.Command.set(cls.councillors[5:8].ids)],
        })
        return ballots

    @classmethod
    def count_votes(cls, ballot, votes, box=20, invalid=0, in_hall=True):
        """Hold the vote in the hall and close its protocol: votes by surname, a number or [for, against, abstain]."""
        if in_hall:
            if not ballot.vote_id:
                ballot.action_make_vote()
            vote = ballot.vote_id.with_user(cls.users["rada_user"])
            vote.action_open()
            vote.action_hand_out(vote.taker_ids.councillor_id.ids)
        else:
            ballot.write({"statutory": 23, "present": box, "issued": box})
        ballot.write({"from_box": box, "invalid_other": invalid})
        for line in ballot.line_ids:
            value = votes[line.nomination_id.surname]
            if isinstance(value, int):
                line.marks = value
            else:
                line.votes_for, line.votes_against, line.votes_abstain = value
        return ballot.action_count()

    @classmethod
    def finish_vote(cls, term):
        """Adopt the resolution by the ballot, close the session, state who was elected."""
        term.action_adopt_by_ballot()
        session = term.session_id.with_user(cls.users["rada_user"])
        for item in session.agenda_item_ids.filtered(lambda item: item.status == "pending"):
            item.action_postpone()
        session.action_close()
        return term.action_declare_elected()

    @classmethod
    def on_day(cls, day):
        """Let today be another day for the models of lay judges."""
        module = "odoo.addons.biuro_wybory.models.biuro_wybory_lawnik_"
        names = ("destruction", "transfer", "nomination_seats", "term_closing", "dismissal", "mandate", "expiry")
        deadlines = patch.object(type(cls.env["biuro.deadline"]), "_today", lambda self: day)
        return [patch(f"{module}{name}.office_today", lambda: day) for name in names] + [deadlines]


class SeatsCase(SeatsWorld, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.build_lawnik()
        cls.build_seats()
