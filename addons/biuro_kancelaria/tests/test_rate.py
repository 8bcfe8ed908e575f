from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import KancelariaCase


@tagged("post_install", "-at_install")
class TestRate(KancelariaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Rate = cls.env["biuro.rate"]
        cls.Rate.create([
            {"code": "base", "name": "Kwota bazowa", "date_from": day, "value": value, "source": "Dz.U.", **extra}
            for day, value, extra in [
                ("2025-01-01", "1789.42", {}),
                ("2026-01-01", "1 878,89", {"date_to": "2026-06-30"}),
                ("2026-09-01", "1900", {}),
            ]
        ])

    def test_by_date(self):
        rate = self.as_user("clerk")["biuro.rate"]
        self.assertEqual(rate._get("base", "2025-12-31"), Decimal("1789.42"))
        self.assertEqual(rate._get("base", "2026-06-30"), Decimal("1878.89"))
        self.assertEqual(str(rate._get("base", "2026-09-01")), "1900.00")
        for day in ("2024-12-31", "2026-07-01"):
            with self.assertRaisesRegex(UserError, day):
                rate._get("base", day)
        with self.assertRaisesRegex(UserError, "other"):
            rate._get("other", "2026-01-01")

    def test_cache_follows_changes(self):
        rate = self.Rate.search([("code", "=", "base"), ("date_from", "=", "2025-01-01")])
        self.assertEqual(self.Rate._get("base", "2025-05-05"), Decimal("1789.42"))
        with self.assertQueryCount(0):
            self.Rate._get("base", "2025-05-05")
        rate.value = "1"
        self.assertEqual(self.Rate._get("base", "2025-05-05"), Decimal(1))
        rate.unlink()
        with self.assertRaises(UserError):
            self.Rate._get("base", "2025-05-05")

    def test_office_goes_before_shared(self):
        self.Rate.create({
            "code": "base", "name": "Własna", "date_from": "2025-01-01", "value": "5", "source": "Zarządzenie",
            "company_id": self.env.company.id,
        })
        self.assertEqual(self.Rate._get("base", "2025-05-05"), Decimal(5))

    def test_unique(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.Rate.create({"code": "base", "name": "x", "date_from": "2025-01-01", "value": "1", "source": "x"})

    def test_who_may(self):
        with self.assertRaises(AccessError):
            self.as_user("clerk")["biuro.rate"].create(
                {"code": "x", "name": "x", "date_from": "2025-01-01", "value": "1", "source": "x"})
        answer = self.as_user("clerk")["biuro.rate"].get_value(code="base", date="2025-03-04")
        self.assertEqual((answer["value"], answer["date_from"]), ("1789.42", "2025-01-01"))
        with self.assertRaises(UserError):
            self.as_user("clerk")["biuro.rate"].get_value(code="base", date="soon")

    def test_not_a_figure(self):
        for value in ("", "abc", "1.2.3", "12e5", "1.0000001", "NaN"):
            with self.subTest(value=value), self.assertRaises(UserError):
                self.Rate.create({"code": "z", "name": "z", "date_from": "2025-01-01", "value": value, "source": "z"})

    def test_exact(self):
        """Every decimal of fifteen digits comes back as it was typed."""
        rate = self.Rate.search([("code", "=", "base")], limit=1)

        @settings(max_examples=60, deadline=None)
        @given(st.integers(-(10**15) + 1, 10**15 - 1))
        def check(units):
            value = Decimal(units) / 10**6
            rate.value = format(value, "f")
            rate.flush_recordset()
            rate.invalidate_recordset()
            self.assertEqual(self.Rate._get("base", rate.date_from), value)
        check()
