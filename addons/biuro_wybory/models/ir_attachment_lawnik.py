from odoo import api, models

PRIVATE_MODELS = ("biuro.wybory.lawnik.document",)


class IrAttachment(models.Model):
    """Files of candidates are never indexed: a search by words must not find criminal records and health papers."""

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        attachments._forget_private_words()
        return attachments

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"raw", "datas", "db_datas", "res_model"}:
            self._forget_private_words()
        return result

    def _forget_private_words(self):
        # sudo: ir.attachment - only forgets the words of files that just came
        private = self.sudo().filtered(lambda file: file.res_model in PRIVATE_MODELS and file.index_content)
        if private:
            private.write({"index_content": False})
