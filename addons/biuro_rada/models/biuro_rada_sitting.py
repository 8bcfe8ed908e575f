from odoo import api, fields, models


class BiuroRadaSitting(models.Model):
    """One sitting (posiedzenie) of a session: an interrupted session goes on under the same number."""

    _name = "biuro.rada.sitting"
    _description = "Sitting of a Session"
    _order = "session_id, start, id"
    _rec_name = "start"

    session_id = fields.Many2one("biuro.rada.session", "Session", required=True, index=True, ondelete="cascade")
    start = fields.Datetime("Began", required=True)
    end = fields.Datetime("Ended")
    reason = fields.Char("Why Interrupted")
    resume_at = fields.Datetime("To Be Resumed")
    seconds = fields.Integer("Lasted (s)", compute="_compute_seconds")

    _ordered = models.Constraint('CHECK ("end" IS NULL OR "end" >= start)', "A sitting ends after it begins.")

    @api.depends("start", "end")
    def _compute_seconds(self):
        for sitting in self:
            sitting.seconds = int((sitting.end - sitting.start).total_seconds()) if sitting.end else 0
