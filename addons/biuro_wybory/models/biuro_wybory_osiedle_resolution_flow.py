from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

from .biuro_wybory_osiedle_resolution import CHECK_FIELDS

TERM = "osiedle_supervision"


class BiuroWyboryOsiedleResolutionFlow(models.Model):
    """Supervision over a resolution of a unit: received, checked or questioned, corrected, suspended, annulled."""

    _inherit = "biuro.wybory.osiedle.resolution"

    def action_receive(self, date=None):
        """Take the resolutions in: each gets the next number of its series, the term of the supervision begins.

        :param str date: day on which the office got them "YYYY-MM-DD"; today by default
        :return: list of numbers
        :raise UserError: received already; received before it was adopted
        Legal source: u.s.g. art. 18a, statute of the unit.
        """
        self._check_state("draft")
        day = fields.Date.to_date(date) or office_today()
        for record in self.sorted(lambda line: (line.adopted_date, line.id)):
            if day < record.adopted_date:
                raise UserError(self.env._("It cannot be received before it was adopted: correct the day."))
            record._set(state="received", transmitted_on=day, **record._give_number())
            record._deadline_start(TERM, day, amount=record._rule().decision_days)
        return self.mapped("number")

    def action_check(self):
        """Close the supervision without objections: every line of the checklist is right.

        :return: True
        :raise UserError: a line of the checklist is open or wrong; the vote does not show that it was adopted
        """
        self._check_state("received", "corrected")
        labels = {name: self._fields[name]._description_string(self.env) for name in CHECK_FIELDS}
        for record in self:
            left = [labels[name] for name in CHECK_FIELDS if record[name] == "todo"]
            wrong = [labels[name] for name in CHECK_FIELDS if record[name] == "wrong"]
            if left:
                raise UserError(self.env._("Check these lines first: %s.", ", ".join(left)))
            if wrong:
                raise UserError(self.env._("These lines are wrong: %s. Question the resolution.", ", ".join(wrong)))
            if record.vote_result in ("rejected", "no_quorum"):
                raise UserError(self.env._(
                    "By the entered vote the resolution was not adopted. Correct the numbers or question it."))
        self._set(state="checked_ok", checked_by_id=self.env.uid, checked_on=office_today(), decided_on=office_today())
        self._deadline_done(TERM)
        return True

    def action_question(self, reason):
        """Question the resolutions: the unit is told what to correct.

        :param str reason: what is questioned
        :return: True
        :raise UserError: no reason; under the statute nobody may call to correct
        """
        self._check_state("received", "corrected")
        reason = self._words(reason, self.env._("Say what is questioned."))
        for record in self:
            if not record._rule().effect_correct:
                raise UserError(self.env._("The statute knows no call to correct: suspend or annul the resolution."))
        self._set(state="questioned", question_reason=reason, checked_by_id=self.env.uid, checked_on=office_today())
        self._tell_unit()
        return True

    def action_correct(self, text, date=None):
        """Note how the body corrected the resolution.

        :param str text: how
        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: not questioned; no words
        """
        self._check_state("questioned", "suspended")
        text = self._words(text, self.env._("Say how it was corrected."))
        day = fields.Date.to_date(date) or office_today()
        self._set(state="corrected", correction_text=f"{day}: {text}")
        return True

    def action_suspend(self, reason):
        """Suspend the execution of the resolutions until the supervision decides.

        :param str reason: why
        :return: True
        :raise UserError: no reason; the statute does not allow it
        """
        self._check_state("received", "questioned", "corrected")
        reason = self._words(reason, self.env._("Give the reason of the suspension."))
        for record in self:
            if not record._rule().suspend_allowed:
                raise UserError(self.env._("The statute of %s does not allow a suspension.", record.unit_id.name))
        self._set(state="suspended", suspend_reason=reason)
        self._tell_unit()
        return True

    def action_annul(self):
        """Annul the resolution: only under a resolution of the City Council, in the scope that the statute allows.

        :return: True
        :raise UserError: no resolution of the City Council is named; the statute does not allow the scope
        """
        self._check_state("received", "questioned", "suspended", "corrected")
        for record in self:
            if not record.annul_resolution_id:
                raise UserError(self.env._(
                    "A resolution of a unit is annulled by the City Council: name its resolution first."))
            if record.annul_resolution_id.date_adopted < record.adopted_date:
                raise UserError(self.env._("The City Council could not annul it before it was adopted."))
            rule = record._rule()
            allowed = rule.effect_annul_part if record.annul_scope == "part" else rule.effect_annul_whole
            if not allowed:
                raise UserError(self.env._("The statute of %s does not allow this.", record.unit_id.name))
            day = record.annul_resolution_id.date_adopted
            record._set(state="annulled", decided_on=day, execution_state="none")
            record._deadline_done(TERM, on=max(day, record.transmitted_on))
        self._tell_unit()
        return True

    def action_uphold(self, reason):
        """Uphold the resolutions: the supervision finds no breach in the end.

        :param str reason: why
        :return: True
        :raise UserError: no words; not questioned nor suspended
        """
        self._check_state("questioned", "suspended", "corrected")
        reason = self._words(reason, self.env._("Say why the resolution stands."))
        self._set(state="upheld", decision_text=reason, decided_on=office_today())
        self._deadline_done(TERM)
        self._tell_unit()
        return True

    def action_execute(self, note=None, date=None):
        """Note that the resolutions were executed.

        :param str note: how
        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: suspended, annulled or still a draft
        """
        self._check_state("received", "checked_ok", "corrected", "upheld")
        day = fields.Date.to_date(date) or office_today()
        for record in self:
            if day < record.adopted_date:
                raise UserError(self.env._("It was executed after it was adopted: correct the day."))
        self._set(execution_state="done", executed_on=day, execution_note=note or False)
        return True

    def action_make_request(self):
        """Make a request to the City out of the resolution.

        :return: dict, a window action on the new request
        """
        self.ensure_one()
        self._check_state("received", "checked_ok", "corrected", "upheld")
        request = self.env["biuro.wybory.osiedle.request"].create({
            "unit_id": self.unit_id.id, "subject": self.title, "text": self.text, "resolution_id": self.id,
            "received_on": self.transmitted_on, "channel": self.channel,
            "attachment_ids": [(6, 0, self.attachment_ids.ids)],
        })
        return request._open()

    def _tell_unit(self):
        for record in self:
            record.unit_id._tell_chairs(
                self.env._("Resolution %s: its state has changed", record.number or record.title))
