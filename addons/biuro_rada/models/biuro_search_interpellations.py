from odoo import models


class BiuroSearch(models.AbstractModel):
    """The search box also looks into interpellations, motions and complaints to the Council."""

    _inherit = "biuro.search"

    def _search_models(self):
        return [
            *super()._search_models(),
            {
                "model": "biuro.rada.interpellation", "label": self.env._("Interpellations and Questions"),
                "icon": "fa-question-circle", "sequence": 31, "numbers": ["register_ref"], "texts": ["subject"],
                "title": ["register_ref", "subject"], "subtitle": ["state"], "date": "submitted_date",
            },
            {
                "model": "biuro.rada.motion", "label": self.env._("Motions of the Council"), "icon": "fa-lightbulb-o",
                "sequence": 32, "numbers": ["register_ref"], "texts": ["subject"], "title": ["register_ref", "subject"],
                "subtitle": ["mover", "state"], "date": "date",
            },
            {
                "model": "biuro.rada.complaint", "label": self.env._("Complaints to the Council"),
                "icon": "fa-bullhorn", "sequence": 33, "numbers": ["register_ref"], "texts": ["subject"],
                "title": ["register_ref", "subject"], "subtitle": ["author", "state"], "date": "received_date",
            },
        ]
