import base64
import io
from collections import Counter
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from odoo.tests import TransactionCase, tagged

from ..law import complaint as law
from ..law.complaint_reply import reply_elements
from ..law.delivery import delivery
from .citizens_common import CitizensCase


@tagged("post_install", "-at_install")
class TestCitizensPrints(CitizensCase):
    """The protocol, the confirmation, the yearly report and the register book as files."""

    def render(self, name, record):
        content, _format = self.env["ir.actions.report"].with_context(force_report_rendering=True)._render_qweb_pdf(
            f"biuro_sekretariat.{name}", record.ids)
        return " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())

    def test_protocol(self):
        Complaint = self.as_user("secretary")["biuro.sekretariat.complaint"].with_context(force_report_rendering=True)
        complaint = Complaint.browse(Complaint.record_oral({
            "subject": "Hałas", "description": "Od maja przed godz. 5.00.", "firstname": "Anna", "lastname": "Nowa",
            "street": "ul. Nowa 1", "zip": "00-001", "city": "Przykładowa",
        })["id"])
        file = complaint.get_protocol()
        content = base64.b64decode(file["content"])
        text = " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
        for words in (
            complaint.register_ref, "Anna Nowa", "ul. Nowa 1", "Od maja przed godz. 5.00.", "podpis zgłaszającego",
            "podpis przyjmującego zgłoszenie", "Osoba secretary", "§ 6",
        ):
            self.assertIn(words, text)
        self.assertIn("potwierdza się", self.render("biuro_sekretariat_complaint_report_receipt", complaint))
        complaint.action_confirm_receipt()
        self.assertEqual(complaint.receipt_given_on, self.today())
        answer = complaint.action_attach_signed_protocol("protokol.pdf", file["content"])
        self.assertEqual(complaint.protocol_signed_id.id, answer["id"])
        with self.refused("told orally"):
            self.complaint().action_print_protocol()

    def test_yearly_report(self):
        started = self.started()
        started.write({"settlement": "Sprawdzono.", "planned_result": "justified"})
        self.dispatch(self.env["biuro.letter"].browse(started.action_draft_reply()["res_id"]))
        started.action_settle()
        motion = self.complaint(declared_kind="motion", subject="Ławka")
        motion.action_qualify()
        split = self.complaint(subject="Dwie sprawy")
        split.action_split([{"subject": "Jedna", "about": "employee"}, {"subject": "Druga", "about": "council"}])
        self.complaint(subject="Pomyłka").action_cancel("pomyłka")
        Year = self.as_user("auditor")["biuro.sekretariat.complaint.year"]
        data = Year.get_report(self.today().year)
        self.assertEqual({key: data["totals"][key] for key in ("received", "complaints", "motions", "in_time")}, {
            "received": 4, "complaints": 3, "motions": 1, "in_time": 1,
        })
        results = {row[0]: row[3] for row in data["tables"][1]["rows"]}
        self.assertEqual(results["Justified"], 1)
        self.assertEqual(sum(results.values()), 4)
        report = Year.create({"year": self.today().year})
        text = self.render("biuro_sekretariat_complaint_year_report_pdf", report)
        self.assertIn("Wpłynęło: 4", text)
        content, _format = self.env["ir.actions.report"].with_user(self.users["auditor"])._render_xlsx(
            "biuro_sekretariat.biuro_sekretariat_complaint_year_report_xlsx", report.ids, {})
        sheets = load_workbook(io.BytesIO(content)).worksheets
        self.assertEqual(len(sheets), 2)
        self.assertEqual(sheets[1].max_row, 5)
        with self.refused("a year that has begun"):
            Year.create({"year": self.today().year + 1})

    def test_register_book(self):
        complaint = self.complaint()
        register = self.env.ref("biuro_sekretariat.biuro_register_sw")
        book = register.with_user(self.users["auditor"]).export_book(
            f"{self.today().year}-01-01", str(self.today()), file_format="xlsx")
        rows = list(load_workbook(io.BytesIO(base64.b64decode(book["content"]))).worksheets[0].values)
        self.assertTrue(any(complaint.register_ref in [str(cell) for cell in row] for row in rows))
        self.assertEqual(register.get_gaps(), [])

    def test_search_and_start_page(self):
        complaint = self.complaint(subject="Niezwykłe zdarzenie na targowisku")
        found = self.as_user("citizens")["biuro.search"].find("targowisku zdarzenie")
        groups = {group["model"]: group for group in found}
        self.assertEqual(groups["biuro.sekretariat.complaint"]["results"][0]["id"], complaint.id)
        self.assertNotIn(
            "biuro.sekretariat.complaint",
            {group["model"] for group in self.as_user("clerk_wo")["biuro.search"].find("targowisku zdarzenie")})
        counters = {line["key"]: line["count"] for line in self.as_user("citizens")["biuro.start"].get_counters()}
        self.assertEqual(counters["complaints_to_qualify"], 1)


@tagged("post_install", "-at_install")
class TestCitizensLaw(TransactionCase):
    """Properties of the law of complaints."""

    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(law.ABOUT), st.sampled_from(law.MATTERS))
    def test_competence_is_told_for_everything(self, about, matter):
        result = law.complaint_competence(about, matter)
        self.assertIn(result["body"], law.BODIES)
        self.assertEqual(result["forward"], result["body"] != "president")
        self.assertEqual(result["jrwa"], "1511" if result["forward"] else "1510")
        self.assertTrue(result["article"].startswith("KPA art. "))
        rules = Counter(step["rule"] for step in result["reasons"])
        self.assertEqual(rules["forward"], int(result["forward"]))

    @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.dates(min_value=date(2024, 1, 1), max_value=date(2030, 12, 1)), st.integers(0, 40),
        st.sampled_from(["public", "citizen"]),
    )
    def test_electronic_delivery(self, arrived, later, recipient):
        """Never before the arrival, never after the fifteenth day; a public body has it at once."""
        collected = arrived + timedelta(days=later)
        day = delivery("edoreczenia", arrived, recipient, collected=collected)["delivered_on"]
        self.assertLessEqual(arrived, day)
        self.assertLessEqual(day, arrived + timedelta(days=15))
        if recipient == "public":
            self.assertEqual(day, arrived)
        self.assertEqual(
            delivery("edoreczenia", arrived, "citizen")["delivered_on"], arrived + timedelta(days=15))

    def test_a_refusal_needs_more(self):
        for kind, result, needed in (
            ("complaint", "justified", 3), ("complaint", "groundless", 6), ("complaint", "partly", 6),
            ("motion", "accepted", 3), ("motion", "not_accepted", 5),
        ):
            answer = reply_elements(kind, result, set())
            self.assertEqual((len(answer["missing"]), answer["complete"]), (needed, False))
            self.assertTrue(reply_elements(kind, result, set(answer["missing_keys"]))["complete"])
