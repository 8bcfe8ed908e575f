import re
from datetime import timedelta

from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law import inputs
from odoo.addons.biuro_kancelaria.law.base import LawError, day_text
from odoo.addons.biuro_kancelaria.tools import office_today

WORKS = "biuro_kancelaria.biuro_kancelaria_group_clerk"
KEEPS = "biuro_sekretariat.biuro_sekretariat_group_citizens"


class BiuroSekretariatMatter(models.AbstractModel):
    """What an entry of a citizens' register shares: number, letter, case, handler, clock, letters that it sends.

    A model names its main clock (``_clock_code``), its class of the filing plan (``_jrwa_symbol``), the procedure of
    its cases (``_case_procedure``) and the field of letters that points at it (``_letter_field``).
    """

    _name = "biuro.sekretariat.matter"
    _inherit = [
        "biuro.register.mixin", "biuro.deadline.mixin", "biuro.access.mixin", "biuro.guard.mixin", "mail.thread",
        "mail.activity.mixin",
    ]
    _description = "Entry of a Citizens' Register"
    _mail_post_access = "read"
    _access_reference = "register_ref"
    _clock_code = None
    _jrwa_symbol = None
    _case_procedure = None
    _letter_field = None

    letter_id = fields.Many2one(
        "biuro.letter", "Letter", index="btree_not_null", domain=[("direction", "=", "in")], copy=False,
        ondelete="restrict", help="The incoming letter by which it was filed.",
    )
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null", readonly=True, copy=False, tracking=True)
    department_id = fields.Many2one(
        "hr.department", "Cell", index=True, tracking=True, default=lambda self: self._default_department(),
    )
    clerk_id = fields.Many2one(
        "hr.employee", "Handler", index=True, tracking=True, default=lambda self: self.env.user._biuro_employee(),
    )
    is_restricted = fields.Boolean("Restricted", tracking=True)
    reader_ids = fields.Many2many("res.users", string="Also Visible To")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    note = fields.Text("Remarks")

    date_legal_end = fields.Date(
        "Legal End", compute="_compute_clock", store=True, compute_sudo=True, index="btree_not_null",
        help="The day by which the law wants it settled, with supplements and extensions.",
    )
    legal_reasons = fields.Json("How It Was Counted", compute="_compute_legal_reasons")
    timeliness = fields.Selection(
        [("running", "Running"), ("in_time", "In Time"), ("late", "Late"), ("none", "No Term")],
        compute="_compute_clock", store=True, compute_sudo=True, index=True,
    )
    year = fields.Integer("Year of Filing", compute="_compute_year", store=True, aggregator=None, index=True)
    is_mine = fields.Boolean("Mine", compute="_compute_is_mine", search="_search_is_mine")
    is_my_cell = fields.Boolean("Of My Cell", compute="_compute_is_mine", search="_search_is_my_cell")
    is_due_soon = fields.Boolean("Due within a Week", compute="_compute_is_overdue")
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    out_letter_count = fields.Integer("Number of Letters Sent", compute="_compute_counts")
    deadline_count = fields.Integer("Number of Deadlines", compute="_compute_counts")

    def _default_department(self):
        # sudo: hr.employee - one's own cell only
        return self.env.user._biuro_employee().sudo().department_id.sudo(False)

    @api.model
    def _today(self):
        """Return today in Europe/Warsaw (date)."""
        return office_today()

    @api.model
    def _day(self, argument, value, required=True):
        """Return a day given over RPC as text, or as a date by Python code; a clear error for anything else."""
        try:
            day = inputs.day(argument, value, required=required)
        except LawError as error:
            raise ValidationError(str(error)) from error
        if day and day > self._today() and argument in ("on", "filed"):
            raise UserError(self.env._("The day of an act cannot be later than today."))
        return day or False

    # ---- computed ----------------------------------------------------------------------------------------------------

    @api.depends("deadline_ids.date_deadline", "deadline_ids.state", "deadline_ids.code")
    def _compute_clock(self):
        for record in self:
            main = record.deadline_ids.filtered(
                lambda line, record=record: line.code == record._clock_code and line.state != "cancelled"
            ).sorted("id")[-1:]
            record.date_legal_end = main.date_deadline
            record.timeliness = {"met": "in_time", "met_late": "late", "running": "running"}.get(main.state, "none")

    @api.depends("deadline_ids.reasons", "deadline_ids.state")
    def _compute_legal_reasons(self):
        for record in self:
            # sudo: biuro.deadline - how the term of a record that may be read was counted
            main = record.sudo().deadline_ids.filtered(
                lambda line, record=record: line.code == record._clock_code and line.state != "cancelled"
            ).sorted("id")[-1:]
            record.legal_reasons = main.reasons or False

    def _get_year_day(self):
        """Return the day whose year the entry belongs to (date)."""
        self.ensure_one()
        return self.date_received

    @api.depends("date_received")
    def _compute_year(self):
        for record in self:
            record.year = (record._get_year_day() or self._today()).year

    @api.depends("clerk_id", "department_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        # sudo: res.users - one's own cells and the people one acts for
        user = self.env.user.sudo()
        for record in self:
            record.is_mine = record.clerk_id in user.acting_employee_ids
            record.is_my_cell = record.department_id in user.cell_ids

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: res.users - the people one acts for
        return [("clerk_id", "in", self.env.user.sudo().acting_employee_ids.ids)]

    def _search_is_my_cell(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: res.users - one's own cells
        return [("department_id", "in", self.env.user.sudo().cell_ids.ids)]

    @api.depends("date_legal_end", "timeliness")
    def _compute_is_overdue(self):
        today = self._today()
        for record in self:
            running = record.timeliness == "running"
            record.is_overdue = running and record.date_legal_end < today
            record.is_due_soon = running and today <= record.date_legal_end <= today + timedelta(days=7)

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("timeliness", "=", "running"), ("date_legal_end", "<", self._today())]

    def _compute_counts(self):
        letters = dict(self.env["biuro.letter"]._read_group(
            [(self._letter_field, "in", self.ids)], [self._letter_field], ["__count"]))
        terms = dict(self.env["biuro.deadline"]._read_group(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)], ["res_id"], ["__count"]))
        for record in self:
            record.out_letter_count = letters.get(record, 0)
            record.deadline_count = terms.get(record.id, 0)

    @api.depends("access_tokens", "access_restricted", "register_ref", "subject")
    @api.depends_context("uid")
    def _compute_display_name(self):
        for record in self:
            record.display_name = " ".join(filter(None, [record.register_ref, record.subject])) or ""
        self._access_mask_names("register_ref")

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        return self._access_filter_recipients(super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs))

    # ---- letters and cases -------------------------------------------------------------------------------------------

    def _set(self, **values):
        # sudo: own model - facts are written by the verbs only, after their checks
        return self.sudo().write(values)

    def _check_state(self, *states):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for record in self:
            if record.state not in states:
                raise UserError(self.env._(
                    "This step does not fit the state of %(name)s: %(state)s.",
                    name=record.display_name, state=labels[record.state],
                ))

    def _check_text(self, text, sentence):
        """Return a stripped text; UserError with the sentence when there is none."""
        if not (isinstance(text, str) and text.strip()):
            raise UserError(sentence)
        return text.strip()

    def _adopt_case(self, case):
        """Put the entry into a case; its clock runs here, so the one that the case began with stops."""
        for record in self:
            record._set(case_id=case.id)
        case._deadline_cancel(self._clock_code, self.env._("The term runs at the entry of the register."))

    def action_open_case(self):
        """Open the case of the entry in its class of the filing plan, with the letter in its file.

        :return: dict, the window action of the case
        :raise UserError: there is one already, or the cell has no symbol
        Legal source: instrukcja kancelaryjna § 5, § 26.
        """
        self.ensure_one()
        self.check_access("write")
        case = self.case_id or self.letter_id.case_id
        if not case:
            values = {"title": self.subject, "procedure": self._case_procedure, "is_restricted": self.is_restricted}
            if self.letter_id:
                options = {key: values[key] for key in ("procedure", "is_restricted")}
                result = self.letter_id.action_open_case(
                    self._jrwa_symbol, self.subject, self.department_id.id, self.clerk_id.id, options)
            else:
                result = self.env["biuro.case"].open_case({
                    **values, "jrwa_symbol": self._jrwa_symbol, "department_id": self.department_id.id,
                    "clerk_id": self.clerk_id.id, "is_own": True,
                })
            case = self.env["biuro.case"].browse(result["id"])
        if not self.case_id:
            self._adopt_case(case)
        return {
            "type": "ir.actions.act_window", "res_model": "biuro.case", "res_id": case.id, "views": [(False, "form")],
        }

    def _prepare_letter_values(self):
        """Return the addressee and the thread of letters about the entry (dict of values of a draft)."""
        self.ensure_one()
        values = {
            "direction": "out", "case_id": self.case_id.id, "department_id": self.department_id.id,
            "clerk_id": self.clerk_id.id, "is_restricted": self.is_restricted, "regarding": self.subject,
        }
        if self.letter_id and self.letter_id.has_access("read"):
            values |= {
                name: value for name, value in self.letter_id._prepare_reply_values().items()
                if name in ("partner_id", "recipient_ids", "delivery_method_id", "regarding")
            }
        return values

    @api.model
    def _prepare_address(self, text):
        """Return the parts of an address typed in one line (dict), e.g. "ul. Polna 3, 00-001 Jasionów"."""
        match = re.search(r"(?P<zip>\d\d-\d{3})\s+(?P<city>[^,]+)", text or "")
        if not match:
            return {"street": text}
        return {"street": text[:match.start()].strip(" ,") or False, "zip": match["zip"], "city": match["city"].strip()}

    def _prepare_notice_values(self):
        return super()._prepare_notice_values() | self._prepare_letter_values()

    def _draft_letter(self, role, title, template, kind="notice", **options):
        """Write the draft of an outgoing letter about the entry, filled in from a template of the office.

        :param str role: what the letter does, kept on it; its dispatch and delivery move the entry on
        :param str title: subject of the letter
        :param str template: name of the template's external id
        :param str kind: name of the document kind on the ground floor
        :param dict options: ``words`` filled into the template, ``values`` of the letter
        :return: the letter (``biuro.letter`` record)
        """
        self.ensure_one()
        # sudo: res.users - one's own cells
        if not self.case_id and self.department_id in self.env.user.sudo().cell_ids:
            self.action_open_case()
        values = self._prepare_letter_values() | {"title": title}
        if not self.case_id:
            values["jrwa_class_id"] = self.env["biuro.jrwa.class"]._get(self._jrwa_symbol, self._today()).id
        words = {"dotyczy": values.get("regarding") or self.subject, "numer": self.register_ref} | {
            key: self._as_words(value) for key, value in options.get("words", {}).items()
        }
        record = self.env.ref(f"biuro_sekretariat.{template}", raise_if_not_found=False)
        if record:
            values |= self.env["biuro.letter"]._get_template_values(record, self.letter_id, **words)
        if found := self.env.ref(f"biuro_kancelaria.document_kind_{kind}", raise_if_not_found=False):
            values["document_kind_ids"] = [fields.Command.link(found.id)]
        letter = self.env["biuro.letter"].create(values | options.get("values", {}))
        # sudo: biuro.letter - what the letter does for the entry is noted by the verbs alone
        letter.sudo().write({self._letter_field: self.id, "matter_role": role})
        letter._log_case(f"Sporządzono projekt pisma: {title}")
        return letter

    @api.model
    def _as_words(self, value):
        """Return a value as it stands in the text of a letter: a day in words, a list as an HTML list."""
        if isinstance(value, (list, tuple)):
            return Markup("<ul>%s</ul>") % Markup("").join(Markup("<li>%s</li>") % item for item in value)
        if isinstance(value, str):
            return Markup("<br/>").join(escape(line) for line in value.splitlines())
        return day_text(value) if value else "…"

    def _after_letter_sent(self, letter, day):
        """Hook: a letter of the entry was dispatched on a day."""

    def _after_letter_delivered(self, letter, day):
        """Hook: a letter of the entry was delivered on a day."""

    def action_view_letters(self):
        """Open the letters that the office wrote about the entry.

        :return: dict, a window action
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": self.env._("Letters of %s", self.register_ref),
            "res_model": "biuro.letter", "view_mode": "list,form", "domain": [(self._letter_field, "=", self.id)],
        }

    def action_view_deadlines(self):
        """Open the statutory terms of the entry.

        :return: dict, a window action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_deadline_action")
        return action | {
            "domain": [("res_model", "=", self._name), ("res_id", "=", self.id)], "context": {},
            "display_name": self.env._("Deadlines of %s", self.register_ref),
        }

    def action_view_case(self):
        """Open the case of the entry.

        :return: dict, a window action
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "biuro.case", "res_id": self.case_id.id,
            "views": [(False, "form")],
        }
