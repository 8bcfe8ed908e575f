from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL

from ..tools.word_search import LONGEST_PREFIX, SHORTEST_PREFIX, plain_words, wanted_keys
from .common import KancelariaCase

LETTERS = "aAbzŻźĄęłŁśKowalskiJan019 .,/-„”'ßéüČđøıİﬁ½²\n\t"


@tagged("post_install", "-at_install")
class TestWordSearch(KancelariaCase):
    """Words are found by their beginnings, in any order and column; what is within words, if nothing else is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.letters = cls.env["biuro.letter"].create([
            {"direction": "in", "title": title, "sender_lastname": lastname, "sender_firstname": firstname,
             "sender_reference": reference, "department_id": cls.cell_bs.id}
            for title, lastname, firstname, reference in [
                ("Wniosek o wydanie zaświadczenia", "Kowalczewska", "Łucja", "AB.12.2026"),
                ("Skarga na uciążliwy hałas, dz. 1481/13", "Zażółciewicz", "Jan", False),
                ("Skarga 12, ul. Kowalczewskiej", "Nowokowalczewski", "Janusz", "ZN/1234"),
            ]
        ])

    def found(self, text, field="words", operator="ilike", login=None):
        Letter = (self.as_user(login) if login else self.env)["biuro.letter"]
        found = Letter.search([("id", "in", self.letters.ids), (field, operator, text)])
        if not login:
            self.assertEqual(self.letters.filtered_domain([(field, operator, text)]).ids, sorted(found.ids))
        return {self.letters.ids.index(letter.id) for letter in found}

    def test_words_of_any_column_in_any_order(self):
        for text, expected in (
            ("Kowalczewska Łucja", {0}), ("lucja KOWALCZEWSKA", {0}), ("zaśw kowal", {0}), ("kowalcz", {0, 2}),
            ("zazolciewicz", {1}), ("skarga jan", {1, 2}), ("jan hałas 1481/13", {1}), ("ab.12", {0}),
            ("skarga 12", {2}), ("kowalczewska wniosek skarga", set()),
            ("12", {0, 2}), ("zn/1234", {2}), ("", {0, 1, 2}),
        ):
            with self.subTest(text=text):
                self.assertEqual(self.found(text), expected)

    def test_one_column(self):
        self.assertEqual(self.found("kowalcz", "correspondent_words"), {0})
        self.assertEqual(self.found("jan", "correspondent_words"), {1, 2})

    def test_within_words_when_there_is_nothing_else(self):
        """What an ``ilike`` finds is found, unless a word begins so."""
        for text, expected in (
            ("ółciew", {1}), ("owokowalcz janusz", {2}), ("świadcz", {0}), ("ża", {0, 1}),
            ("óż", set()), ("ół", {1}), ("481/1", {1}), ("481%1", set()), ("hał_s", set()),
        ):
            with self.subTest(text=text):
                self.assertEqual(self.found(text), expected)

    def test_the_answer_does_not_depend_on_what_is_hidden(self):
        """A word that begins so in a letter out of sight does not keep others from being found by a part of a word."""
        self.letters[2].write({"department_id": self.cell_wo.id, "is_restricted": True})
        self.letters[0].write({"title": "Wniosek o nowokowalczewo"})
        self.assertEqual(self.found("owokowalcz", login="clerk"), {0})
        self.letters[2].title = "Owokowalcz"
        self.assertEqual(self.found("owokowalcz"), {2})
        self.assertEqual(self.found("owokowalcz", login="clerk"), {0})

    def test_operators(self):
        self.assertEqual(self.found("skarga", operator="not ilike"), {0})
        self.assertEqual(self.found("owokowalcz", operator="=ilike"), set())
        self.assertEqual(self.found("kowalcz", operator="=ilike"), {0, 2})
        for operator in ("=", "like", ">"):
            with self.subTest(operator=operator), self.assertRaises(UserError):
                self.env["biuro.letter"].search([("words", operator, "x")])

    def test_long_words_and_short_ones(self):
        self.letters[0].title = "o w z niepełnosprawnościach " + "i " * 50 + "koniec"
        self.assertEqual(self.found("niepełnosprawności"), {0})
        self.assertEqual(self.found("w o niepełn"), {0})
        self.assertEqual(self.found("koniec"), {0})  # the words of a very long text are looked through by ilike

    def test_written_by_sql(self):
        self.env.flush_all()
        self.env.cr.execute("UPDATE biuro_letter SET title = 'Dąb' WHERE id = %s", [self.letters[1].id])
        self.letters.invalidate_recordset()
        self.assertEqual(self.found("dąb zażółc"), {1})

    def test_the_index_is_asked(self):
        """The condition is the expression of the index."""
        for name, index in (("words", "words_idx"), ("correspondent_words", "correspondent_words_idx")):
            field = self.env["biuro.letter"]._fields[name]
            condition = field._has_keys(self.env["biuro.letter"], "biuro_letter", ["kowalczewska", "lucja"])
            self.env.cr.execute("SET LOCAL enable_seqscan = off")
            plan = self.env.execute_query(SQL("EXPLAIN SELECT id FROM biuro_letter WHERE %s", condition))
            self.assertIn(f"biuro_letter_{index}", "\n".join(line for [line] in plan))

    def test_frequent_words(self):
        """What very many rows have is found in another way: the same letters."""
        texts = ("kowalczewska lucja", "skarga jan", "zażółciewicz", "12", "kowalcz 12", "qwerty skarga")
        expected = {text: self.found(text) for text in texts}
        self.letters[1].title = "Skarga na ha\u0142as, Z\u0301ro\u0301d\u0142o"
        with patch("odoo.addons.biuro_kancelaria.tools.word_search.FEW", -1):
            for text in texts:
                with self.subTest(text=text):
                    self.assertEqual(self.found(text), expected[text])
            self.assertEqual(self.found("źródło"), {1})
            self.assertEqual(self.found("zrodlo hałas"), {1})

    @settings(max_examples=200, deadline=None)
    @given(st.text(st.sampled_from(LETTERS), max_size=80))
    def test_the_same_keys_in_sql(self, text):
        """What Python asks for is what the database keeps: every word of a text, and each beginning, finds it."""
        self.env.cr.execute("SELECT biuro_word_keys(%s)", [text])
        keys = set(self.env.cr.fetchone()[0])
        words = plain_words(text)
        singles = {word[:size] for word in words
                   for size in range(min(SHORTEST_PREFIX, len(word)), min(LONGEST_PREFIX, len(word)) + 1)}
        self.assertEqual({key for key in keys if " " not in key}, singles)
        self.assertLessEqual(set(wanted_keys(words)), keys)
        self.assertLessEqual(set(wanted_keys(words[:3])), keys)
