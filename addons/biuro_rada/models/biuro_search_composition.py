from odoo import models


class BiuroSearch(models.AbstractModel):
    """Councillors, committees, clubs."""

    _inherit = "biuro.search"

    def _search_models(self):
        return super()._search_models() + [
            {
                "model": "biuro.rada.councillor", "label": self.env._("Councillors"), "icon": "fa-users",
                "sequence": 50, "numbers": [], "texts": ["last_name"], "partners": ["partner_id"],
                "title": ["display_name"], "subtitle": ["role", "club_id", "state"], "date": "mandate_start",
            },
            {
                "model": "biuro.rada.committee", "label": self.env._("Committees of the Council"),
                "icon": "fa-sitemap", "sequence": 51, "numbers": ["symbol"], "texts": ["name"], "title": ["name"],
                "subtitle": ["kind", "state"], "date": "date_from",
            },
        ]
