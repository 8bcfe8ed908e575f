"""Contracts of the demo office: from drafts to ended ones, with what the central register was told."""

from odoo import Command

from odoo.addons.biuro_kancelaria.demo.story import Story

SEQUENCE = 50
LINES = {
    "gk": [("900", "90004", "4300", "Utrzymanie zieleni")], "bs": [("750", "75023", "4300", "Administracja")],
    "drogi": [("600", "60016", "6050", "Drogi gminne")], "it": [("750", "75023", "4300", "Informatyka")],
}
# days ago, days until the end, subject, contractor, clerk, net value, budget, form, number, further values
PUBLISHED = [
    (115, 12, "Letnie utrzymanie zieleni w Parku Miejskim i na skwerach", "firma", "referent_gk", 84500, "gk",
     "written", "GK.272.14", {"notice_period": 1, "notice_unit": "weeks"}),
    (98, 62, "Remont nawierzchni ul. Lipowej", "drogi", "referent_gk", 612300.5, "drogi", "written", "GK.272.17", {
        "procurement_mode": "pzp", "procurement_ref": "ZP.271.9.2026", "penalty_terms": "0,1 % za każdy dzień zwłoki.",
        "foreign_funds": True}),
    (90, 275, "Serwis systemu dziedzinowego", "informatyka", "referent", 4000, "it", "electronic", "BS.272.3", {
        "value_basis": "monthly", "value_gross": 4920, "option_months": 12, "dpa_required": True,
        "indexation": "Wskaźnik GUS, raz w roku"}),
    (84, 300, "Dostawa ciepła do budynku Urzędu", "cieplo", "referent", 96000, "bs", "written", "BS.272.5", {
        "procurement_mode": "none"}),
]


class ContractsStory(Story):
    def ref(self, name):
        own = self.env.ref(f"biuro_sekretariat.{name}", raise_if_not_found=False)
        return own or super().ref(name)

    def day(self, days):
        return self.days_ago(-days)

    def draft(self, subject, partner, clerk="referent", net=0, line="bs", ago=0, ends=200, **values):
        employee = self.ref(f"demo_employee_{clerk}")
        cell = {"referent": "bs", "referent_gk": "gk"}[clerk]
        vals = {
            "subject": subject, "partner_id": partner and self.ref(f"demo_partner_{partner}").id,
            "department_id": self.ref(f"demo_department_{cell}").id, "owner_id": employee.id, "value_net": net,
            "value_gross": round(net * 1.23, 2), "date_start": self.days_ago(ago),
            "date_end": False if values.get("is_indefinite") else self.day(ends), "procurement_mode": "below",
            "budget_line_ids": [
                Command.create({"year": self.today.year, "division": division, "chapter": chapter,
                                "paragraph": paragraph, "task": task, "amount": round(net * 1.23, 2)})
                for division, chapter, paragraph, task in (LINES[line] if line else ())
            ],
            **values,
        }
        return self.of(clerk, self.env["biuro.sekretariat.contract"]).create(vals)

    def consents(self, contract, note=None):
        contract.action_to_opinion()
        self.of("radca", contract).action_give_opinion("remarks" if note else "opinion", note)
        if contract.money == "spending":
            self.of("skarbnik", contract).action_countersign()

    def conclude(self, contract, ago, decide=True):
        """Conclude and register a contract; the day of the conclusion lies in the past."""
        self.consents(contract)
        contract.action_sign(self.days_ago(ago), "Jasionów")
        contract.action_register()
        if decide and contract.cru_entry_ids:
            contract.action_cru_decide("yes", "order")
        return contract

    def status(self, entry, status, **values):
        keeper = self.of("secretary", self.env["biuro.sekretariat.contract"])
        return keeper.cru_set_status({"entry_id": entry.id, "status": status, **values})

    def publish(self, contract, ago):
        entry = contract.cru_entry_ids
        entry.action_prepare()
        self.status(entry, "sent")
        self.status(entry, "published", external_id=f"UM-2026-{contract.id:06d}", published_on=self.days_ago(ago))

    def tell_published(self):
        contracts = []
        for ago, ends, subject, partner, clerk, net, line, form, number, more in PUBLISHED:
            contract = self.draft(
                subject, partner, clerk, net, line, ago=ago, ends=ends, form=form,
                contract_number=f"{number}.{self.today.year}", **more)
            self.conclude(contract, ago)
            self.publish(contract, ago - 12)
            contracts.append(contract)
        park, road, service, heat = contracts
        road.write({"security_ids": [
            Command.create({"kind": "performance", "form": "money", "amount": 30615.02, "return_due": self.day(92)}),
            Command.create({"kind": "defects", "form": "insurance", "amount": 9184.5, "document_ref": "GU/2026/118",
                            "valid_until": self.day(25)}),
        ], "payment_ids": [
            Command.create({"date": self.days_ago(20), "description": "Faktura częściowa nr 1", "amount": 250000,
                            "is_paid": True}),
            Command.create({"date": self.days_ago(3), "description": "Faktura częściowa nr 2", "amount": 250000}),
            Command.create({"date": self.day(62), "description": "Faktura końcowa", "amount": 253129.61}),
        ]})
        service.write({"indexation_on": self.day(9), "payment_ids": [
            Command.create({"date": self.day(days), "description": f"Abonament {month}", "amount": 4920})
            for month, days in ((1, 5), (2, 35), (3, 66))
        ]})
        amendment = self.of("referent_gk", self.env["biuro.sekretariat.contract.amendment"]).create({
            "contract_id": road.id, "date": self.days_ago(18), "subject": "Dodatkowy odcinek chodnika",
            "value_change": 41200, "new_end": self.day(76)})
        self.of("skarbnik", amendment).action_countersign()
        amendment.action_register()
        heat.action_end("terminated", self.days_ago(6))

    def tell_waiting(self):
        """Entries at every step of their way."""
        late = self.conclude(self.draft(
            "Dostawa mebli do sali sesyjnej", "informatyka", net=18900, ago=40, ends=20,
            contract_number="BS.272.9"), 40)
        entry = late.cru_entry_ids
        entry.action_prepare()
        self.status(entry, "sent")
        self.status(entry, "rejected", error="Brak numeru REGON strony nr 2")
        self.conclude(self.draft(
            "Druk biuletynu miejskiego", "stowarzyszenie", net=6300, ago=27, ends=90,
            contract_number="BS.272.11"), 27, decide=False)
        person = self.draft(
            "Przeprowadzenie warsztatów dla seniorów", "przykladowa", net=1200, ago=16, ends=40, kind="commission",
            form="documentary")
        self.of("secretary", self.conclude(person, 16)).write({"cru_no_number": True})
        person.cru_entry_ids.action_prepare()
        mowing = self.conclude(self.draft(
            "Koszenie poboczy dróg gminnych", "firma", "referent_gk", 31000, "gk", ago=14, ends=180,
            contract_number="GK.272.21"), 14)
        mowing.cru_entry_ids.action_prepare()
        sent = self.conclude(self.draft(
            "Przegląd placów zabaw", "firma", "referent_gk", 9800, "gk", ago=22, ends=30,
            contract_number="GK.272.19"), 22)
        sent.cru_entry_ids.action_prepare()
        self.status(sent.cru_entry_ids, "sent")
        secret = self.draft(
            "Audyt zabezpieczeń serwerowni", "informatyka", net=45000, line="it", ago=9, ends=60,
            contract_number="BS.272.14", public_level="restricted", exclusion_ids=[
                Command.create({"exclusion_scope": "SC03", "exclusion_basis": "art. 5 ust. 1 ustawy o dostępie do "
                                "informacji publicznej", "excluded_by": "Prezydent Miasta"})])
        self.conclude(secret, 9)
        self.conclude(self.draft(
            "Naprawa okna w sekretariacie", "wzorcowy", net=350, ago=3, ends=11, kind="commission", form="oral"), 3)

    def tell_others(self):
        """What the central register is not told, and what is not in force."""
        transport = self.draft(
            "Wspólna organizacja publicznego transportu zbiorowego", "gmina", line=None, ago=70, ends=660,
            kind="intermunicipal", procurement_mode=False)
        self.conclude(transport, 70).action_cru_decide("no", "not_order")
        lease = self.draft(
            "Najem lokalu użytkowego przy ul. Starej 8", "stowarzyszenie", "referent_gk", 1500, None, ago=150,
            is_indefinite=True, kind="lease", value_basis="monthly", procurement_mode=False)
        self.conclude(lease, 150)
        grant = self.draft(
            "Dotacja na organizację Dnia Jasionowa", "stowarzyszenie", net=20000, ago=60, ends=5, kind="grant",
            procurement_mode=False)
        self.conclude(grant, 60).action_cru_decide("no", "not_order")
        wrong = self.conclude(self.draft(
            "Dostawa ciepła do budynku Urzędu (drugi wpis)", "cieplo", net=96000, ago=20, ends=300,
            contract_number="BS.272.5"), 20)
        self.of("secretary", wrong).action_cancel("Umowę zarejestrowano dwa razy")

    def tell_drafts(self):
        self.draft("Zimowe utrzymanie chodników", "firma", "referent_gk", 52000, "gk", ends=120)
        self.draft("Szkolenie z prawa zamówień", "informatyka", net=4200, ends=45).action_to_opinion()
        waiting = self.draft("Dostawa sprzętu komputerowego", "informatyka", net=118000, line="it", ends=60)
        waiting.action_to_opinion()
        self.of("radca", waiting).action_give_opinion("remarks", "Proszę doprecyzować karę za zwłokę (§ 7).")
        refused = self.draft("Iluminacja fontanny na Rynku", "drogi", "referent_gk", 74000, "drogi", ends=90)
        refused.action_to_opinion()
        self.of("radca", refused).action_give_opinion()
        self.of("skarbnik", refused).action_refuse_countersign("Brak środków w planie wydatków na ten rok.")
        signed = self.draft("Dzierżawa terenu pod ogródek gastronomiczny", "wzorcowy", "referent_gk", 900, None,
                            ends=200, kind="lease", procurement_mode=False)
        signed.action_sign(self.days_ago(1), "Jasionów")
        self.draft("Współpraca przy festynie", "stowarzyszenie", line=None, kind="intent").action_not_concluded(
            "Stowarzyszenie wycofało się z przedsięwzięcia.")


def tell(env):
    """Tell the story of contracts."""
    story = ContractsStory(env)
    story.tell_published()
    story.tell_waiting()
    story.tell_others()
    story.tell_drafts()
    env["biuro.register"].search([("model", "=", "biuro.sekretariat.contract")]).bip_contracts = True
    story.of("secretary", env["biuro.sekretariat.contract"]).search([
        ("state", "in", ("active", "ended")), ("public_level", "!=", "restricted")]).action_bip_publish()
    story.of("secretary", env["biuro.sekretariat.cru.failure"]).create({
        "date_from": story.days_ago(24), "date_to": story.days_ago(23),
        "source": "Komunikat Ministerstwa Finansów o niedostępności systemu CRU JSFP",
    })
