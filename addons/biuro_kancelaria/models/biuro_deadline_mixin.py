from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..law import inputs
from ..law.base import LawError


class BiuroDeadlineMixin(models.AbstractModel):
    """Record with statutory terms. Terms are started and ended by the private verbs below, for many records at once."""

    _name = "biuro.deadline.mixin"
    _description = "Record with Deadlines"
    # a change of one of these is copied to the deadlines
    _deadline_copied_fields = frozenset({
        "name", "title", "reference", "department_id", "clerk_id", "employee_id", "is_restricted", "reader_ids",
        "company_id",
    })

    deadline_ids = fields.One2many("biuro.deadline", "res_id", "Deadlines", readonly=True)
    deadline_next = fields.Date(
        "Next Deadline", compute="_compute_deadline_next", store=True, compute_sudo=True, copy=False,
        index="btree_not_null", help="The nearest legal end that is still running.",
    )

    @api.depends("deadline_ids.date_deadline", "deadline_ids.state")
    def _compute_deadline_next(self):
        for record in self:
            running = record.deadline_ids.filtered(lambda deadline: deadline.state == "running")
            record.deadline_next = min(running.mapped("date_deadline"), default=False)

    def write(self, vals):
        result = super().write(vals)
        if not self._deadline_copied_fields.isdisjoint(vals):
            self._deadline_sync()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_deadlines(self):
        self._deadline_search().unlink()

    def _get_deadline_employee(self):
        """Return the employee (hr.employee, one or empty) who answers for the terms of this record."""
        self.ensure_one()
        return self.clerk_id if "clerk_id" in self._fields else self.env["hr.employee"]

    def _get_deadline_department(self):
        """Return the cell (hr.department, one or empty) that answers for the terms of this record."""
        self.ensure_one()
        return self.department_id if "department_id" in self._fields else self.env["hr.department"]

    def _prepare_notice_values(self):
        """Return values of the draft that tells the parties of this record of an extended term (dict)."""
        self.ensure_one()
        return {
            "direction": "out",
            "department_id": self._get_deadline_department().id,
            "clerk_id": self._get_deadline_employee().id,
        }

    def _deadline_search(self, code=None, running=False):
        """Return the deadlines of these records, of one rule when ``code`` is given, with the rights of the system."""
        domain = [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        if code:
            domain.append(("code", "=", code))
        if running:
            domain.append(("state", "=", "running"))
        # sudo: biuro.deadline - the records are the caller's; deadlines are written by the verbs alone
        return self.env["biuro.deadline"].sudo().search(domain)

    def _get_deadline_day(self):
        """Return the day from which a term started by hand runs when none is named (date)."""
        return self.env["biuro.deadline"]._today()

    def _check_deadline_start(self):
        """Refuse a term where none can begin; models add their reasons."""

    def action_start_deadline(self, code, start=None, amount=None, note=None):
        """Start a statutory term of these records; a running one of the same rule gives place to it.

        :param str code: code of the rule, e.g. ``kpa_defects``
        :param str start: day of the event "YYYY-MM-DD"; the day of receipt of a letter, else today by default
        :param int amount: length set by the office, where the rule leaves it to the office
        :param str note: remark
        :return: list of the ids of the new terms
        :raise UserError: no rule of this code is in force, the law does not allow the length, or the record is closed
        """
        self._check_deadline_start()
        starts = {record.id: start or record._get_deadline_day() for record in self}
        return self._deadline_start(code, starts, amount=amount, note=note).ids

    def _deadline_start(self, code, start, amount=None, excluded=(), parallel=False, note=None):
        """Start a statutory term for each record.

        :param str code: code of the rule
        :param start: day of the event (date or ISO string; for a rule in hours a moment), or a dict by record id
        :param int amount: length set by the office, where the rule leaves it to the office
        :param excluded: pairs of days not counted (KPA art. 35 § 5), with an optional reason as third
        :param bool parallel: keep a running term of the same rule; by default the new one takes its place
        :param str note: remark
        :return: the new ``biuro.deadline`` records, in the order of ``self``
        :raise UserError: no rule of this code is in force on the day; the length is not what the law allows
        """
        self.check_access("write")
        # sudo: biuro.deadline - nobody may write deadlines but these verbs; the access to the records is checked above
        Deadline = self.env["biuro.deadline"].sudo()
        rules = self.env["biuro.deadline.rule"]._versions(code)
        model = self.env["ir.model"]._get(self._name)
        starts = start if isinstance(start, dict) else dict.fromkeys(self.ids, start)
        rows = [
            {"from": str(first), "to": str(last), "reason": reason[0] if reason else ""}
            for first, last, *reason in excluded
        ]
        counted, values = {}, []
        for record in self.sudo():  # sudo: own model - the access to write the records is checked above
            try:
                event = starts[record.id]
                day = inputs.day("start", event)
                rule = rules._in_force(day) or rules._get(code, day)
                moment = inputs.moment("start", event) if rule.unit == "hour" else None
                key = moment or day
                if key not in counted:
                    result = rule._count_term(moment or day, amount=amount, excluded=inputs.periods(
                        "excluded", [row[:2] for row in excluded]))
                    counted[key] = Deadline._prepare_counted(result)
            except LawError as error:
                raise ValidationError(str(error)) from error
            values.append({
                "name": rule.name, "rule_id": rule.id, "res_model_id": model.id, "res_id": record.id, "date_start": day,
                "start_at": moment and inputs.utc(moment), "amount": rule.amount if amount is None else amount,
                "excluded": rows or False, "note": note,
                **counted[key], **Deadline._prepare_copies(record),
            })
        if not parallel:
            running = self._deadline_search(code, running=True)
            if running:
                running._cancel(self.env._("The term runs anew from another day."))
        deadlines = Deadline.create(values)
        deadlines._plan_activities()
        return deadlines.with_env(self.env)

    def _deadline_done(self, code=None, on=None):
        """Note that what the running terms demanded was done.

        :param str code: only of this rule
        :param on: day (or moment) of doing; now by default
        :return: the deadlines that were ended
        """
        self.check_access("write")
        deadlines = self._deadline_search(code, running=True)
        if deadlines:
            deadlines._finish(on)
        return deadlines.with_env(self.env)

    def _deadline_cancel(self, code=None, reason=None):
        """Cancel the running terms.

        :param str code: only of this rule
        :param str reason: why
        :return: the deadlines that were cancelled
        """
        self.check_access("write")
        deadlines = self._deadline_search(code, running=True)
        if deadlines:
            deadlines._cancel(reason or self.env._("The term binds no more."))
        return deadlines.with_env(self.env)

    def _deadline_extend(self, code, reason, **options):
        """Extend the running terms of a rule; see ``biuro.deadline.action_extend`` for the options."""
        deadlines = self._deadline_search(code, running=True).with_env(self.env)
        deadlines.action_extend(reason, **options)
        return deadlines

    def _deadline_suspend(self, on):
        """Stop the running terms from a day (KPA art. 103): nothing is overdue until they are resumed."""
        self._deadline_search(running=True).filtered(lambda line: not line.suspended_on).write({"suspended_on": on})

    def _deadline_resume(self, on, reason):
        """Let suspended terms run on: the days of the suspension, both ends included, are not counted."""
        suspended = self._deadline_search(running=True).filtered("suspended_on")
        for day, deadlines in suspended.grouped("suspended_on").items():
            deadlines.suspended_on = False
            if on > day:
                deadlines.filtered(lambda line: line.rule_id._takes_excluded())._exclude(day, on, reason)

    def _deadline_move(self, other):
        """Let the running terms go on at another record of the same model, which takes the matter over."""
        self.ensure_one()
        deadlines = self._deadline_search(running=True)
        deadlines._close_activities(done=False)
        # sudo: own model - reads the access of the other record, which the user may not open
        deadlines.write({"res_id": other.id, **deadlines._prepare_copies(other.sudo())})
        deadlines._plan_activities()

    def _deadline_sync(self):
        """Copy name, cell, handler and access to the deadlines, and give the activities to the handler."""
        for record_id, deadlines in self._deadline_search().grouped("res_id").items():
            # sudo: own model - copies what the verbs copied before
            copies = deadlines._prepare_copies(self.sudo().browse(record_id))
            held = copies.pop("access_tokens")
            changed = deadlines.filtered(lambda line, held=held, copies=copies: (
                list(line.access_tokens) != held
                or any(
                    (line[name].id if name.endswith("_id") else line[name]) != value for name, value in copies.items()
                )
            ))
            if changed:
                changed.write({**copies, "access_tokens": held})
                changed._plan_activities()
