from odoo import fields, models


class BiuroPublicationCategory(models.Model):
    """Section of the public bulletin (dział BIP) under which an information is found."""

    _name = "biuro.publication.category"
    _description = "Publication Category"
    _order = "sequence, name"

    name = fields.Char(required=True)
    code = fields.Char(required=True, help="Short code used in addresses of public pages, e.g. petycje.")
    sequence = fields.Integer(default=10)
    legal_basis = fields.Char(help="Suggested in new publications of this category.")
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint("UNIQUE (code)", "A category with this code exists already.")
    _code_form = models.Constraint(
        "CHECK (code ~ '^[a-z0-9-]{1,40}$')",
        "A code has small letters, digits and hyphens only, at most 40.",
    )
