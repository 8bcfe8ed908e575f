from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..law import majority

BALLOTS = [
    ("open_device", "Open, by device"),
    ("open_rollcall", "Roll-call"),
    ("secret", "Secret"),
    ("hands", "By hand (committees)"),
]
MAJORITIES = [
    ("simple", "Simple majority"),
    ("absolute", "Absolute majority"),
    ("absolute_statutory", "Absolute majority of the statutory number"),
    ("three_fifths_statutory", "3/5 of the statutory number"),
    ("two_thirds_statutory", "2/3 of the statutory number"),
    ("two_thirds_votes", "2/3 of the votes"),
]


class BiuroRadaVote(models.Model):
    """Vote (głosowanie): what is put to it, how, and what came of it. See also the verbs in the files beside.

    The row is not touched while votes are cast: casting reads it under a shared lock, closing takes it alone.
    """

    _name = "biuro.rada.vote"
    _description = "Vote"
    _inherit = ["biuro.guard.mixin"]
    _order = "session_id, number, id"
    _rec_name = "subject"

    session_id = fields.Many2one("biuro.rada.session", "Session", required=True, index=True, ondelete="restrict")
    agenda_item_id = fields.Many2one(
        "biuro.rada.agenda.item", "Agenda Item", required=True, index=True, ondelete="restrict"
    )
    committee_id = fields.Many2one(
        "biuro.rada.committee", "Committee", help="At a joint meeting each committee votes apart."
    )
    number = fields.Integer("No.", readonly=True, copy=False, aggregator=None)
    subject = fields.Char(required=True)
    ballot = fields.Selection(BALLOTS, "Way of Voting", required=True, default="open_device")
    majority = fields.Selection(MAJORITIES, "Majority", required=True, default="simple")
    majority_basis = fields.Char("Basis of the Majority", required=True, default="u.s.g. art. 14 ust. 1")
    special = fields.Selection(
        [
            ("confidence", "Confidence"),
            ("discharge_grant", "Discharge: to grant"),
            ("discharge_refuse", "Discharge: to refuse"),
        ],
        "Special Vote",
    )
    hide_running_count = fields.Boolean("Count Hidden until Closing")
    device_failure_note = fields.Char("Why by Roll-call", help="What failed (art. 14 ust. 3).")
    repeats_vote_id = fields.Many2one("biuro.rada.vote", "Repeats", copy=False, index="btree_not_null")
    repeat_reason = fields.Char("Reason of Repeating")
    opened_at = fields.Datetime(readonly=True, copy=False)
    closed_at = fields.Datetime(readonly=True, copy=False)
    statutory_members = fields.Integer("Statutory Number", readonly=True, copy=False, aggregator=None)
    entitled_count = fields.Integer("Entitled", readonly=True, copy=False, aggregator=None)
    present_count = fields.Integer("Present", readonly=True, copy=False, aggregator=None)
    yes = fields.Integer("For", readonly=True, copy=False, aggregator=None)
    no = fields.Integer("Against", readonly=True, copy=False, aggregator=None)
    abstain = fields.Integer("Abstained", readonly=True, copy=False, aggregator=None)
    not_voting = fields.Integer("Present, Not Voting", readonly=True, copy=False, aggregator=None)
    excluded = fields.Integer("Excluded (art. 25a)", readonly=True, copy=False, aggregator=None)
    absent = fields.Integer("Absent", readonly=True, copy=False, aggregator=None)
    invalid = fields.Integer("Invalid", readonly=True, copy=False, aggregator=None)
    result = fields.Selection(
        [("adopted", "Adopted"), ("rejected", "Rejected"), ("no_quorum", "No quorum"), ("void", "Void")],
        readonly=True,
        copy=False,
        index=True,
    )
    outcome = fields.Selection(
        [("granted", "Granted"), ("refused", "Refused"), ("unresolved", "Unresolved")],
        readonly=True,
        copy=False,
    )
    reasons = fields.Json(readonly=True, copy=False)
    ballot_ids = fields.One2many("biuro.rada.vote.ballot", "vote_id", "Named List")
    state = fields.Selection(
        [
            ("draft", "Prepared"),
            ("open", "Open"),
            ("counting", "Being counted"),
            ("closed", "Closed"),
            ("void", "Called off"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
    )
    published_on = fields.Date(readonly=True, copy=False)

    _number_uniq = models.UniqueIndex(
        "(session_id, number) WHERE number > 0", "This number of a vote is taken already."
    )
    _one_open = models.UniqueIndex(
        "(session_id) WHERE state IN ('open', 'counting')",
        "Another vote of this session is open: close it first.",
    )

    @api.constrains("ballot", "session_id", "agenda_item_id", "majority", "special", "committee_id")
    def _check_vote(self):
        for vote in self:
            if vote.agenda_item_id.session_id != vote.session_id:
                raise ValidationError(self.env._("A vote concerns an item of the agenda of its own session."))
            if vote.ballot == "hands" and vote.session_id.body_type == "council":
                raise ValidationError(self.env._("The council votes by device or by roll-call (art. 14 ust. 2-3)."))
            if vote.special and vote.majority != "absolute_statutory":
                raise ValidationError(
                    self.env._(
                        "Confidence and discharge need the absolute majority of the statutory number (art. 28a, 28aa)."
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_held(self):
        if any(vote.state != "draft" and not vote.session_id.is_rehearsal for vote in self):
            raise UserError(self.env._("RB-09: a vote that was opened stays in the record."))

    def write(self, vals):
        if not self.env.su and any(vote.state != "draft" for vote in self):
            raise UserError(self.env._("RB-09: a vote that was opened cannot be changed; repeat it as a new one."))
        return super().write(vals)

    def _voters(self):
        """Return the councillors in office whom the vote concerns, in the order of the list."""
        self.ensure_one()
        members = self.session_id._members()
        if self.committee_id:
            members &= self.committee_id._members_on(self.session_id.day)
        return members

    def _statutory(self):
        if self.committee_id:
            return len(self.committee_id._members_on(self.session_id.day))
        return self.session_id.statutory_members

    def _present_for_quorum(self, counts):
        """Return how many were present at the vote (int): fewer than at its opening when the hall has emptied since.

        Whoever cast was there to cast.
        """
        cast = counts["yes"] + counts["no"] + counts["abstain"] + counts.get("invalid", 0)
        here = self.session_id.attendance_ids.filtered("is_present").councillor_id & self._voters()
        return min(self.present_count, max(len(here), cast))

    def _state_result(self, counts):
        """Return the values (dict) of the result that follows from the counts."""
        self.ensure_one()
        present = self._present_for_quorum(counts)
        figures = {
            "statutory": self.statutory_members,
            "present": present,
            "yes": counts["yes"],
            "no": counts["no"],
            "abstain": counts["abstain"],
            "invalid": counts.get("invalid", 0),
            "excluded": counts.get("excluded", 0),
        }
        if present < majority.quorum(self.statutory_members) or not self.special:
            answer = majority.majority(self.majority, **figures)
        else:
            subject, _sep, motion = self.special.partition("_")
            answer = majority.special(subject, motion or "grant", **figures)
        return {"result": answer["result"], "outcome": answer.get("outcome", False), "reasons": answer["reasons"]}
