from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today
from odoo.addons.biuro_rada.law import majority

from .biuro_wybory_osiedle_matter import BODIES
from .biuro_wybory_osiedle_resolution import BODIES_PL


class BiuroWyboryOsiedleMeeting(models.Model):
    """Meeting (posiedzenie, zebranie) of a body of a unit: notices, quorum, attendance, agenda, minutes."""

    _name = "biuro.wybory.osiedle.meeting"
    _description = "Meeting of a Unit's Body"
    _inherit = [
        "biuro.guard.mixin", "biuro.publication.mixin", "biuro.wybory.osiedle.matter", "biuro.rada.files.mixin",
        "mail.thread", "mail.activity.mixin",
    ]
    _order = "start desc, id desc"
    _reason_verbs = {"action_call_off": {"reason": "reason"}}

    body = fields.Selection(BODIES, required=True, default="council", tracking=True)
    kind = fields.Selection(
        [("first", "First"), ("ordinary", "Ordinary"), ("extraordinary", "Extraordinary")],
        required=True, default="ordinary", tracking=True,
    )
    start = fields.Datetime("Begins", required=True, index=True, tracking=True)
    stop = fields.Datetime("Ends", compute="_compute_stop", store=True, readonly=False)
    day = fields.Date(compute="_compute_day", store=True, index=True)
    place = fields.Char(required=True, tracking=True)
    event_id = fields.Many2one("calendar.event", "In the Calendar", readonly=True, copy=False, index="btree_not_null")
    convened_by_id = fields.Many2one("res.partner", "Convened By", index="btree_not_null")
    notice_due = fields.Date("Notice Until", compute="_compute_notice_due")
    notice_sent_on = fields.Date("Notice Sent On", readonly=True, copy=False, tracking=True)
    notice_ok = fields.Boolean("Notice in Time", compute="_compute_notice_due")
    agenda_ids = fields.One2many("biuro.wybory.osiedle.agenda", "meeting_id", "Agenda", copy=True)
    attendance_ids = fields.One2many("biuro.wybory.osiedle.attendance", "meeting_id", "Attendance")
    residents_present = fields.Integer("Residents Present", aggregator="sum", help="At a meeting of residents.")
    statutory = fields.Integer("Statutory Number", compute="_compute_quorum", store=True, aggregator=None)
    present = fields.Integer(compute="_compute_quorum", store=True, aggregator="avg")
    quorum = fields.Integer("Quorum Needed", compute="_compute_quorum", store=True, aggregator=None)
    has_quorum = fields.Boolean("Quorum", compute="_compute_quorum", store=True)
    attendance_rate = fields.Float("Attendance (%)", compute="_compute_quorum", store=True, aggregator="avg",
                                   digits=(5, 1))
    representative_id = fields.Many2one("hr.employee", "Representative of the Office", index="btree_not_null")
    resolution_ids = fields.One2many("biuro.wybory.osiedle.resolution", "meeting_id", "Resolutions")
    resolution_count = fields.Integer("Number of Resolutions", compute="_compute_resolution_count")
    minutes = fields.Html()
    minutes_received_on = fields.Date("Minutes Received On", copy=False)
    minutes_adopted_on = fields.Date("Minutes Adopted On", readonly=True, copy=False)
    attachment_ids = fields.Many2many(
        "ir.attachment", "biuro_wybory_osiedle_meeting_file_rel", string="Files", copy=False)
    cancel_reason = fields.Char("Why Called Off", readonly=True, copy=False)
    channel = fields.Selection([("office", "Entered by the office"), ("portal", "Portal of the unit")],
                               required=True, default="office", readonly=True)
    state = fields.Selection(
        [("planned", "Planned"), ("notified", "Members convened"), ("held", "Was held"), ("minuted", "Minutes adopted"),
         ("cancelled", "Called off")],
        required=True, readonly=True, default="planned", copy=False, tracking=True, index=True, group_expand=True,
    )

    _ordered = models.Constraint("CHECK (stop IS NULL OR stop > start)", "The meeting ends after it begins.")
    _residents_positive = models.Constraint("CHECK (residents_present >= 0)", "The number of residents is negative.")

    @api.depends("unit_id", "body", "start")
    def _compute_display_name(self):
        bodies = dict(BODIES_PL)
        for meeting in self:
            day = local(meeting.start).strftime("%d.%m.%Y") if meeting.start else ""
            meeting.display_name = f"{bodies.get(meeting.body, '')} – {meeting.unit_id.name or '…'}, {day}"

    @api.depends("start")
    def _compute_day(self):
        for meeting in self:
            meeting.day = meeting.start and local(meeting.start).date()

    @api.depends("start")
    def _compute_stop(self):
        for meeting in self:
            if meeting.start and (not meeting.stop or meeting.stop <= meeting.start):
                meeting.stop = meeting.start + timedelta(hours=2)

    @api.depends("day", "unit_id", "notice_sent_on")
    def _compute_notice_due(self):
        for meeting in self:
            rule = self.env["biuro.wybory.osiedle.rule"]._of(meeting.unit_id, meeting.day)
            meeting.notice_due = meeting.day and meeting.day - timedelta(days=rule.meeting_notice_days)
            sent = meeting.notice_sent_on or office_today()
            meeting.notice_ok = bool(meeting.day) and sent <= meeting.notice_due

    @api.depends("unit_id", "body", "day", "attendance_ids.status", "residents_present")
    def _compute_quorum(self):
        for meeting in self:
            if meeting.body == "residents":
                rule = self.env["biuro.wybory.osiedle.rule"]._of(meeting.unit_id, meeting.day)
                meeting.statutory, meeting.quorum = 0, rule.meeting_quorum
                meeting.present = meeting.residents_present
                meeting.attendance_rate = 0.0
            else:
                number = meeting.unit_id._statutory(meeting.body, meeting.day) if meeting.unit_id else 0
                meeting.statutory = number
                meeting.quorum = majority.quorum(number) if number else 0
                meeting.present = len(meeting.attendance_ids.filtered(lambda line: line.status == "present"))
                meeting.attendance_rate = 100.0 * meeting.present / number if number else 0.0
            meeting.has_quorum = meeting.present >= meeting.quorum and bool(meeting.present)

    @api.depends("resolution_ids")
    def _compute_resolution_count(self):
        rows = dict(self.env["biuro.wybory.osiedle.resolution"]._read_group(
            [("meeting_id", "in", self.ids)], ["meeting_id"], ["__count"]))
        for meeting in self:
            meeting.resolution_count = rows.get(meeting._origin, 0)

    @api.constrains("present", "statutory")
    def _check_present(self):
        for meeting in self:
            if meeting.body != "residents" and meeting.statutory and meeting.present > meeting.statutory:
                raise ValidationError(self.env._(
                    "More members are present than the body has. Correct the attendance."))

    # ---- the calendar --------------------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        meetings = super().create(vals_list)
        meetings._sync_events()
        return meetings

    def write(self, vals):
        result = super().write(vals)
        if {"start", "stop", "place", "representative_id", "state", "body", "unit_id"} & vals.keys():
            self._sync_events()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_planned(self):
        self._check_state("planned")
        # sudo: calendar.event - the event of the meeting goes with it
        self.sudo().event_id.unlink()

    def _sync_events(self):
        """Keep one event of the calendar for each meeting; the title names the body, no person."""
        # sudo: calendar.event, res.partner - the event follows the meeting; nobody is invited by mail
        Event = self.env["calendar.event"].sudo().with_context(no_mail_to_attendees=True, dont_notify=True)
        for meeting in self.sudo():
            people = meeting.representative_id.user_id.partner_id | meeting.unit_id.officer_id.user_id.partner_id
            values = {
                "name": meeting.display_name, "start": meeting.start, "stop": meeting.stop,
                "location": meeting.place, "partner_ids": [(6, 0, people.ids)],
                "active": meeting.state != "cancelled",
            }
            if meeting.event_id:
                Event.browse(meeting.event_id.id).write(values)
            else:
                owner = meeting.unit_id.officer_id.user_id or self.env.user
                meeting.event_id = Event.create({**values, "user_id": owner.id})

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_notify(self, date=None):
        """Note that the members were convened; the list of attendance is made of today's composition.

        :param str date: day on which the notices went out "YYYY-MM-DD"; today by default
        :return: dict ``in_time`` (bool)
        :raise UserError: no agenda; the notice went out after the meeting
        """
        self._check_state("planned")
        day = fields.Date.to_date(date) or office_today()
        for meeting in self:
            if not meeting.agenda_ids:
                raise UserError(self.env._("Enter the agenda first: it goes with the notice."))
            if day > meeting.day:
                raise UserError(self.env._("The notice cannot go out after the meeting: correct the day."))
        self._set(state="notified", notice_sent_on=day)
        self._make_attendance()
        return {"in_time": all(self.mapped("notice_ok"))}

    def _make_attendance(self):
        """Enter the members of the body on the day of the meeting into the list of attendance."""
        values = []
        for meeting in self.filtered(lambda one: one.body != "residents"):
            known = meeting.attendance_ids.mandate_id
            members = meeting.unit_id._members(meeting.body, meeting.day) - known
            values += [{"meeting_id": meeting.id, "mandate_id": member.id} for member in members]
        # sudo: own model - the list of attendance is made by the verb, whose right was checked
        self.env["biuro.wybory.osiedle.attendance"].sudo().create(values)

    def action_refresh_attendance(self):
        """Enter members into the list of attendance who are missing in it.

        :return: True
        """
        self._check_state("planned", "notified", "held")
        self._make_attendance()
        return True

    def action_held(self):
        """Note that the meeting was held: every member is entered as present, excused or absent.

        :return: dict ``quorum`` (bool)
        :raise UserError: the meeting has not begun; the attendance of somebody is open
        """
        self._check_state("planned", "notified")
        for meeting in self:
            if meeting.start > fields.Datetime.now():
                raise UserError(self.env._("The meeting has not begun yet."))
            if meeting.body == "residents":
                if not meeting.residents_present:
                    raise UserError(self.env._("Enter how many residents were present."))
                continue
            if not meeting.attendance_ids:
                meeting._make_attendance()
            left = meeting.attendance_ids.filtered(lambda line: line.status == "open")
            if left or not meeting.attendance_ids:
                raise UserError(self.env._(
                    "Enter the attendance first; open: %s.", ", ".join(left.partner_id.mapped("name")) or "–"))
        self._set(state="held")
        return {"quorum": all(self.mapped("has_quorum"))}

    def action_adopt_minutes(self, date=None):
        """Note that the minutes were adopted.

        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: no minutes
        """
        self._check_state("held")
        for meeting in self:
            if not meeting.minutes and not meeting.attachment_ids:
                raise UserError(self.env._("Enter the minutes or attach their file first."))
        self._set(state="minuted", minutes_adopted_on=fields.Date.to_date(date) or office_today())
        return True

    def action_call_off(self, reason):
        """Call the meetings off.

        :param str reason: why
        :return: True
        :raise UserError: held already; no reason
        """
        self._check_state("planned", "notified")
        reason = self._words(reason, self.env._("Give the reason."))
        self._set(state="cancelled", cancel_reason=reason)
        self._sync_events()
        return True

    def action_view_resolutions(self):
        """Open the resolutions of the meeting.

        :return: dict, a window action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "biuro_wybory.biuro_wybory_osiedle_resolution_action")
        return {**action, "domain": [("meeting_id", "=", self.id)], "context": {
            "default_unit_id": self.unit_id.id, "default_meeting_id": self.id, "default_body": self.body,
            "default_adopted_date": self.day, "default_present": self.present}}

    def _publication_values(self):
        self.ensure_one()
        self._check_state("minuted")
        body = dict(BODIES_PL)[self.body]
        return {
            "name": f"Protokół: {self.display_name}",
            "summary": f"{body} – {self.unit_id.name}; obecnych {self.present}.",
            "body": self.minutes or "",
            "category_code": "osiedla",
            "legal_basis": "ustawa o dostępie do informacji publicznej, art. 18-20",
            "made_by": f"{body} – {self.unit_id.name}",
            "made_on": self.minutes_adopted_on,
            # sudo: ir.attachment - files of a record that the user reads
            "files": [{"name": file.name, "data": file.datas} for file in self.sudo().attachment_ids if file.datas],
        }
