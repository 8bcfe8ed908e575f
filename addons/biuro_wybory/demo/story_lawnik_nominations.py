"""A by-election of lay judges up to its opinion team: nominations of every kind, all of them invented people."""

from datetime import date, datetime, time, timedelta

from odoo.fields import Command

from odoo.addons.biuro_kancelaria.demo.story import Story
from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW

SEQUENCE = 10

WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)

# (number, born, education, profession, kind of nominator, nominator, court, labour, days ago, what is special)
CANDIDATES = [
    (1, date(1968, 4, 14), "higher", "nauczyciel", "association", "seniors", "sr", False, 38, ""),
    (2, date(1975, 11, 2), "higher", "pielęgniarka", "association", "seniors", "sr", False, 38, ""),
    (3, date(1971, 7, 30), "secondary", "elektryk", "organisation", "union", "sr", True, 35, ""),
    (4, date(1980, 1, 21), "higher", "specjalista ds. kadr", "organisation", "union", "so", True, 33, ""),
    (5, date(1964, 9, 9), "secondary_vocational", "kierowca", "citizens", "", "so", False, 30, ""),
    (6, date(1990, 5, 5), "higher", "księgowa", "citizens", "", "sr", False, 28, "few"),
    (7, date(1959, 3, 17), "higher", "emerytka", "association", "seniors", "sr", False, 27, "old_krk"),
    (8, date(1985, 12, 24), "higher", "bibliotekarka", "association", "seniors", "so", False, 26, "withdrawn"),
    (9, date(1977, 6, 6), "higher", "adwokat", "court_president", "sr", "sr", False, 25, "advocate"),
    (10, date(1969, 2, 11), "secondary", "sprzedawca", "association", "seniors", "sr", False, 12, "late"),
    (11, date(1973, 8, 19), "higher", "logopedka", "organisation", "union", "sr", True, 24, "no_photo"),
]


class NominationsStory(Story):
    def ref(self, name):
        own = self.env.ref(f"biuro_wybory.{name}", raise_if_not_found=False)
        return own or super().ref(name)

    def moment(self, ago, hour=10, minute=15):
        """Return the moment (naive UTC) of so many days ago at an hour of the office."""
        local = datetime.combine(self.today - timedelta(days=ago), time(hour, minute), WARSAW)
        return local.astimezone(UTC).replace(tzinfo=None)

    def pesel(self, born, serial):
        month = born.month + (20 if born.year >= 2000 else 0)
        body = f"{born.year % 100:02d}{month:02d}{born.day:02d}{serial:04d}"
        digit = -sum(int(one) * weight for one, weight in zip(body, WEIGHTS, strict=True)) % 10
        return f"{body}{digit}"

    def tell(self):
        term = self.tell_term()
        for row in CANDIDATES:
            self.tell_nomination(term, *row)
        self.tell_police(term)
        self.tell_team(term)

    def tell_term(self):
        letter = self.letter(
            "Liczba ławników do wyboru w wyborach uzupełniających", "demo_partner_court_so", 62, "A-012-7/26"
        )
        term = self.of("lawnicy", self.env["biuro.wybory.lawnik.term"]).create({
            "kind": "by_election",
            "election_year": self.today.year,
            "court_letter_id": letter.id,
            "court_letter_no": "A-012-7/26",
            "nomination_deadline": self.today - timedelta(days=20),
            "nomination_deadline_time": 15.5,
            "announced_on": self.today - timedelta(days=55),
            "announcement_place": "w Biurze Rady Miasta, pokój 12, w godzinach pracy, albo pocztą na adres Urzędu",
            "quota_ids": [
                Command.create({"court_id": self.ref("demo_partner_court_sr").id, "seats": 4, "seats_labour": 2}),
                Command.create({"court_id": self.ref("demo_partner_court_so").id, "seats": 2, "seats_labour": 1}),
            ],
        })  # fmt: skip
        term.action_open()
        return term

    def letter(self, title, partner, ago, reference=False, **values):
        letters = self.of("kancelaria", self.env["biuro.letter"])
        letter = letters.browse(letters.register_incoming({
            "title": title, "partner_id": self.ref(partner).id if partner else False, "delivery_method": "in_person",
            "date_received": self.days_ago(ago), "letter_date": self.days_ago(ago), "sender_reference": reference,
            "datetime_received": str(self.moment(ago)), "scan_status": "none",
            "scan_reason": "załączniki z danymi wrażliwymi", **values,
        })["id"])  # fmt: skip
        letter.action_distribute(
            department_id=self.ref("demo_department_bs").id, employee_id=self.ref("demo_employee_lawnicy").id)
        return self.of("lawnicy", letter)

    def tell_nomination(self, term, number, born, education, profession, kind, body, court, labour, ago, special):
        if kind == "citizens":
            letter = self.letter("Zgłoszenie kandydata na ławnika", False, ago, sender_lastname=f"Mieszkaniec {number}",
                                 sender_firstname="Przykładowy", sender_city="Jasionów")  # fmt: skip
        else:
            partner = "demo_partner_court_sr" if body == "sr" else f"demo_partner_{body}"
            letter = self.letter("Zgłoszenie kandydata na ławnika", partner, ago)
        Nomination = self.of("lawnicy", self.env["biuro.wybory.lawnik.nomination"])
        nomination = Nomination.browse(letter.action_make_nomination()["res_id"])
        received = nomination.received_on
        nomination.write({
            "court_id": self.ref(f"demo_partner_court_{court}").id,
            "for_labour": labour,
            "labour_justification": "Wieloletnia praca w organach związku zawodowego." if labour else False,
            "surname": f"Kandydat {number}" if number % 2 else f"Kandydatka {number}",
            "given_names": "Przykładowy" if number % 2 else "Przykładowa",
            "birth_surname": f"Rodowe {number}",
            "parents_names": "Jan, Maria",
            "mother_birth_surname": f"Dawna {number}",
            "birth_date": born,
            "birth_place": "Jasionów",
            "pesel": self.pesel(born, 100 + number),
            "street": "ul. Przykładowa",
            "building": str(number),
            "zip": "00-901",
            "city": "Jasionów",
            "phone": f"600 000 {number:03d}",
            "local_tie": "residence" if number % 3 else "work",
            "local_tie_since": date(1998 + number, 9, 1),
            "education": education,
            "profession": profession,
            "employer": "Zakład Przykładowy w Jasionowie",
            "motives": "Chęć udziału w wymiarze sprawiedliwości i doświadczenie w pracy z ludźmi.",
            "social_work": "Działalność w radzie rodziców i stowarzyszeniu.",
            "consent_date": received - timedelta(days=1),
            "no_exclusion_declared": special != "advocate",
            "nominator_type": kind,
            "register_type": "krs" if kind in ("association", "organisation") else False,
            "register_no": f"00004500{number:02d}" if kind in ("association", "organisation") else False,
            "nominator_signatory": "Prezes Zarządu" if kind != "citizens" else "Pierwsza osoba z listy",
            "spokesperson_name": f"Pierwsza osoba z listy {number}" if kind == "citizens" else False,
        })  # fmt: skip
        if kind == "citizens":
            bad = special == "few"
            nomination.write({
                "supporters_declared": 53,
                "supporters_valid": 47 if bad else 51,
                "supporters_defective_lines": "4, 9, 17, 22, 31, 40" if bad else "12, 38",
                "supporters_register_checked": True,
            })  # fmt: skip
        if special == "advocate":
            nomination.exclusion_ids = self.ref("biuro_wybory_lawnik_exclusion_advocate")
        nomination.action_list_enclosures()
        for document in nomination.document_ids:
            document.write({
                "is_present": not (special == "no_photo" and document.kind == "photo"),
                "issue_date": received - timedelta(days=40 if special == "old_krk" and document.kind == "krk" else 6),
                "pages": {"form": 4, "support_list": 5, "register": 6}.get(document.kind, 1),
            })  # fmt: skip
        nomination.action_check()
        if special == "withdrawn":
            nomination.action_withdraw("podpisane oświadczenie kandydatki", self.days_ago(ago - 3))
        else:
            nomination.action_settle()

    def tell_police(self, term):
        Request = self.of("lawnicy", self.env["biuro.wybory.lawnik.police.request"])
        # the first one is answered, about the rest the police was asked anew
        request = Request.browse(term.action_prepare_police_request()["res_id"])
        request.partner_id = self.ref("demo_partner_police")
        request.action_draft_letter()
        request.action_mark_sent(self.days_ago(16), "BS.533.1")
        request.action_mark_delivered(self.days_ago(14))
        request.action_receive_answer(self.days_ago(4), "KWP-0151-88/26")
        for nomination in request.nomination_ids:
            nomination.police_remark = "no"

    def tell_team(self, term):
        group = self.env.ref("biuro_wybory.biuro_wybory_group_lawnik_team")
        members = self.ref("demo_user_radca") | self.ref("demo_user_sekretarz")
        members.write({"group_ids": [Command.link(group.id)]})
        term.team_user_ids = members
        term.action_close_nominations()
        term.action_start_opinion()


def tell(env):
    """Tell the story, with the rights of the people in it."""
    NominationsStory(env).tell()
