from odoo import fields, models


class ResConfigSettingsSessions(models.TransientModel):
    _inherit = "res.config.settings"

    rada_notice_days_ordinary = fields.Integer(related="company_id.rada_notice_days_ordinary", readonly=False)
    rada_notice_days_budget = fields.Integer(related="company_id.rada_notice_days_budget", readonly=False)
    rada_notice_days_request = fields.Integer(related="company_id.rada_notice_days_request", readonly=False)
    rada_notice_days_committee = fields.Integer(related="company_id.rada_notice_days_committee", readonly=False)
    rada_notice_unit = fields.Selection(related="company_id.rada_notice_unit", readonly=False, required=True)
    rada_notice_full_days = fields.Boolean(related="company_id.rada_notice_full_days", readonly=False)
    rada_speech_minutes = fields.Integer(related="company_id.rada_speech_minutes", readonly=False)
    rada_ad_vocem_minutes = fields.Integer(related="company_id.rada_ad_vocem_minutes", readonly=False)
    rada_debate_residents = fields.Integer(related="company_id.rada_debate_residents", readonly=False)
    rada_minutes_layout_days = fields.Integer(related="company_id.rada_minutes_layout_days", readonly=False)
    rada_publish_days = fields.Integer(related="company_id.rada_publish_days", readonly=False)
    rada_statute_basis = fields.Char(related="company_id.rada_statute_basis", readonly=False)
