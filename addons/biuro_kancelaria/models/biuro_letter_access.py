from odoo import api, models

from .biuro_access_mixin import CELL, MAIL_POINT, USER, tokens


class BiuroLetterAccess(models.Model):
    """Who sees a letter (instrukcja kancelaryjna, § 8 and 11)."""

    _name = "biuro.letter"
    _inherit = ["biuro.letter", "biuro.access.mixin"]
    _access_depends = (
        "department_id", "clerk_id", "is_restricted", "reader_ids", "registered_by_id",
        "case_id.access_tokens", "case_id.access_restricted",
    )

    def _access_is_restricted(self):
        return self.is_restricted or self.case_id.access_restricted

    def _access_extra(self, restricted):
        """Add the people of the case, whoever wrote a letter nobody has yet, and the mail point that registered it."""
        found = set(self.case_id.access_tokens or ())
        if restricted:
            found = {token for token in found if token % 8 != CELL}
        if not self.department_id and not self.clerk_id and self.create_uid:
            found |= tokens(USER, self.create_uid.ids)
        if self.registered_by_id:
            found |= tokens(USER, self.registered_by_id.ids)
            found |= tokens(MAIL_POINT, self.registered_by_id.cell_ids.filtered("is_mail_point").ids)
        return found

    @api.depends("access_tokens", "access_restricted")
    @api.depends_context("uid")
    def _compute_display_name(self):
        super()._compute_display_name()
        self._access_mask_names("register_ref")
