from odoo import fields, models


class BiuroRadaAgendaItemSpeakers(models.Model):
    """With the end of an item its list of speakers ends."""

    _inherit = "biuro.rada.agenda.item"

    speaker_ids = fields.One2many("biuro.rada.speaker", "agenda_item_id", "Speakers")

    def _finish(self, now):
        super()._finish(now)
        # sudo: biuro.rada.speaker - the list follows the item; the right to end it was checked
        speakers = self.sudo().speaker_ids
        speakers.filtered(lambda speaker: speaker.state == "speaking")._stop(now)
        speakers.filtered(lambda speaker: speaker.state == "waiting").write({"state": "withdrawn"})
