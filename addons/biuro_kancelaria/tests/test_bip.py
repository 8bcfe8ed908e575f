import base64
import csv
import io
import json
import logging
import os
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

from lxml import etree, html

from odoo.tests import HttpCase, tagged

from .common import KancelariaWorld
from .one_browser import OneBrowser
from .test_publication import PublicationWorld

RATE_LIMIT = "odoo.addons.biuro_kancelaria.controllers.rate_limit"
CANARY = "KANAREK7F3A"
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


class BipCase(PublicationWorld, KancelariaWorld, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "0")
        cls.env.company.write({"street": "Rynek 1", "zip": "00-001", "city": "Przykładowa"})
        cls.publication = cls.publish(
            cls.prepare(
                file_ids=[
                    (
                        0,
                        0,
                        {
                            "name": "petycja.txt",
                            "description": "Treść petycji",
                            "data": base64.b64encode("Zażółć".encode()),
                        },
                    )
                ]
            )
        )

    def get(self, path, method="GET", **headers):
        self.opener.cookies.clear()
        return self.opener.request(method, self.base_url() + path, timeout=20, headers=headers, allow_redirects=False)


@tagged("post_install", "-at_install")
class TestBip(BipCase):
    def test_pages_without_login_and_cookie(self):
        item = f"/bip/{self.publication.id}"
        for path in (
            "/bip",
            "/bip?q=petycja",
            item,
            f"{item}/print",
            f"{item}/version/1",
            f"{item}/file/1",
            "/bip/rejestry",
            "/bip/dostepnosc",
            "/bip.json",
            f"{item}.json",
            "/bip.csv",
            "/bip.atom",
            "/bip/rejestry.json",
            "/bip?contrast=high&size=larger",
            f"/bip/petycja-w-sprawie-drzew-{self.publication.id}",
        ):
            with self.subTest(path=path):
                response = self.get(path)
                self.assertEqual(response.status_code, 200)
                self.assertNotIn("Set-Cookie", response.headers)
                self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
                self.assertIn("max-age", response.headers["Cache-Control"])
                head = self.get(path, "HEAD")
                self.assertEqual((head.status_code, head.content), (200, b""))
                self.assertNotIn(self.get(path, "POST").status_code, (200, 500))

    def test_item_shows_who_and_when(self):
        tree = html.fromstring(self.get(f"/bip/{self.publication.id}").content)
        text = tree.text_content()
        for expected in (
            "Petycja w sprawie drzew",
            "Treść petycji",
            "Anna Nowak, naczelnik",
            "02.03.2026",
            "Urząd Miasta Przykładowa",
            self.users["clerk"].name,
            self.users["manager"].name,
            "ustawa o petycjach, art. 8",
        ):
            self.assertIn(expected, text)
        self.assertEqual(tree.get("lang"), "pl")
        self.assertEqual(len(tree.xpath("//h1")), 1)

    def test_preview_equals_what_is_published_and_is_closed_to_the_public(self):
        draft = self.prepare(name="Projekt ogłoszenia")
        response = self.get(f"/bip/preview/{draft.id}")
        self.assertIn(response.status_code, (302, 303))
        self.authenticate("clerk", "clerk")
        response = self.url_open(f"/bip/preview/{draft.id}")
        self.assertIn("Projekt ogłoszenia", response.text)
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        self.authenticate("clerk_wo", "clerk_wo")
        self.assertEqual(self.url_open(f"/bip/preview/{draft.id}").status_code, 404)

    def test_nothing_unpublished_leaks(self):
        """Canary texts in drafts, new versions, withdrawn and withheld content, findings and notes stay inside."""
        draft = self.prepare(name=f"{CANARY} projekt", summary=CANARY, body=f"<p>{CANARY}</p>")
        to_check = self.prepare(name=f"{CANARY} do sprawdzenia")
        to_check.action_submit()
        planned = self.prepare(name=f"{CANARY} plan", publish_on="2099-01-01")
        self.publish(planned)
        withdrawn = self.publish(self.prepare(name=f"{CANARY} wycofana"))
        withdrawn.with_user(self.users["manager"]).action_withdraw(f"{CANARY} powód")
        changed = self.publish(self.prepare(name="Zmieniana"))
        changed.with_user(self.users["manager"]).action_new_version()
        changed.write({"body": f"<p>{CANARY}</p>", "change_note": CANARY, "name": f"Zmieniana {CANARY}"})
        withheld = self.publish(self.prepare(body=f"<p>{CANARY}</p>", summary=f"{CANARY}"))
        withheld.action_new_version()
        withheld.write({"body": "<p>czysta</p>", "summary": "czysta", "change_note": "Usunięto dane"})
        self.publish(withheld)
        withheld.version_ids.filtered(lambda v: v.number == 1).with_user(self.users["manager"]).action_withhold(CANARY)
        self.publication.message_post(body=CANARY)
        ids = [record.id for record in (draft, to_check, planned, withdrawn, changed, withheld)]
        paths = [
            "/bip",
            f"/bip?q={CANARY}",
            "/bip.json",
            f"/bip.json?q={CANARY}",
            "/bip.csv",
            "/bip.atom",
            "/bip/rejestry",
            *[
                f"/bip/{id_}{tail}"
                for id_ in ids
                for tail in ("", "/print", ".json", "/version/1", "/version/2", "/file/1")
            ],
        ]
        for path in paths:
            with self.subTest(path=path):
                response = self.get(path)
                self.assertLess(response.status_code, 500)
                # the search box repeats what was typed and nothing else
                text = response.text.replace(f'value="{CANARY}"', "")
                for query in (f"q={CANARY}&amp;", f"q={CANARY}"):
                    text = text.replace(query, "")
                self.assertNotIn(CANARY, text)
        self.assertEqual(self.get(f"/bip/{draft.id}").status_code, 404)
        self.assertEqual(self.get(f"/bip/{withdrawn.id}").status_code, 410)
        self.assertEqual(self.get(f"/bip/{changed.id}").status_code, 200)
        self.assertEqual(self.get(f"/bip/{withheld.id}/version/1").status_code, 410)
        self.assertEqual(json.loads(self.get(f"/bip.json?q={CANARY}").text)["total"], 0)

    def test_whitelisted_fields(self):
        item = json.loads(self.get(f"/bip/{self.publication.id}.json").text)
        self.assertEqual(
            set(item),
            {
                "id",
                "url",
                "version",
                "title",
                "summary",
                "category",
                "category_code",
                "made_on",
                "published_at",
                "legal_basis",
                "body",
                "made_by",
                "entered_by",
                "checked_by",
                "published_by",
                "checksum",
                "is_current",
                "change_note",
                "files",
                "history",
            },
        )
        self.assertEqual(
            set(item["files"][0]),
            {
                "number",
                "name",
                "description",
                "size",
                "mimetype",
                "checksum",
                "url",
            },
        )
        self.assertEqual(self.get(item["files"][0]["url"]).content.decode(), "Zażółć")

    def test_bad_parameters(self):
        for path in (
            "/bip?page=0",
            "/bip?page=x",
            "/bip?page=-1",
            "/bip?page=9999999",
            "/bip?limit=101",
            "/bip?limit=1e3",
            "/bip?date_from=2026-13-01",
            "/bip?date_to=jutro",
            "/bip?date_from=0001-01-01",
            "/bip?q=%00",
            "/bip?category=%27%3B",
            "/bip?q=" + "x" * 201,
            "/bip?date_from=2026-05-02&date_to=2026-05-01",
            "/bip.json?limit=1000",
            "/bip.csv?page=%C2%B2",
            "/bip.atom?limit=0",
        ):
            with self.subTest(path=path[:60]):
                self.assertEqual(self.get(path).status_code, 400)
        item = f"/bip/{self.publication.id}"
        for path in (
            "/bip/0",
            "/bip/999999999",
            "/bip/99999999999999999999",
            "/bip/nic",
            "/bip/-1",
            f"{item}/version/9",
            f"{item}/version/99999999999",
            f"{item}/file/0",
            f"{item}/file/2",
            f"{item}/file/99999999999999",
            "/bip/999999999/print",
            "/bip/99999999999.json",
            "/bip/%F0%9F%98%80",
        ):
            with self.subTest(path=path):
                self.assertEqual(self.get(path).status_code, 404)
        for path in ("/bip?page=2", "/bip?q=%25_%27", "/bip?foo=1&page=1", "/bip?contrast=zle&size=%3Cscript%3E"):
            with self.subTest(path=path):
                response = self.get(path)
                self.assertEqual(response.status_code, 200)
                self.assertNotIn("<script", response.text)

    def test_markup_in_texts_is_text(self):
        publication = self.publish(self.prepare(name="<script>alert(1)</script> & co", summary='"><img src=x>'))
        for path in ("/bip", f"/bip/{publication.id}", "/bip.atom", "/bip?q=%22%3E%3Cscript%3E"):
            with self.subTest(path=path):
                response = self.get(path)
                self.assertNotIn("<script", response.text)
                self.assertNotIn("<img src=x", response.text)
        etree.fromstring(self.get("/bip.atom").content)

    def test_conditional_requests(self):
        for path in (
            "/bip",
            f"/bip/{self.publication.id}",
            "/bip.json",
            "/bip.csv",
            f"/bip/{self.publication.id}/file/1",
        ):
            with self.subTest(path=path):
                etag = self.get(path).headers["ETag"]
                again = self.get(path, **{"If-None-Match": etag})
                self.assertEqual((again.status_code, again.content), (304, b""))
                self.assertEqual(again.headers["ETag"], etag)
                self.assertIn("Last-Modified", self.get(path).headers)
        etag = self.get("/bip").headers["ETag"]
        other = self.publish(self.prepare(name="Nowa informacja"))
        self.assertEqual(self.get("/bip", **{"If-None-Match": etag}).status_code, 200)
        etag = self.get("/bip").headers["ETag"]
        other.with_user(self.users["manager"]).action_withdraw("koniec")
        self.assertEqual(self.get("/bip", **{"If-None-Match": etag}).status_code, 200)

    def test_search_filters_and_pages(self):
        for number in range(25):
            self.publish(
                self.prepare(
                    name=f"Ogłoszenie o łące {number}",
                    summary=False,
                    body="<p>x</p>",
                    category_id=self.env.ref("biuro_kancelaria.biuro_publication_category_ogloszenia").id,
                )
            )
        data = json.loads(self.get("/bip.json?category=ogloszenia&limit=10").text)
        self.assertEqual((data["total"], len(data["items"])), (25, 10))
        following = json.loads(self.get(data["next"]).text)
        self.assertEqual((following["page"], len(following["items"])), (2, 10))
        self.assertFalse({item["id"] for item in data["items"]} & {item["id"] for item in following["items"]})
        tree = html.fromstring(self.get("/bip?category=ogloszenia").content)
        self.assertEqual(len(tree.xpath("//ol[@class='items']/li")), 20)
        [link] = tree.xpath("//a[@rel='next']/@href")
        self.assertEqual(len(html.fromstring(self.get(link).content).xpath("//ol[@class='items']/li")), 5)
        for query, total in (
            ("q=petycja+drzew", 1),
            ("q=łące", 25),
            ("q=lace", 25),
            ("q=nigdzie", 0),
            ("date_to=2001-01-01", 0),
            ("date_from=2001-01-01", 26),
        ):
            with self.subTest(query=query):
                self.assertEqual(json.loads(self.get(f"/bip.json?{query}").text)["total"], total)

    def test_queries_do_not_grow(self):
        def count(path):
            self.get(path)
            queries = []
            original = type(self.env.cr).execute

            def execute(cursor, query, params=None, log_exceptions=True):
                queries.append(query)
                return original(cursor, query, params, log_exceptions)

            with patch.object(type(self.env.cr), "execute", execute):
                self.get(path)
            return len(queries)

        paths = ("/bip", "/bip.json", "/bip.csv", "/bip.atom", "/bip/rejestry")
        before = [count(path) for path in paths]
        for number in range(15):
            self.publish(
                self.prepare(
                    name=f"Ogłoszenie {number}",
                    file_ids=[
                        (
                            0,
                            0,
                            {
                                "name": "a.txt",
                                "data": base64.b64encode(b"a"),
                            },
                        )
                    ],
                )
            )
        self.env["biuro.register"].create([{"name": f"Rejestr {n}", "code": f"R{n}"} for n in range(5)])
        after = [count(path) for path in paths]
        for path, first, second in zip(paths, before, after, strict=True):
            with self.subTest(path=path):
                self.assertLessEqual(second, first + 1)
                self.assertLessEqual(second, 25)

    def test_csv_is_safe_in_a_spreadsheet(self):
        self.publish(self.prepare(name="=HYPERLINK(1)", summary="@x"))
        response = self.get("/bip.csv")
        rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
        self.assertEqual(len(rows), 2)
        self.assertEqual((rows[0]["title"], rows[0]["summary"]), ("'=HYPERLINK(1)", "'@x"))

    def test_active_files_are_downloaded(self):
        publication = self.publish(
            self.prepare(
                file_ids=[
                    (
                        0,
                        0,
                        {
                            "name": "a.svg",
                            "data": base64.b64encode(
                                b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
                            ),
                        },
                    ),
                    (0, 0, {"name": "b.html", "data": base64.b64encode(b"<!DOCTYPE html><html><body>x</body></html>")}),
                    (0, 0, {"name": 'c"\r\nX-Y: 1.txt', "data": base64.b64encode(b"tekst")}),
                ]
            )
        )
        for index in (1, 2, 3):
            with self.subTest(index=index):
                response = self.get(f"/bip/{publication.id}/file/{index}")
                self.assertEqual(response.status_code, 200)
                self.assertNotRegex(response.headers["Content-Type"], "html|svg|xml")
                self.assertIn("sandbox", response.headers["Content-Security-Policy"])
                self.assertNotIn("X-Y", response.headers)
                if index < 3:
                    self.assertTrue(response.headers["Content-Disposition"].startswith("attachment"))

    def test_history_with_files_of_each_version(self):
        publication = self.publication
        publication.action_new_version()
        publication.file_ids.action_remove()
        publication.write({"change_note": "Usunięto załącznik", "body": "<p>Druga treść</p>"})
        self.publish(publication)
        base = f"/bip/{publication.id}"
        self.assertEqual(self.get(f"{base}/file/1").status_code, 404)
        self.assertEqual(self.get(f"{base}/version/1/file/1").content.decode(), "Zażółć")
        current = self.get(base).text
        self.assertIn("Usunięto załącznik", current)
        self.assertIn(f"{base}/version/1", current)
        old = self.get(f"{base}/version/1").text
        self.assertIn("Treść petycji", old)
        self.assertIn("noindex", old)

    def test_registers(self):
        self.env["biuro.register"].create(
            [
                {"name": "Rejestr jawny", "code": "RJ", "legal_basis": "UDIP, art. 6", "bip_access": "Na wniosek"},
                {"name": f"Rejestr {CANARY}", "code": "RU", "bip_listed": False},
            ]
        )
        text = self.get("/bip/rejestry").text
        self.assertIn("Rejestr jawny", text)
        self.assertIn("Na wniosek", text)
        self.assertNotIn(CANARY, text)

    def test_limit_of_calls(self):
        self.env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "0.02")
        address = patch(f"{RATE_LIMIT}.client_address", return_value=f"192.0.2.{uuid4()}")
        address.start()
        self.addCleanup(address.stop)
        statuses = {self.get("/bip/dostepnosc").status_code for _i in range(12)}
        self.assertEqual(statuses, {200, 429})


@tagged("post_install", "-at_install")
class TestBipAccessibility(OneBrowser, BipCase):
    """WCAG 2.1 AA by axe-core in a real browser. BIURO_AXE names another axe.min.js than that of the pinned package."""

    def setUp(self):
        super().setUp()
        path = os.environ.get("BIURO_AXE")
        if not path:
            package = find_spec("axe_core_python")
            self.assertTrue(package, "BIURO_AXE must name axe.min.js, or axe-core-python be installed")
            path = Path(package.origin).parent / "axe.min.js"
        # the whole of axe would stand in the log for each page
        self._logger.setLevel(logging.WARNING)
        self.addCleanup(self._logger.setLevel, logging.NOTSET)
        self.axe = (
            Path(path).read_text(encoding="utf-8")
            + """;
            PREPARE;
            axe.run(document, OPTIONS).then((result) => {
                if (result.violations.length) {
                    console.error(JSON.stringify(result.violations.map(
                        (one) => [one.id, one.nodes.map((node) => node.html)])));
                } else if (result.passes.length < 10) {
                    console.error("axe checked next to nothing");
                } else {
                    console.log("test successful");
                }
            });
        """.replace("OPTIONS", json.dumps(AXE_OPTIONS))
        )

    def check(self, page, prepare=""):
        # a page that answers 400 or 404 is checked as well
        self.browser_js(
            page, self.axe.replace("PREPARE", prepare), error_checker=lambda text: "status of 4" not in text
        )

    def test_axe_finds_a_fault(self):
        self._logger.setLevel(logging.CRITICAL)
        with self.assertRaisesRegex(AssertionError, "image-alt"):
            self.check("/bip", "document.querySelector('main').append(document.createElement('img'))")

    def test_axe(self):
        self.publication.action_new_version()
        self.publication.write(
            {
                "change_note": "Dodano tabelę",
                "body": "<h2>Rozdział</h2><p>Treść <a href='https://example.com'>odnośnik</a></p><ul><li>a</li></ul>",
            }
        )
        self.publish(self.publication)
        self.env["biuro.register"].create(
            {"name": "Rejestr zaświadczeń", "code": "ZASW", "legal_basis": "KPA art. 217"}
        )
        item = f"/bip/{self.publication.id}"
        for page in (
            "/bip?q=petycja",
            item,
            f"{item}/print",
            "/bip/rejestry",
            "/bip/dostepnosc",
            "/bip?page=x",
            "/bip/999999",
            f"{item}?contrast=high&size=larger",
        ):
            with self.subTest(page=page):
                self.check(page)


@tagged("post_install", "-at_install")
class TestPublicationTour(BipCase):
    def test_check_and_publish(self):
        draft = self.prepare(name="Ogłoszenie o dyżurze", summary="Zapisy: tel. 22 123 45 67")
        draft.action_submit()
        self.start_tour("/odoo/publikacje-do-sprawdzenia", "biuro_publication_check", login="manager")
        self.assertEqual(draft.state, "published")
        self.assertIn("22 123 45 67", self.get(f"/bip/{draft.id}").text)
