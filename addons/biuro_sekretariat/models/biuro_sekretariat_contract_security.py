from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law import inputs
from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroSekretariatContractSecurity(models.Model):
    """Security (zabezpieczenie) or guarantee of a contract, with the day until it holds and the day of its return."""

    _name = "biuro.sekretariat.contract.security"
    _description = "Security of a Contract"
    _inherit = ["biuro.sekretariat.contract.part.mixin", "biuro.deadline.mixin", "biuro.guard.mixin"]
    _part_open_after_register = True
    _order = "return_due, valid_until, id"
    _rec_name = "kind"

    contract_id = fields.Many2one(
        "biuro.sekretariat.contract", "Contract", required=True, index=True, ondelete="cascade",
    )
    kind = fields.Selection(
        [
            ("performance", "Performance Security"), ("defects", "Security for Defects"), ("bid", "Bid Security"),
            ("quality", "Guarantee of Quality"), ("statutory", "Statutory Warranty"), ("advance", "Advance Security"),
            ("other", "Other Security"),
        ],
        required=True, default="performance",
    )
    form = fields.Selection(
        [
            ("money", "Money"), ("bank", "Bank Guarantee"), ("insurance", "Insurance Guarantee"),
            ("surety", "Surety"), ("statement", "Statement in the Contract"),
        ],
        "Form of the Security", required=True, default="money",
    )
    amount = fields.Monetary("Amount of the Security")
    currency_id = fields.Many2one(related="contract_id.currency_id")
    document_ref = fields.Char("Number of the Document")
    valid_until = fields.Date()
    return_due = fields.Date("To Be Returned By")
    returned_on = fields.Date("Returned On", readonly=True, copy=False)
    # copies that the deadlines take over
    department_id = fields.Many2one(related="contract_id.department_id", store=True)
    company_id = fields.Many2one(related="contract_id.company_id", store=True)
    is_restricted = fields.Boolean(related="contract_id.access_restricted", string="Access Limited")
    reader_ids = fields.Many2many(related="contract_id.reader_ids", string="Readers of the Contract")

    _amount_positive = models.Constraint(
        "CHECK (COALESCE(amount, 0) >= 0)", "The amount of a security is not negative.",
    )

    @api.depends("kind", "contract_id.display_name")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for security in self:
            # the number alone: the name of a restricted contract is not for everybody who sees the term
            contract = security.contract_id
            name = contract.register_ref if contract.access_restricted else contract.display_name
            security.display_name = f"{labels.get(security.kind, '')}: {name or ''}"

    @api.model_create_multi
    def create(self, vals_list):
        securities = super().create(vals_list)
        securities._sync_terms()
        return securities

    def write(self, vals):
        result = super().write(vals)
        if {"valid_until", "return_due", "kind", "form"} & vals.keys():
            self._sync_terms()
        return result

    @api.constrains("valid_until", "return_due")
    def _check_dates(self):
        for security in self:
            signed = security.contract_id.date_signed
            if signed and security.kind != "bid":
                for day in filter(None, (security.valid_until, security.return_due)):
                    if day < signed:
                        raise ValidationError(self.env._(
                            "A security cannot end or be returned before the contract was concluded."))

    def _get_deadline_employee(self):
        self.ensure_one()
        return self.contract_id.owner_id

    def _get_term_days(self):
        """Return {code of the rule: day} of the terms that run for the security now (dict)."""
        self.ensure_one()
        if self.returned_on or self.contract_id.state not in ("registered", "active", "ended"):
            return {}
        days = {"contract_security_return": self.return_due}
        if self.form in ("bank", "insurance") or self.kind in ("quality", "statutory"):
            days["contract_security_valid"] = self.valid_until
        return {code: day for code, day in days.items() if day}

    def _sync_terms(self):
        self.env["biuro.sekretariat.contract"]._sync_days({security: security._get_term_days() for security in self}, (
            "contract_security_return", "contract_security_valid"))

    def action_return(self, on=None):
        """Note that the securities were returned.

        :param on: the day (string date), today by default
        :return: True
        :raise UserError: returned already, or a day to come
        Legal source: prawo zamówień publicznych art. 453.
        """
        self.check_access("write")
        try:
            day = inputs.day("on", on, required=False) or office_today()
        except LawError as error:
            raise ValidationError(str(error)) from error
        if day > office_today():
            raise UserError(self.env._("The day of the return cannot be later than today."))
        if any(security.returned_on for security in self):
            raise UserError(self.env._("This security was returned already."))
        # sudo: own model - write() refuses this field from anyone else; access was checked above
        self.sudo().write({"returned_on": day})
        self._deadline_done("contract_security_return", on=fields.Date.to_string(day))
        self._deadline_cancel("contract_security_valid")
        return True
