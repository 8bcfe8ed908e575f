from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryOsiedleBudgetMove(models.Model):
    """Move (przeniesienie) of money between lines of one unit and year, with its basis."""

    _name = "biuro.wybory.osiedle.budget.move"
    _description = "Move of Money Between Lines"
    _inherit = ["biuro.guard.mixin"]
    _order = "date desc, id desc"
    _rec_name = "reason"

    budget_id = fields.Many2one("biuro.wybory.osiedle.budget", "Money of the Unit", required=True, index=True,
                                ondelete="restrict")
    unit_id = fields.Many2one(related="budget_id.unit_id", store=True, index=True)
    source_id = fields.Many2one("biuro.wybory.osiedle.budget.line", "From the Line", required=True, index=True,
                                ondelete="restrict", domain="[('budget_id', '=', budget_id)]")
    target_id = fields.Many2one("biuro.wybory.osiedle.budget.line", "To the Line", required=True, index=True,
                                ondelete="restrict", domain="[('budget_id', '=', budget_id)]")
    amount = fields.Monetary(required=True)
    date = fields.Date(required=True, default=lambda self: office_today())
    reason = fields.Char(required=True)
    resolution_id = fields.Many2one("biuro.wybory.osiedle.resolution", "Resolution of the Unit",
                                    index="btree_not_null", ondelete="restrict",
                                    domain="[('unit_id', '=', unit_id)]")
    currency_id = fields.Many2one(related="budget_id.currency_id")
    state = fields.Selection([("draft", "Draft"), ("done", "Moved")], required=True, readonly=True, default="draft",
                             copy=False)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "The moved amount is positive.")
    _different = models.Constraint("CHECK (source_id != target_id)", "Money moves between two different lines.")

    @api.constrains("budget_id", "source_id", "target_id")
    def _check_lines(self):
        for move in self:
            if move.source_id.budget_id != move.budget_id or move.target_id.budget_id != move.budget_id:
                raise ValidationError(self.env._("Both lines must belong to the same money of the unit."))

    @api.ondelete(at_uninstall=False)
    def _unlink_draft(self):
        if any(move.state != "draft" for move in self):
            raise UserError(self.env._("Money that was moved is not deleted: move it back."))

    def action_move(self):
        """Move the money.

        :return: True
        :raise UserError: moved already; the line has less left
        """
        self.check_access("write")
        for move in self:
            if move.state != "draft":
                raise UserError(self.env._("This money was moved already."))
            if move.budget_id.state == "closed":
                raise UserError(self.env._("The money of this year is closed."))
            lines = move.source_id | move.target_id
            lines._hold()
            if move.currency_id.compare_amounts(move.amount, move.source_id.left) > 0:
                raise UserError(self.env._(
                    "The line “%(line)s” has %(left).2f zł left: less than that may be moved.",
                    line=move.source_id.name, left=move.source_id.left))
            # sudo: own models - sums are written by this verb only, the right was checked
            source, target = move.source_id.sudo(), move.target_id.sudo()
            source.moved = move.currency_id.round(source.moved - move.amount)
            target.moved = move.currency_id.round(target.moved + move.amount)
            move.sudo().state = "done"
        return True
