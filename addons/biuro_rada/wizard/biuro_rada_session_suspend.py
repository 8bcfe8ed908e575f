from odoo import fields, models


class BiuroRadaSessionSuspend(models.TransientModel):
    """Window that interrupts a session: why, and when it goes on."""

    _name = "biuro.rada.session.suspend"
    _description = "Interrupt a Session"

    session_id = fields.Many2one(
        "biuro.rada.session", required=True, default=lambda self: self.env.context.get("active_id"), ondelete="cascade"
    )
    reason = fields.Char(required=True)
    resume_at = fields.Datetime("Next Sitting", help="Empty for a break. On another day everybody is told.")

    def action_confirm(self):
        """Interrupt the session.

        :return: dict, closes the window
        :raise UserError: see ``biuro.rada.session.action_suspend``
        """
        self.ensure_one()
        self.session_id.action_suspend(self.reason, self.resume_at and fields.Datetime.to_string(self.resume_at))
        return {"type": "ir.actions.act_window_close"}
