from odoo import models


class BiuroSearch(models.AbstractModel):
    """Petitions and requests for public information in the search over all registers."""

    _inherit = "biuro.search"

    def _search_models(self):
        return [
            *super()._search_models(),
            {
                "model": "biuro.sekretariat.petition", "label": self.env._("Petitions"), "icon": "fa-bullhorn",
                "sequence": 25, "numbers": ["register_ref"], "texts": ["subject"],
                "title": ["register_ref", "subject"], "subtitle": ["state", "clerk_id"], "date": "date_filed",
            },
            {
                "model": "biuro.sekretariat.info.request", "label": self.env._("Requests for Public Information"),
                "icon": "fa-info-circle", "sequence": 26, "numbers": ["register_ref"], "texts": ["subject"],
                "partners": ["partner_id"], "title": ["register_ref", "subject"], "subtitle": ["state", "clerk_id"],
                "date": "date_received",
            },
        ]
