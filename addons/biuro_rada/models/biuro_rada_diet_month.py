import calendar

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law import inputs
from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaDietMonth(models.Model):
    """Allowances of the whole council for one month: counted, checked and approved by two people, then closed.

    What is counted for the month is never counted over once it is approved: a change of the attendance makes
    corrections, which go on a later list.
    """

    _name = "biuro.rada.diet.month"
    _description = "Month of Allowances"
    _inherit = ["biuro.guard.mixin", "biuro.rada.money.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "month desc, id desc"
    _rec_name = "month"
    _given_on_creation = frozenset({"month"})
    _reason_verbs = {
        "action_return": {"reason": "reason"},
        "action_recalculate": {"reason": "reason"},
    }

    month = fields.Date(
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self._bounds(fields.Date.subtract(office_today(), months=1))[0],
        help="Any day of the month; its first day is kept.",
    )
    company_id = fields.Many2one(
        "res.company", "Office", required=True, readonly=True, default=lambda self: self.env.company
    )
    scheme_id = fields.Many2one(
        "biuro.rada.diet.scheme", "Rules of Allowances", readonly=True, copy=False, ondelete="restrict"
    )
    base_amount = fields.Monetary("Base Amount", readonly=True, copy=False, aggregator=None)
    ceiling = fields.Monetary(readonly=True, copy=False, aggregator=None, help="Of one councillor, art. 25 ust. 6.")
    reasons = fields.Json(readonly=True, copy=False)
    problems = fields.Text("To Clear Up", readonly=True, copy=False)
    waits_for = fields.Text("Attendance Not Closed", compute="_compute_waits_for")
    line_ids = fields.One2many("biuro.rada.diet.line", "month_id", "Allowances", readonly=True)
    correction_ids = fields.One2many(
        "biuro.rada.diet.line",
        "month_id",
        "Corrections of the Month",
        readonly=True,
        domain=[("corrects_id", "!=", False)],
    )
    line_count = fields.Integer("Councillors", compute="_compute_totals", store=True, aggregator=None)
    gross_total = fields.Monetary("Rates", compute="_compute_totals", store=True)
    reduction_total = fields.Monetary("Reductions", compute="_compute_totals", store=True)
    payable_total = fields.Monetary("To Pay", compute="_compute_totals", store=True)
    correction_count = fields.Integer("Number of Corrections", compute="_compute_totals", store=True, aggregator=None)
    list_count = fields.Integer("Payment Lists", compute="_compute_list_count")
    is_mine = fields.Boolean("Counted by Me", compute="_compute_is_mine")
    calculated_by_id = fields.Many2one("res.users", "Counted By", readonly=True, copy=False)
    calculated_on = fields.Datetime("Counted At", readonly=True, copy=False)
    checked_by_id = fields.Many2one("res.users", "Checked By", readonly=True, copy=False)
    checked_on = fields.Datetime("Checked At", readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", "Approved By", readonly=True, copy=False)
    approved_on = fields.Datetime("Approved At", readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "To count"),
            ("calculated", "Counted"),
            ("checked", "Month checked"),
            ("approved", "Month approved"),
            ("closed", "Month closed"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
        index=True,
    )

    _month_uniq = models.Constraint("UNIQUE (month, company_id)", "This month is entered already.")
    _first_day = models.Constraint("CHECK (EXTRACT(DAY FROM month) = 1)", "A month is named by its first day.")

    # ---- computed ------------------------------------------------------------------------------------------------

    @api.depends("month")
    def _compute_display_name(self):
        for record in self:
            record.display_name = record.month.strftime("%m.%Y") if record.month else ""

    @api.depends("line_ids.payable", "line_ids.gross", "line_ids.reduction_amount", "line_ids.state")
    def _compute_totals(self):
        for record in self:
            lines = record.line_ids.filtered(lambda line: line.state != "cancelled")
            plain = lines.filtered(lambda line: not line.corrects_id)
            record.line_count = len(plain)
            record.correction_count = len(lines - plain)
            record.gross_total = sum(plain.mapped("gross"))
            record.reduction_total = sum(plain.mapped("reduction_amount"))
            record.payable_total = sum(lines.mapped("payable"))

    @api.depends("month", "state")
    def _compute_waits_for(self):
        for record in self:
            running = self.env["biuro.rada.session"]
            if record.month and record.state in ("draft", "calculated"):
                running = record._sessions(*self._bounds(record.month), closed=False)[1]
            record.waits_for = ", ".join(running.mapped("display_name"))

    @api.depends("line_ids.list_id")
    def _compute_list_count(self):
        for record in self:
            record.list_count = len(record.line_ids.list_id)

    @api.depends("calculated_by_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        for record in self:
            record.is_mine = record.calculated_by_id == self.env.user

    # ---- keeping -------------------------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("month"):
                vals["month"] = self._bounds(vals["month"])[0]
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_counted(self):
        if any(record.line_ids for record in self):
            raise UserError(self.env._("A month with allowances stays; correct them by lines of their own."))

    @api.model
    def _money(self, name, value):
        try:
            return inputs.money(name, value)
        except LawError as error:
            raise ValidationError(str(error)) from error

    @api.model
    def _bounds(self, month):
        """Return the first and the last day of the month named by a day in it."""
        day = fields.Date.to_date(month)
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])

    @api.model
    def _of(self, month):
        """Return the record of a month, made when there is none."""
        first = self._bounds(month)[0]
        return self.search([("month", "=", first), ("company_id", "=", self.env.company.id)], limit=1) or self.create(
            {"month": first}
        )
