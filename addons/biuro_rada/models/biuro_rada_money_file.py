import base64
import csv
import io
from datetime import date
from decimal import Decimal

import xlsxwriter
from num2words import num2words

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.base import plural

MONTHS = (
    "styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik",
    "listopad", "grudzień",
)  # fmt: skip


def amount_text(amount):
    """Return an amount as Polish prose, e.g. ``1 234,50 zł``."""
    return f"{amount:,.2f} zł".replace(",", "\u00a0").replace(".", ",")


def amount_words(amount):
    """Return an amount in words, as on lists and bills: ``sto dwadzieścia trzy złote 45/100``."""
    value = abs(Decimal(amount)).quantize(Decimal("0.01"))
    whole, cents = int(value), int(value * 100) % 100
    sign = "minus " if amount < 0 else ""
    return f"{sign}{num2words(whole, lang='pl')} {plural(whole, 'złoty', 'złote', 'złotych')} {cents:02d}/100"


class BiuroRadaMoneyFile(models.AbstractModel):
    """Tables of money as files for the payroll, the bank and the BIP: XLSX and CSV, in Polish."""

    _name = "biuro.rada.money.file"
    _description = "Tables of Money"

    @api.model
    def _make(self, name, title, head, rows, file_format, total=True):
        """Return a table as a file.

        Amounts are ``Decimal``. In the CSV (UTF-8 with a mark, semicolons) they have a decimal comma; the last row
        holds the control sums of the columns of amounts, with the word “Razem” in the first column.

        :param str name: of the file, without its ending
        :param str title: first line of the spreadsheet
        :param list head: labels of the columns
        :param list rows: lists of values: text, int, date or Decimal
        :param str file_format: ``xlsx`` or ``csv``
        :return: dict ``filename``, ``content`` (base64), ``count`` (rows without the sums)
        """
        if file_format not in ("xlsx", "csv"):
            raise UserError(self.env._("The file is made as xlsx or csv."))
        table = list(rows)
        if total and rows:
            table.append(self._sums(rows))
        content = self._xlsx(title, head, table, total) if file_format == "xlsx" else self._csv(head, table)
        return {
            "filename": f"{name}.{file_format}",
            "content": base64.b64encode(content).decode(),
            "count": len(rows),
        }

    @api.model
    def _download(self, path):
        """Return the action (dict) that downloads a file from a page of this addon."""
        return {"type": "ir.actions.act_url", "url": f"/biuro_rada/{path}", "target": "download"}

    @api.model
    def _sums(self, rows):
        sums = ["Razem"]
        for column in range(1, len(rows[0])):
            values = [row[column] for row in rows if isinstance(row[column], Decimal)]
            sums.append(sum(values, Decimal(0)) if values else "")
        return sums

    @api.model
    def _csv(self, head, table):
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow(head)
        for row in table:
            writer.writerow([self._csv_value(value) for value in row])
        return ("\ufeff" + stream.getvalue()).encode()

    @api.model
    def _csv_value(self, value):
        if isinstance(value, Decimal):
            return f"{value:.2f}".replace(".", ",")
        if isinstance(value, date):
            return value.isoformat()
        # a spreadsheet must not take a text for a formula
        return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value

    @api.model
    def _xlsx(self, title, head, table, total):
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        bold = book.add_format({"bold": True})
        label = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#EEEEEE", "valign": "top"})
        amount = book.add_format({"num_format": "#,##0.00"})
        summed = book.add_format({"num_format": "#,##0.00", "bold": True, "top": 1})
        day = book.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
        sheet = book.add_worksheet("Zestawienie")
        sheet.write_string(0, 0, title, bold)
        widths = [len(text) for text in head]
        for column, text in enumerate(head):
            sheet.write_string(1, column, text, label)
        for number, row in enumerate(table, 2):
            is_sum = total and number == len(table) + 1
            for column, value in enumerate(row):
                if isinstance(value, Decimal):
                    sheet.write_number(number, column, float(value), summed if is_sum else amount)
                elif isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif isinstance(value, int) and not isinstance(value, bool):
                    sheet.write_number(number, column, value)
                else:
                    sheet.write_string(number, column, str(value or ""), bold if is_sum else None)
                widths[column] = max(widths[column], len(str(value or "")))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(max(width * 0.95, 9), 40))
        sheet.freeze_panes(2, 0)
        book.close()
        return stream.getvalue()
