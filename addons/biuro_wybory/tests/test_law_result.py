from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.biuro_kancelaria.law import identifiers
from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import ballots, card, composition, council, turnout
from ..law import protocol as sheet
from ..law.params import PARAMS, max_marks, plain, read
from ..law.result import precincts_won, result
from .law_examples import A1, A1_SECOND, A2, B1, B1_PARAMS, B2_PRECINCTS, B7, MEETING


@tagged("-at_install", "post_install")
class TestElectionResult(BaseCase):
    """The worked examples of elections in units (B-1 to B-10) and of the ballot on lay judges (A-1, A-2)."""

    def test_b1_tie_waits_for_lots(self):
        answer = result(B1_PARAMS, 3, B1)
        self.assertEqual((answer["state"], answer["elected"]), ("awaiting_draw", ["A", "B"]))
        self.assertEqual((answer["tied"], answer["free_places"], answer["reserve"]), (["C", "D"], 1, ["E"]))
        self.assertEqual((answer["valid_votes"], answer["turnout"]), (90, "8.08"))
        self.assertEqual(result({**B1_PARAMS, "turnout_base": "from_box"}, 3, B1)["turnout"], "8.00")
        self.assertTrue(any("175" in step["text"] and "180" in step["text"] for step in answer["reasons"]))
        self.assertEqual(len(answer["warnings"]), 1, "a card was carried away")
        drawn = result(B1_PARAMS, 3, {**B1, "draw": ["D", "C"]})
        self.assertEqual((drawn["state"], drawn["elected"], drawn["reserve"]), ("elected", ["A", "B", "D"], ["C", "E"]))
        for draw in (["D"], ["A", "C"], ["C", "D", "E"]):
            with self.assertRaisesRegex(LawError, "draw"):
                result(B1_PARAMS, 3, {**B1, "draw": draw})
        with self.assertRaisesRegex(LawError, "nie ma równości"):
            result(B1_PARAMS, 2, {**B1, "draw": ["C", "D"]})

    def test_who_is_chair_takes_no_second_seat(self):
        def outcome(seats, votes, rule):
            counts = {"entitled": 1000, "issued": 100, "from_box": 100, "votes": votes}
            answer = result({"vacancy_rule": rule, "council_size": 3}, seats, counts, seated=["A"])
            self.assertEqual(len(answer["elected"]) + answer["free_places"] + answer["vacancies"], seats)
            self.assertEqual(sum(step["rule"] == "one_mandate" for step in answer["reasons"]), 1)
            return "".join(answer["elected"]), "".join(answer["tied"]), answer["vacancies"]

        # the seat won by the chair: stays empty, or the next follows; a seat not won changes nothing
        self.assertEqual(outcome(1, {"A": 60, "B": 40}, "leave"), ("", "", 1))
        self.assertEqual(outcome(1, {"A": 60, "B": 40}, "next_candidate"), ("B", "", 0))
        self.assertEqual(outcome(2, {"A": 60, "B": 40, "C": 40}, "by_election"), ("", "BC", 1))
        self.assertEqual(outcome(2, {"A": 60, "B": 40, "C": 40}, "next_then_by_election"), ("BC", "", 0))
        self.assertEqual(outcome(2, {"B": 60, "A": 40, "C": 40}, "leave"), ("BC", "", 0))

    def test_b2_precincts_decide(self):
        params = {**B1_PARAMS, "tie_rule": "precincts_then_lots"}
        answer = result(params, 3, {**B1, "precincts": B2_PRECINCTS})
        self.assertEqual((answer["state"], answer["elected"]), ("elected", ["A", "B", "D"]))
        self.assertEqual(precincts_won(["C", "D"], B2_PRECINCTS), {"C": 1, "D": 2})
        self.assertEqual(result(params, 3, B1)["state"], "awaiting_draw", "without the numbers of precincts: lots")
        one = [{"name": "1", "votes": B1["votes"]}]
        self.assertEqual(result(params, 3, {**B1, "precincts": one})["state"], "awaiting_draw")
        wrong = [{"name": "1", "votes": {**B1["votes"], "A": 60}}]
        answer = result(params, 3, {**B1, "precincts": wrong})
        self.assertEqual(answer["state"], "error")
        self.assertIn("A: suma z obwodów (60)", answer["errors"][0])

    def test_b3_threshold_is_exact(self):
        five = {"value": 5, "operator": "at_least"}
        answer = turnout.threshold(1000, 20001, **five)
        self.assertEqual((answer["passed"], answer["display"]), (False, "5.00"))
        self.assertIn("100000 < 5 × 20001 = 100005", answer["reasons"][1]["text"])
        self.assertTrue(turnout.threshold(100, 1999, **five)["passed"])
        self.assertFalse(turnout.threshold(99, 1999, **five)["passed"])
        self.assertTrue(turnout.threshold(100, 2000, **five)["passed"])
        self.assertFalse(turnout.threshold(100, 2000, 5, "more_than")["passed"])
        self.assertEqual(turnout.display(1362, 22090), "6.17")
        self.assertIs(turnout.display(0, 0), False)
        params = {**B1_PARAMS, "turnout_kind": "percent", "turnout_value": "10"}
        answer = result(params, 3, B1)
        self.assertEqual((answer["state"], answer["elected"], answer["vacancies"]), ("turnout_failed", [], 3))
        self.assertEqual(answer["effect"], "no_council")

    def test_b4_uncontested(self):
        def ask(candidates, **params):
            answer = council.uncontested(params, 15, candidates)
            return answer["step"], answer["vacancies"]

        self.assertEqual(ask(15, uncontested_rule="elect_all"), ("elected_without_voting", 0))
        self.assertEqual(ask(15, uncontested_rule="elect_if_equal"), ("elected_without_voting", 0))
        self.assertEqual(ask(15, uncontested_rule="require_more")[0], "no_council")
        self.assertEqual(ask(11, uncontested_rule="elect_all", min_composition_15=9), ("elected_without_voting", 4))
        self.assertEqual(ask(8, uncontested_rule="elect_all", min_composition_15=9)[0], "no_council")
        fewer = ask(11, uncontested_rule="elect_if_equal", too_few_effect="council_decides")
        self.assertEqual(fewer[0], "council_decides")
        self.assertEqual(ask(14, uncontested_rule="vote_anyway"), ("vote", 1))
        stay = {"uncontested_rule": "elect_if_equal", "too_few_effect": "vacancies_stay"}
        self.assertEqual(ask(11, **stay), ("vacancies_stay", 4), "those who stand take their seats")
        self.assertEqual(ask(15, extension_if="lt_seats")[0], "elected_without_voting")
        self.assertEqual(ask(14, extension_if="lt_seats")[0], "extension")
        self.assertEqual(ask(8, extension_if="lt_minimum", min_composition_15=9)[0], "extension")

    def test_b5_votes_of_a_voter(self):
        for size, mode, marks in [
            (15, "one", 1), (15, "seats", 15), (15, "abs_majority_of_size", 8),
            (21, "one", 1), (21, "seats", 21), (21, "abs_majority_of_size", 11),
        ]:
            self.assertEqual(max_marks(read({"votes_mode": mode}), size), marks)
        fixed = read({"votes_mode": "fixed", "votes_fixed_15": 5, "votes_fixed_21": 7})
        self.assertEqual((max_marks(fixed, 15), max_marks(fixed, 21)), (5, 7))
        # of the whole council, not of the constituency
        self.assertEqual(max_marks(read({**fixed, "council_size": 21}), 3), 7)

    def test_b6_turnout_of_the_unit(self):
        def row(name, cards):
            votes = {f"{name}1": cards, f"{name}2": 0}
            return {
                "name": name, "seats": 1, "candidates": list(votes),
                "counts": {"entitled": 1000, "issued": cards, "from_box": cards, "votes": votes},
            }

        params = {
            "votes_mode": "one", "turnout_kind": "percent", "turnout_value": "5", "use_constituencies": "multi",
            "turnout_scope": "whole_unit",
        }
        rows = [row("A", 30), row("B", 90)]
        answer = composition.election(params, rows)
        self.assertEqual((answer["state"], answer["turnout"]), ("elected", "6.00"))
        self.assertEqual([person["name"] for person in answer["elected"]], ["A1", "B1"])
        answer = composition.election({**params, "turnout_scope": "constituency"}, rows)
        self.assertEqual([part["state"] for part in answer["constituencies"]], ["turnout_failed", "elected"])
        self.assertEqual((answer["state"], answer["vacancies"]), ("elected", 1))
        self.assertTrue(result({**params}, 1, rows[0]["counts"])["warnings"], "one constituency does not decide")
        whole = {**rows[0]["counts"], "unit": {"entitled": 2000, "cards": 120}}
        self.assertEqual(result(params, 1, whole)["state"], "elected")

    def test_b7_chair_at_a_meeting(self):
        answer = result(MEETING, 1, B7)
        self.assertEqual((answer["state"], answer["elected"], answer["tied"]), ("next_round", [], ["A", "B"]))
        second = result(MEETING, 1, {**B7, "votes": {"A": 24, "B": 19}})
        self.assertEqual((second["state"], second["elected"]), ("elected", ["A"]))
        plainly = result({**MEETING, "tie_rule": "lots"}, 1, B7)
        self.assertEqual((plainly["state"], plainly["elected"], plainly["vacancies"]), ("elected", [], 1))

    def test_b8_struck_candidate(self):
        standing, struck = [1, 2, 3, 4, 6], [5]
        ignore = {"votes_mode": "fixed", "votes_fixed_15": 2}

        def ask(params, *marked):
            answer = card.judge(params, 3, marked, standing, struck)
            return answer["valid"], answer["counted"], answer["why"]

        self.assertEqual(ask(ignore, 1, 6), (True, [1, 6], False))
        self.assertEqual(ask(ignore, 1, 5, 6), (True, [1, 6], False), "the mark is ignored, it is not one too many")
        self.assertEqual(ask(ignore, 1, 2, 3), (False, [], "too_many"))
        self.assertEqual(ask(ignore, 5), (False, [], "no_mark"))
        self.assertEqual(ask({**ignore, "min_marks": 0}, 5), (True, [], False))
        strict = {**ignore, "min_marks": 0, "withdrawn_mark": "invalid_if_only"}
        self.assertEqual(ask(strict, 5), (False, [], "struck"))
        self.assertEqual(ask(strict, 5, 2), (True, [2], False))
        with self.assertRaises(LawError):
            ask(ignore, 7)

    def test_b9_sizes(self):
        self.assertEqual(council.council_size(19_919)["size"], 15)
        self.assertEqual(council.council_size(20_000)["size"], 15)
        self.assertEqual(council.council_size(20_001)["size"], 21)
        self.assertEqual(16 * 21 + 2 * 15, 366)
        for size in (0, 22, True):
            with self.assertRaises(LawError):
                council.council_size(100, size)
        self.assertFalse(council.check_seats(15, [5, 5, 4])["ok"])

    def test_b10_vacancy(self):
        params = {"vacancy_rule": "next_candidate", "waiver_days": 3}
        reserve = [{"name": "E", "votes": 8}, {"name": "D", "votes": 33, "eligible": False}]
        answer = composition.fill_vacancy(params, reserve)
        self.assertEqual((answer["candidate"], answer["waiver_days"]), ("E", 3))
        self.assertEqual([row["name"] for row in answer["skipped"]], ["D"])
        answer = composition.fill_vacancy(params, [{"name": "E", "votes": 8}, {"name": "F", "votes": 8}])
        self.assertEqual((answer["step"], answer["tied"]), ("awaiting_draw", ["E", "F"]))
        drawn = [{"name": "E", "votes": 8, "drawn": 2}, {"name": "F", "votes": 8, "drawn": 1}]
        self.assertEqual(composition.fill_vacancy(params, drawn)["candidate"], "F")
        both = {**params, "vacancy_rule": "next_then_by_election"}
        self.assertEqual(composition.fill_vacancy(both, [{**reserve[0], "waived": True}])["step"], "by_election")
        self.assertEqual(composition.fill_vacancy({}, reserve)["step"], "leave")

    def test_dissolution(self):
        params = {"dissolve_below": "3/5"}
        self.assertFalse(composition.dissolution(params, 15, 9)["dissolved"])
        self.assertTrue(composition.dissolution(params, 15, 8)["dissolved"])
        self.assertFalse(composition.dissolution(params, 21, 13)["dissolved"], "8 of 21 is less than two fifths")
        self.assertTrue(composition.dissolution(params, 21, 12)["dissolved"])
        self.assertTrue(composition.dissolution({"dissolve_below": 8}, 15, 7)["dissolved"])

    def test_composition(self):
        rows = [
            {"name": "1", "seats": 5, "candidates": ["a", "b", "c"], "counts": False, "entitled": 400},
            {
                "name": "2", "seats": 10, "candidates": list("defghijklmn"),
                "counts": {"entitled": 900, "issued": 100, "votes": dict.fromkeys("defghijklm", 20) | {"n": 3}},
            },
        ]
        params = {"uncontested_rule": "elect_all", "use_constituencies": "multi", "min_composition_15": 9}
        answer = composition.election(params, rows)
        self.assertEqual((answer["state"], len(answer["elected"]), answer["vacancies"]), ("elected", 13, 2))
        self.assertEqual((answer["turnout"], answer["turnout_all"]), ("11.11", "7.69"))
        self.assertTrue(answer["elected"][0]["without_voting"])
        answer = composition.election({**params, "min_composition_15": 14}, rows)
        self.assertEqual((answer["state"], answer["effect"], answer["elected"]), ("not_constituted", "no_council", []))
        few = {**params, "uncontested_rule": "elect_if_equal", "too_few_effect": "vacancies_stay"}
        answer = composition.election({**few, "min_composition_15": False}, rows)
        self.assertEqual((answer["state"], len(answer["elected"]), answer["vacancies"]), ("elected", 13, 2))
        waiting = [{**rows[0], "candidates": list("abcxyz")}, rows[1]]
        self.assertEqual(composition.election(params, waiting)["state"], "pending")
        # voters of a constituency without voting stay in, unless the ordinance says otherwise
        strict = {**params, "turnout_kind": "percent", "turnout_value": "10"}
        self.assertEqual(composition.election(strict, rows)["state"], "turnout_failed")
        left_out = {**strict, "exclude_uncontested_from_turnout": True}
        self.assertEqual(composition.election(left_out, rows)["state"], "elected")
        bad = [rows[0], {**rows[1], "counts": {**rows[1]["counts"], "issued": 1000}}]
        answer = composition.election(strict, bad)
        self.assertEqual(answer["state"], "error")
        self.assertTrue(answer["errors"][0].startswith("2: Kart wydanych"))

    def test_bad_protocols(self):
        for change, words in [
            ({"issued": 1201}, "więcej niż uprawnionych"), ({"from_box": 98}, "więcej niż wydanych"),
            ({"not_issued": 97}, "nieważnych"), ({"invalid": 96}, "nieważnych"),
            ({"votes": {"A": 91, "B": 5}}, "A: głosów"), ({"votes": {"A": 90, "B": 90, "C": 1}}, "przekracza"),
            ({"votes": {"A": 89}}, "mniejsza"),
        ]:
            answer = result(B1_PARAMS, 3, {**B1, **change})
            self.assertEqual(answer["state"], "error", change)
            self.assertIn(words, " ".join(answer["errors"]), change)
            self.assertEqual((answer["elected"], answer["tied"]), ([], []))
        more = {**B1, "from_box": 98, "not_issued": 3}
        more["explanation"] = "znaleziono karty z innego obwodu"
        self.assertEqual(result(B1_PARAMS, 3, more)["errors"], [])
        with self.assertRaisesRegex(LawError, "issued"):
            result({}, 3, {"votes": {"A": 1}})

    def test_for_and_against(self):
        params = {"majority": "for_against_simple", "votes_mode": "one"}
        counts = {"present": 19, "from_box": 19, "votes": {"A": [17, 1, 1], "B": [8, 8, 3], "C": [9, 6, 4]}}
        self.assertEqual(result(params, 3, counts)["elected"], ["A", "C"])
        absolute = result({**params, "majority": "for_against_absolute"}, 3, counts)
        self.assertEqual((absolute["elected"], absolute["vacancies"]), (["A"], 2))
        wrong = result(params, 3, {**counts, "votes": {"A": [17, 1, 0]}})
        self.assertEqual(wrong["state"], "error")

    def test_other_tie_rules(self):
        births = {"C": "1960-01-02", "D": "1960-01-01"}
        older = {**B1_PARAMS, "tie_rule": "older"}
        self.assertEqual(result(older, 3, {**B1, "birth_dates": births})["elected"], ["A", "B", "D"])
        same = {**B1, "birth_dates": dict.fromkeys("CD", "1960-01-01")}
        self.assertEqual(result(older, 3, same)["state"], "awaiting_draw", "born on one day: lots")
        with self.assertRaisesRegex(LawError, "birth_dates"):
            result(older, 3, B1)
        listed = {**B1_PARAMS, "tie_rule": "list_order"}
        self.assertEqual(result(listed, 3, {**B1, "ballot_numbers": {"C": 2, "D": 1}})["elected"][-1], "D")
        self.assertEqual(result({**B1_PARAMS, "tie_rule": "runoff"}, 3, B1)["state"], "next_round")

    def test_second_attempt(self):
        params = {
            "method": "meeting", "turnout_kind": "headcount", "turnout_value": "100", "turnout_base": "present",
            "second_attempt": "new_date", "second_value": "60", "votes_mode": "one",
        }
        counts = {"present": 70, "issued": 70, "votes": {"A": 40, "B": 30}}
        first = result(params, 1, counts)
        self.assertEqual((first["state"], first["effect"]), ("turnout_failed", "second_attempt"))
        self.assertEqual(result(params, 1, {**counts, "attempt": 2})["elected"], ["A"])
        few = {"present": 59, "issued": 59, "votes": {"A": 40, "B": 19}, "attempt": 2}
        self.assertEqual(result(params, 1, few)["effect"], "no_council")
        with self.assertRaises(LawError):
            result({"votes_mode": "one"}, 1, {**counts, "attempt": 2})

    def test_order_of_names(self):
        votes = {"Łoś": 5, "Lis": 5, "Kandydat 10": 5, "Kandydat 2": 5}
        answer = result({"votes_mode": "one"}, 4, {"issued": 20, "votes": votes})
        self.assertEqual(answer["elected"], ["Kandydat 2", "Kandydat 10", "Lis", "Łoś"])

    def test_a1_and_a2(self):
        answer = ballots.lay_ballot(23, 20, 2, "limited_marks", A1)
        self.assertEqual((answer["elected"], answer["tied"], answer["free_places"]), (["K1"], ["K2", "K3"], 1))
        self.assertTrue(answer["next_round"])
        second = ballots.lay_ballot(23, 20, 1, "limited_marks", A1_SECOND)
        self.assertEqual((second["elected"], second["next_round"]), (["K3"], False))
        simple = ballots.lay_ballot(23, 20, 5, "for_against", A2)
        self.assertEqual((simple["elected"], simple["vacancies"]), (["K1", "K3"], 3))
        absolute = ballots.lay_ballot(23, 20, 5, "for_against", A2, "absolute")
        self.assertEqual((absolute["elected"], absolute["vacancies"]), (["K1"], 4))
        nobody = ballots.lay_ballot(23, 20, 2, "limited_marks", A1, tie_rule="none_elected")
        self.assertEqual((nobody["elected"], nobody["vacancies"], nobody["tied"]), (["K1"], 1, []))
        lots = ballots.lay_ballot(23, 20, 2, "limited_marks", A1, tie_rule="lots")
        self.assertEqual(lots["state"], "awaiting_draw")

    def test_ballot_of_the_council(self):
        for statutory, present in ((23, 11), (21, 10), (25, 12)):
            with self.assertRaisesRegex(LawError, "kworum"):
                ballots.lay_ballot(statutory, present, 2, "limited_marks", A1)
        for change in (
            {"issued": 21}, {"from_box": 21}, {"votes": {"K1": 20}}, {"votes": {"K1": 19, "K2": 19, "K3": 1}},
        ):
            answer = ballots.lay_ballot(23, 20, 2, "limited_marks", {**A1, **change})
            self.assertEqual((answer["state"], answer["elected"]), ("error", []), change)
        self.assertEqual(ballots.method_for({}, 3, 2)["method"], "limited_marks")
        self.assertEqual(ballots.method_for({}, 2, 2)["method"], "for_against")

    def test_people(self):
        self.assertTrue(identifiers.pesel("44051401359")["valid"])
        self.assertFalse(identifiers.pesel("44051401358")["valid"])
        self.assertEqual(str(identifiers.pesel("99923100120")["birth_date"]), "1899-12-31")
        self.assertIn("nie ma w kalendarzu", identifiers.pesel("99822900018")["problem"])

    def test_parameters(self):
        self.assertEqual(read(plain(read({}))), read({}))
        self.assertEqual(plain(read({"dissolve_below": "3/5", "hours_from": 7.5}))["dissolve_below"], "3/5")
        for params in ({"method": "post"}, {"colour": 1}, {"term_years": -1}, {"turnout_value": 5.5},
                       {"dissolve_below": "5/3"}, {"passive_right_excludes": ["poet"]}, "method"):
            with self.assertRaisesRegex(LawError, "params"):
                read(params)


NAMES = [f"K{number}" for number in range(1, 13)]


@st.composite
def elections(draw):
    """An election whose numbers agree: each valid ballot carries from one to ``marks`` names."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique=True))
    marks = draw(st.integers(1, 4))
    precincts = []
    for number in range(draw(st.integers(1, 4))):
        cards = draw(st.lists(st.lists(st.sampled_from(names), min_size=1, max_size=marks, unique=True), max_size=8))
        precincts.append({"name": str(number), "votes": {name: sum(name in card for card in cards) for name in names},
                          "cards": len(cards)})
    invalid = draw(st.integers(0, 3))
    cards = sum(precinct.pop("cards") for precinct in precincts) + invalid
    counts = {
        "entitled": cards + draw(st.integers(0, 50)), "issued": cards, "from_box": cards, "invalid": invalid,
        "votes": {name: sum(precinct["votes"][name] for precinct in precincts) for name in names},
        "precincts": precincts,
    }
    params = {
        "votes_mode": "fixed", "votes_fixed_15": marks,
        "majority": draw(st.sampled_from(["plurality", "absolute_of_valid"])),
        "tie_rule": draw(st.sampled_from(["lots", "precincts_then_lots", "runoff"])),
        "min_votes": draw(st.integers(0, 3)),
    }
    return params, draw(st.integers(1, 6)), counts


@tagged("-at_install", "post_install")
class TestElectionProperties(BaseCase):
    @settings(max_examples=100, deadline=None)
    @given(elections())
    def test_seats_and_votes(self, election):
        params, seats, counts = election
        answer = result(params, seats, counts)
        votes, elected, tied = counts["votes"], answer["elected"], answer["tied"]
        self.assertFalse(answer["errors"])
        self.assertEqual(len(elected) + answer["free_places"] + answer["vacancies"], seats, "never more than the seats")
        self.assertEqual(len({*elected, *tied, *answer["reserve"]}), len(elected) + len(tied) + len(answer["reserve"]))
        # nobody with fewer votes beats one with more
        for winner in elected:
            self.assertTrue(all(votes[winner] >= votes[other] for other in (*tied, *answer["reserve"])))
        if answer["state"] in ("awaiting_draw", "next_round"):
            self.assertGreater(len(tied), answer["free_places"])
            self.assertGreater(answer["free_places"], 0)
        else:
            self.assertFalse(tied or answer["free_places"])
        # a tie at the last seat always surfaces: the last elected is ahead of the first without a seat, or a rule told
        if answer["state"] == "elected" and elected and answer["reserve"]:
            equal = votes[elected[-1]] == votes[answer["reserve"][0]]
            self.assertEqual(equal, any(step["rule"] == "tie_rule" for step in answer["reasons"]))
        if params["majority"] == "absolute_of_valid":
            self.assertTrue(all(2 * votes[name] > answer["valid_votes"] for name in elected))
        self.assertTrue(all(votes[name] >= params["min_votes"] for name in elected))
        self.assertEqual([row["name"] for row in answer["places"]],
                         sorted(votes, key=lambda name: (-votes[name], int(name[1:]))))

    @settings(max_examples=80, deadline=None)
    @given(elections(), st.randoms(use_true_random=False))
    def test_order_does_not_matter(self, election, random):
        params, seats, counts = election
        mixed = {**counts, "votes": dict(random.sample(list(counts["votes"].items()), len(counts["votes"])))}
        mixed["precincts"] = [
            {**row, "votes": dict(random.sample(list(row["votes"].items()), len(row["votes"])))}
            for row in random.sample(counts["precincts"], len(counts["precincts"]))
        ]
        first, second = result(params, seats, counts), result(params, seats, mixed)
        for key in ("state", "elected", "tied", "free_places", "vacancies", "reserve", "turnout", "places"):
            self.assertEqual(first[key], second[key], key)

    @settings(max_examples=80, deadline=None)
    @given(elections(), st.randoms(use_true_random=False))
    def test_a_draw_settles(self, election, random):
        params, seats, counts = election
        params["tie_rule"] = "lots"
        answer = result(params, seats, counts)
        if answer["state"] != "awaiting_draw":
            return
        draw = random.sample(answer["tied"], len(answer["tied"]))
        drawn = result(params, seats, {**counts, "draw": draw})
        self.assertEqual(drawn["state"], "elected")
        self.assertEqual(set(drawn["elected"]), {*answer["elected"], *draw[:answer["free_places"]]})
        self.assertEqual([name for name in drawn["reserve"] if name in draw], draw[answer["free_places"]:])

    @settings(max_examples=100, deadline=None)
    @given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 10_000), st.sampled_from(turnout.OPERATORS))
    def test_threshold_and_petition(self, cards, entitled, hundredths, operator):
        cards = min(cards, entitled)
        value = turnout.Fraction(hundredths, 100)
        passed = turnout.threshold(cards, entitled, value, operator)["passed"]
        left, right = 10_000 * cards, hundredths * entitled
        self.assertEqual(passed, left > right if operator == "more_than" else left >= right)
        needed = turnout.petition(entitled, value, cards)["needed"]
        self.assertTrue(10_000 * needed >= hundredths * entitled > 10_000 * (needed - 1))
        shown = turnout.display(cards, entitled)
        exact = turnout.Fraction(100 * cards, entitled)
        self.assertLessEqual(abs(turnout.Fraction(shown) - exact), turnout.Fraction(1, 200))

    @settings(max_examples=80, deadline=None)
    @given(st.integers(1, 21), st.integers(0, 40), st.booleans(), st.sampled_from(PARAMS["uncontested_rule"][2]),
           st.sampled_from(["none", "le_seats", "lt_seats"]))
    def test_uncontested(self, seats, candidates, extended, rule, extension):
        answer = council.uncontested({"uncontested_rule": rule, "extension_if": extension}, seats, candidates, extended)
        self.assertTrue(0 <= answer["vacancies"] <= seats)
        if candidates > seats:
            self.assertEqual(answer["step"], "vote")
        if extended or extension == "none":
            self.assertNotEqual(answer["step"], "extension")
        if answer["step"] == "elected_without_voting":
            self.assertEqual(candidates + answer["vacancies"], seats)


@st.composite
def typed_protocols(draw):
    """Figures of a protocol as a commission may have written them: often right, sometimes not."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    marks = draw(st.integers(1, 3))
    cards = draw(st.integers(0, 30))
    issued = cards + draw(st.sampled_from([0, 0, 0, 1, -1]))
    not_issued, invalid = draw(st.sampled_from([0, 0, 1])), draw(st.integers(0, 2))
    valid = cards - not_issued - invalid
    votes = {name: draw(st.integers(0, max(0, valid) + draw(st.sampled_from([0, 0, 2])))) for name in names}
    counts = {
        "entitled": max(0, issued) + draw(st.sampled_from([5, 0, -1])), "issued": issued, "from_box": cards,
        "not_issued": not_issued, "invalid": invalid, "votes": votes,
    }
    return marks, {key: max(0, value) if isinstance(value, int) else value for key, value in counts.items()}


@tagged("-at_install", "post_install")
class TestLawAgrees(BaseCase):
    """The sheet of a protocol, the result of a constituency and of the whole unit say the same."""

    @settings(max_examples=150, deadline=None)
    @given(typed_protocols())
    def test_sheet_and_result(self, protocol):
        marks, counts = protocol
        rows = sheet.form("polling", [(name, name) for name in counts["votes"]])
        cards = max(0, counts["from_box"] - counts["not_issued"])
        typed = {
            **{name: number for name, number in counts.items() if name != "votes"}, "received": counts["issued"] + 7,
            "unused": 7, "valid_cards": cards, "valid_votes": max(0, cards - counts["invalid"]),
            "invalid_too_many": counts["invalid"], "invalid_no_mark": 0, "invalid_other": 0,
            **{f"votes:{name}": number for name, number in counts["votes"].items()},
        }
        written = sheet.check(rows, typed, marks)
        answer = result({"votes_mode": "fixed", "votes_fixed_15": marks}, 3, counts)
        self.assertEqual(bool(written["errors"]), answer["state"] == "error", (written["errors"], answer["errors"]))

    @settings(max_examples=80, deadline=None)
    @given(st.lists(elections(), min_size=1, max_size=4), st.randoms(use_true_random=False))
    def test_unit_and_constituencies(self, parts, random):
        params = {**parts[0][0], "votes_fixed_15": 8, "votes_fixed_21": 8, "use_constituencies": "multi"}
        rows = [
            {"name": str(number), "seats": seats, "candidates": list(counts["votes"]), "counts": counts}
            for number, (_params, seats, counts) in enumerate(parts)
        ]
        rows.append({"name": "bez głosowania", "seats": 2, "candidates": ["X"], "counts": False, "entitled": 10})
        whole = composition.election(params, rows)
        size = sum(row["seats"] for row in rows)
        self.assertEqual(whole["size"], size)
        free = sum(part["free_places"] for part in whole["constituencies"])
        self.assertEqual(len(whole["elected"]) + free + whole["vacancies"], size)
        for row, part in zip(rows, whole["constituencies"], strict=True):
            if row["counts"]:
                alone = result({**params, "council_size": size}, row["seats"], row["counts"])
                self.assertEqual((alone["state"], alone["elected"], alone["tied"]),
                                 (part["state"], part["elected"], part["tied"]))
        mixed = composition.election(params, random.sample(rows, len(rows)))
        for key in ("state", "size", "vacancies", "turnout", "turnout_all", "effect"):
            self.assertEqual(whole[key], mixed[key], key)
        self.assertEqual(sorted(map(str, whole["elected"])), sorted(map(str, mixed["elected"])))
