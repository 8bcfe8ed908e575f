from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_open_briefing(self):
        """Open the briefing of a contact: the history of the person or firm in all registers.

        :return: client action (dict)
        """
        self.ensure_one()
        return {
            **self.env["ir.actions.client"]._for_xml_id("biuro_kancelaria.briefing_partner_action"),
            "context": {"active_id": self.id, "active_ids": self.ids, "active_model": self._name},
        }
