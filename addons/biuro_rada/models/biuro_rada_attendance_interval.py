from odoo import fields, models


class BiuroRadaAttendanceInterval(models.Model):
    """One stay of a councillor in the hall."""

    _name = "biuro.rada.attendance.interval"
    _description = "Stay in the Hall"
    _order = "check_in, id"

    attendance_id = fields.Many2one("biuro.rada.attendance", required=True, index=True, ondelete="cascade")
    check_in = fields.Datetime("Came", required=True)
    check_out = fields.Datetime("Left")

    _ordered = models.Constraint("CHECK (check_out IS NULL OR check_out >= check_in)", "One leaves after one comes.")
