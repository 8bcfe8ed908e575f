from odoo import api, fields, models
from odoo.exceptions import ValidationError


class HrDepartmentSymbol(models.Model):
    """Which cell held a symbol in which year (instrukcja kancelaryjna, § 5(5))."""

    _name = "hr.department.symbol"
    _description = "Cell Symbol of a Year"
    _order = "year desc, symbol"
    _rec_name = "symbol"

    department_id = fields.Many2one("hr.department", "Cell", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="department_id.company_id", store=True, index=True)
    symbol = fields.Char(required=True)
    year = fields.Integer(
        required=True, aggregator=None, default=lambda self: self.env["biuro.substitution"]._office_today().year,
    )

    _symbol_uniq = models.UniqueIndex(
        "(COALESCE(company_id, 0), symbol, year)",
        "This symbol belongs to another cell in that year.",
    )
    _department_year_uniq = models.Constraint(
        "UNIQUE (department_id, year)",
        "A cell has one symbol in a year.",
    )
    _year_sane = models.Constraint("CHECK (year BETWEEN 1990 AND 2100)", "Give the year in four digits.")

    @api.model
    def _taken_message(self, symbol, year):
        return self.env._(
            "The cell symbol “%(symbol)s” belongs to another cell in %(year)s. Choose another symbol.",
            symbol=symbol, year=year,
        )

    def _check_free(self):
        """Refuse a symbol that another cell holds in the year, before the database does it in its own words."""
        for line in self:
            self.env["hr.department"]._check_symbol_pattern(line.symbol)
            if self.search_count([
                ("id", "!=", line.id), ("company_id", "=", line.department_id.company_id.id),
                ("symbol", "=", line.symbol), ("year", "=", line.year),
            ], limit=1):
                raise ValidationError(self._taken_message(line.symbol, line.year))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("symbol") and vals.get("year") and vals.get("department_id"):
                company = self.env["hr.department"].browse(vals["department_id"]).company_id
                if self.search_count([
                    ("company_id", "=", company.id), ("symbol", "=", vals["symbol"]), ("year", "=", vals["year"]),
                    ("department_id", "!=", vals["department_id"]),
                ], limit=1):
                    raise ValidationError(self._taken_message(vals["symbol"], vals["year"]))
        lines = super().create(vals_list)
        lines._check_free()
        lines._keep_current()
        return lines

    def write(self, vals):
        if "symbol" in vals or "year" in vals:
            for line in self:
                symbol, year = vals.get("symbol", line.symbol), vals.get("year", line.year)
                if self.search_count([
                    ("id", "not in", self.ids), ("company_id", "=", line.company_id.id), ("symbol", "=", symbol),
                    ("year", "=", year),
                ], limit=1):
                    raise ValidationError(self._taken_message(symbol, year))
        result = super().write(vals)
        if "symbol" in vals or "year" in vals:
            self._check_free()
            self._keep_current()
        return result

    def _keep_current(self):
        """The cell's own symbol is that of this year."""
        this_year = self.env["biuro.substitution"]._office_today().year
        for line in self.filtered(lambda line: line.year == this_year):
            if line.department_id.office_symbol != line.symbol:
                line.department_id.office_symbol = line.symbol
