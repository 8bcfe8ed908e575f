from odoo.tests import HttpCase, tagged

from .common import KancelariaWorld
from .one_browser import OneBrowser


@tagged("post_install", "-at_install")
class TestRegisterBrowser(KancelariaWorld, OneBrowser, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()

    def test_book(self):
        """The book of a register is asked for in its form and comes as a spreadsheet."""
        self.start_tour("/odoo/rejestry", "biuro_register_book", login="auditor")

    def test_import(self):
        """A file with a double number is refused line by line."""
        self.start_tour("/odoo/rejestry", "biuro_register_import", login="biuro_admin")
        self.assertFalse(self.env["biuro.letter"].search([("register_year", "=", 2020)]))
