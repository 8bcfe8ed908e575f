from odoo import fields, models


class BiuroSocjalneBracketLine(models.Model):
    """Bracket: up to which income per head, what value."""

    _name = "biuro.socjalne.bracket.line"
    _description = "Income Bracket"
    _inherit = ["biuro.money.mixin"]
    _order = "table_id, sequence, id"

    table_id = fields.Many2one("biuro.socjalne.bracket.table", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    income_to = fields.Monetary("Income Up To", help="Inclusive; empty in the last row.")
    is_open = fields.Boolean("Without Upper Bound")
    value_kind = fields.Selection(
        [("amount", "Amount"), ("percent", "Per Cent"), ("points", "Points")], required=True, default="amount")
    value = fields.Float(required=True, digits=(12, 2), aggregator=None)
    cap = fields.Monetary("At Most")
    value_pensioner = fields.Float("Value for a Pensioner", digits=(12, 2), aggregator=None)
    value_child = fields.Float("Value per Child", digits=(12, 2), aggregator=None)
