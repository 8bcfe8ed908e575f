from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryOsiedleBudget(models.Model):
    """Money of a unit for a year, within the budget of the City; a unit has none of its own (u.s.g. art. 51)."""

    _name = "biuro.wybory.osiedle.budget"
    _description = "Money of a Unit"
    _inherit = ["biuro.guard.mixin", "biuro.wybory.osiedle.matter", "mail.thread", "mail.activity.mixin"]
    _order = "year desc, unit_id, id desc"

    year = fields.Integer(required=True, index=True, aggregator=None, default=lambda self: office_today().year)
    source = fields.Selection(
        [("allocation", "Yearly allocation"), ("fund", "Fund of the unit"), ("bonus", "Bonus for turnout"),
         ("own_income", "Own income"), ("citizens_budget", "Citizens' budget")],
        required=True, default="allocation", tracking=True,
    )
    method = fields.Selection([("formula", "By the formula"), ("manual", "Amount set by hand")],
                              required=True, default="manual")
    money_rule_id = fields.Many2one("biuro.wybory.osiedle.money.rule", "Formula", index="btree_not_null",
                                    ondelete="restrict")
    residents = fields.Integer(aggregator="sum")
    residents_on = fields.Date("Residents On")
    voted = fields.Integer("Took Part", aggregator=None, help="In the last election: cards issued, or present.")
    entitled = fields.Integer(aggregator=None)
    amount = fields.Monetary("Allocated", tracking=True)
    amount_reasons = fields.Json("How It Was Counted", readonly=True, copy=False)
    resolution_ref = fields.Char("Basis", help="Resolution of the City Council (the budget resolution).")
    resolution_id = fields.Many2one("biuro.wybory.osiedle.resolution", "Resolution of the Unit",
                                    index="btree_not_null", ondelete="restrict",
                                    domain="[('unit_id', '=', unit_id)]")
    line_ids = fields.One2many("biuro.wybory.osiedle.budget.line", "budget_id", "Lines")
    planned = fields.Monetary(compute="_compute_sums", store=True)
    unplanned = fields.Monetary("Not Divided", compute="_compute_sums", store=True)
    committed = fields.Monetary(compute="_compute_sums", store=True)
    spent = fields.Monetary(compute="_compute_sums", store=True)
    left = fields.Monetary("Remaining", compute="_compute_sums", store=True)
    spent_share = fields.Float("Spent (%)", compute="_compute_sums", store=True, digits=(5, 1), aggregator="avg")
    report = fields.Text("Report of the Execution")
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.ref("base.PLN"), required=True)
    state = fields.Selection(
        [("draft", "Being planned"), ("open", "In execution"), ("closed", "Year closed")],
        required=True, readonly=True, default="draft", copy=False, tracking=True, index=True,
    )

    _amount_positive = models.Constraint("CHECK (amount >= 0)", "The allocated amount is not negative.")
    _year_sense = models.Constraint("CHECK (year BETWEEN 1990 AND 2200)", "Give a year with four digits.")
    _one_each = models.UniqueIndex(
        "(unit_id, year, source) WHERE source NOT IN ('own_income')", "The unit has this money for the year already.")

    @api.depends("unit_id", "year", "source")
    def _compute_display_name(self):
        for budget in self:
            source = budget._label("source") if budget.source else ""
            budget.display_name = f"{budget.unit_id.name or '…'} {budget.year or ''} – {source}"

    @api.depends("amount", "line_ids.planned", "line_ids.moved", "line_ids.committed", "line_ids.spent")
    def _compute_sums(self):
        for budget in self:
            budget.planned = sum(line.planned + line.moved for line in budget.line_ids)
            budget.committed = sum(budget.line_ids.mapped("committed"))
            budget.spent = sum(budget.line_ids.mapped("spent"))
            budget.unplanned = budget.amount - budget.planned
            budget.left = budget.amount - budget.committed
            budget.spent_share = 100.0 * budget.spent / budget.amount if budget.amount else 0.0

    @api.constrains("amount", "planned")
    def _check_planned(self):
        for budget in self:
            if budget.currency_id.compare_amounts(budget.planned, budget.amount) > 0:
                raise ValidationError(self.env._(
                    "The lines of %(name)s plan %(planned).2f, more than the allocated %(amount).2f. Lower a line.",
                    name=budget.display_name, planned=budget.planned, amount=budget.amount))

    @api.ondelete(at_uninstall=False)
    def _unlink_draft(self):
        self._check_state("draft")

    def action_count(self):
        """Count the allocation by the formula: rate of the tier of turnout times the residents.

        :return: dict {id: amount "0.00"}
        :raise UserError: no formula or numbers
        """
        self._check_state("draft")
        answers = {}
        for budget in self:
            if not budget.money_rule_id or not budget.residents or not budget.entitled:
                raise UserError(self.env._("Name the formula and enter the residents, the entitled and who took part."))
            answer = budget.money_rule_id.allocation(budget.residents, budget.voted, budget.entitled)
            budget._set(amount=float(answer["amount"]), amount_reasons=answer["reasons"], method="formula")
            answers[str(budget.id)] = answer["amount"]
        return answers

    def action_open(self):
        """Begin the execution: money may be reserved on the lines.

        :return: True
        :raise UserError: no money or no lines
        """
        self._check_state("draft")
        for budget in self:
            if not budget.amount or not budget.line_ids:
                raise UserError(self.env._("Enter the amount and divide it into lines first."))
        self._set(state="open")
        return True

    def action_close(self):
        """Close the year: nothing is reserved any more.

        :return: True
        :raise UserError: a reservation or an order is not settled; no report
        """
        self._check_state("open")
        for budget in self:
            if budget.line_ids.expense_ids.filtered(lambda one: one.state in ("reserved", "ordered")):
                raise UserError(self.env._("Reservations and orders are not settled: release or invoice them first."))
            if not (budget.report or "").strip():
                raise UserError(self.env._("Write the report of the execution first."))
        self._set(state="closed")
        return True

    def action_view_expenses(self):
        """Open the expenses of the money.

        :return: dict, a window action
        """
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_wybory.biuro_wybory_osiedle_expense_action")
        return {**action, "domain": [("budget_id", "in", self.ids)], "context": {}}
