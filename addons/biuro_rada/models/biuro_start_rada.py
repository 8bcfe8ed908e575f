from datetime import timedelta

from odoo import models
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

OFFICE = "biuro_rada.biuro_rada_group_user,biuro_rada.biuro_rada_group_chair"
WAITING_DRAFTS = ("received", "opinions", "committee", "ready")
# records of the past that were imported ask for nothing
RUNNING = Domain("state", "in", ("received", "forwarded", "received_by_mayor", "in_progress")) & Domain(
    "is_historical", "=", False
)


class BiuroStart(models.AbstractModel):
    """The morning of the council's clerk and chair: terms, the next session, what it lacks, drafts, interpellations."""

    _inherit = "biuro.start"

    def _counter_definitions(self):
        today = office_today()
        council = Domain("procedure", "=", "council")
        item = "biuro.rada.agenda.item"

        def counter(key, label, model, domain, sequence, action, **options):
            return self._counter(
                key, label, model, domain, OFFICE, sequence, action=action, **options)

        return [
            *super()._counter_definitions(),
            counter(
                "rada_overdue", self.env._("Council: overdue terms"), "biuro.deadline",
                lambda: council & Domain("is_overdue", "=", True), 2, "biuro_kancelaria.biuro_deadline_action",
                tone="danger",
            ),
            counter(
                "rada_week", self.env._("Council: terms of the next 14 days"), "biuro.deadline",
                lambda: council & Domain("state", "=", "running") & Domain("date_deadline", ">=", today)
                & Domain("date_deadline", "<=", today + timedelta(days=14)), 3,
                "biuro_kancelaria.biuro_deadline_action", tone="warning",
            ),
            counter(
                "rada_sessions", self.env._("Coming sessions and meetings"), "biuro.rada.session",
                lambda: Domain("state", "in", ("draft", "convened")) & Domain("is_rehearsal", "=", False)
                & Domain("day", ">=", today) & Domain("day", "<=", today + timedelta(days=30)), 4,
                "biuro_rada.biuro_rada_session_action",
            ),
            counter(
                "rada_not_ready", self.env._("Agenda items not ready"), item,
                lambda: self.env[item]._domain_not_ready() & Domain("session_id.day", ">=", today), 5,
                "biuro_rada.biuro_rada_agenda_item_action_ready", tone="warning",
            ),
            counter(
                "rada_opinions", self.env._("Opinions awaited"), "biuro.rada.draft.opinion",
                lambda: Domain("result", "=", False) & Domain("draft_id.state", "in", WAITING_DRAFTS), 6,
                "biuro_rada.biuro_rada_draft_opinion_action",
            ),
            counter(
                "rada_drafts", self.env._("Draft resolutions on their way"), "biuro.rada.draft",
                lambda: Domain("state", "in", WAITING_DRAFTS), 7, "biuro_rada.biuro_rada_draft_action",
            ),
            counter(
                "rada_interpellations", self.env._("Interpellations running"), "biuro.rada.interpellation",
                lambda: RUNNING, 8, "biuro_rada.biuro_rada_interpellation_action",
            ),
        ]

    def _list_definitions(self):
        today = office_today()
        item = "biuro.rada.agenda.item"
        return [
            {
                "key": "rada_not_ready", "label": self.env._("Next session: what is missing"), "model": item,
                "groups": OFFICE, "limit": 8,
                "domain": lambda: self.env[item]._domain_not_ready() & Domain("session_id.day", ">=", today),
                "order": "session_id desc, sequence, id", "title": ["number", "title"],
                "subtitle": ["session_id", "missing"],
                "date": "session_day",
            },
            {
                "key": "rada_calendar", "label": self.env._("Statutory calendar of the council"),
                "model": "biuro.rada.calendar", "groups": OFFICE, "limit": 6,
                "domain": lambda: Domain("state", "=", "planned") & Domain("code", "!=", "rada_cal_attendance"),
                "order": "date_due, id",
                "title": ["name"], "subtitle": ["legal_basis"], "date": "date_due",
            },
            {
                "key": "rada_interpellations", "label": self.env._("Interpellations: nearest replies"),
                "model": "biuro.rada.interpellation", "groups": OFFICE, "limit": 6,
                "domain": lambda: RUNNING & Domain("deadline_next", "!=", False),
                "order": "deadline_next, id", "title": ["register_ref", "subject"], "subtitle": ["department_id"],
                "date": "deadline_next",
            },
            *super()._list_definitions(),
        ]

    def _button_definitions(self):
        return [
            *super()._button_definitions(),
            {
                "key": "rada_sessions", "label": self.env._("Sessions of the Council"), "icon": "fa-gavel",
                "hotkey": "s", "action": "biuro_rada.biuro_rada_session_action", "groups": OFFICE,
            },
            {
                "key": "rada_composition", "label": self.env._("Composition as of a Day"), "icon": "fa-users",
                "hotkey": "d", "action": "biuro_rada.biuro_rada_composition_as_of_action", "groups": OFFICE,
            },
        ]
