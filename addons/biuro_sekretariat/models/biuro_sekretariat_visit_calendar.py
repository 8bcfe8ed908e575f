from odoo import fields, models
from odoo.exceptions import UserError

IN_CALENDAR = ("confirmed", "arrived", "in_meeting", "done")
# for the write of this addon itself; counts only together with superuser rights, which no caller brings over RPC
SYNC = "biuro_visit_sync"


class BiuroSekretariatVisit(models.Model):
    """The visit in the calendar of the host: a private event that names neither the visitor nor the matter.

    The event bears a neutral title, as the platform hides the title of a private event when it is read, not when it is
    searched for.
    """

    _inherit = "biuro.sekretariat.visit"

    event_id = fields.Many2one("calendar.event", "In the Calendar", readonly=True, copy=False, index="btree_not_null")

    def _sync_event(self):
        """Bring the events in line with the visits."""
        # sudo: calendar.event, own model - the secretary arranges in the calendar of the host, who need not be there
        Event = self.env["calendar.event"].sudo().with_context(
            **{SYNC: True}, no_mail_to_attendees=True, skip_contact_description=True, mail_create_nolog=True,
            tracking_disable=True, skip_attendee_notification=True, dont_notify=True,
        )
        alarm = self.env.ref("biuro_sekretariat.calendar_alarm_visit", raise_if_not_found=False)
        kind = self.env.ref("biuro_sekretariat.agenda_kind_reception", raise_if_not_found=False)
        for visit in self.sudo():
            # the dictionary replaces the context, keywords would only add to it
            event = visit.event_id.with_context(Event.env.context)  # pylint: disable=context-overridden
            partner = self._host_partner(visit.host_employee_id)
            if visit.state not in IN_CALENDAR or not visit.planned_at or not partner:
                if event.active:
                    event.active = False
                continue
            values = {
                "start": visit.planned_at, "stop": visit.planned_stop, "active": True,
                "location": visit.room_id.name or False,
            }
            if event and event.partner_ids == partner:
                event.write(values)
                continue
            event.active = False
            visit.event_id = Event.create({
                **values, "name": self.env._("Reception of a visitor"), "privacy": "private", "show_as": "busy",
                "user_id": visit.host_employee_id.user_id.id, "partner_ids": [(6, 0, partner.ids)],
                "agenda_kind_id": kind.id if kind else False,
                # the public face of the employee: it stands in the agenda that the secretariat keeps
                "host_ids": [(6, 0, visit.host_employee_id.ids)],
                "alarm_ids": [(6, 0, alarm.ids)] if alarm else [], "visit_id": visit.id, "allday": False,
                "description": False, "res_model_id": False, "res_id": False, "activity_ids": [],
            })

    def _moved_in_calendar(self, event):
        """Follow the host who has moved the visit in his calendar; refuse what the rules refuse."""
        self.ensure_one()
        if (event.start, event.stop) == (self.planned_at, self.planned_stop):
            return
        if self.state != "confirmed":
            raise UserError(self.env._("The visit has begun or is over: it cannot be moved."))
        minutes = int((event.stop - event.start).total_seconds() // 60)
        slot = self.env["biuro.sekretariat.visit.slot"].search([
            ("host_employee_id", "=", self.host_employee_id.id), ("start", "=", event.start),
            ("stop", "=", event.stop), ("state", "=", "free"),
        ], limit=1)
        if slot:
            self.action_move(slot_id=slot.id)
        else:
            self.action_move(
                planned_at=event.start, minutes=minutes,
                reason=self.env._("Moved in the calendar by %(user)s", user=self.env.user.name),
            )
