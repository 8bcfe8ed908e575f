from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .lawnik_common import make_pesel
from .seats_common import SeatsCase


@tagged("post_install", "-at_install")
class TestSeatsVote(SeatsCase):
    """Team, opinion, secret vote and its protocol; the worked examples A-1 and A-2."""

    def test_example_a1_tie_and_second_round(self):
        """Council of 23, 20 present, 2 seats, 3 candidates: one elected, two drew level, the second round decides."""
        # by-election: two seats of which none for labour cases
        self.term.quota_ids[0].seats_labour = 0
        nominations = [self.make_nomination(serial) for serial in (1, 2, 3)]
        [ballot] = self.to_vote(*nominations)
        self.assertEqual((ballot.method, ballot.majority, ballot.seats), ("limited_marks", "plurality", 2))
        answer = self.count_votes(ballot, {"Kandydat 1": 15, "Kandydat 2": 9, "Kandydat 3": 9}, invalid=1)
        names = [one.name for one in nominations]
        self.assertEqual((answer["elected"], sorted(answer["tied"])), (names[:1], names[1:]))
        self.assertEqual((ballot.present, ballot.issued, ballot.valid, ballot.free_places), (20, 20, 19, 1))
        vote = ballot.vote_id
        self.assertEqual((vote.state, vote.result, vote.invalid, vote.option_ids.ids), ("closed", "adopted", 1, []))
        self.assertFalse(ballot.is_settled)
        with self.assertRaisesRegex(UserError, "not settled"):
            self.term.action_declare_elected()
        second = ballot.next_ids
        self.assertEqual((second.round, second.seats, second.line_ids.mapped("number")), (2, 1, names[1:]))
        answer = self.count_votes(second, {"Kandydat 2": 7, "Kandydat 3": 11}, box=18)
        self.assertEqual((answer["elected"], answer["tied"]), (names[2:], []))
        self.assertTrue(ballot.is_settled)
        result = self.finish_vote(self.term)
        self.assertEqual((result["elected"], result["not_elected"]), (2, 1))
        self.assertEqual([one.state for one in nominations], ["elected", "not_elected", "elected"])
        resolution = self.term.election_resolution_id
        self.assertIn(resolution, self.term.resolution_ids)
        self.assertIn("Próbny Kandydat 1", resolution.body)
        self.assertNotIn("Kandydat 2", resolution.body)
        self.assertNotIn(nominations[0].sudo().pesel, resolution.body)
        self.assertEqual(self.term.mandate_ids.mapped("surname"), ["Kandydat 1", "Kandydat 3"])

    def test_example_a2_for_against(self):
        """Seats 5, candidates 3: for and against each; eight is not more than eight; absolute drops one."""
        self.term.quota_ids[0].write({"seats": 5, "seats_labour": 0})
        nominations = [self.make_nomination(serial) for serial in (1, 2, 3)]
        votes = {"Kandydat 1": [17, 1, 1], "Kandydat 2": [8, 8, 3], "Kandydat 3": [9, 6, 4]}
        [ballot] = self.to_vote(*nominations)
        self.assertEqual((ballot.method, ballot.majority), ("for_against_each", "simple"))
        answer = self.count_votes(ballot, votes, box=20, invalid=1)
        self.assertEqual(answer["elected"], [nominations[0].name, nominations[2].name])
        self.assertEqual(answer["vacancies"], 3)
        # the same vote by another set of rules
        ballot.action_void("Powtórzenie z innym regulaminem.")
        again = self.term.ballot_ids.filtered(lambda one: one.state == "draft")
        again.rules_id = self.rules.copy({"name": "Bezwzględna", "majority": "absolute"})
        answer = self.count_votes(again, votes, box=20, invalid=1, in_hall=False)
        self.assertEqual((answer["elected"], answer["vacancies"]), ([nominations[0].name], 4))

    def test_protocol_is_checked(self):
        """Figures that do not agree are refused with what does not agree; without a quorum there is no vote."""
        nominations = [self.make_nomination(serial) for serial in (1, 2)]
        [ballot] = self.to_vote(*nominations)
        self.assertEqual((ballot.scope, ballot.seats), ("general", 1))
        with self.assertRaisesRegex(UserError, "not opened yet"):
            ballot.action_make_vote()
            ballot.action_count()
        ballot.sudo().vote_id = False
        for line, marks in zip(ballot.line_ids, (12, 9), strict=True):
            line.marks = marks
        for box, invalid, wrong in ((21, 0, "wyjętych z urny"), (20, 0, "głosów"), (20, 21, "nieważnych")):
            ballot.write({"statutory": 23, "present": 20, "issued": 20, "from_box": box, "invalid_other": invalid})
            with self.subTest(box=box, invalid=invalid), self.assertRaisesRegex(UserError, wrong):
                ballot.action_count()
        ballot.write({"present": 11, "issued": 11, "from_box": 11, "invalid_other": 0})
        with self.assertRaisesRegex(UserError, "kworum"):
            ballot.action_count()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            ballot.from_box = -1
            ballot.flush_recordset()

    def test_lots_and_none_elected(self):
        self.term.quota_ids[0].write({"seats": 1, "seats_labour": 0})
        nominations = [self.make_nomination(serial) for serial in (1, 2)]
        [ballot] = self.to_vote(*nominations, tie_rule="lots")
        self.count_votes(ballot, {"Kandydat 1": 10, "Kandydat 2": 10})
        self.assertFalse(ballot.is_settled)
        self.assertFalse(ballot.next_ids)
        with self.assertRaisesRegex(UserError, "course of the draw"):
            ballot.action_draw([nominations[1].name], "")
        with self.assertRaisesRegex(UserError, "as many"):
            ballot.action_draw([one.name for one in nominations], "Losował przewodniczący komisji.")
        step = self.lawnik_env()["biuro.wybory.lawnik.step"].create({
            "step": "draw", "ballot_id": ballot.id, "note": "Losował przewodniczący komisji, jawnie.",
            "line_ids": [(6, 0, ballot.line_ids.filtered(lambda one: one.number == nominations[1].name).ids)],
        })
        step.action_confirm()
        self.assertEqual(ballot.line_ids.mapped("result"), ["not_elected", "elected"])
        self.assertTrue(ballot.is_settled)

    def test_labour_apart_and_other_court_barred(self):
        """Labour cases are voted apart; who was elected to one court cannot be elected to another (E06)."""
        one = self.make_nomination(1)
        labour = self.make_nomination(2, for_labour=True, labour_justification="Inspektor pracy")
        double = self.make_nomination(1, court_id=self.court_sr.id)
        ballots = self.to_vote(one, labour, double)
        self.assertEqual(
            [(ballot.quota_id.court_id, ballot.scope, ballot.seats) for ballot in ballots.sorted("id")],
            [(self.court_so, "general", 1), (self.court_so, "labour", 1), (self.court_sr, "all", 1)],
        )
        general, for_labour, district = ballots.sorted("id")
        self.count_votes(general, {"Kandydat 1": [18, 1, 1]})
        self.count_votes(for_labour, {"Kandydat 2": [9, 9, 2]})
        answer = self.count_votes(district, {"Kandydat 1": [20, 0, 0]})
        self.assertEqual((answer["elected"], district.line_ids.result), ([], "barred"))
        self.assertIn("jednym sądzie", district.line_ids.bar_reason)
        self.finish_vote(self.term)
        self.assertEqual((one.state, labour.state, double.state), ("elected", "not_elected", "not_elected"))

    def test_nobody_under_thirty_is_elected(self):
        """What the act bars is not elected whatever the votes (E01), and the reason is kept."""
        born = date(self.today.year - 25, 3, 12)
        young = self.make_nomination(7, birth_date=born, pesel=make_pesel(born, 7))
        [ballot] = self.to_vote(young)
        answer = self.count_votes(ballot, {"Kandydat 7": [20, 0, 0]})
        self.assertEqual((answer["elected"], ballot.line_ids.result), ([], "barred"))
        self.assertIn("30", ballot.line_ids.bar_reason)

    def test_guards_of_the_vote(self):
        nomination, other = self.make_nomination(1), self.make_nomination(2)
        with self.assertRaisesRegex(UserError, "resolution first"):
            self.term.team_id = self.lawnik_env()["biuro.wybory.lawnik.team"].create({"name": "Nowy"})
            self.term._check_team()
        self.term.team_id = False
        self.to_opinion(nomination, other)
        self.opine(nomination)
        self.term.session_id = self.make_session_today().with_env(self.term.env)
        with self.assertRaisesRegex(UserError, other.name):
            self.term.action_start_voting()
        self.opine(other)
        self.term.voting_rules_id = False
        with self.assertRaisesRegex(UserError, "voting rules"):
            self.term.action_start_voting()
        with self.assertRaisesRegex(UserError, "written by the system"):
            self.term.state = "elected"

    def test_opinion(self):
        nomination = self.make_nomination(1)
        self.to_opinion(nomination)
        env = self.lawnik_env()
        opinion = env["biuro.wybory.lawnik.opinion"].create({
            "nomination_id": nomination.id, "requirements": "meets", "result": "positive",
            "text": "Kandydat nie był karany, co potwierdza Policja.", "votes_for": 2,
        })
        self.assertEqual(opinion.words_found, "karany, Policja")
        with self.assertRaisesRegex(UserError, "karany"):
            opinion.action_adopt()
        opinion.text = "Kandydat spełnia wymogi ustawowe."
        with self.assertRaisesRegex(UserError, "meeting of the team"):
            opinion.action_adopt()
        meeting = env["biuro.wybory.lawnik.meeting"].create({
            "team_id": self.term.team_id.id, "term_id": self.term.id, "start": "2026-01-05 09:00:00",
        })
        self.assertEqual(meeting.event_id.name, "Zespół – ławnicy")
        self.assertEqual(meeting.event_id.privacy, "confidential")
        with self.assertRaisesRegex(UserError, "half"):
            meeting.action_hold()
        meeting.present_ids = self.term.team_id.member_ids[:2]
        meeting.action_hold()
        opinion.meeting_id = meeting
        with self.assertRaises(ValidationError):
            opinion.votes_against = 5
        opinion.action_adopt()
        self.assertEqual((nomination.state, opinion.state), ("opined", "adopted"))
        with self.assertRaisesRegex(UserError, "closed"):
            opinion.text = "Inaczej"
        opinion.action_reopen()
        self.assertEqual(nomination.state, "admitted")

    def test_secret_even_from_the_database(self):
        """No table holds a councillor together with a choice; the vote of the session names no candidate."""
        nominations = [self.make_nomination(serial) for serial in (1, 2)]
        [ballot] = self.to_vote(*nominations)
        self.count_votes(ballot, {"Kandydat 1": 12, "Kandydat 2": 8})
        self.env.flush_all()
        vote = ballot.vote_id.sudo()
        self.assertFalse(vote.ballot_ids or vote.option_ids)
        self.assertEqual(set(vote.taker_ids._fields) & {"choice", "value", "marks", "option_id"}, set())
        for model in ("biuro.wybory.lawnik.ballot", "biuro.wybory.lawnik.ballot.line"):
            fields_of = self.env[model]._fields
            councillors = {
                name for name, field in fields_of.items() if field.comodel_name == "biuro.rada.councillor"
            }
            self.assertLessEqual(councillors, {"scrutiny_chair_id", "scrutiny_member_ids"})
        text = str(vote.read()) + str(vote._state()) + str(self.env["biuro.rada.vote.journal"].sudo().search([]).read())
        self.assertNotIn("Kandydat 1", text)
        self.assertEqual(self.env["biuro.journal"].sudo().verify("biuro.rada.vote.journal"), [])
