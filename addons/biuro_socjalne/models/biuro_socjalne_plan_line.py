from odoo import fields, models


class BiuroSocjalnePlanLine(models.Model):
    """Line of the yearly plan (preliminarz): what is planned, reserved, paid and left."""

    _name = "biuro.socjalne.plan.line"
    _description = "Plan Line"
    _inherit = ["biuro.money.mixin"]
    _order = "fund_year_id desc, direction, category_id, id"

    fund_year_id = fields.Many2one("biuro.socjalne.fund.year", required=True, index=True, ondelete="cascade")
    category_id = fields.Many2one("biuro.socjalne.category", required=True, ondelete="restrict")
    direction = fields.Selection(related="category_id.direction", store=True)
    planned = fields.Monetary()
    note = fields.Char()

    _category_uniq = models.Constraint(
        "UNIQUE(fund_year_id, category_id)", "The plan of the year has a line of this category already.")
