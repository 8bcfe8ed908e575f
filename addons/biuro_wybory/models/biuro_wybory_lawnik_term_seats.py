from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.inputs import plain

from ..law import dates

MANAGER = "biuro_wybory.biuro_wybory_group_lawnik_manager"


class BiuroWyboryLawnikTerm(models.Model):
    """From the opinion team to the closed election: team, vote, mandates, hand-over, return and destruction, closing.

    opinion - voting - elected - handed_over - closing - closed; each step has the guard that the act or sense asks for.
    """

    _inherit = "biuro.wybory.lawnik.term"

    team_id = fields.Many2one(
        "biuro.wybory.lawnik.team", "Opinion Team", copy=False, index="btree_not_null", ondelete="restrict"
    )
    voting_rules_id = fields.Many2one(
        "biuro.wybory.lawnik.voting.rules", "Voting Rules", copy=False, ondelete="restrict",
        default=lambda self: self.env["biuro.wybory.lawnik.voting.rules"].search([], limit=1),
    )
    team_resolution_id = fields.Many2one(related="team_id.resolution_id", string="Resolution of the Team")
    confirming_vote = fields.Selection(related="voting_rules_id.confirming_vote")
    meeting_ids = fields.One2many("biuro.wybory.lawnik.meeting", "term_id", "Meetings of the Team")
    opinion_ids = fields.One2many("biuro.wybory.lawnik.opinion", "term_id", "Opinions")
    ballot_ids = fields.One2many("biuro.wybory.lawnik.ballot", "term_id", "Votes")
    mandate_ids = fields.One2many("biuro.wybory.lawnik.mandate", "term_id", "Mandates")
    transfer_ids = fields.One2many("biuro.wybory.lawnik.transfer", "term_id", "Hand-Over to Courts")
    destruction_ids = fields.One2many("biuro.wybory.lawnik.destruction", "term_id", "Destruction")
    custody_ids = fields.One2many("biuro.wybory.lawnik.custody", "term_id", "Custody of Files")
    cost_ids = fields.One2many("biuro.wybory.lawnik.cost", "term_id", "Costs")
    cost_total = fields.Monetary("Costs in All", compute="_compute_cost_total")
    currency_id = fields.Many2one(related="company_id.currency_id")
    by_election_ids = fields.One2many("biuro.wybory.lawnik.term", "general_term_id", "By-Elections")
    agenda_item_id = fields.Many2one(
        "biuro.rada.agenda.item", "Item of the Vote", copy=False, domain="[('session_id', '=', session_id)]",
        ondelete="set null",
    )
    collect_until = fields.Date(
        "Papers Collected Until", readonly=True, copy=False, help="60 days from the election (regulation § 5 ust. 1)."
    )
    destroy_until = fields.Date(
        "Papers Destroyed Until", readonly=True, copy=False, help="30 days more (regulation § 5 ust. 2)."
    )
    collect_raw = fields.Date("60th Day", compute="_compute_collect_raw", help="Not moved off a day free of work.")
    file_reasons = fields.Json(compute="_compute_collect_raw", string="How the Days Are Counted")
    closed_on = fields.Date(readonly=True, copy=False)
    jrwa_class_id = fields.Many2one(
        "biuro.jrwa.class", "Filing Plan Class", default=lambda self: self._default_jrwa(), ondelete="restrict"
    )
    archival_category = fields.Char(
        compute="_compute_archival_category", store=True, readonly=False, help="Of what remains: the files leave."
    )
    mandate_count = fields.Integer("Number of Mandates", compute="_compute_seats_counts")
    ballot_count = fields.Integer("Number of Votes", compute="_compute_seats_counts")
    opinion_count = fields.Integer("Opinions Adopted", compute="_compute_seats_counts")
    letter_count = fields.Integer("Number of Letters", compute="_compute_seats_counts")
    papers_left = fields.Integer("Files in the Office", compute="_compute_seats_counts")

    @api.model
    def _default_jrwa(self):
        return self.env["ir.model.data"]._xmlid_to_res_id("biuro_kancelaria.biuro_jrwa_class_533")

    @api.depends("jrwa_class_id")
    def _compute_archival_category(self):
        for term in self:
            term.archival_category = term.jrwa_class_id.category or term.archival_category

    @api.depends("cost_ids.amount")
    def _compute_cost_total(self):
        for term in self:
            term.cost_total = sum(term.cost_ids.mapped("amount"))

    @api.depends("election_date", "collect_until")
    def _compute_collect_raw(self):
        for term in self:
            answer = dates.file_terms(term.election_date) if term.collect_until and term.election_date else {}
            term.collect_raw = answer.get("collect_until", False)
            term.file_reasons = plain(answer.get("reasons", []))

    def _compute_seats_counts(self):
        for term in self:
            # sudo: own models - numbers alone
            own = term.sudo()
            term.mandate_count = len(own.mandate_ids)
            term.ballot_count = len(own.ballot_ids)
            term.opinion_count = len(own.opinion_ids.filtered(lambda one: one.state == "adopted"))
            term.papers_left = len(own._with_papers())
            term.letter_count = len(own._letters())

    def write(self, vals):
        result = super().write(vals)
        if "team_id" in vals:
            self._sync_team()
        return result

    @api.model_create_multi
    def create(self, vals_list):
        terms = super().create(vals_list)
        terms.filtered("team_id")._sync_team()
        return terms

    def _sync_team(self):
        """Let the people of the team read the files (their rule asks for the state of the election as well)."""
        for term in self:
            # sudo: own model - the list of those who may read follows the team; access to the election was checked
            term.sudo().team_user_ids = term.team_id.member_ids.user_id

    def _check_manager(self):
        if not self.env.su and not self.env.user.has_group(MANAGER):
            raise UserError(self.env._("The head of the lay-judge election takes this step."))

    def _check_team(self):
        """The files go to the team once the Council has appointed it, and its members can read them."""
        if self.team_id and not self.team_id.resolution_id:
            raise UserError(
                self.env._("The Council appoints the opinion team by a resolution first (u.s.p. art. 163 § 2).")
            )
        return super()._check_team()

    # ---- to the vote ---------------------------------------------------------------------------------------------

    def action_start_voting(self):
        """Go to the vote: each admitted nomination has an opinion, the rules of voting and the session are chosen.

        :return: True
        :raise UserError: not at opinions; an opinion is missing; no team, rules or session; nobody was admitted
        Legal source: u.s.p. art. 163 § 2.
        """
        self._check_state("opinion")
        for term in self:
            if not term.team_id.resolution_id:
                raise UserError(
                    self.env._("The Council appoints the opinion team by a resolution first (u.s.p. art. 163 § 2).")
                )
            if not term.voting_rules_id:
                raise UserError(self.env._("Choose the voting rules first."))
            if not term.session_id:
                raise UserError(self.env._("Name the session of the vote first."))
            waiting = term.nomination_ids.filtered(lambda one: one.state in ("received", "checked"))
            if waiting:
                raise UserError(
                    self.env._("These nominations are not checked to the end: %s.", ", ".join(waiting.mapped("name")))
                )
            without = term.nomination_ids.filtered(lambda one: one.state == "admitted")
            if without:
                raise UserError(
                    self.env._("The team has not given its opinion on: %s.", ", ".join(without.mapped("name")))
                )
            if not term.nomination_ids.filtered(lambda one: one.state == "opined"):
                raise UserError(self.env._("No nomination was admitted: there is nobody to vote on."))
            day = term.session_id.day
            if term.kind == "general" and day > date(term.election_year, 10, 31):
                raise UserError(
                    self.env._(
                        "The Council elects lay judges in October of %s at the latest (u.s.p. art. 163 § 1).",
                        term.election_year,
                    )
                )
            term._set_state("voting", election_date=day)
        self.action_make_ballots()
        return True

    def action_make_ballots(self):
        """Prepare a ballot for each court (and for labour cases apart, where the rules say so).

        :return: list of ids of the ballots of the election
        :raise UserError: not at the vote
        """
        self._check_state("voting")
        Ballot = self.env["biuro.wybory.lawnik.ballot"]
        for term in self:
            standing = {
                (ballot.quota_id, ballot.scope) for ballot in term.ballot_ids if ballot.state != "void"
            }
            for quota in term.quota_ids:
                for scope, seats, nominations in term._ballot_parts(quota):
                    if (quota, scope) in standing or not nominations or seats < 1:
                        continue
                    # sudo: own model - the candidates on the ballot follow from the nominations
                    Ballot.sudo().create({
                        "term_id": term.id, "quota_id": quota.id, "scope": scope, "seats": seats,
                        "rules_id": term.voting_rules_id.id, "session_id": term.session_id.id,
                        "agenda_item_id": term._voting_item().id,
                        "statutory": term.session_id.statutory_members or term.session_id._statutory_now(),
                        "line_ids": [fields.Command.create({"nomination_id": one.id}) for one in nominations],
                    })
        return self.ballot_ids.ids

    def _voting_item(self):
        """Return the item of the agenda under which it is voted: the one named, else that of the draft."""
        self.ensure_one()
        return self.agenda_item_id or self._draft_of("election").agenda_item_id

    def _ballot_parts(self, quota):
        """Return (scope, seats, nominations) of the ballots for a court."""
        ready = self.nomination_ids.filtered(lambda one: one.quota_id == quota and one.state == "opined")
        if self.voting_rules_id.ballot_per == "court" or not quota.seats_labour:
            return [("all", quota.seats, ready)]
        labour = ready.filtered("for_labour")
        return [
            ("general", quota.seats - quota.seats_labour, ready - labour),
            ("labour", quota.seats_labour, labour),
        ]

    @api.constrains("agenda_item_id", "session_id")
    def _check_item(self):
        for term in self:
            if term.session_id and term.session_id.body_type != "council":
                raise ValidationError(self.env._("Lay judges are elected at a session of the Council."))
            if term.agenda_item_id and term.agenda_item_id.session_id != term.session_id:
                raise ValidationError(self.env._("A vote concerns an item of the agenda of its own session."))

    # ---- the result ----------------------------------------------------------------------------------------------

    def _elected_lines(self):
        return self.ballot_ids.filtered(lambda ballot: ballot.state == "counted").line_ids.filtered(
            lambda line: line.result == "elected"
        )

    def _elected_by_court(self):
        """Return [(name of the court, nominations elected in the order of the alphabet)]."""
        self.ensure_one()
        elected = self._elected_lines().nomination_id
        return [
            (quota.display_name, elected.filtered(lambda one, quota=quota: one.quota_id == quota).sorted(
                lambda one: one._alphabet_key()))
            for quota in self.quota_ids
        ]

    def action_adopt_by_ballot(self):
        """Let the resolution record the secret ballot, where the rules ask for no open vote on it.

        :return: True
        :raise UserError: another rule; a vote that is not settled; no draft on the agenda; votes outside the session
        """
        for term in self:
            term._check_state("voting")
            if term.voting_rules_id.confirming_vote != "none":
                raise UserError(self.env._("By the voting rules the resolution is put to an open vote."))
            term._check_settled()
            draft = term._draft_of("election")
            vote = term.ballot_ids.vote_id.filtered(lambda one: one.state == "closed").sorted("number")[-1:]
            if not draft or draft.state != "on_agenda" or not vote:
                raise UserError(
                    self.env._("The draft waits on the agenda and the votes are held from the list of the session.")
                )
            term._make_draft("election")
            # sudo: biuro.rada.draft - by the rules of the vote the ballot decides; who counts it records it
            draft.sudo()._set_state("adopted", vote_id=vote.id)
        return True

    def _check_settled(self):
        left = self.ballot_ids.filtered(lambda ballot: not ballot.is_settled)
        if left or not self.ballot_ids:
            raise UserError(
                self.env._(
                    "These votes are not settled: %s. Enter the protocol of the counting committee, hold the next "
                    "round or the draw.", "; ".join(left.mapped("display_name")) or "…",
                )
            )

    def action_declare_elected(self):
        """State who was elected: mandates are made, the terms of collecting and destroying the others' papers begin.

        :return: dict ``elected``, ``not_elected`` (int), ``collect_until``, ``destroy_until`` ("YYYY-MM-DD")
        :raise UserError: a protocol is missing; no resolution; late or defective nominations without one; after October
        Legal source: u.s.p. art. 162 § 10, 163 § 1; regulation § 5.
        """
        self.ensure_one()
        self._check_state("voting")
        self._check_settled()
        if not self.election_resolution_id:
            raise UserError(self.env._("The resolution on the election is adopted first, then linked here."))
        if self._to_leave():
            raise UserError(
                self.env._(
                    "The Council leaves late and defective nominations without further action by a resolution "
                    "(art. 162 § 10): %s.", ", ".join(self._to_leave().mapped("name")),
                )
            )
        day = self.session_id.day or self.election_resolution_id.date_adopted
        if self.kind == "general" and day > date(self.election_year, 10, 31):
            raise UserError(
                self.env._(
                    "The Council elects lay judges in October of %s at the latest (u.s.p. art. 163 § 1).",
                    self.election_year,
                )
            )
        elected = self._elected_lines().nomination_id
        others = self.nomination_ids.filtered(lambda one: one.state == "opined") - elected
        elected._set_own(state="elected", resolution_id=self.election_resolution_id.id)
        others._set_own(state="not_elected")
        self._set_state("elected", election_date=day)
        self._make_mandates(elected)
        self._start_collecting(day)
        return {
            "elected": len(elected), "not_elected": len(others),
            "collect_until": fields.Date.to_string(self.collect_until),
            "destroy_until": fields.Date.to_string(self.destroy_until),
        }

    def _make_mandates(self, nominations):
        # sudo: own model - mandates are made by the election alone
        self.env["biuro.wybory.lawnik.mandate"].sudo().create([
            {
                "term_id": self.id, "nomination_id": one.id, "surname": one.surname, "given_names": one.given_names,
                "quota_id": one.quota_id.id, "court_id": one.court_id.id, "division": one.quota_id.division,
                "for_labour": one.for_labour, "election_resolution_id": self.election_resolution_id.id,
                "elected_on": self.election_date, "date_from": self.date_from, "date_to": self.date_to,
            }
            for one in nominations.sorted(lambda one: (one.court_id.name or "", one._alphabet_key()))
        ])

    def _start_collecting(self, day):
        """Begin the 60 days of collection and the 30 days of destruction after them."""
        # sudo: own model - the terms follow from the election, which the verb states
        own = self.sudo()
        collect = own._deadline_start("lay_collect", day)
        destroy = own._deadline_start("lay_destroy", collect.date_deadline)
        own.write({"collect_until": collect.date_deadline, "destroy_until": destroy.date_deadline})
        if not self._with_papers():
            self._files_settled(day)
