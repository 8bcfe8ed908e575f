from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ..law.case_sign import compose, is_unit_symbol
from ..tools import NumberedChar, WordSearch, fetch_serialized, office_today
from .biuro_case_event import ACTS
from .biuro_jrwa_class import PROCEDURES

LOCKED_STATES = ("closed", "moved", "archived", "transferred", "disposed")
# given by the system once, by the verbs alone
SYSTEM_FIELDS = frozenset(
    {
        "reference",
        "number",
        "year",
        "unit_symbol",
        "jrwa_class_id",
        "department_id",
        "company_id",
        "group_base_id",
        "state",
        "date_closed",
        "archival_category",
        "opened_by_id",
        "predecessor_id",
        "successor_id",
        "external_id",
        "records_system",
        "date_opened",
        "archive_line_id",
        "disposal_line_id",
        "official_note",
        "category_exception_id",
        "category_reason",
        "expertise",
        "retention_extended_to",
    }
)
# what not even the one who opens a case may give
GIVEN_BY_SYSTEM = SYSTEM_FIELDS - {
    "jrwa_class_id",
    "department_id",
    "company_id",
    "group_base_id",
    "state",
    "external_id",
    "date_opened",
}
# who may see a case and what is said about it stay open to change after it was closed
OPEN_AFTER_CLOSING = frozenset({"is_restricted", "reader_ids", "access_level", "legal_hold", "legal_hold_reason"})
OPEN_PREFIXES = ("message_", "activity_", "my_activity_", "website_message_")


class BiuroCase(models.Model):
    """Case (sprawa) with its sign (znak sprawy).

    open -> suspended -> open -> closed -> archived -> transferred or disposed; open -> moved when another sign takes
    the case over. The sign never changes: what goes on after closing or elsewhere is a new case linked to the old one.
    """

    _name = "biuro.case"
    _description = "Case"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "year desc, id desc"
    _rec_name = "reference"
    _rec_names_search = ["reference", "title"]
    _mail_post_access = "read"

    # Sign
    reference = NumberedChar("Case Sign", readonly=True, copy=False, index="trigram")
    unit_symbol = fields.Char("Cell Symbol", readonly=True, copy=False)
    jrwa_class_id = fields.Many2one(
        "biuro.jrwa.class",
        "Filing Plan Class",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_final', '=', True), ('is_current', '=', True)]",
    )
    number = fields.Integer(readonly=True, copy=False, aggregator=None)
    year = fields.Integer(readonly=True, copy=False, aggregator=None)
    is_group_base = fields.Boolean(
        "Base of a Group of Cases",
        copy=False,
        help="Cases of one matter get signs under this number, e.g. BS.403.5.1.2026.",
    )
    group_base_id = fields.Many2one(
        "biuro.case", "In the Group of Cases", index="btree_not_null", ondelete="restrict", copy=False
    )
    group_case_ids = fields.One2many("biuro.case", "group_base_id", "Cases of the Group")
    external_id = fields.Char("Identifier in Another System", readonly=True, copy=False)

    # Matter
    title = NumberedChar(required=True, index="trigram", tracking=True)
    words = WordSearch(
        "Case by Words", columns=("reference", "title"), help="Finds cases by words of the title and the sign.",
    )
    is_own = fields.Boolean("Own Case", help="Opened by the office itself, not by a letter that came in.")
    partner_id = fields.Many2one("res.partner", "From", index="btree_not_null")
    origin_reference = fields.Char("Sender's Reference")
    origin_letter_date = fields.Char("Date of the Letter", help="YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known.")
    procedure = fields.Selection(
        PROCEDURES, compute="_compute_procedure", store=True, readonly=False, precompute=True, required=True,
        tracking=True,
        help="The usual one of the class at first; another one brings its own statutory term.",
    )
    records_system = fields.Selection([("traditional", "Traditional"), ("ezd", "EZD")], readonly=True, copy=False)
    date_opened = fields.Date("Opened On", required=True, default=lambda self: self._today(), copy=False)
    date_closed = fields.Date("Closed On", readonly=True, copy=False, index="btree_not_null")
    resolution_note = fields.Text("How It Was Settled", copy=False)
    official_note = fields.Text("Official Note", readonly=True, copy=False)
    gdpr_notice_given_at = fields.Date("Informed about Personal Data On", copy=False)
    note = fields.Text("Remarks")

    archival_category = fields.Char(
        "Archival Category", readonly=True, copy=False, help="Copied from the class when the case is opened."
    )

    # People
    department_id = fields.Many2one(
        "hr.department", "Cell", required=True, index=True, tracking=True, ondelete="restrict"
    )
    clerk_id = fields.Many2one("hr.employee", "Handler", index=True, tracking=True)
    opened_by_id = fields.Many2one("hr.employee", "Opened By", readonly=True, copy=False)
    cooperating_department_ids = fields.Many2many(
        "hr.department",
        "biuro_case_cooperating_rel",
        "case_id",
        "department_id",
        "Cooperating Cells",
    )
    is_restricted = fields.Boolean("Restricted", tracking=True)
    reader_ids = fields.Many2many("res.users", "biuro_case_reader_rel", "case_id", "user_id", "Also Visible To")
    access_level = fields.Selection(
        [("public_full", "Public"), ("public_partial", "Public in Part"), ("non_public", "Not Public")],
        "Access",
        default="public_partial",
        required=True,
    )

    state = fields.Selection(
        [
            ("open", "In Progress"),
            ("suspended", "Suspended"),
            ("closed", "Closed"),
            ("moved", "Moved"),
            ("archived", "In the Archive"),
            ("transferred", "In the State Archive"),
            ("disposed", "Disposed"),
        ],
        default="open",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    predecessor_id = fields.Many2one("biuro.case", "Previous Case", readonly=True, copy=False, index="btree_not_null")
    successor_id = fields.Many2one("biuro.case", "Next Case", readonly=True, copy=False, index="btree_not_null")
    letter_ids = fields.One2many("biuro.letter", "case_id", "Letters")
    event_ids = fields.One2many("biuro.case.event", "case_id", "Case Log")
    letter_count = fields.Integer("Number of Letters", compute="_compute_counts")
    event_count = fields.Integer("Number of Log Lines", compute="_compute_counts")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)

    _reference_uniq = models.UniqueIndex(
        "(company_id, reference) WHERE reference IS NOT NULL", "This case sign is taken already."
    )
    _external_uniq = models.UniqueIndex(
        "(company_id, external_id) WHERE external_id IS NOT NULL",
        "A case with this external identifier exists already.",
    )
    _words_idx = words.word_index()
    _book_idx = models.Index("(department_id, jrwa_class_id, year, number)")
    _closed_after_opened = models.Constraint(
        "CHECK (date_closed IS NULL OR date_closed >= date_opened)",
        "A case cannot be closed before it was opened.",
    )

    @api.model
    def _today(self):
        """Return today in the time zone of the law, Europe/Warsaw (date)."""
        return office_today()

    @api.depends("reference", "title")
    def _compute_display_name(self):
        for case in self:
            case.display_name = f"{case.reference} {case.title}" if case.reference else case.title or ""

    def _compute_counts(self):
        letters = dict(self.env["biuro.letter"]._read_group([("case_id", "in", self.ids)], ["case_id"], ["__count"]))
        events = dict(self.env["biuro.case.event"]._read_group([("case_id", "in", self.ids)], ["case_id"], ["__count"]))
        for case in self:
            case.letter_count = letters.get(case, 0)
            case.event_count = events.get(case, 0)

    @api.depends("jrwa_class_id")
    def _compute_procedure(self):
        for case in self:
            case.procedure = case.jrwa_class_id.procedure_default or "inne"

    @api.constrains("partner_id", "is_own")
    def _check_origin(self):
        for case in self:
            if case.is_own and case.partner_id:
                raise ValidationError(
                    self.env._("An own case of the office comes from nobody: clear “From” or “Own Case”.")
                )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        employee = self.env.user._biuro_employee()
        if "clerk_id" in fields:
            values.setdefault("clerk_id", employee.id)
        if "department_id" in fields:
            # sudo: hr.employee - the cell of the user's own employee
            values.setdefault("department_id", employee.sudo().department_id.id)
        return values

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.get(name) for vals in vals_list for name in GIVEN_BY_SYSTEM):
            raise UserError(self.env._("The case sign is given by the system when the case is opened."))
        if not self.env.su and any(vals.get("state", "open") != "open" for vals in vals_list):
            raise UserError(self.env._("A case begins as open. Use the buttons to move it on."))
        self.browse().check_access("create")
        cases = super().create(self._prepare_open(vals_list))
        for case in cases:
            if case.group_base_id:
                # sudo: biuro.case - the sign of the base is part of this case's own sign
                act = ACTS["open_group"].format(reference=case.reference, base=case.group_base_id.sudo().reference)
            else:
                act = ACTS["open"].format(reference=case.reference)
            case._log_event(act, date=case.date_opened)
        cases._start_deadlines()
        return cases

    def _prepare_open(self, vals_list):
        """Return values for create with all that the law fixes on the day of opening: sign, class, category, system."""
        today = self._today()
        employee = self.env.user._biuro_employee()
        prepared, books = [], {}
        for vals in vals_list:
            vals = dict(vals)
            vals.setdefault("company_id", self.env.company.id)
            vals.setdefault("clerk_id", employee.id)
            if not vals.get("department_id"):
                # sudo: hr.employee - only the cell the handler works in is taken
                vals["department_id"] = self.env["hr.employee"].sudo().browse(vals["clerk_id"]).department_id.id
            if not vals["department_id"]:
                raise UserError(self.env._("Name the cell that opens the case."))
            vals.setdefault("is_own", not vals.get("partner_id"))
            opened = vals["date_opened"] = fields.Date.to_date(vals.get("date_opened")) or today
            if opened > today:
                raise UserError(self.env._("A case cannot be opened on a day to come."))
            company = self.env["res.company"].browse(vals["company_id"])
            department = self.env["hr.department"].browse(vals["department_id"])
            jrwa = self.env["biuro.jrwa.class"].browse(vals.get("jrwa_class_id"))
            if not jrwa:
                raise UserError(self.env._("Choose the class of the filing plan."))
            jrwa._check_opens_cases(opened)
            symbol = department._get_symbol(opened.year)
            if not symbol:
                raise UserError(
                    self.env._(
                        "Cell %s has no symbol: the administrator sets it in the settings of cells.", department.name
                    )
                )
            if not is_unit_symbol(symbol):
                raise UserError(
                    self.env._(
                        "The symbol “%s” cannot stand in a case sign: use capital letters and digits, divided by a "
                        "minus.",
                        symbol,
                    )
                )
            base = self.browse(vals.get("group_base_id"))
            if base:
                base._check_group_base(department, jrwa, opened.year)
            # the list of cases the number is drawn from: cell, class and, in a separated group, its base
            mark = (symbol, jrwa.symbol, base.number or None)
            vals |= {
                "year": opened.year,
                "unit_symbol": symbol,
                "state": vals.get("state") or "open",
                "archival_category": vals.get("archival_category") or jrwa.category,
                "records_system": jrwa.records_system_override or company.biuro_records_system,
                "opened_by_id": employee.id,
            }
            if not vals.get("procedure"):
                vals.pop("procedure", None)  # the usual one of the class
            prepared.append(vals)
            books.setdefault((mark, opened.year, company), []).append(vals)
        self.env.flush_all()  # what others need not wait for
        # sudo: biuro.register.counter - only opening a case moves the counter of its list
        counter = self.env["biuro.register.counter"].sudo()
        for mark, year, company in sorted(books, key=lambda book: (str(book[0]), book[1], book[2].id)):
            entries = books[mark, year, company]
            symbol, jrwa_symbol, group = mark
            book = ".".join(str(part) for part in mark if part)
            number = counter._draw(f"case:{book}", year, company, count=len(entries))
            for vals in entries:
                vals |= {"number": number, "reference": compose(symbol, jrwa_symbol, number, year, group=group)}
                number += 1
        return prepared

    def _check_group_base(self, department, jrwa, year):
        self.ensure_one()
        if not self.is_group_base:
            raise UserError(self.env._("Case %s is not the base of a group of cases.", self.reference))
        if (self.department_id, self.jrwa_class_id, self.year) != (department, jrwa, year):
            raise UserError(
                self.env._(
                    "Cases of the group %(base)s have the same cell, class and year (%(year)s) as its base.",
                    base=self.reference,
                    year=self.year,
                )
            )
        if self.state in LOCKED_STATES:
            raise UserError(self.env._("The group of cases %s is closed.", self.reference))

    def write(self, vals):
        if not self.env.su:
            touched = SYSTEM_FIELDS & vals.keys()
            if touched:
                if touched & {"state", "date_closed", "archival_category", "official_note"}:
                    raise UserError(self.env._("Use the buttons to move a case on."))
                raise UserError(self.env._("The case sign is permanent and cannot be changed."))
            if any(case.state in LOCKED_STATES for case in self):
                self._check_unlocked(vals)
        before = {case: (case.title, case.clerk_id, case.cooperating_department_ids) for case in self}
        result = super().write(vals)
        if vals.keys() & {"title", "clerk_id", "cooperating_department_ids"}:
            self._log_changes(before)
        return result

    def _check_unlocked(self, vals):
        if any(name not in OPEN_AFTER_CLOSING and not name.startswith(OPEN_PREFIXES) for name in vals):
            raise UserError(self.env._("The case is closed: its data and documents cannot be changed."))

    def _log_changes(self, before):
        for case, (title, clerk, cells) in before.items():
            if case.title != title:
                case._log_event(ACTS["title"].format(old=title, new=case.title))
            if case.clerk_id != clerk:
                # sudo: hr.employee - a name and a position, both printed on every letter
                person = case.clerk_id.sudo()
                case._log_event(
                    ACTS["reassign"].format(person=", ".join(filter(None, [person.name, person.job_title])) or "-")
                )
            if case.cooperating_department_ids - cells:
                new = case.cooperating_department_ids - cells
                case._log_event(ACTS["cooperate"].format(cells=", ".join(new.mapped("name"))))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_opened(self):
        raise UserError(self.env._("A case that has a sign is never deleted. Close it and say why."))

    # Verbs

    @api.model
    def open_case(self, values):
        """Open a case and give it its sign (instrukcja kancelaryjna, § 5 and § 26).

        Nothing is done twice: a call with an ``external_id`` already known returns the case that has it.

        :param dict values: ``title``; ``jrwa_symbol`` (or ``jrwa_class_id``); optional ``department_id`` or
            ``department_symbol`` (the handler's cell by default), ``clerk_id`` (the user's employee by default),
            ``partner_id``, ``is_own``, ``date_opened`` (ISO, today by default), ``procedure``, ``origin_reference``,
            ``origin_letter_date``, ``letter_id`` or ``letter_ids`` (letters to put into the file), ``group_base``
            (sign of the base of a group of cases), ``is_group_base``, ``is_restricted``, ``note``, ``external_id``
        :return: dict(id, reference)
        :raises UserError: no such class, class not final or not valid on the day, cell without a symbol, unknown value
        """
        values = dict(values)
        external = values.get("external_id")
        if external:
            # sudo: own model - whether the identifier is known must not depend on whose case it is
            rows = fetch_serialized(
                self.env,
                f"case:{self.env.company.id}:{external}",
                SQL(
                    "SELECT id FROM biuro_case WHERE company_id = %s AND external_id = %s",
                    self.env.company.id,
                    external,
                ),
            )
            if rows:
                case = self.browse(rows[0][0])
                case.check_access("read")
                return {"id": case.id, "reference": case.reference}
        letter_ids = list(values.pop("letter_ids", None) or ())
        if letter_id := values.pop("letter_id", None):
            letter_ids.append(letter_id)
        letters = self.env["biuro.letter"].browse(letter_ids)
        case = self.create(self._prepare_open_values(values, letters))
        if letters:
            letters._attach_case(case, ACTS["origin"])
        return {"id": case.id, "reference": case.reference}

    def _prepare_open_values(self, values, letters):
        """Turn the plain arguments of ``open_case`` into field values."""
        opened = fields.Date.to_date(values.get("date_opened") or letters[:1].date_received) or self._today()
        if "jrwa_symbol" in values:
            values["jrwa_class_id"] = self.env["biuro.jrwa.class"]._get(str(values.pop("jrwa_symbol")), opened).id
        if "department_symbol" in values:
            symbol = values.pop("department_symbol")
            department = self.env["hr.department"].search([("office_symbol", "=", symbol)], limit=1)
            if not department:
                raise UserError(self.env._("No cell has the symbol %s.", symbol))
            values["department_id"] = department.id
        if base := values.pop("group_base", None):
            case = self.search([("reference", "=", base)], limit=1)
            if not case:
                raise UserError(self.env._("There is no case %s.", base))
            values["group_base_id"] = case.id
        if letters:
            letter = letters[0]
            values.setdefault("title", letter.title)
            values.setdefault("date_opened", letter.direction == "in" and letter.date_received or None)
            values.setdefault("origin_reference", letter.sender_reference)
            values.setdefault("origin_letter_date", letter.letter_date)
            values.setdefault("partner_id", letter.partner_id.id)
            values.setdefault("is_own", not letter.partner_id and letter.direction != "in")
            values.setdefault("is_restricted", any(letters.mapped("is_restricted")))
        if not (values.get("title") or "").strip():
            raise UserError(self.env._("Give the title of the case."))
        unknown = set(values) - set(self._fields)
        if unknown:
            raise UserError(self.env._("Unknown values: %s.", ", ".join(sorted(unknown))))
        return values

    def add_event(self, action, date=None, document_uid=None):
        """Add a line to the case log by hand, e.g. a talk or a visit to the place (KPA art. 66a).

        :param str action: what was done, as it is to be printed
        :param date: day of the act (ISO text or date), today by default
        :param str document_uid: identifier of the document in the file
        :return: dict(id, sequence) of the line
        :raises UserError: empty text, a day to come, case handed over to the archive
        """
        self.ensure_one()
        self.check_access("write")
        date = fields.Date.to_date(date) or self._today()
        if not (action or "").strip():
            raise UserError(self.env._("Write what was done."))
        if date > self._today():
            raise UserError(self.env._("The day of the act cannot be later than today."))
        if self.state in ("archived", "transferred", "disposed"):
            raise UserError(self.env._("The file has been handed over: its log is closed to lines added by hand."))
        event = self._log_event(action.strip(), date=date, document_uid=document_uid, is_manual=True)
        return {"id": event.id, "sequence": event.sequence}

    def _get_log_lines(self):
        """Return the lines of the log to print; those for a court when the context says so."""
        self.ensure_one()
        return self.event_ids._for_court() if self.env.context.get("biuro_for_court") else self.event_ids

    def _start_deadlines(self):
        """Start the statutory terms of the procedure; a hook for the deadline engine."""

    def _log_event(self, action, letter=None, date=None, document_uid=None, **more):
        """Add a line to the case log (metryka sprawy) of each case, in one batch.

        :param str action: what was done, in Polish, as it is printed
        :param letter: ``biuro.letter`` the act concerns, if any
        :param date: day of the act, today by default
        :param str document_uid: identifier of the document in the file; the letter's own by default
        :return: the new ``biuro.case.event`` records
        """
        if not self:
            return self.env["biuro.case.event"]
        # sudo: hr.employee, res.users - name and position of the acting user, printed with every act
        user = self.env.user.sudo()
        employee = user._biuro_employee().sudo()
        first_name, _space, surname = (employee.name or user.name or "").strip().rpartition(" ")
        position = employee.job_title or ""
        values = {
            "date_action": date or self._today(),
            "user_id": user.id,
            "person_surname": surname,
            "person_first_name": first_name,
            "person_position": position,
            "person": ", ".join(filter(None, [f"{surname} {first_name}".strip(), position])),
            "action": action,
            "letter_id": letter.id if letter else False,
            "document_uid": document_uid or (letter and letter.document_uid) or False,
            **more,
        }
        # sudo: biuro.case.event - the log is kept by what happens, nobody writes it directly
        return self.env["biuro.case.event"].sudo().create([{"case_id": case.id, **values} for case in self])
