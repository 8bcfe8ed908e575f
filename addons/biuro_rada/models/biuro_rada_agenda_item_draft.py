from odoo import api, fields, models


class BiuroRadaAgendaItemDraft(models.Model):
    """An item of the agenda may be a draft of a resolution: what becomes of the item becomes of the draft."""

    _inherit = "biuro.rada.agenda.item"

    draft_id = fields.Many2one(
        "biuro.rada.draft", "Draft Resolution", index="btree_not_null", ondelete="restrict", copy=False
    )

    @api.model
    def _settle(self, items, status):
        result = super()._settle(items, status)
        drafts = items.filtered(lambda item: item.session_id.body_type == "council").draft_id
        # sudo: biuro.rada.draft - the draft follows its item; the access to the session was checked
        drafts.sudo().filtered(lambda draft: draft.state == "on_agenda")._leave_agenda()
        return result

    def action_open_draft(self):
        """Open the draft of the item (an action)."""
        self.ensure_one()
        return self.draft_id._open_one(self.draft_id)
