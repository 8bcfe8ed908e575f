from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import diet

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
    _inherit = [
        "biuro.guard.mixin",
        "biuro.register.mixin",
        "biuro.rada.money.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _reason_verbs = {
        "action_refuse": {"reason": "reason"},
        "action_return": {"reason": "reason"},
        "action_repay": {"date": "date"},
    }
    _order = "depart_at desc, id desc"
    _register_code = "PWR"

    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="restrict", tracking=True
    )
    company_id = fields.Many2one(related="councillor_id.company_id", store=True)
    purpose = fields.Text("Task", required=True, help="Directly linked with the mandate (§ 1).")
    town_from = fields.Char("Begins In", required=True)
    town_target = fields.Char("Destination", required=True)
    town_to = fields.Char("Ends In", required=True)
    depart_at = fields.Datetime("Departure", required=True, tracking=True)
    return_at = fields.Datetime("Coming Back", required=True, tracking=True)
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
    km_rate = fields.Float(
        "Rate per Kilometre",
        digits=(6, 4),
        compute="_compute_km_rate",
        store=True,
        readonly=False,
        precompute=True,
        copy=True,
        aggregator=None,
        help="Set by the council, at most the ministry's.",
    )
    car_consent = fields.Boolean("Consent of the Chair to the Private Car", readonly=True, copy=False, tracking=True)
    consent_by_id = fields.Many2one("biuro.rada.councillor", "Consent Given By", readonly=True, copy=False)
    consent_on = fields.Date("Consent Noted On", readonly=True, copy=False)
    consent_user_id = fields.Many2one("res.users", "Consent Noted By", readonly=True, copy=False)
    consent_basis = fields.Char(
        "Signed Consent",
        copy=False,
        help="The paper with the consent, where somebody of the office notes it: who signed it and when.",
    )
    designated_id = fields.Many2one(
        "biuro.rada.councillor",
        "Designated Vice-chair",
        copy=False,
        help="The vice-chair who orders the trip in place of the one whose task it is (art. 19 ust. 2).",
    )
    designation = fields.Char("Designation", copy=False, help="Who designated the vice-chair, when, by which paper.")
    full_board = fields.Boolean("Free Board All Day")
    at_residence = fields.Boolean(
        "In the Town of Residence",
        help="No daily allowance and no lodging are due where the councillor lives (§ 4, 7).",
    )
    nights_possible = fields.Integer("Nights in the Trip", compute="_compute_nights_possible", aggregator=None)
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
    is_requested = fields.Boolean("Requested by the Councillor", readonly=True, copy=False)
    requested_on = fields.Datetime(readonly=True, copy=False)
    refusal = fields.Char("Reason of the Refusal", readonly=True, copy=False)
    by_councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Orders the Trip", compute="_compute_by_councillor", help="Who orders it on this day."
    )
    settled_by_id = fields.Many2one("res.users", "Settled By", readonly=True, copy=False)
    settled_on = fields.Date("Settlement Date", readonly=True, copy=False)
    event_id = fields.Many2one("calendar.event", "In the Calendar", readonly=True, copy=False, ondelete="set null")
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null", copy=False)
    report = fields.Text("Report")
    state = fields.Selection(
        [
            ("draft", "Prepared"),
            ("ordered", "Ordered"),
            ("completed", "Completed"),
            ("settled", "Trip settled"),
            ("listed", "On a list"),
            ("paid", "Paid"),
            ("refused", "Refused"),
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

    @api.depends("car_class", "transport", "depart_at", "councillor_id")
    def _compute_km_rate(self):
        for trip in self:
            if trip.transport != "private_car" or not trip.car_class:
                trip.km_rate = 0
            elif not trip.km_rate or trip._origin.car_class != trip.car_class:
                day = local(trip.depart_at).date() if trip.depart_at else office_today()
                # sudo: biuro.rada.diet.scheme - the council's rate, which everybody who plans a trip needs
                scheme = self.env["biuro.rada.diet.scheme"].sudo()._on(day)
                trip.km_rate = scheme[f"km_{trip.car_class}"] if scheme else 0

    @api.depends("depart_at", "return_at")
    def _compute_nights_possible(self):
        for trip in self:
            trip.nights_possible = 0
            if trip.depart_at and trip.return_at and trip.return_at >= trip.depart_at:
                trip.nights_possible = diet.nights(local(trip.depart_at), local(trip.return_at))["nights"]

    @api.depends("councillor_id", "ordered_by_id", "designated_id", "state")
    def _compute_by_councillor(self):
        today = office_today()
        for trip in self:
            trip.by_councillor_id = trip.ordered_by_id or trip.designated_id or trip._orderer(today)

    def _orderer(self, day):
        """Return who orders the trip on a day: the chair; for the chair the vice-chair named by the council (§ 2)."""
        Function = self.env["biuro.rada.function"]
        chair = Function._holder(self.councillor_id.term_id, "chair", day) if self.councillor_id else None
        if not chair or chair != self.councillor_id:
            return chair or self.env["biuro.rada.councillor"]
        named = Function.search(
            [
                ("term_id", "=", self.councillor_id.term_id.id),
                ("role", "=", "vice_chair"),
                ("orders_chair_trips", "=", True),
                *Function._domain_on(day),
            ],
            limit=1,
        )
        return named.councillor_id

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
            if trip.nights_without_bill > trip.nights_possible:
                raise ValidationError(
                    self.env._(
                        "The trip has %(nights)s nights of at least 6 hours between 21:00 and 7:00 (§ 7).",
                        nights=trip.nights_possible,
                    )
                )
            if trip.transport != "private_car":
                continue
            if not trip.car_class:
                raise ValidationError(
                    self.env._("Name the class of the private car: the highest rate follows from it.")
                )
            self._mileage(trip)

    @api.constrains("town_target", "councillor_id")
    def _check_target(self):
        for trip in self:
            seat = trip.company_id.city
            if seat and trip.town_target.strip().casefold() == seat.strip().casefold():
                raise ValidationError(
                    self.env._("A business trip leads out of the seat of the council; %s is its seat.", seat)
                )

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

    @api.model
    def _register_book_columns(self, register=None):
        names = [
            "register_number", "register_ref", "order_date", "councillor_id", "ordered_by_id", "purpose", "town_target",
            "depart_at", "return_at", "transport", "state",
        ]  # fmt: skip
        return [(name, self._fields[name]._description_string(self.env)) for name in names]

    def _cancel_values(self, reason):
        return {"state": "cancelled"}

    def _check_cancel(self):
        super()._check_cancel()
        if any(trip.state in ("listed", "paid") for trip in self):
            raise UserError(self.env._("A trip on a payment list cannot be cancelled."))
