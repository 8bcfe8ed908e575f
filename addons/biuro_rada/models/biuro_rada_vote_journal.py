from odoo import api, fields, models

SEALED = (
    "number",
    "subject",
    "ballot",
    "majority",
    "special",
    "statutory_members",
    "entitled_count",
    "present_count",
    "yes",
    "no",
    "abstain",
    "not_voting",
    "excluded",
    "absent",
    "invalid",
    "result",
    "outcome",
)


class BiuroRadaVoteJournal(models.Model):
    """Journal of votes: each opening, closing and calling off, chained by session; a closing seals the whole result."""

    _name = "biuro.rada.vote.journal"
    _description = "Journal of Votes"
    _inherit = ["biuro.journal.mixin"]
    _order = "id"
    _rec_name = "event"
    _journal_fields = ("vote_id", "session_id", "event", "happened_at", "user_id", "content")

    vote_id = fields.Many2one("biuro.rada.vote", "Vote", required=True, readonly=True, index=True, ondelete="restrict")
    session_id = fields.Many2one(
        "biuro.rada.session", "Session", required=True, readonly=True, index=True, ondelete="restrict"
    )
    event = fields.Selection(
        [("opened", "Vote opened"), ("closed", "Vote closed"), ("called_off", "Vote called off")],
        required=True,
        readonly=True,
    )
    happened_at = fields.Datetime("When", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "By", readonly=True)
    content = fields.Json(readonly=True)

    def _journal_chain(self):
        self.ensure_one()
        return f"session:{self.session_id.id}"

    @api.model
    def _note(self, vote, event):
        """Add a row about a vote, with what there is to seal of it."""
        # sudo: own model - rows are added by the verbs of a vote alone, whoever leads the session
        return self.sudo().create(
            {
                "vote_id": vote.id,
                "session_id": vote.session_id.id,
                "event": event,
                "happened_at": fields.Datetime.now(),
                "user_id": self.env.uid,
                "content": self._content(vote.sudo()),
            }
        )

    @api.model
    def _content(self, vote):
        """Return what is sealed of a vote: its figures, the named list, or the totals of a secret one."""
        content = {name: vote[name] or None for name in SEALED}
        if vote.ballot == "secret":
            content["options"] = [[option.id, option.name, option.votes] for option in vote.option_ids]
        else:
            content["names"] = [[line.councillor_id.id, line.value] for line in vote.ballot_ids]
        return content
