from odoo import fields, models


class BiuroRadaDraftRelation(models.Model):
    """What a draft will do to a resolution in the register once it is adopted."""

    _name = "biuro.rada.draft.relation"
    _description = "Relation of a Draft"
    _order = "draft_id, id"
    _rec_name = "kind"

    draft_id = fields.Many2one("biuro.rada.draft", "Draft", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(
        selection=lambda self: (
            self.env["biuro.rada.resolution.relation"]._fields["kind"]._description_selection(self.env)
        ),
        required=True,
        default="amends",
    )
    target_id = fields.Many2one("biuro.rada.resolution", "Which One", required=True, index=True, ondelete="restrict")
    note = fields.Char("Which Provisions")

    _uniq = models.Constraint("UNIQUE (draft_id, kind, target_id)", "This relation is entered already.")
