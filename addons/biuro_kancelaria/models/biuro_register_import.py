import base64
import binascii
from collections import Counter

from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger, split_every

from ..tools.table_reader import TableError, read_table

BATCH = 500
MAX_ERRORS = 500
PREVIEW_ROWS = 20


class BiuroRegister(models.Model):
    """Import of a register kept elsewhere: with its own numbers, all of it or nothing."""

    _inherit = "biuro.register"

    def get_import_fields(self):
        """Return what can be imported into the register: list of dicts ``name``, ``label``, ``required``."""
        self.ensure_one()
        return [
            {"name": field["name"], "label": field["label"], "required": bool(field.get("required"))}
            for field in self._get_model()._register_import_fields()
        ]

    def import_entries(self, content, filename="", mapping=None, dry_run=True, encoding=None, delimiter=None):
        """Import an existing register, or only say what is wrong with the file.

        All rows are entered, with the numbers they have in the file, or none is. Afterwards the next number of each
        book is higher than the highest one imported. For the administrator.

        :param str content: the file, XLSX or CSV, in base64
        :param str filename: its name, noted in the journal of the register
        :param dict mapping: {heading of a column: field name}; headings equal to labels or names of fields by default
        :param bool dry_run: True checks everything and changes nothing
        :param str encoding: of a CSV file, e.g. ``windows-1250``; guessed by default
        :param str delimiter: of a CSV file; guessed by default
        :return: dict: ``rows`` (int, rows read), ``imported`` (int), ``errors`` and ``warnings`` (lists of dicts
            ``line`` int, ``column`` str, ``message`` str), ``preview`` (list of dicts {field name: text} of the first
            rows), ``mapping``, ``encoding``, ``delimiter``
        :raise AccessError: not the administrator
        :raise UserError: the file is no table, or a column that must be there is missing
        """
        self.ensure_one()
        self._check_import_access()
        try:
            data = base64.b64decode(content or "", validate=False)
        except (binascii.Error, ValueError):
            raise UserError(self.env._("The file did not arrive whole. Send it again in base64.")) from None
        rows, info = self._read_import(data, filename, encoding, delimiter)
        mapping = mapping or self._guess_import_mapping(rows[0][1])
        return {**self._import_rows(rows, mapping, filename, dry_run), "mapping": mapping, **info}

    def _check_import_access(self):
        if not self.env.su and not self.env.user.has_group("biuro_kancelaria.biuro_kancelaria_group_admin"):
            raise AccessError(self.env._("Only the administrator imports registers."))

    def _read_import(self, data, filename="", encoding=None, delimiter=None):
        """Return (rows, info) of a file as ``read_table`` does, with UserError sentences."""
        messages = {
            "empty": self.env._("The file is empty."),
            "xls": self.env._("This is a file of the old Excel format. Save it as XLSX or CSV."),
            "xlsx": self.env._("The file cannot be read as XLSX. Save it again, or as CSV."),
            "size": self.env._("The file is too large when unpacked. Divide it into smaller ones."),
            "encoding": self.env._(
                "The file is not a text of this encoding. Choose another encoding or save it as XLSX."),
        }
        try:
            rows, info = read_table(data, filename, encoding, delimiter)
        except TableError as error:
            raise UserError(messages[error.code]) from None
        if len(rows) < 2:
            raise UserError(self.env._("The file has no rows under its headings."))
        return rows, {"encoding": info["encoding"], "delimiter": info["delimiter"]}

    def _guess_import_mapping(self, headings):
        """Return {heading: field name} for the headings equal to a label, a name or an alias of a field."""
        known = {}
        for field in self._get_model()._register_import_fields():
            for name in (field["name"], field["label"], *field.get("aliases", ())):
                known.setdefault(str(name).strip().lower(), field["name"])
        mapping = {}
        for heading in headings:
            name = known.get(str(heading or "").strip().lower())
            if name and name not in mapping.values():
                mapping[str(heading)] = name
        return mapping

    def _import_rows(self, rows, mapping, filename, dry_run):
        """Check and create the entries; see ``import_entries``. A dry run is undone by its savepoint."""
        model = self._get_model().sudo().with_context(  # sudo: entries - the administrator imports what clerks read
            tracking_disable=True, mail_create_nolog=True, mail_create_nosubscribe=True, mail_notrack=True,
        )
        (_line, headings), body = rows[0], rows[1:]
        columns = self._get_import_columns(model, headings, mapping)
        result = {"rows": len(body), "imported": 0, "errors": [], "warnings": [], "preview": []}
        prepared = self._prepare_import(model, columns, body, result)
        if not result["errors"]:
            savepoint = self.env.cr.savepoint(flush=True)
            try:
                self._create_import(model, prepared, result)
            except BaseException:
                savepoint.close(rollback=True)
                raise
            undone = dry_run or bool(result["errors"])
            savepoint.close(rollback=undone)
            if undone:
                self.env.invalidate_all(flush=False)
            else:
                result["imported"] = len(prepared)
                self.env["biuro.register.event"]._log([
                    {"register_id": self.id, "kind": "imported", "year": year, "note": self.env._(
                        "%(count)s entries from the file %(name)s", count=count, name=filename or "-")}
                    for year, count in sorted(Counter(row["register_year"] for _line, row in prepared).items())
                ])
        del result["errors"][MAX_ERRORS:], result["warnings"][MAX_ERRORS:]
        return result

    def _get_import_columns(self, model, headings, mapping):
        """Return {field name: (index of the column, heading)}; UserError if a column or a required field is missing."""
        definitions = {field["name"]: field for field in model._register_import_fields()}
        places = {}
        for index, heading in enumerate(headings):
            places.setdefault(str(heading or "").strip(), index)
        columns = {}
        for heading, name in mapping.items():
            if name not in definitions:
                raise UserError(self.env._("The register has no field %s to import.", name))
            if str(heading).strip() not in places:
                raise UserError(self.env._("The file has no column “%s”.", heading))
            if name in columns:
                raise UserError(self.env._("Two columns are meant for “%s”. Leave one.", definitions[name]["label"]))
            columns[name] = (places[str(heading).strip()], str(heading).strip())
        missing = [
            field["label"] for name, field in definitions.items() if field.get("required") and name not in columns
        ]
        if "register_year" not in columns and "register_date" not in columns:
            missing.append(definitions["register_year"]["label"])
        if missing:
            raise UserError(self.env._("No column was chosen for: %s.", ", ".join(missing)))
        return columns

    def _prepare_import(self, model, columns, body, result):
        """Return list of (line, values) of the rows without a mistake; mistakes go to ``result``."""
        definitions = {field["name"]: field for field in model._register_import_fields()}
        cache, prepared, seen = {}, [], {}
        for line, cells in body:
            values, faults = {}, 0
            for name, (index, heading) in columns.items():
                raw = cells[index] if index < len(cells) else None
                try:
                    value = model._register_import_value(name, raw, cache)
                    if definitions[name].get("required") and (value is None or value is False or value == ""):
                        raise UserError(self.env._("The value is missing."))
                    values[name] = value
                except UserError as error:
                    faults += 1
                    result["errors"].append({"line": line, "column": heading, "message": str(error)})
            if len(result["preview"]) < PREVIEW_ROWS:
                result["preview"].append({
                    "line": line, **{
                        name: "" if index >= len(cells) or cells[index] is None else str(cells[index])
                        for name, (index, _heading) in columns.items()
                    },
                })
            if faults:
                continue
            try:
                values = self._complete_import(model, values)
            except UserError as error:
                result["errors"].append({"line": line, "column": "", "message": str(error)})
                continue
            key = (values["register_year"] if self.yearly else 0, values["register_number"])
            if key in seen:
                result["errors"].append({
                    "line": line, "column": columns["register_number"][1],
                    "message": self.env._("The number %(ref)s is in line %(line)s already.",
                                          ref=values["register_ref"], line=seen[key]),
                })
                continue
            seen[key] = line
            prepared.append((line, values))
        self._check_import_taken(model, columns, prepared, seen, result)
        self._warn_import_gaps(model, seen, result)
        return prepared

    def _complete_import(self, model, values):
        """Return the values of an entry with all its register fields; UserError if they do not fit together."""
        today, date = self._today(), values.get("register_date")
        year = values.get("register_year") or (date and date.year)
        if not year:
            raise UserError(self.env._("Give the year or the day of registering."))
        if not 1900 <= year <= today.year or (date and date > today):
            raise UserError(self.env._("An entry cannot come from the future, nor from before 1900."))
        if date and date.year != year:
            raise UserError(self.env._("The day of registering does not lie in the year of the number."))
        if values["register_number"] < 1:
            raise UserError(self.env._("The number must be 1 or more."))
        if self.closed_year and year <= self.closed_year:
            raise UserError(self.env._(
                "The book of the register %(code)s for %(year)s is closed.", code=self.code, year=year))
        register = {
            "register_id": self.id,
            "register_year": year,
            "register_date": date or min(today, today.replace(year=year, month=12, day=31)),
            "register_ref": values.get("register_ref") or self._format_number(values["register_number"], year),
        }
        if values.get("is_cancelled") or values.get("cancel_reason"):
            register.update(is_cancelled=True, cancel_reason=values.get("cancel_reason") or self.env._("not given"))
        if "company_id" in model._fields:
            register["company_id"] = self.company_id.id
        return model._register_import_row({**values, **register}, self)

    def _check_import_taken(self, model, columns, prepared, seen, result):
        """Report numbers that entries of the register hold already."""
        for chunk in split_every(5000, [values["register_number"] for _line, values in prepared]):
            taken = model.with_context(active_test=False).search_fetch(
                [("register_id", "=", self.id), ("register_number", "in", list(chunk))],
                ["register_number", "register_year", "register_ref"],
            )
            for entry in taken:
                line = seen.get((entry.register_year if self.yearly else 0, entry.register_number))
                if line:
                    result["errors"].append({
                        "line": line, "column": columns["register_number"][1],
                        "message": self.env._("The number %s is taken in the register already.", entry.register_ref),
                    })
        result["errors"].sort(key=lambda error: error["line"])

    def _warn_import_gaps(self, model, seen, result):
        """Warn of numbers that will be missing from the books after the import."""
        books = {}
        for year, number in seen:
            books.setdefault(year, set()).add(number)
        for year, numbers in sorted(books.items()):
            domain = [("register_id", "=", self.id)] + ([("register_year", "=", year)] if year else [])
            present = numbers.union(
                number for number, in model._read_group(domain, ["register_number"]) if number
            )
            missing = [number for number in range(1, max(present) + 1) if number not in present][:50]
            if missing:
                result["warnings"].append({
                    "line": 0, "column": "", "message": self.env._(
                        "The book of %(year)s lacks the numbers: %(numbers)s.", year=year or "-",
                        numbers=", ".join(map(str, missing)) + (" …" if len(missing) == 50 else ""),
                    ),
                })

    def _create_import(self, model, prepared, result):
        """Create the entries in batches and raise the counters; a batch that fails is tried row by row."""
        for chunk in split_every(BATCH, prepared):
            message = self._try_create_import(model, chunk)
            if message and len(chunk) == 1:
                result["errors"].append({"line": chunk[0][0], "column": "", "message": message})
            elif message:
                for line, values in chunk:
                    message = self._try_create_import(model, [(line, values)])
                    if message:
                        result["errors"].append({"line": line, "column": "", "message": message})
                        if len(result["errors"]) >= MAX_ERRORS:
                            return
        if result["errors"]:
            return
        last = {}
        for _line, values in prepared:
            year = values["register_year"] if self.yearly else 0
            last[year] = max(last.get(year, 0), values["register_number"])
        for year, number in sorted(last.items()):
            # sudo: biuro.register.counter - only registering and importing may move a counter
            self.env["biuro.register.counter"].sudo()._raise_to(self.code, year, self.company_id, number)

    def _try_create_import(self, model, rows):
        """Create entries inside a savepoint. Return None, or what was wrong (str)."""
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                model.create([values for _line, values in rows])
                self.env.flush_all()
        except UserError as error:
            return str(error.args[0])
        except (ValueError, TypeError) as error:
            return str(error)
        except Exception as error:
            if not getattr(error, "pgcode", None) or error.pgcode.startswith("40"):
                raise  # a serialization failure is replayed by the server
            return model._sql_error_to_message(error)
        finally:
            self.env.invalidate_all(flush=False)
        return None
