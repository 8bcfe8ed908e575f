from lxml import etree

from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestPivots(TransactionCase):
    def test_measures_can_be_summed(self):
        """A measure without an aggregator (an amount whose currency is not stored, say) breaks the whole view."""
        wrong, seen = [], 0
        for view in self.env["ir.ui.view"].search([("type", "in", ("pivot", "graph")), ("model", "=like", "biuro.%")]):
            model = self.env[view.model]
            names = etree.fromstring(view.arch).xpath("//field[@type='measure']/@name")
            seen += len(names)
            wrong += [
                f"{view.xml_id}: {name}" for name in names
                if name != "__count" and not model._fields[name]._description_aggregator(self.env)
            ]
        self.assertTrue(seen)
        self.assertFalse(wrong)
