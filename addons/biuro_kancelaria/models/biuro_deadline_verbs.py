from datetime import datetime

from odoo import fields, models
from odoo.exceptions import UserError, ValidationError

from ..law import inputs, terms
from ..law.base import LawError


class BiuroDeadlineVerbs(models.Model):
    """What may be done to a deadline, over RPC as by a button."""

    _name = "biuro.deadline"
    _inherit = "biuro.deadline"

    def action_done(self, on=None):
        """Note that what the terms demanded was done (met, or met late).

        :param on: day on which it was done (string date), for a term in hours a moment; now by default
        :return: True
        :raise UserError: a deadline does not run any more; the day is to come or before the event
        :raise AccessError: the caller may not change the record
        """
        self._check_verb()
        self.sudo()._finish(on)  # sudo: biuro.deadline - written by the verbs alone, access to the records is checked
        return True

    def _finish(self, on=None):
        day, at = self._parse_done(on)
        for state, deadlines in self.grouped(lambda line: line._state_when_done(day, at)).items():
            deadlines.write({"state": state, "date_done": day, "suspended_on": False})
        self._close_activities(done=True)

    def _parse_done(self, on):
        """Return the day (date) and the moment (UTC datetime) of doing."""
        today = self._today()
        day = self._parse_day("on", on) if on else today
        if day > today:
            raise UserError(self.env._("The day of doing cannot be later than today."))
        at = fields.Datetime.now()
        if isinstance(on, (str, datetime)) and len(str(on)) > 10:
            at = inputs.utc(inputs.moment("on", on))
        return day, at

    def _state_when_done(self, day, at):
        self.ensure_one()
        if self.date_start > day and self.rule_id.direction != "backward":
            raise UserError(self.env._("The day of doing cannot be before the event that started the term."))
        return "met" if self._is_in_time(day, at) else "met_late"

    def _is_in_time(self, day, at):
        self.ensure_one()
        if self.deadline_at and day == self.date_deadline:
            return at <= self.deadline_at
        return day <= self.date_deadline

    def action_reopen(self, reason):
        """Let the terms run again: they were marked as done or cancelled by mistake.

        :param str reason: why
        :return: True
        :raise UserError: no reason, or a deadline runs
        """
        reason = self._check_reason(reason)
        self._check_reopen()
        deadlines = self.sudo()  # sudo: biuro.deadline - written by the verbs alone, access to the records is checked
        deadlines.write({"state": "running", "date_done": False, "cancel_reason": False})
        deadlines._plan_activities()
        self._log_on_record(lambda line: line.env._(
            "Deadline “%(name)s” runs again: %(reason)s", name=line.name, reason=reason,
        ))
        return True

    def _check_reopen(self):
        self._check_verb(running=False)
        if any(deadline.state == "running" for deadline in self):
            raise UserError(self.env._("The deadline runs already."))

    def action_cancel(self, reason):
        """Cancel the terms: they did not begin, or bind no more.

        :param str reason: why
        :return: True
        :raise UserError: no reason, or a deadline does not run any more
        """
        reason = self._check_reason(reason)
        self._check_verb()
        self.sudo()._cancel(reason)  # sudo: biuro.deadline - written by the verbs alone, access is checked above
        self._log_on_record(lambda line: line.env._(
            "Deadline “%(name)s” cancelled: %(reason)s", name=line.name, reason=reason,
        ))
        return True

    def _cancel(self, reason):
        self.write({"state": "cancelled", "cancel_reason": reason, "suspended_on": False})
        self._close_activities(done=False)

    def action_extend(self, reason, new_date=None, new_amount=None, notice_letter_id=None):
        """Extend the terms with a reason (KPA art. 36 and like provisions).

        The parties must be told of the reasons, the new date and their right to a reminder (ponaglenie), also when the
        delay is not the office's fault. Until the letter is named, ``is_notice_missing`` is true.

        :param str reason: reasons of the delay, as they are told to the parties
        :param new_date: new legal end (string date); it is not moved from a day off
        :param int new_amount: instead of a date: how many units of the rule after the present end
        :param int notice_letter_id: the letter that tells the parties, if it exists already
        :return: True
        :raise UserError: no reason, the rule allows no extension, the date is not later or is beyond the limit
        """
        reason = self._check_reason(reason)
        self._check_verb()
        letter = self._check_letter(notice_letter_id)
        for deadline in self.sudo():  # sudo: biuro.deadline - written by the verbs alone, access is checked above
            end = deadline._extended_end(new_date, new_amount)
            deadline.env["biuro.deadline.extension"].create({
                "deadline_id": deadline.id, "date_on": self._today(), "date_from": deadline.date_deadline,
                "date_to": end, "reason": reason, "notice_letter_id": letter.id, "decided_by_id": self.env.uid,
            })
            deadline.is_extended = True
            deadline._recount()
        self._log_on_record(lambda line: line.env._(
            "Deadline “%(name)s” extended to %(end)s: %(reason)s",
            name=line.name, end=fields.Date.to_string(line.date_deadline), reason=reason,
        ))
        return True

    def _extended_end(self, new_date, new_amount):
        """Return the end (date) that an extension names; raise when the law does not allow it."""
        self.ensure_one()
        if bool(new_date) == bool(new_amount):
            raise UserError(self.env._("Give either the new date or the number of units, not both."))
        if not self.rule_id.extendable:
            raise UserError(self.env._(
                "The law does not let the deadline “%(name)s” be extended (%(basis)s).",
                name=self.name, basis=self.legal_basis,
            ))
        end = self._parse_day("new_date", new_date) if new_date else self._count_extension(new_amount)
        self._check_extension(end)
        return end

    def _check_letter(self, letter_id):
        letter = self.env["biuro.letter"].browse(letter_id or [])
        if letter and not letter.exists():
            raise UserError(self.env._("There is no letter with the number given."))
        letter.check_access("read")
        if letter.direction == "in":
            raise UserError(self.env._("The parties are told by a letter of the office: name an outgoing one."))
        return letter

    def _count_extension(self, amount):
        self.ensure_one()
        rule = self.rule_id
        unit = rule.extension_unit if rule.extension_amount else rule.unit
        try:
            amount = inputs.integer("new_amount", amount, minimum=1, maximum=1000)
            return terms.term(self.date_deadline, amount, "day" if unit in ("annual", "hour") else unit)["deadline"]
        except LawError as error:
            raise ValidationError(str(error)) from error

    def _check_extension(self, end):
        self.ensure_one()
        rule = self.rule_id
        if end <= self.date_deadline:
            raise UserError(self.env._("The new date must be later than the present end of the term."))
        if rule.extension_amount:
            first = self.extension_ids[:1]
            start = self.date_start if rule.extension_from == "start" else first.date_from or self.date_deadline
            limit = terms.term(start, rule.extension_amount, rule.extension_unit)["deadline"]
            if end > limit:
                raise UserError(self.env._(
                    "The law lets this term be extended to %(limit)s at the latest: %(text)s.",
                    limit=fields.Date.to_string(limit), text=rule.extension_text or rule.legal_basis,
                ))

    def action_link_notice(self, notice_letter_id):
        """Name the letter that told the parties of the last extension that lacks one.

        :param int notice_letter_id: id of the letter
        :return: True
        :raise UserError: no such letter, or no extension waits for one
        """
        self._check_verb(running=False)
        letter = self._check_letter(notice_letter_id)
        for deadline in self.sudo():  # sudo: biuro.deadline.extension - written by the verbs alone, access is checked
            if not letter:
                raise UserError(self.env._("Name the letter that told the parties."))
            deadline._extension_to_tell().notice_letter_id = letter
        return True

    def add_excluded(self, date_from, date_to, reason):
        """Add days that are not counted into the terms (KPA art. 35 § 5) and count the ends anew.

        :param date_from: first day (string date)
        :param date_to: last day (string date)
        :param str reason: e.g. suspension, delivery through the public hybrid service, delay caused by the party
        :return: True
        :raise UserError: no reason, the days are in the wrong order, or the term cannot have such days
        """
        reason = self._check_reason(reason)
        self._check_verb()
        first, last = self._parse_period(date_from, date_to)
        self.sudo()._exclude(first, last, reason)  # sudo: biuro.deadline - written by the verbs, access is checked
        return True

    def _parse_period(self, date_from, date_to):
        first, last = self._parse_day("date_from", date_from), self._parse_day("date_to", date_to)
        if last < first:
            raise UserError(self.env._("The period ends before it begins."))
        return first, last

    def _exclude(self, first, last, reason):
        for deadline in self:
            row = {"from": fields.Date.to_string(first), "to": fields.Date.to_string(last), "reason": reason}
            deadline.excluded = [*(deadline.excluded or []), row]
        self._recount()

    def action_open_record(self):
        """Open the record whose term this is.

        :return: dict, a window action
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": self.res_model, "res_id": self.res_id,
            "views": [(False, "form")], "target": "current",
        }
