from odoo.tests import HttpCase, tagged

from .common import RadaWorld


@tagged("post_install", "-at_install")
class TestImportTour(RadaWorld, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()

    def test_import(self):
        self.start_tour("/odoo/import-historii-rady", "biuro_rada_import", login="rada_manager", timeout=180)
        record = self.env["biuro.rada.import"].search([("name", "=", "historia.json")])
        self.assertEqual((record.state, record.refused_count), ("done", 1))
        vote = self.env["biuro.rada.vote"].search([("import_id", "=", record.id)])
        self.assertEqual((vote.subject, len(vote.ballot_ids), vote.result), ("w sprawie rynku", 2, "no_quorum"))
        asked = self.env["biuro.rada.interpellation"].search([("import_id", "=", record.id)])
        self.assertEqual(asked.author_ids.last_name, "Były")
