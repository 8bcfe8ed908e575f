
from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import RadaCase


@tagged("post_install", "-at_install")
class TestOrganizations(RadaCase):
    def body(self, **values):
        return (
            self.env["biuro.rada.organization"]
            .with_user(self.users["rada_user"])
            .create(
                {
                    "name": "Związek Miast Przykładowych",
                    "short_name": "ZMP",
                    "partner_id": self.partner.id,
                    "purpose": "wspieranie samorządu",
                    **values,
                }
            )
        )

    def test_way_of_a_membership(self):
        body = self.body()
        with self.assertRaisesRegex(UserError, "RG-01"):
            body.action_apply()
        body.write({"join_resolution": "XII/99/2025", "join_majority": "simple"})
        body.action_apply()
        body.action_accept("2026-03-12")
        fee = body.plan_fee(2026, 70000, "0.4007", "2026-06-30")
        self.assertEqual((fee["amount"], fee["months"]), ("21036.75", 9))
        self.assertEqual(body.plan_fee(2027, 70000, "0.4007", "2027-03-31")["amount"], "28049.00")
        with self.assertRaisesRegex(ValidationError, "no member"):
            body.plan_fee(2025, 70000, "0.4007", "2025-03-31")
        paid = self.env["biuro.rada.organization.fee"].with_user(self.users["rada_user"]).browse(fee["id"])
        paid.action_pay("2026-06-12")
        with self.assertRaisesRegex(UserError, "settled"):
            paid.rate = "1"
        body.action_leave("XXX/1/2027", "2027-12-31")
        with self.assertRaisesRegex(ValidationError, "no member"):
            body.plan_fee(2028, 70000, "0.4", "2028-03-31")

    def test_union_needs_the_statutory_majority(self):
        body = self.body(kind="union", tasks="gospodarka odpadami", join_resolution="I/1/2026", join_majority="simple")
        with self.assertRaisesRegex(UserError, "RG-02"):
            body.action_apply()

    @mute_logger("odoo.sql_db")
    def test_one_membership(self):
        for number in range(2):
            body = self.body(join_resolution="I/1/2026", join_majority="simple")
            if number:
                with self.assertRaises(IntegrityError), self.env.cr.savepoint():
                    body.action_apply()
            else:
                body.action_apply()

    def test_delegate_of_a_councillor_ends_with_the_mandate(self):
        term = self.make_term()
        councillor = self.make_councillors(term, 1)
        body = self.body(join_resolution="I/1/2026", join_majority="simple")
        line = self.env["biuro.rada.organization.delegate"].create(
            {
                "organization_id": body.id,
                "partner_id": councillor.partner_id.id,
                "basis": "uchwała",
                "date_from": "2025-01-01",
            }
        )
        self.assertEqual(line.councillor_id, councillor)
        self.assertFalse(line.mandate_over)
        councillor.action_expire("resignation", "2026-03-04", "commissioner", "postanowienie 7")
        self.assertTrue(line.mandate_over)
        self.assertIn(line, line.search([("mandate_over", "=", True)]))
