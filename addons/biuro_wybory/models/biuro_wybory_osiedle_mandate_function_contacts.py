from odoo import api, models

from . import biuro_wybory_osiedle_mandate_function  # noqa: F401 - the model stands before what extends it


class BiuroWyboryOsiedleMandateFunctionContacts(models.Model):
    """A change of functions reaches the lists of chairs on the same day."""

    _inherit = "biuro.wybory.osiedle.mandate.function"

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows.unit_id._composition_changed()
        return rows

    def write(self, vals):
        result = super().write(vals)
        if {"function", "date_from", "date_to", "mandate_id"} & vals.keys():
            self.unit_id._composition_changed()
        return result
