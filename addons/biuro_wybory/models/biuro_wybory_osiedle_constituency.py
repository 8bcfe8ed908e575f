from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class BiuroWyboryOsiedleConstituency(models.Model):
    """Constituency (okręg wyborczy) of one election: its seats and what was decided before the vote."""

    _name = "biuro.wybory.osiedle.constituency"
    _description = "Constituency"
    _inherit = ["biuro.guard.mixin"]
    _order = "election_id, number, id"
    _rec_names_search = ["reference", "unit_id.name"]

    reference = fields.Char(
        "Sign of the Constituency", compute="_compute_reference", store=True, index=True,
        help="Unit, day of the vote and number: by this an import finds the constituency, e.g. OS-03/2026-12-20/1.",
    )
    election_id = fields.Many2one(
        "biuro.wybory.osiedle.election", "Election", required=True, index=True, ondelete="cascade",
    )
    unit_id = fields.Many2one(related="election_id.unit_id", store=True, index=True)
    company_id = fields.Many2one(related="election_id.company_id", store=True)
    state = fields.Selection(related="election_id.state", string="State of the Election")
    number = fields.Integer(required=True, default=1, aggregator=None)
    boundaries = fields.Text(help="Streets of the constituency; empty where the whole unit is one.")
    seats = fields.Integer(required=True, default=1, aggregator="sum")
    entitled = fields.Integer("Entitled to Vote", aggregator="sum", help="Number from the register of voters.")
    precinct_ids = fields.One2many("biuro.wybory.osiedle.precinct", "constituency_id", "Precincts")
    candidate_ids = fields.One2many("biuro.wybory.osiedle.candidate", "constituency_id", "Nominations")
    registered_count = fields.Integer("Registered Candidates", compute="_compute_registered_count", compute_sudo=True)

    # decided before the vote
    extended = fields.Boolean("Nominations Extended", readonly=True, copy=False)
    extension_until = fields.Datetime("Extended Until", readonly=True, copy=False)
    decision = fields.Selection(
        [
            ("vote", "Voting"), ("extension", "Nominations extended"),
            ("elected_without_voting", "Elected without voting"),
            ("vacancies_stay", "Too few: seats stay empty"), ("no_council", "Too few: no election"),
            ("council_decides", "Too few: the City Council decides"),
            ("abolish_bodies", "Too few: bodies are dissolved"),
        ],
        readonly=True, copy=False, index=True,
    )
    vacancies = fields.Integer("Seats Left Empty", readonly=True, copy=False, aggregator="sum")
    decision_reasons = fields.Json("Why", readonly=True, copy=False)
    decision_act = fields.Char("Resolution of the Commission", readonly=True, copy=False)
    decision_date = fields.Date("Decided On", readonly=True, copy=False)

    _number_uniq = models.Constraint(
        "UNIQUE (election_id, number)", "A constituency of this number exists in the election already.",
    )
    _seats_positive = models.Constraint("CHECK (seats BETWEEN 1 AND 21)", "A constituency has from 1 to 21 seats.")
    _entitled_positive = models.Constraint("CHECK (entitled >= 0)", "The number of those entitled is not negative.")

    @api.depends("number", "unit_id.code", "election_id.election_date")
    def _compute_reference(self):
        for row in self:
            row.reference = f"{row.unit_id.code or ''}/{row.election_id.election_date or ''}/{row.number}"

    @api.depends("number", "election_id.unit_id.name")
    def _compute_display_name(self):
        for row in self:
            row.display_name = self.env._("%(unit)s, constituency %(number)s", unit=row.unit_id.name, number=row.number)

    @api.depends("candidate_ids.state")
    def _compute_registered_count(self):
        for row in self:
            row.registered_count = len(row.candidate_ids._standing())

    @api.constrains("seats", "election_id")
    def _check_seats(self):
        for election in self.election_id:
            total = sum(election.constituency_ids.mapped("seats"))
            if total > election.seats:
                raise ValidationError(self.env._(
                    "X05: the constituencies of %(unit)s have %(total)s seats together, but %(seats)s are to be "
                    "filled. Correct the seats.",
                    unit=election.unit_id.name, total=total, seats=election.seats,
                ))

    def write(self, vals):
        if {"election_id", "number", "seats"} & vals.keys() and not self.env.su:
            self._check_still_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_open(self):
        self._check_still_open()

    def _check_still_open(self):
        if any(row.election_id.state not in ("draft", "ordered") for row in self):
            raise UserError(self.env._(
                "Constituencies and their seats do not change once nominations are open."
            ))
