from odoo import fields, models


class BiuroRegister(models.Model):
    """Definition of an official register (rejestr): its name, number format, yearly restart and legal basis."""

    _name = "biuro.register"
    _description = "Register"
    _order = "code"

    name = fields.Char(required=True)
    code = fields.Char(required=True, help="Short code, also the first part of numbers, e.g. RPW.")
    pattern = fields.Char(
        "Number Format", required=True, default="{code}/{number}/{year}",
        help="Parts: {code}, {number}, {year}.",
    )
    yearly = fields.Boolean("Restarts Each Year", default=True)
    legal_basis = fields.Char()
    model = fields.Char("Model of Entries", help="Technical name of the model whose records are the entries.")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint("UNIQUE (code, company_id)", "A register with this code exists already.")
