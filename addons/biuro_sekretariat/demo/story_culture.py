"""Cultural institutions of the invented city, entered and changed over the years, and requests for extracts."""

from datetime import date, timedelta

from odoo.addons.biuro_kancelaria.tools import office_today

SEQUENCE = 60


class Story:
    def __init__(self, env):
        user = env.ref("biuro_sekretariat.demo_user_secretary")
        self.env = env(user=user, su=False, context={
            **env.context, "lang": "pl_PL", "tz": "Europe/Warsaw", "mail_create_nolog": True, "tracking_disable": True,
        })
        self.today = office_today()

    def ago(self, days):
        return str(self.today - timedelta(days=days))

    def day(self, years, month, day):
        return date(self.today.year - years, month, day)

    def moment(self, years, month, day, hour=9, minute=14, second=27):
        return f"{self.day(years, month, day)} {hour:02d}:{minute:02d}:{second:02d}"

    def act(self, institution, kind, number, day, title, issuer="Rady Miasta Jasionów", journal=False):
        return self.env["biuro.sekretariat.culture.document"].create({
            "institution_id": institution and institution.id, "kind": kind, "number": number, "date": day,
            "title": title, "issuer": issuer, "journal": journal,
        })

    def institution(self, years, name, short, address, number, **values):
        founded, given = self.day(years, 1, 29), self.day(years, 2, 26)
        return self.env["biuro.sekretariat.culture.institution"].create({
            "full_name": name, "statute_has_short_name": bool(short), "short_name": short, "seat": "Jasionów",
            "address": f"{address}, 99-950 Jasionów", "organizer": "Miasto Jasionów",
            "founding_act_id": self.act(None, "resolution", f"{number}/{founded.year}", founded,
                                        "utworzenia samorządowej instytucji kultury").id,
            "statute_act_id": self.act(None, "resolution", f"{number}A/{given.year}", given, "nadania statutu",
                                       journal=f"Dz. Urz. Woj. Maz. z {given.year} r. poz. 1{given:%y}4").id,
            **values,
        })

    def director(self, institution, years, month, name, number, old=None, **more):
        basis = self.act(institution, "order", f"{number}/{self.today.year - years}", self.day(years, month, 20),
                         "powołania dyrektora", "Prezydenta Miasta Jasionów")
        values = {**(old._get_values() if old else {}), "director": name, **more}
        return institution._add_book_row(
            2, values, basis, supersedes_id=old.id if old else None,
            moment=self.env["biuro.sekretariat.culture.register.entry"]._fields["entered_at"].to_datetime(
                self.moment(years, month, 27, 10, 5, 41)),
        )

    def library(self):
        library = self.institution(
            14, "Miejska Biblioteka Publiczna w Jasionowie", "MBP", "ul. Książkowa 4", "XII/87", regon="123456785",
            vat="5260250995", subject="Gromadzenie, opracowywanie i udostępnianie zbiorów bibliotecznych.",
        )
        library._enter_position(moment=self.moment(14, 3, 12))
        row = self.director(library, 14, 4, "Halina Woźniak", "41", library._get_current_row(2))
        name = self.act(library, "resolution", f"XXX/210/{self.today.year - 9}", self.day(9, 6, 18),
                        "nadania Miejskiej Bibliotece Publicznej imienia Marii Dąbrowskiej")
        library._change_position(
            {"full_name": "Miejska Biblioteka Publiczna im. Marii Dąbrowskiej w Jasionowie"}, name.id,
            moment=self.moment(9, 7, 2, 11, 31, 5),
        )
        row = self.director(library, 6, 8, "Marek Olszewski", "112", row, deputies="Ewa Kaczmarek")
        move = self.act(library, "order", f"57/{self.today.year - 4}", self.day(4, 4, 20),
                        "zmiany wpisu w rejestrze instytucji kultury", "Prezydenta Miasta Jasionów")
        application = self.act(library, "application", f"MBP.0121.3.{self.today.year - 4}", self.day(4, 4, 11),
                               "zmiany siedziby", "Dyrektora Miejskiej Biblioteki Publicznej")
        library._change_position(
            {"address": "ul. Długa 18, 99-950 Jasionów"}, move.id, "application", application.id,
            moment=self.moment(4, 4, 25, 8, 47, 59),
        )
        statute = self.act(library, "resolution", f"L/402/{self.today.year - 1}", self.day(1, 9, 24), "zmiany statutu",
                           journal=f"Dz. Urz. Woj. Maz. z {self.today.year - 1} r. poz. 8812")
        library._change_position({"statute_act_id": statute.id}, statute.id, keep_old=True,
                                 moment=self.moment(1, 10, 3, 12, 3, 20))
        report = self.act(library, "statement", False, self.day(0, 1, 10), "złożenia sprawozdania finansowego",
                          "Dyrektora Miejskiej Biblioteki Publicznej")
        library.add_book_entry(3, {
            "property": "Budynek przy ul. Długiej 18 w użyczeniu od Miasta Jasionów; zbiory: 84 210 woluminów.",
            "statement": f"Sprawozdanie finansowe za {self.today.year - 1} r. złożone.",
        }, basis_id=report.id)
        return library

    def centre(self):
        centre = self.institution(
            11, "Jasionowskie Centrum Kultury", "JCK", "pl. Wolności 7", "VII/44", regon="987654326", is_artistic=False,
            co_organizer="Powiat Jasionowski",
            subject="Edukacja kulturalna, amatorski ruch artystyczny, organizacja imprez.",
        )
        centre._enter_position(moment=self.moment(11, 3, 30, 13, 2, 8))
        row = self.director(centre, 11, 5, "Joanna Piotrowska", "63", centre._get_current_row(2))
        self.director(centre, 2, 9, "Krzysztof Adamski", "140", row,
                      proxies="Ewa Nowicka – czynności prawne do 50 000 zł")
        return centre

    def gallery(self, centre):
        gallery = self.institution(
            8, "Galeria Sztuki Współczesnej „Jasion”", False, "ul. Lipowa 2", "XL/301", is_artistic=True,
            subject="Wystawiennictwo i upowszechnianie sztuki współczesnej.",
        )
        gallery._enter_position(moment=self.moment(8, 3, 6, 10, 45, 33))
        self.director(gallery, 8, 4, "Paweł Zając", "52", gallery._get_current_row(2))
        merger = self.act(gallery, "resolution", f"LX/455/{self.today.year - 1}", self.day(1, 11, 27),
                          "połączenia instytucji kultury")
        gallery._strike_position(
            merger.id, "Połączenie z Jasionowskim Centrum Kultury, które wstępuje w prawa i obowiązki galerii.",
            moment=self.moment(1, 12, 31, 11, 59, 58),
        )
        centre.add_book_entry(4, {"event": "Przejęcie Galerii Sztuki Współczesnej „Jasion” w drodze połączenia."})
        return gallery

    def requests(self, library, centre):
        Request = self.env["biuro.sekretariat.culture.extract.request"]
        rows = [
            ("short", library, "Fundacja „Czytelnia”", 25, "paper", "sent"),
            ("full", library, "Kancelaria Radcy Prawnego Jan Wzorcowy", 12, "paper", "issued"),
            ("short", centre, "Stowarzyszenie Miłośników Jasionowa", 6, "electronic", "registered"),
            ("certificate", library, "Bank Spółdzielczy w Jasionowie", 2, "paper", "registered"),
            ("full", centre, "Anna Lipińska", 18, "paper", "overdue"),
            ("short", library, "Piotr Przykładowy", 0, "paper", "draft"),
        ]
        for kind, institution, applicant, ago, form, goal in rows:
            request = Request.create({
                "kind": kind, "institution_id": institution.id, "applicant": applicant, "date_received": self.ago(ago),
                "applicant_address": "ul. Przykładowa 1, 99-950 Jasionów", "form": form,
            })
            if goal == "draft":
                continue
            request.action_register()
            if goal in ("sent", "issued"):
                request.action_record_payment(self.ago(ago - 1), "potwierdzenie przelewu")
                request.action_issue()
            if goal == "sent":
                request.action_hand_over(self.ago(ago - 5), "odebrano osobiście za pokwitowaniem")

    def tell(self):
        library = self.library()
        centre = self.centre()
        gallery = self.gallery(centre)
        self.institution(0, "Muzeum Ziemi Jasionowskiej", "MZJ", "ul. Zamkowa 1", "LXV/502",
                         subject="Gromadzenie i ochrona dóbr kultury ziemi jasionowskiej.")
        self.requests(library, centre)
        for ago, institutions, subject, person in (
            (40, library, "files", False), (9, library | centre, "book", "Anna Lipińska"), (3, gallery, "both", False),
        ):
            self.env["biuro.sekretariat.culture.inspection"].create({
                "date": self.ago(ago), "time_from": 10, "time_to": 10.75, "subject": subject, "person": person,
                "institution_ids": [(6, 0, institutions.ids)],
            })


def tell(env):
    """Play the whole story."""
    Story(env).tell()
