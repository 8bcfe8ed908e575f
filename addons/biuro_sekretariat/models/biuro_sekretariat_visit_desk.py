from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law.reception import moment_of

ON_DESK = ("requested", "confirmed", "arrived", "in_meeting", "done", "no_show", "redirected")
VERBS = ("action_arrive", "action_start", "action_finish", "action_no_show", "action_back")


class BiuroSekretariatVisitDesk(models.AbstractModel):
    """Reception desk (stanowisko recepcji): the visits of a day, one column per host."""

    _name = "biuro.sekretariat.visit.desk"
    _description = "Reception Desk"

    @api.model
    @api.readonly
    def get_day(self, day=None):
        """Return the visits of a day as the desk shows them, by host; only what the user may see.

        :param str day: YYYY-MM-DD, today by default
        :return: dict ``day``, ``today`` (YYYY-MM-DD), ``hosts``: list of ``{"id", "name", "post", "absent": bool,
            "busy": bool, "visits": [{"id", "ref", "name", "kind", "subject" or "", "time", "state", "room", "people",
            "needs", "walk_in": bool, "late": bool, "since": "HH:MM" or ""}], "free": [{"id",
            "time"}]}``, ``can_write`` (bool)
        """
        today = office_today()
        try:
            date = fields.Date.to_date(day) if day else today
        except ValueError:
            date = today
        Visit = self.env["biuro.sekretariat.visit"]
        Visit.check_access("read")
        visits = Visit.search(
            [("day", "=", date), ("state", "in", ON_DESK)], order="planned_at, id", limit=500,
        )
        slots = self.env["biuro.sekretariat.visit.slot"].search([
            ("start", ">=", fields.Datetime.to_string(self._midnight(date))),
            ("start", "<", fields.Datetime.to_string(self._midnight(fields.Date.add(date, days=1)))),
        ], order="start", limit=500)
        reachable = slots.filtered("reachable")
        hosts = (slots.host_employee_id | visits.host_employee_id)
        absent = Visit._absences(set(hosts.ids), self._midnight(date),
                                 self._midnight(fields.Date.add(date, days=1)))
        can_write = Visit.has_access("write") and bool(
            self.env.user.has_group("biuro_sekretariat.biuro_sekretariat_group_secretary")
            or visits._filtered_access("write")
        )
        return {
            "day": date.isoformat(), "today": today.isoformat(), "can_write": can_write,
            # sudo: hr.employee - name and post of who receives
            "hosts": [
                {
                    "id": host.id, "name": host.name, "post": host.job_title or "",
                    "absent": host.id in absent,
                    "busy": any(
                        visit.state == "in_meeting" for visit in visits if visit.host_employee_id.id == host.id
                    ),
                    "visits": [self._card(visit) for visit in visits if visit.host_employee_id.id == host.id],
                    "free": [
                        {"id": slot.id, "time": f"{local(slot.start):%H:%M}"}
                        for slot in reachable if slot.host_employee_id.id == host.id
                    ],
                }
                for host in hosts.sudo().sorted(lambda host: (
                    {"president": 0, "deputy": 1}.get(host.office_function, 2), host.name,
                ))
            ],
        }

    @staticmethod
    def _midnight(date):
        return moment_of(date, 0)

    def _card(self, visit):
        now = fields.Datetime.now()
        kinds = dict(visit._fields["kind"]._description_selection(self.env))
        since = {
            "arrived": visit.arrived_at, "in_meeting": visit.started_at, "done": visit.ended_at,
        }.get(visit.state)
        return {
            "id": visit.id, "ref": visit.register_ref or "", "name": visit.visitor_name, "kind": kinds[visit.kind],
            "subject": visit.subject or "", "state": visit.state, "room": visit.room_id.name or "",
            "time": f"{local(visit.planned_at):%H:%M}" if visit.planned_at else "",
            "people": visit.people_count, "needs": visit.needs or "", "walk_in": visit.is_walk_in,
            "late": visit.state == "confirmed" and bool(visit.planned_at) and visit.planned_at < now,
            "since": f"{local(since):%H:%M}" if since else "",
        }

    @api.model
    def step(self, visit_id, verb, day=None):
        """Move a visit on from the desk and return the day anew.

        :param int visit_id: the visit
        :param str verb: ``action_arrive``, ``action_start``, ``action_finish``, ``action_no_show`` or ``action_back``
        :param str day: the day that the desk shows
        :return: dict as ``get_day``
        :raise UserError: unknown verb, or what the verb refuses
        """
        if verb not in VERBS:
            raise UserError(self.env._("The desk does not know this act."))
        getattr(self.env["biuro.sekretariat.visit"].browse(int(visit_id)), verb)()
        return self.get_day(day)
