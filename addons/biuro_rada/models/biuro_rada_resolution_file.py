from odoo import models


class BiuroRadaResolution(models.Model):
    """The file of the act beside the entry of the register."""

    _name = "biuro.rada.resolution"
    _inherit = ["biuro.rada.resolution", "biuro.rada.act.file.mixin"]

    def _act_identity(self):
        self.ensure_one()
        return self.number, self.title, self.date_adopted
