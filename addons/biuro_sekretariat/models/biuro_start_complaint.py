from odoo import models
from odoo.fields import Domain

from .biuro_sekretariat_complaint import OPEN_STATES


class BiuroStart(models.AbstractModel):
    """The start page counts what citizens wait for."""

    _inherit = "biuro.start"

    def _counter_definitions(self):
        clerk = "biuro_kancelaria.biuro_kancelaria_group_clerk"
        keeper = "biuro_sekretariat.biuro_sekretariat_group_citizens"
        secretary = "biuro_sekretariat.biuro_sekretariat_group_secretary"
        # sudo: res.users - the people one acts for
        people = self.env.user.sudo().acting_employee_ids.ids
        action = {"action": "biuro_sekretariat.biuro_sekretariat_complaint_action"}
        interventions = {"action": "biuro_sekretariat.biuro_sekretariat_intervention_action"}
        return [
            *super()._counter_definitions(),
            self._counter(
                "complaints_to_qualify", self.env._("Complaints and motions to qualify"), "biuro.sekretariat.complaint",
                lambda: Domain("state", "=", "received"), keeper, 24, tone="warning", **action,
            ),
            self._counter(
                "complaints_overdue", self.env._("Complaints and motions overdue"), "biuro.sekretariat.complaint",
                lambda: Domain("is_overdue", "=", True), keeper, 25, tone="danger", **action,
            ),
            self._counter(
                "my_complaints", self.env._("My complaints and motions"), "biuro.sekretariat.complaint",
                lambda: Domain("state", "in", OPEN_STATES) & Domain("clerk_id", "in", people), clerk, 57, **action,
            ),
            self._counter(
                "interventions_open", self.env._("Interventions to answer"), "biuro.sekretariat.intervention",
                lambda: Domain("state", "in", ("received", "asked", "in_reply")), secretary, 26, tone="warning",
                **interventions,
            ),
        ]
