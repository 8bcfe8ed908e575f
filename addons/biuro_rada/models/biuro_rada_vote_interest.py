from odoo import models


class BiuroRadaVoteInterest(models.Model):
    """Before a vote the chair is warned whose declared interests meet its item (art. 25a)."""

    _inherit = "biuro.rada.vote"

    def _interest_warnings(self):
        item = self.sudo().agenda_item_id  # sudo: biuro.rada.agenda.item - the warning is for whoever leads the session
        if not item or self.sudo().session_id.is_rehearsal:
            return super()._interest_warnings()
        excluded = self.sudo().exclusion_ids.councillor_id
        met = self.env["biuro.rada.interest"].sudo()._meeting(item).get(item.id, ())
        return super()._interest_warnings() + [
            {
                "councillor": interest.councillor_id.id,
                "name": interest.councillor_id.display_name,
                "text": f"{interest.councillor_id.display_name}: {interest.name}",
            }
            for interest in met
            if interest.councillor_id not in excluded
        ]
