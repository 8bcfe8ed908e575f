import base64
import csv
import io

import xlsxwriter

from odoo import api, models
from odoo.exceptions import UserError


class BiuroSekretariatTravelOrder(models.Model):
    """The payment list for payroll."""

    _inherit = "biuro.sekretariat.travel.order"

    def _get_payable(self, date_from, date_to, with_paid=False):
        """Return the approved settlements of a period (records), those paid already when wanted."""
        states = ("approved", "paid") if with_paid else ("approved",)
        return self.search([
            ("state", "in", states), ("approved_on", ">=", date_from), ("approved_on", "<=", date_to),
        ], order="approved_on, register_number")

    @api.model
    def export_payments(self, date_from, date_to, file_format="xlsx", with_paid=False):
        """Return the payment list of a period as a file: one row per approved settlement.

        :param str date_from: first day of approval "YYYY-MM-DD"
        :param str date_to: last day
        :param str file_format: ``xlsx`` or ``csv`` (UTF-8, semicolons, decimal comma)
        :param bool with_paid: settlements paid already as well
        :return: dict ``filename``, ``content`` (base64), ``count`` (int), ``total`` (str with a dot)
        :raise UserError: unknown format
        """
        self.check_access("read")
        orders = self._get_payable(date_from, date_to, with_paid)
        result = orders._export_payment_rows(file_format)
        return {
            "filename": f"wyjazdy-{date_from}-{date_to}.{file_format}", "content": result["content"].decode(),
            "count": len(orders), "total": f"{sum(orders.mapped('amount_due')):.2f}",
        }

    def _export_payment_rows(self, file_format):
        if file_format not in ("xlsx", "csv"):
            raise UserError(self.env._("A payment list is made as xlsx or csv."))
        # a file for payroll, in Polish
        head = [
            "Numer", "Pracownik", "Komórka", "Dokąd", "Od", "Do", "Diety", "Noclegi - ryczałt", "Noclegi - rachunki",
            "Dojazdy", "Pojazd prywatny", "Inne koszty", "Razem", "Zaliczka", "Do wypłaty (ujemne: do zwrotu)",
            "Zatwierdził", "Zatwierdzono",
        ]
        rows = [order._get_payment_row() for order in self]
        content = self._write_xlsx(head, rows) if file_format == "xlsx" else self._write_csv(head, rows)
        return {"content": base64.b64encode(content)}

    def _get_payment_row(self):
        self.ensure_one()
        # sudo: hr.employee - names on the payment list, which its readers may see
        order = self.sudo()
        return [
            order.register_ref, order.employee_id.name, order.department_id.name or "", order.place_to,
            self._warsaw(order.actual_start).strftime("%d.%m.%Y %H:%M"),
            self._warsaw(order.actual_end).strftime("%d.%m.%Y %H:%M"),
            order.amount_per_diem, order.amount_night, order.amount_hotel, order.amount_local, order.amount_car,
            order.amount_other, order.amount_total, order.advance_amount if order.advance_paid_on else 0.0,
            order.amount_due, order.approver_name or "", order.approved_on.strftime("%d.%m.%Y"),
        ]

    @api.model
    def _write_xlsx(self, head, rows):
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        sheet, bold = book.add_worksheet("Wyjazdy"), book.add_format({"bold": True, "text_wrap": True, "border": 1})
        amount, total = book.add_format({"num_format": "#,##0.00"}), book.add_format(
            {"num_format": "#,##0.00", "bold": True, "top": 1})
        for column, label in enumerate(head):
            sheet.write_string(0, column, label, bold)
        for index, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, float):
                    sheet.write_number(index, column, value, amount)
                else:
                    sheet.write_string(index, column, value)
        for column in range(6, 15):
            sheet.write_number(len(rows) + 1, column, sum(row[column] for row in rows), total)
        sheet.write_string(len(rows) + 1, 0, "Razem", bold)
        sheet.set_column(0, len(head) - 1, 15)
        sheet.freeze_panes(1, 0)
        book.close()
        return stream.getvalue()

    @api.model
    def _write_csv(self, head, rows):
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow(head)
        for row in rows:
            writer.writerow([
                f"{value:.2f}".replace(".", ",") if isinstance(value, float) else self._csv_text(value) for value in row
            ])
        return ("\ufeff" + stream.getvalue()).encode()

    @api.model
    def _csv_text(self, value):
        # a spreadsheet must not take a text for a formula
        return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
