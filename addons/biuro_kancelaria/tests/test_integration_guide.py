import re
import runpy
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import KancelariaWorld

GUIDE = Path(__file__).parents[3] / "docs" / "integration.md"


@tagged("post_install", "-at_install")
class TestIntegrationGuide(KancelariaWorld, HttpCase):
    """The path of a letter, by the calls that the guide for integrators prints."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.env["biuro.signing.authority"].create({
            "employee_id": cls.employees["management"].id, "capacity": "Prezydent Miasta",
            "basis": "ustawa o samorządzie gminnym, art. 33", "date_from": "2024-05-07",
        })
        until = datetime.now() + timedelta(days=1)
        cls.keys = {
            role: cls.env(user=cls.users[role])["res.users.apikeys"]._generate("rpc", "guide", until)
            for role in ("chancellery", "management", "clerk", "manager")
        }

    @mute_logger("odoo.addons.rpc.controllers.jsonrpc", "odoo.addons.rpc.controllers.xmlrpc")
    def test_path_of_a_letter(self):
        if not GUIDE.exists():
            # an installation that holds the addons alone has no docs beside them
            return
        chapter = GUIDE.read_text(encoding="utf-8").split("\n## The path of a letter\n", 1)[1].split("\n## ", 1)[0]
        blocks = re.findall(r"^```python\n(.*?)^```", chapter, flags=re.M | re.S)
        self.assertEqual(len(blocks), 2)
        server = self.base_url()
        host, port = re.fullmatch(r"http://(.+):(\d+)", server).groups()
        names = {
            "SERVER": server, "HOST": host, "PORT": int(port), "DATABASE": self.env.cr.dbname,
            "LOGIN": "clerk", "PASSWORD": "clerk", "KEYS": self.keys,
        }
        self.env.flush_all()
        with self.allow_requests(all_requests=True), TemporaryDirectory() as folder:
            for number, block in enumerate(blocks):
                example = Path(folder, f"example_{number}.py")
                example.write_text(block, encoding="utf-8")
                names.update(runpy.run_path(str(example), init_globals=names))
        letter = self.env["biuro.letter"].search([("external_id", "=", "SYS-1")])
        self.assertEqual(letter.reply_ids.state, "dispatched")
        self.assertEqual(letter.case_id, letter.reply_ids.case_id)
