from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .lawnik_common import LawnikCase, make_pesel


@tagged("post_install", "-at_install")
class TestNominationCheck(LawnikCase):
    def codes(self, nomination):
        nomination.invalidate_recordset()
        return sorted({finding["code"] for finding in nomination.findings or []})

    def test_complete(self):
        nomination = self.make_nomination(1)
        self.assertEqual(self.codes(nomination), [])
        nomination.action_check()
        self.assertEqual((nomination.state, nomination.formal_result), ("checked", "complete"))
        self.assertTrue(all(row["result"] != "defect" for row in nomination._check_sheet()))
        nomination.action_settle()
        self.assertEqual(nomination.state, "admitted")
        with self.assertRaises(UserError):
            nomination.surname = "Inny"

    def test_formal_defects(self):
        """Each lack has its code; none of them touches eligibility."""
        nomination = self.make_nomination(1)
        documents = {document.kind: document for document in nomination.document_ids}
        self.assertEqual(
            set(documents), {"form", "krk", "no_proceedings", "parental", "health", "photo", "register"})
        documents["krk"].issue_date = self.today - timedelta(days=31)
        self.assertEqual(self.codes(nomination), ["F04"])
        self.assertIn("30 dni", documents["krk"].defect)
        self.assertTrue(documents["health"].valid)
        documents["krk"].issue_date = self.today - timedelta(days=30)
        self.assertEqual(self.codes(nomination), [])
        documents["photo"].copies = 1
        documents["register"].issue_date = fields.Date.subtract(self.today, months=3, days=1)
        self.assertEqual(self.codes(nomination), ["F03", "F05"])
        documents["photo"].copies = 2
        documents["register"].issue_date = fields.Date.subtract(self.today, months=3)
        documents["health"].by_poz_physician = False
        nomination.write({"motives": False, "is_political_party": True})
        self.assertEqual(self.codes(nomination), ["F02", "F07", "F09"])
        nomination.action_check()
        self.assertEqual(nomination.formal_result, "defective")
        nomination.action_settle()
        self.assertEqual(nomination.state, "defective")
        # before the end of nominations it can be completed
        nomination.action_complete_again()
        nomination.write({"motives": "Chęć służby", "is_political_party": False})
        documents["health"].by_poz_physician = True
        nomination.action_check()
        nomination.action_settle()
        self.assertEqual(nomination.state, "admitted")

    def test_court_without_numbers(self):
        other = self.court_so.copy({"name": "Sąd Rejonowy w Innym", "court_kind": "sr"})
        self.assertEqual(self.codes(self.make_nomination(1, court_id=other.id)), ["F08"])

    def test_late_and_nothing_cured(self):
        """What came after the deadline is late; what is lacking then cannot be completed, only a mistake corrected."""
        term = self.make_lawnik_term(deadline=self.today - timedelta(days=5))
        late = self.make_nomination(1, term=term)
        good = fields.Datetime.now() - timedelta(days=7)
        defective = self.make_nomination(2, term=term, received_at=good, documents=False)
        self.assertEqual(self.codes(late), ["F01"])
        term.action_close_nominations()
        (late | defective).action_check()
        self.assertEqual([late.formal_result, defective.formal_result], ["late", "defective"])
        (late | defective).action_settle()
        self.assertEqual([late.state, defective.state], ["late", "defective"])
        with self.assertRaisesRegex(UserError, "restored"):
            defective.action_complete_again()
        with self.assertRaises(UserError):
            defective.action_correct(" ")
        defective.action_correct("pominięto załączniki")
        defective._ensure_documents()
        # typed after the deadline as delivered with the nomination: a mistake of the office; delivered today: too late
        defective.document_ids.write({"is_present": True, "issue_date": defective.received_on})
        self.assertEqual(self.codes(defective), [])
        krk = defective.document_ids.filtered(lambda document: document.kind == "krk")
        krk.delivered_on = self.today
        self.assertEqual(self.codes(defective), ["F03"])
        self.assertIn("pominięto", defective.correction_note)

    def test_citizens(self):
        nomination = self.make_nomination(
            1, nominator_type="citizens", nominator_partner_id=False, register_no=False, register_type=False,
            spokesperson_name="Pierwsza z Listy", supporters_declared=52, supporters_valid=49,
            supporters_defective_lines="3, 17, 44")  # fmt: skip
        self.assertEqual(self.codes(nomination), ["F06"])
        nomination.supporters_valid = 50
        self.assertEqual(self.codes(nomination), [])
        with self.assertRaises(UserError):
            nomination.supporters_defective_lines = "Jan Kowalski"
        with self.assertRaises(UserError):
            nomination.supporters_valid = 53

    def test_citizens_person_by_person(self):
        born = date(1960, 5, 1)
        nomination = self.make_nomination(
            1, nominator_type="citizens", nominator_partner_id=False, supporter_mode="persons",
            supporter_ids=[
                fields.Command.create({
                    "sequence": number, "surname": f"Osoba {number}", "given_names": "Jan", "residence": "Jasionów",
                    "pesel": make_pesel(born, number),
                })
                for number in range(1, 53)
            ])  # fmt: skip
        self.assertEqual((nomination.supporters_valid, self.codes(nomination)), (52, []))
        lines = nomination.supporter_ids
        lines[3].pesel = lines[2].pesel
        lines[7].pesel = "12345678901"
        lines[9].signature_present = False
        self.assertEqual(nomination.supporters_defective_lines, "4, 8, 10")
        self.assertEqual((nomination.supporters_valid, self.codes(nomination)), (49, ["F06"]))
        lines[9].signature_present = True
        self.assertEqual((nomination.supporters_valid, self.codes(nomination)), (50, []))

    def test_eligibility_never_formal(self):
        """Who may not be elected stays in the procedure: formally complete, admitted, with what stands against."""
        young = fields.Date.subtract(self.today, years=29)
        nomination = self.make_nomination(
            5, birth_date=young, pesel=make_pesel(young, 5), education="vocational", citizenship_pl=False,
            local_tie_since=self.today, exclusion_ids=[fields.Command.link(
                self.env.ref("biuro_wybory.biuro_wybory_lawnik_exclusion_advocate").id)])  # fmt: skip
        self.assertEqual(self.codes(nomination), ["E01", "E03", "E04", "E05"])
        self.assertNotIn(young.strftime("%d"), nomination.findings[0]["text"].split("(")[0])
        nomination.action_check()
        self.assertEqual(nomination.formal_result, "complete")
        nomination.action_settle()
        self.assertEqual(nomination.state, "admitted")

    def test_age_of_seventy_needs_a_note(self):
        born = fields.Date.subtract(self.term._get_check_date(), years=70, days=10)
        nomination = self.make_nomination(6, birth_date=born, pesel=make_pesel(born, 6))
        self.assertEqual(self.codes(nomination), ["E02"])
        nomination.action_check()
        with self.assertRaisesRegex(UserError, "age of 70"):
            nomination.action_settle()
        nomination.action_uncheck()
        nomination.age_decision_note = "Nie przekroczył: 71 lat kończy po wyborach."
        nomination.action_check()
        nomination.action_settle()
        self.assertEqual(nomination.state, "admitted")

    def test_councillor_is_found(self):
        term = self.make_term()
        councillor = self.make_councillors(term, 1)
        nomination = self.make_nomination(
            7, surname=councillor.last_name.lower(), given_names=f"{councillor.first_name} Drugie")
        self.assertEqual(self.codes(nomination), ["E05"])
        # the day of the election decides, not today
        day = nomination.term_id._get_check_date()
        for last, held in ((day - timedelta(days=1), False), (day, True)):
            councillor.sudo().mandate_end = last
            self.assertEqual(nomination._is_councillor(), held)
        nomination.councillor_cleared = "inna data urodzenia"
        self.assertEqual(self.codes(nomination), [])

    def test_two_courts_and_judge_elsewhere(self):
        self.make_nomination(8)
        second = self.make_nomination(8, court_id=self.court_sr.id, other_court="Sąd Rejonowy w Dali")
        self.assertEqual(self.codes(second), ["E06", "E07"])
        self.assertEqual(second._formal_result(second.findings), "complete")
        # the register of lay judges is asked as well
        third = self.make_nomination(9)
        self.env["biuro.wybory.lawnik.mandate"].create({
            "term_id": self.term.id, "surname": third.surname, "given_names": third.given_names,
            "court_id": self.court_sr.id, "date_from": self.today, "date_to": self.term.date_to,
        })  # fmt: skip
        self.assertEqual(self.codes(third), ["E07"])
        self.assertIn(self.court_sr.name, third.findings[-1]["text"])

    def test_judge_elsewhere_by_what_is_known(self):
        fourth = self.make_nomination(4)
        earlier = self.make_nomination(5, court_id=self.court_sr.id)
        self.env["biuro.wybory.lawnik.mandate"].create({
            "term_id": self.term.id, "surname": fourth.surname, "given_names": fourth.given_names,
            "nomination_id": earlier.id, "court_id": self.court_sr.id, "date_to": self.term.date_to,
        })  # fmt: skip
        # another PESEL is another person, whatever the name
        self.assertTrue(fourth.pesel and earlier.pesel)
        self.assertEqual(self.codes(fourth), [])
        earlier.sudo().write({"pesel": False, "birth_date": fourth.birth_date})
        self.assertEqual(self.codes(fourth), ["E07"])
        earlier.sudo().birth_date = fourth.birth_date.replace(year=fourth.birth_date.year - 3)
        self.assertEqual(self.codes(fourth), [])
