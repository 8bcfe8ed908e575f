from odoo import api, fields, models


class BiuroRadaResolution(models.Model):
    """Resolutions of an election of lay judges are linked to it when they are adopted."""

    _inherit = "biuro.rada.resolution"

    lawnik_term_id = fields.Many2one(related="draft_id.lawnik_term_id", string="Election of Lay Judges")
    lawnik_kind = fields.Selection(related="draft_id.lawnik_kind")

    @api.model
    def _adopt(self, drafts):
        resolutions = super()._adopt(drafts)
        for draft in drafts.filtered("lawnik_term_id"):
            # sudo: biuro.wybory.lawnik.term - the adopted resolution is linked whoever closes the session
            draft.lawnik_term_id.sudo()._resolution_adopted(
                draft.lawnik_kind, draft.lawnik_res_id, draft.resolution_id
            )
        return resolutions

    def action_open_lawnik_term(self):
        """Open the election of lay judges of the resolution. Return a window action (dict)."""
        self.ensure_one()
        return self.draft_id.action_open_lawnik_term()
