from odoo import fields, models


class BiuroSekretariatMeetingCalendar(models.Model):
    """A meeting and its entry in the calendar follow each other."""

    _inherit = "biuro.sekretariat.meeting"

    def _prepare_event_values(self):
        """Return the values (dict) of the calendar entry of this meeting."""
        self.ensure_one()
        # sudo: hr.employee, res.users - the contacts of those invited
        plain = self.sudo()
        people = plain.chair_id | plain.participant_ids.employee_id
        partners = people.user_id.partner_id | plain.participant_ids.partner_id
        values = {
            "name": self.name, "start": self.date_start, "stop": self.date_end, "location": self.place or False,
            "partner_ids": [fields.Command.set(partners.ids)],
        }
        if kind := self._get_agenda_kind():
            values["agenda_kind_id"] = kind
        return values

    def _get_agenda_kind(self):
        """Return the kind of agenda of the calendar entry, empty when the calendar knows none; the calendar extends."""
        return False

    def _make_events(self):
        """Make the calendar entries of new meetings, or take over the one that a meeting was made from."""
        given = self.env.context.get("biuro_meeting_event")
        # sudo: calendar.event - the entry of a meeting belongs to its chair, whoever plans it
        Event = self.env["calendar.event"].sudo().with_context(
            biuro_meeting_sync=True, no_mail_to_attendees=True, dont_notify=True, biuro_meeting_event=False,
        )
        if given and len(self) == 1:
            self.env["calendar.event"].browse(given).check_access("write")
            self.sudo().event_id = given  # sudo: own model - the entry is written by this verb alone
            return
        values = []
        for meeting in self:
            owner = meeting.sudo().chair_id.user_id or self.env.user  # sudo: hr.employee - whose entry it is
            given_values = meeting._prepare_event_values()
            kind = self.env["biuro.sekretariat.agenda.kind"].browse(given_values.get("agenda_kind_id"))
            # who sees a meeting for everybody is said by its kind; the others are their people's alone
            if not kind.publish_public:
                given_values["privacy"] = "private"
            values.append({**given_values, "user_id": owner.id, "show_as": "busy"})
        for meeting, event in zip(self, Event.create(values), strict=True):
            meeting.sudo().event_id = event.sudo(False)  # sudo: own model - written by this verb alone

    def _sync_events(self):
        """Carry subject, time, place and people over to the calendar entries."""
        if self.env.context.get("biuro_meeting_sync"):
            return
        for meeting in self.filtered(lambda line: line.event_id and line.state == "planned"):
            # sudo: calendar.event - as above
            event = meeting.sudo().event_id.with_context(
                biuro_meeting_sync=True, no_mail_to_attendees=True, dont_notify=True,
            )
            event.write(meeting._prepare_event_values())

    def action_open_event(self):
        """Open the calendar entry of the meeting.

        :return: action (dict) that opens the entry
        """
        self.ensure_one()
        if not self.event_id:
            self._make_events()
        return {
            "type": "ir.actions.act_window", "res_model": "calendar.event", "res_id": self.event_id.id,
            "view_mode": "form", "views": [(False, "form")], "target": "current",
        }
