import base64
import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.biuro_kancelaria.tools import office_today

from ..tools.history import gdansk, general, plan
from ..tools.history.document import HistoryError

MAX_SIZE = 100 * 1024 * 1024


class BiuroRadaImport(models.Model):
    """Import of the council's history: a file, its check with a report of each row, the import in batches.

    A batch (the people of a file; one session with its attendance and votes; 500 interpellations) is taken as a whole
    or not at all. A second import of the same doubles nothing: each record is found again by its key.
    """

    _name = "biuro.rada.import"
    _description = "Import of History"
    _inherit = ["biuro.guard.mixin"]
    _order = "id desc"

    name = fields.Char("File Name", required=True, default=lambda self: self.env._("History"))
    file = fields.Binary(attachment=True, copy=False)
    checksum = fields.Char(readonly=True, copy=False)
    source = fields.Char(
        help="Of an XLSX file: a short name of the records it was made from; it keeps a second import from doubling "
        "them. JSON files name their source themselves.",
    )
    is_public = fields.Boolean(
        "The Source Was Public", help="What is imported appears on the public pages only if this is so: tick it when "
        "the file was made from what had been published already, without data of third persons.",
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    term_ids = fields.One2many("biuro.rada.import.term", "import_id", "Terms to Be Entered")
    row_ids = fields.One2many("biuro.rada.import.row", "import_id", "Rows", readonly=True)
    difference_ids = fields.One2many("biuro.rada.import.difference", "import_id", "Differences", readonly=True)
    row_count = fields.Integer("Rows Read", readonly=True, copy=False)
    taken_count = fields.Integer("Taken", readonly=True, copy=False)
    remark_count = fields.Integer("With Remarks", readonly=True, copy=False)
    known_count = fields.Integer("There already", readonly=True, copy=False)
    refused_count = fields.Integer("Not Taken", readonly=True, copy=False)
    difference_count = fields.Integer("Number of Differences", readonly=True, copy=False)
    position = fields.Integer("Batches Done", readonly=True, copy=False, aggregator=None)
    batch_count = fields.Integer("Batches", readonly=True, copy=False, aggregator=None)
    progress = fields.Float(compute="_compute_progress")
    imported_at = fields.Datetime(readonly=True, copy=False)
    user_id = fields.Many2one("res.users", "By", readonly=True, copy=False, default=lambda self: self.env.user)
    state = fields.Selection(
        [("draft", "File"), ("checked", "File checked"), ("running", "Being imported"), ("done", "Imported")],
        required=True, readonly=True, default="draft", copy=False, index=True,
    )
    _given_on_creation = frozenset({"user_id", "state"})

    @api.depends("position", "batch_count")
    def _compute_progress(self):
        for record in self:
            record.progress = 100.0 * record.position / record.batch_count if record.batch_count else 0.0

    @api.ondelete(at_uninstall=False)
    def _unlink_except_imported(self):
        if any(record.state in ("running", "done") for record in self):
            raise UserError(self.env._("An import is the source of the records it made and stays."))

    def write(self, vals):
        if "file" in vals and any(record.state in ("running", "done") for record in self):
            raise UserError(self.env._("This file is imported already. Make a new import for another one."))
        return super().write(vals)

    # ---- reading -------------------------------------------------------------------------------------------------

    def _read(self):
        """Return the document (dict) of the file, see ``tools.history.document``."""
        self.ensure_one()
        content = self.with_context(bin_size=False).file
        content = base64.b64decode(content) if content else b""
        if not content:
            raise UserError(self.env._("Choose a file first."))
        if len(content) > MAX_SIZE:
            raise UserError(self.env._("The file is larger than 100 MB. Divide it."))
        try:
            if content.startswith(b"PK\x03\x04"):
                source = (self.source or "").strip()
                if not source or ":" in source:
                    raise HistoryError("source")
                return general.read_xlsx(content, source)
            try:
                data = json.loads(content.decode("utf-8-sig"))
            except (ValueError, RecursionError):
                raise HistoryError("json") from None
            if general.is_document(data):
                return general.read(data)
            if gdansk.is_sessions(data) or gdansk.is_interpellations(data):
                return gdansk.read(data)
            raise HistoryError("format")
        except HistoryError as error:
            raise self._error(error.code, **error.values) from error

    def _plan(self):
        """Return the plan of the file against what the database knows now."""
        document = self._read()
        for line in self.term_ids:
            given = document["terms"].setdefault(line.number, {})
            for name in ("election_date", "date_start", "date_end", "population", "statutory_members"):
                if line[name]:
                    given[name] = line[name]
        for values in document["terms"].values():
            if values.get("population") and not values.get("statutory_members"):
                values["statutory_members"] = self._seats(values["population"])
        return plan.make(document, self._known(document["source"]), office_today())

    @api.model
    def _seats(self, population):
        return self.env["biuro.rada.law"].seats(population)["seats"]

    def _key(self, key):
        return f"{self.company_id.id}/{key}"

    def _known(self, source):
        """Return what the database knows already (``plan.Known``); few queries, however much there is."""
        # sudo: biuro.rada.* - the import looks at all records of its company; the right to import was checked
        env = self.sudo().env
        terms = env["biuro.rada.term"].search([("company_id", "=", self.company_id.id)])
        councillors = env["biuro.rada.councillor"].search_read(
            [("company_id", "=", self.company_id.id)],
            ["term_id", "first_name", "last_name", "mandate_start", "mandate_end", "mandate_derived"], load=None,
        )
        numbers = {term.id: term.number for term in terms}
        listed, last_lists = self._listed(terms)
        prefix, keys = self._key(f"{source}:"), set()
        for model in ("biuro.rada.session", "biuro.rada.vote", "biuro.rada.interpellation"):
            found = env[model].search_fetch([("import_key", "=like", f"{prefix}%")], ["import_key"])
            keys.update(key.partition("/")[2] for key in found.mapped("import_key"))
        sessions = env["biuro.rada.session"].search_fetch(
            [("term_id", "in", terms.ids), ("body_type", "=", "council"), ("number_int", ">", 0),
             ("state", "!=", "cancelled"), ("is_rehearsal", "=", False)], ["term_id", "number_int", "import_key"],
        )
        return plan.Known(
            terms={
                term.number: {
                    "id": term.id, "start": term.date_start, "end": term.date_end, "election": term.election_date,
                    "statutory": term.statutory_members,
                }
                for term in terms
            },
            councillors=[
                {
                    "id": row["id"], "term": numbers[row["term_id"]], "first_name": row["first_name"],
                    "last_name": row["last_name"], "name": f"{row['first_name']} {row['last_name']}",
                    "start": row["mandate_start"], "end": row["mandate_end"] or None,
                    "derived": row["mandate_derived"], "listed": listed.get(row["id"]),
                }
                for row in councillors
            ],
            keys=keys,
            last_lists=last_lists,
            numbers={
                (session.term_id.number, session.number_int): (session.import_key or "").partition("/")[2] or False
                for session in sessions
            },
        )

    def _listed(self, terms):
        """Return ({id of a councillor: (first, last day on a list)}, {number of a term: day of the last list})."""
        self.env.flush_all()
        rows = self.env.execute_query(SQL(
            """SELECT line.councillor_id, session.term_id, min(session.day), max(session.day)
            FROM biuro_rada_attendance line JOIN biuro_rada_session session ON session.id = line.session_id
            WHERE session.is_historical AND session.term_id = ANY(%s) GROUP BY 1, 2""", terms.ids))
        last = {}
        for _councillor, term_id, _first, day in rows:
            last[term_id] = max(last.get(term_id, day), day)
        return (
            {councillor: (first, day) for councillor, _term, first, day in rows},
            {term.number: last[term.id] for term in terms if term.id in last},
        )

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_check(self):
        """Read the file and say of each row what would become of it; nothing of the council is changed.

        :return: True
        :raise UserError: no file, a file of another kind, an import that has begun
        """
        self.ensure_one()
        self.check_access("write")
        if self.state not in ("draft", "checked"):
            raise UserError(self.env._("This import has begun already."))
        made = self._plan()
        self._propose_terms(made)
        content = base64.b64decode(self.with_context(bin_size=False).file)
        # sudo: own models - the report is written by the check only; access was checked above
        record = self.sudo()
        record.row_ids.unlink()
        record.difference_ids.unlink()
        record._write_rows(made, self._all_rows(made))
        record._write_differences(made, made.differences, {})
        record.write({
            "checksum": hashlib.sha256(content).hexdigest(), "state": "checked", "position": 0,
            "batch_count": len(self._batches(made)), "difference_count": len(made.differences),
        })
        record._count_rows()
        return True

    def _propose_terms(self, made):
        """Enter the lines of the terms that are missing, with what the file knows of them."""
        present = set(self.term_ids.mapped("number"))
        self.env["biuro.rada.import.term"].create([
            {
                "import_id": self.id, "number": number,
                **{name: value for name, value in values.items()
                   if name in ("election_date", "date_start", "date_end", "population", "statutory_members")},
            }
            for number, values in sorted(made.terms().items(), key=lambda item: str(item[1].get("date_start") or ""))
            if number not in present
        ])

    def action_import(self):
        """Begin the import; :meth:`step` does the work, batch after batch, until it says that it is done.

        :return: True
        :raise UserError: the file was not checked; a term that the file needs has no dates or no inhabitants
        """
        self.ensure_one()
        self.check_access("write")
        if self.state == "running":
            return True
        if self.state != "checked":
            raise UserError(self.env._("Check the file first."))
        for line in self.term_ids:
            if not (line.election_date and line.date_start and line.date_end and line.population):
                raise UserError(self.env._(
                    "Term %s is not entered yet. Give its days and the number of inhabitants, then check again.",
                    line.number,
                ))
        # sudo: own model - the state is written by verbs only; access was checked above
        record = self.sudo()
        record.row_ids.unlink()
        record.difference_ids.unlink()
        record.write({"state": "running", "position": 0, "user_id": self.env.uid})
        return True

    def action_withhold(self, withheld=True):
        """Take all records of the imports off the public pages, or put them there.

        :param bool withheld: True takes them off; False states that the source was public
        :return: True
        """
        self.check_access("write")
        # sudo: own models - the mark is written by this verb only; access was checked above
        for model in ("biuro.rada.session", "biuro.rada.vote", "biuro.rada.interpellation"):
            self.env[model].sudo().search([("import_id", "in", self.ids)]).write({"is_withheld": withheld})
        self.write({"is_public": not withheld})
        return True

    def action_open_rows(self):
        """Return the window action (dict) of the report of rows, those with something to say first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_rada.biuro_rada_import_row_action")
        return {**action, "domain": [("import_id", "=", self.id)], "context": {}}

    def action_open_differences(self):
        """Return the window action (dict) of the differences from our arithmetic."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_rada.biuro_rada_import_difference_action")
        return {**action, "domain": [("import_id", "=", self.id)], "context": {}}

    def action_report(self):
        """Return the action (dict) that downloads the report as XLSX."""
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": f"/biuro_rada/import/{self.id}/report", "target": "download"}

    @api.model
    def action_example(self):
        """Return the action (dict) that downloads an empty workbook of the documented format, one row in each sheet."""
        return {"type": "ir.actions.act_url", "url": "/biuro_rada/import/example", "target": "download"}
