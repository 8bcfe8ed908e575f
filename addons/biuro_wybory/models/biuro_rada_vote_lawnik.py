from odoo import fields, models
from odoo.exceptions import UserError


class BiuroRadaVote(models.Model):
    """A secret vote of a session may be one on lay judges: it keeps the figures of the hall, no candidate at all.

    Who stood and how many votes each received is on the ballot of the election, which fewer people read.
    """

    _inherit = "biuro.rada.vote"

    lawnik_ballot_id = fields.Many2one(
        "biuro.wybory.lawnik.ballot", "Vote on Lay Judges", readonly=True, copy=False, index="btree_not_null",
        ondelete="restrict",
    )

    def _open_secret(self, present):
        super()._open_secret(present)
        if self.lawnik_ballot_id:
            # sudo: biuro.rada.vote.option - for, against and abstain of one matter are not on this ballot paper
            self.sudo().option_ids.unlink()

    def _count_secret(self):
        if not self.lawnik_ballot_id:
            return super()._count_secret()
        figures = self.env.context.get("lawnik_figures")
        if figures is None:
            raise UserError(
                self.env._("This is a vote on lay judges: the protocol of the counting committee is entered there.")
            )
        excluded = len(self.taker_ids.filtered("excluded"))
        self._empty_box()
        return {
            "yes": 0, "no": 0, "abstain": 0, "invalid": figures["invalid"], "excluded": excluded,
            "not_voting": max(self.present_count - excluded - figures["from_box"], 0),
            "absent": self.entitled_count - self.present_count,
            "result": figures["result"], "reasons": figures["reasons"],
        }

    def _get_scrutiny_values(self):
        if self.lawnik_ballot_id:
            raise UserError(self.env._("The protocol of a vote on lay judges is printed from the election."))
        return super()._get_scrutiny_values()
