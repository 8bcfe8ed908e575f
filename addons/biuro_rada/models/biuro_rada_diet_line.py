from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import diet
from .biuro_rada_diet_scheme import FUNCTIONS
from .biuro_rada_money_mixin import exact


class BiuroRadaDietLine(models.Model):
    """Allowance of one councillor for one month. A paid one is never edited: a correction is a line of its own."""

    _name = "biuro.rada.diet.line"
    _description = "Monthly Allowance"
    _inherit = ["biuro.guard.mixin", "biuro.rada.money.mixin", "mail.thread"]
    _order = "month desc, councillor_id, id"
    _reason_verbs = {
        "action_cancel": {"reason": "reason"},
        "action_repay": {"date": "date"},
        "action_correct": {"text": "amount", "reason": "reason"},
    }

    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, readonly=True, index=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(related="councillor_id.partner_id", string="Person", store=True, index=True)
    company_id = fields.Many2one(related="councillor_id.company_id", store=True)
    month = fields.Date(required=True, readonly=True, index=True, help="The first day of the month.")
    month_text = fields.Char("For the Month", compute="_compute_month_text")
    month_id = fields.Many2one(
        "biuro.rada.diet.month", "Calculation", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    scheme_id = fields.Many2one(
        "biuro.rada.diet.scheme", "Rules of Allowances", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    function = fields.Selection(FUNCTIONS, readonly=True)
    gross = fields.Monetary("Rate", readonly=True)
    reduction_amount = fields.Monetary("Reductions", readonly=True)
    net = fields.Monetary("After Reductions", readonly=True)
    cap = fields.Monetary("Ceiling", readonly=True, aggregator=None)
    payable = fields.Monetary("To Pay", readonly=True)
    exempt = fields.Monetary("Free of Tax", readonly=True)
    taxable = fields.Monetary("Taxable", readonly=True)
    reasons = fields.Json(readonly=True)
    event_ids = fields.One2many("biuro.rada.diet.event", "line_id", "Events", readonly=True)
    event_count = fields.Integer("Reduced For", compute="_compute_event_count")
    list_id = fields.Many2one(
        "biuro.rada.diet.list", "Payment List", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    paid_on = fields.Date(readonly=True, index="btree_not_null")
    corrects_id = fields.Many2one(
        "biuro.rada.diet.line", "Corrects", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    correction_ids = fields.One2many("biuro.rada.diet.line", "corrects_id", "Corrections of the Month", readonly=True)
    correction_reason = fields.Char(readonly=True)
    is_repaid = fields.Boolean("Repaid by the Councillor", readonly=True)
    calculated_by_id = fields.Many2one("res.users", "Counted By", readonly=True)
    approved_by_id = fields.Many2one("res.users", "Approved By", readonly=True)
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

    @api.depends("councillor_id", "month", "corrects_id")
    def _compute_display_name(self):
        for line in self:
            name = f"{line.councillor_id.display_name or ''} {line.month and line.month.strftime('%m.%Y') or ''}"
            line.display_name = self.env._("%s (correction)", name) if line.corrects_id else name

    @api.depends("month")
    def _compute_month_text(self):
        for line in self:
            line.month_text = line.month.strftime("%m.%Y") if line.month else ""

    @api.depends("event_ids")
    def _compute_event_count(self):
        for line in self:
            line.event_count = len(line.event_ids)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_calculated(self):
        if any(line.state != "calculated" for line in self):
            raise UserError(self.env._("An approved allowance is not deleted; correct it by a line of its own."))

    def action_approve(self):
        """Approve corrections; the allowances of a month are approved with their month.

        :return: True
        :raise UserError: not calculated; made by the same person; an allowance of a month
        """
        for line in self:
            line.check_access("write")
            if line.state != "calculated":
                raise UserError(self.env._("Only calculated allowances are approved."))
            if not line.corrects_id:
                raise UserError(self.env._("Allowances are approved with their month: check and approve the month."))
            if line.calculated_by_id == self.env.user:
                raise UserError(self.env._("A correction is approved by another person than the one who made it."))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "approved", "approved_by_id": self.env.uid})
        return True

    def action_correct(self, amount, reason):
        """Correct a paid or listed allowance by a line with the difference; another person approves it.

        :param str amount: the difference in zł, e.g. "-120.50"
        :param str reason: why
        :return: dict ``id`` of the new line
        :raise UserError: nothing to correct, no reason, zero, or the month would exceed the ceiling or fall below zero
        """
        self.ensure_one()
        self.check_access("write")
        difference = self.env["biuro.rada.diet.month"]._money("amount", (amount or "").replace(",", ".").strip())
        if self.state not in ("listed", "paid") or self.corrects_id:
            raise UserError(self.env._("Correct the allowance that was paid; calculate the others anew."))
        if not (reason or "").strip() or not difference:
            raise UserError(self.env._("Give the difference and its reason."))
        return {"id": self._make_correction(self._given() + difference, reason).id}

    def _given(self):
        """Return what was given for the month so far, with its corrections (Decimal)."""
        self.ensure_one()
        rows = self | self.correction_ids.filtered(lambda line: line.state != "cancelled")
        return sum(map(exact, rows.mapped("payable")))

    def _make_correction(self, due, reason, reasons=(), events=()):
        """Make the line of the difference to what is due (Decimal); the caller has checked the right."""
        self.ensure_one()
        if due < 0 or due > exact(self.cap):
            raise UserError(
                self.env._(
                    "RE-01: the month would come to %(total).2f zł; allowed is from 0 to %(cap).2f zł.",
                    total=due,
                    cap=self.cap,
                )
            )
        try:
            answer = diet.correction(self._given(), due, reason.strip())
        except LawError as error:
            raise UserError(str(error)) from error
        difference = float(answer["difference"])
        # sudo: own model - lines are written by verbs only; access was checked above
        return (
            self.sudo()
            .create(
                {
                    "councillor_id": self.councillor_id.id,
                    "month": self.month,
                    "month_id": self.month_id.id,
                    "scheme_id": self.scheme_id.id,
                    "function": self.function,
                    "net": difference,
                    "cap": self.cap,
                    "payable": difference,
                    "reasons": answer["reasons"] + list(reasons),
                    "event_ids": list(events),
                    "corrects_id": self.id,
                    "correction_reason": reason.strip(),
                    "calculated_by_id": self.env.uid,
                }
            )
            .with_env(self.env)
        )

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

    def action_repay(self, date=None):
        """Note that the councillor paid back what a correction takes off, where no later list can take it.

        :param str date: day of the repayment "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: not an approved correction downwards that is on no list
        """
        day = fields.Date.to_date(date) or office_today()
        for line in self:
            line.check_access("write")
            if line.state != "approved" or line.list_id or line.payable >= 0:
                raise UserError(self.env._("Only an approved correction downwards that is on no list is paid back."))
        # sudo: own model - facts are written by verbs only; access was checked above
        lines = self.sudo()
        lines.write({"state": "paid", "paid_on": day, "is_repaid": True})
        lines._split_tax(day)
        return True
