from odoo import api, models

from .biuro_case import SYSTEM_FIELDS


class BiuroCaseAccess(models.Model):
    """Who sees a case (instrukcja kancelaryjna, § 8 and 11).

    Cooperating cells see the letters shared with them alone.
    """

    _name = "biuro.case"
    _inherit = ["biuro.case", "biuro.access.mixin", "biuro.guard.mixin"]
    _access_reference = "reference"
    _given_on_creation = SYSTEM_FIELDS
    def _access_changed(self):
        super()._access_changed()
        self.partner_id._follow_access()

    def write(self, vals):
        before = self.partner_id if "partner_id" in vals else self.env["res.partner"]
        result = super().write(vals)
        if "partner_id" in vals:
            (before | self.partner_id)._follow_access()
        return result

    @api.depends("access_tokens", "access_restricted")
    @api.depends_context("uid")
    def _compute_display_name(self):
        super()._compute_display_name()
        self._access_mask_names("reference")

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        return self._access_filter_recipients(super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs))

    def message_post(self, **kwargs):
        # who is named in a message may read it for ever: not who may not read the record
        kwargs["partner_ids"] = self._access_filter_partners(list(kwargs.get("partner_ids") or []))
        return super().message_post(**kwargs)
