from odoo import fields, models
from odoo.tools import sql

from .hr_employee import OFFICE_FUNCTIONS


class HrEmployeePublic(models.Model):
    """Every employee may know who holds which function in the office."""

    _inherit = "hr.employee.public"

    office_function = fields.Selection(OFFICE_FUNCTIONS, readonly=True)

    def init(self):
        """Build the view anew only where it lacks a column: an update of this addon alone knows nothing of the columns
        of addons that are loaded after it, and would take them away.
        """
        wanted = {name for name, field in self._fields.items() if field.store and field.column_type}
        if wanted - sql.table_columns(self.env.cr, self._table).keys():
            super().init()
