import base64
from datetime import date

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .contracts_common import ContractsWorld

FILE = base64.b64encode(b"tresc").decode()


@tagged("post_install", "-at_install")
@freeze_time("2026-11-23 10:00:00")
class TestContract(ContractsWorld, TransactionCase):
    """The way of a contract from the draft to the archive, and what is refused on it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()

    def as_treasurer(self, contract):
        return contract.with_user(self.users["treasurer"])

    def test_whole_way(self):
        contract = self.make_contract()
        self.assertEqual(contract.money, "spending")
        self.assertTrue(contract.is_order)
        self.assertEqual(contract.party_names, "Zieleń Miejska sp. z o.o.")
        self.assertEqual(len(contract.party_ids), 2)
        contract.action_to_opinion()
        self.assertEqual((contract.state, contract.legal_adviser_id), ("opinion", self.employees["adviser"]))
        adviser = contract.with_user(self.users["adviser"])
        with self.assertRaises(UserError):
            adviser.action_give_opinion("remarks")
        adviser.action_give_opinion("remarks", "Doprecyzować kary umowne.")
        self.assertEqual((contract.state, contract.legal_opinion_on), ("countersign", date(2026, 11, 23)))
        self.as_treasurer(contract).action_countersign()
        self.assertEqual(contract.countersigned_by_id, self.employees["treasurer"])
        contract.action_sign("2026-11-20", "Przykładowa")
        contract.action_register()
        self.assertRegex(contract.register_ref, r"^U/\d+/2026$")
        self.assertEqual(contract.state, "active")
        contract.action_end("performed", "2026-11-22", "protokol.pdf", FILE)
        self.assertEqual((contract.state, contract.end_kind), ("ended", "performed"))
        self.assertTrue(contract.end_document_id)
        contract.action_archive_papers()
        self.assertEqual(contract.state, "archived")
        self.assertEqual(contract.step_ids.mapped("kind"), [
            "to_opinion", "remarks", "to_countersign", "countersigned"])

    def test_agreement_has_its_register_and_needs_no_countersignature(self):
        contract = self.make_contract(
            kind="intermunicipal", subject="Wspólny transport", value_net=0, value_gross=0, budget_line_ids=[])
        self.assertEqual((contract.money, contract.is_order), ("none", False))
        with self.assertRaises(UserError):
            contract.action_to_countersign()
        contract.action_sign("2026-11-02")
        contract.action_register()
        self.assertRegex(contract.register_ref, r"^P/\d+/2026$")

    def test_spending_without_countersignature_is_refused(self):
        contract = self.make_contract()
        contract.action_sign("2026-11-02")
        with self.assertRaisesRegex(UserError, "countersignature"):
            contract.action_register()
        self.as_treasurer(contract).action_countersign()
        contract.action_register()
        self.assertTrue(contract.register_ref)

    def test_refused_countersignature_is_ordered(self):
        contract = self.make_contract()
        contract.action_to_countersign()
        with self.assertRaises(AccessError):
            contract.action_countersign()
        treasurer = self.as_treasurer(contract)
        treasurer.action_refuse_countersign("Brak środków w planie.")
        self.assertTrue(contract.warning)
        with self.assertRaises(UserError):
            treasurer.action_countersign()
        with self.assertRaises(AccessError):
            contract.action_order_countersign("polecenie.pdf", FILE)
        contract.with_user(self.users["president"]).action_order_countersign("polecenie.pdf", FILE)
        treasurer.action_countersign()
        self.assertTrue(contract.countersigned_on)
        self.assertIn("RIO", contract.warning)
        contract.action_note_notices("2026-11-22", "2026-11-23")
        self.assertNotIn("RIO", contract.warning or "")

    def test_what_the_register_asks_for(self):
        contract = self.make_contract(
            owner_id=False, department_id=self.cell_bs.id, value_net=0, value_gross=0, date_end=False,
            budget_line_ids=[], procurement_mode=False, partner_id=False,
        )
        contract.action_sign("2026-11-02")
        with self.assertRaises(UserError) as refused:
            contract.action_register()
        self.assertEqual(len(str(refused.exception).splitlines()), 7)
        self.assertFalse(contract.register_ref)

    def test_bad_input(self):
        Contract = self.as_user("clerk")["biuro.sekretariat.contract"]
        for wrong in ({"date_end": "2026-07-01"}, {"value_net": -1}, {"period_number": -1}):
            with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"), self.cr.savepoint():
                Contract.create(self.contract_values(**wrong)).flush_recordset()
        with self.assertRaisesRegex(ValidationError, "NIP"):
            Contract.create(self.contract_values(
                party_ids=[Command.create({"name": "Firma", "nip": "1234567890"})]))
        with self.assertRaisesRegex(ValidationError, "REGON"):
            Contract.create(self.contract_values(
                party_ids=[Command.create({"name": "Firma", "regon": "123456786"})]))
        with self.assertRaisesRegex(ValidationError, "exclusion"):
            Contract.create(self.contract_values(exclusion_ids=[Command.create({"exclusion_scope": "SC03"})]))
        with self.assertRaises(ValidationError):
            Contract.create(self.contract_values(budget_line_ids=[
                Command.create({"division": "900", "chapter": "75023", "paragraph": "4300"})]))
        for name, value in (("state", "active"), ("register_ref", "U/1/2026"), ("countersigned_on", "2026-01-01"),
                            ("date_signed", "2026-01-01"), ("cru_decision", "no")):
            with self.assertRaises(UserError):
                Contract.create(self.contract_values(**{name: value}))
            with self.assertRaises(UserError):
                self.make_contract().write({name: value})
        contract = self.make_contract()
        with self.assertRaises(UserError):
            contract.action_sign("2026-11-24")
        with self.assertRaises(ValidationError):
            contract.action_sign("wczoraj")
        with self.assertRaises(UserError):
            contract.action_end("performed")
        with self.assertRaises(UserError):
            contract.action_to_draft("powód")

    def test_registered_contract(self):
        contract = self.registered()
        with self.assertRaises(UserError):
            contract.unlink()
        with self.assertRaises(UserError):
            contract.subject = "Inny"
        contract.note = "Uwaga wolno"
        for part, values in (
            (contract.party_ids[1:], {"name": "Inna firma"}), (contract.budget_line_ids, {"paragraph": "4270"}),
        ):
            with self.assertRaises(UserError):
                part.write(values)
            with self.assertRaises(UserError):
                part.unlink()
        with self.assertRaises(UserError):
            self.as_user("clerk")["biuro.sekretariat.contract.party"].create(
                {"contract_id": contract.id, "name": "Trzecia strona"})
        contract.payment_ids = [Command.create({"date": "2026-12-01", "amount": 12300})]
        contract.payment_ids.is_paid = True
        self.assertEqual((contract.paid_total, contract.payment_ids.paid_on), (12300, date(2026, 11, 23)))
        with self.assertRaises(UserError):
            contract.payment_ids.contract_id = self.make_contract()
        with self.assertRaises(AccessError):
            contract.action_cancel("pomyłka")
        keeper = contract.with_user(self.users["contracts"])
        keeper.subject = "Utrzymanie zieleni w Parku Miejskim i na Rynku"
        with self.assertRaises(UserError):
            keeper.action_cancel(" ")
        keeper.action_cancel("Zarejestrowano dwa razy")
        self.assertEqual((contract.state, contract.is_cancelled), ("annulled", True))
        self.assertFalse(contract._deadline_search(running=True))
        with self.assertRaises(UserError):
            keeper.subject = "Nic"

    def test_period_in_months(self):
        contract = self.registered(date_start="2026-08-01", date_end=False, period_number=6, period_unit="months")
        self.assertEqual(contract.date_end, date(2027, 1, 31))

    def test_amendment(self):
        contract = self.registered()
        Amendment = self.as_user("clerk")["biuro.sekretariat.contract.amendment"]
        with self.assertRaises(ValidationError):
            Amendment.create({"contract_id": contract.id, "date": "2026-07-19", "subject": "Wcześniejszy"})
        amendment = Amendment.create({
            "contract_id": contract.id, "date": "2026-09-02", "subject": "Przedłużenie", "value_change": 5000,
            "new_end": "2027-12-31",
        })
        with self.assertRaisesRegex(UserError, "countersignature"):
            amendment.action_register()
        with self.assertRaises(AccessError):
            amendment.action_countersign()
        amendment.with_user(self.users["treasurer"]).action_countersign()
        amendment.action_register()
        self.assertEqual((amendment.number, amendment.old_end), (1, date(2027, 7, 19)))
        self.assertEqual((contract.value_total, contract.date_end), (15000.0, date(2027, 12, 31)))
        self.assertEqual(contract._deadline_search("contract_end", running=True).date_deadline, date(2027, 12, 31))
        for change in ({"value_change": 1}, {"subject": "Inny"}):
            with self.assertRaises(UserError):
                amendment.write(change)
        with self.assertRaises(UserError):
            amendment.unlink()
        with self.assertRaises(UserError):
            amendment.action_register()
        less = Amendment.create({
            "contract_id": contract.id, "date": "2026-10-02", "subject": "Za duży spadek", "value_change": -20000})
        with self.assertRaises(UserError):
            less.action_register()

    def test_same_contract_twice_is_a_warning(self):
        first = self.registered()
        second = self.registered()
        self.assertEqual(second.duplicate_ids, first)
        other = self.registered(contract_number="ZM/8/2026")
        self.assertFalse(other.duplicate_ids)

    def test_terms_and_activities(self):
        contract = self.registered(
            date_end="2026-12-10", notice_period=1, indexation_on="2026-12-01",
            security_ids=[Command.create({"kind": "performance", "form": "bank", "amount": 500,
                                          "valid_until": "2027-01-15", "return_due": "2027-01-09"})],
        )
        self.assertEqual(contract.date_notice, date(2026, 11, 10))
        days = {line.code: line.date_deadline for line in contract._deadline_search(running=True)}
        self.assertEqual(days, {
            "contract_end": date(2026, 12, 10), "contract_notice": date(2026, 11, 10),
            "contract_indexation": date(2026, 12, 1),
        })
        security = contract.security_ids
        self.assertEqual(set(security._deadline_search(running=True).mapped("code")), {
            "contract_security_return", "contract_security_valid"})
        self.env["biuro.sekretariat.contract"]._cron_daily()
        self.assertTrue(contract.sudo().activity_ids.filtered(lambda line: "30" in (line.summary or "")))
        contract.date_notice = "2026-11-30"
        self.assertEqual(contract._deadline_search("contract_notice", running=True).date_deadline, date(2026, 11, 30))
        contract.action_indexed()
        self.assertFalse(contract._deadline_search("contract_indexation", running=True))
        contract.action_end("performed", "2026-11-23")
        self.assertFalse(contract._deadline_search(running=True))
        self.assertTrue(security._deadline_search("contract_security_return", running=True))
        security.action_return("2026-11-23")
        self.assertFalse(security._deadline_search(running=True))
        with self.assertRaises(UserError):
            security.action_return()

    def test_future_contract_comes_into_force(self):
        contract = self.registered(date_start="2026-12-01", date_end="2027-11-30")
        self.assertEqual(contract.state, "registered")
        with freeze_time("2026-12-01 08:00:00"):
            self.env["biuro.sekretariat.contract"]._cron_daily()
        self.assertEqual(contract.state, "active")

    @freeze_time("2027-01-04 09:00:00")
    def test_back_dated_at_the_turn_of_the_year(self):
        register = self.env["biuro.register"]._get("U")
        late = self.make_contract()
        self.as_treasurer(late).action_countersign()
        late.action_sign("2026-12-30")
        with self.assertRaises(UserError):
            late.action_register("2026-12-31")
        register.previous_year_until = "2027-01-15"
        late.action_register("2026-12-31")
        self.assertEqual(late.register_year, 2026)
        now = self.registered(signed="2026-12-30")
        self.assertEqual((now.register_year, now.date_signed), (2027, date(2026, 12, 30)))
        self.assertEqual(now.cru_entry_ids.date_due, date(2027, 1, 29))

    def test_restricted_is_hidden(self):
        contract = self.registered(public_level="restricted")
        Contract = "biuro.sekretariat.contract"
        for login, sees in (("clerk", True), ("manager", True), ("contracts", True), ("auditor", True),
                            ("treasurer", True), ("clerk_wo", False), ("secretary", False), ("biuro_admin", False),
                            ("archivist", False)):
            env = self.as_user(login)
            found = env[Contract].has_access("read") and env[Contract].search([("id", "=", contract.id)])
            self.assertEqual(bool(found), sees, login)
        self.assertIn("35", contract.warning)
        # who reads it without being in charge leaves a trace
        log = self.env["biuro.access.log"]
        domain = [("res_model", "=", Contract), ("res_id", "=", contract.id)]
        contract.read(["subject"])
        self.assertFalse(log.search(domain + [("user_id", "=", self.users["clerk"].id)]))
        contract.with_user(self.users["contracts"]).read(["subject"])
        self.assertEqual(log.search(domain).reference, contract.register_ref)

    def test_import(self):
        register = self.env["biuro.register"]._get("U")
        text = (
            "Lp.;Rok;Przedmiot;Kontrahent;NIP;Nr umowy;Data zawarcia;Wartość brutto;Od;Do;Komórka\n"
            "901;2025;Odśnieżanie;Firma Śnieg;5260250274;1/25;02.01.2025;1 230,50;02.01.2025;31.03.2025;BS\n"
            "902;2025;Serwis kotłów;Ciepło sp. z o.o.;;2/25;03.02.2025;400;03.02.2025;31.12.2027;\n"
        ).replace(";BS", ";Biuro Samorządowe")
        content = base64.b64encode(text.encode()).decode()
        admin = register.with_user(self.users["biuro_admin"])
        checked = admin.import_entries(content, "rejestr.csv", dry_run=True)
        self.assertFalse(checked["errors"], checked["errors"])
        done = admin.import_entries(content, "rejestr.csv", dry_run=False)
        self.assertEqual(done["imported"], 2)
        first, second = self.env["biuro.sekretariat.contract"].search(
            [("register_id", "=", register.id), ("register_number", "in", (901, 902))], order="register_number")
        self.assertEqual((first.state, first.end_kind, first.party_names), ("ended", "expired", "Firma Śnieg"))
        self.assertEqual((second.state, second.register_ref), ("active", "U/902/2025"))
        self.assertEqual(first.cru_state, "not_required")
        bad = text.replace("901;", "903;").replace("902;", "904;").replace("5260250274", "5260250275")
        wrong = admin.import_entries(base64.b64encode(bad.encode()).decode(), "rejestr.csv", dry_run=False)
        self.assertEqual((wrong["imported"], wrong["errors"][0]["line"]), (0, 2))
