from datetime import timedelta
from decimal import Decimal

from odoo import api, models
from odoo.exceptions import UserError

from ..law import allowance, diet
from .biuro_rada_law import BASE_AMOUNT
from .biuro_rada_money_file import amount_text
from .biuro_rada_money_mixin import exact

OVER = ("closed", "minutes_ready", "done")


class BiuroRadaDietMonth(models.Model):
    """How a month is counted: rules, mandates, functions and attendance in, the values of the lines out."""

    _inherit = "biuro.rada.diet.month"

    @api.model
    def _facts(self, first, last, closed=True):
        """Return all that the month comes to (dict): ``scheme``, ``base``, ``ceiling``, ``rows`` and ``problems``."""
        scheme = self.env["biuro.rada.diet.scheme"]._on(last)
        if not scheme:
            raise UserError(self.env._("No rules of allowances hold on %s. Enter the resolution of the council.", last))
        base = self.env["biuro.rate"]._get(BASE_AMOUNT, last)
        ceiling = allowance.allowance_ceiling(scheme.population, base)
        sessions, running = self._sessions(first, last, closed)
        problems = [self.env._("The attendance of “%s” is not closed.", session.display_name) for session in running]
        rates = {}
        for rate in scheme.rate_ids:
            rates[rate] = diet.rate(scheme.base_type, Decimal(str(rate.value)), base, ceiling["exact"])
            check = diet.ceiling_check(rates[rate], ceiling["exact"])
            if check["level"] != "ok":
                problems.append(f"RE-01: {diet.FUNCTIONS[rate.function]}: {check['reasons'][0]['text']}")
        councillors = self._councillors(first, last)
        problems += self._without_statement(councillors, last)
        functions = self._functions(councillors, first, last, scheme)
        attendance = self._attendance(sessions)
        paid = {}  # by person: two mandates of one person in a month share the ceiling
        rows = []
        for councillor in councillors:
            if not councillor.oath_date or councillor.oath_date > last:
                problems.append(self.env._("RE: %s has not taken the oath (RA-05).", councillor.display_name))
                continue
            before = paid.get(councillor.partner_id.id, Decimal(0))
            row = self._line(councillor, scheme, rates, ceiling, functions[councillor], attendance, first, last, before)
            paid[councillor.partner_id.id] = before + Decimal(str(row["payable"]))
            rows.append(row)
        return {"scheme": scheme, "base": base, "ceiling": ceiling, "rows": rows, "problems": problems}

    def _differences(self):
        """Return what the month would come to now where it differs: list of (line, values counted anew)."""
        self.ensure_one()
        facts = self._facts(*self._bounds(self.month))
        rows = {row["councillor_id"]: row for row in facts["rows"]}
        lines = self.line_ids.filtered(lambda line: line.state != "cancelled")
        found = []
        for line in lines.filtered(lambda line: not line.corrects_id):
            given = sum((exact(one.payable) for one in lines if one == line or one.corrects_id == line), Decimal(0))
            row = rows.pop(line.councillor_id.id, None)
            if row is None:
                row = {"payable": 0.0, "reasons": [], "event_ids": []}
            if exact(row["payable"]) != given:
                found.append((line, row))
        return found

    @api.model
    def _without_statement(self, councillors, day):
        """Return sentences about councillors whose property statement is missing: a mark only, art. 24k ust. 1."""
        # sudo: biuro.rada.statement - whether it was filed, not what it says
        missing = (
            self.env["biuro.rada.statement"]
            .sudo()
            .search(
                [
                    ("councillor_id", "in", councillors.ids),
                    ("state", "in", ("expected", "called", "not_filed")),
                    ("date_deadline", "<=", day),
                ]
            )
        )
        return [
            self.env._(
                "%s has not filed the property statement; the allowance is due all the same (art. 24k ust. 1).",
                councillor.display_name,
            )
            for councillor in missing.councillor_id.with_env(self.env)
        ]

    @api.model
    def _sessions(self, first, last, closed=True):
        """Return the sessions of the month whose attendance is closed, and those where it is not (two records)."""
        sessions = self.env["biuro.rada.session"].search(
            [
                ("day", ">=", first),
                ("day", "<=", last),
                ("state", "not in", ("cancelled", "draft")),
                ("is_rehearsal", "=", False),
                ("company_id", "=", self.env.company.id),
            ]
        )
        running = sessions.filtered(lambda session: session.state not in OVER)
        if running and closed:
            raise UserError(
                self.env._(
                    "The attendance of these is not closed: %s. Close them first.",
                    ", ".join(running.mapped("display_name")),
                )
            )
        return sessions - running, running

    @api.model
    def _councillors(self, first, last):
        term = self.env["biuro.rada.term"].search(
            [
                ("company_id", "=", self.env.company.id),
                ("date_start", "<=", last),
                ("date_end", ">=", first),
                ("state", "!=", "draft"),
            ]
        )
        return term.councillor_ids.filtered(
            lambda councillor: councillor.mandate_start <= last and councillor._last_day() >= first
        ).sorted(lambda councillor: councillor._sort_key())

    @api.model
    def _functions(self, councillors, first, last, scheme):
        """Return {councillor: set of functions held on any day of the month}, as the rules name them.

        The chair of the audit or the complaints committee has its own rate where the rules give one, otherwise that of
        any chair of a committee: never both for one chair.
        """
        special = "special_committee_chair" in scheme.rate_ids.mapped("function")
        found = {councillor: {"councillor"} for councillor in councillors}
        during = [
            ("councillor_id", "in", councillors.ids),
            ("date_from", "<=", last),
            "|",
            ("date_to", "=", False),
            ("date_to", ">=", first),
        ]
        for function in self.env["biuro.rada.function"].search(during):
            found[function.councillor_id].add(function.role)
        for member in self.env["biuro.rada.committee.member"].search([*during, ("role", "!=", "member")]):
            if member.role == "vice":
                found[member.councillor_id].add("committee_vice")
            elif special and member.committee_id.kind in ("audit", "complaints"):
                found[member.councillor_id].add("special_committee_chair")
            else:
                found[member.councillor_id].add("committee_chair")
        return found

    @api.model
    def _attendance(self, sessions):
        """Return {councillor id: list of (session, attendance)}."""
        found = {}
        lines = self.env["biuro.rada.attendance"].search([("session_id", "in", sessions.ids)], order="session_id, id")
        lines.interval_ids.fetch(["check_in", "check_out"])
        for line in lines.sorted(lambda line: (line.session_id.start, line.id)):
            found.setdefault(line.councillor_id.id, []).append((line.session_id, line))
        return found

    @api.model
    def _events(self, scheme, councillor, attendance):
        """Return what took something off: list of values of ``biuro.rada.diet.event``."""
        rules = {rule.event: rule for rule in scheme.reduction_ids}
        events = []
        for session, line in attendance.get(councillor.id, []):
            if not councillor._may_vote(session.day):
                continue
            body = "committee" if session.body_type == "committee" else "session"
            missed = line.status in ("absent", "excused")
            key = f"{body}_absent" if missed else f"{body}_late"
            on_request = body == "session" and session.kind == "on_request"
            if missed and on_request and "request_session_absent" in rules:
                key = "request_session_absent"
            rule = rules.get(key)
            if not rule or (rule.excused_exempt and line.excuse_accepted):
                continue
            minutes = 0 if missed else int(self._missed_minutes(session, line))
            if not missed and minutes <= rule.late_minutes:
                continue
            events.append(
                {
                    "session_id": session.id,
                    "event": rule.event,
                    "mode": rule.mode,
                    "value": rule.value,
                    "paragraph": rule.paragraph,
                    "minutes": minutes,
                }
            )
        return events

    @api.model
    def _missed_minutes(self, session, line):
        """Return how many minutes of the sittings the councillor was not in the hall: breaks do not count."""
        begin, finish = session.opened_at or session.start, session.closed_at or session.end
        if not finish or not line.interval_ids:
            return 0
        sittings = [(sitting.start, sitting.end or finish) for sitting in session.sitting_ids] or [(begin, finish)]
        missed = timedelta()
        for start, end in sittings:
            stayed = timedelta()
            for interval in line.interval_ids:
                came, left = max(interval.check_in, start), min(interval.check_out or end, end)
                stayed += max(left - came, timedelta())
            missed += max(end - start - stayed, timedelta())
        return missed.total_seconds() / 60

    @api.model
    def _line(self, councillor, scheme, rates, ceiling, functions, attendance, first, last, before):
        """Return the values (dict) of one councillor's line."""
        due = {rate: amount for rate, amount in rates.items() if rate.function in functions}
        top = max(due, key=lambda rate: due[rate], default=None)
        if scheme.function_policy == "sum":
            gross = sum(due.values(), Decimal(0))
        else:
            gross, due = (due[top], {top: due[top]}) if top else (Decimal(0), {})
        days = None
        if scheme.proration == "calendar_days":
            begin = max(first, councillor.mandate_start, councillor.oath_date)
            days = (min(last, councillor._last_day()) - begin).days + 1
        events = self._events(scheme, councillor, attendance)
        answer = diet.month_allowance(
            gross,
            ceiling["exact"],
            days=days,
            days_in_month=last.day,
            percents=self._taken(scheme, events, attendance.get(councillor.id, []), "percent"),
            amounts=self._taken(scheme, events, attendance.get(councillor.id, []), "fixed"),
            paid_before=before,
            max_reduction=Decimal(str(scheme.max_reduction)),
            source=self._source(scheme),
        )
        steps = [
            {
                "rule": "rate",
                "article": " ".join(filter(None, [self._source(scheme), rate.paragraph])),
                "text": f"{diet.FUNCTIONS[rate.function]}: {rate._describe(amount, ceiling['exact'])}",
            }
            for rate, amount in due.items()
        ]
        return {
            "councillor_id": councillor.id,
            "month": first,
            "scheme_id": scheme.id,
            "function": top.function if top else "councillor",
            "gross": float(answer["gross"]),
            "net": float(answer["net"]),
            "cap": float(answer["ceiling"]),
            "reduction_amount": float(answer["gross"] - answer["net"]),
            "payable": float(answer["payable"]),
            "reasons": ceiling["reasons"] + steps + answer["reasons"],
            "event_ids": [(0, 0, event) for event in events],
        }

    @api.model
    def _source(self, scheme):
        return f"uchwała {scheme.resolution_ref}"

    @api.model
    def _taken(self, scheme, events, attendance, mode):
        """Return the reductions of one mode for the law: list of (Polish text, value, paragraph)."""
        sessions = {session.id: session for session, _line in attendance}
        rows = []
        for event in events:
            if event["mode"] != mode:
                continue
            session = sessions[event["session_id"]]
            body = ", ".join(session.committee_ids.mapped("name")) or f"sesja {session.number_roman or ''}".strip()
            text = f"{diet.EVENTS[event['event']]} – {body}, {session.day:%d.%m.%Y}"
            if event["minutes"]:
                text += f", {event['minutes']} min"
            rows.append((text, Decimal(str(event["value"])), event["paragraph"] or ""))
        return rows

    def _get_print_rows(self):
        """Return what the printed calculation shows (dict): ``lines`` with texts, and the sums."""
        self.ensure_one()
        lines = self.line_ids.filtered(lambda line: line.state != "cancelled")
        shown = ("proration", "reduction", "reductions", "ceiling", "correction")
        return {
            "ceiling": amount_text(exact(self.ceiling)),
            "gross": amount_text(exact(self.gross_total)),
            "reductions": amount_text(exact(self.reduction_total)),
            "payable": amount_text(exact(self.payable_total)),
            "lines": [
                {
                    "name": line.councillor_id.display_name,
                    "function": "korekta" if line.corrects_id else diet.FUNCTIONS.get(line.function, ""),
                    "gross": amount_text(exact(line.gross)),
                    "reductions": amount_text(exact(line.reduction_amount)),
                    "payable": amount_text(exact(line.payable)),
                    "why": [
                        f"{step['text']} ({step['article']})"
                        for number, step in enumerate(line.reasons or [])
                        # the first "ceiling" is that of everybody, it stands above the table
                        if step["rule"] in shown and not (step["rule"] == "ceiling" and number < 3)
                    ],
                }
                for line in lines.sorted(lambda line: (line.councillor_id._sort_key(), line.id))
            ],
        }
