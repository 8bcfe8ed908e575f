"""Extracts and certificates of the register: term, fee, issue, sending (Dz.U. 2012 poz. 189, § 10-13)."""

import io

from freezegun import freeze_time
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SekretariatCase
from .test_culture_register import CultureWorld


class ExtractWorld(CultureWorld):
    @classmethod
    def rates(cls):
        for kind, value in (("full", "20"), ("short", "10"), ("certificate", "17")):
            cls.env["biuro.rate"].create({
                "code": f"culture_extract_fee_{kind}", "name": kind, "date_from": "2020-01-01", "value": value,
                "source": "test",
            })

    @classmethod
    def request(cls, institution, **values):
        Request = cls.as_user("culture")["biuro.sekretariat.culture.extract.request"]
        # a real PDF, which tests leave out otherwise
        return Request.with_context(force_report_rendering=True).create({
            "institution_id": institution.id, "applicant": "Jan Kowalski", "date_received": "2026-09-08",
            "applicant_address": "ul. Polna 3, 00-001 Przykładowa", **values,
        })


@tagged("post_install", "-at_install")
@freeze_time("2026-09-10 09:00:00")
class TestCultureExtract(ExtractWorld, SekretariatCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.institution_a = cls.entered(moment="2021-03-01 09:00:00")

    def text(self, request):
        pages = PdfReader(io.BytesIO(request.document_id.raw)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split()).replace("\u2010 ", "")

    def issued(self, **values):
        request = self.request(self.institution_a, fee_status="exempt", fee_reason="organ publiczny", **values)
        request.action_register()
        request.action_issue("qualified" if values.get("form") == "electronic" else "handwritten")
        return request

    def test_fourteen_days(self):
        """§ 13: received on Tuesday 8.09.2026, due by Tuesday 22.09.2026."""
        self.rates()
        request = self.request(self.institution_a)
        self.assertEqual(request.action_register(), ["ODP/1/2026"])
        self.assertEqual(str(request.deadline_ids.date_deadline), "2026-09-22")
        self.assertEqual(request.deadline_ids.res_name, request.display_name)
        self.assertEqual((request.fee_amount, request.fee_source), (10, "test"))

    def test_missing_rate_is_an_error(self):
        with self.assertRaisesRegex(UserError, "culture_extract_fee_short"):
            self.request(self.institution_a).action_register()
        request = self.request(self.institution_a, fee_status="exempt")
        with self.assertRaisesRegex(UserError, "basis of the exemption"):
            request.action_register()

    def test_fee_before_the_issue(self):
        self.rates()
        request = self.request(self.institution_a)
        request.action_register()
        with self.assertRaisesRegex(UserError, "payment of the fee"):
            request.action_issue()
        request.action_record_payment("2026-09-09", "przelew 12")
        request.action_issue()
        self.assertIn("Opłata skarbowa: 10,00 zł", self.text(request))

    def test_short_extract(self):
        """§ 11-12: current entries; day, seal, name and position of the maker."""
        basis = self.document(self.institution_a, "order", "4/2024")
        self.institution_a.action_change({"full_name": "Biblioteka Miejska"}, basis_id=basis.id)
        text = self.text(self.issued())
        for expected in ("ODPIS SKRÓCONY", "Biblioteka Miejska", "Osoba culture", "culture", "pieczęć urzędowa",
                         "10.09.2026", "ODP/1/2026"):
            self.assertIn(expected, text)
        self.assertNotIn("Miejska Biblioteka Publiczna", text)

    def test_full_extract(self):
        """§ 11: all entries of the book, superseded ones among them."""
        row = self.institution_a.add_book_entry(2, {"director": "Jan Dyrektor"})
        self.institution_a.add_book_entry(2, {"director": "Ewa Dyrektor"}, supersedes_id=row["id"])
        text = self.text(self.issued(kind="full"))
        for expected in ("ODPIS PEŁNY", "Jan Dyrektor", "Ewa Dyrektor", "Zastąpiony wpisem nr 3", "Dział IV",
                         "Osoba culture"):
            self.assertIn(expected, text)

    def test_certificate_and_struck(self):
        self.institution_a.action_strike(self.document(self.institution_a, "order").id, "Likwidacja")
        request = self.issued(kind="certificate")
        self.assertIn("Wpis wykreślono w dniu 10.09.2026", self.text(request))
        self.assertIn("pod numerem 1", request.certificate_text)
        self.assertIn("Wpis wykreślono", self.text(self.issued()))

    def test_maker_has_a_position(self):
        self.employees["culture"].job_title = False
        request = self.request(self.institution_a, fee_status="exempt", fee_reason="x")
        request.action_register()
        with self.assertRaisesRegex(UserError, "position of its maker"):
            request.action_issue()

    def test_document_stays_as_issued(self):
        request = self.issued()
        content = request.document_id.raw
        basis = self.document(self.institution_a, "order", "4/2024")
        self.institution_a.action_change({"full_name": "Biblioteka Miejska"}, basis_id=basis.id)
        self.assertEqual(request.document_id.raw, content)
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            request.applicant = "Ktoś inny"
        with self.assertRaisesRegex(UserError, "was not issued yet"):
            request.action_issue()

    def test_electronic_needs_electronic_signature(self):
        request = self.request(self.institution_a, fee_status="exempt", fee_reason="x", form="electronic")
        request.action_register()
        with self.assertRaisesRegex(UserError, "electronic signature"):
            request.action_issue()
        request.action_issue_electronic()
        self.assertIn("kwalifikowanym podpisem", self.text(request))

    def test_sent_by_letter(self):
        """The dispatch of the letter ends the term."""
        request = self.issued(partner_id=self.partner.id)
        letter = self.env["biuro.letter"].browse(request.action_make_letter()["res_id"])
        self.assertEqual((letter.direction, letter.recipient_ids.name), ("out", "Jan Kowalski"))
        self.assertEqual(letter.delivery_method_id, self.env.ref("biuro_kancelaria.delivery_method_registered"))
        self.assertEqual(self.env["ir.attachment"].search_count(
            [("res_model", "=", "biuro.letter"), ("res_id", "=", letter.id)]), 1)
        letter.tracking_number = "(00)123"
        letter._after_dispatch(request._parse_day("2026-09-10"))
        self.assertEqual((request.state, request.receipt_note), ("sent", "(00)123"))
        self.assertEqual(request.deadline_ids.state, "met")

    def test_handed_over(self):
        request = self.issued()
        request.action_hand_over("2026-09-10", "odebrał Jan Kowalski")
        self.assertEqual((request.state, request.deadline_ids.state), ("sent", "met"))
        with self.assertRaisesRegex(UserError, "cannot be cancelled"):
            request.action_cancel("x")

    def test_cancel(self):
        request = self.request(self.institution_a, fee_status="exempt", fee_reason="x")
        request.action_register()
        request.action_cancel("wycofany")
        self.assertEqual((request.state, request.deadline_ids.state), ("cancelled", "cancelled"))

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_who_sees_applicants(self):
        request = self.issued()
        self.assertTrue(request.with_user(self.users["clerk"]).read(["applicant"]))  # of the same cell
        with self.assertRaises(AccessError):
            request.with_user(self.users["clerk_wo"]).read(["applicant"])
        with self.assertRaises(AccessError):
            request.with_user(self.users["clerk"]).action_hand_over()

    def test_request_from_a_letter(self):
        """One click makes the request of the letter; the second opens the same one."""
        letters = self.as_user("chancellery")["biuro.letter"]
        letter = letters.browse(letters.register_incoming({
            "title": "Wniosek o odpis", "partner_id": self.partner.id, "delivery_method": "letter",
            "date_received": "2026-09-08", "file_format": "pdf", "scan_status": "none", "scan_reason": "test",
        })["id"])
        letter.action_distribute(department_id=self.cell_bs.id)
        mine = letter.with_user(self.users["culture"])
        action = mine.action_make_extract_request()
        request = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual((request.partner_id, request.institution_id), (self.partner, self.institution_a))
        self.assertEqual(str(request.date_received), "2026-09-08")
        self.assertEqual(mine.action_make_extract_request()["res_id"], request.id)

    def test_never_entered(self):
        draft = self.institution("Galeria")
        with self.assertRaisesRegex(UserError, "nothing to make an extract of"):
            self.request(draft, fee_status="exempt", fee_reason="x").action_register()

    def test_print_of_register_and_book(self):
        """Struck positions are struck through in the PDF too."""
        self.entered("Galeria")
        self.institution_a.action_strike(self.document(self.institution_a, "order").id, "Likwidacja")
        window = self.as_user("clerk")["biuro.sekretariat.culture.as.of"].create({})
        html = self.env["ir.actions.report"].with_user(self.users["clerk"])._render_qweb_html(
            "biuro_sekretariat.biuro_sekretariat_culture_register_report", window.ids)[0].decode()
        self.assertIn("line-through", html)
        self.assertIn("Galeria", html)
        self.assertIn("line-through", str(window.content))
        reports = self.env["ir.actions.report"].with_user(self.users["clerk"])
        content, _kind = reports.with_context(force_report_rendering=True)._render_qweb_pdf(
            "biuro_sekretariat.biuro_sekretariat_culture_book_report", self.institution_a.ids)
        self.assertTrue(content.startswith(b"%PDF"))

    def test_inspection_log(self):
        """§ 10(4): anyone may look at the files; the name is not required."""
        inspection = self.as_user("culture")["biuro.sekretariat.culture.inspection"].create({
            "institution_ids": [(6, 0, self.institution_a.ids)], "time_from": 9, "time_to": 9.5,
        })
        self.assertEqual(inspection.supervisor_id, self.employees["culture"])
        with self.assertRaises(UserError):
            inspection.sudo().unlink()
        with self.assertRaises(UserError):
            inspection.date = "2026-09-11"

    def test_windows(self):
        """The windows of the form make the same entries as the verbs."""
        env = self.as_user("culture")
        basis = self.document(self.institution_a, "order", "5/2026")
        change = env["biuro.sekretariat.culture.change"].with_context(
            default_institution_id=self.institution_a.id).create({"basis_id": basis.id})
        self.assertEqual(change.full_name, self.institution_a.full_name)
        change.seat = "Nowe Miasto"
        change.action_apply()
        self.assertEqual(self.institution_a.seat, "Nowe Miasto")
        add = env["biuro.sekretariat.culture.book.add"].create(
            {"institution_id": self.institution_a.id, "division": "2", "basis_id": basis.id})
        add.line_ids.filtered(lambda line: line.code == "director").value = "Ewa Nowa"
        add.action_apply()
        row = self.institution_a.book_entry_ids.filtered(lambda row: row.division == "2").sorted("position")[-1:]
        self.assertEqual(row._get_values()["director"], "Ewa Nowa")
        self.assertTrue(row.supersedes_id)
        env["biuro.sekretariat.culture.strike"].create({
            "institution_id": self.institution_a.id, "basis_id": basis.id, "reason": "Podział",
        }).action_apply()
        self.assertEqual(self.institution_a.state, "struck")
