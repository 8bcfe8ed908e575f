from odoo import models


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _to_http_stream(self):
        """A file of a restricted record leaves a trace in the journal of reading when it is downloaded."""
        model = self.env.get(self.res_model) if self.res_model and self.res_id else None
        if model is not None and getattr(model, "_access_reference", None):
            self.env["biuro.access.log"]._log(model.browse(self.res_id), "file")
        return super()._to_http_stream()
