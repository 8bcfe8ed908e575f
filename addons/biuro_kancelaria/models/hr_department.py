from odoo import api, fields, models


class HrDepartment(models.Model):
    """Organisational cell (komórka organizacyjna) of the office."""

    _inherit = "hr.department"

    symbol_ids = fields.One2many("hr.department.symbol", "department_id", "Symbols by Year")
    office_symbol = fields.Char("Cell Symbol", index=True, help="First part of the case sign, e.g. BS or BS-I.")
    is_mail_point = fields.Boolean("Mail Point", help="Receives and sends the office's letters (punkt kancelaryjny).")

    @api.depends("office_symbol")
    def _compute_display_name(self):
        super()._compute_display_name()
        for department in self.filtered("office_symbol"):
            department.display_name = f"{department.office_symbol} {department.display_name}"

    def _get_symbol(self, year):
        """Return the symbol this cell signs its cases with in the given year (str, empty when it has none)."""
        self.ensure_one()
        # sudo: hr.department.symbol - a symbol is printed on every letter of the cell, it hides nothing
        symbols = self.sudo().symbol_ids
        return symbols.filtered(lambda symbol: symbol.year == year).symbol or self.office_symbol or ""
