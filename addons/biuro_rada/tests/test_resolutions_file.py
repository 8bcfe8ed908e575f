import base64
import io
import zipfile
from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import BaseCase, tagged

from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import act_file
from .resolution_case import ResolutionCase

NS = "http://www.crd.gov.pl/xml/schematy/edap/2010/01/02"
ACT = f"""<?xml version="1.0" encoding="utf-8"?>
<uchwala xmlns="{NS}" status="podjeta" id="A1"><metryka><numer>I/1/2026</numer><data>25 marca 2026 r.</data>
<nazwa>uchwała</nazwa><organ-wydajacy>Rada Miasta Przykładowa</organ-wydajacy><tytul>w sprawie parku</tytul></metryka>
<podstawa-prawna>Na podstawie art. 18</podstawa-prawna><paragraf>§ 1. Treść.</paragraf>
<zalaczniki><zalacznik nazwa="Mapa"/></zalaczniki></uchwala>""".encode()
MARK = b"""<Mark><FullTitle><Title>w sprawie parku</Title></FullTitle>
<Numbers><Item><Number>I/1/2026</Number></Item></Numbers></Mark>"""


def archive(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


@tagged("-at_install", "post_install")
class TestActFile(BaseCase):
    def test_metadata(self):
        for data, kind in ((ACT, "xml"), (archive(akt__xml=ACT, Mark__xml=MARK, mapa__pdf=b"%PDF"), "zipx")):
            said = act_file.read(data, "akt.xml")
            self.assertEqual(
                (said["kind"], said["number"], said["title"], said["date"], said["attachments"]),
                (kind, "I/1/2026", "w sprawie parku", date(2026, 3, 25), ["Mapa"]),
            )
            self.assertEqual(act_file.compare(said, "I/1/2026", "w sprawie parku", date(2026, 3, 25)), [])
        self.assertEqual(said["files"], ["Mark.xml", "akt.xml", "mapa.pdf"])
        self.assertEqual(len(act_file.compare(said, "I/2/2026", "w sprawie drogi", date(2026, 3, 26))), 3)
        only_mark = act_file.read(archive(Mark__xml=MARK))
        self.assertEqual(
            act_file.compare(only_mark, "I/1/2026", "w sprawie parku", date(2026, 3, 25)), ["W pliku brak: daty."]
        )

    def refused(self, data, words):
        with self.assertRaisesRegex(LawError, words):
            act_file.read(data, "akt.xml")

    def test_what_is_refused(self):
        bomb = b'<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><uchwala>&lol2;</uchwala>'
        outside = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><uchwala>&x;</uchwala>'
        self.refused(b"", "pusty")
        self.refused(b"to nie jest XML", "nie jest poprawnym XML")
        self.refused(ACT[:100], "nie jest poprawnym XML")
        self.refused(b"<html/>", "nie ma aktu")
        self.refused(bomb, "DOCTYPE")
        self.refused(outside, "DOCTYPE")
        self.refused(outside.decode().replace('<?xml version="1.0"?>', "").encode("utf-16"), "DOCTYPE")
        self.refused(archive(akt__xml=outside), "DOCTYPE")
        self.refused(b"PK\x03\x04 nie archiwum", "archiwum ZIPX")
        self.refused(archive(akt__xml=ACT)[:-30], "ZIPX|rozpakować")
        self.refused(archive(akt__xml=ACT, wielki__bin=b"\0" * 5_000_000), "rośnie")
        self.refused(archive(**{f"p{number}__txt": b"x" for number in range(501)}), "501 plików")
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as packed:
            packed.writestr("../akt.xml", ACT)
        self.refused(buffer.getvalue(), "ścieżkę")

    def test_basis(self):
        end = "uchwala się, co następuje:"
        for text, words in (
            ("art. 18 u.s.g.", f"Na podstawie art. 18 u.s.g. {end}"),
            ("Na podstawie art. 18 uchwala się, co następuje:", f"Na podstawie art. 18 {end}"),
            ("", ""),
        ):
            self.assertEqual(act_file.basis_words(text, end), words)

    def test_days(self):
        for text, day in (
            ("2026-03-25", date(2026, 3, 25)),
            ("z dnia 5.04.2026 r.", date(2026, 4, 5)),
            ("1 maja 2026", date(2026, 5, 1)),
            ("31.02.2026", None),
            ("marzec", None),
            ("", None),
        ):
            self.assertEqual(act_file.parse_day(text), day)


@tagged("post_install", "-at_install")
class TestActFileOfResolution(ResolutionCase):
    def test_load_and_compare(self):
        [resolution] = self.adopt(self.draft("w sprawie parku", is_local_law=True))
        good = base64.b64encode(archive(akt__xml=ACT)).decode()
        answer = resolution.action_load_act_file(good, "uchwala.zipx")
        self.assertEqual((answer["differences"], answer["date"]), ([], "2026-03-25"))
        self.assertEqual(resolution.zipx_checksum, act_file.checksum(base64.b64decode(good)))
        self.assertTrue(resolution.action_verify_act_file())
        with self.assertRaises(ValidationError):
            resolution.action_load_act_file(base64.b64encode(b"PK zepsute").decode(), "zly.zipx")
        self.assertEqual(resolution.act_file_name, "uchwala.zipx")
        other = base64.b64encode(ACT.replace(b"I/1/2026", b"I/7/2026")).decode()
        resolution.action_load_act_file(other, "inny.xml")
        self.assertIn("I/7/2026", resolution.act_differences)
        with self.assertRaisesRegex(UserError, "differs"):
            resolution.action_submit_to_journal("2026-03-27")
        resolution.action_load_act_file(good, "uchwala.zipx")
        resolution.action_submit_to_journal("2026-03-27")
        with self.assertRaisesRegex(UserError, "with the file it has"):
            resolution.action_load_act_file(good, "uchwala.zipx")
