from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.models.biuro_access_mixin import USER, tokens
from odoo.addons.biuro_kancelaria.tools import NumberedChar

from ..law import travel

# what the orderer decides: open in the draft alone
ORDER_FIELDS = frozenset({
    "employee_id", "purpose", "host", "place_from", "place_to", "date_start", "date_end", "transport", "vehicle",
    "vehicle_registration", "advance_requested", "advance_amount", "is_foreign", "country_id", "ordered_by_id",
    "order_basis", "department_id",
})
# what the traveller settles: open until the settlement is handed in
SETTLEMENT_FIELDS = frozenset({
    "actual_start", "actual_end", "day_ids", "cost_ids", "report", "at_home", "exchange_rate", "exchange_source",
})


class BiuroSekretariatTravelOrder(models.Model):
    """Order of a business trip (polecenie wyjazdu służbowego) and its settlement.

    draft - ordered - in_trip - settled - approved - paid; cancelled from ordered or in_trip.
    Labour Code art. 77^5; regulation of 29.01.2013 (t.j. Dz.U. 2023 poz. 2190); UPS art. 8(2).
    """

    _name = "biuro.sekretariat.travel.order"
    _description = "Travel Order"
    _inherit = [
        "biuro.register.mixin", "biuro.deadline.mixin", "biuro.access.mixin", "biuro.guard.mixin", "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date_start desc, id desc"
    _rec_names_search = ["register_ref", "purpose", "place_to"]
    _register_code = "PWS"
    _access_depends = ("employee_id", "ordered_by_id", "approved_by_id", "create_uid")

    state = fields.Selection(
        [
            ("draft", "In Preparation"), ("ordered", "Ordered"), ("in_trip", "In Trip"), ("settled", "Handed In"),
            ("approved", "Settlement Approved"), ("paid", "Paid Out"), ("cancelled", "Cancelled"),
        ],
        default="draft", required=True, readonly=True, copy=False, tracking=True, index=True,
    )
    employee_id = fields.Many2one(
        "hr.employee", "Traveller", required=True, index=True, tracking=True,
        default=lambda self: self.env.user._biuro_employee(),
    )
    employee_job = fields.Char("Position", readonly=True, copy=False)
    department_id = fields.Many2one(
        "hr.department", "Cell", compute="_compute_department_id", store=True, readonly=False, index="btree_not_null",
    )
    purpose = NumberedChar("Purpose of the Trip", required=True, index="trigram", tracking=True)
    host = fields.Char("Inviting Body", help="The office, firm or organiser visited.")
    place_from = fields.Char("From Place", required=True, default=lambda self: self.env.company.city)
    place_to = fields.Char("To Place", required=True, tracking=True)
    date_start = fields.Datetime("Departure", required=True, tracking=True)
    date_end = fields.Datetime("Return Home", required=True, tracking=True)
    transport = fields.Selection(
        [
            ("train", "Train"), ("bus", "Bus"), ("plane", "Plane"), ("office_car", "Office Car"),
            ("private_car", "Private Vehicle"), ("other", "Other"),
        ],
        "Means of Transport", required=True, default="train", tracking=True,
    )
    vehicle = fields.Selection(
        [
            ("car_small", "Car up to 900 cm³"), ("car_large", "Car above 900 cm³"), ("motorcycle", "Motorcycle"),
            ("moped", "Moped"),
        ],
    )
    vehicle_registration = fields.Char("Registration Number")
    private_car_consent = fields.Boolean(
        "Consent to a Private Vehicle", readonly=True, copy=False, tracking=True,
        help="Given by whoever orders the trip (§ 3(3)).",
    )
    is_foreign = fields.Boolean("Foreign Trip", tracking=True)
    country_id = fields.Many2one("res.country", "Country of Destination")
    advance_requested = fields.Boolean("Advance Asked For")
    advance_amount = fields.Monetary("Advance", tracking=True)
    advance_paid_on = fields.Date(readonly=True, copy=False)
    # who orders
    ordered_by_id = fields.Many2one(
        "hr.employee", "Orders the Trip", required=True, index=True, tracking=True,
        compute="_compute_ordered_by_id", store=True, readonly=False, precompute=True,
        help="Never the traveller. The President's trip is ordered by a substitute, by whom he named, or by the"
             " Secretary (UPS art. 8(2)).",
    )
    order_basis = fields.Char(
        "Named By", help="The order by which the President named this person for such acts, with number and date.",
    )
    ordered_on = fields.Date(readonly=True, copy=False)
    ordered_user_id = fields.Many2one("res.users", "Recorded By", readonly=True, copy=False)
    orderer_name = fields.Char("Ordered By", readonly=True, copy=False)
    orderer_job = fields.Char("Position of the Orderer", readonly=True, copy=False)
    order_reasons = fields.Json("Why This Person Orders", readonly=True, copy=False)
    # where it belongs
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null")
    jrwa_class_id = fields.Many2one(
        "biuro.jrwa.class", "Filing Plan Class", compute="_compute_jrwa_class_id", store=True, readonly=False,
    )
    event_id = fields.Many2one("calendar.event", "Calendar", readonly=True, copy=False, index="btree_not_null")
    substitution_ids = fields.Many2many(
        "biuro.substitution", string="Substitutions in These Days", compute="_compute_substitution_ids",
    )
    is_mine = fields.Boolean("My Trip", compute="_compute_is_mine", search="_search_is_mine")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    # what the law counts is in złoty, whatever currency the company keeps its accounts in
    # stored: the platform sums amounts only where it can tell their currency
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id", store=True, precompute=True)

    _dates_ordered = models.Constraint("CHECK (date_end > date_start)", "A trip ends after it begins.")
    _two_people = models.Constraint(
        "CHECK (employee_id <> ordered_by_id)", "Nobody orders a trip of his or her own: choose somebody else.",
    )
    _advance_positive = models.Constraint("CHECK (advance_amount >= 0)", "An advance cannot be negative.")
    _days_idx = models.Index("(employee_id, date_start, date_end)")

    # ---- computed ----------------------------------------------------------------------------------------------------

    @api.depends("company_id")
    def _compute_currency_id(self):
        self.currency_id = self.env.ref("base.PLN")

    @api.depends("employee_id")
    def _compute_department_id(self):
        for order in self:
            # sudo: hr.employee - the cell of the traveller
            order.department_id = order.employee_id.sudo().department_id

    @api.depends("employee_id")
    def _compute_ordered_by_id(self):
        """Propose the President; for the President's own trip the Secretary of the City."""
        heads = {}
        for order in self:
            company = order.company_id or self.env.company
            if company not in heads:
                # sudo: hr.employee - who holds which function is known to everybody in the office
                found = self.env["hr.employee"].sudo().search([
                    ("office_function", "in", ("president", "city_secretary")), ("company_id", "=", company.id),
                ]).grouped("office_function")
                heads[company] = found
            found, traveller = heads[company], order.employee_id
            if order.ordered_by_id and order.ordered_by_id != traveller:
                continue
            proposed = (found.get("president") or traveller.browse()) - traveller
            if not proposed:
                proposed = (found.get("city_secretary") or traveller.browse()) - traveller
            order.ordered_by_id = proposed[:1].sudo(False)

    @api.depends("is_foreign")
    def _compute_jrwa_class_id(self):
        # § JRWA: 2343 business trips (B3), 0342 foreign trips of the representatives (A)
        for order in self:
            order.jrwa_class_id = self.env.ref(
                f"biuro_kancelaria.biuro_jrwa_class_{'0342' if order.is_foreign else '2343'}", False,
            )

    @api.depends("employee_id", "date_start", "date_end")
    def _compute_substitution_ids(self):
        Substitution = self.env["biuro.substitution"]
        for order in self:
            if not (order.employee_id and order.date_start and order.date_end):
                order.substitution_ids = Substitution
                continue
            first, last = order._local_days()
            # sudo: biuro.substitution - who stands in for the traveller, shown on the order
            order.substitution_ids = Substitution.sudo().search([
                ("employee_id", "=", order.employee_id._origin.id or order.employee_id.id),
                ("is_cancelled", "=", False), ("date_from", "<=", last), ("date_to", ">=", first),
            ])

    @api.depends_context("uid")
    @api.depends("employee_id")
    def _compute_is_mine(self):
        # sudo: res.users - one's own employees
        mine = self.env.user.sudo().employee_ids
        for order in self:
            order.is_mine = order.employee_id in mine

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: res.users - one's own employees
        return Domain("employee_id", "in", self.env.user.sudo().employee_ids.ids)

    @api.depends("register_ref", "place_to", "purpose")
    def _compute_display_name(self):
        for order in self:
            order.display_name = " ".join(filter(None, [order.register_ref, order.place_to, order.purpose]))

    # ---- access: the traveller, the orderer and who wrote it; the secretariat and control by their rules -------------

    def _access_is_restricted(self):
        return True

    def _access_cells(self):
        return self.env["hr.department"]

    def _access_employees(self):
        return self.employee_id | self.ordered_by_id | self.approved_by_id

    def _access_readers(self):
        return self.env["res.users"]

    def _access_extra(self, restricted):
        return tokens(USER, self.create_uid.ids) if not self.create_uid.share else set(), set()

    def _get_deadline_employee(self):
        self.ensure_one()
        return self.employee_id

    # ---- what may be written -----------------------------------------------------------------------------------------

    @api.constrains("is_foreign", "country_id", "transport", "vehicle")
    def _check_details(self):
        for order in self:
            if order.is_foreign and not order.country_id:
                raise ValidationError(self.env._("Name the country of the foreign trip."))
            if order.transport == "private_car" and not order.vehicle:
                raise ValidationError(self.env._("Name the kind of the private vehicle: the rate depends on it."))

    def write(self, vals):
        if not self.env.su:
            for order in self:
                if ORDER_FIELDS & vals.keys() and order.state != "draft":
                    raise UserError(self.env._(
                        "%s is ordered: cancel it and order the trip anew to change it.", order.display_name))
                if SETTLEMENT_FIELDS & vals.keys() and order.state not in ("draft", "ordered", "in_trip"):
                    raise UserError(self.env._(
                        "The settlement of %s is handed in: have it returned to change it.", order.display_name))
        return super().write(vals)

    def _register_values(self, number, year, register):
        return super()._register_values(number, year, register) | {"state": "ordered"}

    def _cancel_values(self, reason):
        return super()._cancel_values(reason) | {"state": "cancelled"}

    def _check_cancel(self):
        super()._check_cancel()
        for order in self:
            if order.state in ("settled", "approved", "paid"):
                raise UserError(self.env._("%s is settled and cannot be cancelled.", order.display_name))

    @api.model
    def _register_book_columns(self, register=None):
        names = ["register_number", "register_ref", "register_date", "employee_id", "place_from", "place_to",
                 "date_start", "date_end", "purpose", "transport", "orderer_name", "advance_amount", "amount_total",
                 "state"]
        return [(name, self._fields[name]._description_string(self.env)) for name in names]

    def _local_days(self):
        """Return the first and the last day of the planned trip (dates in Warsaw)."""
        self.ensure_one()
        return self._warsaw(self.date_start).date(), self._warsaw(self.date_end).date()

    @api.model
    def _warsaw(self, moment):
        """Return a moment of the database as an aware one in Warsaw."""
        return moment.replace(tzinfo=travel.UTC).astimezone(travel.WARSAW)
