import io
from datetime import date

import vobject
from freezegun import freeze_time
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged

from .common import SekretariatCase
from .test_calendar_access import SECRET, AgendaWorld

REPORT = "ir.actions.report"


@freeze_time("2026-03-16 08:00:00")
@tagged("post_install", "-at_install")
class TestCalendarPrint(AgendaWorld, SekretariatCase):
    """Prints of the day, the pocket and the week; only one's own agenda and those one serves."""

    def print_html(self, login, hosts, **values):
        self.env.invalidate_all()
        Print = self.as_user(login)["biuro.sekretariat.agenda.print"]
        act = Print.create({"host_ids": [(6, 0, hosts.ids)], "date": "2026-03-20", **values})
        action = act.action_print()
        report = self.env.ref({
            "biuro_sekretariat.agenda_day": "biuro_sekretariat.agenda_report_day",
            "biuro_sekretariat.agenda_pocket": "biuro_sekretariat.agenda_report_pocket",
            "biuro_sekretariat.agenda_week": "biuro_sekretariat.agenda_report_week",
        }[action["report_name"]])
        Report = self.as_user(login)[REPORT]
        html = Report._render_qweb_html(report, act.ids)[0].decode()
        pdf = Report.with_context(force_report_rendering=True)._render_qweb_pdf(report, act.ids)[0]
        self.assertTrue(pdf.startswith(b"%PDF"))
        return html, pdf

    def test_day_pocket_week(self):
        self.make_event("secretary", start="2026-03-20 09:00:00", stop="2026-03-20 10:00:00", name="Narada <ważna>",
                        contact_ids=[(6, 0, self.guest.ids)])
        delegated = self.make_event(
            "secretary", start="2026-03-20 11:00:00", stop="2026-03-20 12:00:00", name="Otwarcie")
        delegated.with_user(self.secretary).action_delegate(self.deputy_2.id)
        html, _pdf = self.print_html("secretary", self.president)
        for text in ("TERMINARZ PREZYDENTA MIASTA", "20 marca 2026 r. (piątek)", "10:00–11:00", "Narada &lt;ważna&gt;",
                     "ul. Ukryta 7", SECRET, "Oddelegowane", "12:00–13:00 Otwarcie – Osoba deputy_2"):
            self.assertIn(text, html)
        _html, pocket = self.print_html("secretary", self.president, page_format="a6")
        box = PdfReader(io.BytesIO(pocket)).pages[0].mediabox
        self.assertEqual((round(box.width), round(box.height)), (298, 420))  # A6 in points
        week, _pdf = self.print_html("president", self.president, period="week")
        self.assertIn("16 marca 2026 r.", week)
        self.assertIn("Narada", week)
        empty, _pdf = self.print_html("president", self.president, date="2026-03-18")
        self.assertIn("Brak pozycji w terminarzu", empty)

    def test_only_own_and_served(self):
        for login, host in (("deputy", self.president), ("clerk", self.president), ("secretary", self.deputy_2)):
            with self.subTest(login=login), self.assertRaises(AccessError):
                self.print_html(login, host)
        with self.assertRaises(UserError):
            self.print_html("secretary", self.env["hr.employee"])

    def test_card_of_an_event(self):
        event = self.make_event("secretary", purpose="Prosi o wsparcie", talking_points="Boisko\nSala",
                                contact_ids=[(6, 0, self.guest.ids)], protocol_notes="Wstęga")
        Report = self.as_user("secretary")[REPORT]
        html = Report._render_qweb_html("biuro_kancelaria.briefing_event_report", event.ids)[0].decode()
        for text in ("KARTA PRZYGOTOWAWCZA", "Prosi o wsparcie", "Boisko", "Wstęga", SECRET):
            self.assertIn(text, html)


@tagged("post_install", "-at_install")
class TestCalendarPublic(AgendaWorld, HttpCase):
    """The public agenda: only what was published, and of it only what was written for the public."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.kind_id = cls.kind("ceremony").id

    def entry(self, **values):
        day = self.env["biuro.substitution"]._office_today()
        start = f"{date.fromordinal(day.toordinal() + 3)} 10:00:00"
        stop = f"{date.fromordinal(day.toordinal() + 3)} 11:00:00"
        return self.make_event("secretary", **{
            "start": start, "stop": stop, "agenda_kind_id": self.kind_id, "public_title": "Otwarcie parku",
            "contact_ids": [(6, 0, self.guest.ids)], "purpose": SECRET, **values,
        })

    def pages(self):
        return {path: self.url_open(path) for path in ("/terminarz", "/terminarz.json", "/terminarz.ics")}

    def test_published(self):
        event = self.entry(public_summary="Zapraszamy", public_place="Park Miejski")
        pages = self.pages()
        for path, page in pages.items():
            with self.subTest(path=path):
                self.assertEqual(page.status_code, 200)
                self.assertIn("Otwarcie parku", page.text)
                self.assertIn("Park Miejski", page.text)
                self.assertIn("Osoba president", page.text)
                self.assertNotIn(SECRET, page.text)
                self.assertNotIn("Ukryta", page.text)
                self.assertNotIn("Set-Cookie", page.headers)
                etag = page.headers["ETag"]
                self.assertEqual(self.url_open(path, headers={"If-None-Match": etag}).status_code, 304)
        item = vobject.readOne(pages["/terminarz.ics"].text).vevent
        self.assertEqual(item.summary.value, "Otwarcie parku")
        [row] = pages["/terminarz.json"].json()["items"]
        self.assertEqual(set(row), {"day", "day_to", "start", "stop", "title", "place", "summary", "hosts"})
        event.with_user(self.secretary).publish_public = False
        self.env.flush_all()
        self.assertNotIn("Otwarcie parku", self.url_open("/terminarz").text)

    def test_never_published(self):
        self.entry(publish_public=False)
        self.entry(privacy="private", publish_public=False)
        self.entry(active=False)
        past = self.entry()
        past.write({"start": "2020-01-01 10:00:00", "stop": "2020-01-01 11:00:00"})
        # behind the back of the application: the page itself looks again
        private = self.entry()
        self.env.flush_all()
        self.env.cr.execute("UPDATE calendar_event SET privacy = 'private' WHERE id = %s", [private.id])
        own = self.entry()
        self.env.cr.execute("UPDATE calendar_event SET agenda_closed = true WHERE id = %s", [own.id])
        plain = self.entry(agenda_kind_id=False, privacy=False)
        plain.write({"publish_public": True}) if plain.privacy != "private" else None
        self.env.invalidate_all()
        for path, page in self.pages().items():
            with self.subTest(path=path):
                self.assertNotIn("Otwarcie parku", page.text)
                self.assertNotIn("Ukryta", page.text)

    def test_a_private_entry_cannot_be_published(self):
        event = self.entry(privacy="private")
        self.assertFalse(event.publish_public)
        with self.assertRaises(ValidationError):
            event.with_user(self.secretary).publish_public = True
        open_event = self.entry()
        with self.assertRaises(ValidationError):
            open_event.with_user(self.secretary).privacy = "private"
