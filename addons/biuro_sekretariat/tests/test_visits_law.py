from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import TransactionCase, tagged

from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW

from ..law import reception
from .law_rows_visits import OFFICE, duty

HOURS = st.integers(0, 1440)


@tagged("post_install", "-at_install")
class TestVisitsLaw(TransactionCase):
    """KPA art. 253 § 1-3 and the hours of a plan, also on the days when the clocks change."""

    def test_reasons_name_the_paragraphs(self):
        answer = reception.reception_plan([duty(), duty(person="head", weekday=4, every="month")], OFFICE)
        self.assertEqual(answer["warnings"], [])
        self.assertEqual(
            [step["article"] for step in answer["reasons"]],
            ["KPA art. 253 § 2–3", "KPA art. 253 § 1", "KPA art. 253 § 2", "KPA art. 253 § 3"],
        )

    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.tuples(
        st.sampled_from(list(reception.PERSONS)), st.integers(1, 7), st.integers(0, 1438), st.integers(1, 600),
        st.sampled_from(list(reception.EVERY)),
    ), max_size=6))
    def test_warnings_follow_the_definition(self, rows):
        duties = [
            duty(person, weekday, reception.clock_text(begin), reception.clock_text(min(begin + span, 1440)), every)
            for person, weekday, begin, span, every in rows
        ]
        warnings = reception.reception_plan(duties, OFFICE)["warnings"]
        weekly = [row for row in rows if row[4] == "week" and row[1] != 7]
        self.assertEqual(any("Prezydenta" in text for text in warnings), not any(row[0] != "head" for row in weekly))
        self.assertEqual(any("po godzinach" in text for text in warnings), not any(row[2] >= 930 for row in weekly))

    def test_local_times_on_both_changes_of_the_clock(self):
        """The reception at ten is at ten: at 9.00 UTC in winter, at 8.00 in summer."""
        for day, hour in (
            (date(2026, 3, 28), 9), (date(2026, 3, 29), 8), (date(2026, 3, 30), 8),
            (date(2026, 10, 24), 8), (date(2026, 10, 25), 9), (date(2026, 10, 26), 9),
        ):
            with self.subTest(day=day):
                slots = reception.day_slots(day, 600, 660, 20)
                self.assertEqual(len(slots), 3)
                self.assertEqual(slots[0], (datetime(day.year, day.month, day.day, hour),
                                            datetime(day.year, day.month, day.day, hour, 20)))
                self.assertEqual(slots[-1][0].hour, hour)

    def test_hours_that_the_clock_skips_or_repeats_give_no_slot(self):
        spring = reception.day_slots(date(2026, 3, 29), 60, 240, 30)
        self.assertEqual([slot[0].hour * 60 + slot[0].minute for slot in spring], [0, 60, 90])
        autumn = reception.day_slots(date(2026, 10, 25), 60, 240, 30)
        for start, stop in autumn:
            self.assertEqual(stop - start, timedelta(minutes=30))
        self.assertEqual(len({slot[0] for slot in autumn}), len(autumn))

    def test_leap_day_and_weeks_of_the_month(self):
        """29.02.2028 is the fifth Tuesday: the last one, and none of the first four."""
        leap = date(2028, 2, 29)
        self.assertTrue(reception.occurs(leap, 2))
        self.assertTrue(reception.occurs(leap, 2, "month", reception.LAST))
        self.assertFalse(any(reception.occurs(leap, 2, "month", week) for week in (1, 2, 3, 4)))
        self.assertEqual(len(reception.day_slots(leap, 600, 720, 30)), 4)
        self.assertFalse(reception.occurs(date(2027, 2, 28), 7, "month", 3))

    @settings(max_examples=200, deadline=None)
    @given(st.dates(date(2020, 1, 1), date(2032, 12, 31)), HOURS, HOURS, st.integers(5, 120))
    def test_slots_follow_each_other(self, day, begin, end, length):
        slots = reception.day_slots(day, begin, end, length)
        for (start, stop), following in zip(slots, [*slots[1:], None], strict=False):
            self.assertEqual(stop - start, timedelta(minutes=length))
            local = start.replace(tzinfo=UTC).astimezone(WARSAW)
            self.assertEqual(local.date(), day)
            self.assertEqual((local.hour * 60 + local.minute - begin) % length, 0)
            if following:
                self.assertLessEqual(stop, following[0])
        self.assertLessEqual(len(slots) * length, max(0, end - begin))

    @settings(max_examples=100, deadline=None)
    @given(st.dates(date(2020, 1, 1), date(2032, 12, 31)))
    def test_one_day_of_each_month(self, day):
        weeks = [week for week in (1, 2, 3, 4, reception.LAST)
                 if reception.occurs(day, day.isoweekday(), "month", week)]
        self.assertIn(len(weeks), (1, 2))  # the fourth may be the last
