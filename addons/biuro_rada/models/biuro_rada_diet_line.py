from odoo import api, fields, models
from odoo.exceptions import UserError

from .biuro_rada_diet_scheme import FUNCTIONS


class BiuroRadaDietLine(models.Model):
    """Allowance of one councillor for one month. A paid one is never edited: a correction is a line of its own."""

    _name = "biuro.rada.diet.line"
    _description = "Monthly Allowance"
    _inherit = ["biuro.guard.mixin", "mail.thread"]
    _order = "month desc, councillor_id, id"

    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, readonly=True, index=True, ondelete="restrict"
    )
    month = fields.Date(required=True, readonly=True, index=True, help="The first day of the month.")
    scheme_id = fields.Many2one(
        "biuro.rada.diet.scheme", "Rules", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    function = fields.Selection(FUNCTIONS, readonly=True)
    currency_id = fields.Many2one(related="councillor_id.company_id.currency_id")
    gross = fields.Monetary("Rate", readonly=True)
    reduction_amount = fields.Monetary("Reductions", readonly=True)
    net = fields.Monetary("After Reductions", readonly=True)
    cap = fields.Monetary("Ceiling", readonly=True, aggregator=None)
    payable = fields.Monetary("To Pay", readonly=True)
    exempt = fields.Monetary("Free of Tax", readonly=True)
    taxable = fields.Monetary("Taxable", readonly=True)
    reasons = fields.Json(readonly=True)
    event_ids = fields.One2many("biuro.rada.diet.event", "line_id", "Events", readonly=True)
    list_id = fields.Many2one(
        "biuro.rada.diet.list", "Payment List", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    paid_on = fields.Date(readonly=True, index="btree_not_null")
    corrects_id = fields.Many2one(
        "biuro.rada.diet.line", "Corrects", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    correction_reason = fields.Char(readonly=True)
    state = fields.Selection(
        [
            ("calculated", "Calculated"),
            ("approved", "Approved"),
            ("listed", "On a list"),
            ("paid", "Paid"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="calculated",
        index=True,
        tracking=True,
    )

    _month_uniq = models.UniqueIndex(
        "(councillor_id, month) WHERE corrects_id IS NULL AND state != 'cancelled'",
        "RE-02: this councillor has an allowance of this month already.",
    )

    @api.depends("councillor_id", "month")
    def _compute_display_name(self):
        for line in self:
            line.display_name = (
                f"{line.councillor_id.display_name or ''} {line.month and line.month.strftime('%m.%Y') or ''}"
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_calculated(self):
        if any(line.state != "calculated" for line in self):
            raise UserError(self.env._("An approved allowance is not deleted; correct it by a line of its own."))

    def action_approve(self):
        """Approve the calculated allowances.

        :return: True
        :raise UserError: not calculated
        """
        self.check_access("write")
        if any(line.state != "calculated" for line in self):
            raise UserError(self.env._("Only calculated allowances are approved."))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "approved"})
        return True

    def action_correct(self, amount, reason):
        """Correct a paid or listed allowance by a line with the difference.

        :param str amount: the difference in zł, e.g. "-120.50"
        :param str reason: why
        :return: dict ``id`` of the new line
        :raise UserError: nothing to correct, no reason, zero, or the month would exceed the ceiling or fall below zero
        """
        self.ensure_one()
        self.check_access("write")
        difference = self.env["biuro.rada.diet.month"]._money("amount", amount)
        if self.state not in ("listed", "paid") or self.corrects_id:
            raise UserError(self.env._("Correct the allowance that was paid; calculate the others anew."))
        if not (reason or "").strip() or not difference:
            raise UserError(self.env._("Give the difference and its reason."))
        month = self | self.search([("corrects_id", "=", self.id), ("state", "!=", "cancelled")])
        total = sum(month.mapped("payable")) + float(difference)
        if total < -0.004 or total > self.cap + 0.004:
            raise UserError(
                self.env._(
                    "RE-01: the month would come to %(total).2f zł; allowed is from 0 to %(cap).2f zł.",
                    total=total,
                    cap=self.cap,
                )
            )
        # sudo: own model - lines are written by verbs only; access was checked above
        line = self.sudo().create(
            {
                "councillor_id": self.councillor_id.id,
                "month": self.month,
                "scheme_id": self.scheme_id.id,
                "function": self.function,
                "net": float(difference),
                "cap": self.cap,
                "payable": float(difference),
                "corrects_id": self.id,
                "correction_reason": reason,
                "state": "approved",
            }
        )
        return {"id": line.id}

    def action_cancel(self, reason):
        """Cancel allowances that are on no list yet.

        :param str reason: why
        :return: True
        :raise UserError: on a list or paid; no reason
        """
        self.check_access("write")
        if any(line.state not in ("calculated", "approved") for line in self):
            raise UserError(self.env._("An allowance on a list is corrected, not cancelled."))
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "cancelled", "correction_reason": reason})
        return True
