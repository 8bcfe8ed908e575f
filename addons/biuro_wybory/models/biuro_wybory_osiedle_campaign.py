from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroWyboryOsiedleCampaign(models.Model):
    """Elections of several units on one day: one act orders them, one calendar and one city commission lead them."""

    _name = "biuro.wybory.osiedle.campaign"
    _description = "Election Campaign"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "election_date desc, id desc"

    name = fields.Char(required=True, tracking=True)
    election_date = fields.Date("Election Day", required=True, index=True, tracking=True)
    election_ids = fields.One2many("biuro.wybory.osiedle.election", "campaign_id", "Elections")
    commission_ids = fields.One2many("biuro.wybory.osiedle.commission", "campaign_id", "Commissions")
    unit_count = fields.Integer("Units", compute="_compute_counts")
    candidate_count = fields.Integer("Candidates", compute="_compute_counts")
    clerk_id = fields.Many2one("hr.employee", "Led By", index="btree_not_null")
    company_id = fields.Many2one("res.company", required=True, index=True, default=lambda self: self.env.company)
    note = fields.Text("Notes")
    active = fields.Boolean(default=True)

    @api.depends("election_ids.state", "election_ids.candidate_ids.state")
    def _compute_counts(self):
        for campaign in self:
            held = campaign.election_ids.filtered(lambda election: election.state != "cancelled")
            campaign.unit_count = len(held)
            campaign.candidate_count = sum(held.mapped("candidate_count"))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_ordered(self):
        if any(election.state != "draft" for election in self.election_ids):
            raise UserError(self.env._("A campaign with an ordered election is not deleted: archive it."))
