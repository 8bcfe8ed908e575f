from odoo import api, models


class BiuroRadaCommitteeMemberNotice(models.Model):
    """A new member of a committee is convened to its coming meetings."""

    _inherit = "biuro.rada.committee.member"

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members._refresh_meetings()
        return members

    def write(self, vals):
        result = super().write(vals)
        if not {"date_from", "date_to", "councillor_id"}.isdisjoint(vals):
            self._refresh_meetings()
        return result

    def _refresh_meetings(self):
        self.env["biuro.rada.session"]._refresh_members(self.committee_id.term_id, self.committee_id)
