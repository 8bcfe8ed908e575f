from odoo import fields, models


class BiuroRadaTraining(models.Model):
    """Training of councillors."""

    _name = "biuro.rada.training"
    _description = "Training of Councillors"
    _inherit = ["mail.thread"]
    _order = "date desc, id desc"
    _rec_name = "title"

    title = fields.Char(required=True)
    provider_id = fields.Many2one("res.partner", "Provider")
    date = fields.Date(required=True)
    councillor_ids = fields.Many2many("biuro.rada.councillor", string="Participants")
    cost = fields.Monetary()
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.company.currency_id, required=True)
    certificate_ids = fields.Many2many("ir.attachment", string="Certificates")
    note = fields.Text()
