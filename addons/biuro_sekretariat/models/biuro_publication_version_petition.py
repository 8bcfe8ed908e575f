from odoo import api, fields, models

from .biuro_sekretariat_petition import RESULTS

STATES = [
    ("open", "Being Examined"), ("forwarded", "Petition Forwarded"), ("unexamined", "Petition Left Unexamined"),
    ("joined", "Joined to Another"), ("settled", "Petition Settled"),
]


class BiuroPublicationVersion(models.Model):
    """What of a petition the list on the public page is filtered by, as it stood when the version was published."""

    _inherit = "biuro.publication.version"

    petition_ref = fields.Char("Number of the Petition", readonly=True)
    petition_filed = fields.Date(readonly=True, index="btree_not_null")
    petition_state = fields.Selection(STATES, "State of the Petition", readonly=True)
    petition_result = fields.Selection(RESULTS, "Way of Settling", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            # sudo: biuro.publication - the publication of the version being made
            found = self.env["biuro.publication"].sudo().browse(vals["publication_id"])._petition()
            if found:
                public = dict(STATES)
                vals.update(
                    petition_ref=found.register_ref, petition_filed=found.date_filed,
                    petition_state=found.state if found.state in public else "open", petition_result=found.result,
                )
        return super().create(vals_list)
