from odoo.tests import tagged

from odoo.addons.biuro_kancelaria.tests.test_bip import TestBipAccessibility as AxeCase

from .test_interpellations_desk import PDF, TEXT, DeskWorld


@tagged("post_install", "-at_install")
class TestDeskAccessibility(DeskWorld, AxeCase):
    """WCAG 2.1 AA of the councillor's pages by axe in a real browser, on a phone."""

    test_axe_finds_a_fault = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_desk()

    def check(self, page, prepare=""):
        self.browser_js(
            page,
            self.axe.replace("PREPARE", prepare),
            login=self.me.login,
            error_checker=lambda text: "status of 4" not in text,
        )

    def test_axe(self):
        self.browser_size = "390x844"
        desk = self.desk()
        draft = desk.save_draft(TEXT, files=[{"name": "zdjecie.pdf", "content": PDF}])
        desk.invite_coauthor(draft, self.councillors[2].id)
        files = [{"name": "a.pdf", "content": PDF}]
        theirs = self.desk(self.other).save_draft({**TEXT, "subject": "Ławki"}, files=files)
        self.desk(self.other).invite_coauthor(theirs, self.councillors[1].id)
        record = self.hand_in()
        record.with_user(self.users["rada_user"]).action_forward_now()
        desk.ask_help("room", "Sala na spotkanie")
        self.env["biuro.rada.statement"].create({"councillor_id": self.councillors[1].id, "year": 2026})
        for page in (
            "interpelacje", f"interpelacje/projekt/{draft}?saved=1", f"interpelacje/{record.id}", "pomoc",
            "oswiadczenia", "poczta", "dyzury", "interpelacje/0", f"interpelacje/zaproszenie/{theirs}",
        ):
            with self.subTest(page=page):
                self.check(f"/my/rada/{page}")
