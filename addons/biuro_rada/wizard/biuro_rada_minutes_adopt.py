from odoo import fields, models


class BiuroRadaMinutesAdopt(models.TransientModel):
    """Window that adopts minutes: by which vote, or how a committee did it."""

    _name = "biuro.rada.minutes.adopt"
    _description = "Adopt Minutes"

    minutes_id = fields.Many2one(
        "biuro.rada.minutes", required=True, default=lambda self: self.env.context.get("active_id"), ondelete="cascade"
    )
    body_type = fields.Selection(related="minutes_id.session_id.body_type")
    vote_id = fields.Many2one(
        "biuro.rada.vote",
        "Vote",
        domain="[('state', '=', 'closed'), ('result', '=', 'adopted'), ('session_id.body_type', '=', body_type)]",
    )
    note = fields.Char("How It Was Adopted", help="Of a committee that adopts without a vote, by the statute.")

    def action_confirm(self):
        """Adopt the minutes.

        :return: dict, closes the window
        :raise UserError: see ``biuro.rada.minutes.action_adopt``
        """
        self.ensure_one()
        self.minutes_id.action_adopt(self.vote_id.id or None, self.note)
        return {"type": "ir.actions.act_window_close"}
