from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import abroad, allowance


class BiuroRadaTripAbroad(models.Model):
    """Trip of a councillor abroad: the rules of employees apply accordingly (rozp. MSWiA z 31.07.2000 § 8).

    The allowance and the limit of a night are those of the annex for the country; whoever settles enters them with
    their source, and the rate of the National Bank. The way in the country is counted as any other trip.
    """

    _inherit = "biuro.rada.trip"

    is_abroad = fields.Boolean("Trip Abroad", help="The rules of employees' trips apply accordingly (§ 8).")
    country_id = fields.Many2one("res.country", "Country")
    border_out_at = fields.Datetime(
        "Leaves the Country At", help="By land: crosses the border; by air: takes off from the last Polish airport."
    )
    border_back_at = fields.Datetime(
        "Back in the Country At", help="By land: crosses the border; by air: lands at the first Polish airport."
    )
    abroad_currency_id = fields.Many2one("res.currency", "Currency of the Annex")
    abroad_daily = fields.Float("Allowance Abroad a Day", digits=(8, 2), aggregator=None)
    abroad_limit = fields.Float("Limit of a Night Abroad", digits=(8, 2), aggregator=None)
    abroad_basis = fields.Char("Source of the Figures", help="Position of the annex: country, act, day.")
    exchange_rate = fields.Float("Rate of the NBP", digits=(10, 4), aggregator=None, help="Złoty for one unit.")
    exchange_note = fields.Char("Table of the NBP", help="Number and day: of the payment of the advance (§ 20 ust. 3).")
    abroad_breakfasts = fields.Integer("Free Breakfasts", aggregator=None)
    abroad_lunches = fields.Integer("Free Lunches", aggregator=None)
    abroad_dinners = fields.Integer("Free Dinners", aggregator=None)
    abroad_nights = fields.Integer("Nights Abroad without a Bill", aggregator=None)
    abroad_places = fields.Integer(
        "Places with a Way to the Station", aggregator=None,
        help="The destination, and each place abroad with a night (§ 17 ust. 1); not by car.",
    )
    abroad_one_way = fields.Boolean("Paid One Way Alone")

    @api.constrains("is_abroad", "border_out_at", "border_back_at", "depart_at", "return_at")
    def _check_borders(self):
        for trip in self.filtered("is_abroad"):
            moments = [trip.depart_at, trip.border_out_at, trip.border_back_at, trip.return_at]
            known = [moment for moment in moments if moment]
            if known != sorted(known):
                raise ValidationError(self.env._(
                    "The moments do not follow each other: departure, leaving the country, coming back to it, return."
                ))

    @api.constrains("abroad_daily", "abroad_limit", "exchange_rate", "abroad_breakfasts", "abroad_lunches",
                    "abroad_dinners", "abroad_nights", "abroad_places")
    def _check_abroad(self):
        names = ("abroad_daily", "abroad_limit", "exchange_rate", "abroad_breakfasts", "abroad_lunches",
                 "abroad_dinners", "abroad_nights", "abroad_places")
        if any(trip[name] < 0 for trip in self for name in names):
            raise ValidationError(self.env._("Numbers and amounts cannot be negative."))

    def _cost_parts(self, base, daily, minutes):
        """Return the counted costs; of a trip abroad those of the time abroad, and of the way in the country."""
        if not self.is_abroad:
            return super()._cost_parts(base, daily, minutes)
        if not (self.border_out_at and self.border_back_at and self.abroad_daily and self.abroad_currency_id):
            raise UserError(self.env._(
                "Enter when the councillor left the country and came back, the allowance of the country and its "
                "currency."
            ))
        if not (self.exchange_rate and (self.exchange_note or "").strip() and (self.abroad_basis or "").strip()):
            raise UserError(self.env._(
                "Enter the rate of the NBP with its table, and the source of the allowance of the country."
            ))
        out = int((self.border_back_at - self.border_out_at).total_seconds() // 60)
        rate, currency = Decimal(str(round(self.exchange_rate, 4))), self.abroad_currency_id.name
        figure = Decimal(str(round(self.abroad_daily, 2)))
        parts = [("abroad", abroad.allowance(
            out, figure, self.full_board, self.abroad_breakfasts, self.abroad_lunches, self.abroad_dinners))]
        if self.abroad_nights:
            parts.append(("lodging", abroad.lodging(Decimal(str(round(self.abroad_limit, 2))), self.abroad_nights)))
        by_car = self.transport in ("private_car", "city_car")
        if self.abroad_places and not by_car:
            parts.append(("local", abroad.transfers(figure, self.abroad_places, self.abroad_one_way)))
        if self.local_transport and not by_car:
            parts.append(("local", abroad.local_transport(figure, out)))
        try:
            counted = [(kind, abroad.in_zloty(part, rate, currency)) for kind, part in parts]
        except LawError as error:
            raise ValidationError(str(error)) from error
        counted.append(("allowance", allowance.trip_allowance(minutes - out, base)))
        if self.transport == "private_car":
            counted.append(("mileage", self._mileage(self)))
        return counted
