import base64
from zoneinfo import ZoneInfo

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext, split_every

from .biuro_register import WARSAW

BATCH = 1000
PDF_ROWS = 5000
UTC = ZoneInfo("UTC")


class BiuroRegister(models.Model):
    """The register book: the entries of a period as a table, cancelled ones included (IK § 40(4), § 61(2))."""

    _inherit = "biuro.register"

    def export_book(self, date_from, date_to, columns=None, order=None, file_format="xlsx"):
        """Return the register book of a period as a file.

        :param str date_from: first day, ``YYYY-MM-DD``
        :param str date_to: last day
        :param list columns: field names, in the order wanted; all columns of the register by default
        :param str order: field names with ``asc`` or ``desc``, e.g. ``partner_id asc, register_number desc``; the order
            of the numbers by default
        :param str file_format: ``xlsx`` or ``pdf``
        :return: dict: ``filename``, ``mimetype``, ``content`` (base64)
        :raise UserError: unknown column or format, dates in the wrong order, too many rows for a PDF
        """
        self.ensure_one()
        if file_format not in ("xlsx", "pdf"):
            raise UserError(self.env._("A register book is made as xlsx or pdf."))
        self._parse_book_order(order)
        book = self.env["biuro.register.book"].create({
            "register_id": self.id, "date_from": date_from, "date_to": date_to, "format": file_format,
            "sort_order": order,
            "line_ids": [
                fields.Command.create({"sequence": sequence, "field": name, "label": label})
                for sequence, (name, label) in enumerate(self._get_book_columns(columns))
            ],
        })
        report = self.env["ir.actions.report"]
        if file_format == "pdf":
            self._check_book_pdf(book.date_from, book.date_to)
            content, _format = report._render_qweb_pdf("biuro_kancelaria.biuro_register_book_pdf", book.ids)
            mimetype = "application/pdf"
        else:
            content, _format = report._render_xlsx("biuro_kancelaria.biuro_register_book_xlsx", book.ids, {})
            mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return {
            "filename": f"{book._get_filename()}.{file_format}",
            "mimetype": mimetype,
            "content": base64.b64encode(content).decode(),
        }

    def _get_book_columns(self, columns=None):
        """Return the columns of the book, list of (field name, label); UserError if one is not in the book.

        The reason of a cancellation is always among them.
        """
        self.ensure_one()
        model = self._get_model()
        labels = dict(model._register_book_columns(self))
        labels.setdefault("cancel_reason", model._fields["cancel_reason"]._description_string(self.env))
        if not columns:
            return list(labels.items())
        for name in columns:
            if name not in labels:
                raise UserError(self.env._("The register book has no column %(name)s. Columns: %(names)s.",
                                           name=name, names=", ".join(labels)))
        return [(name, labels[name]) for name in dict.fromkeys([*columns, "cancel_reason"])]

    def _parse_book_order(self, order):
        """Return an order clause (str) made of columns of the book only, ending with year and number."""
        model, parts = self._get_model(), []
        for part in filter(None, (order or "").split(",")):
            name, _sep, direction = part.strip().partition(" ")
            self._get_book_columns([name])
            direction = direction.strip().lower() or "asc"
            if direction not in ("asc", "desc") or not model._fields[name].store:
                raise UserError(self.env._("The register book cannot be sorted by “%s”.", part.strip()))
            parts.append(f"{name} {direction}")
        return ", ".join([*parts, "register_year", "register_number", "id"])

    def _get_book_domain(self, date_from, date_to):
        if date_from > date_to:
            raise UserError(self.env._("The first day of the period is later than the last one."))
        return [("register_id", "=", self.id), ("register_date", ">=", date_from), ("register_date", "<=", date_to)]

    def _check_book_pdf(self, date_from, date_to):
        rows = self._get_model().search_count(self._get_book_domain(date_from, date_to), limit=PDF_ROWS + 1)
        if rows > PDF_ROWS:
            raise UserError(self.env._(
                "The period holds more than %s entries. Choose a shorter one for the PDF, or take XLSX.", PDF_ROWS))

    def _iterate_book(self, date_from, date_to, columns, order=None):
        """Yield (is_cancelled, values) per entry, read in batches; the cache is emptied after each.

        The entries are those that the user may read. Values are str, int, float, date, datetime (Warsaw, naive) or
        None, in the order of ``columns``.
        """
        self.ensure_one()
        model = self._get_model().with_context(active_test=False, prefetch_fields=False)
        columns = [name for name, _label in self._get_book_columns(columns)]
        order = self._parse_book_order(order)
        readers = [self._get_book_reader(model._fields[name]) for name in columns]
        ids = model.search(self._get_book_domain(date_from, date_to), order=order).ids
        names = {*columns, "is_cancelled"}
        for chunk in split_every(BATCH, ids):
            records = model.browse(chunk)
            records.fetch(names)
            for record in records:
                yield record.is_cancelled, [reader(record) for reader in readers]
            self.env.invalidate_all(flush=False)

    def _get_book_reader(self, field):
        """Return a function that takes a record and returns the value of ``field`` for the book."""
        name = field.name
        if field.type in ("many2one", "reference"):
            return lambda record: record[name].display_name or None
        if field.relational:
            return lambda record: ", ".join(line.display_name or "" for line in record[name]) or None
        if field.type == "selection":
            labels = dict(field._description_selection(self.env))
            return lambda record: labels.get(record[name])
        if field.type == "boolean":
            yes, no = self.env._("yes"), self.env._("no")
            return lambda record: yes if record[name] else no
        if field.type == "datetime":
            return lambda record: (value := record[name]) and value.replace(tzinfo=UTC).astimezone(WARSAW).replace(
                tzinfo=None) or None
        if field.type == "html":
            return lambda record: html2plaintext(record[name]) if record[name] else None
        if field.type in ("integer", "float", "monetary"):
            return lambda record: record[name]
        return lambda record: record[name] or None
