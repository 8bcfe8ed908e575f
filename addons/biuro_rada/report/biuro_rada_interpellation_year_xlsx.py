from odoo import models


class BiuroRadaInterpellationYearXlsx(models.AbstractModel):
    """Yearly statistics of interpellations as a spreadsheet: the tables, then the entries."""

    _name = "report.biuro_rada.interpellation_year_xlsx"
    _description = "Statistics of Interpellations (XLSX)"
    _inherit = "report.report_xlsx.abstract"

    def get_workbook_options(self):
        return {"strings_to_formulas": False, "strings_to_urls": False}

    def generate_xlsx_report(self, workbook, data, objs):
        bold = workbook.add_format({"bold": True})
        head = workbook.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#eeeeee"})
        day = workbook.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
        for report in objs:
            sheet = workbook.add_worksheet(str(report.year))
            sheet.write(0, 0, f"Interpelacje i zapytania w {report.year} r.", bold)
            row = 2
            for table in report._get_tables():
                sheet.write(row, 0, table["title"], bold)
                sheet.write_row(row + 1, 0, table["head"], head)
                for offset, line in enumerate(table["rows"], start=2):
                    sheet.write_row(row + offset, 0, line)
                row += len(table["rows"]) + 3
            sheet.set_column(0, 0, 40)
            sheet.set_column(1, 7, 13)
            self._write_entries(workbook, report, head, day)

    def _write_entries(self, workbook, report, head, day):
        Entry = self.env["biuro.rada.interpellation"]
        names = [
            "register_ref",
            "kind",
            "submitted_date",
            "author_ids",
            "subject",
            "department_id",
            "received_date",
            "date_deadline",
            "reply_date",
            "days_taken",
            "timeliness",
            "state",
        ]
        fields_ = [Entry._fields[name] for name in names]
        sheet = workbook.add_worksheet(self.env._("Entries"))
        sheet.write_row(0, 0, [field._description_string(self.env) for field in fields_], head)
        labels = {
            field.name: dict(field._description_selection(self.env)) for field in fields_ if field.type == "selection"
        }
        for index, entry in enumerate(Entry.search(report._get_domain(), order="submitted_date, id"), 1):
            for column, field in enumerate(fields_):
                value = entry[field.name]
                if field.type == "date" and value:
                    sheet.write_datetime(index, column, value, day)
                elif field.type in ("many2one", "many2many"):
                    sheet.write(index, column, ", ".join(value.mapped("display_name")))
                else:
                    sheet.write(index, column, labels.get(field.name, {}).get(value, value or ""))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(names), 18)
