from odoo import fields, models
from odoo.fields import Domain


class BiuroCalendarFeed(models.Model):
    """Feeds of agendas: chosen kinds of entries; who hosts or was sent owns an entry as well."""

    _inherit = "biuro.calendar.feed"

    agenda_kind_ids = fields.Many2many(
        "biuro.sekretariat.agenda.kind", "biuro_sekretariat_feed_kind_rel", "feed_id", "kind_id", "Only These Kinds",
    )

    def _feed_keys(self):
        return super()._feed_keys() | {"agenda_kind_ids"}

    def _event_domain(self):
        domain = super()._event_domain()
        return domain & Domain("agenda_kind_id", "in", self.agenda_kind_ids.ids) if self.agenda_kind_ids else domain

    def _event_is_own(self, event):
        # sudo: hr.employee - the owner of the feed as an employee
        mine = set(self.env.user.sudo().employee_ids.ids)
        return super()._event_is_own(event) or not mine.isdisjoint(event.agenda_owner_ids.ids)

    def _event_values(self, event, uuid):
        values = super()._event_values(event, uuid)
        if values.get("categories") is not None and event.agenda_kind_id:
            values["categories"] = [event.agenda_kind_id.name, *values["categories"]]
        return values
