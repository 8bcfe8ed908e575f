from odoo import fields, models


class BiuroRegister(models.Model):
    """What the public is told about the registers the office keeps (UDIP, art. 6 ust. 1 pkt 3 lit. f)."""

    _inherit = "biuro.register"

    bip_listed = fields.Boolean("Listed in the BIP", default=True)
    bip_access = fields.Text(
        "Access Rules", help="How one gets at the data of the register; shown on the public page of registers.",
    )
