"""Interpellations, motions, complaints, property statements and help to councillors of the invented city."""

import base64
from datetime import datetime, timedelta

from odoo.tools import file_open

from odoo.addons.biuro_kancelaria.demo.story import Story
from odoo.addons.biuro_kancelaria.law.inputs import utc
from odoo.addons.biuro_kancelaria.law.terms import WARSAW

SEQUENCE = 50

REPLY = (
    "<p>W odpowiedzi na wystąpienie Radnego informuję, że Wydział Gospodarki Komunalnej przeprowadził przegląd "
    "wskazanego miejsca. Prace naprawcze ujęto w harmonogramie i zostaną wykonane do końca kwartału, w ramach środków "
    "zaplanowanych w budżecie miasta.</p><p>O zakończeniu prac poinformujemy odrębnym pismem.</p>"
)

# (councillor, kind, subject, facts, questions, days ago handed in, days ago received, how far it has come, cell)
TEXTS = [
    ("radny11", "interpellation", "Bezpieczeństwo na przejściu dla pieszych przy Szkole Podstawowej nr 3",
     "W ostatnich dwóch miesiącach na przejściu doszło do trzech potrąceń. Przejście nie jest doświetlone.",
     ["Kiedy przejście zostanie doświetlone?", "Czy planuje się wyniesienie przejścia?"], 41, 40, "published", "gk"),
    ("radny18", "interpellation", "Stan techniczny mostu przy ul. Młyńskiej",
     "Od czasu zakazu wjazdu pojazdów powyżej 8 ton mieszkańcy nie wiedzą, kiedy most zostanie naprawiony.",
     ["Jakie są wyniki ekspertyzy mostu?", "Na kiedy planuje się remont?"], 22, 20, "late", "gk"),
    ("radny15", "interpellation", "Wycinka drzew w Parku Miejskim",
     "W parku oznaczono do wycinki 24 drzewa. Mieszkańcy nie znają przyczyn.",
     ["Na jakiej podstawie zaplanowano wycinkę?", "Ile drzew zostanie posadzonych?"], 12, 11, "replied", "gk"),
    ("radny20", "question", "Termin naprawy windy w Przychodni nr 2",
     "Winda nie działa od trzech tygodni, o czym poinformowała mieszkanka bloku przy ul. Długiej.",
     ["Kiedy winda będzie działać?"], 11, 10, "to_check", "bs"),
    ("radny12", "interpellation", "Opóźnienia w odbiorze odpadów na osiedlu Zachód",
     "Odbiory opóźniają się o kilka dni; pojemniki są przepełnione.",
     ["Jakie kary umowne naliczono wykonawcy?", "Kiedy odbiory wrócą do harmonogramu?"], 20, 18, "cell", "gk"),
    ("radny1", "interpellation", "Dostępność żłobków miejskich",
     "Na liście oczekujących jest 64 dzieci.", ["Ile miejsc powstanie w przyszłym roku?"], 14, 12, "to_sign", "bs"),
    ("radny13", "question", "Godziny otwarcia pływalni w ferie",
     "Poprzednio pływalnia była w ferie zamknięta po godzinie 16.", ["W jakich godzinach będzie otwarta?"], 9, 8,
     "cell", "bs"),
    ("radny16", "interpellation", "Ścieżka rowerowa wzdłuż ul. Nadrzecznej",
     "Projekt ścieżki jest gotowy od roku.", ["Czy zadanie znajdzie się w budżecie?"], 3, 1, "received", ""),
    ("radny19", "question", "Liczba mandatów straży miejskiej za parkowanie na trawnikach",
     "Mieszkańcy skarżą się na rozjeżdżone trawniki.", ["Ile mandatów nałożono w tym roku?"], 2, None, "forwarded", ""),
    ("radny21", "interpellation", "Hałas z terenu targowiska w dni powszednie",
     "Dostawy zaczynają się przed godziną 5 rano.", ["Jak egzekwuje się regulamin targowiska?"], 1, None, "chair", ""),
]


def warsaw(day, hour, minute=0):
    """Return a moment of the office's clock as the database keeps it."""
    return utc(datetime(day.year, day.month, day.day, hour, minute, tzinfo=WARSAW))


class InterpellationStory(Story):
    def ref(self, name):
        return self.env.ref(f"biuro_rada.{name}", raise_if_not_found=False) or super().ref(name)

    def councillor(self, login):
        return self.ref(f"demo_councillor_{login}")

    def rada(self, model):
        return self.of("rada", self.env[model])

    def scan(self):
        with file_open("biuro_kancelaria/demo/files/skan_petycja.pdf", "rb") as scan:
            return base64.b64encode(scan.read()).decode()

    # ---- interpellations -----------------------------------------------------------------------------------------

    def tell_text(self, login, kind, subject, facts, questions, handed, received, goal, cell):
        record = self.rada("biuro.rada.interpellation").create({
            "kind": kind, "author_ids": [(6, 0, self.councillor(login).ids)], "subject": subject,
            "facts": f"<p>{facts}</p>", "submitted_date": self.days_ago(handed),
            "channel": "session" if handed > 30 else "email",
            "question_ids": [(0, 0, {"text": text, "sequence": index}) for index, text in enumerate(questions, 1)],
            "recipient_id": self.ref("demo_employee_prezydent").id,
            "has_personal_data": goal == "to_check",
        })
        record.action_register()
        if goal == "chair":
            return record
        self.of("przewodniczacy", record).action_forward(self.days_ago(received or handed))
        if goal == "forwarded":
            return record
        record.action_receive(self.days_ago(received))
        if goal == "received":
            return record
        clerk = "referent_gk" if cell == "gk" else "referent"
        record.action_assign(self.ref(f"demo_department_{cell}").id, self.ref(f"demo_employee_{clerk}").id)
        if goal == "cell":
            return record
        if goal == "published":
            file = self.rada("ir.attachment").create({"name": "odpowiedz.pdf", "datas": self.scan()})
            record.action_replied(
                self.days_ago(received - 13), f"GK.0003.{record.register_number}.{self.today.year}",
                self.ref("demo_employee_prezydent").id, file.ids,
            )
        else:
            self.tell_reply_letter(record, clerk, goal)
        if goal in ("published", "to_check"):
            self.tell_publication_of(record, goal)
        return record

    def tell_reply_letter(self, record, clerk, goal):
        handled = self.of(clerk, record)
        letter = self.of(clerk, self.env["biuro.letter"].browse(handled.action_draft_reply()["res_id"]))
        letter.write({
            "body": REPLY, "capacity": "Prezydent Miasta", "signatory_id": self.ref("demo_employee_prezydent").id,
            "delivery_method_id": self.ref("delivery_method_registered").id,
        })
        self.complete_address(letter)
        letter.action_request_acceptance()
        if letter.state == "to_accept":
            self.of("prezydent" if clerk == "referent_gk" else "kierownik", letter).action_accept("Zgoda.")
        if goal == "to_sign":
            return
        self.of("prezydent", letter).action_sign(kind="qualified", verification="valid")
        self.of("kancelaria", letter).action_dispatch(tracking_number=f"(00)759007731236{letter.id:06d}")

    def tell_publication_of(self, record, goal):
        if record.has_personal_data:
            record.write({
                "public_text": "<p>Winda w Przychodni nr 2 nie działa od trzech tygodni.</p>"
                               "<ol><li>Kiedy winda będzie działać?</li></ol>",
                "public_reply": REPLY,
            })
        publication = self.rada("biuro.publication").browse(record.action_publication_prepare()["res_id"])
        publication.action_submit()
        if goal == "to_check":
            return
        checked = self.of("kierownik", publication)
        checked.finding_ids.filtered(lambda finding: finding.decision == "open").action_leave("dane radnego")
        checked.action_check()
        checked.action_publish()

    def tell_texts(self):
        records = [self.tell_text(*row) for row in TEXTS]
        # on the councillor's own page: two texts that wait, one handed in today
        desk = self.of("radny1", self.env["biuro.rada.desk"])
        desk.save_draft({"kind": "question", "subject": "Remont placu zabaw przy ul. Kwiatowej"})
        desk.save_draft({
            "kind": "interpellation", "subject": "Program dożywiania w szkołach",
            "facts": "W trzech szkołach wydaje się mniej posiłków niż rok temu.",
        })
        today = desk.save_draft({
            "kind": "interpellation", "subject": "Oświetlenie ul. Lipowej",
            "facts": "Od miesiąca nie świeci pięć latarni między ul. Polną a ul. Krótką.",
            "questions": "Kiedy latarnie zostaną naprawione?\nJak często robi się przeglądy oświetlenia?",
        }, files=[{"name": "zdjecia_latarni.pdf", "content": self.scan()}])
        desk.submit_draft(today)
        # the reply does not satisfy
        again = self.of("radny18", self.env["biuro.rada.desk"])
        draft = again.repeat_text(records[1].id)
        again.save_draft({"facts": "Odpowiedź nie podaje terminu remontu mostu."}, draft)
        # no questions: returned; no interpellation at all: a motion
        returned = self.rada("biuro.rada.interpellation").create({
            "author_ids": [(6, 0, self.councillor("radny14").ids)], "subject": "Podziękowanie za remont ul. Krótkiej",
            "facts": "<p>Dziękuję za sprawny remont.</p>", "submitted_date": self.days_ago(6),
        })
        returned.action_return("Pismo nie zawiera pytań (art. 24 ust. 4).")
        turned = self.rada("biuro.rada.interpellation").create({
            "author_ids": [(6, 0, self.councillor("radny17").ids)],
            "subject": "Ustawienie stojaków rowerowych przy Ratuszu",
            "facts": "<p>Wnoszę o ustawienie stojaków.</p>", "submitted_date": self.days_ago(15),
        })
        turned.action_reclassify()

    # ---- motions and complaints ----------------------------------------------------------------------------------

    def tell_motions(self):
        Motion = self.rada("biuro.rada.motion")
        Motion.search([("state", "=", "recorded")]).action_forward()
        committee = self.ref("demo_committee_ke")
        answered = Motion.create({
            "origin": "committee", "committee_id": committee.id, "date": self.days_ago(50),
            "subject": "Zwiększenie środków na zajęcia pozalekcyjne", "due_date": self.days_ago(20),
            "text": "<p>Komisja wnosi o zwiększenie o 120 000 zł środków na zajęcia pozalekcyjne.</p>",
        })
        answered.action_forward()
        answered.answer = "<p>Wniosek zostanie rozpatrzony przy pracach nad projektem budżetu.</p>"
        answered.action_answer(self.days_ago(24))
        overdue = Motion.create({
            "origin": "committee", "committee_id": self.ref("demo_committee_kp").id, "date": self.days_ago(40),
            "subject": "Przegląd miejsc parkingowych w strefie śródmiejskiej", "due_date": self.days_ago(5),
            "text": "<p>Komisja wnosi o przedstawienie wyników przeglądu.</p>",
        })
        overdue.action_forward()
        overdue.action_assign(self.ref("demo_department_gk").id, self.ref("demo_employee_referent_gk").id)
        club = Motion.create({
            "origin": "club", "club_id": self.ref("demo_club_zj").id, "date": self.days_ago(8),
            "subject": "Łąki kwietne zamiast trawników przy drogach miejskich",
            "text": "<p>Klub wnosi o założenie łąk kwietnych na trzech skwerach.</p>",
        })
        club.action_forward()
        Motion.create({
            "councillor_id": self.councillor("radny6").id, "subject": "Dodatkowy kurs autobusu linii 4 po godzinie 22",
            "text": "<p>Wnoszę o uruchomienie kursu.</p>",
        })

    def tell_complaints(self):
        Complaint = self.rada("biuro.rada.complaint")
        rows = [
            ("complaint", "Skarga na Prezydenta w sprawie zamknięcia boiska przy SP nr 5", "Jan Wzorcowy", 33),
            ("complaint", "Skarga na kierownika Miejskiego Ośrodka Sportu", "Anna Przykładowa", 24),
            ("petition", "Petycja w sprawie zakazu używania fajerwerków", "Stowarzyszenie Miłośników Jasionowa", 40),
            ("motion", "Wniosek o zmianę granic obwodów szkolnych", "Rada Rodziców SP nr 2", 3),
        ]
        entries = [
            Complaint.create({
                "kind": kind, "subject": subject, "author": author, "received_date": self.days_ago(ago),
                "about": "unit_head" if "kierownika" in subject else "president",
                "author_address": "ul. Podana 1, 99-950 Jasionów",
                "description": f"<p>{subject}.</p>",
                "responsible_id": self.ref("demo_employee_rada").id,
            })
            for kind, subject, author, ago in rows
        ]
        for entry in entries:
            entry.action_register()
        for entry in entries[:3]:
            entry.action_to_committee()
        entries[1].write({
            "proposal": "groundless",
            "opinion": "<p>Komisja uznała skargę za bezzasadną: regulamin obiektu stosowano prawidłowo.</p>",
        })
        entries[1].action_to_council()

    # ---- property statements -------------------------------------------------------------------------------------

    def tell_statements(self):
        Statement = self.rada("biuro.rada.statement")
        year = self.today.year if (self.today.month, self.today.day) > (6, 15) else self.today.year - 1
        statements = Statement.browse(Statement.expect("annual", year))
        by = {record.councillor_id: record for record in statements}
        late, missing = self.councillor("radny9"), self.councillor("radny14")
        for index, (councillor, record) in enumerate(by.items()):
            if councillor in (late, missing):
                continue
            record.action_file(f"{year}-04-{10 + index % 18}", "wojewoda" if record.to_wojewoda else "chair")
            if index % 4 != 3:
                record.action_analyse(
                    "Bez uwag." if index % 5 else "Nie podano rocznego dochodu z najmu.",
                    f"{year}-06-10", f"{year}-06-12",
                )
        by[late].action_find_missing(f"{year}-05-05")
        by[late].action_call(f"{year}-05-07", f"{year}-05-12")
        by[late].action_file(f"{year}-05-20")
        # the call went out, its delivery is awaited
        by[missing].action_find_missing(f"{year}-05-05")
        by[missing].action_call(f"{year}-05-07")
        scan = self.scan()
        for login in ("radny1", "radny2", "radny3"):
            record = by[self.councillor(login)]
            record.write({"scan_public": scan, "scan_public_name": f"oswiadczenie_{year}.pdf"})
            publication = self.rada("biuro.publication").browse(record.action_publication_prepare()["res_id"])
            publication.action_submit()
            if login != "radny3":
                checked = self.of("kierownik", publication)
                checked.finding_ids.filtered(lambda finding: finding.decision == "open").action_leave("dane radnego")
                checked.action_check()
                checked.action_publish()
        for login, days in (("radny1", 9), ("radny12", -3)):
            by[self.councillor(login)].action_ask_correction(
                "Proszę podać wysokość dochodu z najmu lokalu.", self.days_ago(-days)
            )
        own = self.of("radny12", self.env["biuro.rada.desk"])
        [waiting] = [line for line in own.my_statements() if line["can_upload"]]
        own.upload_statement(waiting["id"], "korekta_oswiadczenia.pdf", scan)

    # ---- help ----------------------------------------------------------------------------------------------------

    def tell_help(self):
        logins = ("radny1", "radny5", "radny11", "radny20")
        desks = {login: self.of(login, self.env["biuro.rada.desk"]) for login in logins}
        asked = [
            desks["radny11"].ask_help(
                "access", "Wgląd w umowę na odbiór odpadów", "Proszę o udostępnienie do czwartku.", True),
            desks["radny1"].ask_help("copy", "Kopia protokołu z przeglądu oświetlenia ul. Lipowej"),
            desks["radny5"].ask_help("room", "Sala na spotkanie z mieszkańcami osiedla Zachód, środa 17:00"),
            desks["radny20"].ask_help("it", "Tablet nie łączy się z siecią w sali sesyjnej"),
            desks["radny1"].ask_help("legal", "Opinia, czy radny może być społecznym opiekunem zabytków"),
        ]
        requests = self.rada("biuro.rada.help.request").browse([row["id"] for row in asked])
        requests[0].due = self.days_ago(1)
        requests[1].action_take()
        requests[1].action_done("Kopię wysłano pocztą elektroniczną.")
        requests[2].action_take()
        requests[4].action_take()
        requests[4].action_refuse("Opinie prawne w sprawach niezwiązanych z mandatem nie są udzielane.")

    def tell_duties(self):
        Duty = self.rada("biuro.rada.duty")
        monday = self.today + timedelta(days=7 - self.today.weekday())
        rows = [
            (["przewodniczacy"], 0, 15, 17, "Ratusz, pokój 12", "Proszę o zapisy telefoniczne.", "week"),
            (["radny1", "radny12"], 1, 16, 18, "Osiedlowy Dom Kultury „Zachód”", "", "two_weeks"),
            (["radny15"], 3, 17, 18, "Biblioteka Miejska, czytelnia", "", "month"),
            (["radny20"], 4, 10, 11, "Przychodnia nr 2, parter", "Dyżur dla seniorów.", "month"),
        ]
        for logins, offset, start, stop, place, note, step in rows:
            day = monday + timedelta(days=offset)
            duty = Duty.create({
                "councillor_ids": [(6, 0, [self.councillor(login).id for login in logins])],
                "start": warsaw(day, start), "stop": warsaw(day, stop), "place": place, "public_note": note,
                "phone": "24 000 01 20",
            })
            duty.action_repeat(str(day + timedelta(days=75)), step)

    def tell_equipment(self):
        Loan = self.rada("biuro.rada.equipment.loan")
        councillors = self.ref("demo_term_ix").councillor_ids.filtered(lambda line: line.state == "active")
        Loan.create([
            {
                "councillor_id": councillor.id, "item": "Tablet 11\" z kartą SIM", "serial": f"TB-2024-{number:03d}",
                "date_from": "2024-06-03" if str(councillor.mandate_start) < "2025" else "2025-11-03",
                "condition_from": "nowy", "value": 1850,
            }
            for number, councillor in enumerate(councillors, 1)
        ])
        gone = Loan.create({
            "councillor_id": self.councillor("resigned").id, "item": "Tablet 11\" z kartą SIM", "serial": "TB-2024-099",
            "date_from": "2024-06-03", "condition_from": "nowy", "value": 1850,
        })
        card = Loan.create({
            "councillor_id": self.councillor("resigned").id, "item": "Legitymacja radnego", "serial": "LR-12",
            "kind": "card", "date_from": "2024-05-07", "condition_from": "nowa",
        })
        card.action_return("bez uszkodzeń", "2025-09-30")
        return gone

    def tell_training(self):
        Training = self.rada("biuro.rada.training")
        everyone = self.ref("demo_term_ix").councillor_ids.filtered(lambda line: line.state == "active")
        provider = self.env["res.partner"].create({"name": "Fundacja Samorządna Gmina", "is_company": True})
        Training.create([
            {"title": "Prawa i obowiązki radnego", "date": "2024-06-12", "place": "Ratusz, sala sesyjna", "hours": 6,
             "cost": 4600, "provider_id": provider.id, "councillor_ids": [(6, 0, everyone[:20].ids)]},
            {"title": "Budżet miasta oczami radnego", "date": self.days_ago(35), "hours": 5, "cost": 3200,
             "place": "Ratusz, sala 12", "provider_id": provider.id, "councillor_ids": [(6, 0, everyone[4:15].ids)]},
            {"title": "Dostępność cyfrowa i głosowanie na tabletach", "date": self.days_ago(-10), "hours": 3,
             "cost": 1500, "place": "Ratusz, sala sesyjna", "councillor_ids": [(6, 0, everyone.ids)]},
        ])

    def tell_mail(self):
        for title, partner, login, ago in (
            ("Podziękowanie za interwencję w sprawie latarni", "przykladowa", "radny1", 4),
            ("Zaproszenie na walne zebranie stowarzyszenia", "stowarzyszenie", "radny15", 1),
        ):
            letters = self.of("kancelaria", self.env["biuro.letter"])
            letter = letters.browse(letters.register_incoming({
                "title": title, "partner_id": self.ref(f"demo_partner_{partner}").id, "delivery_method": "letter",
                "date_received": self.days_ago(ago), "file_format": "pdf",
                "attachments": [{"name": "skan.pdf", "content": self.scan()}],
            })["id"])
            letter.action_distribute(department_id=self.ref("demo_department_bs").id)
            self.of("rada", letter).action_hand_to_councillor(self.councillor(login).id, "Do rąk własnych.")

    def tell(self):
        if not self.env["biuro.signing.authority"].search_count([], limit=1):
            self.env["biuro.signing.authority"].create({
                "employee_id": self.ref("demo_employee_prezydent").id, "capacity": "Prezydent Miasta",
                "basis": "art. 33 ust. 1 ustawy o samorządzie gminnym", "date_from": f"{self.today.year - 2}-05-07",
            })
        self.tell_texts()
        self.tell_motions()
        self.tell_complaints()
        self.tell_statements()
        self.tell_help()
        self.tell_duties()
        self.tell_equipment()
        self.tell_training()
        self.tell_mail()


def tell(env):
    """Play what councillors ask, file and borrow."""
    InterpellationStory(env).tell()
