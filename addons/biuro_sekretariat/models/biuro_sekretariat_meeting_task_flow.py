from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.biuro_kancelaria.tools import office_today

from .biuro_sekretariat_meeting_task import TRANSITIONS


class BiuroSekretariatMeetingTaskFlow(models.Model):
    """Verbs of a task, and how it reminds of itself: activities, reminders, the superior told."""

    _inherit = "biuro.sekretariat.meeting.task"
    _reason_verbs = {
        "action_report": {"reason": "report", "date": "date"}, "action_close": {"reason": "note"},
        "action_return": {"reason": "note"}, "action_reject": {"reason": "note"},
        "action_move": {"date": "date_due", "reason": "reason"},
    }

    def _move_to(self, state, values=None):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for task in self:
            if state != task.state and state not in TRANSITIONS[task.state]:
                raise UserError(self.env._(
                    "%(task)s is “%(old)s” and cannot become “%(new)s”.", task=task.name, old=labels[task.state],
                    new=labels[state],
                ))
        # sudo: own model - write() refuses the state from anyone else; the verb checked who acts
        self.sudo().write({**(values or {}), "state": state})
        return True

    def _check_doer(self):
        """Refuse whoever neither answers for the task nor keeps the minutes."""
        self.check_access("read")
        for task in self:
            if not task.is_mine and not task.is_chair and not self.env["biuro.sekretariat.meeting"]._is_secretary():
                # sudo: hr.employee - who answers for the task stands in its heading
                raise AccessError(self.env._(
                    "Only who answers for the task reports on it: %(name)s.", name=task.sudo().responsible_id.name,
                ))

    def _check_chair(self):
        self.check_access("read")
        for task in self:
            if not task.is_chair:
                # sudo: hr.employee - the name of the chair, printed on the minutes
                raise AccessError(self.env._("Only the chair does this: %(name)s.", name=task.sudo().chair_id.name))

    def action_start(self):
        """Begin the task.

        :return: True
        """
        self._check_doer()
        for task in self:
            if task.state != "new":
                raise UserError(self.env._("%(task)s has begun already.", task=task.name))
        return self._move_to("in_progress")

    def action_report(self, report=None, date=None):
        """Report that the task is done; the chair closes it.

        :param str report: what was done, required
        :param str date: day "YYYY-MM-DD", today by default
        :return: True
        :raise UserError: no report, a day to come, a task that is over
        :raise AccessError: for anyone but who answers for it, the chair and the secretariat
        """
        self._check_doer()
        if not (report or "").strip():
            raise UserError(self.env._("Write what was done."))
        day = fields.Date.to_date(date) or office_today()
        if day > office_today():
            raise UserError(self.env._("A task cannot be done on a day to come."))
        for task in self:
            if task.state not in ("new", "in_progress"):
                raise UserError(self.env._("%(task)s is over already.", task=task.name))
            task._move_to("done", {"report": report.strip(), "date_done": day})
            task._done_activities()
            # sudo: hr.employee - the user of the chair
            task._tell(task.sudo().chair_id.user_id, self.env._("Close the task"))
        return True

    def action_close(self, note=None):
        """Close tasks that are done, as the chair.

        :param str note: remark of the chair
        :return: True
        """
        self._check_chair()
        for task in self:
            if task.state != "done" or task.is_closed:
                raise UserError(self.env._("%(task)s is not reported as done, so it cannot be closed.", task=task.name))
        # sudo: own model - written by this verb only; the chair was checked above
        self.sudo().write({
            "is_closed": True, "closed_by_id": self.env.uid, "closed_at": fields.Datetime.now(),
            "close_note": note or False,
        })
        self._done_activities()
        return True

    def action_return(self, note=None):
        """Give a task back that is not done well enough, or take up a dropped one again, as the chair.

        :param str note: what is missing, required
        :return: True
        """
        self._check_chair()
        if not (note or "").strip():
            raise UserError(self.env._("Write what is missing."))
        for task in self:
            if task.is_closed:
                raise UserError(self.env._("%(task)s is closed already.", task=task.name))
            task._move_to("in_progress", {"close_note": note.strip(), "date_done": False})
            task._message_log(body=self.env._("Given back by the chair: %(note)s", note=note.strip()))
        self._plan_activities()
        return True

    def action_reject(self, note=None):
        """Drop tasks, as the chair: they are not to be done any more.

        :param str note: why, required
        :return: True
        """
        self._check_chair()
        if not (note or "").strip():
            raise UserError(self.env._("Write why the task is dropped."))
        self._move_to("rejected", {"close_note": note.strip()})
        self._done_activities()
        return True

    def action_move(self, date_due=None, reason=None):
        """Move the day of tasks, as the chair; the first day stays on record.

        :param str date_due: the new day "YYYY-MM-DD", not before today
        :param str reason: why, required
        :return: True
        """
        self._check_chair()
        day = fields.Date.to_date(date_due)
        if not day or day < office_today():
            raise UserError(self.env._("The new day of a task is today or later."))
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the day is moved."))
        for task in self:
            if task.state not in ("new", "in_progress"):
                raise UserError(self.env._("%(task)s is over already.", task=task.name))
            old = task.date_due
            # sudo: own model - accepted minutes stay as they are, the day moves by this verb only
            task.sudo().write({
                "date_due": day, "moved_count": task.moved_count + 1, "reminded_on": False, "escalated_on": False,
            })
            task._message_log(body=self.env._(
                "Day moved from %(old)s to %(new)s: %(reason)s", old=fields.Date.to_string(old),
                new=fields.Date.to_string(day), reason=reason.strip(),
            ))
        return True

    # Activities

    def _tell(self, users, summary, date=None):
        values = [{
            "res_model_id": self.env["ir.model"]._get_id(self._name), "res_id": task.id, "user_id": user.id,
            "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id, "summary": summary,
            "date_deadline": date or office_today(),
        } for task in self for user in users]
        if values:
            # sudo: mail.activity - whoever answers for the task is told
            self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create(values)

    def _done_activities(self):
        # sudo: mail.activity - duties that ended, also of other people
        self.sudo().activity_ids.action_done()

    def _plan_activities(self):
        """Give whoever answers for open tasks an activity on their day, in place of the earlier ones."""
        # sudo: mail.activity, hr.employee - duties follow the task
        for task in self.sudo():
            task.activity_ids.unlink()
            if task.state in ("new", "in_progress"):
                task._tell(task._people().user_id, task.name, task.date_due)

    @api.model
    def _days(self, key, default):
        # sudo: ir.config_parameter - a plain number of days
        value = self.env["ir.config_parameter"].sudo().get_param(f"biuro_sekretariat.{key}")
        return int(value) if (value or "").isdigit() else default

    @api.model
    def _cron_follow_up(self):
        """Each morning: remind of tasks whose day is near, tell superiors of those that are late. Idempotent."""
        today = office_today()
        soon = fields.Date.add(today, days=self._days("task_remind_days", 3))
        late = fields.Date.subtract(today, days=self._days("task_escalate_days", 3))
        # sudo: own model - the cron works for the whole office
        tasks = self.sudo()
        running = [("state", "in", ("new", "in_progress"))]
        near = tasks.search([*running, ("date_due", "<=", soon), ("reminded_on", "=", False)])
        for task in near:
            task._tell(task._people().user_id, self.env._("Task due soon: %(task)s", task=task.name), task.date_due)
        near.write({"reminded_on": today})
        overdue = tasks.search([*running, ("date_due", "<", late), ("escalated_on", "=", False)])
        for task in overdue:
            heads = task.department_id.manager_id.user_id | task.chair_id.user_id
            task._tell(heads, self.env._(
                "Task overdue: %(task)s (%(name)s)", task=task.name, name=task.responsible_id.name,
            ))
        overdue.write({"escalated_on": today})
        return True

    def action_remind(self):
        """Remind those who answer for the tasks; open tasks only.

        :return: int, how many tasks were reminded of
        """
        self.check_access("read")
        for task in self:
            if not task.is_chair and not task.meeting_id.sudo().can_record:  # sudo: own model - who keeps the minutes
                raise AccessError(self.env._("Only the chair, the recorder and the secretariat remind of tasks."))
        running = self.filtered(lambda line: line.state in ("new", "in_progress"))
        for task in running:
            # sudo: hr.employee - the users of those who answer for the task
            task._tell(task.sudo()._people().user_id, self.env._("Reminder: %(task)s", task=task.name))
        return len(running)
