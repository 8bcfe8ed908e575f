from odoo import api, fields, models
from odoo.exceptions import ValidationError


class BiuroWyboryOsiedleCommission(models.Model):
    """Electoral commission of the city, a unit, a precinct or a meeting."""

    _name = "biuro.wybory.osiedle.commission"
    _description = "Electoral Commission"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "level, name, id"

    name = fields.Char(required=True, tracking=True)
    level = fields.Selection(
        [
            ("city", "City commission"), ("unit", "Unit commission"), ("precinct", "Precinct commission"),
            ("meeting", "Commission of a meeting"),
        ],
        "Level", required=True, default="unit", index=True, tracking=True,
    )
    campaign_id = fields.Many2one(
        "biuro.wybory.osiedle.campaign", "Campaign", index="btree_not_null", ondelete="cascade",
        help="Of a city commission: it leads all elections of the campaign.",
    )
    election_id = fields.Many2one(
        "biuro.wybory.osiedle.election", "Election", index="btree_not_null", ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", required=True, index=True, default=lambda self: self.env.company)
    precinct_ids = fields.One2many("biuro.wybory.osiedle.precinct", "commission_id", "Precincts")
    member_ids = fields.One2many("biuro.wybory.osiedle.commission.member", "commission_id", "Members")
    member_count = fields.Integer("Number of Members", compute="_compute_members", compute_sudo=True)
    problems = fields.Text("What Is Missing", compute="_compute_members", compute_sudo=True)
    appointing_act = fields.Char("Appointed By", help="Kind, number and date of the act.", tracking=True)
    appointing_date = fields.Date("Appointed On", tracking=True)
    size_min = fields.Integer("Members at Least", default=3, aggregator=None)
    seat = fields.Char(help="Where the commission works.")
    duty_hours = fields.Char(help="When it is on duty, as the notice says.")
    user_ids = fields.Many2many(
        "res.users", "biuro_wybory_commission_user_rel", "commission_id", "user_id", "Users",
        compute="_compute_user_ids", store=True, compute_sudo=True,
        groups="biuro_wybory.biuro_wybory_group_osiedle_user",
    )

    @api.depends("member_ids.user_id", "member_ids.date_end")
    def _compute_user_ids(self):
        for commission in self:
            commission.user_ids = commission.member_ids.filtered(lambda member: not member.date_end).user_id

    @api.depends("member_ids.role", "member_ids.date_end", "member_ids.oath_date", "size_min", "appointing_act")
    def _compute_members(self):
        for commission in self:
            members = commission.member_ids.filtered(lambda member: not member.date_end)
            commission.member_count = len(members)
            missing = []
            if not commission.appointing_act:
                missing.append(self.env._("the act that appoints it"))
            if len(members) < commission.size_min:
                missing.append(self.env._(
                    "members: %(count)s of %(size)s", count=len(members), size=commission.size_min,
                ))
            if not members.filtered(lambda member: member.role == "chair"):
                missing.append(self.env._("a chair"))
            if members and not members.filtered(lambda member: member.role == "deputy"):
                missing.append(self.env._("a deputy chair"))
            if unsworn := members.filtered(lambda member: not member.oath_date):
                missing.append(self.env._("oath or consent: %s", len(unsworn)))
            commission.problems = ", ".join(missing) or False

    @api.constrains("level", "campaign_id", "election_id")
    def _check_level(self):
        for commission in self:
            if commission.level == "city":
                if not commission.campaign_id and not commission.election_id:
                    raise ValidationError(self.env._("Name the campaign that the city commission leads."))
            elif not commission.election_id:
                raise ValidationError(self.env._("Name the election of this commission."))

    def _elections(self):
        """Return the elections that the commissions lead."""
        return self.election_id | self.filtered(lambda row: row.level == "city").campaign_id.election_ids

    def _constituencies(self):
        """Return the constituencies in whose elections the commission takes part."""
        precincts = self.precinct_ids.constituency_id
        return precincts if self.level == "precinct" and precincts else self._elections().constituency_ids
