import ast

from odoo.tests import tagged

from .common import KancelariaCase


@tagged("post_install", "-at_install")
class TestFilters(KancelariaCase):
    """Filters saved for the whole office work for whoever opens the list."""

    def test_shared_filters(self):
        records = self.env["ir.model.data"].search([
            ("module", "=", "biuro_kancelaria"), ("model", "=", "ir.filters"),
        ])
        filters = self.env["ir.filters"].browse(records.mapped("res_id")).exists()
        self.assertEqual(set(filters.mapped("model_id")), {"biuro.letter", "biuro.case", "biuro.deadline"})
        for login in ("clerk", "manager", "auditor"):
            for saved in filters:
                with self.subTest(login=login, name=saved.name):
                    Model = self.as_user(login)[saved.model_id]
                    order = ", ".join(ast.literal_eval(saved.sort)) or None
                    Model.search(saved._get_eval_domain(), order=order, limit=1)
                    groups = ast.literal_eval(saved.context).get("group_by", [])
                    Model.formatted_read_group(saved._get_eval_domain(), groups, ["__count"])
                    shown = self.as_user(login)["ir.filters"].get_filters(saved.model_id, saved.action_id.id)
                    self.assertIn(saved.id, [row["id"] for row in shown])
