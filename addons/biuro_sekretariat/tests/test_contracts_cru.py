import base64
import json
from datetime import date, timedelta
from io import BytesIO

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import TransactionCase, tagged

from ..tools import CruAdapter
from .contracts_common import ContractsWorld


@tagged("post_install", "-at_install")
@freeze_time("2026-11-23 10:00:00")
class TestCru(ContractsWorld, TransactionCase):
    """The duty to report: entries, terms, what the register is told and what it answers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.keeper = cls.as_user("contracts")
        cls.Entry = cls.keeper["biuro.sekretariat.contract.cru.entry"]
        cls.Batch = cls.keeper["biuro.sekretariat.contract.cru.batch"]

    def set_status(self, **values):
        return self.keeper["biuro.sekretariat.contract"].cru_set_status(values)

    def published(self, signed="2026-07-20", **values):
        contract = self.registered(signed, **values)
        entry = contract.cru_entry_ids
        entry.action_prepare()
        self.set_status(entry_id=entry.id, status="sent")
        self.set_status(entry_id=entry.id, status="published", external_id=f"CRU-{contract.id}",
                        published_on="2026-08-10")
        return contract

    def test_small_order_by_mail(self):
        contract = self.registered("2026-07-20", form="documentary", value_net=350, value_gross=430.5)
        entry = contract.cru_entry_ids
        self.assertEqual((entry.kind, entry.state, entry.date_due), ("first", "to_prepare", date(2026, 8, 19)))
        self.assertEqual((contract.cru_state, contract.cru_due), ("to_prepare", date(2026, 8, 19)))
        deadline = entry._deadline_search(running=True)
        self.assertEqual((deadline.code, deadline.date_deadline), ("cru_entry", date(2026, 8, 19)))
        self.assertTrue(deadline.with_user(self.users["contracts"]).read(["name"]))
        self.assertEqual(contract.cru_value, 350)

    def test_values(self):
        monthly = {"value_basis": "monthly", "value_net": 4000, "value_gross": 4920}
        self.assertEqual(self.make_contract(is_indefinite=True, date_end=False, **monthly).cru_value, 192000)
        contract = self.make_contract(
            date_start="2026-08-01", date_end="2028-07-31", option_months=12, **monthly)
        self.assertEqual(contract.cru_value, 144000)
        self.assertTrue(contract.cru_value_reasons)
        self.assertEqual(self.make_contract(
            value_net=0, value_gross=0, value_undefined=True, planned_net=7500).cru_value, 7500)
        self.assertEqual(self.make_contract(option_net=500).cru_value, 10500)
        euro = self.env.ref("base.EUR")
        euro.active = True
        foreign = self.make_contract(currency_id=euro.id)
        self.assertEqual(foreign.cru_value, 0)
        foreign.cru_value = 43210.99
        self.assertEqual(foreign.cru_value, 43210.99)

    def test_not_required(self):
        for values, signed in (
            ({"money": "income"}, "2026-07-20"), ({"form": "oral"}, "2026-07-20"), ({}, "2026-06-30"),
            ({"kind": "grant"}, "2026-07-20"),
        ):
            contract = self.registered(signed, date_start=signed, **values)
            self.assertFalse(contract.cru_entry_ids, values)
            self.assertEqual(contract.cru_state, "not_required" if signed < "2026-07-01" else "undecided")
            self.assertTrue(contract.cru_proposal_text and contract.cru_proposal)

    def test_decision(self):
        contract = self.registered()
        with self.assertRaisesRegex(UserError, "otherwise"):
            contract.action_cru_decide("no", "not_order")
        contract.action_cru_decide("no", "defence")
        self.assertEqual((contract.cru_state, contract.cru_entry_ids.state), ("not_required", "not_required"))
        self.assertFalse(contract.cru_entry_ids._deadline_search(running=True))
        self.assertEqual(contract.cru_decided_by_id, self.users["clerk"])
        contract.action_cru_decide("yes", "order")
        self.assertEqual(sorted(contract.cru_entry_ids.mapped("state")), ["not_required", "to_prepare"])
        oral = self.registered(form="oral")
        oral.action_cru_decide("voluntary", "oral", "Jawność")
        self.assertEqual(oral.cru_entry_ids.date_due, date(2026, 8, 19))
        for wrong in (("maybe", "order"), ("yes", "because"), ("no", "other")):
            with self.assertRaises(UserError):
                contract.action_cru_decide(*wrong)
        with self.assertRaises(UserError):
            self.make_contract().action_cru_decide("yes", "order")
        with self.assertRaises(AccessError):
            contract.with_user(self.users["clerk_wo"]).action_cru_decide("no", "defence")

    def test_completeness(self):
        contract = self.registered(contract_number=False)
        entry = contract.cru_entry_ids
        self.assertEqual(len(entry.missing.splitlines()), 1)
        with self.assertRaisesRegex(UserError, "number"):
            entry.action_prepare()
        keeper = contract.with_user(self.users["contracts"])
        keeper.cru_no_number = True
        entry.action_prepare()
        self.assertEqual((entry.state, entry.payload["brakNumeruUmowy"]), ("ready", True))
        with self.assertRaises(UserError):
            entry.write({"comment": "po przygotowaniu"})
        with self.assertRaises(UserError):
            entry.write({"state": "published"})
        entry.action_back()
        keeper.party_ids.filtered(lambda party: not party.is_own).write({"nip": False, "regon": False})
        self.assertIn("NIP", entry.missing)

    def test_payload(self):
        contract = self.registered(
            date_start="2026-08-01", date_end=False, period_number=12, period_unit="months", foreign_funds=True,
            party_ids=[
                Command.create({"partner_id": self.firm.id, "is_consortium": True}),
                Command.create({"partner_id": self.person.id}),
            ],
        )
        entry = contract.cru_entry_ids
        entry.action_prepare()
        payload = CruAdapter.ordered(entry.payload)
        self.assertEqual(list(payload), [name for name, _read in CruAdapter.MAPPING])
        self.assertEqual(payload["numerUmowy"], "ZM/7/2026")
        self.assertEqual(payload["dataZawarciaUmowy"], "2026-07-20")
        self.assertEqual(payload["okres"], {"liczba": 12, "jednostka": "miesiące"})
        self.assertEqual(payload["wartoscPrzedmiotu"], "10000.00")
        self.assertEqual((payload["finansowanaZeSrodkow"], payload["statusUmowy"]), (True, "Aktywna"))
        own, firm, person = payload["stronyUmowy"]
        self.assertEqual((own["rodzaj"], own["nip"]), ("SU03", "1234563218"))
        self.assertEqual((firm["rodzaj"], firm["nip"], firm["czyKonsorcjum"]), ("SU01", "5260250274", True))
        self.assertEqual(firm["daneAdresowe"]["miejscowosc"], "Przykładowa")
        # a natural person: first name and surname, nothing else
        self.assertEqual((person["rodzaj"], person["imie"], person["nazwisko"]), ("SU02", "Anna", "Wzorcowa"))
        self.assertNotIn("Cicha", json.dumps(payload, ensure_ascii=False))
        self.assertEqual({key for key, value in person.items() if value}, {"rodzaj", "imie", "nazwisko"})

    def test_what_is_confidential_never_leaves(self):
        secret = "Ochrona serwerowni z kodem Zebra"
        contract = self.registered(
            subject=secret, cru_value_note="Ryczałt",
            exclusion_ids=[
                Command.create({"exclusion_scope": scope, "exclusion_basis": "art. 5 ust. 2 UDIP",
                                "excluded_by": "Prezydent Miasta"})
                for scope in ("SC02", "SC03", "SC04")
            ],
        )
        entry = contract.cru_entry_ids
        entry.action_prepare()
        told = json.dumps(entry.payload, ensure_ascii=False)
        for text in (secret, "Zebra", "Zieleń", "5260250274", "10000", "Ryczałt", "Polna"):
            self.assertNotIn(text, told)
        self.assertIn("art. 5 ust. 2 UDIP", told)
        entry.action_back()
        contract.with_user(self.users["contracts"]).write({"exclusion_ids": [
            Command.update(contract.exclusion_ids[0].id, {"comment": "dotyczy Zieleń Miejska sp. z o.o."})]})
        with self.assertRaisesRegex(UserError, "excluded"):
            entry.action_prepare()

    def test_amendment_and_end(self):
        contract = self.published()
        self.assertEqual((contract.cru_state, contract.cru_external_id), ("published", f"CRU-{contract.id}"))
        first = contract.cru_entry_ids
        self.assertEqual(first._deadline_search().state, "met")
        amendment = self.as_user("clerk")["biuro.sekretariat.contract.amendment"].create({
            "contract_id": contract.id, "date": "2026-09-02", "subject": "Nowy termin", "new_end": "2027-12-31"})
        amendment.action_register()
        update = contract.cru_entry_ids - first
        self.assertEqual((update.change_kind, update.date_due, update.amendment_id),
                         ("TSU02", date(2026, 10, 2), amendment))
        self.assertEqual(update._deadline_search(running=True).code, "cru_update")
        update.action_prepare()
        self.assertEqual(update.payload["zmianyUmowy"], [
            {"rodzajZmiany": "TSU02", "dataZmiany": "2026-09-02",
             "komentarz": "Aneks nr 1: Nowy termin; nowy termin zakończenia 31.12.2027"}])
        contract.action_end("notice", "2026-11-20")
        end = contract.cru_entry_ids - first - update
        self.assertEqual((end.change_kind, end.date_due), ("TSU06", date(2026, 12, 20)))
        end.action_prepare()
        self.assertEqual((end.payload["statusUmowy"], end.payload["dataZakonczeniaUmowy"]),
                         ("Nieaktywna", "2026-11-20"))
        self.set_status(reference=end.reference, status="Opublikowana")
        self.assertEqual(contract.cru_removal_on, date(2032, 1, 1))

    def test_corrections_by_the_keeper(self):
        contract = self.published()
        first = contract.cru_entry_ids
        keeper = contract.with_user(self.users["contracts"])
        keeper.subject = "Utrzymanie zieleni w Parku Miejskim (poprawka)"
        correction = contract.cru_entry_ids - first
        self.assertEqual((correction.kind, correction.change_kind), ("correction", "TSU01"))
        keeper.cru_value_note = "Ryczałt"
        self.assertEqual(len(contract.cru_entry_ids), 2)
        keeper.party_ids.filtered(lambda party: not party.is_own).city = "Inna"
        self.assertEqual(len(contract.cru_entry_ids.filtered(lambda entry: entry.change_kind == "TSU04")), 1)
        keeper.exclusion_ids = [Command.create({
            "exclusion_scope": "SC04", "exclusion_basis": "art. 11 u.z.n.k.", "excluded_by": "Prezydent Miasta"})]
        self.assertEqual(len(contract.cru_entry_ids.filtered(lambda entry: entry.change_kind == "TSU03")), 1)

    def test_failure_days(self):
        contract = self.registered()
        entry = contract.cru_entry_ids
        Failure = self.keeper["biuro.sekretariat.cru.failure"]
        failure = Failure.create({"date_from": "2026-08-03", "date_to": "2026-08-04", "source": "komunikat MF"})
        self.assertEqual(entry.date_due, date(2026, 8, 21))
        self.assertEqual(contract.cru_due, date(2026, 8, 21))
        one = Failure.create({"date_from": "2026-08-21", "source": "komunikat MF"})
        self.assertEqual((one.date_to, entry.date_due), (date(2026, 8, 21), date(2026, 8, 22)))
        # an entry that comes later knows them already
        self.assertEqual(self.registered("2026-07-21").cru_entry_ids.date_due, date(2026, 8, 23))
        (failure | one).unlink()
        self.assertEqual(entry.date_due, date(2026, 8, 19))
        with self.assertRaises(AccessError):
            self.as_user("clerk")["biuro.sekretariat.cru.failure"].create(
                {"date_from": "2026-08-03", "source": "x"})

    def test_status_is_idempotent(self):
        contract = self.registered()
        entry = contract.cru_entry_ids
        with self.assertRaises(UserError):
            self.set_status(entry_id=entry.id, status="published", external_id="A1")
        entry.action_prepare()
        self.set_status(entry_id=entry.id, status="sent")
        with self.assertRaisesRegex(UserError, "identifier"):
            self.set_status(entry_id=entry.id, status="published")
        with self.assertRaises(UserError):
            self.set_status(entry_id=entry.id, status="rejected")
        self.set_status(entry_id=entry.id, status="odrzucona", error="Brak numeru NIP")
        self.assertEqual((contract.cru_state, entry.error), ("rejected", "Brak numeru NIP"))
        entry.action_prepare()
        answer = {"reference": entry.reference, "status": "opublikowana", "external_id": "A1",
                  "published_on": "2026-08-18"}
        self.assertTrue(self.set_status(**answer)["changed"])
        again = self.set_status(**answer)
        self.assertEqual((again["changed"], again["state"]), (False, "published"))
        self.assertFalse(self.set_status(external_id="A1", status="published")["changed"])
        self.assertEqual(entry._deadline_search().state, "met")
        other = self.registered("2026-07-22", contract_number="2")
        other.cru_entry_ids.action_prepare()
        with self.assertRaisesRegex(UserError, "A1"):
            self.set_status(entry_id=other.cru_entry_ids.id, status="sent", external_id="A1")
        for wrong in ({}, {"entry_id": entry.id}, {"entry_id": entry.id, "status": "no such"},
                      {"reference": "U/0/1999/CRU/1", "status": "sent"}, {"colour": "red"},
                      {"entry_id": "x", "status": "sent"},
                      {"entry_id": entry.id, "status": "published", "published_on": "2099-01-01"}):
            with self.assertRaises(UserError):
                self.set_status(**wrong)
        with self.assertRaises(AccessError):
            self.as_user("clerk")["biuro.sekretariat.contract"].cru_set_status(answer)

    def test_export_pages(self):
        entries = self.env["biuro.sekretariat.contract.cru.entry"]
        for number in range(5):
            contract = self.registered(contract_number=f"N/{number}")
            contract.cru_entry_ids.action_prepare()
            entries |= contract.cru_entry_ids
        Contract = self.keeper["biuro.sekretariat.contract"]
        seen, after = [], 0
        while after is not False:
            page = Contract.cru_export({"limit": 2, "after_id": after, "entry_ids": entries.ids})
            seen += [row["id"] for row in page["entries"]]
            after = page["next_after_id"]
        self.assertEqual(seen, sorted(entries.ids))
        self.assertEqual(set(entries.mapped("state")), {"ready"})
        Contract.cru_export({"entry_ids": entries[:1].ids, "mark_sent": True})
        self.assertEqual(sorted(entries.mapped("state")), ["ready"] * 4 + ["sent"])
        for wrong in ({"limit": 0}, {"limit": 5000}, {"state": "x"}, {"entry_ids": ["a"]}, {"what": 1}):
            with self.assertRaises(ValidationError):
                Contract.cru_export(wrong)
        with self.assertRaises(AccessError):
            self.as_user("clerk")["biuro.sekretariat.contract"].cru_export({})

    def test_files_and_answers(self):
        entries = self.env["biuro.sekretariat.contract.cru.entry"]
        for number in range(3):
            contract = self.registered(contract_number=f"N/{number}")
            contract.cru_entry_ids.action_prepare()
            entries |= contract.cru_entry_ids
        table = self.Batch.make("xlsx", entries.ids, mark_sent=False)
        sheet = load_workbook(BytesIO(base64.b64decode(self.Batch.browse(table["id"]).file))).active
        rows = list(sheet.iter_rows(values_only=True))
        self.assertEqual((len(rows), list(rows[0])), (4, list(CruAdapter.HEADINGS)))
        made = self.Batch.make("json", entries.ids)
        self.assertEqual(made["entries"], 3)
        content = json.loads(base64.b64decode(self.Batch.browse(made["id"]).file))
        self.assertEqual([row["identyfikatorWlasny"] for row in content["wpisy"]], entries.mapped("reference"))
        self.assertEqual(list(content["wpisy"][0]["umowa"]), [name for name, _read in CruAdapter.MAPPING])
        self.assertEqual(set(entries.mapped("state")), {"sent"})
        with self.assertRaises(UserError):
            self.Batch.make("json", entries.ids)
        lines = ["Identyfikator własny;Identyfikator CRU;Status;Data publikacji;Komunikat"]
        lines += [f"{entry.reference};X-{entry.id};Opublikowana;12.08.2026;" for entry in entries]
        wrong = [*lines, "U/9/1999/CRU/1;X-9;Opublikowana;;", f"{entries[0].reference};X;Dziwna;;"]

        def send(rows, name="odpowiedz.csv", dry_run=False):
            return self.Batch.import_statuses(base64.b64encode("\n".join(rows).encode()).decode(), name, dry_run)

        refused = send(wrong)
        self.assertEqual(([error["line"] for error in refused["errors"]], refused["changed"]), ([5, 6], 0))
        self.assertEqual(set(entries.mapped("state")), {"sent"})
        self.assertEqual(send(lines, dry_run=True)["changed"], 3)
        self.assertEqual(set(entries.mapped("state")), {"sent"})
        self.assertEqual(send(lines)["changed"], 3)
        self.assertEqual(set(entries.mapped("state")), {"published"})
        self.assertEqual(send(lines)["changed"], 0)
        answers = json.dumps({"wpisy": [
            {"identyfikatorWlasny": entry.reference, "status": "Opublikowana"} for entry in entries]})
        self.assertEqual(send([answers], "a.json")["errors"], [])
        for bad in ("", "x", "a;b\n1;2", "[1, 2]", "{"):
            with self.assertRaises(UserError):
                send([bad])

    def test_withdrawal_and_removal(self):
        contract = self.published()
        contract.action_cru_withdraw("Wpisano przez pomyłkę")
        entry = contract.cru_entry_ids.filtered(lambda line: line.kind == "withdrawal")
        entry.action_prepare()
        self.set_status(entry_id=entry.id, status="sent")
        self.set_status(entry_id=entry.id, status="published")
        self.assertEqual((entry.state, contract.cru_state), ("withdrawn", "withdrawn"))
        self.assertFalse(self.set_status(entry_id=entry.id, status="published")["changed"])
        old = self.published()
        old.action_end("performed", "2026-11-20")
        old.cru_entry_ids.filtered(lambda line: line.state == "to_prepare").with_user(
            self.users["contracts"]).action_not_required("Rejestr widzi koniec okresu")
        with freeze_time("2031-12-31 09:00:00"):
            self.env["biuro.sekretariat.contract"]._cron_daily()
            self.assertFalse(old.cru_entry_ids.filtered(lambda line: line.kind == "withdrawal"))
        with freeze_time("2032-01-01 09:00:00"):
            self.env["biuro.sekretariat.contract"]._cron_daily()
            self.env["biuro.sekretariat.contract"]._cron_daily()
        self.assertEqual(len(old.cru_entry_ids.filtered(lambda line: line.kind == "withdrawal")), 1)

    def test_cancelled_contract_demands_nothing(self):
        contract = self.registered()
        contract.with_user(self.users["contracts"]).action_cancel("Pomyłka")
        self.assertEqual(contract.cru_entry_ids.state, "not_required")
        board = self.Entry.get_board()
        self.assertEqual(set(board), {"states", "overdue", "week"})

    def test_due_never_before_day_thirty(self):
        for days in (0, 1, 40):
            signed = date(2026, 7, 20) + timedelta(days=days)
            self.assertEqual(self.registered(str(signed)).cru_entry_ids.date_due, signed + timedelta(days=30))
