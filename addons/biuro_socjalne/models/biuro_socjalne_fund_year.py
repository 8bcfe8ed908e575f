from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroSocjalneFundYear(models.Model):
    """A year of the fund: its charge, its plan, its balances."""

    _name = "biuro.socjalne.fund.year"
    _description = "Fund Year"
    _inherit = ["biuro.guard.mixin", "biuro.money.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "year desc"
    _rec_name = "year"

    year = fields.Integer(required=True, aggregator=None)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    avg_method = fields.Selection(
        [("daily", "Daily States"), ("chrono", "Chronological Average"), ("simple", "Simplified")],
        "Average Headcount By", required=True, default="chrono",
    )
    count_childcare_leave = fields.Boolean("Count Childcare Leave", default=True)
    use_disability_increase = fields.Boolean("Increase for the Disabled")
    use_pensioner_increase = fields.Boolean("Increase for Pensioners")
    opening_cash = fields.Monetary()
    opening_loans = fields.Monetary("Opening Receivables")
    opening_liabilities = fields.Monetary()
    charge_planned = fields.Monetary("Planned Charge", readonly=True, copy=False)
    charge_actual = fields.Monetary("Actual Charge", readonly=True, copy=False)
    plan_line_ids = fields.One2many("biuro.socjalne.plan.line", "fund_year_id", "Plan")
    state = fields.Selection(
        [("draft", "Draft"), ("planned", "Planned"), ("active", "Running"), ("corrected", "Corrected"),
         ("closed", "Closed")],
        required=True, readonly=True, default="draft", copy=False, tracking=True, index=True,
    )

    _year_uniq = models.Constraint("UNIQUE(company_id, year)", "This year of the fund exists already.")

    @api.depends("year")
    def _compute_display_name(self):
        for record in self:
            record.display_name = str(record.year or "")

    @api.model
    def _of(self, day):
        """Return the year of the fund that a day belongs to.

        :raise UserError: there is none, or it is closed
        """
        # sudo: biuro.socjalne.fund.year - which year a day belongs to is no secret; the caller's rights come next
        found = self.sudo().search([("year", "=", day.year), ("company_id", "=", self.env.company.id)])
        if not found:
            raise UserError(self.env._("There is no year %(year)s of the fund: open it first.", year=day.year))
        if found.state == "closed":
            raise UserError(self.env._("Year %(year)s of the fund is closed.", year=day.year))
        return found.sudo(False)
