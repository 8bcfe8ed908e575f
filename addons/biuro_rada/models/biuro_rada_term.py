from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import majority, numbers


class BiuroRadaTerm(models.Model):
    """Term of office (kadencja) of the council: its dates, its statutory number, how resolutions are numbered."""

    _name = "biuro.rada.term"
    _description = "Council Term"
    _inherit = ["biuro.guard.mixin", "mail.thread"]
    _order = "date_start desc, id desc"
    _rec_name = "number"

    number = fields.Char("Term", required=True, tracking=True, help="In Roman numerals, e.g. IX.")
    election_date = fields.Date(required=True, tracking=True)
    results_announced_on = fields.Date(
        "Results Announced On",
        tracking=True,
        help="By the election body: councillors who work in the office of the city apply for leave within 7 days.",
    )
    mayor_elected_on = fields.Date(
        "President Elected On",
        tracking=True,
        help="Where it was another day: a second round or an early election. The windows of a recall count from it.",
    )
    date_start = fields.Date("Begins", required=True, index=True, tracking=True)
    date_end = fields.Date("Ends", required=True, tracking=True)
    population = fields.Integer(
        "Inhabitants",
        required=True,
        aggregator=None,
        tracking=True,
        help="By which the number of councillors was set (u.s.g. art. 17).",
    )
    statutory_members = fields.Integer(
        "Statutory Number of Councillors",
        compute="_compute_statutory_members",
        store=True,
        readonly=False,
        aggregator=None,
        tracking=True,
        help="Does not fall with vacant seats; quorum and majorities are counted from it.",
    )
    statutory_reason = fields.Char(
        "Reason of Another Number",
        help="Needed where the number differs from art. 17, e.g. an order of the wojewoda.",
    )
    statutory_reasons = fields.Json(compute="_compute_statutory_reasons")
    number_pattern = fields.Char(
        "Pattern of Resolution Numbers",
        required=True,
        default="{session_roman}/{seq}/{yyyy}",
        help="Elements: {session_roman}, {session}, {seq}, {yyyy}, {yy}, {body}.",
    )
    seq_scope = fields.Selection(
        [("term", "Through the whole term"), ("year", "Anew each year")],
        "Numbering",
        required=True,
        default="term",
    )
    state = fields.Selection(
        [("draft", "Prepared"), ("active", "Running"), ("closed", "Closed")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    councillor_ids = fields.One2many("biuro.rada.councillor", "term_id", "Councillors")
    councillor_count = fields.Integer("Councillors in Office", compute="_compute_councillor_count")
    note = fields.Text()

    _dates_ordered = models.Constraint("CHECK (date_end >= date_start)", "A term ends after it begins.")
    _one_active = models.UniqueIndex(
        "(company_id) WHERE state = 'active'",
        "One term runs at a time: close the running one first.",
    )
    _number_uniq = models.Constraint("UNIQUE (company_id, number)", "This term is entered already.")

    @api.depends("population")
    def _compute_statutory_members(self):
        for term in self:
            if term.population > 0 and not term.statutory_reason:
                term.statutory_members = majority.seats(term.population)["seats"]

    @api.depends("population")
    def _compute_statutory_reasons(self):
        for term in self:
            term.statutory_reasons = majority.seats(term.population)["reasons"] if term.population > 0 else []

    @api.depends("councillor_ids.mandate_start", "councillor_ids.mandate_end")
    def _compute_councillor_count(self):
        today = office_today()
        for term in self:
            term.councillor_count = len(
                term._councillors_on(min(max(today, term.date_start or today), term.date_end or today))
            )

    @api.constrains("population", "statutory_members", "statutory_reason", "number_pattern", "number")
    def _check_rules(self):
        for term in self:
            if term.population < 1:
                raise ValidationError(
                    self.env._("Give the number of inhabitants: the number of councillors follows from it.")
                )
            lawful = majority.seats(term.population)["seats"]
            if term.statutory_members != lawful and not (term.statutory_reason or "").strip():
                raise ValidationError(
                    self.env._(
                        "By art. 17 a city of %(population)s inhabitants has %(seats)s councillors. Give the reason of "
                        "another "
                        "number.",
                        population=term.population,
                        seats=lawful,
                    )
                )
            if not 1 <= term.statutory_members <= 100:
                raise ValidationError(self.env._("The statutory number of councillors must be between 1 and 100."))
            if not numbers.from_roman(term.number or ""):
                raise ValidationError(self.env._("Give the number of the term in Roman numerals, e.g. IX."))
            try:
                numbers.check_pattern(term.number_pattern)
            except LawError as error:
                raise ValidationError(str(error)) from error

    @api.depends("number")
    def _compute_display_name(self):
        for term in self:
            term.display_name = self.env._("Term %s", term.number or "…")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_started(self):
        if any(term.state != "draft" for term in self):
            raise UserError(self.env._("A term that has begun cannot be deleted."))

    # ---- reading -------------------------------------------------------------------------------------------------

    @api.model
    def _current(self, company=None):
        """Return the running term (record or empty)."""
        return self.search([("state", "=", "active"), ("company_id", "=", (company or self.env.company).id)], limit=1)

    def _councillors_on(self, day):
        """Return the councillors whose mandate lasts on a day."""
        return self.councillor_ids.filtered(lambda councillor: councillor._holds_mandate(day))

    @api.model
    @api.readonly
    def composition(self, date=None):
        """Return who made up the council on a day.

        :param str date: the day "YYYY-MM-DD"; today by default
        :return: dict ``date``; ``term`` (its number, or false); ``statutory`` (int); ``councillors``: list of
            ``{"id", "name", "club", "functions": [..], "committees": [{"name", "role"}]}`` in the order of surnames;
            ``vacancies`` (int)
        """
        day = fields.Date.to_date(date) or office_today()
        term = self.search(
            [
                ("company_id", "=", self.env.company.id),
                ("date_start", "<=", day),
                ("date_end", ">=", day),
                ("state", "!=", "draft"),
            ],
            limit=1,
        )
        councillors = term._councillors_on(day).sorted(lambda councillor: councillor._sort_key())
        described = councillors._describe_on(day)
        return {
            "date": str(day),
            "term": term.number or False,
            "statutory": term.statutory_members,
            "councillors": described,
            "vacancies": max(term.statutory_members - len(councillors), 0),
        }

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_activate(self):
        """Begin the term: the councillors in office may not be more than the statutory number.

        :return: True
        :raise UserError: not prepared; another term runs; more councillors than seats
        """
        for term in self:
            term.check_access("write")
            if term.state != "draft":
                raise UserError(self.env._("%s has begun already.", term.display_name))
            if self._current(term.company_id):
                raise UserError(self.env._("One term runs at a time: close the running one first."))
            if len(term._councillors_on(term.date_start)) > term.statutory_members:
                raise UserError(self.env._("There are more councillors in office than seats. Correct the mandates."))
            # sudo: own model - the state is written by verbs only; access was checked above
            term.sudo().state = "active"
        return True

    def action_close(self):
        """Close the term: the mandates that still last end with it.

        :return: True
        :raise UserError: not running; its last day has not come
        """
        for term in self:
            term.check_access("write")
            if term.state != "active":
                raise UserError(self.env._("%s does not run.", term.display_name))
            if term.date_end > office_today():
                raise UserError(self.env._("The term lasts until %s. Correct its last day first.", term.date_end))
            # sudo: own models - states are written by verbs only; access was checked above
            term.sudo().councillor_ids._end_with_term(term.date_end)
            term.sudo().state = "closed"
        return True
