from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroSekretariatTravelDay(models.Model):
    """Day of travel (doba podróży): 24 hours from the departure, with the meals given free and the night in it."""

    _name = "biuro.sekretariat.travel.day"
    _description = "Day of Travel"
    _order = "order_id, number"
    _rec_name = "number"

    order_id = fields.Many2one(
        "biuro.sekretariat.travel.order", "Travel Order", required=True, index=True, ondelete="cascade",
    )
    number = fields.Integer("Day of 24 Hours", required=True, aggregator=None)
    start = fields.Datetime("From")
    end = fields.Datetime("To")
    breakfast = fields.Boolean("Free Breakfast")
    lunch = fields.Boolean("Free Lunch")
    supper = fields.Boolean("Free Supper")
    night = fields.Selection(
        [
            ("none", "No Night or in Transit"), ("bill", "Hotel by Bill"), ("lump", "Without a Bill (Lump Sum)"),
            ("free", "Free Lodging"),
        ],
        required=True, default="none",
    )
    local_transport = fields.Boolean(
        "Local Transport", help="The traveller bore the cost of local transport on this day (§ 9).",
    )

    _number_uniq = models.Constraint("UNIQUE (order_id, number)", "This day of travel has its row already.")

    @api.model_create_multi
    def create(self, vals_list):
        days = super().create(vals_list)
        days._check_open()
        return days

    def write(self, vals):
        self._check_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_settled(self):
        self._check_open()

    def _check_open(self):
        if not self.env.su and any(order.state not in ("draft", "ordered", "in_trip") for order in self.order_id):
            raise UserError(self.env._("The settlement is handed in: have it returned to change it."))
