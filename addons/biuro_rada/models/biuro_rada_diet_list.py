from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroRadaDietList(models.Model):
    """Payment list (lista wypłat) of allowances or of trips, for the payroll and the bank."""

    _name = "biuro.rada.diet.list"
    _description = "Payment List of Councillors"
    _inherit = ["biuro.guard.mixin", "biuro.register.mixin", "mail.thread"]
    _order = "month desc, id desc"
    _register_code = "LDR"

    month = fields.Date(required=True, help="Any day of the month the list is for.")
    kind = fields.Selection([("diety", "Allowances"), ("trips", "Business trips")], required=True, default="diety")
    line_ids = fields.One2many("biuro.rada.diet.line", "list_id", "Allowances", readonly=True)
    trip_ids = fields.One2many("biuro.rada.trip", "list_id", "Trips", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    total = fields.Monetary("Control Sum", compute="_compute_total", store=True)
    payment_date = fields.Date(readonly=True, copy=False)
    prepared_by_id = fields.Many2one("res.users", "Prepared By", readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", "Approved By", readonly=True, copy=False)
    state = fields.Selection(
        [("prepared", "Prepared"), ("approved", "Approved"), ("paid", "Paid"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="prepared",
        copy=False,
        tracking=True,
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)

    @api.depends("line_ids.payable", "trip_ids.to_pay")
    def _compute_total(self):
        for paylist in self:
            paylist.total = sum(paylist.line_ids.mapped("payable")) + sum(paylist.trip_ids.mapped("to_pay"))

    @api.depends("register_ref", "kind", "month")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for paylist in self:
            month = paylist.month and paylist.month.strftime("%m.%Y") or ""
            paylist.display_name = f"{paylist.register_ref or ''} {kinds.get(paylist.kind, '')} {month}".strip()

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
        self.sudo().line_ids.write({"state": "approved", "list_id": False})
        self.sudo().trip_ids.write({"state": "settled", "list_id": False})
        return result

    @api.model
    def make_list(self, month, kind="diety"):
        """Make a list of all that is approved and on no list: allowances of the month, or settled trips.

        :param str month: any day of the month "YYYY-MM-DD"
        :param str kind: ``diety`` or ``trips``
        :return: dict ``id``, ``register_ref``, ``count``, ``total`` (zł as string)
        :raise UserError: nothing to list
        """
        self.check_access("create")
        first, last = self.env["biuro.rada.diet.month"]._bounds(month)
        if kind == "trips":
            rows = self.env["biuro.rada.trip"].search([("state", "=", "settled"), ("list_id", "=", False)])
        else:
            rows = self.env["biuro.rada.diet.line"].search(
                [("state", "=", "approved"), ("list_id", "=", False), ("month", ">=", first), ("month", "<=", last)]
            )
        if not rows:
            raise UserError(self.env._("There is nothing approved to put on a list."))
        paylist = self.create({"month": first, "kind": kind})
        # sudo: own models - states are written by verbs only; the right to make lists was checked above
        paylist.sudo().prepared_by_id = self.env.user
        rows.sudo().write({"list_id": paylist.id, "state": "listed"})
        paylist._enter_register()
        return {
            "id": paylist.id,
            "register_ref": paylist.register_ref,
            "count": len(rows),
            "total": f"{paylist.total:.2f}",
        }

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
        self.sudo().write({"state": "approved", "approved_by_id": self.env.uid})
        return True

    def action_pay(self, date):
        """Note the payment; the tax-free part is split by the calendar month of this day (PIT art. 21 ust. 1 pkt 17).

        :param str date: day of payment "YYYY-MM-DD"
        :return: True
        :raise UserError: not approved; paid already
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "approved":
            raise UserError(self.env._("Only an approved list is paid."))
        day = fields.Date.to_date(date)
        # sudo: own models - facts are written by verbs only; access was checked above
        paylist = self.sudo()
        paylist.write({"state": "paid", "payment_date": day})
        paylist.trip_ids.write({"state": "paid", "paid_on": day})
        paylist.line_ids.write({"state": "paid", "paid_on": day})
        paylist.line_ids._split_tax(day)
        return True
