from odoo import fields, models


class BiuroRadaAgendaItemDraft(models.Model):
    """An item of the agenda may hold a draft of a resolution."""

    _inherit = "biuro.rada.agenda.item"

    draft_id = fields.Many2one(
        "biuro.rada.draft", "Draft Resolution", index="btree_not_null", ondelete="restrict", copy=False
    )
