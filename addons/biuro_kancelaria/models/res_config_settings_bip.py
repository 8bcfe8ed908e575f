from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    biuro_a11y_status = fields.Selection(related="company_id.biuro_a11y_status", readonly=False)
    biuro_a11y_exceptions = fields.Text(related="company_id.biuro_a11y_exceptions", readonly=False)
    biuro_a11y_contact = fields.Char(related="company_id.biuro_a11y_contact", readonly=False)
    biuro_a11y_procedure = fields.Text(related="company_id.biuro_a11y_procedure", readonly=False)
    biuro_a11y_date = fields.Date(related="company_id.biuro_a11y_date", readonly=False)
