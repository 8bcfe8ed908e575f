from odoo import fields, models
from odoo.exceptions import UserError

SIGNATURE_FIELDS = {
    "signed_by_id", "signed_name", "signed_capacity", "signature_kind", "signed_at", "signed_attachment_id",
    "signed_authority_id", "signature_recorded_by_id",
}


class BiuroLetter(models.Model):
    """Signature of outgoing letters: who, by what authority, how and when (KPA art. 14 § 1a, art. 268a)."""

    _inherit = "biuro.letter"

    signatory_id = fields.Many2one("hr.employee", "Signs", index="btree_not_null", copy=True)
    capacity = fields.Char(help="Stands under the signature; taken from the signing authority when empty.")
    signature_kind = fields.Selection(
        [
            ("handwritten", "Handwritten"), ("qualified", "Qualified e-signature"), ("trusted", "Trusted signature"),
            ("personal", "Personal e-signature"), ("seal", "Qualified seal naming the person"),
        ],
        "Kind of Signature", readonly=True, copy=False,
    )
    signed_by_id = fields.Many2one("hr.employee", "Signed By", readonly=True, copy=False)
    signed_name = fields.Char("Name of Who Signed", readonly=True, copy=False)
    signed_capacity = fields.Char("Capacity on the Day", readonly=True, copy=False)
    signed_at = fields.Datetime("Signed At", readonly=True, copy=False)
    signed_authority_id = fields.Many2one("biuro.signing.authority", "By Authority", readonly=True, copy=False)
    signature_recorded_by_id = fields.Many2one("res.users", "Signature Recorded By", readonly=True, copy=False)
    signed_attachment_id = fields.Many2one(
        "ir.attachment", "Signed Text", readonly=True, copy=False, bypass_search_access=True, index="btree_not_null",
    )

    def _check_write_allowed(self, vals):
        super()._check_write_allowed(vals)
        if SIGNATURE_FIELDS.intersection(vals):
            raise UserError(self.env._("A signature is recorded with the button “Sign”."))

    def _is_signatory(self):
        self.ensure_one()
        return self.signatory_id and self.signatory_id == self.env.user._biuro_employee()

    def action_sign(self, kind="qualified", verification=None, content=None, name=None):
        """Record the signature under the accepted version; the letter gets its number and its text is locked.

        :param str kind: ``handwritten``, ``qualified``, ``trusted``, ``personal`` or ``seal``
        :param str verification: result of checking an electronic signature: ``valid``, ``invalid``, ``unverifiable``
        :param str content: the signed file in base64; without it the text itself is kept as PDF/A
        :param str name: name of the signed file
        :return: list of dicts ``id``, ``register_ref``, ``signed_attachment_id``
        :raise UserError: without a valid authority, for another person than the signatory (the mail point may record a
            handwritten signature), for a text changed after acceptance, for an author nobody else has accepted
        Legal source: KPA art. 14 § 1a, art. 268a; instrukcja kancelaryjna § 33-34, § 59.
        """
        self._check_direction("out")
        for letter in self:
            authority = letter._check_signature(kind)
            signatory = letter.sudo().signatory_id  # sudo: hr.employee - name printed under the letter
            today = self._today()
            letter.sudo().write({
                "signature_kind": kind, "signed_by_id": signatory.id, "signed_name": signatory.name,
                "signed_capacity": letter.capacity or authority.capacity, "signed_at": fields.Datetime.now(),
                "signed_authority_id": authority.id, "signature_recorded_by_id": self.env.uid,
                "signature_check_result": verification or letter.signature_check_result,
                "signature_checked_at": fields.Datetime.now() if verification else letter.signature_checked_at,
                "letter_date": letter.letter_date or fields.Date.to_string(today),
                "file_format": letter.file_format or "pdf",
                "attachment_count_declared": len((letter.enclosures or "").strip().splitlines()),
            })
            letter.sudo()._move_and_number("signed")  # sudo: biuro.letter - the signatory was checked above
            letter._log_decision("signed", channel="paper" if kind == "handwritten" else "system")
            letter._close_turn()
            letter._attach_signed(content, name)
            letter._log_case("Podpisano pismo", kind="letter")
            letter._tell(letter.author_id, self.env._("Signed: hand the letter over for dispatch"))
        return [
            {
                "id": letter.id, "register_ref": letter.register_ref,
                "signed_attachment_id": letter.signed_attachment_id.id,
            }
            for letter in self
        ]

    def _check_signature(self, kind):
        """Return the authority by which the letter may be signed now."""
        self.ensure_one()
        if kind not in dict(self._fields["signature_kind"].selection):
            raise UserError(self.env._("Unknown kind of signature: %(kind)s.", kind=kind))
        if self.state != "to_sign":
            raise UserError(self.env._(
                "%(letter)s is “%(state)s”: only a finally accepted letter is signed.",
                letter=self.display_name, state=self._state_label(self.state),
            ))
        if not self._is_signatory() and not (kind == "handwritten" and self._has_role("chancellery")):
            raise UserError(self.env._("Only %(name)s signs this letter.", name=self.signatory_id.display_name))
        authority = self.env["biuro.signing.authority"]._find(self.signatory_id, self)
        if not authority:
            raise UserError(self.env._(
                "%(name)s has no valid authority to sign a letter of this kind.", name=self.signatory_id.display_name,
            ))
        if self._is_text_changed():
            raise UserError(self.env._("The text is not the accepted version: return the letter to its author."))
        # sudo: hr.employee - only to compare people
        signer = self.sudo().signatory_id.user_id
        accepted = self.decision_ids.filtered(lambda decision: (
            decision.version_id == self.version_id and decision.decision in ("accepted", "changed")
        ))
        # sudo: tier.review - acceptances that a change of form left as they were
        kept = self.sudo().review_ids.filtered(lambda review: review.step_decision in ("accepted", "changed")).done_by
        if not ((accepted.decided_by_id | kept) - self._approval_authors()) and signer in self._approval_authors():
            raise UserError(self.env._(
                "The author cannot be the only one who accepts: another person must accept first.",
            ))
        return authority

    def _attach_signed(self, content, name):
        """Keep the signed file, or the text as PDF/A when none is given."""
        if content:
            files = [(name or f"{self.document_uid}.pdf", self._decode({"name": name, "content": content}))]
        else:
            # sudo: ir.actions.report - prints the letter that was just signed
            report = self.env["ir.actions.report"].sudo()
            pdf, _kind = report._render_qweb_pdf("biuro_kancelaria.action_report_letter_out", self.ids)
            files = [(f"{self.document_uid}.pdf", pdf)]
        attachment = self.sudo()._attach_files(files)
        self.sudo().write({"signed_attachment_id": attachment.id})

    def get_signed_text(self):
        """Return the signed file of a letter.

        :return: dict ``name``, ``mimetype``, ``content`` (base64), ``checksum``
        """
        self.ensure_one()
        self.check_access("read")
        file = self.sudo().signed_attachment_id  # sudo: ir.attachment - the letter may be read, so may its text
        if not file:
            raise UserError(self.env._("The letter is not signed yet."))
        return {
            "name": file.name, "mimetype": file.mimetype, "content": (file.datas or b"").decode(),
            "checksum": file.checksum,
        }
