from odoo import models


class BiuroRadaCompositionXlsx(models.AbstractModel):
    """The composition of the council as a spreadsheet: councillors, clubs, committees."""

    _name = "report.biuro_rada.composition_xlsx"
    _description = "Composition of the Council (XLSX)"
    _inherit = "report.report_xlsx.abstract"

    def get_workbook_options(self):
        return {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

    def generate_xlsx_report(self, workbook, data, objs):
        head = workbook.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#EEEEEE"})
        date = workbook.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
        for window in objs:
            found = window._get_data()
            sheets = []
            if window.scope in ("all", "councillors"):
                sheets.append(("Radni", [
                    ("Nazwisko i imię", 28), ("Klub", 34), ("Funkcja", 26), ("Komisje", 70), ("Okręg", 8),
                    ("Mandat od", 12), ("Ślubowanie", 12),
                ], [
                    (row["name"], row["club"], row["functions"], row["committees"], row["district"], row["mandate"],
                     row["oath"]) for row in found["rows"]
                ]))
            if window.scope in ("all", "clubs"):
                rows = [
                    (club["name"], name, "Przewodniczący klubu" if name == club["chair"].display_name else "Członek")
                    for club in found["clubs"] for name in club["members"]
                ]
                rows += [("niezrzeszeni", name, "") for name in found["free"]]
                sheets.append(("Kluby", [("Klub", 40), ("Radny", 28), ("Funkcja w klubie", 24)], rows))
            if window.scope in ("all", "committees"):
                sheets.append(("Komisje", [
                    ("Komisja", 48), ("Radny", 28), ("Funkcja w komisji", 26), ("Od", 12),
                ], [
                    (committee["name"], member["name"], member["role"], member["since"])
                    for committee in found["committees"] for member in committee["members"]
                ]))
            for title, columns, rows in sheets:
                sheet = workbook.add_worksheet(title)
                sheet.freeze_panes(2, 0)
                for index, (_label, width) in enumerate(columns):
                    sheet.set_column(index, index, width)
                sheet.write_string(0, 0, window._get_title())
                for index, (label, _width) in enumerate(columns):
                    sheet.write_string(1, index, label, head)
                for number, row in enumerate(rows, 2):
                    for index, value in enumerate(row):
                        if hasattr(value, "strftime"):
                            sheet.write_datetime(number, index, value, date)
                        elif value:
                            sheet.write_string(number, index, value)
