from odoo import fields, models


class BiuroPublicationReason(models.TransientModel):
    """Window that asks for the reason of a step of a publication."""

    _name = "biuro.publication.reason"
    _description = "Reason of a Step"

    step = fields.Selection(
        [
            ("return", "Return"), ("withdraw", "Withdraw"), ("leave", "Leave in place"),
            ("withhold", "Withhold the version"),
        ],
        required=True,
        readonly=True,
    )
    publication_ids = fields.Many2many("biuro.publication", readonly=True)
    finding_ids = fields.Many2many("biuro.publication.finding", readonly=True)
    version_ids = fields.Many2many("biuro.publication.version", readonly=True)
    reason = fields.Char(required=True)

    def _open(self, step, records):
        field = {
            "biuro.publication.finding": "finding_ids", "biuro.publication.version": "version_ids",
        }.get(records._name, "publication_ids")
        return {
            "type": "ir.actions.act_window",
            "name": dict(self._fields["step"]._description_selection(self.env))[step],
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_step": step, f"default_{field}": records.ids},
        }

    def action_confirm(self):
        """Take the step with the reason.

        :return: dict, closes the window
        """
        self.ensure_one()
        if self.step == "leave":
            self.finding_ids.action_leave(self.reason)
        elif self.step == "withhold":
            self.version_ids.action_withhold(self.reason)
        elif self.step == "return":
            self.publication_ids.action_return(self.reason)
        else:
            self.publication_ids.action_withdraw(self.reason)
        return {"type": "ir.actions.act_window_close"}
