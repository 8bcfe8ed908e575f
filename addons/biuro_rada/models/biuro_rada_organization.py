from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaOrganization(models.Model):
    """Membership of the city in a union (związek międzygminny), an association or another body (u.s.g. art. 64-84a)."""

    _name = "biuro.rada.organization"
    _description = "Union or Association"
    _inherit = ["biuro.guard.mixin", "biuro.rada.money.mixin", "mail.thread", "mail.activity.mixin"]
    _reason_verbs = {
        "action_accept": {"date": "date"},
        "action_leave": {"date": "leave_date", "text": "resolution"},
    }
    _order = "name, id"
    _rec_names_search = ["name", "short_name"]

    name = fields.Char(required=True, tracking=True, index="trigram")
    short_name = fields.Char("Abbreviation", required=True)
    partner_id = fields.Many2one("res.partner", "Contact", required=True, ondelete="restrict")
    kind = fields.Selection(
        [
            ("union", "Inter-municipal union"),
            ("association", "Association"),
            ("international", "International association"),
            ("agreement", "Agreement"),
        ],
        required=True,
        default="association",
        tracking=True,
    )
    registry_no = fields.Char("Number in Its Register", help="KRS or the register of unions.")
    seat = fields.Char()
    purpose = fields.Text(required=True)
    tasks = fields.Text("Tasks Handed Over")
    join_resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution to Join in the Register", index="btree_not_null", ondelete="restrict"
    )
    join_resolution = fields.Char(
        "Resolution to Join",
        help="Number and date.",
        tracking=True,
        compute="_compute_join_resolution",
        store=True,
        readonly=False,
        copy=True,
    )
    join_majority = fields.Selection(
        [("simple", "Simple majority"), ("absolute_statutory", "Absolute majority of the statutory number")],
        "Adopted By",
        tracking=True,
        compute="_compute_join_resolution",
        store=True,
        readonly=False,
        copy=True,
    )
    draft_id = fields.Many2one("biuro.rada.draft", "Draft Resolution", readonly=True, copy=False, ondelete="set null")
    applied_on = fields.Date("Application Sent On", readonly=True, copy=False)
    accepted_on = fields.Date("Member Since", readonly=True, copy=False, tracking=True)
    statute_resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution on the Statute in the Register", ondelete="restrict"
    )
    statute_resolution = fields.Char("Resolution on the Statute")
    statute_version = fields.Char()
    statute_journal = fields.Char("Statute Published In")
    statute_file = fields.Binary("Statute of the Body", attachment=True)
    statute_file_name = fields.Char()
    leave_resolution_id = fields.Many2one("biuro.rada.resolution", "Resolution to Leave in the Register", copy=False)
    leave_resolution = fields.Char("Resolution to Leave", readonly=True, copy=False)
    leave_date = fields.Date("Member Until", readonly=True, copy=False, tracking=True)
    responsible_id = fields.Many2one("hr.employee", "Contact in the Office")
    department_id = fields.Many2one(
        "hr.department", "Cell", compute="_compute_department_id", store=True, index="btree_not_null"
    )
    # How its fee is counted from year to year
    fee_rate = fields.Char("Rate per Inhabitant", help="zł per inhabitant and year, e.g. 0.4007.")
    fee_fixed = fields.Monetary("Fixed Fee", help="Where the fee is not counted by inhabitants.")
    fee_due = fields.Char("Due Days", default="31.03", help="Day and month of each instalment, e.g. 31.03, 30.09.")
    fee_basis = fields.Char("Basis of the Fee", help="Provision of the statute or resolution of the body.")
    budget_code = fields.Char("Budget Classification", help="Chapter and paragraph, e.g. 75095 § 459.")
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null", copy=False)
    note = fields.Text()
    delegate_count = fields.Integer(compute="_compute_counts")
    fee_count = fields.Integer(compute="_compute_counts")
    report_count = fields.Integer(compute="_compute_counts")
    event_count = fields.Integer("Assemblies", compute="_compute_counts")
    fee_overdue = fields.Boolean("Fee Overdue", compute="_compute_counts")
    report_missing = fields.Boolean("Report Missing", compute="_compute_counts", search="_search_report_missing")
    event_ids = fields.Many2many(
        "calendar.event",
        "biuro_rada_organization_event_rel",
        "organization_id",
        "event_id",
        "Assemblies in the Calendar",
    )
    delegate_ids = fields.One2many("biuro.rada.organization.delegate", "organization_id", "Delegates")
    fee_ids = fields.One2many("biuro.rada.organization.fee", "organization_id", "Fees")
    report_ids = fields.One2many("biuro.rada.organization.report", "organization_id", "Yearly Reports")
    next_fee_due = fields.Date(compute="_compute_next_fee_due", store=True)
    state = fields.Selection(
        [
            ("preparation", "In preparation"),
            ("applied", "Applied"),
            ("active", "Member"),
            ("leaving", "Leaving"),
            ("ended", "Ended"),
        ],
        required=True,
        readonly=True,
        default="preparation",
        copy=False,
        tracking=True,
        index=True,
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)

    _dates_ordered = models.Constraint(
        "CHECK (leave_date IS NULL OR leave_date >= accepted_on)", "One leaves after one joins."
    )
    _one_membership = models.UniqueIndex(
        "(partner_id, company_id) WHERE state IN ('applied', 'active', 'leaving')",
        "RG-01: the city is a member of this body already.",
    )

    @api.depends("fee_ids.due_date", "fee_ids.state")
    def _compute_next_fee_due(self):
        for body in self:
            body.next_fee_due = min(
                body.fee_ids.filtered(lambda fee: fee.state in ("planned", "due")).mapped("due_date"), default=False
            )

    @api.depends("join_resolution_id")
    def _compute_join_resolution(self):
        for body in self:
            resolution = body.join_resolution_id
            if resolution:
                body.join_resolution = f"{resolution.number} z {resolution.date_adopted:%d.%m.%Y}"
                majority = resolution.vote_id.majority
                if majority:
                    body.join_majority = "absolute_statutory" if majority == "absolute_statutory" else "simple"

    @api.depends("responsible_id")
    def _compute_department_id(self):
        for body in self:
            # sudo: hr.employee - the cell of the person whom the office made responsible
            body.department_id = body.responsible_id.sudo().department_id

    @api.depends("delegate_ids", "fee_ids.state", "fee_ids.due_date", "report_ids.year", "event_ids", "state")
    def _compute_counts(self):
        today = office_today()
        missing = self.search([("id", "in", self.ids), *self._missing_report_domain()])
        for body in self:
            body.delegate_count = len(
                body.delegate_ids.filtered(lambda line: not line.date_to or line.date_to >= today)
            )
            body.fee_count = len(body.fee_ids)
            body.report_count = len(body.report_ids)
            body.event_count = len(body.event_ids)
            body.fee_overdue = any(body.fee_ids.mapped("is_overdue"))
            body.report_missing = body in missing

    @api.model
    def _missing_report_domain(self):
        """Domain of the memberships of the whole last year whose report to the council is not submitted."""
        year = office_today().year - 1
        return [
            ("state", "in", ("active", "leaving")),
            ("accepted_on", "<", f"{year + 1}-01-01"),
            "!",
            ("report_ids", "any", [("year", "=", year), ("submitted_to_council_on", "!=", False)]),
        ]

    def _search_report_missing(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._missing_report_domain()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_applied(self):
        if any(body.state != "preparation" for body in self):
            raise UserError(self.env._("A membership that was applied for stays in the register."))

    def _set_state(self, source, target, **values):
        for body in self:
            body.check_access("write")
            if body.state not in source:
                states = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._("“%(name)s” is in the state: %(state)s.", name=body.name, state=states[body.state])
                )
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": target, **values})

    def action_apply(self):
        """Note that the council decided to join and the application was sent.

        :return: True
        :raise UserError: no resolution (RG-01); a union joined by a simple majority (RG-02)
        """
        for body in self:
            if not (body.join_resolution or "").strip() or not body.join_majority:
                raise UserError(self.env._("RG-01: give the resolution to join and the majority that adopted it."))
            if body.kind == "union" and body.join_majority != "absolute_statutory":
                raise UserError(
                    self.env._(
                        "RG-02: a union is joined by the absolute majority of the statutory number (art. 67 ust. 1)."
                    )
                )
            if body.join_resolution_id and body.join_resolution_id.state == "annulled":
                raise UserError(self.env._("RG-01: the resolution to join was annulled."))
        self._set_state(("preparation",), "applied", applied_on=office_today())
        return True

    def action_accept(self, date=None):
        """Note that the body accepted the city.

        :param str date: day of acceptance "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: not applied
        """
        self._set_state(("applied",), "active", accepted_on=fields.Date.to_date(date) or office_today())
        return True

    def action_leave(self, resolution, leave_date):
        """Note the resolution to leave and the day it takes effect by the statute of the body.

        :param str resolution: its number and date
        :param str leave_date: the last day of membership "YYYY-MM-DD"
        :return: True
        :raise UserError: not a member; no resolution; the day is before the membership
        """
        day = fields.Date.to_date(leave_date)
        if not (resolution or "").strip() or not day:
            raise UserError(self.env._("Give the resolution to leave and the last day of membership."))
        if any(body.accepted_on and day < body.accepted_on for body in self):
            raise UserError(self.env._("One leaves after one joins."))
        self._set_state(("active",), "leaving", leave_resolution=resolution, leave_date=day)
        for delegate in self.delegate_ids.filtered(lambda line: not line.date_to or line.date_to > day):
            delegate.date_to = day
        return True

    def action_end(self):
        """Note that the membership ended.

        :return: True
        :raise UserError: not leaving, or the last day has not passed
        """
        if any(body.leave_date and body.leave_date >= office_today() for body in self):
            raise UserError(self.env._("The membership lasts until its last day."))
        self._set_state(("leaving",), "ended")
        return True
