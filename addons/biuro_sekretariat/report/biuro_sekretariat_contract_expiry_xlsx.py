from odoo import models

CONTRACTS = (
    ("register_ref", "Nr w rejestrze", 16), ("contract_number", "Nr umowy", 16), ("party_names", "Kontrahent", 36),
    ("subject", "Przedmiot", 50), ("date_signed", "Zawarta", 12), ("date_end", "Koniec", 12), ("days_left", "Dni", 8),
    ("date_notice", "Wypowiedzenie do", 14), ("value_total", "Wartość netto", 16), ("currency", "Waluta", 8),
    ("department", "Komórka", 28), ("owner", "Opiekun", 24),
)
SECURITIES = (
    ("contract", "Umowa", 16), ("party_names", "Kontrahent", 36), ("kind", "Rodzaj", 30), ("amount", "Kwota", 16),
    ("valid_until", "Ważne do", 12), ("return_due", "Zwrot do", 12),
)


class BiuroSekretariatContractExpiryXlsx(models.AbstractModel):
    """Ending contracts as a spreadsheet: one sheet of contracts, one of securities."""

    _name = "report.biuro_sekretariat.contract_expiry_xlsx"
    _description = "Ending Contracts (XLSX)"
    _inherit = "report.report_xlsx.abstract"

    def get_workbook_options(self):
        return {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

    def generate_xlsx_report(self, workbook, data, objs):
        head = workbook.add_format(
            {"bold": True, "text_wrap": True, "border": 1, "bg_color": "#EEEEEE", "valign": "top"})
        date = workbook.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
        money = workbook.add_format({"num_format": "#,##0.00"})
        for report in objs:
            rows = report._get_rows()
            for title, columns, lines in (
                ("Umowy", CONTRACTS, rows["contracts"]), ("Zabezpieczenia", SECURITIES, rows["securities"]),
            ):
                sheet = workbook.add_worksheet(title)
                sheet.freeze_panes(2, 0)
                for index, (_name, _label, width) in enumerate(columns):
                    sheet.set_column(index, index, width)
                sheet.write_string(0, 0, f"{title}: {report._get_subtitle()}")
                for index, (_name, label, _width) in enumerate(columns):
                    sheet.write_string(1, index, label, head)
                for number, line in enumerate(lines, 2):
                    for index, (name, _label, _width) in enumerate(columns):
                        value = line[name]
                        if value is False or value is None:
                            continue
                        if hasattr(value, "strftime"):
                            sheet.write_datetime(number, index, value, date)
                        elif name in ("value_total", "amount"):
                            sheet.write_number(number, index, float(value), money)
                        elif isinstance(value, int):
                            sheet.write_number(number, index, value)
                        else:
                            sheet.write_string(number, index, value)
