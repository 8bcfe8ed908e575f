from odoo import fields, models


class BiuroDeadlineReply(models.Model):
    """Terms that drafts of letters are to meet."""

    _inherit = "biuro.deadline"

    reply_ids = fields.One2many("biuro.letter", "deadline_id", "Drafts That Meet It")

    def _get_told_end(self):
        """Return the end (date) that the parties know of: an extension counts once its notice is written (KPA art. 36).

        An office that extends a term of a rule without a notice need not tell anybody.
        """
        self.ensure_one()
        waiting = self.extension_ids._waiting() if self.requires_notice else self.extension_ids.browse()
        return min([self.date_deadline, *waiting.mapped("date_from")])
