from odoo import fields, models
from odoo.exceptions import UserError


class BiuroLetter(models.Model):
    """Statutory terms that run from an incoming letter by itself; those of a case run at the case."""

    _name = "biuro.letter"
    _inherit = ["biuro.letter", "biuro.deadline.mixin"]

    def _get_deadline_day(self):
        return self.date_received or super()._get_deadline_day()

    def _check_deadline_start(self):
        super()._check_deadline_start()
        self._check_direction("in")
        if any(not letter.register_ref or letter.state in ("annulled", "misdirected") for letter in self):
            raise UserError(self.env._("Terms run from registered letters only."))

    def _prepare_notice_values(self):
        # the addressee is who wrote; the notice is no reply, which would end the term
        reply = self._prepare_reply_values()
        return super()._prepare_notice_values() | {
            name: reply[name] for name in (
                "partner_id", "case_id", "jrwa_class_id", "department_id", "clerk_id", "regarding", "is_restricted",
                "delivery_method_id", "recipient_ids",
            )
        }

    def _after_dispatch(self, day):
        super()._after_dispatch(day)
        # sudo: biuro.letter - the answered letter may be of another cell; its term ends with the reply
        answered = self.reply_to_id.sudo()
        if answered:
            answered._deadline_done(on=fields.Date.to_string(day))

    def _move_to(self, state, values=None):
        result = super()._move_to(state, values)
        if state in ("annulled", "misdirected"):
            self.sudo()._deadline_cancel(reason=self._state_label(state))  # sudo: the verbs checked the access
        return result

    def _attach_case(self, case, action):
        first = not case.letter_ids
        result = super()._attach_case(case, action)
        if first:
            # the term of a matter runs from the day the letter came, not from the day its case was opened
            case._deadline_follow_letter()
        return result
