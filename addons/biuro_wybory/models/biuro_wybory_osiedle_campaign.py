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
    unit_count = fields.Integer("Number of Units", compute="_compute_counts")
    candidate_count = fields.Integer("Number of Nominations", compute="_compute_counts")
    clerk_id = fields.Many2one("hr.employee", "Led By", index="btree_not_null")
    company_id = fields.Many2one("res.company", required=True, index=True, default=lambda self: self.env.company)
    draft_count = fields.Integer("Planned", compute="_compute_counts")
    ordered_count = fields.Integer("Elections Ordered", compute="_compute_counts")
    seat_count = fields.Integer("Seats to Fill", compute="_compute_counts")
    registered_count = fields.Integer("Registered Candidates", compute="_compute_counts")
    missing_count = fields.Integer("Units with Something Missing", compute="_compute_counts")
    overdue_count = fields.Integer("Overdue Rows", compute="_compute_counts")
    note = fields.Text("Notes")
    active = fields.Boolean(default=True)

    @api.depends("election_ids.state", "election_ids.candidate_ids.state")
    def _compute_counts(self):
        for campaign in self:
            held = campaign.election_ids.filtered(lambda election: election.state != "cancelled")
            campaign.unit_count = len(held)
            campaign.candidate_count = sum(held.mapped("candidate_count"))
            campaign.draft_count = len(held.filtered(lambda election: election.state == "draft"))
            campaign.ordered_count = len(held.filtered(lambda election: election.state == "ordered"))
            campaign.seat_count = sum(held.mapped("seats"))
            campaign.registered_count = sum(held.mapped("registered_count"))
            campaign.missing_count = len(held.filtered("missing_count"))
            campaign.overdue_count = sum(held.mapped("overdue_count"))

    def write(self, vals):
        result = super().write(vals)
        if "election_date" in vals:
            planned = self.election_ids.filtered(lambda election: election.state == "draft")
            for campaign in self:
                if campaign.election_ids.filtered(lambda row: row.state not in ("draft", "cancelled")):
                    raise UserError(self.env._("Elections of the campaign are ordered: its day does not change (X13)."))
            planned.write({"election_date": vals["election_date"]})
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_ordered(self):
        if any(election.state != "draft" for election in self.election_ids):
            raise UserError(self.env._("A campaign with an ordered election is not deleted: archive it."))

    def action_open_nominations(self):
        """Open nominations in all ordered elections of the campaigns.

        :return: True
        :raise UserError: the seats of the constituencies of one of them do not agree (X05)
        """
        return self.election_ids.filtered(lambda election: election.state == "ordered").action_open_nominations()

    def action_open_elections(self):
        """Open the elections of the campaigns.

        :return: dict, a window action
        """
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_wybory.biuro_wybory_osiedle_election_action")
        return {**action, "domain": [("campaign_id", "in", self.ids)], "context": {}}

    def action_open_candidates(self):
        """Open the nominations of the campaigns.

        :return: dict, a window action
        """
        return self.election_ids.action_open_candidates()

    def action_open_calendar(self):
        """Open the election calendars of the campaigns.

        :return: dict, a window action
        """
        return self.election_ids.action_open_calendar()
