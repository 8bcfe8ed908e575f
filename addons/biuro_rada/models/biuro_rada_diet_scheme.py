from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

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
    _description = "Rules of Allowances"
    _inherit = ["biuro.guard.mixin", "mail.thread"]
    _order = "valid_from desc, id desc"

    name = fields.Char(required=True)
    resolution_ref = fields.Char("Resolution", required=True, tracking=True, help="Number and date of the resolution.")
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

    @api.constrains("valid_from", "valid_to", "state")
    def _check_one_a_day(self):
        for scheme in self.filtered(lambda scheme: scheme.state == "active"):
            others = self.search(
                [("state", "=", "active"), ("id", "!=", scheme.id), ("company_id", "=", scheme.company_id.id)]
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
        :raise UserError: not prepared; no rate of a councillor; one rate for all
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
            # sudo: own model - the state is written by verbs only; access was checked above
            scheme.sudo().state = "active"
        return True

    def action_end(self, date):
        """End the rules on a day.

        :param str date: the last day "YYYY-MM-DD"
        :return: True
        :raise UserError: not in force
        """
        for scheme in self:
            scheme.check_access("write")
            if scheme.state != "active":
                raise UserError(self.env._("“%s” is not in force.", scheme.name))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "ended", "valid_to": date})
        return True
