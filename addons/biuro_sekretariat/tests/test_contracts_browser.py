import base64
import io
import json

from openpyxl import load_workbook
from pypdf import PdfReader

from odoo import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.biuro_kancelaria.tests.one_browser import OneBrowser

from .contracts_common import ContractsWorld

RPC = ("odoo.addons.rpc.controllers.xmlrpc", "odoo.addons.rpc.controllers.jsonrpc", "odoo.http", "odoo.sql_db")


@tagged("post_install", "-at_install")
class TestContractBrowser(ContractsWorld, OneBrowser, HttpCase):
    """A contract from the draft to the file for the central register, by four people in the browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()

    def walk(self, leg, login, path):
        self.start_tour(f"/odoo/{path}", f"biuro_contract_{leg}", login=login)

    def test_from_draft_to_export(self):
        self.walk("draft", "clerk", "umowy")
        contract = self.env["biuro.sekretariat.contract"].search(
            [("subject", "=", "Dostawa ławek do Parku Miejskiego")])
        self.assertEqual((contract.state, contract.owner_id), ("opinion", self.employees["clerk"]))
        self.assertEqual(contract.budget_line_ids.display_name, "900-90004-4300")
        contract.is_indefinite = True
        self.walk("opinion", "adviser", f"umowy/{contract.id}")
        self.assertEqual(contract.state, "countersign")
        self.walk("countersign", "treasurer", f"umowy/{contract.id}")
        self.assertEqual(contract.countersigned_by_id, self.employees["treasurer"])
        self.walk("register", "clerk", f"umowy/{contract.id}")
        self.assertRegex(contract.register_ref, r"^U/\d+/\d{4}$")
        self.assertEqual((contract.state, contract.cru_decision, contract.cru_state), ("active", "yes", "ready"))
        self.walk("export", "contracts", "cru?view_type=list")
        entry = contract.cru_entry_ids
        self.assertEqual(entry.state, "sent")
        content = json.loads(base64.b64decode(entry.batch_id.file))
        self.assertEqual(content["wpisy"][0]["umowa"]["przedmiotUmowy"], "Dostawa ławek do Parku Miejskiego")

    def test_prints(self):
        contract = self.registered(security_ids=[
            Command.create({"kind": "performance", "amount": 500, "return_due": "2027-08-01"})], date_end="2027-07-19")
        self.authenticate("clerk", "clerk")
        Report = type(self.env["ir.actions.report"])
        render = Report._render_qweb_pdf

        def render_for_real(report, *args, **kwargs):
            return render(report.with_context(force_report_rendering=True), *args, **kwargs)

        self.patch(Report, "_render_qweb_pdf", render_for_real)
        card = self.url_open(f"/report/pdf/biuro_sekretariat.contract_card/{contract.id}")
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(card.content)).pages)
        for words in (
            contract.register_ref, "Utrzymanie zieleni", "5260250274", "10 000,00 zł", "90004", "Osoba treas",
        ):
            self.assertIn(words, text.replace("\u00a0", " "))
        wizard = self.as_user("clerk")["biuro.sekretariat.contract.expiry"].create(
            {"date_from": "2027-07-01", "date_to": "2027-09-30"})
        self.assertEqual(wizard.action_print()["report_name"], "biuro_sekretariat.contract_expiry")
        report = self.url_open(f"/report/pdf/biuro_sekretariat.contract_expiry/{wizard.id}")
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(report.content)).pages)
        self.assertIn(contract.register_ref, text)
        self.assertIn("500,00", text)
        table = self.url_open(f"/report/xlsx/biuro_sekretariat.contract_expiry_xlsx/{wizard.id}")
        book = load_workbook(io.BytesIO(table.content))
        self.assertEqual(book.sheetnames, ["Umowy", "Zabezpieczenia"])
        self.assertEqual(book["Umowy"]["A3"].value, contract.register_ref)
        # the register book of the ground floor, as PDF and as a spreadsheet
        book = self.as_user("clerk")["biuro.register.book"].create({
            "register_id": contract.register_id.id, "date_from": contract.register_date,
            "date_to": contract.register_date,
        })
        pages = PdfReader(io.BytesIO(self.url_open(
            f"/report/pdf/biuro_kancelaria.register_book_pdf/{book.id}").content)).pages
        self.assertIn(contract.register_ref, "".join(page.extract_text() for page in pages))
        sheet = load_workbook(io.BytesIO(self.url_open(
            f"/report/xlsx/biuro_kancelaria.register_book_xlsx/{book.id}").content)).active
        self.assertIn(contract.register_ref, [cell.value for cell in sheet["B"]])

    @mute_logger(*RPC)
    def test_bad_input_over_rpc(self):
        """What integrators send wrongly: a sentence comes back, nothing is kept."""
        import xmlrpc.client

        contract = self.registered()
        self.env.flush_all()
        count = self.env["biuro.sekretariat.contract"].search_count([])

        def call(method, *args, login="clerk", model="biuro.sekretariat.contract"):
            return self.xmlrpc_object.execute_kw(
                self.env.cr.dbname, self.users[login].id, login, model, method, list(args))

        values = {"subject": "X", "owner_id": self.employees["clerk"].id, "department_id": self.cell_bs.id}
        for method, args, words in (
            ("create", [[{**values, "date_start": "2026-08-02", "date_end": "2026-08-01"}]], "end before it begins"),
            ("create", [[{**values, "value_net": -5}]], "negative"),
            ("create", [[{**values, "state": "active"}]], "written by the system"),
            ("create", [[{**values, "register_ref": "U/7/2026"}]], "given by the system"),
            ("create", [[{**values, "party_ids": [[0, 0, {"name": "A", "nip": "1111111112"}]]}]], "NIP"),
            ("write", [[contract.id], {"state": "draft"}], "written by the system"),
            ("write", [[contract.id], {"value_net": 1}], "amendment"),
            ("unlink", [[contract.id]], "deleted"),
            ("action_cru_decide", [[contract.id], "no", "nothing"], "reason"),
            ("action_end", [[contract.id], "finished"], "way of ending"),
            ("action_end", [[contract.id], "performed", "2026-07-19"], "before it was concluded"),
            ("action_register", [[contract.id]], "cannot become"),
            ("action_countersign", [[contract.id]], "Only these people"),
            ("cru_export", [{}], "Only the keeper"),
            ("get_expiring", ["2026-13-01", "2026-12-01"], "date_from"),
        ):
            with self.subTest(method=method, args=args), self.assertRaises(xmlrpc.client.Fault) as fault:
                call(method, *args)
            self.assertIn(words, fault.exception.faultString)
        self.assertEqual(self.env["biuro.sekretariat.contract"].search_count([]), count)
        answer = call("get_expiring", "2027-07-01", "2027-07-31")
        self.assertEqual([row["register_ref"] for row in answer["contracts"]], [contract.register_ref])
        self.assertEqual(call("action_end", [contract.id], "performed", "2026-08-19"), True)

    def test_links(self):
        """Contacts, cases and letters show their contracts; the start page counts, the search box finds."""
        case = self.env["biuro.case"].create({
            "title": "Zieleń", "is_own": True, "department_id": self.cell_bs.id,
            "clerk_id": self.employees["clerk"].id,
            "jrwa_class_id": self.env["biuro.jrwa.class"].search([("symbol", "=", "0002")], limit=1).id,
        })
        letter = self.env["biuro.letter"].create({
            "title": "Oferta", "direction": "in", "department_id": self.cell_bs.id, "case_id": case.id,
            "sender_name": "Zieleń", "date_received": "2026-07-01"})
        contract = self.registered(case_id=case.id)
        clerk = self.as_user("clerk")
        for record in (self.firm, case, letter):
            own = record.with_env(clerk)
            count = "biuro_contract_count" if record == self.firm else "contract_count"
            self.assertEqual(own[count], 1)
            action = own.action_open_contracts()
            self.assertEqual(clerk[action["res_model"]].search(action["domain"]), contract)
            self.assertEqual(record.with_user(self.users["clerk_wo"])[count], 0)
        self.assertEqual(contract.jrwa_class_id, case.jrwa_class_id)
        self.assertIn(contract.register_ref, case.event_ids.mapped("action")[-1])
        # files of the contract stand in Documents under the case, with the access of the contract
        attachment = clerk["ir.attachment"].create({
            "name": "umowa.pdf", "raw": b"%PDF-1.4", "res_model": contract._name, "res_id": contract.id})
        file = clerk["dms.file"].search([("attachment_id", "=", attachment.id)])
        self.assertEqual(file.directory_id.parent_id.res_id, case.id)
        stranger = self.as_user("clerk_wo")["dms.file"]
        self.assertFalse(stranger.search([("attachment_id", "=", attachment.id)]))
        found = clerk["biuro.search"].find(contract.register_ref)
        self.assertEqual([group["model"] for group in found if group["results"][0]["id"] == contract.id],
                         ["biuro.sekretariat.contract"])
        self.assertFalse(self.as_user("clerk_wo")["biuro.search"].find(contract.register_ref))
        self.make_contract().action_to_countersign()
        counters = {row["key"]: row["count"] for row in self.as_user("treasurer")["biuro.start"].get_counters()}
        self.assertGreaterEqual(counters["to_countersign"], 1)
