from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import cru

days = st.dates(date(2026, 7, 1), date(2040, 12, 31))
money = st.decimals(0, 10**9, places=2)
failures = st.lists(st.tuples(st.integers(-10, 60), st.integers(0, 9)), max_size=5)


def periods(event, spans):
    """Return failure periods (pairs of days) from distances to the event and lengths."""
    return [(event + timedelta(days=start), event + timedelta(days=start + length)) for start, length in spans]


@tagged("post_install", "-at_install")
class TestCruLaw(BaseCase):
    """Worked examples of the register of contracts, and what must hold for every contract."""

    def test_order_without_threshold(self):
        answer = cru.cru("order", "documentary", date(2026, 7, 20), False)
        self.assertTrue(answer["required"])
        self.assertEqual(answer["due"], date(2026, 8, 19))
        self.assertEqual(date(2026, 8, 19).weekday(), 2)

    def test_annex(self):
        answer = cru.cru("order", "written", date(2026, 9, 2), False, annex_of=date(2026, 7, 20))
        self.assertEqual((answer["required"], answer["due"]), (True, date(2026, 10, 2)))
        change = cru.change("amendment", date(2026, 9, 2), date(2026, 7, 20))
        self.assertEqual((change["change_kind"], change["due"], change["status"]),
                         ("TSU02", date(2026, 10, 2), "active"))

    def test_what_is_not_reported(self):
        for kind, form, signed, income in (
            ("order", "written", date(2026, 6, 30), False),
            ("order", "oral", date(2026, 7, 20), False),
            ("order", "written", date(2026, 7, 20), True),
            ("sale", "notarial", date(2026, 7, 20), True),
            ("agreement", "written", date(2026, 7, 20), False),
            ("employment", "written", date(2026, 7, 20), False),
            ("grant", "written", date(2026, 7, 20), False),
        ):
            answer = cru.cru(kind, form, signed, income)
            self.assertEqual((answer["required"], answer["due"]), (False, False), (kind, form))
            self.assertTrue(answer["why"] and answer["reasons"])
        older = cru.cru("order", "written", date(2026, 9, 2), False, annex_of=date(2026, 5, 4))
        self.assertFalse(older["required"])
        self.assertTrue(cru.cru("order", "written", date(2026, 7, 1), False)["required"])

    def test_value(self):
        def value(**inputs):
            return cru.value(**inputs)["value"]

        self.assertEqual(value(monthly=Decimal(4000), indefinite=True), Decimal("192000.00"))
        self.assertEqual(value(monthly=Decimal(4000), months=24, option_months=12), Decimal("144000.00"))
        self.assertEqual(value(total=Decimal("350.00")), Decimal("350.00"))
        self.assertEqual(value(total=Decimal(1000), options=Decimal("250.50")), Decimal("1250.50"))
        self.assertEqual(value(planned=Decimal(5000)), Decimal("5000.00"))
        for wrong in ({}, {"total": Decimal(-1)}, {"monthly": Decimal(5)}, {"total": Decimal(5), "option_months": -1}):
            with self.assertRaises(LawError):
                cru.value(**wrong)

    def test_failure_days(self):
        event = date(2026, 7, 20)
        self.assertEqual(cru.due_day(event)["due"], date(2026, 8, 19))
        one = [(date(2026, 8, 3), date(2026, 8, 3))]
        self.assertEqual(cru.due_day(event, one)["due"], date(2026, 8, 20))
        # the last day itself fails, and the day after it too: the next good day ends the term
        end = [(date(2026, 8, 19), date(2026, 8, 20))]
        self.assertEqual(cru.due_day(event, end)["due"], date(2026, 8, 21))
        self.assertEqual(cru.due_day(event, [(date(2026, 7, 1), date(2026, 7, 20))])["due"], date(2026, 8, 19))
        self.assertEqual(cru.due_day(event, one + one)["skipped"], 1)
        self.assertEqual(cru.cru("order", "written", event, False, failure_days=3)["due"], date(2026, 8, 22))

    def test_refusals(self):
        for arguments in (
            ("loan", "written", date(2026, 7, 20), False), ("order", "smoke", date(2026, 7, 20), False),
            ("order", "written", date(2026, 7, 20), False, date(2026, 7, 21)),
            ("order", "written", date(2026, 7, 20), False, None, -1),
        ):
            with self.assertRaises(LawError):
                cru.cru(*arguments)
        with self.assertRaises(LawError):
            cru.change("amendment", date(2026, 7, 1), date(2026, 7, 2))
        with self.assertRaises(LawError):
            cru.change("holiday", date(2026, 7, 3), date(2026, 7, 2))

    def test_status_and_removal(self):
        for event, kind, status in (
            ("terminated", "TSU05", "inactive"), ("notice", "TSU06", "inactive"), ("withdrawn", "TSU07", "inactive"),
            ("expired", "TSU10", "inactive"), ("performed", "TSU10", "inactive"), ("assignment", "TSU11", "active"),
            ("correction", "TSU01", "active"), ("exclusion", "TSU03", "active"), ("party", "TSU04", "active"),
        ):
            change = cru.change(event, date(2026, 9, 2), date(2026, 8, 1))
            self.assertEqual((change["change_kind"], change["status"]), (kind, status))
        self.assertFalse(cru.change("notice", date(2026, 9, 2), date(2026, 8, 1), registered=False)["required"])
        self.assertEqual(cru.removal_day(date(2026, 3, 31)), date(2032, 1, 1))
        self.assertEqual(cru.removal_day(date(2026, 12, 31)), date(2032, 1, 1))

    @settings(max_examples=300, deadline=None)
    @given(days, failures)
    def test_due_is_the_thirtieth_day_that_counts(self, event, spans):
        """Never before day 30; exactly thirty days that are no failure days lie in it; the last one is one of them."""
        failed = periods(event, spans)
        due = cru.due_day(event, failed)["due"]
        self.assertGreaterEqual(due, event + timedelta(days=30))

        def works(day):
            return not any(first <= day <= last for first, last in failed)

        counted = [event + timedelta(days=n) for n in range(1, (due - event).days + 1)]
        self.assertEqual(sum(map(works, counted)), 30)
        self.assertTrue(works(due))

    @settings(max_examples=200, deadline=None)
    @given(days, failures, failures)
    def test_more_failures_never_shorten_the_term(self, event, spans, more):
        base, longer = periods(event, spans), periods(event, spans + more)
        self.assertLessEqual(cru.due_day(event, base)["due"], cru.due_day(event, longer)["due"])

    @settings(max_examples=200, deadline=None)
    @given(money, money, st.integers(1, 120), st.integers(0, 60))
    def test_value_sums(self, amount, options, months, more):
        self.assertEqual(cru.value(total=amount, options=options)["value"], amount + options)
        whole = cru.value(monthly=amount, months=months, option_months=more)["value"]
        self.assertEqual(whole, cru.value(monthly=amount, months=months + more)["value"])
        self.assertEqual(cru.value(monthly=amount, indefinite=True)["value"], amount * 48)
