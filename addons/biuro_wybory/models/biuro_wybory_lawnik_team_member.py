from odoo import api, fields, models
from odoo.exceptions import ValidationError


class BiuroWyboryLawnikTeamMember(models.Model):
    """Member of the opinion team: a councillor or another person, with the account by which the files are read."""

    _name = "biuro.wybory.lawnik.team.member"
    _description = "Member of the Opinion Team"
    _order = "team_id, role, sequence, id"

    team_id = fields.Many2one("biuro.wybory.lawnik.team", "Team", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    name = fields.Char(
        "First Name and Surname", compute="_compute_name", store=True, readonly=False, required=True, precompute=True
    )
    councillor_id = fields.Many2one("biuro.rada.councillor", "Councillor", index="btree_not_null", ondelete="restrict")
    user_id = fields.Many2one(
        "res.users", "Account", index="btree_not_null", ondelete="restrict", domain=[("share", "=", False)],
        help="By which the member reads the files while the team works. It needs the group of the team.",
    )
    role = fields.Selection([("chair", "Chair"), ("member", "Member")], required=True, default="member")

    _user_uniq = models.UniqueIndex(
        "(team_id, user_id) WHERE user_id IS NOT NULL", "This account belongs to a member of the team already."
    )

    @api.depends("councillor_id")
    def _compute_name(self):
        for member in self:
            member.name = member.councillor_id.partner_id.name or member.name

    @api.constrains("user_id")
    def _check_user(self):
        for member in self.filtered("user_id"):
            # sudo: res.users - whether the account has the group that opens the files
            if not member.user_id.sudo().has_group("biuro_wybory.biuro_wybory_group_lawnik_team"):
                raise ValidationError(
                    self.env._("%s has no right of the opinion team: an administrator gives it.", member.user_id.name)
                )
