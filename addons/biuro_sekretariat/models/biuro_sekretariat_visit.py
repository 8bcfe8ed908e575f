from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

KINDS = [
    ("complaint", "Complaint"), ("motion", "Motion"), ("individual", "Individual matter"),
    ("courtesy", "Courtesy visit"), ("meeting", "Working meeting"),
]
STATES = [
    ("requested", "Requested"), ("confirmed", "Confirmed"), ("arrived", "Arrived"), ("in_meeting", "In a meeting"),
    ("done", "Took place"), ("no_show", "Did not come"), ("cancelled", "Cancelled"), ("redirected", "Redirected"),
]
ORIGINS = [
    ("desk", "At the desk"), ("phone", "By telephone"), ("letter", "By letter or e-mail"), ("public", "Public page"),
]
SECRETARY = "biuro_sekretariat.biuro_sekretariat_group_secretary"
# what only the host and the secretariat see: shown name -> stored column that nobody reads directly
SECRETS = {
    "subject": "secret_subject", "phone": "secret_phone", "email": "secret_email", "findings": "secret_findings",
    "note": "secret_note",
}
# what may change only while the visit is being arranged
PLAN_FIELDS = {"planned_at", "minutes", "slot_id", "host_employee_id", "room_id"}
HOLDS_TIME = (
    "is_walk_in IS NOT TRUE AND planned_at IS NOT NULL AND planned_stop IS NOT NULL "
    "AND (state IN ('confirmed', 'arrived', 'in_meeting') OR state = 'requested' AND slot_id IS NOT NULL)"
)


class BiuroSekretariatVisit(models.Model):
    """Visit of a citizen or a guest: from the request to what was agreed. Entry of the register of receptions.

    No PESEL, no number of a document. What the matter is about, the contact and the findings are seen by the host and
    the secretariat alone (domain rule: nobody else, not even in a search, a group or an export); the contact is erased
    some days after the visit.
    """

    _name = "biuro.sekretariat.visit"
    _description = "Visit"
    _inherit = ["biuro.register.mixin", "biuro.guard.mixin", "mail.thread"]
    _order = "planned_at desc, id desc"
    _rec_names_search = ["register_ref", "visitor_name"]
    _register_code = "PI"
    _mail_post_access = "write"
    _given_on_creation = frozenset({"origin", "slot_id"})

    # Who, to whom, what about
    visitor_name = fields.Char(
        "Visitor", required=True, index="trigram", help="First name and surname, or the institution.",
    )
    partner_id = fields.Many2one("res.partner", "Contact", index="btree_not_null", ondelete="restrict")
    people_count = fields.Integer("People", default=1, aggregator="sum")
    needs = fields.Char(
        "Special Needs", help="Sign interpreter, wheelchair… Asked of nobody, noted when the visitor says so.",
    )
    host_employee_id = fields.Many2one("hr.employee", "Host", required=True, index=True)
    original_host_id = fields.Many2one("hr.employee", "Instead Of", readonly=True, copy=False, index="btree_not_null")
    kind = fields.Selection(KINDS, required=True, default="individual", index=True)
    origin = fields.Selection(ORIGINS, "Arranged", default="desk", required=True, readonly=True)
    subject = fields.Char(compute="_compute_secrets", inverse="_inverse_subject", search="_search_subject")
    phone = fields.Char(compute="_compute_secrets", inverse="_inverse_phone")
    email = fields.Char("E-mail", compute="_compute_secrets", inverse="_inverse_email")
    findings = fields.Text(
        "Findings and Orders", compute="_compute_secrets", inverse="_inverse_findings", search="_search_findings",
    )
    note = fields.Text("Official Note", compute="_compute_secrets", inverse="_inverse_note")
    secrets_ok = fields.Boolean("Sees the Matter", compute="_compute_secrets")
    secret_subject = fields.Char(groups=fields.NO_ACCESS, copy=False)
    secret_phone = fields.Char(groups=fields.NO_ACCESS, copy=False)
    secret_email = fields.Char(groups=fields.NO_ACCESS, copy=False, index="btree_not_null")
    secret_findings = fields.Text(groups=fields.NO_ACCESS, copy=False)
    secret_note = fields.Text(groups=fields.NO_ACCESS, copy=False)

    # When and where
    slot_id = fields.Many2one(
        "biuro.sekretariat.visit.slot", "Slot", index="btree_not_null", copy=False, ondelete="restrict",
    )
    planned_at = fields.Datetime(
        "Planned At", compute="_compute_plan", store=True, readonly=False, precompute=True, index=True, copy=False,
    )
    minutes = fields.Integer(
        "Length (min)", compute="_compute_plan", store=True, readonly=False, precompute=True, copy=False,
        aggregator="avg",
    )
    planned_stop = fields.Datetime(
        "Planned Until", compute="_compute_planned_stop", store=True, precompute=True, copy=False,
    )
    day = fields.Date(
        "Day", compute="_compute_planned_stop", store=True, precompute=True, index=True, copy=False,
    )
    room_id = fields.Many2one(
        "biuro.sekretariat.room", "Place", compute="_compute_plan", store=True, readonly=False, precompute=True,
        index="btree_not_null", copy=False,
    )
    off_plan_reason = fields.Char("Why Outside the Plan", help="A visit outside the slots of the plan needs a reason.")
    arrived_at = fields.Datetime("Came At", readonly=True, copy=False)
    started_at = fields.Datetime("Began At", readonly=True, copy=False)
    ended_at = fields.Datetime("Ended At", readonly=True, copy=False)
    waited_minutes = fields.Integer("Waited (Minutes)", compute="_compute_times", store=True, aggregator="avg")
    taken_minutes = fields.Integer("Lasted (Minutes)", compute="_compute_times", store=True, aggregator="avg")

    # Where it stands
    state = fields.Selection(STATES, required=True, readonly=True, default="requested", copy=False, index=True,
                             tracking=True)
    is_walk_in = fields.Boolean("Without an Appointment", readonly=True, copy=False)
    is_waiting = fields.Boolean("On the Waiting List", readonly=True, copy=False, index="btree_not_null")
    waiting_since = fields.Datetime("Waits Since", readonly=True, copy=False)
    waiting_until = fields.Date("Waits Until", help="After this day nothing is offered any more.", copy=False)
    held_until = fields.Datetime("Slot Held Until", readonly=True, copy=False, index="btree_not_null")
    is_offered = fields.Boolean("Slot Offered", readonly=True, copy=False)
    new_date_asked = fields.Boolean("New Date To Be Agreed", readonly=True, copy=False, index="btree_not_null")
    host_absent = fields.Boolean("Host Absent", compute="_compute_conflicts", search="_search_host_absent")
    conflict = fields.Char("Conflict", compute="_compute_conflicts")
    reminded_at = fields.Datetime("Reminded At", readonly=True, copy=False)
    contact_erased_at = fields.Datetime("Contact Erased At", readonly=True, copy=False)

    # What came of it
    redirected_department_id = fields.Many2one(
        "hr.department", "Redirected To", readonly=True, copy=False, index="btree_not_null",
    )
    redirect_note = fields.Char("Word to the Cell", readonly=True, copy=False, help="All that the cell is told.")
    case_id = fields.Many2one("biuro.case", "Case", copy=False, index="btree_not_null", ondelete="restrict")
    protocol_id = fields.Many2one(
        "biuro.sekretariat.complaint", "Protocol of the Complaint", readonly=True, copy=False, index="btree_not_null",
        ondelete="set null", help="Protocol of an oral complaint or motion (KPA art. 63, RSW § 6).",
    )
    letter_id = fields.Many2one("biuro.letter", "Letter", readonly=True, copy=False, index="btree_not_null")
    meeting_id = fields.Many2one(
        "biuro.sekretariat.meeting", "Meeting With Minutes", readonly=True, copy=False, index="btree_not_null",
        ondelete="set null",
    )
    note_id = fields.Many2one("ir.attachment", "Official Note in the Case", readonly=True, copy=False)
    task_ids = fields.One2many("biuro.sekretariat.visit.task", "visit_id", "Tasks")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)

    _slot_once = models.UniqueIndex(
        "(slot_id) WHERE state IN ('requested', 'confirmed', 'arrived', 'in_meeting', 'done', 'no_show')",
        "This slot has just been taken by somebody else. Choose another one.",
    )
    _host_once = models.Constraint(
        "EXCLUDE USING gist (int4range(host_employee_id, host_employee_id, '[]') WITH &&, "
        f"tsrange(planned_at, planned_stop) WITH &&) WHERE ({HOLDS_TIME})",
        "The host has another visit at this time. Choose another slot.",
    )
    _room_once = models.Constraint(
        "EXCLUDE USING gist (int4range(room_id, room_id, '[]') WITH &&, "
        f"tsrange(planned_at, planned_stop) WITH &&) WHERE (room_id IS NOT NULL AND {HOLDS_TIME})",
        "The room is taken at this time. Choose another slot or another room.",
    )
    _one_meeting = models.UniqueIndex(
        "(host_employee_id) WHERE state = 'in_meeting'",
        "The host is in a meeting with somebody else. End that visit first.",
    )
    _plan_ordered = models.Constraint(
        "CHECK (planned_stop IS NULL OR planned_stop >= planned_at)", "A visit ends after it begins.",
    )
    _times_ordered = models.Constraint(
        "CHECK (started_at IS NULL OR ended_at IS NULL OR ended_at >= started_at)", "A visit ends after it begins.",
    )

    # ---- computed ----------------------------------------------------------------------------------------------------

    @api.depends("register_ref", "visitor_name")
    def _compute_display_name(self):
        for visit in self:
            visit.display_name = " ".join(filter(None, [visit.register_ref, visit.visitor_name]))

    @api.depends("slot_id")
    def _compute_plan(self):
        for visit in self:
            slot = visit.slot_id
            if slot:
                visit.planned_at, visit.room_id = slot.start, slot.room_id
                visit.minutes = int((slot.stop - slot.start).total_seconds() // 60)
            else:
                visit.planned_at, visit.room_id = visit.planned_at, visit.room_id
                visit.minutes = visit.minutes or 20

    @api.depends("planned_at", "minutes")
    def _compute_planned_stop(self):
        for visit in self:
            planned = visit.planned_at
            visit.planned_stop = planned and planned + timedelta(minutes=visit.minutes)
            visit.day = planned and local(planned).date()

    @api.depends("arrived_at", "started_at", "ended_at", "planned_at")
    def _compute_times(self):
        for visit in self:
            begin, ready = visit.started_at, max(filter(None, [visit.arrived_at, visit.planned_at]), default=None)
            if visit.is_walk_in:
                ready = visit.arrived_at
            visit.waited_minutes = max(0, int((begin - ready).total_seconds() // 60)) if begin and ready else 0
            visit.taken_minutes = int((visit.ended_at - begin).total_seconds() // 60) if begin and visit.ended_at else 0

    @api.depends(*SECRETS.values(), "host_employee_id")
    @api.depends_context("uid")
    def _compute_secrets(self):
        allowed = self._see_secrets()
        for visit in self:
            # sudo: own model - only for those who may see the matter
            stored = visit.sudo() if visit in allowed else None
            visit.secrets_ok = bool(stored)
            for name, column in SECRETS.items():
                visit[name] = stored[column] if stored else False

    def _inverse_subject(self):
        self._store_secret("subject")

    def _inverse_phone(self):
        self._store_secret("phone")

    def _inverse_email(self):
        self._store_secret("email")

    def _inverse_findings(self):
        self._store_secret("findings")

    def _inverse_note(self):
        self._store_secret("note")

    def _store_secret(self, name):
        for visit in self._see_secrets():
            # sudo: own model - the columns are nobody's to read or write but through these fields
            visit.sudo()[SECRETS[name]] = visit[name]
        # other users of the same transaction read it anew
        self.invalidate_recordset([name], flush=False)

    def _see_secrets(self):
        """Return the visits whose matter the user may see: the host's own, all for the secretariat."""
        if self.env.su or self.env.user.has_group(SECRETARY):
            return self
        # sudo: res.users - the people one acts for
        people = self.env.user.sudo().acting_employee_ids
        return self.filtered(lambda visit: not visit._origin.id or visit.host_employee_id in people)

    def _search_subject(self, operator, value):
        return self._search_secret("secret_subject", operator, value)

    def _search_findings(self, operator, value):
        return self._search_secret("secret_findings", operator, value)

    def _search_secret(self, column, operator, value):
        domain = Domain(column, operator, value)
        if not (self.env.su or self.env.user.has_group(SECRETARY)):
            # sudo: res.users - the people one acts for; a search must not tell what reading would not
            domain &= Domain("host_employee_id", "in", self.env.user.sudo().acting_employee_ids.ids)
        # sudo: own model - narrowed above to the visits whose matter the user may see
        return Domain("id", "in", self.sudo()._search(domain))

    def _compute_conflicts(self):
        planned = self.filtered(lambda visit: visit.planned_at and visit.state in ("requested", "confirmed"))
        absences = self._absences(
            set(planned.host_employee_id.ids), min(planned.mapped("planned_at")), max(planned.mapped("planned_stop")),
        ) if planned else {}
        for visit in self:
            visit.host_absent, visit.conflict = False, False
            if visit not in planned:
                continue
            visit.host_absent = any(
                start < visit.planned_stop and stop > visit.planned_at
                for start, stop, _who in absences.get(visit.host_employee_id.id, ())
            )
            if visit.host_absent:
                visit.conflict = self.env._("The host is absent at that time.")
            elif visit._busy_event(visit.host_employee_id, visit.planned_at, visit.planned_stop):
                visit.conflict = self.env._("The host has something else in the calendar at that time.")

    def _search_host_absent(self, operator, value):
        if operator != "in":
            return NotImplemented
        visits = self.search([
            ("state", "in", ["requested", "confirmed"]), ("planned_at", ">", fields.Datetime.now()),
        ])
        return Domain("id", "in", visits.filtered("host_absent").ids)

    # ---- checks ------------------------------------------------------------------------------------------------------

    @api.constrains("visitor_name", "planned_at", "minutes", "people_count")
    def _check_plain(self):
        for visit in self:
            if not (visit.visitor_name or "").strip():
                raise ValidationError(self.env._("Give the name of the visitor or the institution."))
            if visit.planned_at and not 1 <= visit.minutes <= 600:
                raise ValidationError(self.env._("A visit lasts from one minute to ten hours."))
            if not 1 <= visit.people_count <= 500:
                raise ValidationError(self.env._("At least one person comes, 500 at most."))

    @api.constrains("slot_id", "host_employee_id", "planned_at")
    def _check_slot(self):
        for visit in self.filtered("slot_id"):
            if visit.state not in ("requested", "confirmed"):
                continue
            if visit.slot_id.host_employee_id not in visit.host_employee_id | visit.original_host_id:
                raise ValidationError(self.env._("This slot belongs to another host. Choose one of the host's slots."))
            if visit.planned_at != visit.slot_id.start:
                raise ValidationError(self.env._(
                    "The time differs from the slot. Choose another slot, or clear it and give a reason.",
                ))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not (vals.get("subject") or vals.get("secret_subject") or "").strip():
                raise UserError(self.env._("Say in a few words what the visit is about."))
            if vals.get("slot_id") and not vals.get("host_employee_id"):
                slot = self.env["biuro.sekretariat.visit.slot"].browse(vals["slot_id"])
                vals["host_employee_id"] = slot.host_employee_id.id
            if vals.get("slot_id") and vals.get("state", "requested") == "requested":
                self._check_slot_free(self.env["biuro.sekretariat.visit.slot"].browse(vals["slot_id"]))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and not PLAN_FIELDS.isdisjoint(vals) and any(visit.state != "requested" for visit in self):
            raise UserError(self.env._("An arranged visit is moved by the button “Move”, so that the visitor is told."))
        if "subject" in vals and not (vals["subject"] or "").strip():
            raise UserError(self.env._("Say in a few words what the visit is about."))
        if not self.env.su and "case_id" in vals and vals["case_id"]:
            self.env["biuro.case"].browse(vals["case_id"]).check_access("read")
        if vals.get("slot_id") and not self.env.su:
            for visit in self.filtered(lambda visit: visit.slot_id.id != vals["slot_id"]):
                visit._check_slot_free(self.env["biuro.sekretariat.visit.slot"].browse(vals["slot_id"]))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        if not self.env.su:
            raise UserError(self.env._("A visit is not deleted. Cancel it and say why."))

    # ---- what others may read of it ----------------------------------------------------------------------------------

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Messages may tell of the matter: they are read by those who may change the visit."""
        result = super()._mail_get_operation_for_mail_message_operation(message_operation)
        result.update(dict.fromkeys(self, "write"))
        return result

    @api.model
    def _register_book_columns(self, register=None):
        """The book of receptions: the matter and the contact are not printed for those who may not see them."""
        names = [
            "register_number", "register_ref", "planned_at", "started_at", "ended_at", "host_employee_id",
            "visitor_name", "subject", "kind", "redirected_department_id", "findings", "case_id", "state",
        ]
        return [(name, self._fields[name]._description_string(self.env)) for name in names]

    @api.model
    def _today(self):
        return office_today()
