from odoo import fields, models
from odoo.exceptions import UserError


class BiuroRadaVoteRecord(models.Model):
    """Exclusion (art. 25a), the journal of votes and repeated votes."""

    _inherit = "biuro.rada.vote"

    exclusion_ids = fields.One2many("biuro.rada.vote.exclusion", "vote_id", "Exclusions")

    def _excluded_councillors(self):
        # sudo: biuro.rada.vote.exclusion - who leads the vote applies what the office entered
        return super()._excluded_councillors() | self.sudo().exclusion_ids.councillor_id

    def action_open(self):
        """Open the vote and note it in the journal of votes.

        :return: dict, see :meth:`get_state`
        :raise UserError: as before the journal
        """
        answer = super().action_open()
        self.env["biuro.rada.vote.journal"]._note(self, "opened")
        return answer

    def action_undo_open(self, reason):
        """Call off a vote opened by mistake, empty its ballot box and note it in the journal of votes.

        :param str reason: why
        :return: True
        :raise UserError: not open; no reason
        """
        super().action_undo_open(reason)
        if self.ballot == "secret":
            self.sudo()._empty_box()  # sudo: own models - a vote called off leaves no ballot; access was checked
        self.env["biuro.rada.vote.journal"]._note(self, "called_off")
        return True

    def _after_closing(self):
        super()._after_closing()
        self.env["biuro.rada.vote.journal"]._note(self, "closed")

    def action_repeat(self, reason):
        """Prepare a vote that repeats this one (reasumpcja); what was closed stays as it is.

        :param str reason: why the council votes again
        :return: dict ``id`` of the new vote
        :raise UserError: not closed or called off; no reason
        """
        self.ensure_one()
        self.check_access("write")
        if self.state not in ("closed", "void"):
            raise UserError(self.env._("Only a closed or called-off vote is repeated."))
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        return {"id": self.copy({"repeats_vote_id": self.id, "repeat_reason": reason}).id}
