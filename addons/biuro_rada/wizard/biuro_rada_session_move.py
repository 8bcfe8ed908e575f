from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.inputs import plain
from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaSessionMove(models.TransientModel):
    """Window that moves a session: shows the period of the notice from the new day before anything is sent."""

    _name = "biuro.rada.session.move"
    _description = "Move a Session"

    session_id = fields.Many2one(
        "biuro.rada.session", required=True, default=lambda self: self.env.context.get("active_id"), ondelete="cascade"
    )
    old_start = fields.Datetime("Begins Now", related="session_id.start")
    start = fields.Datetime("New Beginning", required=True)
    end = fields.Datetime("Ends Then")
    reason = fields.Char()
    needs_reason = fields.Boolean(compute="_compute_period")
    period_ok = fields.Boolean("Notice in Time", compute="_compute_period")
    period_reasons = fields.Json(compute="_compute_period")

    @api.onchange("session_id")
    def _onchange_session(self):
        self.start = self.start or self.session_id.start
        self.end = self.end or self.session_id.end

    @api.depends("session_id", "start")
    def _compute_period(self):
        for window in self:
            session = window.session_id
            window.needs_reason = session.state == "convened"
            window.period_ok, window.period_reasons = True, []
            if not window.start or not session:
                continue
            # the same question about a session of the new day
            trial = session.new({"start": window.start}, origin=session)
            try:
                answer = trial._check_notice(min(office_today(), local(window.start).date()))
            except LawError:
                continue
            window.period_ok, window.period_reasons = answer["ok"], plain(answer["reasons"])

    def action_confirm(self):
        """Move the session.

        :return: dict, a window action on the session
        :raise UserError: see ``biuro.rada.session.action_move``
        """
        self.ensure_one()
        self.session_id.action_move(
            fields.Datetime.to_string(self.start), self.end and fields.Datetime.to_string(self.end), self.reason
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.rada.session",
            "res_id": self.session_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
