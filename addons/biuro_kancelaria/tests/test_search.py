from unittest.mock import patch

from odoo.tests import tagged

from .common import KancelariaCase


@tagged("post_install", "-at_install")
class TestSearch(KancelariaCase):
    """One search box over all registers: exact numbers first, no diacritics needed, nothing leaks."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        jrwa = cls.env["biuro.jrwa.class"].search([("symbol", "=", "0002")], limit=1)
        cls.partner_lodz = cls.env["res.partner"].create({"name": "Żółta Łódka sp. z o.o.", "city": "Łódź"})
        cls.case = cls.env["biuro.case"].create({
            "title": "Skarga na źle zaparkowaną łódź", "department_id": cls.cell_bs.id, "jrwa_class_id": jrwa.id,
            "clerk_id": cls.employees["clerk"].id, "partner_id": cls.partner.id,
        })
        cls.case.flush_recordset()
        cls.env.cr.execute("UPDATE biuro_case SET reference = 'BS.0002.777.2026' WHERE id = %s", [cls.case.id])
        cls.case.invalidate_recordset()
        cls.letter = cls.env["biuro.letter"].sudo().create({
            "direction": "in", "title": "Wniosek o 100% zwrot", "partner_id": cls.partner_lodz.id,
            "department_id": cls.cell_bs.id, "clerk_id": cls.employees["clerk"].id,
        })

    def find(self, text, login="clerk", **kwargs):
        return {group["model"]: group for group in self.as_user(login)["biuro.search"].find(text, **kwargs)}

    def test_exact_sign_first(self):
        groups = self.as_user("clerk")["biuro.search"].find("bs.0002.777.2026")
        self.assertEqual(groups[0]["model"], "biuro.case")
        [result] = groups[0]["results"]
        self.assertTrue(result["exact"])
        self.assertEqual(result["id"], self.case.id)
        self.assertEqual(result["url"], f"/odoo/biuro.case/{self.case.id}")
        self.assertIn("BS.0002.777.2026", result["title"])
        self.assertIn("Jan Kowalski", result["subtitle"])

    def test_without_diacritics(self):
        for text in ("zle zaparkowana lodz", "ŹLE ŁÓDŹ", "lodz skarga"):
            with self.subTest(text=text):
                self.assertIn("biuro.case", self.find(text))

    def test_words_may_stand_in_the_partner(self):
        self.assertEqual(self.find("lodka zwrot")["biuro.letter"]["results"][0]["id"], self.letter.id)
        self.assertEqual(self.find("kowalski skarga")["biuro.case"]["results"][0]["id"], self.case.id)
        self.assertNotIn("biuro.case", self.find("kowalski zwrot"))

    def test_wildcards_mean_themselves(self):
        self.assertIn("biuro.letter", self.find("100%"))
        self.assertNotIn("biuro.letter", self.find("1%0%"))
        self.assertNotIn("biuro.letter", self.find("zwr_t"))

    def test_nothing_for_nothing(self):
        for text in ("", "   ", None, False, "%%%", "zzzzqqqq"):
            with self.subTest(text=text):
                self.assertEqual(self.as_user("clerk")["biuro.search"].find(text), [])

    def test_limit_and_more(self):
        self.env["res.partner"].create([{"name": f"Wyszukiwalska {index}"} for index in range(4)])
        group = self.find("wyszukiwalska", limit=3)["res.partner"]
        self.assertEqual(len(group["results"]), 3)
        self.assertTrue(group["more"])
        self.assertEqual(self.as_user("clerk")["res.partner"].search_count(group["domain"]), 4)

    def test_frequent_and_rare_words(self):
        """Whether the matches stand among the newest records or far back: the newest come first, none is lost."""
        partners = self.env["res.partner"].create([{"name": f"Wyszukiwalska {index}"} for index in range(8)])
        for newest in (1, 3, 100):
            with self.subTest(newest=newest), patch("odoo.addons.biuro_kancelaria.models.biuro_search.NEWEST", newest):
                group = self.find("wyszukiwalska", limit=5)["res.partner"]
                self.assertEqual([row["id"] for row in group["results"]], partners.ids[:2:-1])
                self.assertTrue(group["more"])

    def test_record_rules_hold(self):
        """A rule that hides a record hides it from the search box too."""
        self.env["ir.rule"].create({
            "name": "hide", "model_id": self.env["ir.model"]._get_id("biuro.case"),
            "domain_force": f"[('id', '!=', {self.case.id})]",
        })
        self.assertNotIn("biuro.case", self.find("bs.0002.777.2026"))
        self.assertNotIn("biuro.case", self.find("zaparkowana"))

    def test_who_may_not_read_letters_finds_none(self):
        self.assertNotIn("biuro.letter", self.find("zwrot", login="biuro_admin"))

    def test_queries_do_not_grow_with_results(self):
        self.env["res.partner"].create([{"name": f"Wyszukiwalska {index}"} for index in range(15)])
        self.find("wyszukiwalska")
        search = self.as_user("clerk")["biuro.search"]
        counts = []
        for limit in (2, 15):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            search.find("wyszukiwalska", limit=limit)
            counts.append(self.env.cr.sql_log_count - before)
        # in a large table the newest rows are looked through first: one more search, whatever the number of results
        self.assertLessEqual(counts[1], counts[0] + 3)
