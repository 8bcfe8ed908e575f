from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    biuro_office_name = fields.Char(related="company_id.biuro_office_name", readonly=False)
    biuro_teryt = fields.Char(related="company_id.biuro_teryt", readonly=False)
    biuro_ade_address = fields.Char(related="company_id.biuro_ade_address", readonly=False)
    biuro_ade_warning = fields.Char(related="company_id.biuro_ade_warning")
    biuro_bip_url = fields.Char(related="company_id.biuro_bip_url", readonly=False)
    biuro_coat_of_arms = fields.Image(related="company_id.biuro_coat_of_arms", readonly=False)
    biuro_records_system = fields.Selection(related="company_id.biuro_records_system", readonly=False, required=True)
    biuro_epuap_counts_as_account = fields.Boolean(
        related="company_id.biuro_epuap_counts_as_account", readonly=False,
    )
    biuro_street = fields.Char("Street and Number", related="company_id.street", readonly=False)
    biuro_zip = fields.Char("Postal Code", related="company_id.zip", readonly=False)
    biuro_city = fields.Char("Town", related="company_id.city", readonly=False)
    biuro_email = fields.Char("Office E-mail", related="company_id.email", readonly=False)
    biuro_phone = fields.Char("Office Phone", related="company_id.phone", readonly=False)
