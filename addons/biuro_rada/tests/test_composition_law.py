from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import TransactionCase, tagged

from odoo.addons.biuro_kancelaria.law import holidays
from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import composition, statutory


@tagged("post_install", "-at_install")
class TestCompositionLaw(TransactionCase):
    def test_resignation_of_a_function(self):
        answer = composition.function_resignation(date(2026, 3, 10))
        self.assertEqual(answer["deadline"], date(2026, 4, 10))
        self.assertEqual(answer["by_law"], date(2026, 4, 30))
        # 31 January: a month ends on 28 February, a Saturday: the resolution may come on Monday
        answer = composition.function_resignation(date(2026, 1, 31))
        self.assertEqual(answer["deadline"], date(2026, 3, 2))
        self.assertEqual(answer["by_law"], date(2026, 2, 28))

    def test_presidium_vacancy(self):
        answer = composition.presidium_vacancy(date(2026, 3, 2))
        self.assertEqual(answer["deadline"], date(2026, 4, 1))
        self.assertEqual(answer["wojewoda"], date(2026, 4, 8))

    def test_no_successor_in_the_last_six_months(self):
        self.assertEqual(composition.last_day_of_succession(date(2029, 5, 6))["last_day"], date(2028, 11, 6))

    def test_end_of_the_mandate(self):
        cause = date(2026, 3, 4)
        self.assertEqual(composition.effective_end(cause, False, None)["day"], cause)
        with self.assertRaises(LawError):
            composition.effective_end(cause, True, None)
        self.assertEqual(composition.effective_end(cause, True, date(2026, 5, 7))["day"], date(2026, 5, 7))
        with self.assertRaises(LawError):
            composition.effective_end(cause, True, date(2026, 2, 7))

    def test_calendar_of_2026(self):
        entries = {entry["key"]: entry for entry in statutory.statutory_calendar(2026)}
        self.assertEqual(len(entries), 9 + 4 + 12)
        draft_budget = entries["rada_cal_draft_budget"]
        self.assertEqual(draft_budget["day"], date(2026, 11, 15))
        self.assertEqual(draft_budget["target"], date(2026, 11, 13))
        self.assertEqual(entries["rada_cal_session_q2"]["first"], date(2026, 4, 1))
        self.assertEqual(entries["rada_cal_session_q2"]["day"], date(2026, 6, 30))
        self.assertEqual(entries["rada_cal_attendance_02"]["day"], date(2026, 2, 28))

    def test_only_the_term_binds(self):
        entries = statutory.statutory_calendar(2029, date(2024, 5, 7), date(2029, 5, 6))
        keys = {entry["key"] for entry in entries}
        self.assertIn("rada_cal_session_q2", keys)
        self.assertNotIn("rada_cal_session_q3", keys)
        self.assertIn("rada_cal_attendance_05", keys)
        self.assertNotIn("rada_cal_attendance_06", keys)

    def test_fees_and_bad_years(self):
        fee = {"id": 7, "title": "Składka", "day": date(2026, 3, 31), "article": ""}
        entries = {entry["key"]: entry for entry in statutory.statutory_calendar(2026, fees=[fee])}
        self.assertEqual(entries["rada_cal_fee_7"]["fee"], 7)
        with self.assertRaises(LawError):
            statutory.statutory_calendar(1999)

    @given(st.integers(min_value=2020, max_value=2040))
    def test_safe_days_are_working_days(self, year):
        entries = statutory.statutory_calendar(year)
        self.assertEqual(len({entry["key"] for entry in entries}), len(entries))
        for entry in entries:
            self.assertLessEqual(entry["target"], entry["day"])
            self.assertEqual(holidays.previous_working(entry["target"]), entry["target"])
            self.assertTrue(entry["article"] and entry["reasons"])
