from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.inputs import plain
from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaSessionConvene(models.TransientModel):
    """Window that convenes a session: the period of the notice with its reasons, what is missing, the preview."""

    _name = "biuro.rada.session.convene"
    _description = "Convene a Session"

    session_id = fields.Many2one(
        "biuro.rada.session",
        "Session",
        required=True,
        default=lambda self: self.env.context.get("active_id"),
        ondelete="cascade",
    )
    when = fields.Char(compute="_compute_check")
    by_mail = fields.Boolean("By E-mail", default=True)
    on_portal = fields.Boolean("On the Portal", default=True)
    on_paper = fields.Boolean("By Hand, on Paper", help="The log then notes to whom the paper was handed over.")
    guest_ids = fields.Many2many("res.partner", string="Also Invited")
    text = fields.Html("Words Added to the Notice")
    reason = fields.Char("Why the Notice Is Short")
    period_ok = fields.Boolean("Notice in Time", compute="_compute_check")
    period_latest = fields.Date("Notice at the Latest", compute="_compute_check")
    period_reasons = fields.Json(compute="_compute_check")
    problems = fields.Text("Missing", compute="_compute_check")
    warnings = fields.Text("Mind", compute="_compute_check")
    recipient_count = fields.Integer("Recipients", compute="_compute_check")
    agenda_item_ids = fields.One2many(related="session_id.agenda_item_ids", string="Agenda")
    preview = fields.Html(compute="_compute_preview", sanitize=False)

    @api.onchange("session_id")
    def _onchange_session(self):
        self.guest_ids = self.session_id.guest_ids
        self.text = self.session_id.notice_text

    @api.depends("session_id")
    def _compute_check(self):
        today = office_today()
        for window in self:
            session = window.session_id
            window.when = session.start and session._when_text()
            problems, answer = session._convening_problems(), {}
            try:
                answer = session._check_notice(today)
            except LawError as error:
                problems.append(error.sentence)
            window.period_ok = answer.get("ok", False)
            window.period_latest = answer.get("latest")
            window.period_reasons = plain(answer.get("reasons", []))
            window.problems = "\n".join(problems)
            window.warnings = "\n".join(session._convening_warnings())
            window.recipient_count = len(session._notice_people())

    @api.depends("session_id", "text")
    def _compute_preview(self):
        for window in self:
            window.preview = window.session_id and self.env["ir.qweb"]._render(
                "biuro_rada.notice_words", {"session": window.session_id, "text": window.text}, lang="pl_PL"
            )

    def action_convene(self):
        """Convene the session and send the notices.

        :return: dict, a window action on the session
        :raise UserError: see ``biuro.rada.session.convene``
        """
        self.ensure_one()
        chosen = {"mail": self.by_mail, "portal": self.on_portal, "paper": self.on_paper}
        self.session_id.convene(
            [channel for channel, taken in chosen.items() if taken],
            self.reason,
            self.text or "",
            self.guest_ids.ids,
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.rada.session",
            "res_id": self.session_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
