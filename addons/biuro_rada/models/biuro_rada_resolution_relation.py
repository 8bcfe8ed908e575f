from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class BiuroRadaResolutionRelation(models.Model):
    """What one resolution does to another: amends, repeals, implements or consolidates it."""

    _name = "biuro.rada.resolution.relation"
    _description = "Relation of Resolutions"
    _order = "resolution_id, kind, id"
    _rec_name = "kind"

    resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution", required=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(
        [("amends", "Amends"), ("repeals", "Repeals"), ("implements", "Implements"), ("consolidates", "Consolidates")],
        required=True,
        default="amends",
    )
    target_id = fields.Many2one("biuro.rada.resolution", "Which One", required=True, index=True, ondelete="restrict")
    note = fields.Char("Which Provisions")
    in_force_from = fields.Date("Since", related="resolution_id.in_force_from")
    target_validity = fields.Selection(related="target_id.validity", string="What It Is Now")
    warning = fields.Char(compute="_compute_warning")
    consolidated_id = fields.Many2one(
        "biuro.rada.consolidated", "In the Consolidated Text", readonly=True, index="btree_not_null"
    )

    _uniq = models.Constraint("UNIQUE (resolution_id, kind, target_id)", "This relation is entered already.")

    @api.depends("kind", "target_id", "resolution_id.date_adopted", "target_id.repealed_on", "target_id.annulled_on")
    def _compute_warning(self):
        for row in self:
            row.warning = False
            if row.kind in ("amends", "repeals") and row.target_id and row.resolution_id.date_adopted:
                day, target = row.resolution_id.date_adopted, row.target_id
                ended = [end for end in (target.annulled_on, target.valid_until) if end and end <= day]
                if target.repealed_on and target.repealed_on <= day and row.resolution_id != target.repealed_by_id:
                    ended.append(target.repealed_on)
                if ended:
                    row.warning = self.env._("Not in force on the day of adoption: check what is meant.")

    @api.constrains("resolution_id", "target_id", "kind")
    def _check_relation(self):
        for relation in self:
            if relation.resolution_id == relation.target_id:
                raise ValidationError(self.env._("A resolution has no relation to itself."))
            if relation.target_id.date_adopted > relation.resolution_id.date_adopted:
                raise ValidationError(self.env._("A resolution concerns those adopted before it."))

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows.resolution_id._start_consolidation()
        return rows

    @api.ondelete(at_uninstall=False)
    def _unlink_except_consolidated(self):
        if any(row.consolidated_id for row in self):
            raise UserError(self.env._("This change is in a consolidated text already."))
