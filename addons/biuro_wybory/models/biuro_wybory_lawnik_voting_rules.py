from odoo import api, fields, models
from odoo.exceptions import UserError

METHODS = [("for_against_each", "For, against or abstain for each"), ("limited_marks", "Up to as many marks as seats")]
MAJORITIES = [
    ("simple", "Ordinary: more for than against"),
    ("absolute", "Absolute: more for than against and abstaining"),
    ("plurality", "The most votes, no minimum"),
]


class BiuroWyboryLawnikVotingRules(models.Model):
    """Rules of the secret vote on lay judges (regulamin głosowania): what the act leaves to the Council."""

    _name = "biuro.wybory.lawnik.voting.rules"
    _description = "Voting Rules of a Lay-Judge Election"
    _inherit = ["biuro.guard.mixin"]
    _order = "name, id"

    name = fields.Char(required=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    ballot_per = fields.Selection(
        [("court", "Each court"), ("court_and_labour", "Each court, labour cases apart")],
        "One Ballot Paper For",
        required=True,
        default="court_and_labour",
    )
    method_if_more = fields.Selection(
        METHODS[1:], "When Candidates Exceed Seats", required=True, default="limited_marks"
    )
    method_if_less_equal = fields.Selection(
        METHODS, "When Candidates Do Not Exceed Seats", required=True, default="for_against_each"
    )
    majority = fields.Selection(
        MAJORITIES[:2],
        "Majority, For and Against",
        required=True,
        default="simple",
        help="Ordinary: at least one more “for” than valid “against”. Absolute: at least one more “for” than the other "
        "valid votes together (u.s.g. art. 14 ust. 1 speaks of the ordinary one).",
    )
    majority_marks = fields.Selection(
        MAJORITIES[1:],
        "Majority, Marks",
        required=True,
        default="plurality",
        help="With marks: the most votes for the seats there are, or also more marks than half of the valid ballots.",
    )
    blank_is = fields.Selection(
        [("invalid", "An invalid ballot"), ("zero", "A valid ballot without a vote")],
        "A Blank Ballot Is", required=True, default="invalid",
    )
    overmarked_is = fields.Selection(
        [("invalid", "An invalid ballot"), ("zero", "A valid ballot without a vote")],
        "A Ballot with Too Many Marks Is", required=True, default="invalid",
    )
    tie_rule = fields.Selection(
        [("second_round", "A second round among them"), ("lots", "Drawing lots"), ("none_elected", "Nobody of them")],
        "A Tie Is Settled By", required=True, default="second_round",
    )
    confirming_vote = fields.Selection(
        [("none", "None: the resolution records the secret ballot"), ("open", "An open vote on the resolution")],
        "Vote on the Resolution", required=True, default="none",
    )
    legal_vehicle = fields.Char("Adopted By", help="Resolution or minutes in which the Council took these rules.")
    text = fields.Html("Text of the Rules")
    active = fields.Boolean(default=True)

    _name_uniq = models.Constraint("UNIQUE (company_id, name)", "Rules of this name exist already.")

    def _method(self, candidates, seats):
        """Return the method (str) for so many candidates and seats."""
        self.ensure_one()
        return self.method_if_more if candidates > seats else self.method_if_less_equal

    def _majority_of(self, method):
        self.ensure_one()
        return self.majority if method == "for_against_each" else self.majority_marks

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        # sudo: biuro.wybory.lawnik.ballot - only whether the rules were used
        used = self.env["biuro.wybory.lawnik.ballot"].sudo().search_count([("rules_id", "in", self.ids)], limit=1)
        if used:
            raise UserError(self.env._("These rules were used in a vote: archive them instead."))
