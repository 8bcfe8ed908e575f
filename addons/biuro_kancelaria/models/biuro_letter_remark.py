from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroLetterRemark(models.Model):
    """Remark on a letter (uwagi). It is signed by its author and never changed."""

    _name = "biuro.letter.remark"
    _description = "Remark on a Letter"
    _order = "id"

    letter_id = fields.Many2one("biuro.letter", "Letter", required=True, index=True, ondelete="cascade")
    text = fields.Text(required=True)
    author_id = fields.Many2one("res.users", "Author", readonly=True, default=lambda self: self.env.user)
    date = fields.Datetime("Written At", readonly=True, default=fields.Datetime.now)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su:
                vals.update(author_id=self.env.uid, date=fields.Datetime.now())
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            raise UserError(self.env._("A remark stays as it was written. Add a new one."))
        return super().write(vals)
