from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    rada_department_id = fields.Many2one(related="company_id.rada_department_id", readonly=False)
    rada_wojewoda_id = fields.Many2one(related="company_id.rada_wojewoda_id", readonly=False)
    rada_rio_id = fields.Many2one(related="company_id.rada_rio_id", readonly=False)
    rada_journal_name = fields.Char(related="company_id.rada_journal_name", readonly=False)
    rada_city_genitive = fields.Char(related="company_id.rada_city_genitive", readonly=False)
    rada_opinion_days = fields.Integer(related="company_id.rada_opinion_days", readonly=False)
    rada_treasurer_days = fields.Integer(related="company_id.rada_treasurer_days", readonly=False)
    rada_committee_days = fields.Integer(related="company_id.rada_committee_days", readonly=False)
    rada_min_proposers = fields.Integer(related="company_id.rada_min_proposers", readonly=False)
