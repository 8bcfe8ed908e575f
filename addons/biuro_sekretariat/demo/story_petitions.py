"""Petitions and requests for public information of the invented office, each as far as it would have come by today."""

import base64
from datetime import date, timedelta

from odoo.tools import file_open

from odoo.addons.biuro_kancelaria.tools import office_today

SEQUENCE = 20
SCAN = "petycja_zanonimizowana.pdf"
MEN = [("Anna Lipińska", "Jasionów"), ("Tomasz Dębski", "Jasionów"), ("Katarzyna Sosnowska", "Jasionów")]


class Story:
    def __init__(self, env):
        self.env = env(context={**env.context, "lang": "pl_PL", "tz": "Europe/Warsaw", "mail_create_nolog": True})
        self.today = office_today()
        with file_open(f"biuro_sekretariat/demo/files/{SCAN}", "rb") as scan:
            self.scan = base64.b64encode(scan.read()).decode()

    def ref(self, name):
        return self.env.ref(f"biuro_kancelaria.{name}")

    def of(self, login, record):
        """Return a record, or a model, in the hands of a demo user."""
        user = self.env.ref("biuro_sekretariat.demo_user_secretary") if login == "sekretarka" else (
            self.ref(f"demo_user_{login}"))
        return record.with_user(user)

    def ago(self, days):
        return str(self.today - timedelta(days=days))

    def letter(self, title, partner, ago, method="in_person", **more):
        """Register a letter as the mail point, distribute it to the cell and give it to the handler."""
        letters = self.of("kancelaria", self.env["biuro.letter"])
        letter = letters.browse(letters.register_incoming({
            "title": title, "partner_id": self.ref(f"demo_partner_{partner}").id, "delivery_method": method,
            "date_received": self.ago(ago), "letter_date": self.ago(ago + 1), "file_format": "pdf",
            "scan_status": "none", "scan_reason": "format ponadstandardowy", **more,
        })["id"])
        letter.action_distribute(
            department_id=self.ref("demo_department_bs").id, employee_id=self.ref("demo_employee_referent").id)
        return self.of("referent", letter)

    def petition(self, subject, ago, **values):
        people = values.pop("people", [0])
        return self.of("referent", self.env["biuro.sekretariat.petition"]).create({
            "subject": subject, "date_filed": self.ago(ago), "addressee": "president", "matter": "executive",
            "address": "ul. Ogrodowa 7, 99-950 Jasionów", "public_scan": self.scan, "public_scan_name": SCAN,
            "petitioner_ids": [(0, 0, {"name": MEN[index][0], "residence": MEN[index][1]}) for index in people],
            **values,
        })

    def send(self, action, ago, delivered=None):
        """Accept, sign and dispatch a draft that a verb returned; deliver it when a day is given."""
        letter = self.of("referent", self.env["biuro.letter"]).browse(action["res_id"])
        letter.write({
            "signatory_id": self.ref("demo_employee_prezydent").id, "capacity": "Prezydent Miasta",
            "delivery_method_id": self.ref("delivery_method_registered_receipt").id,
        })
        for line in letter.recipient_ids.filtered(lambda line: not (line.street and line.zip and line.city)):
            line.write({"street": "ul. Podana 1", "zip": "99-950", "city": "Jasionów"})
        letter.action_request_acceptance()
        if letter.state == "to_accept":
            self.of("kierownik", letter).action_accept("Zgoda, bez uwag.")
        self.of("prezydent", letter).action_sign(kind="qualified", verification="valid")
        self.of("kancelaria", letter).action_dispatch(date=self.ago(ago))
        if delivered is not None:
            self.of("kancelaria", letter).action_confirm_delivery(collected=self.ago(delivered))

    def publish(self, record, update=False, author="referent"):
        record = self.of(author, record)
        action = record.action_publication_update() if update else record.action_publication_prepare()
        publication = self.of(author, self.env["biuro.publication"]).browse(action["res_id"])
        publication.action_submit()
        checked = self.of("kierownik", publication)
        checked.finding_ids.filtered(lambda finding: finding.decision == "open").action_leave("dane urzędu")
        checked.action_check()
        checked.action_publish()

    # ---- petitions ---------------------------------------------------------------------------------------------------

    def tell_open_petitions(self):
        letter = self.letter("Petycja w sprawie budowy ścieżki rowerowej wzdłuż ul. Leśnej", "stowarzyszenie", 25)
        path = letter.browse(letter.id).action_make_petition()["res_id"]
        path = self.of("referent", self.env["biuro.sekretariat.petition"]).browse(path)
        path.write({
            "subject": "Budowa ścieżki rowerowej wzdłuż ul. Leśnej", "addressee": "president", "matter": "executive",
            "public_scan": self.scan, "public_scan_name": SCAN, "signature_count": 214,
            "content": "Ścieżka o długości 1,8 km, połączona z istniejącą trasą nad rzeką.",
            "address": "ul. Rynek 4, 99-950 Jasionów",
        })
        path.petitioner_ids[:1].write({"publish_name_consent": True, "residence": "Jasionów"})
        path.action_open_case()
        path.action_accept(self.ago(21))
        self.publish(path)
        self.of("referent", self.env["biuro.sekretariat.petition.step"]).create({
            "petition_id": path.id, "kind": "opinion", "date": self.ago(12),
            "text": "Zwrócono się o opinię do Wydziału Gospodarki Komunalnej",
        })

        late = self.petition("Naprawa nawierzchni ul. Torowej", 104, people=[1])
        late.action_accept(self.ago(98))
        soon = self.petition("Ustawienie koszy do segregacji w Parku Miejskim", 87, people=[2])
        soon.action_accept(self.ago(80))
        extended = self.petition("Przebudowa skrzyżowania ul. Szkolnej i Polnej", 70)
        extended.action_accept(self.ago(66))
        extended.action_extend("Konieczna opinia biegłego do spraw organizacji ruchu.",
                               str(extended.date_legal_end + timedelta(days=45)))
        lead = self.petition("Zakaz używania fajerwerków podczas imprez miejskich", 20, addressee="council",
                             matter="council", people=[0])
        lead.action_accept(self.ago(15))
        lead.action_announce(str(self.today + timedelta(days=21)), self.ago(10))
        for index, ago in ((1, 14), (2, 6)):
            self.petition("Zakaz fajerwerków na terenie miasta", ago, addressee="council", matter="council",
                          people=[index]).action_join(lead.id)
        self.publish(lead)
        call = self.petition("Zmiana rozkładu jazdy linii nr 4", 18, is_signed=False, people=[2])
        self.send(call.action_call(), 9, 5)
        group = self.petition("Plac zabaw przy ul. Kwiatowej", 8, people=[0, 1, 2])
        group.representative_id = group.petitioner_ids[0]
        group.action_check()
        self.petition("Nasadzenia drzew przy ul. Słonecznej", 2, people=[1])
        # waits for one click
        self.letter("Petycja w sprawie wydłużenia czasu zielonego światła przy szkole", "szkola", 1)

    def tell_ended_petitions(self):
        settled = self.petition("Oświetlenie przejścia dla pieszych przy ul. Szkolnej", 62)
        settled.action_accept(self.ago(55))
        self.publish(settled)
        self.send(settled.action_settle(
            "granted", "<p>Oświetlenie ujęto w planie na najbliższy kwartał; koszt pokryje rezerwa budżetowa.</p>",
            self.ago(12)), 10, 6)
        self.publish(settled, update=True)
        refused = self.petition("Budowa krytej pływalni", 120, people=[1])
        refused.action_accept(self.ago(112))
        refused.action_settle("refused", "<p>Koszt inwestycji przekracza możliwości finansowe miasta.</p>",
                              self.ago(40))
        nobody = self.petition("Skrócenie godzin pracy placówek handlowych", 15, petitioner_ids=[], address=False)
        nobody.action_unexamined("form")
        other = self.petition("Remont drogi powiatowej do Sąsiedniej", 30, matter="other_body", people=[2])
        other.action_forward("Zarząd Powiatu Jasionowskiego", "Droga jest drogą powiatową.")
        again = self.petition("Kryta pływalnia w Jasionowie", 20, people=[1], repeated_of_id=refused.id)
        again.action_unexamined("repeated")

    def tell_last_year(self):
        """Petitions of the last year, which the yearly information counts; it is published."""
        year = self.today.year - 1
        for subject, filed, done, result in (
            ("Ustawienie ławek na bulwarze", (2, 10), (4, 22), "granted"),
            ("Dopłaty do biletów dla uczniów", (3, 3), (5, 30), "part"),
            ("Likwidacja strefy płatnego parkowania", (5, 19), (8, 14), "refused"),
            ("Budowa toru dla rolkarzy", (9, 1), (11, 27), "granted"),
        ):
            day = date(year, *filed)
            petition = self.petition(subject, (self.today - day).days)
            petition.action_accept(str(day + timedelta(days=9)))
            petition.action_settle(result, "<p>Uzasadnienie jak w zawiadomieniu.</p>", str(date(year, *done)))
        Summary = self.of("sekretarka", self.env["biuro.sekretariat.petition.summary"])
        summary = Summary.browse(Summary.make_summary(year))
        self.publish(summary, author="sekretarka")

    # ---- requests for public information -----------------------------------------------------------------------------

    def request(self, subject, ago, **values):
        return self.of("referent", self.env["biuro.sekretariat.info.request"]).create({
            "subject": subject, "date_received": self.ago(ago), "requester_name": "Łucja Żółć",
            "requester_email": "lucja.zolc@poczta.example", **values,
        })

    def tell_open_requests(self):
        letter = self.letter("Wniosek o udostępnienie informacji – koszty promocji miasta", "zolc", 10, method="email")
        promotion = self.of("referent", self.env["biuro.sekretariat.info.request"]).browse(
            letter.action_make_info_request()["res_id"])
        promotion.scope = "Wysokość wydatków na promocję w bieżącym roku, w podziale na umowy."
        promotion.action_ask_cells(
            [self.ref("demo_department_gk").id], "Proszę o wykaz wydatków na promocję w Państwa wydziale.")
        self.request("Protokoły z kontroli placów zabaw", 19).action_take_up()
        extended = self.request("Wszystkie umowy zlecenia z ostatnich trzech lat", 13)
        extended.action_extend("Konieczność przejrzenia i anonimizacji ponad 400 umów.", str(
            self.today + timedelta(days=30)))
        fee = self.request("Skany projektu budowlanego ratusza", 9, wanted_form="carrier")
        fee.action_take_up()
        self.send(fee.action_fee("38.00", "Koszt skanowania wielkoformatowego u wykonawcy zewnętrznego."), 4, 2)
        processed = self.request("Zestawienie skuteczności windykacji z podziałem na dzielnice", 6, is_processed=True)
        processed.action_take_up()
        self.request("Kalendarz spotkań Prezydenta", 0, requester_name=False,
                     requester_email="anonim.4711@poczta.example")
        self.letter("Wniosek o informację publiczną – liczba wydanych zezwoleń", "wzorcowy", 0, method="email")

    def tell_ended_requests(self):
        for subject, ago, days, result, text in (
            ("Wynagrodzenia członków rad nadzorczych", 31, 12, "given", "Wykaz w załączeniu."),
            ("Liczba decyzji o warunkach zabudowy", 48, 9, "given", "W roku ubiegłym wydano 37 decyzji."),
            ("Koszt zakupu samochodu służbowego", 66, 14, "given", "128 400 zł brutto."),
            ("Nagrody dla pracowników urzędu", 93, 23, "given", "Wykaz zbiorczy w załączeniu."),
            ("Dane osobowe wnioskodawców petycji", 82, 10, "not_public", "Dane osób fizycznych nie są informacją "
             "publiczną."),
            ("Dokumentacja mostu na drodze krajowej", 39, 6, "not_held", ""),
        ):
            self.request(subject, ago).action_finish(result, text, on=self.ago(ago - days))
        cru = self.request("Umowy zawarte w lipcu", 29)
        self.send(cru.action_finish("published", "", url="https://umowy.example/cru"), 24)
        refused = self.request("Korespondencja z oferentem", 45)
        refused.write({
            "position_people": "Piotr Zieliński, radca prawny",
            "protected_parties": "Zieleń i Ogrody sp. z o.o. (tajemnica przedsiębiorcy)",
        })
        self.send(refused.action_finish(
            "refused", "<p>Żądana korespondencja zawiera tajemnicę przedsiębiorcy (art. 5 ust. 2).</p>"), 33, 29)
        refused.action_appeal(self.ago(3))

    def tell(self):
        self.tell_last_year()
        self.tell_ended_petitions()
        self.tell_open_petitions()
        self.tell_ended_requests()
        self.tell_open_requests()


def tell(env):
    """Play the story."""
    Story(env).tell()
