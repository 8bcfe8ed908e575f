from odoo import fields, models


class BiuroSekretariatTravelReturn(models.TransientModel):
    """Asks what is to be corrected in a settlement that goes back to the traveller."""

    _name = "biuro.sekretariat.travel.return"
    _description = "Return of a Settlement"

    order_id = fields.Many2one("biuro.sekretariat.travel.order", "Travel Order", required=True)
    reason = fields.Text("What Is To Be Corrected", required=True)

    def action_apply(self):
        """Return the settlement to the traveller. Return the action (dict) that closes the window."""
        self.ensure_one()
        self.order_id.action_return(self.reason)
        return {"type": "ir.actions.act_window_close"}
