from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ..law import service


class BiuroWyboryOsiedleBudgetLine(models.Model):
    """Line (task) of a unit's money: planned, moved, committed, spent, left. Never spent over."""

    _name = "biuro.wybory.osiedle.budget.line"
    _description = "Line of a Unit's Money"
    _inherit = ["biuro.guard.mixin"]
    _order = "budget_id desc, sequence, id"

    budget_id = fields.Many2one("biuro.wybory.osiedle.budget", "Money of the Unit", required=True, index=True,
                                ondelete="cascade")
    unit_id = fields.Many2one(related="budget_id.unit_id", store=True, index=True)
    year = fields.Integer(related="budget_id.year", store=True, index=True, aggregator=None)
    source = fields.Selection(related="budget_id.source", store=True)
    budget_state = fields.Selection(related="budget_id.state", string="State of the Money")
    sequence = fields.Integer(default=10)
    name = fields.Char("Task", required=True)
    code = fields.Char("Budget Classification", help="Division, chapter, paragraph.")
    department_id = fields.Many2one("hr.department", "Responsible Cell", index="btree_not_null")
    resolution_id = fields.Many2one("biuro.wybory.osiedle.resolution", "Resolution of the Unit",
                                    index="btree_not_null", ondelete="restrict",
                                    domain="[('unit_id', '=', unit_id)]")
    planned = fields.Monetary(required=True)
    moved = fields.Monetary("Moved Amount", readonly=True, copy=False,
                            help="Moved from other lines (+) or to them (-).")
    committed = fields.Monetary(readonly=True, copy=False, help="Reserved, ordered or invoiced.")
    spent = fields.Monetary("Spent", readonly=True, copy=False, help="Invoiced.")
    left = fields.Monetary("Remaining", compute="_compute_left", store=True)
    is_used_up = fields.Boolean("Used Up", compute="_compute_left", store=True)
    expense_ids = fields.One2many("biuro.wybory.osiedle.expense", "line_id", "Expenses")
    execution_state = fields.Selection(
        [("planned", "Planned"), ("running", "In progress"), ("done", "Done"), ("dropped", "Dropped")],
        "Execution", required=True, default="planned",
    )
    note = fields.Char("Remark")
    currency_id = fields.Many2one(related="budget_id.currency_id")

    _planned_positive = models.Constraint("CHECK (planned >= 0)", "A planned amount is not negative.")
    _never_over = models.Constraint(
        "CHECK (COALESCE(committed, 0) <= planned + COALESCE(moved, 0))",
        "More would be spent than the line holds. Move money from another line first, or lower the amount.",
    )

    @api.depends("name", "budget_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.name or ''} ({line.unit_id.name or ''} {line.year or ''})"

    @api.depends("planned", "moved", "committed")
    def _compute_left(self):
        for line in self:
            line.left = line.planned + line.moved - line.committed
            line.is_used_up = bool(line.planned + line.moved) and line.currency_id.is_zero(line.left)

    @api.constrains("budget_id", "planned")
    def _check_budget_open(self):
        for line in self:
            if line.budget_id.state == "closed":
                raise ValidationError(self.env._("The money of this year is closed."))

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        if any(line.expense_ids or line.moved for line in self):
            raise UserError(self.env._("A line with expenses or moves is not deleted: lower it instead."))

    def _hold(self):
        """Hold the lines until the end of the transaction: whoever spends from them at the same moment waits."""
        self.flush_recordset()
        self.env.execute_query(SQL(
            "SELECT id FROM biuro_wybory_osiedle_budget_line WHERE id IN %s ORDER BY id FOR UPDATE",
            tuple(self.ids or [0])))
        self.invalidate_recordset(["planned", "moved", "committed", "spent"])

    def _commit(self, amount, spent=0.0):
        """Add to what is committed and spent from the line; refuse what it does not hold."""
        self.ensure_one()
        if self.budget_id.state != "open":
            raise UserError(self.env._("Money is spent only while it is executed: open the money of the year first."))
        self._hold()
        amount, spent = self.currency_id.round(amount), self.currency_id.round(spent)
        if amount > 0:
            answer = self._ask(amount)
            if not answer["allowed"]:
                raise UserError(self.env._(
                    "The line “%(line)s” has %(left).2f zł left, %(wanted).2f zł cannot be spent from it. Move money "
                    "from another line first, or lower the amount.",
                    line=self.name, left=answer["left"], wanted=amount))
        # sudo: own model - sums are written by the verbs of expenses only, whose right was checked
        line = self.sudo()
        line.write({"committed": line.currency_id.round(line.committed + amount),
                    "spent": line.currency_id.round(line.spent + spent)})
        line.flush_recordset()

    def _ask(self, amount):
        return service.spending(*(
            Decimal(str(round(value or 0, 2))) for value in (self.planned, self.moved, self.committed, amount)))

    def can_spend(self, amount):
        """State whether an amount may still be spent from the line.

        :param float amount: in złoty
        :return: dict ``allowed``, ``left``, ``after`` ("0.00"), ``reasons``
        """
        self.ensure_one()
        self.check_access("read")
        answer = self._ask(amount)
        return {**answer, "left": str(answer["left"]), "after": str(answer["after"])}
