from odoo import models
from odoo.fields import Domain

NOMINATION = "biuro.wybory.lawnik.nomination"
REQUEST = "biuro.wybory.lawnik.police.request"
KEEPERS = "biuro_wybory.biuro_wybory_group_lawnik_user"


class BiuroStart(models.AbstractModel):
    """What waits in the lay-judge election, on the start page of those who keep it: numbers alone."""

    _inherit = "biuro.start"

    def _counter_definitions(self):
        nominations = "biuro_wybory.biuro_wybory_lawnik_nomination_action"
        return super()._counter_definitions() + [
            self._counter(
                "lawnik_to_check", self.env._("Nominations of lay judges to check"), NOMINATION,
                lambda: Domain("state", "in", ("received", "checked")), KEEPERS, 32, tone="warning",
                action=nominations,
            ),
            self._counter(
                "lawnik_police", self.env._("Police answers about lay judges overdue"), REQUEST,
                lambda: Domain("is_overdue", "=", True), KEEPERS, 33, tone="danger",
                action="biuro_wybory.biuro_wybory_lawnik_police_request_action",
            ),
        ]  # fmt: skip
