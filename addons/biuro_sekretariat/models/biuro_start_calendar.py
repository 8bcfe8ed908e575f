from odoo import fields, models
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

from ..tools.free_time import day_bounds

ACTION = "biuro_sekretariat.calendar_event_action_agenda_list"


class BiuroStart(models.AbstractModel):
    """The agenda on the start page: today's entries, invitations to decide, collisions, promises."""

    _inherit = "biuro.start"

    def _counter_definitions(self):
        clerk, management = (f"biuro_kancelaria.biuro_kancelaria_group_{name}" for name in ("clerk", "management"))
        secretary = "biuro_sekretariat.biuro_sekretariat_group_secretary"
        kept = self.env.user.agenda_write_ids.ids
        people = self.env.user.sudo().acting_employee_ids.ids  # sudo: res.users - the people one acts for
        agenda = "biuro_sekretariat.biuro_sekretariat_invitation_action"
        return [
            *super()._counter_definitions(),
            self._counter(
                "agenda_today", self.env._("Entries of the agenda today"), "calendar.event", self._agenda_today,
                f"{secretary},{management}", 5, action=ACTION,
            ),
            self._counter(
                "invitations_to_decide", self.env._("Invitations to decide"), "biuro.sekretariat.invitation",
                lambda: Domain("state", "=", "to_decide") & Domain("host_id", "in", kept),
                f"{secretary},{management}", 6, tone="warning", action=agenda,
            ),
            self._counter(
                "agenda_collisions", self.env._("Collisions in the agendas"), "calendar.event",
                lambda: Domain("host_ids", "in", kept) & Domain("conflict_state", "=", "open"),
                f"{secretary},{management}", 7, tone="danger", action=ACTION,
            ),
            self._counter(
                "promises_due", self.env._("Promises to keep"), "biuro.sekretariat.promise",
                lambda: Domain("state", "=", "open") & Domain("employee_id", "in", people)
                & Domain("date_due", "<=", fields.Date.add(office_today(), days=7)),
                clerk, 49, tone="warning", action="biuro_sekretariat.biuro_sekretariat_promise_action",
            ),
        ]

    def _agenda_today(self):
        # texts, not moments: the domain travels to the client
        start, stop = (fields.Datetime.to_string(point) for point in day_bounds(office_today()))
        return (
            Domain("host_ids", "in", self.env.user.agenda_write_ids.ids)
            & Domain("start", "<", stop) & Domain("stop", ">", start)
        )

    def _list_definitions(self):
        return [
            {
                "key": "agenda", "label": self.env._("The agenda today"), "model": "calendar.event",
                "groups": "biuro_sekretariat.biuro_sekretariat_group_secretary,"
                "biuro_kancelaria.biuro_kancelaria_group_management",
                "domain": self._agenda_today, "order": "start, id", "limit": 10,
                "title": ["agenda_label"], "subtitle": ["location"], "date": "start",
            },
            *super()._list_definitions(),
        ]
