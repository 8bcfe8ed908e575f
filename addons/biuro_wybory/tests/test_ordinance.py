from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import BaseCase, tagged

from odoo.addons.biuro_kancelaria.tools import office_today

from ..demo import story_ordinance
from ..law import ordinance
from ..law.params import PARAMS, read
from ..law.result import result
from .common import WyboryCase
from .law_examples import B1

GOOD = {"legal_basis": "statut osiedla", "valid_from": "2026-01-01"}


@tagged("-at_install", "post_install")
class TestOrdinanceLaw(BaseCase):
    """Contradictions of parameters, what courts object to, the act in force since 30 March 2027."""

    def problems(self, **params):
        return {row["code"] for row in ordinance.check({**GOOD, **params})["problems"]}

    def warnings(self, **params):
        return {row["code"] for row in ordinance.check({**GOOD, **params})["warnings"]}

    def test_consistent(self):
        answer = ordinance.check(GOOD)
        self.assertFalse(answer["problems"])
        self.assertTrue(answer["reasons"])

    def test_contradictions(self):
        for code, params in [
            ("legal_basis", {"legal_basis": ""}),
            ("valid_from", {"valid_from": False}),
            ("valid_to", {"valid_to": "2025-01-01"}),
            ("block_same_day_national", {"block_same_day_national": False}),
            ("size_fixed", {"size_rule": "fixed"}),
            ("size_fixed", {"size_rule": "fixed", "size_fixed": 22}),
            ("size_fixed", {"size_fixed": 15}),
            ("min_composition_15", {"min_composition_15": 16}),
            ("too_few_effect", {"min_composition_15": 9, "too_few_effect": "vacancies_stay"}),
            ("nomination_rule", {"nomination_rule": "at_meeting"}),
            ("absent_candidate_consent_days", {"absent_candidate_consent_days": 3}),
            ("signatures_required", {"method": "meeting", "nomination_rule": "at_meeting", "signatures_required": 5}),
            ("supporters_may_not_stand", {"supporters_may_not_stand": True}),
            ("extension_days", {"extension_if": "le_seats"}),
            ("extension_if", {"extension_days": 5}),
            ("extension_if", {"extension_if": "lt_minimum", "extension_days": 5}),
            ("cure_days", {"cure_days": 30}),
            ("votes_mode", {"use_constituencies": "single_member", "votes_mode": "abs_majority_of_size"}),
            ("votes_fixed_21", {"votes_mode": "fixed", "votes_fixed_15": 5}),
            ("votes_fixed_15", {"votes_mode": "fixed", "votes_fixed_15": 16, "votes_fixed_21": 7}),
            ("votes_fixed_15", {"votes_fixed_15": 5}),
            ("min_marks", {"votes_mode": "one", "min_marks": 2}),
            ("hours_from", {"hours_from": 21, "hours_to": 7}),
            ("turnout_value", {"turnout_kind": "percent"}),
            ("turnout_value", {"turnout_kind": "percent", "turnout_value": "101"}),
            ("turnout_value", {"turnout_kind": "headcount", "turnout_value": "10.5"}),
            ("turnout_kind", {"turnout_value": "5"}),
            ("turnout_base", {"turnout_base": "present"}),
            ("turnout_scope", {"turnout_kind": "percent", "turnout_value": "5", "turnout_scope": "constituency"}),
            ("second_attempt", {"second_attempt": "new_date", "second_value": "5"}),
            ("second_value", {"turnout_kind": "percent", "turnout_value": "5", "second_attempt": "new_date"}),
            ("second_value", {"turnout_kind": "percent", "turnout_value": "5", "second_attempt": "new_date",
                              "second_value": "5"}),
            ("repeat_months", {"turnout_kind": "percent", "turnout_value": "5",
                               "turnout_fail_effect": "repeat_after_months"}),
            ("tie_rule", {"method": "meeting", "tie_rule": "precincts_then_lots"}),
            ("protest_days", {"protest_to": "MKW"}),
            ("waiver_days", {"waiver_days": 3}),
            ("no_filling_last_months", {"no_filling_last_months": 60}),
            ("dissolve_below", {"dissolve_below": 16}),
            ("dissolve_below", {"dissolve_below": "4/5", "min_composition_15": 9}),
            ("board_size_min", {"board_size_min": 5, "board_size_max": 3}),
            ("board_elected_by", {"elected_body": "board_and_chair"}),
            ("board_elected_by", {"board_elected_by": "voters"}),
            ("chair_first", {"elected_body": "board_and_chair", "board_elected_by": "voters", "chair_first": True}),
        ]:
            with self.subTest(code=code, params=params):
                self.assertIn(code, self.problems(**params))

    def test_every_sentence_names_its_parameters(self):
        answer = ordinance.check({"size_rule": "fixed", "extension_days": 3, "turnout_value": "5"})
        for row in answer["problems"] + answer["warnings"]:
            self.assertTrue(row["text"].endswith("."), row)
            for name in row["fields"]:
                self.assertTrue(name in PARAMS or name == "journal_reference", row)

    def test_courts(self):
        self.assertIn("board_from_council_only", self.warnings(board_from_council_only=True))
        self.assertIn("turnout_kind", self.warnings(
            method="meeting", turnout_kind="headcount", turnout_value="100", turnout_base="present"))
        self.assertIn("journal_reference", {row["code"] for row in ordinance.check(GOOD, journal=False)["warnings"]})
        longer = ordinance.check({**GOOD, "term_years": 6}, previous=GOOD)
        self.assertIn("term_years", {row["code"] for row in longer["warnings"]})

    def test_act_of_2027(self):
        self.assertIn("passive_right", self.warnings(), "in force without an end: the act reaches it")
        self.assertNotIn("passive_right", self.warnings(valid_to="2027-03-29"))
        new = {"valid_from": "2027-03-30"}
        self.assertEqual(self.problems(**new), {"passive_right"})
        right = {**new, "passive_right": "eligible_to_gmina_council"}
        self.assertFalse(self.problems(**right))
        self.assertEqual(self.problems(**right, board_from_council_only=True), {"board_from_council_only"})
        self.assertIn("board_elected_by", self.problems(**right, board_elected_by="meeting"))
        self.assertIn("proxy_allowed", self.warnings(**right, proxy_allowed=True))


@tagged("-at_install", "post_install")
class TestOrdinance(WyboryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ordinances = cls.env["biuro.wybory.osiedle.ordinance"].with_user(cls.users["osiedle_manager"])
        cls.draft = cls.ordinances.create({"name": "Ordynacja miasta", **GOOD})

    def test_templates_hold_no_contradiction(self):
        templates = self.ordinances.search([("state", "=", "template")])
        self.assertGreaterEqual(len(templates), 12)
        for template in templates:
            self.assertFalse(template.problems, f"{template.name}: {template.problem_text}")
            self.assertTrue(template.source and "nie znaleziono" in template.note, template.name)
            copied = self.ordinances.browse(template.action_own()["res_id"])
            copied.write(GOOD)
            copied.action_ready()
            self.assertEqual((copied.state, copied.template_id), ("ready", template))

    def test_snapshot_is_what_the_law_takes(self):
        self.draft.write({
            "votes_mode": "fixed", "votes_fixed_15": 2, "votes_fixed_21": 3, "turnout_kind": "percent",
            "turnout_value": 5, "hours_from": 7.5, "dissolve_below": "3/5", "excludes_office_staff": True,
        })
        snapshot = self.draft.snapshot()
        self.assertEqual((snapshot["turnout_value"], snapshot["hours_from"]), ("5", 7.5))
        self.assertEqual(snapshot["passive_right_excludes"], ["office_staff", "commission_member"])
        self.assertEqual(set(snapshot), set(PARAMS))
        self.assertEqual(read(snapshot), self.draft._params())
        answer = result(snapshot, 3, B1)
        self.assertEqual((answer["state"], answer["elected"]), ("awaiting_draw", ["A", "B"]))
        self.assertEqual(answer["reasons"][0]["article"], "statut osiedla")
        self.draft.turnout_value = 12.34
        self.assertEqual(self.draft.snapshot()["turnout_value"], "12.34")
        self.assertEqual(snapshot["turnout_value"], "5", "a copy does not follow")

    def test_fields_are_the_parameters(self):
        for name, (kind, default, allowed) in PARAMS.items():
            field = self.ordinances._fields.get(name)
            if kind == "choice":
                self.assertEqual({key for key, _label in field.selection}, set(allowed), name)
                self.assertEqual(self.ordinances.default_get([name])[name], default, name)

    def test_contradictions_are_refused(self):
        self.draft.write({"uncontested_rule": "elect_all", "extension_if": "le_seats"})
        self.assertIn("przedłuża się", self.draft.problem_text)
        with self.assertRaisesRegex(UserError, "przedłuża się"):
            self.draft.action_ready()
        self.draft.extension_days = 5
        self.assertTrue(self.draft.action_ready())
        with self.assertRaises(UserError):
            self.draft.extension_days = 7
        with self.assertRaises(UserError):
            self.draft.write({"state": "draft"})
        with self.assertRaises(UserError):
            self.draft.unlink()
        with self.assertRaises(ValidationError):
            self.ordinances.create({"name": "Inna", "dissolve_below": "5/3"})

    def test_used_is_not_edited(self):
        self.draft.action_ready()
        self.draft.action_draft()
        self.draft.action_ready()
        unit = self.env["biuro.wybory.osiedle"].create({
            "name": "Osiedle Próbne", "code": "PR", "population": 5000, "ordinance_id": self.draft.id,
        })
        election = self.env["biuro.wybory.osiedle.election"].create({
            "unit_id": unit.id, "election_date": "2026-05-17", "ordinance_id": self.draft.id,
        })
        self.assertFalse(self.draft.is_used)
        # sudo: an ordered election, whatever its verbs ask for
        election.sudo().state = "ordered"
        self.assertTrue(self.draft.is_used)
        with self.assertRaisesRegex(UserError, "X13"):
            self.draft.action_draft()
        newer = self.ordinances.browse(self.draft.action_new_version()["res_id"])
        with self.assertRaises(UserError):
            self.draft.action_new_version()
        newer.valid_from = "2026-01-01"
        with self.assertRaises(UserError):
            newer.action_ready()
        newer.write({"valid_from": "2026-07-01", "term_years": 6})
        self.assertIn("kadencji", newer.warning_text)
        newer.action_ready()
        self.assertEqual(str(self.draft.valid_to), "2026-06-30")
        self.assertEqual(self.draft._version_on(date(2026, 6, 30)), self.draft)
        self.assertEqual(self.draft._version_on(date(2026, 7, 1)), newer)
        self.assertEqual([row["name"] for row in self.draft.differences(newer.id)], ["term_years"])
        self.assertEqual(unit.ordinance_id, newer, "units follow the version in force")
        newer.action_repeal("2026-12-31")
        self.assertEqual(newer.state, "repealed")

    def test_only_a_ready_one_orders_an_election(self):
        today = office_today()
        day = today + timedelta(days=40)
        self.draft.passive_right = "eligible_to_gmina_council"
        unit = self.env["biuro.wybory.osiedle"].create({
            "name": "Osiedle Nowe", "code": "NO", "population": 5000, "ordinance_id": self.draft.id,
        })
        election = self.env["biuro.wybory.osiedle.election"].create({"unit_id": unit.id, "election_date": day})
        act = ("council_resolution", "1/2026", str(today))
        with self.assertRaisesRegex(UserError, "Ordynacja miasta"):
            election.action_order(*act)
        self.draft.valid_to = day - timedelta(days=1)
        self.draft.action_ready()
        with self.assertRaisesRegex(UserError, "Ordynacja miasta"):
            election.action_order(*act)
        self.draft.action_draft()
        self.draft.valid_to = False
        self.draft.action_ready()
        election.action_order(*act)
        self.assertEqual(election.ordinance_snapshot["legal_basis"], "statut osiedla")
        with self.assertRaisesRegex(UserError, "X13"):
            self.draft.action_draft()

    def test_drafts_of_the_demo_city(self):
        """One is refused for each of its faults, the variant could be used."""
        for values, wrong in ((story_ordinance.DRAFT, 4), (story_ordinance.VARIANT, 0)):
            source = self.env.ref("biuro_wybory.biuro_wybory_osiedle_ordinance_gdansk")
            ordinance = self.ordinances.browse(source.with_user(self.users["osiedle_manager"]).action_own()["res_id"])
            ordinance.write(values)
            self.assertEqual(len(ordinance.problems or ()), wrong, ordinance.problem_text)

    def test_templates_are_not_edited(self):
        template = self.ordinances.search([("state", "=", "template")], limit=1)
        with self.assertRaises(UserError):
            template.votes_mode = "one"
        with self.assertRaises(UserError):
            template.action_ready()

    def test_comparison(self):
        first, second = self.ordinances.search([("state", "=", "template")], limit=2)
        window = self.env["biuro.wybory.osiedle.ordinance.compare"].with_user(self.users["osiedle_user"]).with_context(
            active_ids=(first + second).ids).create({})
        self.assertIn(first.name, window.table)
        fewer = window.table.count("<tr")
        window.only_differences = False
        self.assertGreater(window.table.count("<tr"), fewer)
        self.assertEqual(window.action_open()["res_id"], window.id)

    def test_rights(self):
        for login in ("osiedle_user", "commission", "clerk", "auditor"):
            with self.assertRaises(AccessError):
                self.draft.with_user(self.users[login]).action_ready()
            self.assertTrue(self.draft.with_user(self.users[login]).snapshot())
        with self.assertRaises(AccessError):
            self.draft.with_user(self.env.ref("base.public_user")).snapshot()
