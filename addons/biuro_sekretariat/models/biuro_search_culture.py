from odoo import models


class BiuroSearch(models.AbstractModel):
    """Cultural institutions, requests for extracts, travel orders."""

    _inherit = "biuro.search"

    def _search_models(self):
        return super()._search_models() + [
            {
                "model": "biuro.sekretariat.culture.institution", "label": self.env._("Cultural Institutions"),
                "icon": "fa-university", "sequence": 70, "numbers": ["register_ref"],
                "texts": ["full_name", "short_name"], "title": ["display_name"], "subtitle": ["address", "state"],
                "date": "register_date",
            },
            {
                "model": "biuro.sekretariat.culture.extract.request", "label": self.env._("Extract Requests"),
                "icon": "fa-file-text-o", "sequence": 71, "numbers": ["register_ref"], "texts": ["applicant"],
                "partners": ["partner_id"], "title": ["register_ref", "applicant"], "subtitle": ["kind", "state"],
                "date": "date_received",
            },
            {
                "model": "biuro.sekretariat.travel.order", "label": self.env._("Travel Orders"),
                "icon": "fa-suitcase", "sequence": 60, "numbers": ["register_ref"], "texts": ["purpose"],
                "title": ["register_ref", "purpose"], "subtitle": ["place_to", "state"], "date": "date_start",
            },
        ]
