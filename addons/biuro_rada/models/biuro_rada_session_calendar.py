from datetime import timedelta

from odoo import fields, models


class BiuroRadaSessionCalendar(models.Model):
    """A session and its entry in the calendar follow each other."""

    _inherit = "biuro.rada.session"

    event_ids = fields.One2many("calendar.event", "rada_session_id", "Calendar Entries")

    def _prepare_event_values(self):
        """Return the values (dict) of the calendar entry of the session."""
        self.ensure_one()
        # sudo: res.partner, res.users - whom the entry invites
        plain = self.sudo()
        partners = plain._members().partner_id | plain.guest_ids | plain.minute_taker_id.partner_id
        return {
            "name": self._title_text(),
            "start": self.start,
            "stop": self.end or self.start + timedelta(hours=4),
            "location": self.location or False,
            "partner_ids": [fields.Command.set(partners.ids)],
        }

    def _quiet_events(self):
        # sudo: calendar.event - the entry belongs to the session, whoever convenes it
        return (
            self.env["calendar.event"]
            .sudo()
            .with_context(rada_session_sync=True, no_mail_to_attendees=True, dont_notify=True, active_test=False)
        )

    def _after_convening(self):
        super()._after_convening()
        self._sync_events()

    def _sync_events(self):
        """Carry name, time, place and people over to the calendar; make the entry of a convened session."""
        Event = self._quiet_events()
        for session in self:
            if session.is_rehearsal:
                continue
            event = Event.search([("rada_session_id", "=", session.id)], limit=1)
            if event:
                event.write(session._prepare_event_values())
            elif session.state == "convened":
                Event.create(
                    {
                        **session._prepare_event_values(),
                        "rada_session_id": session.id,
                        "privacy": "public",
                        "show_as": "busy",
                        "user_id": self.env.uid,
                    }
                )

    def _tell_cancelled(self):
        super()._tell_cancelled()
        self._quiet_events().search([("rada_session_id", "in", self.ids)]).write({"active": False})

    def write(self, vals):
        result = super().write(vals)
        follows = {"start", "end", "location", "guest_ids", "minute_taker_id"} & vals.keys()
        if follows and not self.env.context.get("rada_session_sync"):
            self.filtered(lambda session: session.state == "convened")._sync_events()
        return result

    def action_open_event(self):
        """Open the calendar entry of the session.

        :return: dict, a window action
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "calendar.event",
            "res_id": self.event_ids[:1].id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
