from odoo import fields, models


class BiuroWyboryOsiedleOrdinance(models.Model):
    """Electoral ordinance (ordynacja wyborcza) of the city's units: the parameters of one version of the rules."""

    _name = "biuro.wybory.osiedle.ordinance"
    _description = "Electoral Ordinance"

    name = fields.Char(required=True)
    params = fields.Json()

    def snapshot(self):
        """Return the parameters as plain values (dict)."""
        self.ensure_one()
        return dict(self.params or {})
