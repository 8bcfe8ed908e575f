from odoo import models


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _public_files(self):
        """Return the files as a publication takes them (list of dicts ``name``, ``data``)."""
        return [{"name": file.name, "data": file.datas} for file in self if file.type == "binary" and file.datas]
