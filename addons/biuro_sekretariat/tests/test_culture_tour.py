from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.one_browser import OneBrowser

from .common import SekretariatWorld
from .test_culture_register import CultureWorld
from .test_culture_travel import TravelWorld


@tagged("post_install", "-at_install")
class TestCultureTour(CultureWorld, TravelWorld, SekretariatWorld, OneBrowser, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()

    def test_entry_to_extract(self):
        """An entry in the cultural register to its excerpt and the letter that carries it."""
        self.document(number="TUR/1/2026")
        self.document(number="TUR/2/2026")
        self.start_tour("/odoo/instytucje-kultury", "biuro_culture_entry_to_extract", login="culture")
        institution = self.env["biuro.sekretariat.culture.institution"].search(
            [("full_name", "=", "Dom Kultury w Przykładowej")])
        self.assertEqual((institution.state, institution.register_entry_ids.kind), ("entered", "entry"))
        request = institution.request_ids
        self.assertEqual((request.state, request.issued_by_position), ("issued", "culture"))
        self.assertEqual(request.letter_out_id.recipient_ids.name, "Jan Kowalski")
        self.assertTrue(request.document_id)

    def test_settlement(self):
        order = self.ordered("clerk")
        order.write({"actual_start": "2026-03-02 06:00:00", "actual_end": "2026-03-03 16:00:00"})
        self.start_tour(f"/odoo/wyjazdy-sluzbowe/{order.id}", "biuro_travel_settlement", login="clerk")
        self.assertEqual((order.state, order.amount_total), ("settled", 128.75))
