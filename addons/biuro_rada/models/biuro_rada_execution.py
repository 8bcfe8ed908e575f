from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaExecution(models.Model):
    """Execution of a resolution by a cell of the office (u.s.g. art. 30): who, until when, what was done."""

    _name = "biuro.rada.execution"
    _description = "Execution of a Resolution"
    _inherit = ["biuro.guard.mixin", "biuro.deadline.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "due, id"
    _reason_verbs = {"action_not_applicable": {"reason": "reason"}}

    resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="resolution_id.company_id", store=True)
    date_adopted = fields.Date(related="resolution_id.date_adopted", store=True, string="Adopted On")
    department_id = fields.Many2one("hr.department", "Cell", required=True, index=True)
    responsible_id = fields.Many2one("hr.employee", "Responsible")
    due = fields.Date(tracking=True)
    report_date = fields.Date("Reported On", tracking=True, readonly=True)
    text = fields.Text("Report")
    status = fields.Selection(
        [
            ("not_started", "Not begun"),
            ("in_progress", "In progress"),
            ("done", "Done"),
            ("not_applicable", "Nothing to do"),
        ],
        required=True,
        readonly=True,
        default="not_started",
        tracking=True,
        index=True,
    )
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")

    @api.depends("due", "status")
    def _compute_is_overdue(self):
        today = office_today()
        for row in self:
            row.is_overdue = bool(row.due and row.due < today and row.status in ("not_started", "in_progress"))

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("due", "<", office_today()), ("status", "in", ("not_started", "in_progress"))]

    @api.depends("resolution_id.display_name", "department_id.name")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.resolution_id.display_name} – {row.department_id.name or ''}"

    def _get_deadline_employee(self):
        return self.responsible_id

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._start_terms()
        return rows

    def write(self, vals):
        if not self.env.su and any(row.status in ("done", "not_applicable") for row in self):
            raise UserError(self.env._("The execution is reported: the entry is closed."))
        result = super().write(vals)
        if "due" in vals:
            self._start_terms()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        if any(row.status != "not_started" or row.text for row in self):
            raise UserError(self.env._("An execution that was begun stays in the register."))

    def _start_terms(self):
        """Begin the term of each entry with a day: it stands in the cockpit of who answers for it."""
        for row in self.sudo():  # sudo: own model - the term follows from the day that was written
            row._deadline_cancel("resolution_execution")
            if row.due and row.status in ("not_started", "in_progress"):
                start = min(row.resolution_id.date_adopted, row.due)
                row._deadline_start("resolution_execution", start, amount=(row.due - start).days)

    def _check_mine(self):
        """Whoever answers for it, a colleague of the cell, or the office of the council."""
        self.check_access("read")
        if self.env.user.has_group("biuro_rada.biuro_rada_group_user"):
            return
        employee = self.env.user._biuro_employee()
        # sudo: hr.employee - the user's own cell
        cell = employee.sudo().department_id
        for row in self:
            if not employee or (row.responsible_id != employee and row.department_id != cell):
                raise AccessError(self.env._("Another cell answers for this execution."))
            if row.status in ("done", "not_applicable"):
                raise UserError(self.env._("The execution is reported: the entry is closed."))

    def action_begin(self):
        """Note that the execution began.

        :return: True
        :raise AccessError: another cell answers for it
        """
        self._check_mine()
        # sudo: own model - facts are written by verbs only; who may was checked above
        self.sudo().filtered(lambda row: row.status == "not_started").status = "in_progress"
        return True

    def action_report(self, text, done=True, on=None):
        """Report on the execution.

        :param str text: what was done
        :param bool done: the resolution is executed; otherwise the report is of the state so far
        :param str on: day "YYYY-MM-DD", today by default
        :return: True
        :raise UserError: no words; a day of the future; reported already
        :raise AccessError: another cell answers for it
        """
        self._check_mine()
        day = fields.Date.to_date(on) or office_today()
        if not (text or "").strip():
            raise UserError(self.env._("Write what was done."))
        if day > office_today():
            raise UserError(self.env._("The day cannot be later than today."))
        for row in self:
            if row.status in ("done", "not_applicable"):
                raise UserError(self.env._("The execution is reported: the entry is closed."))
        # sudo: own model - as above
        self.sudo().write({"text": text, "report_date": day, "status": "done" if done else "in_progress"})
        if done:
            self.sudo()._deadline_done("resolution_execution", on=fields.Date.to_string(day))
            self.resolution_id._advance()
        return True

    def action_not_applicable(self, reason):
        """Note that there is nothing to execute.

        :param str reason: why
        :return: True
        :raise UserError: no reason
        """
        self._check_mine()
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        # sudo: own model - as above
        self.sudo().write({"text": reason, "report_date": office_today(), "status": "not_applicable"})
        self.sudo()._deadline_cancel("resolution_execution", reason)
        self.resolution_id._advance()
        return True

    def action_open_report(self):
        """Open the window of the report.

        :return: action (dict)
        """
        self.ensure_one()
        return self.env["biuro.rada.step"]._open("report", self)
