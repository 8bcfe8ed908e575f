from calendar import monthrange
from datetime import timedelta
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today
from odoo.addons.biuro_rada.models.biuro_rada_money_file import MONTHS

from ..law import service

# what stands in lists, which are Polish by nature
STATUSES = {"open": "nie wpisano", "present": "obecny", "excused": "usprawiedliwiony", "absent": "nieobecny"}


class BiuroWyboryOsiedleDietList(models.Model):
    """List of allowances of a month: counted from functions and attendance, approved by a second person, paid."""

    _name = "biuro.wybory.osiedle.diet.list"
    _description = "Monthly List of Allowances"
    _inherit = ["biuro.guard.mixin", "biuro.register.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "month desc, id desc"
    _register_code = "LDO"

    month = fields.Date(required=True, index=True, default=lambda self: self._default_month(),
                        help="Any day of the month.")
    scheme_id = fields.Many2one("biuro.wybory.osiedle.diet.scheme", "Rules", required=True, index=True,
                                ondelete="restrict", compute="_compute_scheme_id", store=True, readonly=False,
                                precompute=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    line_ids = fields.One2many("biuro.wybory.osiedle.diet", "list_id", "Allowances")
    person_count = fields.Integer("People", compute="_compute_total", store=True)
    total = fields.Monetary(compute="_compute_total", store=True)
    planned_on = fields.Date("Payment Until", compute="_compute_planned_on")
    calculated_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", "Approved By", readonly=True, copy=False)
    approved_on = fields.Date(readonly=True, copy=False)
    paid_on = fields.Date(readonly=True, copy=False)
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.ref("base.PLN"), required=True)
    state = fields.Selection(
        [("draft", "Draft"), ("calculated", "Counted"), ("approved", "Approved"), ("paid", "Paid")],
        required=True, readonly=True, default="draft", copy=False, tracking=True, index=True,
    )

    _month_uniq = models.UniqueIndex(
        "(company_id, scheme_id, date_trunc('month', month::timestamp)) WHERE is_cancelled IS NOT TRUE",
        "There is a list of this month already.")

    def _default_month(self):
        return office_today().replace(day=1) - timedelta(days=1)

    @api.depends("month", "register_ref")
    def _compute_display_name(self):
        for record in self:
            month = f"{MONTHS[record.month.month - 1]} {record.month.year}" if record.month else ""
            record.display_name = " – ".join(filter(None, [record.register_ref, month]))

    @api.depends("month")
    def _compute_scheme_id(self):
        for record in self:
            record.scheme_id = record.month and self.env["biuro.wybory.osiedle.diet.scheme"].search([
                ("valid_from", "<=", record.month), "|", ("valid_to", "=", False), ("valid_to", ">=", record.month),
            ], limit=1)

    @api.depends("line_ids.amount")
    def _compute_total(self):
        for record in self:
            record.total = sum(record.line_ids.mapped("amount"))
            record.person_count = len(record.line_ids.partner_id)

    @api.depends("month", "scheme_id.pay_day")
    def _compute_planned_on(self):
        for record in self:
            following = record.month and (record.month.replace(day=28) + timedelta(days=4)).replace(day=1)
            record.planned_on = following and following.replace(day=record.scheme_id.pay_day or 10)

    @api.constrains("month", "scheme_id")
    def _check_month(self):
        for record in self:
            scheme = record.scheme_id
            last = record._last_day()
            if scheme.valid_from > last or (scheme.valid_to and scheme.valid_to < record.month.replace(day=1)):
                raise ValidationError(self.env._("These rules do not hold in this month. Choose others."))

    def _last_day(self):
        return self.month.replace(day=monthrange(self.month.year, self.month.month)[1])

    def _check_state(self, *states):
        self.check_access("write")
        labels = dict(self._fields["state"]._description_selection(self.env))
        for record in self:
            if record.state not in states or record.is_cancelled:
                raise UserError(self.env._(
                    "%(name)s: this is possible when it is: %(states)s.", name=record.display_name,
                    states=", ".join(labels[state] for state in states)))

    def _set(self, **values):
        # sudo: own model - facts are written by verbs only, each checks the right to write before
        self.sudo().write(values)

    # ---- counting ------------------------------------------------------------------------------------------------

    def _held(self, mandate):
        """Return what of the rates a mandate holds in the month: list of (rate, first, last)."""
        rates = {rate.function: rate for rate in self.scheme_id.rate_ids}
        first, last = self.month.replace(day=1), self._last_day()
        held = []
        if mandate.body == "council" and "council_member" in rates:
            held.append((rates["council_member"], mandate.date_from, mandate.date_to or None))
        for row in mandate.function_ids:
            if row.function in rates:
                ends = [day for day in (row.date_to, mandate.date_to) if day]
                held.append((rates[row.function], row.date_from, min(ends) if ends else None))
        return [item for item in held if item[1] <= last and (not item[2] or item[2] >= first)]

    def _attended(self):
        """Return {(partner, unit): (absences, meetings attended, names of the meetings)} of the month."""
        counted = ("absent", "excused") if self.scheme_id.count_excused else ("absent",)
        # sudo: biuro.wybory.osiedle.attendance - the list of allowances is counted from it
        lines = self.env["biuro.wybory.osiedle.attendance"].sudo().search([
            ("day", ">=", self.month.replace(day=1)), ("day", "<=", self._last_day()),
            ("meeting_id.state", "in", ("held", "minuted")),
        ])
        result = {}
        for line in lines:
            row = result.setdefault((line.partner_id, line.unit_id), [0, 0, []])
            row[0] += line.status in counted
            row[1] += line.status == "present"
            row[2].append(f"{line.day.strftime('%d.%m.%Y')}: {STATUSES[line.status]}")
        return result

    def action_calculate(self):
        """Count the allowances of the month anew, from functions, attendance and the rules of the City Council.

        :return: dict ``people`` (int), ``total`` ("0.00")
        :raise UserError: approved already; the month has not ended
        Legal source: u.s.g. art. 37b.
        """
        self.ensure_one()
        self._check_state("draft", "calculated")
        if self._last_day() >= office_today():
            raise UserError(self.env._("The month has not ended: its attendance is not complete yet."))
        first, last = self.month.replace(day=1), self._last_day()
        units = self.scheme_id.unit_ids or self.env["biuro.wybory.osiedle"].search(
            [("company_id", "=", self.company_id.id)])
        # sudo: biuro.wybory.osiedle.mandate, own models - who held which function; lines are written by this verb only
        mandates = self.env["biuro.wybory.osiedle.mandate"].sudo().search([
            ("unit_id", "in", units.ids), ("date_from", "<=", last), "|", ("date_to", "=", False),
            ("date_to", ">=", first)])
        attended, values = self._attended(), []
        for (partner, unit), held in mandates.grouped(lambda one: (one.partner_id, one.unit_id)).items():
            rows = [item for mandate in held for item in self._held(mandate)]
            if not rows:
                continue
            absences, meetings, marks = attended.get((partner, unit), (0, 0, []))
            answer = service.allowance(
                [{"name": rate._label_text(), "amount": Decimal(str(rate.amount)), "basis": rate.basis,
                  "first": begins, "last": ends, "reduction": Decimal(str(rate.reduction))}
                 for rate, begins, ends in rows],
                self.month, absences, meetings, self.scheme_id.combine, self.scheme_id.prorata)
            if not answer["base"]:
                continue
            values.append({
                "list_id": self.id, "unit_id": unit.id, "partner_id": partner.id, "mandate_id": held[:1].id,
                "functions": ", ".join(answer["functions"]), "base": float(answer["base"]), "absences": absences,
                "meetings": meetings, "reduction": float(answer["reduction"]), "amount": float(answer["amount"]),
                "attendance_ref": "; ".join(marks), "reasons": answer["reasons"],
            })
        own = self.sudo()  # sudo: own models - lines are written by this verb only, the right was checked above
        own.line_ids.unlink()
        own.env["biuro.wybory.osiedle.diet"].create(values)
        self._set(state="calculated", calculated_by_id=self.env.uid)
        return {"people": len(values), "total": f"{self.total:.2f}"}

    def action_approve(self):
        """Approve the list: it gets its number. Whoever counted it does not approve it.

        :return: str, the register number
        :raise UserError: not counted; counted by the same person
        """
        self.ensure_one()
        self._check_state("calculated")
        if self.calculated_by_id == self.env.user:
            raise UserError(self.env._("The list is approved by another person than the one who counted it."))
        self._set(state="approved", approved_by_id=self.env.uid, approved_on=office_today())
        self._enter_register()
        return self.register_ref

    def action_pay(self, date=None):
        """Note the payment.

        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: not approved
        """
        self._check_state("approved")
        self._set(state="paid", paid_on=fields.Date.to_date(date) or office_today())
        return True

    def _cancel_values(self, reason):
        return {"state": "draft"}

    def _check_cancel(self):
        super()._check_cancel()
        if any(record.state == "paid" for record in self):
            raise UserError(self.env._("A paid list is not cancelled: correct the next one."))

    # ---- files ---------------------------------------------------------------------------------------------------

    def _print_rows(self):
        return [
            [number, line.unit_id.name, line.partner_id.name, line.functions or "–", line.meetings, line.absences,
             Decimal(f"{line.base:.2f}"), Decimal(f"{line.reduction:.2f}"), Decimal(f"{line.amount:.2f}")]
            for number, line in enumerate(self.line_ids, 1)
        ]

    def export_file(self, file_format="xlsx"):
        """Return the list as a file.

        :param str file_format: ``xlsx`` or ``csv``
        :return: dict ``filename``, ``content`` (base64), ``count``
        """
        self.ensure_one()
        self.check_access("read")
        head = ["Lp.", "Jednostka", "Nazwisko i imię", "Funkcje", "Obecności", "Nieobecności", "Podstawa",
                "Potrącenie", "Do wypłaty"]
        title = f"Lista diet {self.register_ref or ''} za {MONTHS[self.month.month - 1]} {self.month.year}"
        name = f"diety-osiedla-{self.month.strftime('%Y-%m')}"
        return self.env["biuro.rada.money.file"]._make(name, title, head, self._print_rows(), file_format)

    def action_download(self):
        """Download the list as a spreadsheet.

        :return: dict, an action of the client
        """
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/biuro_wybory/diety/{self.id}/xlsx", "target": "download"}
