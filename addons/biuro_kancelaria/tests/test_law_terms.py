from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.biuro_kancelaria.law import holidays, terms
from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.terms import UTC

DAYS = st.dates(date(1955, 1, 1), date(2090, 12, 31))
AMOUNTS = st.integers(0, 400)
DAY_UNITS = st.sampled_from(["day", "week"])
CALENDAR_UNITS = st.sampled_from(["day", "working_day", "week", "month", "year"])
PERIODS = st.lists(st.tuples(DAYS, st.integers(0, 40)).map(lambda p: (p[0], p[0] + timedelta(days=p[1]))), max_size=4)


def easter(year):
    """Easter Sunday by the anonymous Gregorian computus."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def days_off_by_the_act(year):
    """Days off of a year, written from the act of 18.01.1951 and the acts that changed it."""
    sunday = easter(year)
    days = {
        date(year, 1, 1), sunday, sunday + timedelta(days=1), date(year, 5, 1), sunday + timedelta(days=49),
        sunday + timedelta(days=60), date(year, 11, 1), date(year, 12, 25), date(year, 12, 26),
    }
    days |= {date(year, 1, 6)} if year <= 1960 or year >= 2011 else set()
    days |= {date(year, 8, 15)} if year <= 1960 or year >= 1989 else set()
    days |= {date(year, 7, 22)} if year <= 1989 else set()
    days |= {date(year, 5, 3)} if year >= 1990 else set()
    days |= {date(year, 11, 11)} if year >= 1989 else set()
    days |= {date(year, 12, 24)} if year >= 2025 else set()
    days |= {date(2018, 11, 12)} if year == 2018 else set()
    return days


@tagged("post_install", "-at_install")
class TestDaysOff(BaseCase):
    """Ustawa z 18.01.1951 o dniach wolnych od pracy, art. 1."""

    def test_every_year_is_as_the_act_says(self):
        for year in range(holidays.FIRST_YEAR, holidays.LAST_YEAR + 1):
            with self.subTest(year=year):
                self.assertEqual(set(holidays.days_off(year)), days_off_by_the_act(year))

    def test_movable_days(self):
        self.assertEqual(
            [holidays.days_off(2027)[day] for day in (date(2027, 3, 28), date(2027, 5, 27))],
            ["Niedziela Wielkanocna", "Dzień Bożego Ciała"],
        )

    def test_answers(self):
        for day, free, working in [
            (date(2024, 12, 24), False, True), (date(2025, 12, 24), True, False), (date(2018, 11, 12), True, False),
            (date(2019, 11, 12), False, True), (date(2026, 5, 2), False, False), (date(2026, 5, 4), False, True),
            (date(2026, 11, 22), True, False), (date(2010, 1, 6), False, True), (date(2011, 1, 6), True, False),
        ]:
            with self.subTest(day=day):
                answer = holidays.describe(day)
                self.assertEqual((answer["free"], answer["working"]), (free, working))
                self.assertEqual(bool(answer["name"]), free)
                self.assertTrue(answer["reasons"])

    def test_years_out_of_reach(self):
        for year in (1950, 2101):
            with self.assertRaises(LawError):
                holidays.days_off(year)


@tagged("post_install", "-at_install")
class TestTerms(BaseCase):
    """KPA art. 57: worked examples."""

    EXAMPLES = [
        # start, amount, unit, raw, legal end, safe date
        (date(2026, 11, 2), 7, "day", date(2026, 11, 9), date(2026, 11, 9), date(2026, 11, 9)),
        (date(2026, 11, 4), 7, "day", date(2026, 11, 11), date(2026, 11, 12), date(2026, 11, 10)),
        (date(2026, 12, 10), 14, "day", date(2026, 12, 24), date(2026, 12, 28), date(2026, 12, 23)),
        (date(2026, 1, 31), 1, "month", date(2026, 2, 28), date(2026, 3, 2), date(2026, 2, 27)),
        (date(2026, 11, 30), 1, "month", date(2026, 12, 30), date(2026, 12, 30), date(2026, 12, 30)),
        (date(2025, 12, 31), 2, "month", date(2026, 2, 28), date(2026, 3, 2), date(2026, 2, 27)),
        (date(2026, 4, 24), 2, "week", date(2026, 5, 8), date(2026, 5, 8), date(2026, 5, 8)),
        (date(2024, 2, 29), 1, "year", date(2025, 2, 28), date(2025, 2, 28), date(2025, 2, 28)),
        (date(2026, 8, 14), 3, "month", date(2026, 11, 14), date(2026, 11, 16), date(2026, 11, 13)),
        (date(2026, 3, 18), 14, "day", date(2026, 4, 1), date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 3, 18), 2, "month", date(2026, 5, 18), date(2026, 5, 18), date(2026, 5, 18)),
        (date(2026, 3, 4), 14, "day", date(2026, 3, 18), date(2026, 3, 18), date(2026, 3, 18)),
        (date(2026, 4, 17), 14, "day", date(2026, 5, 1), date(2026, 5, 4), date(2026, 4, 30)),
        (date(2026, 3, 25), 7, "day", date(2026, 4, 1), date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 5, 28), 7, "day", date(2026, 6, 4), date(2026, 6, 5), date(2026, 6, 3)),
        (date(2026, 4, 1), 30, "day", date(2026, 5, 1), date(2026, 5, 4), date(2026, 4, 30)),
        (date(2026, 4, 13), 21, "day", date(2026, 5, 4), date(2026, 5, 4), date(2026, 5, 4)),
        (date(2027, 9, 23), 60, "day", date(2027, 11, 22), date(2027, 11, 22), date(2027, 11, 22)),
        (date(2026, 6, 2), 3, "working_day", date(2026, 6, 8), date(2026, 6, 8), date(2026, 6, 8)),
        (date(2026, 11, 6), 7, "day", date(2026, 11, 13), date(2026, 11, 13), date(2026, 11, 13)),
    ]

    def test_examples(self):
        for start, amount, unit, raw, deadline, target in self.EXAMPLES:
            with self.subTest(start=start, amount=amount, unit=unit):
                result = terms.term(start, amount, unit)
                self.assertEqual((result["raw"], result["deadline"], result["target"]), (raw, deadline, target))
                self.assertFalse(result["in_force"])
                for step in result["reasons"]:
                    self.assertEqual(set(step), {"rule", "article", "text"})

    def test_lapse(self):
        """Entry into force after 14 days: Dz.U. 2022 poz. 1481, published on 13 July, in force from 28 July."""
        result = terms.term(date(2022, 7, 13), 14, "day", direction="lapse")
        self.assertEqual(result["in_force"], date(2022, 7, 28))
        # the end on a holiday moves nothing
        result = terms.term(date(2026, 12, 10), 14, "day", direction="lapse")
        self.assertEqual((result["deadline"], result["in_force"]), (date(2026, 12, 24), date(2026, 12, 25)))

    def test_backward(self):
        result = terms.term(date(2026, 6, 11), 7, "day", direction="backward")
        self.assertEqual((result["raw"], result["deadline"]), (date(2026, 6, 4), date(2026, 6, 4)))
        self.assertEqual(result["target"], date(2026, 6, 3))
        result = terms.term(date(2026, 6, 11), 7, "day", direction="backward", full_days=True)  # KPA art. 79
        self.assertEqual(result["deadline"], date(2026, 6, 3))
        self.assertEqual(terms.term(date(2026, 3, 31), 1, "month", direction="backward")["raw"], date(2026, 2, 28))
        self.assertEqual(terms.term(date(2026, 6, 8), 3, "working_day", direction="backward")["raw"], date(2026, 6, 2))

    def test_excluded(self):
        """KPA art. 35 § 5: added days bring in further excluded days, until stable."""
        start, days = date(2026, 3, 2), [(date(2026, 3, 10), date(2026, 3, 12)), (date(2026, 3, 17), date(2026, 3, 18))]
        result = terms.term(start, 14, "day", excluded=days)
        self.assertEqual(result["raw"], date(2026, 3, 16))
        # 16 + 3 = 19; the 17th and 18th fall in: 21, a Saturday
        self.assertEqual((result["deadline"], result["target"]), (date(2026, 3, 23), date(2026, 3, 20)))
        # periods outside the term change nothing, overlapping ones count once
        outside = [(date(2026, 2, 1), start), (date(2026, 3, 17), date(2026, 3, 30))]
        self.assertEqual(terms.term(start, 14, "day", excluded=outside)["deadline"], date(2026, 3, 16))
        twice = [(date(2026, 3, 10), date(2026, 3, 12)), (date(2026, 3, 11), date(2026, 3, 12))]
        self.assertEqual(terms.term(start, 14, "day", excluded=twice)["deadline"], date(2026, 3, 19))
        working = terms.term(date(2026, 6, 1), 3, "working_day", excluded=[(date(2026, 6, 3), date(2026, 6, 3))])
        self.assertEqual((working["raw"], working["deadline"]), (date(2026, 6, 5), date(2026, 6, 8)))

    def test_no_roll(self):
        result = terms.term(date(2026, 1, 31), 1, "month", roll=False)
        self.assertEqual((result["deadline"], result["target"]), (date(2026, 2, 28), date(2026, 2, 27)))

    def test_annual(self):
        result = terms.annual(date(2025, 1, 1), 5, 31)
        self.assertEqual((result["raw"], result["deadline"], result["target"]), (
            date(2025, 5, 31), date(2025, 6, 2), date(2025, 5, 30),
        ))
        self.assertEqual(terms.annual(date(2026, 6, 30), 6, 30)["raw"], date(2026, 6, 30))
        self.assertEqual(terms.annual(date(2026, 7, 1), 6, 30)["raw"], date(2027, 6, 30))

    def test_hours_over_clock_changes(self):
        for start, amount, end in [
            ("2026-03-28T12:00:00+01:00", 24, "2026-03-29T13:00:00+02:00"),
            ("2026-10-24T12:00:00+02:00", 24, "2026-10-25T11:00:00+01:00"),
            ("2026-12-24T20:00:00+01:00", 6, "2026-12-25T02:00:00+01:00"),
            ("2026-06-30T22:30:00+00:00", 6, "2026-07-01T06:30:00+02:00"),
        ]:
            with self.subTest(start=start):
                result = terms.term(datetime.fromisoformat(start), amount, "hour")
                self.assertEqual(result["raw"].isoformat(), end)
                self.assertEqual(result["raw"], result["deadline"])
                self.assertEqual(result["raw"], result["target"])
        back = terms.term(datetime.fromisoformat("2026-03-29T13:00:00+02:00"), 24, "hour", direction="backward")
        self.assertEqual(back["raw"].isoformat(), "2026-03-28T12:00:00+01:00")

    def test_refusals(self):
        day = date(2026, 3, 4)
        period = [(date(2026, 3, 5), date(2026, 3, 6))]
        for argument, call in [
            ("unit", lambda: terms.term(day, 1, "decade")),
            ("direction", lambda: terms.term(day, 1, "day", direction="sideways")),
            ("amount", lambda: terms.term(day, -1, "day")),
            ("amount", lambda: terms.term(day, 10**8, "day")),
            ("amount", lambda: terms.term(day, 10**8, "year")),
            ("amount", lambda: terms.term(day, 10**8, "working_day")),
            ("amount", lambda: terms.term(datetime(2026, 3, 4, tzinfo=UTC), 10**9, "hour")),
            ("start", lambda: terms.term(day, 1, "hour")),
            ("excluded", lambda: terms.term(day, 1, "day", direction="backward", excluded=period)),
            ("excluded", lambda: terms.term(day, 1, "day", excluded=[(date(2026, 3, 6), date(2026, 3, 5))])),
        ]:
            with self.subTest(argument=argument), self.assertRaises(LawError) as caught:
                call()
            self.assertEqual(caught.exception.argument, argument)
            self.assertIn(f"„{argument}”", str(caught.exception))


@tagged("-at_install", "post_install")
class TestTermProperties(BaseCase):
    @settings(max_examples=300, deadline=None)
    @given(DAYS, AMOUNTS, DAY_UNITS)
    def test_day_term(self, start, amount, unit):
        result = terms.term(start, amount, unit)
        self.assertEqual((result["raw"] - start).days, amount * (7 if unit == "week" else 1))
        if unit == "week":
            self.assertEqual(result["raw"].weekday(), start.weekday())

    @settings(max_examples=300, deadline=None)
    @given(DAYS, st.integers(0, 60), CALENDAR_UNITS, PERIODS)
    def test_order_and_rolling(self, start, amount, unit, periods):
        if unit == "year":
            amount %= 5
        result = terms.term(start, amount, unit, excluded=periods)
        self.assertLessEqual(result["target"], result["deadline"])
        self.assertLessEqual(result["raw"], result["deadline"])
        self.assertTrue(holidays.is_working(result["deadline"]))
        self.assertTrue(holidays.is_working(result["target"]))
        # nothing but free days and Saturdays between the safe date and the legal end
        day = result["target"] + timedelta(days=1)
        while day < result["deadline"]:
            self.assertFalse(holidays.is_working(day))
            day += timedelta(days=1)

    @settings(max_examples=300, deadline=None)
    @given(DAYS, st.integers(1, 90), PERIODS)
    def test_excluded_days_are_made_up(self, start, amount, periods):
        """As many days that count lie in the term as the law gives."""
        result = terms.term(start, amount, "day", roll=False, excluded=periods)
        end, counted, day = result["deadline"], 0, start
        while day < end:
            day += timedelta(days=1)
            counted += not any(first <= day <= last for first, last in periods)
        self.assertEqual(counted, amount)
        self.assertFalse(any(first <= end <= last for first, last in periods))

    @settings(max_examples=200, deadline=None)
    @given(DAYS, st.integers(0, 48))
    def test_months(self, start, amount):
        raw = terms.term(start, amount, "month")["raw"]
        self.assertEqual((raw.year - start.year) * 12 + raw.month - start.month, amount)
        if raw.day != start.day:
            self.assertLess(raw.day, start.day)
            self.assertEqual((raw + timedelta(days=1)).day, 1)
        # moving month by month never passes the term counted at once
        stepwise = start
        for _month in range(amount):
            stepwise = terms.add_months(stepwise, 1)
        self.assertLessEqual(stepwise, raw)

    @settings(max_examples=200, deadline=None)
    @given(DAYS, AMOUNTS)
    def test_forward_and_backward_mirror(self, start, amount):
        there = terms.term(start, amount, "day", roll=False)["deadline"]
        back = terms.term(there, amount, "day", direction="backward")
        self.assertEqual(back["deadline"], start)
        self.assertLessEqual(back["target"], start)

    @settings(max_examples=200, deadline=None)
    @given(DAYS, st.integers(1, 60))
    def test_working_days(self, start, amount):
        raw = terms.term(start, amount, "working_day")["raw"]
        between = [start + timedelta(days=n) for n in range(1, (raw - start).days + 1)]
        self.assertEqual(sum(map(holidays.is_working, between)), amount)
        self.assertTrue(holidays.is_working(raw))

    @settings(max_examples=200, deadline=None)
    @given(st.datetimes(datetime(1980, 1, 1), datetime(2090, 1, 1)), st.integers(0, 200))
    def test_hours_are_elapsed(self, start, amount):
        start = start.replace(tzinfo=UTC)
        end = terms.term(start, amount, "hour")["deadline"]
        self.assertEqual(end.astimezone(UTC) - start, timedelta(hours=amount))

    @settings(max_examples=200, deadline=None)
    @given(DAYS, AMOUNTS)
    def test_later_start_never_ends_earlier(self, start, amount):
        for unit in ("day", "month"):
            first = terms.term(start, amount % 60, unit)["deadline"]
            second = terms.term(start + timedelta(days=1), amount % 60, unit)["deadline"]
            self.assertLessEqual(first, second)
