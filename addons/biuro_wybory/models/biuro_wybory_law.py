from odoo import models


class BiuroWyboryLaw(models.AbstractModel):
    """The law of elections as calculators: no records, no state, the functions that the models use.

    Conventions as in ``biuro.law``; u.s.p. is the act on common courts, u.s.g. the act on gmina self-government.
    """

    _name = "biuro.wybory.law"
    _inherit = "biuro.law.mixin"
    _description = "Law Calculators of Elections"
