from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestAuditlogRule(TransactionCase):
    def test_nothing_is_passed_by(self):
        """Whatever was loaded after a rule of the change log stands inside what the rule calls."""
        rules = self.env["auditlog.rule"].search([("state", "=", "confirmed")])
        self.assertTrue(rules)
        for rule in rules:
            model_class = self.env.registry[rule.model_model]
            for method in ("create", "write", "unlink"):
                laid = vars(model_class).get(method)
                if laid is None or not rule[f"log_{method}"]:
                    continue
                inside = next(vars(base)[method] for base in model_class.__mro__[1:] if method in vars(base))
                self.assertIs(getattr(laid, "origin", None), inside, f"{rule.model_model}.{method}")
