from odoo import fields, models


class BiuroRadaAttendanceCorrection(models.Model):
    """Correction of the attendance list after the session: what was, what is, why, by whom. Rows are only added."""

    _name = "biuro.rada.attendance.correction"
    _description = "Correction of Attendance"
    _order = "id desc"
    _rec_name = "reason"

    attendance_id = fields.Many2one(
        "biuro.rada.attendance", required=True, readonly=True, index=True, ondelete="cascade"
    )
    old_status = fields.Char("Was", readonly=True, required=True)
    new_status = fields.Char("Is", readonly=True, required=True)
    old_hours = fields.Char("Hours Were", readonly=True)
    new_hours = fields.Char("Hours Are", readonly=True)
    reason = fields.Char(required=True, readonly=True)
    corrected_at = fields.Datetime("Corrected", required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one("res.users", "By", required=True, readonly=True, default=lambda self: self.env.user)
