from odoo import models


class BiuroRadaSessionResolutions(models.Model):
    """With the end of a day of the session its adopted drafts become numbered resolutions, in the order of voting.

    The seven days to submit a resolution run from its adoption (art. 90 ust. 1): a session that goes on another day
    does not put them off.
    """

    _inherit = "biuro.rada.session"

    def action_close(self):
        """Close the session and number the resolutions adopted at it.

        :return: True
        :raise UserError: as before
        """
        result = super().action_close()
        self._number_resolutions()
        return result

    def _number_resolutions(self):
        """Number what the council has adopted so far; called when the day of the session ends."""
        for session in self.filtered(lambda session: session.body_type == "council" and not session.is_rehearsal):
            drafts = session.agenda_item_ids.draft_id.filtered(
                lambda draft: draft.state == "adopted" and not draft.resolution_id
            )
            if drafts:
                self.env["biuro.rada.resolution"]._adopt(drafts.sorted(lambda draft: draft.vote_id.number))
