from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..law import poll


class BiuroWyboryOsiedleCommissionMember(models.Model):
    """Member of an electoral commission; the name is public, the rest is the office's."""

    _name = "biuro.wybory.osiedle.commission.member"
    _description = "Member of a Commission"
    _order = "commission_id, role_order, surname, id"
    _rec_names_search = ["surname", "given_names"]

    commission_id = fields.Many2one(
        "biuro.wybory.osiedle.commission", "Commission", required=True, index=True, ondelete="cascade",
    )
    company_id = fields.Many2one(related="commission_id.company_id", store=True)
    surname = fields.Char(required=True)
    given_names = fields.Char(required=True)
    birth_date = fields.Date("Date of Birth", groups="biuro_wybory.biuro_wybory_group_osiedle_user")
    role = fields.Selection(
        [("chair", "Chair"), ("deputy", "Deputy chair"), ("member", "Member")], required=True, default="member",
    )
    role_order = fields.Integer(compute="_compute_role_order", store=True, aggregator=None)
    nominated_by = fields.Char()
    oath_date = fields.Date("Oath or Consent", help="Day of the oath, or of the consent where no oath is taken.")
    fee = fields.Monetary(groups="biuro_wybory.biuro_wybory_group_osiedle_user")
    currency_id = fields.Many2one(related="company_id.currency_id")
    contact = fields.Char("Contact", groups="biuro_wybory.biuro_wybory_group_osiedle_user")
    user_id = fields.Many2one(
        "res.users", "User", index="btree_not_null", ondelete="set null",
        groups="biuro_wybory.biuro_wybory_group_osiedle_user",
        help="Who types the protocol in; needs the group “Member of an electoral commission”.",
    )
    date_end = fields.Date("Left On")
    end_reason = fields.Char("Why")

    @api.depends("role")
    def _compute_role_order(self):
        order = {"chair": 1, "deputy": 2}
        for member in self:
            member.role_order = order.get(member.role, 3)

    @api.depends("surname", "given_names")
    def _compute_display_name(self):
        for member in self:
            member.display_name = f"{member.surname or ''} {member.given_names or ''}".strip()

    @api.constrains("role", "commission_id", "date_end")
    def _check_one_chair(self):
        for commission in self.commission_id:
            serving = commission.member_ids.filtered(lambda member: not member.date_end)
            if len(serving.filtered(lambda member: member.role == "chair")) > 1:
                raise ValidationError(self.env._("The commission “%s” has a chair already.", commission.name))

    @api.constrains("surname", "given_names", "birth_date", "commission_id", "date_end")
    def _check_not_candidate(self):
        """X07: whoever stands in a constituency does not sit in its commission."""
        # sudo: biuro.wybory.osiedle.candidate - compares names and days of birth; the message names no candidate
        for member in self.sudo().filtered(lambda row: not row.date_end):
            candidates = member.commission_id._constituencies().candidate_ids._standing(pending=True)
            if candidates.filtered(lambda row, me=member: row._is_person(me.surname, me.given_names, me.birth_date)):
                raise ValidationError(self.env._(
                    "X07: a person of this name stands in a constituency of this commission. Choose another member."
                ))

    def _person_key(self):
        return poll.name_key(self.surname, self.given_names)
