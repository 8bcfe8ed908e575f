from datetime import datetime, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.inputs import utc
from odoo.addons.biuro_kancelaria.law.terms import WARSAW, local
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import poll
from .biuro_wybory_osiedle_election import BEFORE_VOTE


class BiuroWyboryOsiedleElection(models.Model):
    """The course of an election from its ordering to the opening of the polls (B.7)."""

    _inherit = "biuro.wybory.osiedle.election"

    missing = fields.Text("What Is Missing", compute="_compute_missing", compute_sudo=True)
    missing_count = fields.Integer("Things Missing", compute="_compute_missing", compute_sudo=True)
    extension_until = fields.Datetime("Extended Until", compute="_compute_extension_until")

    @api.depends("constituency_ids.extension_until")
    def _compute_extension_until(self):
        for election in self:
            election.extension_until = max(
                (row.extension_until for row in election.constituency_ids if row.extension_until), default=False,
            )

    @api.depends(
        "state", "day_problems", "ordinance_id", "seats", "constituency_ids.seats", "constituency_ids.decision",
        "precinct_ids.polling_place", "precinct_ids.commission_id", "commission_ids.problems", "candidate_ids.state",
        "candidate_ids.ballot_number", "meeting_place", "campaign_id.commission_ids.problems",
    )
    def _compute_missing(self):
        for election in self:
            rows = election._missing()
            election.missing = "\n".join(rows) or False
            election.missing_count = len(rows)

    def _missing(self):
        """Return what the election still needs before the vote (list of str), without names of candidates."""
        self.ensure_one()
        if self.state not in BEFORE_VOTE:
            return []
        if self.state == "draft":
            return [*self._order_problems(), self.env._("the ordering act")]
        missing = []
        total = sum(self.constituency_ids.mapped("seats"))
        if total != self.seats:
            missing.append(self.env._("constituencies: %(total)s of %(seats)s seats", total=total, seats=self.seats))
        if self.method == "meeting":
            if not self.meeting_place:
                missing.append(self.env._("the place of the meeting"))
        else:
            if bare := self.constituency_ids.filtered(lambda row: not row.precinct_ids):
                missing.append(self.env._("constituencies without a precinct: %s", len(bare)))
            if placeless := self.precinct_ids.filtered(lambda row: not row.polling_place):
                missing.append(self.env._("precincts without a polling place: %s", len(placeless)))
            if free := self.precinct_ids.filtered(lambda row: not row.commission_id):
                missing.append(self.env._("precincts without a commission: %s", len(free)))
        commissions = self.commission_ids | self.precinct_ids.commission_id
        for commission in commissions.filtered("problems"):
            missing.append(self.env._("%(name)s: %(what)s", name=commission.name, what=commission.problems))
        if self.method == "meeting" and not commissions and self.state == "registration":
            missing.append(self.env._("the commission of the meeting"))
        if waiting := self.candidate_ids.filtered(lambda row: row.state in ("received", "defective")):
            missing.append(self.env._("nominations to decide: %s", len(waiting)))
        if self.state == "registration":
            if undecided := self.constituency_ids.filtered(lambda row: row.decision in (False, "extension")):
                missing.append(self.env._("constituencies to decide whether there is a vote: %s", len(undecided)))
            voting = self.constituency_ids.filtered(lambda row: row.decision == "vote")
            if voting.candidate_ids.filtered(lambda row: row.state == "registered" and not row.ballot_number):
                missing.append(self.env._("numbers on the ballot"))
        return missing

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "closed":
            self.candidate_ids._forget()
        return result

    def _step(self, *states):
        """Check that the verb may be used: right to write and the state."""
        self.check_access("write")
        labels = dict(self._fields["state"]._description_selection(self.env))
        for election in self:
            if election.state not in states:
                raise UserError(self.env._(
                    "%(unit)s: this step is not possible in the state “%(state)s”.",
                    unit=election.unit_id.name, state=labels[election.state],
                ))

    def action_open_nominations(self):
        """Open the time for nominations of an ordered election.

        :return: True
        :raise UserError: not ordered, or the seats of the constituencies do not agree (X05)
        """
        self._step("ordered")
        for election in self:
            total = sum(election.constituency_ids.mapped("seats"))
            if total != election.seats:
                raise UserError(self.env._(
                    "X05: %(unit)s: the constituencies have %(total)s seats, but %(seats)s are to be filled.",
                    unit=election.unit_id.name, total=total, seats=election.seats,
                ))
        # sudo: own model - facts are written by verbs only; access was checked by the step
        self.sudo().write({"state": "nomination"})
        self._calendar_done("districts")
        return True

    def action_close_nominations(self, act=None, date=None):
        """End the time for nominations: where too few came, it is extended as the ordinance says, else registration.

        :param str act: resolution of the commission that extends, where it is needed
        :param str date: its day "YYYY-MM-DD"; today by default
        :return: dict ``state`` by the id of the election (as text)
        :raise UserError: the time has not passed yet, or an extension needs the act
        """
        self._step("nomination", "extension")
        now = local(fields.Datetime.now()).replace(tzinfo=None)
        for election in self:
            end = election._nomination_end_local()
            if election.state == "extension":
                end = local(election.extension_until).replace(tzinfo=None)
            elif end is None and office_today() < election.election_date:
                end = datetime.combine(election.election_date, poll.hour(0))
            if end and now < end:
                raise UserError(self.env._(
                    "%(unit)s: nominations are open until %(end)s.",
                    unit=election.unit_id.name, end=end.strftime("%d.%m.%Y %H:%M"),
                ))
            # sudo: own models - facts are written by verbs only; access was checked by the step
            mine = election.sudo()
            extended = election.state == "nomination" and mine.constituency_ids._extend(act, date, pending=True)
            mine.state = "extension" if extended else "registration"
            if not extended:
                election._calendar_done("nomination_close", office_today())
        return {"state": {str(election.id): election.state for election in self}}

    def action_decide_uncontested(self, act=None, date=None):
        """Decide for each constituency whether there is a vote (B.5 step 0); the election goes on as follows from it.

        :param str act: resolution of the commission; needed wherever there is no vote
        :param str date: its day "YYYY-MM-DD"; today by default
        :return: dict ``decisions``: {id of the constituency as text: decision}
        :raise UserError: nominations wait for a decision, or the resolution is not given
        """
        self._step("registration")
        result = {}
        for election in self:
            if election.candidate_ids.filtered(lambda row: row.state in ("received", "defective")):
                raise UserError(self.env._(
                    "%s: register or refuse all nominations first.", election.unit_id.name,
                ))
            # sudo: own models - facts are written by verbs only; access was checked by the step
            rows = election.sudo().constituency_ids.filtered(lambda row: row.decision in (False, "extension"))
            if rows._extend(act, date):
                election.sudo().state = "extension"
            else:
                rows._decide(act, date)
                election._after_decisions()
            result.update({str(row.id): row.decision for row in rows})
        return {"decisions": result}

    def _after_decisions(self):
        """Move the election to the state that its constituencies lead to."""
        self.ensure_one()
        decisions = set(self.constituency_ids.mapped("decision"))
        if decisions & {"vote", "extension", False}:
            return
        # nobody votes: what is filled is announced, what cannot be filled is stated
        filled = decisions & {"elected_without_voting", "vacancies_stay"}
        # sudo: own model - the state that the verb came to
        self.sudo().state = "counting" if filled else "not_constituted"
        for key in ("commissions", "ballots", "instruction", "voting"):
            self._calendar_done(key, office_today())
        if not filled:
            self.calendar_ids._deadline_cancel(reason=self.env._("There are too few candidates for an election."))

    def _vote_problems(self):
        """Return what keeps the vote from being opened (list of str)."""
        self.ensure_one()
        problems = self._missing()
        if self.state != "registration":
            problems.insert(0, self.env._("the registration of candidates is not closed"))
        if self.election_date > office_today():
            problems.append(self.env._("the day of the vote is %s", self.election_date.strftime("%d.%m.%Y")))
        return problems

    def action_number_ballots(self):
        """Give the candidates their numbers by the alphabet, in each constituency that votes and has none yet.

        :return: True
        :raise UserError: the ordinance wants lots: they are entered in each constituency
        """
        for row in self.constituency_ids.filtered(lambda row: row.decision == "vote"):
            if not any(row.candidate_ids.mapped("ballot_number")):
                row.action_number_ballots()
        return True

    def action_start_voting(self):
        """Open the vote: on the day of the election, when all is ready.

        :return: True
        :raise UserError: something is missing; the message lists it
        """
        self.check_access("write")
        for election in self:
            if problems := election._vote_problems():
                raise UserError(self.env._(
                    "%(unit)s: the vote cannot be opened. What is missing: %(what)s.",
                    unit=election.unit_id.name, what="; ".join(problems),
                ))
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"state": "voting"})
        for election in self:
            election._calendar_done("ballots", election.election_date)
            election._calendar_done("voting", election.election_date)
        return True

    @api.model
    def _cron_open_votes(self):
        """On the day of the vote open the elections that are ready; the others stay in the list of what is missing."""
        elections = self.search([
            ("state", "=", "registration"), ("election_date", "=", office_today()), ("method", "=", "polling"),
        ])
        elections.filtered(lambda election: not election._vote_problems()).action_start_voting()

    def _extension_end(self, day):
        """Return the last moment of an extension decided on a day (datetime, UTC without zone)."""
        self.ensure_one()
        params = self._params()
        end = datetime.combine(
            day + timedelta(days=params["extension_days"] or 1), poll.hour(float(params["deadline_time"] or 24)),
        )
        return utc(end.replace(tzinfo=WARSAW))

    def action_open_candidates(self):
        """Open the nominations of the elections.

        :return: dict, a window action
        """
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_wybory.biuro_wybory_osiedle_candidate_action")
        return {**action, "domain": [("election_id", "in", self.ids)], "context": {"default_election_id": self[:1].id}}
