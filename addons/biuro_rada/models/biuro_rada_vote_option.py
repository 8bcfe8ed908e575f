from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroRadaVoteOption(models.Model):
    """What may be marked on a ballot paper of a secret vote: a candidate, or for, against, abstain; with the totals."""

    _name = "biuro.rada.vote.option"
    _description = "Option of a Secret Vote"
    _inherit = ["biuro.guard.mixin"]
    _order = "vote_id, sequence, id"

    vote_id = fields.Many2one("biuro.rada.vote", "Vote", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [("candidate", "Candidate"), ("yes", "For"), ("no", "Against"), ("abstain", "Abstain")],
        required=True,
        default="candidate",
    )
    name = fields.Char("On the Ballot Paper", required=True)
    partner_id = fields.Many2one("res.partner", "Candidate", index="btree_not_null", ondelete="restrict")
    consent = fields.Boolean("Consents to Stand")
    votes = fields.Integer(
        "Votes Received", readonly=True, copy=False, aggregator=None, help="Known after the counting alone."
    )

    _name_uniq = models.Constraint("UNIQUE (vote_id, name)", "This is on the ballot paper already.")

    @api.model_create_multi
    def create(self, vals_list):
        options = super().create(vals_list)
        options._check_draft()
        return options

    def write(self, vals):
        self._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_opened(self):
        self._check_draft()

    def _check_draft(self):
        if not self.env.su and any(option.vote_id.state != "draft" for option in self):
            raise UserError(self.env._("RB-09: the ballot paper is fixed when the vote is opened."))
