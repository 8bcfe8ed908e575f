from odoo import api, fields, models
from odoo.exceptions import ValidationError


class BiuroRadaClubMember(models.Model):
    """Membership of a councillor in a club, from one day to another."""

    _name = "biuro.rada.club.member"
    _description = "Member of a Club"
    _inherit = ["biuro.rada.period.mixin"]
    _order = "club_id, councillor_id, date_from"
    _rec_name = "councillor_id"

    club_id = fields.Many2one("biuro.rada.club", "Club", required=True, index=True, ondelete="cascade")
    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="restrict"
    )

    @api.constrains("club_id", "councillor_id", "date_from", "date_to")
    def _check_member(self):
        for member in self:
            if member.councillor_id.term_id != member.club_id.term_id:
                raise ValidationError(
                    self.env._("%s is of another term than the club.", member.councillor_id.display_name)
                )
            if not member.councillor_id._holds_mandate(member.date_from):
                raise ValidationError(
                    self.env._(
                        "%s holds no mandate on the first day of the membership.", member.councillor_id.display_name
                    )
                )
        self._refuse_overlaps(["councillor_id"], self.env._("%s: a councillor belongs to one club at a time."))
