from odoo import models


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    def action_open_briefing(self):
        """Open the briefing of those who come to the event.

        :return: client action (dict)
        """
        self.ensure_one()
        return {
            **self.env["ir.actions.client"]._for_xml_id("biuro_kancelaria.briefing_event_action"),
            "context": {"active_id": self.id, "active_ids": self.ids, "active_model": self._name},
        }
