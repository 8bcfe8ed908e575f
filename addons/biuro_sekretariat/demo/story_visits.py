"""Receptions of citizens: a plan with its slots, a day at the desk, what came of the visits of the last weeks."""

from datetime import timedelta

from odoo import fields

from odoo.addons.biuro_kancelaria.law import holidays
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law.reception import moment_of

SEQUENCE = 30

ROOMS = {"101": ("pokój 101, I piętro", "winda, pętla indukcyjna"), "104": ("pokój 104, I piętro", "winda"),
         "12": ("pokój 12, parter", "podjazd")}
# (day, from, to, who, room, kind, minutes)
LINES = [
    ("1", 10, 12, "prezydent", "101", "both", 20), ("2", 15.5, 17, "prezydent", "101", "citizens", 15),
    ("3", 9, 11, "sekretarz", "12", "both", 20), ("4", 13, 15, "zastepca", "104", "both", 20),
    ("5", 9, 10.5, "zastepca", "104", "appointments", 30),
]
# (days ago, hour, minute, host, visitor, kind, subject, how it ended)
PAST = [
    (26, 10, 0, "prezydent", "Helena Wrzos", "individual", "Lokal socjalny po pożarze", "done"),
    (26, 10, 20, "prezydent", "Klub Sportowy „Orlik”", "courtesy", "Podziękowanie za remont boiska", "done"),
    (25, 15, 30, "prezydent", "Marian Kołodziej", "complaint", "Opieszałość w sprawie przyłącza", "done"),
    (21, 13, 0, "zastepca", "Wspólnota Mieszkaniowa Lipowa 5", "individual", "Parkowanie na chodniku", "redirected"),
    (19, 10, 40, "prezydent", "Barbara Jasna", "individual", "Miejsce w żłobku", "no_show"),
    (14, 9, 0, "zastepca", "Robert Dąb", "motion", "Wniosek o nowy przystanek przy szkole", "done"),
    (12, 10, 0, "prezydent", "Fundacja „Zielony Jasionów”", "meeting", "Sadzenie drzew w Parku Miejskim", "done"),
    (7, 13, 20, "zastepca", "Ewa Piaskowska", "individual", "Hałas z warsztatu", "done"),
    (6, 15, 45, "prezydent", "Zofia Górecka", "complaint", "Zachowanie pracownika na sali obsługi", "done"),
    (5, 9, 20, "sekretarz", "Tomasz Liść", "individual", "Odpłatność za zajęcie pasa drogowego", "cancelled"),
]
# (hour, minute, host, visitor, kind, subject, state)
TODAY = [
    (9, 0, "prezydent", "Stanisława Mróz", "individual", "Remont klatki schodowej w budynku komunalnym", "done"),
    (9, 20, "prezydent", "Paweł Wicher", "motion", "Wniosek o oświetlenie ul. Polnej", "done"),
    (9, 40, "prezydent", "Rada Rodziców SP nr 3", "meeting", "Przejście dla pieszych przy szkole", "in_meeting"),
    (10, 0, "prezydent", "Halina Cicha", "complaint", "Brak odpowiedzi na pismo", "arrived"),
    (10, 20, "prezydent", "Jerzy Sosna", "individual", "Zwolnienie z opłaty za użytkowanie wieczyste", "confirmed"),
    (9, 0, "zastepca", "Zakład Ogrodniczy „Klon”", "individual", "Harmonogram prac w parku", "done"),
    (9, 30, "zastepca", "Małgorzata Lis", "individual", "Dowóz dziecka do szkoły", "arrived"),
    (10, 0, "zastepca", "Andrzej Borowy", "courtesy", "Zaproszenie na jubileusz chóru", "confirmed"),
    (10, 30, "zastepca", "Iwona Zając", "individual", "Zalana piwnica", "confirmed"),
    (9, 0, "sekretarz", "Krzysztof Grab", "individual", "Udostępnienie sali na zebranie", "no_show"),
    (9, 20, "sekretarz", "Danuta Malina", "motion", "Wniosek o automat biletowy", "confirmed"),
]
COMING = [
    ("prezydent", "Teresa Wilk", "individual", "Zamiana mieszkania", "600100201", "teresa.wilk@example.com"),
    ("prezydent", "OSP Jasionów", "courtesy", "Obchody rocznicy", "", "osp@example.com"),
    ("zastepca", "Piotr Zima", "individual", "Droga dojazdowa do posesji", "600100203", ""),
    ("sekretarz", "Anna Wiosna", "motion", "Godziny otwarcia kasy", "", "anna.wiosna@example.com"),
]


class Story:
    def __init__(self, env):
        self.env = env(context={**env.context, "lang": "pl_PL", "tz": "Europe/Warsaw", "mail_create_nolog": True,
                                "tracking_disable": True})
        self.today = office_today()
        self.visits = self.env["biuro.sekretariat.visit"]

    def employee(self, login):
        return self.env.ref(f"biuro_kancelaria.demo_employee_{login}")

    def of(self, login, record):
        name = "biuro_sekretariat.demo_user_secretary" if login == "sekretarka" else (
            f"biuro_kancelaria.demo_user_{login}")
        return record.with_user(self.env.ref(name))

    def working(self, days):
        """Return the working day so many days ago, or the one before it."""
        return holidays.previous_working(self.today - timedelta(days=days))

    def tell(self):
        Room = self.of("sekretarka", self.env["biuro.sekretariat.room"])
        self.rooms = {key: Room.create({"name": name, "access_note": note}) for key, (name, note) in ROOMS.items()}
        self.tell_plan()
        for row in PAST:
            self.tell_past(*row)
        self.tell_today()
        self.tell_coming()

    def tell_plan(self):
        plan = self.of("sekretarka", self.env["biuro.sekretariat.reception.plan"]).create({
            "name": "Przyjmowanie interesantów", "date_from": fields.Date.subtract(self.today, days=60),
            "handling_department_ids": [(6, 0, self.env.ref("biuro_kancelaria.demo_department_bs").ids)],
            "note": "Tłumacza polskiego języka migowego zapewniamy po zgłoszeniu z trzydniowym wyprzedzeniem.",
            "line_ids": [(0, 0, {
                "weekday": day, "hour_from": begin, "hour_to": end, "employee_id": self.employee(who).id,
                "room_id": self.rooms[room].id, "kind": kind, "slot_minutes": minutes,
            }) for day, begin, end, who, room, kind, minutes in LINES],
        })
        plan.action_make_slots()
        plan.action_post_notice()

    def values(self, day, hour, minute, host, visitor, kind, subject):
        room = {"prezydent": "101", "zastepca": "104", "sekretarz": "12"}[host]
        return {
            "visitor_name": visitor, "kind": kind, "subject": subject, "host_employee_id": self.employee(host).id,
            "planned_at": moment_of(day, hour * 60 + minute), "minutes": 15 if minute % 15 == 0 else 20,
            "room_id": self.rooms[room].id, "off_plan_reason": "termin sprzed wprowadzenia planu", "origin": "phone",
        }

    def tell_past(self, ago, hour, minute, host, visitor, kind, subject, end):
        """History is put in as it stood, as no verb works in the past."""
        day = self.working(ago)
        values = self.values(day, hour, minute, host, visitor, kind, subject)
        start = values["planned_at"]
        came = end in ("done", "redirected")
        # sudo: own model - history of the demo office
        visit = self.visits.sudo().create({
            **values, "state": "confirmed" if end == "cancelled" else end,
            "arrived_at": came and start - timedelta(minutes=4),
            "started_at": end == "done" and start + timedelta(minutes=3),
            "ended_at": end == "done" and start + timedelta(minutes=17),
        })
        visit._enter_register(day)
        if end == "redirected":
            visit.write({"redirected_department_id": self.env.ref("biuro_kancelaria.demo_department_gk").id,
                         "redirect_note": "oznakowanie postoju przy ul. Lipowej"})
        if end == "cancelled":
            visit.action_cancel("Interesant załatwił sprawę pisemnie.")
        if end == "done":
            self.tell_outcome(visit)

    def tell_outcome(self, visit):
        mine = self.of("sekretarka", visit)
        if visit.visitor_name == "Helena Wrzos":
            mine.findings = "Przedstawić wolne lokale i termin przydziału."
            mine.action_make_case("0056", "Pomoc mieszkaniowa po pożarze – rozmowa z Prezydentem")
            mine.action_make_note("Interesantka przedstawiła skutki pożaru. Prezydent polecił wskazać lokal zastępczy.")
            self.tell_task(visit, "Wskazać wolne lokale socjalne", "referent_gk", -9)
        elif visit.visitor_name == "Marian Kołodziej":
            mine.action_make_complaint(
                "Interesant skarży się na brak odpowiedzi w sprawie przyłącza od czterech miesięcy.",
                "ul. Kwiatowa 7", "99-950", "Jasionów",
            )
        elif visit.visitor_name == "Robert Dąb":
            mine.action_make_letter()
            self.tell_task(visit, "Zmierzyć natężenie ruchu przy szkole", "referent_gk", 6)
        elif visit.visitor_name.startswith("Fundacja"):
            mine.findings = "Miasto wskaże miejsca nasadzeń, Fundacja zapewni wolontariuszy."
            task = self.tell_task(visit, "Przygotować wykaz miejsc nasadzeń", "referent", -2)
            self.of("referent", task).action_done("Wykaz przekazano Fundacji.")
        elif visit.visitor_name == "Ewa Piaskowska":
            mine.findings = "Straż miejska skontroluje warsztat po godzinie 22."

    def tell_task(self, visit, name, login, days):
        task = self.of("sekretarka", visit).action_add_task(
            name, self.employee(login).id, fields.Date.to_string(self.today + timedelta(days=days)))
        return self.env["biuro.sekretariat.visit.task"].browse(task)

    def tell_today(self):
        for hour, minute, host, visitor, kind, subject, state in TODAY:
            values = self.values(self.today, hour, minute, host, visitor, kind, subject)
            start = values["planned_at"]
            # sudo: own model - the day of the demo office as it stands at eleven o'clock, whatever the hour is now
            visit = self.visits.sudo().create({
                **values, "minutes": 20, "off_plan_reason": "dodatkowy dyżur", "state": state,
                "arrived_at": state in ("arrived", "in_meeting", "done") and start - timedelta(minutes=6),
                "started_at": state in ("in_meeting", "done") and start + timedelta(minutes=1),
                "ended_at": state == "done" and start + timedelta(minutes=16),
            })
            visit._enter_register()
            visit._sync_event()
        self.of("sekretarka", self.visits).walk_in({
            "visitor_name": "Kazimierz Nagły", "subject": "Awaria ogrzewania w budynku komunalnym",
            "host_employee_id": self.employee("zastepca").id, "off_plan_reason": "sprawa nie cierpiąca zwłoki",
            "needs": "wózek inwalidzki",
        })

    def tell_coming(self):
        Visit = self.of("sekretarka", self.visits)
        Slot = self.of("sekretarka", self.env["biuro.sekretariat.visit.slot"])
        for number, (host, visitor, kind, subject, phone, email) in enumerate(COMING):
            free = Slot.search([("host_employee_id", "=", self.employee(host).id), ("reachable", "=", True)], limit=6)
            if len(free) > number:
                Visit.book({
                    "visitor_name": visitor, "kind": kind, "subject": subject, "phone": phone, "email": email,
                    "slot_id": free[number].id, "origin": "phone",
                })
        waiting = [Visit.create({
            "visitor_name": visitor, "kind": "individual", "subject": subject, "origin": "phone", "phone": phone,
            "host_employee_id": self.employee(host).id,
        }) for host, visitor, subject, phone in (
            ("skarbnik", "Bogdan Brzoza", "Rozłożenie podatku na raty", "600100210"),
            ("skarbnik", "Irena Jabłoń", "Umorzenie zaległości", "600100211"),
            ("zastepca", "Dariusz Klon", "Ścieżka rowerowa przy ul. Lipowej", "600100212"),
        )]
        for visit in waiting:
            visit.action_wait()
        Visit.create({
            "visitor_name": "Grażyna Świerk", "kind": "individual", "subject": "Likwidacja pieca węglowego",
            "host_employee_id": self.employee("prezydent").id, "origin": "letter",
        })
        free = Slot.search([("host_employee_id", "=", self.employee("prezydent").id), ("reachable", "=", True)])
        if free:
            self.env["biuro.sekretariat.visit.booking"]._hold(free[-1].id, {
                "name": "Jakub Strona", "email": "jakub.strona@example.com", "phone": "", "kind": "individual",
            })


def tell(env):
    Story(env).tell()
