from odoo import api, fields, models


class BiuroCase(models.Model):
    """Cases show the contracts made in them."""

    _inherit = "biuro.case"

    contract_count = fields.Integer("Contracts", compute="_compute_contract_count")

    @api.depends_context("uid")
    def _compute_contract_count(self):
        Contract = self.env["biuro.sekretariat.contract"]
        counts = {}
        if Contract.has_access("read"):
            counts = dict(Contract._read_group([("case_id", "in", self.ids)], ["case_id"], ["__count"]))
        for case in self:
            case.contract_count = counts.get(case, 0)

    def action_open_contracts(self):
        """Open the contracts made in the case. Return the window action (dict)."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_sekretariat.biuro_sekretariat_contract_action"),
            "domain": [("case_id", "=", self.id)],
            "context": {"default_case_id": self.id, "default_partner_id": self.partner_id.id},
        }
