from odoo import models
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

FINANCE, CHAIR = "biuro_rada.biuro_rada_group_finance", "biuro_rada.biuro_rada_group_chair"
OFFICE = "biuro_rada.biuro_rada_group_user"
MONTH, LIST, TRIP = "biuro.rada.diet.month", "biuro.rada.diet.list", "biuro.rada.trip"


class BiuroStart(models.AbstractModel):
    """What waits for those who handle councillors' money, for the chair and for the keeper of memberships."""

    _inherit = "biuro.start"

    def _counter_definitions(self):
        me = self.env.uid
        months, lists, trips, fees = (
            f"biuro_rada.biuro_rada_{name}_action" for name in ("diet_month", "diet_list", "trip", "organization_fee")
        )
        others = Domain("calculated_by_id", "!=", me)
        return super()._counter_definitions() + [
            self._counter(
                "council_months", self.env._("Allowances to count, check or approve"), MONTH,
                lambda: Domain("state", "=", "draft") | (Domain("state", "in", ("calculated", "checked")) & others),
                FINANCE, 22, tone="warning", action=months,
            ),
            self._counter(
                "council_lists", self.env._("Payment lists to approve or pay"), LIST,
                lambda: Domain("state", "=", "approved")
                | (Domain("state", "=", "prepared") & Domain("prepared_by_id", "!=", me)),
                FINANCE, 23, tone="warning", action=lists,
            ),
            self._counter(
                "council_trips_to_order", self.env._("Councillors' trips to order"), TRIP,
                lambda: Domain("state", "=", "draft"), f"{CHAIR},{FINANCE}", 48, tone="warning", action=trips,
            ),
            self._counter(
                "council_fees_due", self.env._("Membership fees due or overdue"), "biuro.rada.organization.fee",
                lambda: Domain("state", "in", ("planned", "due")) & Domain("due_date", "<=", office_today()),
                OFFICE, 49, tone="danger", action=fees,
            ),
        ]  # fmt: skip
