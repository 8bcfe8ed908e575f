from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .biuro_wybory_osiedle_election import BEFORE_VOTE


class BiuroWyboryOsiedlePrecinct(models.Model):
    """Precinct (obwód głosowania) of one election: where its residents vote and who counts there."""

    _name = "biuro.wybory.osiedle.precinct"
    _description = "Precinct"
    _order = "election_id, number, id"

    election_id = fields.Many2one(
        "biuro.wybory.osiedle.election", "Election", required=True, index=True, ondelete="cascade",
    )
    unit_id = fields.Many2one(related="election_id.unit_id", store=True, index=True)
    company_id = fields.Many2one(related="election_id.company_id", store=True)
    constituency_id = fields.Many2one(
        "biuro.wybory.osiedle.constituency", "Constituency", required=True, index=True, ondelete="cascade",
        domain="[('election_id', '=', election_id)]",
    )
    number = fields.Integer(required=True, default=1, aggregator=None)
    boundaries = fields.Text(help="Streets and house numbers of the precinct.")
    polling_place = fields.Char(help="Name and address of the place of the vote.")
    accessible = fields.Boolean(help="A person in a wheelchair gets in and votes alone.")
    entitled = fields.Integer("Entitled to Vote", aggregator="sum")
    commission_id = fields.Many2one(
        "biuro.wybory.osiedle.commission", "Commission", index="btree_not_null", ondelete="set null",
        domain="['|', ('election_id', '=', election_id), ('election_id', '=', False)]",
    )

    _number_uniq = models.Constraint(
        "UNIQUE (election_id, number)", "A precinct of this number exists in the election already.",
    )
    _entitled_positive = models.Constraint("CHECK (entitled >= 0)", "The number of those entitled is not negative.")

    @api.depends("number", "unit_id.name")
    def _compute_display_name(self):
        for row in self:
            row.display_name = self.env._("%(unit)s, precinct %(number)s", unit=row.unit_id.name, number=row.number)

    @api.constrains("constituency_id", "election_id")
    def _check_constituency(self):
        for row in self:
            if row.constituency_id.election_id != row.election_id:
                raise ValidationError(self.env._("The constituency of a precinct belongs to the same election."))

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._check_before_vote()
        return rows

    def write(self, vals):
        if {"election_id", "constituency_id", "number", "entitled"} & vals.keys():
            self._check_before_vote()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_before_vote(self):
        self._check_before_vote()

    def _check_before_vote(self):
        """Refuse changes once votes are cast: protocols, turnout and public pages count by precincts."""
        if not self.env.su and any(row.election_id.state not in BEFORE_VOTE for row in self):
            raise UserError(self.env._("Precincts and their voters do not change once the vote has begun."))
