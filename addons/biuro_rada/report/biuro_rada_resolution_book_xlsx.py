from odoo import models


class BiuroRadaResolutionBookXlsx(models.AbstractModel):
    """Register of resolutions and the report on their execution as a spreadsheet."""

    _name = "report.biuro_rada.resolution_book_xlsx"
    _description = "Register of Resolutions (XLSX)"
    _inherit = "report.report_xlsx.abstract"

    def get_workbook_options(self):
        return {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

    def generate_xlsx_report(self, workbook, data, objs):
        head = workbook.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#EEEEEE"})
        cell = workbook.add_format({"text_wrap": True, "valign": "top"})
        for book in objs:
            table = book._get_table()
            sheet = workbook.add_worksheet(book._get_title()[:31])
            sheet.freeze_panes(3, 0)
            sheet.write_string(0, 0, f"{book._get_title()}, {book._get_subtitle()}")
            sheet.write_string(1, 0, table["note"])
            for index, label in enumerate(table["heads"]):
                sheet.set_column(index, index, 50 if label in ("W sprawie", "Sposób wykonania") else 16)
                sheet.write_string(2, index, label, head)
            for number, row in enumerate(table["rows"], 3):
                for index, value in enumerate(row):
                    sheet.write_string(number, index, value, cell)
