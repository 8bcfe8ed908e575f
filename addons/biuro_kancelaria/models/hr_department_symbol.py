from odoo import fields, models


class HrDepartmentSymbol(models.Model):
    """Which cell held a symbol in which year (instrukcja kancelaryjna, § 5(5))."""

    _name = "hr.department.symbol"
    _description = "Cell Symbol of a Year"
    _order = "year desc, symbol"

    department_id = fields.Many2one("hr.department", "Cell", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="department_id.company_id", store=True)
    symbol = fields.Char(required=True)
    year = fields.Integer(required=True, aggregator=None)

    _symbol_uniq = models.Constraint(
        "UNIQUE (company_id, symbol, year)",
        "This symbol belongs to another cell in that year.",
    )
    _department_year_uniq = models.Constraint(
        "UNIQUE (department_id, year)",
        "A cell has one symbol in a year.",
    )
