import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from odoo.addons.biuro_kancelaria.law import inputs
from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.holidays import is_working
from odoo.addons.biuro_kancelaria.tools import office_today

from ..tools.free_time import day_bounds, days_between, local_moment, moment, overlap, starts

CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")
MOST_DAYS = 62
MOST_PEOPLE = 30


class BiuroSekretariatAgenda(models.AbstractModel):
    """Agendas of several people at once: what takes their time, when all of them are free, the plan of days."""

    _name = "biuro.sekretariat.agenda"
    _description = "Agendas"

    @api.model
    @api.readonly
    def find_free(self, values):
        """Return moments at which all the people are free, the earliest first.

        Only whether somebody is busy counts, never with what, so every employee may ask about everybody. Busy are the
        entries and meetings of the calendar that are not declined, trips, and the days of a substitution; days that
        are free by statute and Saturdays are left out.

        :param dict values: ``employee_ids`` (ids of employees, 1 to 30), ``minutes`` (length, 5 to 1440); optional
            ``date_from`` ("YYYY-MM-DD", today by default), ``date_to`` (two weeks later by default, at most 62 days),
            ``hour_from``, ``hour_to`` ("HH:MM", office hours 7:30 to 15:30 by default), ``step`` (minutes between two
            proposals, 15 by default), ``limit`` (20 by default), ``days_off`` (True: also on days off)
        :return: list of dicts ``start``, ``stop`` ("YYYY-MM-DD HH:MM:SS" in UTC), ``day`` ("YYYY-MM-DD"), ``label``
            ("HH:MM–HH:MM", clock time in Poland)
        :raise ValidationError: for a missing or wrong value, with the name of it
        """
        asked = self._parse_free(values)
        now = fields.Datetime.now()
        window = day_bounds(asked["date_from"], asked["date_to"])
        taken = self._taken(asked["people"], *window)
        busy = [(start, stop) for _person, _event, start, stop in taken]
        busy += [(start, stop) for _person, _substitution, start, stop in self._absent(asked["people"], *window)]
        length, step = timedelta(minutes=asked["minutes"]), timedelta(minutes=asked["step"])
        found = []
        for day in days_between(asked["date_from"], asked["date_to"]):
            if not asked["days_off"] and not is_working(day):
                continue
            hours = moment(day, asked["hour_from"]), moment(day, asked["hour_to"])
            for start in starts(hours, busy, length, step):
                if start < now:
                    continue
                found.append(self._free_row(start, start + length))
                if len(found) == asked["limit"]:
                    return found
        return found

    @api.model
    @api.readonly
    def get_days(self, values):
        """Return the plan of days of several people, to be shown or printed side by side.

        What the caller may not read is there as “busy”, with its hours alone.

        :param dict values: ``employee_ids`` (ids, 1 to 30; by default the agendas the caller keeps); optional
            ``date_from`` (today), ``date_to`` (the same day, at most 62 days)
        :return: dict ``hosts``: list of ``{"id", "name", "job", "kept"}``; ``days``: list of ``{"day", "name",
            "is_free"}``; ``entries``: list of ``{"id", "host_ids", "day", "all_day", "start", "stop" (minutes after
            midnight in Poland), "label", "title", "place", "kind", "color", "hidden", "conflict", "kept", "represents",
            "sent", "contacts"}``, an entry of several days once for each of them; ``absences``: list of ``{"host_id",
            "day", "substitute"}``
        :raise ValidationError: for a missing or wrong value, with the name of it
        """
        values = dict(values or {})
        people = values.get("employee_ids") or self.env.user.agenda_write_ids.ids
        people, first, last = self._parse_days(values, people)
        if not people:
            return {"hosts": [], "days": [], "entries": [], "absences": []}
        window = day_bounds(first, last)
        taken = self._taken(people, *window, busy_only=False)
        events = self.env["calendar.event"].browse(dict.fromkeys(event for _person, event, _start, _stop in taken))
        by_event = {}
        for person, event, start, stop in taken:
            by_event.setdefault(event, (start, stop, []))[2].append(person)
        entries = []
        for event in events:
            start, stop, hosts = by_event[event.id]
            entries += self._day_rows(event, start, stop, hosts, first, last)
        entries.sort(key=lambda row: (row["day"], not row["all_day"], row["start"], row["stop"], row["id"]))
        kept = set(self.env.user.agenda_write_ids.ids)
        hosts = self.env["hr.employee.public"].browse(people)
        return {
            "hosts": [
                {"id": host.id, "name": host.name, "job": host.job_title or "", "kept": host.id in kept}
                for host in hosts
            ],
            "days": [
                {"day": fields.Date.to_string(day), "name": self._day_name(day), "is_free": not is_working(day)}
                for day in days_between(first, last)
            ],
            "entries": entries,
            "absences": [
                {"host_id": person, "day": fields.Date.to_string(day), "substitute": line.substitute_id.name}
                for person, line, _start, _stop in self._absent(people, *window)
                for day in days_between(max(first, line.date_from), min(last, line.date_to))
            ],
        }

    # ---- what takes people's time ------------------------------------------------------------------------------------

    @api.model
    def _taken(self, employee_ids, start, stop, busy_only=True):
        """Return what takes the time of employees: list of (employee id, event id, start, stop), moments in UTC.

        Whole days are whole days of the office: the platform stores them with hours that mean nothing.
        """
        self.env["calendar.event"].flush_model()
        self.env["calendar.attendee"].flush_model(["state", "event_id", "partner_id"])
        self.env["hr.employee"].flush_model(["user_id", "work_contact_id"])
        day_start = SQL("((e.start_date::timestamp AT TIME ZONE 'Europe/Warsaw') AT TIME ZONE 'UTC')")
        day_stop = SQL("(((e.stop_date + 1)::timestamp AT TIME ZONE 'Europe/Warsaw') AT TIME ZONE 'UTC')")
        return self.env.execute_query(SQL(
            """
            WITH person AS (
                SELECT employee.id, COALESCE(users.partner_id, employee.work_contact_id) AS partner_id
                  FROM hr_employee employee LEFT JOIN res_users users ON users.id = employee.user_id
                 WHERE employee.id IN %(people)s
            ), taken AS (
                SELECT person.id AS person_id, host.event_id
                  FROM person JOIN biuro_sekretariat_event_host_rel host ON host.employee_id = person.id
                 UNION
                SELECT person.id, rel.calendar_event_id
                  FROM person JOIN calendar_event_res_partner_rel rel ON rel.res_partner_id = person.partner_id
                 WHERE NOT EXISTS (
                    SELECT 1 FROM calendar_attendee attendee
                     WHERE attendee.event_id = rel.calendar_event_id AND attendee.partner_id = person.partner_id
                       AND attendee.state = 'declined'
                 )
            ), timed AS (
                SELECT taken.person_id, e.id,
                       CASE WHEN e.allday AND e.start_date IS NOT NULL THEN %(day_start)s ELSE e.start END AS start,
                       CASE WHEN e.allday AND e.stop_date IS NOT NULL THEN %(day_stop)s ELSE e.stop END AS stop
                  FROM taken JOIN calendar_event e ON e.id = taken.event_id
                 WHERE e.active AND (e.show_as = 'busy' OR NOT %(busy_only)s)
                   AND e.start < %(stop)s::timestamp + interval '1 day'
                   AND e.stop > %(start)s::timestamp - interval '1 day'
            )
            SELECT person_id, id, start, stop FROM timed
             WHERE start < %(stop)s AND (stop > %(start)s OR (stop = start AND start >= %(start)s))
             ORDER BY start, id, person_id
            """,
            people=tuple(employee_ids) or (0,), start=start, stop=stop, busy_only=busy_only,
            day_start=day_start, day_stop=day_stop,
        ))

    @api.model
    def _absent(self, employee_ids, start, stop):
        """Return absences of employees: list of (employee id, substitution, start, stop)."""
        first, last = local_moment(start).date(), local_moment(stop - timedelta(seconds=1)).date()
        # sudo: biuro.substitution - every employee may see who stands in for whom
        lines = self.env["biuro.substitution"].sudo().search([
            ("employee_id", "in", list(employee_ids)), ("is_cancelled", "=", False),
            ("date_from", "<=", last), ("date_to", ">=", first),
        ], order="date_from, id")
        return [(line.employee_id.id, line, *day_bounds(line.date_from, line.date_to)) for line in lines]

    @api.model
    def _collisions(self, wanted):
        """Return what collides: {key: (list of event ids, list of substitutions)}.

        :param wanted: {key: (employee ids, start, stop, event id that does not count)}
        """
        wanted = {key: row for key, row in wanted.items() if row[0]}
        if not wanted:
            return {}
        people = {person for row in wanted.values() for person in row[0]}
        window = min(row[1] for row in wanted.values()), max(row[2] for row in wanted.values())
        taken, absent = self._taken(people, *window), self._absent(people, *window)
        result = {}
        for key, (hosts, start, stop, own) in wanted.items():
            events = dict.fromkeys(
                event for person, event, busy_start, busy_stop in taken
                if person in hosts and event != own and overlap((start, stop), (busy_start, busy_stop)))
            lines = [
                line for person, line, day_start, day_stop in absent
                if person in hosts and overlap((start, stop), (day_start, day_stop))]
            if events or lines:
                result[key] = list(events), lines
        return result

    # ---- parts -------------------------------------------------------------------------------------------------------

    @api.model
    def _parse_free(self, values):
        values = dict(values or {})
        known = {"employee_ids", "minutes", "date_from", "date_to", "hour_from", "hour_to", "step", "limit", "days_off"}
        if unknown := values.keys() - known:
            raise ValidationError(self.env._("Unknown values: %s.", ", ".join(sorted(unknown))))
        if not values.get("date_to"):
            values["date_to"] = fields.Date.to_string(
                fields.Date.add(self._day("date_from", values.get("date_from")), days=14))
        people, first, last = self._parse_days(values, values.get("employee_ids"))
        if not people:
            raise ValidationError(self.env._("Name the people who are to be free (employee_ids)."))
        numbers = {}
        for name, default, lowest, highest in (
            ("minutes", None, 5, 1440), ("step", 15, 5, 240), ("limit", 20, 1, 200),
        ):
            number = values.get(name) or default
            if not isinstance(number, int) or not lowest <= number <= highest:
                raise ValidationError(self.env._(
                    "“%(name)s” is a whole number from %(lowest)s to %(highest)s.",
                    name=name, lowest=lowest, highest=highest,
                ))
            numbers[name] = number
        hours = {
            name: self._clock(name, values.get(name) or default)
            for name, default in (("hour_from", "07:30"), ("hour_to", "15:30"))
        }
        if hours["hour_to"] <= hours["hour_from"]:
            raise ValidationError(self.env._("The hours end before they begin (hour_from, hour_to)."))
        return {
            "people": people, "date_from": first, "date_to": last, **numbers, **hours,
            "days_off": bool(values.get("days_off")),
        }

    @api.model
    def _parse_days(self, values, people):
        if not isinstance(people, (list, tuple)) or len(people) > MOST_PEOPLE or any(
                type(person) is not int for person in people):
            raise ValidationError(self.env._(
                "Name the people by a list of at most %s ids (employee_ids).", MOST_PEOPLE))
        people = self.env["hr.employee.public"].browse(dict.fromkeys(people)).exists().ids
        first = self._day("date_from", values.get("date_from"))
        last = self._day("date_to", values.get("date_to") or fields.Date.to_string(first))
        if last < first:
            raise ValidationError(self.env._("The days end before they begin (date_from, date_to)."))
        if (last - first).days >= MOST_DAYS:
            raise ValidationError(self.env._("Ask for at most %s days (date_from, date_to).", MOST_DAYS))
        return people, first, last

    @api.model
    def _day(self, name, value):
        try:
            return inputs.day(name, value or office_today())
        except LawError as error:
            raise ValidationError(str(error)) from None

    @api.model
    def _clock(self, name, value):
        found = CLOCK.fullmatch(value) if isinstance(value, str) else None
        minutes = int(found[1]) * 60 + int(found[2]) if found else 1441
        if minutes > 1440:
            raise ValidationError(self.env._("“%(name)s” is an hour in the form HH:MM.", name=name))
        return minutes

    @api.model
    def _free_row(self, start, stop):
        clock = [local_moment(point) for point in (start, stop)]
        return {
            "start": fields.Datetime.to_string(start), "stop": fields.Datetime.to_string(stop),
            "day": fields.Date.to_string(clock[0].date()), "label": f"{clock[0]:%H:%M}–{clock[1]:%H:%M}",
        }

    @api.model
    def _day_name(self, day):
        names = (
            self.env._("Monday"), self.env._("Tuesday"), self.env._("Wednesday"), self.env._("Thursday"),
            self.env._("Friday"), self.env._("Saturday"), self.env._("Sunday"),
        )
        return names[day.weekday()]

    @api.model
    def _day_rows(self, event, start, stop, hosts, first, last):
        """Return the rows (list of dict) of one event, one for each of the days shown."""
        hidden = event._check_private_event_conditions()
        last_moment = max(start, stop - timedelta(seconds=1))
        begins, ends = local_moment(start), local_moment(stop)
        rows = []
        for day in days_between(max(first, begins.date()), min(last, local_moment(last_moment).date())):
            from_minute = begins.hour * 60 + begins.minute if day == begins.date() else 0
            to_minute = ends.hour * 60 + ends.minute if day == ends.date() else 1440
            whole = event.allday or (from_minute == 0 and to_minute == 1440)
            rows.append({
                "id": event.id, "host_ids": hosts, "day": fields.Date.to_string(day), "all_day": whole,
                "start": from_minute, "stop": to_minute,
                "label": self.env._("all day") if whole else self._row_label(day, begins, ends),
                "title": event.display_name, "hidden": hidden,
                **(self._shown_values(event) if not hidden else dict.fromkeys(
                    ("place", "kind", "represents", "sent", "contacts"), "") | dict.fromkeys(
                    ("color", "conflict", "kept"), False)),
            })
        return rows

    @api.model
    def _row_label(self, day, begins, ends):
        start = f"{begins:%H:%M}" if begins.date() == day else "…"
        return f"{start}–{ends:%H:%M}" if ends.date() == day else f"{start}–…"

    @api.model
    def _shown_values(self, event):
        return {
            "place": event.location or "", "kind": event.agenda_kind_id.name or "",
            "color": event.agenda_kind_id.color, "conflict": event.conflict_state == "open",
            "kept": event.conflict_state == "kept",
            "represents": event.represented_id.name or "", "sent": event.representative_id.name or "",
            "contacts": ", ".join(event.contact_ids.mapped("display_name")),
        }
