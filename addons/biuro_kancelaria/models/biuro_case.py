from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools import NumberedChar, WordSearch, office_today
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
        "access_level",
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
OPEN_AFTER_CLOSING = frozenset(
    {"is_restricted", "reader_ids", "access_level_set", "access_level_reason", "legal_hold", "legal_hold_reason"}
)
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
            case._log_event(act, date=case.date_opened, kind="course")
        cases.filtered("metryka_exemption_id")._log_exemption()
        cases._start_deadlines()
        return cases

    def write(self, vals):
        if not self.env.su:
            touched = SYSTEM_FIELDS & vals.keys()
            if touched:
                if touched & {"state", "date_closed", "archival_category", "official_note"}:
                    raise UserError(self.env._("Use the buttons to move a case on."))
                raise UserError(self.env._("The case sign is permanent and cannot be changed."))
            if any(case.state in LOCKED_STATES for case in self):
                self._check_unlocked(vals)
        before = self._before_changes(vals)
        result = super().write(vals)
        self._log_changes(before)
        return result

    def _check_unlocked(self, vals):
        if any(name not in OPEN_AFTER_CLOSING and not name.startswith(OPEN_PREFIXES) for name in vals):
            raise UserError(self.env._("The case is closed: its data and documents cannot be changed."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_opened(self):
        raise UserError(self.env._("A case that has a sign is never deleted. Close it and say why."))

    def _start_deadlines(self):
        """Start the statutory terms of the procedure; a hook for the deadline engine."""
