import base64
import io

import openpyxl

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .case_common import CaseCase


@tagged("post_install", "-at_install")
class TestJrwaImport(CaseCase):
    def window(self, content, login="biuro_admin", **values):
        if isinstance(content, str):
            content = content.encode()
        return self.as_user(login)["biuro.jrwa.import"].create(
            {
                "file": base64.b64encode(content),
                "valid_from": "2027-01-01",
                **values,
            }
        )

    def xlsx(self, rows):
        book, stream = openpyxl.Workbook(), io.BytesIO()
        for row in rows:
            book.active.append(row)
        book.save(stream)
        return stream.getvalue()

    def current(self, symbol, day="2027-01-01"):
        return self.env["biuro.jrwa.class"]._get(symbol, fields.Date.to_date(day))

    def test_local_classes(self):
        window = self.window(
            "Symbol;Hasło klasyfikacyjne;Kategoria archiwalna;Uwagi\n"
            "0533;Media społecznościowe urzędu;BE5;konta, wpisy\n",
            basis="Zarządzenie nr 12/2026",
        )
        window.action_preview()
        self.assertRecordValues(window.line_ids, [{"row": 2, "symbol": "0533", "action": "new"}])
        self.assertFalse(self.env["biuro.jrwa.class"].search([("symbol", "=", "0533")]), "a preview changes nothing")
        window.action_import()
        made = self.current("0533")
        self.assertRecordValues(
            made,
            [
                {
                    "is_local": True,
                    "local_basis": "Zarządzenie nr 12/2026",
                    "category": "BE5",
                    "parent_id": self.current("053").id,
                }
            ],
        )

    def test_every_wrong_row_is_named(self):
        rows = [
            ("Symbol", "Tytuł", "Kategoria"),
            ("05A", "Zły symbol", "A"),
            ("0533", "", "A"),
            ("0534", "Zła kategoria", "C5"),
            ("9999", "Bez nadrzędnej", "A"),
            ("0530", "Inny tytuł", "A"),
            ("0535", "Dwa razy", "A"),
            ("0535", "Dwa razy", "A"),
            ("0536", "Bez kategorii", None),
            ("05301", "Za długi", "A"),
        ]
        window = self.window(self.xlsx(rows), basis="Zarządzenie 1")
        window.action_preview()
        wrong = window.line_ids.filtered(lambda line: line.action == "error")
        self.assertEqual(wrong.mapped("row"), [2, 3, 4, 5, 6, 8, 9, 10])
        self.assertTrue(all(wrong.mapped("message")))
        before = self.env["biuro.jrwa.class"].search_count([])
        with self.refused("nothing was imported"):
            window.action_import()
        self.assertEqual(self.env["biuro.jrwa.class"].search_count([]), before)

    def test_new_plan(self):
        """A plan that replaces the present one: the same stays, what differs gets a version, the rest closes."""
        case = self.open()
        lines = ["symbol,title,category"]
        for jrwa in self.env["biuro.jrwa.class"].search([("symbol", "=like", "0%")]):
            if jrwa.symbol == "0532":
                continue
            name = "Honorowe obywatelstwo miasta" if jrwa.symbol == "051" else jrwa.name
            title = name.replace('"', '""')
            lines.append(f'{jrwa.symbol},"{title}",{jrwa.category or ""}')
        window = self.window("\n".join(lines), mode="replace")
        window.action_preview()
        self.assertFalse(window.error_count, window.line_ids.filtered("message").mapped("message"))
        self.assertEqual(window.line_ids.filtered(lambda line: line.action == "changed").mapped("symbol"), ["051"])
        window.action_import()
        self.assertEqual(self.current("0530"), case.jrwa_class_id)
        self.assertEqual(self.current("051").name, "Honorowe obywatelstwo miasta")
        self.assertEqual(self.current("051", "2026-12-31").name, "Honorowe obywatelstwo gminy")
        with self.refused("closed to new cases"):
            self.current("2410")._check_opens_cases(fields.Date.to_date("2027-01-02"))
        self.assertTrue(self.current("0532", "2026-12-31")._is_valid_on(fields.Date.to_date("2026-12-31")))

    def test_bad_files(self):
        for content, message in [
            ("a;b\n1;2", "name the columns"),
            ("Symbol;Tytuł\n", "no rows"),
            (b"PK\x03\x04xx", "cannot be read"),
        ]:
            with self.refused(message):
                self.window(content).action_preview()
        window = self.window("Symbol;Tytuł;Kategoria\n0533;Żółte źródła;A".encode("cp1250"), basis="Zarządzenie 1")
        window.action_preview()
        self.assertEqual(window.line_ids.name, "Żółte źródła")

    def test_administrator_only(self):
        with self.refused(".", AccessError):
            self.window("Symbol;Tytuł\n", login="clerk").action_preview()
