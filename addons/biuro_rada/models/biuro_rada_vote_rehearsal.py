from odoo import api, models


class BiuroRadaVoteJournalRehearsal(models.Model):
    """A trial vote of a rehearsal leaves no trace in the journal of votes."""

    _inherit = "biuro.rada.vote.journal"

    @api.model
    def _note(self, vote, event):
        if vote.session_id.is_rehearsal:
            return self.browse()
        return super()._note(vote, event)
