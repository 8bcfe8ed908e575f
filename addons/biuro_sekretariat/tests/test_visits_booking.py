import json
import logging
import re
from datetime import timedelta
from unittest.mock import patch

from lxml import html

from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.test_bip import AXE_OPTIONS
from odoo.addons.mail.tests.common import MailCase

from .visits_common import VisitsWorld

PERSON = {"name": "Katarzyna Publiczna", "email": "katarzyna.publiczna@example.com", "phone": "600 100 200",
          "kind": "individual"}
RATE_LIMIT = "odoo.addons.biuro_kancelaria.controllers.rate_limit"


class BookingCase(VisitsWorld, MailCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "0")
        cls.env["ir.config_parameter"].set_param("biuro_sekretariat.visit_public", "True")
        cls.slots = cls.add_slots(room=cls.room)
        cls.startClassPatcher(patch("odoo.addons.biuro_sekretariat.controllers.booking.LOOK_AGAIN", -1))

    def get(self, path, **headers):
        self.opener.cookies.clear()
        return self.opener.get(self.base_url() + path, timeout=30, headers=headers, allow_redirects=False)

    def post(self, path, data=None):
        self.opener.cookies.clear()
        return self.opener.post(self.base_url() + path, data=data or {}, timeout=30, allow_redirects=False)

    def submit(self, slot, **changes):
        page = self.get(f"/umow-wizyte/{slot.id}")
        stamp = html.fromstring(page.content).xpath("//input[@name='stamp']/@value")[0]
        return self.post(f"/umow-wizyte/{slot.id}", {"stamp": stamp, **PERSON, **changes})

    def mailed_link(self, act):
        """Return the path of the signed link in the last queued mail."""
        mail = self.env["mail.mail"].search([("email_to", "ilike", "publiczna")], order="id desc", limit=1)
        return re.search(rf"/umow-wizyte/{act}/[\w-]+", mail.body_html)[0]

    def held(self):
        return self.Visit.search([("visitor_name", "=", PERSON["name"])], order="id desc", limit=1)


@tagged("post_install", "-at_install")
class TestBooking(BookingCase):
    def test_list_form_hold_confirm_cancel(self):
        page = self.get("/umow-wizyte")
        self.assertEqual(page.status_code, 200)
        self.assertNotIn("Set-Cookie", page.headers)
        links = html.fromstring(page.content).xpath("//ul[@class='slots']//a/@href")
        self.assertIn(f"/umow-wizyte/{self.slots[0].id}", links)
        self.assertIn("Prezydent Miasta", page.text)
        answer = self.submit(self.slots[0])
        self.assertEqual((answer.status_code, answer.headers["Location"]), (303, "/umow-wizyte/wyslano"))
        self.assertEqual(self.get("/umow-wizyte/wyslano").status_code, 200)
        visit = self.held()
        self.assertEqual((visit.state, visit.slot_id, visit.register_ref, visit.email),
                         ("requested", self.slots[0], False, PERSON["email"]))
        self.assertNotIn(f"/umow-wizyte/{self.slots[0].id}\"", self.get("/umow-wizyte").text)
        confirm = self.mailed_link("potwierdz")
        for _twice in range(2):  # a program that follows links in mails changes nothing
            self.assertEqual(self.get(confirm).status_code, 200)
        self.assertEqual(visit.state, "requested")
        page = self.post(confirm)
        self.assertEqual(page.status_code, 200, page.text)
        self.env.invalidate_all()
        self.assertEqual(visit.state, "confirmed")
        self.assertIn(visit.register_ref, page.text)
        self.assertEqual(self.post(confirm).status_code, 200, "confirmed twice, nothing happens")
        cancel = self.mailed_link("odwolaj")
        self.assertEqual(self.get(cancel).status_code, 200)
        self.env.invalidate_all()
        self.assertEqual(visit.state, "confirmed")
        self.post(cancel)
        self.env.invalidate_all()
        self.assertEqual(visit.state, "cancelled")
        self.assertIn(f"/umow-wizyte/{self.slots[0].id}\"", self.get("/umow-wizyte").text)
        for path in (confirm, cancel):
            for page in (self.get(path), self.post(path)):
                self.assertNotIn(PERSON["name"], page.text)
                self.assertNotIn(PERSON["email"], page.text)

    def test_taken_slot_names_the_nearest(self):
        self.book(self.slots[1])
        for answer in (self.get(f"/umow-wizyte/{self.slots[1].id}"), self.post(
                f"/umow-wizyte/{self.slots[1].id}",
                {**PERSON, "stamp": self.env["biuro.sekretariat.visit.booking"]._form_stamp(self.slots[1].id)})):
            self.assertEqual(answer.status_code, 409)
            self.assertIn(f"/umow-wizyte/{self.slots[0].id}", answer.text)
            self.assertNotIn("Zielona", answer.text)
        for path in ("/umow-wizyte/999999999", "/umow-wizyte/0"):
            self.assertEqual(self.get(path).status_code, 409)

    def test_bad_input_keeps_what_was_typed(self):
        for changes, field in (
            ({"name": ""}, "name"), ({"name": "44051401359"}, "name"), ({"name": "Jan 44051401359"}, "name"),
            ({"email": "nie-adres"}, "email"), ({"email": "x" * 300 + "@example.com"}, "email"),
            ({"phone": "zadzwoń"}, "phone"), ({"kind": "courtesy"}, "kind"), ({"kind": ""}, "kind"),
            ({"stamp": "podrobiony"}, None), ({"stamp": ""}, None), ({"stamp": "ąę" * 50}, None),
        ):
            with self.subTest(changes=changes):
                answer = self.submit(self.slots[2], **changes)
                self.assertEqual(answer.status_code, 400)
                tree = html.fromstring(answer.content)
                self.assertTrue(tree.xpath("//*[@role='alert']"))
                if field:
                    self.assertEqual(tree.xpath(f"//*[@id='{field}']/@aria-invalid"), ["true"])
                if field != "email":
                    self.assertEqual(tree.xpath("//input[@id='email']/@value"), [PERSON["email"]])
        self.assertFalse(self.held())

    def test_honeypot_is_answered_the_same_and_holds_nothing(self):
        answer = self.submit(self.slots[2], website="http://spam.example")
        self.assertEqual((answer.status_code, answer.headers["Location"]), (303, "/umow-wizyte/wyslano"))
        self.assertFalse(self.held())

    def test_limit_per_address_tells_the_mailbox_only(self):
        answers = [self.submit(slot) for slot in self.slots[:4]]
        self.assertEqual({(answer.status_code, answer.headers["Location"]) for answer in answers},
                         {(303, "/umow-wizyte/wyslano")})
        self.assertEqual(self.Visit.search_count([("visitor_name", "=", PERSON["name"])]), 2)
        self.assertEqual(self.slots[3].state, "free")

    def test_rate_limit(self):
        self.env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "1")
        booking = self.env["biuro.sekretariat.visit.booking"]
        with patch.object(type(self.env["biuro.rate.limit"]), "_hit", lambda _self, key, limit, seconds: 9):
            self.assertTrue(booking._hold(self.slots[0].id, PERSON))
        self.assertFalse(self.held(), "an address that was written to too often today is not written to again")
        with patch(f"{RATE_LIMIT}._count", lambda key, *_args: 42 if key == "visit_book" else 0):
            answer = self.post(f"/umow-wizyte/{self.slots[0].id}", PERSON)
        self.assertEqual((answer.status_code, answer.headers["Retry-After"]), (429, "42"))
        with patch(f"{RATE_LIMIT}._count", lambda key, *_args: 7 if key == "visit_page" else 0):
            self.assertEqual(self.get("/umow-wizyte").status_code, 429)

    def test_links_of_others_and_forged_ones(self):
        visit = self.book(self.slots[0], email="a@example.com")
        other = self.book(self.slots[1], email="b@example.com")
        good = visit._link("cancel").split("/")[-1]
        bad = other._link("cancel").split("/")[-1]
        mixed = good[:30] + bad[30:]
        for path in (f"odwolaj/{mixed}", f"odwolaj/{good[:-3]}AAA", "odwolaj/x", f"potwierdz/{good}",
                     "odwolaj/" + "A" * 500, "odwolaj/%C4%85"):
            with self.subTest(path=path):
                self.assertEqual(self.post(f"/umow-wizyte/{path}").status_code, 410)
        self.env.invalidate_all()
        self.assertEqual((visit.state, other.state), ("confirmed", "confirmed"))
        # a link of the slot one had before confirms nothing after a change
        held = self.Visit.create({"visitor_name": "X Y", "subject": "s", "slot_id": self.slots[2].id,
                                  "held_until": fields.Datetime.now() + timedelta(hours=1)})
        old = held._link("confirm").split("umow-wizyte")[1]
        held.slot_id = self.slots[3]
        self.assertEqual(self.post(f"/umow-wizyte{old}").status_code, 410)

    def test_etag_and_caches(self):
        first = self.get("/umow-wizyte")
        self.assertIn("max-age", first.headers["Cache-Control"])
        again = self.get("/umow-wizyte", **{"If-None-Match": first.headers["ETag"]})
        self.assertEqual((again.status_code, again.content), (304, b""))
        self.book(self.slots[0])
        changed = self.get("/umow-wizyte", **{"If-None-Match": first.headers["ETag"]})
        self.assertEqual(changed.status_code, 200)
        self.assertEqual(self.get(f"/umow-wizyte/{self.slots[1].id}").headers["Cache-Control"], "no-store")
        self.assertNotEqual(self.get("/umow-wizyte?contrast=high").text, changed.text)

    def test_one_query_for_the_list(self):
        booking = self.env["biuro.sekretariat.visit.booking"]
        booking._rows()
        with self.assertQueryCount(1):
            booking._rows()

    def test_nothing_personal_in_the_log(self):
        with self.assertLogs("odoo", logging.INFO) as logs:
            self.submit(self.slots[0])
            self.post(self.mailed_link("potwierdz"))
            self.submit(self.slots[1], email="nie-adres")
            logging.getLogger("odoo").info("the end")
        text = "\n".join(logs.output)
        for secret in (PERSON["name"], PERSON["email"], "publiczna", PERSON["phone"], "600100200", "nie-adres"):
            self.assertNotIn(secret, text)

    def test_closed(self):
        self.env["ir.config_parameter"].set_param("biuro_sekretariat.visit_public", "False")
        self.assertEqual(self.get("/umow-wizyte").status_code, 404)
        self.assertEqual(self.post(f"/umow-wizyte/{self.slots[0].id}", PERSON).status_code, 404)

    def test_private_slots_are_not_offered(self):
        self.slots[0].is_public = False
        self.assertNotIn(f"/umow-wizyte/{self.slots[0].id}\"", self.get("/umow-wizyte").text)
        self.assertEqual(self.get(f"/umow-wizyte/{self.slots[0].id}").status_code, 409)


@tagged("post_install", "-at_install")
class TestBookingAxe(BookingCase):
    """WCAG 2.1 AA by axe-core in a real browser."""

    def setUp(self):
        super().setUp()
        from importlib.util import find_spec
        from pathlib import Path

        package = find_spec("axe_core_python")
        self.assertTrue(package, "axe-core-python must be installed")
        self._logger.setLevel(logging.WARNING)
        self.addCleanup(self._logger.setLevel, logging.NOTSET)
        axe = (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")
        self.code = axe + """;
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

    def test_axe(self):
        held = self.Visit.create({"visitor_name": "X Y", "subject": "s", "slot_id": self.slots[2].id,
                                  "held_until": fields.Datetime.now() + timedelta(hours=1)})
        link = "/umow-wizyte" + held._link("confirm").split("umow-wizyte")[1]
        for page in (
            "/umow-wizyte", f"/umow-wizyte/{self.slots[0].id}", "/umow-wizyte/wyslano",
            f"/umow-wizyte/{self.slots[2].id}", link, "/umow-wizyte/odwolaj/x",
            "/umow-wizyte?contrast=high&size=larger",
        ):
            with self.subTest(page=page):
                self.browser_js(page, self.code, error_checker=lambda text: "status of 4" not in text)
