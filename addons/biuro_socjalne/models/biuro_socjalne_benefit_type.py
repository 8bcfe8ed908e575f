from odoo import fields, models


class BiuroSocjalneBenefitType(models.Model):
    """Benefit of the rules: who may get it, by which table, from which line of the plan, with which tax."""

    _name = "biuro.socjalne.benefit.type"
    _description = "Kind of Benefit"
    _order = "regulation_id desc, sequence, code, id"

    regulation_id = fields.Many2one("biuro.socjalne.regulation", required=True, index=True, ondelete="cascade")
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    category_id = fields.Many2one("biuro.socjalne.category", "Line of the Plan", required=True, ondelete="restrict")
    criterion = fields.Selection(
        [("bracket", "Income Bracket"), ("individual", "Individual"), ("general_access", "General Access")],
        required=True, default="bracket",
    )
    table_id = fields.Many2one("biuro.socjalne.bracket.table", "Table", ondelete="restrict")
    tax_key = fields.Selection(
        [("P67", "PIT art. 21(1)(67)"), ("P26", "PIT art. 21(1)(26)"), ("P78", "PIT art. 21(1)(78)"),
         ("P67A", "PIT art. 21(1)(67a)"), ("VOUCHER", "Voucher"), ("NONE", "No Income")],
        "Tax", required=True, default="P67",
    )
    payable_to = fields.Selection(
        [("account", "Bank Account"), ("payroll", "With Pay"), ("vendor", "Vendor"), ("cash", "Cash")],
        required=True, default="account",
    )
    active = fields.Boolean(default=True)
