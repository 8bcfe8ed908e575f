from odoo import api, fields, models


class BiuroRadaSessionHandover(models.TransientModel):
    """Window that hands the leading of a session over to another member of the presidium."""

    _name = "biuro.rada.session.handover"
    _description = "Hand Over the Leading"

    session_id = fields.Many2one(
        "biuro.rada.session", required=True, default=lambda self: self.env.context.get("active_id"), ondelete="cascade"
    )
    allowed_ids = fields.Many2many("biuro.rada.councillor", compute="_compute_allowed_ids")
    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Leads From Now", required=True, domain="[('id', 'in', allowed_ids)]"
    )

    @api.depends("session_id")
    def _compute_allowed_ids(self):
        for window in self:
            window.allowed_ids = window.session_id._leaders() - window.session_id.leader_id

    def action_confirm(self):
        """Hand the session over.

        :return: dict, closes the window
        :raise UserError: see ``biuro.rada.session.action_hand_over``
        """
        self.ensure_one()
        self.session_id.action_hand_over(self.councillor_id.id)
        return {"type": "ir.actions.act_window_close"}
