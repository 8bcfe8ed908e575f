from datetime import datetime, timedelta

import psycopg2.errors

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import fetch_serialized

from ..law import reception
from .biuro_sekretariat_visit import HOLDS_TIME

NEAREST = 3
TAKEN = (psycopg2.errors.ExclusionViolation, psycopg2.errors.UniqueViolation)


class BiuroSekretariatVisit(models.Model):
    """Whose time is free: absences, the calendar, other visits; two who want the same slot at once.

    Who takes a slot first takes the sole right to the host's (and the room's) time until the end of the transaction and
    looks at what others have committed meanwhile. The loser so gets a sentence with the nearest free slots instead of
    an error of the database; exclusion constraints stand behind it all.
    """

    _inherit = "biuro.sekretariat.visit"

    @api.model
    def _absences(self, host_ids, start, stop):
        """Return when hosts are absent: {employee id: [(start, stop, id of the substitute or False)]}, moments in UTC.

        Substitutions of the office, and leaves in the working time of the person (an approved leave request is one).
        """
        found = {}
        if not host_ids or not start or not stop:
            return found
        first, last = local(start).date(), local(stop).date()
        # sudo: biuro.substitution, hr.employee - only that somebody is absent
        for line in self.env["biuro.substitution"].sudo().search([
            ("employee_id", "in", list(host_ids)), ("is_cancelled", "=", False),
            ("date_from", "<=", last), ("date_to", ">=", first),
        ]):
            found.setdefault(line.employee_id.id, []).append((
                reception.moment_of(line.date_from, 0), reception.moment_of(line.date_to, 1440), line.substitute_id.id,
            ))
        # sudo: hr.employee, resource.calendar.leaves - only that somebody is absent
        people = {person.resource_id.id: person.id for person in self.env["hr.employee"].sudo().browse(host_ids)}
        for leave in self.env["resource.calendar.leaves"].sudo().search([
            ("resource_id", "in", list(people)), ("date_from", "<", stop), ("date_to", ">", start),
        ]):
            found.setdefault(people[leave.resource_id.id], []).append((leave.date_from, leave.date_to, False))
        return found

    @api.model
    def _host_partner(self, host):
        """Return the contact under whom an employee (hr.employee) stands in the calendar."""
        # sudo: hr.employee - whose calendar it is
        host = host.sudo()
        return host.user_id.partner_id or host.work_contact_id

    @api.model
    def _busy_event(self, host, start, stop):
        """Return what else a host has in the calendar at that time (calendar.event, one or empty)."""
        partner = self._host_partner(host)
        if not partner or not start:
            return self.env["calendar.event"]
        first, last = local(start).date(), local(stop).date()
        timed = Domain("allday", "=", False) & Domain("start", "<", stop) & Domain("stop", ">", start)
        whole = Domain("allday", "=", True) & Domain("start_date", "<=", last) & Domain("stop_date", ">=", first)
        # sudo: calendar.event - only that there is one; its name is not told
        return self.env["calendar.event"].sudo().search(
            Domain("partner_ids", "in", partner.ids) & Domain("show_as", "=", "busy")
            & Domain("visit_id", "=", False) & (timed | whole),
            limit=1,
        )

    def _time_conflicts(self, host, start, stop, room):
        """Return the ids (set) of visits other than ``self`` that hold the time of the host or of the room.

        Takes the sole right to these hours of both until the end of the transaction: two visits that overlap have an
        hour in common, and people who book other hours of the same host need not wait.
        """
        self.flush_model()
        first, last = start.replace(minute=0, second=0, microsecond=0), stop - timedelta(microseconds=1)
        hours = [first + timedelta(hours=number) for number in range(int((last - first) / timedelta(hours=1)) + 1)]
        rows = []
        for column, record in (("host_employee_id", host), ("room_id", room)):
            if not record:
                continue
            query = SQL(
                """SELECT pg_backend_pid(), id FROM biuro_sekretariat_visit
                    WHERE %s = %s AND NOT id = ANY(%s) AND %s AND tsrange(planned_at, planned_stop) && tsrange(%s, %s)
                """,
                SQL.identifier(column), record.id, self._origin.ids, SQL(HOLDS_TIME), start, stop,
            )
            for hour in hours:
                # whoever freed the time in this very transaction counts by what this transaction made of it
                rows += fetch_serialized(self.env, f"visit:{column}:{record.id}:{hour:%Y%m%d%H}", query)
        pid = self._backend()
        seen = {id_ for backend, id_ in rows if backend == pid}
        fresh = {id_ for backend, id_ in rows if backend != pid} - seen
        known = {row[0] for row in self.env.execute_query(SQL(
            "SELECT id FROM biuro_sekretariat_visit WHERE id = ANY(%s)", list(fresh),
        ))} if fresh else set()
        return seen | (fresh - known)

    @api.model
    def _backend(self):
        [[pid]] = self.env.execute_query(SQL("SELECT pg_backend_pid()"))
        return pid

    def _check_time(self, host, start, stop, room, slot):
        """Raise UserError, with the nearest free slots, if somebody else holds the time or the host is not there."""
        if start <= fields.Datetime.now():
            raise UserError(self.env._("This time is past. Choose a slot that is still to come."))
        if slot.is_blocked or self._time_conflicts(host, start, stop, room):
            raise UserError(self._taken_message(host, start, slot))
        if any(begin < stop and end > start for begin, end, _who in
               self._absences({host.id}, start, stop).get(host.id, ())):
            raise UserError(self._taken_message(host, start, slot, self.env._("The host is absent on that day.")))
        if self._busy_event(host, start, stop):
            raise UserError(self._taken_message(
                host, start, slot, self.env._("The host has something else in the calendar at that time."),
            ))

    def _check_slot_free(self, slot):
        """Raise UserError unless the slot can be taken by the visit (or by a new one)."""
        if not slot.exists():
            raise UserError(self.env._("There is no such slot. Choose another one."))
        self._check_time(slot.host_employee_id, slot.start, slot.stop, slot.room_id, slot)

    def _check_still_free(self):
        """Raise UserError unless the planned time of the visit is free."""
        self.ensure_one()
        self._check_time(self.host_employee_id, self.planned_at, self.planned_stop, self.room_id, self.slot_id)

    def _take_time(self, values):
        """Write values that take time of the host; turn a refusal of the database into a sentence."""
        try:
            with self.env.cr.savepoint():
                # sudo: own model - write() refuses these fields from anyone else; the verb checked the access
                self.sudo().write(values)
                self.flush_recordset()
        except TAKEN as error:
            raise UserError(self._taken_message(self.host_employee_id, self.planned_at, self.slot_id)) from error

    @api.model
    def _taken_message(self, host, moment, slot, why=None):
        """Return the sentence that says what is wrong and names the nearest free slots (str)."""
        nearest = self._nearest_slots(host, moment, slot)
        why = why or self.env._("This slot has just been taken by somebody else.")
        if not nearest:
            return self.env._("%(why)s There are no other free slots now.", why=why)
        times = "; ".join(f"{begin:%d.%m.%Y %H:%M}" for begin in nearest)
        return self.env._("%(why)s The nearest free slots: %(times)s.", why=why, times=times)

    @api.model
    def _nearest_slots(self, host, moment=None, slot=None):
        """Return when the slots of a host that lie nearest to a moment begin (list of datetime, the clock in Poland).

        As others have left it, not as this transaction began.
        """
        if not host:
            return []
        Slot = self.env["biuro.sekretariat.visit.slot"]
        self.env.flush_all()
        query = SQL(
            "SELECT pg_backend_pid(), free.id, free.start FROM (%s) AS free",
            Slot._free_query(hosts=host.ids),
        )
        pid = self._backend()
        rows = fetch_serialized(self.env, f"visit:look:{pid}", query)  # a key of our own: nobody waits for a look
        known = {id_ for backend, id_, _start in rows if backend == pid}
        fresh = {id_ for backend, id_, _start in rows if backend != pid}
        skip = slot.id if slot else 0
        starts = {
            id_: start for _backend, id_, start in rows
            if id_ != skip and (not fresh or id_ in fresh or id_ not in known)
        }
        moment = moment or fields.Datetime.now()
        nearest = sorted(starts.values(), key=lambda start: (abs(start - moment), start))[:NEAREST]
        return sorted(local(start) for start in nearest)

    @api.model
    def _parse_moment(self, value):
        """Return a moment (datetime in UTC, without zone) from what RPC brings."""
        try:
            moment = value if isinstance(value, datetime) else fields.Datetime.to_datetime(value)
        except ValueError:
            moment = None
        if not moment or not timedelta() <= moment - datetime(2000, 1, 1) < timedelta(days=36500):
            raise UserError(self.env._("Give the moment as YYYY-MM-DD HH:MM:SS, in UTC."))
        return moment
