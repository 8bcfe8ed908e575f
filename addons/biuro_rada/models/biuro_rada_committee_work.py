from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaCommittee(models.Model):
    """The committee on the screen: its chair, warnings, the ways to its meetings, plans and reports."""

    _inherit = "biuro.rada.committee"
    _reason_verbs = {"action_dissolve": {"date": "date"}}

    resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution in the Register", index="btree_not_null", ondelete="restrict"
    )
    chair_id = fields.Many2one("biuro.rada.councillor", "Chair Now", compute="_compute_people")
    member_names = fields.Text("Members on the List", compute="_compute_people")
    size_warning = fields.Char("Number of Members", compute="_compute_people")
    meeting_count = fields.Integer("Committee Meetings", compute="_compute_counts")
    workplan_count = fields.Integer("Work Plans", compute="_compute_counts")
    report_count = fields.Integer("Reports", compute="_compute_counts")

    @api.depends("member_ids.councillor_id", "member_ids.role", "member_ids.date_from", "member_ids.date_to",
                 "min_members", "max_members", "state")
    def _compute_people(self):
        today = office_today()
        for committee in self:
            members = committee._members_on(today).sorted(lambda person: person._sort_key())
            committee.chair_id = committee._chair_on(today)
            committee.member_names = "\n".join(members.mapped("display_name"))
            warning = False
            if committee.state == "active":
                if committee.min_members and len(members) < committee.min_members:
                    warning = self.env._("Fewer members than the %s it should have at least.", committee.min_members)
                elif committee.max_members and len(members) > committee.max_members:
                    warning = self.env._("More members than the %s it may have.", committee.max_members)
                elif not committee.chair_id:
                    warning = self.env._("The committee has no chair.")
            committee.size_warning = warning

    def _compute_counts(self):
        for name, model, field, domain in (
            ("meeting_count", "biuro.rada.session", "committee_ids", [("state", "!=", "cancelled")]),
            ("workplan_count", "biuro.rada.workplan", "committee_id", []),
            ("report_count", "biuro.rada.body.report", "committee_id", []),
        ):
            counts = {
                committee.id: count
                for committee, count in self.env[model]._read_group(
                    [(field, "in", self.ids), *domain], [field], ["__count"])
            }
            for committee in self:
                committee[name] = counts.get(committee.id, 0)

    @api.constrains("date_from", "date_to", "min_members", "max_members", "kind")
    def _check_frame(self):
        for committee in self:
            if committee.date_to and committee.date_to < committee.date_from:
                raise ValidationError(self.env._("A committee works until a day after it was set up."))
            if committee.max_members and committee.min_members > committee.max_members:
                raise ValidationError(self.env._("The least number of members is greater than the greatest one."))

    @api.onchange("resolution_id")
    def _onchange_resolution(self):
        if self.resolution_id and not self.basis:
            self.basis = self.resolution_id.display_name

    def _open(self, xml_id, domain, **context):
        return {**self.env["ir.actions.act_window"]._for_xml_id(xml_id), "domain": domain, "context": context}

    def action_open_meetings(self):
        """Open the meetings of the committee. Return a window action (dict)."""
        self.ensure_one()
        return self._open(
            "biuro_rada.biuro_rada_session_action_committee", [("committee_ids", "in", self.ids)],
            default_body_type="committee", default_committee_ids=[(6, 0, self.ids)],
        )

    def action_open_workplans(self):
        """Open the work plans of the committee. Return a window action (dict)."""
        self.ensure_one()
        return self._open(
            "biuro_rada.biuro_rada_workplan_action", [("committee_id", "=", self.id)],
            default_committee_id=self.id, default_term_id=self.term_id.id,
        )

    def action_open_reports(self):
        """Open the reports of the committee. Return a window action (dict)."""
        self.ensure_one()
        return self._open(
            "biuro_rada.biuro_rada_body_report_action", [("committee_id", "=", self.id)],
            default_committee_id=self.id, default_term_id=self.term_id.id,
        )
