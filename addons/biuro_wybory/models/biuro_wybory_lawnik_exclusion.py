from odoo import fields, models


class BiuroWyboryLawnikExclusion(models.Model):
    """Post or profession that bars from being a lay judge (u.s.p. art. 159 § 1)."""

    _name = "biuro.wybory.lawnik.exclusion"
    _description = "Bar to Being a Lay Judge"
    _order = "sequence, id"

    name = fields.Char(required=True)
    code = fields.Char(required=True, help="Key of the calculator of eligibility.")
    legal_basis = fields.Char(required=True)
    sequence = fields.Integer(default=10, aggregator=None)
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint("UNIQUE (code)", "This bar is in the dictionary already.")
