from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryOsiedleExpense(models.Model):
    """Expense from a line: reservation -> order or contract -> invoice; what is left goes back to the line."""

    _name = "biuro.wybory.osiedle.expense"
    _description = "Expense of a Unit"
    _inherit = ["biuro.guard.mixin", "biuro.rada.files.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"

    line_id = fields.Many2one("biuro.wybory.osiedle.budget.line", "Task Line", required=True, index=True,
                              ondelete="restrict")
    budget_id = fields.Many2one(related="line_id.budget_id", store=True, index=True)
    unit_id = fields.Many2one(related="line_id.unit_id", store=True, index=True)
    company_id = fields.Many2one(related="unit_id.company_id", store=True)
    year = fields.Integer(related="line_id.year", store=True, aggregator=None)
    department_id = fields.Many2one("hr.department", "Ordering Cell", compute="_compute_department_id", store=True,
                                    readonly=False, index="btree_not_null")
    name = fields.Char("What For", required=True, tracking=True)
    date = fields.Date(required=True, default=lambda self: office_today())
    contractor_id = fields.Many2one("res.partner", "Contractor", index="btree_not_null")
    amount = fields.Monetary("Reserved", required=True, tracking=True)
    order_kind = fields.Selection([("order", "Purchase order"), ("contract", "Contract")], default="order")
    order_ref = fields.Char("Order or Contract No.", tracking=True)
    order_amount = fields.Monetary("Ordered Amount", readonly=True, copy=False)
    ordered_on = fields.Date("Ordered On Day", readonly=True, copy=False)
    invoice_ref = fields.Char("Invoice No.", tracking=True)
    invoice_amount = fields.Monetary("Invoiced", readonly=True, copy=False)
    invoiced_on = fields.Date(readonly=True, copy=False)
    final_amount = fields.Monetary("Amount of the Step", copy=False,
                                   help="Of the order or of the invoice; the reserved amount by default.")
    committed = fields.Monetary(readonly=True, copy=False, help="What this expense takes from the line now.")
    attachment_ids = fields.Many2many(
        "ir.attachment", "biuro_wybory_osiedle_expense_file_rel", string="Files", copy=False)
    currency_id = fields.Many2one(related="line_id.currency_id")
    state = fields.Selection(
        [("draft", "Draft"), ("reserved", "Reserved"), ("ordered", "On order"), ("invoiced", "Invoiced"),
         ("released", "Released")],
        required=True, readonly=True, default="draft", copy=False, tracking=True, index=True, group_expand=True,
    )

    _amount_positive = models.Constraint("CHECK (amount > 0)", "The amount of an expense is positive.")
    _final_positive = models.Constraint("CHECK (final_amount >= 0)", "The amount of the step is not negative.")

    @api.depends("line_id")
    def _compute_department_id(self):
        for expense in self:
            expense.department_id = expense.department_id or expense.line_id.department_id

    @api.constrains("amount", "line_id")
    def _check_fixed(self):
        for expense in self:
            if expense.state != "draft" and not expense.currency_id.is_zero(
                expense.amount - (expense._origin.amount or expense.amount)
            ):
                raise ValidationError(self.env._("A reserved amount does not change: release it and reserve anew."))

    def write(self, vals):
        if {"amount", "line_id"} & vals.keys() and not self.env.su and any(one.state != "draft" for one in self):
            raise UserError(self.env._("A reserved amount does not change: release it and reserve anew."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_draft(self):
        if any(expense.state != "draft" for expense in self):
            raise UserError(self.env._("An expense that took money is not deleted: release it."))

    def _step(self, source, target, **values):
        for expense in self:
            expense.check_access("write")
            if expense.state not in source:
                raise UserError(self.env._("“%s” is past this step already.", expense.name))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": target, **values})

    def _chosen_amount(self):
        return self.currency_id.round(self.final_amount or self.order_amount or self.amount)

    def action_reserve(self):
        """Reserve the money on the line; two clerks at once never reserve more than there is.

        :return: True
        :raise UserError: the line has less left; the money of the year is not open
        """
        for expense in self:
            expense._step(("draft",), "reserved", committed=expense.amount)
            expense.line_id._commit(expense.amount)
        return True

    def action_order(self):
        """Note the order or the contract; an amount above the reservation needs as much left on the line.

        :return: True
        :raise UserError: no number of the order; the line has less left
        """
        for expense in self:
            if not (expense.order_ref or "").strip():
                raise UserError(self.env._("Enter the number of the order or contract."))
            amount = expense._chosen_amount()
            before = expense.committed
            expense._step(("reserved",), "ordered", order_amount=amount, ordered_on=office_today(), committed=amount)
            expense.line_id._commit(amount - before)
            # sudo: own model - the amount of the next step is asked anew
            expense.sudo().final_amount = 0
        return True

    def action_invoice(self):
        """Note the invoice: the money is spent, what was reserved above it is free again.

        :return: True
        :raise UserError: no number of the invoice; it is above what the line holds
        """
        for expense in self:
            if not (expense.invoice_ref or "").strip():
                raise UserError(self.env._("Enter the number of the invoice."))
            amount = expense._chosen_amount()
            before = expense.committed
            expense._step(("reserved", "ordered"), "invoiced", invoice_amount=amount, invoiced_on=office_today(),
                          committed=amount)
            expense.line_id._commit(amount - before, spent=amount)
        return True

    def action_release(self):
        """Release a reservation or an order that is not needed: the money is free again.

        :return: True
        :raise UserError: invoiced already
        """
        for expense in self:
            before = expense.committed
            expense._step(("reserved", "ordered"), "released", committed=0)
            expense.line_id._commit(-before)
        return True
