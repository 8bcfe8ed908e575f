from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    biuro_reply_reset = fields.Selection(related="company_id.biuro_reply_reset", readonly=False, required=True)
    biuro_sign_days = fields.Integer(related="company_id.biuro_sign_days", readonly=False)
