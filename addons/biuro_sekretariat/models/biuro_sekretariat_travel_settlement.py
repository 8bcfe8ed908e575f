from decimal import Decimal

from num2words import num2words

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, plural

from ..law import travel

AMOUNTS = (
    "amount_per_diem", "amount_night", "amount_hotel", "amount_local", "amount_car", "amount_other", "amount_total",
    "amount_due",
)
MEALS = ("breakfast", "lunch", "supper")


def exact(value, places=2):
    """Return a figure of a float field as the decimal that was typed."""
    return Decimal(f"{value or 0:.{places}f}")


class BiuroSekretariatTravelOrder(models.Model):
    """The settlement of a trip: days, nights, costs, and what the law makes of them."""

    _inherit = "biuro.sekretariat.travel.order"

    actual_start = fields.Datetime("Real Departure", copy=False)
    actual_end = fields.Datetime("Real Return", copy=False)
    at_home = fields.Boolean("Town Where the Traveller Lives", help="No per diem is due there (§ 7(3)(1)).")
    day_ids = fields.One2many(
        "biuro.sekretariat.travel.day", "order_id", "Days of Travel", compute="_compute_day_ids", store=True,
        readonly=False, copy=False,
    )
    cost_ids = fields.One2many("biuro.sekretariat.travel.cost", "order_id", "Costs", copy=False)
    report = fields.Text("Report of the Trip", copy=False)
    exchange_rate = fields.Float(
        digits=(12, 6), copy=False, help="Price in PLN of one unit of the currency.", aggregator=None,
    )
    exchange_source = fields.Char("Exchange Table", copy=False, help="Number and day of the NBP table.")
    allowance_currency = fields.Char("Currency of the Allowance", compute="_compute_settlement", store=True)

    amount_per_diem = fields.Monetary("Per Diems", compute="_compute_settlement", store=True)
    amount_night = fields.Monetary("Nights without a Bill", compute="_compute_settlement", store=True)
    amount_hotel = fields.Monetary("Hotel", compute="_compute_settlement", store=True)
    amount_local = fields.Monetary("Local Transport", compute="_compute_settlement", store=True)
    amount_car = fields.Monetary("Private Vehicle", compute="_compute_settlement", store=True)
    amount_other = fields.Monetary("Tickets and Other Costs", compute="_compute_settlement", store=True)
    amount_total = fields.Monetary("Total of the Trip", compute="_compute_settlement", store=True)
    amount_due = fields.Monetary(
        "To Be Paid", compute="_compute_settlement", store=True, help="Negative: the traveller returns it.",
    )
    reasons = fields.Json("How It Was Counted", compute="_compute_settlement", store=True)
    problem = fields.Char("What Is Missing", compute="_compute_settlement", store=True)

    _actual_ordered = models.Constraint(
        "CHECK (actual_start IS NULL OR actual_end IS NULL OR actual_end > actual_start)",
        "A trip ends after it begins.",
    )

    @api.depends("actual_start", "actual_end")
    def _compute_day_ids(self):
        """A row for each begun day of travel; what was noted for a day stays when the times are corrected."""
        for order in self:
            commands, rows = [], {day.number: day for day in order.day_ids}
            if order.actual_start and order.actual_end and order.actual_end > order.actual_start:
                days = travel.travel_days(order._warsaw(order.actual_start), order._warsaw(order.actual_end))
                for day in days:
                    values = {
                        "number": day["number"],
                        **{name: day[name].astimezone(travel.UTC).replace(tzinfo=None) for name in ("start", "end")},
                    }
                    if row := rows.pop(day["number"], None):
                        commands.append(fields.Command.update(row.id, values))
                    else:
                        commands.append(fields.Command.create(values))
            order.day_ids = [fields.Command.delete(row.id) for row in rows.values()] + commands

    @api.depends(
        "actual_start", "actual_end", "at_home", "is_foreign", "country_id", "transport", "vehicle", "advance_amount",
        "advance_paid_on", "private_car_consent", "exchange_rate", "day_ids.breakfast", "day_ids.lunch",
        "day_ids.supper", "day_ids.night", "day_ids.local_transport", "cost_ids.kind", "cost_ids.amount",
        "cost_ids.nights", "cost_ids.kilometres", "cost_ids.over_limit",
    )
    def _compute_settlement(self):
        for order in self:
            values = dict.fromkeys(AMOUNTS, 0) | {"reasons": False, "problem": False, "allowance_currency": False}
            if order.actual_start and order.actual_end:
                try:
                    result = order._count_settlement()
                except UserError as error:
                    values["problem"] = str(error)
                else:
                    values |= {
                        **{f"amount_{name}": float(amount) for name, amount in result["parts"].items()},
                        "amount_total": float(result["total"]), "amount_due": float(result["due"]),
                        "reasons": result["reasons"], "allowance_currency": result["currency"],
                    }
            order.update(values)

    def _count_settlement(self):
        """Count what is due for the trip.

        :return: dict ``parts`` (amounts in złoty by name), ``total``, ``due``, ``currency``, ``reasons``
        :raise UserError: a rate is missing, or what was noted is not what the law allows
        """
        self.ensure_one()
        try:
            return self._count_parts()
        except LawError as error:
            raise ValidationError(error.sentence[:1].upper() + error.sentence[1:]) from error

    def _count_parts(self):
        start, end = self._warsaw(self.actual_start), self._warsaw(self.actual_end)
        day, reasons = start.date(), Reasons()
        allowance = self._get_allowance(day)
        currency, factor = allowance["currency"], allowance["factor"]
        days = self.day_ids.sorted("number")
        meals = [[meal for meal in MEALS if row[meal]] for row in days]
        per_diem = travel.per_diem(
            start, end, allowance["rate"], meals, at_home=self.at_home, abroad=self.is_foreign, currency=currency)
        lumps = len(days.filtered(lambda row: row.night == "lump"))
        night = travel.night_lump(start, end, lumps, allowance["night"], abroad=self.is_foreign, currency=currency)
        costs = {kind: self.cost_ids.filtered(lambda cost, kind=kind: cost.kind == kind)
                 for kind in ("hotel", "kilometres", "other")}
        costs["other"] = self.cost_ids - costs["hotel"] - costs["kilometres"]
        hotel = travel.hotel(
            [
                {"nights": cost.nights, "amount": exact(cost.amount), "over_limit": cost.over_limit}
                for cost in costs["hotel"]
            ],
            travel.money(allowance["hotel"] * factor), abroad=self.is_foreign,
        )
        local_rate = allowance["rate"] if not self.is_foreign else Decimal(0)
        local = travel.local_transport(len(days.filtered("local_transport")), local_rate)
        car = self._count_car(costs["kilometres"], day)
        other = sum((exact(cost.amount) for cost in costs["other"]), Decimal(0))
        for part in (per_diem, night, hotel, local, car):
            reasons.extend(part["reasons"])
        if other:
            text = f"Bilety i inne udokumentowane koszty: {travel.amount_text(other)}."
            reasons.add("other", "§ 4, § 9 ust. 3", text)
        parts = {
            "per_diem": travel.money(per_diem["amount"] * factor), "night": travel.money(night["amount"] * factor),
            "hotel": hotel["amount"], "local": local["amount"], "car": car["amount"], "other": other,
        }
        if factor != 1:
            reasons.add("exchange", "§ 20", (
                f"Przeliczenie: 1 {currency} = {str(factor).replace('.', ',')} zł"
                + (f" ({self.exchange_source})" if self.exchange_source else "") + "."
            ))
        advance = exact(self.advance_amount) if self.advance_paid_on else Decimal(0)
        result = travel.settle(parts, advance)
        return {
            "parts": parts, "total": result["total"], "due": result["due"], "currency": currency,
            "reasons": reasons.extend(result["reasons"]).as_list(),
        }

    def _get_allowance(self, day):
        """Return per diem, limit of a night and currency of the trip (dict), from the rates in force on the day."""
        Rate = self.env["biuro.rate"]
        if not self.is_foreign:
            rate = Rate._get("travel_per_diem", day)
            return {
                "rate": rate, "night": rate, "hotel": rate * travel.HOTEL_LIMIT, "currency": "zł", "factor": Decimal(1),
            }
        code = (self.country_id.code or "").lower()
        figure = Rate.get_value(f"travel_per_diem_{code}", fields.Date.to_string(day))
        limit = Rate._get(f"travel_hotel_{code}", day)
        factor = exact(self.exchange_rate, 6).normalize()
        if figure["unit"] == "zł":
            factor = Decimal(1)
        if not factor:
            raise UserError(self.env._(
                "Give the exchange rate of %s: the allowances of this country are in that currency.", figure["unit"]))
        return {
            "rate": Decimal(figure["value"]), "night": limit, "hotel": limit, "currency": figure["unit"],
            "factor": factor,
        }

    def _count_car(self, costs, day):
        kilometres = sum((exact(cost.kilometres, 1) for cost in costs), Decimal(0))
        if not kilometres:
            return {"amount": Decimal(0), "reasons": []}
        if self.transport != "private_car" or not self.private_car_consent:
            raise UserError(self.env._("Kilometres are paid for a private vehicle used with consent (§ 3(3))."))
        return travel.private_car(kilometres, self.vehicle, self.env["biuro.rate"]._get(
            f"travel_km_{self.vehicle}", day))

    @api.model
    def _get_words(self, amount):
        """Return an amount in words, as on the forms (str): ``sto dwadzieścia trzy złote 45/100``."""
        value = travel.money(exact(abs(amount)))
        whole, cents = int(value), int((value - int(value)) * 100)
        return f"{num2words(whole, lang='pl')} {plural(whole, 'złoty', 'złote', 'złotych')} {cents:02d}/100"
