from odoo import fields, models

from .hr_employee import OFFICE_FUNCTIONS


class HrEmployeePublic(models.Model):
    """Every employee may know who holds which function in the office."""

    _inherit = "hr.employee.public"

    office_function = fields.Selection(OFFICE_FUNCTIONS, readonly=True)
