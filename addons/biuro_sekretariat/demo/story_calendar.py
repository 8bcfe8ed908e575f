"""A lively week of the President and the deputies: agenda, invitations, collisions, promises, told by their verbs."""

from datetime import timedelta

from odoo import fields

from odoo.addons.biuro_kancelaria.demo.story import Story
from odoo.addons.biuro_kancelaria.law.holidays import is_working
from odoo.addons.biuro_kancelaria.tools import office_today

from ..tools.free_time import moment

SEQUENCE = 60

# (days of work from today, from, to, kind, subject, place, hosts, more values)
ENTRIES = [
    (0, "08:00", "09:00", "management_meeting", "Narada kierownictwa", "Sala 101", "p z z2", {}),
    (0, "09:30", "10:30", "meeting", "Rozmowa o utrzymaniu zieleni w 2027 r.", "Gabinet Prezydenta", "p", {
        "contacts": "firma",
        "purpose": "Firma złożyła ofertę utrzymania zieleni. Prosi o rozmowę o zakresie i terminach.",
        "talking_points": "1. Ocena nasadzeń jesiennych\n2. Zakres na 2027 r. – bez deklaracji co do ceny\n"
                          "3. Postępowanie prowadzi Wydział Gospodarki Komunalnej",
    }),
    (0, "10:15", "10:45", "press", "Wywiad dla radia", "Gabinet Prezydenta", "p", {"press_invited": True}),
    (0, "12:00", "12:45", "own", "Lekarz", "ul. Zdrojowa 4", "p", {}),
    (0, "13:00", "14:00", "meeting", "Spotkanie z dyrekcją szkoły", "Gabinet Zastępcy", "z", {
        "contacts": "szkola", "purpose": "Dofinansowanie wycieczki i remont sali gimnastycznej.",
        "talking_points": "Wniosek jest w Biurze Samorządowym; odpowiedź do końca miesiąca.",
    }),
    (0, "11:00", "12:00", "staff_meeting", "Narada pracowników wydziału", "Sala 12", "z2", {}),
    (0, "15:00", "17:00", "reception", "Przyjmowanie interesantów", "Pokój 101", "p", {}),
    (1, "09:00", "14:00", "council", "Sesja Rady Miasta", "Sala sesyjna", "p z", {
        "public_title": "Sesja Rady Miasta Jasionowa", "public_place": "Sala sesyjna, Rynek 1",
        "public_summary": "Sesja jest jawna; transmisja na stronie miasta.",
    }),
    (2, "10:00", "11:00", "college", "Kolegium Prezydenta", "Sala 101", "p z", {}),
    (2, "11:30", "12:15", "meeting", "Rozmowa z wojewodą o kontroli problemowej", "Urząd Wojewódzki", "p", {
        "contacts": "wojewoda", "purpose": "Przygotowanie do zapowiedzianej kontroli.",
    }),
    (3, "12:00", "13:00", "ceremony", "Otwarcie Parku Miejskiego po przebudowie", "Park Miejski", "p", {
        "public_title": "Otwarcie Parku Miejskiego", "public_place": "Park Miejski, wejście od ul. Lipowej",
        "public_summary": "Zapraszamy mieszkańców; po otwarciu gra orkiestra dęta.",
        "protocol_notes": "Wstęga, flagi: RP, UE, miasta. Przecięcie: Prezydent, radna okręgu, projektant. "
                          "Przemówienie do 5 minut.",
        "press_invited": True,
    }),
    (3, "12:30", "13:30", "meeting", "Spotkanie z zarządem stowarzyszenia", "Gabinet Prezydenta", "p", {
        "contacts": "stowarzyszenie",
    }),
    (4, "17:00", "18:30", "residents", "Spotkanie z mieszkańcami osiedla Zdrój", "Szkoła nr 3", "p z", {
        "public_title": "Spotkanie z mieszkańcami osiedla Zdrój", "public_place": "Szkoła Podstawowa nr 3",
        "public_summary": "Remont ul. Kwiatowej i nowa linia autobusowa.",
    }),
    (6, "10:00", "11:00", "press", "Konferencja prasowa: budżet obywatelski", "Sala 101", "z2", {
        "publish_public": True, "public_title": "Konferencja prasowa: wyniki budżetu obywatelskiego",
        "public_place": "Urząd Miasta, sala 101", "press_invited": True,
    }),
    (7, "09:00", "10:00", "meeting", "Spotkanie z przedsiębiorcami", "Sala 12", "z2", {}),
]
# (letter, name, sender, days ago, begins in days of work, at, place, reply in days, what is asked, what becomes of it)
INVITATIONS = [
    ("Zaproszenie na galę sportu", "Gala sportu",
     "stowarzyszenie", 5, 8, "18:00", "Hala sportowa", 4,
     {"speech_needed": True, "gift_needed": True}, "accept"),
    ("Zaproszenie na pasowanie pierwszoklasistów", "Pasowanie pierwszoklasistów",
     "szkola", 6, 5, "11:00", "Szkoła Podstawowa nr 3", 2,
     {"flowers_needed": True}, "delegate"),
    ("Zaproszenie na konferencję o zieleni miejskiej", "Konferencja o zieleni miejskiej",
     "firma", 4, 9, "10:00", "Centrum Kongresowe", 3, {}, "decline"),
    ("Zaproszenie na Dzień Samorządu", "Dzień Samorządu",
     "gmina", 3, 6, "10:00", "Ośrodek kultury w Dąbrowie", 2, {}, "to_decide"),
    ("Zaproszenie na jubileusz 25-lecia stowarzyszenia", "Jubileusz 25-lecia stowarzyszenia",
     "stowarzyszenie", 9, 3, "12:30", "Dom Kultury", -1,
     {"speech_needed": True, "patronage_asked": True}, "to_decide"),
    ("Zaproszenie na wigilię dla seniorów", "Wigilia dla seniorów",
     "gmina", 0, 12, "15:00", "Klub Seniora", 7, {}, "received"),
]
PEOPLE = {"p": "prezydent", "z": "zastepca", "z2": "zastepca2"}


class CalendarStory(Story):
    def ref(self, name):
        own = self.env.ref(f"biuro_sekretariat.{name}", raise_if_not_found=False)
        return own or super().ref(name)

    def work_day(self, number):
        """Return the day that many days of work from today; today itself counts also when it is a holiday."""
        day = office_today()
        while number:
            day += timedelta(days=1 if number > 0 else -1)
            if is_working(day):
                number -= 1 if number > 0 else -1
        return day

    def at(self, number, clock):
        hours, minutes = map(int, clock.split(":"))
        return fields.Datetime.to_string(moment(self.work_day(number), hours * 60 + minutes))

    def hosts(self, letters):
        return [self.ref(f"demo_employee_{PEOPLE[letter]}").id for letter in letters.split()]

    def kind(self, code):
        return self.env["biuro.sekretariat.agenda.kind"]._get(code).id

    @property
    def events(self):
        return self.of("secretary", self.env["calendar.event"]).with_context(
            no_mail_to_attendees=True, skip_contact_description=True)

    def entry(self, number, start, stop, kind, name, place, hosts, more):
        more = dict(more)
        contacts = [self.ref(f"demo_partner_{word}").id for word in more.pop("contacts", "").split()]
        return self.events.create({
            "name": name, "start": self.at(number, start), "stop": self.at(number, stop), "location": place,
            "host_ids": self.hosts(hosts), "agenda_kind_id": self.kind(kind), "contact_ids": contacts,
            "partner_ids": [], **more,
        })

    def whole_days(self, first, last, kind, name, place, hosts):
        return self.events.create({
            "name": name, "allday": True, "start_date": self.work_day(first), "stop_date": self.work_day(last),
            "start": self.at(first, "08:00"), "stop": self.at(last, "18:00"), "location": place,
            "host_ids": self.hosts(hosts), "agenda_kind_id": self.kind(kind), "partner_ids": [],
        })

    def invitation(self, title, name, partner, ago, number, clock, place, reply_in, needs, goal):
        letters = self.of("kancelaria", self.env["biuro.letter"])
        letter = letters.browse(letters.register_incoming({
            "title": title, "partner_id": self.ref(f"demo_partner_{partner}").id, "delivery_method": "letter",
            "date_received": self.days_ago(ago), "file_format": "pdf", "scan_status": "none",
            "scan_reason": "format ponadstandardowy",
        })["id"])
        letter.action_distribute(department_id=self.ref("demo_department_bs").id)
        made = self.of("secretary", letter).action_make_invitation()
        invitation = self.of("secretary", self.env["biuro.sekretariat.invitation"]).browse(made["res_id"])
        if goal == "received":
            return invitation
        invitation.write({
            "name": name, "date_start": self.at(number, clock),
            "place": place, "date_rsvp": self.work_day(reply_in), **needs,
        })
        invitation.action_submit()
        president = self.of("prezydent", invitation)
        if goal == "accept":
            president.action_accept()
        elif goal == "delegate":
            president.action_delegate(
                self.ref("demo_employee_zastepca").id, "Proszę pogratulować dzieciom; wiązanka jest w sekretariacie.")
        elif goal == "decline":
            president.action_decline("W tym czasie posiedzenie komisji budżetu.")
        return invitation

    def tell_week(self):
        for row in ENTRIES:
            self.entry(*row)
        self.whole_days(1, 2, "trip_domestic", "Konferencja Związku Miast", "Poznań", "z2")
        self.whole_days(8, 10, "foreign_guests", "Wizyta delegacji miasta partnerskiego", "Jasionów", "p")
        # a series across the change of the clock
        first = self.work_day(5)
        monday = first + timedelta(days=(7 - first.weekday()) % 7)
        self.events.create({
            "name": "Przegląd spraw tygodnia", "start": moment(monday, 8 * 60 + 30), "stop": moment(monday, 9 * 60),
            "host_ids": self.hosts("z"), "agenda_kind_id": self.kind("management_meeting"), "partner_ids": [],
            "recurrency": True, "rrule_type": "weekly", "mon": True, "interval": 1, "end_type": "count", "count": 26,
            "event_tz": "Europe/Warsaw",
        })
        # one collision is kept knowingly
        talk = self.events.search([("name", "=", "Spotkanie z zarządem stowarzyszenia")], limit=1)
        talk.action_keep_conflict("Prezydent dojdzie na drugą część spotkania, zaczyna Zastępca.")

    def tell_past(self):
        event = self.entry(
            -5, "13:00", "14:00", "meeting", "Spotkanie w sprawie boiska szkolnego", "Gabinet Prezydenta", "p",
            {"contacts": "szkola", "purpose": "Dyrektor prosi o remont boiska."},
        )
        event.write({"outcome_notes": "Remont boiska możliwy w przyszłorocznym budżecie; do wyceny."})
        promises = self.of("secretary", self.env["biuro.sekretariat.promise"])
        rows = [
            ("Wycena remontu boiska", "referent_gk", -1), ("Pismo do kuratora w sprawie etatów", "referent", 4),
            ("Puchar na zawody szkolne", "secretary", -3),
        ]
        for name, who, due in rows:
            promise = promises.create({
                "name": name, "event_id": event.id, "employee_id": self.ref(f"demo_employee_{who}").id,
                "date_due": self.work_day(due), "date_given": self.work_day(-5),
            })
            if name.startswith("Puchar"):
                promise.action_keep("Przekazany podczas apelu.")

    def tell_absence(self):
        self.of("sekretarz", self.env["biuro.substitution"]).create({
            "employee_id": self.ref("demo_employee_zastepca2").id,
            "substitute_id": self.ref("demo_employee_zastepca").id, "date_from": self.work_day(6),
            "date_to": self.work_day(9), "reason": "Urlop wypoczynkowy", "legal_basis": "Zarządzenie nr 41/2026",
        })
        # the press conference is moved to the substitute, the meeting with entrepreneurs still waits for a decision
        conference = self.events.search([("name", "like", "Konferencja prasowa:")], limit=1)
        conference.action_move_to_substitute()

    def tell(self):
        self.tell_past()
        self.tell_week()
        for row in INVITATIONS:
            self.invitation(*row)
        self.tell_absence()
        self.of("prezydent", self.env["biuro.calendar.feed"]).create_feed({"name": "Telefon służbowy"})


def tell(env):
    """Play the story."""
    CalendarStory(env).tell()
