from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaOrganization(models.Model):
    """Membership of the city in a union (związek międzygminny), an association or another body (u.s.g. art. 64-84a)."""

    _name = "biuro.rada.organization"
    _description = "Union or Association"
    _inherit = ["biuro.guard.mixin", "mail.thread", "mail.activity.mixin"]
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
    join_resolution = fields.Char("Resolution to Join", help="Number and date.", tracking=True)
    join_majority = fields.Selection(
        [("simple", "Simple majority"), ("absolute_statutory", "Absolute majority of the statutory number")],
        "Adopted By",
        tracking=True,
    )
    accepted_on = fields.Date("Member Since", readonly=True, copy=False, tracking=True)
    statute_resolution = fields.Char("Resolution on the Statute")
    statute_version = fields.Char()
    statute_journal = fields.Char("Statute Published In")
    leave_resolution = fields.Char("Resolution to Leave", readonly=True, copy=False)
    leave_date = fields.Date("Member Until", readonly=True, copy=False, tracking=True)
    responsible_id = fields.Many2one("hr.employee", "Contact in the Office")
    note = fields.Text()
    delegate_ids = fields.One2many("biuro.rada.organization.delegate", "organization_id", "Delegates")
    fee_ids = fields.One2many("biuro.rada.organization.fee", "organization_id", "Fees")
    report_ids = fields.One2many("biuro.rada.organization.report", "organization_id", "Reports")
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
        self._set_state(("preparation",), "applied")
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

    @api.constrains("kind", "tasks")
    def _check_tasks(self):
        for body in self:
            if body.kind == "union" and not (body.tasks or "").strip():
                raise ValidationError(self.env._("A union performs tasks: name those the city hands over (art. 64)."))

    def plan_fee(self, year, population, rate, due_date, population_date=None, basis_ref=None):
        """Plan the fee of a year; in the first year it is counted by months from the month after acceptance.

        :param int year: the year
        :param int population: inhabitants by which the fee is set
        :param str rate: zł per inhabitant and year, e.g. "0.4007"
        :param str due_date: day until which it is paid "YYYY-MM-DD"
        :param str population_date: day of the number of inhabitants
        :param str basis_ref: resolution of the body on the rate
        :return: dict ``id``, ``amount`` (zł as string), ``months``, ``reasons``
        :raise UserError: not a member in the year; bad numbers
        """
        self.ensure_one()
        return self.env["biuro.rada.organization.fee"]._plan(
            self, year, population, rate, due_date, population_date, basis_ref
        )
