from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..law import terms
from ..law.base import LawError

UNITS = [
    ("day", "Days"), ("working_day", "Working Days"), ("week", "Weeks"), ("month", "Months"), ("year", "Years"),
    ("hour", "Hours"), ("annual", "By a Day of the Year"),
]


class BiuroDeadlineRule(models.Model):
    """Statutory term as data: from which event, how long, how it ends, on what legal basis."""

    _name = "biuro.deadline.rule"
    _description = "Deadline Rule"
    _order = "procedure, code, valid_from desc, id"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, index=True, copy=False)
    name = fields.Char(required=True)
    procedure = fields.Selection(
        [
            ("kpa", "Administrative Procedure"), ("complaint", "Complaints and Motions"), ("petition", "Petitions"),
            ("information", "Public Information"), ("contract", "Contracts"), ("culture", "Cultural Institutions"),
            ("council", "Council"), ("press", "Press"), ("fund", "Social Fund"), ("lay", "Lay Judges"),
            ("other", "Other"),
        ],
        required=True, default="other", index=True,
    )
    trigger = fields.Char("Starts With", required=True, help="The event from which the term runs.")

    # Length and way of counting
    amount = fields.Integer(default=1, aggregator=None)
    amount_kind = fields.Selection(
        [("fixed", "Exactly"), ("at_least", "At Least"), ("at_most", "At Most")],
        "Length Is", required=True, default="fixed",
        help="“At least” and “at most”: the office sets the length itself within this bound.",
    )
    unit = fields.Selection(UNITS, required=True, default="day")
    direction = fields.Selection(
        [("forward", "Forward"), ("backward", "Backward (at Least n Before)"), ("lapse", "After the Lapse")],
        required=True, default="forward",
    )
    roll = fields.Boolean("Moves off Free Days", default=True, help="The end moves off Saturdays and days off.")
    full_days = fields.Boolean("Full Days Between", help="Backward: n full days must pass, so one day earlier.")
    fixed_month = fields.Integer("Month", aggregator=None)
    fixed_day = fields.Integer("Day", aggregator=None)

    # Extension
    extendable = fields.Boolean()
    extension_text = fields.Char("Extension and Effect")
    extension_amount = fields.Integer(
        "Longest Extension", aggregator=None, help="0: the law sets no limit to the new date.",
    )
    extension_unit = fields.Selection(UNITS[:5], default="month")
    extension_from = fields.Selection(
        [("start", "Start of the Term"), ("end", "End of the Term")], "Extension Counted From", default="end",
    )
    requires_notice = fields.Boolean(
        "Duty to Notify", help="The parties must be told of an extension and of a delay (KPA art. 36).",
    )

    notice_basis = fields.Char(
        "Basis of the Notice", help="The provision by which the notice is given, as it stands in it.",
    )
    notice_instruction = fields.Text(
        "Instruction in the Notice", help="What the notice tells the parties of their rights.",
    )
    legal_basis = fields.Char(required=True)
    warn_days = fields.Integer("Remind Days Before", default=3, aggregator=None)
    date_basis = fields.Selection(
        [("target", "Safe Date"), ("deadline", "Legal End")], "Remind Before", required=True, default="target",
        help="The date that the activity of the clerk is planned by.",
    )
    valid_from = fields.Date()
    valid_to = fields.Date()
    note = fields.Char()
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex(
        "(code, COALESCE(valid_from, '0001-01-01'::date))",
        "This rule has a version that is valid from the same day already.",
    )
    _amount_positive = models.Constraint("CHECK (amount >= 0)", "The length of a term cannot be negative.")
    _warn_positive = models.Constraint("CHECK (warn_days >= 0)", "The days of warning cannot be negative.")
    _valid_ordered = models.Constraint("CHECK (valid_to >= valid_from)", "A rule ends after it begins.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for rule in self:
            rule.display_name = rule.name or rule.code

    @api.constrains("unit", "fixed_month", "fixed_day")
    def _check_annual(self):
        for rule in self.filtered(lambda rule: rule.unit == "annual"):
            try:
                terms.annual(fields.Date.from_string("2026-01-01"), rule.fixed_month, rule.fixed_day)
            except LawError as error:
                raise ValidationError(str(error)) from error

    @api.model
    def _versions(self, code):
        """Return all versions of a rule, the newest first."""
        return self.search([("code", "=", code)], order="valid_from desc NULLS LAST, id desc")

    def _in_force(self, day):
        """Return the version of these that is in force on a day (one record or none)."""
        return self.filtered(
            lambda rule: (
                (not rule.valid_from or rule.valid_from <= day) and (not rule.valid_to or rule.valid_to >= day)
            ),
        )[:1]

    @api.model
    def _find(self, code, day):
        """Return the version of a rule in force on a day (one record or none)."""
        return self._versions(code)._in_force(day)

    @api.model
    def _get(self, code, day):
        """Return the version of a rule in force on a day; a missing one is a clear error."""
        rule = self._find(code, day)
        if not rule:
            raise UserError(self.env._(
                "There is no deadline rule “%(code)s” in force on %(day)s. Add it under Configuration.",
                code=code, day=fields.Date.to_string(day),
            ))
        return rule

    def _takes_excluded(self):
        """Say whether days may be left out of the term: not of one counted backward, in hours, or to a fixed day."""
        self.ensure_one()
        return self.direction != "backward" and self.unit not in ("hour", "annual")

    def _count_term(self, start, amount=None, excluded=()):
        """Count the term from ``start``; see ``law.terms.term`` for the result.

        :param start: date, or datetime with its zone for a rule in hours
        :param int amount: length set by the office, where the rule leaves it to the office
        :param excluded: pairs of days not counted
        """
        self.ensure_one()
        if self.unit == "annual":
            if excluded:
                raise LawError("excluded", "ten termin kończy się w stałym dniu roku, okresów nie wyłącza się.")
            return terms.annual(start, self.fixed_month, self.fixed_day, roll=self.roll)
        if amount is None:
            amount = self.amount
        elif (
            (self.amount_kind == "fixed" and amount != self.amount)
            or (self.amount_kind == "at_least" and amount < self.amount)
            or (self.amount_kind == "at_most" and amount > self.amount)
        ):
            bound = {"fixed": "dokładnie", "at_least": "co najmniej", "at_most": "najwyżej"}[self.amount_kind]
            raise LawError("amount", (
                f"termin „{self.name}” wynosi {bound} {terms.amount_text(self.amount, self.unit)} ({self.legal_basis})."
            ))
        result = terms.term(
            start, amount, self.unit, direction=self.direction, roll=self.roll, excluded=excluded,
            full_days=self.full_days,
        )
        result["reasons"].insert(0, {
            "rule": self.code, "article": self.legal_basis, "text": f"{self.name}: {self.trigger}.",
        })
        return result
