from odoo import models

from odoo.addons.biuro_kancelaria.law.terms import local

from .biuro_rada_money_file import amount_text, amount_words
from .biuro_rada_money_mixin import exact

# words of an official form, in Polish
TRANSPORT = {
    "train": "kolej",
    "bus": "autobus",
    "city_car": "samochód służbowy urzędu",
    "private_car": "samochód prywatny radnego",
    "other": "inny",
}
CARS = {
    "car_small": "o pojemności do 900 cm³",
    "car_large": "o pojemności powyżej 900 cm³",
    "motorcycle": "motocykl",
    "moped": "motorower",
}
COSTS = {
    "allowance": "dieta",
    "abroad": "dieta za granicą",
    "ticket": "przejazd – bilet",
    "lodging": "nocleg",
    "local": "dojazdy środkami komunikacji miejscowej",
    "mileage": "przejazd samochodem prywatnym",
    "other": "inne wydatki",
}


class BiuroRadaTrip(models.Model):
    """What the printed order and settlement of a trip show."""

    _inherit = "biuro.rada.trip"

    def _moment_text(self, moment):
        return f"{local(moment):%d.%m.%Y, godz. %H:%M}" if moment else ""

    def _get_print_values(self):
        """Return the texts of the form (dict)."""
        self.ensure_one()
        transport = TRANSPORT[self.transport]
        if self.transport == "private_car":
            transport += f" – {CARS[self.car_class]}, {self.km:.1f} km".replace(".", ",")
        role = self.env["biuro.rada.function"].search(
            [
                ("councillor_id", "=", self.ordered_by_id.id),
                *self.env["biuro.rada.function"]._domain_on(self.order_date or self.depart_at.date()),
            ],
            limit=1,
        )
        roles = {"chair": "Przewodniczący Rady Miasta", "vice_chair": "Wiceprzewodniczący Rady Miasta"}
        to_pay = exact(self.to_pay)
        return {
            "ordered_by": self.ordered_by_id.display_name,
            "role": roles.get(role.role, ""),
            "order_date": self.order_date and self.order_date.strftime("%d.%m.%Y"),
            "depart": self._moment_text(self.depart_at),
            "back": self._moment_text(self.return_at),
            "transport": transport,
            "costs": [
                [
                    COSTS[line.kind] + (" (ryczałt)" if line.is_computed and line.kind in ("lodging", "local") else ""),
                    line.receipt or "–",
                    amount_text(exact(line.amount)),
                ]
                for line in self.line_ids
            ],
            "total": amount_text(exact(self.total)),
            "advance": amount_text(exact(self.advance)),
            "to_pay": amount_text(abs(to_pay)),
            "to_pay_label": "Do wypłaty" if to_pay >= 0 else "Do zwrotu",
            "words": amount_words(abs(to_pay)),
            "settled_on": self.settled_on and self.settled_on.strftime("%d.%m.%Y"),
            "settled_by": self.settled_by_id.name,
            "is_counted": self.state not in ("draft", "ordered", "refused", "cancelled"),
        }
