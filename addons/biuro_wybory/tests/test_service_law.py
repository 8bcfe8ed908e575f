from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import service

GDANSK = [
    {"up_to": Decimal(14), "inclusive": False, "rate": Decimal(12)},
    {"up_to": Decimal(16), "inclusive": True, "rate": Decimal(15)},
    {"up_to": None, "inclusive": False, "rate": Decimal(18)},
]
MAY = date(2026, 5, 1)


def row(name="chair", amount="900", basis="month", first=date(2024, 1, 1), last=None, reduction="10"):
    return {"name": name, "amount": Decimal(amount), "basis": basis, "first": first, "last": last,
            "reduction": Decimal(reduction)}


@tagged("post_install", "-at_install")
class TestServiceLaw(BaseCase):
    def test_money_by_turnout(self):
        for voted, amount in ((1399, 120_000), (1400, 150_000), (1600, 150_000), (1601, 180_000)):
            answer = service.turnout_money(10_000, voted, 10_000, GDANSK)
            self.assertEqual(answer["amount"], amount, voted)
        # never rounded: 13.996 % is below 14 %
        self.assertEqual(service.turnout_money(10_000, 6998, 50_000, GDANSK)["amount"], 120_000)
        for wrong in (
            (10, 11, 10, GDANSK), (-1, 1, 10, GDANSK), (10, 0, 0, GDANSK), (10, 1, 10, []), (10, 1, 10, GDANSK[:2]),
            (10, 1, 10, [GDANSK[0], *GDANSK]),
        ):
            with self.assertRaises(LawError):
                service.turnout_money(*wrong)

    @settings(deadline=None, max_examples=60)
    @given(st.integers(0, 50_000), st.integers(0, 5_000), st.integers(0, 5_000))
    def test_more_turnout_never_gives_less(self, residents, first, second):
        less, more = sorted((first, second))
        self.assertLessEqual(
            service.turnout_money(residents, less, 5_000, GDANSK)["amount"],
            service.turnout_money(residents, more, 5_000, GDANSK)["amount"],
        )

    def test_spending(self):
        self.assertTrue(service.spending(Decimal(100), Decimal(0), Decimal(40), Decimal(60))["allowed"])
        answer = service.spending(Decimal(100), Decimal(-10), Decimal(40), Decimal("50.01"))
        self.assertFalse(answer["allowed"])
        self.assertIn("przekracza tę kwotę o 0,01 zł", answer["reasons"][-1]["text"])

    def test_allowance(self):
        # Lublin: chair of the board 900, chair of the council 400
        two = [row(), row("council", "400")]
        self.assertEqual(service.allowance(two, MAY)["amount"], Decimal("900.00"))
        self.assertEqual(service.allowance(two, MAY, combine="sum")["amount"], Decimal("1300.00"))
        self.assertEqual(service.allowance([row()], MAY, absences=2)["amount"], Decimal("720.00"))
        self.assertEqual(service.allowance([row(reduction="60")], MAY, absences=2)["amount"], 0)
        half = [row(first=date(2026, 5, 17))]
        self.assertEqual(service.allowance(half, MAY)["amount"], Decimal("435.48"))  # 15 of 31 days
        self.assertEqual(service.allowance(half, MAY, prorata="months")["amount"], Decimal("900.00"))
        self.assertEqual(service.allowance([row(last=date(2026, 4, 30))], MAY)["functions"], [])
        per_meeting = [row(amount="53", basis="meeting")]
        self.assertEqual(service.allowance(per_meeting, MAY, absences=1, meetings=3)["amount"], Decimal("159.00"))
        with self.assertRaises(LawError):
            service.allowance([row()], MAY, combine="average")

    def test_notices_of_sessions(self):
        self.assertTrue(service.notice_due("council", date(2025, 6, 1))["due"])
        self.assertFalse(service.notice_due("committee", date(2025, 12, 31))["due"])
        self.assertTrue(service.notice_due("committee", date(2026, 1, 1))["due"])

    def test_gaps_of_insurance(self):
        year = date(2026, 1, 1), date(2026, 12, 31)
        self.assertEqual(service.cover_gaps(*year, [year])["gaps"], [])
        self.assertEqual(
            service.cover_gaps(*year, [(date(2026, 7, 1), date(2027, 6, 30)), (date(2025, 1, 1), date(2026, 3, 31))])[
                "gaps"], [(date(2026, 4, 1), date(2026, 6, 30))],
        )
        self.assertEqual(service.cover_gaps(*year, [])["gaps"], [year])

    @settings(deadline=None, max_examples=60)
    @given(st.lists(st.tuples(st.integers(-50, 400), st.integers(0, 200)), max_size=6))
    def test_each_day_is_covered_or_in_a_gap(self, rows):
        first, last = date(2026, 1, 1), date(2026, 12, 31)
        policies = [(first + timedelta(days=at), first + timedelta(days=at + long)) for at, long in rows]
        gaps = service.cover_gaps(first, last, policies)["gaps"]
        for offset in range(365):
            day = first + timedelta(days=offset)
            covered = any(begins <= day <= ends for begins, ends in policies)
            self.assertNotEqual(covered, any(begins <= day <= ends for begins, ends in gaps))

    def test_number_of_a_resolution(self):
        self.assertEqual(service.resolution_number("{number}/{term}/{year}", 7, "III", 2026, "ZA"), "7/III/2026")
        for wrong in ("{year}", "{number}/{x}", "{number", ""):
            with self.assertRaises(LawError):
                service.resolution_number(wrong, 1, "I", 2026, "A")
