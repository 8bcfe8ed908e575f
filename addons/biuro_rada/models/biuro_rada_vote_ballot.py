from odoo import fields, models


class BiuroRadaVoteBallot(models.Model):
    """Entry of the named list (imienny wykaz): how one councillor voted. A secret vote has none (RB-07).

    The pair of vote and councillor is unique in the database itself: whatever comes at once, one vote counts.
    """

    _name = "biuro.rada.vote.ballot"
    _description = "Vote of a Councillor"
    _inherit = ["biuro.guard.mixin"]
    _order = "vote_id, position, id"
    _rec_name = "councillor_id"

    vote_id = fields.Many2one("biuro.rada.vote", "Vote", required=True, readonly=True, index=True, ondelete="restrict")
    session_id = fields.Many2one(related="vote_id.session_id", store=True, index=True)
    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, readonly=True, index=True, ondelete="restrict"
    )
    position = fields.Integer(readonly=True, aggregator=None, help="Place on the list of names.")
    value = fields.Selection(
        [
            ("yes", "For"),
            ("no", "Against"),
            ("abstain", "Abstained"),
            ("not_voting", "Present, not voting"),
            ("excluded", "Excluded (art. 25a)"),
            ("absent", "Absent"),
        ],
        "Vote Cast",
        required=True,
        readonly=True,
        index=True,
    )
    cast_at = fields.Datetime(readonly=True)
    source = fields.Selection([("device", "Device"), ("rollcall", "Roll-call"), ("import", "Import")], readonly=True)

    _councillor_uniq = models.Constraint("UNIQUE (vote_id, councillor_id)", "One councillor has one vote in a ballot.")
