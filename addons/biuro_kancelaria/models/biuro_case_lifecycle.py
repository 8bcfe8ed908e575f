from odoo import fields, models
from odoo.exceptions import UserError

from .biuro_case_event import ACTS

TRANSITIONS = {
    "open": {"suspended", "closed", "moved"},
    "suspended": {"open", "closed", "moved"},
    "closed": {"archived", "transferred", "disposed"},
    "moved": {"archived", "transferred", "disposed"},
    "archived": {"transferred", "disposed"},
    "transferred": set(),
    "disposed": set(),
}


class BiuroCase(models.Model):
    """The life of a case: suspended, resumed, closed, taken over, continued."""

    _inherit = "biuro.case"

    def _move_to(self, state, **values):
        """Move the cases to a state in one write, if the law lets them go there.

        :raises UserError: a case cannot go from its state to this one
        """
        labels = dict(self._fields["state"]._description_selection(self.env))
        for case in self:
            if state not in TRANSITIONS[case.state]:
                raise UserError(
                    self.env._(
                        "Case %(case)s is “%(old)s” and cannot become “%(new)s”.",
                        case=case.reference,
                        old=labels[case.state],
                        new=labels[state],
                    )
                )
        # sudo: own model - write() refuses the state from anyone else; the callers checked the access
        self.sudo().write({"state": state, **values})

    def _check_reason(self, reason):
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        return reason.strip()

    def action_suspend(self, reason):
        """Suspend the cases (zawiesić; for proceedings KPA art. 97-98).

        :param str reason: why, printed in the log
        :return: True
        :raises UserError: no reason, or a case is not open
        """
        self.check_access("write")
        reason = self._check_reason(reason)
        self._move_to("suspended")
        self._log_event(ACTS["suspend"].format(reason=reason), kind="course")
        return True

    def action_resume(self, reason):
        """Resume suspended cases (podjąć).

        :param str reason: why, printed in the log
        :return: True
        :raises UserError: no reason, or a case is not suspended
        """
        self.check_access("write")
        reason = self._check_reason(reason)
        self._move_to("open")
        self._log_event(ACTS["resume"].format(reason=reason), kind="course")
        return True

    def action_close(self, resolution_note, closed_on=None, settled_orally=False, official_note=None):
        """Close the cases: settle them for good (ostatecznie załatwić). Data and documents are locked from then on.

        A case settled orally needs an official note (instrukcja kancelaryjna, § 29 and § 56).

        :param str resolution_note: how the case was settled
        :param closed_on: day of settling (ISO text or date), today by default
        :param bool settled_orally: no letter ended the case
        :param str official_note: text of the official note; not needed when the file holds one
        :return: True
        :raises UserError: no word on how it was settled, missing note, a day to come or before opening, wrong state
        """
        self.check_access("write")
        note = (resolution_note or "").strip()
        if not note:
            raise UserError(self.env._("Write how the case was settled."))
        if settled_orally and not (official_note or "").strip():
            raise UserError(self.env._("Attach an official note on how the case was settled."))
        closed = fields.Date.to_date(closed_on) or self._today()
        if closed > self._today():
            raise UserError(self.env._("A case cannot be closed on a day to come."))
        for case in self:
            if closed < case.date_opened:
                raise UserError(self.env._("Case %s cannot be closed before it was opened.", case.reference))
            if any(member.state in ("open", "suspended") for member in case.group_case_ids):
                raise UserError(self.env._("Close the cases of the group %s first.", case.reference))
        self._move_to("closed", date_closed=closed, resolution_note=note, official_note=official_note or False)
        act = ACTS["close_oral"] if settled_orally else ACTS["close"]
        self._log_event(act.format(reason=note), date=closed, kind="course")
        self._end_deadlines(closed)
        self.activity_unlink(["mail.mail_activity_data_todo"])
        return True

    def action_reopen(self, reason, title=None):
        """Go on with a closed case: a new case with a new sign, linked to the old one (IK § 28(3), § 55(3)).

        :param str reason: why
        :param str title: title of the new case, the old one's by default
        :return: dict(id, reference) of the new case
        :raises UserError: no reason, the case is not closed or has a successor already
        """
        self.ensure_one()
        self.check_access("write")
        reason = self._check_reason(reason)
        if self.state in ("open", "suspended"):
            raise UserError(self.env._("Case %s is not closed: go on with it.", self.reference))
        return self._continue_as({"title": title or self.title}, reason, "reopen", "continue")

    def action_transfer(self, department_id=None, reason=None, jrwa_symbol=None, clerk_id=None):
        """Hand the cases over to another cell or class: a new sign there, the old one points to it (IK § 28).

        :param int department_id: the cell that takes over; the same cell by default
        :param str reason: why, e.g. a reorganisation
        :param str jrwa_symbol: the right class, when the case was opened in a wrong one
        :param int clerk_id: the employee who takes over; empty for the head to name
        :return: list of dict(id, reference) of the new cases, in the order of the old ones
        :raises UserError: no reason, nothing changes, a case is closed or moved already
        """
        self.check_access("write")
        reason = self._check_reason(reason)
        department = self.env["hr.department"].browse(department_id)
        result = []
        for case in self:
            if case.state not in ("open", "suspended"):
                case._move_to("moved")  # says why not
            jrwa = self.env["biuro.jrwa.class"]._get(jrwa_symbol, self._today()) if jrwa_symbol else case.jrwa_class_id
            target = department or case.department_id
            if (target, jrwa) == (case.department_id, case.jrwa_class_id):
                raise UserError(
                    self.env._("Name another cell or another class; inside one cell only the handler changes.")
                )
            values = {
                "title": case.title,
                "department_id": target.id,
                "jrwa_class_id": jrwa.id,
                "clerk_id": clerk_id or (case.clerk_id.id if target == case.department_id else False),
            }
            new = case._continue_as(values, reason, "move", "taken")
            case._move_to("moved", date_closed=self._today())
            case._end_deadlines(self._today(), moved_to=self.browse(new["id"]))
            result.append(new)
        return result

    def action_reassign(self, employee_id, reason=None):
        """Give the cases to another handler of the same cell; the sign stays.

        :param int employee_id: the new handler
        :param str reason: why, kept in the discussion of the case
        :return: True
        :raises UserError: the employee works in another cell, or a case is closed
        """
        self.check_access("write")
        employee = self.env["hr.employee"].browse(employee_id)
        for case in self:
            # sudo: hr.employee - only whether both are of one cell
            if employee.sudo().department_id != case.department_id:
                raise UserError(
                    self.env._(
                        "%(name)s does not work in the cell %(cell)s: hand the case over to another cell instead.",
                        name=employee.name,
                        cell=case.department_id.name,
                    )
                )
        self.write({"clerk_id": employee.id})
        if reason:
            for case in self:
                case.message_post(body=reason)
        return True

    def _continue_as(self, values, reason, old_act, new_act):
        self.ensure_one()
        if self.successor_id:
            raise UserError(
                self.env._(
                    "Case %(old)s goes on as %(new)s already.", old=self.reference, new=self.successor_id.reference
                )
            )
        Case = self.browse()
        # sudo: own model - the cell that takes over may be one whose cases the user does not open
        new = Case.sudo().create(
            {
                "title": self.title,
                "department_id": self.department_id.id,
                "clerk_id": self.clerk_id.id,
                "jrwa_class_id": self.jrwa_class_id.id,
                "partner_id": self.partner_id.id,
                "is_own": self.is_own,
                "procedure": self.procedure,
                "origin_reference": self.origin_reference,
                "origin_letter_date": self.origin_letter_date,
                "is_restricted": self.is_restricted,
                "access_level_set": self.access_level_set,
                "access_level_reason": self.access_level_reason,
                "metryka_exemption_id": self.metryka_exemption_id.id,
                "company_id": self.company_id.id,
                "predecessor_id": self.id,
                "reader_ids": [fields.Command.set(self.reader_ids.ids)],
                **values,
            }
        )
        self.sudo().write({"successor_id": new.id})  # sudo: own model - links of cases are written by the verbs alone
        self._log_event(ACTS[old_act].format(other=new.reference, reason=reason), kind="course")
        new._log_event(ACTS[new_act].format(other=self.reference, reason=reason), kind="course")
        return {"id": new.id, "reference": new.reference}

    def _end_deadlines(self, on, moved_to=None):
        """Note that the terms of the cases were met or go on elsewhere; a hook for the deadline engine."""
