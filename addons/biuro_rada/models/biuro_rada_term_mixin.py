from odoo import fields, models


class BiuroRadaTermMixin(models.AbstractModel):
    """Record of one term of the council."""

    _name = "biuro.rada.term.mixin"
    _description = "Record of a Term"

    term_id = fields.Many2one(
        "biuro.rada.term",
        "Term",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["biuro.rada.term"]._current(),
    )
    company_id = fields.Many2one(related="term_id.company_id", store=True)
