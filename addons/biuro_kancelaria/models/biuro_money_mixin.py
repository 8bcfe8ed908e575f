from decimal import Decimal

from odoo import fields, models


def exact(amount):
    """Return a stored amount as an exact figure of two places."""
    return Decimal(str(round(amount or 0, 2)))


class BiuroMoneyMixin(models.AbstractModel):
    """What the law counts is in złoty, whatever currency the company keeps its accounts in."""

    _name = "biuro.money.mixin"
    _description = "Amounts in Złoty"

    # stored: the platform sums amounts only where it can tell their currency
    currency_id = fields.Many2one(
        "res.currency", "Currency", compute="_compute_currency_id", store=True, precompute=True
    )

    def _compute_currency_id(self):
        self.currency_id = self.env.ref("base.PLN")
