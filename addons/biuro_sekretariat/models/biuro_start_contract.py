from datetime import timedelta

from odoo import models
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

MODEL, ENTRY = "biuro.sekretariat.contract", "biuro.sekretariat.contract.cru.entry"


class BiuroStart(models.AbstractModel):
    """What of the contracts waits for the user."""

    _inherit = "biuro.start"

    def _counter_definitions(self):
        today = office_today()
        # sudo: res.users - the people one acts for and the offices they hold
        people = self.env.user.sudo().acting_employee_ids
        functions = set(people.mapped("office_function"))
        clerk = "biuro_kancelaria.biuro_kancelaria_group_clerk"
        keeper = "biuro_sekretariat.biuro_sekretariat_group_contracts"
        waiting = Domain("state", "in", ("to_prepare", "ready", "rejected"))
        near = Domain("date_ending", ">=", today) & Domain("date_ending", "<=", today + timedelta(days=30))
        action, entries = (
            f"biuro_sekretariat.biuro_sekretariat_contract{name}_action" for name in ("", "_cru_entry"))
        definitions = [
            self._counter(
                "cru_due", self.env._("CRU entries due this week"), ENTRY,
                lambda: waiting & Domain("date_due", "<=", today + timedelta(days=7)), keeper, 24, tone="danger",
                action=entries,
            ),
            self._counter(
                "cru_undecided", self.env._("Contracts to be decided on for the CRU"), MODEL,
                lambda: Domain("cru_state", "=", "undecided"), keeper, 25, tone="warning", action=action,
            ),
            self._counter(
                "contracts_ending", self.env._("My contracts that end within 30 days"), MODEL,
                lambda: near & Domain("owner_id", "in", people.ids),
                clerk, 57, tone="warning", action=action,
            ),
        ]
        if "treasurer" in functions:
            definitions.append(self._counter(
                "to_countersign", self.env._("Contracts to countersign"), MODEL,
                lambda: Domain("state", "=", "countersign") & Domain("countersigned_on", "=", False)
                & Domain("countersign_refused_on", "=", False), clerk, 8, tone="warning", action=action,
            ))
        if "legal_adviser" in functions:
            definitions.append(self._counter(
                "to_give_opinion", self.env._("Contracts waiting for my opinion"), MODEL,
                lambda: Domain("state", "=", "opinion") & Domain("legal_adviser_id", "in", people.ids)
                & Domain("legal_opinion_on", "=", False), clerk, 9, tone="warning", action=action,
            ))
        return super()._counter_definitions() + definitions
