from odoo import api, fields, models

HEADS = ("president", "deputy")


class ResUsers(models.Model):
    """Whose agendas a user may read and keep today. Record rules of the calendar ask these fields."""

    _inherit = "res.users"

    agenda_full_ids = fields.Many2many(
        "hr.employee.public", string="Agendas Read in Full", compute="_compute_agendas", compute_sudo=True,
        help="One's own, those of people one substitutes today, and those one serves.",
    )
    agenda_fellow_ids = fields.Many2many(
        "hr.employee.public", string="Agendas of Fellow Heads", compute="_compute_agendas", compute_sudo=True,
        help="The President and the deputies read each other's agendas, less what is personal.",
    )
    agenda_write_ids = fields.Many2many(
        "hr.employee.public", string="Agendas Kept", compute="_compute_agendas", compute_sudo=True,
    )

    @api.depends("acting_employee_ids", "employee_ids.office_function")
    def _compute_agendas(self):
        Service = self.env["biuro.sekretariat.service"]
        services = Service.search(
            [("employee_id", "in", self.acting_employee_ids.ids), *Service._running_domain()])
        heads = self.env["hr.employee"].search([("office_function", "in", HEADS)])
        for user in self:
            mine = services.filtered(lambda line, user=user: line.employee_id in user.acting_employee_ids)
            kept = mine.filtered(lambda line: line.level == "write")
            is_head = any(employee.office_function in HEADS for employee in user.employee_ids)
            user.agenda_full_ids = [fields.Command.set((user.acting_employee_ids | mine.host_id).ids)]
            user.agenda_write_ids = [fields.Command.set((user.acting_employee_ids | kept.host_id).ids)]
            user.agenda_fellow_ids = [fields.Command.set(heads.ids if is_head else [])]
