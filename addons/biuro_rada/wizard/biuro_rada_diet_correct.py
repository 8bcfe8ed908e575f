from odoo import fields, models


class BiuroRadaDietCorrect(models.TransientModel):
    """Asks for the difference and the reason of a correction."""

    _name = "biuro.rada.diet.correct"
    _description = "Correct an Allowance"
    _inherit = ["biuro.rada.money.mixin"]
    _rec_name = "line_id"

    line_id = fields.Many2one("biuro.rada.diet.line", "Allowance", required=True, ondelete="cascade")
    payable = fields.Monetary("Given So Far", related="line_id.payable")
    amount = fields.Monetary("Difference in zł", required=True, help="Negative: taken off a later list.")
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Make the correction. Return the action (dict) that shows it."""
        self.ensure_one()
        made = self.line_id.action_correct(f"{self.amount:.2f}", self.reason)
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.rada.diet.line",
            "res_id": made["id"],
            "views": [[False, "form"]],
        }
