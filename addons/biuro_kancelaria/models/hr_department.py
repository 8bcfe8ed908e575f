import re

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# letters and digits, parts joined by a minus: BS, BS-I, WO-II (instrukcja kancelaryjna, § 5(9))
SYMBOL = re.compile(r"[A-ZĄĆĘŁŃÓŚŹŻ][A-ZĄĆĘŁŃÓŚŹŻ0-9]{0,9}(-[A-ZĄĆĘŁŃÓŚŹŻ0-9]{1,6}){0,3}")


class HrDepartment(models.Model):
    """Organisational cell (komórka organizacyjna) of the office."""

    _inherit = "hr.department"
    _rec_names_search = ["office_symbol", "complete_name"]

    symbol_ids = fields.One2many("hr.department.symbol", "department_id", "Symbols by Year")
    office_symbol = fields.Char(
        "Cell Symbol", index=True, copy=False, tracking=True, help="First part of the case sign, e.g. BS or BS-I.",
    )
    is_mail_point = fields.Boolean("Mail Point", help="Receives and sends the office's letters (punkt kancelaryjny).")

    @api.depends("office_symbol")
    def _compute_display_name(self):
        super()._compute_display_name()
        for department in self.filtered("office_symbol"):
            department.display_name = f"{department.office_symbol} {department.display_name}"

    @api.constrains("office_symbol")
    def _check_office_symbol(self):
        for department in self.filtered("office_symbol"):
            self._check_symbol_pattern(department.office_symbol)

    @api.model
    def _check_symbol_pattern(self, symbol):
        if not SYMBOL.fullmatch(symbol):
            raise ValidationError(self.env._(
                "The cell symbol “%(symbol)s” is not valid. Use capital letters and digits, parts joined by a minus, "
                "e.g. BS or BS-I: a dot separates the parts of the case sign.", symbol=symbol,
            ))

    @api.model_create_multi
    def create(self, vals_list):
        departments = super().create(vals_list)
        departments._enter_symbols()
        self.env["res.users"]._refresh_cells()
        return departments

    def write(self, vals):
        result = super().write(vals)
        if "office_symbol" in vals:
            self._enter_symbols()
        if not {"manager_id", "parent_id", "active", "is_mail_point", "company_id"}.isdisjoint(vals):
            self.env["res.users"]._refresh_cells()
        return result

    def _enter_symbols(self, year=None):
        """Write the symbols into the history of a year, this year by default."""
        year = year or self.env["biuro.substitution"]._office_today().year
        # sudo: hr.department.symbol - follows from the right to write the cell, checked by write()
        Symbol = self.env["hr.department.symbol"].sudo()
        known = Symbol.search([("department_id", "in", self.ids), ("year", "=", year)]).grouped("department_id")
        for department in self.filtered("office_symbol"):
            if line := known.get(department):
                if line.symbol != department.office_symbol:
                    line.symbol = department.office_symbol
            else:
                Symbol.create({"department_id": department.id, "symbol": department.office_symbol, "year": year})

    @api.model
    def _cron_carry_symbols(self):
        """Carry the symbols over: each cell keeps its symbol in the new year unless the office says otherwise."""
        today = self.env["biuro.substitution"]._office_today()
        years = [today.year, today.year + 1] if today.month == 12 else [today.year]
        Symbol = self.env["hr.department.symbol"]
        for year in years:
            taken = Symbol.search([("year", "=", year)])
            busy = {(line.company_id.id, line.symbol) for line in taken}
            for department in self.search([("office_symbol", "!=", False)]) - taken.department_id:
                key = (department.company_id.id, department.office_symbol)
                if key not in busy:
                    busy.add(key)
                    department._enter_symbols(year)

    def _get_symbol(self, year):
        """Return the symbol this cell signs its cases with in the given year (str, empty when it has none).

        :raise UserError: when the cell has no entry for that year and its present symbol is another cell's then
        """
        self.ensure_one()
        # sudo: hr.department.symbol - a symbol is printed on every letter of the cell, it hides nothing
        department = self.sudo()
        if not department.office_symbol and year >= self.env["biuro.substitution"]._office_today().year:
            # the cell opens no cases any more; its entry stays, nobody else may take the symbol this year
            return ""
        lines = department.env["hr.department.symbol"].search([
            ("year", "=", year), ("company_id", "=", department.company_id.id),
            "|", ("department_id", "=", department.id), ("symbol", "=", department.office_symbol or ""),
        ])
        own = lines.filtered(lambda line: line.department_id == department)
        if not own and lines:
            raise UserError(self.env["hr.department.symbol"]._taken_message(department.office_symbol, year))
        return own.symbol or department.office_symbol or ""
