from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import reception

LIVE = ("requested", "confirmed", "arrived", "in_meeting", "done", "no_show")
PUBLIC_NOTICE = timedelta(hours=2)  # what begins sooner is arranged by people


class BiuroSekretariatVisitSlot(models.Model):
    """Slot (termin) of a reception: room for one visit. The database lets no two of one host or one room overlap."""

    _name = "biuro.sekretariat.visit.slot"
    _description = "Visit Slot"
    _inherit = ["biuro.guard.mixin"]
    _order = "start, host_employee_id, id"

    host_employee_id = fields.Many2one("hr.employee", "Host", required=True, readonly=True, index=True)
    start = fields.Datetime("Begins", required=True, readonly=True, index=True)
    stop = fields.Datetime("Ends", required=True, readonly=True)
    room_id = fields.Many2one("biuro.sekretariat.room", "Place", readonly=True, index="btree_not_null")
    line_id = fields.Many2one(
        "biuro.sekretariat.reception.line", "Reception", readonly=True, index="btree_not_null", ondelete="set null",
    )
    plan_id = fields.Many2one(
        "biuro.sekretariat.reception.plan", "Plan", readonly=True, index="btree_not_null", ondelete="set null",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True,
                                 default=lambda self: self.env.company)
    is_public = fields.Boolean("On the Public Page", readonly=True)
    is_blocked = fields.Boolean("Blocked", readonly=True, help="Taken off by hand: nobody can book it.")
    visit_ids = fields.One2many("biuro.sekretariat.visit", "slot_id", "Visits", readonly=True)
    state = fields.Selection(
        [("free", "Free"), ("held", "Reserved"), ("booked", "Taken"), ("blocked", "Blocked")],
        compute="_compute_state", store=True, compute_sudo=True, index=True,
    )
    reachable = fields.Boolean(
        "Can Be Booked", compute="_compute_reachable", search="_search_reachable",
        help="Free, to come, and the host is neither absent nor busy in the calendar.",
    )

    _ordered = models.Constraint("CHECK (start < stop)", "A slot ends after it begins.")
    _host_once = models.Constraint(
        "EXCLUDE USING gist (int4range(host_employee_id, host_employee_id, '[]') WITH &&, "
        "tsrange(start, stop) WITH &&)",
        "The host has a slot at this time already.",
    )
    _room_once = models.Constraint(
        "EXCLUDE USING gist (int4range(room_id, room_id, '[]') WITH &&, tsrange(start, stop) WITH &&) "
        "WHERE (room_id IS NOT NULL)",
        "The room has a slot at this time already.",
    )
    _coming_idx = models.Index("(start, host_employee_id) WHERE state = 'free'")

    @api.depends("visit_ids.state", "visit_ids.slot_id", "is_blocked")
    def _compute_state(self):
        for slot in self:
            states = set(slot.visit_ids.mapped("state"))
            if states.intersection(LIVE[1:]):
                slot.state = "booked"
            elif "requested" in states:
                slot.state = "held"
            else:
                slot.state = "blocked" if slot.is_blocked else "free"

    @api.depends("start", "stop", "host_employee_id", "room_id")
    @api.depends_context("tz")
    def _compute_display_name(self):
        for slot in self:
            if not slot.start:
                slot.display_name = False
                continue
            begin, end = local(slot.start), local(slot.stop)
            # sudo: hr.employee - the name of who receives
            names = [f"{begin:%d.%m.%Y %H:%M}–{end:%H:%M}", slot.host_employee_id.sudo().name, slot.room_id.name]
            slot.display_name = ", ".join(filter(None, names))

    @api.depends("start", "state")
    def _compute_reachable(self):
        free = set(self._free_ids(self.ids)) if self.ids else set()
        for slot in self:
            slot.reachable = slot._origin.id in free

    def _search_reachable(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("id", "in", self._free_ids())

    @api.model
    def _free_ids(self, among=None):
        self.env.flush_all()
        rows = self.env.execute_query(SQL("SELECT free.id FROM (%s) AS free", self._free_query(among=among)))
        return [row[0] for row in rows]

    @api.model
    def _free_query(self, among=None, public=False, until=None, hosts=None):
        """Return the query (SQL) of slots that can be booked: id, host, room, start, stop.

        Free and to come; the host is neither substituted nor on leave at that time, nor busy in the calendar.

        :param list among: ids of slots to look at, all by default
        :param bool public: only those for the public page
        :param datetime until: none that begins later
        :param list hosts: ids of hosts
        """
        where = [SQL("slot.state = 'free'"), SQL("slot.start > %s", fields.Datetime.now())]
        if among is not None:
            where.append(SQL("slot.id = ANY(%s)", list(among)))
        if public:
            where.append(SQL("slot.is_public AND slot.start > %s", fields.Datetime.now() + PUBLIC_NOTICE))
        if until:
            where.append(SQL("slot.start <= %s", until))
        if hosts is not None:
            where.append(SQL("slot.host_employee_id = ANY(%s)", list(hosts)))
        return SQL(
            """SELECT slot.id, slot.host_employee_id, slot.room_id, slot.start, slot.stop
                 FROM biuro_sekretariat_visit_slot slot
                WHERE %s
                  AND NOT EXISTS (SELECT 1 FROM biuro_sekretariat_visit visit
                      WHERE (visit.host_employee_id = slot.host_employee_id OR visit.room_id = slot.room_id)
                        AND visit.state IN ('confirmed', 'arrived', 'in_meeting') AND visit.is_walk_in IS NOT TRUE
                        AND visit.planned_at < slot.stop AND visit.planned_stop > slot.start)
                  AND NOT EXISTS (SELECT 1 FROM biuro_substitution absence
                      WHERE absence.employee_id = slot.host_employee_id AND absence.is_cancelled IS NOT TRUE
                        AND absence.date_from
                            <= (slot.start AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Warsaw')::date
                        AND absence.date_to >= (slot.start AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Warsaw')::date)
                  AND NOT EXISTS (SELECT 1 FROM resource_calendar_leaves leave
                        JOIN hr_employee person ON person.resource_id = leave.resource_id
                      WHERE person.id = slot.host_employee_id
                        AND leave.date_from < slot.stop AND leave.date_to > slot.start)
                  AND NOT EXISTS (SELECT 1 FROM hr_employee person
                        LEFT JOIN resource_resource resource ON resource.id = person.resource_id
                        LEFT JOIN res_users host_user ON host_user.id = resource.user_id
                        JOIN calendar_event_res_partner_rel rel
                          ON rel.res_partner_id = COALESCE(host_user.partner_id, person.work_contact_id)
                        JOIN calendar_event event ON event.id = rel.calendar_event_id
                      WHERE person.id = slot.host_employee_id AND event.active AND event.show_as = 'busy'
                        AND event.start < slot.stop + %s AND event.stop > slot.start - %s
                        AND CASE WHEN event.allday
                            THEN tsrange(event.start_date::timestamp, (event.stop_date + 1)::timestamp) &&
                                 tsrange(slot.start AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Warsaw',
                                         slot.stop AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Warsaw')
                            ELSE event.start < slot.stop AND event.stop > slot.start END)""",
            SQL(" AND ").join(where), timedelta(days=2), timedelta(days=2),
        )

    @api.model
    def _make(self, vals_list):
        """Create the slots that clash with none that exists; return the new ones.

        A slot that somebody made or took before stays as it is: making slots anew changes nothing.
        """
        if not vals_list:
            return self.browse()
        first, last = min(vals["start"] for vals in vals_list), max(vals["stop"] for vals in vals_list)
        # sudo: biuro.sekretariat.visit.slot - slots are made by the plan, whoever presses its button
        Slot = self.sudo()
        existing = Slot.search_fetch(
            [("start", "<", last), ("stop", ">", first)], ["start", "stop", "host_employee_id", "room_id"],
        )
        taken = {}
        for slot in existing:
            taken.setdefault(("host", slot.host_employee_id.id), []).append((slot.start, slot.stop))
            if slot.room_id:
                taken.setdefault(("room", slot.room_id.id), []).append((slot.start, slot.stop))
        new = []
        for vals in sorted(vals_list, key=lambda vals: vals["start"]):
            keys = [("host", vals["host_employee_id"])] + ([("room", vals["room_id"])] if vals["room_id"] else [])
            if vals["start"] <= fields.Datetime.now() or any(
                start < vals["stop"] and stop > vals["start"] for key in keys for start, stop in taken.get(key, ())
            ):
                continue
            for key in keys:
                taken.setdefault(key, []).append((vals["start"], vals["stop"]))
            new.append(vals)
        absent = self.env["biuro.sekretariat.visit"]._absences(
            {vals["host_employee_id"] for vals in new}, first, last,
        ) if new else {}
        return Slot.create([
            vals for vals in new
            if not any(start < vals["stop"] and stop > vals["start"]
                       for start, stop, _who in absent.get(vals["host_employee_id"], ()))
        ])

    def _drop(self):
        """Delete slots that nobody has ever asked for; block the others."""
        # sudo: biuro.sekretariat.visit.slot - the caller changes the plan, the slots follow
        slots = self.sudo()
        used = slots.filtered("visit_ids")
        used.is_blocked = True
        (slots - used).unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if any(slot.visit_ids for slot in self):
            raise UserError(self.env._("Somebody has booked this slot: it stays. Block it instead of deleting it."))

    # Verbs

    @api.model
    def add_slots(self, host_employee_id, day, hour_from, hour_to, minutes=20, room_id=None, is_public=True):
        """Add slots outside the plan, e.g. an open day; on any day that the head decides.

        :param int host_employee_id: who receives (hr.employee)
        :param str day: YYYY-MM-DD
        :param str hour_from: e.g. ``10:00``, the clock in Poland
        :param str hour_to: e.g. ``12:00``
        :param int minutes: length of a slot, 5 to 240
        :param int room_id: biuro.sekretariat.room
        :param bool is_public: whether anybody may book them on the public page
        :return: list of ids of the new slots
        :raise UserError: not a day, not an hour, a day that is past, a host who is absent all the time
        """
        self.check_access("create")
        try:
            date = fields.Date.to_date(day)
            begin, end = reception.clock("hour_from", hour_from), reception.clock("hour_to", hour_to)
        except ValueError as error:
            raise UserError(self.env._("Give a day as YYYY-MM-DD and hours as HH:MM.")) from error
        if not date or date < office_today() or end <= begin or not 5 <= int(minutes or 0) <= 240:
            raise UserError(self.env._(
                "Slots are added for today or later, the end after the beginning, 5 to 240 minutes each.",
            ))
        slots = self._make([
            {
                "host_employee_id": host_employee_id, "room_id": room_id or False, "start": start, "stop": stop,
                "is_public": bool(is_public), "company_id": self.env.company.id,
            }
            for start, stop in reception.day_slots(date, begin, end, int(minutes))
        ])
        if not slots:
            raise UserError(self.env._(
                "No slot was added: the host or the room is taken at that time, or the host is absent.",
            ))
        return slots.ids

    def action_block(self):
        """Take free slots off: nobody can book them.

        :return: True
        :raise UserError: when one of them is taken
        """
        self.check_access("write")
        if any(slot.state in ("held", "booked") for slot in self):
            raise UserError(self.env._("The slot is taken: move or cancel the visit first."))
        # sudo: biuro.sekretariat.visit.slot - write() refuses the field from anyone else; access was checked above
        self.sudo().write({"is_blocked": True})
        return True

    def action_unblock(self):
        """Offer blocked slots again.

        :return: True
        """
        self.check_access("write")
        # sudo: biuro.sekretariat.visit.slot - write() refuses the field from anyone else; access was checked above
        self.sudo().write({"is_blocked": False})
        self._offer_to_waiting()
        return True

    def action_book(self):
        """Open the form of a new visit in this slot.

        :return: dict, a window action
        :raise UserError: when the slot cannot be booked
        """
        self.ensure_one()
        if not self.reachable:
            Visit = self.env["biuro.sekretariat.visit"]
            raise UserError(Visit._taken_message(self.host_employee_id, self.start, self))
        return {
            "type": "ir.actions.act_window", "name": self.env._("New visit"), "res_model": "biuro.sekretariat.visit",
            "views": [(False, "form")],
            "context": {"default_slot_id": self.id, "default_host_employee_id": self.host_employee_id.id},
        }

    @api.model
    @api.readonly
    def get_free_slots(self, host_employee_id=None, date_from=None, date_to=None, limit=100):
        """Return slots that can be booked; the nearest first.

        :param int host_employee_id: only of this host (hr.employee)
        :param str date_from: first day, YYYY-MM-DD; today by default
        :param str date_to: last day
        :param int limit: at most so many, up to 1000
        :return: list of dicts ``id``, ``host_employee_id``, ``host``, ``room``, ``start``, ``stop`` (UTC,
            ``YYYY-MM-DD HH:MM:SS``), ``day`` and ``time`` (of the clock in Poland), ``label``
        """
        self.check_access("read")
        domain = Domain("reachable", "=", True)
        if host_employee_id:
            domain &= Domain("host_employee_id", "=", int(host_employee_id))
        if date_from:
            domain &= Domain("start", ">=", reception.moment_of(fields.Date.to_date(date_from), 0))
        if date_to:
            domain &= Domain("start", "<", reception.moment_of(fields.Date.to_date(date_to), 1440))
        return [slot._plain() for slot in self.search(domain, limit=max(1, min(int(limit or 100), 1000)))]

    def _plain(self):
        self.ensure_one()
        begin = local(self.start)
        return {
            "id": self.id, "host_employee_id": self.host_employee_id.id,
            # sudo: hr.employee - the name of who receives
            "host": self.host_employee_id.sudo().name, "room": self.room_id.name or False,
            "start": fields.Datetime.to_string(self.start), "stop": fields.Datetime.to_string(self.stop),
            "day": begin.date().isoformat(), "time": f"{begin:%H:%M}", "label": self.display_name,
        }

    def _offer_to_waiting(self):
        """Offer free slots to those who wait for them, the first waiting first."""
        for slot in self.sorted("start"):
            # sudo: biuro.sekretariat.visit - a freed slot goes to who waits longest, whoever freed it
            self.env["biuro.sekretariat.visit"].sudo()._offer_slot(slot.sudo())
