from odoo import api, models
from odoo.exceptions import ValidationError


class BiuroRadaClubMember(models.Model):
    _inherit = "biuro.rada.club.member"

    @api.constrains("councillor_id", "date_to")
    def _check_within_mandate(self):
        for member in self:
            if member.date_to and member.date_to > member.councillor_id._last_day():
                raise ValidationError(
                    self.env._("The membership of %s cannot outlast the mandate.", member.councillor_id.display_name)
                )
