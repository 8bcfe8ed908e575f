from odoo import models
from odoo.exceptions import UserError, ValidationError

from .biuro_sekretariat_contract import BEFORE_REGISTER


class BiuroSekretariatContract(models.Model):
    """Consents before the conclusion: the legal opinion and the countersignature of the Treasurer."""

    _inherit = "biuro.sekretariat.contract"

    def action_to_opinion(self, employee_id=None):
        """Send drafts to the legal adviser.

        :param int employee_id: who is to give the opinion; by default the legal adviser of the office
        :return: True
        :raise UserError: not a draft, or nobody is the legal adviser
        """
        employee = self.env["hr.employee"].browse(employee_id or []) or self._find_function("legal_adviser")
        if not employee:
            raise UserError(self.env._("Nobody is the legal adviser of the office. Name the person."))
        self._move_to("opinion", {"legal_adviser_id": employee.id})
        self._log_step("to_opinion")
        self._ask(employee, self.env._("Give an opinion on the draft contract"))
        return True

    def action_give_opinion(self, result="opinion", note=None):
        """Give the legal opinion on drafts.

        A negative one returns the draft; after a positive one a contract under which the office pays goes on to the
        Treasurer.

        :param str result: ``opinion`` (no remarks), ``remarks`` or ``objection``
        :param str note: content; required with remarks or an objection
        :return: True
        :raise AccessError: neither the one who was asked nor a legal adviser
        :raise UserError: not waiting for an opinion, or no content
        """
        self.check_access("read")
        if result not in ("opinion", "remarks", "objection"):
            raise ValidationError(self.env._("An opinion is: opinion, remarks or objection."))
        if result != "opinion":
            note = self._check_text(note)
        for contract in self:
            if contract.state != "opinion":
                raise UserError(self.env._("“%s” does not wait for an opinion.", contract.display_name))
            # sudo: res.users - whom the user acts for
            acting = self.env.user.sudo().acting_employee_ids
            employee = contract.legal_adviser_id.sudo(False) if contract.legal_adviser_id in acting else (
                contract._check_function("legal_adviser"))
            contract._log_step(result, note, employee)
            # sudo: own model - the one who was asked writes the opinion; checked above
            own = contract.sudo()
            if result == "objection":
                own._move_to("draft")
                contract._ask(contract.owner_id, self.env._("Negative legal opinion on the draft contract"))
            else:
                own.write({"legal_opinion_by_id": employee.id, "legal_opinion_on": self._today()})
                if contract.money == "spending":
                    contract._send_to_treasurer()
            contract._asked_done(employee)
        return True

    def action_to_countersign(self):
        """Send contracts under which the office pays to the Treasurer.

        :return: True
        :raise UserError: the contract gives rise to no money obligation, or its state does not allow it
        """
        self.check_access("write")
        for contract in self:
            if contract.money != "spending":
                raise UserError(self.env._(
                    "“%s” gives rise to no money obligation: it needs no countersignature.", contract.display_name))
            contract._send_to_treasurer()
        return True

    def _send_to_treasurer(self):
        treasurer = self._find_function("treasurer")
        # sudo: own model - the next step of a verb that has checked its caller
        self.sudo()._move_to("countersign", {"treasurer_id": treasurer.id})
        self._log_step("to_countersign")
        self._ask(treasurer, self.env._("Countersign the contract"))

    def action_countersign(self):
        """The Treasurer, or a person authorised by him or her, countersigns (USG art. 46 ust. 3).

        :return: True
        :raise AccessError: not the Treasurer
        :raise UserError: no money obligation, countersigned already, refused and not ordered
        """
        self.check_access("read")
        employee = self._check_function("treasurer")
        for contract in self:
            contract._check_countersignable()
            if contract.countersign_refused_on and not contract.countersign_order_id:
                raise UserError(self.env._(
                    "The countersignature was refused. It may be given on a written order of the superior only."))
            contract._log_step("countersigned", None, employee)
            # sudo: own model - the Treasurer countersigns what the cell wrote; the function was checked above
            contract.sudo().write({"countersigned_by_id": employee.id, "countersigned_on": self._today()})
        self._asked_done(employee)
        return True

    def _check_countersignable(self):
        if self.money != "spending":
            raise UserError(self.env._(
                "“%s” gives rise to no money obligation: it needs no countersignature.", self.display_name))
        if self.state not in BEFORE_REGISTER:
            raise UserError(self.env._("“%s” is past the countersignature.", self.display_name))
        if self.countersigned_on:
            raise UserError(self.env._("“%s” is countersigned already.", self.display_name))

    def action_refuse_countersign(self, reason):
        """The Treasurer refuses the countersignature (USG art. 46 ust. 4).

        :param str reason: why
        :return: True
        :raise AccessError: not the Treasurer
        """
        self.check_access("read")
        employee, reason = self._check_function("treasurer"), self._check_text(reason)
        for contract in self:
            contract._check_countersignable()
            contract._log_step("refused", reason, employee)
            # sudo: own model - the Treasurer decides on what the cell wrote; the function was checked above
            contract.sudo().write({"countersign_refused_on": self._today()})
            contract._ask(contract.owner_id, self.env._("The Treasurer refused the countersignature"))
        self._asked_done(employee)
        return True

    def action_order_countersign(self, name, content, on=None):
        """The superior orders the refused countersignature in writing (USG art. 46 ust. 4).

        The Treasurer then countersigns, and the Council and the RIO are notified.

        :param str name: file name of the order
        :param str content: the order, base64
        :param on: day of the order (string date), today by default
        :return: True
        :raise AccessError: neither the President nor a deputy
        :raise UserError: nothing was refused
        """
        self.check_access("read")
        employee, day = self._check_function("president", "deputy"), self._past_day("on", on)
        for contract in self:
            if not contract.countersign_refused_on or contract.countersigned_on:
                raise UserError(self.env._("The countersignature of “%s” was not refused.", contract.display_name))
            # sudo: ir.attachment, own model - the superior's order is kept with the contract; checked above
            own = contract.sudo()
            order = own._attach(name, content)
            own.write({"countersign_order_id": order.id, "countersign_order_on": day})
            contract._log_step("ordered", name, employee)
            contract._ask(own.treasurer_id or own._find_function("treasurer"), self.env._(
                "Countersign on the superior's written order and notify the Council and the RIO"))
        return True

    def action_note_notices(self, council_on, rio_on):
        """Note on which days the Council and the RIO were notified of a countersignature on an order.

        :param council_on: day (string date)
        :param rio_on: day (string date)
        :return: True
        :raise UserError: the countersignature was not ordered, or a day to come
        Legal source: USG art. 46 ust. 4.
        """
        self.check_access("write")
        days = {
            "council_notified_on": self._past_day("council_on", council_on, required=True),
            "rio_notified_on": self._past_day("rio_on", rio_on, required=True),
        }
        if any(not contract.countersign_order_id for contract in self):
            raise UserError(self.env._("No countersignature was ordered for this contract."))
        # sudo: own model - written by this verb alone; access was checked above
        self.sudo().write(days)
        return True
