from odoo import api, fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    cell_ids = fields.Many2many(
        "hr.department", "biuro_user_cell_rel", "user_id", "department_id", "Cells",
        compute="_compute_cells", store=True, compute_sudo=True,
        help="Cells the user works in, also as a substitute today.",
    )
    managed_cell_ids = fields.Many2many(
        "hr.department", "biuro_user_managed_cell_rel", "user_id", "department_id", "Managed Cells",
        compute="_compute_cells", store=True, compute_sudo=True,
        help="Cells the user heads, with all cells below them, also as a substitute today.",
    )
    # the people whose work the user does today: oneself and those one substitutes
    acting_employee_ids = fields.Many2many(
        "hr.employee", "biuro_user_acting_rel", "user_id", "employee_id", "Acts for",
        compute="_compute_cells", store=True, compute_sudo=True,
    )

    @api.depends("employee_ids.active", "employee_ids.department_id")
    def _compute_cells(self):
        today = fields.Date.context_today(self)
        substitutions = self.env["biuro.substitution"].search([
            ("substitute_id", "in", self.employee_ids.ids), ("date_from", "<=", today), ("date_to", ">=", today),
        ])
        for user in self:
            own = user.employee_ids.filtered("active")
            people = own | substitutions.filtered(lambda line: line.substitute_id in own).employee_id
            headed = self.env["hr.department"].search([("manager_id", "in", people.ids)]) if people else people.department_id
            user.acting_employee_ids = people
            user.managed_cell_ids = self.env["hr.department"].search([("id", "child_of", headed.ids)]) if headed else headed
            user.cell_ids = people.department_id | user.managed_cell_ids
        # record rules read these fields and keep what they read
        self.env.registry.clear_cache()

    def _biuro_employee(self):
        """Return the employee (hr.employee, one or empty) as whom the user acts in the current company."""
        self.ensure_one()
        # sudo: hr.employee - one's own record only
        return self.sudo().employee_ids.filtered(lambda employee: employee.company_id == self.env.company)[:1].sudo(False)
