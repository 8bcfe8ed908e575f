from odoo import models


class BiuroSekretariatComplaintYearXlsx(models.AbstractModel):
    """Yearly report of complaints and motions as a spreadsheet: the sums, a sheet for each table, the entries."""

    _name = "report.biuro_sekretariat.complaint_year_xlsx"
    _description = "Yearly Report of Complaints and Motions (XLSX)"
    _inherit = "report.report_xlsx.abstract"

    def get_workbook_options(self):
        return {"strings_to_formulas": False, "strings_to_urls": False}

    def generate_xlsx_report(self, workbook, data, objs):
        bold = workbook.add_format({"bold": True})
        head = workbook.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#eeeeee"})
        day = workbook.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
        for report in objs:
            sheet = workbook.add_worksheet(str(report.year))
            sheet.write(0, 0, self.env._("Complaints and motions of %s", report.year), bold)
            row = 2
            for table in report._get_tables():
                sheet.write(row, 0, table["title"], bold)
                sheet.write_row(row + 1, 0, table["head"], head)
                for offset, line in enumerate(table["rows"], start=2):
                    sheet.write_row(row + offset, 0, line)
                row += len(table["rows"]) + 3
            sheet.set_column(0, 0, 44)
            sheet.set_column(1, 7, 12)
            self._write_entries(workbook, report, head, day)

    def _write_entries(self, workbook, report, head, day):
        Complaint = self.env["biuro.sekretariat.complaint"]
        names = [
            "register_ref", "date_received", "kind", "subject", "department_id", "competent_body", "result",
            "date_notified", "days_taken", "timeliness", "state",
        ]
        fields_ = [Complaint._fields[name] for name in names]
        sheet = workbook.add_worksheet(self.env._("Entries"))
        sheet.write_row(0, 0, [field._description_string(self.env) for field in fields_], head)
        labels = {
            field.name: dict(field._description_selection(self.env)) for field in fields_ if field.type == "selection"
        }
        entries = Complaint.search(report._get_domain(), order="register_year, register_number")
        for index, entry in enumerate(entries, 1):
            for column, field in enumerate(fields_):
                value = entry[field.name]
                if field.type == "date" and value:
                    sheet.write_datetime(index, column, value, day)
                elif field.type == "many2one":
                    sheet.write(index, column, value.display_name or "")
                else:
                    sheet.write(index, column, labels.get(field.name, {}).get(value, value or ""))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(names), 18)
