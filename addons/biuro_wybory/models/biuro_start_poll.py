from odoo import models
from odoo.fields import Domain

KEEPERS = "biuro_wybory.biuro_wybory_group_osiedle_user"


class BiuroStart(models.AbstractModel):
    """What waits in the elections of units before the vote: numbers alone."""

    _inherit = "biuro.start"

    def _counter_definitions(self):
        return super()._counter_definitions() + [
            self._counter(
                "osiedle_nominations", self.env._("Nominations in units to decide"), "biuro.wybory.osiedle.candidate",
                lambda: Domain("state", "in", ("received", "defective")), KEEPERS, 64, tone="warning",
                action="biuro_wybory.biuro_wybory_osiedle_candidate_action",
            ),
            self._counter(
                "osiedle_calendar", self.env._("Rows of election calendars overdue"),
                "biuro.wybory.osiedle.calendar.item",
                lambda: Domain("is_overdue", "=", True), KEEPERS, 65, tone="danger",
                action="biuro_wybory.biuro_wybory_osiedle_calendar_item_action",
            ),
        ]  # fmt: skip
