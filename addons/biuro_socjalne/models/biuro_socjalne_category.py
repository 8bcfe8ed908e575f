from odoo import api, fields, models


class BiuroSocjalneCategory(models.Model):
    """Category of the plan: an aim of spending, or a kind of receipt."""

    _name = "biuro.socjalne.category"
    _description = "Category of the Plan"
    _order = "direction, sequence, id"

    code = fields.Char(required=True, index=True)
    name = fields.Char(required=True)
    direction = fields.Selection([("in", "Receipts"), ("out", "Spending")], required=True, default="out")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint("UNIQUE(code)", "A category has this code already.")

    @api.depends("name")
    def _compute_display_name(self):
        for category in self:
            category.display_name = category.name
