from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroSekretariatTravelPayment(models.TransientModel):
    """Payment list for payroll: approved settlements of a period, as a spreadsheet or CSV."""

    _name = "biuro.sekretariat.travel.payment"
    _description = "Payment List of Trips"
    _rec_name = "date_from"

    date_from = fields.Date("Approved From", required=True, default=lambda self: office_today().replace(day=1))
    date_to = fields.Date("Approved To", required=True, default=lambda self: office_today())
    with_paid = fields.Boolean("With Those Paid Already")
    order_ids = fields.Many2many(
        "biuro.sekretariat.travel.order", "biuro_sekretariat_travel_payment_rel", "payment_id", "order_id",
        "Settlements", compute="_compute_order_ids", store=True, readonly=False,
    )
    total = fields.Float("Sum To Be Paid", compute="_compute_total", digits=(12, 2))
    file_format = fields.Selection([("xlsx", "XLSX"), ("csv", "CSV")], required=True, default="xlsx")
    file = fields.Binary(readonly=True, attachment=False)
    filename = fields.Char(readonly=True)

    @api.depends("date_from", "date_to", "with_paid")
    def _compute_order_ids(self):
        for payment in self:
            payment.order_ids = self.env["biuro.sekretariat.travel.order"]._get_payable(
                payment.date_from, payment.date_to, payment.with_paid,
            ) if payment.date_from and payment.date_to else False

    @api.depends("order_ids")
    def _compute_total(self):
        for payment in self:
            payment.total = sum(payment.order_ids.mapped("amount_due"))

    def action_export(self):
        """Make the file. Return the action (dict) that shows the window with the file."""
        self.ensure_one()
        result = self.order_ids._export_payment_rows(self.file_format)
        self.write({
            "file": result["content"],
            "filename": f"wyjazdy-{self.date_from:%Y-%m-%d}-{self.date_to:%Y-%m-%d}.{self.file_format}",
        })
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id, "view_mode": "form",
            "views": [(False, "form")], "target": "new", "name": self.env._("Payment List of Trips"),
        }

    def action_pay(self):
        """Note all settlements of the list as paid today. Return the action (dict) that closes the window."""
        self.ensure_one()
        self.order_ids.filtered(lambda order: order.state == "approved").action_pay()
        return {"type": "ir.actions.act_window_close"}
