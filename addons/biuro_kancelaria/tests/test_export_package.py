import base64
import hashlib
import io
import tarfile

from lxml import etree

from odoo.tests import TransactionCase, tagged

from ..export import metadata, package
from .case_common import CaseCase

OFFICE = {"instytucja": {"nazwa": "Urząd Miasta Przykładowa"}}
NDAP = {"n": metadata.NAMESPACE}


def values(**more):
    return {
        "tytul": "Wniosek",
        "typ": {"kategoria": "Text", "rodzaj": "pismo"},
        "tworca": [{"funkcja": "stworzyl", "podmiot": OFFICE}],
        "dostep": {"dostepnosc": "metadane"},
        "format": {"typ": "application/pdf", "wielkosc": {"@jednostka": "bajt", "#": 3}},
        "data": [{"typ": "stworzony", "czas": "2026-03"}],
        "identyfikator": [{"typ": "Identyfikator dokumentu", "wartosc": "P1"}],
        **more,
    }


@tagged("post_install", "-at_install")
class TestPackageBuilder(TransactionCase):
    """NOS annex, without a database."""

    def doc(self, name="a.pdf", content=b"abc", **more):
        return package.Document(name, [(name, content)], values(**more), ["BS.0530.1.2026"])

    def case(self):
        return package.Case("BS.0530.1.2026", values(typ={"kategoria": "Collection"}))

    def test_layout(self):
        two = package.Document("Protokol_7", [("1.pdf", b"1"), ("2.pdf", b"2")], values(), ["BS.0530.1.2026"])
        result = package.build([self.doc(), two], [self.case()], "BS.0530.1.2026")
        with tarfile.open(fileobj=io.BytesIO(result["content"]), mode="r:") as tar:  # "r:" refuses a compressed one
            names = {info.name for info in tar if info.isfile()}
        root = "BS.0530.1.2026"
        self.assertEqual(
            names,
            {
                f"{root}/dokumenty/a.pdf",
                f"{root}/dokumenty/Protokol_7/1.pdf",
                f"{root}/dokumenty/Protokol_7/2.pdf",
                f"{root}/metadane/a.pdf.xml",
                f"{root}/metadane/Protokol_7.xml",
                f"{root}/sprawy/BS.0530.1.2026.xml",
            },
        )
        self.assertEqual({row["path"] for row in result["files"]}, names)
        self.assertEqual(result["sha256"], hashlib.sha256(result["content"]).hexdigest())
        self.assertEqual(
            package.build([self.doc(), two], [self.case()], root)["sha256"], result["sha256"], "one input, one package"
        )

    def test_order_of_the_annex(self):
        xml = metadata.build(
            values(opis="o", relacja=[{"identyfikator": {"typ": "x", "wartosc": "y"}, "typ": "jestCzescia"}])
        )
        names = [etree.QName(node).localname for node in etree.fromstring(xml)]
        self.assertEqual(
            names, ["data", "dostep", "format", "identyfikator", "opis", "relacja", "tworca", "typ", "tytul"]
        )
        self.assertFalse(metadata.problems(xml, metadata.load_schema()))

    def test_schema_refuses(self):
        schema = metadata.load_schema()
        for change in (
            {"data": [{"typ": "wymyslony", "czas": "2026"}]},
            {"data": [{"typ": "stworzony", "czas": "3 marca"}]},
            {"dostep": {"dostepnosc": "tajne"}},
            {"typ": {"kategoria": "Pismo"}},
        ):
            self.assertTrue(metadata.problems(metadata.build(values(**change)), schema), change)
        other = metadata.load_schema("http://example.org/ns")
        self.assertFalse(metadata.problems(metadata.build(values(), "http://example.org/ns"), other))

    def test_always_required(self):
        for name in ("identyfikator", "tworca", "tytul", "data", "format", "dostep", "typ"):
            with self.assertRaisesRegex(metadata.MetadataError, "Brak wymaganych"):
                metadata.build(values() | {name: None})
        with self.assertRaisesRegex(metadata.MetadataError, "nie ma części"):
            metadata.build(values(kolor="czerwony"))

    def test_names(self):
        for name in ("a/b.pdf", "a:b", "co?.pdf", "a,b", "a;b", "a=b", "a*b", "a\\b", "", "..", " a", "a\n"):
            self.assertTrue(package.name_problem(name), name)
        self.assertFalse(package.name_problem("Uchwała nr 7 (tekst jednolity).pdf"))
        self.assertEqual(package.clean_name("RPW/1: co?, tak; a=b*.pdf"), "RPW_1_ co__ tak_ a_b_.pdf")
        self.assertLessEqual(len(package.clean_name("ż" * 500 + ".pdf").encode()), package.MAX_NAME)
        self.assertEqual(package.unique_names(["a.pdf", "A.PDF", "a.pdf"]), ["a.pdf", "A_2.PDF", "a_3.pdf"])

    def test_refused_packages(self):
        with self.assertRaises(package.PackageError) as caught:
            package.build([], [self.case()], "x")
        self.assertIn("co najmniej jeden dokument", str(caught.exception))
        orphan = package.Document("b.pdf", [("b.pdf", b"")], values(), [])
        bad = package.Document("c:d.pdf", [("c:d.pdf", b"")], values(tytul=""), ["BS.0530.1.2026"])
        with self.assertRaises(package.PackageError) as caught:
            package.build([self.doc(), self.doc(), orphan, bad], [self.case()], "x")
        text = "\n".join(caught.exception.problems)
        for part in (
            "powtarza się",
            "nie należy do żadnej sprawy",
            "niedozwolony znak",
            "Brak wymaganych metadanych: tytuł",
        ):
            self.assertIn(part, text)

    def test_damaged_text(self):
        xml = metadata.build(values(tytul="Zażółć <b>&\x00\x0b</b>"))
        self.assertEqual(etree.fromstring(xml).findtext("n:tytul", namespaces=NDAP), "Zażółć <b>&</b>")


@tagged("post_install", "-at_install")
class TestCaseExport(CaseCase):
    def setUp(self):
        super().setUp()
        self.case = self.open(partner_id=self.partner.id)
        env = self.as_user("clerk")
        self.incoming = env["biuro.letter"].create(
            {
                "title": "Wniosek o patronat",
                "direction": "in",
                "partner_id": self.partner.id,
                "letter_date": "2026-03",
                "case_id": self.case.id,
            }
        )
        self.draft = env["biuro.letter"].create(
            {
                "title": "Projekt odpowiedzi",
                "direction": "out",
                "partner_id": self.partner.id,
                "case_id": self.case.id,
            }
        )
        Attachment = env["ir.attachment"]
        for record, name in [
            (self.incoming, "wniosek: skan.pdf"),
            (self.incoming, "załącznik.pdf"),
            (self.draft, "projekt.docx"),
            (self.case, "notatka.txt"),
        ]:
            Attachment.create({"name": name, "raw": name.encode(), "res_model": record._name, "res_id": record.id})

    def export(self, **more):
        return self.as_user("clerk")["biuro.case.export"].export_case(self.case.id, **more)

    def unpack(self, result):
        with tarfile.open(fileobj=io.BytesIO(base64.b64decode(result["content"])), mode="r:") as tar:
            return {info.name.partition("/")[2]: tar.extractfile(info).read() for info in tar if info.isfile()}

    def test_archive_package(self):
        result = self.export()
        files = self.unpack(result)
        uid, sign = self.incoming.document_uid, self.case.reference
        self.assertEqual(
            set(files),
            {
                f"dokumenty/{uid}/wniosek_ skan.pdf",
                f"dokumenty/{uid}/załącznik.pdf",
                "dokumenty/notatka.txt",
                f"dokumenty/metryka-{sign}.pdf",
                f"metadane/{uid}.xml",
                "metadane/notatka.txt.xml",
                f"metadane/metryka-{sign}.pdf.xml",
                f"sprawy/{sign}.xml",
            },
        )
        schema = metadata.load_schema()
        for name, content in files.items():
            if name.endswith(".xml"):
                self.assertFalse(metadata.problems(content, schema), name)
        tree = etree.fromstring(files[f"metadane/{uid}.xml"])
        self.assertEqual(tree.findtext("n:tytul", namespaces=NDAP), "Wniosek o patronat")
        self.assertEqual(tree.findtext("n:data/n:czas", namespaces=NDAP), "2026-03")
        case_tree = etree.fromstring(files[f"sprawy/{sign}.xml"])
        self.assertEqual(case_tree.findtext("n:format/n:typ", namespaces=NDAP), "Multipart/Header-Set")
        self.assertIn(result["sha256"], self.case.event_ids[-1].action)
        self.assertEqual(result["filename"], f"{sign}.tar")

    def test_eadm_leaves_out_drafts_and_assignments(self):
        """EADM § 7: no drafts, nothing about assignments."""
        self.case._log_event("Dekretacja na Osoba clerk")
        self.assertIn("Dekretacja", "".join(self.case._get_log_lines().mapped("action")))
        court = self.case.with_context(biuro_for_court=True)
        self.assertNotIn("Dekretacja", "".join(court._get_log_lines().mapped("action")))
        result = self.export(kind="eadm")
        files = self.unpack(result)
        self.assertFalse([name for name in files if "projekt" in name.lower()])
        self.assertNotIn(
            b"Projekt odpowiedzi", b"".join(content for name, content in files.items() if name.endswith(".xml"))
        )
        self.assertIn("wersja robocza", self.case.event_ids[-1].action)
        self.assertFalse([name for name in files if b"maDekretacje" in files[name]])

    def test_excluded_needs_a_reason(self):
        attachment = self.env["ir.attachment"].search([("res_model", "=", "biuro.case"), ("res_id", "=", self.case.id)])
        with self.refused("Say why"):
            self.export(excluded={attachment.id: ""})
        files = self.unpack(self.export(excluded={attachment.id: "dokument wewnętrzny"}))
        self.assertNotIn("dokumenty/notatka.txt", files)
        self.assertIn("dokument wewnętrzny", self.case.event_ids[-1].action)

    def test_window(self):
        Export = self.as_user("clerk")["biuro.case.export"].with_context(
            active_model="biuro.case", active_id=self.case.id
        )
        export = Export.create({"kind": "eadm"})
        draft = export.line_ids.filtered("is_forced_out")
        self.assertEqual(draft.letter_id, self.draft)
        draft.is_included = True
        with self.refused("does not belong"):
            export.action_build()
        draft.is_included = False
        self.assertEqual(export.action_check()["res_id"], export.id)
        self.assertFalse(export.problems)
        export.action_build()
        self.assertTrue(export.content)
        self.assertIn(f"{export._get_root()}/sprawy/", export.hash_list)
