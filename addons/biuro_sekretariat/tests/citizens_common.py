from contextlib import contextmanager

from odoo import fields
from odoo.exceptions import UserError

from .common import SekretariatCase


class CitizensCase(SekretariatCase):
    """The small office with words for letters, complaints and their answers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["biuro.signing.authority"].create({
            "employee_id": cls.employees["management"].id, "capacity": "Prezydent Miasta",
            "basis": "ustawa o samorządzie gminnym, art. 33", "date_from": "2024-05-07",
        })
        cls.employees["management"].office_function = "president"
        cls.voivode = cls.env["res.partner"].create({
            "name": "Wojewoda", "is_company": True, "street": "pl. Wolności 1", "zip": "00-002", "city": "Stolica",
        })

    @contextmanager
    def refused(self, pattern, error=UserError):
        """Expect an error whose sentence matches; what was done before it is rolled back."""
        with self.assertRaises(error) as caught:
            yield
            self.env.flush_all()
        self.assertRegex(str(caught.exception), pattern)

    @classmethod
    def today(cls):
        return cls.env["biuro.sekretariat.complaint"]._today()

    def letter(self, cell="BS", **values):
        """Return an incoming letter of the registrar, handed to a cell."""
        Letter = self.as_user("chancellery")["biuro.letter"]
        letter = Letter.browse(Letter.register_incoming({
            "title": "Skarga na zwłokę", "partner_id": self.partner.id, "date_received": str(self.today()),
            "scan_status": "none", "scan_reason": "format", **values,
        })["id"])
        letter.action_distribute({"BS": self.cell_bs, "WO": self.cell_wo}[cell].id)
        return letter

    def complaint(self, login="citizens", **values):
        """Return a registered complaint in the environment of the user."""
        complaint = self.as_user(login)["biuro.sekretariat.complaint"].create({
            "subject": "Zwłoka w wydaniu decyzji", "partner_id": self.partner.id, "department_id": self.cell_bs.id,
            "date_received": self.today(), **values,
        })
        complaint.action_register()
        return complaint

    def terms(self, complaint):
        """Return {code: state} of the terms of an entry."""
        return {line.code: line.state for line in complaint.sudo().deadline_ids}

    def started(self, login="citizens", **values):
        """Return a complaint about an employee, qualified and begun."""
        complaint = self.complaint(login, **values)
        complaint.action_qualify(about="employee")
        complaint.action_start()
        return complaint

    def dispatch(self, letter, method="letter"):
        """Let a draft go the whole way out of the office; return it."""
        letter = letter.sudo()
        letter.write({
            "signatory_id": self.employees["management"].id,
            "delivery_method_id": self.env["biuro.delivery.method"].search([("code", "=", method)]).id,
        })
        for line in letter.recipient_ids.filtered(lambda line: not (line.zip and line.city)):
            line.write({"zip": "00-001", "city": "Przykładowa"})
        letter.with_user(self.users["citizens"]).sudo().action_request_acceptance()
        while letter.state == "to_accept":
            [reviewer] = letter.review_ids.filtered(lambda review: review.status == "pending").reviewer_ids[:1]
            letter.with_user(reviewer).sudo(False).action_accept()
        letter.with_user(self.users["management"]).action_sign()
        letter.with_user(self.users["chancellery"]).action_dispatch()
        return letter

    def days_ago(self, days):
        return fields.Date.subtract(self.today(), days=days)
