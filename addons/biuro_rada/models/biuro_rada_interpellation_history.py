from odoo import api, fields, models


class BiuroRadaInterpellationHistory(models.Model):
    """Imported entries keep the number of their own register and the addresses of their texts."""

    _name = "biuro.rada.interpellation"
    _inherit = ["biuro.rada.interpellation", "biuro.rada.history.mixin"]

    source_authors = fields.Char("Authors in the Source", readonly=True, copy=False)
    source_text_url = fields.Char("Text (Address)", readonly=True, copy=False)
    source_reply_url = fields.Char("Reply (Address)", readonly=True, copy=False)
    source_file_ref = fields.Char("File in the Source", readonly=True, copy=False)

    _written_idx = models.Index("(write_date)")
    _historical_idx = models.Index("(submitted_date DESC, id DESC) WHERE is_historical AND is_withheld IS NOT TRUE")

    @api.constrains("author_ids", "submitted_date")
    def _check_authors(self):
        """Check the authors; of an imported entry those who were recognised were checked before."""
        return super(BiuroRadaInterpellationHistory, self.filtered(lambda record: not record.is_historical)
                     )._check_authors()
