from datetime import timedelta

from odoo import models
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

OFFICE = "biuro_rada.biuro_rada_group_user"


class BiuroStart(models.AbstractModel):
    """What of drafts and resolutions waits for the user."""

    _inherit = "biuro.start"

    def _counter_definitions(self):
        today = office_today()
        clerk = "biuro_kancelaria.biuro_kancelaria_group_clerk"
        # sudo: hr.employee - the cell of the user
        cell = self.env.user._biuro_employee().sudo().department_id
        mine = Domain("author_id", "=", self.env.uid) & Domain("state", "=", "asked")
        open_execution = Domain("status", "in", ("not_started", "in_progress"))
        return super()._counter_definitions() + [
            self._counter(
                "supervision_to_send", self.env._("Resolutions to send to supervision this week"),
                "biuro.rada.supervision",
                lambda: Domain("state", "=", "to_send") & Domain("submit_deadline", "<=", today + timedelta(days=7)),
                OFFICE, 11, tone="danger", action="biuro_rada.biuro_rada_supervision_action",
            ),
            self._counter(
                "draft_opinions", self.env._("Opinions on drafts that I am asked for"), "biuro.rada.draft.opinion",
                lambda: mine, clerk, 61, tone="warning", action="biuro_rada.biuro_rada_draft_opinion_action",
            ),
            self._counter(
                "resolutions_to_sign", self.env._("Resolutions to sign"), "biuro.rada.resolution",
                lambda: Domain("signed_on", "=", False),
                f"{OFFICE},biuro_rada.biuro_rada_group_chair", 13,
                action="biuro_rada.biuro_rada_resolution_action",
            ),
            self._counter(
                "execution_overdue", self.env._("Resolutions my cell has not executed in time"),
                "biuro.rada.execution",
                lambda: open_execution & Domain("due", "<", today) & Domain("department_id", "in", cell.ids),
                clerk, 62, tone="danger", action="biuro_rada.biuro_rada_execution_action",
            ),
        ]  # fmt: skip
