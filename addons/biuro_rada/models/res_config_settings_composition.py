from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    rada_council_name = fields.Char(related="company_id.rada_council_name", readonly=False)
    rada_council_room = fields.Char(related="company_id.rada_council_room", readonly=False)
    rada_council_email = fields.Char(related="company_id.rada_council_email", readonly=False)
    rada_clerk_id = fields.Many2one(related="company_id.rada_clerk_id", readonly=False)
    rada_commissioner_id = fields.Many2one(related="company_id.rada_commissioner_id", readonly=False)
    rada_club_min_members = fields.Integer(related="company_id.rada_club_min_members", readonly=False)
