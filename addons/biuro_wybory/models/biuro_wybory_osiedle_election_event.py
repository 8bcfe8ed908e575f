from datetime import datetime, timedelta

from odoo import fields, models

from odoo.addons.biuro_kancelaria.law.inputs import utc
from odoo.addons.biuro_kancelaria.law.terms import WARSAW

from ..law import poll


class BiuroWyboryOsiedleElection(models.Model):
    """The day of an ordered election in the calendar of who leads it: the unit alone, no names."""

    _inherit = "biuro.wybory.osiedle.election"

    event_id = fields.Many2one(
        "calendar.event", "Calendar Entry", index="btree_not_null", readonly=True, copy=False, ondelete="set null",
    )

    def _quiet_events(self):
        # sudo: calendar.event - the entry belongs to the election, whoever orders it
        return self.env["calendar.event"].sudo().with_context(
            no_mail_to_attendees=True, dont_notify=True, active_test=False,
        )

    def _prepare_event_values(self):
        """Return the values (dict) of the calendar entry of the day of the vote."""
        self.ensure_one()
        first = self.meeting_start if self.method == "meeting" else self.hours_from
        start = datetime.combine(self.election_date, poll.hour(first))
        stop = start + timedelta(hours=2) if self.method == "meeting" else datetime.combine(
            self.election_date, poll.hour(self.hours_to),
        )
        # sudo: hr.employee - whose calendar it is
        user = self.clerk_id.sudo().user_id or self.env.user
        return {
            "name": self.env._("Election: %s", self.unit_id.name), "location": self.meeting_place or False,
            "start": utc(start.replace(tzinfo=WARSAW)), "stop": utc(stop.replace(tzinfo=WARSAW)),
            "user_id": user.id, "partner_ids": [fields.Command.set(user.partner_id.ids)],
        }

    def action_order(self, act_kind, act_number, act_date, resolution_id=None):
        """Record the ordering act and put the day of the vote into the calendar; arguments as in the model's own verb.

        :return: True
        """
        result = super().action_order(act_kind, act_number, act_date, resolution_id)
        events = self._quiet_events().create([election._prepare_event_values() for election in self])
        for election, event in zip(self, events, strict=True):
            # sudo: own model - the entry is written by the verb that makes it
            election.sudo().event_id = event
        return result

    def action_cancel(self, reason):
        """Call the election off and take its day out of the calendar.

        :param str reason: why, with the act that says so
        :return: True
        """
        result = super().action_cancel(reason)
        # sudo: calendar.event - the entry that the election made
        self.event_id.sudo().with_context(dont_notify=True).write({"active": False})
        return result
