from odoo import api, models


class BiuroCaseAccess(models.Model):
    """Who sees a case (instrukcja kancelaryjna, § 8 and 11)."""

    _name = "biuro.case"
    _inherit = ["biuro.case", "biuro.access.mixin"]
    _access_reference = "reference"
    _access_depends = ("department_id", "clerk_id", "is_restricted", "reader_ids", "cooperating_department_ids")

    def _access_watching_cells(self):
        return self.cooperating_department_ids

    @api.depends("access_tokens", "access_restricted")
    @api.depends_context("uid")
    def _compute_display_name(self):
        super()._compute_display_name()
        self._access_mask_names("reference")
