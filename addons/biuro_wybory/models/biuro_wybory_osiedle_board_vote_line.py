from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class BiuroWyboryOsiedleBoardVoteLine(models.Model):
    """Person who stands in an election within a body, and the votes: totals only."""

    _name = "biuro.wybory.osiedle.board.vote.line"
    _description = "Candidate Within a Body"
    _inherit = ["biuro.guard.mixin"]
    _order = "vote_id, votes desc, id"

    vote_id = fields.Many2one(
        "biuro.wybory.osiedle.board.vote", "Vote", required=True, index=True, ondelete="cascade")
    unit_id = fields.Many2one(related="vote_id.unit_id")
    mandate_id = fields.Many2one(
        "biuro.wybory.osiedle.mandate", "Member of the Council", index="btree_not_null", ondelete="restrict",
        domain="[('unit_id', '=', unit_id), ('body', '=', 'council'), ('state', '=', 'active')]")
    partner_id = fields.Many2one(
        "res.partner", "Person From Outside", index="btree_not_null", ondelete="restrict",
        help="Where the board may be elected from outside the council.")
    votes = fields.Integer("Votes (For)", aggregator=None)
    against = fields.Integer(aggregator=None)
    abstain = fields.Integer("Abstaining", aggregator=None)
    won = fields.Boolean("Elected", readonly=True, copy=False)

    _not_negative = models.Constraint(
        "CHECK (votes >= 0 AND against >= 0 AND abstain >= 0)", "A count is not negative.")

    @api.constrains("mandate_id", "partner_id")
    def _check_person(self):
        for line in self:
            if bool(line.mandate_id) == bool(line.partner_id):
                raise ValidationError(self.env._("Name a member of the council, or a person from outside."))

    def _name_of(self):
        return self.mandate_id.partner_id.name or self.partner_id.name

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_draft()
        return lines

    def write(self, vals):
        self._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        self._check_draft()

    def _check_draft(self):
        if not self.env.su and self.vote_id.filtered(lambda vote: vote.state != "draft"):
            raise UserError(self.env._("A closed vote does not change."))

    @api.depends("mandate_id", "partner_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line._name_of() or ""
