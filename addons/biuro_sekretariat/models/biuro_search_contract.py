from odoo import models


class BiuroSearch(models.AbstractModel):
    _inherit = "biuro.search"

    def _search_models(self):
        return super()._search_models() + [{
            "model": "biuro.sekretariat.contract", "label": self.env._("Contracts"), "icon": "fa-handshake-o",
            "sequence": 25, "numbers": ["register_ref", "contract_number"], "texts": ["subject", "party_names"],
            "title": ["register_ref", "subject"], "subtitle": ["party_names", "state"], "date": "date_signed",
        }]
