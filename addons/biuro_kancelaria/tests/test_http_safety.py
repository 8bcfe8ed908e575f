import time
from unittest.mock import patch

from odoo import http
from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.controllers import rate_limit

from .common import KancelariaWorld

SCRIPT = b"<script>document.title='pwned';fetch('/web/session/get_session_info')</script>"
ACTIVE = {
    "herb.svg": (
        "image/svg+xml",
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">' + SCRIPT + b"</svg>",
    ),
    "pismo.html": ("text/html", b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"),
    "pismo.xhtml": ("application/xhtml+xml", b'<html xmlns="http://www.w3.org/1999/xhtml">' + SCRIPT + b"</html>"),
    "dane.xml": ("text/xml", b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">' + SCRIPT + b"</html>"),
}


@tagged("post_install", "-at_install")
class TestUploads(KancelariaWorld, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()

    def _upload(self, name, mimetype, content):
        """As an import with superuser rights stores it: with its own type, past the core's change to plain text."""
        return self.env["ir.attachment"].create(
            {
                "name": name,
                "raw": content,
                "mimetype": mimetype,
                "res_model": "res.partner",
                "res_id": self.partner.id,
            }
        )

    def test_active_files_are_saved_not_shown(self):
        self.authenticate("clerk", "clerk")
        for name, (mimetype, content) in ACTIVE.items():
            attachment = self._upload(name, mimetype, content)
            self.assertEqual(attachment.mimetype, mimetype)
            for url in (
                f"/web/content/{attachment.id}",
                f"/web/content/{attachment.id}/{name}?download=0",
                f"/web/image/{attachment.id}",
            ):
                with self.subTest(url=url, name=name):
                    response = self.url_open(url)
                    response.raise_for_status()
                    kind = response.headers["Content-Type"].split(";")[0]
                    self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
                    self.assertIn("default-src 'none'", response.headers["Content-Security-Policy"])
                    if kind == mimetype:
                        self.assertTrue(response.headers["Content-Disposition"].startswith("attachment"))
                        self.assertIn("sandbox", response.headers["Content-Security-Policy"])

    def test_clerk_upload_loses_its_type(self):
        """What a clerk uploads over HTTP becomes plain text at once."""
        clerk = self.as_user("clerk")
        for name, (mimetype, content) in ACTIVE.items():
            with self.subTest(name=name):
                attachment = clerk["ir.attachment"].create({"name": name, "raw": content, "mimetype": mimetype})
                self.assertEqual(attachment.mimetype, "text/plain")

    def test_ordinary_files_are_shown(self):
        self.authenticate("clerk", "clerk")
        attachment = self._upload("pismo.pdf", "application/pdf", b"%PDF-1.4 test")
        response = self.url_open(f"/web/content/{attachment.id}")
        self.assertFalse(response.headers.get("Content-Disposition", "inline").startswith("attachment"))

    def test_browser_runs_nothing(self):
        """A real browser that is made to show the file in a frame runs no script of it."""
        attachment = self._upload("herb.svg", *ACTIVE["herb.svg"])
        self.browser_js(
            "/web/login",
            """
            (async () => {
                const frame = document.createElement("iframe");
                frame.src = "/web/image/%d";
                document.body.append(frame);
                const page = await (await fetch("/web/image/%d")).text();
                await new Promise((resolve) => setTimeout(resolve, 700));
                if (document.title === "pwned" || frame.contentDocument?.title === "pwned") {
                    throw new Error("the script of an upload ran");
                }
                console.log("test successful", page.length > 0);
                console.log("test successful");
            })();
            """.replace("%d", str(attachment.id)),
            login="clerk",
        )


@tagged("post_install", "-at_install")
class TestRateLimit(HttpCase):
    def setUp(self):
        super().setUp()
        self.env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "1")
        # the core's own pause is counted per worker and user; here the address is counted
        self.env["ir.config_parameter"].set_param("base.login_cooldown_after", "0")

    def _log_in(self):
        return self.url_open(
            "/web/login",
            allow_redirects=False,
            data={
                "login": "x",
                "password": "y",
                "csrf_token": http.Request.csrf_token(self),
            },
        )

    def test_login_is_limited(self):
        """31 tries in a minute: the last is answered 429 with the seconds to wait, and the page is not an error."""
        key = f"test{time.monotonic_ns()}"
        with patch.object(rate_limit, "client_address", lambda: key), patch.object(time, "time", lambda: 1_800_000_000):
            self.authenticate(None, None)
            answers = [self._log_in() for _ in range(31)]
            self.assertNotIn(429, [answer.status_code for answer in answers[:30]])
            self.assertEqual(answers[-1].status_code, 429)
            self.assertEqual(int(answers[-1].headers["Retry-After"]), 60)
            self.assertEqual(self.url_open("/web/login").status_code, 200, "looking at the page is not a try")
            session = self.make_jsonrpc_request_raw({"db": self.env.cr.dbname, "login": "x", "password": "y"})
            self.assertIn(b"Too Many", session.content)

    def make_jsonrpc_request_raw(self, params):
        return self.url_open(
            "/web/session/authenticate",
            json={"jsonrpc": "2.0", "method": "call", "id": 1, "params": params},
        )

    def test_counter_is_shared_and_cheap(self):
        Limit = self.env["biuro.rate.limit"]
        key = f"unit:{time.monotonic_ns()}"
        self.assertEqual([bool(Limit._hit(key, 3, 3600)) for _ in range(5)], [False] * 3 + [True] * 2)
        started = time.perf_counter()
        for _ in range(200):
            Limit._hit(key + "x", 1000, 3600)
        # under a millisecond on an idle machine; a busy one gets room
        self.assertLess((time.perf_counter() - started) / 200, 0.005)

    def test_addresses(self):
        class Request:
            class httprequest:
                remote_addr = None

        for address, expected in [
            ("192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3::9", "2001:db8:1:2::"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            (None, "unknown"),
            ("unix:", "unix:"),
        ]:
            Request.httprequest.remote_addr = address
            with patch.object(rate_limit, "request", Request):
                self.assertEqual(rate_limit.client_address(), expected)

    def test_out_of_order_counter_lets_calls_pass(self):
        with (
            patch.object(type(self.env["biuro.rate.limit"]), "_hit", side_effect=RuntimeError),
            self.assertLogs("odoo.addons.biuro_kancelaria.controllers.rate_limit", "ERROR"),
        ):
            self.authenticate(None, None)
            answer = self._log_in()
        self.assertNotEqual(answer.status_code, 429)
