from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

MOST_ROWS = 8
SECRETARY = "biuro_sekretariat.biuro_sekretariat_group_secretary"
MANAGEMENT = "biuro_kancelaria.biuro_kancelaria_group_management"


class BiuroSekretariatBoard(models.AbstractModel):
    """The secretary's morning: what the day brings, each list under the user's own rules.

    A section is defined as a list of the start page is; whoever does not keep the day of the office sees the own part.
    """

    _name = "biuro.sekretariat.board"
    _description = "Boards of the Secretariat"

    @api.model
    @api.readonly
    def get_morning(self):
        """Return the sections of the morning: visits, agenda, meetings, terms, letters, drafts, invitations, tasks.

        :return: dict ``day`` ("YYYY-MM-DD") and ``sections``: list of dicts ``key``, ``label``, ``icon``, ``count``
            (up to 1000), ``late`` (how many of them are late), ``tone`` ("info", "warning" or "danger"), ``action``
            (opens what was counted), ``rows``: at most eight dicts ``id``, ``model``, ``title``, ``subtitle``,
            ``date`` ("YYYY-MM-DD" or ""), ``time`` ("H:MM" or ""), ``url``
        """
        sections = []
        for definition in self._morning_definitions():
            if section := self._read_section(definition):
                sections.append(section)
        return {"day": fields.Date.to_string(office_today()), "sections": sections}

    def _is_wide(self):
        """Tell whether the user keeps the day of the office, not the own day alone."""
        return self.env.user.has_groups(f"{SECRETARY},{MANAGEMENT}")

    def _morning_definitions(self):
        """Return the sections: dicts with ``key``, ``label``, ``icon``, ``model``, ``domain`` (function), ``order``,
        ``title``, ``subtitle``, ``date`` and ``time`` (names of fields), ``late`` (function, a further domain),
        ``action`` (external id).
        """
        today = office_today()
        start = self.env["biuro.start"]
        # sudo: res.users - the people one acts for
        people = self.env.user.sudo().acting_employee_ids.ids
        wide = self._is_wide()
        mine = Domain.TRUE if wide else Domain("employee_id", "in", people)
        late = Domain("is_overdue", "=", True)
        return [
            {
                "key": "visits", "label": self.env._("Visits today"), "icon": "fa-users",
                "model": "biuro.sekretariat.visit", "order": "planned_at, id",
                "domain": lambda: Domain("day", "=", today) & Domain(
                    "state", "in", ("confirmed", "arrived", "in_meeting", "done"))
                & (Domain.TRUE if wide else Domain("host_employee_id", "in", people)),
                "title": ["visitor_name"], "subtitle": ["host_employee_id", "kind"], "time": "planned_at",
                "action": "biuro_sekretariat.biuro_sekretariat_visit_action",
            },
            {
                "key": "agenda", "label": self.env._("Agenda of the heads today"), "icon": "fa-calendar",
                "model": "calendar.event", "order": "start, id",
                "domain": start._agenda_today,
                "title": ["display_name"], "subtitle": ["location"], "time": "start",
                "action": "biuro_sekretariat.calendar_event_action_agenda_list",
            },
            {
                "key": "meetings", "label": self.env._("Meetings and minutes"), "icon": "fa-comments-o",
                "model": "biuro.sekretariat.meeting", "order": "date_start, id",
                "domain": lambda: Domain("state", "in", ("held", "draft_minutes", "to_accept")) | (
                    Domain("state", "=", "planned") & Domain("date_start", ">=", fields.Date.to_string(today))
                    & Domain("date_start", "<", fields.Date.to_string(today + timedelta(days=2)))
                ),
                "title": ["name"], "subtitle": ["state", "place"], "date": "date_start",
                "action": "biuro_sekretariat.biuro_sekretariat_meeting_action",
            },
            {
                "key": "deadlines", "label": self.env._("Terms of the next days"), "icon": "fa-balance-scale",
                "model": "biuro.deadline", "order": "date_deadline, id",
                "domain": lambda: Domain("state", "=", "running") & mine
                & Domain("date_deadline", "<=", today + timedelta(days=3)),
                "late": lambda: late,
                "title": ["res_name"], "subtitle": ["name", "employee_id"], "date": "date_deadline",
                "action": "biuro_kancelaria.biuro_deadline_action",
            },
            {
                "key": "to_assign", "label": self.env._("Letters to assign"), "icon": "fa-share-square-o",
                "model": "biuro.letter", "order": "date_received, id",
                "domain": lambda: Domain("direction", "=", "in") & Domain("state", "in", ("registered", "distributed")),
                "late": lambda: Domain("date_received", "<", today - timedelta(days=2)),
                "title": ["register_ref", "title"], "subtitle": ["correspondent"], "date": "date_received",
                "action": "biuro_kancelaria.biuro_letter_action_in",
            },
            {
                "key": "to_sign", "label": self.env._("Replies to sign"), "icon": "fa-pencil",
                "model": "biuro.letter", "order": "date_legal_end, id",
                "domain": lambda: Domain("direction", "=", "out") & Domain("state", "=", "to_sign"),
                "late": lambda: Domain("date_legal_end", "<", today),
                "title": ["draft_ref", "title"], "subtitle": ["signatory_id", "correspondent"],
                "date": "date_legal_end", "action": "biuro_kancelaria.biuro_letter_action_waiting",
            },
            {
                "key": "drafts", "label": self.env._("Drafts that wait for me"), "icon": "fa-files-o",
                "model": "biuro.letter", "order": "date_legal_end, waiting_due, id",
                "domain": lambda: Domain("awaits_me", "=", True) & Domain("state", "!=", "to_sign"),
                "late": lambda: Domain("is_waiting_late", "=", True),
                "title": ["draft_ref", "title"], "subtitle": ["waiting_for", "correspondent"], "date": "waiting_due",
                "action": "biuro_kancelaria.biuro_letter_action_drafts",
            },
            {
                "key": "invitations", "label": self.env._("Invitations to decide"), "icon": "fa-envelope-open-o",
                "model": "biuro.sekretariat.invitation", "order": "date_rsvp, date_start, id",
                "domain": lambda: Domain("state", "in", ("received", "to_decide")),
                "late": lambda: Domain("date_rsvp", "<", today),
                "title": ["name"], "subtitle": ["organizer_name", "host_id"], "date": "date_rsvp",
                "action": "biuro_sekretariat.biuro_sekretariat_invitation_action",
            },
            {
                "key": "tasks", "label": self.env._("Tasks of meetings"), "icon": "fa-tasks",
                "model": "biuro.sekretariat.meeting.task", "order": "date_due, id",
                "domain": lambda: Domain("is_open", "=", True) & Domain("date_due", "<=", today + timedelta(days=7))
                & (Domain.TRUE if wide else Domain("is_mine", "=", True)),
                "late": lambda: late,
                "title": ["name"], "subtitle": ["responsible_id", "meeting_name"], "date": "date_due",
                "action": "biuro_sekretariat.biuro_sekretariat_meeting_task_action",
            },
            {
                "key": "inputs", "label": self.env._("Input requests to answer"), "icon": "fa-question-circle-o",
                "model": "biuro.letter.input", "order": "date_due, id",
                "domain": lambda: Domain("is_for_me", "=", True) & Domain("state", "=", "asked"),
                "late": lambda: late,
                "title": ["letter_ref", "question"], "subtitle": ["asked_by_id"], "date": "date_due",
                "action": "biuro_kancelaria.biuro_letter_input_action",
            },
        ]

    def _read_section(self, definition):
        """Return one section (dict, see ``get_morning``), None where the user may not read the records."""
        start, search = self.env["biuro.start"], self.env["biuro.search"]
        domain = start._usable_domain(definition)
        if domain is None:
            return None
        Model = self.env[definition["model"]]
        known = search._readable_definition(
            Model, {"partners": [], "numbers": [], "texts": [], **definition, "date": definition.get("date")},
        )
        time = definition.get("time")
        shown = [*known["title"], *known["subtitle"], *known["date"], *([time] if time else [])]
        records = Model.search_fetch(domain, shown, order=definition["order"], limit=MOST_ROWS)
        rows = []
        for row in records.read(shown):
            moment = time and row[time]
            rows.append({
                **{key: value for key, value in search._result(Model, known, row, False).items() if key != "exact"},
                "model": Model._name,
                "time": fields.Datetime.context_timestamp(self, moment).strftime("%H:%M") if moment else "",
            })
        count = len(records) if len(records) < MOST_ROWS else Model.search_count(domain, limit=1000)
        late = 0
        if count and definition.get("late"):
            late = Model.search_count(domain & Domain(definition["late"]()), limit=1000)
        return {
            "key": definition["key"], "label": definition["label"], "icon": definition["icon"], "count": count,
            "late": late, "tone": "danger" if late else "info", "rows": rows,
            "action": start._counter_action(definition, domain, {}),
        }
