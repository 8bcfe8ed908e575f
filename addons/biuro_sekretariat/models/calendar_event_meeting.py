from odoo import api, fields, models


class CalendarEvent(models.Model):
    """An entry of the calendar that has minutes."""

    _inherit = "calendar.event"

    biuro_meeting_ids = fields.One2many("biuro.sekretariat.meeting", "event_id", "Meeting with Minutes")

    def write(self, vals):
        result = super().write(vals)
        shared = {"name", "start", "stop", "location"} & vals.keys()
        if shared and not self.env.context.get("biuro_meeting_sync"):
            # sudo: biuro.sekretariat.meeting - whoever moves the entry moves the meeting that is still planned
            meetings = self.sudo().biuro_meeting_ids.filtered(lambda line: line.state == "planned")
            for meeting in meetings.with_context(biuro_meeting_sync=True):
                event = meeting.event_id
                meeting.write({
                    "name": event.name, "date_start": event.start, "date_end": event.stop, "place": event.location,
                })
        return result

    def action_make_meeting(self):
        """Make a meeting with minutes of this entry, or open the one that it has.

        :return: action (dict) that opens the meeting; its ``res_id`` is the id
        """
        self.ensure_one()
        # sudo: biuro.sekretariat.meeting - only whether there is one; it opens with the rights of the user
        known = self.sudo().biuro_meeting_ids[:1].sudo(False)
        if known:
            return known._get_open_action()
        Meeting = self.env["biuro.sekretariat.meeting"]
        # sudo: res.partner, hr.employee - who of those invited works here
        employees = self.sudo().partner_ids.user_ids.employee_ids.filtered(
            lambda employee: employee.company_id == self.env.company
        )
        owner = self.sudo().user_id.employee_ids.filtered(lambda employee: employee.company_id == self.env.company)[:1]
        outside = self.sudo().partner_ids.filtered(lambda partner: not partner.user_ids)
        made = Meeting.start_from({
            "name": self.name, "date_start": fields.Datetime.to_string(self.start),
            "date_end": fields.Datetime.to_string(self.stop), "place": self.location or "",
            "chair_id": (owner or employees[:1]).id or self.env.user._biuro_employee().id,
            "employee_ids": employees.ids, "event_id": self.id,
            "guests": [{"name": partner.name, "partner_id": partner.id} for partner in outside],
        })
        return Meeting.browse(made["id"])._get_open_action()

    @api.ondelete(at_uninstall=False)
    def _unlink_keep_meetings(self):
        # sudo: biuro.sekretariat.meeting - the entry goes, the meeting stays without it
        self.sudo().biuro_meeting_ids.write({"event_id": False})
