from odoo import models

from odoo.addons.biuro_kancelaria.models.biuro_money_mixin import exact as exact


class BiuroRadaMoneyMixin(models.AbstractModel):
    """Money of the council: amounts in złoty."""

    _name = "biuro.rada.money.mixin"
    _description = "Amounts of the Council"
    _inherit = "biuro.money.mixin"
