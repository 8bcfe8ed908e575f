from odoo import api, fields, models
from odoo.exceptions import RedirectWarning, UserError


class CalendarEventSession(models.Model):
    """Entry of a session of the council or of a meeting of a committee.

    It is not moved by itself: whoever drags it is asked, and by the verb of the session the councillors are told.
    """

    _inherit = "calendar.event"

    rada_session_id = fields.Many2one(
        "biuro.rada.session", "Council Session", index="btree_not_null", ondelete="set null", copy=False
    )

    def _rada_sessions(self):
        """Return the sessions (as superuser) of these entries that still bind them."""
        if self.env.context.get("rada_session_sync"):
            return self.env["biuro.rada.session"]
        # sudo: biuro.rada.session - whether the entry belongs to one
        return self.sudo().rada_session_id.filtered(lambda session: session.state != "cancelled")

    def write(self, vals):
        if {"start", "stop", "start_date", "stop_date", "allday", "active", "rada_session_id"} & vals.keys():
            self._rada_ask(vals)
        return super().write(vals)

    def _rada_ask(self, vals):
        """Stop a change of the time of a session and offer the window that makes it."""
        # sudo: biuro.rada.session - which entries belong to one, whoever touches them
        sessions = {event.id: event.sudo().rada_session_id for event in self}
        moved = self.filtered(
            lambda event: (
                any(
                    name in vals and fields.Datetime.to_datetime(vals[name]) != event[name]
                    for name in ("start", "stop")
                )
                or any(
                    name in vals and vals[name] != event[name]
                    for name in ("start_date", "stop_date", "allday", "active")
                )
                or ("rada_session_id" in vals and vals["rada_session_id"] != sessions[event.id].id)
            )
        )
        session = moved._rada_sessions()[:1]
        if not session:
            return
        if session.state not in ("draft", "convened") or "active" in vals:
            raise UserError(
                self.env._(
                    "This entry is “%s”: call the session off or correct it in the register of sessions.",
                    session.display_name,
                )
            )
        event = self.filtered(lambda event: sessions[event.id] == session)
        start = fields.Datetime.to_datetime(vals.get("start")) or event[:1].start
        stop = fields.Datetime.to_datetime(vals.get("stop")) or event[:1].stop
        if not self.env["biuro.rada.session"].has_access("write"):
            raise UserError(
                self.env._(
                    "This entry is “%s”: only the office of the council moves it, and tells the councillors.",
                    session.display_name,
                )
            )
        raise RedirectWarning(
            self.env._(
                "This entry is “%s”. Moving it moves the session: the period of the notice is checked again and "
                "everybody who was convened is told.",
                session.display_name,
            ),
            self.env.ref("biuro_rada.biuro_rada_session_move_action").id,
            self.env._("Move the session"),
            {
                "active_model": session._name,
                "active_id": session.id,
                "default_session_id": session.id,
                "default_start": fields.Datetime.to_string(start),
                "default_end": fields.Datetime.to_string(stop),
            },
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_session(self):
        if session := self._rada_sessions()[:1]:
            raise UserError(
                self.env._(
                    "This entry is “%s”: call the session off or correct it in the register of sessions.",
                    session.display_name,
                )
            )
