from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaEquipmentLoan(models.Model):
    """Equipment lent to a councillor: a tablet, a card, a token."""

    _name = "biuro.rada.equipment.loan"
    _description = "Equipment of a Councillor"
    _inherit = ["biuro.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_from desc, id desc"
    _rec_name = "item"
    _reason_verbs = {"action_return": {"reason": "condition", "date": "date"}}

    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="restrict"
    )
    item = fields.Char(required=True)
    serial = fields.Char("Serial Number", index=True)
    date_from = fields.Date("Lent On", required=True, default=lambda self: office_today())
    date_to = fields.Date("Returned On", readonly=True, copy=False, tracking=True)
    kind = fields.Selection(
        [
            ("tablet", "Tablet or computer"),
            ("card", "Identity card"),
            ("token", "Token or signature"),
            ("phone", "Telephone"),
            ("other", "Other"),
        ],
        default="tablet",
        required=True,
    )
    value = fields.Monetary("Value")
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.company.currency_id, required=True)
    note = fields.Text()
    state = fields.Selection(
        [("lent", "Lent"), ("returned", "Returned")], compute="_compute_state", store=True, index=True
    )
    condition_from = fields.Char("Condition When Lent")
    condition_to = fields.Char("Condition When Returned", readonly=True, copy=False)
    is_missing = fields.Boolean("Not Returned", compute="_compute_is_missing", search="_search_is_missing")

    _serial_once = models.UniqueIndex(
        "(serial) WHERE serial IS NOT NULL AND date_to IS NULL",
        "This item is lent already: note its return first.",
    )

    @api.depends("date_to")
    def _compute_state(self):
        for loan in self:
            loan.state = "returned" if loan.date_to else "lent"

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

    @api.model
    def _cron_watch(self):
        """Ask for what the councillor whose mandate is over has not returned: one activity for each item."""
        missing = self.search([("is_missing", "=", True)])
        asked = missing.filtered(lambda loan: not loan.activity_ids)
        # sudo: res.groups - who heads the council's office
        user = (
            self.env.ref("biuro_rada.biuro_rada_group_manager")
            .sudo()
            .user_ids.filtered(lambda user: not user.share)[:1]
        )
        for loan in asked if user else self:
            loan.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=user.id,
                summary=self.env._("The mandate is over: %s has not been returned", loan.item),
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_returned(self):
        if any(loan.date_to for loan in self):
            raise UserError(self.env._("A loan that was returned stays: its protocols are kept."))
