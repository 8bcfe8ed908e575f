import json

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .contracts_common import ContractsWorld


@tagged("post_install", "-at_install")
class TestContractsPublic(ContractsWorld, HttpCase):
    """Own public register: only what the keeper published, and of it only what may be shown."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.register = cls.env["biuro.register"]._get("U")

    def get(self, kind=""):
        return self.url_open(f"/bip/umowy{kind}")

    def test_public_register(self):
        firm = self.registered(note="Uwaga wewnętrzna Kanarek", contract_number="1")
        person = self.registered(partner_id=self.person.id, subject="Warsztaty", contract_number="2")
        hidden = self.registered(subject="Tajny przedmiot", contract_number="3", exclusion_ids=[
            Command.create({"exclusion_scope": scope, "exclusion_basis": "art. 5 UDIP", "excluded_by": "Prezydent"})
            for scope in ("SC02", "SC03", "SC04")])
        secret = self.registered(public_level="restricted", subject="Zastrzeżona", contract_number="4")
        self.assertEqual(self.get().status_code, 404)
        keeper = self.users["contracts"]
        with self.assertRaises(AccessError):
            firm.action_bip_publish()
        with self.assertRaises(UserError):
            secret.with_user(keeper).action_bip_publish()
        with self.assertRaises(UserError):
            self.make_contract().with_user(keeper).action_bip_publish()
        self.register.bip_contracts = True
        self.assertEqual(json.loads(self.get(".json").text)["total"], 0)
        (firm | person | hidden).with_user(keeper).action_bip_publish()
        page = self.get()
        self.assertEqual(page.status_code, 200)
        for words in ("Zieleń Miejska sp. z o.o.", "Anna Wzorcowa", "10\u00a0000,00 zł"):
            self.assertIn(words, page.text)
        for words in ("Kanarek", "Tajny", "Zastrzeżona", "5260250274", "Cicha", "Polna"):
            self.assertNotIn(words, page.text)
        rows = {row["number"]: row for row in json.loads(self.get(".json").text)["items"]}
        self.assertEqual(set(rows[firm.register_ref]), {
            "number", "party", "subject", "value_net", "value_basis", "currency", "date_signed", "date_start",
            "date_end"})
        self.assertIn("art. 5 UDIP", rows[hidden.register_ref]["subject"])
        self.assertIn("art. 5 UDIP", rows[hidden.register_ref]["value_net"])
        self.register.bip_contract_people = False
        self.assertNotIn("Wzorcowa", self.get(".csv").text)
        found = json.loads(self.url_open("/bip/umowy.json?q=Tajny").text)
        self.assertEqual(found["total"], 0)
        self.assertEqual(json.loads(self.url_open("/bip/umowy.json?q=Warsztaty&year=x&page=-1").text)["total"], 1)
        firm.with_user(keeper).action_bip_withdraw()
        self.assertNotIn("Zieleń Miejska sp. z o.o.", self.get().text)
        person.with_user(keeper).action_cancel("Pomyłka")
        self.assertNotIn("Warsztaty", self.get().text)
