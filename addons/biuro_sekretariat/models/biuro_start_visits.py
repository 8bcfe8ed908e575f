from odoo import fields, models
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

SECRETARY = "biuro_sekretariat.biuro_sekretariat_group_secretary"
ACTION = "biuro_sekretariat.biuro_sekretariat_visit_action"


class BiuroStart(models.AbstractModel):
    """The start page: whom the secretary expects today, whom the host receives."""

    _inherit = "biuro.start"

    def _counter_definitions(self):
        today = office_today()
        # sudo: res.users - the people one acts for
        people = self.env.user.sudo().acting_employee_ids.ids
        of_today = Domain("day", "=", today) & Domain("state", "in", ["confirmed", "arrived", "in_meeting", "done"])
        past = Domain("state", "in", ["confirmed", "arrived", "in_meeting"]) & Domain("day", "<", today)
        return [
            *super()._counter_definitions(),
            self._counter(
                "visits_today", self.env._("Visits today"), "biuro.sekretariat.visit", lambda: of_today,
                SECRETARY, 1, action=ACTION,
            ),
            self._counter(
                "visits_to_arrange", self.env._("Visits to arrange"), "biuro.sekretariat.visit",
                lambda: Domain("state", "=", "requested") & Domain("held_until", "=", False)
                | Domain("new_date_asked", "=", True) & Domain("state", "in", ["requested", "confirmed"]),
                SECRETARY, 2, tone="warning", action=ACTION,
            ),
            self._counter(
                "visits_unsettled", self.env._("Visits of past days left open"), "biuro.sekretariat.visit",
                lambda: past, SECRETARY, 3, tone="danger", action=ACTION,
            ),
            self._counter(
                "my_visits_today", self.env._("I receive today"), "biuro.sekretariat.visit",
                lambda: of_today & Domain("host_employee_id", "in", people)
                if people else Domain.FALSE,
                "biuro_kancelaria.biuro_kancelaria_group_management", 9, action=ACTION,
            ),
        ]

    def _list_definitions(self):
        if not self.env.user.has_group(SECRETARY):
            return super()._list_definitions()
        now = fields.Datetime.now()
        return [
            {
                "key": "visits", "label": self.env._("Next visits"), "model": "biuro.sekretariat.visit",
                "groups": SECRETARY,
                "domain": lambda: Domain("state", "in", ["confirmed", "arrived"]) & Domain("planned_stop", ">=", now),
                "order": "planned_at, id", "limit": 5,
                "title": ["visitor_name"], "subtitle": ["host_employee_id", "kind"], "date": "planned_at",
            },
            *super()._list_definitions(),
        ]

    def _button_definitions(self):
        return [
            *super()._button_definitions(),
            {
                "key": "visit_desk", "label": self.env._("Reception desk"), "icon": "fa-bell-o", "hotkey": "d",
                "action": "biuro_sekretariat.biuro_sekretariat_visit_desk_action", "groups": SECRETARY,
            },
        ]
