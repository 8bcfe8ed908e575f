from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

from .biuro_rada_money_mixin import exact


class BiuroRadaDietList(models.Model):
    """Payment list (lista wypłat) of allowances or of trips, for the payroll and the bank."""

    _name = "biuro.rada.diet.list"
    _description = "Payment List of Councillors"
    _inherit = ["biuro.guard.mixin", "biuro.register.mixin", "biuro.rada.money.mixin", "mail.thread"]
    _order = "month desc, id desc"
    _register_code = "LDR"
    _reason_verbs = {"action_pay": {"date": "date"}}

    month = fields.Date(required=True, help="Any day of the month the list is for.")
    month_text = fields.Char("For the Month", compute="_compute_month_text")
    kind = fields.Selection([("diety", "Allowances"), ("trips", "Business trips")], required=True, default="diety")
    line_ids = fields.One2many("biuro.rada.diet.line", "list_id", "Allowances", readonly=True)
    trip_ids = fields.One2many("biuro.rada.trip", "list_id", "Trips", readonly=True)
    total = fields.Monetary("Control Sum", compute="_compute_total", store=True)
    exempt_total = fields.Monetary("Free of Tax", compute="_compute_total", store=True)
    taxable_total = fields.Monetary("Taxable", compute="_compute_total", store=True)
    count = fields.Integer("Persons", compute="_compute_total", store=True, aggregator=None)
    planned_date = fields.Date(
        "To Be Paid On", help="By the rules of allowances; the tax-free limit is foreseen by it."
    )
    payment_date = fields.Date("Paid On", readonly=True, copy=False)
    prepared_by_id = fields.Many2one("res.users", "Prepared By", readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", "Approved By", readonly=True, copy=False)
    approved_on = fields.Date(readonly=True, copy=False)
    is_mine = fields.Boolean("Prepared by Me", compute="_compute_is_mine")
    without_account = fields.Char(
        "Without a Bank Account", compute="_compute_without_account", groups="biuro_rada.biuro_rada_group_finance"
    )
    state = fields.Selection(
        [("prepared", "Prepared"), ("approved", "Approved"), ("paid", "Paid"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="prepared",
        copy=False,
        tracking=True,
        index=True,
    )
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null", copy=False)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)

    @api.depends("line_ids.payable", "line_ids.exempt", "line_ids.taxable", "trip_ids.to_pay")
    def _compute_total(self):
        for paylist in self:
            paylist.total = sum(paylist.line_ids.mapped("payable")) + sum(paylist.trip_ids.mapped("to_pay"))
            paylist.exempt_total = sum(paylist.line_ids.mapped("exempt"))
            paylist.taxable_total = sum(paylist.line_ids.mapped("taxable"))
            paylist.count = len((paylist.line_ids.councillor_id | paylist.trip_ids.councillor_id).partner_id)

    @api.depends("register_ref", "kind", "month")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for paylist in self:
            month = paylist.month and paylist.month.strftime("%m.%Y") or ""
            paylist.display_name = f"{paylist.register_ref or ''} {kinds.get(paylist.kind, '')} {month}".strip()

    @api.depends("month")
    def _compute_month_text(self):
        for paylist in self:
            paylist.month_text = paylist.month.strftime("%m.%Y") if paylist.month else ""

    @api.depends("prepared_by_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        for paylist in self:
            paylist.is_mine = paylist.prepared_by_id == self.env.user

    @api.depends("line_ids.councillor_id", "trip_ids.councillor_id")
    def _compute_without_account(self):
        for paylist in self:
            people = paylist.line_ids.councillor_id | paylist.trip_ids.councillor_id
            missing = people.filtered(lambda councillor: not councillor.bank_account_id)
            paylist.without_account = ", ".join(missing.mapped("display_name"))

    def write(self, vals):
        if "planned_date" in vals and not self.env.su and any(paylist.state != "prepared" for paylist in self):
            raise UserError(self.env._("The day of payment is planned before the list is approved."))
        result = super().write(vals)
        if "planned_date" in vals:
            self._foresee_tax()
        return result

    def _cancel_values(self, reason):
        return {"state": "cancelled"}

    def _check_cancel(self):
        super()._check_cancel()
        if any(paylist.state == "paid" for paylist in self):
            raise UserError(self.env._("A paid list is not cancelled; correct the lines."))

    def action_cancel(self, reason):
        """Cancel the lists that are not paid; their lines go back to be listed.

        :param str reason: why
        :return: True
        :raise UserError: paid; no reason
        """
        result = super().action_cancel(reason)
        # sudo: own models - states are written by verbs only; access was checked above
        self.sudo().line_ids.write({"state": "approved", "list_id": False, "exempt": 0, "taxable": 0})
        self.sudo().trip_ids.write({"state": "settled", "list_id": False})
        return result

    @api.model
    def make_list(self, month, kind="diety"):
        """Make a list of all that is approved and on no list: allowances of the month, or settled trips.

        Corrections of this and earlier months go along. A councillor whose rows would come below zero is left out: the
        correction waits for a later list, or is paid back by the councillor.

        :param str month: any day of the month "YYYY-MM-DD"
        :param str kind: ``diety`` or ``trips``
        :return: dict ``id``, ``register_ref``, ``count``, ``total`` (zł as string), ``left_out`` (names of councillors)
        :raise UserError: nothing to list
        """
        self.check_access("create")
        first, last = self.env["biuro.rada.diet.month"]._bounds(month)
        if kind == "trips":
            rows = self.env["biuro.rada.trip"].search(
                [("state", "=", "settled"), ("list_id", "=", False), ("company_id", "=", self.env.company.id)]
            )
        else:
            rows = self.env["biuro.rada.diet.line"].search(
                [
                    ("state", "=", "approved"),
                    ("list_id", "=", False),
                    ("company_id", "=", self.env.company.id),
                    ("month", "<=", last),
                    "|",
                    ("month", ">=", first),
                    ("corrects_id", "!=", False),
                ]
            )
        rows, left_out = self._leave_out(rows, "to_pay" if kind == "trips" else "payable")
        if not rows:
            raise UserError(self.env._("There is nothing approved to put on a list."))
        scheme = self.env["biuro.rada.diet.scheme"]._on(last)
        planned = scheme._payment_date(first) if scheme and kind == "diety" else False
        paylist = self.create({"month": first, "kind": kind})
        # sudo: own models - states are written by verbs only; the right to make lists was checked above
        paylist.sudo().write(
            {"prepared_by_id": self.env.uid, "planned_date": max(planned, office_today()) if planned else False}
        )
        rows.sudo().write({"list_id": paylist.id, "state": "listed"})
        paylist._foresee_tax()
        if left_out:
            paylist.message_post(
                body=self.env._("Left out, their rows come below zero: %s.", ", ".join(left_out.mapped("display_name")))
            )
        paylist._enter_register()
        return {
            "id": paylist.id,
            "register_ref": paylist.register_ref,
            "count": len(rows),
            "total": f"{paylist.total:.2f}",
            "left_out": left_out.mapped("display_name"),
        }

    @api.model
    def _leave_out(self, rows, amount):
        """Return the rows of the people whose sum is not below zero, and the councillors of the others."""
        sums = {}
        for row in rows:
            person = row.councillor_id.partner_id
            sums[person] = sums.get(person, 0) + exact(row[amount])
        kept = rows.filtered(lambda row: sums[row.councillor_id.partner_id] >= 0)
        return kept, (rows - kept).councillor_id

    def _foresee_tax(self):
        """Split the rows of lists not paid yet as if they were paid on the planned day."""
        for paylist in self.filtered(lambda paylist: paylist.kind == "diety" and paylist.state != "paid"):
            # sudo: own model - facts are written by the system
            paylist.sudo().line_ids._split_tax(paylist.planned_date or office_today())

    def action_approve(self):
        """Approve the list; another person than the one who prepared it.

        :return: True
        :raise UserError: not prepared; the same person
        """
        for paylist in self:
            paylist.check_access("write")
            if paylist.state != "prepared":
                raise UserError(self.env._("Only a prepared list is approved."))
            if paylist.prepared_by_id == self.env.user:
                raise UserError(self.env._("The list is approved by another person than the one who prepared it."))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "approved", "approved_by_id": self.env.uid, "approved_on": office_today()})
        return True

    def action_pay(self, date=None):
        """Note the payment; the tax-free part is split by the calendar month of this day (PIT art. 21 ust. 1 pkt 17).

        :param str date: day of payment "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: not approved; paid already; a day to come
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "approved":
            raise UserError(self.env._("Only an approved list is paid."))
        day = fields.Date.to_date(date) or office_today()
        if day > office_today():
            raise UserError(self.env._("A payment is noted when it was made: not a day to come."))
        # sudo: own models - facts are written by verbs only; access was checked above
        paylist = self.sudo()
        paylist.write({"state": "paid", "payment_date": day})
        paylist.trip_ids.write({"state": "paid", "paid_on": day})
        paylist.line_ids.write({"state": "paid", "paid_on": day})
        paylist.line_ids._split_tax(day)
        # other lists not paid yet share the limit of the month
        waiting = (
            self.env["biuro.rada.diet.line"]
            .sudo()
            .search([("state", "=", "listed"), ("partner_id", "in", paylist.line_ids.partner_id.ids)])
        )
        waiting.list_id._foresee_tax()
        return True
