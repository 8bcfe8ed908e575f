from odoo import models
from odoo.exceptions import UserError

# the term that a procedure starts with, unless the class of the case names another
RULES = {"kpa": "kpa_basic", "skarga": "complaint", "wniosek": "motion", "petycja": "petition", "udip": "udip"}


class BiuroCaseDeadline(models.Model):
    """Statutory terms of a case: started by its procedure, stopped with it, met when it is settled."""

    _name = "biuro.case"
    _inherit = ["biuro.case", "biuro.deadline.mixin"]

    def _get_deadline_code(self):
        """Return the code of the rule that the case starts with (str, empty for none)."""
        self.ensure_one()
        return self.jrwa_class_id.deadline_rule_code or RULES.get(self.procedure, "")

    def _get_deadline_start(self):
        """Return the day from which the term of the case runs: of the letter that came in, else of the opening."""
        self.ensure_one()
        received = self.letter_ids.filtered(lambda letter: letter.direction == "in").mapped("date_received")
        return min((day for day in received if day), default=self.date_opened)

    def _check_deadline_start(self):
        super()._check_deadline_start()
        if closed := self.filtered(lambda case: case.state not in ("open", "suspended")):
            raise UserError(self.env._("Case %s is closed: no term begins in it.", closed[0].reference))

    def _start_deadlines(self):
        result = super()._start_deadlines()
        for code, cases in self.grouped(lambda case: case._get_deadline_code()).items():
            # an office that archived a rule still opens cases
            if code and self.env["biuro.deadline.rule"]._versions(code):
                cases._deadline_start(code, {case.id: case._get_deadline_start() for case in cases})
        return result

    def write(self, vals):
        if "procedure" not in vals:
            return super().write(vals)
        before = {case: case._get_deadline_code() for case in self}
        if any(case.state == "suspended" and case.procedure != vals["procedure"] for case in self):
            raise UserError(self.env._("Resume the case before you change its procedure."))
        result = super().write(vals)
        changed = self.filtered(lambda case: case.state == "open" and before[case] != case._get_deadline_code())
        for code, cases in changed.grouped(lambda case: before[case]).items():
            if code:
                cases._deadline_cancel(code, self.env._("The case goes on in another procedure."))
        if changed:
            changed._start_deadlines()
        return result

    def _prepare_notice_values(self):
        values = super()._prepare_notice_values()
        origin = self.letter_ids.filtered(lambda letter: letter.direction == "in").sorted("id")[:1]
        if origin:
            values |= origin._prepare_notice_values()
        elif self.partner_id:
            values |= {"partner_id": self.partner_id.id, "regarding": self.title}
        return values | {
            "case_id": self.id, "department_id": self.department_id.id, "clerk_id": self.clerk_id.id,
            "is_restricted": self.is_restricted,
        }

    def _deadline_follow_letter(self):
        """Let the term run from the day of the letter that began the case, when the case was opened on a later day."""
        for case in self:
            code, start = case._get_deadline_code(), case._get_deadline_start()
            running = case._deadline_search(code, running=True) if code else ()
            if any(deadline.date_start > start for deadline in running):
                case._deadline_start(code, start)

    def _end_deadlines(self, on, moved_to=None):
        result = super()._end_deadlines(on, moved_to=moved_to)
        if moved_to:
            # the matter has one term, whatever sign it goes on under
            # sudo: biuro.case - the cell that takes over may be one whose cases the user does not open
            moved_to.sudo()._deadline_cancel(reason=self.env._("The term of the previous case goes on."))
            self._deadline_move(moved_to)
        else:
            self._deadline_done(on=on)
        return result

    def _move_to(self, state, **values):
        before = {case: case.state for case in self}
        result = super()._move_to(state, **values)
        today = self._today()
        if state == "suspended":
            self._deadline_suspend(today)
        elif state == "open":
            self.filtered(lambda case: before[case] == "suspended")._deadline_resume(
                today, self.env._("Suspension of the case"),
            )
        return result
