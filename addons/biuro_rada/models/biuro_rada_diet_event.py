from odoo import fields, models


class BiuroRadaDietEvent(models.Model):
    """Absence or lateness that took something off an allowance, with the meeting it happened at."""

    _name = "biuro.rada.diet.event"
    _description = "Event of an Allowance"
    _order = "line_id, id"

    line_id = fields.Many2one("biuro.rada.diet.line", required=True, readonly=True, index=True, ondelete="cascade")
    session_id = fields.Many2one("biuro.rada.session", "Session or Meeting", readonly=True, ondelete="restrict")
    event = fields.Selection(
        selection=lambda self: self.env["biuro.rada.diet.reduction"]._fields["event"].selection, readonly=True
    )
    mode = fields.Selection([("percent", "Per cent"), ("fixed", "zł")], readonly=True)
    value = fields.Float("Reduction", digits=(10, 2), readonly=True)
