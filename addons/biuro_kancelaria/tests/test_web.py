from odoo.tests import tagged

from odoo.addons.web.tests.test_js import HOOTCommon, unit_test_error_checker


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
