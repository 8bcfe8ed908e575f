from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.one_browser import OneBrowser

from .lawnik_common import make_pesel
from .seats_common import SeatsWorld


@tagged("post_install", "-at_install")
class TestLawnikTour(SeatsWorld, OneBrowser, HttpCase):
    """The whole election of lay judges in a browser: what the keeper clicks; the hall of the Council works between."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.build_lawnik()
        cls.term.sudo().state = "cancelled"  # the election is made by the tour
        cls.build_seats()
        # the tours read the labels of the source
        cls.env["res.lang"]._activate_lang("en_US")
        cls.env["res.users"].concat(*cls.users.values()).lang = "en_US"

    def letter(self, title, partner, ago):
        """Return a letter that the mail point registered some days ago and gave to the keeper."""
        letters = self.env["biuro.letter"].with_user(self.users["chancellery"])
        letter = letters.browse(letters.register_incoming({
            "title": title, "partner_id": partner.id, "delivery_method": "in_person",
            "date_received": str(self.today - timedelta(days=ago)), "scan_status": "none", "scan_reason": "dane",
        })["id"])
        letter.action_distribute(employee_id=self.employees["lawnik_user"].id)
        return letter

    def walk(self, tour, record, login="lawnik_user"):
        self.env.flush_all()
        self.start_tour(f"/odoo/{record._name}/{record.id}", f"biuro_wybory_lawnik_{tour}", login=login)
        self.env.invalidate_all()

    def test_whole_election(self):
        self.letter("Liczba ławników do wyboru", self.court_so, 30)
        self.start_tour("/odoo/wybory-lawnikow", "biuro_wybory_lawnik_term", login="lawnik_user")
        term = self.env["biuro.wybory.lawnik.term"].with_user(self.users["lawnik_user"]).search([], limit=1)
        self.assertEqual((term.kind, term.court_letter_date), ("by_election", self.today - timedelta(days=30)))
        term.write({
            "nomination_deadline": self.today - timedelta(days=1), "announced_on": self.today - timedelta(days=20),
            "overdue_note": "Policja nie odpowiedziała w terminie.",
        })
        term.action_open()
        # nominations: two entered beforehand, the third from its letter
        received = fields.Datetime.now() - timedelta(days=5)
        first, second = (
            self.make_nomination(serial, term=term, court_id=self.court_sr.id, received_at=received)
            for serial in (1, 2)
        )
        self.admit(first, second)
        self.walk("nomination", self.letter("Zgłoszenie kandydata na ławnika", self.association, 4))
        third = term.nomination_ids.filtered(lambda one: one.surname == "Kandydat 3")
        self.complete(third)
        self.walk("check", third)
        self.assertEqual(third.state, "admitted")
        team = self.make_paper_team(term)
        self.walk("team", term)
        self.adopt(term.draft_ids)
        self.assertTrue(team.resolution_id)
        term.action_start_opinion()
        self.opine(first, second)
        self.prepare_opinion(term, third)
        self.start_tour("/odoo/lawnicy-opinie", "biuro_wybory_lawnik_opinion", login="lawnik_user")
        self.assertEqual(third.state, "opined")
        # the vote
        session = self.make_session_today()
        term.session_id = session.with_env(term.env)
        draft = self.put_on_agenda(self.draft_of(term.action_draft_election()), session)
        self.open_session(session, 20)
        draft.agenda_item_id.action_begin()
        self.walk("vote", term)
        ballot = term.ballot_ids
        vote = ballot.vote_id.with_user(self.users["rada_user"])
        vote.action_open()
        vote.action_hand_out(vote.taker_ids.councillor_id.ids)
        ballot.write({"present": 20})
        self.walk("protocol", ballot)
        self.assertEqual((ballot.state, vote.state, vote.invalid), ("counted", "closed", 1))
        self.walk("record", term)
        session.action_close()
        self.assertEqual(draft.state, "adopted")
        # mandates, files
        self.walk("hand_over", term)
        self.assertEqual((term.state, term.mandate_ids.surname), ("closing", "Kandydat 1"))
        self.walk("return", second)
        self.assertEqual(second.papers_left, 0)
        self.walk("destruction", term)
        destruction = term.destruction_ids
        self.adopt(destruction.draft_id)
        # sixty days later
        term.deadline_ids.sudo().filtered(lambda line: line.code == "lay_collect").date_start = (
            self.today - timedelta(days=61)
        )
        term.sudo().collect_until = self.today - timedelta(days=1)
        destruction.performed_on = self.today
        self.walk("destroyed", destruction)
        self.assertEqual(set(third.document_ids.mapped("custody_state")), {"destroyed"})
        destruction.protocol_ids = [Command.create({"name": "protokol.pdf", "raw": b"x"})]
        self.walk("close", term, "lawnik_manager")
        self.assertEqual(term.state, "closed")
        self.assertFalse(third.surname)
        self.assertEqual(self.env["biuro.journal"].sudo().verify("biuro.wybory.lawnik.custody"), [])

    def complete(self, nomination):
        """Enter the rest of the form, as the other nominations have it."""
        pattern = nomination.term_id.nomination_ids[:1]
        values = {
            name: pattern[name] for name in (
                "birth_surname", "parents_names", "mother_birth_surname", "birth_place", "street", "building", "zip",
                "city", "local_tie", "local_tie_since", "education", "profession", "motives", "register_type",
                "register_no", "nominator_signatory", "nominator_type", "birth_date",
            )
        }
        nomination.write({
            **values, "court_id": self.court_sr.id, "nominator_partner_id": self.association.id,
            "pesel": make_pesel(fields.Date.to_date("1975-03-12"), 3), "consent_date": nomination.received_on,
        })
        nomination.document_ids.write({"is_present": True, "issue_date": nomination.received_on})

    def make_paper_team(self, term):
        team = self.lawnik_env()["biuro.wybory.lawnik.team"].create({
            "name": "Zespół",
            "member_ids": [
                Command.create({"councillor_id": self.councillors[0].id, "role": "chair"}),
                Command.create({"name": "Osoba Druga", "user_id": self.users["lawnik_team"].id}),
            ],
        })
        term.team_id = team
        return team

    def prepare_opinion(self, term, nomination):
        meeting = term.meeting_ids[:1]
        return self.lawnik_env()["biuro.wybory.lawnik.opinion"].create({
            "nomination_id": nomination.id, "meeting_id": meeting.id, "requirements": "meets", "result": "positive",
            "votes_for": 2,
        })
