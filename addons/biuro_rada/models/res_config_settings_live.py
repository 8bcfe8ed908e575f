from odoo import fields, models


class ResConfigSettingsLive(models.TransientModel):
    _inherit = "res.config.settings"

    rada_hide_running_count = fields.Boolean(related="company_id.rada_hide_running_count", readonly=False)
