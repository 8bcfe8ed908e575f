"""Law of business travel: worked examples of the regulation of 29.01.2013 and properties."""

from datetime import datetime, timedelta
from decimal import Decimal as D

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.terms import WARSAW

from ..law import travel

RATE = D("45.00")
STARTS = st.datetimes(datetime(2023, 1, 1), datetime(2035, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=WARSAW)
)
LENGTHS = st.integers(1, 60 * 24 * 9).map(lambda minutes: timedelta(minutes=minutes))
MEAL_ROWS = st.lists(st.lists(st.sampled_from(sorted(travel.MEALS)), max_size=3), max_size=9)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW)


def after(start, length):
    return (start.astimezone(travel.UTC) + length).astimezone(WARSAW)


@tagged("post_install", "-at_install")
class TestTravelLaw(BaseCase):
    def amount(self, start, end, **options):
        return travel.per_diem(at(start), at(end), RATE, **options)["amount"]

    def test_one_day(self):
        """§ 7(2)(1): under 8 hours nothing, 8 to 12 half, over 12 the whole."""
        for end, expected in [
            ("15:59", "0"), ("16:00", "22.50"), ("20:00", "22.50"), ("20:01", "45"), ("23:00", "45"),
        ]:
            with self.subTest(end=end):
                self.assertEqual(self.amount("2026-03-02T08:00", f"2026-03-02T{end}"), D(expected))
        self.assertEqual(self.amount("2026-03-02T08:00", "2026-03-03T08:00"), D("45"))

    def test_longer_trip(self):
        """§ 7(2)(2): whole days in full, a begun day up to 8 hours half, above in full."""
        for end, expected in [
            ("2026-03-03T08:01", "67.50"), ("2026-03-03T16:00", "67.50"), ("2026-03-03T16:01", "90"),
            ("2026-03-04T08:00", "90"), ("2026-03-04T12:00", "112.50"),
        ]:
            with self.subTest(end=end):
                self.assertEqual(self.amount("2026-03-02T08:00", end), D(expected))

    def test_meals(self):
        """§ 7(4)-(5): breakfast 25 %, dinner 50 %, supper 25 % of the whole per diem, never below nothing."""
        day = ("2026-03-02T07:00", "2026-03-02T20:00")
        self.assertEqual(self.amount(*day, meals=[["breakfast"]]), D("33.75"))
        self.assertEqual(self.amount(*day, meals=[["lunch"]]), D("22.50"))
        self.assertEqual(self.amount(*day, meals=[["breakfast", "lunch", "supper"]]), D("0"))
        self.assertEqual(self.amount("2026-03-02T07:00", "2026-03-02T16:00", meals=[["lunch", "supper"]]), D("0"))
        with self.assertRaisesRegex(LawError, "za więcej"):
            self.amount(*day, meals=[[], ["lunch"]])
        with self.assertRaisesRegex(LawError, "nieznany posiłek"):
            self.amount(*day, meals=[["tea"]])

    def test_at_home(self):
        self.assertEqual(self.amount("2026-03-02T07:00", "2026-03-03T20:00", at_home=True), D("0"))

    def test_clock_change(self):
        """The night of 28/29 March 2026 is an hour shorter: from 20:00 to 8:30 only 11.5 hours pass."""
        self.assertEqual(self.amount("2026-03-28T20:00", "2026-03-29T08:30"), D("22.50"))
        self.assertEqual(self.amount("2026-03-21T20:00", "2026-03-22T08:30"), D("45"))

    def test_bad_time(self):
        with self.assertRaisesRegex(LawError, "późniejszy"):
            self.amount("2026-03-02T08:00", "2026-03-02T08:00")

    def test_abroad(self):
        """§ 13(3): a third up to 8 hours, half up to 12, the whole above; § 14(2) for meals."""
        rate = D("53")
        for end, expected in [("14:00", "17.67"), ("18:00", "26.50"), ("21:00", "53")]:
            result = travel.per_diem(at("2026-03-02T08:00"), at(f"2026-03-02T{end}"), rate, abroad=True)
            self.assertEqual(result["amount"], D(expected))
        result = travel.per_diem(at("2026-03-02T08:00"), at("2026-03-03T08:00"), rate, [["breakfast"]], abroad=True)
        self.assertEqual(result["amount"], D("45.05"))

    def test_nights(self):
        """§ 8(3)-(4): 150 % for a night of at least 6 hours between 21 and 7."""
        start, end = at("2026-03-02T08:00"), at("2026-03-04T18:00")
        self.assertEqual(travel.nights(start, end), 2)
        self.assertEqual(travel.nights(at("2026-03-02T08:00"), at("2026-03-03T02:59")), 0)
        self.assertEqual(travel.nights(at("2026-03-02T08:00"), at("2026-03-03T03:00")), 1)
        self.assertEqual(travel.nights(at("2026-03-02T01:00"), at("2026-03-02T20:00")), 1)
        self.assertEqual(travel.night_lump(start, end, 1, RATE)["amount"], D("67.50"))
        with self.assertRaisesRegex(LawError, "2 noclegi"):
            travel.night_lump(start, end, 3, RATE)

    def test_hotel(self):
        """§ 8(1)-(2): a bill up to 20 per diems for a night, more with consent."""
        limit = RATE * travel.HOTEL_LIMIT
        bill = {"nights": 2, "amount": D("2000")}
        self.assertEqual(travel.hotel([bill], limit)["amount"], D("1800"))
        self.assertEqual(travel.hotel([{**bill, "over_limit": True}], limit)["amount"], D("2000"))
        self.assertEqual(travel.hotel([{"nights": 1, "amount": D("320.50")}], limit)["amount"], D("320.50"))
        with self.assertRaises(LawError):
            travel.hotel([{"nights": 0, "amount": D("1")}], limit)

    def test_local_transport_and_car(self):
        self.assertEqual(travel.local_transport(3, RATE)["amount"], D("27.00"))
        self.assertEqual(travel.private_car(D("214"), "car_large", D("1.15"))["amount"], D("246.10"))
        self.assertEqual(travel.private_car(D("10.5"), "moped", D("0.42"))["amount"], D("4.41"))
        with self.assertRaises(LawError):
            travel.private_car(D("1"), "bicycle", D("1"))

    def test_settle(self):
        result = travel.settle({"per_diem": D("67.50"), "hotel": D("300")}, D("400"))
        self.assertEqual((result["total"], result["due"]), (D("367.50"), D("-32.50")))
        self.assertIn("Do zwrotu", result["reasons"][-1]["text"])

    def test_orderer(self):
        """UPS art. 8(2): nobody orders a trip of his or her own; the President's is ordered by others."""
        with self.assertRaisesRegex(LawError, "nie podpisuje"):
            travel.check_orderer(True, "", "")
        with self.assertRaisesRegex(LawError, "art. 8 ust. 2"):
            travel.check_orderer(False, "president", "treasurer")
        for options in ({"orderer": "deputy"}, {"orderer": "city_secretary"}, {"orderer": "", "substitutes": True},
                        {"orderer": "treasurer", "named": True}):
            self.assertTrue(travel.check_orderer(False, "president", **options))
        self.assertTrue(travel.check_orderer(False, "", "president"))


@tagged("post_install", "-at_install")
class TestTravelProperties(BaseCase):
    @settings(max_examples=150, deadline=None)
    @given(STARTS, LENGTHS, MEAL_ROWS, st.booleans())
    def test_never_negative_and_reduction_within(self, start, length, meals, abroad):
        count = len(travel.travel_days(start, after(start, length)))
        result = travel.per_diem(start, after(start, length), RATE, meals[:count], abroad=abroad)
        self.assertGreaterEqual(result["amount"], 0)
        self.assertEqual(result["amount"], sum(row["amount"] for row in result["days"]))
        for row in result["days"]:
            self.assertTrue(0 <= row["reduction"] <= row["full"] <= RATE)
            self.assertEqual(row["amount"], row["full"] - row["reduction"])

    @settings(max_examples=150, deadline=None)
    @given(STARTS, LENGTHS, st.integers(0, 60 * 24 * 3), st.booleans())
    def test_monotone_in_time(self, start, length, more, abroad):
        short, long = (
            travel.per_diem(start, after(start, span), RATE, abroad=abroad)["amount"]
            for span in (length, length + timedelta(minutes=more))
        )
        self.assertLessEqual(short, long)

    @settings(max_examples=100, deadline=None)
    @given(STARTS, LENGTHS)
    def test_days_cover_the_trip(self, start, length):
        rows = travel.travel_days(start, after(start, length))
        self.assertEqual(sum((row["duration"] for row in rows), timedelta()), length)
        self.assertTrue(all(row["duration"] == travel.DAY for row in rows[:-1]))
        self.assertLessEqual(travel.nights(start, after(start, length)), len(rows) + 1)

    @settings(max_examples=100, deadline=None)
    @given(st.lists(st.tuples(st.integers(1, 5), st.decimals(0, 9000, places=2)), max_size=4))
    def test_hotel_within_limit_and_bill(self, bills):
        limit = RATE * travel.HOTEL_LIMIT
        rows = [{"nights": count, "amount": amount} for count, amount in bills]
        paid = travel.hotel(rows, limit)["amount"]
        self.assertTrue(0 <= paid <= sum((row["amount"] for row in rows), D(0)))
        self.assertLessEqual(paid, sum(row["nights"] for row in rows) * limit)
