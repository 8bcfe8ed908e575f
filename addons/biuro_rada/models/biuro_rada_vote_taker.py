from odoo import fields, models


class BiuroRadaVoteTaker(models.Model):
    """Who took a ballot paper of a secret vote. Never when, in which order, nor what was cast (RB-07).

    The rows are made by the opening, in the order of the list of names, have no columns of time or author, and each
    time one of them changes all of the vote are written anew.
    """

    _name = "biuro.rada.vote.taker"
    _description = "Taker of a Ballot Paper"
    _inherit = ["biuro.guard.mixin"]
    _order = "vote_id, position, id"
    _rec_name = "councillor_id"
    _log_access = False

    vote_id = fields.Many2one("biuro.rada.vote", "Vote", required=True, readonly=True, index=True, ondelete="restrict")
    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, readonly=True, index=True, ondelete="restrict"
    )
    position = fields.Integer(readonly=True, aggregator=None, help="Place on the list of names.")
    excluded = fields.Boolean("Excluded (art. 25a)", readonly=True)
    taken = fields.Boolean("Took a Ballot Paper", readonly=True)

    _councillor_uniq = models.Constraint("UNIQUE (vote_id, councillor_id)", "One councillor takes one ballot paper.")
