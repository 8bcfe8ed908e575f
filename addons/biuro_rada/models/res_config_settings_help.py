from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Settings of help to councillors: the office's promises and the statute's terms."""

    _inherit = "res.config.settings"

    rada_help_days = fields.Integer(
        "Working Days to Answer a Request", config_parameter="biuro_rada.help_days", default=5
    )
    rada_motion_days = fields.Integer("Days to Answer a Motion", config_parameter="biuro_rada.motion_days", default=30)
    rada_department_id = fields.Many2one(
        "hr.department", "Cell of the Council's Office", config_parameter="biuro_rada.department_id"
    )
