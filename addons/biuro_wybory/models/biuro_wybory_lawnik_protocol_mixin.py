from odoo import api, fields, models


class BiuroWyboryLawnikProtocolMixin(models.AbstractModel):
    """Record with a signed protocol: whoever may read the record reads its file, nobody else."""

    _name = "biuro.wybory.lawnik.protocol.mixin"
    _description = "Signed Protocol"

    protocol_ids = fields.Many2many("ir.attachment", string="Signed Protocol", copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._bind_protocols()
        return records

    def write(self, vals):
        result = super().write(vals)
        if "protocol_ids" in vals:
            self._bind_protocols()
        return result

    def _bind_protocols(self):
        for record in self:
            # sudo: ir.attachment - files just added by the user who writes the record, tied to nothing yet
            loose = record.sudo().protocol_ids.filtered(lambda file: not file.res_id)
            loose.write({"res_model": record._name, "res_id": record.id})
