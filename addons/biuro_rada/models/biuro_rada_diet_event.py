from odoo import fields, models


class BiuroRadaDietEvent(models.Model):
    """Absence or lateness that took something off an allowance, with the meeting it happened at."""

    _name = "biuro.rada.diet.event"
    _description = "Event of an Allowance"
    _order = "line_id, id"
    _rec_name = "event"

    line_id = fields.Many2one("biuro.rada.diet.line", required=True, readonly=True, index=True, ondelete="cascade")
    councillor_id = fields.Many2one(related="line_id.councillor_id", store=True, index=True)
    month = fields.Date(related="line_id.month", store=True, index=True)
    session_id = fields.Many2one("biuro.rada.session", "Session or Meeting", readonly=True, ondelete="restrict")
    day = fields.Date(related="session_id.day")
    event = fields.Selection(
        selection=lambda self: self.env["biuro.rada.diet.reduction"]._fields["event"].selection, readonly=True
    )
    paragraph = fields.Char("Paragraph", readonly=True, help="Of the resolution that sets the reduction.")
    minutes = fields.Integer("Minutes Missed", readonly=True, aggregator=None)
    mode = fields.Selection([("percent", "Per cent"), ("fixed", "zł")], readonly=True)
    value = fields.Float("Reduction", digits=(10, 2), readonly=True, aggregator=None)
