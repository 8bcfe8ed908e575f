"""A year of three neighbourhood councils: resolutions, requests, money, allowances, duty hours, the portal."""

import base64
from datetime import datetime, timedelta

from odoo.tools import file_open

from odoo.addons.biuro_kancelaria.demo.story import Story
from odoo.addons.biuro_kancelaria.law.inputs import utc
from odoo.addons.biuro_kancelaria.law.terms import WARSAW

SEQUENCE = 50

PEOPLE = [
    "Teresa Borsuk", "Marcin Wilga", "Halina Zięba", "Roman Dzięcioł", "Urszula Sowa", "Zenon Kos", "Danuta Czapla",
    "Wiktor Szpak", "Alicja Jaskółka", "Bogdan Żuraw", "Ewelina Sikora", "Tomasz Gil", "Lucyna Kania",
    "Sławomir Czyżyk", "Iwona Pliszka",
]
PLACES = ("ul. Szkolna 4, Szkoła Podstawowa", "ul. Lipowa 12, Osiedlowy Dom Kultury", "ul. Ogrodowa 2, świetlica")
FIXED = dict.fromkeys(("check_body", "check_task", "check_quorum", "check_money", "check_privacy"), "ok")
# (unit, body, title, days ago adopted, days ago received, how far it has come)
RESOLUTIONS = [
    (0, "council", "Przyjęcie planu pracy rady osiedla", 250, 247, "published"),
    (0, "council", "Podział środków osiedla na zadania", 240, 236, "executed"),
    (0, "board", "Wybór wykonawcy festynu osiedlowego", 120, 117, "ok"),
    (0, "council", "Wniosek o budowę placu zabaw przy ul. Szkolnej", 75, 71, "published"),
    (0, "council", "Nadanie nazwy skwerowi u zbiegu ul. Lipowej i Rzecznej", 40, 37, "questioned"),
    (0, "council", "Zakup ławek i koszy do parku osiedlowego", 9, 6, "received"),
    (1, "council", "Przyjęcie planu pracy rady osiedla", 260, 240, "ok"),
    (1, "council", "Opłata za korzystanie ze świetlicy osiedlowej", 90, 84, "annulled"),
    (1, "council", "Zmiana organizacji ruchu na ul. Ogrodowej", 48, 45, "suspended"),
    (1, "residents", "Wniosek o środki z funduszu jednostki", 35, 30, "upheld"),
    (2, "council", "Termin zebrania mieszkańców", 30, 27, "ok"),
    (2, "board", "Regulamin korzystania z siłowni zewnętrznej", 5, 4, "received"),
]
# (unit, subject, words, days ago, cell, goal)
REQUESTS = [
    (0, "Budowa placu zabaw przy ul. Szkolnej", "Rada wnosi o budowę placu zabaw dla dzieci na działce miejskiej.", 70,
     "gk", "published"),
    (0, "Doświetlenie przejścia dla pieszych na ul. Lipowej", "Przejście przy szkole jest słabo widoczne.", 44, "gk",
     "overdue"),
    (0, "Naprawa chodnika przy ul. Rzecznej", "Płyty chodnika zapadły się na odcinku 40 m.", 12, "gk", "cell"),
    (0, "Dodatkowe kosze na psie odchody", "Proszę o ustawienie sześciu koszy w parku osiedlowym.", 1, "", "new"),
    (1, "Wydłużenie trasy autobusu linii 4", "Mieszkańcy nowych bloków mają 1,2 km do przystanku.", 58, "bs",
     "refused"),
    (1, "Przycięcie drzew wzdłuż ul. Ogrodowej", "Gałęzie zasłaniają latarnie i znaki drogowe.", 25, "gk", "interim"),
    (1, "Remont świetlicy osiedlowej", "Przecieka dach, wymiany wymagają dwa okna.", 19, "gk", "partly"),
    (2, "Tablica ogłoszeniowa przy pętli autobusowej", "Proszę o ustawienie tablicy dla ogłoszeń osiedla.", 3, "",
     "new"),
]
ANSWERS = {
    "published": ("accepted", "<p>Plac zabaw ujęto w planie inwestycji. Prace rozpoczną się w drugim kwartale, po "
                              "rozstrzygnięciu przetargu.</p>"),
    "refused": ("refused", "<p>Wydłużenie trasy wymagałoby dodatkowego pojazdu. W obowiązującej umowie nie ma na to "
                           "środków; sprawa wróci przy nowym przetargu.</p>"),
    "partly": ("partly", "<p>Okna zostaną wymienione w tym roku. Remont dachu zgłoszono do przyszłorocznego "
                         "budżetu.</p>"),
}


class ServiceStory(Story):
    def ref(self, name):
        return self.env.ref(f"biuro_wybory.{name}", raise_if_not_found=False) or super().ref(name)

    def model(self, noun, login="wybory"):
        return self.of(login, self.env[f"biuro.wybory.osiedle.{noun}"])

    def at(self, days, hour=17):
        """Return a moment of the office's clock, so many days from today, as the database keeps it."""
        day = self.today + timedelta(days=days)
        return utc(datetime(day.year, day.month, day.day, hour, 0, tzinfo=WARSAW))

    def workday(self, days):
        day = self.today + timedelta(days=days)
        return (day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0) - self.today).days

    # ---- the units and their people ------------------------------------------------------------------------------

    def tell_units(self):
        """Take three units of the city with bodies in office; give bodies to units that have none."""
        Unit = self.env["biuro.wybory.osiedle"]
        officer = self.ref("demo_employee_wybory")
        # a year of work needs bodies that were in office all of it: not those elected a moment ago
        Term = self.env["biuro.wybory.osiedle.body.term"]
        found = Unit.search([("legislative_body", "=", "council")]).filtered(
            lambda unit: not unit._members() and not Term.search_count([("unit_id", "=", unit.id)]))
        found = found.sorted(lambda unit: (unit.election_count, unit.code))[:3]
        while len(found) < 3:
            name = ("Zatorze", "Błonie", "Słoneczne")[len(found)]
            found |= Unit.create({"name": f"Osiedle {name}", "code": f"OS-{11 + len(found)}", "population": 6400})
        for index, unit in enumerate(found):
            if not unit.officer_id:
                unit.officer_id = officer
            if not unit.seat_address:
                unit.write({
                    "seat_address": PLACES[index].split(",")[0], "email": f"osiedle{index + 1}@jasionow.example"})
            if not unit._holders("board_chair"):
                self.tell_bodies(unit, index)
            self.tell_login(unit, index + 1)
        self.units = list(found)

    def tell_bodies(self, unit, index):
        Mandate = self.env["biuro.wybory.osiedle.mandate"]
        start = self.today - timedelta(days=400)
        end = start + timedelta(days=5 * 365)
        days = [day for day in unit.election_ids.mapped("election_date") if day]
        if days:
            # the bodies that the running election is to replace
            start, end = max(days) - timedelta(days=5 * 365), max(max(days), self.today) + timedelta(days=30)
        term = self.env["biuro.wybory.osiedle.body.term"].create({
            "unit_id": unit.id, "name": f"{start.year}–{end.year}", "date_from": start, "date_to": end,
            "council_size": unit.council_size or 15})
        partners = self.env["res.partner"].create([
            {"name": PEOPLE[(index * 5 + number) % len(PEOPLE)], "is_letter_contact": True, "city": "Jasionów"}
            for number in range(term.council_size)])
        values = {"unit_id": unit.id, "body_term_id": term.id, "date_from": term.date_from, "state": "active",
                  "oath_date": term.date_from}
        council = Mandate.create([{**values, "partner_id": one.id, "body": "council"} for one in partners])
        board = Mandate.create([
            {**values, "partner_id": one.id, "body": "board", "basis": "body_election"} for one in partners[2:7]])
        Function = self.env["biuro.wybory.osiedle.mandate.function"]
        rows = [(council[0], "council_chair"), (council[1], "council_deputy"), (board[0], "board_chair"),
                (board[1], "board_deputy"), (board[2], "board_secretary"), (board[3], "board_treasurer")]
        Function.create([
            {"mandate_id": mandate.id, "function": function, "date_from": term.date_from,
             "basis": "uchwała z pierwszej sesji"} for mandate, function in rows])

    def tell_login(self, unit, number):
        partner = unit._holders("board_chair").mandate_id.partner_id
        login = f"osiedle{number}"
        if not partner.email:
            partner.email = f"{login}@jasionow.example"
        user = self.env["res.users"].with_context(no_reset_password=True).create({
            "name": partner.name, "login": login, "password": login, "partner_id": partner.id, "lang": "pl_PL",
            "tz": "Europe/Warsaw", "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)]})
        self.env["ir.model.data"].create({
            "module": "biuro_wybory", "name": f"demo_user_{login}", "model": "res.users", "res_id": user.id,
            "noupdate": True})

    # ---- resolutions and meetings --------------------------------------------------------------------------------

    def publish(self, record):
        self.of("wybory", record).action_publication_prepare()
        publication = self.of("wybory", record.publication_ids)
        publication.action_submit()
        checked = self.of("kierownik", publication)
        checked.finding_ids.filtered(lambda finding: finding.decision == "open").action_leave("dane funkcyjne")
        checked.action_check()
        checked.action_publish()

    def tell_resolutions(self):
        council = self.env["biuro.rada.resolution"].search([("state", "not in", ("draft", "cancelled"))], limit=1)
        self.resolutions = []
        for index, body, title, adopted, received, goal in RESOLUTIONS:
            unit = self.units[index]
            number = unit._statutory(body, self.today) or 0
            present = 46 if body == "residents" else max(number - number // 4, 1)
            record = self.model("resolution").create({
                "unit_id": unit.id, "body": body, "title": title, "adopted_date": self.days_ago(adopted),
                "text": f"<p>§ 1. {title}.</p><p>§ 2. Wykonanie uchwały powierza się Zarządowi.</p>"
                        "<p>§ 3. Uchwała wchodzi w życie z dniem podjęcia.</p>",
                "present": present, "votes_for": present - 1, "votes_abstain": 1,
                "channel": "email" if adopted % 2 else "paper",
            })
            record.action_receive(self.days_ago(received))
            self.resolutions.append(record)
            if goal in ("ok", "published", "executed"):
                record.write(FIXED)
                record.action_check()
            if goal == "executed":
                record.action_execute("Środki rozdysponowano zgodnie z uchwałą.", self.days_ago(200))
            if goal == "published":
                self.publish(record)
            if goal in ("questioned", "suspended", "annulled", "upheld"):
                record.write({"check_task": "wrong", "check_note": "Statut nie wymienia tego zadania."})
                record.action_question("Nadawanie nazw i opłaty należą do Rady Miasta, nie do organów jednostki.")
            if goal in ("suspended", "annulled"):
                record.action_suspend("Uchwała wykracza poza katalog zadań ze statutu.")
            if goal == "upheld":
                record.action_uphold("Wniosek mieści się w § 9 statutu.")
            if goal == "annulled" and council and council.date_adopted >= record.adopted_date:
                record.annul_resolution_id = council
                record.action_annul()

    def tell_meetings(self):
        Meeting = self.model("meeting")
        first = self.today.replace(day=1)
        month = (self.today - (first - timedelta(days=1)).replace(day=12)).days
        rows = [
            (0, "council", -month, "minuted"), (0, "board", -month + 7, "held"),
            (0, "council", self.workday(6), "notified"), (0, "residents", self.workday(20), "planned"),
            (1, "council", -month + 1, "minuted"), (1, "council", -4, "late"),
            (1, "board", self.workday(9), "planned"), (2, "council", -month + 3, "held"),
            (2, "council", self.workday(13), "notified"), (2, "council", self.workday(27), "cancelled"),
        ]
        for index, body, days, goal in rows:
            unit = self.units[index]
            meeting = Meeting.create({
                "unit_id": unit.id, "body": body, "start": self.at(days), "place": PLACES[index],
                "convened_by_id": unit._chair("board_chair" if body == "board" else "council_chair").id,
                "representative_id": self.ref("demo_employee_wybory").id if index == 0 else False,
                "agenda_ids": [(0, 0, {"sequence": place, "title": title}) for place, title in enumerate((
                    "Otwarcie i stwierdzenie kworum", "Sprawy mieszkańców", "Podjęcie uchwał", "Wolne wnioski"))],
            })
            if goal == "planned":
                continue
            if goal == "cancelled":
                meeting.action_call_off("Zmiana terminu na prośbę mieszkańców")
                continue
            meeting.action_notify(min(self.today, meeting.day - timedelta(days=9)))
            if goal in ("notified", "late"):
                continue
            for place, line in enumerate(meeting.attendance_ids):
                line.status = "absent" if place % 6 == 4 else "excused" if place % 7 == 5 else "present"
            meeting.action_held()
            if goal == "minuted":
                meeting.write({
                    "minutes": "<p>Przewodniczący otworzył posiedzenie i stwierdził kworum. Omówiono stan chodników i "
                               "oświetlenia. Podjęto uchwały według porządku obrad.</p>",
                    "minutes_received_on": meeting.day + timedelta(days=4)})
                meeting.action_adopt_minutes(min(self.today, meeting.day + timedelta(days=10)))
                if index == 0:
                    self.publish(meeting)

    # ---- requests ------------------------------------------------------------------------------------------------

    def tell_requests(self):
        self.requests = [self.tell_request(*row) for row in REQUESTS]
        with file_open("biuro_kancelaria/demo/files/skan_petycja.pdf", "rb") as scan:
            content = base64.b64encode(scan.read()).decode()
        desk = self.of("osiedle1", self.env["biuro.wybory.osiedle.desk"])
        desk.submit_request(
            {"subject": "Stojaki rowerowe przy bibliotece osiedlowej",
             "text": "Rada prosi o ustawienie dziesięciu stojaków.\n\nMieszkańcy przypinają rowery do ogrodzenia."},
            [{"name": "mapa_stojaki.pdf", "content": content}])
        desk.submit_resolution({
            "body": "board", "title": "Harmonogram dyżurów zarządu", "adopted_date": self.days_ago(2),
            "text": "§ 1. Zarząd pełni dyżury w każdy wtorek.", "present": "3", "votes_for": "3"})
        # opinions that the City asks for
        for index, subject, ago, kind in (
            (0, "Projekt planu miejscowego przy ul. Rzecznej", 8, ""), (1, "Lokalizacja targowiska", 40, "silent"),
            (2, "Zmiana nazwy ul. Polnej", 30, "negative"),
        ):
            asked = self.model("request").create({
                "unit_id": self.units[index].id, "direction": "city_to_unit", "subject": subject,
                "text": f"<p>Proszę o opinię: {subject}.</p>", "received_on": self.days_ago(ago),
                "department_id": self.ref("demo_department_bs").id})
            asked.action_register()
            if kind == "silent":
                asked.action_silent()
            elif kind:
                self.of(f"osiedle{index + 1}", self.env["biuro.wybory.osiedle.desk"]).give_opinion(
                    asked.id, kind, "Rada jest przeciwna: mieszkańcy musieliby zmieniać dokumenty firm.")

    def tell_request(self, index, subject, text, ago, cell, goal):
        unit = self.units[index]
        resolution = [one for one in self.resolutions if one.unit_id == unit and one.title.endswith(subject[0:6])]
        record = self.model("request").create({
            "unit_id": unit.id, "subject": subject, "text": f"<p>{text}</p>", "received_on": self.days_ago(ago),
            "resolution_id": resolution[0].id if resolution else False, "channel": "email" if ago % 2 else "paper",
            "department_id": self.ref(f"demo_department_{cell}").id if cell else False,
            "responsible_id": self.ref(f"demo_employee_referent{'_gk' if cell == 'gk' else ''}").id if cell else False,
        })
        if goal == "new":
            if ago > 1:
                record.action_register()
            return record
        record.action_make_letter()
        if goal == "overdue":
            record.action_remind()
        if goal in ("cell", "overdue"):
            return record
        login = "referent_gk" if cell == "gk" else "referent"
        mine = self.of(login, record)
        if goal == "interim":
            mine.answer_kind = "in_progress"
            self.tell_letter_out(mine, login, "<p>Przegląd drzew potrwa do końca miesiąca.</p>", True)
            mine.answer_kind = False
            return record
        kind, words = ANSWERS[goal]
        mine.answer_kind = kind
        self.tell_letter_out(mine, login, words, goal != "partly")
        if goal == "published":
            self.publish(record)
        return record

    def tell_letter_out(self, request, login, words, send):
        letter = self.of(login, self.env["biuro.letter"].browse(request.action_draft_reply()["res_id"]))
        letter.write({
            "body": words, "capacity": "Prezydent Miasta", "signatory_id": self.ref("demo_employee_prezydent").id,
            "delivery_method_id": self.ref("delivery_method_registered").id})
        self.complete_address(letter)
        letter.action_request_acceptance()
        if letter.state == "to_accept":
            self.of("prezydent" if login == "referent_gk" else "kierownik", letter).action_accept("Zgoda.")
        if send:
            self.of("prezydent", letter).action_sign(kind="qualified", verification="valid")
            self.of("kancelaria", letter).action_dispatch(tracking_number=f"(00)759007731237{letter.id:06d}")

    # ---- money and allowances ------------------------------------------------------------------------------------

    def tell_money(self):
        formula = self.model("money.rule", "kierownik_wybory").create({
            "name": "Stawka na mieszkańca według frekwencji", "year_from": self.today.year - 1,
            "legal_basis": "uchwała nr XX/231/2020 Rady Miasta Jasionowa",
            "tier_ids": [(0, 0, {"up_to": 14, "rate": 12}), (0, 0, {"up_to": 16, "inclusive": True, "rate": 15}),
                         (0, 0, {"is_last": True, "rate": 18})]})
        tasks = ["Place zabaw i zieleń", "Imprezy i integracja mieszkańców", "Chodniki i oświetlenie",
                 "Utrzymanie siedziby"]
        for index, unit in enumerate(self.units):
            for year in (self.today.year, self.today.year - 1):
                people = unit.population or 6000
                entitled = people * 4 // 5
                budget = self.model("budget").create({
                    "unit_id": unit.id, "year": year, "money_rule_id": formula.id, "residents": people - 120,
                    "residents_on": f"{year - 1}-09-30", "voted": entitled * (13 + index * 2) // 100,
                    "entitled": entitled, "resolution_ref": f"uchwała budżetowa na rok {year}"})
                budget.action_count()
                share = int(budget.amount // 5)
                budget.line_ids = [(0, 0, {
                    "name": name, "planned": share * (2 if place == 2 else 1) - (500 if place == 3 else 0),
                    "department_id": self.ref("demo_department_gk").id if place in (0, 2) else False,
                    "execution_state": "done" if year < self.today.year else "running" if place < 3 else "planned",
                }) for place, name in enumerate(tasks)]
                budget.action_open()
                self.tell_expenses(budget, year < self.today.year)
        move = self.model("budget.move").create({
            "budget_id": self.model("budget").search([("unit_id", "=", self.units[0].id)], limit=1).id,
            **self.lines_of(self.units[0]), "amount": 1500, "reason": "Oszczędności na imprezach",
            "date": self.days_ago(20)})
        move.action_move()
        application = next(one for one in self.resolutions if one.body == "residents")
        fund = self.model("fund").create({
            "unit_id": application.unit_id.id, "year": self.today.year + 1, "amount": 42000,
            "solecki_ref": "uchwała nr XXV/301/2025", "resolution_ref": "uchwała nr XXV/302/2025",
            "application_id": application.id, "tasks": "Siłownia zewnętrzna przy ul. Ogrodowej"})
        fund.action_grant()
        self.model("fund").create({
            "unit_id": self.units[2].id, "year": self.today.year + 1, "amount": 28000,
            "solecki_ref": "uchwała nr XXV/301/2025", "resolution_ref": "uchwała nr XXV/302/2025"})

    def lines_of(self, unit):
        lines = self.model("budget").search([("unit_id", "=", unit.id)], limit=1).line_ids
        return {"source_id": lines[1].id, "target_id": lines[0].id}

    def tell_expenses(self, budget, closed):
        company = self.env["res.partner"].search([("is_company", "=", True)], limit=1)
        rows = [(0, "Huśtawki i piaskownica", 0.55, "invoiced"), (1, "Festyn rodzinny", 0.7, "invoiced"),
                (2, "Remont chodnika", 0.6, "ordered"), (3, "Materiały biurowe", 0.1, "reserved"),
                (0, "Nasadzenia drzew", 0.2, "reserved")]
        for place, name, share, goal in rows:
            line = budget.line_ids[place]
            expense = self.model("expense").create({
                "line_id": line.id, "name": name, "amount": round(line.planned * share, 2),
                "contractor_id": company.id, "date": self.days_ago(90 - place * 20)})
            expense.action_reserve()
            if goal == "reserved" and not closed:
                continue
            expense.order_ref = f"ZO/{expense.id}/{budget.year}"
            expense.action_order()
            if goal == "ordered" and not closed:
                continue
            expense.invoice_ref = f"FV/{expense.id}/{budget.year}"
            expense.action_invoice()
        if closed:
            budget.report = "Zadania wykonano. Niewykorzystane środki wróciły do budżetu miasta."
            self.of("kierownik_wybory", budget).action_close()

    def tell_allowances(self):
        self.model("diet.scheme", "kierownik_wybory").create({
            "name": "Diety organów jednostek pomocniczych", "resolution_ref": "XX/240/2020",
            "valid_from": "2020-12-01", "rate_ids": [(0, 0, {"function": function, **values}) for function, values in (
                ("board_chair", {"amount": 900, "reduction": 10}), ("council_chair", {"amount": 400, "reduction": 20}),
                ("board_secretary", {"amount": 250, "reduction": 20}),
                ("council_member", {"amount": 53, "basis": "meeting"}))]})
        last = self.today.replace(day=1) - timedelta(days=1)
        before = last.replace(day=1) - timedelta(days=1)
        for month, goal in ((before, "paid"), (last, "calculated")):
            made = self.model("diet.list").create({"month": month})
            made.action_calculate()
            if goal == "paid":
                self.of("kierownik_wybory", made).action_approve()
                made.action_pay(last.replace(day=10))

    # ---- premises, duty hours, authorisations, insurance, councils of the young, konwent, controls ----------------

    def tell_affairs(self):
        for index, unit in enumerate(self.units):
            board = unit._members("board")
            premises = self.model("premises").create({
                "unit_id": unit.id, "name": "Siedziba zarządu", "address": PLACES[index], "area": 38 + index * 9,
                "title_kind": ("city", "lease", "free")[index], "contract_ref": ("", "UM/41/2024", "UM/77/2025")[index],
                "date_from": self.days_ago(700), "date_to": self.today + timedelta(days=40) if index == 1 else False,
                "monthly_cost": (0, 950, 0)[index], "is_accessible": index != 1,
                "access_note": "wejście od podwórza, dzwonek" if index != 1 else "schody, brak windy",
                "item_ids": [(0, 0, {"name": name, "quantity": count, "value": value,
                                     "inventory_no": f"{unit.code}/{n}"}) for n, (name, count, value) in enumerate((
                                 ("Stół konferencyjny", 1, 1450), ("Krzesło", 16, 120), ("Laptop", 1, 3200)), 1)]})
            duty = self.model("duty").create({
                "unit_id": unit.id, "partner_ids": [(6, 0, board[:2].partner_id.ids)], "premises_id": premises.id,
                "start": self.at(self.workday(1 + index), 16), "stop": self.at(self.workday(1 + index), 18),
                "public_note": "Zapisy nie są potrzebne."})
            duty.action_repeat(str(self.today + timedelta(days=42)))
        chair = self.units[0]._holders("board_chair").mandate_id
        granted = self.model("authorization").create({
            "unit_id": self.units[0].id, "number": f"BS.0052.3.{self.today.year}", "mandate_id": chair.id,
            "scope": "Umowy najmu sali w siedzibie zarządu na czas do 3 dni.", "limit_amount": 2000,
            "date_from": self.days_ago(150), "date_to": self.today + timedelta(days=215)})
        granted.action_grant()
        policies = self.model("insurance").create([
            {"number": f"{kind.upper()}/1187/{self.today.year}", "kind": kind, "date_from": self.days_ago(320),
             "date_to": self.today + timedelta(days=45 if kind == "oc" else 200), "sum_insured": 100000 if kind == "oc"
             else 20000, "premium": 3100 if kind == "oc" else 1240} for kind in ("oc", "nnw")])
        policies.action_insure_boards()
        # somebody is not insured: the program warns
        policies[1].person_ids[-1:].unlink()
        self.units[0].youth_council = True
        youth = self.model("youth").create({
            "unit_id": self.units[0].id, "statute_ref": "uchwała nr XXVI/310/2026", "member_count": 11,
            "date_from": self.days_ago(120), "contact": "mlodzi.osiedle@jasionow.example"})
        for subject, ago, answer in (("Pumptrack za szkołą", 50, "Zarząd popiera i złoży wniosek do Miasta."),
                                     ("Godziny otwarcia świetlicy", 38, ""), ("Wieczór gier planszowych", 5, "")):
            motion = self.model("youth.motion").create({
                "youth_id": youth.id, "subject": subject, "received_on": self.days_ago(ago),
                "kind": "motion" if ago == 50 else "question", "text": f"{subject} – prosimy o stanowisko zarządu."})
            motion.action_pass_on()
            if answer:
                motion.action_answer(answer, self.days_ago(30))
        konwent = self.model("konwent").create({
            "order_ref": f"zarządzenie nr 41/{self.today.year}", "order_date": self.days_ago(200),
            "date_from": self.days_ago(200), "pays_travel": True})
        for days, goal in ((-60, "held"), (self.workday(16), "invited")):
            meeting = self.model("konwent.meeting").create({
                "konwent_id": konwent.id, "start": self.at(days, 15), "place": "Ratusz, sala 12",
                "agenda": "<ol><li>Projekt budżetu miasta – zadania jednostek</li><li>Sprawy bieżące</li></ol>"})
            meeting.action_invite()
            if goal == "held":
                meeting.write({
                    "present_ids": [(6, 0, [unit._chair().id for unit in self.units])],
                    "opinion": "<p>Konwent pozytywnie opiniuje podział środków na zadania jednostek.</p>"})
                meeting.action_held()
        audit = self.env["biuro.rada.committee"].search([("kind", "=", "audit")], limit=1)
        if audit:
            rows = [(0, "Gospodarka środkami osiedla", -90, "closed"), (1, "Dokumentowanie posiedzeń", -50, "findings"),
                    (2, "Wykorzystanie siedziby zarządu", 25, "planned")]
            for index, subject, days, goal in rows:
                control = self.model("control").create({
                    "unit_id": self.units[index].id, "subject": subject, "committee_id": audit.id,
                    "planned_from": self.today + timedelta(days=days),
                    "planned_to": self.today + timedelta(days=days + 10),
                    "scope": "Dokumenty z ostatniego roku.",
                    "recommendations": "Przekazywać protokoły w 14 dni." if goal == "findings" else False,
                    "reply_due": self.days_ago(6) if goal == "findings" else False})
                if goal == "planned":
                    continue
                control.action_start()
                control.action_findings(
                    "Nie stwierdzono uchybień." if goal == "closed" else "Trzy protokoły przekazano po terminie.",
                    str(self.today + timedelta(days=days + 12)))
                if goal == "closed":
                    control.action_close()

    def tell_rules(self):
        self.model("rule", "kierownik_wybory").create({
            "name": "Statut osiedla", "unit_id": self.units[1].id, "valid_from": "2020-10-01",
            "legal_basis": f"{self.units[1].statute_ref or 'statut'} – § 28–34", "transmit_days": 7,
            "decision_days": 21, "supervisor": "council", "meeting_quorum": 20, "opinion_days": 21})

    def tell(self):
        self.tell_units()
        self.tell_rules()
        self.tell_resolutions()
        self.tell_meetings()
        self.tell_requests()
        self.tell_money()
        self.tell_allowances()
        self.tell_affairs()


def tell(env):
    ServiceStory(env).tell()
