import json
import xmlrpc.client
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from .common import KancelariaWorld

RPC_LOGGERS = ("odoo.addons.rpc.controllers.xmlrpc", "odoo.addons.rpc.controllers.jsonrpc", "odoo.http")


class LawContract(KancelariaWorld):
    """The contract of the calculators of an area: the same answers and the same refusals over each protocol.

    Mixed with ``HttpCase`` by each addon: ``MODEL`` is its abstract model; ``ASKED`` lists (method, arguments, what the
    answer holds); ``REFUSED`` lists (method, name of the argument at fault, arguments).
    """

    allow_inherited_tests_method = True  # else the loader takes only methods of the class itself
    MODEL = None
    ASKED = ()
    REFUSED = ()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        user = cls.users["clerk"]
        cls.key = cls.env["res.users.apikeys"].with_user(user)._generate(
            "rpc", "test", fields.Datetime.now() + timedelta(days=1))

    def json2(self, method, arguments):
        return self.url_open(
            f"/json/2/{self.MODEL}/{method}", data=json.dumps(arguments),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"},
        )

    def jsonrpc(self, method, arguments):
        return self.url_open("/jsonrpc", data=json.dumps({
            "jsonrpc": "2.0", "method": "call", "id": 1, "params": {
                "service": "object", "method": "execute_kw",
                "args": [self.env.cr.dbname, self.users["clerk"].id, "clerk", self.MODEL, method, [], arguments],
            },
        }), headers={"Content-Type": "application/json"}).json()

    def xmlrpc(self, method, arguments):
        return self.xmlrpc_object.execute_kw(
            self.env.cr.dbname, self.users["clerk"].id, "clerk", self.MODEL, method, [], arguments)

    def test_every_method_is_asked(self):
        law, shared = type(self.env[self.MODEL]), type(self.env["biuro.law.mixin"])
        public = {name for name in set(dir(law)) - set(dir(shared)) if not name.startswith("_")}
        self.assertEqual({method for method, *_rest in self.ASKED}, public)
        self.assertEqual({method for method, *_rest in self.REFUSED}, public)
        for name in public:
            method = getattr(law, name)
            self.assertTrue(method._readonly and method._api_model and ":return:" in method.__doc__, name)

    @mute_logger(*RPC_LOGGERS)
    def test_answers(self):
        for method, arguments, expected in self.ASKED:
            with self.subTest(method=method, arguments=arguments):
                answer = self.as_user("clerk")[self.MODEL]
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
        for method, argument, arguments in self.REFUSED:
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
        method, whole, _expected = self.ASKED[0]
        forgotten = dict(list(whole.items())[1:])  # the first argument of a calculator is always required
        for arguments in (forgotten, {**whole, "colour": "red"}):
            self.assertEqual(self.json2(method, arguments).status_code, 422)
        self.assertEqual(self.json2("_answering", {}).status_code, 403)
        self.assertEqual(self.json2("nothing", {}).status_code, 404)

    def test_employees_only(self):
        plain = new_test_user(self.env, "plain_employee", groups="base.group_user")
        portal = new_test_user(self.env, "portal_person", groups="base.group_portal")
        for method, arguments, _expected in self.ASKED:
            with self.subTest(method=method):
                self.assertTrue(getattr(self.env[self.MODEL].with_user(plain), method)(**arguments)["reasons"])
                for user in (portal, self.env.ref("base.public_user")):
                    with self.assertRaises(AccessError):
                        getattr(self.env[self.MODEL].with_user(user), method)(**arguments)
