from collections import Counter
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.inputs import plain
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import statutory

LATELY = timedelta(days=30)
HELD = ("closed", "minutes_ready", "done")


class BiuroRadaCalendar(models.Model):
    """Duty of the statutory calendar of a year: what the act demands of the council and its office, by which day."""

    _name = "biuro.rada.calendar"
    _description = "Statutory Calendar"
    _inherit = ["biuro.guard.mixin", "biuro.deadline.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_due, id"
    _reason_verbs = {
        "action_done": {"date": "date", "reason": "note"}, "action_not_applicable": {"reason": "reason"},
    }

    name = fields.Char("Duty", required=True, readonly=True)
    year = fields.Integer(required=True, readonly=True, aggregator=None, index=True)
    key = fields.Char(required=True, readonly=True)
    code = fields.Char(required=True, readonly=True, index=True)
    date_first = fields.Date("Period From", readonly=True)
    date_due = fields.Date("Statutory Day", required=True, readonly=True, index=True)
    date_target = fields.Date("Safe Date", readonly=True, help="Last working day not after the statutory one.")
    legal_basis = fields.Char(readonly=True)
    reasons = fields.Json(readonly=True)
    fee_id = fields.Many2one(
        "biuro.rada.organization.fee", "Membership Fee", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    done_on = fields.Date("Done On", readonly=True, tracking=True)
    reason = fields.Char("Why It Does Not Apply", readonly=True, tracking=True)
    note = fields.Char("Remark", help="Where the proof is: letter, session, resolution.")
    is_late = fields.Boolean("Late", compute="_compute_is_late", search="_search_is_late")
    days_left = fields.Integer(compute="_compute_is_late", aggregator=None)
    color = fields.Integer("Color Index", compute="_compute_is_late")
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company, index=True
    )
    state = fields.Selection(
        [("planned", "To do"), ("done", "Done"), ("not_applicable", "Does not apply")],
        required=True, readonly=True, default="planned", tracking=True, index=True,
    )

    _key_uniq = models.Constraint("UNIQUE (company_id, year, key)", "This duty is in the calendar already.")

    @api.depends("date_due", "state")
    def _compute_is_late(self):
        today = office_today()
        for duty in self:
            duty.is_late = duty.state == "planned" and bool(duty.date_due) and duty.date_due < today
            duty.days_left = (duty.date_due - today).days if duty.date_due and duty.state == "planned" else 0
            duty.color = 10 if duty.state == "done" else 1 if duty.is_late else 0 if duty.state != "planned" else 4

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "=", "planned"), ("date_due", "<", office_today())]

    def _get_deadline_department(self):
        return self.company_id._rada_cell()

    def _get_deadline_employee(self):
        return self.company_id._rada_clerk()

    # ---- making --------------------------------------------------------------------------------------------------

    @api.model
    def generate(self, year):
        """Make the statutory calendar of a year; what is there already is kept, a changed day is corrected.

        :param int year: the year
        :return: dict ``created``, ``changed``, ``kept`` (integers)
        :raise ValidationError: a year out of range
        :raise AccessError: the user does not keep the calendar
        """
        self.check_access("create")
        company, today = self.env.company, office_today()
        try:
            year = int(year)
            term = self.env["biuro.rada.term"].search([
                ("company_id", "=", company.id), ("state", "!=", "draft"),
                ("date_start", "<=", f"{year:04d}-12-31"), ("date_end", ">=", f"{year:04d}-01-01"),
            ], limit=1, order="date_start desc")
            entries = statutory.statutory_calendar(year, term.date_start, term.date_end, self._fees(year))
        except LawError as error:
            raise ValidationError(str(error)) from error
        known = {
            duty.key: duty for duty in self.search([("company_id", "=", company.id), ("year", "=", year)])
        }
        counts, values = Counter(created=0, changed=0, kept=0), []
        for entry in entries:
            vals = {
                "name": entry["title"], "year": year, "key": entry["key"], "code": entry["code"],
                "date_first": entry.get("first", False), "date_due": entry["day"], "date_target": entry["target"],
                "legal_basis": entry["article"], "reasons": plain(entry["reasons"]), "fee_id": entry.get("fee", False),
                "company_id": company.id,
            }
            duty = known.get(entry["key"])
            if not duty:
                values.append(vals)
            elif duty.state == "planned" and duty.date_due != entry["day"]:
                # sudo: own model - facts are written by this verb; the right was checked above
                duty.sudo().write(vals)
                duty._start_deadline(today)
                counts["changed"] += 1
            else:
                counts["kept"] += 1
        # sudo: own model - facts are written by this verb; the right was checked above
        created = self.sudo().create(values).sudo(False)
        created._start_deadline(today)
        counts["created"] = len(created)
        return dict(counts)

    @api.model
    def _fees(self, year):
        """Return the membership fees of a year for the calendar (list of dicts)."""
        # sudo: biuro.rada.organization.fee - whoever keeps the calendar sees when fees are due, not what they are
        fees = self.env["biuro.rada.organization.fee"].sudo().search([
            ("due_date", ">=", f"{year:04d}-01-01"), ("due_date", "<=", f"{year:04d}-12-31"), ("state", "!=", "waived"),
            ("organization_id.company_id", "=", self.env.company.id),
        ])
        return [
            {
                "id": fee.id, "day": fee.due_date, "article": fee.basis_ref or False,
                "title": f"Składka członkowska: {fee.organization_id.short_name or fee.organization_id.display_name}"
                + (f", rata {fee.instalment_no}" if fee.instalment_no > 1 else ""),
            }
            for fee in fees
        ]

    def _start_deadline(self, today):
        """Start the terms of what is ahead or passed lately; fees have reminders of their own."""
        for (code, amount), duties in self.filtered(
            lambda duty: duty.code != "rada_cal_fee" and duty.date_due >= today - LATELY
        ).grouped(lambda duty: (duty.code, duty._deadline_amount())).items():
            duties._deadline_start(code, {
                duty.id: duty.date_first or duty.date_due.replace(month=1, day=1) for duty in duties
            }, amount=amount)

    def _deadline_amount(self):
        """Return the days from the first to the last one of a quarter or a month (int), None for a day of the year."""
        self.ensure_one()
        return (self.date_due - self.date_first).days if self.date_first else None

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def _check_planned(self):
        for duty in self:
            duty.check_access("write")
            if duty.state != "planned":
                raise UserError(self.env._("%s is settled already.", duty.name))

    def action_done(self, date=None, note=None):
        """Note that the duty was done.

        :param str date: day "YYYY-MM-DD"; today by default
        :param str note: where the proof is
        :return: True
        :raise UserError: settled already; a day in the future
        """
        self._check_planned()
        day = fields.Date.to_date(date) or office_today()
        if day > office_today():
            raise UserError(self.env._("The day of doing cannot lie in the future."))
        if any(duty.date_first and day < duty.date_first for duty in self):
            raise UserError(self.env._("The period of this duty has not begun on that day."))
        self._settle(day, note)
        return True

    def _settle(self, day, note=None):
        # sudo: own model - the state is written by verbs only; access was checked by them
        self.sudo().write({"state": "done", "done_on": day, **({"note": note} if note else {})})
        for duty in self:
            first = duty.date_first or duty.date_due.replace(month=1, day=1)
            if first > office_today():
                duty._deadline_cancel(reason=self.env._("Done before the term began, on %s.", day))
            else:
                # done before the year began: the term is met on its first day
                duty._deadline_done(on=max(day, first))

    def action_not_applicable(self, reason):
        """Note that the duty does not apply this year.

        :param str reason: why
        :return: True
        :raise UserError: settled already; no reason
        """
        self._check_planned()
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "not_applicable", "reason": reason.strip()})
        self._deadline_cancel(reason=reason.strip())
        return True

    def action_reset(self):
        """Put the duty back among those to be done. Return True; UserError where it is not settled."""
        for duty in self:
            duty.check_access("write")
            if duty.state == "planned":
                raise UserError(self.env._("%s is not settled.", duty.name))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "planned", "done_on": False, "reason": False})
        self._start_deadline(office_today())
        return True

    # ---- by itself -----------------------------------------------------------------------------------------------

    def _find_done(self):
        """Note what the registers already show as done: a session of the quarter, a fee paid, allowances counted."""
        planned = self.filtered(lambda duty: duty.state == "planned")
        for duty in planned.filtered(lambda duty: duty.code == "rada_cal_session"):
            held = self.env["biuro.rada.session"].search([
                ("company_id", "=", duty.company_id.id), ("body_type", "=", "council"), ("state", "in", HELD),
                ("is_rehearsal", "=", False), ("day", ">=", duty.date_first), ("day", "<=", duty.date_due),
            ], order="day", limit=1)
            if held:
                duty._settle(held.day, held.display_name)
        for duty in planned.filtered("fee_id"):
            if duty.fee_id.state in ("paid", "waived"):
                duty._settle(duty.fee_id.paid_on or office_today())
        months = planned.filtered(lambda duty: duty.code == "rada_cal_attendance" and duty.date_first <= office_today())
        for duty in months:
            # sudo: biuro.rada.diet.line - whether the month was counted, not how much
            if self.env["biuro.rada.diet.line"].sudo().search_count([
                ("month", "=", duty.date_first), ("corrects_id", "=", False), ("state", "!=", "cancelled"),
                ("councillor_id.company_id", "=", duty.company_id.id),
            ], limit=1):
                duty._settle(office_today())

    @api.model
    def _cron_daily(self):
        """Make the calendar of the year, from December of the next one as well, and note what is done by itself."""
        today = office_today()
        for company in self.env["biuro.rada.term"].search([("state", "=", "active")]).company_id:
            Calendar = self.with_company(company)
            for year in [today.year, *([today.year + 1] if today.month == 12 else [])]:
                Calendar.generate(year)
        self.search([("state", "=", "planned"), ("date_first", "!=", False)])._find_done()
        self.search([("state", "=", "planned"), ("fee_id", "!=", False)])._find_done()
