"""Business trips of the invented office in all their states."""

from datetime import datetime, time, timedelta

from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW
from odoo.addons.biuro_kancelaria.tools import office_today

SEQUENCE = 65


class Story:
    def __init__(self, env):
        self.env = env(context={
            **env.context, "lang": "pl_PL", "tz": "Europe/Warsaw", "mail_create_nolog": True, "tracking_disable": True,
        })
        self.today = office_today()

    def of(self, login, record):
        """Return a record, or a model, in the hands of a demo user."""
        name = "biuro_sekretariat.demo_user_secretary" if login == "sekretarka" else (
            f"biuro_kancelaria.demo_user_{login}")
        return record.with_user(self.env.ref(name))

    def at(self, days, hour, minute=0):
        """Return a moment of the office (UTC text), ``days`` from today."""
        local = datetime.combine(self.today + timedelta(days=days), time(hour, minute), WARSAW)
        return local.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")

    def ago(self, days):
        return str(self.today - timedelta(days=days))

    def order(self, login, purpose, place, first, last, orderer="prezydent", ordered=True, **values):
        employee = self.env.ref(f"biuro_kancelaria.demo_employee_{login}")
        trip = self.of(login, self.env["biuro.sekretariat.travel.order"]).create({
            "employee_id": employee.id, "purpose": purpose, "place_from": "Jasionów", "place_to": place,
            "date_start": self.at(*first), "date_end": self.at(*last),
            "ordered_by_id": self.env.ref(f"biuro_kancelaria.demo_employee_{orderer}").id, **values,
        })
        if ordered:
            self.of(orderer, trip).action_order()
        return trip

    def settle(self, trip, first, last, report, days=(), costs=(), goal="settled", orderer="prezydent", paid_ago=1):
        trip.write({
            "actual_start": self.at(*first), "actual_end": self.at(*last), "report": report,
            "cost_ids": [(0, 0, cost) for cost in costs],
        })
        for day, values in zip(trip.day_ids.sorted("number"), days, strict=False):
            day.write(values)
        trip.action_settle()
        if goal in ("approved", "paid"):
            self.of(orderer, trip).action_approve()
        if goal == "paid":
            self.of("sekretarka", trip).action_pay(self.ago(paid_ago))

    def tell(self):
        paid = self.order(
            "referent", "Szkolenie z kancelarii elektronicznej", "Łódź", (-34, 6, 30), (-33, 18, 0),
            host="Ośrodek Doskonalenia Kadr", advance_requested=True, advance_amount=300,
        )
        self.of("sekretarka", paid).action_record_advance(self.ago(35))
        self.settle(
            paid, (-34, 6, 30), (-33, 18, 20), "Ukończyłem szkolenie, zaświadczenie w aktach.",
            [{"lunch": True, "night": "bill", "local_transport": True}, {"breakfast": True, "lunch": True}],
            [{"kind": "ticket", "description": "PKP Jasionów – Łódź i z powrotem", "amount": 86.40},
             {"kind": "hotel", "description": "Hotel „Centralny”, FV 112", "nights": 1, "amount": 329}], "paid",
            paid_ago=20,
        )
        approved = self.order(
            "referent_gk", "Odbiór techniczny pojazdu do utrzymania zieleni", "Radom", (-16, 7, 0), (-16, 17, 0),
            transport="private_car", vehicle="car_large", vehicle_registration="WJA 12345",
        )
        self.settle(
            approved, (-16, 7, 0), (-16, 16, 40), "Odbiór zakończony bez uwag, protokół przekazano do wydziału.",
            costs=[{"kind": "kilometres", "description": "Jasionów – Radom – Jasionów", "kilometres": 214},
                   {"kind": "parking", "description": "Parking", "amount": 12}], goal="approved",
        )
        settled = self.order(
            "kierownik", "Konwent sekretarzy i dyrektorów biur", "Warszawa", (-7, 6, 0), (-6, 19, 0),
            host="Związek Miast Polskich",
        )
        self.settle(
            settled, (-7, 6, 0), (-6, 20, 15), "Udział w konwencie; materiały udostępniono w biurze.",
            [{"supper": True, "night": "lump", "local_transport": True}, {"lunch": True, "local_transport": True}],
            [{"kind": "ticket", "description": "PKP Jasionów – Warszawa i z powrotem", "amount": 118}],
        )
        president = self.order(
            "prezydent", "Spotkanie w Ministerstwie Infrastruktury w sprawie obwodnicy", "Warszawa", (-20, 7, 0),
            (-20, 19, 30), orderer="sekretarz", transport="office_car", host="Ministerstwo Infrastruktury",
        )
        self.settle(president, (-20, 7, 0), (-20, 19, 10), "Uzgodniono harmonogram prac nad obwodnicą.",
                    goal="paid", orderer="sekretarz", paid_ago=10)
        # the settlement is overdue
        self.order("referent_gk", "Wizja lokalna składowiska odpadów", "Płock", (-24, 7, 0), (-24, 15, 30),
                   transport="office_car")
        # to settle within its 14 days
        self.order("referent", "Narada w Archiwum Państwowym", "Łódź", (-3, 7, 0), (-3, 16, 0),
                   host="Archiwum Państwowe w Łodzi")
        trip = self.order("zastepca", "Kongres Samorządowy", "Katowice", (-1, 6, 0), (1, 20, 0), host="Biuro Kongresu")
        trip.action_depart()
        self.order(
            "prezydent", "Wizyta w mieście partnerskim", "Lipsk", (10, 5, 0), (12, 21, 0), orderer="sekretarz",
            is_foreign=True, country_id=self.env.ref("base.de").id, transport="plane", host="Stadt Leipzig",
            advance_requested=True, advance_amount=800,
        )
        self.order("referent", "Szkolenie z nowych przepisów o petycjach", "Warszawa", (6, 6, 0), (6, 18, 0),
                   ordered=False)
        self.order("kierownik", "Posiedzenie zespołu do spraw samorządu", "Poznań", (9, 5, 30), (10, 17, 0),
                   ordered=False, advance_requested=True, advance_amount=250)
        cancelled = self.order("referent", "Konferencja o dostępności", "Kraków", (4, 5, 0), (5, 21, 0))
        self.of("sekretarka", cancelled).action_cancel("konferencję odwołano")


def tell(env):
    """Play the whole story."""
    Story(env).tell()
