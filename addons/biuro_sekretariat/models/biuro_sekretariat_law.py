from odoo import models


class BiuroSekretariatLaw(models.AbstractModel):
    """The law of the secretariat as calculators: no records, no state, the functions that the models use.

    Conventions as in ``biuro.law``.
    """

    _name = "biuro.sekretariat.law"
    _inherit = "biuro.law.mixin"
    _description = "Law Calculators of the Secretariat"
