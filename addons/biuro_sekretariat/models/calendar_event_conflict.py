from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.free_time import day_bounds

# the agendas whose collisions are looked for in lists reach this far
SEARCH_DAYS = 400
VERB_FIELDS = frozenset({
    "representative_id", "represented_id", "conflict_reason", "conflict_kept_by_id", "conflict_kept_at",
})
MOVES = frozenset({"start", "stop", "start_date", "stop_date", "allday", "host_ids", "show_as"})


class CalendarEvent(models.Model):
    """Collisions in an agenda: the host is elsewhere at that time, or absent. They are shown, never forbidden: whoever
    keeps the agenda may leave one knowingly, with a reason, until the entry moves."""

    _inherit = "calendar.event"

    conflict_state = fields.Selection(
        [("none", "None"), ("open", "Collision"), ("kept", "Kept Knowingly")], "Collisions",
        compute="_compute_conflict", search="_search_conflict_state",
    )
    conflict_text = fields.Text("What Collides", compute="_compute_conflict")
    conflict_reason = fields.Char("Why the Collision Stays", readonly=True, copy=False)
    conflict_kept_by_id = fields.Many2one("res.users", "Kept By", readonly=True, copy=False)
    conflict_kept_at = fields.Datetime("Kept On", readonly=True, copy=False)
    absent_host = fields.Boolean(
        "Person Away", compute="_compute_conflict", search="_search_absent_host",
        help="A host has a substitute in these days.",
    )

    @api.depends("start", "stop", "allday", "start_date", "stop_date", "host_ids", "conflict_reason", "show_as")
    @api.depends_context("uid")
    def _compute_conflict(self):
        wanted = {}
        for event in self:
            if event.host_ids and event.start and event.stop and event.show_as == "busy" and event.active:
                start, stop = event._agenda_interval()
                wanted[event.id] = event.host_ids._origin.ids, start, stop, event._origin.id
        # sudo is not needed: whether somebody is busy is read past the rules, names of others under them
        found = self.env["biuro.sekretariat.agenda"]._collisions(wanted)
        for event in self:
            others, absences = found.get(event.id, ([], []))
            if event._origin and found.get(event.id) and event._check_private_event_conditions():
                others, absences = [], []
            event.absent_host = bool(absences)
            event.conflict_text = "\n".join(event._conflict_lines(others, absences)) or False
            event.conflict_state = "none" if not others and not absences else (
                "kept" if event.conflict_reason else "open")

    def _agenda_interval(self):
        """Return the moments (UTC) between which the event takes time."""
        self.ensure_one()
        if self.allday:
            first = self.start_date or self.start.date()
            return day_bounds(first, max(first, self.stop_date or self.stop.date()))
        return self.start, self.stop

    def _conflict_lines(self, others, absences):
        briefing = self.env["biuro.briefing"]
        lines = [
            f"{briefing._briefing_when(other)} {other.display_name}" for other in self.browse(others)
        ]
        return lines + [
            self.env._(
                "%(person)s is absent from %(first)s to %(last)s; substitute: %(substitute)s",
                person=line.employee_id.name, substitute=line.substitute_id.name,
                first=f"{line.date_from:%d.%m.%Y}", last=f"{line.date_to:%d.%m.%Y}",
            )
            for line in absences
        ]

    def _search_conflict_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        colliding = Domain("id", "in", list(self._search_collisions()))
        domains = {
            "none": ~colliding, "open": colliding & Domain("conflict_reason", "=", False),
            "kept": colliding & Domain("conflict_reason", "!=", False),
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    def _search_absent_host(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("id", "in", [
            event for event, (_others, absences) in self._search_collisions().items() if absences])

    def _search_collisions(self):
        """Return the collisions of the entries to come: {event id: (events, substitutions)}."""
        now = fields.Datetime.now()
        # sudo: calendar.event - hours and hosts are public inside the office; what is found is read under the rules
        events = self.env["calendar.event"].sudo().search_fetch([
            ("host_ids", "!=", False), ("stop", ">=", fields.Datetime.subtract(now, days=1)),
            ("start", "<=", fields.Datetime.add(now, days=SEARCH_DAYS)), ("show_as", "=", "busy"),
        ], ["start", "stop", "allday", "start_date", "stop_date", "host_ids"])
        return self.env["biuro.sekretariat.agenda"]._collisions({
            event.id: (event.host_ids.ids, *event._agenda_interval(), event.id) for event in events})

    def write(self, vals):
        if not self.env.su and VERB_FIELDS & vals.keys():
            raise UserError(self.env._("Use the buttons of the entry: delegate it, or keep a collision with a reason."))
        if MOVES & vals.keys() and "conflict_reason" not in vals:
            moved = self.filtered("conflict_reason")
            # sudo: calendar.event - what was accepted of the old time says nothing of the new one
            moved.sudo().write({"conflict_reason": False, "conflict_kept_by_id": False, "conflict_kept_at": False})
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.get(name) for vals in vals_list for name in VERB_FIELDS):
            raise UserError(self.env._("Use the buttons of the entry: delegate it, or keep a collision with a reason."))
        return super().create(vals_list)

    def action_keep_conflict(self, reason):
        """Keep the collisions of entries knowingly.

        :param str reason: why; shown with the entry until it moves
        :return: True
        :raise UserError: without a reason, or when nothing collides
        :raise AccessError: for anybody but those who keep the agenda
        """
        self._check_agenda_kept()
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Give the reason why the collision stays."))
        for event in self:
            if event.conflict_state == "none":
                raise UserError(self.env._("Nothing collides with “%(name)s”.", name=event.display_name))
        # sudo: calendar.event - write() refuses these fields from anyone else; the right was checked above
        self.sudo().write({
            "conflict_reason": reason, "conflict_kept_by_id": self.env.uid, "conflict_kept_at": fields.Datetime.now(),
        })
        return True
