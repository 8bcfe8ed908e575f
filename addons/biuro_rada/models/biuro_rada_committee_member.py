from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .biuro_rada_function import PRESIDIUM_CLASH


class BiuroRadaCommitteeMember(models.Model):
    """Membership of a councillor in a committee, from one day to another."""

    _name = "biuro.rada.committee.member"
    _description = "Member of a Committee"
    _inherit = ["biuro.rada.period.mixin"]
    _order = "committee_id, role, councillor_id, date_from"
    _rec_name = "councillor_id"

    committee_id = fields.Many2one("biuro.rada.committee", "Committee", required=True, index=True, ondelete="cascade")
    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="restrict"
    )
    role = fields.Selection(
        [("chair", "Chair"), ("vice", "Vice-chair"), ("member", "Member")],
        required=True,
        default="member",
    )
    basis = fields.Char("Resolution", help="That changed the composition: number and date.")

    @api.constrains("committee_id", "councillor_id", "role", "date_from", "date_to")
    def _check_member(self):
        for member in self:
            if member.councillor_id.term_id != member.committee_id.term_id:
                raise ValidationError(
                    self.env._("%s is of another term than the committee.", member.councillor_id.display_name)
                )
            if not member.councillor_id._holds_mandate(member.date_from):
                raise ValidationError(
                    self.env._(
                        "%s holds no mandate on the first day of the membership.", member.councillor_id.display_name
                    )
                )
            if member.committee_id.kind in PRESIDIUM_CLASH and any(
                function._overlaps(member) for function in member.councillor_id.function_ids
            ):
                raise ValidationError(
                    self.env._(
                        "RA-03: the chair and vice-chairs may not sit in the audit committee or the committee for "
                        "complaints, "
                        "motions and petitions (art. 18a, 18b)."
                    )
                )
            if member.role == "chair":
                others = member.committee_id.member_ids.filtered(
                    lambda other, me=member: other != me and other.role == "chair" and other._overlaps(me)
                )
                if others:
                    raise ValidationError(self.env._("A committee has one chair at a time."))
        self._refuse_overlaps(
            ["committee_id", "councillor_id"], self.env._("%s is a member of this committee on these days already.")
        )
