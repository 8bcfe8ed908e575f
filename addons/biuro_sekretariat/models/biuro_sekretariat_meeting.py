from datetime import datetime, time, timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW
from odoo.addons.biuro_kancelaria.models.biuro_access_mixin import EMPLOYEE, USER, tokens
from odoo.addons.biuro_kancelaria.tools import NumberedChar, office_today

KINDS = [
    ("management", "Management meeting"), ("staff", "Staff meeting"), ("college", "President's college"),
    ("team", "Team or working group"), ("districts", "Meeting with district councils"),
    ("residents", "Meeting with residents"), ("other", "Other meeting"),
]
# the class of the file plan in which meetings of a kind are kept (JRWA)
CLASS_OF_KIND = {
    "management": "110", "team": "111", "staff": "113", "college": "0053", "districts": "0055", "residents": "0056",
}
# Who may follow whom. Only _move_to() reads it, and only verbs call _move_to().
TRANSITIONS = {
    "planned": {"held", "cancelled"},
    "held": {"draft_minutes", "cancelled"},
    "draft_minutes": {"to_accept"},
    "to_accept": {"draft_minutes", "accepted"},
}
# minutes that wait for acceptance or bear it are not rewritten
LOCKED = ("to_accept", "accepted", "cancelled")


class BiuroSekretariatMeeting(models.Model):
    """Meeting (narada): agenda, participants, minutes per item, decisions and tasks.

    planned - held - draft_minutes - to_accept - accepted; cancelled up to held. Accepted minutes are locked: what was
    left out is an annex.
    """

    _name = "biuro.sekretariat.meeting"
    _description = "Meeting with Minutes"
    _inherit = [
        "biuro.register.mixin", "biuro.access.mixin", "biuro.guard.mixin", "mail.thread", "mail.activity.mixin",
    ]
    _order = "date_start desc, id desc"
    _rec_names_search = ["register_ref", "name"]
    _mail_post_access = "read"
    _register_code = "NAR"
    _access_reference = None
    _access_depends = ("chair_id", "recorder_id", "participant_ids.employee_id", "reader_ids")

    name = NumberedChar("Topic", required=True, index="trigram", tracking=True)
    kind = fields.Selection(KINDS, required=True, default="management", tracking=True, index=True)
    state = fields.Selection(
        [
            ("planned", "Planned"), ("held", "Held"), ("draft_minutes", "Minutes Being Written"),
            ("to_accept", "Minutes to Accept"), ("accepted", "Minutes Accepted"), ("cancelled", "Cancelled"),
        ],
        default="planned", required=True, readonly=True, copy=False, tracking=True, index=True,
    )
    series_id = fields.Many2one(
        "biuro.sekretariat.meeting.series", "Series", index="btree_not_null", ondelete="restrict",
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)

    # When, where, who
    date_start = fields.Datetime(
        "Begins", required=True, default=lambda self: self._default_start(), tracking=True, index=True,
    )
    date_end = fields.Datetime(
        "Ends", compute="_compute_date_end", store=True, readonly=False, precompute=True, required=True,
    )
    place = fields.Char()
    chair_id = fields.Many2one(
        "hr.employee", "Chair", required=True, index=True, tracking=True,
        default=lambda self: self.env.user._biuro_employee(),
    )
    recorder_id = fields.Many2one(
        "hr.employee", "Recorder", index="btree_not_null", tracking=True,
        default=lambda self: self.env.user._biuro_employee(),
    )
    participant_ids = fields.One2many("biuro.sekretariat.meeting.participant", "meeting_id", "Participants", copy=True)
    event_id = fields.Many2one(
        "calendar.event", "Calendar Entry", readonly=True, copy=False, index="btree_not_null", ondelete="set null",
    )
    reader_ids = fields.Many2many(
        "res.users", "biuro_sekretariat_meeting_reader_rel", "meeting_id", "user_id", "Also Visible To",
    )

    # What was said and decided
    item_ids = fields.One2many("biuro.sekretariat.meeting.item", "meeting_id", "Agenda", copy=True)
    task_ids = fields.One2many("biuro.sekretariat.meeting.task", "meeting_id", "Tasks")
    carried_task_ids = fields.Many2many(
        "biuro.sekretariat.meeting.task", "biuro_sekretariat_meeting_carried_rel", "meeting_id", "task_id",
        "Tasks of Earlier Meetings", readonly=True, copy=False,
        help="Tasks of the series that were open when this meeting began.",
    )
    annex_ids = fields.One2many("biuro.sekretariat.meeting.annex", "meeting_id", "Annexes")
    opening = fields.Text("Opening Remarks")
    closing = fields.Text("Closing Remarks")
    started_at = fields.Datetime("Really Began", copy=False)
    ended_at = fields.Datetime("Really Ended", copy=False)
    acceptance_mode = fields.Selection(
        [("chair", "The chair"), ("all", "Everyone present, then the chair")], "Accepted By", default="chair",
        required=True,
    )
    date_accept_by = fields.Date(
        "Remarks Until", copy=False,
        help="After this day the chair may accept also without those who have not answered.",
    )
    minutes_by_id = fields.Many2one("res.users", "Minutes Sent By", readonly=True, copy=False)
    accepted_by_id = fields.Many2one("res.users", "Accepted By User", readonly=True, copy=False)
    accepted_name = fields.Char("Name on the Day", readonly=True, copy=False)
    accepted_job = fields.Char("Position on the Day", readonly=True, copy=False)
    accepted_at = fields.Datetime("Accepted At", readonly=True, copy=False)
    content_hash = fields.Char("Checksum of the Minutes (SHA-256)", readonly=True, copy=False)

    # Where it belongs
    jrwa_class_id = fields.Many2one(
        "biuro.jrwa.class", "Filing Plan Class", compute="_compute_jrwa_class_id", store=True, readonly=False,
        index="btree_not_null", domain="[('is_final', '=', True)]",
    )
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null", tracking=True)
    access_level = fields.Selection(
        [("public_full", "Public"), ("public_partial", "Public in Part"), ("non_public", "Not Public")],
        "Access", required=True, default="non_public",
    )
    origin_model = fields.Char("Model of the Origin", readonly=True, copy=False)
    origin_id = fields.Many2oneReference("Made From", model_field="origin_model", readonly=True, copy=False)

    # What is shown
    task_count = fields.Integer("Number of Tasks", compute="_compute_task_count")
    open_task_count = fields.Integer("Open Tasks", compute="_compute_task_count")
    present_count = fields.Integer("Present", compute="_compute_present_count")
    is_chair = fields.Boolean("I Chair It", compute="_compute_my_part")
    is_mine = fields.Boolean("Mine", compute="_compute_my_part", search="_search_is_mine")
    can_record = fields.Boolean("May Write the Minutes", compute="_compute_my_part")
    awaits_me = fields.Boolean("Awaits My Acceptance", compute="_compute_my_part", search="_search_awaits_me")

    _ends_after_start = models.Constraint("CHECK (date_end >= date_start)", "A meeting ends after it begins.")
    _event_uniq = models.UniqueIndex("(event_id) WHERE event_id IS NOT NULL", "This entry has its minutes already.")
    _series_idx = models.Index("(series_id, date_start) WHERE series_id IS NOT NULL")

    # Defaults and computed values

    @api.model
    def _default_start(self):
        """Return the next working hour to propose: tomorrow at nine in the office (datetime in UTC)."""
        morning = datetime.combine(office_today() + timedelta(days=1), time(9), WARSAW)
        return morning.astimezone(UTC).replace(tzinfo=None)

    @api.model
    def _shift_days(self, moment, days):
        """Return a moment (datetime, UTC) moved by days, at the same hour on the clock of the office."""
        local = moment.replace(tzinfo=UTC).astimezone(WARSAW)
        moved = datetime.combine(local.date() + timedelta(days=days), local.time(), WARSAW)
        return moved.astimezone(UTC).replace(tzinfo=None)

    @api.depends("date_start")
    def _compute_date_end(self):
        for meeting in self:
            if meeting.date_start and (not meeting.date_end or meeting.date_end < meeting.date_start):
                meeting.date_end = fields.Datetime.add(meeting.date_start, hours=1)

    @api.depends("kind")
    def _compute_jrwa_class_id(self):
        classes = {
            jrwa.symbol: jrwa for jrwa in self.env["biuro.jrwa.class"].search(
                [("symbol", "in", list(CLASS_OF_KIND.values())), ("is_current", "=", True)],
            )
        }
        for meeting in self:
            meeting.jrwa_class_id = meeting.case_id.jrwa_class_id or classes.get(
                CLASS_OF_KIND.get(meeting.kind), self.env["biuro.jrwa.class"],
            )

    @api.depends("register_ref", "name")
    @api.depends_context("uid")
    def _compute_display_name(self):
        for meeting in self:
            meeting.display_name = f"{meeting.register_ref} {meeting.name}" if meeting.register_ref else meeting.name

    @api.depends("task_ids.state", "task_ids.is_closed")
    def _compute_task_count(self):
        counts, running = {}, {}
        for meeting, is_open, count in self.env["biuro.sekretariat.meeting.task"]._read_group(
            [("meeting_id", "in", self.ids)], ["meeting_id", "is_open"], ["__count"],
        ):
            counts[meeting] = counts.get(meeting, 0) + count
            if is_open:
                running[meeting] = count
        for meeting in self:
            meeting.task_count = counts.get(meeting, 0)
            meeting.open_task_count = running.get(meeting, 0)

    @api.depends("participant_ids.attendance")
    def _compute_present_count(self):
        for meeting in self:
            meeting.present_count = len(meeting.participant_ids.filtered(lambda line: line.attendance == "present"))

    @api.depends("chair_id", "recorder_id", "state", "participant_ids.acceptance")
    @api.depends_context("uid")
    def _compute_my_part(self):
        # sudo: res.users - the people whose work the user does today
        people = self.env.user.sudo().acting_employee_ids
        secretary = self._is_secretary()
        for meeting in self:
            # sudo: hr.employee - compares people only
            plain = meeting.sudo()
            mine = plain.participant_ids.filtered(lambda line: line.employee_id in people)
            meeting.is_chair = plain.chair_id in people
            meeting.is_mine = bool(mine) or meeting.is_chair or plain.recorder_id in people
            meeting.can_record = secretary or meeting.is_chair or plain.recorder_id in people
            meeting.awaits_me = meeting.state == "to_accept" and (
                meeting.is_chair or (
                    meeting.acceptance_mode == "all"
                    and any(line.acceptance == "none" and line.attendance == "present" for line in mine)
                )
            )

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: res.users - the people whose work the user does today
        people = self.env.user.sudo().acting_employee_ids.ids
        return [
            "|", "|", ("chair_id", "in", people), ("recorder_id", "in", people),
            ("participant_ids.employee_id", "in", people),
        ]

    def _search_awaits_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: res.users - the people whose work the user does today
        people = self.env.user.sudo().acting_employee_ids.ids
        return [
            ("state", "=", "to_accept"), "|", ("chair_id", "in", people),
            "&", ("acceptance_mode", "=", "all"), ("participant_ids", "any", [
                ("employee_id", "in", people), ("acceptance", "=", "none"), ("attendance", "=", "present"),
            ]),
        ]

    # Who sees it: participants, chair, recorder; people with tasks see their items only (see the item and the task)

    def _access_is_restricted(self):
        return False

    def _access_cells(self):
        return self.env["hr.department"]

    def _access_employees(self):
        return self.chair_id | self.recorder_id

    def _access_extra(self, restricted):
        look = tokens(EMPLOYEE, self.participant_ids.employee_id.ids)
        # whoever begins a meeting of other people writes it until a recorder is named
        work = tokens(USER, self.create_uid.ids) if not self.recorder_id else set()
        return work, look

    @api.model
    def _is_secretary(self):
        secretary = "biuro_sekretariat.biuro_sekretariat_group_secretary"
        return self.env.uid == SUPERUSER_ID or self.env.user.has_group(secretary)

    # Records

    @api.constrains("case_id", "jrwa_class_id")
    def _check_class(self):
        for meeting in self:
            if meeting.case_id and meeting.jrwa_class_id != meeting.case_id.jrwa_class_id:
                raise ValidationError(self.env._("The filing plan class of a meeting in a case is that of the case."))

    @api.onchange("case_id")
    def _onchange_case_id(self):
        if self.case_id:
            self.jrwa_class_id = self.case_id.jrwa_class_id

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("case_id") and not vals.get("jrwa_class_id"):
                vals["jrwa_class_id"] = self.env["biuro.case"].browse(vals["case_id"]).jrwa_class_id.id
        meetings = super().create(vals_list)
        meetings._ensure_chair_line()
        meetings._carry_tasks()
        meetings._make_events()
        return meetings

    def write(self, vals):
        if not self.env.su:
            self._check_open(vals)
        if vals.get("case_id") and "jrwa_class_id" not in vals:
            vals = {**vals, "jrwa_class_id": self.env["biuro.case"].browse(vals["case_id"]).jrwa_class_id.id}
        result = super().write(vals)
        if "chair_id" in vals:
            self._ensure_chair_line()
        if "series_id" in vals or "date_start" in vals:
            self._carry_tasks()
        if not {"name", "date_start", "date_end", "place", "chair_id"}.isdisjoint(vals):
            self._sync_events()
        return result

    def _check_open(self, vals=None):
        """Refuse to change minutes that wait for acceptance or bear it."""
        # where a record hangs in the file is no part of the minutes
        if vals is not None and set(vals) <= {
            "case_id", "jrwa_class_id", "message_follower_ids", "activity_ids", "message_main_attachment_id",
            "reader_ids", "date_accept_by",
        }:
            return
        for meeting in self:
            if meeting.state == "accepted":
                raise UserError(self.env._(
                    "The minutes of “%(meeting)s” are accepted and stay as they are. Add an annex.",
                    meeting=meeting.display_name,
                ))
            if meeting.state in LOCKED:
                raise UserError(self.env._(
                    "“%(meeting)s” is “%(state)s” and cannot be changed. Take the minutes back to correct them.",
                    meeting=meeting.display_name, state=meeting._state_label(meeting.state),
                ))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_planned(self):
        if any(meeting.state != "planned" for meeting in self):
            raise UserError(self.env._("A meeting that took place is not deleted. Only a planned one may be."))

    def _state_label(self, state):
        return dict(self._fields["state"]._description_selection(self.env))[state]

    def _ensure_chair_line(self):
        """The chair is always a participant."""
        self.env["biuro.sekretariat.meeting.participant"].create([
            {"meeting_id": meeting.id, "employee_id": meeting.chair_id.id, "role": "chair", "sequence": 0}
            for meeting in self if meeting.chair_id not in meeting.participant_ids.employee_id
        ])

    def _carry_tasks(self):
        """Show the open tasks of the series on its meetings that have not been held yet."""
        Task = self.env["biuro.sekretariat.meeting.task"]
        # sudo: biuro.sekretariat.meeting.task - whoever sits at the table hears what is open in the series
        for meeting in self.sudo().filtered(lambda line: line.series_id and line.state == "planned"):
            meeting.carried_task_ids = Task.sudo().search([
                ("meeting_id.series_id", "=", meeting.series_id.id), ("is_open", "=", True),
                ("meeting_id.date_start", "<", meeting.date_start), ("meeting_id", "!=", meeting.id),
            ])

    def _get_open_action(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": self.display_name, "res_model": self._name, "res_id": self.id,
            "view_mode": "form", "views": [(False, "form")], "target": "current",
        }
