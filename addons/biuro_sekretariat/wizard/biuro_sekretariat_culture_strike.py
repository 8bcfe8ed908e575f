from odoo import fields, models


class BiuroSekretariatCultureStrike(models.TransientModel):
    """Asks for the basis of striking an entry and what division IV of the book notes."""

    _name = "biuro.sekretariat.culture.strike"
    _description = "Deletion of an Entry"

    institution_id = fields.Many2one("biuro.sekretariat.culture.institution", "Institution", required=True)
    basis_id = fields.Many2one(
        "biuro.sekretariat.culture.document", "Basis", required=True,
        domain="[('institution_id', '=', institution_id)]",
    )
    reason = fields.Text("Merger, Division or Liquidation", required=True)
    liquidator = fields.Char(help="First name and surname of the liquidator.")
    note = fields.Char("Remark")

    def action_apply(self):
        """Strike the entry. Return the action (dict) that closes the window."""
        self.ensure_one()
        self.institution_id.action_strike(self.basis_id.id, self.reason, self.liquidator, self.note)
        return {"type": "ir.actions.act_window_close"}
