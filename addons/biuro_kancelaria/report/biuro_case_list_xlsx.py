from odoo import models


class BiuroCaseListXlsx(models.AbstractModel):
    """List of cases (spis spraw) as a spreadsheet: one sheet per cell, class and year."""

    _name = "report.biuro_kancelaria.case_list_xlsx"
    _description = "List of Cases (XLSX)"
    _inherit = "report.report_xlsx.abstract"

    def get_workbook_options(self):
        return {"strings_to_formulas": False, "strings_to_urls": False}

    def generate_xlsx_report(self, workbook, data, objs):
        bold = workbook.add_format({"bold": True})
        head = workbook.add_format(
            {"bold": True, "text_wrap": True, "border": 1, "bg_color": "#eeeeee", "valign": "top"}
        )
        date = workbook.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
        wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
        for doc in objs:
            columns = doc._get_columns()
            for book in doc._get_books():
                sheet = workbook.add_worksheet(f"{book['mark']} {book['year']}"[:31])
                sheet.write(0, 0, f"Spis spraw {book['mark']} {book['year']}", bold)
                sheet.write(1, 0, f"{book['symbol']} {book['name']} (kat. {book['category']})")
                sheet.write(2, 0, f"Data sporządzenia: {book['date']}")
                for column, title in enumerate(columns):
                    sheet.write(4, column, title, head)
                for index, row in enumerate(book["rows"], start=5):
                    for column, value in enumerate(row):
                        if hasattr(value, "strftime"):
                            sheet.write_datetime(index, column, value, date)
                        else:
                            sheet.write(index, column, value, wrap)
                sheet.set_column(0, 1, 8)
                sheet.set_column(2, 3, 40)
                sheet.set_column(4, len(columns) - 1, 16)
                sheet.freeze_panes(5, 0)
