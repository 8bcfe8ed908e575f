from odoo import api, models


class BiuroSearch(models.AbstractModel):
    """The search box finds visits by number and visitor; never by what they are about."""

    _inherit = "biuro.search"

    @api.model
    def _search_models(self):
        return [
            *super()._search_models(),
            {
                "model": "biuro.sekretariat.visit", "label": self.env._("Visits"), "icon": "fa-user-o", "sequence": 35,
                "numbers": ["register_ref"], "texts": ["visitor_name"],
                "title": ["register_ref", "visitor_name"], "subtitle": ["host_employee_id", "kind", "state"],
                "date": "planned_at",
            },
        ]
