from unittest.mock import patch

from odoo.tests import tagged

from .common import KancelariaCase


@tagged("post_install", "-at_install")
class TestRegister(KancelariaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["biuro.register"].create({"name": "Rejestr próbny", "code": "TST"})
        cls.startClassPatcher(patch.object(cls.registry["biuro.letter"], "_get_register_code", lambda self: "TST"))

    def _letters(self, count=1, login="clerk", **values):
        return self.as_user(login)["biuro.letter"].create([
            {"direction": "internal", "title": f"Pismo {index}", **values} for index in range(count)
        ])

    def test_numbers_follow(self):
        year = self.env["biuro.register"]._today().year
        letters = self._letters(3)
        letters._enter_register()
        self.assertEqual(letters.mapped("register_ref"), [f"TST/{number}/{year}" for number in (1, 2, 3)])
        self.assertEqual(letters.registered_by_id, self.users["clerk"])
        self.assertTrue(all(letters.mapped("registered_at")))
        self.assertEqual(self._letters()._enter_register().register_number, 4)
