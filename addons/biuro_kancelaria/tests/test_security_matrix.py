from odoo.tests import HttpCase, tagged

from .matrix import RECORD_SCOPES, MatrixWalker, MatrixWorld


@tagged("post_install", "-at_install")
class TestSecurityMatrix(MatrixWalker, MatrixWorld, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.matrix = cls.load_matrix()
        for model in cls.suite_models():
            if cls.has_own_rules(model):
                for scope in RECORD_SCOPES:
                    cls.record(model, scope)
        cls.env.flush_all()

    def test_every_model_has_its_rows(self):
        """A model without a row, or a row without a model, fails: the matrix is complete by force."""
        models = self.suite_models()
        problems = [f"{model}: no row “any”" for model in models if (model, "any") not in self.matrix]
        for model in models:
            if self.has_own_rules(model):
                made = [scope for scope in RECORD_SCOPES if self.record(model, scope)]
                problems += [f"{model}: no row “{scope}”" for scope in made if (model, scope) not in self.matrix]
                if not {"own", "other"}.issubset(made):
                    problems.append(f"{model}: no records for “own” and “other” (make them in tests/matrix_records.py)")
        problems += [f"{model}: no such model" for model, _scope in self.matrix if model not in self.env.registry]
        self.assertFalse(problems, "\n  ".join(["", *problems]))

    def test_matrix_over_rpc(self):
        """What each role may do over RPC is what the matrix says, no more and no less."""
        keys = [
            (model, scope) for model in self.suite_models() for scope in ("any", *RECORD_SCOPES)
            if scope == "any" or (self.has_own_rules(model) and self.record(model, scope))
        ]
        observed = self.walk(keys)
        problems = [
            f"{model} [{scope}] {role}: expected {self.matrix[model, scope][role]}, is {letters}"
            for (model, scope), roles in observed.items() if (model, scope) in self.matrix
            for role, letters in roles.items() if letters != self.matrix[model, scope].get(role)
        ]
        self.assertFalse(problems, "\n  ".join(["", *problems]))

    def test_sample_over_json_2(self):
        """The same doors with an API key over /json/2."""
        letter = self.record("biuro.letter", "restricted")
        expected = {"clerk": 403, "handler_restricted": 200, "chancellery": 403, "matrix_portal": 403}
        for login, status in expected.items():
            user = self.env["res.users"].search([("login", "=", login)])
            key = self.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "test", None)
            with self.subTest(login=login):
                response = self.url_open(
                    "/json/2/biuro.letter/read", json={"ids": letter.ids, "fields": ["title"]},
                    headers={"Authorization": f"bearer {key}"},
                )
                self.assertEqual(response.status_code, status, response.text[:200])
