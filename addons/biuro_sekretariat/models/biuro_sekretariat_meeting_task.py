from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.models.biuro_access_mixin import EMPLOYEE, HEAD, tokens
from odoo.addons.biuro_kancelaria.tools import NumberedChar, office_today

TRANSITIONS = {
    "new": {"in_progress", "done", "rejected"},
    "in_progress": {"done", "rejected"},
    "done": {"in_progress"},
    "rejected": {"in_progress"},
}


class BiuroSekretariatMeetingTask(models.Model):
    """Task given at a meeting (zadanie): somebody answers for it by a day, reports, and the chair closes it.

    new - in_progress - done (closed by the chair) | rejected by the chair; overdue once its day has passed.
    """

    _name = "biuro.sekretariat.meeting.task"
    _description = "Task of a Meeting"
    _inherit = ["biuro.access.mixin", "biuro.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_due, id"
    _mail_post_access = "read"
    _access_depends = (
        "responsible_id", "responsible_id.department_id", "co_responsible_ids", "meeting_id.access_tokens",
        "meeting_id.access_work_tokens", "carried_meeting_ids.access_tokens",
    )

    name = NumberedChar("Task", required=True, index="trigram", tracking=True)
    meeting_id = fields.Many2one(
        "biuro.sekretariat.meeting", "Meeting", required=True, index=True, ondelete="restrict",
    )
    item_id = fields.Many2one(
        "biuro.sekretariat.meeting.item", "Item", index="btree_not_null", ondelete="restrict",
        domain="[('meeting_id', '=', meeting_id)]",
    )
    # copies, for people who see the task and not the minutes
    meeting_name = fields.Char("Given At", compute="_compute_meeting_name", store=True, compute_sudo=True)
    meeting_date = fields.Datetime("Given On", related="meeting_id.date_start", store=True)
    series_id = fields.Many2one(related="meeting_id.series_id", store=True, index="btree_not_null")
    chair_id = fields.Many2one(related="meeting_id.chair_id", store=True, index=True, string="Chair")
    company_id = fields.Many2one(related="meeting_id.company_id", store=True, index=True)

    responsible_id = fields.Many2one("hr.employee", "Responsible", required=True, index=True, tracking=True)
    co_responsible_ids = fields.Many2many(
        "hr.employee.public", "biuro_sekretariat_meeting_task_co_rel", "task_id", "employee_id", "Co-responsible",
    )
    department_id = fields.Many2one(
        "hr.department", "Cell", compute="_compute_department_id", store=True, compute_sudo=True,
        index="btree_not_null",
    )
    date_due = fields.Date("Due", required=True, tracking=True, index=True)
    date_due_first = fields.Date("First Due Day", readonly=True, copy=False)
    moved_count = fields.Integer("Times Moved", readonly=True, copy=False, aggregator=None)
    state = fields.Selection(
        [("new", "Given Out"), ("in_progress", "In Progress"), ("done", "Done"), ("rejected", "Dropped by the Chair")],
        default="new", required=True, readonly=True, copy=False, tracking=True, index=True,
    )
    status = fields.Selection(
        [
            ("new", "Given Out"), ("in_progress", "In Progress"), ("overdue", "Overdue"),
            ("done", "Done, to Be Closed"),
            ("closed", "Task Closed"), ("rejected", "Dropped by the Chair"),
        ],
        compute="_compute_status",
    )
    is_overdue = fields.Boolean("Overdue", compute="_compute_status", search="_search_is_overdue")
    is_open = fields.Boolean("Task Still Open", compute="_compute_is_open", store=True, index=True)
    is_mine = fields.Boolean("Mine", compute="_compute_my_part", search="_search_is_mine")
    is_chair = fields.Boolean("I Chair It", compute="_compute_my_part")
    report = fields.Text("Report on the Task", readonly=True, copy=False, tracking=True)
    date_done = fields.Date("Done On", readonly=True, copy=False)
    is_closed = fields.Boolean("Closed by the Chair", readonly=True, copy=False)
    closed_by_id = fields.Many2one("res.users", "Closed By", readonly=True, copy=False)
    closed_at = fields.Datetime("Closed At", readonly=True, copy=False)
    close_note = fields.Char("Remark of the Chair", readonly=True, copy=False)
    carried_meeting_ids = fields.Many2many(
        "biuro.sekretariat.meeting", "biuro_sekretariat_meeting_carried_rel", "task_id", "meeting_id",
        "Carried To", readonly=True, copy=False,
    )
    reminded_on = fields.Date(readonly=True, copy=False)
    escalated_on = fields.Date("Superior Told On", readonly=True, copy=False)
    days_left = fields.Integer(compute="_compute_status", aggregator=None)

    _open_due_idx = models.Index("(date_due) WHERE is_open IS TRUE")

    @api.depends("meeting_id.register_ref", "meeting_id.name")
    def _compute_meeting_name(self):
        for task in self:
            task.meeting_name = task.meeting_id.display_name

    @api.depends("responsible_id.department_id")
    def _compute_department_id(self):
        for task in self:
            task.department_id = task.responsible_id.department_id

    @api.depends("state", "is_closed")
    def _compute_is_open(self):
        for task in self:
            task.is_open = task.state in ("new", "in_progress") or (task.state == "done" and not task.is_closed)

    @api.depends("state", "is_closed", "date_due")
    def _compute_status(self):
        today = office_today()
        for task in self:
            late = task.state in ("new", "in_progress") and bool(task.date_due) and task.date_due < today
            task.is_overdue = late
            task.days_left = (task.date_due - today).days if task.date_due else 0
            if late:
                task.status = "overdue"
            else:
                task.status = "closed" if task.state == "done" and task.is_closed else task.state

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("state", "in", ("new", "in_progress")) & Domain("date_due", "<", office_today())

    @api.depends("responsible_id", "co_responsible_ids", "chair_id")
    @api.depends_context("uid")
    def _compute_my_part(self):
        # sudo: res.users - the people whose work the user does today
        people = self.env.user.sudo().acting_employee_ids
        for task in self:
            plain = task.sudo()  # sudo: hr.employee - compares people only
            task.is_mine = bool(plain._people() & people)
            task.is_chair = plain.chair_id in people

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: res.users - the people whose work the user does today
        people = self.env.user.sudo().acting_employee_ids.ids
        return Domain("responsible_id", "in", people) | Domain("co_responsible_ids", "in", people)

    def _people(self):
        """Return the employees (hr.employee) who answer for the tasks."""
        # what everyone may read of employees is a view with the same ids
        return self.responsible_id | self.env["hr.employee"].browse(self.co_responsible_ids.ids)

    # Who sees it: who answers for it, their head, and who sees the minutes (also later ones of the series)

    def _access_is_restricted(self):
        return False

    def _access_cells(self):
        return self.env["hr.department"]

    def _access_employees(self):
        return self.env["hr.employee"]

    def _access_readers(self):
        return self.env["res.users"]

    def _access_extra(self, restricted):
        work = set(self.meeting_id.access_work_tokens or ())
        look = set(self.meeting_id.access_tokens or ())
        for meeting in self.carried_meeting_ids:
            look |= set(meeting.access_tokens or ())
        look |= tokens(EMPLOYEE, self._people().ids) | tokens(HEAD, self.responsible_id.department_id.ids)
        return work, look

    # Records

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("item_id") and not vals.get("meeting_id"):
                vals["meeting_id"] = self.env["biuro.sekretariat.meeting.item"].browse(vals["item_id"]).meeting_id.id
            if not (vals.get("name") or "").strip():
                raise UserError(self.env._("Write what is to be done."))
            if not vals.get("responsible_id") or not vals.get("date_due"):
                raise UserError(self.env._("Name who answers for the task and by which day."))
        tasks = super().create(vals_list)
        for task in tasks:
            task._check_given()
        # sudo: own model - the first day is kept for ever
        for day, lines in tasks.sudo().grouped("date_due").items():
            lines.date_due_first = day
        tasks._plan_activities()
        return tasks

    def _check_given(self):
        self.ensure_one()
        if self.env.su:
            return
        if self.meeting_id.state not in ("planned", "held", "draft_minutes"):
            self.meeting_id._check_open()
        if self.item_id and self.item_id.meeting_id != self.meeting_id:
            raise UserError(self.env._("The item of a task belongs to the same meeting."))

    def write(self, vals):
        if not self.env.su and not {
            "name", "meeting_id", "item_id", "responsible_id", "co_responsible_ids", "date_due",
        }.isdisjoint(vals):
            for task in self:
                if task.meeting_id.state not in ("planned", "held", "draft_minutes"):
                    raise UserError(self.env._(
                        "The minutes are closed: move the day of “%(task)s” with its button.", task=task.name,
                    ))
        result = super().write(vals)
        if not {"responsible_id", "co_responsible_ids", "date_due", "name"}.isdisjoint(vals):
            self._plan_activities()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_given(self):
        for task in self:
            if task.meeting_id.state not in ("planned", "held", "draft_minutes") or task.state != "new":
                raise UserError(self.env._("A task that was given is not deleted. The chair may drop it."))
