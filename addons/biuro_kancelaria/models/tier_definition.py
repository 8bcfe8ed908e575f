from odoo import api, models


class TierDefinition(models.Model):
    """Steps of acceptance may be arranged for letters."""

    _inherit = "tier.definition"

    @api.model
    def _get_tier_validation_model_names(self):
        return [*super()._get_tier_validation_model_names(), "biuro.letter"]
