from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import day_text
from odoo.addons.biuro_kancelaria.tools import office_today

EFFECTS = {"value_change", "new_end", "date", "subject", "change"}


class BiuroSekretariatContractAmendment(models.Model):
    """Amendment (aneks) to a contract. It binds, changes the contract and is reported when it is registered."""

    _name = "biuro.sekretariat.contract.amendment"
    _description = "Amendment"
    _inherit = ["biuro.sekretariat.contract.part.mixin", "biuro.guard.mixin"]
    _part_open_after_register = True
    _order = "contract_id, number, id"
    _rec_name = "subject"

    contract_id = fields.Many2one(
        "biuro.sekretariat.contract", "Contract", required=True, index=True, ondelete="cascade",
    )
    state = fields.Selection(
        [("draft", "Draft Amendment"), ("registered", "Amendment Registered")], default="draft", required=True,
        readonly=True, copy=False,
    )
    number = fields.Integer(readonly=True, copy=False, aggregator=None)
    date = fields.Date("Concluded On", required=True, default=lambda self: office_today())
    subject = fields.Char("What It Changes", required=True)
    change = fields.Selection(
        [("amendment", "Amendment"), ("party", "Data of a Party"), ("assignment", "Assignment to Another Party")],
        "Reported As", required=True, default="amendment",
    )
    value_change = fields.Monetary("Change of the Net Value", help="With a minus when the value falls.")
    currency_id = fields.Many2one(related="contract_id.currency_id")
    new_end = fields.Date("New Last Day")
    old_end = fields.Date("Last Day Before", readonly=True, copy=False)
    countersigned_by_id = fields.Many2one("hr.employee", "Countersigned By", readonly=True, copy=False)
    countersigned_on = fields.Date(readonly=True, copy=False)

    _number_uniq = models.UniqueIndex(
        "(contract_id, number) WHERE number > 0", "This number of an amendment is taken already. Try again.",
    )

    @api.depends("number", "subject")
    def _compute_display_name(self):
        for line in self:
            line.display_name = self.env._("Amendment %(number)s: %(subject)s", number=line.number or "–",
                                           subject=line.subject or "")

    @api.constrains("date", "new_end", "contract_id")
    def _check_dates(self):
        for line in self:
            contract = line.contract_id
            if contract.date_signed and line.date < contract.date_signed:
                raise ValidationError(self.env._(
                    "An amendment cannot be dated before its contract, concluded on %s. Correct the date.",
                    day_text(contract.date_signed)))
            if line.new_end and contract.date_start and line.new_end < contract.date_start:
                raise ValidationError(self.env._("A contract cannot end before it begins. Correct the dates."))

    def write(self, vals):
        if not self.env.su and EFFECTS & vals.keys() and any(line.state == "registered" for line in self):
            raise UserError(self.env._("A registered amendment cannot be changed. Register one that corrects it."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_registered(self):
        if any(line.state == "registered" for line in self):
            raise UserError(self.env._("A registered amendment cannot be deleted. Register one that corrects it."))

    def action_countersign(self):
        """The Treasurer countersigns amendments that raise what the office pays (USG art. 46 ust. 3).

        :return: True
        :raise AccessError: not the Treasurer
        """
        self.check_access("read")
        employee = self.contract_id._check_function("treasurer")
        # sudo: own model - the Treasurer countersigns what the cell wrote; the function was checked above
        self.sudo().write({"countersigned_by_id": employee.id, "countersigned_on": office_today()})
        return True

    def action_register(self):
        """Register amendments: each gets the next number of its contract, changes it and is reported to the CRU.

        :return: True
        :raise UserError: registered already, the contract does not bind, a date to come, a countersignature is missing
        Legal source: UFP art. 34a ust. 7 pkt 10 i ust. 10; USG art. 46 ust. 3.
        """
        self.check_access("write")
        for line in self:
            contract = line.contract_id
            contract.check_access("write")
            if line.state == "registered":
                raise UserError(self.env._("“%s” is registered already.", line.display_name))
            if contract.state not in ("registered", "active"):
                raise UserError(self.env._("Only a registered contract that has not ended can be amended."))
            if line.date > office_today():
                raise UserError(self.env._("The day of the conclusion cannot be later than today."))
            if contract.money == "spending" and line.value_change > 0 and not line.countersigned_on:
                raise UserError(self.env._("A contract that gives rise to money obligations needs the Treasurer's "
                                           "countersignature."))
            if contract.value_total + line.value_change < 0:
                raise UserError(self.env._("The value of a contract cannot fall below zero."))
            # sudo: own model, contract - written by this verb alone; access was checked above
            contract = contract.sudo()
            number = max(contract.amendment_ids.mapped("number"), default=0) + 1
            line.sudo().write({"number": number, "state": "registered", "old_end": contract.date_end})
            if line.new_end:
                # the amendment itself is reported below
                contract.with_context(biuro_cru_reported=True).write(
                    {"date_end": line.new_end, "is_indefinite": False})
            contract._sync_terms()
            contract._cru_report(line.change, line.date, comment=line._get_comment(), amendment=line)
            contract.message_post(body=line.display_name)
        return True

    def _get_comment(self):
        """Return the short description of the change that the central register is told (str, Polish)."""
        self.ensure_one()
        parts = [f"Aneks nr {self.number}: {self.subject}"]
        if self.new_end:
            parts.append(f"nowy termin zakończenia {self.new_end:%d.%m.%Y}")
        return "; ".join(parts)
