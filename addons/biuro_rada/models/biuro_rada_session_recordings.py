from odoo import api, fields, models


class BiuroRadaSessionRecordings(models.Model):
    """Recordings of a session and where its items begin in them."""

    _inherit = "biuro.rada.session"

    recording_ids = fields.One2many("biuro.rada.recording", "session_id", "Recordings")
    recording_url = fields.Char("Recording", compute="_compute_recording")
    captions_ok = fields.Boolean("Captions or Text", compute="_compute_recording")

    @api.depends("recording_ids.url", "recording_ids.captions_ok")
    def _compute_recording(self):
        for session in self:
            published = session.recording_ids.filtered("url")
            session.recording_url = published[:1].url
            session.captions_ok = bool(published) and all(published.mapped("captions_ok"))
