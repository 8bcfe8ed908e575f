from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.biuro_kancelaria.tools import office_today

from .poll_case import PollCase


@tagged("post_install", "-at_install")
class TestPollCandidates(PollCase):
    """Nominations, their decisions, and what follows from their number."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.election = cls.order(cls.make_election(cls.unit, days=29, seats=2), days_ago=3)
        cls.constituency = cls.election.constituency_ids

    def test_late_by_a_minute(self):
        in_time = self.make_candidate(self.constituency, 2, received_at=self.election.nomination_end)
        self.assertFalse(in_time.is_late)
        in_time.action_register("1/2026")
        late = self.make_candidate(
            self.constituency, received_at=self.election.nomination_end + timedelta(minutes=1),
        )
        self.assertTrue(late.is_late)
        with self.assertRaisesRegex(UserError, "X09"):
            late.action_register("1/2026")
        late.action_refuse("1/2026")
        self.assertIn("X09", late.refusal_reason)
        with self.assertRaises(ValidationError):
            late.copy({"received_at": fields.Datetime.now() + timedelta(hours=1), "surname": "Inny"})

    def test_pesel(self):
        candidate = self.make_candidate(self.constituency, birth_date=False, pesel="44051401359")
        self.assertEqual(fields.Date.to_string(candidate.birth_date), "1944-05-14")
        with self.assertRaises(ValidationError):
            candidate.pesel = "44051401358"
        with self.assertRaises(ValidationError):
            candidate.pesel = "99822900018"
        Candidate = self.clerk_env["biuro.wybory.osiedle.candidate"]
        self.assertEqual(Candidate.search([("pesel", "=", "44051401359")]), candidate)
        with self.assertRaises(UserError):
            Candidate.search([("pesel", "like", "440514")])
        for login in ("clerk", "commission", "auditor", "osiedle_manager"):
            Other = Candidate.with_user(self.users[login])
            if login == "osiedle_manager":
                self.assertEqual(Other.search([("pesel", "=", "44051401359")]), candidate)
            else:
                with self.assertRaises(UserError):
                    Other.search([("pesel", "=", "44051401359")])

    def test_person_stands_once(self):
        self.make_candidate(self.constituency, pesel=False)
        with self.assertRaises(ValidationError) as caught:
            self.make_candidate(self.constituency)
        self.assertIn("X07", str(caught.exception))
        self.make_candidate(self.constituency, birth_date="1981-05-05")

    def test_person_stands_once_in_a_campaign(self):
        campaign = self.clerk_env["biuro.wybory.osiedle.campaign"].create({
            "name": "Wybory", "election_date": office_today() + timedelta(days=29),
        })
        rows = []
        for code in ("OS-5", "OS-6"):
            election = self.order(self.make_election(self.make_unit(code), days=29, seats=2, campaign_id=campaign.id))
            rows.append(election.constituency_ids)
        first = self.make_candidate(rows[0], 7, birth_date=False, pesel="44051401359")
        with self.assertRaises(ValidationError):
            self.make_candidate(rows[1], 8, birth_date=False, pesel="44051401359")
        first.action_refuse("1/2026", "brak zgody")
        self.make_candidate(rows[1], 8, birth_date=False, pesel="44051401359")

    def test_commission_member_does_not_stand(self):
        candidate = self.make_candidate(self.constituency, 9)
        commission = self.clerk_env["biuro.wybory.osiedle.commission"].create({
            "name": "Komisja", "level": "unit", "election_id": self.election.id,
        })
        Member = self.clerk_env["biuro.wybory.osiedle.commission.member"]
        with self.assertRaises(ValidationError):
            Member.create({"commission_id": commission.id, "surname": "KANDYDAT9", "given_names": "imie"})
        Member.create({"commission_id": commission.id, "surname": "Kandydat10", "given_names": "Imię"})
        other = self.make_candidate(self.constituency, 10)
        with self.assertRaises(UserError):
            other.action_register("1/2026")
        candidate.action_register("1/2026")

    def test_councillor_of_the_city(self):
        ordinance = self.make_ordinance(passive_right_excludes=["city_councillor"])
        election = self.order(self.make_election(self.make_unit("OS-7", ordinance), days=29, seats=2))
        councillor = self.make_councillors(self.make_term(), 1)
        candidate = self.make_candidate(
            election.constituency_ids, surname=councillor.last_name, given_names=councillor.first_name,
        )
        self.assertTrue(candidate.councillor_hit)
        self.assertFalse(candidate.is_complete)
        candidate.councillor_answer = "other"
        self.assertTrue(candidate.is_complete)
        candidate.councillor_answer = "same"
        with self.assertRaises(UserError):
            candidate.action_register("1/2026")

    def test_defects(self):
        candidate = self.make_candidate(self.constituency, signatures_valid=1)
        self.assertEqual(
            [row["field"] for row in candidate.check_nomination()["problems"]], ["signatures_valid"],
        )
        day = office_today() - timedelta(days=1)
        due = candidate.action_call_defects(date=fields.Date.to_string(day))["cure_due"][str(candidate.id)]
        self.assertEqual(due, fields.Date.to_string(day + timedelta(days=2)))
        item = self.election.calendar_ids.filtered(lambda row: row.key == f"cure_{candidate.id}")
        self.assertNotIn("Kandydat1", item.display_name + item.deadline_ids.display_name)
        candidate.write({"signatures_submitted": 3, "signatures_valid": 3})
        candidate.action_cure()
        self.assertTrue(item.done_date)
        candidate.action_register("2/2026")
        self.assertEqual(candidate.state, "registered")
        with self.assertRaises(UserError):
            candidate.surname = "Inne"
        with self.assertRaises(UserError):
            candidate.unlink()

    def test_signature_rows(self):
        candidate = self.make_candidate(self.constituency, signatures_submitted=0, signatures_valid=0)
        rows = self.clerk_env["biuro.wybory.osiedle.candidate.signature"].create([
            {"candidate_id": candidate.id, "row": number, "surname": surname, "given_names": "Ewa", "pesel": pesel,
             "in_unit": in_unit}
            for number, surname, pesel, in_unit in [
                (1, "Lis", "44051401359", True), (2, "Lisowa", "44051401359", True), (3, "Kot", False, True),
                (4, "Kot", False, True), (5, "Wilk", False, False),
            ]
        ])
        self.assertEqual(rows.mapped("valid"), [True, False, True, False, False])
        self.assertEqual((candidate.signatures_submitted, candidate.signatures_valid), (5, 2))
        rows[3].address = "ul. Inna 2"
        self.assertEqual(candidate.signatures_valid, 3)
        with self.assertRaises(ValidationError):
            rows[2].pesel = "123"

    def _registered(self, count, start=1):
        candidates = self.clerk_env["biuro.wybory.osiedle.candidate"].browse()
        for number in range(start, start + count):
            candidates += self.make_candidate(self.constituency, number, surname=f"{'ŁLŻZ'[number % 4]}ak{number}")
        candidates.action_register("3/2026")
        return candidates

    def test_numbers_and_the_skipped_one(self):
        candidates = self._registered(4)
        self.election.action_close_nominations()
        self.election.action_decide_uncontested()
        self.assertEqual(self.constituency.decision, "vote")
        self.constituency.action_number_ballots()
        ordered = candidates.sorted("ballot_number")
        self.assertEqual([name[0] for name in ordered.mapped("surname")], ["L", "Ł", "Z", "Ż"])
        ordered[1].action_strike("death")
        self.assertEqual(sorted(self.constituency.candidate_ids._standing().mapped("ballot_number")), [1, 3, 4])
        with self.assertRaises(UserError):
            self.constituency.action_number_ballots()
        # one fewer candidate: the commission decides once more
        self.assertFalse(self.constituency.decision)

    def test_elected_without_voting(self):
        candidates = self._registered(2)
        self.election.action_close_nominations()
        with self.assertRaises(UserError):  # without the resolution of the commission
            self.election.action_decide_uncontested()
        self.election.action_decide_uncontested("4/2026")
        self.assertEqual(self.constituency.decision, "elected_without_voting")
        self.assertEqual(set(candidates.mapped("state")), {"elected_without_vote"})
        self.assertEqual(self.election.state, "counting")
        self.assertTrue(self.constituency.decision_reasons)

    def test_extension_then_too_few(self):
        ordinance = self.make_ordinance(
            extension_if="le_seats", extension_days=5, uncontested_rule="require_more", too_few_effect="no_council",
        )
        election = self.order(self.make_election(self.make_unit("OS-8", ordinance), days=20, seats=2), days_ago=40)
        self.make_candidate(election.constituency_ids)
        with self.assertRaises(UserError):
            election.action_close_nominations()
        decided = fields.Date.to_string(office_today() - timedelta(days=9))
        election.action_close_nominations("5/2026", decided)
        self.assertEqual((election.state, election.constituency_ids.decision), ("extension", "extension"))
        second = self.make_candidate(
            election.constituency_ids, 2, received_at=election.extension_until - timedelta(minutes=1),
        )
        self.assertFalse(second.is_late)
        election.action_close_nominations()
        self.assertEqual(election.state, "registration")
        with self.assertRaises(UserError):  # nominations wait
            election.action_decide_uncontested("6/2026")
        election.candidate_ids.action_register("6/2026")
        election.action_decide_uncontested("7/2026")
        self.assertEqual(election.constituency_ids.decision, "no_council")
        self.assertEqual(election.state, "not_constituted")

    def test_open_until_the_end(self):
        election = self.order(self.make_election(self.make_unit("OS-9"), days=45, seats=2))
        with self.assertRaises(UserError):
            election.action_close_nominations()

    def test_to_the_vote(self):
        election = self.order(self.make_election(self.make_unit("OS-10"), days=0, seats=2), days_ago=5)
        constituency = election.constituency_ids
        for number in (1, 2, 3):
            self.make_candidate(constituency, number, surname=f"Nowy{number}")
        election.candidate_ids.action_register("1/2026")
        election.action_close_nominations()
        election.action_decide_uncontested()
        with self.assertRaisesRegex(UserError, "precinct"):
            election.action_start_voting()
        commission = self.clerk_env["biuro.wybory.osiedle.commission"].create({
            "name": "Komisja nr 1", "level": "precinct", "election_id": election.id, "appointing_act": "Z 1/2026",
            "member_ids": [
                (0, 0, {"surname": f"Czł{n}", "given_names": "X", "role": role, "oath_date": office_today()})
                for n, role in enumerate(("chair", "deputy", "member"))
            ],
        })
        self.assertFalse(commission.problems)
        self.clerk_env["biuro.wybory.osiedle.precinct"].create({
            "election_id": election.id, "constituency_id": constituency.id, "number": 1, "polling_place": "SP 1",
            "commission_id": commission.id, "entitled": 900,
        })
        with self.assertRaisesRegex(UserError, "ballot"):
            election.action_start_voting()
        constituency.action_number_ballots()
        self.assertFalse(election.missing)
        self.env["biuro.wybory.osiedle.election"]._cron_open_votes()
        self.assertEqual(election.state, "voting")
        with self.assertRaises(UserError):
            election.candidate_ids[0].action_strike("resignation")

    def test_meeting(self):
        ordinance = self.make_ordinance(
            method="meeting", nomination_rule="at_meeting", uncontested_rule="vote_anyway",
            elected_body="board_and_chair", board_elected_by="meeting", signatures_required=0, cure_days=0,
        )
        election = self.make_election(self.make_unit("OS-11", ordinance), days=0, seats=3)
        self.assertEqual(election.method, "meeting")
        self.assertNotIn("nomination_close", election.calendar_ids.mapped("key"))
        self.order(election, days_ago=14)
        self.assertIn("place", election.missing)
        election.meeting_place = "Dom kultury"
        for number in (1, 2, 3):
            self.make_candidate(
                election.constituency_ids, number, surname=f"Obecny{number}", proposed_at_meeting=True,
                signatures_submitted=0, signatures_valid=0,
            )
        election.candidate_ids.action_register("protokół zebrania")
        election.action_close_nominations()
        election.action_decide_uncontested()
        self.assertEqual(election.constituency_ids.decision, "vote")
        election.constituency_ids.action_number_ballots()
        with self.assertRaisesRegex(UserError, "commission"):
            election.action_start_voting()
        self.clerk_env["biuro.wybory.osiedle.commission"].create({
            "name": "Komisja zebrania", "level": "meeting", "election_id": election.id, "appointing_act": "protokół",
            "member_ids": [
                (0, 0, {"surname": f"Czł{n}", "given_names": "X", "role": role, "oath_date": office_today()})
                for n, role in enumerate(("chair", "deputy", "member"))
            ],
        })
        election.action_start_voting()
        self.assertEqual(election.state, "voting")

    def test_lots(self):
        ordinance = self.make_ordinance(ballot_order="lots")
        election = self.order(self.make_election(self.make_unit("OS-12", ordinance), days=29, seats=1), days_ago=3)
        rows = [self.make_candidate(election.constituency_ids, number) for number in (1, 2, 3)]
        election.candidate_ids.action_register("1/2026")
        election.action_close_nominations()
        election.action_decide_uncontested()
        with self.assertRaises(UserError):
            election.constituency_ids.action_number_ballots()
        drawn = [rows[2].id, rows[0].id, rows[1].id]
        election.constituency_ids.action_number_ballots(drawn, "Losowanie 20.11.2026, urna, 3 członków komisji")
        self.assertEqual([row.ballot_number for row in rows], [2, 3, 1])
