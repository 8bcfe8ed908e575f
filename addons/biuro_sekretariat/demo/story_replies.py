"""Meetings with their minutes and tasks, and drafts of replies that wait for one person or another."""

from datetime import datetime, time, timedelta

from odoo import fields

from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW, count
from odoo.addons.biuro_kancelaria.tools import office_today

SEQUENCE = 70

TEXT = (
    "<p>Szanowni Państwo,</p><p>dziękuję za pismo. Sprawę rozpatrzono po zebraniu stanowisk właściwych komórek Urzędu. "
    "Poniżej przedstawiam ustalenia i dalsze kroki Miasta.</p><p>Z poważaniem</p>"
)
# (sender, subject, procedure, days ago, class, how far the draft has come)
DRAFTS = [
    ("przykladowa", "Wniosek o progi zwalniające na ul. Szkolnej", "wniosek", 12, "152", "input"),
    ("stowarzyszenie", "Pytanie o koszty utrzymania schroniska", "udip", 13, "1431", "legal_late"),
    ("firma", "Zarzuty do postępowania o zajęcie pasa drogowego", "kpa", 21, "152", "returned"),
    ("szkola", "Wniosek o zwiększenie dotacji na stołówkę", "inne", 9, "0054", "treasurer"),
    ("gmina", "Wspólny zakup energii w przyszłym roku", "inne", 6, "031", "negative"),
    ("wojewoda", "Wyjaśnienia do uchwały o opłacie targowej", "inne", 4, "0007", "deputy"),
    ("zolc", "Prośba o spotkanie w sprawie ścieżki rowerowej", "inne", 3, "0056", "draft"),
]


class Story:
    def __init__(self, env):
        self.env = env(context={**env.context, "lang": "pl_PL", "tz": "Europe/Warsaw", "mail_create_nolog": True})
        self.today = office_today()

    def ref(self, name):
        return self.env.ref(f"biuro_kancelaria.{name}", raise_if_not_found=False) or self.env.ref(
            f"biuro_sekretariat.{name}"
        )

    def user(self, login):
        return self.ref("demo_user_secretary" if login == "sekretarka" else f"demo_user_{login}")

    def employee(self, login):
        return self.ref("demo_employee_secretary" if login == "sekretarka" else f"demo_employee_{login}")

    def of(self, login, record):
        """Return a record, or a model, in the hands of a demo user."""
        return record.with_user(self.user(login))

    def day(self, days):
        return fields.Date.to_string(self.today + timedelta(days=days))

    def moment(self, days, hour, minute=0):
        """Return a moment of the office as text in UTC; weekends give place to the next working day."""
        day = self.today + timedelta(days=days)
        while day.weekday() > 4:
            day += timedelta(days=1 if days >= 0 else -1)
        there = datetime.combine(day, time(hour, minute), WARSAW)
        return fields.Datetime.to_string(there.astimezone(UTC).replace(tzinfo=None))

    # Meetings

    def tell_meetings(self):
        series = self.of("sekretarka", self.env["biuro.sekretariat.meeting.series"]).create({
            "name": "Narada kierownictwa", "kind": "management", "place": "Gabinet Prezydenta",
            "chair_id": self.employee("prezydent").id, "recorder_id": self.employee("sekretarka").id,
            "employee_ids": [fields.Command.set([
                self.employee(login).id for login in ("prezydent", "zastepca", "sekretarz", "skarbnik", "kierownik")
            ])],
            "agenda": "Zadania z poprzedniej narady\nTerminarz Prezydenta na najbliższy tydzień\nSprawy różne",
        })
        self.tell_first(series)
        self.tell_second(series)
        coming = series.meeting_ids.browse(series.action_plan_next(self.moment(1, 8, 30))["res_id"])
        coming.item_ids.sorted("sequence")[1].presenter_id = self.employee("sekretarka")
        self.env["biuro.sekretariat.meeting.item"].with_user(self.user("sekretarka")).create({
            "meeting_id": coming.id, "name": "Projekt budżetu na przyszły rok", "duration": 30, "sequence": 2,
            "presenter_id": self.employee("skarbnik").id,
        })
        coming.action_convene()
        self.tell_staff()
        self.tell_residents()

    def hold(self, meeting, texts, absent=()):
        """Hold a meeting: who was there, and for each item what was said and decided."""
        meeting.action_hold()
        lines = meeting.participant_ids
        away = lines.filtered(lambda line: line.employee_id in [self.employee(login) for login in absent])
        away.action_set_attendance("excused")
        meeting.action_all_present()
        meeting.write({"started_at": meeting.date_start, "ended_at": meeting.date_end})
        for item, (minutes, decision) in zip(meeting.item_ids.sorted("sequence"), texts, strict=False):
            item.write({"minutes": minutes, "decision": decision})

    def give(self, item, text, login, days, helpers=()):
        made = item.action_add_task(
            text, self.employee(login).id, self.day(days), [self.employee(helper).id for helper in helpers],
        )
        return self.env["biuro.sekretariat.meeting.task"].browse(made["id"])

    def tell_first(self, series):
        meeting = series.meeting_ids.browse(series.action_plan_next(self.moment(-14, 8, 30))["res_id"])
        meeting.action_convene()
        self.hold(meeting, [
            ("Zadania z poprzedniej narady wykonano.", ""),
            ("Omówiono udział Prezydenta w obchodach.", "W sobotnich obchodach zastąpi Prezydenta Zastępca."),
            ("Zgłoszono opóźnienie remontu świetlicy.", "Do końca miesiąca powstanie zestawienie opóźnień."),
        ], absent=("skarbnik",))
        items = meeting.item_ids.sorted("sequence")
        speech = self.give(items[1], "Przygotować wystąpienie na 50-lecie szkoły", "kierownik", -7, ("referent",))
        late = self.give(items[2], "Zestawić inwestycje opóźnione o więcej niż 30 dni", "zastepca", -3)
        prices = self.give(items[2], "Sprawdzić wzrost cen robót w umowach z 2025 r.", "skarbnik", 6)
        meeting.action_end()
        meeting.ended_at = meeting.date_end
        meeting.action_send_minutes(self.day(3))
        self.of("prezydent", meeting).action_accept_minutes()
        self.of("kierownik", speech).action_report("Wystąpienie przekazano do sekretariatu.", self.day(-8))
        self.of("prezydent", speech).action_close("Dziękuję.")
        self.of("zastepca", late).action_start()
        self.of("skarbnik", prices).action_start()
        meeting.action_add_annex(
            "W punkcie 3 dopisuje się: zestawienie obejmuje także inwestycje spółek miejskich.",
            "pominięto ustalenie z dyskusji",
        )

    def tell_second(self, series):
        meeting = series.meeting_ids.browse(series.action_plan_next(self.moment(-7, 8, 30))["res_id"])
        meeting.action_convene()
        self.hold(meeting, [
            ("Zastępca Prezydenta poinformował, że zestawienie jest w przygotowaniu.", ""),
            ("Przyjęto terminarz na tydzień.", "Przyjęcia interesantów we wtorek poprowadzi Prezydent."),
            ("Omówiono przygotowanie miasta do zimy.", "Akcja zimowa rusza zgodnie z planem."),
        ])
        items = meeting.item_ids.sorted("sequence")
        report = self.give(items[2], "Przedstawić stan zapasów soli i piasku", "sekretarz", 2)
        self.give(items[2], "Wysłać mieszkańcom informację o odśnieżaniu", "kierownik", 5, ("referent",))
        meeting.action_end()
        meeting.ended_at = meeting.date_end
        meeting.action_send_minutes(self.day(4))
        self.of("sekretarz", report).action_report("Zapasy wystarczą do końca stycznia, szczegóły w notatce.")

    def tell_staff(self):
        meetings = self.of("kierownik", self.env["biuro.sekretariat.meeting"])
        made = meetings.start_from({
            "name": "Narada pracowników Biura Samorządowego", "kind": "staff", "place": "Sala 12",
            "date_start": self.moment(0, 7, 45), "chair_id": self.employee("kierownik").id,
            "recorder_id": self.employee("referent").id,
            "employee_ids": [self.employee("referent").id, self.employee("sekretarka").id],
            "items": ["Terminy ustawowe tego tygodnia", "Obieg projektów odpowiedzi", "Urlopy i zastępstwa"],
            "hold": True,
        })
        meeting = self.of("referent", meetings.browse(made["id"]))
        meeting.action_all_present()
        first, second = meeting.item_ids.sorted("sequence")[:2]
        first.minutes = "Omówiono sprawy, których termin upływa w tym tygodniu."
        second.decision = "O wkład komórek prosi się przez system, nie mailem."
        self.give(first, "Przygotować zawiadomienia o przedłużeniu terminów", "referent", 1)

    def tell_residents(self):
        meetings = self.of("sekretarka", self.env["biuro.sekretariat.meeting"])
        meeting = meetings.browse(meetings.start_from({
            "name": "Spotkanie z mieszkańcami osiedla Południe", "kind": "residents",
            "place": "Szkoła Podstawowa nr 3, aula", "date_start": self.moment(9, 17),
            "date_end": self.moment(9, 19), "chair_id": self.employee("prezydent").id,
            "recorder_id": self.employee("sekretarka").id,
            "employee_ids": [self.employee("zastepca").id, self.employee("kierownik").id],
            "guests": [{"name": "Halina Osiedlowa", "organisation": "Przewodnicząca Zarządu Osiedla"}],
            "items": ["Powitanie", "Remonty ulic w przyszłym roku", "Pytania mieszkańców"],
        })["id"])
        meeting.action_convene()

    # Drafts

    def tell_draft(self, index, sender, subject, procedure, ago, symbol, goal):
        letters = self.of("kancelaria", self.env["biuro.letter"])
        letter = letters.browse(letters.register_incoming({
            "title": subject, "partner_id": self.ref(f"demo_partner_{sender}").id, "delivery_method": "registered_post",
            "date_received": self.day(-ago), "letter_date": self.day(-ago - 2), "external_id": f"demo-draft-{index}",
            "scan_status": "none", "scan_reason": "format ponadstandardowy",
        })["id"])
        letter.action_distribute(
            department_id=self.ref("demo_department_bs").id, employee_id=self.employee("referent").id,
        )
        mine = self.of("referent", letter)
        mine.action_open_case(symbol, options={"procedure": procedure, "date_opened": self.day(-ago)})
        reply = mine.browse(mine.action_reply()["res_id"])
        reply.write({
            "body": TEXT, "signatory_id": self.employee("prezydent").id,
            "delivery_method_id": self.ref("delivery_method_registered").id,
        })
        for line in reply.recipient_ids.filtered(lambda line: not (line.street and line.zip and line.city)):
            line.write({"street": "ul. Podana 1", "zip": "99-950", "city": "Jasionów"})
        self.tell_goal(reply, goal)

    def step(self, name):
        return self.ref(f"tier_definition_letter_{name}")

    def send(self, reply, *steps):
        reply.extra_step_ids = self.env["tier.definition"].union(*(self.step(name) for name in steps))
        reply.action_request_acceptance()
        # sudo: tier.review - whether the head of the cell stands in the path
        if reply.state == "to_accept" and "head" in reply.sudo().review_ids.mapped("step_role"):
            self.of("kierownik", reply).action_accept("Parafuję.")

    def tell_goal(self, reply, goal):
        if goal == "input":
            done = reply.action_ask_input(
                self.ref("demo_department_gk").id, "Ile wyniesie koszt ustawienia dwóch progów?",
                fields.Date.to_string(count(self.today, 2, "working_day")),
            )
            reply.action_ask_input(
                self.ref("demo_department_wo").id, "Czy mieszkańcy ulicy składali już podobne wnioski?",
                fields.Date.to_string(self.today), self.employee("kancelaria").id,
            )
            self.of("referent_gk", self.env["biuro.letter.input"].browse(done["id"])).action_answer(
                "Dwa progi z oznakowaniem: 14 600 zł brutto, możliwe w II kwartale.",
            )
        elif goal == "legal_late":
            self.send(reply, "legal", "city_secretary")
        elif goal == "returned":
            reply.extra_step_ids = self.step("legal")
            reply.action_request_acceptance()
            # sudo: tier.review - as above
            if "head" in reply.sudo().review_ids.mapped("step_role"):
                self.of("kierownik", reply).action_accept()
            self.of("radca", reply).action_return("Brak podstawy prawnej rozstrzygnięcia i pouczenia.")
        elif goal == "treasurer":
            self.send(reply, "treasurer", "legal")
        elif goal == "negative":
            self.send(reply, "treasurer")
            self.of("skarbnik", reply).action_opinion(False, "W budżecie nie ma środków na zabezpieczenie zakupu.")
        elif goal == "deputy":
            self.send(reply, "deputy")
            reply.action_remark("Krócej, jedna strona.", "oral", self.employee("prezydent").id)
        elif goal == "draft":
            reply.date_internal_due = self.day(-1)

    def tell(self):
        self.tell_meetings()
        for index, draft in enumerate(DRAFTS):
            self.tell_draft(index, *draft)


def tell(env):
    """Play the whole story."""
    Story(env).tell()
