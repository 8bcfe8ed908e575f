import datetime

from odoo import models


class BiuroRegisterBookPdf(models.AbstractModel):
    """Register book on paper: landscape, print date and page x of y on every page."""

    _name = "report.biuro_kancelaria.register_book_pdf"
    _description = "Register Book (PDF)"

    def _get_report_values(self, docids, data=None):
        books = self.env["biuro.register.book"].browse(docids)
        return {"doc_ids": docids, "doc_model": books._name, "docs": books, "rows_of": self._get_rows}

    def _get_rows(self, book):
        """Return the rows of a book: list of (is_cancelled, list of str)."""
        return [
            (cancelled, [self._format(value) for value in values])
            for cancelled, values in book.register_id._iterate_book(**book._get_arguments())
        ]

    def _format(self, value):
        if value is None:
            return ""
        if isinstance(value, datetime.datetime):
            return value.strftime("%d.%m.%Y %H:%M")
        if isinstance(value, datetime.date):
            return value.strftime("%d.%m.%Y")
        if isinstance(value, float):
            return f"{value:.2f}".replace(".", ",")
        return str(value)
