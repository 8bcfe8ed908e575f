import datetime
import re

from odoo import api, models
from odoo.exceptions import UserError

from ..law.terms import UTC, WARSAW

TRUE, FALSE = {"1", "t", "tak", "true", "yes", "x", "prawda"}, {"0", "n", "nie", "false", "no", "", "fałsz"}
SIMPLE = ("char", "text", "integer", "float", "monetary", "date", "datetime", "boolean", "selection", "many2one")
DATE_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%Y.%m.%d", "%Y/%m/%d")


class BiuroRegisterMixin(models.AbstractModel):
    """What an import of a register knows of the model of its entries."""

    _inherit = "biuro.register.mixin"

    @api.model
    def _register_import_fields(self):
        """Return what may be imported: list of dicts ``name``, ``label``, ``required`` and ``aliases`` (headings that
        mean this field). By default the number, the year or day, the cancellation and all simple writable fields."""
        definitions = [
            {"name": "register_number", "required": True, "aliases": ("lp.", "lp", "nr", "numer")},
            {"name": "register_year", "aliases": ("rok",)},
            {"name": "register_date", "aliases": ("data rejestracji", "data wpisu")},
            {"name": "register_ref", "aliases": ("numer rejestru", "numer wpisu")},
            {"name": "is_cancelled", "aliases": ("anulowano", "anulowana")},
            {"name": "cancel_reason", "aliases": ("przyczyna anulowania",)},
        ]
        skipped = set(self._register_fields) | {"company_id", "active", "state"} | set(models.MAGIC_COLUMNS)
        definitions += [
            {"name": name, "required": field.required and name not in self._get_import_defaults()}
            for name, field in self._fields.items()
            if field.type in SIMPLE and field.store and not field.readonly and not field.compute and name not in skipped
            and not name.startswith(("message_", "activity_"))
        ]
        return [
            {"label": self._fields[definition["name"]]._description_string(self.env), **definition}
            for definition in definitions
        ]

    @api.model
    def _get_import_defaults(self):
        """Return the required fields (set of names) that a file need not give, for they have a default."""
        return {name for name, field in self._fields.items() if field.required and field.default}

    @api.model
    def _register_import_value(self, name, value, cache):
        """Return the value of a cell as ``create`` takes it; UserError with one sentence if it is no such value.

        :param str name: field
        :param value: str, int, float, bool, date, datetime or None
        :param dict cache: kept for the whole file, e.g. of names already looked up
        """
        if value is None:
            return False if self._fields[name].type != "integer" else None
        convert = getattr(self, f"_register_import_{self._fields[name].type}", None)
        return convert(self._fields[name], value, cache) if convert else str(value).strip()

    @api.model
    def _register_import_row(self, values, register):
        """Return the values to create an entry with; UserError if the row as a whole is wrong.

        :param dict values: converted cells and all register fields
        :param register: ``biuro.register`` record
        """
        return values

    def _register_import_char(self, field, value, cache):
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # a spreadsheet keeps numbers as fractions
        if isinstance(value, datetime.datetime) and not (value.hour or value.minute):
            value = value.date()
        return str(value).strip()

    _register_import_text = _register_import_char

    def _register_import_integer(self, field, value, cache):
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        text = str(value).strip().replace("\xa0", "").replace(" ", "")
        if not re.fullmatch(r"-?\d{1,9}", text):
            raise UserError(self.env._("“%s” is not a whole number.", value))
        return int(text)

    def _register_import_float(self, field, value, cache):
        text = re.sub(r"(?<=\d)[\s\xa0](?=\d{3})", "", str(value).strip()).replace(",", ".")
        try:
            return float(text)
        except ValueError:
            raise UserError(self.env._("“%s” is not a number.", value)) from None

    _register_import_monetary = _register_import_float

    def _register_import_date(self, field, value, cache):
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        text = re.sub(r"\s*(r\.|r)$", "", str(value).strip())
        for pattern in DATE_FORMATS:
            try:
                return datetime.datetime.strptime(text, pattern).date()
            except ValueError:
                continue
        raise UserError(self.env._("“%s” is not a date. Write it as 2026-03-31 or 31.03.2026.", value))

    def _register_import_datetime(self, field, value, cache):
        """Times in files are those of the clock on the wall."""
        moment = value if isinstance(value, datetime.datetime) else None
        for pattern in DATE_FORMATS if moment is None else ():
            for time in ("%H:%M:%S", "%H:%M"):
                try:
                    moment = datetime.datetime.strptime(str(value).strip(), f"{pattern} {time}")
                except ValueError:
                    continue
        if moment is None:
            moment = datetime.datetime.combine(self._register_import_date(field, value, cache), datetime.time())
        return moment.replace(tzinfo=WARSAW).astimezone(UTC).replace(tzinfo=None, microsecond=0)

    def _register_import_boolean(self, field, value, cache):
        text = str(value).strip().lower()
        if text in TRUE:
            return True
        if text in FALSE:
            return False
        raise UserError(self.env._("“%s” is neither yes nor no.", value))

    def _register_import_selection(self, field, value, cache):
        text = str(value).strip().lower()
        options = cache.setdefault(("selection", field.name), {
            str(term).lower(): key for key, label in field._description_selection(self.env) for term in (label, key)
        })
        if text not in options:
            raise UserError(self.env._("“%(value)s” is none of: %(options)s.", value=value, options=", ".join(
                label for _key, label in field._description_selection(self.env))))
        return options[text]

    def _register_import_many2one(self, field, value, cache):
        key = (field.comodel_name, str(value).strip().lower())
        if key not in cache:
            found = self.env[field.comodel_name].name_search(str(value).strip(), operator="=", limit=2)
            cache[key] = [id_ for id_, _name in found]
        if not cache[key]:
            raise UserError(self.env._("There is no “%s”. Add it first or correct the name.", value))
        if len(cache[key]) > 1:
            raise UserError(self.env._(
                "There is more than one “%s”. Make the names differ or leave the cell empty.", value))
        return cache[key][0]
