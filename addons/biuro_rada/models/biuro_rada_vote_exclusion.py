from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class BiuroRadaVoteExclusion(models.Model):
    """Councillor who may not take part in a vote, because it concerns an interest of one's own (u.s.g. art. 25a)."""

    _name = "biuro.rada.vote.exclusion"
    _description = "Exclusion from a Vote"
    _rec_name = "councillor_id"

    vote_id = fields.Many2one("biuro.rada.vote", "Vote", required=True, index=True, ondelete="cascade")
    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="restrict"
    )
    reason = fields.Char("Reason of Exclusion", required=True)

    _councillor_uniq = models.Constraint("UNIQUE (vote_id, councillor_id)", "This councillor is excluded already.")

    @api.model_create_multi
    def create(self, vals_list):
        exclusions = super().create(vals_list)
        exclusions._check_draft()
        return exclusions

    def write(self, vals):
        self._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_opened(self):
        self._check_draft()

    @api.constrains("councillor_id", "vote_id", "reason")
    def _check_exclusion(self):
        for exclusion in self:
            if not (exclusion.reason or "").strip():
                raise ValidationError(self.env._("Give the reason of the exclusion (art. 25a)."))
            if exclusion.councillor_id.term_id != exclusion.vote_id.session_id.term_id:
                raise ValidationError(self.env._("Exclude a councillor of the term of the session."))

    def _check_draft(self):
        if any(exclusion.vote_id.state != "draft" for exclusion in self):
            raise UserError(self.env._("RB-09: councillors are excluded before the vote is opened."))
