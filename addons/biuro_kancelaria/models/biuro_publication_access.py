from odoo import api, models


class BiuroPublicationAccess(models.Model):
    """Who sees a publication that is being prepared: what it is drafted from decides, when that is restricted."""

    _inherit = "biuro.publication"

    @api.model_create_multi
    def create(self, vals_list):
        publications = super().create(vals_list)
        for model, drafts in publications.grouped("res_model").items():
            if model and "access_tokens" in self.env[model]._fields:
                self._copy_access(self.env[model].browse(drafts.mapped("res_id")))
        return publications

    @api.model
    def _copy_access(self, records):
        """Copy who may see the records to the publications drafted from them; called when that changes."""
        # sudo: biuro.publication - a copy of the record's own access
        publications = self.sudo().search([("res_model", "=", records._name), ("res_id", "in", records.ids)])
        for publication in publications:
            record = records.sudo().browse(publication.res_id)
            held = sorted(record.access_tokens or ()) if record.access_restricted else []
            if (publication.record_restricted, list(publication.record_tokens)) != (record.access_restricted, held):
                publication.write({"record_restricted": record.access_restricted, "record_tokens": held})
