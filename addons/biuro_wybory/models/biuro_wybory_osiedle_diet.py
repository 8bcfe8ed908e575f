from odoo import api, fields, models


class BiuroWyboryOsiedleDiet(models.Model):
    """Allowance (dieta) of one person for one month and unit, as it was counted; payroll taxes it."""

    _name = "biuro.wybory.osiedle.diet"
    _description = "Allowance of a Unit's Member"
    _inherit = ["biuro.guard.mixin"]
    _order = "list_id desc, unit_id, partner_id, id"
    _rec_name = "partner_id"

    list_id = fields.Many2one("biuro.wybory.osiedle.diet.list", "List", required=True, readonly=True, index=True,
                              ondelete="cascade")
    month = fields.Date(related="list_id.month", store=True, index=True)
    state = fields.Selection(related="list_id.state", store=True)
    paid_on = fields.Date(related="list_id.paid_on", store=True)
    approved_by_id = fields.Many2one(related="list_id.approved_by_id")
    unit_id = fields.Many2one("biuro.wybory.osiedle", "Unit", required=True, readonly=True, index=True,
                              ondelete="restrict")
    partner_id = fields.Many2one("res.partner", "Person", required=True, readonly=True, index=True, ondelete="restrict")
    mandate_id = fields.Many2one("biuro.wybory.osiedle.mandate", "Mandate", readonly=True, index="btree_not_null",
                                 ondelete="restrict")
    functions = fields.Char(readonly=True)
    base = fields.Monetary(readonly=True)
    meetings = fields.Integer("Meetings Attended", readonly=True)
    absences = fields.Integer(readonly=True)
    reduction = fields.Monetary(readonly=True)
    amount = fields.Monetary("To Be Paid", readonly=True)
    attendance_ref = fields.Text("Attendance", readonly=True)
    reasons = fields.Json("How It Was Counted", readonly=True)
    currency_id = fields.Many2one(related="list_id.currency_id")

    @api.depends("partner_id", "month")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.partner_id.name or ''} {line.month.strftime('%m.%Y') if line.month else ''}"
