from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroSocjalnePerson(models.Model):
    """Entitled person (osoba uprawniona): an employee, a pensioner, a survivor or another whom the rules name.

    The fund's own record: nothing of it is written back to HR.
    """

    _name = "biuro.socjalne.person"
    _description = "Entitled Person"
    _inherit = ["biuro.guard.mixin"]
    _order = "name, id"

    name = fields.Char(required=True, index="trigram")
    entitlement = fields.Selection(
        [("employee", "Employee"), ("pensioner", "Pensioner"), ("survivor", "Survivor"), ("other", "Other Person")],
        required=True, default="employee", index=True,
    )
    employee_id = fields.Many2one("hr.employee", "Employee", index="btree_not_null", ondelete="restrict")
    partner_id = fields.Many2one("res.partner", "Address", index="btree_not_null", ondelete="restrict")
    user_id = fields.Many2one(
        "res.users", "User", compute="_compute_user_id", store=True, index="btree_not_null",
        help="Who sees these data as their own.",
    )
    employment_end_date = fields.Date("Employment Ended On")
    end_reason = fields.Selection(
        [("pension", "Old-Age Pension"), ("disability", "Disability Pension"), ("notice", "Notice"),
         ("agreement", "Agreement of the Parties"), ("death", "Death"), ("other", "Other")],
        "Employment Ended By",
    )
    pension_kind = fields.Selection([("emerytura", "Old-Age Pension"), ("renta", "Disability Pension")], "Pension")
    pension_from = fields.Date("Pension Since")
    regulation_clause = fields.Char("Clause of the Rules")
    entitled_from = fields.Date(required=True, default=lambda self: office_today())
    entitled_to = fields.Date()
    bank_account_id = fields.Many2one("res.partner.bank", "Bank Account", ondelete="restrict")
    employer_unit_id = fields.Many2one("res.partner", "Employer of Joint Activity", index="btree_not_null")
    family_ids = fields.One2many("biuro.socjalne.family.member", "person_id", "Family")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    active = fields.Boolean(default=True)

    @api.depends("employee_id.user_id", "partner_id.user_ids")
    def _compute_user_id(self):
        for person in self:
            person.user_id = person.employee_id.user_id or person.partner_id.user_ids[:1]

    @api.model
    def _of_user(self):
        """Return the person whose data the logged-in user sees as their own (empty without one)."""
        # sudo: biuro.socjalne.person - only the record tied to the user who asks is looked for
        return self.sudo().search([("user_id", "=", self.env.uid)], limit=1)

    def _entitled(self, day):
        """Tell whether the person is entitled on a day (UZFŚS art. 2 pkt 5; the rules)."""
        self.ensure_one()
        return self.entitled_from <= day and (not self.entitled_to or day <= self.entitled_to)

    def _tax_status(self, day):
        """Return the tax status on a day: an employed pensioner is an employee (PIT art. 21 ust. 1 pkt 38, 67)."""
        self.ensure_one()
        if self.entitlement == "employee" and not (self.employment_end_date and self.employment_end_date < day):
            return "EMPLOYEE"
        if self.pension_from and self.pension_from <= day:
            return "PENSIONER"
        return "SURVIVOR" if self.entitlement == "survivor" else "OTHER"
