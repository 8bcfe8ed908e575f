from odoo import api, fields, models
from odoo.fields import Domain


class BiuroLetter(models.Model):
    """Letters show the contracts that came with them or belong to their case."""

    _inherit = "biuro.letter"

    contract_count = fields.Integer("Contracts", compute="_compute_contract_count")

    @api.depends_context("uid")
    def _compute_contract_count(self):
        Contract = self.env["biuro.sekretariat.contract"]
        readable = Contract.has_access("read")
        for letter in self:
            letter.contract_count = Contract.search_count(letter._get_contract_domain()) if readable else 0

    def _get_contract_domain(self):
        self.ensure_one()
        domain = Domain("letter_id", "in", self.ids)
        return domain | Domain("case_id", "=", self.case_id.id) if self.case_id else domain

    def action_open_contracts(self):
        """Open the contracts of the letter and of its case. Return the window action (dict)."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_sekretariat.biuro_sekretariat_contract_action"),
            "domain": list(self._get_contract_domain()),
            "context": {
                "default_case_id": self.case_id.id, "default_letter_id": self.id,
                "default_partner_id": self.partner_id.id,
            },
        }
