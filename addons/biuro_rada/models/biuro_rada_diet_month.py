import calendar
from datetime import timedelta
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law import inputs
from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import allowance, diet
from .biuro_rada_law import BASE_AMOUNT

OVER = ("closed", "minutes_ready", "done")


class BiuroRadaDietMonth(models.AbstractModel):
    """Calculation of the allowances of a month for the whole council at once."""

    _name = "biuro.rada.diet.month"
    _description = "Calculation of Allowances"

    @api.model
    def _money(self, name, value):
        try:
            return inputs.money(name, value)
        except LawError as error:
            raise ValidationError(str(error)) from error

    @api.model
    def _bounds(self, month):
        """Return the first and the last day of the month named by a day in it."""
        day = fields.Date.to_date(month)
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])

    @api.model
    def calculate(self, month):
        """Calculate the allowances of all councillors for a month; those calculated before and not approved give way.

        :param str month: any day of the month "YYYY-MM-DD"
        :return: dict ``lines`` (list of ids), ``problems`` (list of Polish sentences about councillors left out)
        :raise UserError: no rules or base amount on the last day of the month, the month is not over, or its attendance
            is
            not closed
        """
        Line = self.env["biuro.rada.diet.line"]
        Line.check_access("create")
        first, last = self._bounds(month)
        scheme = self.env["biuro.rada.diet.scheme"]._on(last)
        if not scheme:
            raise UserError(self.env._("No rules of allowances hold on %s. Enter the resolution of the council.", last))
        base = self.env["biuro.rate"]._get(BASE_AMOUNT, last)
        ceiling = allowance.allowance_ceiling(scheme.population, base)
        sessions = self._sessions(first, last)
        done = Line.search([("month", "=", first), ("corrects_id", "=", False), ("state", "!=", "cancelled")])
        again = done.filtered(lambda line: line.state == "calculated")
        kept = (done - again).councillor_id
        # sudo: own model - lines are written by verbs only; the right to create them was checked above
        again.sudo().unlink()
        problems, values = [], []
        councillors = self._councillors(first, last)
        functions = self._functions(councillors, first, last)
        attendance = self._attendance(sessions)
        for councillor in councillors - kept:
            if not councillor.oath_date or councillor.oath_date > last:
                problems.append(self.env._("RE: %s has not taken the oath (RA-05).", councillor.display_name))
                continue
            values.append(self._line(councillor, scheme, base, ceiling, functions[councillor], attendance, first, last))
        lines = Line.sudo().create(values)  # sudo: own model - as above
        return {"lines": lines.ids, "problems": problems}

    def _sessions(self, first, last):
        """Return the sessions and meetings of the month; their attendance must be closed."""
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
        if running:
            raise UserError(
                self.env._(
                    "The attendance of these is not closed: %s. Close them first.",
                    ", ".join(running.mapped("display_name")),
                )
            )
        return sessions

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

    def _functions(self, councillors, first, last):
        """Return {councillor: set of functions held on any day of the month}."""
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
            else:
                found[member.councillor_id].add("committee_chair")
                if member.committee_id.kind in ("audit", "complaints"):
                    found[member.councillor_id].add("special_committee_chair")
        return found

    def _attendance(self, sessions):
        """Return {councillor id: list of (session, attendance)}."""
        found = {}
        lines = self.env["biuro.rada.attendance"].search([("session_id", "in", sessions.ids)])
        lines.interval_ids.fetch(["check_in", "check_out"])
        for line in lines:
            found.setdefault(line.councillor_id.id, []).append((line.session_id, line))
        return found

    def _events(self, scheme, councillor, attendance):
        """Return what took something off: list of values of ``biuro.rada.diet.event``."""
        rules = {rule.event: rule for rule in scheme.reduction_ids}
        events = []
        for session, line in attendance.get(councillor.id, []):
            body = "committee" if session.body_type == "committee" else "session"
            missed = line.status in ("absent", "excused")
            key = f"{body}_absent" if missed else f"{body}_late"
            if missed and session.kind == "on_request" and "request_session_absent" in rules:
                key = "request_session_absent"
            rule = rules.get(key)
            if not rule or (rule.excused_exempt and line.excuse_accepted):
                continue
            if not missed and self._missed_minutes(session, line) <= rule.late_minutes:
                continue
            events.append({"session_id": session.id, "event": rule.event, "mode": rule.mode, "value": rule.value})
        return events

    def _missed_minutes(self, session, line):
        """Return how many minutes of the session the councillor was not in the hall."""
        begin, finish = session.opened_at or session.start, session.closed_at or session.end
        if not finish or not line.interval_ids:
            return 0
        stayed = timedelta()
        for interval in line.interval_ids:
            came, left = max(interval.check_in, begin), min(interval.check_out or finish, finish)
            stayed += max(left - came, timedelta())
        return max(finish - begin - stayed, timedelta()).total_seconds() / 60

    def _line(self, councillor, scheme, base, ceiling, functions, attendance, first, last):
        """Return the values (dict) of one councillor's line."""
        rates = {
            rate.function: diet.rate(scheme.base_type, Decimal(str(rate.value)), base, ceiling["exact"])
            for rate in scheme.rate_ids
            if rate.function in functions
        }
        function = max(rates, key=lambda key: rates[key], default="councillor")
        gross = sum(rates.values(), Decimal(0)) if scheme.function_policy == "sum" else rates.get(function, Decimal(0))
        days = None
        if scheme.proration == "calendar_days":
            begin = max(first, councillor.mandate_start, councillor.oath_date)
            days = (min(last, councillor._last_day()) - begin).days + 1
        events = self._events(scheme, councillor, attendance)
        labels = dict(self.env["biuro.rada.diet.reduction"]._fields["event"]._description_selection(self.env))
        split = {"percent": [], "fixed": []}
        names = {session.id: session.display_name for session, _line in attendance.get(councillor.id, [])}
        for event in events:
            text = f"{labels[event['event']]} – {names[event['session_id']]}"
            split[event["mode"]].append((text, Decimal(str(event["value"]))))
        answer = diet.month_allowance(
            gross,
            ceiling["exact"],
            days=days,
            days_in_month=last.day,
            percents=split["percent"],
            amounts=split["fixed"],
        )
        return {
            "councillor_id": councillor.id,
            "month": first,
            "scheme_id": scheme.id,
            "function": function,
            "gross": float(answer["gross"]),
            "net": float(answer["net"]),
            "cap": float(answer["ceiling"]),
            "reduction_amount": float(answer["gross"] - answer["net"]),
            "payable": float(answer["payable"]),
            "reasons": ceiling["reasons"] + answer["reasons"],
            "event_ids": [(0, 0, event) for event in events],
        }
