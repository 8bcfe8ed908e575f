from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .lawnik_common import LawnikCase, make_pesel


@tagged("post_install", "-at_install")
class TestNomination(LawnikCase):
    def test_numbers_of_a_term(self):
        """Each election has a register of its own, with numbers from one on."""
        first, second = self.make_nomination(1), self.make_nomination(2)
        self.assertEqual(first.name, f"ŁAW{self.today.year}U/1")
        self.assertEqual(second.name, f"ŁAW{self.today.year}U/2")
        other = self.make_lawnik_term()
        self.assertEqual(self.make_nomination(1, term=other).name, f"ŁAW{self.today.year}U-2/1")

    def test_receipt_is_not_edited(self):
        nomination = self.make_nomination(1)
        with self.assertRaises(UserError):
            nomination.received_at = "2026-01-01 10:00:00"
        with self.assertRaises(UserError):
            nomination.state = "admitted"
        with self.assertRaises(UserError):
            self.make_nomination(2, received_at=fields.Datetime.now() + timedelta(days=1))
        with self.assertRaises(UserError):
            nomination.unlink()
        with self.assertRaises(UserError):
            nomination.copy()

    def test_same_person_twice(self):
        """The same person to one court is refused, to another court it is a matter of eligibility (E06)."""
        first = self.make_nomination(1)
        with self.assertRaises(ValidationError):
            self.make_nomination(1)
        other = self.make_nomination(1, court_id=self.court_sr.id)
        self.assertTrue(other.name)
        first.action_withdraw("oświadczenie kandydata")
        self.assertTrue(self.make_nomination(1).name)

    def test_pesel(self):
        """python-stdnum checks it against the day of birth; it is found by all digits only."""
        with self.assertRaises(ValidationError):
            self.make_nomination(3, pesel="12345678901")
        with self.assertRaises(ValidationError):
            self.make_nomination(3, birth_date="1980-01-01")
        nomination = self.make_nomination(3)
        number = make_pesel(nomination.birth_date, 3)
        Nomination = nomination.browse()
        self.assertEqual(Nomination.search([("pesel", "=", number)]), nomination)
        self.assertEqual(Nomination.find_person(number)[0]["id"], nomination.id)
        for operator, value in (("ilike", number[:6]), ("like", number[:6]), ("=like", number[:6] + "%"), (">", "0")):
            with self.assertRaises(UserError):
                Nomination.search([("pesel", operator, value)])
        with self.assertRaises(UserError):
            Nomination.find_person(number[:6])
