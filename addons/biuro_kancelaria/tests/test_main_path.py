import io

from pypdf import PdfReader

from odoo.tests import HttpCase, tagged

from .common import KancelariaWorld
from .one_browser import OneBrowser


@tagged("post_install", "-at_install")
class TestMainPath(KancelariaWorld, OneBrowser, HttpCase):
    """A letter comes in, becomes a case, is answered, accepted, signed and sent; the case log is printed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.env["biuro.signing.authority"].create({
            "employee_id": cls.employees["management"].id, "capacity": "Prezydent Miasta",
            "basis": "ustawa o samorządzie gminnym, art. 33", "date_from": "2024-05-07",
        })

    def setUp(self):
        super().setUp()
        # in tests the platform answers with HTML unless told otherwise; here the printed files are what is looked at
        Report = type(self.env["ir.actions.report"])
        render = Report._render_qweb_pdf

        def render_for_real(report, *args, **kwargs):
            return render(report.with_context(force_report_rendering=True), *args, **kwargs)

        self.patch(Report, "_render_qweb_pdf", render_for_real)

    def walk(self, leg, login, path):
        self.start_tour(f"/odoo/{path}", f"biuro_path_{leg}", login=login)

    def test_path(self):
        self.walk("register", "chancellery", "wplywajace")
        letter = self.env["biuro.letter"].search([("title", "=", "Wniosek o ustawienie ławek")])
        self.assertEqual(letter.state, "distributed")
        self.assertRegex(letter.register_ref, r"^RPW/\d+/\d{4}$")

        self.walk("assign", "management", f"wplywajace/{letter.id}")
        self.walk("case", "clerk", f"wplywajace/{letter.id}")
        case = letter.case_id
        self.assertRegex(case.reference, r"^BS\.152\.\d+\.\d{4}$")

        self.walk("reply", "clerk", f"wplywajace/{letter.id}")
        reply = letter.reply_ids
        self.assertIn("do końca kwartału", reply.body)
        self.walk("accept", "manager", f"wychodzace/{reply.id}")
        self.walk("sign", "management", f"wychodzace/{reply.id}")
        self.assertTrue(reply.signed_attachment_id.raw.startswith(b"%PDF"), "what was signed is kept as a file")
        self.walk("dispatch", "chancellery", f"wychodzace/{reply.id}")
        self.assertEqual(reply.case_id, case)

        self.walk("log", "clerk", f"sprawy/{case.id}")
        self.authenticate("clerk", "clerk")
        report = self.env.ref("biuro_kancelaria.biuro_case_report_log").report_name
        response = self.url_open(f"/report/pdf/{report}/{case.id}")
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
        text = " ".join(text.split())
        self.assertIn(case.reference, text)
        for act in ("Podpisano pismo", "Wysłano pismo", "management Osoba"):
            self.assertIn(act, text)
