from odoo import fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryLawnikCost(models.Model):
    """Line of the cost sheet of the task delegated by the state (u.s.p. art. 160; u.s.g. art. 8 ust. 3)."""

    _name = "biuro.wybory.lawnik.cost"
    _description = "Cost of a Lay-Judge Election"
    _order = "term_id desc, date, id"
    _rec_name = "description"

    term_id = fields.Many2one("biuro.wybory.lawnik.term", "Election", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="term_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(required=True, default=lambda self: office_today())
    kind = fields.Selection(
        [
            ("announcement", "Public announcement"), ("printing", "Printing"), ("postage", "Postage"),
            ("session", "Session and counting"), ("destruction", "Destruction"), ("other", "Other"),
        ],
        required=True, default="announcement",
    )
    description = fields.Char(required=True)
    document_ref = fields.Char("Invoice or Other Proof")
    amount = fields.Monetary(required=True)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "A cost is above zero.")
