from odoo import models


class BiuroRadaTermHistory(models.Model):
    _name = "biuro.rada.term"
    _inherit = ["biuro.rada.term", "biuro.rada.history.mixin"]
