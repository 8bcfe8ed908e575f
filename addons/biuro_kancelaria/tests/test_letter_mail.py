from base64 import b64encode
from datetime import date
from email.message import EmailMessage

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools.misc import file_open

from ..tools.eml import decode_text, parse_eml
from .common import KancelariaCase


def read(name):
    with file_open(f"biuro_kancelaria/tests/files/{name}", "rb") as file:
        return file.read()


@tagged("post_install", "-at_install")
class TestLetterMail(KancelariaCase):
    """Messages saved as .eml and mail to the office's address become drafts."""

    def test_encodings(self):
        for name, sender, subject in (
            ("mail_utf8.eml", "Łucja Żółć", "Prośba o udostępnienie informacji publicznej – umowy 2025"),
            ("mail_windows1250.eml", "Wójcik Stanisław", "Pismo w załączeniu – ławki"),
            ("mail_iso8859-2.eml", "Urząd Gminy Sąsiedniej", "Wspólny wniosek o dofinansowanie świetlicy"),
        ):
            with self.subTest(name):
                mail = parse_eml(read(name))
                self.assertEqual((mail["sender_name"], mail["subject"]), (sender, subject))
        self.assertEqual(decode_text("zażółć".encode("cp1250"), "iso-8859-2"), "zażółć")

    def test_nested_message_and_files(self):
        names = [name for name, _content in parse_eml(read("mail_przekazany.eml"))["attachments"]]
        self.assertTrue(names[0].endswith(".eml"))
        self.assertEqual(len(names), 3)

    def test_hostile_names(self):
        message = EmailMessage()
        message["From"], message["Subject"] = "a@b.example", "x"
        message.set_content("x")
        message.add_attachment(b"1", maintype="application", subtype="pdf", filename="../../etc/passwd")
        message.add_attachment(b"2", maintype="application", subtype="ms-tnef", filename="winmail.dat")
        self.assertEqual(parse_eml(message.as_bytes())["attachments"], [("passwd", b"1")])
        for broken in (b"", b"\x00\x01\x02", b"just text"):
            with self.subTest(broken), self.assertRaises(ValueError):
                parse_eml(broken)

    def test_import(self):
        Letter = self.as_user("clerk")["biuro.letter"]
        raw = read("mail_windows1250.eml")
        result = Letter.import_eml("mail.eml", b64encode(raw).decode())
        letter = Letter.browse(result["id"])
        self.assertEqual((letter.state, letter.delivery_channel), ("draft", "email"))
        self.assertEqual((letter.sender_name, letter.sender_email), ("Wójcik Stanisław", "s.wojcik@firma.example"))
        self.assertEqual((letter.date_received, letter.letter_date), (date(2026, 3, 3), "2026-03-03"))
        files = self.env["ir.attachment"].search([("res_model", "=", "biuro.letter"), ("res_id", "=", letter.id)])
        self.assertIn(raw, files.mapped("raw"))
        self.assertEqual(len(files), 2)
        again = Letter.import_eml("mail.eml", b64encode(raw).decode())
        self.assertEqual((again["id"], again["created"]), (letter.id, False))
        letter.action_register()
        with self.assertRaises(UserError):
            Letter.import_eml("x.eml", b64encode(b"nothing").decode())

    def test_mailbox(self):
        thread = self.env["mail.thread"].with_context(mail_create_nolog=True)
        alias = self.env.ref("biuro_kancelaria.mail_alias_letters")
        message = EmailMessage()
        message["From"] = "Łucja Żółć <lucja@poczta.example>"
        message["To"] = alias.display_name if "@" in (alias.display_name or "") else "kancelaria@example.com"
        message["Subject"], message["Message-ID"] = "Skarga na hałas", "<1@poczta.example>"
        message["Date"] = "Wed, 18 Mar 2026 23:40:12 +0100"
        message.set_content("Proszę o pomoc.")
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="zdjęcie.pdf")
        letter_id = thread.message_process("biuro.letter", message.as_bytes(), custom_values={"direction": "in"})
        letter = self.env["biuro.letter"].browse(letter_id)
        self.assertEqual((letter.state, letter.title, letter.sender_name), ("draft", "Skarga na hałas", "Łucja Żółć"))
        self.assertEqual(letter.delivery_channel, "email")
        self.assertEqual(letter.message_ids.attachment_ids.mapped("name"), ["zdjęcie.pdf"])
