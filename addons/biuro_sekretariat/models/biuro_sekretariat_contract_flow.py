import base64
import binascii

from odoo import fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.biuro_kancelaria.law import inputs
from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.terms import add_months

from .biuro_sekretariat_contract import AGREEMENTS, BINDING

UNITS = {"days": "days", "months": "months", "years": "years"}


class BiuroSekretariatContract(models.Model):
    """Verbs: from the draft through opinion and countersignature to the register, and to the end."""

    _inherit = "biuro.sekretariat.contract"

    # Helpers

    def _parse_day(self, argument, value, required=True):
        """Return a day given over RPC as text, or as a date by Python code."""
        try:
            return inputs.day(argument, value, required=required)
        except LawError as error:
            raise ValidationError(str(error)) from error

    def _past_day(self, argument, value, required=False):
        """Return a day that is not to come; today when it is not given."""
        day = self._parse_day(argument, value, required=required) or self._today()
        if day > self._today():
            raise UserError(self.env._("The day cannot be later than today."))
        return day

    def _check_text(self, text):
        text = (text or "").strip() if isinstance(text, str) else ""
        if not text:
            raise UserError(self.env._("Give the reason."))
        return text

    def _find_function(self, function):
        """Return the employee (hr.employee, one or none) who holds a function in the office."""
        # sudo: hr.employee - who holds an office is public
        return self.env["hr.employee"].sudo().search([
            ("office_function", "=", function), ("company_id", "in", (self.company_id or self.env.company).ids),
        ], limit=1).sudo(False)

    def _check_function(self, *functions):
        """Return the employee of the user who holds one of the functions, also as a substitute; AccessError if none."""
        # sudo: res.users, hr.employee - whom the user acts for and which offices they hold
        acting = self.env.user.sudo().acting_employee_ids.filtered(lambda person: person.office_function in functions)
        if not acting:
            if self.env.su:
                return self.env.user._biuro_employee()
            labels = dict(self.env["hr.employee"]._fields["office_function"]._description_selection(self.env))
            raise AccessError(self.env._(
                "Only these people may do this: %s.", ", ".join(labels[function] for function in functions)))
        # the own office goes before that of a person one stands in for
        own = acting.filtered(lambda person: person.user_id == self.env.user)
        return (own or acting)[0].sudo(False)

    def _log_step(self, kind, note=None, employee=None):
        employee = employee or self.env.user._biuro_employee()
        # sudo: biuro.sekretariat.contract.step - written by the verbs alone, each checks who may act
        self.env["biuro.sekretariat.contract.step"].sudo().create([
            {
                "contract_id": contract.id, "kind": kind, "note": note or False, "employee_id": employee.id,
                "user_id": self.env.uid,
            }
            for contract in self
        ])

    def _ask(self, employee, summary):
        """Plan an activity of an employee who has an account."""
        # sudo: hr.employee, mail.activity - the verb asks on behalf of the caller
        user = employee.sudo().user_id
        if user:
            for contract in self.sudo():
                contract.activity_schedule("mail.mail_activity_data_todo", summary=summary, user_id=user.id)

    def _asked_done(self, employee):
        # sudo: mail.activity - the person has just done what was asked
        self.sudo().activity_ids.filtered(lambda line: line.user_id == employee.sudo().user_id).action_done()

    # Consent

    def _attach(self, name, content):
        """Return a new attachment (ir.attachment) of one contract."""
        self.ensure_one()
        try:
            raw = base64.b64decode(content or "", validate=True)
        except (TypeError, ValueError, binascii.Error):
            raise ValidationError(self.env._("The file did not arrive whole. Send it again in base64.")) from None
        if not raw or not (name or "").strip():
            raise UserError(self.env._("Attach the file of the document."))
        return self.env["ir.attachment"].create({
            "name": name, "raw": raw, "res_model": self._name, "res_id": self.id,
        })

    def action_to_draft(self, reason):
        """Return contracts that are not registered yet to the draft.

        :param str reason: why
        :return: True
        """
        reason = self._check_text(reason)
        self.check_access("write")
        self._move_to("draft", {
            "date_signed": False, "legal_opinion_by_id": False, "legal_opinion_on": False,
            "countersigned_by_id": False, "countersigned_on": False, "countersign_refused_on": False,
        })
        self._log_step("returned", reason)
        # sudo: biuro.sekretariat.contract.cru.entry - what was not concluded is not reported
        self.sudo().cru_entry_ids._drop(reason)
        return True

    def action_not_concluded(self, reason):
        """Note that drafts came to nothing.

        :param str reason: why
        :return: True
        """
        reason = self._check_text(reason)
        self._move_to("not_concluded", {"not_concluded_reason": reason})
        self.sudo().activity_ids.unlink()  # sudo: mail.activity - nobody has to do anything more
        # sudo: biuro.sekretariat.contract.cru.entry - as above
        self.sudo().cru_entry_ids._drop(reason)
        return True

    # Conclusion and registration

    def action_sign(self, date_signed=None, place=None):
        """Note the conclusion of contracts. From now on the term for the central register runs.

        :param date_signed: day of the conclusion (string date), today by default
        :param str place: where
        :return: True
        :raise UserError: a day to come, or a state that does not allow it
        """
        day = self._past_day("date_signed", date_signed)
        for contract in self:
            if any(line.date < day for line in contract.amendment_ids):
                raise UserError(self.env._("An amendment is dated before the contract. Correct its date."))
        self._move_to("signed", {"date_signed": day, **({"place_signed": place} if place else {})})
        # sudo: biuro.sekretariat.contract.cru.entry - the duty comes from the law, whoever notes the conclusion
        self.sudo()._cru_open()
        return True

    def action_register(self, date=None):
        """Enter contracts in the register: ``U/n/yyyy``, agreements between authorities ``P/n/yyyy``.

        :param date: day of registering (string date), today by default; a day of last year as long as that book is open
        :return: True
        :raise UserError: what is missing, named; among it the Treasurer's countersignature (USG art. 46 ust. 3)
        """
        day = date and self._parse_day("date", date)
        self.check_access("write")
        for contract in self:
            missing = contract._get_register_problems()
            if missing:
                raise UserError("\n".join(missing))
            contract._complete_period()
        self._move_to("registered")
        # sudo: own model - the mixin writes protected numbers; access was checked by _move_to()
        own = self.sudo()
        own._enter_register(day)
        own._cru_open()
        own._after_register()
        return True

    def _after_register(self):
        """Start what runs from the registration: the terms of the contract, its force from today or earlier."""
        today = self._today()
        self.filtered(lambda contract: not contract.date_start or contract.date_start <= today)._move_to("active")
        self._sync_terms()
        self.security_ids._sync_terms()
        for contract in self.filtered("case_id"):
            contract.case_id._log_event(f"Zarejestrowano umowę {contract.register_ref}", date=contract.date_signed)

    def _get_register_problems(self):
        """Return what keeps a contract out of the register (list of str)."""
        self.ensure_one()
        problems = []
        if not self.date_signed:
            problems.append(self.env._("Note the day of the conclusion first."))
        if not self.party_ids.filtered(lambda party: not party.is_own):
            problems.append(self.env._("Name the other party of the contract."))
        if not self.department_id or not self.owner_id:
            problems.append(self.env._("Name the cell and the person in charge of the contract."))
        if self.money != "none" and not (self.value_net or self.value_gross or self.value_undefined):
            problems.append(self.env._("Give the value of the contract, or mark that it is not stated."))
        if not (self.date_end or self.is_indefinite or self.period_number):
            problems.append(self.env._("Give the period: the last day, a number of days, months or years, or an "
                                       "indefinite time."))
        if self.period_number and not self.period_unit:
            problems.append(self.env._("Say whether the period is in days, months or years."))
        if self.money == "spending":
            if not self.budget_line_ids:
                problems.append(self.env._("Name the budget line that the contract is paid from."))
            if not self.countersigned_on:
                problems.append(self.env._(
                    "A contract that gives rise to money obligations needs the Treasurer's countersignature."))
        if self.is_order and not self.procurement_mode:
            problems.append(self.env._("Name the procurement mode of the order."))
        return problems

    def _complete_period(self):
        """Count the first and the last day of a period given as a number; its last day is the day before."""
        self.ensure_one()
        start = self.date_start or self.date_signed
        values = {} if self.date_start else {"date_start": start}
        if self.period_number and not self.date_end and not self.is_indefinite:
            months = self.period_number * {"months": 1, "years": 12}.get(self.period_unit, 0)
            after = add_months(start, months) if months else fields.Date.add(start, days=self.period_number)
            values["date_end"] = fields.Date.subtract(after, days=1)
        if values:
            # sudo: own model - completes what is registered in the same verb
            self.sudo().write(values)

    def _get_register_code(self):
        self.ensure_one()
        return "P" if self.kind in AGREEMENTS else "U"

    def _cancel_values(self, reason):
        return {"state": "annulled"}

    def action_cancel(self, reason):
        """Annul registered contracts: the number stays, the reason is kept, nothing is deleted.

        :param str reason: why
        :return: True
        :raise AccessError: not the keeper of the register
        """
        if not self._is_keeper():
            raise AccessError(self.env._("Only the keeper of the register annuls its entries."))
        self._check_cancel()
        if any(contract.state == "archived" for contract in self):
            raise UserError(self.env._("This contract is closed and cannot be changed."))
        result = super().action_cancel(reason)
        # sudo: deadlines, activities, entries - what was annulled demands nothing more
        own = self.sudo()
        own._deadline_cancel(reason=reason)
        own.security_ids._deadline_cancel(reason=reason)
        own.activity_ids.unlink()
        own.cru_entry_ids._drop(reason)
        return result

    # End

    def action_end(self, end_kind, date_ended=None, name=None, content=None):
        """Note the end of contracts; the central register is told.

        :param str end_kind: ``performed``, ``expired``, ``terminated``, ``notice`` or ``withdrawn``
        :param date_ended: day of the end (string date), today by default
        :param str name: file name of the document of the end, if any
        :param str content: the document, base64
        :return: True
        :raise UserError: not registered, a day before the conclusion or to come
        """
        kinds = dict(self._fields["end_kind"].selection)
        if end_kind not in kinds:
            raise ValidationError(self.env._("Name the way of ending: %s.", ", ".join(kinds)))
        day = self._past_day("date_ended", date_ended)
        self.check_access("write")
        for contract in self:
            if contract.state not in BINDING:
                raise UserError(self.env._("“%s” is not in force.", contract.display_name))
            if day < contract.date_signed:
                raise UserError(self.env._("A contract cannot end before it was concluded. Correct the date."))
        self._move_to("ended", {"end_kind": end_kind, "date_ended": day})
        # sudo: own model, ir.attachment, entries - the end is noted by whoever may work on the contract
        own = self.sudo()
        if content:
            for contract in own:
                contract.end_document_id = contract._attach(name, content)
        own._sync_terms()
        own._propose_returns()
        own.security_ids._sync_terms()
        for contract in own:
            contract._cru_report(end_kind, day, comment=f"{kinds_pl(end_kind)} z dniem {day:%d.%m.%Y}")
        return True

    def _propose_returns(self):
        """A performance security is returned within 30 days of the performance (PZP art. 453 ust. 1)."""
        for contract in self.filtered(lambda contract: contract.end_kind == "performed"):
            securities = contract.security_ids.filtered(
                lambda line: line.kind == "performance" and not line.return_due and not line.returned_on)
            securities.write({"return_due": fields.Date.add(contract.date_ended, days=30)})

    def action_archive_papers(self):
        """Hand the papers of ended contracts over to the archive: nothing of them changes any more.

        :return: True
        :raise UserError: not ended, or a security was not returned
        """
        for contract in self:
            kept = contract.security_ids.filtered(lambda line: line.form == "money" and not line.returned_on)
            if kept:
                raise UserError(self.env._("A security of “%s” was not returned yet.", contract.display_name))
        return self._move_to("archived")


def kinds_pl(end_kind):
    """Return the way of ending as the central register is told (str, Polish)."""
    return {
        "performed": "Wykonanie umowy", "expired": "Upływ okresu obowiązywania", "terminated": "Rozwiązanie umowy",
        "notice": "Wypowiedzenie umowy", "withdrawn": "Odstąpienie od umowy",
    }[end_kind]
