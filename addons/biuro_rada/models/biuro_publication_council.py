from odoo import models


class BiuroPublication(models.Model):
    """Records of the council are told when the public sees them, by their ``_council_published(publication)``."""

    _inherit = "biuro.publication"

    def _publish(self, user):
        result = super()._publish(user)
        for publication in self:
            if publication.res_model and hasattr(self.env[publication.res_model], "_council_published"):
                # sudo: the record that was published - only notes what the public saw
                record = self.env[publication.res_model].sudo().browse(publication.res_id)
                record._council_published(publication.sudo())
        return result
