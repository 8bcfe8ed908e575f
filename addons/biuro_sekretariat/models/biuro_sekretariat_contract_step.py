from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroSekretariatContractStep(models.Model):
    """Step on the way of a draft: sent on, an opinion, a countersignature or its refusal. Verbs alone write it."""

    _name = "biuro.sekretariat.contract.step"
    _description = "Step of a Contract"
    _inherit = ["biuro.guard.mixin"]
    _order = "id"
    _rec_name = "kind"

    contract_id = fields.Many2one(
        "biuro.sekretariat.contract", "Contract", required=True, readonly=True, index=True, ondelete="cascade",
    )
    kind = fields.Selection(
        [
            ("to_opinion", "Sent for an Opinion"), ("opinion", "Opinion without Remarks"),
            ("remarks", "Opinion with Remarks"), ("objection", "Negative Opinion"),
            ("to_countersign", "Sent for Countersignature"), ("countersigned", "Countersigned"),
            ("refused", "Countersignature Refused"), ("ordered", "Countersignature Ordered"),
            ("returned", "Returned to Draft"),
        ],
        "Step", required=True, readonly=True,
    )
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    employee_id = fields.Many2one("hr.employee", "Person", readonly=True)
    user_id = fields.Many2one("res.users", "Entered By", readonly=True)
    note = fields.Text("Content", readonly=True)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(step.contract_id.state != "draft" for step in self):
            raise UserError(self.env._("A step of a contract cannot be deleted."))
