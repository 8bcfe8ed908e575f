from odoo import api, models

from . import biuro_wybory_osiedle_mandate  # noqa: F401 - the model stands before what extends it


class BiuroWyboryOsiedleMandateContacts(models.Model):
    """A change of the composition reaches contacts, mailing lists and coming notices on the same day."""

    _inherit = "biuro.wybory.osiedle.mandate"

    @api.model_create_multi
    def create(self, vals_list):
        mandates = super().create(vals_list)
        mandates.unit_id._composition_changed()
        return mandates

    def write(self, vals):
        units = self.unit_id
        result = super().write(vals)
        if {"partner_id", "unit_id", "date_from", "date_to", "body", "state"} & vals.keys():
            (units | self.unit_id)._composition_changed()
        return result
