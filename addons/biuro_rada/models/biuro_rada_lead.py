from odoo import fields, models


class BiuroRadaLead(models.Model):
    """Who led a session from which moment: the chair may hand the session over to a vice-chair."""

    _name = "biuro.rada.lead"
    _description = "Leading of a Session"
    _order = "session_id, started_at, id"
    _rec_name = "councillor_id"

    session_id = fields.Many2one("biuro.rada.session", "Session", required=True, index=True, ondelete="cascade")
    councillor_id = fields.Many2one("biuro.rada.councillor", "Led By", required=True, index=True, ondelete="restrict")
    started_at = fields.Datetime("Since", required=True)
