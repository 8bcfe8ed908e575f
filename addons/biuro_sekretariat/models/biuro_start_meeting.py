from odoo import models
from odoo.fields import Domain


class BiuroStartMeeting(models.AbstractModel):
    """Minutes to accept, and the way to the morning, on the start page."""

    _inherit = "biuro.start"

    def _counter_definitions(self):
        management = "biuro_kancelaria.biuro_kancelaria_group_management"
        return [
            *super()._counter_definitions(),
            self._counter(
                "minutes_to_accept", self.env._("Minutes to accept"), "biuro.sekretariat.meeting",
                lambda: Domain("awaits_me", "=", True), management, 12, tone="warning",
                action="biuro_sekretariat.biuro_sekretariat_meeting_action",
            ),
        ]

    def _button_definitions(self):
        return [
            *super()._button_definitions(),
            {
                "key": "morning", "label": self.env._("My morning"), "icon": "fa-coffee", "hotkey": "m",
                "action": "biuro_sekretariat.biuro_sekretariat_board_action_morning",
                "groups": "biuro_sekretariat.biuro_sekretariat_group_secretary,"
                "biuro_kancelaria.biuro_kancelaria_group_management",
            },
        ]
