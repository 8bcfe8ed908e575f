import csv
import io
import json
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.test_bip import TestBipAccessibility as AxeCase

from .common import SekretariatWorld
from .petitions_common import SCAN, MatterCase, MatterWorld

CANARY = "Kanarkowska"


class PublishedWorld(MatterWorld):
    @classmethod
    def publish_entry(cls, record, update=False):
        action = record.action_publication_update() if update else record.action_publication_prepare()
        publication = cls.env["biuro.publication"].browse(action["res_id"]).with_user(cls.users["clerk"])
        publication.action_submit()
        checked = publication.with_user(cls.users["manager"])
        checked.finding_ids.filtered(lambda finding: finding.decision == "open").action_leave("dane urzędu")
        checked.action_check()
        checked.action_publish()
        return publication


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 10:00:00")
class TestPetitionPublication(PublishedWorld, MatterCase):
    def test_whole_course(self):
        petition = self.petition()
        with self.assertRaises(UserError):
            petition.action_publication_prepare()  # no anonymised scan
        petition.public_scan = SCAN
        publication = self.publish_entry(petition)
        self.assertTrue(publication.is_public)
        self.assertFalse(petition.is_publication_due)
        self.assertIn("nie wyraził zgody", publication.body)
        self.assertEqual(publication.file_ids.mapped("name"), ["petycja.pdf"])
        version = publication.version_ids
        self.assertRecordValues(version, [{
            "petition_ref": petition.register_ref, "petition_filed": date(2026, 3, 2), "petition_state": "open",
        }])
        with freeze_time("2026-03-02 11:00:00"):
            petition.action_accept()
            self.assertTrue(petition.is_publication_due)
            self.assertEqual(publication.version_ids.mapped("petition_state"), ["open"], "saving publishes nothing")
            self.publish_entry(petition, update=True)
        self.assertFalse(petition.is_publication_due)
        self.assertEqual(publication.version_count, 2)
        self.assertIn("przewidywany termin", publication.body)
        with freeze_time("2026-03-02 12:00:00"):
            petition.action_settle("granted", "<p>Drzewa zostaną posadzone.</p>")
            self.publish_entry(petition, update=True)
        current = publication.version_ids.filtered("is_current")
        self.assertRecordValues(current, [{"petition_state": "settled", "petition_result": "granted"}])
        self.assertIn("Drzewa zostaną posadzone", current.body)
        self.assertEqual(len(publication.file_ids), 1, "the same scan is not added again")

    def test_name_with_consent_only(self):
        people = [(0, 0, {"name": f"Anna {CANARY}", "residence": "Przykładowa"}),
                  (0, 0, {"name": "Stowarzyszenie Park", "residence": "Przykładowa", "publish_name_consent": True})]
        petition = self.petition(petitioner_ids=people, public_scan=SCAN, interest="third_party",
                                 third_party_name="Zofia Sekretna", third_party_consent=True)
        values = petition._publication_values()
        self.assertIn("Stowarzyszenie Park oraz 1 podmiot bez zgody", values["body"])
        self.assertNotIn(CANARY, str(values))
        self.assertNotIn("Sekretna", str(values))
        publication = self.env["biuro.publication"].browse(petition.action_publication_prepare()["res_id"])
        publication = publication.with_user(self.users["clerk"])
        for field, text in (("body", f"<p>Wniosła {CANARY}</p>"), ("summary", f"{CANARY} Anna"),
                            ("name", f"Petycja: Anna {CANARY}"), ("body", "<p>dla Zofia Sekretna</p>")):
            with self.subTest(field=field, text=text):
                before = publication[field]
                publication[field] = text
                with self.assertRaisesRegex(UserError, "consent|zgody"):
                    publication.action_submit()
                publication[field] = before
        publication.action_submit()
        # consent makes the name public
        petition.petitioner_ids[:1].publish_name_consent = True
        self.assertIn(CANARY, petition._publication_values()["body"])
        self.assertTrue(petition.is_publication_due)

    def test_steps_of_the_clerk(self):
        petition = self.petition(public_scan=SCAN)
        Step = self.as_user("clerk")["biuro.sekretariat.petition.step"]
        step = Step.create({"petition_id": petition.id, "text": "Zasięgnięto opinii Wydziału Zieleni"})
        self.assertIn("Zasięgnięto opinii", petition._public_body())
        step.text = "Zasięgnięto opinii"
        petition.action_accept()
        with self.assertRaises(UserError):
            petition.public_log_ids.filtered("is_system").text = "co innego"
        with self.assertRaises(UserError):
            Step.create({"petition_id": petition.id, "text": "jutro", "date": "2026-03-03"})
        forged = Step.create({"petition_id": petition.id, "text": "x", "is_system": True})
        self.assertFalse(forged.is_system)

    def test_summary(self):
        first, second = self.petition(subject=f"Pierwsza {CANARY}x"), self.petition()
        first.action_accept()
        first.action_settle("granted", "Tak")
        self.petition(petitioner_ids=[]).action_unexamined("form")
        second.action_accept()
        Summary = self.as_user("citizens")["biuro.sekretariat.petition.summary"]
        with self.assertRaises(UserError):
            Summary.make_summary(2026)
        with freeze_time("2027-01-04 08:00:00"):
            self.env["biuro.sekretariat.petition.summary"]._cron_begin()
            self.env["biuro.sekretariat.petition.summary"]._cron_begin()
            summary = Summary.search([("year", "=", 2026), ("company_id", "=", self.env.company.id)])
            self.assertEqual(len(summary), 1)
            self.assertEqual(summary.deadline_ids.date_deadline, date(2027, 6, 30))
            self.assertEqual(summary.clerk_id.user_id, self.users["citizens"])
            self.assertTrue(summary.activity_ids)
            with self.assertRaises(UserError):
                summary.action_publication_prepare()
            self.assertEqual(Summary.make_summary(2026), summary.id)
            counts = dict(summary._result_counts())
            self.assertEqual((summary.settled_count, sum(counts.values())), (len(summary.line_ids),) * 2)
            self.assertGreaterEqual(summary.filed_count, 3)
            self.assertIn(first.register_ref, summary.line_ids.mapped("register_ref"))
            self.assertNotIn(second.register_ref, summary.line_ids.mapped("register_ref"))
            publication = self.env["biuro.publication"].browse(summary.action_publication_prepare()["res_id"])
            publication = publication.with_user(self.users["citizens"])
            publication.action_submit()
            checked = publication.with_user(self.users["manager"])
            checked.finding_ids.filtered(lambda finding: finding.decision == "open").action_leave("dane urzędu")
            checked.action_check()
            checked.action_publish()
            self.assertEqual(summary.deadline_ids.state, "met")
        html = self.env["ir.actions.report"]._render_qweb_html(
            "biuro_sekretariat.report_petition_summary", summary.ids)[0].decode()
        self.assertIn("rozpatrzonych w 2026 r.", html)
        with self.assertRaises(UserError):
            summary.with_user(self.users["citizens"]).write({"filed_count": 7})


@tagged("post_install", "-at_install")
class TestPetitionPages(PublishedWorld, SekretariatWorld, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.build_matters()
        cls.env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "0")
        people = [(0, 0, {"name": f"Anna {CANARY}", "residence": f"{CANARY}owo"})]
        petition = cls.petition(
            subject="Ścieżka rowerowa", petitioner_ids=people, public_scan=SCAN, address=f"ul. {CANARY}a 3",
            email=f"{CANARY.lower()}@example.com", content=f"{CANARY} treść", note=CANARY, date_filed="2025-05-12",
            third_party_name=f"Jan {CANARY}", matter="executive",
        )
        petition.message_post(body=CANARY)
        petition.action_accept()
        cls.first = cls.publish_entry(petition)
        cls.settled = cls.petition(subject="Plac zabaw", public_scan=SCAN)
        cls.settled.action_accept()
        cls.settled.action_settle("granted", "<p>Powstanie plac.</p>")
        cls.second = cls.publish_entry(cls.settled)
        cls.hidden = cls.petition(subject=f"Nieopublikowana {CANARY}", public_scan=SCAN)

    def get(self, path, **headers):
        self.opener.cookies.clear()
        return self.opener.get(self.base_url() + path, timeout=20, headers=headers, allow_redirects=False)

    def test_list_and_filters(self):
        page = self.get("/bip/petycje")
        self.assertEqual(page.status_code, 200)
        self.assertNotIn("Set-Cookie", page.headers)
        self.assertIn("Ścieżka rowerowa", page.text)
        self.assertIn("/bip/petycje", self.get("/bip").text)
        year = self.settled.date_filed.year
        self.assertIn("Plac zabaw", self.get(f"/bip/petycje?year={year}").text)
        self.assertNotIn("Ścieżka rowerowa", self.get(f"/bip/petycje?year={year}&state=settled").text)
        data = json.loads(self.get("/bip/petycje.json?year=2025").text)
        self.assertEqual([item["state_code"] for item in data["items"] if "Ścieżka" in item["title"]], ["open"])
        self.assertEqual(
            set(data["items"][0]),
            {"id", "url", "version", "title", "summary", "category", "category_code", "made_on", "published_at", "ref",
             "filed", "state", "state_code", "result"},
        )
        rows = list(csv.DictReader(io.StringIO(self.get("/bip/petycje.csv").text.lstrip("\ufeff")), delimiter=";"))
        self.assertIn(self.settled.register_ref, [row["ref"] for row in rows])
        for query in ("year=abcd", "year=26", "state=whatever", "page=0", "q=" + "x" * 201):
            with self.subTest(query=query):
                for tail in ("", ".json", ".csv"):
                    self.assertEqual(self.get(f"/bip/petycje{tail}?{query}").status_code, 400)
        etag = page.headers["ETag"]
        self.assertEqual(self.get("/bip/petycje", **{"If-None-Match": etag}).status_code, 304)
        self.assertIn(self.get("/bip/petycje?page=999").status_code, (200,))

    def test_no_name_without_consent_leaves(self):
        """Name, address, e-mail, content and remarks of a petitioner are nowhere in what the public gets."""
        paths = ["/bip", "/bip/petycje", "/bip/petycje.json", "/bip/petycje.csv", "/bip.json", "/bip.csv", "/bip.atom",
                 "/bip?category=petycje", "/bip.json?category=petycje"]
        for publication in (self.first, self.second):
            base = f"/bip/{publication.id}"
            paths += [base, f"{base}.json", f"{base}/print", f"{base}/version/1", f"{base}/file/1"]
        for path in paths:
            with self.subTest(path=path):
                page = self.get(path)
                self.assertEqual(page.status_code, 200)
                self.assertNotIn(CANARY.lower(), page.text.lower())
        # searching for the name finds nothing, so it is no oracle either
        self.assertEqual(json.loads(self.get(f"/bip/petycje.json?q={CANARY}").text)["total"], 0)


@tagged("post_install", "-at_install")
class TestPetitionAccessibility(PublishedWorld, SekretariatWorld, AxeCase):
    """WCAG 2.1 AA of the list and of the page of a petition, by axe in a real browser."""

    test_axe_finds_a_fault = None

    def test_axe(self):
        self.build_matters()
        petition = self.petition(public_scan=SCAN)
        petition.action_accept()
        publication = self.publish_entry(petition)
        for page in ("/bip/petycje", "/bip/petycje?year=x", f"/bip/{publication.id}",
                     "/bip/petycje?contrast=high&size=larger", "/bip/petycje?year=1999"):
            with self.subTest(page=page):
                self.check(page)
