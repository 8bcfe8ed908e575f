import base64
import datetime
import io
from unittest.mock import patch

import xlsxwriter

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tests.common import BaseCase

from ..tools.table_reader import TableError, guess_delimiter, guess_encoding, read_table
from .common import KancelariaCase
from .test_register import RegisterCase

CSV = """Lp.;Rok;Data rejestracji;Tytuł;Anulowano;Przyczyna anulowania
1;2025;02.01.2025;Zażółć gęślą jaźń;;
2;2025;2025-01-03;Skarga;tak;Pomyłka
3;2025;;Wniosek;nie;
1;2026;05.01.2026;Petycja;;
"""
MAPPING = {
    "Lp.": "register_number", "Rok": "register_year", "Data rejestracji": "register_date", "Tytuł": "title",
    "Anulowano": "is_cancelled", "Przyczyna anulowania": "cancel_reason",
}


def xlsx(rows):
    """Return an XLSX file (bytes) of rows; dates are written as dates."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"default_date_format": "dd.mm.yyyy"}) as book:
        sheet = book.add_worksheet()
        for index, row in enumerate(rows):
            sheet.write_row(index, 0, row)
    return buffer.getvalue()


@tagged("post_install", "-at_install")
class TestTableReader(BaseCase):
    def test_encodings(self):
        for encoding, expected in [
            ("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig"), ("windows-1250", "windows-1250"),
            ("iso-8859-2", "iso-8859-2"), ("utf-16", "utf-16"),
        ]:
            with self.subTest(encoding):
                content = CSV.encode(encoding)
                self.assertEqual(guess_encoding(content), expected)
                rows, info = read_table(content)
                self.assertEqual(rows[0], (1, ["Lp.", "Rok", "Data rejestracji", "Tytuł", "Anulowano",
                                               "Przyczyna anulowania"]))
                self.assertEqual(rows[1][1][3], "Zażółć gęślą jaźń")
                self.assertEqual((info["kind"], info["delimiter"]), ("csv", ";"))

    def test_separators(self):
        for delimiter in ";,\t|":
            with self.subTest(delimiter):
                self.assertEqual(guess_delimiter(CSV.replace(";", delimiter)), delimiter)
        self.assertEqual(guess_delimiter('a;b\n"1,5";"2,5,3"\n'), ";")

    def test_lines_are_those_of_the_file(self):
        rows, _info = read_table(b'a;b\n\n1;"dwie\nlinie"\n\n2;x\n')
        self.assertEqual([line for line, _cells in rows], [1, 3, 6])
        self.assertEqual(rows[1][1], ["1", "dwie\nlinie"])

    def test_xlsx(self):
        rows, info = read_table(xlsx([["a", "b"], [1, datetime.date(2025, 1, 2)], [], [2.5, "ż"]]), "x.csv")
        self.assertEqual(info["kind"], "xlsx")
        self.assertEqual(rows, [
            (1, ["a", "b"]), (2, [1, datetime.datetime(2025, 1, 2)]), (4, [2.5, "ż"]),
        ])

    def test_not_a_table(self):
        for content, code in [
            (b"", "empty"), (b"\n \n", "empty"), (b"PK\x03\x04rubbish", "xlsx"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"), (b"a;b\x00\n", "encoding"),
        ]:
            with self.subTest(content), self.assertRaises(TableError) as error:
                read_table(content)
            self.assertEqual(error.exception.code, code)
        with self.assertRaises(TableError):
            read_table("ż".encode("windows-1250"), encoding="utf-8")
        with patch("odoo.addons.biuro_kancelaria.tools.table_reader.MAX_UNPACKED", 10), self.assertRaises(TableError):
            read_table(xlsx([["a"]]))


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 12:00:00")
class TestRegisterImport(RegisterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        model = cls.registry["biuro.letter"]
        complete = model._register_import_row

        def row(self, values, register):
            return {**complete(self, values, register), "direction": "internal"}

        cls.startClassPatcher(patch.object(model, "_register_import_row", row))

    def _import(self, content, login="biuro_admin", mapping=MAPPING, dry_run=False, **arguments):
        if isinstance(content, str):
            content = content.encode()
        return self.register.with_user(self.users[login]).import_entries(
            base64.b64encode(content).decode(), "rejestr.csv", mapping, dry_run, **arguments)

    def _entries(self):
        return self.env["biuro.letter"].search(
            [("register_id", "=", self.register.id)], order="register_year, register_number")

    def _errors(self, content, **arguments):
        result = self._import(content, **arguments)
        self.assertEqual(result["imported"], 0)
        self.assertFalse(self._entries(), "nothing half done")
        return [(error["line"], error["column"], error["message"]) for error in result["errors"]]

    def test_import(self):
        result = self._import(CSV)
        self.assertEqual((result["rows"], result["imported"], result["errors"]), (4, 4, []))
        self.assertRecordValues(self._entries(), [
            {"register_ref": "TST/1/2025", "register_date": datetime.date(2025, 1, 2), "title": "Zażółć gęślą jaźń",
             "is_cancelled": False, "cancel_reason": False},
            {"register_ref": "TST/2/2025", "register_date": datetime.date(2025, 1, 3), "title": "Skarga",
             "is_cancelled": True, "cancel_reason": "Pomyłka"},
            {"register_ref": "TST/3/2025", "register_date": datetime.date(2025, 12, 31), "title": "Wniosek",
             "is_cancelled": False, "cancel_reason": False},
            {"register_ref": "TST/1/2026", "register_date": datetime.date(2026, 1, 5), "title": "Petycja",
             "is_cancelled": False, "cancel_reason": False},
        ])
        self.assertEqual(self._registered().register_ref, "TST/2/2026", "the counter was raised")
        self.assertEqual(sorted(self.register.event_ids.mapped("year")), [2025, 2026])
        self.assertIn("rejestr.csv", self.register.event_ids[0].note)
        self.assertEqual(self.register.get_gaps(), [])

    def test_windows_1250_and_guessed_columns(self):
        content = CSV.replace("Tytuł", "Subject").encode("windows-1250")
        result = self._import(content, mapping=None)
        self.assertEqual((result["encoding"], result["delimiter"], result["imported"]), ("windows-1250", ";", 4))
        self.assertEqual(result["mapping"]["Lp."], "register_number")
        self.assertEqual(self._entries()[0].title, "Zażółć gęślą jaźń")

    def test_xlsx(self):
        rows = [["Lp.", "Rok", "Data rejestracji", "Tytuł"], [1.0, 2025.0, datetime.date(2025, 1, 2), 12]]
        self.assertEqual(self._import(xlsx(rows), mapping={
            name: MAPPING[name] for name in rows[0]})["imported"], 1)
        self.assertRecordValues(self._entries(), [{
            "register_ref": "TST/1/2025", "register_date": datetime.date(2025, 1, 2), "title": "12",
        }])

    def test_dry_run(self):
        result = self._import(CSV, dry_run=True)
        self.assertEqual((result["imported"], result["errors"]), (0, []))
        self.assertEqual(result["preview"][0]["title"], "Zażółć gęślą jaźń")
        self.assertFalse(self._entries())
        self.assertFalse(self.register.event_ids)
        self.assertEqual(self._registered().register_ref, "TST/1/2026")

    def test_every_mistake_is_reported_with_its_place(self):
        content = CSV + "x;2026;05.01.2026;Zły numer;;\n2;2026;31.02.2026;Zła data;może;\n;2026;;Bez numeru;;\n" \
            "3;2026;06.01.2026;;;\n0;2026;;Zero;;\n4;2031;;Przyszłość;;\n4;2026;01.02.2025;Inny rok;;\n4;;;Bez roku;;\n"
        self.assertEqual(self._errors(content), [
            (6, "Lp.", "“x” is not a whole number."),
            (7, "Data rejestracji", "“31.02.2026” is not a date. Write it as 2026-03-31 or 31.03.2026."),
            (7, "Anulowano", "“może” is neither yes nor no."),
            (8, "Lp.", "The value is missing."),
            (9, "Tytuł", "The value is missing."),
            (10, "", "The number must be 1 or more."),
            (11, "", "An entry cannot come from the future, nor from before 1900."),
            (12, "", "The day of registering does not lie in the year of the number."),
            (13, "", "Give the year or the day of registering."),
        ])

    def test_double_in_the_file(self):
        self.assertEqual(self._errors(CSV + "2;2025;;Drugi raz;;\n"), [
            (6, "Lp.", "The number TST/2/2025 is in line 3 already."),
        ])

    def test_number_taken(self):
        letter = self._registered()
        result = self._import(CSV)
        self.assertEqual([(error["line"], error["message"]) for error in result["errors"]], [
            (5, "The number TST/1/2026 is taken in the register already."),
        ])
        self.assertEqual(self._entries(), letter)

    def test_gaps_are_a_warning(self):
        result = self._import(CSV + "5;2026;;Po luce;;\n")
        self.assertEqual(result["imported"], 5)
        self.assertEqual([warning["message"] for warning in result["warnings"]], [
            "The book of 2026 lacks the numbers: 2, 3, 4.",
        ])
        self.assertEqual(self.register.get_gaps(), [{"year": 2026, "first": 2, "last": 4}])

    def test_what_the_database_refuses_is_found_row_by_row(self):
        create = type(self.env["biuro.letter"]).create

        def refuse(records, vals_list):
            if any(vals["title"] == "Wniosek" for vals in vals_list):
                raise ValidationError(self.env._("This number of the register is taken already."))
            return create(records, vals_list)

        with patch.object(self.registry["biuro.letter"], "create", refuse):
            self.assertEqual(self._errors(CSV), [
                (4, "", "This number of the register is taken already."),
            ])
        self.assertEqual(self._registered().register_ref, "TST/1/2026")

    def test_columns(self):
        cases = [
            ({"Lp.": "register_number", "Rok": "register_year"}, "No column was chosen for: Subject"),
            ({**MAPPING, "Nie ma": "title"}, "no column “Nie ma”"),
            ({**MAPPING, "Lp.": "create_uid"}, "no field create_uid"),
            ({**MAPPING, "Anulowano": "title"}, "Two columns"),
        ]
        for mapping, message in cases:
            with self.subTest(message), self.assertRaisesRegex(UserError, message):
                self._import(CSV, mapping=mapping)
        for content in ("", "Lp.;Rok\n", "PK\x03\x04"):
            with self.subTest(content), self.assertRaises(UserError):
                self._import(content)

    def test_closed_book(self):
        self.register.action_close_year(2025)
        self.assertEqual([line for line, _column, message in self._errors(CSV) if "closed" in message], [2, 3, 4])

    def test_only_the_administrator(self):
        for login in ("clerk", "manager", "management", "chancellery", "archivist", "auditor"):
            with self.subTest(login), self.assertRaises(AccessError):
                self._import(CSV, login=login)

    def test_links_are_found_by_name(self):
        name = "Kontrahent z importu"
        self.env["res.partner"].create([{"name": name}, {"name": "Dwóch takich"}, {"name": "Dwóch takich"}])
        model, cache = self.env["biuro.letter"], {}
        field = "partner_id"
        self.assertTrue(model._register_import_value(field, name, cache))
        for value in ("Nie ma takiego", "Dwóch takich"):
            with self.subTest(value), self.assertRaises(UserError):
                model._register_import_value(field, value, cache)

    def test_wizard(self):
        env = self.as_user("biuro_admin")
        form = Form(env["biuro.register.import"].with_context(default_register_id=self.register.id))
        form.file = base64.b64encode(CSV.replace("1;2025", "x;2026;;Błąd <b>x</b>;;\n1;2025").encode("windows-1250"))
        wizard = form.save()
        wizard.action_read()
        self.assertEqual((wizard.state, wizard.encoding, wizard.delimiter), ("columns", "windows-1250", ";"))
        by_heading = {line.heading: line for line in wizard.line_ids}
        self.assertEqual(by_heading["Lp."].field_id.field, "register_number")
        by_heading["Tytuł"].field_id = wizard.field_ids.filtered(lambda target: target.field == "title")
        wizard.action_check()
        self.assertEqual(wizard.state, "columns")
        self.assertIn("“x” is not a whole number.", wizard.report)
        self.assertNotIn("<b>", wizard.report)
        # the corrected file, the same columns
        wizard.file = base64.b64encode(CSV.encode())
        wizard.write({"encoding": False, "profile_name": "Z arkusza"})
        wizard.action_check()
        self.assertEqual(wizard.state, "ready")
        self.assertFalse(self._entries())
        wizard.action_import()
        self.assertEqual((wizard.state, len(self._entries())), ("done", 4))
        profile = env["biuro.register.import.profile"].search([("register_id", "=", self.register.id)])
        self.assertEqual(profile.mapping["Tytuł"], "title")
        # the profile serves the next file
        other = env["biuro.register.import"].create({
            "register_id": self.register.id, "profile_id": profile.id,
            "file": base64.b64encode(CSV.replace("2025", "2024").replace("2026", "2023").encode()),
        })
        other.action_read()
        self.assertEqual(other._get_mapping(), MAPPING)
        other.action_check()
        self.assertEqual(other.state, "ready")
        other.action_back()
        self.assertEqual(other.state, "file")

    def test_wizard_double_heading(self):
        wizard = self.as_user("biuro_admin")["biuro.register.import"].create({"register_id": self.register.id})
        with self.assertRaisesRegex(UserError, "Choose a file"):
            wizard.action_read()
        wizard.file = base64.b64encode(b"a;a\n1;2\n")
        with self.assertRaisesRegex(UserError, "Two columns have the heading"):
            wizard.action_read()


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 12:00:00")
class TestLetterRegisters(KancelariaCase):
    """The three registers of letters with the rubrics of the office instruction (§ 40(3), § 61(1))."""

    def _import(self, code, content):
        register = self.env["biuro.register"]._get(code)
        result = register.with_user(self.users["biuro_admin"]).import_entries(
            base64.b64encode(content.encode()).decode(), "x.csv", dry_run=False)
        self.assertEqual(result["errors"], [])
        return self.env["biuro.letter"].search([("register_id", "=", register.id), ("register_year", "=", 2025)],
                                               order="register_number")

    def test_incoming(self):
        letters = self._import("RPW", (
            "Lp.,Rok,Data wpływu,Czego dotyczy,Nadawca,Znak pisma,Komórka,Anulowano\n"
            "1,2025,30.12.2025,Skarga,Jan Nowak,AB/1,Biuro Samorządowe,\n2,2025,31.12.2025,Anonim,,,,tak\n"
        ))
        self.assertRecordValues(letters, [
            {"register_ref": "RPW/1/2025", "direction": "in", "state": "registered", "correspondent": "Jan Nowak",
             "sender_reference": "AB/1", "department_id": self.cell_bs.id, "sender_unknown": False},
            {"register_ref": "RPW/2/2025", "direction": "in", "state": "annulled",
             "correspondent": letters[1].correspondent, "sender_reference": False, "department_id": False,
             "sender_unknown": True},
        ])

    def test_outgoing(self):
        letters = self._import(
            "RPWY", "Numer;Rok;Data wysłania;Adresat;Tytuł\n7;2025;2025-12-30;Szkoły podstawowe;Zaproszenie\n")
        self.assertRecordValues(letters, [{
            "register_ref": "RPWY/7/2025", "direction": "out", "state": "dispatched",
            "correspondent": "Szkoły podstawowe", "date_dispatched": datetime.date(2025, 12, 30),
        }])

    def test_books(self):
        self._import("RPW", "Lp.;Rok;Czego dotyczy\n1;2025;Skarga\n")
        for code in ("RPW", "RPWY", "RPI"):
            with self.subTest(code):
                register = self.env["biuro.register"]._get(code).with_user(self.users["auditor"])
                result = register.export_book("2025-01-01", "2025-12-31")
                self.assertEqual(result["filename"], f"{code}-2025-01-01-2025-12-31.xlsx")
        names = [name for name, _label in self.env["biuro.register"]._get("RPWY")._get_book_columns()]
        required = {"register_number", "date_dispatched", "correspondent", "case_id", "delivery_method_id"}
        self.assertLess(required, set(names))
