from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.terms import add_months

from ..law import cru
from .biuro_sekretariat_contract import LAW_KINDS

# a change of one of these is a correction of the data that the central register holds
CRU_FIELDS = {
    "cru_number", "cru_no_number", "contract_number", "is_indefinite", "period_number", "period_unit", "date_start",
    "subject", "cru_value", "cru_value_note", "value_net", "value_basis", "option_net", "option_months", "planned_net",
    "foreign_funds",
}
REASON_CODES = [
    ("order", "Order in a Form That Obliges"), ("oral", "Oral Order, Reported Voluntarily"),
    ("not_order", "No Procurement Order"), ("before", "Concluded before 1 July 2026"),
    ("pzp_11", "Art. 11 ust. 2 pkt 1 of the Procurement Law"), ("pzp_14", "Art. 14 of the Procurement Law"),
    ("defence", "Defence and Security"), ("health", "Health Services Published by NFZ"),
    ("special", "Special Services, Army Units, Foreign Posts"), ("other", "Other Reason"),
]
# states of an entry, the one that says most about the contract first
STATE_ORDER = ("rejected", "to_prepare", "ready", "sent", "published", "withdrawn", "not_required")


class BiuroSekretariatContract(models.Model):
    """Duty to report to the Central Register of Contracts (UFP art. 34a, 34b)."""

    _inherit = "biuro.sekretariat.contract"

    cru_number = fields.Char(
        "Number in the CRU", compute="_compute_cru_number", store=True, readonly=False,
        help="Number of the contract, where one was given (UFP art. 34a ust. 7 pkt 1).",
    )
    cru_no_number = fields.Boolean("No Number Was Given")
    cru_value = fields.Monetary(
        "Value for the CRU", currency_field="pln_id", compute="_compute_cru_value", store=True, readonly=False,
        help="Net, with options and renewals, in zł; an indefinite contract for 48 months.",
    )
    cru_value_reasons = fields.Json("How the Value Was Set", compute="_compute_cru_value", store=True)
    cru_value_note = fields.Char("Description of the Value", help="In words of one's own; not the amount in words.")
    cru_status = fields.Selection(
        [("active", "Active in the CRU"), ("inactive", "Inactive in the CRU")], "Status in the CRU",
        compute="_compute_cru_status",
    )
    cru_decision = fields.Selection(
        [("yes", "Reported"), ("no", "Not Reported"), ("voluntary", "Reported Voluntarily")],
        "Decision on the CRU", readonly=True, copy=False, tracking=True,
    )
    cru_reason_code = fields.Selection(REASON_CODES, "Reason", readonly=True, copy=False)
    cru_reason = fields.Char("Reason in Words", readonly=True, copy=False)
    cru_decided_by_id = fields.Many2one("res.users", "Decided By", readonly=True, copy=False)
    cru_decided_on = fields.Date("Decided On", readonly=True, copy=False)
    cru_proposal = fields.Json("What the Law Says", compute="_compute_cru_proposal")
    cru_proposal_text = fields.Char("Proposal", compute="_compute_cru_proposal")
    cru_entry_ids = fields.One2many(
        "biuro.sekretariat.contract.cru.entry", "contract_id", "Entries in the CRU", readonly=True, copy=False,
    )
    cru_state = fields.Selection(
        [
            ("undecided", "To Be Decided"), ("not_required", "Not Required"), ("to_prepare", "To Prepare"),
            ("ready", "Ready"), ("sent", "Sent"), ("published", "Published in the CRU"), ("rejected", "Rejected"),
            ("withdrawn", "Withdrawn from the CRU"),
        ],
        "CRU", compute="_compute_cru_state", store=True, compute_sudo=True, index="btree_not_null",
    )
    cru_due = fields.Date(
        "CRU Due", compute="_compute_cru_state", store=True, compute_sudo=True, index="btree_not_null",
        help="The nearest day by which the central register must be told something.",
    )
    cru_external_id = fields.Char("Identifier in the CRU", compute="_compute_cru_external_id")
    cru_removal_on = fields.Date(
        "Removed from the CRU From", compute="_compute_cru_removal_on",
        help="Five years after the end of the year in which the contract ceased to bind (UFP art. 34b ust. 6).",
    )

    # Computed

    @api.depends("contract_number")
    def _compute_cru_number(self):
        for contract in self:
            contract.cru_number = contract.contract_number or contract.cru_number

    @api.depends(
        "value_total", "value_basis", "option_net", "option_months", "planned_net", "value_undefined", "is_indefinite",
        "date_start", "date_end", "period_number", "period_unit", "currency_id",
    )
    def _compute_cru_value(self):
        for contract in self:
            if contract.currency_id.name != "PLN":
                # the office converts: the regulation names no rate
                contract.cru_value_reasons, contract.cru_value = False, contract.cru_value or 0.0
                continue
            try:
                result = cru.value(**contract._get_value_facts())
            except LawError as error:
                contract.cru_value = 0.0
                contract.cru_value_reasons = [{"rule": "cru_value", "article": "CRUR", "text": error.sentence}]
            else:
                contract.cru_value, contract.cru_value_reasons = float(result["value"]), result["reasons"]

    @api.depends(
        "value_net", "value_total", "value_basis", "is_indefinite", "date_start", "date_end", "period_number",
        "period_unit",
    )
    def _compute_value_whole(self):
        for contract in self:
            whole = contract.value_total
            if contract.value_basis == "monthly":
                months = cru.INDEFINITE_MONTHS if contract.is_indefinite else contract._get_months() or 1
                whole += contract.value_net * (months - 1)
            contract.value_whole = whole

    def _get_value_facts(self):
        """Return the arguments of ``law.cru.value`` (dict)."""
        self.ensure_one()
        money = self._money
        facts = {"indefinite": self.is_indefinite, "options": money(self.option_net)}
        if self.value_undefined:
            return {"planned": money(self.planned_net) or None, "indefinite": self.is_indefinite}
        if self.value_basis == "monthly":
            # what amendments add is added to the sum of the months, not to the month
            changed = money(self.value_total - self.value_net)
            facts["options"] = max(facts["options"] + changed, money(0))
            return {
                **facts, "monthly": money(self.value_net), "months": self._get_months() or None,
                "option_months": self.option_months,
            }
        return {**facts, "total": money(self.value_total)} if self.value_total else facts

    def _get_months(self):
        """Return for how many whole months the contract is concluded (int); a month begun counts."""
        self.ensure_one()
        if self.period_number and self.period_unit in ("months", "years"):
            return self.period_number * (12 if self.period_unit == "years" else 1)
        first, last = self.date_start or self.date_signed, self.date_end
        if not (first and last) or last < first:
            return 0
        months = (last.year - first.year) * 12 + last.month - first.month
        return months + (add_months(first, months) <= last)

    @api.depends("state", "date_ended")
    def _compute_cru_status(self):
        for contract in self:
            contract.cru_status = "inactive" if contract.date_ended else "active"

    @api.depends("kind", "is_order", "money", "form", "date_signed")
    def _compute_cru_proposal(self):
        for contract in self:
            result = contract._ask_cru()
            contract.cru_proposal = result["reasons"] if result else False
            contract.cru_proposal_text = result["why"] if result else False

    def _get_law_kind(self):
        """Return the kind that the law knows (str): an order is told by its mark, the rest by the kind."""
        self.ensure_one()
        if self.is_order:
            return "order"
        if self.money == "income":
            return "sale"
        return LAW_KINDS.get(self.kind, "other")

    def _ask_cru(self):
        """Return what the law says of one contract (dict of ``law.cru.cru``), or None while it is not concluded."""
        self.ensure_one()
        if not self.date_signed:
            return None
        return cru.cru(self._get_law_kind(), self.form, self.date_signed, self.money == "income")

    @api.depends(
        "cru_entry_ids.state", "cru_entry_ids.date_due", "cru_entry_ids.kind", "cru_decision", "state", "is_order",
        "form", "money", "kind", "date_signed",
    )
    def _compute_cru_state(self):
        for contract in self:
            entries = contract.cru_entry_ids
            open_ones = entries.filtered(lambda entry: entry.state in ("to_prepare", "ready", "sent", "rejected"))
            contract.cru_due = min(open_ones.filtered("date_due").mapped("date_due"), default=False)
            drafted = contract.state in ("draft", "opinion", "countersign", "not_concluded")
            if drafted or not (contract.cru_decision or contract.date_signed):
                contract.cru_state = False
            elif not contract.cru_decision and contract.state == "annulled":
                contract.cru_state = "not_required"
            elif not contract.cru_decision and not entries:
                law = contract._ask_cru()
                # who decides says what is not certain; a contract of before the register needs no decision
                contract.cru_state = (
                    "not_required" if contract.date_signed < cru.FIRST_DAY else "undecided"
                ) if law else False
            else:
                states = set(entries.mapped("state"))
                contract.cru_state = next((state for state in STATE_ORDER if state in states), "not_required")

    @api.depends("cru_entry_ids.external_id")
    def _compute_cru_external_id(self):
        for contract in self:
            contract.cru_external_id = next(filter(None, contract.cru_entry_ids.mapped("external_id")), False)

    @api.depends("date_ended", "cru_entry_ids.state")
    def _compute_cru_removal_on(self):
        for contract in self:
            published = "published" in contract.cru_entry_ids.mapped("state")
            contract.cru_removal_on = contract.date_ended and published and cru.removal_day(contract.date_ended)

    def action_open_cru_entries(self):
        """Open the entries of the contract. Return the window action (dict)."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "biuro_sekretariat.biuro_sekretariat_contract_cru_entry_action"),
            "domain": [("contract_id", "=", self.id)], "context": {},
        }

    # The duty

    def write(self, vals):
        result = super().write(vals)
        if CRU_FIELDS & vals.keys():
            self._cru_note_change("correction")
        return result

    def _cru_open(self):
        """Open the first entry of contracts that the law obliges to report, and let its term run. Runs as superuser.

        The term runs from the conclusion whether anybody has decided yet or not; a decision not to report ends it.
        """
        for contract in self:
            if contract.cru_decision or contract.cru_entry_ids.filtered(lambda entry: entry.state != "not_required"):
                continue
            law = contract._ask_cru()
            if law and law["required"]:
                contract._cru_new_entry("first", contract.date_signed)

    def _cru_new_entry(self, kind, day, **values):
        """Create an entry of one contract and start its term. Runs as superuser."""
        self.ensure_one()
        number = max(self.cru_entry_ids.mapped("number"), default=0) + 1
        entry = self.env["biuro.sekretariat.contract.cru.entry"].sudo().create({  # sudo: own part, made by verbs alone
            "contract_id": self.id, "kind": kind, "number": number, "change_date": day, "state": "to_prepare", **values,
        })
        if kind != "withdrawal":
            entry._start_term(day)
        return entry

    def action_cru_decide(self, decision, reason_code, reason=None):
        """Decide whether contracts go to the central register.

        :param str decision: ``yes``, ``no`` or ``voluntary``
        :param str reason_code: a key of ``cru_reason_code``
        :param str reason: in words; required against the proposal of the law and with ``other``
        :return: True
        :raise UserError: not concluded, reported already, a decision that the law does not allow without a reason
        Legal source: UFP art. 34a ust. 1-6.
        """
        self.check_access("write")
        reason = (reason or "").strip()
        if decision not in ("yes", "no", "voluntary"):
            raise ValidationError(self.env._("A decision is: yes, no or voluntary."))
        if reason_code not in dict(REASON_CODES):
            raise ValidationError(self.env._("Choose the reason of the decision."))
        for contract in self:
            law = contract._ask_cru()
            if not law or contract.state == "annulled":
                raise UserError(self.env._("Decide on a contract that has been concluded."))
            if decision == "no" and contract._is_in_cru():
                raise UserError(self.env._(
                    "“%s” has been reported already. Withdraw its entry instead.", contract.display_name))
            excepted = reason_code in cru.EXCLUSIONS
            if (decision == "no") == law["required"] and not excepted and not reason:
                raise UserError(self.env._(
                    "The law says otherwise: %s Give the reason of your decision in words.", law["why"]))
            if reason_code == "other" and not reason:
                raise UserError(self.env._("Give the reason."))
            # sudo: own model, entries - written by this verb alone; access was checked above
            own = contract.sudo()
            own.write({
                "cru_decision": decision, "cru_reason_code": reason_code, "cru_reason": reason or law["why"],
                "cru_decided_by_id": self.env.uid, "cru_decided_on": self._today(),
            })
            if decision == "no":
                own.cru_entry_ids._drop(own.cru_reason)
            elif not own.cru_entry_ids.filtered(lambda entry: entry.state != "not_required"):
                own._cru_new_entry("first", own.date_signed)
        return True

    def _is_in_cru(self):
        """Tell whether the central register has, or is about to have, data of one contract (bool)."""
        self.ensure_one()
        # sudo: entries of the record itself
        return any(entry.state in ("sent", "published") for entry in self.sudo().cru_entry_ids)

    def _cru_report(self, event, day, comment=None, amendment=None):
        """Open the update that a happening demands; a correction where the register was told something wrong.

        :param str event: a key of ``law.cru.CHANGE_OF``
        :param day: the day of the cause
        :param str comment: short description, public
        :param amendment: ``biuro.sekretariat.contract.amendment``, if it is one
        """
        Entry = self.env["biuro.sekretariat.contract.cru.entry"]
        for contract in self.sudo():  # sudo: entries - the duty comes from the law, whoever notes the change
            told = contract.cru_entry_ids.filtered(lambda entry: entry.state not in ("not_required", "withdrawn"))
            if not told or contract.cru_decision == "no":
                continue
            change = cru.change(event, day, contract.date_signed)
            Entry |= contract._cru_new_entry(
                "correction" if change["change_kind"] == "TSU01" else "update", day,
                change_kind=change["change_kind"], comment=comment or False, amendment_id=amendment and amendment.id,
            )
        return Entry

    def _cru_note_change(self, event):
        """Data of contracts were written directly: what the register already has must be told of it.

        Until the first entry has left, nothing is reported: it will hold the new data.
        """
        if self.env.su and self.env.context.get("biuro_cru_reported"):
            return
        for contract in self.sudo():  # sudo: entries - as above
            if not contract._is_in_cru() or contract.state not in ("registered", "active", "ended"):
                continue
            kind = cru.CHANGE_OF[event]
            waiting = contract.cru_entry_ids.filtered(
                lambda entry, kind=kind: entry.change_kind == kind and entry.state in ("to_prepare", "ready"))
            if waiting:
                waiting.filtered(lambda entry: entry.state == "ready")._back()
            else:
                contract._cru_report(event, self._today())

    @api.model
    def _cru_plan_removals(self):
        """Open the withdrawal of data that may stand in the register no longer (UFP art. 34b ust. 6)."""
        # data of the year y go on the first of January of y + 6
        last = date(self._today().year - 6, 12, 31)
        old = self.search([
            ("date_ended", "<=", last), ("cru_state", "=", "published"),
        ], limit=2000).filtered(
            lambda contract: not contract.cru_entry_ids.filtered(lambda entry: entry.kind == "withdrawal"))
        for contract in old:
            contract._cru_new_entry(
                "withdrawal", self._today(), removal_on=contract.cru_removal_on,
                comment="Upłynęło 5 lat od końca roku, w którym umowa przestała obowiązywać",
            )

    def action_cru_withdraw(self, reason):
        """Withdraw contracts from the central register: they were entered by mistake.

        :param str reason: why
        :return: True
        :raise UserError: not in the register
        """
        self.check_access("write")
        reason = self._check_text(reason)
        for contract in self:
            if not contract._is_in_cru():
                raise UserError(self.env._("“%s” is not in the central register.", contract.display_name))
            # sudo: entries - written by this verb alone; access was checked above
            contract.sudo()._cru_new_entry("withdrawal", self._today(), comment=reason, removal_on=self._today())
        return True
