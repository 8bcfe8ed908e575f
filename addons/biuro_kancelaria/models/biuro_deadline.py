from datetime import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..law import holidays, inputs, terms
from ..law.base import LawError
from ..tools import NumberedChar, office_today
from .biuro_access_mixin import CELL, EMPLOYEE, HEAD, USER, Tokens, tokens
from .biuro_deadline_extension import NOTICE_SENT


class BiuroDeadline(models.Model):
    """Running statutory term of a record of any area: one table for the whole office.

    Who may read the record may read its terms: the record's access is copied here, see ``_prepare_copies``. Nothing is
    written but by the verbs: no role has the right to create or write.
    """

    _name = "biuro.deadline"
    _description = "Deadline"
    _order = "date_deadline, id"
    _rec_names_search = ["name", "res_name"]

    name = fields.Char(required=True, readonly=True)
    rule_id = fields.Many2one(
        "biuro.deadline.rule", "Rule", required=True, readonly=True, index=True, ondelete="restrict",
    )
    code = fields.Char(related="rule_id.code", store=True, index=True)
    procedure = fields.Selection(related="rule_id.procedure", store=True)
    legal_basis = fields.Char(related="rule_id.legal_basis")

    # The record, with copies of what the cockpit shows and filters by
    res_model_id = fields.Many2one("ir.model", "Register", required=True, readonly=True, index=True, ondelete="cascade")
    res_model = fields.Char("Model", related="res_model_id.model", store=True, precompute=True)
    res_id = fields.Many2oneReference("Record", required=True, readonly=True, model_field="res_model", index=True)
    res_name = NumberedChar("Matter", readonly=True, index="trigram")
    department_id = fields.Many2one("hr.department", "Cell", readonly=True, index=True)
    employee_id = fields.Many2one("hr.employee", "Handler", readonly=True, index=True)
    user_id = fields.Many2one("res.users", "User of the Handler", related="employee_id.user_id", store=True, index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    access_tokens = Tokens(groups=fields.NO_ACCESS, copy=False, prefetch=False)
    access_restricted = fields.Boolean("Access Limited", readonly=True)

    # Dates, see law/terms.py
    date_start = fields.Date("Event", required=True, readonly=True, help="Day of the event; it is not counted.")
    start_at = fields.Datetime("Moment of the Event", readonly=True)
    amount = fields.Integer(readonly=True, aggregator=None)
    date_raw = fields.Date("Counted End", readonly=True)
    date_deadline = fields.Date("Legal End", required=True, readonly=True)
    deadline_at = fields.Datetime("Ends At", readonly=True, help="For terms in hours.")
    date_target = fields.Date(
        "Safe Date", required=True, readonly=True, help="Last working day not after the counted end.",
    )
    date_in_force = fields.Date("Effect From", readonly=True, help="First day after the lapse of the term.")
    excluded = fields.Json("Days Not Counted", readonly=True)
    excluded_text = fields.Text("Periods Not Counted", compute="_compute_excluded_text")
    suspended_on = fields.Date("Suspended On", readonly=True)
    reasons = fields.Json("How It Was Counted", readonly=True)
    note = fields.Char(readonly=True)

    # Course
    state = fields.Selection(
        [("running", "Running"), ("met", "Met"), ("met_late", "Met Late"), ("cancelled", "Cancelled")],
        default="running", required=True, readonly=True, index=True,
    )
    status = fields.Selection(
        [
            ("running", "Running"), ("overdue", "Overdue"), ("met", "Met"), ("met_late", "Met Late"),
            ("cancelled", "Cancelled"),
        ],
        compute="_compute_status",
    )
    is_overdue = fields.Boolean("Overdue", compute="_compute_status", search="_search_is_overdue")
    is_mine = fields.Boolean("Mine", compute="_compute_is_mine", search="_search_is_mine")
    is_my_cell = fields.Boolean("Of My Cell", compute="_compute_is_mine", search="_search_is_my_cell")
    days_left = fields.Integer(compute="_compute_status", aggregator=None)
    date_done = fields.Date("Done On", readonly=True)
    cancel_reason = fields.Char("Reason of Cancellation", readonly=True)
    extension_ids = fields.One2many("biuro.deadline.extension", "deadline_id", "Extensions", readonly=True)
    is_extendable = fields.Boolean(related="rule_id.extendable")
    is_extended = fields.Boolean("Extended", readonly=True)
    requires_notice = fields.Boolean(related="rule_id.requires_notice", store=True)
    is_notice_missing = fields.Boolean(
        "Notice Missing", compute="_compute_is_notice_missing", search="_search_is_notice_missing",
        help="The parties were not told of the delay or of the extension, as KPA art. 36 demands.",
    )
    is_notice_to_write = fields.Boolean(
        "Notice to Be Written", compute="_compute_is_notice_missing",
        help="An extension has no letter to the parties yet.",
    )
    escalated_on = fields.Date("Superior Told On", readonly=True)
    activity_id = fields.Many2one("mail.activity", readonly=True, index="btree_not_null", ondelete="set null")
    escalation_id = fields.Many2one("mail.activity", readonly=True, index="btree_not_null", ondelete="set null")

    _record_idx = models.Index("(res_model, res_id)")
    _access_idx = models.Index("USING gin (access_tokens)")
    _access_running_idx = models.Index("USING gin (access_tokens) WHERE state = 'running'")
    _running_idx = models.Index("(date_deadline, id) WHERE state = 'running'")
    _target_idx = models.Index("(date_target) WHERE state = 'running'")
    _cell_idx = models.Index("(department_id, date_deadline) WHERE state = 'running'")
    _employee_idx = models.Index("(employee_id, date_deadline) WHERE state = 'running'")

    @api.model
    def _today(self):
        """Return today in Europe/Warsaw (date)."""
        return office_today()

    @api.depends("name", "res_name")
    def _compute_display_name(self):
        for deadline in self:
            deadline.display_name = f"{deadline.res_name or ''}: {deadline.name or ''}"

    @api.depends("excluded")
    def _compute_excluded_text(self):
        for deadline in self:
            deadline.excluded_text = "\n".join(
                f"{row['from']} – {row['to']}: {row['reason']}" for row in deadline.excluded or []
            )

    @api.depends("state", "date_deadline", "deadline_at", "suspended_on")
    def _compute_status(self):
        today, now = self._today(), fields.Datetime.now()
        for deadline in self:
            end = deadline.deadline_at
            late = end < now if end else bool(deadline.date_deadline) and deadline.date_deadline < today
            overdue = deadline.state == "running" and not deadline.suspended_on and late
            deadline.is_overdue = overdue
            deadline.status = "overdue" if overdue else deadline.state
            deadline.days_left = (deadline.date_deadline - today).days if deadline.date_deadline else 0

    @api.model
    def _get_overdue_domain(self):
        late = Domain("deadline_at", "=", False) & Domain("date_deadline", "<", self._today())
        late |= Domain("deadline_at", "<", fields.Datetime.now())
        return Domain("state", "=", "running") & Domain("suspended_on", "=", False) & late

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_overdue_domain()

    @api.depends("employee_id", "department_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        # sudo: res.users - whom the user acts for and where
        user = self.env.user.sudo()
        for deadline in self.sudo():  # sudo: biuro.deadline - compares ids only
            deadline.is_mine = deadline.employee_id in user.acting_employee_ids
            deadline.is_my_cell = deadline.department_id in user.cell_ids

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: res.users - whom the user acts for
        return Domain("employee_id", "in", self.env.user.sudo().acting_employee_ids.ids)

    def _search_is_my_cell(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: res.users - the user's own cells
        return Domain("department_id", "in", self.env.user.sudo().cell_ids.ids)

    @api.depends("requires_notice", "is_overdue", "state", "extension_ids.notice_letter_id.state")
    def _compute_is_notice_missing(self):
        for deadline in self:
            deadline.is_notice_missing = deadline.requires_notice and deadline.state != "cancelled" and (
                deadline.is_overdue or any(not extension._is_notice_sent() for extension in deadline.extension_ids)
            )
            deadline.is_notice_to_write = deadline.is_notice_missing and bool(deadline.extension_ids._waiting())

    def _search_is_notice_missing(self, operator, value):
        if operator != "in":
            return NotImplemented
        # whether the parties were told does not depend on who asks: "any!" leaves the rules of letters aside
        letter = Domain("notice_letter_id", "=", False)
        letter |= Domain("notice_letter_id", "any!", Domain("state", "not in", NOTICE_SENT))
        unsent = Domain("extension_ids", "any!", letter)
        return (
            Domain("requires_notice", "=", True) & Domain("state", "!=", "cancelled")
            & (unsent | self._get_overdue_domain())
        )

    # ------------------------------------------------------------------
    # The record
    # ------------------------------------------------------------------

    @api.model
    def _prepare_copies(self, record):
        """Return what a deadline copies of its record: name, cell, handler, access (dict of values)."""
        department, employee = record._get_deadline_department(), record._get_deadline_employee()
        if "access_tokens" in record._fields:
            held, restricted = set(record.access_tokens), record.access_restricted
        else:
            restricted = "is_restricted" in record._fields and record.is_restricted
            held = tokens(HEAD, department.ids) | tokens(EMPLOYEE, employee.ids)
            if not restricted:
                held |= tokens(CELL, department.ids)
            if "reader_ids" in record._fields:
                held |= tokens(USER, record.reader_ids.ids)
        company = record.company_id if "company_id" in record._fields else self.env.company
        return {
            "res_name": record.display_name,
            "department_id": department.id,
            "employee_id": employee.id,
            "company_id": (company or self.env.company).id,
            "access_tokens": sorted(held),
            "access_restricted": restricted,
        }

    @api.model
    def _copy_access(self, records):
        """Copy who may see the records to their deadlines; the records have just computed it."""
        # sudo: biuro.deadline - a copy of the record's own access
        deadlines = self.sudo().search([("res_model", "=", records._name), ("res_id", "in", records.ids)])
        for record_id, lines in deadlines.grouped("res_id").items():
            record = records.sudo().browse(record_id)
            lines.write({
                "access_tokens": list(record.access_tokens or ()), "access_restricted": record.access_restricted,
            })

    def _record(self):
        """Return the record of one deadline, without further rights than the caller's."""
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id)

    def _check_verb(self, running=True):
        """Check that the caller may change the records of these deadlines, and that the deadlines still run."""
        self.check_access("read")
        for res_model, deadlines in self.grouped("res_model").items():
            self.env[res_model].browse(set(deadlines.mapped("res_id"))).check_access("write")
        for deadline in self:
            if running and deadline.state != "running":
                raise UserError(self.env._("The deadline “%(name)s” does not run any more.", name=deadline.name))

    def _check_reason(self, reason):
        if not (isinstance(reason, str) and reason.strip()):
            raise UserError(self.env._("Give the reason."))
        return reason.strip()

    def _parse_day(self, argument, value):
        """Return a day given over RPC as text, or as a date by Python code."""
        try:
            return inputs.day(argument, value)
        except LawError as error:
            raise ValidationError(str(error)) from error

    # ------------------------------------------------------------------
    # Counting
    # ------------------------------------------------------------------

    @api.model
    def _prepare_counted(self, result):
        """Return field values for a result of the law (dict), moments included."""
        def day(value):
            return value.date() if isinstance(value, datetime) else value

        at = result["deadline"]
        return {
            "date_raw": day(result["raw"]),
            "date_deadline": day(at),
            "deadline_at": inputs.utc(at) if isinstance(at, datetime) else False,
            "date_target": day(result["target"]),
            "date_in_force": day(result["in_force"]),
            "reasons": inputs.plain(result["reasons"]),
        }

    def _excluded_pairs(self):
        self.ensure_one()
        return [(fields.Date.to_date(row["from"]), fields.Date.to_date(row["to"])) for row in self.excluded or []]

    def _count_anew(self, excluded, extension=None):
        """Return the values (dict) of a term counted with other days left out, or an extension; nothing is written.

        :param excluded: list of pairs of dates
        :param extension: pair of the day of the decision and the end that it names
        """
        self.ensure_one()
        try:
            if extension:
                decided, named = extension
                end = terms.prolong(decided, named, excluded)
                result = terms.fixed(holidays.next_working(end) if end != named and self.rule_id.roll else end)
                result["raw"] = self.date_raw
            else:
                start = self.start_at and terms.local(self.start_at) or self.date_start
                result = self.rule_id._count_term(start, amount=self.amount or None, excluded=excluded)
        except LawError as error:
            raise ValidationError(str(error)) from error
        return self._prepare_counted(result)

    def _recount(self):
        """Count the ends anew from the start, the days not counted and the last extension."""
        for deadline in self:
            extension = deadline.extension_ids[-1:]
            values = deadline._count_anew(
                deadline._excluded_pairs(), extension and (extension.date_on, extension.date_to),
            )
            if values["date_deadline"] >= self._today():
                values["escalated_on"] = False
            deadline.write(values)
        self._plan_activities()

    def _log_on_record(self, text):
        """Note what happened to each deadline in the history of its record.

        :param text: function of one deadline that returns the note
        """
        for deadline in self:
            record = deadline._record()
            if hasattr(record, "_message_log"):
                record._message_log(body=text(deadline))
