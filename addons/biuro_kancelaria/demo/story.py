"""The working days of the invented office: each step is done by the person who would do it."""

import base64
from datetime import timedelta

from odoo import fields
from odoo.tools import file_open

from ..tools import office_today

# (correspondent, subject, delivery method, days ago, reference, cell, how far it has come, class, procedure)
LETTERS = [
    (
        "przykladowa",
        "Wniosek o ustawienie ławek w Parku Miejskim",
        "registered_post",
        34,
        "",
        "gk",
        "delivered",
        "152",
        "wniosek",
    ),
    (
        "wojewoda",
        "Wezwanie do przekazania uchwał podjętych na sesji",
        "edelivery",
        30,
        "NK-I.4131.7.2026",
        "bs",
        "delivered",
        "0007",
        "inne",
    ),
    ("szkola", "Zaproszenie na obchody 50-lecia szkoły", "letter", 12, "SP3.071.4.2026", "bs", "outside", "054", ""),
    (
        "zolc",
        "Wniosek o udostępnienie informacji publicznej – umowy zawarte w 2025 r.",
        "email",
        9,
        "",
        "bs",
        "to_accept",
        "1431",
        "udip",
    ),
    (
        "stowarzyszenie",
        "Petycja w sprawie wydłużenia godzin otwarcia biblioteki",
        "in_person",
        20,
        "SMJ/14/2026",
        "bs",
        "case",
        "152",
        "petycja",
    ),
    (
        "gmina",
        "Projekt porozumienia w sprawie wspólnego transportu publicznego",
        "edelivery",
        16,
        "ORG.031.2.2026",
        "bs",
        "to_sign",
        "031",
        "inne",
    ),
    (
        "firma",
        "Skarga na zwłokę w odbiorze robót przy ul. Lipowej",
        "registered_receipt",
        26,
        "ZO/112/26",
        "gk",
        "case",
        "1510",
        "skarga",
    ),
    ("wzorcowy", "Wniosek o wydanie zaświadczenia", "in_person", 40, "", "bs", "closed", "1431", "kpa"),
    ("przykladowa", "Prośba o naprawę oświetlenia przy ul. Kwiatowej", "letter", 8, "", "gk", "accepted", "", ""),
    (
        "stowarzyszenie",
        "Wniosek o patronat Prezydenta nad Dniem Jasionowa",
        "in_person",
        6,
        "SMJ/17/2026",
        "bs",
        "signed",
        "0054",
        "inne",
    ),
    ("firma", "Oferta utrzymania zieleni w 2027 r.", "email", 5, "ZO/131/26", "gk", "decreed", "", ""),
    ("gmina", "Zaproszenie na naradę w sprawie świetlicy", "edelivery", 4, "ORG.033.9.2026", "bs", "decreed", "", ""),
    (
        "szkola",
        "Wniosek o dofinansowanie wycieczki do Sejmu",
        "letter",
        3,
        "SP3.312.8.2026",
        "bs",
        "distributed",
        "",
        "",
    ),
    (
        "wojewoda",
        "Informacja o terminie kontroli problemowej",
        "edelivery",
        2,
        "NK-II.431.3.2026",
        "",
        "registered",
        "",
        "",
    ),
    ("wzorcowy", "Odwołanie od odmowy wydania duplikatu", "registered_post", 1, "", "", "registered", "", ""),
    ("zolc", "Pytanie o godziny przyjęć interesantów", "email", 0, "", "", "registered", "", ""),
    ("firma", "Faktura za nasadzenia jesienne", "letter", 0, "FV/88/2026", "", "draft", "", ""),
    ("przykladowa", "Podziękowanie za szybką interwencję", "letter", 0, "", "", "draft", "", ""),
]
PLAIN_FILES = {0: "skan_wniosek.pdf", 4: "skan_petycja.pdf"}
# (title, category, summary, text, how far it has come)
PUBLICATIONS = [
    (
        "Godziny przyjęć interesantów w sprawach skarg i wniosków",
        "skargi_i_wnioski",
        "Prezydent Miasta przyjmuje w każdy wtorek od 15.00 do 17.00.",
        "<p>Prezydent Miasta przyjmuje interesantów w sprawach skarg i wniosków w każdy wtorek w godz. 15.00–17.00, "
        "w pokoju 101 Urzędu Miasta.</p>",
        "published",
    ),
    (
        "Petycja w sprawie wydłużenia godzin otwarcia biblioteki",
        "petycje",
        "Petycja złożona w interesie publicznym; przewidywany termin rozpatrzenia: trzy miesiące od złożenia.",
        "<p>Petycja w sprawie wydłużenia godzin otwarcia Miejskiej Biblioteki Publicznej w soboty do godziny 18.00.</p>"
        "<p>Podmiot wnoszący nie wyraził zgody na ujawnienie danych.</p>",
        "published",
    ),
    (
        "Rejestr umów za trzeci kwartał",
        "umowy",
        "Umowy zawarte przez Urząd Miasta w trzecim kwartale.",
        "<p>Wykaz umów w załączniku.</p>",
        "checked",
    ),
    (
        "Petycja w sprawie przejścia dla pieszych",
        "petycje",
        "Petycja o wyznaczenie przejścia przy ul. Szkolnej.",
        "<p>Wnoszę o wyznaczenie przejścia dla pieszych. Jan Wzorcowy, ul. Szkolna 3, 99-950 Jasionów, "
        "tel. 600 100 200, jan.wzorcowy@poczta.example</p>",
        "to_check",
    ),
    (
        "Ogłoszenie o naborze do Młodzieżowej Rady Miasta",
        "ogloszenia",
        "Nabór potrwa do końca miesiąca.",
        "<p>Zapraszamy uczniów jasionowskich szkół.</p>",
        "draft",
    ),
]
# how far each step goes; a letter takes all steps up to its own
STEPS = [
    "draft",
    "registered",
    "distributed",
    "decreed",
    "accepted",
    "case",
    "to_accept",
    "to_sign",
    "signed",
    "dispatched",
    "delivered",
]
REPLY = (
    "<p>Szanowni Państwo,</p><p>w odpowiedzi na pismo informuję, że sprawa została rozpatrzona. Wnioskowane prace "
    "ujęto w planie na najbliższy kwartał, a o ich zakończeniu powiadomimy odrębnym pismem.</p>"
    "<p>Dziękuję za zgłoszenie.</p>"
)


class Story:
    def __init__(self, env):
        self.env = env(context={**env.context, "lang": "pl_PL", "tz": "Europe/Warsaw", "mail_create_nolog": True})
        self.today = office_today()

    def ref(self, name):
        return self.env.ref(f"biuro_kancelaria.{name}")

    def of(self, login, record):
        """Return a record, or a model, in the hands of a demo user."""
        return record.with_user(self.ref(f"demo_user_{login}"))

    def days_ago(self, days):
        return fields.Date.to_string(self.today - timedelta(days=days))

    def tell_letter(self, index, partner, title, method, ago, reference, cell, goal, jrwa, procedure):
        values = {
            "title": title,
            "partner_id": self.ref(f"demo_partner_{partner}").id,
            "delivery_method": method,
            "date_received": self.days_ago(ago),
            "letter_date": self.days_ago(ago + 2),
            "external_id": f"demo-{index}",
            "file_format": "pdf",
        }
        if reference:
            values["sender_reference"] = reference
        if method == "edelivery":
            values["edor_arrived_at"] = f"{self.days_ago(ago)} 09:15:00"
        if index in PLAIN_FILES:
            with file_open(f"biuro_kancelaria/demo/files/{PLAIN_FILES[index]}", "rb") as scan:
                content = base64.b64encode(scan.read()).decode()
            values["attachments"] = [{"name": PLAIN_FILES[index], "content": content}]
        else:
            values.update(scan_status="none", scan_reason="format ponadstandardowy")
        if goal == "draft":
            return self.draft(values)
        letters = self.of("kancelaria", self.env["biuro.letter"])
        letter = letters.browse(letters.register_incoming(values)["id"])
        clerk = "referent_gk" if cell == "gk" else "referent"
        reach = STEPS.index({"closed": "accepted", "outside": "accepted"}.get(goal, goal))
        if reach >= STEPS.index("distributed"):
            letter.action_distribute(department_id=self.ref("demo_department_kp").id)
        if reach >= STEPS.index("decreed"):
            self.of("prezydent", letter).action_assign(
                lines=[
                    {
                        "employee_id": self.ref(f"demo_employee_{clerk}").id,
                        "kind": "handle",
                        "is_lead": True,
                        "instruction": "Proszę o przygotowanie odpowiedzi.",
                        "date_deadline": self.days_ago(ago - 21),
                    }
                ]
            )
        if reach >= STEPS.index("accepted"):
            self.of(clerk, letter).action_accept()
        if goal == "outside":
            self.of(clerk, letter).action_file(jrwa)
        if goal == "closed" or reach >= STEPS.index("case"):
            self.tell_case(letter, clerk, ago, goal, jrwa, procedure)
        if reach > STEPS.index("case"):
            self.tell_reply(letter, clerk, reach)
        return letter

    def draft(self, values):
        values = {key: value for key, value in values.items() if key != "delivery_method"}
        return self.of("kancelaria", self.env["biuro.letter"]).create(
            {
                **values,
                "direction": "in",
                "delivery_method_id": self.ref("delivery_method_letter").id,
            }
        )

    def tell_case(self, letter, clerk, ago, goal, jrwa, procedure):
        handled = self.of(clerk, letter)
        handled.action_open_case(jrwa, options={"procedure": procedure or "inne", "date_opened": self.days_ago(ago)})
        if goal == "closed":
            handled.case_id.action_close("Wydano zaświadczenie.", closed_on=self.days_ago(ago - 3))

    def tell_reply(self, letter, clerk, reach):
        letters = self.of(clerk, letter)
        reply = letters.browse(letters.action_reply()["res_id"])
        reply.write(
            {
                "body": REPLY,
                "signatory_id": self.ref("demo_employee_prezydent").id,
                "capacity": "Prezydent Miasta",
                "delivery_method_id": self.ref("delivery_method_registered").id,
            }
        )
        self.complete_address(reply)
        reply.action_request_acceptance()
        if reach >= STEPS.index("to_sign") and reply.state == "to_accept":
            head = "prezydent" if clerk == "referent_gk" else "kierownik"
            self.of(head, reply).action_accept("Zgoda, bez uwag.")
        if reach >= STEPS.index("signed"):
            self.of("prezydent", reply).action_sign(kind="qualified", verification="valid")
        if reach >= STEPS.index("dispatched"):
            self.of("kancelaria", reply).action_dispatch(tracking_number=f"(00)7590077312345678{reply.id % 100:02d}")
        if reach >= STEPS.index("delivered"):
            self.of("kancelaria", reply).action_confirm_delivery(collected=self.days_ago(0))

    def complete_address(self, reply):
        for recipient in reply.recipient_ids.filtered(lambda line: not (line.street and line.zip and line.city)):
            recipient.write({"street": "ul. Podana 1", "zip": "99-950", "city": "Jasionów"})

    def tell(self):
        self.env["biuro.signing.authority"].create(
            {
                "employee_id": self.ref("demo_employee_prezydent").id,
                "capacity": "Prezydent Miasta",
                "basis": "art. 33 ust. 1 ustawy o samorządzie gminnym",
                "date_from": f"{self.today.year - 2}-05-07",
            }
        )
        for index, letter in enumerate(LETTERS):
            self.tell_letter(index, *letter)
        self.tell_own_case()
        for publication in PUBLICATIONS:
            self.tell_publication(*publication)

    def tell_publication(self, title, category, summary, body, goal):
        publication = self.of("referent", self.env["biuro.publication"]).create(
            {
                "name": title,
                "summary": summary,
                "body": body,
                "made_by": "Maria Wiśniewska, Dyrektor Biura Samorządowego",
                "category_id": self.ref(f"biuro_publication_category_{category}").id,
            }
        )
        if goal == "draft":
            return
        publication.action_submit()
        if goal == "to_check":
            return
        checked = self.of("kierownik", publication)
        checked.finding_ids.filtered(lambda finding: finding.decision == "open").action_leave("dane urzędu")
        checked.action_check()
        if goal == "published":
            checked.action_publish()

    def tell_own_case(self):
        """A case of the office itself, restricted, and an internal letter in it."""
        cases = self.of("referent", self.env["biuro.case"])
        case = cases.browse(
            cases.open_case(
                {
                    "title": "Przygotowanie spotkania Prezydenta z mieszkańcami",
                    "jrwa_symbol": "0056",
                    "is_own": True,
                    "date_opened": self.days_ago(15),
                }
            )["id"]
        )
        case.add_event("Uzgodniono telefonicznie salę w Domu Kultury")
        note = self.of("referent", self.env["biuro.letter"]).create(
            {
                "direction": "internal",
                "title": "Notatka służbowa z uzgodnień w sprawie sali",
                "case_id": case.id,
            }
        )
        note.action_register()


def tell(env):
    """Play the whole story."""
    Story(env).tell()
