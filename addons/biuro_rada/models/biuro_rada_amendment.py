from odoo import fields, models


class BiuroRadaAmendment(models.Model):
    """Amendment (poprawka) to a draft, or the proposer's own one (autopoprawka)."""

    _name = "biuro.rada.amendment"
    _description = "Amendment to a Draft"
    _inherit = ["biuro.guard.mixin"]
    _order = "draft_id, sequence, id"
    _rec_name = "title"

    draft_id = fields.Many2one("biuro.rada.draft", "Draft", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10, aggregator=None)
    title = fields.Char(required=True, help="What it changes, e.g. § 3 ust. 2.")
    text = fields.Html(required=True)
    kind = fields.Selection([("amendment", "Amendment"), ("own", "Proposer's own")], required=True, default="amendment")
    author_id = fields.Many2one("biuro.rada.councillor", "Councillor")
    author_name = fields.Char("Other Author")
    vote_id = fields.Many2one("biuro.rada.vote", "Vote", readonly=True, copy=False)
    result = fields.Selection(
        [("accepted", "Accepted"), ("rejected", "Rejected"), ("withdrawn", "Withdrawn")],
        readonly=True,
        copy=False,
    )
