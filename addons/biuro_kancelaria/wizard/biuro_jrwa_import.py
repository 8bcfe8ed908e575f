import base64
import csv
import io
import re
import unicodedata
import zipfile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..models.biuro_jrwa_class import CATEGORY

MAX_ROWS = 5000
# heads of columns, without diacritics and in lower case -> what the column holds
HEADS = {
    "symbol": "symbol",
    "symbole": "symbol",
    "symbol klasyfikacyjny": "symbol",
    "title": "name",
    "tytul": "name",
    "haslo": "name",
    "haslo klasyfikacyjne": "name",
    "name": "name",
    "nazwa": "name",
    "category": "category",
    "kategoria": "category",
    "kategoria archiwalna": "category",
    "kat": "category",
    "note": "note",
    "uwagi": "note",
    "uszczegolowienie hasla": "note",
    "uszczegolowienie": "note",
    "category_note": "category_note",
    "wyjatek": "category_note",
    "wyjatek od kategorii": "category_note",
}


def _fold(text):
    plain = unicodedata.normalize("NFKD", str(text or "").strip().lower().replace("ł", "l"))
    return "".join(char for char in plain if not unicodedata.combining(char)).strip(" .:")


class BiuroJrwaImport(models.TransientModel):
    """Import of a filing plan from CSV or XLSX: what each row would do is shown first, and nothing is half done.

    A plan that replaces the present one closes what it does not hold, keeps what is the same and makes a new version
    of what differs, from its first day.
    """

    _name = "biuro.jrwa.import"
    _description = "Import of a Filing Plan"

    file = fields.Binary("CSV or XLSX File", required=True, attachment=False)
    filename = fields.Char("File Name")
    valid_from = fields.Date("In Force From", required=True)
    mode = fields.Selection(
        [("add", "Adds classes to the present plan"), ("replace", "Replaces the present plan")],
        required=True,
        default="add",
    )
    basis = fields.Char("Order That Added the Classes", help="Needed for local classes added to the present plan.")
    line_ids = fields.One2many("biuro.jrwa.import.line", "import_id", "Rows", readonly=True)
    error_count = fields.Integer("Rows with Errors", readonly=True)
    summary = fields.Char(readonly=True)
    state = fields.Selection(
        [("file", "File"), ("preview", "Preview"), ("done", "Imported")], default="file", readonly=True
    )

    def action_preview(self):
        """Read the file and show what each row would do; nothing is changed.

        :return: action that shows the window again
        :raises UserError: the file cannot be read
        """
        self.ensure_one()
        self._check_admin()
        rows = self._plan()
        self.line_ids.unlink()
        self.env["biuro.jrwa.import.line"].create(
            [
                {
                    "import_id": self.id,
                    **{key: row[key] for key in ("row", "symbol", "name", "category", "action", "message")},
                }
                for row in rows
            ]
        )
        counts = {}
        for row in rows:
            counts[row["action"]] = counts.get(row["action"], 0) + 1
        labels = dict(self.env["biuro.jrwa.import.line"]._fields["action"]._description_selection(self.env))
        self.write(
            {
                "state": "preview",
                "error_count": counts.get("error", 0),
                "summary": ", ".join(f"{labels[key]}: {counts[key]}" for key in labels if key in counts),
            }
        )
        return self._reopen()

    def action_import(self):
        """Import the plan. Refused as a whole while one row is wrong.

        :return: action that shows the window again
        :raises UserError: a row is wrong; the first ones are named
        """
        self.ensure_one()
        self._check_admin()
        rows = self._plan()
        wrong = [row for row in rows if row["action"] == "error"]
        if wrong:
            raise UserError(
                self.env._(
                    "%(count)s rows are wrong, nothing was imported. Row %(row)s: %(message)s",
                    count=len(wrong),
                    row=wrong[0]["row"],
                    message=wrong[0]["message"],
                )
            )
        # sudo: biuro.jrwa.class - the group of administrators was checked; only the plan as a whole may be replaced
        self.with_env(self.env(su=True))._apply(rows)
        self.write({"state": "done"})
        return self._reopen()

    def _check_admin(self):
        if not self.env.user.has_group("biuro_kancelaria.biuro_kancelaria_group_admin"):
            raise AccessError(self.env._("The filing plan is imported by the administrator."))

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "name": self.env._("Import of a Filing Plan"),
        }

    # Reading

    def _read_table(self):
        """Return the cells of the file as text, row by row."""
        content = base64.b64decode(self.file or b"")
        if content[:2] == b"PK":
            try:
                sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
                return [
                    [self._as_text(value) for value in row]
                    for row in sheet.iter_rows(values_only=True, max_row=MAX_ROWS + 2)
                ]
            except (KeyError, ValueError, OSError, IndexError, zipfile.BadZipFile, InvalidFileException) as error:
                raise UserError(self.env._("The spreadsheet cannot be read: %s", error)) from error
        for encoding in ("utf-8-sig", "cp1250"):
            try:
                text = content.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
        else:
            raise UserError(self.env._("The text of the file cannot be read: save it as UTF-8."))
        first = text.partition("\n")[0]
        delimiter = max(";,\t", key=first.count)
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))[: MAX_ROWS + 2]

    def _as_text(self, value):
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()

    def _read_rows(self):
        """Return dicts of the rows, with their numbers in the file.

        :raises UserError: no symbol or title column, no rows, too many rows
        """
        table = self._read_table()
        heads = [HEADS.get(_fold(head)) for head in (table[0] if table else [])]
        if "symbol" not in heads or "name" not in heads:
            raise UserError(
                self.env._("The first row must name the columns: at least Symbol and Tytuł; also Kategoria, Uwagi.")
            )
        if len(table) > MAX_ROWS + 1:
            raise UserError(self.env._("The file has more than %s rows.", MAX_ROWS))
        rows = []
        for number, cells in enumerate(table[1:], start=2):
            values = {head: cell.strip() for head, cell in zip(heads, cells, strict=False) if head}
            if any(values.values()):
                rows.append({"row": number, "category": "", "note": None, "category_note": None, **values})
        if not rows:
            raise UserError(self.env._("The file has no rows."))
        return rows

    # Deciding

    def _plan(self):
        """Return the rows with what each would do: new, changed, same, closed or error, and why."""
        rows = self._read_rows()
        Jrwa = self.env["biuro.jrwa.class"]
        present = {jrwa.symbol: jrwa for jrwa in Jrwa.search(Jrwa._get_valid_domain(self.valid_from))}
        symbols = {row["symbol"] for row in rows}
        known = symbols | (set(present) if self.mode == "add" else set())
        groups = {symbol[:-1] for symbol in known}
        seen = set()
        for row in rows:
            message = self._find_problem(row, known, groups, seen, present)
            seen.add(row["symbol"])
            row["class"] = present.get(row["symbol"], Jrwa)
            if message:
                row["action"], row["message"] = "error", message
            else:
                row["action"], row["message"] = self._get_action(row), ""
        if self.mode == "replace":
            rows += [
                {
                    "row": 0,
                    "symbol": symbol,
                    "name": jrwa.name,
                    "category": jrwa.category,
                    "class": jrwa,
                    "action": "closed",
                    "message": "",
                }
                for symbol, jrwa in sorted(present.items())
                if symbol not in symbols
            ]
        return rows

    def _find_problem(self, row, known, groups, seen, present):
        symbol, category = row["symbol"], row["category"]
        if not re.fullmatch(r"\d{1,4}", symbol):
            return self.env._(
                "The symbol has one to four digits; “%s” has not. Keep symbols as text, with leading zeros.", symbol
            )
        if symbol in seen:
            return self.env._("Symbol %s is in the file twice.", symbol)
        if not row["name"]:
            return self.env._("The title is missing.")
        if len(symbol) > 1 and symbol[:-1] not in known:
            return self.env._("The class above, %s, is missing.", symbol[:-1])
        if category and not CATEGORY.fullmatch(category):
            return self.env._("Category “%s” is not one of A, Bc, B*, Bn or BEn.", category)
        if category and symbol in groups:
            return self.env._("A class with subclasses has no category.")
        if not category and symbol not in groups:
            return self.env._("A class without subclasses needs a category.")
        if self.mode == "add":
            if symbol in present and not self._is_same(row, present[symbol]):
                return self.env._("Class %s is in the plan already; adding does not change it.", symbol)
            if symbol not in present and not self.basis:
                return self.env._("Give the order that adds the classes.")
            parent = present.get(symbol[:-1])
            if parent and parent.is_final:
                return self.env._("The class above, %s, is final.", parent.symbol)
        if sum(other[:-1] == symbol[:-1] and len(other) == len(symbol) for other in known) > 10:
            return self.env._("More than ten classes stand on this level.")
        version = present.get(symbol)
        if version and version.valid_from >= self.valid_from and not self._is_same(row, version):
            return self.env._("The version of %s in force begins on the same day or later.", symbol)
        return ""

    def _is_same(self, row, jrwa):
        # a file without a column of exceptions says nothing about them
        note = (jrwa.category_note or "") if row["category_note"] is None else row["category_note"]
        return (row["name"], row["category"], note) == (jrwa.name, jrwa.category or "", jrwa.category_note or "")

    def _get_action(self, row):
        if not row["class"]:
            return "new"
        return "same" if self._is_same(row, row["class"]) else "changed"

    # Doing

    def _apply(self, rows):
        Jrwa = self.env["biuro.jrwa.class"]
        last_day = fields.Date.subtract(self.valid_from, days=1)
        old = Jrwa.union(*(row["class"] for row in rows if row["action"] in ("changed", "closed")))
        old.with_env(self.env).write({"valid_to": last_day})
        current = {row["symbol"]: row["class"].id for row in rows if row["action"] == "same"}
        if self.mode == "add":
            current |= {jrwa.symbol: jrwa.id for jrwa in Jrwa.search(Jrwa._get_valid_domain(self.valid_from))}
        made = [row for row in rows if row["action"] in ("new", "changed")]
        for length in range(1, 5):  # a level at a time: a class needs the one above
            level = [row for row in made if len(row["symbol"]) == length]
            classes = Jrwa.create(
                [
                    {
                        "symbol": row["symbol"],
                        "name": row["name"],
                        "category": row["category"] or False,
                        "is_final": bool(row["category"]),
                        "note": (row["class"].note if row["note"] is None else row["note"]) or False,
                        "category_note": (
                            row["class"].category_note if row["category_note"] is None else row["category_note"]
                        )
                        or False,
                        "valid_from": self.valid_from,
                        "parent_id": current.get(row["symbol"][:-1], False),
                        "evidence": "own",
                        "is_local": self.mode == "add",
                        "local_basis": self.basis if self.mode == "add" else False,
                    }
                    for row in level
                ]
            )
            current |= {jrwa.symbol: jrwa.id for jrwa in classes}
        # classes that stayed as they were hang under the version of their parent now in force
        kept = Jrwa.browse(row["class"].id for row in rows if row["action"] == "same")
        for jrwa in kept.filtered(lambda jrwa: jrwa.parent_id and jrwa.parent_id.id != current.get(jrwa.symbol[:-1])):
            jrwa.parent_id = current[jrwa.symbol[:-1]]


class BiuroJrwaImportLine(models.TransientModel):
    """Row of an imported plan: what it would do, or what is wrong with it."""

    _name = "biuro.jrwa.import.line"
    _description = "Row of an Imported Plan"

    import_id = fields.Many2one("biuro.jrwa.import", required=True, index=True, ondelete="cascade")
    row = fields.Integer(aggregator=None)
    symbol = fields.Char()
    name = fields.Char("Title")
    category = fields.Char()
    action = fields.Selection(
        [("new", "New"), ("changed", "Changed"), ("same", "Unchanged"), ("closed", "Closed"), ("error", "Error")],
        "What Happens",
    )
    message = fields.Char("What Is Wrong")
