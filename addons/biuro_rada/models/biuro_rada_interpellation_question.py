from odoo import fields, models


class BiuroRadaInterpellationQuestion(models.Model):
    """One of the questions of an interpellation."""

    _name = "biuro.rada.interpellation.question"
    _description = "Question of an Interpellation"
    _order = "interpellation_id, sequence, id"
    _rec_name = "text"

    interpellation_id = fields.Many2one("biuro.rada.interpellation", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10, aggregator=None)
    text = fields.Text("Question", required=True)
