from odoo import fields, models


class BiuroRegister(models.Model):
    """Whether the office shows its own register of contracts to the public, as is customary."""

    _inherit = "biuro.register"

    bip_contracts = fields.Boolean(
        "Shown to the Public", tracking=True,
        help="Published contracts stand on a public page: contractor, subject, value and dates, nothing else.",
    )
    bip_contract_people = fields.Boolean(
        "With Names of Natural Persons", default=True, tracking=True,
        help="The name of a contractor of the office is usually public; without it a person is “natural person”.",
    )
