from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .biuro_rada_club import LEAST_MEMBERS


class ResCompany(models.Model):
    """What the office of the council sets once: its name, who answers for its terms, to whom its letters go."""

    _inherit = "res.company"

    rada_council_name = fields.Char(
        "Name of the Council", help="On the letterhead of the council, e.g. Rada Miasta Jasionów."
    )
    rada_council_room = fields.Char("Room of the Council's Office", help="Stands under the name on the letterhead.")
    rada_council_email = fields.Char("E-mail of the Council's Office")
    rada_clerk_id = fields.Many2one(
        "hr.employee.public", "Clerk of the Council",
        help="Answers for the statutory calendar and the terms of the council; gets the reminders.",
    )
    rada_commissioner_id = fields.Many2one(
        "res.partner", "Election Commissioner", help="To whom resignations and resolutions on expiry are sent."
    )
    rada_club_min_members = fields.Integer(
        "Members of a Club at Least", default=LEAST_MEMBERS, help="Art. 23 says three; the statute may ask for more."
    )

    @api.constrains("rada_club_min_members")
    def _check_rada_club(self):
        if any(company.rada_club_min_members < LEAST_MEMBERS for company in self):
            raise ValidationError(self.env._("A club has at least three councillors (art. 23): give three or more."))

    def _rada_clerk(self):
        """Return the employee (hr.employee, one or empty) who answers for the council's terms: as set, else the user's.
        """
        self.ensure_one()
        # sudo: hr.employee - the public face of an employee has the same id
        clerk = self.env["hr.employee"].sudo().browse(self.rada_clerk_id.id).exists()
        return (clerk or self.env.user._biuro_employee().sudo()).sudo(False)

    def _rada_cell(self):
        """Return the cell (hr.department, one or empty) of the council's office: as set, else of the clerk."""
        self.ensure_one()
        if "rada_department_id" in self._fields and self.rada_department_id:
            return self.rada_department_id
        # sudo: hr.employee - the cell of the clerk
        return self._rada_clerk().sudo().department_id.sudo(False)
