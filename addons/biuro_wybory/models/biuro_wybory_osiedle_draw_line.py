from odoo import fields, models
from odoo.exceptions import UserError


class BiuroWyboryOsiedleDrawLine(models.Model):
    """Lot of one of the tied and the place in which it came out."""

    _name = "biuro.wybory.osiedle.draw.line"
    _description = "Lot"
    _inherit = ["biuro.guard.mixin"]
    _order = "draw_id, position, id"

    draw_id = fields.Many2one(
        "biuro.wybory.osiedle.draw", "Draw", required=True, readonly=True, index=True, ondelete="cascade")
    candidate_id = fields.Many2one(
        "biuro.wybory.osiedle.candidate", "Candidate", required=True, readonly=True, ondelete="restrict")
    position = fields.Integer("Came Out As", aggregator=None)

    _candidate_uniq = models.Constraint("UNIQUE (draw_id, candidate_id)", "This candidate is in the draw already.")

    def write(self, vals):
        if not self.env.su and self.draw_id.filtered(lambda draw: draw.state != "open"):
            raise UserError(self.env._("This draw is recorded already."))
        return super().write(vals)
