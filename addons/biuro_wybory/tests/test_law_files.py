from datetime import date
from decimal import Decimal

from odoo.tests import BaseCase, tagged

from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import dates, money, nomination
from .law_examples import nomination as filed
from .law_examples import pesel_of

ELECTION = date(2027, 9, 23)


@tagged("-at_install", "post_install")
class TestNominationLaw(BaseCase):
    """Formal check and eligibility of lay judges (A.4), and the terms of their election (A.6)."""

    def check(self, changes=None, **fields):
        given_form = filed(**(changes or {}))
        return nomination.nomination_check({**given_form, **fields}, ELECTION)

    def documents(self, kind, **changes):
        """Return the enclosures of a good nomination with one of them changed, or taken out."""
        rows = filed()["document_ids"]
        for row in list(rows):
            if row["kind"] == kind:
                row.update(changes)
                if not changes:
                    rows.remove(row)
        return rows

    def test_complete(self):
        answer = self.check()
        self.assertEqual((answer["complete"], answer["late"], answer["defects"]), (True, False, []))
        # example: received 15 June 2027, documents from 16 May, the register from 15 March
        bounds = nomination.earliest_documents(date(2027, 6, 15))
        self.assertEqual((bounds["documents"], bounds["register"]), (date(2027, 5, 16), date(2027, 3, 15)))
        self.assertEqual(nomination.earliest_documents(date(2027, 5, 31))["register"], date(2027, 2, 28))

    def test_late(self):
        self.assertFalse(self.check({"received": "2027-06-30T23:59:00"})["late"])
        self.assertTrue(self.check({"received": "2027-07-01T00:00:00"})["late"])
        evening = {"received": "2027-06-30T16:00:01"}
        self.assertTrue(self.check(evening, nomination_deadline_time="16")["late"])
        self.assertFalse(self.check({"received": "2027-06-30T16:00:00"}, nomination_deadline_time="16")["late"])
        # the last moment of June in Poland is still 22:30 in UTC
        self.assertFalse(self.check({"received": "2027-06-30T21:30:00+00:00"})["late"])
        self.assertTrue(self.check({"received": "2027-06-30T22:30:00+00:00"})["late"])
        self.assertFalse(self.check({"received": "2027-08-10T10:00:00"}, nomination_deadline="2027-08-10")["late"])

    def test_enclosures(self):
        for kind in ("krk", "no_proceedings", "parental", "health", "photo"):
            answer = self.check(document_ids=self.documents(kind))
            self.assertEqual((answer["complete"], len(answer["defects"])), (False, 1), kind)
        for kind, issued, complete in [
            ("krk", "2027-05-16", True), ("krk", "2027-05-15", False), ("health", "2027-06-16", False),
            ("parental", "2027-06-15", True), ("no_proceedings", False, False),
        ]:
            answer = self.check(document_ids=self.documents(kind, issue_date=issued))
            self.assertEqual(answer["complete"], complete, (kind, issued))
        self.assertFalse(self.check(document_ids=self.documents("photo", copies=1))["complete"])
        self.assertFalse(self.check(document_ids=self.documents("health", is_poz=False))["complete"])
        # an old copy beside a good one does no harm
        both = [*filed()["document_ids"], {"kind": "krk", "issue_date": "2027-01-02"}]
        self.assertTrue(self.check(document_ids=both)["complete"])

    def test_organisation(self):
        firm = {"nominator_type": "association", "supporter_ids": [], "nominator_partner_id": "Stowarzyszenie"}
        self.assertFalse(self.check(**firm)["complete"], "the register is missing")
        for issued, complete in (("2027-03-15", True), ("2027-03-14", False)):
            rows = [*filed()["document_ids"], {"kind": "register", "issue_date": issued}]
            answer = self.check(**firm, document_ids=rows, register_type="KRS", register_no="0000123456")
            self.assertEqual(answer["complete"], complete)
            self.assertIs(answer["valid_supporters"], False)
        for more in ({"is_party": True}, {"register_type": "KRS", "register_no": "12345"}, {"register_no": False}):
            self.assertFalse(self.check(**firm, document_ids=rows, **more)["complete"], more)
        judge = {"nominator_type": "court_president", "supporter_ids": []}
        self.assertTrue(self.check(**judge)["complete"])

    def test_supporters(self):
        self.assertFalse(self.check({"supporters": 49})["complete"])
        self.assertIn("brakuje 1", self.check({"supporters": 49})["defects"][0]["text"])
        for change in (
            {"pesel": "44051401358"}, {"pesel": ""}, {"signature_present": False}, {"residence": " "}, {"surname": ""},
            {"has_voting_right": "no"}, {"pesel": pesel_of(1)}, {"pesel": pesel_of(7, date(2010, 1, 1))},
        ):
            rows = filed(supporters=51)["supporter_ids"]
            rows[16].update(change)
            answer = self.check(supporter_ids=rows)
            self.assertEqual((answer["complete"], answer["valid_supporters"]), (True, 50), change)
            self.assertEqual({row["row"] for row in answer["defects"]}, {17}, change)
            self.assertFalse(self.check(supporter_ids=rows[1:] if change.get("pesel") != pesel_of(1) else rows[:50])[
                "complete"], change)
        on_paper = {"supporter_ids": [], "supporters_valid": 50}
        self.assertTrue(self.check(**on_paper)["complete"])
        self.assertFalse(self.check(**{**on_paper, "supporters_valid": 49})["complete"])
        # eighteen on the day of nomination
        rows = filed()["supporter_ids"]
        rows[0]["pesel"] = pesel_of(1, date(2009, 6, 15))
        self.assertTrue(self.check(supporter_ids=rows)["complete"])
        rows[0]["pesel"] = pesel_of(1, date(2009, 6, 16))
        self.assertFalse(self.check(supporter_ids=rows)["complete"])

    def test_form(self):
        for fields in (
            {"surname": ""}, {"consent_signed": False}, {"official_form": False}, {"court_has_quota": False},
            {"pesel": "44051401358"}, {"birth_date": "1944-05-15"}, {"for_labour": True, "labour_justification": ""},
            {"nominator_signatory": False},
        ):
            self.assertFalse(self.check(**fields)["complete"], fields)

    def test_eligibility(self):
        def ask(born, since="2020-01-01", day=ELECTION, exclusions=()):
            answer = nomination.eligibility(date.fromisoformat(born), date.fromisoformat(since), day, exclusions)
            return answer["eligible"], len(answer["warnings"]), len(answer["problems"])

        self.assertEqual(ask("1997-09-23"), (True, 0, 0))
        self.assertEqual(ask("1997-09-24"), (False, 0, 1))
        self.assertEqual(ask("1957-09-23"), (True, 0, 0))
        self.assertEqual(ask("1957-09-22"), (True, 1, 0), "the day after the 70th birthday is not settled")
        self.assertEqual(ask("1956-09-24"), (True, 1, 0))
        self.assertEqual(ask("1956-09-23"), (False, 0, 1), "71 by any reading")
        self.assertEqual(ask("1980-01-01", "2026-09-23"), (True, 0, 0))
        self.assertEqual(ask("1980-01-01", "2026-09-24"), (False, 0, 1))
        self.assertEqual(ask("1980-01-01", exclusions=["councillor", "soldier"]), (False, 0, 2))
        # born on 29 February: the year is completed on the last day of that month
        self.assertTrue(nomination.eligibility(date(2000, 2, 29), date(2020, 1, 1), date(2030, 2, 28))["eligible"])
        self.assertFalse(nomination.eligibility(date(2000, 2, 29), date(2020, 1, 1), date(2030, 2, 27))["eligible"])
        for bad in (nomination.other_conditions(False, "higher"), nomination.other_conditions(True, "primary")):
            self.assertFalse(bad["eligible"])
        self.assertEqual(len(nomination.other_conditions(True, "secondary", True, True)["warnings"]), 2)

    def test_terms_of_the_general_election(self):
        answer = dates.file_terms(ELECTION)
        self.assertEqual((answer["collect_until"], answer["destroy_until"]), (date(2027, 11, 22), date(2027, 12, 22)))
        saturday = dates.file_terms(date(2027, 9, 21))
        self.assertEqual(saturday["collect_until"], date(2027, 11, 20))
        self.assertEqual(saturday["collect_moved"], date(2027, 11, 22))
        self.assertEqual(dates.lay_term(2027)["date_to"], date(2031, 12, 31))


@tagged("-at_install", "post_install")
class TestUnitDatesAndMoney(BaseCase):
    """Terms of the bodies of a unit, protests, money by turnout (C.4)."""

    def test_protests(self):
        election, announced = date(2026, 5, 17), date(2026, 5, 21)
        params = {"protest_days": 5}
        self.assertEqual(dates.protest_until(params, election, announced)["last_day"], date(2026, 5, 26))
        from_election = {**params, "protest_from": "election_day"}
        self.assertEqual(dates.protest_until(from_election, election, None)["last_day"], date(2026, 5, 22))
        self.assertIs(dates.protest_until({}, election, announced)["last_day"], False)
        with self.assertRaises(LawError):
            dates.protest_until(params, election, None)

    def test_terms(self):
        self.assertEqual(dates.term_end(date(2026, 3, 1), 5)["date_to"], date(2031, 2, 28))
        with_council = dates.term_end(date(2026, 3, 1), 5, own=False, council_end=date(2029, 5, 6))
        self.assertEqual(with_council["date_to"], date(2029, 5, 6))
        with self.assertRaises(LawError):
            dates.term_end(date(2026, 3, 1), 5, own=False)

    def test_money_by_turnout(self):
        for cards, amount in ((1399, 120_000), (1400, 150_000), (1600, 150_000), (1601, 180_000)):
            answer = money.allocation(10_000, money.EXAMPLE_TIERS, cards, 10_000)
            self.assertEqual(answer["amount"], Decimal(amount))
        # 13.9999 % shows as 14.00 % and is below 14
        self.assertEqual(money.turnout_rate(money.EXAMPLE_TIERS, 139_999, 1_000_000)["rate"], 12)
        with self.assertRaises(LawError):
            money.turnout_rate(money.EXAMPLE_TIERS[:2], 50, 100)
