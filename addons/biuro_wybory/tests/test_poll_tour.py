from datetime import timedelta

from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.one_browser import OneBrowser
from odoo.addons.biuro_kancelaria.tools import office_today

from .poll_case import PollWorld


@tagged("post_install", "-at_install")
class TestPollTour(PollWorld, OneBrowser, HttpCase):
    """From the ordering act to the opened vote, as the clerk clicks it; the count goes on in the tour of the count."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.build_poll()
        # the tours read the labels of the source
        cls.env["res.lang"]._activate_lang("en_US")
        cls.env["res.users"].concat(*cls.users.values()).lang = "en_US"

    def _commission(self, election, level):
        return self.clerk_env["biuro.wybory.osiedle.commission"].create({
            "name": "Komisja nr 1", "level": level, "election_id": election.id, "appointing_act": "Z 1/2026",
            "member_ids": [
                (0, 0, {"surname": f"Czł{n}", "given_names": "X", "role": role, "oath_date": office_today()})
                for n, role in enumerate(("chair", "deputy", "member"))
            ],
        })

    def test_ordered_and_nominated(self):
        campaign = self.clerk_env["biuro.wybory.osiedle.campaign"].create({
            "name": "Wybory próbne", "election_date": office_today() + timedelta(days=45),
        })
        election = self.make_election(self.unit, campaign_id=campaign.id)
        self.start_tour("/odoo/wybory-osiedli", "biuro_wybory_poll_order", login="osiedle_user", timeout=120)
        self.assertEqual((election.state, election.ordering_act_number), ("ordered", "245/2026"))
        self.start_tour(
            f"/odoo/wybory-osiedli/{election.id}", "biuro_wybory_poll_nominate", login="osiedle_user", timeout=180)
        self.assertEqual(election.candidate_ids.mapped("state"), ["registered"] * 2)
        self.assertEqual(sorted(election.candidate_ids.mapped("registration_act")), ["3/2026", "4/2026"])

    def test_ballots_and_vote(self):
        election = self.order(self.make_election(self.make_unit("OS-2"), days=0, seats=2), days_ago=5)
        for number in (1, 2, 3):
            self.make_candidate(election.constituency_ids, number)
        election.candidate_ids.action_register("1/2026")
        commission = self._commission(election, "precinct")
        self.clerk_env["biuro.wybory.osiedle.precinct"].create({
            "election_id": election.id, "constituency_id": election.constituency_ids.id, "number": 1,
            "polling_place": "SP 1", "commission_id": commission.id, "entitled": 900,
        })
        self.start_tour(
            f"/odoo/wybory-osiedli/{election.id}", "biuro_wybory_poll_ballots", login="osiedle_user", timeout=120)
        self.assertEqual(election.state, "voting")
        self.assertEqual(sorted(election.candidate_ids.mapped("ballot_number")), [1, 2, 3])

    def test_meeting(self):
        """At a meeting of residents candidates are proposed from the floor and voted on at once."""
        ordinance = self.make_ordinance(
            method="meeting", nomination_rule="at_meeting", uncontested_rule="vote_anyway",
            elected_body="board_and_chair", board_elected_by="meeting", signatures_required=0, cure_days=0,
        )
        election = self.order(self.make_election(self.make_unit("OS-11", ordinance), days=0, seats=3), days_ago=14)
        election.meeting_place = "Dom kultury"
        for number in (1, 2):
            self.make_candidate(
                election.constituency_ids, number, proposed_at_meeting=True, signatures_submitted=0, signatures_valid=0)
        election.candidate_ids.action_register("protokół zebrania")
        self._commission(election, "meeting")
        self.start_tour(
            f"/odoo/wybory-osiedli/{election.id}", "biuro_wybory_meeting", login="osiedle_user", timeout=120)
        self.assertEqual(election.state, "voting")
        self.assertEqual(sorted(election.candidate_ids.mapped("ballot_number")), [1, 2, 3])
