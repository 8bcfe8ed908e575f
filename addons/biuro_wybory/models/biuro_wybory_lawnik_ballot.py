from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.inputs import plain

from ..law import ballots
from .biuro_wybory_lawnik_voting_rules import MAJORITIES, METHODS

SCOPES = [("all", "All cases"), ("general", "Without labour cases"), ("labour", "Labour cases")]
FIGURES = ("statutory", "present", "issued", "from_box", "blank", "overmarked", "invalid_other")


class BiuroWyboryLawnikBallot(models.Model):
    """One secret vote on lay judges: the ballot paper, the protocol of the counting committee, the result.

    Totals alone are kept, as the committee counted them; who voted and how stands nowhere.
    """

    _name = "biuro.wybory.lawnik.ballot"
    _description = "Secret Vote on Lay Judges"
    _inherit = ["biuro.wybory.lawnik.protocol.mixin", "biuro.guard.mixin"]
    _order = "term_id, quota_id, scope, round, id"
    _reason_verbs = {"action_void": {"reason": "reason"}}

    term_id = fields.Many2one("biuro.wybory.lawnik.term", "Election", required=True, index=True, ondelete="restrict")
    term_state = fields.Selection(related="term_id.state", string="State of the Election")
    company_id = fields.Many2one(related="term_id.company_id", store=True)
    quota_id = fields.Many2one("biuro.wybory.lawnik.quota", "Court", required=True, index=True, ondelete="restrict")
    scope = fields.Selection(SCOPES, "Cases", required=True, default="all")
    rules_id = fields.Many2one("biuro.wybory.lawnik.voting.rules", "Voting Rules", required=True, ondelete="restrict")
    round = fields.Integer(required=True, default=1, readonly=True, copy=False, aggregator=None)
    previous_id = fields.Many2one(
        "biuro.wybory.lawnik.ballot", "Round Before", readonly=True, copy=False, index="btree_not_null"
    )
    next_ids = fields.One2many("biuro.wybory.lawnik.ballot", "previous_id", "Next Round")
    seats = fields.Integer("Lay Judges to Elect", required=True, aggregator=None)
    method = fields.Selection(METHODS, "Way of Voting", compute="_compute_method", store=True)
    majority = fields.Selection(MAJORITIES, compute="_compute_method", store=True)
    line_ids = fields.One2many("biuro.wybory.lawnik.ballot.line", "ballot_id", "Candidates")
    candidate_count = fields.Integer("Number of Candidates", compute="_compute_candidate_count", store=True)
    session_id = fields.Many2one("biuro.rada.session", "Session", index="btree_not_null", ondelete="restrict")
    agenda_item_id = fields.Many2one(
        "biuro.rada.agenda.item", "Agenda Item", ondelete="restrict", domain="[('session_id', '=', session_id)]"
    )
    vote_id = fields.Many2one("biuro.rada.vote", "Vote of the Session", readonly=True, copy=False, ondelete="restrict")
    vote_state = fields.Selection(related="vote_id.state", string="State of the Vote")
    # the protocol of the counting committee
    scrutiny_chair_id = fields.Many2one("biuro.rada.councillor", "Chair of the Counting Committee")
    scrutiny_member_ids = fields.Many2many(
        "biuro.rada.councillor", "biuro_wybory_lawnik_ballot_scrutiny_rel", "ballot_id", "councillor_id",
        "Counting Committee",
    )
    statutory = fields.Integer("Statutory Number of Councillors", aggregator=None)
    present = fields.Integer(aggregator=None)
    issued = fields.Integer("Ballots Issued", aggregator=None)
    from_box = fields.Integer("Ballots Taken from the Box", aggregator=None)
    blank = fields.Integer("Of Them Blank", aggregator=None)
    overmarked = fields.Integer("Of Them with Too Many Marks", aggregator=None)
    invalid_other = fields.Integer("Invalid for Another Reason", aggregator=None)
    invalid = fields.Integer("Invalid Ballots", compute="_compute_invalid", store=True, aggregator=None)
    valid = fields.Integer("Valid Ballots", compute="_compute_invalid", store=True, aggregator=None)
    remarks = fields.Text("Remarks of the Committee")
    reasons = fields.Json("How the Result Came", readonly=True, copy=False)
    free_places = fields.Integer("Places Left by the Tie", readonly=True, copy=False, aggregator=None)
    draw_note = fields.Char("Course of the Draw", readonly=True, copy=False)
    void_reason = fields.Char("Why Void", readonly=True, copy=False)
    is_settled = fields.Boolean("Settled", compute="_compute_is_settled", recursive=True)
    result_text = fields.Char("Result", compute="_compute_is_settled")
    state = fields.Selection(
        [("draft", "Prepared"), ("counted", "Counted"), ("void", "Void")],
        required=True, readonly=True, default="draft", copy=False, index=True,
    )

    _seats_positive = models.Constraint("CHECK (seats >= 1)", "At least one lay judge is elected in a vote.")
    _figures = models.Constraint(
        "CHECK (LEAST(statutory, present, issued, from_box, blank, overmarked, invalid_other) >= 0)",
        "The figures of a protocol are not below zero.",
    )

    @api.depends("line_ids")
    def _compute_candidate_count(self):
        for ballot in self:
            ballot.candidate_count = len(ballot.line_ids)

    @api.depends("candidate_count", "seats", "rules_id")
    def _compute_method(self):
        for ballot in self.filtered(lambda ballot: ballot.rules_id and ballot.state in (False, "draft")):
            # who drew level before is chosen among by marks: for and against each of them could end level again
            ballot.method = ballot.rules_id._method(ballot.candidate_count, ballot.seats)
            ballot.majority = ballot.rules_id._majority_of(ballot.method)

    @api.depends("blank", "overmarked", "invalid_other", "from_box", "rules_id.blank_is", "rules_id.overmarked_is")
    def _compute_invalid(self):
        for ballot in self:
            ballot.invalid = (
                ballot.invalid_other
                + (ballot.blank if ballot.rules_id.blank_is == "invalid" else 0)
                + (ballot.overmarked if ballot.rules_id.overmarked_is == "invalid" else 0)
            )
            ballot.valid = ballot.from_box - ballot.invalid

    @api.depends("state", "line_ids.result", "next_ids.state", "next_ids.is_settled", "rules_id.tie_rule")
    def _compute_is_settled(self):
        for ballot in self:
            tied = ballot.line_ids.filtered(lambda line: line.result == "tied")
            following = ballot.next_ids.filtered(lambda one: one.state != "void")
            ballot.is_settled = ballot.state == "void" or (
                ballot.state == "counted"
                and (not tied or ballot.rules_id.tie_rule == "none_elected" or all(f.is_settled for f in following))
                and not (tied and ballot.rules_id.tie_rule != "none_elected" and not following)
            )
            elected = len(ballot.line_ids.filtered(lambda line: line.result == "elected"))
            ballot.result_text = ballot.state == "counted" and (
                self.env._("%(elected)s of %(seats)s elected", elected=elected, seats=ballot.seats)
                + (self.env._(", a tie of %s", len(tied)) if tied else "")
            )

    @api.depends("quota_id", "scope", "round")
    def _compute_display_name(self):
        scopes = dict(self._fields["scope"]._description_selection(self.env))
        for ballot in self:
            ballot.display_name = ", ".join(
                filter(
                    None,
                    [
                        ballot.quota_id.display_name,
                        ballot.scope != "all" and scopes.get(ballot.scope),
                        ballot.round > 1 and self.env._("round %s", ballot.round),
                    ],
                )
            )

    @api.constrains("agenda_item_id", "session_id")
    def _check_session(self):
        for ballot in self:
            if ballot.agenda_item_id and ballot.agenda_item_id.session_id != ballot.session_id:
                raise ValidationError(self.env._("A vote concerns an item of the agenda of its own session."))
            if ballot.session_id and ballot.session_id.body_type != "council":
                raise ValidationError(self.env._("Lay judges are elected at a session of the Council."))

    def write(self, vals):
        if not self.env.su and any(ballot.state != "draft" for ballot in self) and vals.keys() - {"protocol_ids"}:
            raise UserError(self.env._("The protocol is closed: a vote that was counted is void or stays."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(ballot.state != "draft" or ballot.vote_id for ballot in self):
            raise UserError(self.env._("A vote that was held stays in the file."))

    # ---- the protocol --------------------------------------------------------------------------------------------

    def _take_figures_of_vote(self):
        """Take from the vote of the session what is known there: who was present and took a ballot paper."""
        for ballot in self.filtered("vote_id"):
            # sudo: biuro.rada.vote.taker - their number alone
            vote = ballot.vote_id.sudo()
            ballot.sudo().write({  # sudo: own model - facts of the vote, access was checked by the caller
                "statutory": vote.statutory_members,
                "present": vote.present_count,
                "issued": len(vote.taker_ids.filtered("taken")),
            })

    def _counts(self):
        """Return what the law is asked about (dict): figures of the protocol, votes by the number of the nomination."""
        self.ensure_one()
        votes = {
            line.number: line.marks
            if self.method == "limited_marks"
            else [line.votes_for, line.votes_against, line.votes_abstain]
            for line in self.line_ids
        }
        return {
            "issued": self.issued, "from_box": self.from_box, "invalid": self.invalid, "present": self.present,
            "votes": votes,
        }

    def action_count(self):
        """Close the protocol and state the result, with its reasons; a tie goes the way of the voting rules.

        :return: dict ``state`` (of the law: ``elected``, ``next_round``), ``elected`` and ``tied`` (lists of numbers of
            nominations), ``vacancies`` (int), ``next_round`` (id of the next vote or False), ``reasons``
        :raise UserError: the figures do not agree; no quorum; no counting committee; the vote was not opened
        Legal source: u.s.p. art. 160 § 1; u.s.g. art. 14 ust. 1.
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft":
            raise UserError(self.env._("The protocol of this vote is closed already."))
        if self.term_id.state != "voting":
            raise UserError(self.env._("Votes are counted while the election is at the vote."))
        if not self.session_id or not self.scrutiny_chair_id:
            raise UserError(self.env._("Name the session and the counting committee with its chair."))
        if self.vote_id and self.vote_id.state not in ("open", "counting", "closed"):
            raise UserError(self.env._("The vote is not opened yet: it is opened in the hall of the session."))
        self._take_figures_of_vote()
        try:
            answer = plain(ballots.lay_ballot(
                self.statutory, self.present, self.seats, self.method.removesuffix("_each"), self._counts(),
                majority=self.majority, tie_rule=self.rules_id.tie_rule,
            ))
        except LawError as error:
            raise UserError(str(error)) from error
        if answer["state"] == "error":
            raise UserError("\n".join(answer["errors"]))
        self._take_result(answer)
        if self.vote_id.state in ("open", "counting"):
            self._close_vote(answer)
        following = self._settle_tie()
        return {
            "state": answer["state"], "elected": self._numbers("elected"), "tied": self._numbers("tied"),
            "vacancies": self.seats - len(self._numbers("elected")), "next_round": following.id,
            "reasons": self.reasons,
        }

    def _numbers(self, result):
        return self.line_ids.filtered(lambda line: line.result == result).mapped("number")

    def _take_result(self, answer):
        """Write what came of the vote; whom the act bars is not elected whatever the votes (u.s.p. art. 158-159)."""
        reasons = list(answer["reasons"])
        for line in self.line_ids:
            result = (
                "elected" if line.number in answer["elected"]
                else "tied" if line.number in answer["tied"] else "not_elected"
            )
            bar = line._bar() if result != "not_elected" else False
            if bar:
                result = "barred"
                reasons.append({
                    "rule": "barred", "article": "u.s.p. art. 158–159",
                    "text": f"kandydat nr {line.number} nie może być wybrany: {bar}",
                })
            # sudo: own model - the result is written by the verb; access was checked by it
            line.sudo().write({"result": result, "bar_reason": bar})
        # sudo: own model - as above
        self.sudo().write({
            "state": "counted", "reasons": reasons, "free_places": answer.get("free_places") or 0,
        })

    def _settle_tie(self):
        """Go on from a tie by the rules: prepare the second round; return it (or an empty record)."""
        tied = self.line_ids.filtered(lambda line: line.result == "tied")
        if not tied or self.rules_id.tie_rule != "second_round":
            if tied and self.rules_id.tie_rule == "none_elected":
                tied.sudo().result = "not_elected"  # sudo: own model - as above
            return self.browse()
        # sudo: own model - the next round follows from the result
        following = self.sudo().create({
            "term_id": self.term_id.id, "quota_id": self.quota_id.id, "scope": self.scope,
            "rules_id": self.rules_id.id, "round": self.round + 1, "previous_id": self.id,
            "seats": self.free_places, "session_id": self.session_id.id, "agenda_item_id": self.agenda_item_id.id,
            "scrutiny_chair_id": self.scrutiny_chair_id.id,
            "scrutiny_member_ids": [fields.Command.set(self.scrutiny_member_ids.ids)],
            "statutory": self.statutory, "present": self.present,
            "line_ids": [fields.Command.create({"nomination_id": line.nomination_id.id}) for line in tied],
        })
        return following.with_env(self.env)

    def action_draw(self, numbers, note):
        """Record whom a draw of the committee chose from a tie; the software never draws.

        :param list numbers: numbers of the nominations drawn, as many as places are left
        :param str note: how it was drawn, before whom
        :return: True
        :raise UserError: no tie; another rule; another number of the drawn; no note
        """
        self.ensure_one()
        self.check_access("write")
        tied = self.line_ids.filtered(lambda line: line.result == "tied")
        if not tied or self.rules_id.tie_rule != "lots":
            raise UserError(self.env._("There is no tie to be settled by a draw."))
        drawn = tied.filtered(lambda line: line.number in numbers)
        if len(drawn) != self.free_places or len(set(numbers)) != self.free_places:
            raise UserError(self.env._("Name as many of the tied as places are left: %s.", self.free_places))
        if not (note or "").strip():
            raise UserError(self.env._("Describe the course of the draw: by whom and before whom."))
        # sudo: own models - facts are written by verbs only; access was checked above
        drawn.sudo().result = "elected"
        (tied - drawn).sudo().result = "not_elected"
        self.sudo().write({
            "draw_note": note,
            "reasons": [*self.reasons, {
                "rule": "draw", "article": "regulamin głosowania",
                "text": f"równą liczbę głosów rozstrzygnęło losowanie: wybrano {', '.join(drawn.mapped('number'))}",
            }],
        })
        return True

    def action_void(self, reason):
        """Declare the vote void, to be held again: its figures stay, its result does not count.

        :param str reason: why
        :return: dict ``id`` of the new vote
        :raise UserError: no reason; the election went on; the next round was counted
        """
        self.ensure_one()
        self.check_access("write")
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        if self.term_id.state != "voting" or self.state != "counted":
            raise UserError(self.env._("A counted vote is declared void while the election is at the vote."))
        if self.next_ids.filtered(lambda following: following.state == "counted"):
            raise UserError(self.env._("The next round is counted: declare it void first."))
        # sudo: own model - facts are written by verbs only; access was checked above
        own = self.sudo()
        own.next_ids.write({"state": "void", "void_reason": reason})
        own.write({"state": "void", "void_reason": reason})
        own.line_ids.write({"result": False})
        again = own.create({
            "term_id": own.term_id.id, "quota_id": own.quota_id.id, "scope": own.scope, "rules_id": own.rules_id.id,
            "round": own.round, "previous_id": own.previous_id.id, "seats": own.seats,
            "session_id": own.session_id.id, "agenda_item_id": own.agenda_item_id.id,
            "scrutiny_chair_id": own.scrutiny_chair_id.id,
            "scrutiny_member_ids": [fields.Command.set(own.scrutiny_member_ids.ids)],
            "line_ids": [fields.Command.create({"nomination_id": line.nomination_id.id}) for line in own.line_ids],
        })
        return {"id": again.id}
