from odoo import api, fields, models

from ..models.biuro_sekretariat_contract_cru import REASON_CODES


class BiuroSekretariatContractCruDecide(models.TransientModel):
    """Decision whether a contract goes to the central register; the law proposes, a person decides."""

    _name = "biuro.sekretariat.contract.cru.decide"
    _description = "Decision on the CRU"

    contract_id = fields.Many2one("biuro.sekretariat.contract", "Contract", required=True)
    proposal = fields.Char(related="contract_id.cru_proposal_text")
    reasons = fields.Json(related="contract_id.cru_proposal")
    decision = fields.Selection(
        [("yes", "Reported"), ("no", "Not Reported"), ("voluntary", "Reported Voluntarily")],
        compute="_compute_decision", store=True, readonly=False, required=True,
    )
    reason_code = fields.Selection(
        REASON_CODES, "Reason", compute="_compute_decision", store=True, readonly=False, required=True,
    )
    reason = fields.Char("Reason in Words")

    @api.depends("contract_id")
    def _compute_decision(self):
        for wizard in self:
            contract = wizard.contract_id
            law = contract and contract._ask_cru()
            required = bool(law and law["required"])
            wizard.decision = "yes" if required else "no"
            if required:
                wizard.reason_code = "order"
            elif not contract.date_signed:
                wizard.reason_code = False
            elif contract.date_signed < fields.Date.to_date("2026-07-01"):
                wizard.reason_code = "before"
            else:
                wizard.reason_code = "not_order" if not contract.is_order else "oral"

    def action_apply(self):
        """Write the decision down. Return the action (dict) that closes the window."""
        self.ensure_one()
        self.contract_id.action_cru_decide(self.decision, self.reason_code, self.reason)
        return {"type": "ir.actions.act_window_close"}
