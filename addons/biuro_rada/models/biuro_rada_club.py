from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

LEAST_MEMBERS = 3  # u.s.g. art. 23 ust. 3


class BiuroRadaClub(models.Model):
    """Club of councillors (klub radnych, u.s.g. art. 23): at least three councillors."""

    _name = "biuro.rada.club"
    _description = "Councillors' Club"
    _inherit = ["biuro.guard.mixin", "biuro.rada.term.mixin", "mail.thread"]
    _order = "name, id"

    name = fields.Char(required=True, tracking=True)
    short_name = fields.Char("Abbreviation", required=True)
    date_from = fields.Date("Notified On", required=True, default=lambda self: office_today(), tracking=True)
    date_to = fields.Date("Dissolved On", readonly=True, copy=False, tracking=True)
    chair_id = fields.Many2one("biuro.rada.councillor", "Chair of the Club", tracking=True)
    color = fields.Integer("Color Index", help="Colour of the club on the hall screen.")
    member_ids = fields.One2many("biuro.rada.club.member", "club_id", "Members", copy=False)
    member_count = fields.Integer("Members Now", compute="_compute_member_count")
    too_few = fields.Boolean("Too Few Members", compute="_compute_member_count")
    state = fields.Selection(
        [("notified", "Notified"), ("active", "Active"), ("dissolved", "Dissolved")],
        required=True,
        readonly=True,
        default="notified",
        copy=False,
        tracking=True,
    )

    @api.depends("member_ids.date_from", "member_ids.date_to", "state")
    def _compute_member_count(self):
        today = office_today()
        for club in self:
            club.member_count = len(club._members_on(today))
            club.too_few = club.state == "active" and club.member_count < club._least_members()

    def _least_members(self):
        return max(self.term_id.company_id.rada_club_min_members, LEAST_MEMBERS)

    def _members_on(self, day):
        """Return the councillors of the club on a day."""
        return self.member_ids.filtered(lambda member: member._is_on(day)).councillor_id

    def action_activate(self):
        """Note that the club works: it has at least three councillors (RA-02).

        :return: True
        :raise UserError: fewer than three members
        """
        for club in self:
            club.check_access("write")
            least = club._least_members()
            if len(club._members_on(max(club.date_from, min(office_today(), club.term_id.date_end)))) < least:
                raise UserError(
                    self.env._(
                        "RA-02: a club needs at least %s councillors (art. 23). Add the members first.", least
                    )
                )
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().state = "active"
        return True

    def action_dissolve(self, date=None):
        """Dissolve the club; its memberships end with it.

        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: dissolved already
        """
        day = fields.Date.to_date(date) or office_today()
        for club in self:
            club.check_access("write")
            if club.state == "dissolved":
                raise UserError(self.env._("%s is dissolved already.", club.name))
            club.member_ids.filtered(lambda member: not member.date_to or member.date_to > day).write({"date_to": day})
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "dissolved", "date_to": day})
        return True
