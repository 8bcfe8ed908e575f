import time
from functools import partial

from lxml import etree

from odoo.tests import tagged

from .common import KancelariaCase


@tagged("post_install", "-at_install")
class TestLetterSpeed(KancelariaCase):
    """The number of queries does not grow with the number of letters, and a batch is about as quick as contacts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={})  # as users work: with tracking
        cls.Letter = cls.as_user("chancellery")["biuro.letter"]
        cls.method = cls.env.ref("biuro_kancelaria.delivery_method_registered")

    def values(self, count):
        return [{
            "direction": "in", "title": f"Wniosek {number}", "sender_lastname": "Kowalski", "sender_city": "Łódź",
            "sender_reference": f"AB.{number}", "letter_date": "2026-01-02", "delivery_method_id": self.method.id,
        } for number in range(count)]

    def count_queries(self, function):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        function()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_batch(self):
        def letters():
            self.Letter.create(self.values(1000)).action_register()

        def partners():
            self.env["res.partner"].create([{"name": f"Osoba {number}", "city": "Łódź"} for number in range(1000)])

        times = {}
        for function in (partners, letters):
            function()  # warm
            start = time.process_time()
            queries = self.count_queries(function)
            times[function.__name__] = time.process_time() - start
        self.assertLess(times["letters"], 1.5 * times["partners"])
        small = self.count_queries(lambda: self.Letter.create(self.values(10)).action_register())
        self.assertLessEqual(queries, small + 40)

    def test_registration(self):
        self.Letter.create(self.values(1)).action_register()
        queries = self.count_queries(lambda: self.Letter.register_incoming({
            "title": "Wniosek", "sender_name": "Spółka", "sender_city": "Łódź", "sender_reference": "X/1",
            "letter_date": "2026-01-02",
        }))
        self.assertLessEqual(queries, 50)

    def test_list_and_form(self):
        letters = self.Letter.create(self.values(80))
        letters.action_register()
        letters.action_distribute(self.cell_bs.id)
        for name, records, most in (("list", letters, 15), ("form", letters[0], 25)):
            view = self.env.ref(f"biuro_kancelaria.biuro_letter_view_{name}")
            specification = self.specification(records, view)
            read = partial(records.with_user(self.users["clerk"]).web_read, specification)
            read()
            queries = self.count_queries(read)
            self.assertLessEqual(queries, most)

    def test_panel(self):
        """The panel beside a list asks nothing of the whole register and shows the states that the list can have."""
        Letter = self.as_user("clerk")["biuro.letter"]
        for model in ("biuro.letter", "biuro.case"):
            arch = etree.fromstring(Letter.env[model].get_view(view_type="search")["arch"])
            for field in arch.iterfind("searchpanel/field"):
                self.assertEqual((field.get("expand"), field.get("enable_counters")), ("1", None), field.get("name"))
        for direction, known, unknown in (("in", "decreed", "to_sign"), ("out", "to_sign", "decreed")):
            Panel = Letter.with_context(default_direction=direction)
            found = Panel.search_panel_select_range("state", expand=True, search_domain=[("direction", "=", direction)])
            states = [value["id"] for value in found["values"]]
            self.assertIn(known, states)
            self.assertNotIn(unknown, states)

    def test_search_by_number(self):
        """A number in the text is what the index looks for: the same letters are found as by the whole text."""
        titles = [
            "Działka 148781/13 Łódź", "Działka 148781/14", "działka 1148781/13 łódź", "Rok 2026, nr 12", "Nr 5 z 2026",
        ]
        letters = self.Letter.create([
            dict(values, title=title) for values, title in zip(self.values(len(titles)), titles, strict=True)
        ])
        for operator, text, expected in (
            ("ilike", "148781/13", {0, 2}), ("ilike", "działka 148781", {0, 1}), ("ilike", "lodz 148781", set()),
            ("ilike", "148781/13 lodz", {0, 2}), ("=ilike", "działka 148781/14", {1}), ("=ilike", "148781/14", set()),
            ("ilike", "rok 2026", {3}), ("ilike", "2026", {3, 4}), ("ilike", "148781_1", {0, 1, 2}),
            ("not ilike", "148781/13", {1, 3, 4}),
        ):
            with self.subTest(operator=operator, text=text):
                found = self.Letter.search([("id", "in", letters.ids), ("title", operator, text)])
                self.assertEqual({letters.ids.index(letter.id) for letter in found}, expected)

    def specification(self, records, view):
        tree = self.env["biuro.letter"].with_user(self.users["clerk"]).get_view(view.id, view.type)
        Model = self.env["biuro.letter"].with_user(self.users["clerk"])
        # a view names also the fields of areas whose groups the clerk does not have
        names = tree["models"]["biuro.letter"]
        names = [name for name in names if Model._has_field_access(Model._fields[name], "read")]
        return {
            name: {"fields": {"display_name": {}}} if Model._fields[name].relational else {} for name in names
        }
