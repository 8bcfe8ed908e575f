import base64
import datetime
import io
from unittest.mock import patch

import pypdf
from openpyxl import load_workbook

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, freeze_time, tagged

from .test_register import RegisterCase

COLUMNS = ["register_ref", "register_date", "title", "direction", "registered_at", "register_number"]


@tagged("post_install", "-at_install")
class TestRegisterBook(RegisterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        model = cls.registry["biuro.letter"]

        def columns(self, register=None):
            return [(name, self._fields[name]._description_string(self.env)) for name in COLUMNS]

        cls.startClassPatcher(patch.object(model, "_register_book_columns", columns))

    def setUp(self):
        super().setUp()
        with freeze_time("2026-01-15 23:30:00"):  # 16 January in Warsaw
            self.first = self._registered(title="=1+1 & <b>zażółć</b>")
        with freeze_time("2026-02-10 11:00:00"):
            self.second = self._registered(title="Alfa")
            self.third = self._registered(title="Beta")
            self.second.action_cancel("Zarejestrowano dwa razy")
        with freeze_time("2026-03-01 11:00:00"):
            self.fourth = self._registered(title="Gamma")
        self.startPatcher(freeze_time("2026-03-02 12:00:00"))

    def _export(self, login="chancellery", **arguments):
        values = {"date_from": "2026-01-01", "date_to": "2026-02-28", **arguments}
        register = self.register.with_user(self.users[login]).with_context(force_report_rendering=True)
        return register.export_book(**values)

    def _sheet(self, **arguments):
        result = self._export(**arguments)
        return load_workbook(io.BytesIO(base64.b64decode(result["content"]))).active

    def _rows(self, **arguments):
        return [[cell.value for cell in row] for row in self._sheet(**arguments).iter_rows(min_row=5)]

    def test_xlsx(self):
        result = self._export()
        self.assertEqual(result["filename"], "TST-2026-01-01-2026-02-28.xlsx")
        sheet = self._sheet()
        self.assertEqual(sheet["A1"].value, "Rejestr próbny")
        self.assertIn("01.01.2026", sheet["A2"].value)
        self.assertEqual([cell.value for cell in sheet[4]][:3], ["Register Number", "Registered On", "Subject"])
        self.assertEqual(sheet["A4"].font.b, True)
        self.assertEqual(self._rows(), [
            ["TST/1/2026", datetime.datetime(2026, 1, 16), "=1+1 & <b>zażółć</b>", "Internal",
             datetime.datetime(2026, 1, 16, 0, 30), 1, None],
            ["TST/2/2026", datetime.datetime(2026, 2, 10), "Alfa", "Internal",
             datetime.datetime(2026, 2, 10, 12), 2, "Zarejestrowano dwa razy"],
            ["TST/3/2026", datetime.datetime(2026, 2, 10), "Beta", "Internal",
             datetime.datetime(2026, 2, 10, 12), 3, None],
        ])

    def test_no_formula(self):
        """Text of a letter never becomes a formula of the spreadsheet."""
        self.assertEqual(self._sheet()["C5"].data_type, "s")

    def test_cancelled_is_struck_through(self):
        sheet = self._sheet()
        self.assertEqual([bool(sheet[f"C{row}"].font.strike) for row in (5, 6, 7)], [False, True, False])

    def test_every_page(self):
        """The print date and page x of y are in the foot, the headings on each page (IK § 40(4))."""
        sheet = self._sheet()
        self.assertIn("02.03.2026", sheet.oddFooter.center.text)
        self.assertIn("&P", sheet.oddFooter.right.text)
        self.assertIn("&N", sheet.oddFooter.right.text)
        self.assertEqual(sheet.print_title_rows, "$4:$4")

    def test_columns_and_order(self):
        rows = self._rows(columns=["title", "register_ref"], order="title desc")
        self.assertEqual([row[0] for row in rows], ["Beta", "Alfa", "=1+1 & <b>zażółć</b>"])
        self.assertEqual(len(rows[0]), 3, "the reason of a cancellation is always there")
        for arguments in (
            {"columns": ["create_uid"]}, {"order": "write_date desc"}, {"order": "title; DROP TABLE x"},
            {"order": "title sideways"}, {"file_format": "doc"}, {"date_from": "2026-03-01"},
        ):
            with self.subTest(arguments), self.assertRaises(UserError):
                self._export(**arguments)

    def test_period_is_the_day_of_the_book(self):
        self.assertEqual([row[0] for row in self._rows(date_from="2026-01-16", date_to="2026-01-16")], ["TST/1/2026"])
        self.assertEqual(self._rows(date_from="2026-01-15", date_to="2026-01-15"), [])
        self.assertEqual(len(self._rows(date_to="2026-12-31")), 4)

    def test_late_entry_is_in_its_book(self):
        with freeze_time("2027-01-05 12:00:00"):
            self.register.previous_year_until = "2027-01-31"
            late = self._registered(date="2026-12-31")
        self.assertEqual(self._rows(date_from="2026-12-01", date_to="2026-12-31")[0][0], late.register_ref)

    def test_only_what_one_may_read(self):
        refs = {row[0] for row in self._rows(login="auditor")}
        self.assertIn("TST/1/2026", refs)
        rule = self.env["ir.rule"].create({
            "name": "Test", "model_id": self.env["ir.model"]._get_id("biuro.letter"),
            "domain_force": "[('title', '!=', 'Beta')]",
        })
        self.assertTrue(rule)
        self.assertEqual({row[0] for row in self._rows(login="auditor")}, refs - {"TST/3/2026"})

    def test_no_number_is_missing_for_the_mail_point(self):
        """Whoever keeps the book gets a row for each number; of a restricted entry the number and the day alone."""
        self.third.sudo().write({
            "is_restricted": True, "department_id": self.cell_bs.id,
            "registered_by_id": self.users["management"].id,
        })
        self.env.flush_all()
        self.assertFalse(self.third.with_user(self.users["chancellery"]).has_access("read"))
        for size in (1, 1000):
            with patch("odoo.addons.biuro_kancelaria.models.biuro_register_book.BATCH", size):
                rows = self._rows()
            self.assertEqual([row[0] for row in rows], ["TST/1/2026", "TST/2/2026", "TST/3/2026"])
            self.assertEqual(rows[2][:4], ["TST/3/2026", datetime.datetime(2026, 2, 10), "restricted", None])
            self.assertNotIn("Beta", str(rows))
        # its place does not tell what it says
        self.assertEqual([row[0] for row in self._rows(order="title desc")][-1], "TST/3/2026")
        self.assertEqual([row[0] for row in self._rows(order="register_number desc")][0], "TST/3/2026")
        self.assertIn("Beta", str(self._rows(login="auditor")))
        self.assertNotIn("TST/3/2026", [row[0] for row in self._rows(login="clerk")])
        content = base64.b64decode(self._export(file_format="pdf")["content"])
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
        self.assertIn("TST/3/2026", text.replace("\xa0", " "))
        self.assertNotIn("Beta", text)

    def test_batches_and_queries(self):
        with freeze_time("2026-02-20 11:00:00"):
            self._registered(30)
        self._rows()
        queries = []
        for batch in (1000, 10):
            with patch("odoo.addons.biuro_kancelaria.models.biuro_register_book.BATCH", batch):
                start = self.env.cr.sql_log_count
                self.assertEqual(len(self._rows()), 33)
                queries.append(self.env.cr.sql_log_count - start)
        self.assertLess(queries[1] - queries[0], 3 * 4, "a few queries per batch, none per row")

    def test_pdf(self):
        content = base64.b64decode(self._export(file_format="pdf")["content"])
        reader = pypdf.PdfReader(io.BytesIO(content))
        page = reader.pages[0]
        self.assertGreater(page.mediabox.width, page.mediabox.height, "landscape")
        text = page.extract_text().replace("\xa0", " ")
        for expected in ("Rejestr próbny", "TST/1/2026", "TST/2/2026", "Zarejestrowano dwa razy", "02.03.2026"):
            self.assertIn(expected, text)

    def test_pdf_has_a_limit(self):
        limit = patch("odoo.addons.biuro_kancelaria.models.biuro_register_book.PDF_ROWS", 2)
        with limit, self.assertRaisesRegex(UserError, "Choose a shorter one"):
            self._export(file_format="pdf")

    def test_wizard(self):
        env = self.as_user("chancellery")
        form = Form(env["biuro.register.book"].with_context(default_register_id=self.register.id))
        self.assertEqual(form.date_from, fields.Date.to_date("2026-01-01"))
        self.assertEqual(form.date_to, fields.Date.to_date("2026-03-02"))
        self.assertEqual(len(form.line_ids), len(COLUMNS) + 1)
        with form.line_ids.edit(1) as line:
            line.is_printed = False
        with form.line_ids.edit(2) as line:
            line.sort = "desc"
        book = form.save()
        action = book.action_print()
        self.assertEqual((action["type"], action["report_type"]), ("ir.actions.report", "xlsx"))
        content, _kind = env["ir.actions.report"]._render_xlsx(action["report_name"], book.ids, {})
        rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(min_row=5, values_only=True))
        self.assertEqual([row[1] for row in rows], ["Gamma", "Beta", "Alfa", "=1+1 & <b>zażółć</b>"])
        book.line_ids.is_printed = False
        with self.assertRaisesRegex(UserError, "at least one column"):
            book.action_print()

    def test_actions_of_the_register(self):
        self.assertEqual(self.register.action_open_book()["context"], {"default_register_id": self.register.id})
        self.assertEqual(self.register.action_open_entries()["domain"], [("register_id", "=", self.register.id)])
        self.assertEqual(self.register.action_open_import()["res_model"], "biuro.register.import")
