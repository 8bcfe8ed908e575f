from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law import inputs
from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import allowance, fees
from .biuro_rada_money_mixin import exact


class BiuroRadaOrganizationFee(models.Model):
    """Membership fee (składka członkowska) of a year, or one instalment of it."""

    _name = "biuro.rada.organization.fee"
    _description = "Membership Fee"
    _inherit = ["biuro.guard.mixin", "biuro.rada.money.mixin", "biuro.deadline.mixin"]
    _order = "due_date desc, id desc"
    _reason_verbs = {"action_pay": {"date": "date"}, "action_waive": {"reason": "reason"}}

    organization_id = fields.Many2one(
        "biuro.rada.organization", "Union or Association", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="organization_id.company_id", store=True)
    kind = fields.Selection(related="organization_id.kind", store=True)
    year = fields.Integer(required=True, aggregator=None)
    population = fields.Integer("Inhabitants", aggregator=None)
    population_date = fields.Date("Inhabitants On")
    rate = fields.Char("Rate", help="zł per inhabitant and year.")
    months = fields.Integer(default=12, aggregator=None)
    fixed_amount = fields.Monetary("Fixed Amount", help="Where the fee is not counted by inhabitants.")
    amount = fields.Monetary(compute="_compute_amount", store=True)
    reasons = fields.Json(compute="_compute_amount", store=True)
    due_date = fields.Date(required=True, index=True)
    instalment_no = fields.Integer("Instalment", default=1, aggregator=None)
    instalments = fields.Integer("Of", default=1, aggregator=None, help="How many instalments the fee of the year has.")
    basis_ref = fields.Char("Basis", help="Resolution of the body on the fee.")
    budget_code = fields.Char("Budget Classification")
    paid_on = fields.Date(readonly=True, copy=False)
    waived_reason = fields.Char("Why Waived", readonly=True, copy=False)
    state = fields.Selection(
        [("planned", "Planned"), ("due", "To be paid"), ("paid", "Paid"), ("waived", "Waived")],
        required=True,
        readonly=True,
        default="planned",
        copy=False,
        index=True,
    )
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")

    _instalment_uniq = models.Constraint(
        "UNIQUE (organization_id, year, instalment_no)",
        "This fee of the year is entered already.",
    )
    _instalments_real = models.Constraint(
        "CHECK (instalments BETWEEN 1 AND 12 AND instalment_no BETWEEN 1 AND instalments)",
        "The number of the instalment is from 1 to the number of instalments, at most 12.",
    )
    _months_real = models.Constraint("CHECK (months BETWEEN 0 AND 12)", "A year has 12 months.")
    _not_negative = models.Constraint(
        "CHECK (population >= 0 AND fixed_amount >= 0)", "Numbers and amounts cannot be negative."
    )

    @api.depends("organization_id", "year", "instalment_no")
    def _compute_display_name(self):
        for fee in self:
            fee.display_name = f"{fee.organization_id.short_name or ''} {fee.year or ''}/{fee.instalment_no}"

    @api.depends("population", "rate", "months", "fixed_amount", "instalment_no", "instalments")
    def _compute_amount(self):
        for fee in self:
            try:
                if fee.rate and not fee.fixed_amount:
                    figure = inputs.decimal("rate", fee.rate.replace(",", "."), minimum=0)
                    year = allowance.membership_fee(fee.population, figure, fee.months)
                else:
                    year = fees.fixed_fee(exact(fee.fixed_amount), fee.months)
                answer = fees.instalment(year["amount"], fee.instalment_no, fee.instalments)
            except LawError as error:
                raise ValidationError(str(error)) from error
            fee.amount, fee.reasons = float(answer["amount"]), year["reasons"] + answer["reasons"]

    @api.depends("due_date", "state")
    def _compute_is_overdue(self):
        today = office_today()
        for fee in self:
            fee.is_overdue = fee.state in ("planned", "due") and bool(fee.due_date) and fee.due_date < today

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "in", ("planned", "due")), ("due_date", "<", office_today())]

    @api.constrains("year", "organization_id")
    def _check_year(self):
        for fee in self:
            body = fee.organization_id
            if (
                not body.accepted_on
                or fee.year < body.accepted_on.year
                or (body.leave_date and fee.year > body.leave_date.year)
            ):
                raise ValidationError(
                    self.env._(
                        "In %(year)s the city is no member of %(name)s: there is no fee.", year=fee.year, name=body.name
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._run_deadline()
        return records

    def _run_deadline(self):
        """Show the due days in the cockpit of terms with their safe dates."""
        waiting = self.filtered(lambda fee: fee.state in ("planned", "due"))
        if waiting:
            waiting._deadline_start("membership_fee", {fee.id: fee.due_date for fee in waiting})

    def _get_deadline_employee(self):
        self.ensure_one()
        return self.organization_id.responsible_id

    def _get_deadline_department(self):
        self.ensure_one()
        return self.organization_id.department_id

    @api.model
    def _months(self, body, year):
        """Return the months of membership in a year: in the first from the month after the acceptance, in the last
        to the month of leaving."""
        months = 12
        if body.accepted_on and body.accepted_on.year == year:
            months -= body.accepted_on.month
        if body.leave_date and body.leave_date.year == year:
            months -= 12 - body.leave_date.month
        return max(months, 0)

    @api.model
    def _plan_year(self, body, year, population, population_date, days):
        try:
            year = inputs.integer("year", year, minimum=1990, maximum=2200)
            population = inputs.integer("population", population, minimum=0)
        except LawError as error:
            raise ValidationError(str(error)) from error
        if self.search_count([("organization_id", "=", body.id), ("year", "=", year)], limit=1):
            raise UserError(
                self.env._("The fee of %(name)s for %(year)s is planned already.", name=body.name, year=year)
            )
        months = self._months(body, year)
        planned = self.create(
            [
                {
                    "organization_id": body.id,
                    "year": year,
                    "population": population,
                    "rate": body.fee_rate,
                    "fixed_amount": 0 if body.fee_rate else body.fee_fixed,
                    "months": months,
                    "due_date": day,
                    "instalment_no": number,
                    "instalments": len(days),
                    "population_date": population_date or False,
                    "basis_ref": body.fee_basis,
                    "budget_code": body.budget_code,
                }
                for number, day in enumerate(days, 1)
            ]
        )
        return {"ids": planned.ids, "amount": f"{sum(map(exact, planned.mapped('amount'))):.2f}", "months": months}

    @api.model
    def _plan(self, body, year, population, rate, due_date, population_date, basis_ref):
        try:
            year = inputs.integer("year", year, minimum=1990, maximum=2200)
            population = inputs.integer("population", population)
            figure = inputs.decimal("rate", rate, minimum=0)
        except LawError as error:
            raise ValidationError(str(error)) from error
        months = self._months(body, year)
        fee = self.create(
            {
                "organization_id": body.id,
                "year": year,
                "population": population,
                "rate": format(Decimal(figure), "f"),
                "months": months,
                "due_date": due_date,
                "population_date": population_date or False,
                "basis_ref": basis_ref or body.fee_basis,
                "budget_code": body.budget_code,
            }
        )
        return {"id": fee.id, "amount": f"{fee.amount:.2f}", "months": months, "reasons": fee.reasons}

    def action_pay(self, date=None):
        """Note that the fee was paid.

        :param str date: day of payment "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: paid or waived already
        """
        day = fields.Date.to_date(date) or office_today()
        if day > office_today():
            raise UserError(self.env._("A payment is noted when it was made: not a day to come."))
        self._settle("paid", paid_on=day)
        self._deadline_done("membership_fee", day)
        return True

    def action_waive(self, reason):
        """Note that the body waived the fee.

        :param str reason: its decision
        :return: True
        :raise UserError: paid or waived already; no reason
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        self._settle("waived", waived_reason=reason.strip())
        self._deadline_cancel("membership_fee", reason)
        return True

    def _settle(self, state, **values):
        for fee in self:
            fee.check_access("write")
            if fee.state not in ("planned", "due"):
                raise UserError(self.env._("This fee is settled already."))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": state, **values})

    def write(self, vals):
        if not self.env.su and any(fee.state in ("paid", "waived") for fee in self):
            raise UserError(self.env._("A settled fee cannot be changed."))
        result = super().write(vals)
        if "due_date" in vals:
            self._run_deadline()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_settled(self):
        if any(fee.state in ("paid", "waived") for fee in self):
            raise UserError(self.env._("A settled fee cannot be deleted."))

    @api.model
    def _cron_remind(self):
        """Plan an activity for fees due within 30 days; run daily."""
        today = office_today()
        soon = self.search([("state", "=", "planned"), ("due_date", "<=", fields.Date.add(today, days=30))])
        # sudo: own model - the state is written by the system
        soon.sudo().write({"state": "due"})
        for fee in soon:
            fee.organization_id._plan_activity(self.env._("Membership fee %s", fee.display_name), fee.due_date)
        return len(soon)
