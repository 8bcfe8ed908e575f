import io

from openpyxl import load_workbook

from odoo.tests import tagged
from odoo.tools.pdf import PdfFileReader

from .resolution_case import ResolutionCase


@tagged("post_install", "-at_install")
class TestResolutionPrints(ResolutionCase):
    def html(self, report, records):
        """Return the words that a print is made of."""
        content, _kind = self.env["ir.actions.report"]._render_qweb_html(f"biuro_rada.{report}", records.ids)
        return content.decode()

    def test_resolution(self):
        self.env.company.rada_city_genitive = "Rady Miasta Przykładowa"
        [resolution] = self.adopt(self.draft("w sprawie nazwy parku"))
        html = self.html("biuro_rada_resolution_report", resolution)
        for words in (
            f"Uchwała nr {resolution.number}",
            "Rady Miasta Przykładowa",
            "25 marca 2026 r.",
            "w sprawie nazwy parku",
            "Nadaje się nazwę",
            "Uzasadnienie",
            "Nazwisko00",
        ):
            self.assertIn(words, html)
        Report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        pdf, kind = Report._render_qweb_pdf("biuro_rada.biuro_rada_resolution_report", resolution.ids)
        self.assertEqual((kind, pdf[:4]), ("pdf", b"%PDF"))
        self.assertEqual(PdfFileReader(io.BytesIO(pdf)).getNumPages(), 2)
        self.assertIn("Druk nr", self.html("biuro_rada_draft_report", resolution.draft_id))

    def test_books(self):
        resolutions = self.adopt(
            self.draft("w sprawie parku", executor_id=self.cell_wo.id, executor_due="2026-05-01"),
            self.draft("w sprawie regulaminu", is_local_law=True),
        )
        Book = self.env["biuro.rada.resolution.book"].with_user(self.users["rada_user"])
        book = Book.create({"term_id": self.term.id, "date_from": "2026-01-01", "date_to": "2026-12-31"})
        table = book._get_table()
        self.assertEqual([row[1] for row in table["rows"]], resolutions.mapped("number"))
        self.assertIn("w sprawie parku", self.html("biuro_rada_resolution_book_report_pdf", book))
        book.kind = "local_law"
        self.assertEqual(len(book._get_table()["rows"]), 1)
        book.write({"kind": "valid", "day": "2026-03-25"})
        self.assertEqual([row[1] for row in book._get_table()["rows"]], [resolutions[0].number])
        book.day = "2026-03-24"
        self.assertEqual(book._get_table()["rows"], [])
        book.kind = "execution"
        self.assertIn("po terminie: 1", book._get_table()["note"])
        Xlsx = self.env["report.biuro_rada.resolution_book_xlsx"].with_context(active_model=book._name)
        content = Xlsx.create_xlsx_report(book.ids, {})[0]
        sheet = load_workbook(io.BytesIO(content)).active
        self.assertEqual(sheet.cell(4, 1).value, resolutions[0].number)
        self.assertEqual(book.action_show()["res_model"], "biuro.rada.execution")

    def test_order_and_announcement(self):
        act = self.env["biuro.rada.act"].create(
            {
                "title": "w sprawie komisji",
                "date": "2026-03-25",
                "issuer_id": self.employees["management"].id,
                "legal_basis": "art. 30 u.s.g.",
                "in_force_from": "2026-03-25",
                "body": "<p>§ 1. Powołuje się komisję.</p>",
            }
        )
        self.assertIn("25 marca 2026 r.", self.html("biuro_rada_act_report", act))
        [resolution] = self.adopt(self.draft("w sprawie regulaminu", is_local_law=True))
        text = self.env["biuro.rada.consolidated"].create({"resolution_id": resolution.id, "body": "<p>§ 1.</p>"})
        self.assertIn(f"uchwały nr {resolution.number}", self.html("biuro_rada_consolidated_report", text))
