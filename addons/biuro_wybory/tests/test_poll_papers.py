import io
from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools.pdf import PdfFileReader

from odoo.addons.biuro_kancelaria.tools import office_today

from .poll_case import PollCase


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
            "presence": "Lista obecności",
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
        self.assertIn("pieczęć komisji", self._html("instruction", self.constituency))

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

    def test_publication_of_commissions_and_meeting(self):
        with self.assertRaisesRegex(UserError, "act that appoints"):
            self.election.action_publish_commissions()
        self.commission.appointing_act = "Zarządzenie 5/2026"
        draft = self.env["biuro.publication"].browse(self.election.action_publish_commissions()["res_id"])
        self.assertIn("Wójcik", draft.body)
        self.assertIn("Składy komisji", draft.name)
        with self.assertRaisesRegex(UserError, "at a meeting"):
            self.election.action_publish_meeting()
        ordinance = self.make_ordinance(
            method="meeting", nomination_rule="at_meeting", signatures_required=0, cure_days=0)
        meeting = self.order(self.make_election(self.make_unit("OS-M", ordinance), days=20, seats=3), days_ago=3)
        with self.assertRaisesRegex(UserError, "place"):
            meeting.action_publish_meeting()
        meeting.meeting_place = "Dom kultury"
        draft = self.env["biuro.publication"].browse(meeting.action_publish_meeting()["res_id"])
        self.assertIn("Dom kultury", draft.body)

    def test_case_brings_its_class_and_category(self):
        Case = self.clerk_env["biuro.case"]
        case = Case.browse(Case.open_case({"title": "Wybory", "jrwa_symbol": "0020", "procedure": "inne"})["id"])
        self.assertFalse(self.election.jrwa_class_id)
        self.election.case_id = case
        self.assertRecordValues(self.election, [
            {"jrwa_class_id": case.jrwa_class_id.id, "archival_category": case.archival_category}])

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
        self.assertIn("Wady należy usunąć do dnia", self._html("defects", candidate))
        Step.with_context(default_verb="action_refuse").create({"act": "3/2026"}).action_confirm()
        self.assertEqual(candidate.state, "refused")
        with self.assertRaises(UserError):
            Step.with_context(default_verb="unlink").create({"verb": "unlink"}).action_confirm()
