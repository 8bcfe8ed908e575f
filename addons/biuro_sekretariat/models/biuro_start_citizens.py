from odoo import models
from odoo.fields import Domain


class BiuroStart(models.AbstractModel):
    """Counters of petitions and of requests for public information on the start page."""

    _inherit = "biuro.start"

    def _counter_definitions(self):
        keeper = "biuro_sekretariat.biuro_sekretariat_group_citizens"
        petition, request = "biuro.sekretariat.petition", "biuro.sekretariat.info.request"
        open_requests = Domain("state", "in", ("received", "in_progress", "waiting", "prepared"))
        # sudo: res.users - one's own cells
        cells = self.env.user.sudo().cell_ids.ids
        return [
            *super()._counter_definitions(),
            self._counter(
                "petitions_to_publish", self.env._("Petitions to publish"), petition,
                lambda: Domain("is_publication_due", "=", True) & Domain("state", "!=", "cancelled"),
                keeper, 44, tone="warning", action="biuro_sekretariat.biuro_sekretariat_petition_action",
            ),
            self._counter(
                "petitions_new", self.env._("Petitions to check"), petition,
                lambda: Domain("state", "in", ("received", "formal_check")), keeper, 45,
                action="biuro_sekretariat.biuro_sekretariat_petition_action",
            ),
            self._counter(
                "info_requests_open", self.env._("Requests for information"), request, lambda: open_requests, keeper,
                46, action="biuro_sekretariat.biuro_sekretariat_info_request_action",
            ),
            self._counter(
                "info_inputs", self.env._("Public information: my cell answers"), "biuro.sekretariat.info.input",
                lambda: Domain("state", "=", "asked") & Domain("department_id", "in", cells),
                "biuro_kancelaria.biuro_kancelaria_group_manager", 47, tone="warning",
                action="biuro_sekretariat.biuro_sekretariat_info_input_action",
            ),
        ]
