from odoo import fields, models


class ResPartner(models.Model):
    """Whom somebody meets is content of the event: the list of a contact's events shows what may be read."""

    _inherit = "res.partner"

    meeting_ids = fields.Many2many(domain=[("agenda_content_ok", "=", True)])

    def _compute_meeting(self):
        meetings = super()._compute_meeting()
        ids = {event_id for event_ids in meetings.values() for event_id in event_ids}
        Event = self.env["calendar.event"].with_context(active_test=False)
        known = set(Event.search([("id", "in", list(ids)), ("agenda_content_ok", "=", True)]).ids) if ids else set()
        return {partner_id: [id_ for id_ in event_ids if id_ in known] for partner_id, event_ids in meetings.items()}
