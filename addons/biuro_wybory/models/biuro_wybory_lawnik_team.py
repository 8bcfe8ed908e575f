from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class BiuroWyboryLawnikTeam(models.Model):
    """Opinion team (zespół opiniujący) appointed by the Council: it says at the session what it thinks of candidates.

    Its members read the files of an election only while that election is at opinions or at the vote (u.s.p. art. 163).
    """

    _name = "biuro.wybory.lawnik.team"
    _description = "Opinion Team"
    _inherit = ["biuro.guard.mixin", "mail.thread"]
    _order = "appointed_on desc, id desc"

    name = fields.Char(required=True, tracking=True, default=lambda self: self.env._("Opinion team"))
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    term_ids = fields.One2many("biuro.wybory.lawnik.term", "team_id", "Elections")
    member_ids = fields.One2many("biuro.wybory.lawnik.team.member", "team_id", "Members", copy=True)
    chair_id = fields.Many2one("biuro.wybory.lawnik.team.member", "Chair", compute="_compute_chair_id")
    resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution", index="btree_not_null", ondelete="restrict", tracking=True,
        help="By which the Council appointed the team (u.s.p. art. 163 § 2).",
    )
    appointed_on = fields.Date(related="resolution_id.date_adopted", store=True, string="Appointed On")
    task = fields.Text(
        default="przedstawienie Radzie na sesji opinii o kandydatach na ławników, w szczególności w zakresie "
        "spełniania przez nich wymogów określonych w ustawie – Prawo o ustroju sądów powszechnych",
    )
    meeting_ids = fields.One2many("biuro.wybory.lawnik.meeting", "team_id", "Meetings")
    meeting_count = fields.Integer("Number of Meetings", compute="_compute_meeting_count")
    member_count = fields.Integer("Number of Members", compute="_compute_chair_id")
    active = fields.Boolean(default=True)

    @api.depends("member_ids.role")
    def _compute_chair_id(self):
        for team in self:
            team.chair_id = team.member_ids.filtered(lambda member: member.role == "chair")[:1]
            team.member_count = len(team.member_ids)

    def _compute_meeting_count(self):
        counts = dict(
            self.env["biuro.wybory.lawnik.meeting"]._read_group([("team_id", "in", self.ids)], ["team_id"], ["__count"])
        )
        for team in self:
            team.meeting_count = counts.get(team._origin, 0)

    @api.constrains("member_ids")
    def _check_members(self):
        for team in self:
            chairs = team.member_ids.filtered(lambda member: member.role == "chair")
            if len(chairs) > 1:
                raise ValidationError(self.env._("A team has one chair."))

    def _check_complete(self):
        """Refuse a team that cannot be put to the Council."""
        for team in self:
            if not team.chair_id or len(team.member_ids) < 2:
                raise UserError(self.env._("Name the members of the team and its chair first."))

    def action_open_meetings(self):
        """Open the meetings of the team. Return a window action (dict)."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_wybory.biuro_wybory_lawnik_meeting_action"),
            "domain": [("team_id", "=", self.id)],
            "context": {"default_team_id": self.id, "default_term_id": self.term_ids[:1].id},
        }
