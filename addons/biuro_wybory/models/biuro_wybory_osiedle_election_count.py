from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..law import params as ordinance

COUNTING = ("counting", "awaiting_draw")
SUFFIX = {"council": "", "chair": "/P", "board": "/Z"}


class BiuroWyboryOsiedleElection(models.Model):
    """The count of an election: protocols of each precinct or meeting, attempts and rounds (B.5, B.7)."""

    _inherit = "biuro.wybory.osiedle.election"

    attempt = fields.Integer(readonly=True, default=1, copy=False, aggregator=None)
    count_seq = fields.Integer(readonly=True, default=0, copy=False, aggregator=None)
    protocol_ids = fields.One2many("biuro.wybory.osiedle.protocol", "election_id", "Protocols")
    turnout_ids = fields.One2many("biuro.wybory.osiedle.turnout", "election_id", "Turnout Reports")
    protocol_count = fields.Integer("Number of Protocols", compute="_compute_protocol_count", compute_sudo=True)
    accepted_count = fields.Integer("Accepted", compute="_compute_protocol_count", compute_sudo=True)
    counted = fields.Char("Counted Protocols", compute="_compute_protocol_count", compute_sudo=True)
    outcome = fields.Selection(
        [("open", "Being counted"), ("ready", "Ready to announce"), ("awaiting_draw", "Waiting for a draw"),
         ("next_round", "Another round"), ("turnout_failed", "Turnout too low"), ("too_few", "Council too small")],
        "State of the Count", readonly=True, default="open", copy=False, tracking=True)

    @api.depends("protocol_ids.state", "protocol_ids.is_current")
    def _compute_protocol_count(self):
        for election in self:
            current = election.protocol_ids.filtered("is_current")
            election.protocol_count = len(current)
            election.accepted_count = len(current.filtered(lambda one: one.state == "accepted"))
            election.counted = self.env._(
                "%(accepted)s of %(all)s", accepted=election.accepted_count, all=election.protocol_count)

    # ---- shared --------------------------------------------------------------------------------------------------

    def _law_params(self):
        """Return the parameters for the functions of the law: as ordered, with the size of the council."""
        self.ensure_one()
        params = dict(self._params())
        if not params.get("council_size") and self.unit_id.council_size:
            params["council_size"] = self.unit_id.council_size
        return ordinance.read({name: value for name, value in params.items() if name in ordinance.PARAMS})

    def _bump(self):
        """Take the rows of the elections: whoever counts or announces at the same moment waits, and then reads anew."""
        self.env.flush_all()
        if self.ids:
            self.env.cr.execute(SQL(
                "UPDATE biuro_wybory_osiedle_election SET count_seq = coalesce(count_seq, 0) + 1 WHERE id IN %s",
                tuple(self.ids)))
        self.invalidate_recordset()

    def _count_changed(self, keep=False):
        """Say that protocols or draws change: what was stated of them is not current until it is stated again.

        :raise UserError: the results are announced; counts then change by a correction act only
        """
        self._bump()
        for election in self:
            if election.state not in COUNTING:
                raise UserError(self.env._(
                    "%s: the results are announced, counts change by a correction act only.", election.display_name))
            if not keep:
                # sudo: own model - a fact written by the verbs of the count, which check the access
                election.sudo().write({"outcome": "open", "state": "counting"})

    def _voting_constituencies(self):
        return self.constituency_ids.filtered(lambda one: one.decision in (False, "vote"))

    # ---- ballots -------------------------------------------------------------------------------------------------

    def _ballots(self):
        """Return the ballots of this election in their order: list of (key, seats of a constituency -> seats)."""
        self.ensure_one()
        if self.elected_body == "council":
            return [("council", lambda seats: seats)]
        return [("chair", lambda seats: 1), ("board", lambda seats: max(1, seats - 1))]

    def _candidates_of(self, constituency, ballot):
        standing = constituency.candidate_ids._standing()
        if ballot == "council":
            return standing
        wanted = standing.filtered(lambda one: one.stands_for in (ballot, "both"))
        if ballot == "board":
            chairs = self.env["biuro.wybory.osiedle.candidate"].browse(
                self._current_results().filtered(lambda one: one.ballot == "chair").mapped(
                    lambda one: (one.elected or [0])[0]))
            wanted -= chairs
        return wanted

    def _make_protocols(self, constituency, ballot, round_, candidates, seats):
        """Make the protocols of one vote: of each precinct, or of the meeting."""
        params = self._law_params()
        paper = "for_against" if params["majority"] in ordinance.FOR_AGAINST else "marks"
        marks = 1 if ballot == "chair" else min(
            self._law(ordinance.max_marks, params, seats if round_ > 1 or ballot == "board" else constituency.seats),
            len(candidates) or 1)
        Precinct = self.env["biuro.wybory.osiedle.precinct"]
        precincts = constituency.precinct_ids if self.method == "polling" else Precinct
        values = []
        for precinct in precincts or [Precinct]:
            reference = f"{self.unit_id.code}/{constituency.number}/{precinct.number or 'zebranie'}{SUFFIX[ballot]}"
            if self.attempt > 1:
                reference += f"/t{self.attempt}"
            if round_ > 1:
                reference += f"/r{round_}"
            values.append({
                "election_id": self.id, "constituency_id": constituency.id, "precinct_id": precinct.id,
                "ballot": ballot, "attempt": self.attempt, "round": round_, "seats": seats, "marks": marks,
                "paper": paper, "candidate_ids": [(6, 0, candidates.ids)], "reference": reference,
                "date": self.election_date, "place": precinct.polling_place or self.meeting_place,
                "hour_from": self.hours_from if self.method == "polling" else self.meeting_start,
                "hour_to": self.hours_to if self.method == "polling" else 0,
            })
        # sudo: biuro.wybory.osiedle.protocol - protocols are made by the verbs of the count, which check the access
        return self.env["biuro.wybory.osiedle.protocol"].sudo().create(values)

    def _start_ballot(self, ballot, seats_of):
        for constituency in self._voting_constituencies():
            candidates = self._candidates_of(constituency, ballot)
            if candidates:
                self._make_protocols(constituency, ballot, 1, candidates, seats_of(constituency.seats))

    def action_start_counting(self):
        """End the vote: the protocols of all precincts (or of the meeting) wait to be typed.

        :return: dict ``protocols`` (number of protocols made)
        :raise UserError: the election is not being voted
        """
        self.check_access("write")
        self._bump()
        made = 0
        for election in self:
            if election.state not in ("voting", "counting") or election.protocol_ids.filtered(
                    lambda one, now=election: one.attempt == now.attempt):
                raise UserError(self.env._("%s: protocols are opened after the vote, once.", election.display_name))
            ballots = election._ballots()
            # a meeting elects the chair first: who becomes chair does not stand for the rest of the board
            apart = election.elected_body == "chair_then_board" or election.method == "meeting"
            first = ballots[:1] if apart else ballots
            # sudo: own model - facts written by this verb; access was checked above
            election.sudo().write({"state": "counting", "outcome": "open"})
            for ballot, seats_of in first:
                election._start_ballot(ballot, seats_of)
            made += len(election.protocol_ids.filtered(lambda one, now=election: one.attempt == now.attempt))
        return {"protocols": made}

    def action_next_ballot(self):
        """Open the protocols of the next ballot: the board, after its chair is elected.

        :return: dict ``protocols``
        :raise UserError: the chair is not elected yet, or there is no further ballot
        """
        self.ensure_one()
        self.check_access("write")
        self._bump()
        done = set(self.protocol_ids.filtered(lambda one: one.attempt == self.attempt).mapped("ballot"))
        waiting = [row for row in self._ballots() if row[0] not in done]
        if self.state != "counting" or self.outcome != "ready" or not waiting:
            raise UserError(self.env._("There is no further ballot to open now."))
        ballot, seats_of = waiting[0]
        self._start_ballot(ballot, seats_of)
        # sudo: own model - a fact written by this verb; access was checked above
        self.sudo().outcome = "open"
        return {"protocols": len(self.protocol_ids.filtered(lambda one: one.ballot == ballot))}

    def _waiting_ballots(self):
        """Return the keys of ballots that were not opened yet in this attempt."""
        done = set(self.protocol_ids.filtered(lambda one: one.attempt == self.attempt).mapped("ballot"))
        return [key for key, _seats in self._ballots() if key not in done] if self._voting_constituencies() else []

    def action_next_round(self, date=None):
        """Open the protocols of another round among those whom the result names.

        :param str date: day of the round "YYYY-MM-DD"; the same day by default
        :return: dict ``protocols``
        :raise UserError: no further round is needed
        """
        self.ensure_one()
        self.check_access("write")
        self._bump()
        results = self._current_results().filtered(lambda one: one.state == "next_round")
        last = {}
        for result in results.sorted("round"):
            last[result.constituency_id, result.ballot] = result
        made = self.env["biuro.wybory.osiedle.protocol"]
        for (constituency, ballot), result in last.items():
            later = self.protocol_ids.filtered(lambda one, now=result: (
                one.constituency_id == now.constituency_id and one.ballot == now.ballot
                and one.attempt == now.attempt and one.round > now.round))
            if not later:
                made |= self._make_protocols(
                    constituency, ballot, result.round + 1,
                    self.env["biuro.wybory.osiedle.candidate"].browse(result.tied), result.free_places)
        if self.state != "counting" or not made:
            raise UserError(self.env._("No further round is needed."))
        if date:
            # sudo: own models - facts written by this verb; access was checked above
            made.sudo().date = date
        self.sudo().outcome = "open"
        return {"protocols": len(made)}

    def action_second_attempt(self, date=None):
        """Open the second attempt of an election whose turnout was too low, where the ordinance has one.

        :param str date: its day "YYYY-MM-DD"; the same day by default (a meeting after some minutes)
        :return: dict ``attempt``, ``protocols``
        :raise UserError: the turnout was reached, or the ordinance has no second attempt
        """
        self.ensure_one()
        self.check_access("write")
        self._bump()
        params = self._law_params()
        if self.outcome != "turnout_failed" or self.attempt > 1 or params["second_attempt"] == "none":
            raise UserError(self.env._("There is no second attempt here."))
        # sudo: own model - facts written by this verb; access was checked above
        self.sudo().write({"attempt": 2, "outcome": "open", "state": "voting"})
        if params["second_attempt"] == "same_day_after_minutes" or not date:
            made = self.action_start_counting()["protocols"]
        else:
            made = 0
        return {"attempt": 2, "protocols": made}

    def action_open_protocols(self):
        """Open the protocols of the elections.

        :return: dict, a window action
        """
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_wybory.biuro_wybory_osiedle_protocol_action")
        return {**action, "domain": [("election_id", "in", self.ids)], "context": {"search_default_current": 1}}

    def action_open_public(self):
        """Open the public page of the election.

        :return: dict, an action with the address
        """
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/bip/wybory/{self.id}", "target": "new"}
