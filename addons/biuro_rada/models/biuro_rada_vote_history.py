from odoo import fields, models


class BiuroRadaVoteHistory(models.Model):
    """Votes found by what is in them: by words, by day. The day is kept with the vote, so that no list joins to it."""

    _name = "biuro.rada.vote"
    _inherit = ["biuro.rada.vote", "biuro.rada.history.mixin"]

    subject = fields.Char(index="trigram")
    day = fields.Date(related="session_id.day", store=True)
    names_complete = fields.Boolean(
        "Names Complete", readonly=True, copy=False, default=True,
        help="Of an imported vote: whether the source names everybody who is counted.",
    )

    _public_idx = models.Index("(day DESC, id DESC) WHERE state = 'closed' AND is_withheld IS NOT TRUE")
    _written_idx = models.Index("(write_date)")
