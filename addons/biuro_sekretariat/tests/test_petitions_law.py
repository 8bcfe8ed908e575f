from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged

from odoo.addons.biuro_kancelaria.law import holidays
from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import information, petition

DAYS = st.dates(date(2015, 9, 6), date(2060, 12, 31))
GOOD = {
    "petitioners": [{"name": "Anna Lipa", "residence": "Jasionów"}], "address": True, "signed": True,
    "addressee": True, "subject": True, "interest": "public",
}


def day(text):
    return date.fromisoformat(text)


@tagged("post_install", "-at_install")
class TestPetitionLaw(TransactionCase):
    def test_worked_examples(self):
        """Examples 9 and 10 of the domain file, month ends, a Saturday, 24 December, a leap year."""
        for filed, deadline, extended in [
            ("2026-08-14", "2026-11-16", "2027-02-16"),
            ("2026-01-31", "2026-04-30", "2026-07-30"),
            ("2025-11-30", "2026-03-02", "2026-06-02"),  # no 30 February: the 28th is a Saturday
            ("2026-09-24", "2026-12-28", "2027-03-30"),  # 24-26 December free, 27 Sunday; 28 March 2027 is Easter
            ("2027-11-29", "2028-02-29", "2028-05-29"),
            ("2023-11-29", "2024-02-29", "2024-05-29"),
        ]:
            with self.subTest(filed=filed):
                result = petition.petition_terms(day(filed))
                self.assertEqual((str(result["deadline"]), str(result["extended_until"])), (deadline, extended))
                self.assertTrue(all(step["text"] for step in result["reasons"]))
        terms = information.request_terms(day("2026-03-18"))
        self.assertEqual((str(terms["deadline"]), str(terms["extended_until"])), ("2026-04-01", "2026-05-18"))

    def test_supplement_and_multiple(self):
        result = petition.petition_terms(day("2026-03-02"), supplemented=day("2026-04-07"))
        self.assertEqual(str(result["deadline"]), "2026-07-07")
        joined = petition.petition_terms(
            day("2026-03-02"), joined_announced=day("2026-03-20"), joined_until=day("2026-05-20"))
        self.assertEqual(str(joined["deadline"]), "2026-08-20")
        self.assertEqual(str(joined["extended_until"]), "2026-11-20")
        # supplemented after the waiting ended: the later day counts
        late = petition.petition_terms(day("2026-03-02"), day("2026-06-01"), day("2026-03-20"), day("2026-05-20"))
        self.assertEqual(str(late["deadline"]), "2026-09-01")
        self.assertEqual(str(petition.joinable_until(day("2026-03-02"))), "2026-04-02")

    def test_refused(self):
        filed = day("2026-03-02")
        for argument, options in [
            ("supplemented", {"supplemented": day("2026-03-01")}),
            ("joined_announced", {"joined_announced": day("2026-02-01"), "joined_until": day("2026-03-20")}),
            ("joined_announced", {"joined_until": day("2026-03-20")}),
            ("joined_until", {"joined_announced": day("2026-03-20")}),
            ("joined_until", {"joined_announced": day("2026-03-20"), "joined_until": day("2026-03-19")}),
            ("joined_until", {"joined_announced": day("2026-03-20"), "joined_until": day("2026-05-21")}),
        ]:
            with self.subTest(options=options), self.assertRaises(LawError) as caught:
                petition.petition_terms(filed, **options)
            self.assertEqual(caught.exception.argument, argument)

    @settings(max_examples=200, deadline=None)
    @given(DAYS)
    def test_terms_end_on_working_days(self, filed):
        """Three months: never on a day off, never earlier than the same day number, at most nine days later."""
        result = petition.petition_terms(filed)
        deadline, extended = result["deadline"], result["extended_until"]
        self.assertTrue(holidays.is_working(deadline) and holidays.is_working(extended))
        self.assertTrue(89 <= (deadline - filed).days <= 92 + 9)
        self.assertTrue(89 <= (extended - deadline).days <= 92 + 9)
        if not holidays.is_working(deadline - timedelta(days=1)):
            return
        self.assertTrue(deadline.day == filed.day or (deadline + timedelta(days=1)).day == 1)

    @settings(max_examples=100, deadline=None)
    @given(DAYS, st.integers(0, 200), st.integers(0, 62))
    def test_supplement_and_waiting_never_shorten(self, filed, later, waiting):
        plain = petition.petition_terms(filed)["deadline"]
        supplemented = petition.petition_terms(filed, filed + timedelta(days=later))["deadline"]
        self.assertGreaterEqual(supplemented, plain)
        announced = filed + timedelta(days=later)
        until = min(announced + timedelta(days=waiting), petition.waiting_limit(announced))
        self.assertGreaterEqual(
            petition.petition_terms(filed, None, announced, until)["deadline"], plain)

    @settings(max_examples=100, deadline=None)
    @given(DAYS, st.integers(0, 60))
    def test_request_terms(self, received, later):
        result = information.request_terms(received, received + timedelta(days=later))
        self.assertTrue(holidays.is_working(result["deadline"]) and holidays.is_working(result["extended_until"]))
        self.assertTrue(14 <= (result["deadline"] - received).days <= 14 + 9)
        self.assertEqual((result["access_from"] - received).days, later + 15)

    def test_formal_check(self):
        def outcome(**changes):
            result = petition.check_petition({**GOOD, **changes})
            return result["outcome"], [row["code"] for row in result["missing"]]

        self.assertEqual(outcome(), ("complete", []))
        self.assertEqual(outcome(petitioners=[]), ("unexamined", ["petitioner"]))
        self.assertEqual(outcome(address=False), ("unexamined", ["address"]))
        self.assertEqual(outcome(petitioners=[{"name": "Anna Lipa"}]), ("unexamined", ["residence"]))
        group = [{"name": "Anna Lipa", "residence": "Jasionów"}, {"name": "Jan Dąb", "residence": "Jasionów"}]
        self.assertEqual(outcome(petitioners=group), ("unexamined", ["representative"]))
        self.assertEqual(outcome(petitioners=group, representative=True), ("complete", []))
        self.assertEqual(outcome(subject=False, addressee=False), ("call", ["addressee", "subject"]))
        self.assertEqual(outcome(signed=False), ("call", ["signature"]))
        self.assertEqual(outcome(signed=False, electronic=True), ("call", ["email"]))
        self.assertEqual(outcome(signed=False, electronic=True, email=True), ("complete", []))
        self.assertEqual(outcome(interest="third_party"), ("call", ["third_party", "consent"]))
        self.assertEqual(outcome(interest=False), ("call", ["interest"]))
        both = petition.check_petition({**GOOD, "address": False, "subject": False})
        self.assertEqual(both["outcome"], "unexamined")
        self.assertEqual(both["reasons"][-1]["text"], petition.UNEXAMINED_TEXT)

    def test_competence_and_results(self):
        self.assertEqual([petition.competent_body(key)["body"] for key in petition.MATTERS],
                         ["council", "president", "other"])
        self.assertEqual([information.explain_result(key)["decision"] for key in information.RESULTS],
                         [key in ("part", "refused", "discontinued") for key in information.RESULTS])

    def test_over_rpc(self):
        law = self.env["biuro.sekretariat.law"]
        result = law.petition_terms(filed="2026-08-14")
        self.assertEqual(set(result), {"deadline", "extended_until", "reasons"})
        self.assertEqual(result["deadline"], "2026-11-16")
        self.assertEqual(law.petition_terms(filed="2026-08-14", supplemented=False)["deadline"], "2026-11-16")
        for options in ({"filed": ""}, {"filed": "2026-02-30"}, {"filed": "2026-03-02", "supplemented": "1.4.2026"},
                        {"filed": 5}, {"filed": "2026-03-02", "joined_until": "2026-03-05"}):
            with self.subTest(options=options), self.assertRaises(ValidationError):
                law.petition_terms(**options)
