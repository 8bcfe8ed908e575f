import base64

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from odoo.addons.biuro_kancelaria.tests.test_bip import TestBipAccessibility as AxeCase
from odoo.addons.biuro_kancelaria.tools import office_today

from .service_case import ServiceCase, ServiceWorld

PDF = base64.b64encode(b"%PDF-1.4 tekst").decode()
VOTE = {"present": 9, "votes_for": 8, "votes_against": 1}


@tagged("post_install", "-at_install")
class TestUnitDesk(ServiceCase):
    def desk(self, user=None):
        return self.env["biuro.wybory.osiedle.desk"].with_user(user or self.chair)

    def test_resolution_from_the_portal(self):
        sent = self.desk().submit_resolution({
            "body": "council", "title": "Plac zabaw", "text": "§ 1. Rada wnosi.\n\n§ 2. <b>Wykonanie</b>.",
            "adopted_date": "2026-03-02", **VOTE}, [{"name": "uchwala.pdf", "content": PDF}])
        record = self.env["biuro.wybory.osiedle.resolution"].browse(sent["id"])
        self.assertEqual((sent["number"], record.state, record.channel), ("1/I/2026", "received", "portal"))
        self.assertIn("&lt;b&gt;", record.text)
        self.assertEqual(record.activity_ids.filtered(lambda one: not one.automated).user_id or
                         record.activity_ids.user_id, self.users["osiedle_user"])
        seen = self.desk(self.council_chair).get_resolution(record.id)
        self.assertEqual((seen["number"], seen["vote"]), ("1/I/2026", "Adopted"))
        [file] = seen["files"]
        self.assertTrue(self.desk()._get_file(file["id"]))
        self.assertFalse(self.desk(self.stranger)._get_file(file["id"]))
        for wrong in ({"title": ""}, {"title": "x", "text": ""}):
            with self.assertRaises(UserError):
                self.desk().submit_resolution({"adopted_date": "2026-03-02", **wrong})
        for wrong in ({"state": "upheld"}, {"unit_id": self.other.id}, {"votes_for": "-1"}, {"votes_for": "2,5"},
                      {"adopted_date": "wczoraj"}, {"body": "mayor"}, {"present": 2, "votes_for": 3}):
            with self.assertRaises(ValidationError):
                self.desk().submit_resolution({"title": "x", "text": "y", "adopted_date": "2026-03-02", **wrong})

    def test_request_and_its_answer(self):
        sent = self.desk().submit_request({"subject": "Ławki", "text": "Pięć ławek."})
        record = self.env["biuro.wybory.osiedle.request"].browse(sent["id"])
        self.assertEqual((record.state, record.register_ref), ("registered", sent["number"]))
        self.assertTrue(sent["due"])
        self.assertEqual(self.desk().my_unit()["waiting"], 1)
        record.write({"answer_kind": "partly", "department_id": self.cell_wo.id})
        # what is being written is not seen before it is given
        record.answer_text = "<p>Projekt odpowiedzi</p>"
        self.assertEqual(self.desk().get_request(record.id)["answer_text"], "")
        record.with_user(self.users["osiedle_user"]).action_answered("Dwie ławki.")
        seen = self.desk().get_request(record.id)
        self.assertIn("Dwie ławki", seen["answer_text"])
        with self.assertRaises(UserError):
            self.desk().submit_request({"subject": "Ławki", "text": ""})

    def test_opinion_money_meetings_sessions(self):
        asked = self.make_request(direction="city_to_unit", subject="Nazwa ulicy")
        asked.action_register()
        with self.assertRaises(ValidationError):
            self.desk().give_opinion(asked.id, "accepted", "tak")
        self.assertEqual(self.desk().give_opinion(asked.id, "negative", "Jesteśmy przeciw."), {"on_time": True})
        with self.assertRaises(UserError):
            self.desk().give_opinion(asked.id, "positive", "A jednak.")
        self.make_budget()
        [budget] = self.desk().my_money(2026)
        self.assertEqual((budget["left"], len(budget["lines"])), ("10000.00", 2))
        self.assertEqual(self.desk().my_unit()["left"], "10000.00")
        self.assertEqual(self.desk(self.stranger).my_money(), [])
        self.assertEqual((self.desk().my_meetings(), self.desk().my_duties(), self.desk().my_sessions()), ([], [], []))

    def test_nobody_reaches_another_unit(self):
        resolution, request = self.make_resolution(), self.make_request()
        resolution.action_receive()
        request.action_register()
        for user in (self.stranger, self.users["clerk"]):
            for verb, record in (("get_resolution", resolution), ("get_request", request)):
                with self.assertRaises(AccessError):
                    getattr(self.desk(user), verb)(record.id)
        with self.assertRaises(AccessError):
            self.desk(self.stranger).submit_request({"subject": "x", "text": "y", "resolution_id": resolution.id})
        self.assertEqual(self.desk(self.stranger).my_requests(), [])
        # whose function has ended is no chair any more
        self.unit._holders("board_chair").sudo().date_to = "2026-01-31"
        with self.assertRaises(AccessError):
            self.desk().my_requests()

    def test_portal_users_have_no_right_to_any_record(self):
        for model in sorted(name for name in self.env.registry if name.startswith("biuro.wybory.")):
            Model = self.env[model].with_user(self.chair)
            if Model._abstract:
                continue
            for operation in ("read", "write", "create", "unlink"):
                self.assertFalse(Model.has_access(operation), f"{model} {operation}")


@tagged("post_install", "-at_install")
class TestUnitPortalPages(ServiceWorld, AxeCase):
    """Pages of boards over HTTP and RPC, the public pages, and WCAG 2.1 AA of both by axe in a real browser."""

    test_axe_finds_a_fault = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_service()
        cls.resolution = cls.make_resolution()
        cls.resolution.action_receive()
        cls.request = cls.make_request()
        cls.request.action_register()
        cls.asked = cls.make_request(direction="city_to_unit", subject="Nazwa ulicy")
        cls.asked.action_register()
        cls.make_budget()

    def check(self, page, login):
        self.browser_js(page, self.axe.replace("PREPARE", ""), login=login,
                        error_checker=lambda text: "status of 4" not in text)

    def test_pages_of_the_own_unit_only(self):
        self.authenticate("prezes1", "prezes1")
        for path, text in (("", "Śródmieście"), ("/wnioski", "Ławki w parku"), ("/uchwaly", "Plac zabaw"),
                           ("/srodki", "10\u00a0000,00 zł"), ("/posiedzenia", ""), ("/sesje", ""),
                           (f"/wnioski/{self.request.id}", "Prosimy o pięć ławek"),
                           (f"/uchwaly/{self.resolution.id}", "1/I/2026")):
            answer = self.url_open(f"/my/osiedle{path}")
            self.assertEqual(answer.status_code, 200, path)
            self.assertIn(text, answer.text)
        self.assertNotIn("Zatorze", self.url_open("/my/osiedle").text)
        self.authenticate("prezes2", "prezes2")
        for path in (f"/wnioski/{self.request.id}", f"/uchwaly/{self.resolution.id}", "/wnioski/0", "/plik/1"):
            self.assertEqual(self.url_open(f"/my/osiedle{path}").status_code, 404, path)
        self.assertNotIn("Ławki w parku", self.url_open("/my/osiedle/wnioski").text)
        self.authenticate("clerk", "clerk")
        self.assertEqual(self.url_open("/my/osiedle/wnioski").status_code, 403)

    def test_over_rpc(self):
        self.authenticate("prezes2", "prezes2")
        with mute_logger("odoo.http"):
            for model, verb, args in (
                ("biuro.wybory.osiedle.request", "read", [[self.request.id], ["subject"]]),
                ("biuro.wybory.osiedle.resolution", "search_read", [[], ["title"]]),
                ("biuro.wybory.osiedle.candidate", "search_read", [[], []]),
                ("biuro.wybory.osiedle.desk", "get_request", [self.request.id]),
                ("biuro.wybory.osiedle.budget", "action_close", [[1]]),
            ):
                with self.assertRaises(JsonRpcException):
                    self.make_jsonrpc_request("/web/dataset/call_kw", {
                        "model": model, "method": verb, "args": args, "kwargs": {}})
        self.authenticate("prezes1", "prezes1")
        found = self.make_jsonrpc_request("/web/dataset/call_kw", {
            "model": "biuro.wybory.osiedle.desk", "method": "my_requests", "args": [], "kwargs": {}})
        self.assertEqual(len(found), 2)

    def test_form_keeps_what_was_typed(self):
        self.authenticate("prezes1", "prezes1")
        token = self.url_open("/my/osiedle/wnioski/nowy").text.split('name="csrf_token" value="')[1].split('"')[0]
        answer = self.url_open("/my/osiedle/wnioski/zloz", data={
            "csrf_token": token, "subject": "Bez treści", "text": ""}, allow_redirects=False)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("Bez treści", answer.text)
        answer = self.url_open("/my/osiedle/wnioski/zloz", data={
            "csrf_token": token, "subject": "Latarnie", "text": "Przy ul. Polnej."}, allow_redirects=False)
        self.assertEqual(answer.status_code, 303)

    def test_public_pages(self):
        self.unit.sudo().phone = "24 000 00 01"
        page = self.url_open("/bip/osiedla").text
        self.assertIn("Śródmieście", page)
        self.assertIn(self.chair.name, page)
        item = self.url_open(f"/bip/osiedla/{self.unit.id}").text
        # not published: neither the resolution nor the request
        self.assertNotIn("Plac zabaw", item)
        self.assertNotIn("Ławki w parku", item)
        self.assertNotIn("prezes1@osiedla.example", item)
        self.resolution.action_publication_prepare()
        publication = self.resolution.publication_ids.sudo()
        publication.action_submit()
        publication.finding_ids.filtered(lambda one: one.decision == "open").with_user(
            self.users["manager"]).action_leave("dane funkcyjne")
        publication.with_user(self.users["manager"]).action_check()
        publication.with_user(self.users["manager"]).action_publish()
        self.assertIn("Plac zabaw", self.url_open(f"/bip/osiedla/{self.unit.id}").text)
        data = self.url_open("/bip/osiedla/uchwaly.json").json()
        self.assertEqual([row["number"] for row in data["items"] if row["unit"] == "Śródmieście"], ["1/I/2026"])
        for name in ("jednostki", "sklad", "dyzury", "protokoly", "wnioski"):
            self.assertEqual(self.url_open(f"/bip/osiedla/{name}.json").status_code, 200)
            self.assertTrue(self.url_open(f"/bip/osiedla/{name}.csv").text.startswith("\ufeff"))
        self.assertEqual(self.url_open("/bip/osiedla/0").status_code, 404)

    def test_axe(self):
        self.browser_size = "390x844"
        for page in ("", "/wnioski", "/wnioski/nowy", f"/wnioski/{self.asked.id}", "/uchwaly/nowa",
                     f"/uchwaly/{self.resolution.id}", "/srodki", "/posiedzenia", "/sesje", "/wnioski/0"):
            with self.subTest(page=page):
                self.check(f"/my/osiedle{page}", "prezes1")
        for page in ("/bip/osiedla", f"/bip/osiedla/{self.unit.id}", f"/bip/osiedla/{self.unit.id}?contrast=high"):
            with self.subTest(page=page):
                self.check(page, None)


@tagged("post_install", "-at_install")
class TestServicePrints(ServiceCase):
    def html(self, report, records):
        return self.env["ir.actions.report"].sudo()._render_qweb_html(
            f"biuro_wybory.{report}", records.ids)[0].decode()

    def test_all_lists(self):
        resolution, request = self.make_resolution(adopted_date=office_today()), self.make_request()
        resolution.action_receive()
        request.action_register()
        self.make_budget(year=office_today().year)
        Book = self.env["biuro.wybory.osiedle.book"].with_user(self.users["osiedle_user"])
        for kind, text in (("councils", self.chair.name), ("resolutions", "Plac zabaw"), ("requests", "Ławki"),
                           ("reminders", "Brak pozycji"), ("money", "Zadanie 1"), ("yearly", "Śródmieście")):
            book = Book.create({"kind": kind, "unit_ids": [(6, 0, self.unit.ids)]})
            with self.subTest(kind=kind):
                shown = self.html("report_osiedle_book", book)
                self.assertIn(text, shown)
                self.assertTrue(book.export_file("xlsx")["content"])

    def test_forms(self):
        request = self.make_request()
        request.action_register()
        self.assertIn("Ławki w parku", self.html("report_osiedle_request", request))
        budget = self.make_budget()
        self.assertIn("Zadanie 2", self.html("report_osiedle_budget", budget))
        self.env["biuro.wybory.osiedle.duty"].create({
            "unit_id": self.unit.id, "partner_ids": [(6, 0, self.chair.partner_id.ids)], "place": "Szkoła nr 3",
            "start": "2027-03-08 16:00:00", "stop": "2027-03-08 18:00:00"})
        poster = self.html("report_osiedle_poster", self.unit)
        self.assertIn("17:00", poster)
        self.assertIn("8.03.2027", poster)
        policy = self.env["biuro.wybory.osiedle.insurance"].create({
            "number": "1/2026", "kind": "nnw", "date_from": "2026-01-01", "date_to": "2026-12-31"})
        policy.action_insure_boards()
        self.assertIn(self.chair.name, self.html("report_osiedle_insured", policy))
        meeting = self.env["biuro.wybory.osiedle.meeting"].create({
            "unit_id": self.unit.id, "start": "2026-03-02 17:00:00", "place": "Szkoła nr 3",
            "agenda_ids": [(0, 0, {"title": "Plac zabaw"})]})
        meeting.action_notify("2026-02-20")
        self.assertIn("Śródmieście 04", self.html("report_osiedle_attendance", meeting))
        term = self.make_term()
        session = self.make_session(term, start="2027-03-25 08:00:00")
        labels = self.html("report_session_unit_labels", session)
        self.assertIn("ul. Śródmieściea 1", labels)
        self.assertIn(self.chair.name, labels)
