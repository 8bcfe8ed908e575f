import json
import re
import runpy
import xmlrpc.client
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.biuro_kancelaria.models.biuro_law import BiuroLaw

from .common import KancelariaWorld

GUIDE = Path(__file__).parents[3] / "docs" / "integration.md"
ASKED = [
    # method, arguments, what the answer holds
    ("term", {"start": "2026-12-10", "amount": 14, "unit": "day"}, {
        "raw": "2026-12-24", "deadline": "2026-12-28", "target": "2026-12-23", "in_force": False,
    }),
    ("term", {"start": "2026-12-10", "amount": 14, "unit": "day", "roll": False}, {"deadline": "2026-12-24"}),
    ("term", {"start": "2022-07-13", "amount": 14, "unit": "day", "direction": "lapse"}, {"in_force": "2022-07-28"}),
    ("term", {"start": "2026-06-11", "amount": 7, "unit": "day", "direction": "backward"}, {
        "raw": "2026-06-04", "deadline": "2026-06-04", "target": "2026-06-03",
    }),
    ("term", {"start": "2026-03-02", "amount": 14, "unit": "day", "excluded": [["2026-03-10", "2026-03-12"]]}, {
        "raw": "2026-03-16", "deadline": "2026-03-19", "target": "2026-03-19",
    }),
    ("term", {"start": "2026-03-28T12:00:00", "amount": 24, "unit": "hour"}, {
        "raw": "2026-03-29T13:00:00+02:00", "deadline": "2026-03-29T13:00:00+02:00",
        "target": "2026-03-29T13:00:00+02:00",
    }),
    ("deadline", {"rule": "petition", "start": "2026-08-14"}, {
        "raw": "2026-11-14", "deadline": "2026-11-16", "target": "2026-11-13", "rule": "petition",
        "legal_basis": "ustawa o petycjach art. 10",
    }),
    ("deadline", {"rule": "kpa_basic", "start": "2026-03-02", "excluded": []}, {"deadline": "2026-04-02"}),
    ("deadline", {"rule": "fund_first", "start": "2026-01-01"}, {"raw": "2026-05-31", "deadline": "2026-06-01"}),
    ("deadline", {"rule": "lay_collect", "start": "2027-09-23"}, {"deadline": "2027-11-22"}),
    ("deadline", {"rule": "lay_destroy", "start": "2027-11-22"}, {"deadline": "2027-12-22"}),
    ("deadline", {"rule": "kpa_hearing", "start": "2026-06-11"}, {"deadline": "2026-06-03"}),
    ("is_free", {"day": "2026-12-24"}, {"free": True, "working": False}),
    ("is_free", {"day": "2026-05-02"}, {"free": False, "name": False, "working": False}),
    ("case_sign", {"sign": "BS.0056.14.2026.MK2"}, {
        "valid": True, "kind": "letter_mark", "unit": "BS", "jrwa": "0056", "group": False, "number": 14, "year": 2026,
        "clerk": "MK2", "problem": False,
    }),
    ("case_sign", {"sign": "BS/0056/14/2026"}, {"valid": False, "kind": False, "year": False}),
    ("case_sign", {"sign": ""}, {"valid": False}),
    ("retention", {"category": "B5", "closed_on": "2026-10-09"}, {
        "counted_from": "2027-01-01", "last_day": "2031-12-31", "disposable_from": "2032-01-01",
        "to_archive_from": "2029-01-01",
    }),
    ("retention", {"category": "A", "closed_on": "2026-10-09"}, {"disposable_from": False, "last_day": False}),
    ("retention", {"category": "BE5", "closed_on": "2026-12-31", "expert": "A"}, {"disposable_from": False}),
    ("pesel", {"value": "44051401359", "birth_date": "1944-05-14"}, {
        "valid": True, "problem": False, "birth_date": "1944-05-14",
    }),
    ("pesel", {"value": "44051401358"}, {"valid": False, "birth_date": False}),
    ("nip", {"value": "123-456-32-18"}, {"valid": True, "problem": False}),
    ("regon", {"value": "123456786"}, {"valid": False}),
]
REFUSED = [
    ("term", "start", {"start": "2026-02-30", "amount": 1, "unit": "day"}),
    ("term", "start", {"start": False, "amount": 1, "unit": "day"}),
    ("term", "start", {"start": "2026-03-04", "amount": 1, "unit": "hour"}),
    ("term", "start", {"start": "2026-03-29T02:30:00", "amount": 1, "unit": "hour"}),
    ("term", "amount", {"start": "2026-03-04", "amount": -1, "unit": "day"}),
    ("term", "amount", {"start": "2026-03-04", "amount": 1.5, "unit": "day"}),
    ("term", "amount", {"start": "2026-03-04", "amount": 1000000, "unit": "year"}),
    ("term", "unit", {"start": "2026-03-04", "amount": 1, "unit": "fortnight"}),
    ("term", "direction", {"start": "2026-03-04", "amount": 1, "unit": "day", "direction": "up"}),
    ("term", "roll", {"start": "2026-03-04", "amount": 1, "unit": "day", "roll": "yes"}),
    ("term", "excluded", {
        "start": "2026-03-04", "amount": 1, "unit": "day", "excluded": [["2026-03-06", "2026-03-05"]],
    }),
    ("term", "excluded", {"start": "2026-03-04", "amount": 1, "unit": "day", "excluded": ["2026-03-06"]}),
    ("deadline", "rule", {"rule": "nothing_like_it", "start": "2026-03-04"}),
    ("deadline", "start", {"rule": "kpa_basic", "start": "04.03.2026"}),
    ("is_free", "day", {"day": "1950-12-31"}),
    ("case_sign", "sign", {"sign": 5}),
    ("retention", "category", {"category": "C", "closed_on": "2026-10-09"}),
    ("retention", "expert", {"category": "B5", "closed_on": "2026-10-09", "expert": "A"}),
    ("pesel", "value", {"value": 440514}),
    ("pesel", "birth_date", {"value": "44051401359", "birth_date": "1944"}),
    ("nip", "value", {"value": False}),
    ("regon", "value", {"value": []}),
]


RPC_LOGGERS = ("odoo.addons.rpc.controllers.xmlrpc", "odoo.addons.rpc.controllers.jsonrpc", "odoo.http")


@tagged("post_install", "-at_install")
class TestLawApi(KancelariaWorld, HttpCase):
    """The contract of the calculators: the same answers and the same refusals over each protocol."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        user = cls.users["clerk"]
        cls.key = cls.env["res.users.apikeys"].with_user(user)._generate(
            "rpc", "test", fields.Datetime.now() + timedelta(days=1))

    def json2(self, method, arguments, model="biuro.law"):
        return self.url_open(
            f"/json/2/{model}/{method}", data=json.dumps(arguments),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"},
        )

    def jsonrpc(self, method, arguments):
        return self.url_open("/jsonrpc", data=json.dumps({
            "jsonrpc": "2.0", "method": "call", "id": 1, "params": {
                "service": "object", "method": "execute_kw",
                "args": [self.env.cr.dbname, self.users["clerk"].id, "clerk", "biuro.law", method, [], arguments],
            },
        }), headers={"Content-Type": "application/json"}).json()

    def xmlrpc(self, method, arguments):
        return self.xmlrpc_object.execute_kw(
            self.env.cr.dbname, self.users["clerk"].id, "clerk", "biuro.law", method, [], arguments)

    def test_every_method_is_asked(self):
        public = {
            name for name, value in vars(BiuroLaw).items() if callable(value) and not name.startswith("_")
        }
        self.assertEqual({method for method, *_rest in ASKED}, public)
        self.assertEqual({method for method, *_rest in REFUSED}, public)
        for name in public:
            method = getattr(BiuroLaw, name)
            self.assertTrue(method._readonly and method._api_model and ":return:" in method.__doc__, name)

    @mute_logger(*RPC_LOGGERS)
    def test_answers(self):
        for method, arguments, expected in ASKED:
            with self.subTest(method=method, arguments=arguments):
                answer = self.as_user("clerk")["biuro.law"]
                answer = getattr(answer, method)(**arguments)
                self.assertEqual({key: answer[key] for key in expected}, expected)
                self.assertTrue(answer["reasons"])
                for step in answer["reasons"]:
                    self.assertEqual(list(step), ["rule", "article", "text"])
                if "valid" in answer:
                    self.assertEqual(answer["valid"], answer["problem"] is False)
                response = self.json2(method, arguments)
                self.assertEqual(response.status_code, 200, response.text)
                self.assertEqual(response.json(), answer)
                self.assertEqual(self.jsonrpc(method, arguments).get("result"), answer)
                self.assertEqual(self.xmlrpc(method, arguments), answer)

    @mute_logger(*RPC_LOGGERS)
    def test_refusals(self):
        for method, argument, arguments in REFUSED:
            with self.subTest(method=method, arguments=arguments):
                response = self.json2(method, arguments)
                self.assertEqual(response.status_code, 422, response.text)
                sentence = response.json()["message"]
                self.assertIn(f"„{argument}”", sentence)
                error = self.jsonrpc(method, arguments)["error"]
                self.assertEqual(error["data"]["message"], sentence)
                self.assertEqual(error["data"]["name"], "odoo.exceptions.ValidationError")
                with self.assertRaises(xmlrpc.client.Fault) as fault:
                    self.xmlrpc(method, arguments)
                self.assertIn(sentence, fault.exception.faultString)

    @mute_logger("odoo.http")
    def test_forgotten_and_unknown_arguments(self):
        whole = {"start": "2026-03-04", "amount": 1, "unit": "day"}
        for arguments in ({"start": "2026-03-04"}, {**whole, "colour": "red"}):
            self.assertEqual(self.json2("term", arguments).status_code, 422)
        self.assertEqual(self.json2("_typed", {"argument": "x", "value": "y"}).status_code, 403)
        self.assertEqual(self.json2("nothing", {}).status_code, 404)

    def test_employees_only(self):
        plain = new_test_user(self.env, "plain_employee", groups="base.group_user")
        self.assertTrue(self.env["biuro.law"].with_user(plain).is_free("2026-12-25")["free"])
        self.assertTrue(self.env["biuro.law"].with_user(plain).deadline("kpa_basic", "2026-12-25")["deadline"])
        portal = new_test_user(self.env, "portal_person", groups="base.group_portal")
        for user in (portal, self.env.ref("base.public_user")):
            law = self.env["biuro.law"].with_user(user)
            for method, arguments, _expected in ASKED:
                with self.subTest(user=user.login, method=method), self.assertRaises(AccessError):
                    getattr(law, method)(**arguments)

    def test_examples_of_the_guide(self):
        """Each Python example of docs/integration.md runs as it is printed."""
        if not GUIDE.exists():
            # an installation that holds the addons alone has no docs beside them
            return
        self.env["biuro.rate"].create({
            "code": "EXAMPLE", "name": "Przykład", "date_from": "2026-01-01", "value": "1250", "source": "test",
        })
        guide = GUIDE.read_text(encoding="utf-8")
        chapter = guide[guide.index("## The law over RPC"):]
        chapter = re.split(r"\n## ", chapter[3:], maxsplit=1)[0]
        blocks = re.findall(r"^```python\n(.*?)^```", chapter, flags=re.M | re.S)
        self.assertGreaterEqual(len(blocks), 4)
        server = self.base_url()
        host, port = re.fullmatch(r"http://(.+):(\d+)", server).groups()
        names = {
            "SERVER": server, "HOST": host, "PORT": int(port), "DATABASE": self.env.cr.dbname,
            "LOGIN": "clerk", "PASSWORD": "clerk", "API_KEY": self.key, "print": lambda *_args: None,
        }
        self.env.flush_all()
        with self.allow_requests(all_requests=True), mute_logger(*RPC_LOGGERS), TemporaryDirectory() as folder:
            for number, block in enumerate(blocks):
                example = Path(folder, f"example_{number}.py")
                example.write_text(block, encoding="utf-8")
                names.update(runpy.run_path(str(example), init_globals=names))
