from odoo import models

from .biuro_rada_money_file import amount_text
from .biuro_rada_money_mixin import exact
from .biuro_rada_organization_print import day_text

FEES = {"planned": "planowana", "due": "do zapłaty", "paid": "zapłacona", "waived": "umorzona"}


class BiuroRadaOrganizationFee(models.Model):
    """Fees on paper."""

    _inherit = "biuro.rada.organization.fee"

    def _get_print_row(self):
        """Return one fee as texts: year, instalment, how it was counted, amount, due, budget, paid, state."""
        self.ensure_one()
        return [
            str(self.year),
            f"{self.instalment_no}/{self.instalments}",
            "; ".join(step["text"] for step in self.reasons or []),
            amount_text(exact(self.amount)),
            day_text(self.due_date),
            self.budget_code or "",
            day_text(self.paid_on),
            FEES[self.state],
        ]
