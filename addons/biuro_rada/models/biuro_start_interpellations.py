from odoo import models
from odoo.fields import Domain


class BiuroStart(models.AbstractModel):
    """The start page counts what councillors wait for."""

    _inherit = "biuro.start"

    def _counter_definitions(self):
        office, chair, keeper = (f"biuro_rada.biuro_rada_group_{name}" for name in ("user", "chair", "statement"))
        clerk = "biuro_kancelaria.biuro_kancelaria_group_clerk"
        # sudo: res.users - the people one acts for
        people = self.env.user.sudo().acting_employee_ids.ids
        interpellation, complaint = "biuro.rada.interpellation", "biuro.rada.complaint"
        action = {"action": "biuro_rada.biuro_rada_interpellation_action"}
        return [
            *super()._counter_definitions(),
            self._counter(
                "interpellations_with_chair", self.env._("Interpellations with the chair"), interpellation,
                lambda: Domain("state", "=", "received") & Domain("is_historical", "=", False),
                f"{office},{chair}", 9, tone="warning", **action,
            ),
            self._counter(
                "interpellations_overdue", self.env._("Interpellations overdue"), interpellation,
                lambda: Domain("is_overdue", "=", True), office, 10, tone="danger", **action,
            ),
            self._counter(
                "interpellations_to_publish", self.env._("Interpellations and replies to publish"), interpellation,
                lambda: Domain("to_publish", "in", ["question", "reply"]), office, 11, tone="warning", **action,
            ),
            self._counter(
                "council_complaints", self.env._("Complaints to the Council"), complaint,
                lambda: Domain("state", "in", ("received", "committee", "council", "settled")), office, 27,
                action="biuro_rada.biuro_rada_complaint_action",
            ),
            self._counter(
                "help_requests", self.env._("Requests of councillors"), "biuro.rada.help.request",
                lambda: Domain("state", "in", ("new", "in_progress")), office, 28,
                action="biuro_rada.biuro_rada_help_request_action",
            ),
            self._counter(
                "statements_uploaded", self.env._("Property statements to take in"), "biuro.rada.statement",
                lambda: Domain("uploaded_on", "!=", False) & Domain("state", "in", ("expected", "called")), keeper, 29,
                tone="warning", action="biuro_rada.biuro_rada_statement_action",
            ),
            self._counter(
                "my_interpellations", self.env._("My interpellations to answer"), interpellation,
                lambda: Domain("state", "in", ("received_by_mayor", "in_progress"))
                & Domain("is_historical", "=", False) & Domain("responsible_id", "in", people),
                clerk, 60, tone="warning", **action,
            ),
        ]
