from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import NumberedChar, office_today

# Who may follow whom. Only _move_to() reads it, and only verbs call _move_to().
TRANSITIONS = {
    "draft": {"received"},
    "received": {"qualified", "to_clarify", "unexamined", "settled", "annulled"},
    "qualified": {"qualified", "forwarded", "to_clarify", "in_progress", "unexamined", "settled", "annulled"},
    "to_clarify": {"received", "qualified", "unexamined", "settled", "annulled"},
    "in_progress": {"qualified", "to_clarify", "settled", "annulled"},
    "forwarded": {"closed", "annulled"},
    "settled": {"in_progress", "closed"},
    "unexamined": {"received", "closed"},
}
# the person who wrote waits for an end
OPEN_STATES = ("received", "qualified", "to_clarify", "in_progress")


class BiuroSekretariatComplaint(models.Model):
    """Complaint or motion (skarga, wniosek; KPA dział VIII).

    draft - received - qualified - forwarded | to_clarify | in_progress - settled - closed; unexamined; annulled.
    A complaint in several matters is split: one row for each matter under the row of the letter.
    """

    _name = "biuro.sekretariat.complaint"
    _description = "Complaint or Motion"
    _inherit = [
        "biuro.register.mixin", "biuro.deadline.mixin", "biuro.access.mixin", "biuro.guard.mixin", "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "register_year desc, register_number desc, id desc"
    _rec_name = "subject"
    _rec_names_search = ["register_ref", "subject", "complainant_name"]
    _mail_post_access = "read"
    _register_code = "SW"

    state = fields.Selection(
        [
            ("draft", "Draft"), ("received", "Received"), ("qualified", "Qualified"), ("to_clarify", "To Be Clarified"),
            ("in_progress", "Being Dealt With"), ("forwarded", "Passed On"), ("settled", "Settled"),
            ("unexamined", "Left Without Examination"), ("closed", "Closed"), ("annulled", "Annulled"),
        ],
        default="draft", required=True, readonly=True, copy=False, tracking=True, index=True,
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)

    # What came
    declared_kind = fields.Selection(
        [("complaint", "Complaint"), ("motion", "Motion")], "Kind by Its Title", required=True, default="complaint",
        help="As the sender called it. The content decides, not the title (KPA art. 222).",
    )
    qualified_kind = fields.Selection(
        [("complaint", "Complaint"), ("motion", "Motion")], "Kind by Its Content", readonly=True, copy=False,
        tracking=True,
    )
    kind = fields.Selection(
        [("complaint", "Complaint"), ("motion", "Motion")], compute="_compute_kind", store=True, index=True,
    )
    qualified_by_id = fields.Many2one("res.users", "Qualified By", readonly=True, copy=False)
    date_qualified = fields.Date("Qualified On", readonly=True, copy=False)
    qualification_note = fields.Text("Why Qualified So", readonly=True, copy=False)
    date_received = fields.Date("Received On", required=True, default=lambda self: self._today(), index=True)
    letter_id = fields.Many2one("biuro.letter", "Letter", index="btree_not_null", copy=False, ondelete="restrict")
    form = fields.Selection(
        [
            ("written", "In Writing"), ("email", "E-mail"), ("ade", "e-Delivery"), ("epuap", "ePUAP"),
            ("oral", "Orally, to a Protocol"),
        ],
        "Form", required=True, default="written", index=True,
    )
    subject = NumberedChar("Subject", required=True, index="trigram", tracking=True)
    description = fields.Text("Content", help="Short description of the matter; of an oral one it is the protocol.")

    # Who wrote, and in whose interest (KPA art. 221)
    partner_id = fields.Many2one("res.partner", "Contact", index="btree_not_null")
    complainant_name = NumberedChar(
        "Complainant", index="trigram", compute="_compute_complainant", store=True, readonly=False,
        help="First name and surname, or the name of an organisation, as stated.",
    )
    address = fields.Char(compute="_compute_complainant", store=True, readonly=False)
    email = fields.Char("E-mail", compute="_compute_complainant", store=True, readonly=False)
    is_incomplete = fields.Boolean(
        "Without Name or Address", compute="_compute_is_incomplete", store=True,
        help="Left unexamined (RSW § 8(1)).",
    )
    interest = fields.Selection(
        [("public", "Public"), ("own", "Own"), ("other", "Another Person's")], "In Whose Interest", required=True,
        default="own",
    )
    consent_id = fields.Many2one(
        "ir.attachment", "Consent of That Person", copy=False, bypass_search_access=True,
        help="Needed where it is filed in the interest of another person (KPA art. 221 § 3).",
    )
    has_consent = fields.Boolean("Consent Shown", copy=False, tracking=True)

    # Who passed it on (KPA art. 237 § 2, 248, 251)
    forwarder_kind = fields.Selection(
        [
            ("mp", "Member of the Sejm"), ("senator", "Senator"), ("councillor", "Councillor"), ("press", "Press"),
            ("organisation", "Organisation"), ("body", "Another Body"),
        ],
        "Passed on to Us By", index=True,
    )
    forwarder_id = fields.Many2one("res.partner", "Name of Who Passed It On", index="btree_not_null")
    wants_notice = fields.Boolean("Wants to Be Told", help="The editors or the organisation asked to be told.")
    date_forwarder_informed = fields.Date("Told On", readonly=True, copy=False)

    # Whom it is about
    target_department_id = fields.Many2one("hr.department", "Cell Complained About", index="btree_not_null")
    target_employee_id = fields.Many2one(
        "hr.employee", "Person Complained About", index="btree_not_null", tracking=True,
        help="This person and the person's subordinates see nothing of it and cannot deal with it (RSW § 11).",
    )
    target_unit_id = fields.Many2one("res.partner", "Unit Complained About", index="btree_not_null")

    # Where it is
    department_id = fields.Many2one("hr.department", "Cell", index=True, tracking=True, default=lambda self: (
        self._default_department_id()))
    clerk_id = fields.Many2one("hr.employee", "Handler", index=True, tracking=True)
    is_restricted = fields.Boolean("Restricted", tracking=True)
    reader_ids = fields.Many2many(
        "res.users", "biuro_sekretariat_complaint_reader_rel", "complaint_id", "user_id", "Also Visible To",
    )
    case_id = fields.Many2one("biuro.case", "Case", readonly=True, copy=False, index="btree_not_null")
    parent_id = fields.Many2one(
        "biuro.sekretariat.complaint", "Split From", readonly=True, copy=False, index="btree_not_null",
        ondelete="restrict",
    )
    child_ids = fields.One2many("biuro.sekretariat.complaint", "parent_id", "Matters")
    gdpr_notice_given_at = fields.Date(
        "Informed about Personal Data On", readonly=True, copy=False, help="With the first act (KPA art. 226a).",
    )
    note = fields.Text("Remarks")

    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    is_mine = fields.Boolean("Mine", compute="_compute_is_mine", search="_search_is_mine")
    is_my_cell = fields.Boolean("Of My Cell", compute="_compute_is_mine", search="_search_is_my_cell")

    _letter_uniq = models.UniqueIndex(
        "(letter_id) WHERE letter_id IS NOT NULL AND parent_id IS NULL AND is_cancelled IS NOT TRUE",
        "This letter is in the register of complaints and motions already.",
    )
    _received_idx = models.Index("(date_received DESC, id DESC)")

    @api.model
    def _today(self):
        """Return today in Europe/Warsaw (date)."""
        return office_today()

    @api.model
    def _default_department_id(self):
        # sudo: hr.employee - the cell of the user's own employee
        return self.env.user._biuro_employee().sudo().department_id.id

    @api.depends("declared_kind", "qualified_kind")
    def _compute_kind(self):
        for complaint in self:
            complaint.kind = complaint.qualified_kind or complaint.declared_kind

    @api.depends("partner_id")
    def _compute_complainant(self):
        for complaint in self:
            partner = complaint.partner_id
            if not partner:
                continue
            town = " ".join(filter(None, [partner.zip, partner.city]))
            complaint.complainant_name = partner.name
            complaint.address = ", ".join(filter(None, [partner.street, town])) or complaint.address
            complaint.email = partner.email or complaint.email

    @api.depends("complainant_name", "address", "email", "form")
    def _compute_is_incomplete(self):
        for complaint in self:
            name, address = (complaint.complainant_name or "").strip(), (complaint.address or "").strip()
            complaint.is_incomplete = not (name and address)

    @api.depends("register_ref", "subject", "target_employee_id")
    def _compute_display_name(self):
        for complaint in self:
            # the name travels far (deadlines, activities, messages): it does not tell of a complaint about a person
            parts = [complaint.register_ref, complaint.subject]
            hidden = complaint.target_employee_id and complaint.register_ref
            complaint.display_name = complaint.register_ref if hidden else " ".join(filter(None, parts))

    @api.depends("deadline_next", "state")
    def _compute_is_overdue(self):
        today = self._today()
        for complaint in self:
            complaint.is_overdue = bool(complaint.deadline_next and complaint.deadline_next < today)

    def _search_is_overdue(self, operator, value):
        return [("deadline_next", "<", self._today())] if operator == "in" else NotImplemented

    @api.depends("clerk_id", "department_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        people, cells = self.env.user.acting_employee_ids, self.env.user.cell_ids
        for complaint in self:
            complaint.is_mine = complaint.clerk_id in people
            complaint.is_my_cell = complaint.department_id in cells

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("clerk_id", "in", self.env.user.acting_employee_ids.ids)]

    def _search_is_my_cell(self, operator, value):
        return [("department_id", "in", self.env.user.cell_ids.ids)] if operator == "in" else NotImplemented

    @api.constrains("date_received")
    def _check_date_received(self):
        if any(complaint.date_received > self._today() for complaint in self):
            raise UserError(self.env._("The date of receipt cannot be later than today."))

    @api.model_create_multi
    def create(self, vals_list):
        complaints = super().create([self._complete_values(vals) for vals in vals_list])
        complaints._check_handler()
        return complaints

    @api.model
    def _complete_values(self, vals):
        """Return the values with the cell of the handler where no cell is named."""
        if vals.get("clerk_id") and not vals.get("department_id"):
            # sudo: hr.employee - the cell of an employee is on the office's public list
            employee = self.env["hr.employee"].sudo().browse(vals["clerk_id"])
            return {**vals, "department_id": employee.department_id.id}
        return vals

    def write(self, vals):
        if not self.env.su and any(complaint.state in ("closed", "annulled") for complaint in self):
            open_fields = {"reader_ids", "is_restricted", "note"}
            if any(name not in open_fields and not name.startswith(("message_", "activity_")) for name in vals):
                raise UserError(self.env._("The entry is closed: its data cannot be changed."))
        result = super().write(vals)
        if not {"target_employee_id", "clerk_id", "department_id"}.isdisjoint(vals):
            self._check_handler()
        if "forwarder_kind" in vals:
            self.filtered(lambda complaint: complaint.state in OPEN_STATES)._start_forwarder_term()
        return result

    # The one door of states

    def _state_label(self, state):
        return dict(self._fields["state"]._description_selection(self.env))[state]

    def _move_to(self, state, **values):
        """Move entries to a state, with other values in the same write. Every verb passes here."""
        self.check_access("write")  # the write below is sudo: a reader must not get here
        for complaint in self:
            if state not in TRANSITIONS.get(complaint.state, ()):
                raise UserError(self.env._(
                    "%(entry)s is “%(old)s” and cannot become “%(new)s”.",
                    entry=complaint.display_name, old=complaint._state_label(complaint.state),
                    new=complaint._state_label(state),
                ))
        # sudo: own model - the guard refuses the state from anyone else; access was checked above
        self.sudo().write({**values, "state": state})
        return True

    def _check_state(self, *states):
        for complaint in self:
            if complaint.state not in states:
                raise UserError(self.env._(
                    "%(entry)s is “%(state)s”: this step is not open.",
                    entry=complaint.display_name, state=complaint._state_label(complaint.state),
                ))

    def _check_text(self, text, sentence):
        text = (text or "").strip()
        if not text:
            raise UserError(sentence)
        return text

    @api.model
    def _parse_day(self, argument, value):
        """Return a day given over RPC as text (date), None when it is empty; a text that is no day is refused."""
        return self.env["biuro.deadline"]._parse_day(argument, value) if value else None

    @api.model
    def _check_keys(self, values):
        """Refuse values of selections that do not exist: a wrong key would be an error of the program."""
        for name, value in values.items():
            field = self._fields.get(name)
            if value and field and field.type == "selection" and value not in field.get_values(self.env):
                raise ValidationError(self.env._(
                    "“%(value)s” is not a value of “%(field)s”. Use one of: %(keys)s.", value=value,
                    field=field._description_string(self.env), keys=", ".join(field.get_values(self.env)),
                ))

    def _log_case(self, action, letter=None, date=None):
        """Write a line to the log of the case, where there is one."""
        for complaint in self.filtered("case_id"):
            # sudo: biuro.case - the log keeps itself; who acted is the user of the environment
            complaint.sudo().case_id._log_event(action, letter=letter, date=date)

    # Registration

    def action_register(self):
        """Enter complaints and motions into their register and start their terms.

        A day of receipt in the year before goes into that year's book while the book takes entries, else into this
        year's; the terms run from the day of receipt in any case.

        :return: True
        :raise UserError: registered already, cancelled, the day of receipt is to come
        Legal source: KPA art. 254; terms: art. 237 § 1, 231 § 1, 243, 244, 237 § 2.
        """
        self.check_access("write")
        self._check_state("draft")
        register = self[:1]._get_register() if self else None
        for complaint in self:
            # sudo: own model - the mixin writes protected numbers; access was checked above
            complaint.sudo()._enter_register(date=complaint._get_register_day(register))
        self._start_terms()
        return True

    def _get_register_day(self, register):
        """Return the day under which the entry stands: of the receipt where that year's book is still open."""
        self.ensure_one()
        day, today = self.date_received, self._today()
        if day.year == today.year:
            return day
        still_open = (
            day.year == today.year - 1 and register.previous_year_until and today <= register.previous_year_until
            and (register.closed_year or 0) < day.year
        )
        return day if still_open else today

    def _register_values(self, number, year, register):
        return {**super()._register_values(number, year, register), "state": "received"}

    def _check_cancel(self):
        super()._check_cancel()
        for complaint in self.filtered(lambda complaint: not complaint.is_cancelled):
            if "annulled" not in TRANSITIONS.get(complaint.state, ()):
                raise UserError(self.env._("%s has ended: its entry cannot be annulled.", complaint.display_name))

    def _cancel_values(self, reason):
        return {**super()._cancel_values(reason), "state": "annulled"}

    def action_cancel(self, reason):
        """Annul entries made by mistake: the number stays, the reason is kept, the terms are cancelled.

        :param str reason: why, required
        :return: True
        """
        super().action_cancel(reason)
        self._deadline_cancel(reason=reason)
        return True
