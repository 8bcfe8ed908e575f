from odoo import models
from odoo.exceptions import UserError


class BiuroPublication(models.Model):
    """Windows and addresses that the buttons of a publication open."""

    _inherit = "biuro.publication"

    def _open(self):
        """Return the window action that shows these publications (dict)."""
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_publication_action")
        if len(self) == 1:
            return dict(action, views=[(False, "form")], res_id=self.id)
        return dict(action, domain=[("id", "in", self.ids)])

    def action_preview(self):
        """Open what the public will see.

        :return: dict, an action that opens an address
        """
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/bip/preview/{self.id}", "target": "new"}

    def action_open_public(self):
        """Open the public page.

        :return: dict, an action that opens an address
        """
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self.public_url, "target": "new"}

    def action_open_record(self):
        """Open the record the publication comes from.

        :return: dict, a window action
        """
        self.ensure_one()
        if not self.res_model or not self.res_id:
            raise UserError(self.env._("This publication does not come from another record."))
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }

    def action_return_wizard(self):
        """Open the window that asks what is to be corrected.

        :return: dict, a window action
        """
        return self.env["biuro.publication.reason"]._open("return", self)

    def action_withdraw_wizard(self):
        """Open the window that asks for the reason of the withdrawal.

        :return: dict, a window action
        """
        return self.env["biuro.publication.reason"]._open("withdraw", self)
