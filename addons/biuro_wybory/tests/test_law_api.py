import re
from datetime import date, timedelta
from pathlib import Path

from odoo.modules import get_module_path
from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.law_contract import LawContract

from .law_examples import A1, A1_SECOND, A2, B1, B1_PARAMS, B7, MEETING, nomination

GUIDE = Path(get_module_path("biuro_wybory")).parents[1] / "docs" / "integration.md"
PERSON = {"birth_date": "1980-05-14", "tie_since": "2020-01-01", "election_date": "2027-09-23"}
BALLOT = {"statutory": 23, "present": 20}


@tagged("post_install", "-at_install")
class TestWyboryLawApi(LawContract, HttpCase):
    """The calculators of elections over Python, XML-RPC, JSON-RPC and /json/2."""

    MODEL = "biuro.wybory.law"
    ASKED = [
        ("uncontested", {"params": {"uncontested_rule": "elect_all"}, "seats": 15, "candidates": 15}, {
            "step": "elected_without_voting", "vacancies": 0,
        }),
        ("uncontested", {"params": {"uncontested_rule": "require_more"}, "seats": 15, "candidates": 15}, {
            "step": "no_council",
        }),
        ("uncontested", {
            "params": {"uncontested_rule": "elect_all", "extension_if": "le_seats", "extension_days": 5},
            "seats": 15, "candidates": 11,
        }, {"step": "extension"}),
        ("uncontested", {
            "params": {"uncontested_rule": "elect_all", "extension_if": "le_seats", "min_composition_15": 9},
            "seats": 15, "candidates": 11, "extended": True,
        }, {"step": "elected_without_voting", "vacancies": 4}),
        ("uncontested", {"params": {}, "seats": 15, "candidates": 16}, {"step": "vote", "vacancies": 0}),
        ("result", {"params": B1_PARAMS, "seats": 3, "counts": B1}, {
            "state": "awaiting_draw", "turnout": "8.08", "elected": ["A", "B"], "tied": ["C", "D"], "free_places": 1,
            "vacancies": 0, "reserve": ["E"], "errors": [],
        }),
        ("result", {"params": MEETING, "seats": 1, "counts": B7}, {
            "state": "next_round", "elected": [], "tied": ["A", "B"], "turnout": False,
        }),
        ("result", {"params": B1_PARAMS, "seats": 3, "counts": {**B1, "issued": 1201}}, {
            "state": "error", "elected": [], "turnout": False,
        }),
        ("threshold", {"cards": 1000, "entitled": 20001, "value": "5", "operator": "at_least"}, {
            "passed": False, "display": "5.00",
        }),
        ("threshold", {"cards": 100, "entitled": 2000, "value": "5.0", "operator": "more_than"}, {"passed": False}),
        ("petition", {"base": 21005, "percent": "10", "signatures": 2100}, {"needed": 2101, "sufficient": False}),
        ("council_size", {"population": 19919}, {"size": 15}),
        ("council_size", {"population": 21054, "rule": "by_population"}, {"size": 21}),
        ("council_size", {"population": 5000, "rule": 9}, {"size": 9}),
        ("nomination_check", {"nomination": nomination(), "election_date": "2027-09-23"}, {
            "complete": True, "late": False, "defects": [], "valid_supporters": 50,
        }),
        ("eligibility", PERSON, {"eligible": True, "warnings": [], "problems": []}),
        ("eligibility", {**PERSON, "exclusions": ["councillor", "police"]}, {"eligible": False}),
        ("lay_ballot", {**BALLOT, "seats": 2, "method": "limited_marks", "counts": A1}, {
            "state": "next_round", "next_round": True, "elected": ["K1"], "tied": ["K2", "K3"], "free_places": 1,
        }),
        ("lay_ballot", {**BALLOT, "seats": 1, "method": "limited_marks", "counts": A1_SECOND}, {
            "state": "elected", "next_round": False, "elected": ["K3"],
        }),
        ("lay_ballot", {**BALLOT, "seats": 5, "method": "for_against", "counts": A2}, {
            "elected": ["K1", "K3"], "vacancies": 3,
        }),
        ("lay_ballot", {**BALLOT, "seats": 5, "method": "for_against", "majority": "absolute", "counts": A2}, {
            "elected": ["K1"], "vacancies": 4,
        }),
        ("file_terms", {"election_date": "2027-09-23"}, {"collect_until": "2027-11-22", "destroy_until": "2027-12-22"}),
    ]
    REFUSED = [
        ("uncontested", "params", {"params": {"uncontested": "elect_all"}, "seats": 15, "candidates": 15}),
        ("uncontested", "params", {"params": {"uncontested_rule": "all"}, "seats": 15, "candidates": 15}),
        ("uncontested", "params", {"params": {"extension_if": "lt_minimum"}, "seats": 15, "candidates": 15}),
        ("uncontested", "seats", {"params": {}, "seats": 0, "candidates": 15}),
        ("uncontested", "candidates", {"params": {}, "seats": 15, "candidates": -1}),
        ("uncontested", "extended", {"params": {}, "seats": 15, "candidates": 1, "extended": "yes"}),
        ("result", "counts", {"params": B1_PARAMS, "seats": 3, "counts": {**B1, "issued": -1}}),
        ("result", "counts", {"params": B1_PARAMS, "seats": 3, "counts": {**B1, "votes": {"A": 1.5}}}),
        ("result", "counts", {"params": B1_PARAMS, "seats": 3, "counts": {**B1, "votes": {}}}),
        ("result", "counts", {"params": B1_PARAMS, "seats": 3, "counts": {**B1, "cards": 5}}),
        ("result", "counts", {"params": B1_PARAMS, "seats": 3, "counts": {**B1, "votes": {"A": [1, 2, 3]}}}),
        ("result", "params", {"params": {"votes_mode": "fixed"}, "seats": 3, "counts": B1}),
        ("result", "params", {"params": {"turnout_kind": "percent"}, "seats": 3, "counts": B1}),
        ("threshold", "value", {"cards": 1, "entitled": 2, "value": 5.5, "operator": "at_least"}),
        ("threshold", "operator", {"cards": 1, "entitled": 2, "value": "5", "operator": "over"}),
        ("threshold", "cards", {"cards": 3, "entitled": 2, "value": "5", "operator": "at_least"}),
        ("threshold", "entitled", {"cards": 0, "entitled": 0, "value": "5", "operator": "at_least"}),
        ("petition", "percent", {"base": 10, "percent": "101", "signatures": 1}),
        ("petition", "base", {"base": 0, "percent": "10", "signatures": 1}),
        ("council_size", "rule", {"population": 1000, "rule": 22}),
        ("council_size", "rule", {"population": 1000, "rule": "large"}),
        ("council_size", "population", {"population": 0}),
        ("nomination_check", "nomination", {"nomination": {}, "election_date": "2027-09-23"}),
        ("nomination_check", "nomination", {"nomination": {**nomination(), "nominator_type": "party"},
                                            "election_date": "2027-09-23"}),
        ("nomination_check", "election_date", {"nomination": nomination(), "election_date": "23.09.2027"}),
        ("eligibility", "exclusions", {**PERSON, "exclusions": ["poet"]}),
        ("eligibility", "birth_date", {**PERSON, "birth_date": "1980-02-30"}),
        ("lay_ballot", "present", {
            "statutory": 23, "present": 11, "seats": 2, "method": "limited_marks", "counts": A1,
        }),
        ("lay_ballot", "method", {**BALLOT, "seats": 2, "method": "marks", "counts": A1}),
        ("lay_ballot", "majority", {**BALLOT, "seats": 2, "method": "limited_marks", "counts": A1, "majority": "two"}),
        ("lay_ballot", "counts", {**BALLOT, "seats": 2, "method": "for_against", "counts": A1}),
        ("file_terms", "election_date", {"election_date": False}),
    ]

    def test_examples_of_the_guide(self):
        """The example of docs/integration.md runs as it is printed, over /json/2."""
        if not GUIDE.exists():
            # an installation that holds the addons alone has no docs beside them
            return
        chapter = GUIDE.read_text(encoding="utf-8").partition("\n## Elections: calculators\n")[2]
        blocks = re.findall(r"^```python\n(.*?)^```", re.split(r"\n## ", chapter)[0], flags=re.M | re.S)
        self.assertTrue(blocks)

        def call(model, method, **arguments):
            self.assertEqual(model, self.MODEL)
            response = self.json2(method, arguments)
            self.assertEqual(response.status_code, 200, response.text)
            return response.json()

        for block in blocks:
            exec(compile(block, str(GUIDE), "exec"), {"call": call})

    def test_defects_of_rows(self):
        """A wrong row spoils itself alone; the number is the one printed on the list."""
        wrong = nomination(supporters=51)
        wrong["supporter_ids"][16]["pesel"] = "44051401358"
        answer = self.as_user("clerk")[self.MODEL].nomination_check(wrong, "2027-09-23")
        self.assertTrue(answer["complete"])
        self.assertEqual([(row["field"], row["row"]) for row in answer["defects"]], [("supporter_ids", 17)])
        self.assertEqual(answer["valid_supporters"], 50)

    def test_dates_of_documents(self):
        day = date(2027, 6, 15)
        for kind, days, complete in (("krk", 30, True), ("krk", 31, False), ("health", -1, False)):
            wrong = nomination()
            for row in wrong["document_ids"]:
                if row["kind"] == kind:
                    row["issue_date"] = str(day - timedelta(days=days))
            answer = self.as_user("clerk")[self.MODEL].nomination_check(wrong, "2027-09-23")
            self.assertEqual(answer["complete"], complete, (kind, days))
