from odoo import models
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

UNITS = "biuro_wybory.biuro_wybory_group_osiedle_user"
CLERK = "biuro_kancelaria.biuro_kancelaria_group_clerk"


class BiuroStart(models.AbstractModel):
    """What waits in the service of units: requests, terms, supervision, money, insurance."""

    _inherit = "biuro.start"

    def _counter_definitions(self):
        # sudo: res.users - the people one acts for
        user = self.env.user.sudo()
        people, cells = user.acting_employee_ids.ids, user.cell_ids.ids
        request, resolution = "biuro.wybory.osiedle.request", "biuro.wybory.osiedle.resolution"
        actions = {
            noun: {"action": f"biuro_wybory.biuro_wybory_osiedle_{noun}_action"}
            for noun in ("request", "resolution", "meeting", "budget_line", "diet_list", "premises", "control",
                         "youth_motion", "insurance")
        }
        waiting = ("received", "registered", "asked", "in_progress")
        return super()._counter_definitions() + [
            self._counter(
                "osiedle_requests_new", self.env._("Requests of units to pass on"), request,
                lambda: Domain("state", "in", ("received", "registered")), UNITS, 30, tone="warning",
                **actions["request"],
            ),
            self._counter(
                "osiedle_requests_waiting", self.env._("Requests of units waiting"), request,
                lambda: Domain("state", "in", waiting), UNITS, 31, **actions["request"],
            ),
            self._counter(
                "osiedle_requests_overdue", self.env._("Requests of units overdue"), request,
                lambda: Domain("is_overdue", "=", True), UNITS, 32, tone="danger", **actions["request"],
            ),
            self._counter(
                "osiedle_resolutions", self.env._("Resolutions of units under supervision"), resolution,
                lambda: Domain("is_open", "=", True), UNITS, 33, **actions["resolution"],
            ),
            self._counter(
                "osiedle_decisions_overdue", self.env._("Supervision of units past its term"), resolution,
                lambda: Domain("is_open", "=", True) & Domain("decision_due", "<", office_today()), UNITS, 34,
                tone="danger", **actions["resolution"],
            ),
            self._counter(
                "osiedle_attendance", self.env._("Meetings of units to be entered"), "biuro.wybory.osiedle.meeting",
                lambda: Domain("state", "in", ("planned", "notified")) & Domain("day", "<", office_today()), UNITS, 35,
                tone="warning", **actions["meeting"],
            ),
            self._counter(
                "osiedle_lines_left", self.env._("Lines of units' money with money left"),
                "biuro.wybory.osiedle.budget.line",
                lambda: Domain("left", ">", 0) & Domain("year", "=", office_today().year), UNITS, 36,
                **actions["budget_line"],
            ),
            self._counter(
                "osiedle_diets", self.env._("Allowances of units to approve or pay"), "biuro.wybory.osiedle.diet.list",
                lambda: Domain("state", "in", ("calculated", "approved")), UNITS, 37, tone="warning",
                **actions["diet_list"],
            ),
            self._counter(
                "osiedle_premises", self.env._("Premises of units whose title ends"), "biuro.wybory.osiedle.premises",
                lambda: Domain("is_ending", "=", True), UNITS, 38, tone="warning", **actions["premises"],
            ),
            self._counter(
                "osiedle_policies", self.env._("Policies of boards that end"), "biuro.wybory.osiedle.insurance",
                lambda: Domain("is_ending", "=", True), UNITS, 39, tone="warning", **actions["insurance"],
            ),
            self._counter(
                "osiedle_controls", self.env._("Replies of units to controls overdue"), "biuro.wybory.osiedle.control",
                lambda: Domain("is_overdue", "=", True), UNITS, 40, tone="danger", **actions["control"],
            ),
            self._counter(
                "osiedle_youth", self.env._("Questions of youth councils overdue"),
                "biuro.wybory.osiedle.youth.motion", lambda: Domain("is_overdue", "=", True), UNITS, 41, tone="danger",
                **actions["youth_motion"],
            ),
            self._counter(
                "my_osiedle_requests", self.env._("Requests of units to answer"), request,
                lambda: Domain("state", "in", ("registered", "in_progress")) & (
                    Domain("responsible_id", "in", people)
                    | (Domain("responsible_id", "=", False) & Domain("department_id", "in", cells))),
                CLERK, 62, tone="warning", **actions["request"],
            ),
        ]
