from odoo import models

from ..law import travel
from .biuro_sekretariat_travel_settlement import exact

# words of an official form, in Polish
TRANSPORT = {
    "train": "kolej", "bus": "autobus", "plane": "samolot", "office_car": "samochód służbowy",
    "private_car": "pojazd prywatny", "other": "inny",
}
COSTS = {
    "ticket": "bilet", "hotel": "nocleg – rachunek", "kilometres": "przejazd pojazdem prywatnym",
    "local": "dojazd miejscowy – bilet", "parking": "parking, opłaty drogowe", "other": "inny",
}
NIGHTS = {"none": "–", "bill": "rachunek", "lump": "bez rachunku (ryczałt)", "free": "bezpłatny"}
MEALS = {"breakfast": "śniadanie", "lunch": "obiad", "supper": "kolacja"}


class BiuroSekretariatTravelOrder(models.Model):
    """What the printed order and settlement show."""

    _inherit = "biuro.sekretariat.travel.order"

    def _moment_text(self, moment):
        return f"{self._warsaw(moment):%d.%m.%Y, godz. %H:%M}" if moment else ""

    def _get_print_values(self):
        """Return the texts of the form (dict)."""
        self.ensure_one()
        # sudo: hr.employee - people who stand on the form by name
        order = self.sudo()
        transport = TRANSPORT[order.transport]
        if order.transport == "private_car":
            transport += f" – {travel.VEHICLES[order.vehicle]}" + (
                f", nr rej. {order.vehicle_registration}" if order.vehicle_registration else "")
        amounts = [
            ("Diety", order.amount_per_diem), ("Ryczałt za noclegi", order.amount_night),
            ("Noclegi według rachunków", order.amount_hotel), ("Ryczałt na dojazdy", order.amount_local),
            ("Przejazd pojazdem prywatnym", order.amount_car), ("Bilety i inne koszty", order.amount_other),
        ]
        due = order.amount_due
        return {
            "traveller": order.employee_id.name,
            "job": order.employee_job or order.employee_id.job_title,
            "orderer": order.ordered_by_id.name,
            "start": order._moment_text(order.date_start), "end": order._moment_text(order.date_end),
            "actual_start": order._moment_text(order.actual_start), "actual_end": order._moment_text(order.actual_end),
            "transport": transport,
            "advance": travel.amount_text(exact(order.advance_amount)),
            "advance_words": order._get_words(order.advance_amount),
            "words": order._get_words(due),
            "days": [order._get_print_day(day) for day in order.day_ids.sorted("number")],
            "costs": [order._get_print_cost(cost) for cost in order.cost_ids],
            "amounts": [
                *((label, travel.amount_text(exact(amount)), False) for label, amount in amounts if amount),
                ("Razem", travel.amount_text(exact(order.amount_total)), True),
                *([("Pobrana zaliczka", travel.amount_text(exact(order.advance_amount)), False)]
                  if order.advance_paid_on else []),
                ("Do wypłaty" if due >= 0 else "Do zwrotu", travel.amount_text(exact(abs(due))), True),
            ],
        }

    def _get_print_day(self, day):
        meals = ", ".join(label for name, label in MEALS.items() if day[name])
        return [
            day.number, f"{self._warsaw(day.start):%d.%m.%Y %H:%M}", f"{self._warsaw(day.end):%d.%m.%Y %H:%M}",
            meals or "–", NIGHTS[day.night], "tak" if day.local_transport else "–",
        ]

    def _get_print_cost(self, cost):
        count = ""
        if cost.kind == "kilometres":
            count = f"{cost.kilometres:.1f} km".replace(".", ",")
        elif cost.kind == "hotel":
            count = str(cost.nights)
        return [
            f"{cost.date:%d.%m.%Y}" if cost.date else "", COSTS[cost.kind], cost.description or "", count,
            "–" if cost.kind == "kilometres" else travel.amount_text(exact(cost.amount)),
        ]
