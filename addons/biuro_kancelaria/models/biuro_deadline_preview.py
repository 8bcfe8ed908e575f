from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError


class BiuroDeadlinePreview(models.Model):
    """What a verb would do to deadlines, counted by the same code and not written."""

    _name = "biuro.deadline"
    _inherit = "biuro.deadline"

    @api.readonly
    def preview_change(self, verb, new_date=None, new_amount=None, date_from=None, date_to=None, on=None):
        """Tell what a verb would change in each of the terms, and which it would refuse.

        :param str verb: ``extend`` (with ``new_date`` or ``new_amount``), ``exclude`` (``date_from``, ``date_to``),
            ``done`` (``on``), ``cancel``, ``reopen`` or ``notice``
        :param new_date: new legal end (string date)
        :param int new_amount: how many units of the rule after the present end
        :param date_from: first day that is not counted (string date)
        :param date_to: last day that is not counted (string date)
        :param on: day on which the thing was done (string date), today by default
        :return: list of dicts in the order of the terms: ``{"id": int, "name": str, "matter": str,
            "deadline": "YYYY-MM-DD", "new_deadline": "YYYY-MM-DD", "state": str, "new_state": str,
            "refusal": str or ""}``
        :raise UserError: an unknown verb
        """
        verbs = ("extend", "exclude", "done", "cancel", "reopen", "notice")
        if verb not in verbs:
            raise UserError(self.env._("Nothing like “%(verb)s” is done to a deadline.", verb=verb))
        arguments = {
            "extend": (new_date, new_amount), "exclude": (date_from, date_to), "done": (on,),
        }.get(verb, ())
        self.check_access("read")
        lines = []
        for deadline in self:
            line = {
                "id": deadline.id, "name": deadline.name, "matter": deadline.res_name or "", "refusal": "",
                "deadline": fields.Date.to_string(deadline.date_deadline), "state": deadline.state,
            }
            try:
                end, state = getattr(deadline, f"_preview_{verb}")(*arguments)
            except (UserError, ValidationError) as error:
                end, state = deadline.date_deadline, deadline.state
                line["refusal"] = str(error)
                if isinstance(error, AccessError):
                    line["refusal"] = self.env._("You may look at this matter but not change it.")
            lines.append(dict(line, new_deadline=fields.Date.to_string(end), new_state=state))
        return lines

    def _preview_extend(self, new_date, new_amount):
        self._check_verb()
        end = self._extended_end(new_date, new_amount)
        return self._count_anew(self._excluded_pairs(), (self._today(), end))["date_deadline"], self.state

    def _preview_exclude(self, date_from, date_to):
        self._check_verb()
        excluded = [*self._excluded_pairs(), self._parse_period(date_from, date_to)]
        extension = self.extension_ids[-1:]
        values = self._count_anew(excluded, extension and (extension.date_on, extension.date_to))
        return values["date_deadline"], self.state

    def _preview_done(self, on):
        self._check_verb()
        return self.date_deadline, self._state_when_done(*self._parse_done(on))

    def _preview_cancel(self):
        self._check_verb()
        return self.date_deadline, "cancelled"

    def _preview_reopen(self):
        self._check_reopen()
        return self.date_deadline, "running"

    def _preview_notice(self):
        self._check_verb(running=False)
        self._extension_to_tell()
        return self.date_deadline, self.state
