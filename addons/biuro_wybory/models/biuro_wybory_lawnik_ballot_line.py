from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroWyboryLawnikBallotLine(models.Model):
    """Candidate on a ballot paper, in the order of the alphabet, with the totals that the committee counted."""

    _name = "biuro.wybory.lawnik.ballot.line"
    _description = "Candidate on a Ballot Paper"
    _inherit = ["biuro.guard.mixin"]
    _order = "ballot_id, sequence, id"
    _rec_name = "nomination_id"

    ballot_id = fields.Many2one("biuro.wybory.lawnik.ballot", "Vote", required=True, index=True, ondelete="cascade")
    term_id = fields.Many2one(related="ballot_id.term_id", store=True, index=True)
    nomination_id = fields.Many2one(
        "biuro.wybory.lawnik.nomination", "Nomination", required=True, index=True, ondelete="restrict"
    )
    number = fields.Char(related="nomination_id.name", string="Number")
    candidate = fields.Char(compute="_compute_candidate")
    sequence = fields.Integer("Place", readonly=True, aggregator=None, help="In the alphabet; no number is printed.")
    votes_for = fields.Integer("For", aggregator=None)
    votes_against = fields.Integer("Against", aggregator=None)
    votes_abstain = fields.Integer("Abstaining", aggregator=None)
    marks = fields.Integer(aggregator=None)
    result = fields.Selection(
        [
            ("elected", "Elected"),
            ("not_elected", "Not elected"),
            ("tied", "Tied"),
            ("barred", "Barred by the act"),
        ],
        readonly=True, copy=False,
    )
    bar_reason = fields.Char("Why Barred", readonly=True, copy=False)
    ballot_state = fields.Selection(related="ballot_id.state")

    _nomination_uniq = models.Constraint("UNIQUE (ballot_id, nomination_id)", "A candidate is on a ballot paper once.")
    _votes_positive = models.Constraint(
        "CHECK (LEAST(votes_for, votes_against, votes_abstain, marks) >= 0)", "Votes are not below zero."
    )

    @api.depends("nomination_id.surname", "nomination_id.given_names")
    def _compute_candidate(self):
        for line in self:
            line.candidate = line.nomination_id._person()

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_draft()
        for ballot in lines.ballot_id:
            # sudo: own model - the order of the alphabet, which nobody else may set
            rows = ballot.sudo().line_ids.sorted(lambda line: line.nomination_id._alphabet_key())
            for place, line in enumerate(rows, 1):
                line.sequence = place
        return lines

    def write(self, vals):
        self._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        self._check_draft()

    def _check_draft(self):
        if not self.env.su and any(line.ballot_id.state != "draft" for line in self):
            raise UserError(self.env._("The protocol is closed: a vote that was counted is void or stays."))

    def _bar(self):
        """Return why the act bars this candidate from being elected (str, Polish), or False."""
        self.ensure_one()
        nomination = self.nomination_id
        problems = nomination._election_bars()
        others = self.env["biuro.wybory.lawnik.ballot.line"].search([
            ("term_id", "=", self.term_id.id), ("result", "=", "elected"), ("ballot_id", "!=", self.ballot_id.id),
            ("ballot_id.state", "=", "counted"), ("nomination_id", "in", nomination._same_person().ids),
        ])
        if others:
            problems = [
                *problems,
                "osoba wybrana już do innego sądu, a ławnikiem można być tylko w jednym sądzie (art. 159 § 2 u.s.p.)",
            ]
        return "; ".join(problems) or False
