from datetime import date, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.biuro_kancelaria.law import terms
from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import allowance, majority, numbers, sessions

BASE = Decimal("1935.26")


def counts(draw):
    statutory = draw(st.integers(15, 45))
    present = draw(st.integers(0, statutory))
    yes = draw(st.integers(0, present))
    no = draw(st.integers(0, present - yes))
    abstain = draw(st.integers(0, present - yes - no))
    return {"statutory": statutory, "present": present, "yes": yes, "no": no, "abstain": abstain}


COUNTS = st.composite(counts)()


@tagged("-at_install", "post_install")
class TestMajority(BaseCase):
    def result(self, kind, *values, **more):
        return majority.majority(kind, *values, **more)["result"]

    def test_seats(self):
        for population, seats in [
            (1, 15),
            (20_000, 15),
            (20_001, 21),
            (50_000, 21),
            (72_000, 23),
            (100_000, 23),
            (100_001, 25),
            (200_000, 25),
            (200_001, 28),
            (300_000, 28),
            (300_001, 31),
            (800_000, 43),
            (800_001, 45),
            (1_800_000, 45),
        ]:
            with self.subTest(population=population):
                self.assertEqual(majority.seats(population)["seats"], seats)

    def test_table_of_needs(self):
        for statutory, *row in [
            (15, 8, 8, 4, 9, 10),
            (21, 11, 11, 6, 13, 14),
            (23, 12, 12, 6, 14, 16),
            (25, 13, 13, 7, 15, 17),
            (28, 14, 15, 7, 17, 19),
        ]:
            found = [
                majority.quorum(statutory),
                majority.needed("absolute_statutory", statutory, 0, 0),
                majority.share_needed(statutory, 1, 4),
                majority.needed("three_fifths_statutory", statutory, 0, 0),
                majority.needed("two_thirds_statutory", statutory, 0, 0),
            ]
            self.assertEqual(found, row, statutory)

    def test_worked_examples(self):
        for kind, expected in [("simple", "adopted"), ("absolute", "rejected"), ("absolute_statutory", "rejected")]:
            self.assertEqual(self.result(kind, 25, 20, 9, 8, 3), expected)
        for kind in ("simple", "absolute", "absolute_statutory"):
            self.assertEqual(self.result(kind, 21, 14, 11, 2, 1), "adopted")
        self.assertEqual(self.result("simple", 15, 7, 7, 0, 0), "no_quorum")
        self.assertEqual(self.result("simple", 23, 12, 6, 6, 0), "rejected", "a tie adopts nothing")
        self.assertEqual(self.result("two_thirds_votes", 15, 8, 0, 0, 0), "rejected", "nobody was for")

    def test_election(self):
        answer = majority.election(25, 24, 2, {"A": 12, "B": 9}, 1)
        self.assertEqual((answer["elected"], answer["next_round"]), ("A", False))
        answer = majority.election(25, 24, 0, {"A": 12, "B": 11}, 1)
        self.assertEqual((answer["elected"], answer["next_round"]), (False, True))
        with self.assertRaisesRegex(LawError, "kworum"):
            majority.election(25, 12, 0, {"A": 12}, 0)
        with self.assertRaisesRegex(LawError, "więcej niż kart"):
            majority.election(25, 20, 1, {"A": 12, "B": 8}, 0)

    def test_confidence_and_discharge(self):
        same = {"statutory": 25, "present": 24, "yes": 12, "no": 10, "abstain": 2}
        self.assertEqual(majority.special("discharge", "grant", **same)["outcome"], "unresolved")
        self.assertEqual(majority.special("discharge", "refuse", **same)["outcome"], "unresolved")
        self.assertEqual(majority.special("confidence", "grant", **same)["outcome"], "refused")
        more = {**same, "yes": 13, "no": 9}
        self.assertEqual(majority.special("discharge", "grant", **more)["outcome"], "granted")
        self.assertEqual(majority.special("discharge", "refuse", **more)["outcome"], "refused")
        self.assertEqual(majority.special("confidence", "grant", **more)["outcome"], "granted")
        self.assertEqual(majority.special("confidence", "refuse", **more)["outcome"], "refused")
        with self.assertRaisesRegex(LawError, "kworum"):
            majority.special("confidence", "grant", 25, 12, 12, 0, 0)

    def test_impossible_counts(self):
        for values in [(23, 24, 0, 0, 0), (23, 12, 13, 0, 0), (0, 0, 0, 0, 0)]:
            with self.assertRaises(LawError):
                majority.majority("simple", *values)
        with self.assertRaises(LawError):
            majority.majority("simple", 23, 12, 6, 5, 0, excluded=2)
        with self.assertRaises(LawError):
            majority.majority("half", 23, 12, 6, 5, 0)

    @settings(max_examples=300, deadline=None)
    @given(COUNTS, st.sampled_from(sorted(majority.KINDS)))
    def test_properties(self, counts, kind):
        answer = majority.majority(kind, **counts)
        quorum = 2 * counts["present"] >= counts["statutory"]
        self.assertEqual(answer["result"] == "no_quorum", not quorum)
        if quorum:
            self.assertEqual(answer["result"] == "adopted", counts["yes"] >= answer["needed"])
        if kind == "simple" and quorum:
            self.assertEqual(answer["result"] == "adopted", counts["yes"] > counts["no"])
        if kind == "absolute" and quorum:
            self.assertEqual(answer["result"] == "adopted", counts["yes"] > counts["no"] + counts["abstain"])
        if kind == "absolute_statutory":
            self.assertEqual(answer["result"] == "adopted", 2 * counts["yes"] > counts["statutory"])
        if kind == "three_fifths_statutory":
            self.assertEqual(answer["result"] == "adopted", 5 * counts["yes"] >= 3 * counts["statutory"])
        if kind == "two_thirds_statutory":
            self.assertEqual(answer["result"] == "adopted", 3 * counts["yes"] >= 2 * counts["statutory"])
        # one vote moved from against to for never makes it worse
        if counts["no"]:
            better = majority.majority(kind, **{**counts, "no": counts["no"] - 1, "yes": counts["yes"] + 1})
            self.assertFalse(answer["result"] == "adopted" and better["result"] != "adopted")


@tagged("-at_install", "post_install")
class TestSessionsLaw(BaseCase):
    def ask(self, **changes):
        values = {
            "statutory": 23,
            "applicant": "councillors",
            "signatures": 6,
            "filed": date(2026, 3, 3),
            "session": date(2026, 3, 10),
            "has_agenda": True,
            "has_drafts": True,
        }
        return sessions.request_session(**{**values, **changes})

    def test_request(self):
        answer = self.ask()
        self.assertTrue(answer["accepted"])
        self.assertEqual(answer["last_day"], date(2026, 3, 10))
        for change in [
            {"signatures": 5},
            {"session": date(2026, 3, 11)},
            {"session": date(2026, 3, 2)},
            {"has_agenda": False},
            {"has_drafts": False},
        ]:
            answer = self.ask(**change)
            self.assertFalse(answer["accepted"], change)
            self.assertEqual(len(answer["problems"]), 1, change)
        self.assertTrue(self.ask(applicant="mayor", signatures=0)["accepted"])
        # the seventh day is not moved off a free day
        self.assertEqual(self.ask(filed=date(2026, 4, 24))["last_day"], date(2026, 5, 1))

    def test_debate(self):
        def at(day, hour, signatures=50):
            return {"received": datetime(2026, 6, day, hour, tzinfo=terms.WARSAW), "signatures": signatures}

        answer = sessions.state_debate(
            72_000,
            date(2026, 6, 18),
            [
                at(17, 23),
                at(16, 8),
                at(18, 0),
                at(15, 8, 49),
                {"received": date(2026, 6, 17), "signatures": 60},
            ],
        )["applications"]
        self.assertEqual([row["admitted"] for row in answer], [True, True, False, False, True])
        self.assertEqual([row["order"] for row in answer], [3, 1, None, None, 2])
        self.assertIn("49", answer[3]["problem"])
        answer = sessions.state_debate(15_000, date(2026, 6, 18), [at(1, hour, 20) for hour in range(20)])
        self.assertEqual([row["order"] for row in answer["applications"]], [*range(1, 16), *[None] * 5])

    def test_initiative(self):
        for population, signatures, accepted in [
            (5_000, 100, True),
            (5_001, 199, False),
            (20_000, 200, True),
            (20_001, 299, False),
            (72_000, 300, True),
        ]:
            answer = sessions.citizens_initiative(population, signatures, date(2026, 3, 2))
            self.assertEqual(answer["accepted"], accepted, population)
        self.assertEqual(answer["latest_session"], date(2026, 6, 2))
        self.assertEqual(
            sessions.citizens_initiative(72_000, 300, date(2025, 11, 30))["latest_session"], date(2026, 2, 28)
        )

    def test_expiry(self):
        for ground, authority in [
            ("death", "commissioner"),
            ("resignation", "commissioner"),
            ("elected_mayor", "commissioner"),
            ("elected_parliament", "commissioner"),
            ("president_rp", "commissioner"),
            ("eligibility", "council"),
            ("oath_refused", "council"),
            ("incompatibility", "council"),
            ("no_statement", "council"),
        ]:
            answer = sessions.expiry_authority(ground, date(2026, 1, 31))
            self.assertEqual(answer["authority"], authority, ground)
            self.assertEqual(answer["deadline"], date(2026, 3, 2) if authority == "council" else None, ground)
        for ground in ("end_of_term", "boredom"):
            with self.assertRaises(LawError):
                sessions.expiry_authority(ground, date(2026, 1, 31))


@tagged("-at_install", "post_install")
class TestNumbers(BaseCase):
    def test_patterns(self):
        day = date(2026, 3, 25)
        for pattern, session, seq, number in [
            ("{session_roman}/{seq}/{yyyy}", 23, 178, "XXIII/178/2026"),
            ("{session_roman}/{seq}/{yyyy}", 4, 32, "IV/32/2026"),
            ("{seq}/{session_roman}/{yy}", 22, 130, "130/XXII/26"),
            ("{session}.{seq}", 5, 1, "5.1"),
        ]:
            self.assertEqual(numbers.resolution_number(pattern, session, seq, day)["number"], number)
        self.assertEqual(numbers.resolution_number("{body}/{seq}", 1, 2, day, "RM")["number"], "RM/2")
        for pattern in ("{session_roman}/{yyyy}", "{seq}/{month}", "{seq", "{body}/{seq}", "{seq}}"):
            with self.assertRaises(LawError, msg=pattern):
                numbers.resolution_number(pattern, 1, 1, day)

    def test_roman(self):
        for number in range(1, 4000):
            self.assertEqual(numbers.from_roman(numbers.roman(number)), number)
        for text in ("IIII", "VX", "ABC", "", "IC"):
            self.assertEqual(numbers.from_roman(text), 0, text)


@tagged("-at_install", "post_install")
class TestAllowance(BaseCase):
    def test_ceiling(self):
        for population, base, exact, ceiling in [
            (120_000, "1935.26", "4644.624", "4644.62"),
            (80_000, "1935.26", "3483.468", "3483.46"),
            (12_000, "1935.26", "2322.312", "2322.31"),
            (80_000, "1878.89", "3382.002", "3382.00"),
            (80_000, "1789.42", "3220.956", "3220.95"),
            (100_000, "1935.26", "3483.468", "3483.46"),
            (15_000, "1935.26", "3483.468", "3483.46"),
            (14_999, "1935.26", "2322.312", "2322.31"),
        ]:
            answer = allowance.allowance_ceiling(population, Decimal(base))
            self.assertEqual((str(answer["exact"]), str(answer["ceiling"])), (exact, ceiling))

    def test_month(self):
        limit = Decimal("3483.468")
        for percent, reductions, amount in [
            ("60", [], "2090.08"),
            ("60", ["50"], "1045.04"),
            ("100", [], "3483.46"),
            ("60", ["50", "60"], "0.00"),
            ("0", [], "0.00"),
        ]:
            answer = allowance.allowance(limit, Decimal(percent), [Decimal(value) for value in reductions])
            self.assertEqual(str(answer["amount"]), amount)

    @settings(max_examples=200, deadline=None)
    @given(st.integers(0, 10_000), st.lists(st.integers(0, 10_000), max_size=5))
    def test_never_above_the_ceiling(self, percent, reductions):
        limit = Decimal("3483.468")
        amount = allowance.allowance(limit, Decimal(percent) / 100, [Decimal(r) / 100 for r in reductions])["amount"]
        self.assertTrue(0 <= amount <= limit)

    def test_tax(self):
        def split(*payments):
            rows = [{"date": date.fromisoformat(day), "amount": Decimal(amount)} for day, amount in payments]
            found = allowance.allowance_tax(rows, lambda day: Decimal(3000))["payments"]
            return [(str(row["exempt"]), str(row["taxable"])) for row in found]

        self.assertEqual(
            split(("2026-03-05", "1700"), ("2026-03-27", "1650")), [("1700.00", "0.00"), ("1300.00", "350.00")]
        )
        self.assertEqual(
            split(("2026-03-27", "1650"), ("2026-03-05", "1700")), [("1300.00", "350.00"), ("1700.00", "0.00")]
        )
        self.assertEqual(
            split(("2026-03-31", "3000"), ("2026-04-01", "3000.01")), [("3000.00", "0.00"), ("3000.00", "0.01")]
        )

    def test_trip(self):
        for minutes, amount in [
            (0, "0.00"),
            (479, "0.00"),
            (480, "23.22"),
            (720, "23.22"),
            (721, "46.45"),
            (1440, "46.45"),
            (34 * 60, "92.89"),
            (24 * 60 + 480, "69.67"),
            (24 * 60 + 481, "92.89"),
            (48 * 60, "92.89"),
        ]:
            self.assertEqual(str(allowance.trip_allowance(minutes, BASE)["amount"]), amount, minutes)
        board = dict.fromkeys(("breakfast", "lunch", "dinner"), True)
        self.assertEqual(allowance.trip_allowance(900, BASE, board)["amount"], 0)
        self.assertEqual(str(allowance.trip_allowance(900, BASE, {**board, "lunch": False})["amount"]), "46.45")

    def test_fee(self):
        self.assertEqual(str(allowance.membership_fee(70_000, Decimal("0.4007"))["amount"]), "28049.00")
        self.assertEqual(str(allowance.membership_fee(70_000, Decimal("0.4007"), 9)["amount"]), "21036.75")
        with self.assertRaises(LawError):
            allowance.membership_fee(70_000, Decimal("0.4007"), 13)
