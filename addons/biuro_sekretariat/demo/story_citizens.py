"""Complaints, motions and interventions of the demo office, told by their verbs."""

from odoo.addons.biuro_kancelaria.demo.story import Story

SEQUENCE = 20

REASONS = {
    "factual_reasons": "Z akt sprawy wynika, że czynności podejmowano na bieżąco, a przerwa była skutkiem oczekiwania "
                       "na uzgodnienie z zarządcą drogi.",
    "legal_reasons": "Zgodnie z art. 35 § 5 Kodeksu postępowania administracyjnego do terminów nie wlicza się okresów "
                     "opóźnień spowodowanych z przyczyn niezależnych od organu.",
}


class CitizensStory(Story):
    def ref(self, name):
        own = self.env.ref(f"biuro_sekretariat.{name}", raise_if_not_found=False)
        return own or super().ref(name)

    def letter(self, title, partner, ago, method="letter", cell="bs", **values):
        letters = self.of("kancelaria", self.env["biuro.letter"])
        letter = letters.browse(letters.register_incoming({
            "title": title, "partner_id": self.ref(f"demo_partner_{partner}").id if partner else False,
            "delivery_method": method, "date_received": self.days_ago(ago), "letter_date": self.days_ago(ago + 1),
            "file_format": "pdf", "scan_status": "none", "scan_reason": "format ponadstandardowy", **values,
        })["id"])
        letter.action_distribute(department_id=self.ref(f"demo_department_{cell}").id)
        return letter

    def complaint(self, title, partner, ago, cell="bs", **values):
        """A letter entered in the register by the keeper."""
        extra = {key: values.pop(key) for key in list(values) if key.startswith("sender_")}
        letter = self.letter(title, partner, ago, cell=cell, method=values.pop("method", "letter"), **extra)
        action = self.of("secretary", letter).action_make_complaint()
        complaint = self.of("secretary", self.env["biuro.sekretariat.complaint"]).browse(action["res_id"])
        if values:
            complaint.write(values)
        return complaint

    def hand(self, complaint, cell, clerk):
        complaint.action_start(self.ref(f"demo_department_{cell}").id, self.ref(f"demo_employee_{clerk}").id)
        return self.of(clerk, complaint)

    def answer(self, complaint, clerk, result, goal):
        handled = self.of(clerk, complaint)
        handled.write({
            "planned_result": result, "settlement": "Sprawdzono przebieg sprawy i wysłuchano pracowników komórki. "
            "Ustalenia przedstawiono poniżej.", **(REASONS if result in ("groundless", "not_accepted") else {}),
        })
        reply = self.env["biuro.letter"].browse(handled.action_draft_reply()["res_id"])
        self.send(reply, clerk, goal)
        if goal == "settled":
            handled.action_settle()
        return reply

    def send(self, letter, clerk, goal="sent"):
        letter = self.of(clerk, letter)
        letter.write({
            "signatory_id": self.ref("demo_employee_prezydent").id, "capacity": "Prezydent Miasta",
            "delivery_method_id": self.ref("delivery_method_registered").id,
        })
        self.complete_address(letter)
        if goal == "draft":
            return
        letter.action_request_acceptance()
        if letter.state == "to_accept":
            head = "prezydent" if clerk == "referent_gk" else "kierownik"
            self.of(head, letter).action_accept("Zgoda.")
        if goal == "to_sign":
            return
        self.of("prezydent", letter).action_sign(kind="qualified", verification="valid")
        self.of("kancelaria", letter).action_dispatch(tracking_number=f"(00)759007731234{letter.id:06d}")

    def tell_complaints(self):
        employee = {"about": "employee", "matter": "own"}
        # answered in time, closed; repeated afterwards without new circumstances
        first = self.complaint("Skarga na opieszałość w sprawie naprawy chodnika przy ul. Lipowej", "wzorcowy", 27)
        first.action_qualify(**employee)
        self.hand(first, "bs", "referent")
        self.answer(first, "referent", "groundless", "settled")
        self.of("referent", first).action_close()
        again = self.complaint("Ponowna skarga na opieszałość w naprawie chodnika przy ul. Lipowej", "wzorcowy", 1)
        again.action_mark_repeated(first.id)
        # past its term
        late = self.complaint("Skarga na brak odpowiedzi w sprawie hałasu z targowiska", "przykladowa", 41)
        late.action_qualify(**employee)
        self.hand(late, "gk", "referent_gk")
        # due in a few days, the answer waits for the signature
        due = self.complaint("Skarga na sposób obsługi w kasie Urzędu", "zolc", 26, method="email")
        due.action_qualify(**employee)
        self.hand(due, "bs", "referent")
        self.answer(due, "referent", "justified", "to_sign")
        # a motion, the answer is a draft
        motion = self.complaint("Wniosek o ustawienie stojaków rowerowych przed Urzędem", "stowarzyszenie", 12)
        motion.action_qualify(kind="motion")
        self.hand(motion, "gk", "referent_gk")
        self.answer(motion, "referent_gk", "accepted", "draft")
        # about the President: to the Council, the drafts wait
        council = self.complaint("Skarga na Prezydenta Miasta w sprawie zamknięcia boiska", "szkola", 5)
        council.action_qualify(about="president", matter="own")
        council.action_prepare_forward()
        # about the Council in finances: passed on to the chamber
        chamber = self.env["res.partner"].create({
            "name": "Regionalna Izba Obrachunkowa", "is_company": True, "is_public_body": True,
            "street": "ul. Skarbowa 2", "zip": "99-900", "city": "Województwo",
        })
        rio = self.complaint("Skarga na Radę Miasta w sprawie uchwały budżetowej", "firma", 6)
        rio.action_qualify(about="council", matter="finance")
        rio.action_prepare_forward(partner_id=chamber.id)
        for letter in (rio.forward_letter_id, rio.notice_id):
            self.send(letter, "secretary")
        # anonymous
        anonymous = self.complaint(
            "Skarga na nieporządek w parku", False, 3, sender_unknown=True, sender_unknown_reason="anonim",
        )
        anonymous.action_leave_unexamined()
        # passed on by a member of the Sejm: fourteen days
        mp = self.env["res.partner"].create({
            "name": "Poseł Halina Wzorowa", "street": "ul. Sejmowa 4", "zip": "00-902", "city": "Warszawa",
        })
        passed = self.complaint("Skarga mieszkańców na odwołane kursy autobusu", "przykladowa", 11)
        passed.write({"forwarder_kind": "mp", "forwarder_id": mp.id})
        passed.action_qualify(**employee)
        self.hand(passed, "gk", "referent_gk")
        # unclear: called to clarify
        unclear = self.complaint("Skarga na urzędników", "gmina", 8)
        unclear.action_qualify(**employee)
        unclear.action_call_to_clarify("Proszę wskazać, jakiej sprawy i którego wydziału dotyczy skarga.")
        self.send(unclear.clarify_letter_id, "secretary")
        # several matters
        several = self.complaint("Skarga na zwłokę w wydaniu decyzji oraz na uchwałę Rady", "wojewoda", 4)
        several.action_split([
            {"subject": "Zwłoka w wydaniu decyzji o warunkach zabudowy", "about": "employee"},
            {"subject": "Uchwała Rady w sprawie opłat targowych", "about": "council"},
        ])
        # told orally at the desk today
        self.of("secretary", self.env["biuro.sekretariat.complaint"]).record_oral({
            "subject": "Niedziałająca winda w budynku Urzędu", "firstname": "Zofia", "lastname": "Przykładna",
            "street": "ul. Długa 8", "zip": "99-950", "city": "Jasionów", "phone": "600 000 111",
            "description": "Winda jest nieczynna od dwóch tygodni. Zgłaszająca porusza się na wózku i nie może dostać "
                           "się na drugie piętro, gdzie mieści się Wydział Gospodarki Komunalnej.",
            "declared_kind": "complaint", "confirm_receipt": True,
        })
        # new on the desk
        self.complaint("Wniosek o wydłużenie godzin pracy kasy w poniedziałki", "stowarzyszenie", 0, method="email")

    def tell_interventions(self):
        Intervention = self.of("secretary", self.env["biuro.sekretariat.intervention"])
        senator = self.env["res.partner"].create({
            "name": "Senator Jan Przykładny", "street": "ul. Wiejska 6", "zip": "00-902", "city": "Warszawa",
        })
        rows = [
            ("mp", "Poseł Halina Wzorowa", "Interwencja w sprawie drogi do szkoły w Podlesiu", 16, "ask"),
            ("senator", senator, "Interwencja w sprawie dowozu osób z niepełnosprawnościami", 10, "reply"),
            ("ombudsman", "Rzecznik Praw Obywatelskich", "Wystąpienie w sprawie lokali socjalnych", 7, "new"),
            ("councillor", "Radny Piotr Zwyczajny", "Pytanie o zasady przydziału miejsc targowych", 5, "done"),
            ("resident", "Pani Barbara K.", "Niedziałające oświetlenie przy ul. Kwiatowej", 2, "done"),
            ("resident", "Pan Adam M.", "Zalany przejazd pod torami", 0, "new"),
        ]
        for kind, who, subject, ago, goal in rows:
            named = {"sender_name": who} if isinstance(who, str) else {"partner_id": who.id}
            entry = Intervention.create({
                "sender_kind": kind, "subject": subject, "date_received": self.days_ago(ago), **named,
                "contact": "600 000 222" if kind == "resident" else False,
            })
            entry.action_register()
            if goal in ("ask", "reply"):
                entry.action_ask(self.ref("demo_department_gk").id, "Proszę o stanowisko w sprawie.")
            if goal == "reply":
                self.of("referent_gk", entry).action_give_opinion(
                    "Dowóz jest zapewniony umową do końca roku; od stycznia przybędzie jeden kurs dziennie.")
                entry.action_draft_reply()
            if goal == "done":
                entry.action_answer("done", note="Sprawę załatwiono, rozmówcę poinformowano telefonicznie.")

    def tell(self):
        self.tell_complaints()
        self.tell_interventions()


def tell(env):
    """Play the whole story."""
    CitizensStory(env).tell()
