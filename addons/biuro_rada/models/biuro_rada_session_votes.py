from odoo import models


class BiuroRadaSessionVotesPrint(models.Model):
    """The named lists of a whole session."""

    _inherit = "biuro.rada.session"

    def _get_named_votes(self):
        return self.vote_ids.filtered(lambda vote: vote.state == "closed" and vote.ballot != "secret").sorted("number")
