from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaCommitteeMember(models.Model):
    _inherit = "biuro.rada.committee.member"
    _order = "committee_id, role_order, councillor_id, date_from"

    member_resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution in the Register", index="btree_not_null", ondelete="restrict"
    )
    club_id = fields.Many2one(related="councillor_id.club_id", string="Club")
    is_held = fields.Boolean("Member Today", compute="_compute_is_held", search="_search_is_held")

    role_order = fields.Integer(compute="_compute_role_order", store=True, aggregator=None)

    @api.depends("role")
    def _compute_role_order(self):
        for member in self:
            member.role_order = ("chair", "vice", "member").index(member.role or "member")

    @api.depends("date_from", "date_to")
    def _compute_is_held(self):
        today = office_today()
        for member in self:
            member.is_held = bool(member.date_from) and member._is_on(today)

    def _search_is_held(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._domain_on(office_today())

    @api.constrains("councillor_id", "date_to")
    def _check_within_mandate(self):
        for member in self:
            if member.date_to and member.date_to > member.councillor_id._last_day():
                raise ValidationError(
                    self.env._("The membership of %s cannot outlast the mandate.", member.councillor_id.display_name)
                )
