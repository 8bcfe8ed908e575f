from odoo import api, models

from .biuro_access_mixin import CELL, EMPLOYEE, HEAD, MAIL_POINT, USER, tokens
from .biuro_letter_reply import DRAFT_STATES

ASSIGNED = ("active", "accepted", "done")


class BiuroLetterAccess(models.Model):
    """Who sees a letter (instrukcja kancelaryjna, § 8 and 11)."""

    _name = "biuro.letter"
    _inherit = ["biuro.letter", "biuro.access.mixin", "biuro.guard.mixin"]
    _given_on_creation = frozenset({"document_uid"})
    _access_reference = "register_ref"
    _access_depends = (
        "direction", "state", "author_id", "signatory_id",
        "department_id", "clerk_id", "is_restricted", "reader_ids", "registered_by_id",
        "assignment_ids.department_id", "assignment_ids.employee_id", "assignment_ids.state",
        "review_ids.reviewer_ids",
        "case_id.access_tokens", "case_id.access_work_tokens", "case_id.access_restricted",
        "is_shared", "case_id.cooperating_department_ids",
    )

    def _access_is_restricted(self):
        return self.is_restricted or self.case_id.access_restricted

    def _access_assignments(self):
        return self.assignment_ids.filtered(lambda line: line.state in ASSIGNED)

    def _access_is_draft(self):
        """Tell whether only its people see the letter: an outgoing one before the signature (IK § 30-32, practice)."""
        return self.direction == "out" and self.state in DRAFT_STATES

    def _access_cells(self):
        if self._access_is_draft():
            return self.env["hr.department"]
        return self.department_id | self._access_assignments().department_id

    def _access_watching_cells(self):
        if not self.is_shared or self._access_is_draft():
            return self.env["hr.department"]
        return self.case_id.cooperating_department_ids

    def _access_employees(self):
        return self.clerk_id | self._access_assignments().employee_id

    def _access_extra(self, restricted):
        """Add who accepts it, the people of its case, whoever wrote a letter nobody has yet, and who registered it.

        An incoming letter has its writer until it is registered, also when its cell is named at once.
        A draft is for its author, superiors, steps and signatory; its cell and case see it once it is signed.
        """
        work = tokens(USER, self.review_ids.reviewer_ids.ids)
        look = set(self.case_id.access_tokens or ())
        if self._access_is_draft():
            restricted = True
            work |= tokens(USER, self.author_id.ids) | tokens(HEAD, self.department_id.ids)
            look |= tokens(EMPLOYEE, self.signatory_id.ids)
        unregistered = self.direction == "in" and not self.registered_by_id
        if unregistered or (not self.department_id and not self.clerk_id):
            work |= tokens(USER, self.create_uid.ids)
        if registrar := self.registered_by_id:
            work |= tokens(USER, registrar.ids) | tokens(MAIL_POINT, registrar.cell_ids.filtered("is_mail_point").ids)
        work |= set(self.case_id.access_work_tokens or ())
        if restricted:
            # in an open case too: its handler, heads and named readers see the letter, the rest of its cells do not
            work = {token for token in work if token % 8 != CELL}
            look = {token for token in look if token % 8 != CELL}
        return work, look

    def _access_changed(self):
        super()._access_changed()
        (self.partner_id | self.recipient_ids.partner_id)._follow_access()

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
        self._access_mask_names("register_ref")

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        return self._access_filter_recipients(super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs))

    def message_post(self, **kwargs):
        # who is named in a message may read it for ever: not who may not read the record
        kwargs["partner_ids"] = self._access_filter_partners(list(kwargs.get("partner_ids") or []))
        return super().message_post(**kwargs)
