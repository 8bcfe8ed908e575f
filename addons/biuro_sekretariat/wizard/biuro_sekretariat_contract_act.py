from odoo import api, fields, models

# mode -> whether the reason is asked for
REASONED = ("refuse", "to_draft", "not_concluded", "withdraw")


class BiuroSekretariatContractAct(models.TransientModel):
    """Asks what a verb of contracts needs; the verbs do the work and the checks."""

    _name = "biuro.sekretariat.contract.act"
    _description = "Step of Contracts"

    mode = fields.Selection(
        [
            ("opinion", "Give the Opinion"), ("refuse", "Refuse the Countersignature"),
            ("order", "Order the Countersignature"), ("notices", "Note the Notices"),
            ("to_draft", "Return to the Draft"), ("not_concluded", "Not Concluded"), ("sign", "Note the Conclusion"),
            ("register", "Enter in the Register"), ("end", "Note the End"), ("withdraw", "Withdraw from the CRU"),
            ("indexed", "Note the Indexation"),
        ],
        required=True, default="sign",
    )
    contract_ids = fields.Many2many("biuro.sekretariat.contract", string="Contracts", required=True)
    result = fields.Selection(
        [("opinion", "No Remarks"), ("remarks", "With Remarks"), ("objection", "Negative")], "Opinion",
        default="opinion",
    )
    reason = fields.Text()
    date = fields.Date(default=lambda self: self.env["biuro.sekretariat.contract"]._today())
    date_other = fields.Date("RIO Notified On")
    date_next = fields.Date("Next Indexation")
    place = fields.Char()
    end_kind = fields.Selection(
        selection=lambda self: self.env["biuro.sekretariat.contract"]._fields["end_kind"]._description_selection(
            self.env), string="Way of Ending")
    file = fields.Binary(attachment=False)
    filename = fields.Char()

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if self.env.context.get("active_model") == "biuro.sekretariat.contract" and "contract_ids" in fields:
            values.setdefault("contract_ids", [(6, 0, self.env.context.get("active_ids", []))])
        return values

    def action_apply(self):
        """Do what was chosen to all contracts. Return the action (dict) that closes the window."""
        self.ensure_one()
        contracts, day = self.contract_ids, self.date and str(self.date)
        content = self.file and self.file.decode() if isinstance(self.file, bytes) else self.file
        mode = self.mode
        if mode == "opinion":
            contracts.action_give_opinion(self.result, self.reason)
        elif mode == "refuse":
            contracts.action_refuse_countersign(self.reason)
        elif mode == "order":
            contracts.action_order_countersign(self.filename, content, day)
        elif mode == "notices":
            contracts.action_note_notices(day, self.date_other and str(self.date_other))
        elif mode == "to_draft":
            contracts.action_to_draft(self.reason)
        elif mode == "not_concluded":
            contracts.action_not_concluded(self.reason)
        elif mode == "sign":
            contracts.action_sign(day, self.place)
        elif mode == "register":
            contracts.action_register(day)
        elif mode == "end":
            contracts.action_end(self.end_kind, day, self.filename, content)
        elif mode == "withdraw":
            contracts.action_cru_withdraw(self.reason)
        else:
            contracts.action_indexed(self.date_next and str(self.date_next))
        return {"type": "ir.actions.act_window_close"}
