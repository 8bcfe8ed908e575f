from odoo import models


class CalendarAttendee(models.Model):
    _inherit = "calendar.attendee"

    def _should_notify_attendee(self, notify_author=False):
        """No letter by itself to a host, who has a secretariat, nor to a guest, whom the secretariat answers."""
        event = self.event_id
        if event.host_ids and not self.env.context.get("agenda_send"):
            # sudo: res.partner - whether the attendee is an employee
            partner = self.partner_id.sudo()
            if partner.partner_share or partner in event._agenda_partners(event.host_ids):
                return False
        return super()._should_notify_attendee(notify_author=notify_author)
