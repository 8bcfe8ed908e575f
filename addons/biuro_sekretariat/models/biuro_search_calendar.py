from odoo import models


class BiuroSearch(models.AbstractModel):
    _inherit = "biuro.search"

    def _search_models(self):
        return [
            *super()._search_models(),
            {
                "model": "biuro.sekretariat.invitation", "label": self.env._("Invitations"),
                "icon": "fa-envelope-open-o", "sequence": 34, "numbers": [], "texts": ["name", "organizer_name"],
                "partners": ["organizer_id"], "title": ["name"], "subtitle": ["organizer_name", "state"],
                "date": "date_start",
            },
            {
                "model": "biuro.sekretariat.promise", "label": self.env._("Promises"), "icon": "fa-handshake-o",
                "sequence": 36, "numbers": [], "texts": ["name"], "partners": ["partner_id"], "title": ["name"],
                "subtitle": ["partner_id", "state"], "date": "date_due",
            },
        ]
