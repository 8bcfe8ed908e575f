from odoo import api, fields, models


class ResPartner(models.Model):
    """Contacts show the contracts that they are a party of."""

    _inherit = "res.partner"

    biuro_contract_count = fields.Integer("Contracts", compute="_compute_biuro_contract_count")

    @api.depends_context("uid")
    def _compute_biuro_contract_count(self):
        Contract = self.env["biuro.sekretariat.contract"]
        counts = {}
        if Contract.has_access("read"):
            counts = dict(Contract._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]))
        for partner in self:
            partner.biuro_contract_count = counts.get(partner, 0)

    def action_open_contracts(self):
        """Open the contracts of the contact. Return the window action (dict)."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_sekretariat.biuro_sekretariat_contract_action"),
            "domain": [("partner_id", "=", self.id)], "context": {"default_partner_id": self.id},
        }
