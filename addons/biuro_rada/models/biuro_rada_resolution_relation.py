from odoo import api, fields, models
from odoo.exceptions import ValidationError


class BiuroRadaResolutionRelation(models.Model):
    """What one resolution does to another: amends, repeals, implements or consolidates it."""

    _name = "biuro.rada.resolution.relation"
    _description = "Relation of Resolutions"
    _order = "resolution_id, kind, id"
    _rec_name = "kind"

    resolution_id = fields.Many2one("biuro.rada.resolution", required=True, index=True, ondelete="restrict")
    kind = fields.Selection(
        [("amends", "Amends"), ("repeals", "Repeals"), ("implements", "Implements"), ("consolidates", "Consolidates")],
        required=True,
        default="amends",
    )
    target_id = fields.Many2one("biuro.rada.resolution", "Which One", required=True, index=True, ondelete="restrict")
    note = fields.Char("Which Provisions")

    _uniq = models.Constraint("UNIQUE (resolution_id, kind, target_id)", "This relation is entered already.")

    @api.constrains("resolution_id", "target_id", "kind")
    def _check_relation(self):
        for relation in self:
            if relation.resolution_id == relation.target_id:
                raise ValidationError(self.env._("A resolution has no relation to itself."))
            if relation.target_id.date_adopted > relation.resolution_id.date_adopted:
                raise ValidationError(self.env._("A resolution concerns those adopted before it."))
