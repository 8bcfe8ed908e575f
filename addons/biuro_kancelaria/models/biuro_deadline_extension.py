from odoo import fields, models

# a letter in one of these states told the parties, whatever became of it with the carrier
NOTICE_SENT = ("dispatched", "delivered", "returned", "refused")


class BiuroDeadlineExtension(models.Model):
    """Extension of a term: reasons, new end, and the letter that told the parties (KPA art. 36)."""

    _name = "biuro.deadline.extension"
    _description = "Extension of a Deadline"
    _order = "deadline_id, id"
    _rec_name = "reason"

    deadline_id = fields.Many2one("biuro.deadline", required=True, readonly=True, index=True, ondelete="cascade")
    date_on = fields.Date("Decided On", required=True, readonly=True)
    date_from = fields.Date("Previous End", required=True, readonly=True)
    date_to = fields.Date("New End", required=True, readonly=True)
    reason = fields.Text("Reasons of the Delay", required=True, readonly=True)
    notice_letter_id = fields.Many2one(
        "biuro.letter", "Notice", readonly=True, index="btree_not_null", ondelete="restrict",
    )
    notice_instruction = fields.Text(related="deadline_id.rule_id.notice_instruction")
    decided_by_id = fields.Many2one("res.users", "Decided By", readonly=True)

    _later = models.Constraint("CHECK (date_to > date_from)", "An extension ends later than the term it extends.")

    def _is_notice_sent(self):
        self.ensure_one()
        # sudo: biuro.letter - only whether the notice went out
        return self.notice_letter_id.sudo().state in NOTICE_SENT

    def _waiting(self):
        """Return the extensions that have no letter, or one that was annulled."""
        # sudo: biuro.letter - only whether the notice still stands
        return self.filtered(lambda line: line.notice_letter_id.sudo().state in (False, "annulled"))
