from odoo.tests import HttpCase, tagged

from odoo.addons.web.tests.test_js import HOOTCommon, unit_test_error_checker

from .common import KancelariaWorld


@tagged("post_install", "-at_install")
class TestWebUnit(HOOTCommon):
    """The units of our own JavaScript, in a real browser."""

    def test_unit(self):
        self._test_params = [("+", "@biuro_kancelaria")]
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000{self.get_hoot_filters()}",
            "", "", login="admin", timeout=600,
            success_signal="[HOOT] Test suite succeeded", error_checker=unit_test_error_checker,
        )


@tagged("post_install", "-at_install")
class TestWebTours(KancelariaWorld, HttpCase):
    """The daily work of a clerk, in a real browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()

    def test_search(self):
        partner = self.env["res.partner"].create({"name": "Żółta Łódka sp. z o.o."})
        self.env["biuro.letter"].create({
            "direction": "in", "title": "Wniosek o zwrot", "partner_id": partner.id,
            "department_id": self.cell_bs.id, "clerk_id": self.employees["clerk"].id,
        })
        self.start_tour("/odoo", "biuro_search", login="clerk")
