from odoo import api, fields, models
from odoo.exceptions import UserError

from .biuro_case_event import ACTS


class BiuroFileLoan(models.Model):
    """Loan of a paper file; in its place lies an out card (karta zastępcza, IK § 22(2), § 63(4); IA § 31)."""

    _name = "biuro.file.loan"
    _description = "Loan of a File"
    _inherit = ["biuro.guard.mixin"]
    _order = "date_from desc, id desc"
    _rec_name = "borrower"

    case_id = fields.Many2one("biuro.case", "Case", required=True, index=True, ondelete="restrict")
    department_id = fields.Many2one(related="case_id.department_id", store=True, index=True)
    borrower_id = fields.Many2one("hr.employee", "Employee")
    partner_id = fields.Many2one("res.partner", "Institution")
    borrower = fields.Char(compute="_compute_borrower", store=True)
    scope = fields.Char("What Is Lent", help="The whole file, or the letters taken out of it.")
    purpose = fields.Char(help="Outsiders give the purpose and the reasons.")
    date_from = fields.Date("Lent On", required=True, default=lambda self: self.env["biuro.case"]._today())
    date_due = fields.Date("To Return By", required=True)
    date_returned = fields.Date("Returned On", readonly=True, copy=False)
    consent_by_id = fields.Many2one(
        "hr.employee", "Consent Given By", required=True, help="Head of the cell; for outsiders the head of the office."
    )
    is_overdue = fields.Boolean(compute="_compute_is_overdue", search="_search_is_overdue")
    company_id = fields.Many2one(related="case_id.company_id", store=True)

    _dates_ordered = models.Constraint("CHECK (date_due >= date_from)", "A file cannot be returned before it is lent.")

    @api.depends("borrower_id", "partner_id")
    def _compute_borrower(self):
        for loan in self:
            # sudo: hr.employee - the name, written on the out card
            loan.borrower = loan.sudo().borrower_id.name or loan.partner_id.display_name

    @api.depends("date_due", "date_returned")
    def _compute_is_overdue(self):
        today = self.env["biuro.case"]._today()
        for loan in self:
            loan.is_overdue = not loan.date_returned and bool(loan.date_due) and loan.date_due < today

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("date_returned", "=", False), ("date_due", "<", self.env["biuro.case"]._today())]

    @api.model_create_multi
    def create(self, vals_list):
        loans = super().create(vals_list)
        for loan in loans:
            if not loan.borrower:
                raise UserError(self.env._("Say who borrows the file: an employee or an institution."))
            if loan.partner_id and not loan.purpose:
                raise UserError(self.env._("An outsider gives the purpose of the loan."))
            if self.search_count(
                [("case_id", "=", loan.case_id.id), ("date_returned", "=", False), ("id", "!=", loan.id)]
            ):
                raise UserError(self.env._("The file of %s is lent already.", loan.case_id.reference))
            loan.case_id._log_event(
                ACTS["loan"].format(person=loan.borrower, date=f"{loan.date_due:%d.%m.%Y}"), date=loan.date_from,
                kind="archive",
            )
        return loans

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("A loan is not deleted: record the return of the file."))

    def action_return(self, date=None):
        """Record that the file came back.

        :param date: day of the return, today by default
        :return: True
        :raises UserError: it was returned already
        """
        self.check_access("write")
        for loan in self:
            if loan.date_returned:
                raise UserError(self.env._("The file of %s has been returned already.", loan.case_id.reference))
            # sudo: own model - the day is written by this verb alone, the right was checked above
            loan.sudo().date_returned = fields.Date.to_date(date) or self.env["biuro.case"]._today()
            loan.case_id._log_event(
                ACTS["loan_back"].format(person=loan.borrower), date=loan.date_returned, kind="archive",
            )
        return True
