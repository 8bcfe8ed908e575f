import base64

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext, split_every

from ..law.terms import UTC, WARSAW

BATCH = 1000
PDF_ROWS = 5000
# what stands in the row of an entry that whoever keeps the book may not read
SHOWN = ("register_number", "register_year", "register_ref", "register_date")


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
        model = self._get_model()
        if model._keeps_whole_book(self):
            model = model.sudo()  # sudo: the entries - only counted
        rows = model.search_count(self._get_book_domain(date_from, date_to), limit=PDF_ROWS + 1)
        if rows > PDF_ROWS:
            raise UserError(self.env._(
                "The period holds more than %s entries. Choose a shorter one for the PDF, or take XLSX.", PDF_ROWS))

    def _iterate_book(self, date_from, date_to, columns, order=None):
        """Yield (is_cancelled, values) per entry, read in batches; nothing is kept after a batch.

        The entries are those that the user may read. Who keeps the whole book gets the others as well, with their
        number and day and nothing else, so that no number is missing. Values are str, int, float, date, datetime
        (Warsaw, naive) or None, in the order of ``columns``. Columns of the table come from it directly: for long
        books the records of the ORM would take longer than writing the file.
        """
        self.ensure_one()
        model = self._get_model().with_context(active_test=False, prefetch_fields=False)
        names = [name for name, _label in self._get_book_columns(columns)]
        ids, masked = self._get_book_ids(model, date_from, date_to, order)
        for name in names:
            model._check_field_access(model._fields[name], "read")
        plain = [name for name in names if self._is_plain(model._fields[name])]
        readers = [self._get_book_reader(model._fields[name]) for name in names]
        for whole in split_every(BATCH, ids):
            lines = self._get_masked_lines(model, names, masked.intersection(whole))
            chunk = [id_ for id_ in whole if id_ not in masked]
            query = model.browse(chunk)._as_query(ordered=False)
            rows = {
                row[0]: row for row in self.env.execute_query(query.select(*(
                    model._field_to_sql(model._table, name, query) for name in ("id", "is_cancelled", *plain)
                )))
            }
            places = {name: place for place, name in enumerate(plain, 2)}
            chunk = [id_ for id_ in chunk if id_ in rows]
            values = []
            for name, reader in zip(names, readers, strict=True):
                if place := places.get(name):
                    values.append(reader([rows[id_][place] for id_ in chunk]))
                else:
                    values.append(reader([record[name] for record in model.browse(chunk)]))
            lines.update((id_, (bool(rows[id_][1]), line)) for id_, *line in zip(chunk, *values, strict=True))
            yield from (lines[id_] for id_ in whole if id_ in lines)
            self.env.invalidate_all(flush=False)

    def _get_book_ids(self, model, date_from, date_to, order):
        """Return the ids of the rows (list, in their order) and those among them that are shown masked (set)."""
        domain, clause = self._get_book_domain(date_from, date_to), self._parse_book_order(order)
        ids = list(model._search(domain, order=clause))
        if not model._keeps_whole_book(self):
            return ids, set()
        # sudo: the entries of the register - of those not readable only the number and the day are shown
        every = list(model.sudo()._search(domain, order=self._parse_book_order(None)))
        masked = set(every).difference(ids)
        if not masked:
            return ids, masked
        # sorted by what they say, the place of a row would tell what is hidden: such rows stand last
        by_number = all(part.split()[0] in SHOWN for part in filter(None, (order or "").split(",")))
        if by_number:
            # sudo: the entries of the register - the order of numbers and days
            return list(model.sudo()._search(domain, order=clause)), masked
        return ids + [id_ for id_ in every if id_ in masked], masked

    def _get_masked_lines(self, model, names, ids):
        """Return rows of entries that the user may not read (dict by id): number, day, and that the rest is hidden."""
        hidden = next((name for name in names if name not in SHOWN and model._fields[name].type == "char"), None)
        lines = {}
        # sudo: the entries of the register - see SHOWN
        for entry in model.sudo().browse(ids):
            values = [
                entry[name] or None if name in SHOWN else self.env._("restricted") if name == hidden else None
                for name in names
            ]
            lines[entry.id] = (entry.is_cancelled, values)
        return lines

    def _is_plain(self, field):
        """Return whether the table holds the value of the field as the book needs it."""
        return bool(field.store and field.column_type and not field.translate and not field.company_dependent) and (
            field.type not in ("reference", "json", "properties", "many2one_reference"))

    def _get_book_reader(self, field):
        """Return a function that turns the values of a column (list) into those of the book (list)."""
        if field.type == "many2one" and self._is_plain(field):
            comodel, labels = self.env[field.comodel_name], {}
            return lambda values: self._read_names(comodel, values, labels)
        if field.relational or field.type == "reference":
            return lambda values: [", ".join(line.display_name or "" for line in value) or None for value in values]
        if field.type == "selection":
            labels = dict(field._description_selection(self.env))
            return lambda values: [labels.get(value) for value in values]
        if field.type == "boolean":
            labels = {True: self.env._("yes"), False: self.env._("no"), None: self.env._("no")}
            return lambda values: [labels[value] for value in values]
        if field.type == "datetime":
            return lambda values: [
                value and value.replace(tzinfo=UTC).astimezone(WARSAW).replace(tzinfo=None) or None for value in values
            ]
        if field.type == "html":
            return lambda values: [html2plaintext(value) if value else None for value in values]
        if field.type in ("integer", "float"):
            return lambda values: values
        if field.type == "monetary":
            return lambda values: [None if value is None else float(value) for value in values]
        return lambda values: [value or None for value in values]

    def _read_names(self, comodel, ids, names):
        """Return the names of records (list), None for those that the user may not read; ``names`` keeps them."""
        if len(names) > 20 * BATCH:
            names.clear()
        if missing := set(ids).difference(names, [None]):
            records = comodel.browse(missing)
            if comodel.has_access("read"):
                records = records._filtered_access("read")
            else:
                # sudo: any model - the name of a linked record, as the form of the entry shows it
                records = records.sudo()
            names.update(dict.fromkeys(missing))
            names.update((record.id, record.display_name) for record in records)
        return [id_ and names[id_] for id_ in ids]
