import re
from string import Formatter

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ..tools import office_today

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
    next_ref = fields.Char(
        "Next Number", compute="_compute_next_ref", help="The number that the next entry of this year would get now.",
    )
    event_ids = fields.One2many("biuro.register.event", "register_id", "Journal")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint("UNIQUE (code, company_id)", "A register with this code exists already.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for register in self:
            register.display_name = f"{register.code} - {register.name}" if register.code else register.name or ""

    @api.depends("code", "pattern", "yearly", "company_id")
    def _compute_next_ref(self):
        year = self._today().year
        # sudo: biuro.register.counter - a number to come, shown to whoever may read the register
        last = {
            (book, year_, company.id): number
            for book, year_, company, number in self.env["biuro.register.counter"].sudo()._read_group(
                [("book", "in", self.filtered("code").mapped("code")), ("year", "in", [0, year])],
                ["book", "year", "company_id"], ["last_number:max"],
            )
        }
        for register in self:
            number = last.get((register.code, year if register.yearly else 0, register.company_id.id), 0) + 1
            try:
                register.next_ref = register._format_number(number, year)
            except (ValueError, KeyError, IndexError, AttributeError):
                register.next_ref = False  # a number format that is being typed

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
                    "{number:05d} and {year}.", pattern=self.pattern, part="{" + part + "}",
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

    @api.constrains("model")
    def _check_model(self):
        for register in self:
            if register.model:
                register._get_model()

    def _get_model(self):
        """Return the model (empty recordset) of the entries; UserError if there is none."""
        self.ensure_one()
        model = self.env.get(self.model or "")
        if model is None or model._abstract or "register_number" not in model._fields:
            raise UserError(self.env._(
                "The register %(code)s has no model of entries: “%(model)s” is not a model with register numbers.",
                code=self.code, model=self.model or "",
            ))
        return model

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
        return office_today()

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

    def get_gaps(self, year=None):
        """Return the numbers missing from the books of the register; there must be none.

        A number is missing if it was given, or lies below one that was, and no entry holds it.

        :param int year: one book only; all of them by default
        :return: list of dicts with ``year`` (int, 0 for a register that does not restart), ``first`` and ``last``
            (int): the missing numbers from first to last
        """
        self.ensure_one()
        self.check_access("read")
        table = SQL.identifier(self._get_model()._table)
        self.env.flush_all()
        rows = self.env.execute_query(SQL(
            """WITH entry AS (
                   SELECT CASE WHEN %(yearly)s THEN register_year ELSE 0 END AS year, register_number AS number
                     FROM %(table)s WHERE register_id = %(register)s AND register_number IS NOT NULL
               ), book AS (
                   SELECT year, max(last_number) AS last FROM biuro_register_counter
                    WHERE book = %(code)s AND company_id = %(company)s GROUP BY year
               ), bound AS (
                   SELECT year, number FROM entry
                    UNION ALL SELECT DISTINCT year, 0 FROM entry
                    UNION ALL SELECT year, 0 FROM book
                    UNION ALL SELECT year, last + 1 FROM book
               ), step AS (
                   SELECT year, number, lead(number) OVER (PARTITION BY year ORDER BY number) AS following FROM bound
               )
               SELECT year, number + 1, following - 1 FROM step
                WHERE following > number + 1 AND (%(year)s IS NULL OR year = %(year)s) ORDER BY 1, 2""",
            yearly=self.yearly, table=table, register=self.id, code=self.code, company=self.company_id.id, year=year,
        ))
        return [{"year": year_, "first": first, "last": last} for year_, first, last in rows]

    def action_check_gaps(self):
        """Tell whether numbers are missing. Return a notification (client action, dict)."""
        self.ensure_one()
        gaps = self.get_gaps()
        if gaps:
            message = self.env._("Missing numbers: %s", "; ".join(
                f"{gap['year'] or ''} {gap['first']}" + (f"-{gap['last']}" if gap["last"] > gap["first"] else "")
                for gap in gaps[:20]
            ))
        else:
            message = self.env._("No number is missing.")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.display_name, "message": message, "type": "danger" if gaps else "success",
                "sticky": bool(gaps),
            },
        }

    def action_close_year(self, year=None):
        """Close the books up to a year: no entry can be made in them any more.

        :param int year: the last year to close; the previous year by default
        :return: True
        :raise UserError: the year has not ended, is closed, a draft holds a number or numbers are missing
        """
        self.check_access("write")
        today = self._today()
        year = year or today.year - 1
        if year >= today.year:
            raise UserError(self.env._("The book of %s can be closed when the year has ended.", year))
        for register in self:
            if register.closed_year >= year:
                raise UserError(self.env._(
                    "The book of the register %(code)s for %(year)s is closed.", code=register.code, year=year))
            # sudo: biuro.register.counter - the lock that keeps late entries out while the book is closed
            self.env["biuro.register.counter"].sudo()._last(
                register.code, year if register.yearly else 0, register.company_id)
            if register.model:
                register._get_model()._check_book_closing(register, year)
                if register.yearly and register.get_gaps(year):
                    raise UserError(self.env._(
                        "The book of the register %(code)s for %(year)s cannot be closed: numbers are missing. "
                        "Use “Missing Numbers” to see which.", code=register.code, year=year,
                    ))
        # sudo: biuro.register - write() refuses this field from anyone else; access was checked above
        self.sudo().write({"closed_year": year})
        self.env["biuro.register.event"]._log([
            {"register_id": register.id, "kind": "closed", "year": year} for register in self
        ])
        return True

    def action_open_entries(self):
        """Return the window action (dict) with the entries of the register."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._get_model()._name,
            "view_mode": "list,form",
            "domain": [("register_id", "=", self.id)],
            "context": {"create": False},
        }

    def action_open_book(self):
        """Return the window action (dict) that prints the register book."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_register_book_action"),
            "context": {"default_register_id": self.id},
        }

    def action_open_import(self):
        """Return the window action (dict) that imports an existing register."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_register_import_action"),
            "context": {"default_register_id": self.id},
        }

    def _draw_numbers(self, year, count):
        """Return the first of ``count`` consecutive numbers (int) of the book of ``year``."""
        self.ensure_one()
        # sudo: biuro.register.counter - only registering may move a counter
        return self.env["biuro.register.counter"].sudo()._draw(
            self.code, year if self.yearly else 0, self.company_id, count)
