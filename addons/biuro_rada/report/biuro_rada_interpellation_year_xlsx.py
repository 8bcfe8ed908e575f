from odoo import models


class BiuroRadaInterpellationYearXlsx(models.AbstractModel):
    """Yearly statistics of interpellations as a spreadsheet."""

    _name = "report.biuro_rada.interpellation_year_xlsx"
    _description = "Statistics of Interpellations (XLSX)"
    _inherit = "biuro.yearly.xlsx"
    _entries_model = "biuro.rada.interpellation"
    _entries_order = "submitted_date, id"
    _entries_fields = (
        "register_ref", "kind", "submitted_date", "author_ids", "subject", "department_id", "received_date",
        "date_deadline", "reply_date", "days_taken", "timeliness", "state",
    )

    def _sheet_title(self, report):
        return f"Interpelacje i zapytania w {report.year} r."
