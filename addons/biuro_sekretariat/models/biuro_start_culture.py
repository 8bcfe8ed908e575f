from odoo import fields, models
from odoo.fields import Domain

KANCELARIA = "biuro_kancelaria.biuro_kancelaria_group_"
SEKRETARIAT = "biuro_sekretariat.biuro_sekretariat_group_"
TRAVEL, EXTRACT = "biuro.sekretariat.travel.order", "biuro.sekretariat.culture.extract.request"


class BiuroStart(models.AbstractModel):
    """What waits for the organiser's proxy, for travellers and for those who order trips."""

    _inherit = "biuro.start"

    def _counter_definitions(self):
        # sudo: res.users - the people one acts for
        people = self.env.user.sudo().acting_employee_ids.ids
        mine, orders = Domain("employee_id", "in", people), Domain("ordered_by_id", "in", people)
        over = Domain("state", "in", ("ordered", "in_trip")) & Domain("date_end", "<", fields.Datetime.now())
        requests, trips = (
            f"biuro_sekretariat.biuro_sekretariat_{name}_action" for name in ("culture_extract_request", "travel_order")
        )
        culture, secretary = SEKRETARIAT + "culture", SEKRETARIAT + "secretary"
        clerk, management, auditor = (KANCELARIA + name for name in ("clerk", "management", "auditor"))
        return super()._counter_definitions() + [
            self._counter(
                "extracts_to_issue", self.env._("Extracts to issue or send"), EXTRACT,
                lambda: Domain("state", "in", ("registered", "issued")), culture, 45, tone="warning", action=requests,
            ),
            self._counter(
                "trips_to_order", self.env._("Trips to order"), TRAVEL,
                lambda: Domain("state", "=", "draft") & orders, management, 14, tone="warning", action=trips,
            ),
            self._counter(
                "trips_to_approve", self.env._("Settlements of trips to approve"), TRAVEL,
                lambda: Domain("state", "=", "settled") & orders, management, 15, tone="warning", action=trips,
            ),
            self._counter(
                "trips_to_settle", self.env._("My trips to settle"), TRAVEL, lambda: over & mine, clerk, 57,
                tone="warning", action=trips,
            ),
            self._counter(
                "trips_to_pay", self.env._("Settlements of trips to pay"), TRAVEL,
                lambda: Domain("state", "=", "approved"), f"{secretary},{auditor}", 58, action=trips,
            ),
        ]
