from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.terms import local

from ..law import allowance, diet
from .biuro_rada_law import BASE_AMOUNT

CAR_CLASSES = [
    ("car_small", "Car up to 900 cm³"),
    ("car_large", "Car above 900 cm³"),
    ("motorcycle", "Motorcycle"),
    ("moped", "Moped"),
]


class BiuroRadaTrip(models.Model):
    """Business trip of a councillor (podróż służbowa radnego; rozp. MSWiA z 31.07.2000), ordered by the chair."""

    _name = "biuro.rada.trip"
    _description = "Business Trip of a Councillor"
    _inherit = ["biuro.guard.mixin", "biuro.register.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "depart_at desc, id desc"
    _register_code = "PWR"

    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="restrict", tracking=True
    )
    company_id = fields.Many2one(related="councillor_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    purpose = fields.Text("Task", required=True, help="Directly linked with the mandate (§ 1).")
    town_from = fields.Char("Begins In", required=True)
    town_target = fields.Char("Destination", required=True)
    town_to = fields.Char("Ends In", required=True)
    depart_at = fields.Datetime("Departure", required=True, tracking=True)
    return_at = fields.Datetime("Return", required=True, tracking=True)
    transport = fields.Selection(
        [
            ("train", "Train"),
            ("bus", "Bus"),
            ("city_car", "City's car"),
            ("private_car", "Private car"),
            ("other", "Other"),
        ],
        required=True,
        default="train",
    )
    car_class = fields.Selection(CAR_CLASSES)
    km = fields.Float("Kilometres", digits=(10, 1))
    km_rate = fields.Float("Rate per Kilometre", digits=(6, 4), help="Set by the council, at most the ministry's.")
    car_consent = fields.Boolean("Consent of the Chair to the Private Car")
    full_board = fields.Boolean("Free Board All Day")
    nights_without_bill = fields.Integer("Nights without a Bill", aggregator=None)
    local_transport = fields.Boolean(
        "Local Transport Paid", help="20 % of the daily allowance for each begun day; not by car (§ 6)."
    )
    line_ids = fields.One2many("biuro.rada.trip.line", "trip_id", "Costs")
    advance = fields.Monetary("Advance Paid")
    total = fields.Monetary(compute="_compute_total", store=True)
    to_pay = fields.Monetary(compute="_compute_total", store=True)
    reasons = fields.Json(readonly=True, copy=False)
    ordered_by_id = fields.Many2one("biuro.rada.councillor", "Ordered By", readonly=True, copy=False, tracking=True)
    order_date = fields.Date("Ordered On", readonly=True, copy=False)
    list_id = fields.Many2one("biuro.rada.diet.list", "Payment List", readonly=True, copy=False, index="btree_not_null")
    paid_on = fields.Date(readonly=True, copy=False)
    report = fields.Text("Report")
    state = fields.Selection(
        [
            ("draft", "Prepared"),
            ("ordered", "Ordered"),
            ("completed", "Completed"),
            ("settled", "Settled"),
            ("listed", "On a list"),
            ("paid", "Paid"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
        index=True,
    )

    _ordered_dates = models.Constraint("CHECK (return_at >= depart_at)", "One returns after one departs.")

    @api.depends("register_ref", "councillor_id", "town_target")
    def _compute_display_name(self):
        for trip in self:
            trip.display_name = " – ".join(
                filter(None, [trip.register_ref, trip.councillor_id.display_name, trip.town_target])
            )

    @api.depends("line_ids.amount", "advance")
    def _compute_total(self):
        for trip in self:
            trip.total = sum(trip.line_ids.mapped("amount"))
            trip.to_pay = trip.total - trip.advance

    @api.constrains(
        "transport", "car_consent", "car_class", "km", "km_rate", "depart_at", "nights_without_bill", "advance"
    )
    def _check_costs(self):
        for trip in self:
            if trip.nights_without_bill < 0 or trip.advance < 0:
                raise ValidationError(self.env._("Numbers and amounts cannot be negative."))
            if trip.transport != "private_car":
                continue
            if not trip.car_class:
                raise ValidationError(
                    self.env._("Name the class of the private car: the highest rate follows from it.")
                )
            self._mileage(trip)

    def _mileage(self, trip):
        maximum = self.env["biuro.rate"]._get(f"travel_km_{trip.car_class}", local(trip.depart_at).date())
        try:
            return diet.mileage(Decimal(str(round(trip.km, 1))), Decimal(str(round(trip.km_rate, 4))), maximum)
        except LawError as error:
            raise ValidationError(str(error)) from error

    @api.ondelete(at_uninstall=False)
    def _unlink_except_ordered(self):
        if any(trip.state != "draft" for trip in self):
            raise UserError(self.env._("A trip that was ordered is cancelled with a reason, not deleted."))

    def _cancel_values(self, reason):
        return {"state": "cancelled"}

    def _check_cancel(self):
        super()._check_cancel()
        if any(trip.state in ("listed", "paid") for trip in self):
            raise UserError(self.env._("A trip on a payment list cannot be cancelled."))

    def action_order(self, ordered_by_id=None, date=None):
        """Order the trip: the chair, or for the chair's own trip a vice-chair (§ 2).

        :param int ordered_by_id: councillor who orders; the chair of the day by default
        :param str date: day of the order "YYYY-MM-DD"; today by default
        :return: dict ``register_ref``
        :raise UserError: not prepared; ordered by the traveller or by one without the function (RE-03); private car
            without
            consent (RE-03)
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft":
            raise UserError(self.env._("This trip was ordered already."))
        Function = self.env["biuro.rada.function"]
        day = fields.Date.to_date(date) or self.env["biuro.register"]._today()
        councillor = (
            self.env["biuro.rada.councillor"].browse(ordered_by_id)
            if ordered_by_id
            else Function._holder(self.councillor_id.term_id, "chair", day)
        )
        if not councillor or councillor == self.councillor_id:
            raise UserError(
                self.env._("RE-03: the chair orders the trip; for the chair a vice-chair named by the council.")
            )
        if not Function.search_count([("councillor_id", "=", councillor.id), *Function._domain_on(day)], limit=1):
            raise UserError(
                self.env._("RE-03: %s is neither the chair nor a vice-chair on this day.", councillor.display_name)
            )
        if self.transport == "private_car" and not self.car_consent:
            raise UserError(self.env._("RE-03: a private car needs the consent of the chair."))
        if not self.councillor_id._may_vote(local(self.depart_at).date()):
            raise UserError(
                self.env._(
                    "RA-05: %s holds no mandate on the day or has not taken the oath.", self.councillor_id.display_name
                )
            )
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"state": "ordered", "ordered_by_id": councillor.id, "order_date": day})
        self._enter_register(day)
        return {"register_ref": self.register_ref}

    def action_complete(self):
        """Note that the trip took place and count the allowance, the lump sums and the mileage.

        Lines counted before are counted anew; those entered by hand stay.

        :return: dict ``total`` and ``to_pay`` (zł as strings)
        :raise UserError: not ordered
        """
        self.ensure_one()
        self.check_access("write")
        if self.state not in ("ordered", "completed"):
            raise UserError(self.env._("Order the trip first."))
        day = local(self.depart_at).date()
        base = self.env["biuro.rate"]._get(BASE_AMOUNT, day)
        daily = base * allowance.FACTOR / 100
        minutes = int((self.return_at - self.depart_at).total_seconds() // 60)
        board = dict.fromkeys(("breakfast", "lunch", "dinner"), True) if self.full_board else None
        parts = [("allowance", allowance.trip_allowance(minutes, base, board))]
        if self.nights_without_bill:
            parts.append(("lodging", diet.lodging(daily, self.nights_without_bill)))
        if self.local_transport and self.transport not in ("private_car", "city_car"):
            parts.append(("local", diet.local_transport(daily, -(-minutes // allowance.DAY) or 1)))
        if self.transport == "private_car":
            parts.append(("mileage", self._mileage(self)))
        # sudo: own models - computed lines are written by verbs only; access was checked above
        trip = self.sudo()
        trip.line_ids.filtered("is_computed").unlink()
        trip.write(
            {
                "state": "completed",
                "reasons": [step for _kind, answer in parts for step in answer["reasons"]],
                "line_ids": [
                    (0, 0, {"kind": kind, "amount": float(answer["amount"]), "is_computed": True})
                    for kind, answer in parts
                ],
            }
        )
        return {"total": f"{self.total:.2f}", "to_pay": f"{self.to_pay:.2f}"}

    def action_settle(self):
        """Settle the trip: it may go on a payment list.

        :return: True
        :raise UserError: not completed
        """
        for trip in self:
            trip.check_access("write")
            if trip.state != "completed":
                raise UserError(self.env._("Complete the trip first: the allowance is counted then."))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "settled"})
        return True
