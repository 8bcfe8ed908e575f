import io
import zipfile

import pypdf
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from weasyprint import HTML

from odoo.tests import BaseCase, tagged

from ..law.anonymisation import hide_html, hide_text, html_text, is_iban, is_id_card, is_pesel, scan_html, scan_text
from ..tools.file_scan import scan_file, scan_pdf

# invented numbers with right check digits
PESEL = "44051401359"
NRB = "61109010140000071219812874"


def kinds(findings):
    return [finding["kind"] for finding in findings]


@tagged("post_install", "-at_install")
class TestAnonymisation(BaseCase):
    def test_check_digits(self):
        self.assertTrue(is_pesel(PESEL))
        self.assertFalse(is_pesel("44051401358"))
        self.assertFalse(is_pesel("44131401359"))
        self.assertTrue(is_iban(NRB))
        self.assertTrue(is_iban("PL" + NRB))
        self.assertTrue(is_iban("DE89370400440532013000"))
        self.assertFalse(is_iban("62" + NRB[2:]))
        self.assertTrue(is_id_card("ABA300000"))
        self.assertFalse(is_id_card("ABA300001"))

    def test_each_kind_is_found(self):
        for text, kind in [
            (f"Pan Jan, {PESEL}, wniósł", "pesel"),
            ("nr 440514 01359.", "pesel"),
            ("44 05 14 01 359", "pesel"),
            ("4405\u00ad1401\u200b359", "pesel"),
            ("4405140\n1359", "pesel"),
            ("PESEL: 44051401358", "pesel"),
            (f"rachunek {NRB}", "bank_account"),
            ("PL61 1090 1014 0000 0712 1981 2874", "bank_account"),
            ("61\u00a01090\u00a01014\u00a00000\u00a00712\u00a01981\u00a02874", "bank_account"),
            ("DE89 3704 0044 0532 0130 00", "bank_account"),
            ("jan.kowalski@example.com", "email"),
            ("jan.kowalski (at) example.com", "email"),
            ("tel. 12 345 67 89", "phone"),
            ("+48 600 123 456", "phone"),
            ("zadzwoń 600123456", "phone"),
            ("(22) 123-45-67", "phone"),
            ("zam. ul. Polna 3/4", "address"),
            ("os. Kościuszkowskie 12 m. 5", "address"),
            ("al. 3 Maja 7a lok. 2", "address"),
            ("00-950 Warszawa", "postcode"),
            ("dowód ABA300000", "id_card"),
            ("dowód osobisty seria i numer ABC 123456", "id_card"),
            ("KW WA1M/00012345/6", "land_register"),
        ]:
            with self.subTest(text=text):
                self.assertEqual(kinds(scan_text(text)), [kind])

    def test_what_is_no_personal_data_stays_quiet(self):
        for text in (
            "Uchwała nr XII/123/2026 z dnia 12 maja 2026 r.",
            "BS.0002.1.2026",
            "Dz.U. z 2026 r. poz. 1261",
            "kwota 1 234 567,00 zł",
            "w dniach 01-05-2026",
            "art. 5 ust. 2",
            "12345678901",
            "NIP 5252445767 REGON",
            "RPW/123456/2026",
            "Rada obradowała w 2026 roku",
            "numer 123456789 w katalogu",
        ):
            with self.subTest(text=text):
                self.assertEqual(scan_text(text), [])

    def test_offsets_and_excerpts(self):
        text = f"Skarżący o numerze {PESEL} i adresie e-mail a@b.pl"
        first, second = scan_text(text, "treść")
        self.assertEqual(text[first["start"] : first["end"]], PESEL)
        self.assertEqual(first["place"], "treść")
        self.assertIn("Skarżący o numerze", first["excerpt"])
        self.assertEqual(second["value"], "a@b.pl")

    def test_html_text_attributes_and_comments(self):
        html = (
            f"<p>Nr <b>440514</b><i>01359</i></p><ul><li>4405</li><li>1401359</li></ul><!-- {NRB} -->"
            '<a href="mailto:x@example.com">napisz</a>'
        )
        self.assertEqual(sorted(kinds(scan_html(html))), ["bank_account", "email", "pesel"])
        self.assertEqual(html_text("<p>a&amp;b</p>").strip(), "a&b")

    def test_hide_in_text_and_html(self):
        self.assertEqual(hide_text(f"a {PESEL} b 440514 01359 c", PESEL), "a (dane usunięte) b (dane usunięte) c")
        html = f"<p>Nr <b>440514</b><i>01359</i> &amp; {PESEL}.</p><a href='mailto:x@example.com'>x@example.com</a>"
        hidden = hide_html(html, PESEL)
        self.assertEqual(hidden.count("(dane usunięte)"), 2)
        self.assertEqual(kinds(scan_html(hidden)), ["email"])
        self.assertIn("&amp;", hidden)
        self.assertEqual(scan_html(hide_html(hidden, "x@example.com")), [])

    def pdf(self, html="<p>Treść bez danych</p>", change=None):
        content = HTML(string=html).write_pdf()
        if not change:
            return content
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
        change(writer)
        stream = io.BytesIO()
        writer.write(stream)
        return stream.getvalue()

    def test_pdf_text_layer_also_under_a_black_box(self):
        html = (
            f"<p>Jawne</p><div style='position: relative; break-before: page'>PESEL {PESEL}"
            "<div style='position: absolute; inset: 0; background: black'></div></div>"
        )
        [finding] = scan_pdf(self.pdf(html))
        self.assertEqual((finding["kind"], finding["place"]), ("pesel", "strona 2"))

    def test_pdf_hidden_content(self):
        self.assertEqual(scan_pdf(self.pdf()), [])

        def add_script(writer):
            writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
                {
                    NameObject("/S"): NameObject("/JavaScript"),
                    NameObject("/JS"): TextStringObject("app.alert('x')"),
                }
            )

        note = FreeText(text=f"tel. {PESEL}", rect=(10, 10, 50, 50))
        for change, expected in [
            (lambda w: w.add_metadata({"/Author": "Jan Kowalski"}), {"metadata"}),
            (lambda w: w.add_metadata({"/Subject": "mail jan@example.com"}), {"email"}),
            (lambda w: w.add_attachment("dane.txt", f"PESEL {PESEL}".encode()), {"attachment", "pesel"}),
            (lambda w: w.add_annotation(0, note), {"annotation"}),
            (add_script, {"script"}),
            (lambda w: w.add_outline_item(title="jan@example.com", page_number=0), {"email"}),
        ]:
            with self.subTest(expected=expected):
                self.assertEqual(set(kinds(scan_pdf(self.pdf(change=change)))), expected)

    def test_pdf_earlier_revision(self):
        content = self.pdf()
        self.assertIn("revision", kinds(scan_pdf(content + content[content.rindex(b"startxref") :])))

    def test_scan_without_text_and_broken_files_need_eyes(self):
        writer = pypdf.PdfWriter()
        writer.add_blank_page(100, 100)
        stream = io.BytesIO()
        writer.write(stream)
        self.assertEqual(kinds(scan_pdf(stream.getvalue())), ["unreadable"])
        with self.assertLogs("pypdf", "WARNING"):
            self.assertEqual(kinds(scan_file(b"%PDF-1.7 nonsense", "application/pdf")), ["unreadable"])
        self.assertEqual(kinds(scan_file(b"\x89PNG\r\n", "image/png")), ["unreadable"])
        self.assertEqual(kinds(scan_file(b"PK\x03\x04 broken", "application/zip")), ["unreadable"])
        locked = self.pdf(change=lambda w: w.encrypt("tajne"))
        self.assertEqual(kinds(scan_pdf(locked)), ["unreadable"])

    def test_names_text_and_office_files(self):
        self.assertEqual(kinds(scan_file(b"nic", "text/plain", f"skarga {PESEL}.txt")), ["pesel"])
        self.assertEqual(kinds(scan_file(f"Łąka {PESEL}".encode("cp1250"), "text/plain")), ["pesel"])
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr(
                "word/document.xml",
                (
                    '<w:document xmlns:w="x"><w:p><w:r><w:t>440514</w:t></w:r><w:r><w:t>01359</w:t></w:r></w:p>'
                    "<w:p><w:del><w:t>usunięte</w:t></w:del></w:p></w:document>"
                ),
            )
            archive.writestr("docProps/core.xml", '<c xmlns:dc="d"><dc:creator>Jan Kowalski</dc:creator></c>')
        self.assertEqual(
            sorted(kinds(scan_file(stream.getvalue(), "application/zip", "pismo.docx"))),
            ["metadata", "pesel", "revision"],
        )
