from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import majority, numbers

STATES = [
    ("draft", "Being prepared"),
    ("convened", "Convened"),
    ("open", "In progress"),
    ("suspended", "Interrupted"),
    ("closed", "Closed"),
    ("minutes_ready", "Minutes laid out"),
    ("done", "Minutes adopted"),
    ("cancelled", "Called off"),
]
PUBLIC_STATES = ("convened", "open", "suspended", "closed", "minutes_ready", "done", "cancelled")


class BiuroRadaSession(models.Model):
    """Session (sesja) of the council or meeting (posiedzenie) of a committee; it may sit for several days."""

    _name = "biuro.rada.session"
    _description = "Session or Meeting"
    _inherit = [
        "biuro.guard.mixin",
        "biuro.rada.term.mixin",
        "biuro.rada.course.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "start desc, id desc"

    body_type = fields.Selection(
        [("council", "Council"), ("committee", "Committee")],
        "Body",
        required=True,
        default="council",
    )
    committee_ids = fields.Many2many("biuro.rada.committee", string="Committees")
    number_int = fields.Integer("Number", aggregator=None, help="Continuous through the term of the council.")
    number_roman = fields.Char("Number (Roman)", compute="_compute_number_roman", store=True)
    kind = fields.Selection(
        [("ordinary", "Ordinary"), ("on_request", "On request"), ("ceremonial", "Ceremonial"), ("first", "First")],
        required=True,
        default="ordinary",
    )
    start = fields.Datetime("Begins", required=True, index=True, tracking=True)
    end = fields.Datetime("Ends", tracking=True)
    day = fields.Date("Day", compute="_compute_day", store=True, index=True)
    location = fields.Char("Place", help="With the address: the minutes need it.")
    mode = fields.Selection([("onsite", "In the hall")], required=True, default="onsite")
    agenda_item_ids = fields.One2many("biuro.rada.agenda.item", "session_id", "Agenda", copy=True)
    attendance_ids = fields.One2many("biuro.rada.attendance", "session_id", "Attendance")
    vote_ids = fields.One2many("biuro.rada.vote", "session_id", "Votes")
    statutory_members = fields.Integer(
        "Statutory Number",
        readonly=True,
        copy=False,
        aggregator=None,
        help="Frozen when the session opens: of the council by art. 17, of a committee its members.",
    )
    quorum_needed = fields.Integer("Quorum", compute="_compute_quorum")
    present_count = fields.Integer("Present", compute="_compute_quorum")
    has_quorum = fields.Boolean("Quorum Now", compute="_compute_quorum")
    current_item_id = fields.Many2one("biuro.rada.agenda.item", "Current Item", readonly=True, copy=False)
    leader_id = fields.Many2one("biuro.rada.councillor", "Led By", readonly=True, copy=False, tracking=True)
    minute_taker_id = fields.Many2one("res.users", "Minutes Taken By")
    is_rehearsal = fields.Boolean(
        "Rehearsal", readonly=True, copy=False, help="A dry run of the devices: nothing of it counts."
    )
    opened_at = fields.Datetime("Opened At", readonly=True, copy=False)
    closed_at = fields.Datetime("Closed At", readonly=True, copy=False)
    state = fields.Selection(
        STATES, required=True, readonly=True, default="draft", copy=False, tracking=True, index=True
    )

    _number_uniq = models.UniqueIndex(
        "(term_id, number_int) WHERE body_type = 'council' AND number_int > 0 AND state != 'cancelled' "
        "AND is_rehearsal IS NOT TRUE",
        "A session of this number exists in the term already.",
    )
    _ends_after = models.Constraint('CHECK ("end" IS NULL OR "end" >= start)', "A session ends after it begins.")

    # ---- computed ------------------------------------------------------------------------------------------------

    @api.depends("number_int")
    def _compute_number_roman(self):
        for session in self:
            try:
                session.number_roman = numbers.roman(session.number_int) if session.number_int else False
            except LawError as error:
                raise ValidationError(str(error)) from error

    @api.depends("start")
    def _compute_day(self):
        for session in self:
            session.day = session.start and local(session.start).date()

    @api.depends("statutory_members", "attendance_ids.is_present", "state")
    def _compute_quorum(self):
        for session in self:
            statutory = session.statutory_members or session._statutory_now()
            session.present_count = len(session.attendance_ids.filtered("is_present"))
            session.quorum_needed = majority.quorum(statutory) if statutory else 0
            session.has_quorum = bool(statutory) and session.present_count >= session.quorum_needed

    @api.depends("body_type", "number_roman", "committee_ids", "day")
    def _compute_display_name(self):
        for session in self:
            day = session.day and session.day.strftime("%d.%m.%Y") or ""
            if session.body_type == "council":
                name = self.env._("Session %s", session.number_roman or "…")
            else:
                name = ", ".join(session.committee_ids.mapped("name")) or self.env._("Committee meeting")
            session.display_name = f"{name} ({day})" if day else name

    @api.constrains("body_type", "committee_ids", "term_id")
    def _check_body(self):
        for session in self:
            if session.body_type == "committee" and not session.committee_ids:
                raise ValidationError(self.env._("Name the committee that meets."))
            if session.body_type == "council" and session.committee_ids:
                raise ValidationError(
                    self.env._("A session of the council is not a meeting of committees: take them off.")
                )

    # ---- who is concerned ----------------------------------------------------------------------------------------

    def _members(self):
        """Return the councillors of the body on the day of the session, in the order of the list."""
        self.ensure_one()
        day = self.day or office_today()
        if self.body_type == "committee":
            councillors = self.committee_ids.member_ids.filtered(lambda member: member._is_on(day)).councillor_id
        else:
            councillors = self.term_id._councillors_on(day)
        return councillors.sorted(lambda councillor: councillor._sort_key())

    def _statutory_now(self):
        self.ensure_one()
        return self.term_id.statutory_members if self.body_type == "council" else len(self._members())

    def _next_number(self):
        """Return the number that the next session of the term takes."""
        return (
            self._read_group(
                [
                    ("term_id", "=", self.term_id.id),
                    ("body_type", "=", "council"),
                    ("state", "!=", "cancelled"),
                    ("is_rehearsal", "=", False),
                ],
                aggregates=["number_int:max"],
            )[0][0]
            or 0
        ) + 1

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def _set_state(self, state, **values):
        super()._set_state(state, **values)
        self._broadcast("session")

    def action_convene(self):
        """Note that the session is convened. See the convening window for the notices.

        :return: True
        :raise UserError: not being prepared; no agenda (RB-01); no place
        """
        self._check_state("draft")
        for session in self:
            if not session.agenda_item_ids:
                raise UserError(
                    self.env._("RB-01: a session is convened with its agenda. Add the items first (art. 20).")
                )
            if session.body_type == "council" and not session.number_int:
                session.number_int = session._next_number()
        self._set_state("convened")
        return True

    def action_start(self):
        """Open the session: the statutory number is frozen and the attendance list is made.

        :return: True
        :raise UserError: not convened
        """
        self._check_state("convened")
        for session in self:
            session._make_attendance()
            chair = self.env["biuro.rada.function"]._holder(session.term_id, "chair", session.day)
            session._set_state(
                "open",
                statutory_members=session._statutory_now(),
                opened_at=fields.Datetime.now(),
                leader_id=(session.leader_id or chair).id,
            )
        return True

    def action_suspend(self, reason, resume_at=None):
        """Interrupt the session.

        :param str reason: why
        :param str resume_at: when it goes on (kept with its sittings)
        :return: True
        :raise UserError: not in progress; a vote is open; no reason
        """
        self._check_state("open")
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason of the interruption."))
        self._refuse_open_vote()
        self._set_state("suspended")
        self._post_note(self.env._("Interrupted: %s", reason))
        return True

    def action_resume(self):
        """Resume the interrupted session.

        :return: True
        :raise UserError: not interrupted
        """
        self._check_state("suspended")
        self._set_state("open")
        return True

    def action_close(self):
        """Close the session: every item is settled and no vote is open.

        :return: True
        :raise UserError: not in progress; items left; a vote is open
        """
        self._check_state("open", "suspended")
        self._refuse_open_vote()
        for session in self:
            left = session.agenda_item_ids.filtered(lambda item: item.status == "pending")
            if left:
                raise UserError(
                    self.env._(
                        "These items are not settled: %s. Finish, withdraw or postpone them.",
                        ", ".join(left.mapped("title")),
                    )
                )
            now = fields.Datetime.now()
            session.agenda_item_ids.filtered(lambda item: item.status == "in_progress")._finish(now)
            session.attendance_ids._check_out_all(now)
            session._set_state("closed", closed_at=now, end=session.end or now, current_item_id=False)
        return True

    def _refuse_open_vote(self):
        open_votes = self.vote_ids.filtered(lambda vote: vote.state in ("open", "counting"))
        if open_votes:
            raise UserError(self.env._("A vote is open: close it first."))

    def _make_attendance(self):
        """Make the attendance list of those who have none yet."""
        self.ensure_one()
        missing = self._members() - self.attendance_ids.councillor_id
        # sudo: biuro.rada.attendance - the list is made by the session; the access to the session was checked
        self.env["biuro.rada.attendance"].sudo().create(
            [{"session_id": self.id, "councillor_id": councillor.id} for councillor in missing]
        )

    def _post_note(self, body):
        for session in self:
            session.message_post(body=body)

    # ---- live --------------------------------------------------------------------------------------------------------

    def _channel(self):
        """Return the name of the public channel of the bus: it carries no secret, only what to read again."""
        self.ensure_one()
        return f"biuro_rada_session_{self.id}"

    def _broadcast(self, what, **values):
        """Tell the screens of the session what changed; they read the rest by themselves."""
        for session in self:
            self.env["bus.bus"]._sendone(
                session._channel(), "biuro_rada_live", {"session": session.id, "what": what, **values}
            )

    @api.model
    def _running(self):
        """Return the session that is in progress now (one or empty)."""
        return self.search(
            Domain("state", "in", ("open", "suspended")) & Domain("company_id", "=", self.env.company.id),
            order="start desc",
            limit=1,
        )
