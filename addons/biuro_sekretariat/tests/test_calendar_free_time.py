from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.free_time import day_bounds, gaps, local_moment, merge, moment, overlap, starts

HOUR = timedelta(hours=1)
MOMENTS = st.datetimes(datetime(2026, 3, 27), datetime(2026, 3, 31))
INTERVALS = st.lists(
    st.tuples(MOMENTS, st.integers(1, 600)).map(lambda row: (row[0], row[0] + timedelta(minutes=row[1]))), max_size=12)


@tagged("post_install", "-at_install")
class TestFreeTime(BaseCase):
    """Free time: arithmetic of intervals, also when the clock changes."""

    def test_days_of_the_clock_change(self):
        self.assertEqual(day_bounds(date(2026, 3, 29))[1] - day_bounds(date(2026, 3, 29))[0], 23 * HOUR)
        self.assertEqual(day_bounds(date(2026, 10, 25))[1] - day_bounds(date(2026, 10, 25))[0], 25 * HOUR)
        self.assertEqual(day_bounds(date(2026, 3, 28), date(2026, 3, 30)), (
            datetime(2026, 3, 27, 23), datetime(2026, 3, 30, 22)))

    def test_hours_of_the_office(self):
        self.assertEqual(moment(date(2026, 3, 27), 8 * 60), datetime(2026, 3, 27, 7))
        self.assertEqual(moment(date(2026, 3, 30), 8 * 60), datetime(2026, 3, 30, 6))
        self.assertEqual(moment(date(2026, 3, 30), 1440), datetime(2026, 3, 30, 22))
        # 2:30 does not exist on 29 March and happens twice on 25 October
        self.assertEqual(moment(date(2026, 3, 29), 150), datetime(2026, 3, 29, 1, 30))
        self.assertEqual(moment(date(2026, 10, 25), 150), datetime(2026, 10, 25, 0, 30))

    def test_starts(self):
        window = datetime(2026, 3, 2, 7), datetime(2026, 3, 2, 9)
        busy = [(datetime(2026, 3, 2, 7, 20), datetime(2026, 3, 2, 7, 50))]
        found = list(starts(window, busy, timedelta(minutes=30), timedelta(minutes=15)))
        self.assertEqual([point.strftime("%H:%M") for point in found], ["08:00", "08:15", "08:30"])

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(INTERVALS, MOMENTS, st.integers(30, 3000), st.integers(5, 120))
    def test_what_is_offered_is_free(self, busy, begin, width, minutes):
        window, length = (begin, begin + timedelta(minutes=width)), timedelta(minutes=minutes)
        for start in starts(window, busy, length, timedelta(minutes=15)):
            slot = start, start + length
            self.assertGreaterEqual(slot[0], window[0])
            self.assertLessEqual(slot[1], window[1])
            self.assertFalse(any(overlap(slot, taken) for taken in busy))

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(INTERVALS, MOMENTS, st.integers(30, 3000))
    def test_gaps_and_busy_make_the_window(self, busy, begin, width):
        window = begin, begin + timedelta(minutes=width)
        free = gaps(window, busy)
        inside = [
            (max(start, window[0]), min(stop, window[1]))
            for start, stop in merge(busy) if overlap((start, stop), window)
        ]
        total = sum(((stop - start) for start, stop in [*free, *inside]), timedelta())
        self.assertEqual(total, window[1] - window[0])
        self.assertFalse(any(overlap(one, other) for one in free for other in inside))

    @settings(deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)))
    def test_a_moment_lies_in_its_day(self, value):
        start, stop = day_bounds(local_moment(value).date())
        self.assertTrue(start <= value < stop)
