import base64
import io

import pypdf

from odoo.tests import TransactionCase, new_test_user, tagged

from ..tools.pdf_render import BASE_URL, InternalFetcher, render_documents, split_articles, write_pdf
from ..tools.typography import NBSP, bind_spaces, polish_quotes, polish_text

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
TEMPLATE = """
<t t-name="biuro_kancelaria.test_print">
    <t t-call="biuro_kancelaria.print_document">
        <t t-foreach="docs" t-as="doc">
            <t t-call="biuro_kancelaria.print_layout">
                <t t-set="title" t-value="'Dokument ' + doc.name"/>
                <h1>Zażółć gęślą jaźń</h1>
                <p>Idę w las z psem do "Domu" i 5 zł.</p>
                <p t-out="doc.name"/>
                <img src="file:///etc/passwd" alt="nie"/>
                <img src="http://127.0.0.1:1/x.png" alt="nie"/>
                <div t-if="doc.comment" style="break-before: page">Druga strona</div>
            </t>
        </t>
    </t>
</t>
"""


@tagged("post_install", "-at_install")
class TestTypography(TransactionCase):
    def test_one_letter_words(self):
        self.assertEqual(bind_spaces("a w tym i z nim"), f"a{NBSP}w{NBSP}tym i{NBSP}z{NBSP}nim")
        self.assertEqual(bind_spaces("(w sprawie) „o tym”"), f"(w{NBSP}sprawie) „o{NBSP}tym”")
        self.assertEqual(bind_spaces("Ala ma kota"), "Ala ma kota")
        self.assertEqual(bind_spaces("lit. a"), f"lit.{NBSP}a")
        self.assertEqual(bind_spaces("w"), "w")

    def test_numbers_stay_with_what_they_count(self):
        self.assertEqual(bind_spaces("art. 5 ust. 2"), f"art.{NBSP}5 ust.{NBSP}2")
        self.assertEqual(bind_spaces("1 234 567 zł w 2026 r."), NBSP.join(["1", "234", "567", "zł w", "2026", "r."]))
        self.assertEqual(bind_spaces("ul. Długa 5"), f"ul.{NBSP}Długa 5")

    def test_quotes(self):
        self.assertEqual(polish_quotes('film "Rejs" i "Miś"'), "film „Rejs” i „Miś”")
        self.assertEqual(polish_quotes('rura 5" długa'), 'rura 5" długa')
        self.assertEqual(polish_quotes('sam " znak'), 'sam " znak')

    def test_only_spaces_and_quotes_change(self):
        text = 'Wniosek "A" z dnia 1 maja 2026 r. o 5 zł,  i\nw innych. § 3'
        self.assertEqual(
            polish_text(text).replace(NBSP, " ").replace("„", '"').replace("”", '"').split(),
            text.split(),
        )
        self.assertEqual(polish_text(polish_text(text)), polish_text(text))
        self.assertFalse(polish_text(""))


@tagged("post_install", "-at_install")
class TestPrint(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.ui.view"].create(
            {
                "name": "test_print",
                "type": "qweb",
                "key": "biuro_kancelaria.test_print",
                "arch": TEMPLATE,
            }
        )
        cls.report = cls.env["ir.actions.report"].create(
            {
                "name": "Wydruk",
                "model": "res.partner",
                "report_name": "biuro_kancelaria.test_print",
                "report_type": "qweb-pdf",
                "print_engine": "weasyprint",
            }
        )
        cls.env.company.write(
            {
                "biuro_office_name": "Urząd Miasta Przykładowa",
                "biuro_ade_address": "AE:PL-1-2",
                "biuro_coat_of_arms": PIXEL,
            }
        )
        cls.partners = cls.env["res.partner"].create(
            [
                {"name": "Pierwszy", "comment": "dwie strony"},
                {"name": "Drugi"},
            ]
        )

    def render(self, ids=None):
        Report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        with self.assertLogs("weasyprint", "ERROR") as logs:
            content, kind = Report._render_qweb_pdf(self.report.report_name, ids or self.partners.ids)
        self.assertEqual(kind, "pdf")
        self.logged = logs.output
        return content

    def pages(self, content):
        return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]

    def test_records_count_their_own_pages(self):
        pages = self.pages(self.render())
        self.assertEqual(len(pages), 3)
        flat = [" ".join(text.split()) for text in pages]
        self.assertRegex(flat[0], r"(page|strona) 1 (of|z) 2")
        self.assertRegex(flat[1], r"(page|strona) 2 (of|z) 2")
        self.assertRegex(flat[2], r"(page|strona) 1 (of|z) 1")
        self.assertIn("Zażółć gęślą jaźń", flat[0])
        self.assertIn("„Domu”", flat[0])
        self.assertIn("Urząd Miasta Przykładowa", flat[0])
        self.assertIn("AE:PL-1-2", flat[0])

    def test_tagged_and_archival(self):
        for ids in (self.partners.ids, self.partners[:1].ids):
            reader = pypdf.PdfReader(io.BytesIO(self.render(ids)))
            root = reader.trailer["/Root"]
            self.assertTrue(root["/MarkInfo"]["/Marked"])
            self.assertIn("/StructTreeRoot", root)
            self.assertEqual(root["/Lang"], "pl")
            xmp = root["/Metadata"].get_data().decode()
            self.assertRegex(xmp, r'pdfaid:part="2"')
            self.assertRegex(xmp, r'pdfaid:conformance="A"')
            self.assertEqual(reader.metadata.title, "Dokument Pierwszy")
            self.assertIn("/OutputIntents", root)
            for page in reader.pages:
                for font in page["/Resources"]["/Font"].values():
                    descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
                    self.assertTrue({"/FontFile2", "/FontFile3"} & set(descriptor), "every font is embedded")

    def test_nothing_is_fetched_from_outside(self):
        content = self.render(self.partners[:1].ids)
        self.assertNotIn("root:", self.pages(content)[0])
        self.assertEqual(sum("may not load" in line for line in self.logged), 2)
        asked = []
        fetcher = InternalFetcher(lambda path: asked.append(path))
        for url in (
            "file:///etc/passwd",
            "http://example.com/a.png",
            "https://localhost/a",
            "ftp://x/y",
            BASE_URL + "etc/passwd",
            "http://print.invalid.example.com/x",
        ):
            with self.subTest(url=url), self.assertRaises(ValueError):
                fetcher.fetch(url)
        self.assertEqual(asked, ["/etc/passwd"])
        self.assertEqual(fetcher.fetch("data:text/plain,tak").read(), b"tak")

    def test_resolver(self):
        resolve = self.report._print_resolve
        self.assertIn(b"@page", resolve("/biuro_kancelaria/static/src/print/print.css")[0])
        self.assertEqual(resolve("/web/static/img/favicon.ico"), None)
        for path in (
            "/biuro_kancelaria/__manifest__.py",
            "/biuro_kancelaria/static/../__manifest__.py",
            "/etc/passwd",
            "/biuro_kancelaria/static/%2e%2e/models/res_company.py",
            "/web/image/res.users/1/password",
            "/web/image/nope/1/x",
            "/web/image/999999999",
            "/web/content/1",
            "/report/barcode/Nope/1",
        ):
            with self.subTest(path=path):
                self.assertIsNone(resolve(path))
        self.assertTrue(
            resolve(f"/web/image/res.company/{self.env.company.id}/biuro_coat_of_arms")[1].startswith("image/")
        )
        self.assertEqual(resolve("/report/barcode/?barcode_type=Code128&value=RPW-1&width=300")[1], "image/svg+xml")

    def test_image_closed_to_the_user_is_not_printed(self):
        secret = self.env["ir.attachment"].create(
            {
                "name": "x.png",
                "raw": base64.b64decode(PIXEL),
                "res_model": "ir.config_parameter",
                "res_id": self.env["ir.config_parameter"].search([], limit=1).id,
            }
        )
        user = new_test_user(self.env, "print_u")
        self.assertTrue(self.report._print_resolve(f"/web/image/{secret.id}"))
        self.assertIsNone(self.report.with_user(user)._print_resolve(f"/web/image/{secret.id}"))

    def test_attachments_are_stored_per_record_and_reused(self):
        self.report.write({"attachment": "object.name + '.pdf'", "attachment_use": True})
        self.assertEqual(len(self.pages(self.render())), 3)
        attachments = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "res.partner"),
                ("res_id", "in", self.partners.ids),
                ("name", "like", ".pdf"),
            ]
        )
        self.assertEqual(sorted(attachments.mapped("name")), ["Drugi.pdf", "Pierwszy.pdf"])
        first = attachments.filtered(lambda a: a.name == "Pierwszy.pdf")
        self.assertEqual(len(self.pages(first.raw)), 2)
        Report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        self.assertEqual(Report._render_qweb_pdf(self.report.report_name, self.partners[:1].ids)[0], first.raw)
        self.assertEqual(len(self.pages(Report._render_qweb_pdf(self.report.report_name, self.partners.ids)[0])), 3)

    def test_other_reports_are_untouched(self):
        others = (
            self.env["ir.actions.report"]
            .search([])
            .filtered(lambda report: not (report.xml_id or "").startswith("biuro_") and report != self.report)
        )
        self.assertTrue(others)
        self.assertEqual(set(others.mapped("print_engine")), {"odoo"})

    def test_the_client_is_told_the_engine(self):
        self.assertEqual(self.report.report_action(self.partners)["print_engine"], "weasyprint")
        self.assertIn("print_engine", self.report._get_action_dict())

    def test_book_repeats_heads_and_turns_the_page(self):
        rows = "".join(f"<tr><td>{n}</td><td>wiersz {n}</td></tr>" for n in range(120))
        html = (
            '<main><div class="article biuro-book biuro-landscape"><div class="biuro-head">Rejestr</div>'
            '<table class="biuro-table"><thead><tr><th>Lp.</th><th>Nagłówek</th></tr></thead>'
            f"<tbody>{rows}</tbody></table></div></main>"
        )
        documents = render_documents(
            [element for _id, element in split_articles(html)],
            self.report._print_resolve,
            "Rejestr",
            ["/biuro_kancelaria/static/src/print/print.css"],
        )
        reader = pypdf.PdfReader(io.BytesIO(write_pdf(documents)))
        self.assertGreater(len(reader.pages), 2)
        for page in reader.pages:
            self.assertGreater(page.mediabox.width, page.mediabox.height)
            self.assertIn("Nagłówek", page.extract_text())
