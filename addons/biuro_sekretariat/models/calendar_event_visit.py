from odoo import api, fields, models
from odoo.exceptions import UserError

from .biuro_sekretariat_visit_calendar import SYNC

TIMES = {"start", "stop", "start_date", "stop_date", "duration"}
# what would show the visit to others, or lose it
FIXED = {"active", "allday", "privacy", "partner_ids", "user_id", "visit_id", "recurrency", "show_as", "attendee_ids"}


class CalendarEvent(models.Model):
    """Event of an arranged visit: moved in the calendar it moves the visit, or is refused by its rules."""

    _inherit = "calendar.event"

    visit_id = fields.Many2one(
        "biuro.sekretariat.visit", "Visit", readonly=True, copy=False, index="btree_not_null", ondelete="set null",
        prefetch=False,  # else it comes along with what the platform reads as superuser of a private event
    )

    def _own_sync(self):
        return self.env.su and self.env.context.get(SYNC)

    def _visits(self):
        """Return the visits of the events: {event id: biuro.sekretariat.visit}, in the hands of the user.

        Asked of the visits: a field of the event read as superuser would stay in the cache that the platform has
        emptied for those who do not take part.
        """
        # sudo: biuro.sekretariat.visit - only which events belong to visits
        visits = self.env["biuro.sekretariat.visit"].sudo().search_fetch([("event_id", "in", self.ids)], ["event_id"])
        return {visit.event_id.id: visit.with_env(self.env) for visit in visits}

    @api.depends("visit_id")
    def _compute_display_name(self):
        super()._compute_display_name()
        if self.env.su or not (visits := self._visits()):
            return
        # shown only to those who may see the matter
        readable = self.env["biuro.sekretariat.visit"].union(*visits.values())._filtered_access("read")
        seen = readable._see_secrets()
        for event in self:
            if (visit := visits.get(event._origin.id)) and visit in seen:
                event.display_name = f"{visit.visitor_name} – {visit.subject}"

    @api.model_create_multi
    def create(self, vals_list):
        if not self._own_sync():
            for vals in vals_list:
                if vals.get("visit_id"):
                    raise UserError(self.env._("Arrange the visit in the register of receptions."))
        return super().create(vals_list)

    def write(self, vals):
        touched = (TIMES | FIXED) & vals.keys()
        visits = self._visits() if touched and not self._own_sync() else {}
        if not visits:
            return super().write(vals)
        if FIXED & vals.keys():
            raise UserError(self.env._(
                "This is an arranged visit: change or cancel it in the register of receptions.",
            ))
        result = super().write(vals)
        for event_id, visit in visits.items():
            # the visit moves by the user's own rights
            visit._moved_in_calendar(self.browse(event_id))
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_visit(self):
        if not self._own_sync() and self._visits():
            raise UserError(self.env._(
                "This is an arranged visit: change or cancel it in the register of receptions.",
            ))
