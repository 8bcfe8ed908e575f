from odoo import api, fields, models

from .biuro_access_mixin import CELL, EMPLOYEE, HEAD, MAIL_POINT, USER, Tokens, tokens


class ResUsers(models.Model):
    _inherit = "res.users"

    cell_ids = fields.Many2many(
        "hr.department",
        "biuro_user_cell_rel",
        "user_id",
        "department_id",
        "Cells",
        compute="_compute_cells",
        store=True,
        compute_sudo=True,
        copy=False,
        help="Cells the user works in, also as a substitute today.",
    )
    managed_cell_ids = fields.Many2many(
        "hr.department",
        "biuro_user_managed_cell_rel",
        "user_id",
        "department_id",
        "Managed Cells",
        compute="_compute_cells",
        store=True,
        compute_sudo=True,
        copy=False,
        help="Cells the user heads, with all cells below them, also as a substitute today.",
    )
    # the people whose work the user does today: oneself and those one substitutes
    acting_employee_ids = fields.Many2many(
        "hr.employee",
        "biuro_user_acting_rel",
        "user_id",
        "employee_id",
        "Acts for",
        compute="_compute_cells",
        store=True,
        compute_sudo=True,
        copy=False,
    )
    # the same in the form that record rules compare with the records' own tokens
    access_tokens = Tokens(
        compute="_compute_cells",
        store=True,
        compute_sudo=True,
        copy=False,
        groups=fields.NO_ACCESS,
    )

    @api.depends(
        "active",
        "all_group_ids",
        "employee_ids.active",
        "employee_ids.user_id",
        "employee_ids.department_id",
        "employee_ids.current_version_id",
    )
    def _compute_cells(self):
        """Set whom a user acts for today and in which cells. All companies count: company rules narrow later."""
        today = self.env["biuro.substitution"]._office_today()
        Employee, Department = self.env["hr.employee"], self.env["hr.department"]
        employees = Employee.search([("user_id", "in", self.ids)])
        substitutions = self.env["biuro.substitution"].search(
            [
                ("substitute_id", "in", employees.ids),
                ("date_from", "<=", today),
                ("date_to", ">=", today),
                ("is_cancelled", "=", False),
            ]
        )
        people = employees | substitutions.employee_id
        headed_by = Department.search([("manager_id", "in", people.ids)]).grouped("manager_id")
        chancellery = "biuro_kancelaria.biuro_kancelaria_group_chancellery"
        changed = False
        for user in self:
            own = employees.filtered(lambda employee, user=user: employee.user_id == user._origin)
            acting = own | substitutions.filtered(lambda line, own=own: line.substitute_id in own).employee_id
            headed = Department.union(*(headed_by.get(person, Department) for person in acting))
            managed = Department.search([("id", "child_of", headed.ids)]) if headed else Department
            cells = acting.department_id | managed
            mail_points = cells.filtered("is_mail_point") if user.has_group(chancellery) else Department
            held = sorted(
                tokens(CELL, cells.ids)
                | tokens(HEAD, managed.ids)
                | tokens(EMPLOYEE, acting.ids)
                | tokens(USER, user._origin.ids)
                | tokens(MAIL_POINT, mail_points.ids)
            )
            changed = changed or tuple(held) != user.access_tokens
            user.acting_employee_ids, user.managed_cell_ids, user.cell_ids = acting, managed, cells
            user.access_tokens = held
        if changed:
            # record rules read these fields and keep what they read
            self.env.registry.clear_cache()

    @api.model
    def _refresh_cells(self):
        """Compute anew the cells of all users who have an employee; structure or substitutions have changed."""
        # sudo: res.users, hr.employee - whoever may change the structure changes what people see, nothing is returned
        users = self.sudo().with_context(active_test=False).search([("employee_ids", "!=", False)])
        self.env.add_to_compute(self._fields["access_tokens"], users)
        # record rules of this very transaction must see the change
        users._recompute_recordset(["cell_ids", "managed_cell_ids", "acting_employee_ids", "access_tokens"])
        self.env.registry.clear_cache()

    @api.model
    def _cron_refresh_cells(self):
        """Shortly after midnight: substitutions and employments that begin or end today."""
        self.env["hr.employee"]._cron_update_current_version_id()
        self._refresh_cells()

    def _biuro_employee(self):
        """Return the employee (hr.employee, one or empty) as whom the user acts in the current company."""
        self.ensure_one()
        # sudo: hr.employee - one's own record only
        return (
            self.sudo().employee_ids.filtered(lambda employee: employee.company_id == self.env.company)[:1].sudo(False)
        )
