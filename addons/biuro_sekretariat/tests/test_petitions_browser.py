from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.one_browser import OneBrowser

from .common import SekretariatWorld
from .petitions_common import SCAN, MatterWorld


@tagged("post_install", "-at_install")
class TestPetitionTour(MatterWorld, SekretariatWorld, OneBrowser, HttpCase):
    """A petition comes by letter, is examined, settled, its notice sent, checked by a second person and published."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.build_matters()
        cls.env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "0")

    def walk(self, leg, login, path):
        self.start_tour(f"/odoo/{path}", f"biuro_petition_{leg}", login=login)

    def test_from_the_letter_to_the_public_page(self):
        letter = self.letter("Petycja w sprawie drzew przy ul. Polnej")
        self.walk("make", "clerk", f"wplywajace/{letter.id}")
        petition = letter.petition_ids
        self.assertEqual((petition.state, petition.check_outcome), ("in_progress", "complete"))
        self.walk("settle", "clerk", f"petycje/{petition.id}")
        self.assertEqual(petition.state, "settled")
        draft = self.env["biuro.letter"].search([("petition_id", "=", petition.id)])
        self.send({"res_id": draft.id}, self.env["biuro.letter"]._today())
        self.assertTrue(petition.date_notified)

        petition.with_user(self.users["clerk"]).public_scan = SCAN
        self.walk("publish", "clerk", f"petycje/{petition.id}")
        publication = petition.publication_ids
        publication.finding_ids.filtered(lambda finding: finding.decision == "open").with_user(
            self.users["manager"]).action_leave("dane urzędu")
        self.walk("check", "manager", "publikacje-do-sprawdzenia")
        self.assertEqual(publication.state, "published")
        self.opener.cookies.clear()
        page = self.url_open("/bip/petycje?state=settled").text
        self.assertIn(petition.register_ref, page)
        page = self.url_open(f"/bip/{publication.id}").text
        self.assertIn("Drzewa zostaną posadzone jesienią", page)
        self.assertNotIn("Kowalski", page)
