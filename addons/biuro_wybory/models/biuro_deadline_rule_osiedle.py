from odoo import fields, models


class BiuroDeadlineRule(models.Model):
    _inherit = "biuro.deadline.rule"

    procedure = fields.Selection(
        selection_add=[("osiedle", "Neighbourhood Elections")], ondelete={"osiedle": "set default"},
    )
