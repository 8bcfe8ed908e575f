from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

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
        event = election.event_id.sudo()
        self.assertEqual(event.partner_ids, self.users["osiedle_user"].partner_id)
        self.assertEqual(event.name, "Election: Osiedle OS-1")
        election.action_cancel("Rada uchyliła zarządzenie")
        self.assertFalse(event.active)
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
