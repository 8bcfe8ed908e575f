import base64
import io

import openpyxl
import pypdf

from odoo.tests import tagged

from .case_common import CaseCase


@tagged("post_install", "-at_install")
class TestCasePrints(CaseCase):
    def text(self, report, records):
        content, kind = (
            self.env["ir.actions.report"]
            .with_user(self.users["clerk"])
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf(f"biuro_kancelaria.{report}", records.ids)
        )
        self.assertEqual(kind, "pdf")
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        return " ".join(
            " ".join(page.extract_text().replace("\xa0", " ").replace("\xad", "").split()) for page in pages
        )

    def test_log(self):
        """Dz.U. 2012 poz. 250: five columns, mark and title above them."""
        case = self.open(title="Patronat nad koncertem")
        case.add_event("Oględziny miejsca", document_uid="P2026-00000001")
        text = self.text("biuro_case_report_log", case)
        for part in ("METRYKA SPRAWY", case.reference, "Patronat nad koncertem", "Oględziny miejsca", "P2026-00000001"):
            self.assertIn(part, text)

    def test_list_of_cases(self):
        first, second = (
            self.open(partner_id=self.partner.id, origin_reference="ZN.1"),
            self.open(jrwa_symbol="051", title="Tytuł honorowy"),
        )
        first.action_close("Odpowiedziano")
        List = self.as_user("clerk")["biuro.case.list"]
        book = List.export_list(department_id=self.cell_bs.id, jrwa_symbol="05")
        workbook = openpyxl.load_workbook(io.BytesIO(base64.b64decode(book["content"])))
        self.assertEqual(workbook.sheetnames, [f"BS.051 {first.year}", f"BS.0530 {first.year}"])
        row = [cell.value for cell in workbook.worksheets[1][6]]
        self.assertEqual(row[1:5], [1, "Patronat", "Jan Kowalski", "ZN.1"])
        self.assertEqual(row[9], "Odpowiedziano")
        doc = List.create({"department_id": self.cell_bs.id, "year": first.year})
        text = self.text("biuro_case_list_report_pdf", doc)
        self.assertIn(f"SPIS SPRAW BS.051 {first.year}", text)
        self.assertIn(second.title.split()[0], text)
        with self.refused("No case answers"):
            List.export_list(year=1999)

    def test_covers(self):
        case = self.open()
        text = self.text("biuro_case_report_cover", case)
        for part in ("Urząd Miasta Przykładowa", "Biuro Samorządowe", case.reference, "kat. A", "Tom 1"):
            self.assertIn(part, text)
        doc = self.as_user("clerk")["biuro.case.list"].create({"year": case.year, "format": "cover"})
        self.assertIn("BS.0530", self.text("biuro_case_list_report_cover", doc))
        self.assertEqual(doc.action_print()["type"], "ir.actions.report")

    def test_official_note(self):
        case = self.open()
        case.action_close("Rozmowa", settled_orally=True, official_note="Wnioskodawca wycofał prośbę.")
        self.assertIn("Wnioskodawca wycofał", self.text("biuro_case_report_note", case))

    def test_out_card(self):
        loan = self.as_user("clerk")["biuro.file.loan"].create(
            {
                "case_id": self.open().id,
                "date_due": "2030-01-01",
                "borrower_id": self.employees["manager"].id,
                "consent_by_id": self.employees["manager"].id,
            }
        )
        self.assertIn("KARTA ZASTĘPCZA", self.text("biuro_file_loan_report", loan))
