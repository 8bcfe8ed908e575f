from datetime import timedelta

from markupsafe import Markup

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from ..law import holidays

REMINDER = "biuro_kancelaria.mail_activity_type_deadline"
ESCALATION = "biuro_kancelaria.mail_activity_type_overdue"


class BiuroDeadlineAlerts(models.Model):
    """How people learn of a term: activity of the handler, word to the superior, daily digest."""

    _name = "biuro.deadline"
    _inherit = "biuro.deadline"

    # ------------------------------------------------------------------
    # Activities
    # ------------------------------------------------------------------

    def _get_reminder_day(self):
        """Return the day of the activity: some days before, on a working day, not before the event."""
        self.ensure_one()
        rule = self.rule_id
        day = self.date_target if rule.date_basis == "target" else self.date_deadline
        return max(holidays.previous_working(day - timedelta(days=rule.warn_days)), min(self.date_start, day))

    def _get_activity_text(self):
        self.ensure_one()
        return Markup("<p>%s</p>") % self.env._(
            "Legal end %(end)s, safe date %(target)s. %(basis)s",
            end=format_date(self.env, self.date_deadline), target=format_date(self.env, self.date_target),
            basis=self.legal_basis,
        )

    def _plan_activities(self):
        """Give each running deadline one activity of its handler, on the right day, created in one call."""
        reminder = self.env.ref(REMINDER)
        missing, values = self.browse(), []
        for deadline in self:
            if deadline.state != "running" or "activity_ids" not in self.env[deadline.res_model]._fields:
                continue
            activity, user, day = deadline.activity_id, deadline.user_id, deadline._get_reminder_day()
            if not user.active:
                activity.unlink()
            elif activity.active:
                if (activity.user_id, activity.date_deadline) != (user, day):
                    activity.with_context(mail_activity_quick_update=True).write({
                        "user_id": user.id, "date_deadline": day, "note": deadline._get_activity_text(),
                    })
            else:
                missing += deadline
                values.append({
                    "activity_type_id": reminder.id, "summary": deadline.name, "note": deadline._get_activity_text(),
                    "date_deadline": day, "user_id": user.id, "res_model_id": deadline.res_model_id.id,
                    "res_id": deadline.res_id,
                })
        if values:
            activities = self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(values)
            for deadline, activity in zip(missing, activities, strict=True):
                deadline.activity_id = activity

    def _close_activities(self, done):
        """End the activities of deadlines that run no more: as done, or without a trace."""
        activities = (self.activity_id | self.escalation_id).filtered("active")
        if done:
            activities.action_feedback()
        else:
            activities.unlink()

    # ------------------------------------------------------------------
    # Escalation
    # ------------------------------------------------------------------

    def _get_superior(self, department, user):
        """Return the user who heads the cell or the nearest one above, other than ``user``."""
        while department:
            head = department.manager_id.user_id
            if head.active and head != user:
                return head
            department = department.parent_id
        return self.env["res.users"]

    @api.model
    def _cron_escalate(self, batch_size=200):
        """Tell the superior of each overdue deadline, once; what is extended and late again is told again."""
        domain = self._get_overdue_domain() & Domain("escalated_on", "=", False)
        found = self.search(domain, limit=batch_size, order="id").try_lock_for_update().filtered_domain(domain)
        found._escalate()
        self.env["ir.cron"]._commit_progress(len(found), remaining=self.search_count(domain))

    def _escalate(self):
        escalation = self.env.ref(ESCALATION)
        told, values = self.browse(), []
        for (department, user), deadlines in self.grouped(lambda line: (line.department_id, line.user_id)).items():
            superior = self._get_superior(department, user)
            for deadline in deadlines:
                if superior and "activity_ids" in self.env[deadline.res_model]._fields:
                    told += deadline
                    values.append({
                        "activity_type_id": escalation.id, "summary": deadline.name,
                        "note": deadline._get_activity_text(), "date_deadline": self._today(), "user_id": superior.id,
                        "res_model_id": deadline.res_model_id.id, "res_id": deadline.res_id,
                    })
        self.escalation_id.filtered("active").unlink()
        activities = self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(values)
        for deadline, activity in zip(told, activities, strict=True):
            deadline.escalation_id = activity
        self.write({"escalated_on": self._today()})

    # ------------------------------------------------------------------
    # Digest
    # ------------------------------------------------------------------

    @api.model
    def _get_digest_domain(self):
        """Return the domain of what a digest tells: running terms that end by Sunday of this week."""
        today = self._today()
        sunday = today + timedelta(days=6 - today.weekday())
        return Domain("state", "=", "running") & Domain("suspended_on", "=", False) & (
            Domain("date_deadline", "<=", sunday) | Domain("date_target", "<=", sunday)
        )

    @api.model
    def _cron_digest(self, batch_size=50):
        """Send each employee one mail on a working day with the terms of today, of this week and overdue, if any."""
        today = self._today()
        if not holidays.is_working(today):
            return
        groups = self._read_group(self._get_digest_domain(), ["employee_id"])
        employees = [employee.id for employee, in groups if employee]
        domain = (
            Domain("acting_employee_ids", "in", employees) & Domain("email", "!=", False) & Domain("share", "=", False)
            & (Domain("deadline_digest_on", "=", False) | Domain("deadline_digest_on", "<", today))
        )
        users = self.env["res.users"].search(domain, limit=batch_size, order="id")
        template = self.env.ref("biuro_kancelaria.mail_template_deadline_digest")
        users.deadline_digest_on = today
        template.send_mail_batch(users.ids)
        self.env["ir.cron"]._commit_progress(len(users), remaining=self.env["res.users"].search_count(domain))
