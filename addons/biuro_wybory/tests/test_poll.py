import io
from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger
from odoo.tools.pdf import PdfFileReader

from odoo.addons.biuro_kancelaria.tools import office_today

from .poll_case import PollCase


@tagged("post_install", "-at_install")
class TestPollElection(PollCase):
    """From the plan to the ordering act: day, calendar, rules."""

    def test_size(self):
        self.assertEqual(self.unit.council_size, 15)
        self.unit.population = 20001
        self.assertEqual(self.unit.council_size, 21)
        self.assertIn("21", self.unit.council_size_reasons[0]["text"])
        self.unit.council_size_override = 9
        self.assertEqual(self.unit.council_size, 9)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.unit.council_size_override = 22
            self.env.flush_all()

    def test_calendar_follows_the_day_until_ordered(self):
        election = self.make_election(self.unit, days=50)
        rows = {item.key: item for item in election.calendar_ids}
        self.assertEqual(rows["nomination_close"].offset_days, -30)
        self.assertEqual(rows["nomination_close"].date, election.election_date - timedelta(days=30))
        self.assertEqual(rows["registration"].offset_days, -16)
        deadline = rows["ballots"].deadline_ids.filtered(lambda row: row.state == "running")
        self.assertEqual(deadline.date_deadline, election.election_date - timedelta(days=7))
        self.assertNotIn("Kandydat", deadline.display_name)
        election.election_date += timedelta(days=7)
        deadline = rows["ballots"].deadline_ids.filtered(lambda row: row.state == "running")
        self.assertEqual(deadline.date_deadline, election.election_date - timedelta(days=7))
        self.order(election)
        self.assertTrue(rows["order"].done_date)
        with self.assertRaisesRegex(UserError, "X13"):
            election.election_date += timedelta(days=1)

    def test_registration_comes_after_the_cure(self):
        ordinance = self.make_ordinance(nomination_deadline_offset=10, cure_days=3)
        election = self.make_election(self.make_unit("OS-2", ordinance), days=50)
        rows = {item.key: item.offset_days for item in election.calendar_ids}
        self.assertEqual((rows["nomination_close"], rows["registration"]), (-10, -7))

    def test_national_day(self):
        day = office_today() + timedelta(days=60)
        self.env["biuro.wybory.national.election"].create({"name": "Wybory próbne", "date": day, "kind": "local"})
        election = self.make_election(self.unit, days=60)
        self.assertIn("Wybory próbne", election.day_problems)
        with self.assertRaisesRegex(UserError, "35a"):
            self.order(election)
        election.write({"national_exception": "not_general", "national_reason": "wybory ponowne"})
        self.assertFalse(election.day_problems)
        self.order(election)
        self.assertEqual(election.state, "nomination")

    def test_rules_are_frozen(self):
        election = self.order(self.make_election(self.unit))
        before = election.ordinance_snapshot
        self.assertEqual(before["signatures_required"], 2)
        with self.assertRaisesRegex(UserError, "X13"):
            election.sudo().ordinance_snapshot = {**before, "signatures_required": 1}
        with self.assertRaises(UserError):
            election.ordinance_snapshot = {}
        with self.assertRaises(UserError):
            election.state = "voting"

    def test_ordering_checks(self):
        election = self.make_election(self.unit)
        yesterday = fields.Date.to_string(office_today() - timedelta(days=1))
        with self.assertRaises(UserError):  # the ordinance says: the President
            election.action_order("council_resolution", "1", yesterday)
        with self.assertRaises(UserError):
            election.action_order("mayor_order", "", yesterday)
        with self.assertRaises(UserError):
            election.action_order("mayor_order", "1", fields.Date.to_string(office_today() + timedelta(days=1)))
        election.ordinance_id.sudo().state = "draft"
        with self.assertRaises(UserError):
            election.action_order("mayor_order", "1", yesterday)
        election.ordinance_id.sudo().state = "ready"
        election.seats = 14
        with self.assertRaisesRegex(UserError, "X04"):
            election.action_order("mayor_order", "1", yesterday)
        with self.assertRaises(AccessError):
            election.with_user(self.users["clerk"]).action_order("mayor_order", "1", yesterday)

    def test_act_of_2026_binds_from_2027(self):
        election = self.make_election(self.unit)
        election.election_date = "2027-04-11"
        self.assertTrue(any("2027" in text for text in election._order_problems()))
        election.ordinance_id = self.make_ordinance(passive_right="eligible_to_gmina_council")
        self.assertFalse(election._order_problems())

    def test_seats_of_constituencies(self):
        ordinance = self.make_ordinance(use_constituencies="multi")
        election = self.make_election(self.make_unit("OS-3", ordinance))
        rows = self.clerk_env["biuro.wybory.osiedle.constituency"].create([
            {"election_id": election.id, "number": number, "seats": 7} for number in (1, 2)
        ])
        with self.assertRaisesRegex(UserError, "X05"):
            self.order(election)
        with self.assertRaisesRegex(ValidationError, "X05"):
            rows[0].seats = 9
        rows[0].seats = 8
        self.order(election)
        with self.assertRaises(UserError):
            rows[0].seats = 7

    def test_called_off_before_the_vote(self):
        election = self.order(self.make_election(self.unit))
        with self.assertRaises(UserError):
            election.action_cancel(" ")
        election.action_cancel("Rada uchyliła zarządzenie")
        self.assertEqual(election.state, "cancelled")
        self.assertFalse(election.calendar_ids._deadline_search(running=True))

    def test_unit_once_in_a_campaign(self):
        campaign = self.clerk_env["biuro.wybory.osiedle.campaign"].create({
            "name": "Wybory", "election_date": office_today() + timedelta(days=45),
        })
        self.make_election(self.unit, campaign_id=campaign.id)
        with self.assertRaises(ValidationError):
            self.make_election(self.unit, campaign_id=campaign.id)
        with self.assertRaises(ValidationError):
            self.make_election(self.make_unit("OS-4"), days=44, campaign_id=campaign.id)


@tagged("post_install", "-at_install")
class TestPollCandidates(PollCase):
    """Nominations, their decisions, and what follows from their number."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.election = cls.order(cls.make_election(cls.unit, days=29, seats=2), days_ago=3)
        cls.constituency = cls.election.constituency_ids

    def test_late_by_a_minute(self):
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


@tagged("post_install", "-at_install")
class TestPollPrivacy(PollCase):
    """Who sees what of a nomination (A.9 for candidates of units, D.4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.election = cls.order(cls.make_election(cls.unit, days=29, seats=2), days_ago=3)
        cls.foreign = cls.order(cls.make_election(cls.make_unit("OS-2"), days=29, seats=2), days_ago=3)
        cls.candidate, cls.waiting = (
            cls.make_candidate(cls.election.constituency_ids, number, pesel=pesel, birth_date=False, address="Tajna 7")
            for number, pesel in ((1, "44051401359"), (2, "02070803628"))
        )
        cls.candidate.action_register("1/2026")
        cls.hidden = cls.make_candidate(cls.foreign.constituency_ids, 5)
        cls.hidden.action_register("1/2026")
        cls.clerk_env["biuro.wybory.osiedle.commission"].create({
            "name": "Komisja", "level": "unit", "election_id": cls.election.id,
            "member_ids": [(0, 0, {
                "surname": "Członek", "given_names": "Jan", "user_id": cls.users["commission"].id, "contact": "500",
            })],
        })

    def test_commission_sees_its_own_election(self):
        env = self.as_user("commission")
        self.assertEqual(env["biuro.wybory.osiedle.election"].search([]), self.election)
        Candidate = env["biuro.wybory.osiedle.candidate"]
        self.assertEqual(Candidate.search([]), self.candidate)
        self.assertEqual(Candidate.search([]).mapped("surname"), ["Kandydat1"])
        for name in Candidate._private():
            with self.assertRaises(AccessError):
                Candidate.search([]).read([name])
        with self.assertRaises(AccessError):
            Candidate.search([]).write({"profession": "x"})
        self.assertEqual(env["biuro.wybory.osiedle.commission.member"].search_count([]), 1)
        with self.assertRaises(AccessError):
            env["biuro.wybory.osiedle.commission.member"].search([]).read(["contact"])
        with self.assertRaises(AccessError):
            self.hidden.with_env(env).read(["surname"])

    def test_others_do_not_see_nominations(self):
        for login in ("clerk", "manager", "management", "lawnik_user", "lawnik_manager"):
            with self.assertRaises(AccessError):
                self.as_user(login)["biuro.wybory.osiedle.candidate"].search([])
        with self.assertRaises(AccessError):
            self.as_user("auditor")["biuro.wybory.osiedle.candidate.signature"].search([])
        auditor = self.as_user("auditor")["biuro.wybory.osiedle.candidate"]
        row = auditor.browse(self.waiting.id)
        self.assertNotIn("Kandydat2", row.display_name)
        with self.assertRaises(AccessError):
            row.read(["address"])

    def test_nothing_in_messages_and_activities(self):
        text = " ".join(
            self.env["mail.message"].search([("model", "like", "biuro.wybory.osiedle")]).mapped(
                lambda row: f"{row.subject} {row.body} {row.record_name}"
            )
            + self.env["mail.activity"].search([("res_model", "like", "biuro.wybory.osiedle")]).mapped(
                lambda row: f"{row.summary} {row.note} {row.res_name}"
            )
            + self.env["biuro.deadline"].search([("procedure", "=", "osiedle")]).mapped(
                lambda row: f"{row.display_name} {row.note}"
            )
        )
        for secret in ("Kandydat1", "Kandydat2", "44051401359", "Tajna"):
            self.assertNotIn(secret, text)

    def test_closed_papers_forget(self):
        self.clerk_env["biuro.wybory.osiedle.candidate.signature"].create({
            "candidate_id": self.waiting.id, "surname": "Lis", "given_names": "Ewa",
        })
        self.election.sudo().state = "closed"
        rows = self.candidate + self.waiting
        self.assertFalse(rows.signature_ids)
        self.assertEqual(set(rows.mapped("pesel")), {False})
        self.assertEqual(set(rows.mapped("address")), {False})
        self.assertEqual(self.waiting.signatures_submitted, 1)

    def test_import_finds_the_constituency(self):
        with mute_logger("odoo.sql_db"):
            result = self.clerk_env["biuro.wybory.osiedle.candidate"].load(
                ["constituency_id", "surname", "given_names", "birth_date", "received_at"],
                [[self.foreign.constituency_ids.reference, "Importowana", "Ewa", "1990-01-01", "2026-01-02 10:00:00"],
                 ["OS-9/2020-01-01/1", "Druga", "Ewa", "1990-01-01", "2026-01-02 10:00:00"]],
            )
        self.assertEqual({message["record"] for message in result["messages"]}, {1})
        result = self.clerk_env["biuro.wybory.osiedle.candidate"].load(
            ["constituency_id", "surname", "given_names", "birth_date", "received_at"],
            [[self.foreign.constituency_ids.reference, "Importowana", "Ewa", "1990-01-01", "2026-01-02 10:00:00"]],
        )
        self.assertTrue(result["ids"])

    def test_reading_leaves_a_trace(self):
        other = self.candidate.with_user(self.users["osiedle_manager"])
        Log = self.env["biuro.access.log"]
        other.web_read({"address": {}})
        row = Log.search([("res_model", "=", self.candidate._name), ("user_id", "=", self.users["osiedle_manager"].id)])
        self.assertEqual(row.mapped("res_id"), self.candidate.ids)
        self.assertEqual(row.reference, "OS-1/1")


@tagged("post_install", "-at_install")
class TestPollPapers(PollCase):
    """What is printed and published before the vote."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.election = cls.order(cls.make_election(cls.unit, days=29, seats=2), days_ago=3)
        cls.constituency = cls.election.constituency_ids
        for number in (1, 2, 3):
            cls.make_candidate(
                cls.constituency, number, address="Tajna 7", pesel="44051401359" if number == 1 else False,
                birth_date=False if number == 1 else "1980-05-05",
            )
        cls.election.candidate_ids.action_register("1/2026")
        cls.election.action_close_nominations()
        cls.election.action_decide_uncontested()
        cls.constituency.action_number_ballots()
        cls.precinct = cls.clerk_env["biuro.wybory.osiedle.precinct"].create({
            "election_id": cls.election.id, "constituency_id": cls.constituency.id, "polling_place": "SP 1",
        })
        cls.commission = cls.clerk_env["biuro.wybory.osiedle.commission"].create({
            "name": "Komisja nr 1", "level": "precinct", "election_id": cls.election.id,
            "member_ids": [(0, 0, {"surname": "Wójcik", "given_names": "Ewa", "role": "chair"})],
        })

    def _html(self, key, record):
        report = self.clerk_env["ir.actions.report"]
        content, _kind = report._render_qweb_html(f"biuro_wybory.report_osiedle_{key}", record.ids)
        return content.decode()

    def test_papers(self):
        """Each paper of B.8 before the vote is there, and none that is public tells more than it may."""
        public = {
            "order": "Zarządza się wybory", "calendar": "Głosowanie", "districts": "SP 1", "commissions": "Wójcik",
            "candidates": "Kandydat2", "nomination": "Zgłoszenie kandydata", "supporters": "Popieram",
            "consent": "zgodę", "meeting": "zebranie",
        }
        for key, words in public.items():
            html = self._html(key, self.election)
            self.assertIn(words, html, key)
            for secret in ("44051401359", "Tajna", "1980", "1944"):
                self.assertNotIn(secret, html, key)
        self.assertIn("najwyżej", self._html("ballot", self.constituency))
        self.assertIn("Kandydat1", self._html("ballot_accessible", self.constituency))
        self.assertIn("Kandydat1", self._html("protocol_blank", self.precinct))
        self.assertIn("Wójcik", self._html("appointment", self.commission))
        self.assertIn("Rejestruje się", self._html("registration", self.election.candidate_ids[0]))
        self.assertIn("Uchwała", self._html("no_vote", self.constituency))

    def test_ballot_is_a_tagged_pdf(self):
        report = self.clerk_env["ir.actions.report"].with_context(force_report_rendering=True)
        content, kind = report._render_qweb_pdf(
            "biuro_wybory.action_report_osiedle_ballot_accessible", self.constituency.ids,
        )
        self.assertEqual(kind, "pdf")
        root = PdfFileReader(io.BytesIO(content)).trailer["/Root"]
        self.assertTrue(root["/MarkInfo"]["/Marked"])
        self.assertEqual(root["/Lang"][:2], "pl")

    def test_struck_candidate_leaves_the_ballot(self):
        self.election.candidate_ids.sorted("ballot_number")[1].action_strike("resignation")
        html = self._html("ballot", self.constituency)
        self.assertNotIn("Kandydat2", html)
        self.assertIn("Numery pominięte", self._html("candidates", self.election))

    def test_publication(self):
        action = self.election.action_publish_candidates()
        draft = self.env["biuro.publication"].browse(action["res_id"])
        self.assertIn("Kandydat1", draft.body)
        for secret in ("44051401359", "Tajna", "1980-05-05", "05.05.1980"):
            self.assertNotIn(secret, draft.body)
        with self.assertRaises(UserError):
            self.make_election(self.make_unit("OS-2")).action_publish_order()

    def test_order_many_at_once(self):
        units = self.make_unit("OS-3") + self.make_unit("OS-4") + self.make_unit("OS-5", population=0)
        Order = self.clerk_env["biuro.wybory.osiedle.order"].with_context(
            active_model="biuro.wybory.osiedle", active_ids=units.ids,
        )
        with Form(Order) as form:
            form.name = "Wybory próbne"
            form.election_date = office_today() + timedelta(days=60)
            form.act_number = "7/2026"
            self.assertEqual(form.act_kind, "mayor_order")
            self.assertEqual((form.ready_count, form.problem_count), (2, 1))
        order = form.record
        with self.assertRaises(UserError):
            order.action_order()
        order.unit_ids -= units[2]
        order.act_date = office_today()
        order.action_order()
        elections = order.campaign_id.election_ids
        self.assertEqual(elections.unit_id, units[:2])
        self.assertEqual(set(elections.mapped("state")), {"ordered"})
        self.assertEqual(order.campaign_id.unit_count, 2)
        with self.assertRaises(UserError):
            order.campaign_id.election_date += timedelta(days=1)

    def test_windows_of_steps(self):
        election = self.order(self.make_election(self.make_unit("OS-6"), days=29, seats=2), days_ago=3)
        candidate = self.make_candidate(election.constituency_ids, signatures_valid=0)
        Step = self.clerk_env["biuro.wybory.osiedle.step"].with_context(
            active_model=candidate._name, active_ids=candidate.ids,
        )
        step = Step.with_context(default_verb="action_call_defects").create({})
        self.assertTrue(step.asks_reason and step.asks_date and not step.asks_act)
        self.assertIn("podpis", step.hint)
        step.action_confirm()
        self.assertEqual(candidate.state, "defective")
        Step.with_context(default_verb="action_refuse").create({"act": "3/2026"}).action_confirm()
        self.assertEqual(candidate.state, "refused")
        with self.assertRaises(UserError):
            Step.with_context(default_verb="unlink").create({"verb": "unlink"}).action_confirm()
