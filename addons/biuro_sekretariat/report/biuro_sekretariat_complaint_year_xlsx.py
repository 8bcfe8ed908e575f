from odoo import models


class BiuroSekretariatComplaintYearXlsx(models.AbstractModel):
    """Yearly report of complaints and motions as a spreadsheet."""

    _name = "report.biuro_sekretariat.complaint_year_xlsx"
    _description = "Yearly Report of Complaints and Motions (XLSX)"
    _inherit = "biuro.yearly.xlsx"
    _entries_model = "biuro.sekretariat.complaint"
    _entries_order = "register_year, register_number"
    _entries_fields = (
        "register_ref", "date_received", "kind", "subject", "department_id", "competent_body", "result",
        "date_notified", "days_taken", "timeliness", "state",
    )

    def _sheet_title(self, report):
        return self.env._("Complaints and motions of %s", report.year)
