from odoo import fields, models


class BiuroRadaAttendanceList(models.Model):
    """What the lists of attendance and of absences are searched by."""

    _inherit = "biuro.rada.attendance"

    day = fields.Date(related="session_id.day", store=True, index=True)
    session_state = fields.Selection(related="session_id.state", string="State of the Session")
