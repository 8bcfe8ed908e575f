import csv
import io
import json
from unittest.mock import patch

from lxml import etree, html

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.test_bip import TestBipAccessibility as AxeCase

from ..controllers.bip_rada_lists import FEEDS
from ..models.biuro_rada_statistic_mixin import MEASURES
from .common import RadaCase, RadaWorld

CANARY = "Kanarkowska"
DAY = "2025-03-26"


class PublicWorld(RadaWorld):
    """A council with two clubs, a session with an open and a secret vote, registers published and not."""

    @classmethod
    def build_council(cls):
        cls.env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "0")
        cls.term = cls.make_term()
        cls.councillors = cls.make_councillors(cls.term, 23)
        cls.term.action_activate()
        cls.councillors[0].write({"public_email": "radna@example.com", "consent_note": "tak"})
        cls.councillors[0].partner_id.write({
            "email": f"{CANARY}@example.com", "phone": f"600 {CANARY}", "street": f"{CANARY}a 3"})
        for name, members in (("Klub Pierwszy", cls.councillors[:5]), ("Klub Drugi", cls.councillors[5:9])):
            club = cls.env["biuro.rada.club"].create({
                "name": name, "short_name": name[-3:], "term_id": cls.term.id, "date_from": "2024-05-08",
                "member_ids": [Command.create({"councillor_id": one.id, "date_from": "2024-05-08"}) for one in members],
            })
            club.action_activate()
        cls.sitting = cls.make_session(cls.term, start=f"{DAY} 08:00:00", agenda_item_ids=[
            Command.create({"number": "1", "title": "Otwarcie sesji", "item_type": "opening"}),
            Command.create({"number": "2", "title": "Uchwała w sprawie parku", "item_type": "draft", "sequence": 20}),
            Command.create({"number": "3", "title": f"Sprawa {CANARY}", "is_confidential": True, "sequence": 30,
                            "confidential_basis": "ustawa o ochronie informacji niejawnych art. 1"}),
        ])
        # sudo: own models - a session of the past is made at once in the state it was left in
        values = {"state": "closed", "number_int": 11, "statutory_members": 23}
        cls.sitting.sudo().write(values)
        cls.env["biuro.rada.attendance"].sudo().create([
            {"session_id": cls.sitting.id, "councillor_id": one.id, "note": f"choroba {CANARY}",
             "status": "present" if place < 20 else "excused"}
            for place, one in enumerate(cls.councillors)
        ])
        cls.vote = cls.make_vote(1, "w sprawie parku", cls.sitting.agenda_item_ids[1],
                                 ["yes"] * 4 + ["no"] * 5 + ["yes"] * 8 + ["abstain"] * 3 + ["absent"] * 3)
        cls.hidden_vote = cls.make_vote(2, f"w sprawie {CANARY}", cls.sitting.agenda_item_ids[2], ["yes"] * 23)
        cls.secret = cls.make_vote(3, "wybór wiceprzewodniczącego", cls.sitting.agenda_item_ids[1], [],
                                   ballot="secret", majority="absolute", yes=12, entitled_count=23, present_count=20)
        cls.env["biuro.rada.vote.option"].sudo().create({"vote_id": cls.secret.id, "name": "Jan Kandydat", "votes": 12})
        cls.env["biuro.rada.statistic"].sudo()._refresh_sessions(cls.sitting.ids)
        cls.build_registers()

    @classmethod
    def make_vote(cls, number, subject, item, choices, **values):
        counts = {name: choices.count(name) for name in ("yes", "no", "abstain", "not_voting", "excluded", "absent")}
        present = len(choices) - counts["absent"]
        vote = cls.env["biuro.rada.vote"].sudo().create({
            "session_id": cls.sitting.id, "agenda_item_id": item.id, "number": number, "subject": subject,
            "state": "closed", "statutory_members": 23, "entitled_count": len(choices), "present_count": present,
            "result": "adopted", "reasons": [{"text": "za 12, przeciw 5: przyjęto", "article": "u.s.g. art. 14"}],
            **counts, **values,
        })
        cls.env["biuro.rada.vote.ballot"].sudo().create([
            {"vote_id": vote.id, "councillor_id": one.id, "position": place, "value": choice}
            for place, (one, choice) in enumerate(zip(cls.councillors, choices, strict=False), 1)
        ])
        return vote

    @classmethod
    def publish_record(cls, record, title, body="<p>Treść opublikowana</p>", publish=True):
        """Publish a record by the verbs, checked by a second person."""
        publication = cls.env["biuro.publication"].with_user(cls.users["clerk"]).create({
            "name": title, "body": body, "category_id": cls.env["biuro.publication.category"].search([], limit=1).id,
            "made_by": "Rada Miasta", "made_on": DAY,
        })
        publication.sudo().write({"res_model": record._name, "res_id": record.id})
        if publish:
            publication.action_submit()
            checked = publication.with_user(cls.users["manager"])
            checked.finding_ids.filtered(lambda finding: finding.decision == "open").action_leave("dane urzędu")
            checked.action_check()
            checked.action_publish()
        return publication

    @classmethod
    def build_registers(cls):
        Draft, Resolution, Act, Asked = (
            cls.env[f"biuro.rada.{name}"].sudo() for name in ("draft", "resolution", "act", "interpellation"))
        cls.drafts = Draft.create([
            {"title": f"w sprawie {name}", "term_id": cls.term.id, "received_date": DAY, "number": name,
             "body": f"<p>{CANARY}</p>", "session_id": cls.sitting.id}
            for name in ("parku", CANARY)
        ])
        cls.resolutions = Resolution.create([
            {"title": f"w sprawie {title}", "term_id": cls.term.id, "date_adopted": DAY, "seq": seq,
             "number": f"XI/{seq}/2025", "body": f"<p>{CANARY}</p>", "session_id": cls.sitting.id,
             "in_force_rule": "adoption", "state": "in_force"}
            for seq, title in ((101, "parku"), (102, CANARY), (103, "ławek"))
        ])
        cls.env["biuro.rada.resolution.relation"].sudo().create({
            "resolution_id": cls.resolutions[2].id, "kind": "repeals", "target_id": cls.resolutions[0].id})
        issuer = cls.employees["management"]
        cls.acts = Act.create([
            {"title": f"w sprawie {title}", "date": DAY, "issuer_id": issuer.id, "legal_basis": "u.s.g. art. 30",
             "in_force_from": DAY, "state": "issued", "register_ref": f"{number}/2025", "body": f"<p>{CANARY}</p>"}
            for number, title in ((7, "regulaminu"), (8, CANARY))
        ])
        cls.asked = Asked.create([
            {"subject": f"w sprawie {title}", "term_id": cls.term.id, "submitted_date": DAY, "kind": kind,
             "author_ids": [Command.set(cls.councillors[:2].ids)], "facts": f"<p>{CANARY}</p>",
             "register_ref": f"INT/{number}/2025", "state": "replied"}
            for number, title, kind in ((1, "oświetlenia", "interpellation"), (2, CANARY, "question"))
        ])
        cls.published = {
            "draft": cls.publish_record(cls.drafts[0], "Druk: park"),
            "resolution": cls.publish_record(cls.resolutions[0], "Uchwała w sprawie parku miejskiego"),
            "act": cls.publish_record(cls.acts[0], "Zarządzenie w sprawie regulaminu"),
            "asked": cls.publish_record(cls.asked[0], "Interpelacja w sprawie oświetlenia"),
        }
        cls.publish_record(cls.resolutions[1], f"Uchwała {CANARY}", publish=False)
        start = cls.env["biuro.bip"]._local(cls.env.cr.now()).strftime("%Y-%m-%d")
        cls.env["biuro.rada.duty"].sudo().create([
            {"councillor_ids": [Command.set(cls.councillors[0].ids)], "start": f"{start} 22:00:00",
             "stop": f"{start} 22:30:00", "place": "Ratusz, pok. 12"},
            {"councillor_ids": [Command.set(cls.councillors[1].ids)], "start": f"{start} 22:00:00",
             "stop": f"{start} 22:30:00", "place": f"u {CANARY}", "is_published": False},
        ])
        cls.env["biuro.rada.statistic"].sudo()._refresh_interpellations()
        cls.plan = cls.env["biuro.rada.workplan"].create({
            "term_id": cls.term.id, "year": 2025, "basis": "uchwała nr IX/1/2025", "adopted_on": DAY,
            "line_ids": [Command.create({"period": "05", "topic": "Raport o stanie miasta", "responsible": "Prezydent",
                                         "note": CANARY})],
        })
        cls.plan.action_adopt()
        cls.env["biuro.rada.workplan"].create({"term_id": cls.term.id, "year": 2026, "line_ids": [
            Command.create({"period": "05", "topic": CANARY})]})
        committee = cls.env["biuro.rada.committee"].create(
            {"name": "Komisja Oświaty", "term_id": cls.term.id, "scope": "oświata", "date_from": "2024-05-08"})
        cls.reports = cls.env["biuro.rada.body.report"].create([
            {"term_id": cls.term.id, "committee_id": committee.id, "date_from": "2024-05-08", "date_to": "2024-12-31",
             "text": f"<p>{CANARY}</p>"} for _place in range(2)])
        cls.reports[0].action_submit("2025-01-20")


class PublicCase(PublicWorld, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.build_council()

    def get(self, path, method="GET", **headers):
        self.opener.cookies.clear()
        return self.opener.request(method, self.base_url() + path, timeout=30, headers=headers, allow_redirects=False)

    def data(self, path):
        response = self.get(path)
        self.assertEqual(response.status_code, 200, path)
        return json.loads(response.text)

    @property
    def lists(self):
        return (
            "sesje", "glosowania", "projekty", "uchwaly", "interpelacje", "dyzury", "zarzadzenia", "czlonkostwa",
            "diety", "plany", "sprawozdania", "raporty",
        )

    @property
    def items(self):
        return (
            f"/bip/rada/sesje/{self.sitting.id}", f"/bip/rada/glosowania/{self.vote.id}",
            f"/bip/rada/glosowania/{self.secret.id}", f"/bip/rada/radni/{self.councillors[0].id}",
            f"/bip/rada/uchwaly/{self.resolutions[0].id}", f"/bip/rada/uchwaly/{self.resolutions[1].id}",
            f"/bip/rada/interpelacje/{self.asked[0].id}", f"/bip/rada/plany/{self.plan.id}",
        )


@tagged("post_install", "-at_install")
class TestPublicPages(PublicCase):
    def test_every_page_without_login_and_cookie(self):
        paths = ["/bip/rada", "/bip/rada/radni", "/bip/rada/radni.json", "/bip/rada/radni.csv"]
        for name in self.lists:
            paths += [f"/bip/rada/{name}", f"/bip/rada/{name}.json", f"/bip/rada/{name}.csv"]
        paths += [f"/bip/rada/{name}.atom" for name in ("sesje", "glosowania", "uchwaly", "interpelacje", "projekty")]
        for item in self.items:
            paths += [item, f"{item}.json"]
        paths += [f"{self.items[0]}/druk", f"{self.items[1]}/druk", f"{self.items[1]}.csv"]
        for path in paths:
            with self.subTest(path=path):
                response = self.get(path)
                self.assertEqual(response.status_code, 200, response.text[:300])
                self.assertNotIn("Set-Cookie", response.headers)
                self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
                etag = response.headers["ETag"]
                self.assertEqual(self.get(path, **{"If-None-Match": etag}).status_code, 304)
                self.assertEqual(self.get(path, "HEAD").content, b"")
                self.assertNotIn(self.get(path, "POST").status_code, (200, 500))
        self.assertIn("/bip/rada", self.get("/bip").text)
        self.assertNotIn("rada.css", self.get("/bip").text)

    def test_what_is_not_published_does_not_leave(self):
        """The canary stands in private fields, in unpublished titles and in an item closed to the public."""
        paths = ["/bip/rada", "/bip/rada/radni", "/bip/rada/radni.json", "/bip/rada/radni.csv"]
        for name in self.lists:
            paths += [f"/bip/rada/{name}", f"/bip/rada/{name}.json", f"/bip/rada/{name}.csv"]
        paths += [f"/bip/rada/{name}.atom" for name in FEEDS]
        for item in self.items:
            paths += [item, f"{item}.json"]
        paths += [f"{self.items[0]}/druk", f"{self.items[1]}.csv"]
        for path in paths:
            with self.subTest(path=path):
                page = self.get(path)
                self.assertEqual(page.status_code, 200)
                self.assertNotIn(CANARY.lower(), page.text.lower())
        # neither does a search tell that it is there
        for name in ("sesje", "glosowania", "projekty", "uchwaly", "interpelacje", "zarzadzenia"):
            with self.subTest(name=name):
                self.assertEqual(self.data(f"/bip/rada/{name}.json?q={CANARY}")["items"], [])
        for path in (f"/bip/rada/glosowania/{self.hidden_vote.id}", f"/bip/rada/interpelacje/{self.asked[1].id}"):
            for tail in ("", ".json"):
                self.assertEqual(self.get(path + tail).status_code, 404)
        # why somebody was absent is nobody's business
        absent = self.data(f"/bip/rada/sesje/{self.sitting.id}.json")["attendance"]
        self.assertEqual({tuple(sorted(one)) for one in absent}, {("club", "id", "name", "present", "url")})

    def test_broadcast_and_recording(self):
        """The transmission and the recording are found in the bulletin (u.s.g. art. 20 ust. 1b)."""
        address = f"/bip/rada/sesje/{self.sitting.id}"
        self.sitting.sudo().stream_url = "https://film.example/na-zywo"
        self.assertIn('href="https://film.example/na-zywo"', self.get(address).text)
        recording = self.env["biuro.rada.recording"].sudo().create(
            {"session_id": self.sitting.id, "started_at": f"{DAY} 08:00:00", "url": "https://film.example/11"})
        self.assertIn('href="https://film.example/11"', self.get(address).text)
        row = self.data(f"{address}.json")
        self.assertEqual(
            (row["stream_url"], row["recording_url"]), ("https://film.example/na-zywo", "https://film.example/11"))
        self.assertIn("https://film.example/11", self.get("/bip/rada/sesje.csv").text)
        recording.url = "javascript:alert(1)"
        self.assertNotIn("javascript", self.get(address).text)

    def publish_prepared(self, record):
        """Publish what the verb of the record prepared, checked by a second person."""
        record.with_user(self.users["rada_user"]).action_publication_prepare()
        publication = self.env["biuro.publication"].search(
            [("res_model", "=", record._name), ("res_id", "=", record.id)], order="id desc", limit=1)
        publication.with_user(self.users["rada_user"]).action_submit()
        checked = publication.with_user(self.users["manager"])
        checked.finding_ids.filtered(lambda finding: finding.decision == "open").action_leave("dane urzędu")
        checked.action_check()
        checked.action_publish()
        return publication

    def attach(self, item, name):
        """Return a file added to the materials of an item by the office of the council."""
        file = self.env["ir.attachment"].with_user(self.users["rada_user"]).create(
            {"name": name, "raw": b"Tresc materialu."})
        item.with_user(self.users["rada_user"]).attachment_ids = [Command.link(file.id)]
        return file

    def test_materials_of_items(self):
        """Files of an item are public once published with it or with its draft, never those of a closed item."""
        address = f"/bip/rada/sesje/{self.sitting.id}.json"
        first, second, closed = self.sitting.agenda_item_ids
        file = self.attach(first, "informacja.txt")
        self.attach(closed, "tajne.txt")
        self.assertEqual([row["materials"] for row in self.data(address)["agenda"]], [[], [], []])
        self.assertEqual(self.get(f"/web/content/{file.id}").status_code, 404)
        with self.assertRaisesRegex(UserError, "closes this item"):
            closed.with_user(self.users["rada_user"]).action_publication_prepare()
        with self.assertRaisesRegex(UserError, "no materials"):
            second.with_user(self.users["rada_user"]).action_publication_prepare()
        self.publish_prepared(first)
        [shown], none, hidden = [row["materials"] for row in self.data(address)["agenda"]]
        self.assertEqual((shown["name"], none, hidden), ("informacja.txt", [], []))
        self.assertEqual(self.get(shown["url"]).content, b"Tresc materialu.")
        self.assertIn(shown["url"], self.get(f"/bip/rada/sesje/{self.sitting.id}").text)
        # sudo: own models - the item takes the draft as it would on an agenda being prepared
        draft = self.drafts[1].sudo()
        draft.write({"state": "on_agenda", "agenda_item_id": second.id})
        second.sudo().draft_id = draft
        self.attach(second, "mapa.txt")
        draft.write({"title": "w sprawie placu", "body": "<p>§ 1.</p>"})
        self.publish_prepared(draft)
        self.assertEqual(
            [row["name"] for row in self.data(address)["agenda"][1]["materials"]], ["mapa.txt"], "with its draft")

    def test_plans_reports_and_the_state_of_the_city(self):
        [plan] = self.data("/bip/rada/plany.json")["items"]
        self.assertEqual((plan["year"], plan["topics"], plan["basis"]), (2025, 1, "uchwała nr IX/1/2025"))
        [line] = self.data(f"/bip/rada/plany/{self.plan.id}.json")["lines"]
        self.assertEqual((line["topic"], line["responsible"]), ("Raport o stanie miasta", "Prezydent"))
        self.assertIn("Raport o stanie miasta", self.get(f"/bip/rada/plany/{self.plan.id}").text)
        self.assertEqual(self.data("/bip/rada/plany.json?year=2024")["items"], [])
        [report] = self.data("/bip/rada/sprawozdania.json")["items"]
        self.assertEqual((report["committee"], report["title"]), ("Komisja Oświaty", ""))
        self.reports[0].sudo().text = "<p>Komisja spotkała się pięć razy.</p>"
        self.publish_prepared(self.reports[0])
        [report] = self.data("/bip/rada/sprawozdania.json")["items"]
        self.assertIn("Komisja Oświaty", report["title"])
        self.assertEqual(self.data("/bip/rada/raporty.json")["items"], [])
        # sudo: own models - a session of the past, its vote of confidence
        item = self.env["biuro.rada.agenda.item"].sudo().create(
            {"session_id": self.sitting.id, "title": "Raport o stanie miasta", "item_type": "state_report"})
        self.vote.sudo().write({"special": "confidence", "outcome": "granted", "majority": "absolute_statutory"})
        self.attach(item, "raport.txt")
        self.publish_prepared(item)
        [report] = self.data("/bip/rada/raporty.json")["items"]
        self.assertEqual((report["year"], len(report["files"]), report["discharge"]), (2024, 1, ""))
        self.assertTrue(report["confidence"])
        self.assertIn(report["publication_url"], self.get("/bip/rada/raporty").text)

    def test_memberships_and_allowances(self):
        partner = self.env["res.partner"].create({"name": "Związek Miast", "email": f"{CANARY}@example.com"})
        body = {"name": "Związek Miast", "short_name": "ZM", "purpose": "Współpraca", "partner_id": partner.id}
        member, _planned = self.env["biuro.rada.organization"].sudo().create([
            {**body, "state": "active", "accepted_on": "2025-01-01", "note": CANARY},
            {**body, "name": "Jeszcze nie", "state": "preparation"},
        ])
        self.env["biuro.rada.organization.delegate"].sudo().create({
            "organization_id": member.id, "partner_id": self.councillors[0].partner_id.id, "date_from": "2025-01-01",
            "basis": "uchwała nr 1"})
        [row] = self.data("/bip/rada/czlonkostwa.json")["items"]
        self.assertEqual((row["name"], row["since"]), ("Związek Miast", "2025-01-01"))
        self.assertEqual([one["name"] for one in row["delegates"]], [self.councillors[0].partner_id.name])
        self.assertIn("Związek Miast", self.get("/bip/rada/czlonkostwa").text)
        line = {"councillor_id": self.councillors[1].id, "state": "paid", "correction_reason": CANARY}
        self.env["biuro.rada.diet.line"].sudo().create([
            {**line, "month": "2025-01-01", "payable": 1000.5, "paid_on": "2025-02-05"},
            {**line, "month": "2025-02-01", "payable": 900, "paid_on": "2025-03-05"},
            {**line, "month": "2025-12-01", "payable": 800, "paid_on": "2026-01-05"},
            {**line, "month": "2026-01-01", "payable": 700, "paid_on": False, "state": "approved"},
        ])
        rows = self.data("/bip/rada/diety.json")["items"]
        self.assertEqual([(row["year"], row["paid"]) for row in rows], [(2026, "800.00"), (2025, "1900.50")])
        [row] = self.data("/bip/rada/diety.json?year=2025")["items"]
        self.assertEqual((row["name"], row["months"]), (self.councillors[1].display_name, 2))
        page = self.get("/bip/rada/diety").text + self.get("/bip/rada/diety.csv").text
        self.assertIn("1900.50", page)
        self.assertNotIn(CANARY, page + self.get("/bip/rada/czlonkostwa").text)

    def test_session_states(self):
        for state, code in (("draft", 404), ("convened", 200), ("cancelled", 200), ("closed", 200)):
            self.sitting.sudo().state = state
            with self.subTest(state):
                self.assertEqual(self.get(f"/bip/rada/sesje/{self.sitting.id}").status_code, code)
        self.sitting.sudo().is_rehearsal = True
        self.assertEqual(self.get(f"/bip/rada/sesje/{self.sitting.id}").status_code, 404)
        self.assertEqual(self.get(f"/bip/rada/glosowania/{self.vote.id}").status_code, 404)
        self.assertEqual(self.data("/bip/rada/glosowania.json")["items"], [])

    def test_vote_page(self):
        data = self.data(f"/bip/rada/glosowania/{self.vote.id}.json")
        self.assertEqual((data["yes"], data["no"], data["abstain"], data["absent"]), (12, 5, 3, 3))
        self.assertTrue(data["control_sum"]["ok"])
        self.assertEqual([club["name"] for club in data["clubs"]], ["Klub Pierwszy", "Klub Drugi", ""])
        self.assertEqual(data["clubs"][0]["counts"]["yes"], 4)
        self.assertEqual(len(data["names"]), 23)
        page = html.fromstring(self.get(f"/bip/rada/glosowania/{self.vote.id}").content)
        text = " ".join(page.text_content().split())
        for expected in ("za 12, przeciw 5: przyjęto", "u.s.g. art. 14", "Klub Pierwszy", "Nazwisko00 Imię0",
                         "zgadza się"):
            self.assertIn(expected, text)
        rows = list(csv.DictReader(io.StringIO(
            self.get(f"/bip/rada/glosowania/{self.vote.id}.csv").text.lstrip("\ufeff")), delimiter=";"))
        self.assertEqual((len(rows), rows[0]["value"], rows[4]["value"]), (23, "yes", "no"))
        secret = self.data(f"/bip/rada/glosowania/{self.secret.id}.json")
        self.assertEqual((secret["names"], secret["options"]), ([], [{"name": "Jan Kandydat", "votes": 12}]))

    def test_search_and_filters(self):
        self.assertEqual(len(self.data("/bip/rada/glosowania.json?q=parku")["items"]), 1)
        self.assertEqual(len(self.data("/bip/rada/glosowania.json?q=PARKU+sprawie")["items"]), 1)
        self.assertEqual(len(self.data("/bip/rada/glosowania.json?result=rejected")["items"]), 0)
        self.assertEqual(len(self.data(f"/bip/rada/glosowania.json?councillor={self.councillors[0].id}")["items"]), 1)
        self.assertEqual(len(self.data("/bip/rada/glosowania.json?year=2024")["items"]), 0)
        self.assertEqual(len(self.data(f"/bip/rada/sesje.json?body=council&term={self.term.id}")["items"]), 1)
        self.assertEqual(len(self.data("/bip/rada/sesje.json?body=committee")["items"]), 0)
        self.assertEqual(len(self.data("/bip/rada/sesje.json?q=otwarcie")["items"]), 1)
        self.assertEqual(len(self.data("/bip/rada/interpelacje.json?kind=question")["items"]), 0)
        self.assertIsNone(self.data("/bip/rada/glosowania.json")["next"])
        first = self.data("/bip/rada/glosowania.json?limit=1")
        self.assertIn("page=2", first["next"])
        self.assertEqual(len(self.data(first["next"])["items"]), 1)
        for query in ("year=abcd", "day=31.12.2026", "result=maybe", "page=0", "q=" + "x" * 201, "session=x",
                      "validity=x", "date_from=2026-13-01", "term=99999999999", "kind=%00"):
            for tail in ("", ".json", ".csv"):
                with self.subTest(query=query, tail=tail):
                    self.assertEqual(self.get(f"/bip/rada/glosowania{tail}?{query}").status_code, 400)
        for path in ("/bip/rada/inne", "/bip/rada/sesje/999999", "/bip/rada/radni/99999999999", "/bip/rada/uchwaly/0"):
            self.assertEqual(self.get(path).status_code, 404)
        self.assertEqual(self.get("/bip/rada/radni?day=x").status_code, 400)

    def test_register_of_resolutions(self):
        items = self.data("/bip/rada/uchwaly.json")["items"]
        self.assertEqual([item["number"] for item in items], ["XI/103/2025", "XI/102/2025", "XI/101/2025"])
        self.assertEqual([item["title"] for item in items], ["", "", "Uchwała w sprawie parku miejskiego"])
        self.assertEqual([item["validity"] for item in items], ["in_force", "in_force", "repealed"])
        before = self.data("/bip/rada/uchwaly.json?day=2025-03-01")["items"]
        self.assertEqual({item["validity"] for item in before}, {"not_yet"})
        self.assertEqual(len(self.data("/bip/rada/uchwaly.json?validity=repealed&day=2026-01-01")["items"]), 1)
        self.assertEqual(len(self.data("/bip/rada/uchwaly.json?validity=in_force&day=2026-01-01")["items"]), 2)
        self.assertEqual(len(self.data("/bip/rada/uchwaly.json?q=miejskiego")["items"]), 1)
        one = self.data(f"/bip/rada/uchwaly/{self.resolutions[0].id}.json")
        self.assertIn("Treść opublikowana", one["body"])
        self.assertEqual([row["number"] for row in one["concerned_by"]], ["XI/103/2025"])
        self.assertTrue(one["reasons"])
        # a withdrawn publication leaves the number alone
        self.published["resolution"].with_user(self.users["manager"]).sudo().version_ids.write({"is_current": False})
        one = self.data(f"/bip/rada/uchwaly/{self.resolutions[0].id}.json")
        self.assertEqual((one["title"], one["body"]), ("", ""))

    def test_interpellations_and_acts(self):
        [asked] = self.data("/bip/rada/interpelacje.json")["items"]
        self.assertEqual((asked["title"], asked["number"]), ("Interpelacja w sprawie oświetlenia", "INT/1/2025"))
        self.assertEqual(len(asked["councillors"]), 2)
        self.asked[1].sudo().write({"is_historical": True, "subject": "dawna sprawa", "is_withheld": True})
        self.assertEqual(len(self.data("/bip/rada/interpelacje.json")["items"]), 1)
        self.asked[1].sudo().is_withheld = False
        self.assertEqual(len(self.data("/bip/rada/interpelacje.json?q=dawna")["items"]), 1)
        self.assertEqual(
            len(self.data(f"/bip/rada/interpelacje.json?councillor={self.councillors[1].id}")["items"]), 2)
        acts = self.data("/bip/rada/zarzadzenia.json")["items"]
        self.assertEqual([act["title"] for act in acts if act["number"] in ("7/2025", "8/2025")],
                         ["", "Zarządzenie w sprawie regulaminu"])
        [duty] = self.data("/bip/rada/dyzury.json")["items"]
        self.assertEqual(duty["place"], "Ratusz, pok. 12")

    def test_composition_on_a_day(self):
        today = self.data("/bip/rada/radni.json?day=2025-03-26")
        self.assertEqual((len(today["councillors"]), today["vacancies"], len(today["clubs"])), (23, 0, 2))
        self.assertEqual(today["councillors"][0]["email"], "radna@example.com")
        self.councillors[5].action_expire("death", "2025-06-01", "commissioner", "postanowienie 1/2025")
        later = self.data("/bip/rada/radni.json?day=2025-07-01")
        self.assertEqual((len(later["councillors"]), later["vacancies"]), (22, 1))
        self.assertEqual(len(self.data("/bip/rada/radni.json?day=2025-03-26")["councillors"]), 23)
        self.assertEqual(self.data("/bip/rada/radni.json?day=2000-01-01")["councillors"], [])

    def test_etag_changes_with_what_is_public(self):
        path = f"/bip/rada/sesje/{self.sitting.id}"
        etag = self.get(path).headers["ETag"]
        self.env.cr.execute("UPDATE biuro_rada_session SET write_date = write_date + interval '1 second' WHERE id = %s",
                            [self.sitting.id])
        self.assertNotEqual(self.get(path).headers["ETag"], etag)

    def test_atom(self):
        for name in ("sesje", "glosowania", "uchwaly", "interpelacje", "projekty", "zarzadzenia"):
            tree = etree.fromstring(self.get(f"/bip/rada/{name}.atom").content)
            self.assertTrue(tree.findall("{http://www.w3.org/2005/Atom}entry"), name)
        self.assertEqual(self.get("/bip/rada/dyzury.atom").status_code, 404)

    def test_rate_limit(self):
        self.env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "1")
        with patch("odoo.addons.biuro_kancelaria.controllers.rate_limit._count", return_value=7):
            for path in ("/bip/rada", "/bip/rada/glosowania", "/bip/rada/glosowania.json", self.items[0],
                         "/bip/rada/radni.csv", "/bip/rada/sesje.atom", f"{self.items[1]}/druk"):
                response = self.get(path)
                self.assertEqual((response.status_code, response.headers["Retry-After"]), (429, "7"), path)


@tagged("post_install", "-at_install")
class TestPublicQueries(PublicWorld, RadaCase):
    """The number of queries does not follow the number of rows, and the sums are right."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_council()

    def test_no_query_per_row(self):
        council = self.env["biuro.rada.bip"].with_user(self.env.ref("base.public_user"))
        values, _errors = council._parse({})

        def cost(work):
            work()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            work()
            return self.env.cr.sql_log_count - before

        works = {
            "votes": lambda: council._votes(values), "vote": lambda: council._vote(self.vote.id),
            "session": lambda: council._session(self.sitting.id), "resolutions": lambda: council._resolutions(values),
            "interpellations": lambda: council._interpellations(values),
            "composition": lambda: council._composition(values["day"]),
            "councillor": lambda: council._councillor(self.councillors[0].id, values),
        }
        before = {name: cost(work) for name, work in works.items()}
        for number in range(10, 25):
            self.make_vote(number, f"kolejne {number}", self.sitting.agenda_item_ids[1], ["yes"] * 23)
        self.env["biuro.rada.resolution"].sudo().create([
            {"title": "x", "term_id": self.term.id, "date_adopted": DAY, "seq": seq, "number": f"XI/{seq}/2025"}
            for seq in range(201, 220)
        ])
        self.asked.sudo().is_historical = True
        after = {name: cost(work) for name, work in works.items()}
        for name, count in before.items():
            with self.subTest(name):
                self.assertLessEqual(after[name], count + 2)

    def test_sums_of_councillors(self):
        sums = self.env["biuro.rada.statistic"].with_user(self.users["clerk"]).of_councillors(self.councillors.ids)
        first, rebel, away = (sums[str(self.councillors[place].id)] for place in (0, 4, 22))
        # two named votes of the session; the secret one has no names
        self.assertEqual((first["session_count"], first["attended"], first["vote_count"], first["yes"]), (1, 1, 2, 2))
        self.assertEqual((first["club_votes"], first["with_club"]), (2, 2))
        # the fifth of the first club voted against it once: four of five were for
        self.assertEqual((rebel["club_votes"], rebel["with_club"], rebel["no"]), (2, 1, 1))
        self.assertEqual((away["attended"], away["absent"], away["club_votes"]), (0, 1, 0))
        self.assertEqual((first["interpellation_count"], first["question_count"], first["replied_count"]), (1, 1, 2))
        rows = self.env["biuro.rada.statistic"]._read_group(
            [("session_id", "=", self.sitting.id)], [], ["vote_count:sum", "yes:sum"])
        ballots = self.env["biuro.rada.vote.ballot"].search([("session_id", "=", self.sitting.id)])
        self.assertEqual(rows[0], (len(ballots), len(ballots.filtered(lambda line: line.value == "yes"))))
        # made twice, they are the same
        self.env["biuro.rada.statistic"].sudo()._refresh_sessions(self.sitting.ids)
        self.env["biuro.rada.statistic"].sudo()._cron_refresh()
        again = self.env["biuro.rada.statistic"].of_councillors(self.councillors.ids)
        self.assertEqual(again, sums)

    def test_closing_a_session_makes_the_sums(self):
        session = self.make_session(self.term, start="2025-05-28 08:00:00")
        session.action_convene()
        session.action_start()
        session.attendance_ids.action_check_in()
        session.agenda_item_ids.action_postpone()
        session.action_close()
        rows = self.env["biuro.rada.statistic"].search([("session_id", "=", session.id)])
        self.assertEqual((len(rows), sum(rows.mapped("attended"))), (23, 23))

    def test_years_are_the_sums_of_their_rows(self):
        Statistic, Year = self.env["biuro.rada.statistic"].sudo(), self.env["biuro.rada.statistic.year"].sudo()

        def expected():
            return {
                (one.id, day.year): sums for one, day, *sums in Statistic._read_group(
                    [("body_type", "!=", "committee")], ["councillor_id", "day:year"],
                    [f"{name}:sum" for name in MEASURES])
            }

        def kept():
            return {(row.councillor_id.id, row.year): [row[name] for name in MEASURES] for row in Year.search([])}

        self.assertTrue(kept())
        self.assertEqual(kept(), expected())
        # a session of another year, then one that is none any more
        session = self.make_session(self.term, start="2024-11-28 08:00:00")
        session.action_convene()
        session.action_start()
        session.attendance_ids.action_check_in()
        session.agenda_item_ids.action_postpone()
        session.action_close()
        one = self.councillors[0]
        self.assertEqual(Year.search([("councillor_id", "=", one.id), ("year", "=", 2024)]).attended, 1)
        self.assertEqual(kept(), expected())
        self.env.cr.execute("UPDATE biuro_rada_session SET is_rehearsal = true WHERE id = %s", [session.id])
        session.invalidate_recordset()
        Statistic._refresh_sessions(session.ids)
        self.assertFalse(Year.search([("councillor_id", "=", one.id), ("year", "=", 2024)]))
        self.assertEqual(kept(), expected())
        Statistic._refresh_interpellations()
        self.assertEqual(kept(), expected())
        # the page says the same
        shown = self.env["biuro.rada.bip"]._councillor(one.id, self.env["biuro.rada.bip"]._parse({})[0])["years"]
        self.assertEqual({(one.id, row["year"]): [row[name] for name in MEASURES] for row in shown},
                         {key: sums for key, sums in expected().items() if key[0] == one.id})

    def test_lists_leave_out_what_is_not_public(self):
        """The keys by which votes are left out are those of the sessions that are not on the list of sessions."""
        council = self.env["biuro.rada.bip"]
        Session = self.env["biuro.rada.session"].sudo()
        prepared = self.make_session(self.term, start="2025-06-28 08:00:00")
        withheld = self.make_session(self.term, start="2025-06-29 08:00:00")
        withheld.action_convene()
        withheld.sudo().is_withheld = True
        company = self.env["res.company"].create({"name": "Inny urząd"})
        elsewhere = self.make_session(self.make_term(number="X", company_id=company.id), start="2025-06-30 08:00:00")
        hidden = set(council._hidden_sessions())
        self.assertLessEqual({prepared.id, withheld.id, elsewhere.id}, hidden)
        self.assertEqual(hidden, set(Session.search([]).ids) - set(Session.search(council._session_domain()).ids))


@tagged("post_install", "-at_install")
class TestPublicAccessibility(PublicWorld, AxeCase):
    """WCAG 2.1 AA by axe in a real browser."""

    test_axe_finds_a_fault = None

    def test_axe(self):
        self.build_council()
        items = PublicCase.items.fget(self)
        for page in (
            "/bip/rada", "/bip/rada/radni", "/bip/rada/sesje", "/bip/rada/glosowania?q=parku", "/bip/rada/uchwaly",
            "/bip/rada/interpelacje", "/bip/rada/dyzury", "/bip/rada/zarzadzenia", "/bip/rada/projekty", *items,
            "/bip/rada/glosowania?page=x", f"{items[1]}?contrast=high&size=larger", f"{items[0]}/druk",
            "/bip/rada/glosowania?q=nicnicnic",
        ):
            with self.subTest(page=page):
                self.check(page)
