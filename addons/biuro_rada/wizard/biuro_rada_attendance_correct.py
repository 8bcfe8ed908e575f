from odoo import fields, models


class BiuroRadaAttendanceCorrect(models.TransientModel):
    """Window that corrects the attendance of one councillor after the session."""

    _name = "biuro.rada.attendance.correct"
    _description = "Correct the Attendance"

    attendance_id = fields.Many2one(
        "biuro.rada.attendance",
        "Councillor",
        required=True,
        default=lambda self: self.env.context.get("active_id"),
        ondelete="cascade",
    )
    status = fields.Selection(
        [
            ("present", "Present"),
            ("late", "Came late"),
            ("left", "Left early"),
            ("excused", "Excused"),
            ("absent", "Absent"),
        ],
        "Presence",
        required=True,
    )
    change_hours = fields.Boolean("Correct the hours too")
    check_in = fields.Datetime("Came")
    check_out = fields.Datetime("Left")
    reason = fields.Char("Reason of the Correction", required=True)

    def action_confirm(self):
        """Correct the attendance.

        :return: dict, closes the window
        :raise UserError: see ``biuro.rada.attendance.action_correct``
        """
        self.ensure_one()
        stay = (
            [(fields.Datetime.to_string(self.check_in), fields.Datetime.to_string(self.check_out))]
            if self.change_hours and self.check_in and self.check_out
            else None
        )
        self.attendance_id.action_correct(self.status, self.reason, stay)
        return {"type": "ir.actions.act_window_close"}
