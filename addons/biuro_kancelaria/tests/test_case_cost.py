import logging

from odoo.tests import tagged

from .case_common import CaseCase

_logger = logging.getLogger(__name__)


@tagged("post_install", "-at_install")
class TestCaseCost(CaseCase):
    """Queries are constant in the number of rows: a list of 80 at most 15, a form at most 25, opening at most 50."""

    def cost(self, call):
        self.env.flush_all()
        self.env.invalidate_all()
        call()  # fills what the server keeps between requests: rules, views
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        call()
        self.env.flush_all()
        queries = self.env.cr.sql_log_count - before
        _logger.info("%s: %s queries", self._testMethodName, queries)
        return queries

    def spec(self, view, view_type):
        """Return the specification the web client would send for a view."""
        Case = self.as_user("clerk")["biuro.case"]
        arch = Case.get_view(self.env.ref(f"biuro_kancelaria.{view}").id, view_type)
        names = arch["models"]["biuro.case"]
        spec = {}
        for name in names:
            field = Case._fields[name]
            if field.type == "many2one":
                spec[name] = {"fields": {"display_name": {}}}
            elif field.type in ("one2many", "many2many"):
                spec[name] = {
                    "fields": {child: {} for child in arch["models"].get(field.comodel_name, ()) if child != "id"},
                    "limit": 40,
                }
            else:
                spec[name] = {}
        return spec

    def test_list(self):
        Case = self.as_user("clerk")["biuro.case"]
        jrwa = Case.env["biuro.jrwa.class"]._get("0530", self.today())
        Case.create(
            [{"title": f"Sprawa {n}", "jrwa_class_id": jrwa.id, "partner_id": self.partner.id} for n in range(80)]
        )
        spec = self.spec("biuro_case_view_list", "list")
        cost = self.cost(lambda: self.as_user("clerk")["biuro.case"].web_search_read([], spec, limit=80))
        self.assertLessEqual(cost, 15)

    def test_form(self):
        case = self.open(partner_id=self.partner.id, jrwa_symbol="152", procedure="petycja")
        for number in range(5):
            self.env["ir.attachment"].create(
                {"name": f"{number}.txt", "raw": b"x", "res_model": "biuro.case", "res_id": case.id}
            )
        spec = self.spec("biuro_case_view_form", "form")
        cost = self.cost(lambda: self.as_user("clerk")["biuro.case"].browse(case.id).web_read(spec))
        self.assertLessEqual(cost, 25)

    def test_open(self):
        self.assertLessEqual(self.cost(lambda: self.open(jrwa_symbol="0530", partner_id=self.partner.id)), 50)

    def test_open_with_a_term(self):
        self.assertLessEqual(self.cost(lambda: self.open(jrwa_symbol="152", procedure="petycja")), 50)
