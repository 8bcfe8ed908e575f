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
    )

    def _own_sync(self):
        return self.env.su and self.env.context.get(SYNC)

    @api.depends("visit_id")
    def _compute_display_name(self):
        super()._compute_display_name()
        # sudo: calendar.event, biuro.sekretariat.visit - shown only to those who may see the matter
        # without its other fields: what superuser reads stays in memory, and the platform would not hide it any more
        plain = self.sudo().with_context(prefetch_fields=False)
        visits = {event.with_env(self.env): event.visit_id.with_env(self.env) for event in plain if event.visit_id}
        if visits and not self.env.su:
            allowed = self.env["biuro.sekretariat.visit"].union(*visits.values())._filtered_access("read")
            seen = allowed._see_secrets()
            for event, visit in visits.items():
                if visit in seen:
                    event.display_name = f"{visit.visitor_name} – {visit.subject}"

    @api.model_create_multi
    def create(self, vals_list):
        if not self._own_sync():
            for vals in vals_list:
                if vals.get("visit_id"):
                    raise UserError(self.env._("Arrange the visit in the register of receptions."))
        return super().create(vals_list)

    def write(self, vals):
        # sudo: calendar.event - only whether the event belongs to a visit
        visits = self.sudo().filtered("visit_id") if not self._own_sync() else self.browse()
        if not visits or not (TIMES | FIXED) & vals.keys():
            return super().write(vals)
        if FIXED & vals.keys():
            raise UserError(self.env._(
                "This is an arranged visit: change or cancel it in the register of receptions.",
            ))
        result = super().write(vals)
        for event in visits:
            # sudo: calendar.event - times of the event that was just written; the visit moves by the user's own rights
            event.visit_id.with_env(self.env)._moved_in_calendar(event)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_visit(self):
        # sudo: calendar.event - only whether the event belongs to a visit
        if not self._own_sync() and self.sudo().visit_id:
            raise UserError(self.env._(
                "This is an arranged visit: change or cancel it in the register of receptions.",
            ))
