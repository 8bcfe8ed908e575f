from odoo.tests import HttpCase, tagged

from .common import KancelariaWorld
from .one_browser import OneBrowser

READY = """
(async () => {
    const wait = async (selector) => {
        for (let i = 0; i < 500; i++) {
            if (document.querySelector(selector)) { return document.querySelector(selector); }
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
        throw new Error(`nothing answers to ${selector}`);
    };
    await wait(%r);
    if (document.querySelector(".o_error_dialog")) { throw new Error("an error dialog is open"); }
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""


@tagged("post_install", "-at_install")
class TestCaseBrowser(KancelariaWorld, OneBrowser, HttpCase):
    """The screens open in a real browser, without an error."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        Case = cls.as_user("clerk")["biuro.case"]
        cls.case = Case.browse(Case.open_case({"title": "Petycja", "jrwa_symbol": "152", "procedure": "petycja"})["id"])

    def test_screens(self):
        for login, path, selector in [
            ("clerk", "/odoo/sprawy", ".o_list_view .o_data_row"),
            ("clerk", "/odoo/moje-sprawy", ".o_list_view .o_data_row"),
            ("clerk", f"/odoo/sprawy/{self.case.id}", ".o_form_view .o_field_widget[name=reference]"),
            ("clerk", "/odoo/sprawy/new", ".o_form_view .o_field_widget[name=jrwa_class_id] input"),
            ("clerk", "/odoo/sprawy?view_type=kanban", ".o_kanban_view .o_kanban_record"),
            ("biuro_admin", "/odoo/wykaz-akt", ".o_list_view .o_data_row"),
            ("archivist", "/odoo/archiwum", ".o_list_view"),
            ("archivist", "/odoo/archiwum/new", ".o_form_view"),
            ("archivist", "/odoo/brakowanie/new", ".o_form_view"),
        ]:
            with self.subTest(path):
                self.browser_js(path, READY % selector, login=login, timeout=60)
