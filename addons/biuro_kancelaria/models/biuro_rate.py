import re
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import ormcache

from ..law import inputs
from ..law.base import LawError

GROUPING = re.compile(r"[ \u00a0\u202f]")


class BiuroRate(models.Model):
    """Dated legal figure: base amounts, limits, percentages, with the source of each.

    A figure holds from its day until its last day or, without one, until a newer figure of the same code. It is kept
    as text: a float field rounds in binary and would change the last digits of a long figure.
    """

    _name = "biuro.rate"
    _description = "Legal Rate"
    _order = "code, date_from desc, id"
    _rec_names_search = ["code", "name"]
    _inherit = ["mail.thread"]

    code = fields.Char(required=True, index=True, copy=False, help="Technical name that calculations ask for.")
    name = fields.Char(required=True)
    date_from = fields.Date("In Force From", required=True, tracking=True)
    date_to = fields.Date("In Force To", tracking=True, help="Empty: until a newer figure of the same code.")
    value = fields.Char(
        required=True, tracking=True, help="Exact decimal figure, e.g. 1250.00; a comma and spaces are understood.",
    )
    unit = fields.Char(required=True, default="zł", help="What the figure counts, e.g. zł, %, zł/month.")
    source = fields.Char(required=True, tracking=True, help="Where the figure was published.")
    legal_basis = fields.Char(help="The provision that uses the figure.")
    company_id = fields.Many2one("res.company", "Office", help="Empty: shared by all offices.")

    _code_uniq = models.UniqueIndex(
        "(code, date_from, COALESCE(company_id, 0))",
        "This rate has a figure from the same day already.",
    )
    _dates_ordered = models.Constraint("CHECK (date_to >= date_from)", "A rate ends after it begins.")

    @api.depends("name", "date_from")
    def _compute_display_name(self):
        for rate in self:
            rate.display_name = f"{rate.name or ''} ({rate.date_from or ''})"

    @api.model
    def _clean_value(self, vals):
        """Return the values with the figure as a plain decimal: no grouping spaces, a dot, at least two places."""
        if "value" not in vals:
            return vals
        try:
            figure = inputs.decimal("value", GROUPING.sub("", str(vals["value"])).replace(",", "."))
        except LawError as error:
            raise ValidationError(self.env._(
                "“%(value)s” is not a figure. Type a decimal number such as 1250.00, with at most six places.",
                value=vals["value"],
            )) from error
        return {**vals, "value": format(self._two_places(figure), "f")}

    @api.model
    def _two_places(self, figure):
        figure = figure.normalize()
        return figure.quantize(Decimal("0.01")) if figure.as_tuple().exponent > -2 else figure

    @api.model_create_multi
    def create(self, vals_list):
        rates = super().create([self._clean_value(vals) for vals in vals_list])
        self.env.registry.clear_cache()
        return rates

    def write(self, vals):
        result = super().write(self._clean_value(vals))
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    @api.model
    @ormcache("code", "day", "company_id")
    def _get_row(self, code, day, company_id):
        """Return (exact value as text, id) of the figure in force; empty when there is none."""
        # sudo: biuro.rate - figures published by law, also needed where nobody is logged in
        rate = self.sudo().search(
            Domain("code", "=", code) & Domain("date_from", "<=", day)
            & Domain("company_id", "in", [False, company_id]),
            order="company_id NULLS LAST, date_from desc", limit=1,
        )
        if not rate or (rate.date_to and rate.date_to < day):
            return ()
        return rate.value, rate.id

    @api.model
    def _get(self, code, date):
        """Return the exact figure (Decimal) in force on a day.

        The office's own figure goes before a shared one.

        :param str code: code of the rate
        :param date: the day (date or ISO string)
        :raise UserError: when no figure is in force: a missing one is never a silent zero
        """
        day = fields.Date.to_date(date)
        row = self._get_row(code, day, self.env.company.id)
        if not row:
            raise UserError(self.env._(
                "No rate “%(code)s” is in force on %(day)s. Enter it with its source under Configuration, Rates.",
                code=code, day=fields.Date.to_string(day),
            ))
        return Decimal(row[0])

    @api.model
    @api.readonly
    def get_value(self, code, date):
        """Give the legal figure in force on a day.

        :param code: code of the rate, e.g. the one that an error message names
        :param date: the day (string date)
        :return: dict ``code``, ``value`` (exact, a string with a dot), ``unit``, ``date_from``, ``source``,
            ``legal_basis`` (false when not recorded)
        :raise UserError: when no figure is in force on the day (HTTP 422)
        """
        self.check_access("read")
        try:
            day = inputs.day("date", date)
        except LawError as error:
            raise UserError(str(error)) from error
        value = self._get(code, day)
        rate = self.browse(self._get_row(code, day, self.env.company.id)[1])
        return inputs.plain({
            "code": code, "value": value, "unit": rate.unit, "date_from": rate.date_from,
            "source": rate.source, "legal_basis": rate.legal_basis,
        })
