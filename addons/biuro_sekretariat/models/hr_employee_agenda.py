from odoo import models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def write(self, vals):
        result = super().write(vals)
        if "office_function" in vals:
            # sudo: biuro.sekretariat.invitation - the deputies see invitations; nothing is returned
            Invitation = self.env["biuro.sekretariat.invitation"].sudo()
            self.env.add_to_compute(Invitation._fields["access_tokens"], Invitation.search([("state", "!=", "done")]))
            self.env.registry.clear_cache()
        return result

    def _get_agenda_partner(self):
        """Return the contact (res.partner, one or empty) as whom the employee stands in the calendar."""
        self.ensure_one()
        # sudo: hr.employee, res.users - the contact of a colleague
        employee = self.sudo()
        return (employee.user_id.partner_id or employee.work_contact_id).sudo(False)

    def _get_agenda_partners(self):
        """Return the contacts (res.partner) as whom the employees stand in the calendar."""
        return self.env["res.partner"].union(*(employee._get_agenda_partner() for employee in self))
