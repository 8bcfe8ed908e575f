from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroSekretariatTravelCost(models.Model):
    """Cost of a trip: a ticket, a hotel bill, kilometres of a private vehicle, other documented costs (§ 2-4)."""

    _name = "biuro.sekretariat.travel.cost"
    _description = "Cost of a Trip"
    _order = "order_id, date, id"
    _rec_name = "description"

    order_id = fields.Many2one(
        "biuro.sekretariat.travel.order", "Travel Order", required=True, index=True, ondelete="cascade",
    )
    date = fields.Date("Day")
    kind = fields.Selection(
        [
            ("ticket", "Ticket"), ("hotel", "Hotel Bill"), ("kilometres", "Kilometres"),
            ("local", "Local Transport by Ticket"), ("parking", "Parking and Tolls"), ("other", "Other"),
        ],
        "Kind of Cost", required=True, default="ticket",
    )
    description = fields.Char(help="Route, name of the hotel, number of the bill.")
    nights = fields.Integer("Nights", aggregator=None)
    over_limit = fields.Boolean("Above the Limit", help="The employer agreed to a higher cost of the hotel (§ 8(2)).")
    kilometres = fields.Float("Kilometres (km)", digits=(10, 1))
    amount = fields.Monetary("Amount by Bill")
    currency_id = fields.Many2one(related="order_id.currency_id")

    _positive = models.Constraint(
        "CHECK (amount >= 0 AND kilometres >= 0 AND nights >= 0)", "Amounts, kilometres and nights cannot be negative.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        costs = super().create(vals_list)
        costs._check_open()
        return costs

    def write(self, vals):
        self._check_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_settled(self):
        self._check_open()

    def _check_open(self):
        if self.env.su:
            return
        for cost in self:
            order = cost.order_id
            if order.state not in ("draft", "ordered", "in_trip"):
                raise UserError(self.env._("The settlement is handed in: have it returned to change it."))
            if cost.over_limit and order._is_traveller():
                raise UserError(self.env._(
                    "The consent to a cost above the limit is noted by whoever orders the trip."))
