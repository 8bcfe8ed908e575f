from odoo import models


class BiuroYearlyXlsx(models.AbstractModel):
    """Base of a yearly report as a spreadsheet: the tables of the report, then the entries that they count.

    An area names its report (``_name`` beginning with ``report.``) and says what it shows in the attributes below. The
    report record gives ``year``, ``_get_tables()`` (list of dicts ``title``, ``head``, ``rows``) and ``_get_domain()``.
    """

    _name = "biuro.yearly.xlsx"
    _description = "Yearly Report (XLSX)"
    _inherit = "report.report_xlsx.abstract"
    _entries_model = None
    _entries_order = "id"
    _entries_fields = ()

    def get_workbook_options(self):
        return {"strings_to_formulas": False, "strings_to_urls": False}

    def _sheet_title(self, report):
        """Return the words above the tables (str)."""
        return str(report.year)

    def generate_xlsx_report(self, workbook, data, objs):
        bold = workbook.add_format({"bold": True})
        head = workbook.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#eeeeee"})
        day = workbook.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
        for report in objs:
            sheet = workbook.add_worksheet(str(report.year))
            sheet.write(0, 0, self._sheet_title(report), bold)
            row = 2
            for table in report._get_tables():
                sheet.write(row, 0, table["title"], bold)
                sheet.write_row(row + 1, 0, table["head"], head)
                for offset, line in enumerate(table["rows"], start=2):
                    sheet.write_row(row + offset, 0, line)
                row += len(table["rows"]) + 3
            sheet.set_column(0, 0, 44)
            sheet.set_column(1, 7, 13)
            self._write_entries(workbook, report, head, day)

    def _write_entries(self, workbook, report, head, day):
        Entry = self.env[self._entries_model]
        columns = [Entry._fields[name] for name in self._entries_fields]
        sheet = workbook.add_worksheet(self.env._("Entries"))
        sheet.write_row(0, 0, [field._description_string(self.env) for field in columns], head)
        labels = {
            field.name: dict(field._description_selection(self.env)) for field in columns if field.type == "selection"
        }
        for index, entry in enumerate(Entry.search(report._get_domain(), order=self._entries_order), 1):
            for column, field in enumerate(columns):
                value = entry[field.name]
                if field.type == "date" and value:
                    sheet.write_datetime(index, column, value, day)
                elif field.relational:
                    sheet.write(index, column, ", ".join(value.mapped("display_name")))
                else:
                    sheet.write(index, column, labels.get(field.name, {}).get(value, value or ""))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns), 18)
