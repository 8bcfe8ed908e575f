from odoo import models


class BiuroRadaVoteInterest(models.Model):
    """Before a vote the chair is warned whose declared interests meet its subject (art. 25a)."""

    _inherit = "biuro.rada.vote"

    def _interest_warnings(self):
        if not self.session_id or self.session_id.is_rehearsal:
            return super()._interest_warnings()
        # sudo: own models - the words of the subject
        vote = self.sudo()
        text = " ".join(
            part
            for part in (vote.subject, vote.agenda_item_id.title, vote.draft_id.title, vote.draft_id.financial_effect)
            if part
        )
        return super()._interest_warnings() + self.env["biuro.rada.interest"]._warnings(
            vote._voters() - vote.exclusion_ids.councillor_id, vote.session_id.day, text
        )
