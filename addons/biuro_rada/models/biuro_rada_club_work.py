from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaClub(models.Model):
    _inherit = "biuro.rada.club"
    _reason_verbs = {"action_dissolve": {"date": "date"}}

    rules_file = fields.Binary("Rules of the Club", attachment=True, copy=False)
    rules_name = fields.Char(copy=False)
    member_names = fields.Text("Members on the List", compute="_compute_member_names")

    @api.depends("member_ids.councillor_id", "member_ids.date_from", "member_ids.date_to")
    def _compute_member_names(self):
        today = office_today()
        for club in self:
            members = club._members_on(today).sorted(lambda person: person._sort_key())
            club.member_names = "\n".join(members.mapped("display_name"))

    @api.constrains("chair_id", "term_id")
    def _check_chair(self):
        for club in self:
            if club.chair_id and club.chair_id.term_id != club.term_id:
                raise ValidationError(self.env._("%s is of another term than the club.", club.chair_id.display_name))
