from datetime import date, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.biuro_kancelaria.law import base, case_sign, delivery, identifiers, inputs, retention
from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.terms import UTC

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZĄĆĘŁŃÓŚŹŻ"


@tagged("post_install", "-at_install")
class TestCaseSign(BaseCase):
    """Instrukcja kancelaryjna § 5."""

    def test_forms(self):
        for sign, kind, parts in [
            ("BS.0056.14.2026", "case", ("BS", "0056", False, 14, 2026, False)),
            ("BS.403.5.3.2026", "group_case", ("BS", "403", 5, 3, 2026, False)),
            ("BS.0056.14.2026.MK2", "letter_mark", ("BS", "0056", False, 14, 2026, "MK2")),
            ("BS-I.0530.7.2026", "case", ("BS-I", "0530", False, 7, 2026, False)),
            ("ŚR.10.1.2026", "case", ("ŚR", "10", False, 1, 2026, False)),
            ("BS.403.5.3.2026.A", "letter_mark", ("BS", "403", 5, 3, 2026, "A")),
            ("BS.403.2025.2026", "case", ("BS", "403", False, 2025, 2026, False)),
        ]:
            with self.subTest(sign=sign):
                result = case_sign.parse(sign)
                self.assertTrue(result["valid"], result["problem"])
                self.assertEqual(result["kind"], kind)
                self.assertEqual(tuple(result[k] for k in ("unit", "jrwa", "group", "number", "year", "clerk")), parts)
                self.assertFalse(result["problem"])

    def test_refused(self):
        for sign in [
            "", " ", "BS/0056/14/2026", "BS.0056.014.2026", "BS.0056.14.26", "bs.0056.14.2026", "BS.1.14.2026",
            "BS.00561.14.2026", "BS.0056.0.2026", "BS.0056.14.2026.mk", "BS.0056.14", "BS..14.2026", "-BS.0056.1.2026",
            "BS.0056.14.2026.2", "BS.0056.14.2026 ", "BS.٠٠٥٦.14.2026", "BS.0056.1.2.3.2026", "BS.0056.14.2026\n",
        ]:
            with self.subTest(sign=sign):
                result = case_sign.parse(sign)
                self.assertFalse(result["valid"])
                self.assertTrue(result["problem"])
                self.assertFalse(result["kind"])

    @settings(max_examples=200, deadline=None)
    @given(
        st.text(UPPER + "0123456789", min_size=1, max_size=5), st.text("0123456789", min_size=2, max_size=4),
        st.integers(1, 99999), st.integers(1000, 9999), st.none() | st.integers(1, 999), st.none() | st.just("MK2"),
    )
    def test_compose_and_parse(self, unit, jrwa, number, year, group, clerk):
        result = case_sign.parse(case_sign.compose(unit, jrwa, number, year, group=group, clerk=clerk))
        self.assertEqual(
            tuple(result[key] for key in ("unit", "jrwa", "number", "year", "group", "clerk")),
            (unit, jrwa, number, year, group or False, clerk or False),
        )

    @settings(max_examples=300, deadline=None)
    @given(st.text(max_size=30))
    def test_any_text_is_answered(self, sign):
        result = case_sign.parse(sign)
        self.assertNotEqual(result["valid"], bool(result["problem"]))


@tagged("post_install", "-at_install")
class TestRetention(BaseCase):
    """Dz.U. 2019 poz. 246; worked examples of the counting."""

    def test_examples(self):
        for category, closed, expected in [
            ("B5", date(2026, 10, 9), (date(2027, 1, 1), date(2031, 12, 31), date(2032, 1, 1), date(2029, 1, 1))),
            ("BE5", date(2026, 12, 31), (date(2027, 1, 1), date(2031, 12, 31), date(2032, 1, 1), date(2029, 1, 1))),
            ("B3", date(2027, 1, 2), (date(2028, 1, 1), date(2030, 12, 31), date(2031, 1, 1), date(2030, 1, 1))),
            ("B*", date(2026, 10, 9), (date(2027, 1, 1), date(2031, 12, 31), date(2032, 1, 1), date(2029, 1, 1))),
            ("A", date(2026, 10, 9), (date(2027, 1, 1), False, False, date(2029, 1, 1))),
            ("Bc", date(2026, 10, 9), (False, False, date(2026, 10, 10), False)),
        ]:
            with self.subTest(category=category):
                result = retention.retention(category, closed)
                keys = ("counted_from", "last_day", "disposable_from", "to_archive_from")
                self.assertEqual(tuple(result[key] for key in keys), expected)
                self.assertTrue(result["reasons"])

    def test_expertise(self):
        closed = date(2026, 12, 31)
        self.assertFalse(retention.retention("BE5", closed, expert="A")["disposable_from"])
        self.assertEqual(retention.retention("BE5", closed, expert="B")["disposable_from"], date(2032, 1, 1))
        self.assertEqual(retention.retention("BE5", closed, expert="B10")["disposable_from"], date(2037, 1, 1))
        for category, expert in [("B5", "A"), ("BE10", "B5"), ("BE5", "X"), ("A", "B")]:
            with self.assertRaises(LawError):
                retention.retention(category, closed, expert=expert)

    def test_unknown_categories(self):
        for category in ("C", "B", "BE", "B0", "b5", "B5 ", "BE*", "", "B1000"):
            with self.subTest(category=category), self.assertRaises(LawError):
                retention.retention(category, date(2026, 1, 1))

    def test_higher(self):
        self.assertEqual(retention.higher("B5", "BE5"), "BE5")
        self.assertEqual(retention.higher("B10", "BE5"), "B10")
        self.assertEqual(retention.higher("A", "B50"), "A")
        self.assertEqual(retention.higher("Bc", "B3"), "B3")


@tagged("post_install", "-at_install")
class TestIdentifiers(BaseCase):
    def test_pesel(self):
        for value, born in [
            ("44051401359", date(1944, 5, 14)), ("02070803628", date(1902, 7, 8)),
            ("02 27 08 03-624", date(2002, 7, 8)),
        ]:
            with self.subTest(value=value):
                result = identifiers.pesel(value)
                self.assertTrue(result["valid"], result["problem"])
                self.assertEqual(result["birth_date"], born)
        for value in ("44051401358", "4405140135", "440514013590", "4405140135x", "", "00000000000", "44131401350"):
            self.assertFalse(identifiers.pesel(value)["valid"], value)
        self.assertTrue(identifiers.pesel("44051401359", date(1944, 5, 14))["valid"])
        wrong = identifiers.pesel("44051401359", date(1944, 5, 15))
        self.assertFalse(wrong["valid"])
        self.assertIn("14.05.1944", wrong["problem"])

    @settings(max_examples=300, deadline=None)
    @given(st.dates(date(1800, 1, 1), date(2299, 12, 31)), st.integers(0, 9999))
    def test_pesel_of_every_century(self, born, serial):
        """Month + 80, 0, 20, 40, 60 for 18xx to 22xx; any single wrong digit is found."""
        month = born.month + {18: 80, 19: 0, 20: 20, 21: 40, 22: 60}[born.year // 100]
        body = f"{born.year % 100:02d}{month:02d}{born.day:02d}{serial:04d}"
        check = -sum(w * int(d) for w, d in zip((1, 3, 7, 9, 1, 3, 7, 9, 1, 3), body, strict=True)) % 10
        result = identifiers.pesel(f"{body}{check}")
        self.assertEqual((result["valid"], result["birth_date"]), (True, born))
        broken = body[:5] + str((int(body[5]) + 1) % 10) + body[6:]
        self.assertFalse(identifiers.pesel(f"{broken}{check}")["valid"])

    def test_nip_and_regon(self):
        for value in ("1234563218", "123-456-32-18", "PL 1234563218"):
            self.assertTrue(identifiers.nip(value)["valid"], value)
        for value in ("1234563219", "123456321", "", "0000000000", "abc"):
            self.assertFalse(identifiers.nip(value)["valid"], value)
        for value in ("123456785", "12345678512347", "192598184"):
            self.assertTrue(identifiers.regon(value)["valid"], value)
        for value in ("123456786", "12345678512348", "", "000000000", "1234"):
            self.assertFalse(identifiers.regon(value)["valid"], value)

    def test_ade(self):
        self.assertTrue(identifiers.ade("AE:PL-12345-67890-ABCDE-12")["valid"])
        self.assertFalse(identifiers.ade("AE:PL-12345-67890-ABCD-12")["valid"])


@tagged("post_install", "-at_install")
class TestDelivery(BaseCase):
    """UDE art. 41-42, KPA art. 44."""

    def test_electronic(self):
        arrived = date(2026, 3, 2)
        self.assertEqual(delivery.electronic(arrived, "citizen")["delivered_on"], date(2026, 3, 17))
        self.assertEqual(delivery.electronic(arrived, "citizen", date(2026, 3, 9))["delivered_on"], date(2026, 3, 9))
        self.assertEqual(delivery.electronic(arrived, "citizen", date(2026, 3, 20))["delivered_on"], date(2026, 3, 17))
        stamp = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
        self.assertEqual(delivery.electronic(stamp, "public")["delivered_on"], date(2026, 7, 1))
        with self.assertRaises(LawError):
            delivery.electronic(arrived, "neighbour")
        with self.assertRaises(LawError):
            delivery.electronic(arrived, "citizen", date(2026, 3, 1))

    def test_postal(self):
        notice = date(2026, 4, 17)
        self.assertEqual(delivery.postal(notice)["delivered_on"], date(2026, 5, 1))
        self.assertEqual(delivery.postal(notice, roll=True)["delivered_on"], date(2026, 5, 4))
        self.assertEqual(delivery.postal(notice, collected=date(2026, 4, 20))["delivered_on"], date(2026, 4, 20))


@tagged("post_install", "-at_install")
class TestInputs(BaseCase):
    def test_days_and_moments(self):
        self.assertEqual(inputs.day("d", "2026-03-04"), date(2026, 3, 4))
        self.assertEqual(inputs.day("d", "2026-06-30T22:30:00Z"), date(2026, 7, 1))
        self.assertEqual(inputs.moment("m", "2026-03-04T12:30:00").isoformat(), "2026-03-04T12:30:00+01:00")
        self.assertEqual(inputs.moment("m", "2026-10-25T02:30").isoformat(), "2026-10-25T02:30:00+02:00")
        for value in (
            "2026-02-30", "20260304", "2026-W10-3", "04.03.2026", 20260304, "1950-01-01", "9999-12-31", "", None,
        ):
            with self.subTest(value=value), self.assertRaises(LawError):
                inputs.day("d", value)
        for value in ("2026-03-29T02:30:00", "2026-03-04", "2026-03-04T25:00", "0001-01-01T00:00+01:00", True):
            with self.subTest(value=value), self.assertRaises(LawError):
                inputs.moment("m", value)

    def test_numbers(self):
        self.assertEqual(inputs.decimal("x", "1250.00"), Decimal("1250.00"))
        for value in (1.5, "1,5", "", None, True, "NaN", "1e5", Decimal("NaN")):
            with self.subTest(value=value), self.assertRaises(LawError):
                inputs.decimal("x", value)
        self.assertEqual(inputs.integer("n", 0), 0)
        for value in (1.0, "1", None, True, -1, 10**10):
            with self.subTest(value=value), self.assertRaises(LawError):
                inputs.integer("n", value)

    def test_plain(self):
        self.assertEqual(
            inputs.plain({"a": [date(2026, 3, 4), Decimal("1E+2")], "b": None}),
            {"a": ["2026-03-04", "100"], "b": False},
        )

    def test_polish_plural(self):
        forms = [base.plural(n, "dzień", "dni", "dni!") for n in (1, 2, 5, 12, 22, 101)]
        self.assertEqual(forms, ["dzień", "dni", "dni!", "dni!", "dni", "dni!"])
