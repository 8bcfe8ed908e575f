from odoo import models


class HrEmployee(models.Model):
    """Who is a deputy sees the register of receptions: the rule is read anew when functions change."""

    _inherit = "hr.employee"

    def write(self, vals):
        result = super().write(vals)
        if "office_function" in vals:
            self.env.registry.clear_cache()
        return result
