from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaEquipmentLoan(models.Model):
    """Equipment lent to a councillor: a tablet, a card, a token."""

    _name = "biuro.rada.equipment.loan"
    _description = "Equipment of a Councillor"
    _inherit = ["biuro.guard.mixin", "mail.thread"]
    _order = "date_from desc, id desc"
    _rec_name = "item"

    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="restrict"
    )
    item = fields.Char(required=True)
    serial = fields.Char("Serial Number", index=True)
    date_from = fields.Date("Lent On", required=True, default=lambda self: office_today())
    date_to = fields.Date("Returned On", readonly=True, copy=False, tracking=True)
    condition_from = fields.Char("Condition When Lent")
    condition_to = fields.Char("Condition When Returned", readonly=True, copy=False)
    is_missing = fields.Boolean("Not Returned", compute="_compute_is_missing", search="_search_is_missing")

    _serial_once = models.UniqueIndex(
        "(serial) WHERE serial IS NOT NULL AND date_to IS NULL",
        "This item is lent already: note its return first.",
    )

    @api.depends("date_to", "councillor_id.mandate_end")
    def _compute_is_missing(self):
        today = office_today()
        for loan in self:
            end = loan.councillor_id.mandate_end
            loan.is_missing = not loan.date_to and bool(end) and end < today

    def _search_is_missing(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("date_to", "=", False), ("councillor_id.mandate_end", "<", office_today())]

    def action_return(self, condition, date=None):
        """Note the return of the equipment.

        :param str condition: in what condition
        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: returned already; no condition; before it was lent
        """
        day = fields.Date.to_date(date) or office_today()
        for loan in self:
            loan.check_access("write")
            if loan.date_to or not (condition or "").strip() or day < loan.date_from:
                raise UserError(self.env._("Give the condition and a day after the loan; an item is returned once."))
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"date_to": day, "condition_to": condition})
        return True
