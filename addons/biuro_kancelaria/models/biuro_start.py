from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from ..tools import office_today

MOST_COUNTERS = 7
LIST_ACTIONS = {
    ("biuro.letter", "in"): "biuro_letter_action_in",
    ("biuro.letter", "out"): "biuro_letter_action_out",
    ("biuro.case", ""): "biuro_case_action",
    ("biuro.deadline", ""): "biuro_deadline_action",
}
COUNT_LIMIT = 1000  # nobody needs to know that 12 345 letters wait: the count stays quick


class BiuroStart(models.AbstractModel):
    """Start page of the day: what waits for the user, by role.

    An area adds its own by extending ``_counter_definitions``, ``_list_definitions`` or ``_button_definitions``.
    """

    _name = "biuro.start"
    _description = "Start Page"

    @api.model
    @api.readonly
    def get_page(self):
        """Return all that the start page shows.

        :return: dict ``counters`` (see ``get_counters``); ``lists``: list of ``{"key", "label", "model", "domain",
            "rows": [{"id", "model", "title", "subtitle", "date", "url"}]}``, at most ten rows each; ``buttons``: list
            of ``{"key", "label", "icon", "hotkey", "action"}`` where ``action`` is the external id of an action
        """
        return {
            "counters": self.get_counters(),
            "lists": [result for definition in self._list_definitions() if (result := self._read_list(definition))],
            "buttons": [
                {name: definition[name] for name in ("key", "label", "icon", "hotkey", "action")}
                for definition in self._button_definitions()
                if self._is_for_user(definition) and self.env.ref(definition["action"], raise_if_not_found=False)
            ],
        }

    @api.model
    @api.readonly
    def get_counters(self):
        """Return the counters of the user's roles, at most seven, the most pressing first.

        Records are counted under the user's own rules, up to 1000.

        :return: list of dicts ``{"key": str, "label": str, "count": int, "tone": "info" | "warning" | "danger",
            "action": dict}``; ``action`` opens the list of what was counted
        """
        chosen, actions = [], {}
        for definition in sorted(self._counter_definitions(), key=lambda entry: entry["sequence"]):
            if len(chosen) == MOST_COUNTERS:
                break
            if self._is_for_user(definition) and (domain := self._usable_domain(definition)) is not None:
                chosen.append((definition, domain))
        return [
            {
                "key": definition["key"],
                "label": definition["label"],
                "count": self.env[definition["model"]].search_count(domain, limit=COUNT_LIMIT),
                "tone": definition.get("tone", "info"),
                "action": self._counter_action(definition, domain, actions),
            }
            for definition, domain in chosen
        ]

    # ---- what is shown -----------------------------------------------------------------------------------------------

    def _counter_definitions(self):
        """Return the counters that exist: a list of dicts with the keys

        ``key``, ``label``, ``model``; ``domain`` (function without arguments that returns a domain); ``groups``
        (external ids separated by commas, who sees it); ``sequence`` (the seven lowest are shown); optional ``tone``,
        ``action`` (external id of a window action whose views are used) and ``context``.

        A counter whose model or fields do not exist is left out, so an area may count what another one brings.
        """
        today = office_today()
        week = today + timedelta(days=7)
        user = self.env.user
        # sudo: res.users - one's own cells and the people one acts for
        people, cells, managed = (
            user.sudo()[name].ids for name in ("acting_employee_ids", "cell_ids", "managed_cell_ids")
        )
        users = user.sudo().acting_employee_ids.user_id.ids or user.ids
        letter_in, letter_out = Domain("direction", "=", "in"), Domain("direction", "=", "out")
        clerk, manager, management, chancellery, archivist, auditor, admin = (
            f"biuro_kancelaria.biuro_kancelaria_group_{name}"
            for name in ("clerk", "manager", "management", "chancellery", "archivist", "auditor", "admin")
        )
        running, overdue = Domain("state", "=", "running"), Domain("is_overdue", "=", True)
        mine = Domain("employee_id", "in", people)

        def waiting(*kinds):
            return letter_in & Domain("assignment_ids", "any", [
                ("state", "=", "active"), ("kind", "in", kinds), ("employee_id", "in", people),
            ])

        return [
            # management: what only they can move on
            self._counter(
                "to_sign", self.env._("To sign"), "biuro.letter/out",
                lambda: letter_out & Domain("state", "=", "to_sign"),
                management, 10, tone="warning",
            ),
            self._counter(
                "overdue_all", self.env._("Overdue in the office"), "biuro.deadline",
                lambda: overdue, f"{management},{auditor}", 11, tone="danger",
            ),
            # heads of cells
            self._counter(
                "to_assign", self.env._("To assign"), "biuro.letter/in",
                lambda: letter_in & Domain("state", "=", "distributed") & Domain("department_id", "in", managed),
                manager, 20, tone="warning",
            ),
            self._counter(
                "to_accept", self.env._("Drafts to accept"), "biuro.letter/out",
                lambda: letter_out & Domain("state", "=", "to_accept")
                & Domain("review_ids", "any", [("status", "=", "pending"), ("reviewer_ids", "in", users)]),
                manager, 21, tone="warning",
            ),
            self._counter(
                "overdue_cells", self.env._("Overdue in my cells"), "biuro.deadline",
                lambda: overdue & Domain("department_id", "in", managed),
                manager, 22, tone="danger",
            ),
            # chancellery: the way of a letter through the mail point
            self._counter(
                "to_register", self.env._("To register"), "biuro.letter/in",
                lambda: letter_in & Domain("state", "=", "draft"), chancellery, 30, tone="warning",
            ),
            self._counter(
                "to_distribute", self.env._("To distribute"), "biuro.letter/in",
                lambda: letter_in & Domain("state", "=", "registered"), chancellery, 31, tone="warning",
            ),
            self._counter(
                "to_dispatch", self.env._("To dispatch"), "biuro.letter/out",
                lambda: letter_out & Domain("state", "=", "to_dispatch"), chancellery, 32, tone="warning",
            ),
            self._counter(
                "proofs_awaited", self.env._("Proofs of delivery awaited"), "biuro.letter/out",
                lambda: letter_out & Domain("state", "=", "dispatched")
                & Domain("delivery_method_id.has_receipt", "=", True), chancellery, 33,
            ),
            self._counter(
                "registered_today", self.env._("Registered today"), "biuro.letter/in",
                lambda: letter_in & Domain("register_date", "=", today), f"{chancellery},{auditor}", 34,
            ),
            # archivist
            self._counter(
                "to_hand_over", self.env._("Cases to hand over to the archive"), "biuro.case",
                lambda: Domain("state", "in", ("closed", "moved")) & Domain("date_to_archive", "<=", today),
                archivist, 40,
            ),
            self._counter(
                "archived", self.env._("Cases in the archive"), "biuro.case",
                lambda: Domain("state", "=", "archived"), archivist, 41,
            ),
            # every clerk
            self._counter(
                "my_overdue", self.env._("My overdue terms"), "biuro.deadline",
                lambda: overdue & mine, clerk, 50, tone="danger",
            ),
            self._counter(
                "my_week", self.env._("My terms of this week"), "biuro.deadline",
                lambda: running & mine & Domain("date_deadline", ">=", today) & Domain("date_deadline", "<=", week),
                clerk, 51, tone="warning",
            ),
            self._counter(
                "my_assignments", self.env._("New assignments"), "biuro.letter/in",
                lambda: waiting("handle", "opinion", "acceptance", "talk"), clerk, 52, tone="warning",
            ),
            self._counter(
                "drafts_returned", self.env._("Drafts returned to me"), "biuro.letter/out",
                lambda: letter_out & Domain("state", "=", "draft") & Domain("author_id", "in", users)
                & Domain("decision_ids", "any", [("decision", "=", "returned")]), clerk, 53, tone="warning",
            ),
            self._counter(
                "my_cases", self.env._("My open cases"), "biuro.case",
                lambda: Domain("state", "in", ["open", "suspended"]) & Domain("clerk_id", "in", people), clerk, 54,
            ),
            self._counter(
                "cell_letters", self.env._("Letters to my cell"), "biuro.letter/in",
                lambda: letter_in & Domain("state", "=", "distributed") & Domain("department_id", "in", cells),
                clerk, 55,
            ),
            self._counter("to_read", self.env._("To read"), "biuro.letter/in", lambda: waiting("info"), clerk, 56),
            # auditor
            self._counter(
                "open_cases", self.env._("Open cases"), "biuro.case",
                lambda: Domain("state", "=", "open"), auditor, 60,
            ),
            self._counter(
                "cancelled", self.env._("Entries cancelled this year"), "biuro.letter",
                lambda: Domain("is_cancelled", "=", True) & Domain("register_year", "=", today.year), auditor, 61,
            ),
            # administrator
            self._counter(
                "jrwa_to_check", self.env._("File plan rows to check"), "biuro.jrwa.class",
                lambda: Domain("to_check", "=", True), admin, 70, tone="warning",
            ),
            self._counter(
                "rates_missing", self.env._("Legal rates that end this year"), "biuro.rate",
                self._ending_rates, admin, 71, tone="warning",
            ),
            self._counter(
                "cells_without_symbol", self.env._("Cells without a symbol"), "hr.department",
                lambda: Domain("office_symbol", "=", False), admin, 72, tone="warning",
            ),
            self._counter(
                "cells_without_head", self.env._("Cells without a head"), "hr.department",
                lambda: Domain("manager_id", "=", False), admin, 73,
            ),
        ]

    def _list_definitions(self):
        """Return the lists under the counters: dicts with ``key``, ``label``, ``model``, ``domain`` (function),
        ``order``, ``limit``, ``title``, ``subtitle`` (names of fields), ``date`` (name of a field), ``groups``.
        """
        # sudo: res.users - the people one acts for
        people = self.env.user.sudo().acting_employee_ids.ids
        clerk = "biuro_kancelaria.biuro_kancelaria_group_clerk"
        if self.env.user.has_group("biuro_kancelaria.biuro_kancelaria_group_chancellery"):
            letters = Domain("direction", "=", "in")
        else:
            letters = Domain("clerk_id", "in", people)
        return [
            {
                "key": "deadlines", "label": self.env._("My nearest terms"), "model": "biuro.deadline", "groups": clerk,
                "domain": lambda: Domain("state", "=", "running") & Domain("employee_id", "in", people),
                "order": "date_deadline, id", "limit": 10,
                "title": ["name"], "subtitle": ["res_name"], "date": "date_deadline",
            },
            {
                "key": "letters", "label": self.env._("Latest letters"), "model": "biuro.letter", "groups": clerk,
                "domain": lambda: letters, "order": "id desc", "limit": 5,
                "title": ["register_ref", "title"], "subtitle": ["correspondent"], "date": "date_received",
            },
            {
                "key": "cases", "label": self.env._("Latest cases"), "model": "biuro.case", "groups": clerk,
                "domain": lambda: Domain("clerk_id", "in", people), "order": "id desc", "limit": 5,
                "title": ["reference", "title"], "subtitle": ["partner_id"], "date": "date_opened",
            },
        ]

    def _button_definitions(self):
        """Return the quick buttons: dicts with ``key``, ``label``, ``icon``, ``hotkey`` (letter pressed with Alt),
        ``action`` (external id; a button without its action is not shown), ``groups``.
        """
        clerk, chancellery = (
            f"biuro_kancelaria.biuro_kancelaria_group_{name}" for name in ("clerk", "chancellery")
        )
        return [
            {
                "key": "register_letter", "label": self.env._("Register a letter"), "icon": "fa-envelope",
                "hotkey": "n", "action": "biuro_kancelaria.biuro_letter_action_register", "groups": chancellery,
            },
            {
                "key": "open_case", "label": self.env._("Open a case"), "icon": "fa-folder-open", "hotkey": "o",
                "action": "biuro_kancelaria.biuro_case_action_open", "groups": clerk,
            },
            {
                "key": "reply_drafts", "label": self.env._("Reply drafts"), "icon": "fa-pencil", "hotkey": "r",
                "action": "biuro_kancelaria.biuro_letter_action_drafts", "groups": clerk,
            },
        ]

    def _ending_rates(self):
        """Domain of the legal figures whose last day comes this year and that have no newer figure."""
        today = office_today()
        rates = self.env["biuro.rate"].search_fetch([("date_to", "!=", False)], ["code", "date_to"])
        newest = {}
        for rate in rates:
            if rate.code not in newest or rate.date_to > newest[rate.code].date_to:
                newest[rate.code] = rate
        ids = [rate.id for rate in newest.values() if rate.date_to <= today.replace(month=12, day=31)]
        endless = self.env["biuro.rate"].search_fetch([("code", "in", list(newest)), ("date_to", "=", False)], ["code"])
        followed = set(endless.mapped("code"))
        return Domain("id", "in", [rate_id for rate_id in ids if rates.browse(rate_id).code not in followed])

    # ---- how it is read ----------------------------------------------------------------------------------------------

    @staticmethod
    def _counter(key, label, model, domain, groups, sequence, **options):
        """Return one definition (dict); ``model`` may be ``model/kind`` where a model has several lists."""
        model, _slash, kind = model.partition("/")
        if (action := LIST_ACTIONS.get((model, kind))):
            options.setdefault("action", f"biuro_kancelaria.{action}")
        return {
            "key": key, "label": label, "model": model, "domain": domain, "groups": groups, "sequence": sequence,
            **options,
        }

    def _is_for_user(self, definition):
        return not definition.get("groups") or self.env.user.has_groups(definition["groups"])

    def _usable_domain(self, definition):
        """Return the domain (Domain) of a definition, None when its model or a field is missing or not to be read."""
        Model = self.env.get(definition["model"])
        if Model is None or not Model.has_access("read"):
            return None
        domain = Domain(definition["domain"]())
        for condition in domain.iter_conditions():
            field = Model._fields.get(condition.field_expr.split(".")[0])
            if not field or not Model._has_field_access(field, "read"):
                return None
        return domain

    def _counter_action(self, definition, domain, actions):
        """Return the action (dict) that opens what was counted; ``actions`` keeps what was read for other counters."""
        xml_id = definition.get("action")
        if xml_id and xml_id not in actions:
            actions[xml_id] = self.env["ir.actions.act_window"]._for_xml_id(xml_id)
        views = actions.get(xml_id, {"views": [(False, "list"), (False, "form")], "search_view_id": False})
        return {
            "type": "ir.actions.act_window",
            "name": definition["label"],
            "res_model": definition["model"],
            "views": [list(view) for view in views["views"]],
            "search_view_id": list(views["search_view_id"] or ()) or False,
            "domain": self.env["biuro.search"]._plain(domain),
            "context": definition.get("context", {}),
        }

    def _read_list(self, definition):
        """Return one list of the page (dict, see ``get_page``), None when the user has no such list."""
        if not self._is_for_user(definition) or (domain := self._usable_domain(definition)) is None:
            return None
        Model, Search = self.env[definition["model"]], self.env["biuro.search"]
        definition = Search._readable_definition(Model, {"partners": [], "numbers": [], "texts": [], **definition})
        shown = definition["title"] + definition["subtitle"] + definition["date"]
        records = Model.search_fetch(domain, shown, order=definition["order"], limit=definition["limit"])
        rows = [Search._result(Model, definition, row, False) for row in records.read(shown)]
        for row in rows:
            row["model"] = Model._name
        return {
            "key": definition["key"], "label": definition["label"], "model": Model._name,
            "domain": Search._plain(domain),
            "rows": rows,
        }
