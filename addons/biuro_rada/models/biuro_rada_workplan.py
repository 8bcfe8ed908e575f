from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaWorkplan(models.Model):
    """Work plan (plan pracy) of the council or of a committee for a year (u.s.g. art. 21 ust. 3)."""

    _name = "biuro.rada.workplan"
    _description = "Work Plan"
    _inherit = ["biuro.guard.mixin", "biuro.rada.term.mixin", "mail.thread"]
    _order = "year desc, committee_id, id"

    committee_id = fields.Many2one(
        "biuro.rada.committee", "Committee", index="btree_not_null", ondelete="restrict", tracking=True,
        help="Empty: the plan of the council.",
    )
    body = fields.Char("Body", compute="_compute_body", store=True)
    year = fields.Integer(required=True, aggregator=None, default=lambda self: office_today().year, tracking=True)
    line_ids = fields.One2many("biuro.rada.workplan.line", "workplan_id", "Topics", copy=True)
    line_count = fields.Integer("Number of Topics", compute="_compute_progress")
    done_count = fields.Integer("Topics Done", compute="_compute_progress")
    progress = fields.Integer("Done (%)", compute="_compute_progress")
    adopted_on = fields.Date("Plan Adopted On", copy=False, tracking=True)
    basis = fields.Char("Act of Adoption", copy=False, help="Resolution or minutes: number and date.")
    execution_note = fields.Text("Report on Execution", copy=False, help="What was done, what was not, and why.")
    reported_on = fields.Date("Reported On", readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Draft plan"), ("adopted", "Plan adopted"), ("reported", "Execution reported")],
        required=True, readonly=True, default="draft", copy=False, tracking=True, index=True,
    )

    _body_uniq = models.UniqueIndex(
        "(term_id, year, COALESCE(committee_id, 0))", "The plan of this body for the year is entered already."
    )

    @api.depends("committee_id.name", "company_id.rada_council_name")
    def _compute_body(self):
        for plan in self:
            plan.body = plan.committee_id.name or plan.company_id.rada_council_name or "Rada Miasta"

    @api.depends("body", "year")
    def _compute_display_name(self):
        for plan in self:
            plan.display_name = self.env._(
                "Work plan %(year)s: %(body)s", year=plan.year or "…", body=plan.body or "…")

    @api.depends("line_ids.state")
    def _compute_progress(self):
        for plan in self:
            lines = plan.line_ids.filtered(lambda line: line.state != "dropped")
            done = lines.filtered(lambda line: line.state == "done")
            plan.line_count, plan.done_count = len(lines), len(done)
            plan.progress = len(done) * 100 // len(lines) if lines else 0

    @api.constrains("year", "term_id", "committee_id")
    def _check_year(self):
        for plan in self:
            term = plan.term_id
            if not term.date_start.year <= plan.year <= term.date_end.year:
                raise ValidationError(self.env._("The year %s does not fall within the term.", plan.year))
            if plan.committee_id and plan.committee_id.term_id != term:
                raise ValidationError(self.env._("The committee is of another term."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_adopted(self):
        if any(plan.state != "draft" for plan in self):
            raise UserError(self.env._("An adopted plan cannot be deleted."))

    def copy_data(self, default=None):
        """Copy a plan to the next year, its topics still to be done. Return a list of dicts of values."""
        default = dict(default or {})
        return [
            {**values, "year": default.get("year", plan.year + 1)}
            for plan, values in zip(self, super().copy_data(default), strict=True)
        ]

    def action_adopt(self, date=None, basis=None):
        """Record that the body adopted its plan.

        :param str date: day "YYYY-MM-DD"; as entered on the plan, else today by default
        :param str basis: the resolution or minutes: number and date; as entered by default
        :return: True
        :raise UserError: not a draft, no topics, no basis
        """
        for plan in self:
            plan.check_access("write")
            if plan.state != "draft":
                raise UserError(self.env._("%s is adopted already.", plan.display_name))
            if not plan.line_ids:
                raise UserError(self.env._("Enter the topics before the plan is adopted."))
            given = (basis or plan.basis or "").strip()
            if not given:
                raise UserError(self.env._("Say by what the plan was adopted: resolution or minutes, number and date."))
            # sudo: own model - the state is written by verbs only; access was checked above
            plan.sudo().write({
                "state": "adopted", "basis": given,
                "adopted_on": fields.Date.to_date(date) or plan.adopted_on or office_today(),
            })
        return True

    def action_report(self, note=None):
        """Close the plan with a report on its execution.

        :param str note: what was done and what was not; as entered on the plan by default
        :return: True
        :raise UserError: not adopted, a topic without an outcome, no report
        """
        for plan in self:
            plan.check_access("write")
            if plan.state != "adopted":
                raise UserError(self.env._("Adopt the plan first."))
            open_lines = plan.line_ids.filtered(lambda line: line.state == "planned")
            if open_lines:
                raise UserError(
                    self.env._("Say what became of every topic first; %s have no outcome.", len(open_lines))
                )
            given = (note or plan.execution_note or "").strip()
            if not given:
                raise UserError(self.env._("Write the report on execution."))
            # sudo: own model - the state is written by verbs only; access was checked above
            plan.sudo().write({"state": "reported", "execution_note": given, "reported_on": office_today()})
        return True
