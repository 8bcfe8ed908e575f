from odoo import models

# Field types that are no text in the spreadsheet: kind of the cell, width of the column
KINDS = {
    "integer": ("number", 10), "float": ("amount", 12), "monetary": ("amount", 14), "date": ("date", 12),
    "datetime": ("datetime", 17),
}
NUMBER_FORMATS = {
    "text": "General", "number": "0", "amount": "#,##0.00", "date": "dd.mm.yyyy", "datetime": "dd.mm.yyyy hh:mm",
}


class BiuroRegisterBookXlsx(models.AbstractModel):
    """Register book as a spreadsheet, written row by row so that memory does not grow with the book."""

    _name = "report.biuro_kancelaria.register_book_xlsx"
    _description = "Register Book (XLSX)"
    _inherit = "report.report_xlsx.abstract"

    def get_workbook_options(self):
        return {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

    def generate_xlsx_report(self, workbook, data, objs):
        for book in objs:
            self._write_book(workbook, book)

    def _write_book(self, workbook, book):
        register, arguments = book.register_id, book._get_arguments()
        columns = register._get_book_columns(arguments["columns"])
        sheet = workbook.add_worksheet(register.code[:31])
        bold, head = workbook.add_format({"bold": True, "font_size": 13}), workbook.add_format({
            "bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#EEEEEE",
        })
        formats = {
            cancelled: {
                kind: workbook.add_format({"font_strikeout": cancelled, "num_format": number_format})
                for kind, number_format in NUMBER_FORMATS.items()
            }
            for cancelled in (False, True)
        }
        writers = {
            "text": sheet.write_string, "number": sheet.write_number, "amount": sheet.write_number,
            "date": sheet.write_datetime, "datetime": sheet.write_datetime,
        }
        fields, kinds = register._get_model()._fields, []
        for index, (name, _label) in enumerate(columns):
            kind, width = KINDS.get(fields[name].type, ("text", 28))
            sheet.set_column(index, index, width)
            kinds.append(kind)
        cell_writers = {
            cancelled: [(index, writers[kind], formats[cancelled][kind]) for index, kind in enumerate(kinds)]
            for cancelled in (False, True)
        }
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3)
        sheet.freeze_panes(4, 0)
        today = self.env["biuro.register"]._today().strftime("%d.%m.%Y")
        sheet.set_footer("&L{}&C{}&R{}".format(
            self.env.company.name.replace("&", "&&"), self.env._("Printed on %s", today),
            self.env._("page %(page)s of %(pages)s", page="&P", pages="&N"),
        ))
        sheet.write_string(0, 0, register.name, bold)
        sheet.write_string(1, 0, book._get_subtitle())
        for index, (_name, label) in enumerate(columns):
            sheet.write_string(3, index, label, head)
        row = 3
        for row, (cancelled, values) in enumerate(register._iterate_book(**arguments), 4):
            for (index, write, cell_format), value in zip(cell_writers[cancelled], values, strict=True):
                if value is not None:
                    write(row, index, value, cell_format)
        sheet.autofilter(3, 0, max(row, 4), len(columns) - 1)
