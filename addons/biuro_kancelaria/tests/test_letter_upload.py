from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from .common import KancelariaCase, KancelariaWorld
from .one_browser import OneBrowser


@tagged("post_install", "-at_install")
class TestLetterUpload(KancelariaCase):
    """Files dropped on the page: one draft per file, or attached to a letter."""

    def upload(self, *names, login="chancellery", **values):
        return self.as_user(login)["ir.attachment"].create([
            {"name": name, "raw": b"%PDF-1.4 test", "res_model": "biuro.letter", "res_id": 0, **values}
            for name in names
        ])

    def test_one_draft_per_file(self):
        files = self.upload("skan_pisma_1.pdf", "wniosek.pdf")
        Letter = self.as_user("chancellery")["biuro.letter"]
        letters = Letter.browse(Letter.create_from_files(files.ids))
        self.assertEqual(letters.mapped("title"), ["skan pisma 1", "wniosek"])
        self.assertEqual(set(letters.mapped("direction")), {"in"})
        self.assertFalse(any(letters.mapped("register_ref")))
        self.assertEqual(files.mapped("res_id"), letters.ids)
        self.assertEqual(letters[0].message_main_attachment_id, files[0])

    def test_attach_to_a_letter(self):
        Letter = self.as_user("chancellery")["biuro.letter"]
        letter = Letter.create({"direction": "in", "title": "Pismo"})
        files = self.upload("a.pdf", "b.pdf")
        self.assertTrue(letter.action_attach_files(files.ids))
        self.assertEqual(files.mapped("res_id"), [letter.id] * 2)

    def test_not_the_files_of_others(self):
        """Neither somebody else's upload, nor a file of another record, nor one that is gone, is taken."""
        Letter = self.as_user("chancellery")["biuro.letter"]
        foreign = self.upload("a.pdf", login="clerk")
        taken = self.upload("b.pdf", res_id=Letter.create({"direction": "in", "title": "Inne"}).id)
        partner = self.upload("c.pdf", res_model="res.partner")
        gone = self.upload("d.pdf")
        gone_id = gone.id
        gone.unlink()
        for attachment_id in (foreign.id, taken.id, partner.id, gone_id):
            with self.subTest(attachment_id=attachment_id), self.assertRaises(UserError):
                Letter.create_from_files([attachment_id])


@tagged("post_install", "-at_install")
class TestRegisterLetterKeyboard(KancelariaWorld, OneBrowser, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()

    def test_keyboard_only(self):
        """A letter is registered with at most six entries and no mouse; the next one keeps channel and date."""
        self.start_tour("/odoo/start", "biuro_register_letter_keyboard", login="chancellery")
        letters = self.env["biuro.letter"].search([("registered_by_id", "=", self.users["chancellery"].id)], order="id")
        self.assertEqual(letters.mapped("title"), ["Wniosek o wydanie zaświadczenia", "Skarga na hałas"])
        self.assertEqual(letters.mapped("sender_reference"), ["ZN.1", "ZN.2"])
        self.assertEqual(letters.mapped("attachment_count_declared"), [2, 2])
        self.assertEqual(letters.department_id, self.cell_bs)
        self.assertEqual(set(letters.mapped("state")), {"distributed"})
        self.assertEqual(letters[1].register_number, letters[0].register_number + 1)

    def test_draft_survives_a_reload(self):
        """What was typed comes back after the page was reloaded; nothing was registered by the reload."""
        before = self.env["biuro.letter"].search_count([])
        self.start_tour("/odoo/rejestracja", "biuro_draft", login="chancellery")
        self.assertEqual(self.env["biuro.letter"].search_count([]), before)

    def test_upload_of_several_files(self):
        """A scan and a message uploaded together: two drafts, the message gives its sender and subject."""
        self.start_tour("/odoo/action-biuro_kancelaria.biuro_letter_action_in", "biuro_upload", login="chancellery")
        scan, message = self.env["biuro.letter"].search([("create_uid", "=", self.users["chancellery"].id)], order="id")
        self.assertEqual(scan.title, "skan z listy")
        self.assertEqual(scan.message_main_attachment_id.name, "skan_z_listy.pdf")
        self.assertIn("Nowak", message.correspondent)
        self.assertEqual(message.delivery_channel, "email")
