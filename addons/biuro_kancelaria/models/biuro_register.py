import re
from string import Formatter
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

WARSAW = ZoneInfo("Europe/Warsaw")
PATTERN_PARTS = {"code", "number", "year"}


class BiuroRegister(models.Model):
    """Definition of an official register (rejestr): its name, number format, yearly restart and legal basis."""

    _name = "biuro.register"
    _description = "Register"
    _inherit = ["mail.thread"]
    _order = "code"
    _rec_names_search = ["code", "name"]

    name = fields.Char(required=True, tracking=True)
    code = fields.Char(
        required=True, tracking=True, help="Short code, also the first part of numbers, e.g. RPW.",
    )
    pattern = fields.Char(
        "Number Format", required=True, default="{code}/{number}/{year}", tracking=True,
        help="Parts: {code}, {number}, {year}. {number:05d} fills the number with zeros to five digits.",
    )
    yearly = fields.Boolean(
        "Restarts Each Year", default=True, tracking=True, help="Numbers begin with 1 on the first of January.",
    )
    legal_basis = fields.Char()
    model = fields.Char("Model of Entries", help="Technical name of the model whose records are the entries.")
    # Turn of the year
    previous_year_until = fields.Date(
        "Previous Year Open Until", tracking=True,
        help="Until this day an entry may still be made in the book of the previous year. Empty: from the first of "
             "January on, entries go to the new book only.",
    )
    closed_year = fields.Integer(
        "Closed Up To Year", readonly=True, copy=False, aggregator=None, tracking=True,
        help="Books of this year and of the years before are closed: no entry can be made in them.",
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint("UNIQUE (code, company_id)", "A register with this code exists already.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for register in self:
            register.display_name = f"{register.code} - {register.name}" if register.code else register.name or ""

    @api.constrains("pattern", "yearly")
    def _check_pattern(self):
        for register in self:
            register._parse_pattern()

    def _parse_pattern(self):
        """Raise ValidationError unless the number format can give unique numbers."""
        self.ensure_one()
        try:
            parts = list(Formatter().parse(self.pattern))
        except ValueError:
            raise ValidationError(self.env._(
                "The number format “%s” has a brace without its pair.", self.pattern)) from None
        found = set()
        for _text, part, spec, conversion in parts:
            if part is None:
                continue
            if part not in PATTERN_PARTS or conversion or (
                spec and not (part == "number" and re.fullmatch(r"0[1-9]d?", spec))
            ):
                raise ValidationError(self.env._(
                    "The number format “%(pattern)s” has a part that is not known: %(part)s. Use {code}, {number}, "
                    "{number:05d} and {year}.", pattern=self.pattern, part="{%s}" % part,
                ))
            found.add(part)
        if "number" not in found:
            raise ValidationError(self.env._("The number format must hold the part {number}."))
        if self.yearly and "year" not in found:
            raise ValidationError(self.env._(
                "The number format of a register that restarts each year must hold the part {year}."))

    def write(self, vals):
        if "closed_year" in vals and not self.env.su:
            raise UserError(self.env._("Use the button “Close the Year” to close a book."))
        for name in ("code", "yearly", "company_id"):
            if name in vals:
                for register in self:
                    if register[name] != register._fields[name].convert_to_record(
                        register._fields[name].convert_to_cache(vals[name], register), register,
                    ) and register._has_entries():
                        raise UserError(self.env._(
                            "Numbers have been given in the register %(code)s already: its code, company and yearly "
                            "restart can no longer change. Make a new register.", code=register.code,
                        ))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if any(register._has_entries() for register in self):
            raise UserError(self.env._("A register in which numbers were given cannot be deleted. Archive it."))

    def _has_entries(self):
        """Return whether a number was ever given in this register (bool)."""
        self.ensure_one()
        # sudo: biuro.register.counter - a yes or no, whoever asks
        return bool(self.env["biuro.register.counter"].sudo().search_count(
            [("book", "=", self.code), ("company_id", "=", self.company_id.id)], limit=1,
        ))

    @api.model
    def _get(self, code, company=None):
        """Return the register (record) of a code in a company, the current one by default; UserError if missing."""
        company = company or self.env.company
        # sudo: biuro.register - a definition, the same for all who register
        register = self.sudo().search([("code", "=", code), ("company_id", "=", company.id)], limit=1)
        if not register:
            raise UserError(self.env._(
                "There is no register %(code)s in %(company)s. Ask the administrator to add it.",
                code=code or "?", company=company.name,
            ))
        return register.sudo(self.env.su)

    @api.model
    def _today(self):
        """Return the day in Europe/Warsaw, whatever the time zone of the user (date)."""
        return fields.Datetime.now().replace(tzinfo=ZoneInfo("UTC")).astimezone(WARSAW).date()

    def _get_year(self, date=None):
        """Return the year (int) of the book for an entry made today and dated ``date``; UserError if it is closed.

        The number belongs to the year of the day of registering (IK § 13(6)); the day of the event stays in a field of
        the entry. The book of the previous year takes late entries only as long as the register says.
        """
        self.ensure_one()
        today = self._today()
        date = fields.Date.to_date(date) or today
        year = date.year
        if date > today:
            raise UserError(self.env._("An entry cannot be registered with a date in the future."))
        if year < today.year and (
            year < today.year - 1 or not self.previous_year_until or today > self.previous_year_until
        ):
            raise UserError(self.env._(
                "The book of the register %(code)s for %(year)s no longer takes entries. Register it in the book for "
                "%(now)s and keep the date of the event in the entry.", code=self.code, year=year, now=today.year,
            ))
        if self.closed_year and year <= self.closed_year:
            raise UserError(self.env._(
                "The book of the register %(code)s for %(year)s is closed.", code=self.code, year=year))
        return year

    def _format_number(self, number, year):
        """Return the number as it is printed (str), e.g. ``RPW/15/2026``."""
        self.ensure_one()
        return self.pattern.format(code=self.code, number=number, year=year)

    def _draw_numbers(self, year, count):
        """Return the first of ``count`` consecutive numbers (int) of the book of ``year``."""
        self.ensure_one()
        # sudo: biuro.register.counter - only registering may move a counter
        return self.env["biuro.register.counter"].sudo()._draw(
            self.code, year if self.yearly else 0, self.company_id, count)
