from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .case_common import CaseCase
from .common import GROUPS


@tagged("post_install", "-at_install")
class TestCaseSharing(CaseCase):
    """Instrukcja kancelaryjna, § 8: a cooperating cell sees what is shared with it, not the whole file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._free_symbols("WGK")
        cls.cell_gk = cls.env["hr.department"].create({"name": "Gospodarka Komunalna", "office_symbol": "WGK"})
        cls.guest = new_test_user(cls.env, "clerk_gk", groups=GROUPS["clerk"], tz="Europe/Warsaw")
        cls.env["hr.employee"].create({
            "name": "Osoba GK", "user_id": cls.guest.id, "department_id": cls.cell_gk.id,
        })

    def setUp(self):
        super().setUp()
        self.case = self.open()
        self.shared, self.kept = self.case.env["biuro.letter"].create([
            {"title": title, "direction": "in", "partner_id": self.partner.id, "case_id": self.case.id}
            for title in ("Wniosek o drogę", "Opinia wewnętrzna")
        ])

    def test_only_what_is_shared(self):
        with self.refused("cell|komórk"):
            self.shared.action_share()
        self.case.cooperating_department_ids = self.cell_gk
        self.shared.action_share()
        letters = self.env["biuro.letter"].with_user(self.guest)
        self.assertEqual(letters.search([("case_id", "=", self.case.id)]), self.shared)
        self.assertFalse(self.shared.with_user(self.guest).has_access("write"))
        self.assertEqual(self.shared.with_user(self.guest).read()[0]["title"], "Wniosek o drogę", "and all of its form")
        for what in (self.case, self.case.event_ids):
            with self.assertRaises(AccessError):
                what.with_user(self.guest).read(["display_name"])
        lines = self.case.event_ids.filtered(lambda line: "Gospodarka Komunalna" in line.action)
        self.assertEqual(len(lines), 2, "the cells and the letter are named in the log")

    def test_files_follow(self):
        files = [
            self.case.env["ir.attachment"].create({
                "name": "a.txt", "raw": b"a", "res_model": letter._name, "res_id": letter.id,
            })
            for letter in (self.shared, self.kept)
        ]
        self.case.cooperating_department_ids = self.cell_gk
        self.shared.action_share()
        seen = self.env["dms.file"].with_user(self.guest).search([("attachment_id", "in", [one.id for one in files])])
        self.assertEqual(seen.attachment_id, files[0])

    def test_ends(self):
        self.case.cooperating_department_ids = self.cell_gk
        (self.shared | self.kept).action_share()
        self.kept.action_unshare()
        letters = self.env["biuro.letter"].with_user(self.guest)
        domain = [("case_id", "=", self.case.id)]
        self.assertEqual(letters.search(domain), self.shared)
        self.shared.is_restricted = True
        self.assertFalse(letters.search(domain), "restricted, it is for named people alone")
        self.shared.is_restricted = False
        self.case.cooperating_department_ids = False
        self.assertFalse(letters.search(domain))
