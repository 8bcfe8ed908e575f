from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaCommittee(models.Model):
    """Committee (komisja) of the council: two are obligatory, others standing or for one task (u.s.g. art. 18a-21)."""

    _name = "biuro.rada.committee"
    _description = "Council Committee"
    _inherit = ["biuro.guard.mixin", "biuro.rada.term.mixin", "mail.thread"]
    _order = "sequence, name, id"

    name = fields.Char(required=True, tracking=True)
    symbol = fields.Char(help="For the numbers of its papers, e.g. KR.")
    sequence = fields.Integer(default=10, aggregator=None)
    kind = fields.Selection(
        [
            ("audit", "Audit committee"),
            ("complaints", "Committee for complaints, motions and petitions"),
            ("standing", "Standing"),
            ("adhoc", "For one task"),
        ],
        required=True,
        default="standing",
        tracking=True,
    )
    scope = fields.Text("Subject of Its Work", required=True)
    basis = fields.Char("Resolution", help="That set the committee up: number and date.")
    date_from = fields.Date("Set Up On", required=True, default=lambda self: office_today())
    date_to = fields.Date("Works Until")
    min_members = fields.Integer("At Least", aggregator=None)
    max_members = fields.Integer("At Most", aggregator=None)
    member_ids = fields.One2many("biuro.rada.committee.member", "committee_id", "Members", copy=False)
    member_count = fields.Integer("Members Now", compute="_compute_member_count")
    missing_clubs = fields.Char("Clubs without a Member", compute="_compute_missing_clubs")
    state = fields.Selection(
        [("draft", "Prepared"), ("active", "Active"), ("dissolved", "Dissolved")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
    )

    @api.depends("member_ids.date_from", "member_ids.date_to")
    def _compute_member_count(self):
        today = office_today()
        for committee in self:
            committee.member_count = len(committee._members_on(today))

    @api.depends("kind", "member_ids.date_from", "member_ids.date_to", "term_id")
    def _compute_missing_clubs(self):
        today = office_today()
        for committee in self:
            missing = self.env["biuro.rada.club"]
            if committee.kind in ("audit", "complaints") and committee.term_id:
                members = committee._members_on(today)
                clubs = missing.search([("term_id", "=", committee.term_id.id), ("state", "=", "active")])
                missing = clubs.filtered(lambda club, members=members: not club._members_on(today) & members)
            committee.missing_clubs = ", ".join(missing.mapped("name"))

    @api.constrains("kind")
    def _check_kind(self):
        """RA-03 binds the committee that becomes one of the two obligatory ones as well."""
        self.member_ids._check_member()

    def _members_on(self, day):
        """Return the councillors of the committee on a day."""
        return self.member_ids.filtered(lambda member: member._is_on(day)).councillor_id

    def _chair_on(self, day):
        """Return the chair of the committee on a day (one or empty)."""
        return self.member_ids.filtered(lambda member: member.role == "chair" and member._is_on(day)).councillor_id[:1]

    def action_activate(self):
        """Note that the council set the committee up.

        :return: True
        :raise UserError: no resolution, or a committee for one task without an end or a task
        """
        for committee in self:
            committee.check_access("write")
            if not (committee.basis or "").strip():
                raise UserError(self.env._("Give the resolution that set the committee up (art. 21)."))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().state = "active"
        return True

    def action_dissolve(self, date=None):
        """Dissolve the committee; its memberships end with it.

        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        """
        day = fields.Date.to_date(date) or office_today()
        for committee in self:
            committee.check_access("write")
            committee.member_ids.filtered(lambda member: not member.date_to or member.date_to > day).write(
                {"date_to": day}
            )
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "dissolved", "date_to": day})
        return True
