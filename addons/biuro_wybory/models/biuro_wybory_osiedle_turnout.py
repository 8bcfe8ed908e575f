from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class BiuroWyboryOsiedleTurnout(models.Model):
    """Report of a precinct during the day: how many cards were given out until an hour. Numbers only grow."""

    _name = "biuro.wybory.osiedle.turnout"
    _description = "Turnout Report"
    _inherit = ["biuro.guard.mixin"]
    _order = "election_id, precinct_id, hour, id"

    precinct_id = fields.Many2one(
        "biuro.wybory.osiedle.precinct", "Precinct", required=True, index=True, ondelete="cascade")
    election_id = fields.Many2one(related="precinct_id.election_id", store=True, index=True)
    unit_id = fields.Many2one(related="precinct_id.unit_id", store=True)
    commission_id = fields.Many2one(related="precinct_id.commission_id", store=True, index="btree_not_null")
    attempt = fields.Integer(readonly=True, default=1, aggregator=None)
    hour = fields.Float("Until the Hour", required=True, aggregator=None)
    entitled = fields.Integer("Entitled", compute="_compute_entitled", store=True, readonly=False, precompute=True)
    issued = fields.Integer("Cards Given Out", required=True)
    reported_at = fields.Datetime("Reported At", readonly=True, default=fields.Datetime.now, copy=False)
    reported_by_id = fields.Many2one(
        "res.users", "Reported By", readonly=True, default=lambda self: self.env.uid, copy=False)
    share = fields.Float("Turnout (%)", compute="_compute_share", digits=(5, 2), aggregator=None)

    _hour_uniq = models.Constraint(
        "UNIQUE (precinct_id, attempt, hour)", "The precinct has reported for this hour already. Correct that report.")
    _issued_positive = models.Constraint("CHECK (issued >= 0)", "The number of cards given out is not negative.")
    _hour_bounds = models.Constraint("CHECK (hour >= 0 AND hour <= 24)", "An hour lies between 0 and 24.")

    _given_on_creation = frozenset({"attempt", "reported_at", "reported_by_id"})

    @api.depends("precinct_id.entitled")
    def _compute_entitled(self):
        for report in self:
            report.entitled = report.precinct_id.entitled

    @api.depends("issued", "entitled")
    def _compute_share(self):
        for report in self:
            report.share = 100 * report.issued / report.entitled if report.entitled else 0

    @api.depends("precinct_id", "hour")
    def _compute_display_name(self):
        for report in self:
            hour = f"{int(report.hour):02d}:{round(report.hour % 1 * 60):02d}"
            report.display_name = f"{report.precinct_id.display_name or ''}, {hour}"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            election = self.env["biuro.wybory.osiedle.precinct"].browse(vals.get("precinct_id")).election_id
            vals["attempt"] = election.attempt or 1
        return super().create(vals_list)

    @api.constrains("issued", "hour", "entitled")
    def _check_monotone(self):
        for report in self:
            if report.election_id.state != "voting":
                raise UserError(self.env._("Turnout is reported on the day of the vote only."))
            if report.issued > report.entitled:
                raise ValidationError(self.env._(
                    "%(name)s: %(issued)s cards given out are more than %(entitled)s entitled.",
                    name=report.display_name, issued=report.issued, entitled=report.entitled))
            same = [("precinct_id", "=", report.precinct_id.id), ("attempt", "=", report.attempt)]
            earlier = self.search([*same, ("hour", "<", report.hour)], order="hour desc", limit=1)
            if earlier.issued > report.issued:
                raise ValidationError(self.env._(
                    "%(name)s: %(issued)s cards are fewer than %(before)s reported for %(hour)s. Numbers only grow.",
                    name=report.display_name, issued=report.issued, before=earlier.issued,
                    hour=earlier.display_name.rsplit(", ", 1)[-1]))
            later = self.search([*same, ("hour", ">", report.hour)], order="hour", limit=1)
            if later and later.issued < report.issued:
                raise ValidationError(self.env._(
                    "%(name)s: %(issued)s cards are more than %(after)s reported for %(hour)s. Numbers only grow.",
                    name=report.display_name, issued=report.issued, after=later.issued,
                    hour=later.display_name.rsplit(", ", 1)[-1]))

    @api.model
    def report(self, precinct_id, hour, issued):
        """Report the turnout of a precinct; the same hour again corrects the number.

        :param int precinct_id: the precinct
        :param float hour: until which hour, e.g. 12 or 17.5
        :param int issued: cards given out since the opening
        :return: dict ``id``, ``share`` (per cent, two decimals)
        :raise ValidationError: a number smaller than reported before, or larger than those entitled
        """
        precinct = self.env["biuro.wybory.osiedle.precinct"].browse(precinct_id)
        attempt = precinct.election_id.attempt or 1
        found = self.search([("precinct_id", "=", precinct_id), ("attempt", "=", attempt), ("hour", "=", hour)])
        if found:
            found.issued = issued
        else:
            found = self.create({"precinct_id": precinct_id, "hour": hour, "issued": issued})
        return {"id": found.id, "share": round(found.share, 2)}
