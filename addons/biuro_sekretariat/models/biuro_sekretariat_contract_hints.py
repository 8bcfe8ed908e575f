from odoo import api, fields, models
from odoo.tools import float_compare

from odoo.addons.biuro_kancelaria.law.terms import add_months

from .biuro_sekretariat_contract import BINDING


class BiuroSekretariatContract(models.Model):
    """Hints and checks: similar contracts, warnings, payments that do not add up."""

    _inherit = "biuro.sekretariat.contract"

    @api.depends("payment_ids.amount", "payment_ids.is_paid", "payment_ids.date", "value_gross", "value_total")
    def _compute_paid(self):
        for contract in self:
            paid = contract.payment_ids.filtered("is_paid")
            contract.paid_total = sum(paid.mapped("amount"))
            contract.payment_next = min((contract.payment_ids - paid).filtered("date").mapped("date"), default=False)
            planned, owed = sum(contract.payment_ids.mapped("amount")), contract.value_gross or contract.value_total
            contract.payment_mismatch = bool(
                contract.payment_ids and owed and contract.value_basis == "total"
                and float_compare(planned, owed, precision_digits=2)
            )

    @api.depends("date_end", "notice_period", "notice_unit")
    def _compute_date_notice(self):
        for contract in self:
            end, count = contract.date_end, contract.notice_period
            if not (end and count):
                contract.date_notice = False
            elif contract.notice_unit == "months":
                contract.date_notice = add_months(end, -count)
            else:
                contract.date_notice = fields.Date.subtract(
                    end, days=count if contract.notice_unit == "days" else 7 * count)

    @api.depends("date_end", "state")
    def _compute_date_ending(self):
        for contract in self:
            contract.date_ending = contract.state in BINDING and contract.date_end

    @api.depends("date_end", "state")
    def _compute_days_left(self):
        today = self._today()
        for contract in self:
            runs = contract.date_end and contract.state in BINDING
            contract.days_left = (contract.date_end - today).days if runs else 0

    @api.depends("partner_id", "contract_number", "date_signed")
    def _compute_duplicates(self):
        """Registrations with the same contractor, number and date: a warning, not an error."""
        known = {}
        partners, days = self.partner_id.ids, [day for day in self.mapped("date_signed") if day]
        if partners and days:
            # sudo: own model - filtered by the rules of the user below
            found = self.sudo().search_fetch(
                [("partner_id", "in", partners), ("date_signed", "in", days),
                 ("state", "not in", ("annulled", "not_concluded"))],
                ["partner_id", "contract_number", "date_signed"], limit=1000,
            )
            readable = found.sudo(False)._filtered_access("read")
            for twin in readable:
                key = (twin.partner_id, (twin.contract_number or "").strip().lower(), twin.date_signed)
                known[key] = known.get(key, self.browse()) | twin
        for contract in self:
            key = (contract.partner_id, (contract.contract_number or "").strip().lower(), contract.date_signed)
            contract.duplicate_ids = known.get(key, self.browse()) - contract._origin if contract.date_signed else False

    @api.depends(
        "public_level", "payment_mismatch", "duplicate_ids", "money", "countersign_refused_on", "countersigned_on",
        "countersign_order_id", "council_notified_on", "rio_notified_on", "dpa_required", "dpa_id",
    )
    def _compute_warning(self):
        for contract in self:
            contract.warning = "\n".join(contract._get_warnings()) or False

    def _get_warnings(self):
        """Return sentences (list of str) that the person who looks at the contract should know."""
        self.ensure_one()
        lines = []
        if self.public_level == "restricted" and self.money == "spending":
            lines.append(self.env._(
                "Clauses that keep contracts on public money secret are mostly void (ustawa o finansach publicznych "
                "art. 35). Restrict only what an act allows, and name it under “Excluded from openness”."))
        if self.countersign_refused_on and not self.countersigned_on:
            lines.append(self.env._(
                "The Treasurer refused the countersignature. Without it the contract has no effect; the superior may "
                "order it in writing (ustawa o samorządzie gminnym art. 46 ust. 4)."))
        if self.countersign_order_id and not (self.council_notified_on and self.rio_notified_on):
            lines.append(self.env._(
                "After a countersignature on a written order the Council and the RIO must be notified "
                "(ustawa o samorządzie gminnym art. 46 ust. 4)."))
        if self.payment_mismatch:
            lines.append(self.env._("The planned payments do not add up to the value of the contract."))
        if self.dpa_required and not self.dpa_id:
            lines.append(self.env._("Personal data are entrusted: link the data processing agreement (RODO art. 28)."))
        return lines
