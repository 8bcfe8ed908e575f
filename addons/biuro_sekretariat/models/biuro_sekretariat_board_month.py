from datetime import date, datetime, time

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.misc import format_date

from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW, add_months
from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroSekretariatBoardMonth(models.AbstractModel):
    """The head's month: figures of a month beside those of the month before, each opening its list."""

    _inherit = "biuro.sekretariat.board"

    @api.model
    @api.readonly
    def get_month(self, month=None):
        """Return the figures of a month, counted under the user's own rules, with those of the month before.

        :param str month: "YYYY-MM"; this month by default
        :return: dict ``month``, ``previous``, ``next`` ("YYYY-MM"; ``next`` is False for this month), ``label`` and
            ``previous_label`` (names of the months), ``groups``: list of dicts ``key``, ``label``, ``rows``: list of
            dicts ``key``, ``label``, ``value``, ``before`` (int: this month, the month before), ``change`` (int),
            ``tone`` ("good", "bad" or ""), ``level`` (0, or 1 for a part of the row above), ``action`` (opens the list)
        :raise UserError: not a month
        """
        first = self._parse_month(month)
        start = self.env["biuro.start"]
        groups, actions = {}, {}
        for definition in self._month_definitions():
            domain = start._usable_domain(definition)
            if domain is None:
                continue
            rows = self._read_figure(definition, domain, first, actions)
            group = groups.setdefault(definition["group"], {
                "key": definition["group"], "label": self._group_labels()[definition["group"]], "rows": [],
            })
            group["rows"] += rows
        this = office_today().replace(day=1)
        return {
            "month": f"{first:%Y-%m}", "previous": f"{add_months(first, -1):%Y-%m}",
            "next": f"{add_months(first, 1):%Y-%m}" if first < this else False,
            "label": format_date(self.env, first, date_format="LLLL y"),
            "previous_label": format_date(self.env, add_months(first, -1), date_format="LLLL y"),
            "groups": list(groups.values()),
        }

    @api.model
    def _parse_month(self, month):
        """Return the first day of a month (date)."""
        if not month:
            return office_today().replace(day=1)
        try:
            year, number = str(month).split("-")
            return date(int(year), int(number), 1)
        except ValueError:
            raise UserError(self.env._("Give the month as YYYY-MM, e.g. 2026-11.")) from None

    def _group_labels(self):
        return {
            "letters": self.env._("Letters"), "cases": self.env._("Cases and terms"),
            "citizens": self.env._("Complaints, petitions, public information"), "visits": self.env._("Visits"),
            "contracts": self.env._("Contracts"), "meetings": self.env._("Meetings and tasks"),
        }

    def _month_definitions(self):
        """Return the figures: dicts with ``group``, ``key``, ``label``, ``model``, ``domain`` (function), ``date``
        (field), ``split`` (selection field that breaks the figure down), ``good`` ("up", "down" or nothing: where a
        change is good), ``shift`` (months ahead that are counted), ``action`` (external id).
        """
        today = office_today()
        letters = "biuro_kancelaria.biuro_letter_action"
        own = "biuro_sekretariat.biuro_sekretariat"

        def figure(group, key, label, model, day, domain, **options):
            return {
                "group": group, "key": key, "label": label, "model": model, "date": day, "domain": domain, **options,
            }

        registered = Domain("is_cancelled", "=", False)
        return [
            figure("letters", "letters_in", self.env._("Letters registered"), "biuro.letter", "register_date",
                   lambda: Domain("direction", "=", "in") & registered, action=f"{letters}_in"),
            figure("letters", "letters_out", self.env._("Letters signed"), "biuro.letter", "register_date",
                   lambda: Domain("direction", "=", "out") & registered, action=f"{letters}_out"),
            figure("letters", "letters_sent", self.env._("Letters dispatched"), "biuro.letter", "date_dispatched",
                   lambda: Domain("direction", "=", "out"), action=f"{letters}_out"),
            figure("letters", "drafts_returned", self.env._("Drafts returned to their authors"),
                   "biuro.letter.decision", "decided_at", lambda: Domain("decision", "=", "returned"), good="down"),
            figure("cases", "cases_opened", self.env._("Cases opened"), "biuro.case", "date_opened",
                   lambda: Domain.TRUE, action="biuro_kancelaria.biuro_case_action"),
            figure("cases", "cases_closed", self.env._("Cases closed"), "biuro.case", "date_closed",
                   lambda: Domain.TRUE, good="up", action="biuro_kancelaria.biuro_case_action"),
            figure("cases", "terms_met", self.env._("Terms met in time"), "biuro.deadline", "date_done",
                   lambda: Domain("state", "=", "met"), good="up", action="biuro_kancelaria.biuro_deadline_action"),
            figure("cases", "terms_late", self.env._("Terms met late"), "biuro.deadline", "date_done",
                   lambda: Domain("state", "=", "met_late"), good="down",
                   action="biuro_kancelaria.biuro_deadline_action"),
            figure("cases", "terms_overdue", self.env._("Terms that passed and are still open"), "biuro.deadline",
                   "date_deadline", lambda: Domain("is_overdue", "=", True), good="down",
                   action="biuro_kancelaria.biuro_deadline_action"),
            figure("citizens", "complaints", self.env._("Complaints and motions received"),
                   "biuro.sekretariat.complaint", "date_received", lambda: Domain("state", "!=", "annulled"),
                   split="kind", action=f"{own}_complaint_action"),
            figure("citizens", "complaints_settled", self.env._("Complaints and motions settled"),
                   "biuro.sekretariat.complaint", "date_settled", lambda: Domain("state", "!=", "annulled"),
                   split="result", action=f"{own}_complaint_action"),
            figure("citizens", "petitions", self.env._("Petitions received"), "biuro.sekretariat.petition",
                   "date_filed", lambda: Domain("state", "!=", "cancelled"), action=f"{own}_petition_action"),
            figure("citizens", "petitions_settled", self.env._("Petitions settled"), "biuro.sekretariat.petition",
                   "date_settled", lambda: Domain("state", "!=", "cancelled"), split="result",
                   action=f"{own}_petition_action"),
            figure("citizens", "requests", self.env._("Public-information requests received"),
                   "biuro.sekretariat.info.request", "date_received", lambda: Domain("state", "!=", "cancelled"),
                   action=f"{own}_info_request_action"),
            figure("citizens", "requests_done", self.env._("Public-information requests done"),
                   "biuro.sekretariat.info.request", "date_done", lambda: Domain("state", "!=", "cancelled"),
                   split="result", action=f"{own}_info_request_action"),
            figure("citizens", "interventions", self.env._("Interventions answered"),
                   "biuro.sekretariat.intervention", "date_answered", lambda: Domain.TRUE,
                   action=f"{own}_intervention_action"),
            figure("visits", "visits_done", self.env._("People received"), "biuro.sekretariat.visit", "day",
                   lambda: Domain("state", "=", "done"), split="kind", action=f"{own}_visit_action"),
            figure("visits", "visits_missed", self.env._("Visits missed by the visitor"), "biuro.sekretariat.visit",
                   "day", lambda: Domain("state", "=", "no_show"), action=f"{own}_visit_action"),
            figure("contracts", "contracts_signed", self.env._("Contracts concluded"),
                   "biuro.sekretariat.contract", "date_signed", lambda: Domain("state", "!=", "annulled"),
                   action=f"{own}_contract_action"),
            figure("contracts", "contracts_expiring", self.env._("Contracts that expire in this month"),
                   "biuro.sekretariat.contract", "date_end",
                   lambda: Domain("state", "in", ("registered", "active", "ended")), action=f"{own}_contract_action"),
            figure("contracts", "contracts_next", self.env._("Contracts that expire in the next month"),
                   "biuro.sekretariat.contract", "date_end",
                   lambda: Domain("state", "in", ("registered", "active", "ended")), shift=1,
                   action=f"{own}_contract_action"),
            figure("meetings", "meetings_held", self.env._("Meetings held"), "biuro.sekretariat.meeting",
                   "date_start", lambda: Domain("state", "not in", ("planned", "cancelled")),
                   action=f"{own}_meeting_action"),
            figure("meetings", "tasks_done", self.env._("Tasks done"), "biuro.sekretariat.meeting.task", "date_done",
                   lambda: Domain("state", "=", "done"), good="up", action=f"{own}_meeting_task_action"),
            figure("meetings", "tasks_overdue", self.env._("Tasks whose day passed and that are not done"),
                   "biuro.sekretariat.meeting.task", "date_due",
                   lambda: Domain("state", "in", ("new", "in_progress")) & Domain("date_due", "<", today), good="down",
                   action=f"{own}_meeting_task_action"),
        ]

    def _read_figure(self, definition, domain, first, actions):
        """Return the rows of one figure: one query for both months, and the parts where the figure has any."""
        start = self.env["biuro.start"]
        Model, day, split = self.env[definition["model"]], definition["date"], definition.get("split")
        month = add_months(first, definition.get("shift", 0))
        before, after = add_months(month, -1), add_months(month, 1)
        field = Model._fields[day]
        moment = field.type == "datetime"

        def edge(first_day):
            if not moment:
                return fields.Date.to_string(first_day)
            midnight = datetime.combine(first_day, time(), WARSAW)
            return fields.Datetime.to_string(midnight.astimezone(UTC).replace(tzinfo=None))

        def within(begin, end):
            return domain & Domain(day, ">=", edge(begin)) & Domain(day, "<", edge(end))

        group = [f"{day}:month", *([split] if split in Model._fields else [])]
        counted = {}
        plain = Model.with_context(tz="Europe/Warsaw") if moment else Model
        for begin, *part, count in plain._read_group(within(before, after), group, ["__count"]):
            key = (part[0] if part else False, "now" if fields.Date.to_date(begin) >= month else "before")
            counted[key] = counted.get(key, 0) + count

        def row(key, label, now, was, level, extra=None):
            change = now - was
            good = definition.get("good")
            tone = ""
            if change and good:
                tone = "good" if (change > 0) == (good == "up") else "bad"
            found = within(month, after) & Domain(extra or Domain.TRUE)
            return {
                "key": key, "label": label, "value": now, "before": was, "change": change, "tone": tone,
                "level": level,
                "action": start._counter_action({**definition, "label": label}, found, actions),
            }

        total = [sum(count for (_part, when), count in counted.items() if when == at) for at in ("now", "before")]
        rows = [row(definition["key"], definition["label"], *total, 0)]
        if len(group) == 2:
            labels = dict(Model._fields[split]._description_selection(self.env))
            for value, label in labels.items():
                now, was = counted.get((value, "now"), 0), counted.get((value, "before"), 0)
                if now or was:
                    rows.append(row(f"{definition['key']}_{value}", label, now, was, 1, Domain(split, "=", value)))
        return rows

    @api.model
    def action_print_month(self, month=None):
        """Print the figures of a month.

        :param str month: "YYYY-MM"; this month by default
        :return: action (dict) that prints
        """
        first = self._parse_month(month)
        page = self.env["biuro.sekretariat.board.print"].create({"month": f"{first:%Y-%m}"})
        return self.env.ref("biuro_sekretariat.action_report_board_month").report_action(page)
