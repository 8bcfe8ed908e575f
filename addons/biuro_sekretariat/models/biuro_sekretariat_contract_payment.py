from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroSekretariatContractPayment(models.Model):
    """Payment planned in a contract, and whether it was made."""

    _name = "biuro.sekretariat.contract.payment"
    _description = "Planned Payment"
    _inherit = ["biuro.guard.mixin", "biuro.sekretariat.contract.part.mixin"]
    _part_open_after_register = True
    _order = "date, id"
    _rec_name = "description"

    contract_id = fields.Many2one(
        "biuro.sekretariat.contract", "Contract", required=True, index=True, ondelete="cascade",
    )
    date = fields.Date("Due On", required=True, index=True)
    description = fields.Char()
    amount = fields.Monetary("Gross Amount", required=True)
    currency_id = fields.Many2one(related="contract_id.currency_id")
    is_paid = fields.Boolean("Paid")
    paid_on = fields.Date(compute="_compute_paid_on", store=True, readonly=False)
    is_late = fields.Boolean("Late", compute="_compute_is_late")
    department_id = fields.Many2one(related="contract_id.department_id", store=True, index="btree_not_null")

    _amount_positive = models.Constraint("CHECK (amount >= 0)", "A planned payment cannot be negative.")

    @api.depends("description", "contract_id.display_name")
    def _compute_display_name(self):
        for payment in self:
            payment.display_name = ": ".join(filter(None, [payment.contract_id.display_name, payment.description]))

    @api.depends("is_paid")
    def _compute_paid_on(self):
        for payment in self:
            payment.paid_on = (payment.paid_on or office_today()) if payment.is_paid else False

    @api.depends("date", "is_paid")
    def _compute_is_late(self):
        today = office_today()
        for payment in self:
            payment.is_late = bool(payment.date and payment.date < today and not payment.is_paid)
