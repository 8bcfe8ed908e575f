from odoo import fields, models


class BiuroWyboryOsiedleMoneyTier(models.Model):
    """Tier of turnout with its rate per resident."""

    _name = "biuro.wybory.osiedle.money.tier"
    _description = "Tier of Turnout"
    _order = "rule_id, is_last, up_to, id"
    _rec_name = "up_to"

    rule_id = fields.Many2one("biuro.wybory.osiedle.money.rule", required=True, index=True, ondelete="cascade")
    is_last = fields.Boolean("Above the Others", help="The last tier has no upper bound.")
    up_to = fields.Float("Turnout up to (%)", digits=(5, 2), aggregator=None)
    inclusive = fields.Boolean("Bound Included", help="A turnout equal to the bound belongs to this tier.")
    rate = fields.Monetary("Rate per Resident", required=True, aggregator=None)
    currency_id = fields.Many2one(related="rule_id.currency_id")
