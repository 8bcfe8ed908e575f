from odoo import models
from odoo.exceptions import UserError


class IrAttachment(models.Model):
    """Files of letters: evidence and signed texts stay as they came; equal files are found by their checksum."""

    _inherit = "ir.attachment"

    _letter_checksum_idx = models.Index("(checksum) WHERE res_model = 'biuro.letter'")

    def _biuro_check_unlocked(self):
        super()._biuro_check_unlocked()
        # sudo: ir.attachment - only which letters the files belong to
        own = self.sudo().filtered(lambda attachment: attachment.res_model == "biuro.letter" and attachment.res_id)
        if not own:
            return
        # sudo: biuro.letter - only whether the file is evidence
        kept = self.env["biuro.letter"].sudo().search_count([
            ("id", "in", own.mapped("res_id")), "|", "|", "|",
            ("proof_sent_id", "in", own.ids), ("proof_received_id", "in", own.ids),
            ("signed_attachment_id", "in", own.ids),
            "&", "&", ("direction", "=", "in"), ("register_ref", "!=", False),
            ("delivery_method_id.is_electronic", "=", True),
        ], limit=1)
        if kept:
            raise UserError(self.env._(
                "Evidence, signed texts and files of a registered electronic letter stay as they came.",
            ))
