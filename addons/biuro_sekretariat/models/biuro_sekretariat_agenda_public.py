from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.biuro_kancelaria.models.hr_employee import OFFICE_FUNCTIONS
from odoo.addons.biuro_kancelaria.tools import office_today
from odoo.addons.biuro_kancelaria.tools.icalendar import calendar_text, local

from ..tools.free_time import day_bounds, local_moment

DAYS = 60


class BiuroSekretariatAgendaPublic(models.AbstractModel):
    """Public agenda: what everybody may read without a login. Only entries marked for it, never private ones, and of
    each entry only what was written for the public."""

    _name = "biuro.sekretariat.agenda.public"
    _description = "Public Agenda"

    @api.model
    def _events(self):
        """Return the public entries of the days to come, with superuser rights."""
        today = office_today()
        start, stop = day_bounds(today, fields.Date.add(today, days=DAYS))
        # sudo: calendar.event - only entries that were published; only what _list() names leaves
        return self.env["calendar.event"].sudo().search([
            ("publish_public", "=", True), ("privacy", "in", ("public", "confidential")),
            ("agenda_closed", "=", False), ("host_ids", "!=", False), ("stop", ">", start), ("start", "<", stop),
        ], order="start, id", limit=500)

    @api.model
    def _list(self):
        """Return the public agenda: list of dicts ``day``, ``day_to`` (date), ``start``, ``stop`` ("HH:MM" or ""),
        ``title``, ``place``, ``summary``, ``hosts``."""
        result = []
        for event in self._events():
            start, stop = event._agenda_interval()
            begins, ends = local_moment(start), local_moment(stop)
            result.append({
                "day": begins.date(),
                "day_to": (event.stop_date or event.stop.date()) if event.allday else ends.date(),
                "start": "" if event.allday else f"{begins:%H:%M}", "stop": "" if event.allday else f"{ends:%H:%M}",
                "title": event.public_title or event.name, "place": event.public_place or "",
                "summary": event.public_summary or "",
                "hosts": [
                    ", ".join(filter(None, [host.name, host.job_title])) for host in self._ranked(event.host_ids)
                ],
            })
        return result

    @api.model
    def _ranked(self, hosts):
        """Return the hosts, the President first."""
        order = [code for code, _label in OFFICE_FUNCTIONS]
        return hosts.sorted(lambda host: (order.index(host.office_function) if host.office_function else 9, host.id))

    @api.model
    def _stamp(self):
        """Return (stamp, moment of the last change): both change with what is public."""
        self.env["calendar.event"].flush_model(["publish_public", "active", "privacy"])
        [row] = self.env.execute_query(SQL(
            """SELECT count(*), max(write_date), sum(id) FROM calendar_event
                WHERE publish_public AND active AND privacy != 'private'"""))
        # the day as well: entries leave the list by themselves
        return f"agenda|{office_today()}|{row[0]}|{row[1]}|{row[2]}", None

    @api.model
    def _calendar(self):
        """Return the public agenda as iCalendar text (str)."""
        # sudo: ir.config_parameter - one value, not secret
        uuid = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        rows = []
        for event in self._events():
            if event.allday:
                times = {"start": event.start_date or event.start.date(), "stop": event.stop_date or event.stop.date()}
            else:
                times = {"start": local(event.start), "stop": local(event.stop)}
            rows.append({
                "uid": f"public-agenda-{event.id}@{uuid}", "modified": event.write_date, **times,
                "summary": event.public_title or event.name, "location": event.public_place,
                "description": "\n".join(filter(None, [
                    ", ".join(self._ranked(event.host_ids).mapped("name")), event.public_summary])),
            })
        return calendar_text(self.env._("Public agenda of the President"), rows)
