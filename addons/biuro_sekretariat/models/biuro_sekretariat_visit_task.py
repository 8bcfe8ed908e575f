from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroSekretariatVisitTask(models.Model):
    """Task that came of a visit (polecenie): what, who, by when. Who does it sees the task, not the visit."""

    _name = "biuro.sekretariat.visit.task"
    _description = "Task of a Visit"
    _inherit = ["biuro.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_due, id"
    _mail_post_access = "read"

    name = fields.Char("Task", required=True, index="trigram")
    visit_id = fields.Many2one(
        "biuro.sekretariat.visit", "Visit", required=True, index=True, ondelete="restrict",
    )
    host_employee_id = fields.Many2one(
        related="visit_id.host_employee_id", store=True, index=True, string="Given By", compute_sudo=True,
    )
    employee_id = fields.Many2one("hr.employee", "Responsible", required=True, index=True, tracking=True)
    date_due = fields.Date("Due", required=True, index=True, tracking=True)
    state = fields.Selection(
        [("new", "To do"), ("done", "Done"), ("rejected", "Withdrawn")],
        required=True, readonly=True, default="new", copy=False, tracking=True,
    )
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    report = fields.Text("What Was Done", readonly=True, copy=False)
    done_on = fields.Date(readonly=True, copy=False)
    company_id = fields.Many2one(related="visit_id.company_id", store=True, index=True, compute_sudo=True)

    @api.depends("date_due", "state")
    def _compute_is_overdue(self):
        today = office_today()
        for task in self:
            task.is_overdue = task.state == "new" and bool(task.date_due) and task.date_due < today

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "=", "new"), ("date_due", "<", office_today())]

    @api.constrains("date_due", "visit_id")
    def _check_due(self):
        for task in self:
            # sudo: own model - the day of the visit only
            day = task.sudo().visit_id.day
            if day and task.date_due < day:
                raise ValidationError(self.env._("A task of a visit is due on the day of the visit or later."))

    @api.model_create_multi
    def create(self, vals_list):
        tasks = super().create(vals_list)
        for task in tasks:
            # sudo: hr.employee - the account of who does it
            if user := task.employee_id.sudo().user_id:
                # sudo: mail.activity - the person learns of the task, whoever gives it
                task.sudo().activity_schedule(
                    "mail.mail_activity_data_todo", date_deadline=task.date_due, user_id=user.id, summary=task.name,
                )
        return tasks

    def write(self, vals):
        if not self.env.su and any(task.state != "new" for task in self) and {"name", "employee_id", "date_due"} & set(
            vals
        ):
            raise UserError(self.env._("The task is finished: give a new one."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_finished(self):
        if any(task.state != "new" for task in self):
            raise UserError(self.env._("A finished task stays with the visit."))

    def _check_open(self):
        self.check_access("write")
        if any(task.state != "new" for task in self):
            raise UserError(self.env._("The task is finished: give a new one."))

    def action_done(self, report=None):
        """Report tasks as done.

        :param str report: what was done
        :return: True
        :raise UserError: finished already
        """
        self._check_open()
        # sudo: own model - write() refuses these fields from anyone else; access was checked above
        self.sudo().write({"state": "done", "report": (report or "").strip() or False, "done_on": office_today()})
        self.sudo().activity_feedback(["mail.mail_activity_data_todo"])
        return True

    def action_withdraw(self):
        """Withdraw tasks: they need not be done any more. Only who gave them does it.

        :return: True
        :raise UserError: finished already, or by somebody who may not change the visit
        """
        self._check_open()
        if not all(task.visit_id.has_access("write") for task in self):
            raise UserError(self.env._("Only the host or the secretariat withdraws a task."))
        # sudo: own model - write() refuses these fields from anyone else; access was checked above
        self.sudo().write({"state": "rejected"})
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])
        return True
