from odoo import models


class BiuroSearch(models.AbstractModel):
    """The search box also looks into complaints, motions and interventions."""

    _inherit = "biuro.search"

    def _search_models(self):
        return [
            *super()._search_models(),
            {
                "model": "biuro.sekretariat.complaint", "label": self.env._("Complaints and Motions"),
                "icon": "fa-bullhorn", "sequence": 22, "numbers": ["register_ref"],
                "texts": ["subject", "complainant_name"], "title": ["register_ref", "subject"],
                "subtitle": ["complainant_name", "state"], "date": "date_received",
            },
            {
                "model": "biuro.sekretariat.intervention", "label": self.env._("Interventions"),
                "icon": "fa-hand-paper-o", "sequence": 23, "numbers": ["register_ref"],
                "texts": ["subject", "sender_name"], "title": ["register_ref", "subject"],
                "subtitle": ["sender_name", "state"], "date": "date_received",
            },
        ]
