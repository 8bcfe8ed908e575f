import base64
import json
import os
import tempfile

import xlsxwriter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import split_every

from odoo.addons.biuro_kancelaria.tools.table_reader import TableError, read_table

from ..tools import CruAdapter

MAX_ROWS = 20000
MOST_MESSAGES = 500
PAGE = 1000


class BiuroSekretariatContractCruBatch(models.Model):
    """File of entries that are ready: JSON in the names of the register, XLSX for the entry by hand in the portal."""

    _name = "biuro.sekretariat.contract.cru.batch"
    _description = "File for the CRU"
    _inherit = ["biuro.guard.mixin"]
    _order = "id desc"

    name = fields.Char(readonly=True, copy=False)
    kind = fields.Selection([("json", "JSON"), ("xlsx", "XLSX")], "Format", required=True, default="json")
    made_at = fields.Datetime("Made At", readonly=True, copy=False)
    made_by_id = fields.Many2one("res.users", "Made By", readonly=True, copy=False)
    entry_count = fields.Integer("Number of Entries", readonly=True, copy=False, aggregator=None)
    entry_ids = fields.One2many("biuro.sekretariat.contract.cru.entry", "batch_id", "Entries", readonly=True)
    file = fields.Binary(readonly=True, copy=False, attachment=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)

    @api.model
    def make(self, kind="json", entry_ids=None, mark_sent=True):
        """Make the file of all entries that are ready, or of the chosen ones.

        :param str kind: ``json`` or ``xlsx``
        :param list entry_ids: ids of ready entries; all that are ready by default
        :param bool mark_sent: note the entries as sent
        :return: dict ``id``, ``name``, ``entries`` (int)
        :raise AccessError: not the keeper of the register
        :raise UserError: nothing is ready
        """
        self.env["biuro.sekretariat.contract"]._check_cru_access()
        Entry = self.env["biuro.sekretariat.contract.cru.entry"]
        domain = [("state", "=", "ready"), ("company_id", "=", self.env.company.id)]
        if entry_ids:
            domain.append(("id", "in", entry_ids))
        count = Entry.search_count(domain)
        if not count:
            raise UserError(self.env._("No entry is ready. Prepare the entries first."))
        now = fields.Datetime.now()
        day = self.env["biuro.sekretariat.contract"]._today()
        # sudo: own model - written by this verb alone, for the keeper
        batch = self.sudo().create({
            "kind": kind, "made_at": now, "made_by_id": self.env.uid, "entry_count": count,
        })
        batch.name = f"cru-{day:%Y-%m-%d}-{batch.id}.{kind}"
        with tempfile.TemporaryFile() as stream:
            self._write_file(kind, Entry._iterate_rows(domain), stream)
            stream.seek(0)
            batch.file = base64.b64encode(stream.read())
        for ids in split_every(PAGE, Entry._search(domain)):
            ready = Entry.with_context(mail_notrack=True).browse(ids)
            # sudo: entries - written by the verbs alone, for the keeper
            ready.sudo().write({"batch_id": batch.id})
            if mark_sent:
                ready.action_mark_sent()
            self.env.invalidate_all()
        return {"id": batch.id, "name": batch.name, "entries": count}

    @api.model
    def _write_file(self, kind, rows, stream):
        """Write rows (iterable of dicts) to a binary file, one at a time."""
        if kind == "json":
            self._write_json(rows, stream)
        else:
            self._write_xlsx(rows, stream)

    @api.model
    def _write_json(self, rows, stream):
        # sudo: res.company - name and numbers of the unit, public
        company = self.env.company.sudo()
        head = {"jednostka": company.name, "nip": company.vat or None, "sporzadzono": fields.Date.to_string(
            self.env["biuro.sekretariat.contract"]._today())}
        stream.write((json.dumps(head, ensure_ascii=False)[:-1] + ', "wpisy": [').encode())
        for index, row in enumerate(rows):
            stream.write((",\n" if index else "\n").encode() + json.dumps(row, ensure_ascii=False).encode())
        stream.write(b"\n]}\n")

    @api.model
    def _write_xlsx(self, rows, stream):
        handle, path = tempfile.mkstemp(suffix=".xlsx")
        os.close(handle)
        try:
            book = xlsxwriter.Workbook(path, {
                "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
            sheet = book.add_worksheet("CRU")
            head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#EEEEEE"})
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(CruAdapter.HEADINGS), 20)
            for column, heading in enumerate(CruAdapter.HEADINGS):
                sheet.write_string(0, column, heading, head)
            for index, row in enumerate(rows, 1):
                for column, value in enumerate(CruAdapter.flat(row)):
                    if value is not None:
                        sheet.write_string(index, column, str(value)[:32767])
            book.close()
            with open(path, "rb") as file:
                while chunk := file.read(1 << 20):
                    stream.write(chunk)
        finally:
            os.unlink(path)

    def action_download(self):
        """Download the file. Return the action (dict)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/file/{self.name}?download=true",
        }

    @api.model
    def import_statuses(self, content, filename="", dry_run=True):
        """Read what the service answered: a file of the portal as JSON, CSV or XLSX; all rows are taken or none.

        Columns (or names): own identifier, identifier of the register, status, day of publication, message.

        :param str content: the file, base64
        :param str filename: its name
        :param bool dry_run: True only says what would happen
        :return: dict ``rows`` (int), ``changed`` (int), ``errors``: list of dicts ``line`` (int), ``message`` (str),
            ``report``: list of dicts ``line``, ``reference``, ``state``, ``changed``
        :raise AccessError: not the keeper of the register
        :raise UserError: the file is no table, or a column that must be there is missing
        """
        self.env["biuro.sekretariat.contract"]._check_cru_access()
        rows = self._read_statuses(content, filename)
        result = {"rows": len(rows), "changed": 0, "errors": [], "report": []}
        savepoint = self.env.cr.savepoint(flush=True)
        Entry = self.env["biuro.sekretariat.contract.cru.entry"]
        try:
            for line, values in rows:
                try:
                    with self.env.cr.savepoint():
                        entry, changed = Entry._set_status(values)
                        result["changed"] += changed
                        result["report"].append({
                            "line": line, "reference": entry.reference, "state": entry.state, "changed": changed})
                except UserError as error:
                    result["errors"].append({"line": line, "message": str(error)})
        except BaseException:
            savepoint.close(rollback=True)
            raise
        undone = dry_run or bool(result["errors"])
        savepoint.close(rollback=undone)
        if undone:
            self.env.invalidate_all(flush=False)
            result["changed"] = result["changed"] if not result["errors"] else 0
        del result["errors"][MOST_MESSAGES:], result["report"][MOST_MESSAGES:]
        return result

    @api.model
    def _read_statuses(self, content, filename):
        """Return [(line, values of ``cru_set_status``)] of a file."""
        try:
            data = base64.b64decode(content or "")
        except ValueError:
            raise UserError(self.env._("The file did not arrive whole. Send it again in base64.")) from None
        if data.lstrip()[:1] in (b"[", b"{"):
            table = self._read_json(data)
        else:
            try:
                table = read_table(data, filename)[0]
            except TableError:
                raise UserError(self.env._("The file is neither JSON nor a table in CSV or XLSX.")) from None
        columns = CruAdapter.read_headings(table[0][1])
        if "status" not in columns or not {"reference", "external_id"} & columns.keys():
            raise UserError(self.env._(
                "The file lacks the columns with the status and with the identifier of the entry."))
        if len(table) > MAX_ROWS + 1:
            raise UserError(self.env._("The file is too long. Divide it into smaller ones."))
        rows = []
        for line, cells in table[1:]:
            values = {
                name: cells[index] for name, index in columns.items() if index < len(cells) and cells[index] is not None
            }
            if day := values.get("published_on"):
                values["published_on"] = (
                    day.strftime("%Y-%m-%d") if hasattr(day, "strftime") else CruAdapter.read_day(day))
            for name in ("reference", "external_id", "status", "error"):
                if name in values and not isinstance(values[name], str):
                    number = values[name]
                    values[name] = str(int(number) if isinstance(number, float) and number.is_integer() else number)
            rows.append((line, values))
        return rows

    @api.model
    def _read_json(self, data):
        """Return the rows of a JSON file as a table: headings first."""
        try:
            content = json.loads(data)
        except ValueError:
            raise UserError(self.env._("The file is neither JSON nor a table in CSV or XLSX.")) from None
        if isinstance(content, dict):
            content = next((value for value in content.values() if isinstance(value, list)), [])
        if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
            raise UserError(self.env._("The file is neither JSON nor a table in CSV or XLSX."))
        headings = list(dict.fromkeys(name for row in content for name in row))
        return [(0, headings)] + [
            (number, [None if isinstance(row.get(name), (dict, list)) else row.get(name) for name in headings])
            for number, row in enumerate(content, 1)
        ]
