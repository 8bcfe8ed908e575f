"""The public register: pages, history, open data, caches, accessibility (Dz.U. 2012 poz. 189, § 10)."""

import csv
import io

from lxml import html

from odoo.tests import tagged

from odoo.addons.biuro_kancelaria.tests.test_bip import BipCase, TestBipAccessibility

from .common import SekretariatWorld
from .test_culture_register import CultureWorld


class CultureBipWorld(CultureWorld, SekretariatWorld):
    @classmethod
    def make_register(cls):
        cls.library = cls.entered(moment="2021-03-01 09:00:00")
        basis = cls.document(cls.library, "order", "15/2023")
        cls.library._change_position({"full_name": "Biblioteka Miejska"}, basis.id, moment="2023-05-04 10:00:00")
        cls.library.add_book_entry(2, {"director": "KANAREK Dyrektor"})
        cls.gallery = cls.entered("Galeria Sztuki", moment="2021-04-01 09:00:00")
        cls.gallery._strike_position(cls.document(cls.gallery, "order").id, "Połączenie", moment="2024-01-02 10:00:00")
        cls.institution("Projekt KANAREK")
        cls.env.flush_all()


@tagged("post_install", "-at_install")
class TestCultureBip(CultureBipWorld, BipCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_register()

    def test_list(self):
        response = self.get("/bip/instytucje-kultury")
        self.assertEqual(response.status_code, 200)
        self.assertNotIn("Set-Cookie", response.headers)
        tree = html.fromstring(response.content)
        names = tree.xpath("//tbody/tr/th//text()[normalize-space()]")
        self.assertEqual(names, ["Biblioteka Miejska", "Galeria Sztuki"])
        self.assertEqual(tree.xpath("//s/a/text()"), ["Galeria Sztuki"])
        self.assertIn("Informacja o dostępie", response.text)
        self.assertIn("14 dni", response.text)
        self.assertNotIn("KANAREK", response.text)

    def test_history(self):
        page = self.get("/bip/instytucje-kultury?day=2023-05-03").text
        self.assertIn("Miejska Biblioteka Publiczna", page)
        self.assertNotIn("<s>", page)
        self.assertNotIn("Galeria", self.get("/bip/instytucje-kultury?day=2021-03-31").text)
        for bad in ("wczoraj", "2023-02-30", "1066-01-01"):
            self.assertEqual(self.get(f"/bip/instytucje-kultury?day={bad}").status_code, 400)

    def test_item(self):
        response = self.get("/bip/instytucje-kultury/1")
        tree = html.fromstring(response.content)
        self.assertEqual(tree.xpath("//h1//text()"), ["Biblioteka Miejska"])
        self.assertEqual(tree.xpath("//td//s/text()"), ["Miejska Biblioteka Publiczna"])
        self.assertEqual(len(tree.xpath("(//table)[1]//tbody/tr")), 9)
        self.assertNotIn("KANAREK", response.text)
        self.assertNotIn("Osoba culture", response.text)
        self.assertEqual(self.get("/bip/instytucje-kultury/1?day=2020-01-01").status_code, 404)
        self.assertEqual(self.get("/bip/instytucje-kultury/3").status_code, 404)
        self.assertEqual(self.get("/bip/instytucje-kultury/99999999999999").status_code, 404)
        struck = self.get("/bip/instytucje-kultury/2").text
        self.assertIn("Wpis wykreślono w dniu 02.01.2024", " ".join(struck.split()).replace("<t> ", ""))

    def test_data(self):
        data = self.get("/bip/instytucje-kultury.json").json()
        self.assertEqual([(item["number"], item["state"]) for item in data["items"]], [(1, "entered"), (2, "struck")])
        self.assertEqual(data["items"][0]["change_dates"], ["2023-05-04"])
        item = self.get("/bip/instytucje-kultury/2.json").json()
        self.assertEqual(item["date_struck"], "2024-01-02")
        self.assertEqual(self.get("/bip/instytucje-kultury/7.json").status_code, 404)
        self.assertEqual(self.get("/bip/instytucje-kultury.json?day=x").status_code, 400)
        rows = list(csv.DictReader(io.StringIO(
            self.get("/bip/instytucje-kultury.csv").content.decode("utf-8-sig")), delimiter=";"))
        self.assertEqual([row["name"] for row in rows], ["Biblioteka Miejska", "Galeria Sztuki"])

    def test_always_current(self):
        """A cache answers as long as nothing was entered, and not a moment longer."""
        first = self.get("/bip/instytucje-kultury")
        etag = {"If-None-Match": first.headers["ETag"]}
        self.assertEqual(self.get("/bip/instytucje-kultury", **etag).status_code, 304)
        basis = self.document(self.library, "order", "16/2024")
        self.library.action_change({"full_name": "Biblioteka Główna"}, basis_id=basis.id)
        self.env.flush_all()
        response = self.get("/bip/instytucje-kultury", **etag)
        self.assertEqual(response.status_code, 200)
        self.assertIn("Biblioteka Główna", response.text)

    def test_linked_in_the_menu(self):
        self.assertIn('href="/bip/instytucje-kultury"', self.get("/bip").text)


@tagged("post_install", "-at_install")
class TestCultureBipAccessibility(CultureBipWorld, TestBipAccessibility):
    test_axe_finds_a_fault = None

    def test_axe(self):
        self.make_register()
        for page in (
            "/bip/instytucje-kultury", "/bip/instytucje-kultury?day=x", "/bip/instytucje-kultury/1?day=2022-01-01",
            "/bip/instytucje-kultury/2?contrast=high&size=larger",
        ):
            with self.subTest(page=page):
                self.check(page)
