import calendar
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import allowance, diet
from .biuro_rada_law import BASE_AMOUNT

CARS = ("car_small", "car_large", "motorcycle", "moped")

FUNCTIONS = [
    ("councillor", "Councillor"),
    ("committee_vice", "Vice-chair of a committee"),
    ("committee_chair", "Chair of a committee"),
    ("special_committee_chair", "Chair of the audit or complaints committee"),
    ("vice_chair", "Vice-chair of the council"),
    ("chair", "Chair of the council"),
]


class BiuroRadaDietScheme(models.Model):
    """Rules of allowances (zasady diet) as a resolution of the council sets them (u.s.g. art. 25 ust. 4, 8)."""

    _name = "biuro.rada.diet.scheme"
    _reason_verbs = {"action_end": {"date": "date"}}
    _description = "Rules of Allowances"
    _inherit = ["biuro.guard.mixin", "biuro.rada.money.mixin", "mail.thread"]
    _order = "valid_from desc, id desc"

    name = fields.Char(required=True)
    resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution in the Register", index="btree_not_null", ondelete="restrict"
    )
    resolution_ref = fields.Char(
        "Resolution",
        required=True,
        tracking=True,
        compute="_compute_resolution_ref",
        store=True,
        readonly=False,
        precompute=True,
        copy=True,
        help="Number and date of the resolution.",
    )
    valid_from = fields.Date(required=True, tracking=True)
    valid_to = fields.Date(tracking=True)
    base_type = fields.Selection(
        [
            ("fixed", "Amounts in zł"),
            ("percent_of_base_amount", "Per cent of the base amount"),
            ("percent_of_cap", "Per cent of the ceiling"),
        ],
        "Rates Given As",
        required=True,
        default="percent_of_cap",
    )
    function_policy = fields.Selection(
        [("highest_only", "The highest one only"), ("sum", "Their sum")],
        "Several Functions",
        required=True,
        default="highest_only",
    )
    proration = fields.Selection(
        [("none", "Whole month"), ("calendar_days", "By calendar days")],
        "Month Not Whole",
        required=True,
        default="calendar_days",
    )
    population = fields.Integer(
        "Inhabitants",
        required=True,
        aggregator=None,
        help="By which the ceiling is counted; disputed where the city crosses a threshold, so it is chosen here.",
    )
    population_source = fields.Char("Source of the Number", required=True, default="GUS")
    max_reduction = fields.Float(
        "Reductions Take at Most",
        required=True,
        default=100,
        digits=(5, 2),
        aggregator=None,
        help="Per cent of the rate.",
    )
    km_car_small = fields.Float("Car up to 900 cm³", digits=(6, 4), aggregator=None)
    km_car_large = fields.Float("Car above 900 cm³", digits=(6, 4), aggregator=None)
    km_motorcycle = fields.Float("Motorcycle", digits=(6, 4), aggregator=None)
    km_moped = fields.Float("Moped", digits=(6, 4), aggregator=None)
    base_amount = fields.Monetary(compute="_compute_ceiling", aggregator=None)
    ceiling = fields.Monetary(compute="_compute_ceiling", aggregator=None)
    ceiling_reasons = fields.Json(compute="_compute_ceiling")
    warning = fields.Text(compute="_compute_ceiling")
    line_count = fields.Integer("Allowances", compute="_compute_line_count")
    payment_day = fields.Integer("Day of Payment", default=10, aggregator=None)
    rate_ids = fields.One2many("biuro.rada.diet.rate", "scheme_id", "Rates", copy=True)
    reduction_ids = fields.One2many("biuro.rada.diet.reduction", "scheme_id", "Reductions", copy=True)
    state = fields.Selection(
        [("draft", "Prepared"), ("active", "In force"), ("ended", "Ended")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)

    _dates_ordered = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_to >= valid_from)", "The rules end after they begin."
    )
    _payment_day_real = models.Constraint("CHECK (payment_day BETWEEN 1 AND 31)", "The day of payment is from 1 to 31.")

    _max_reduction_real = models.Constraint(
        "CHECK (max_reduction BETWEEN 0 AND 100)", "Reductions take from 0 to 100 per cent."
    )

    @api.depends("resolution_id")
    def _compute_resolution_ref(self):
        for scheme in self:
            resolution = scheme.resolution_id
            if resolution:
                scheme.resolution_ref = f"{resolution.number} z {resolution.date_adopted:%d.%m.%Y}"

    @api.depends("population", "base_type", "valid_from", "valid_to", "rate_ids.value", "rate_ids.function")
    def _compute_ceiling(self):
        today = office_today()
        for scheme in self:
            day = max(scheme.valid_from or today, min(scheme.valid_to or today, today))
            figure = self.env["biuro.rate"]._get_row(BASE_AMOUNT, day, scheme.company_id.id)
            scheme.base_amount = scheme.ceiling = 0
            scheme.ceiling_reasons = scheme.warning = False
            if not figure or scheme.population < 1:
                continue
            base = Decimal(figure[0])
            answer = allowance.allowance_ceiling(scheme.population, base)
            scheme.base_amount, scheme.ceiling = float(base), float(answer["ceiling"])
            scheme.ceiling_reasons = answer["reasons"]
            checks = scheme._check_rates(base, answer["exact"])
            scheme.warning = "\n".join(text for _level, text in checks) or False

    def _check_rates(self, base, ceiling):
        """Return the rates above the ceiling: list of (level, Polish sentence)."""
        self.ensure_one()
        found = []
        for rate in self.rate_ids:
            check = diet.ceiling_check(diet.rate(self.base_type, Decimal(str(rate.value or 0)), base, ceiling), ceiling)
            if check["level"] != "ok":
                found.append((check["level"], f"{diet.FUNCTIONS[rate.function]}: {check['reasons'][0]['text']}"))
        return found

    def _compute_line_count(self):
        counts = dict(
            self.env["biuro.rada.diet.line"]._read_group([("scheme_id", "in", self.ids)], ["scheme_id"], ["__count"])
        )
        for scheme in self:
            scheme.line_count = counts.get(scheme, 0)

    @api.constrains("km_car_small", "km_car_large", "km_motorcycle", "km_moped", "valid_from")
    def _check_km_rates(self):
        for scheme in self:
            for car in CARS:
                value = Decimal(str(round(scheme[f"km_{car}"] or 0, 4)))
                if not value:
                    continue
                maximum = self.env["biuro.rate"]._get(f"travel_km_{car}", max(scheme.valid_from, office_today()))
                try:
                    diet.mileage(Decimal(0), value, maximum)
                except LawError as error:
                    raise ValidationError(str(error)) from error

    def _payment_date(self, month):
        """Return the day on which the allowances of a month are paid: in the next month, or its last day."""
        self.ensure_one()
        following = fields.Date.add(month, months=1)
        last = calendar.monthrange(following.year, following.month)[1]
        return following.replace(day=min(self.payment_day, last))

    @api.constrains("valid_from", "valid_to", "state")
    def _check_one_a_day(self):
        for scheme in self.filtered(lambda scheme: scheme.state != "draft"):
            others = self.search(
                [("state", "!=", "draft"), ("id", "!=", scheme.id), ("company_id", "=", scheme.company_id.id)]
            )
            for other in others:
                if (not other.valid_to or other.valid_to >= scheme.valid_from) and (
                    not scheme.valid_to or scheme.valid_to >= other.valid_from
                ):
                    raise ValidationError(
                        self.env._("Two rules of allowances cannot hold on one day: end “%s” first.", other.name)
                    )

    @api.constrains("population")
    def _check_population(self):
        if any(scheme.population < 1 for scheme in self):
            raise ValidationError(self.env._("Give the number of inhabitants: the ceiling follows from it."))

    @api.model
    def _on(self, day):
        """Return the rules that hold on a day (one or empty)."""
        return self.search(
            [
                ("state", "in", ("active", "ended")),
                ("company_id", "=", self.env.company.id),
                ("valid_from", "<=", day),
                "|",
                ("valid_to", "=", False),
                ("valid_to", ">=", day),
            ],
            limit=1,
        )

    def action_activate(self):
        """Put the rules in force: there is a rate for a councillor, and the rates differ by function (art. 25 ust. 8).

        :return: True
        :raise UserError: not prepared; no rate of a councillor; one rate for all; a rate above the ceiling (RE-01)
        """
        for scheme in self:
            scheme.check_access("write")
            if scheme.state != "draft":
                raise UserError(self.env._("“%s” is in force already.", scheme.name))
            rates = {rate.function: rate.value for rate in scheme.rate_ids}
            if "councillor" not in rates:
                raise UserError(self.env._("Enter the rate of a councillor without a function."))
            if len(rates) > 1 and len(set(rates.values())) == 1:
                raise UserError(self.env._("The rates must differ by function (art. 25 ust. 8)."))
            base = self.env["biuro.rate"]._get(BASE_AMOUNT, scheme.valid_from)
            above = scheme._check_rates(base, allowance.allowance_ceiling(scheme.population, base)["exact"])
            if any(level == "error" for level, _text in above):
                raise UserError(self.env._("RE-01: %s.", above[0][1]))
            for _level, text in above:
                scheme.message_post(body=text)
            # sudo: own model - the state is written by verbs only; access was checked above
            scheme.sudo().state = "active"
        return True

    def action_end(self, date):
        """End the rules on a day; ended ones may be given another last day.

        :param str date: the last day "YYYY-MM-DD"
        :return: True
        :raise UserError: not in force; other rules hold on one of the days
        """
        for scheme in self:
            scheme.check_access("write")
            if scheme.state == "draft":
                raise UserError(self.env._("“%s” is not in force.", scheme.name))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "ended", "valid_to": date})
        return True
