from odoo import api, fields, models


class BiuroRadaTraining(models.Model):
    """Training of councillors."""

    _name = "biuro.rada.training"
    _description = "Training of Councillors"
    _inherit = ["biuro.rada.files.mixin", "mail.thread"]
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
    date_end = fields.Date("Last Day")
    place = fields.Char()
    hours = fields.Float()
    participant_count = fields.Integer("Number of Participants", compute="_compute_cost_each", store=True)
    cost_each = fields.Monetary("Cost per Participant", compute="_compute_cost_each", store=True, aggregator="avg")

    _cost_not_negative = models.Constraint("CHECK (cost >= 0)", "The cost cannot be negative.")
    _dates_ordered = models.Constraint("CHECK (date_end IS NULL OR date_end >= date)", "It ends after it begins.")

    @api.depends("councillor_ids", "cost")
    def _compute_cost_each(self):
        for training in self:
            count = len(training.councillor_ids)
            training.participant_count = count
            training.cost_each = training.cost / count if count else 0
