from datetime import datetime, timedelta

import vobject

from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.one_browser import OneBrowser

from ..tools.free_time import moment
from .test_calendar_access import AgendaWorld


@tagged("post_install", "-at_install")
class TestCalendarTour(AgendaWorld, OneBrowser, HttpCase):
    """An invitation from the letter to the deputy's pocket: browser, print, calendar feed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.school = cls.env["res.partner"].create({"name": "Szkoła nr 3", "is_company": True})
        cls.letter = cls.env["biuro.letter"].create({
            "direction": "in", "title": "Jubileusz szkoły", "partner_id": cls.school.id, "sender_name": "Szkoła nr 3",
            "department_id": cls.cell_bs.id, "clerk_id": cls.employees["secretary"].id,
            "delivery_method_id": cls.env.ref("biuro_kancelaria.delivery_method_letter").id,
        })
        cls.letter.action_register()
        cls.env["biuro.sekretariat.service"].search([]).write({"level": "write"})

    def test_invitation(self):
        self.start_tour(f"/odoo/biuro.letter/{self.letter.id}", "biuro_invitation_from_letter", login="secretary")
        invitation = self.env["biuro.sekretariat.invitation"].search([("letter_id", "=", self.letter.id)])
        self.assertEqual((invitation.state, invitation.place), ("to_decide", "Aula szkoły"))
        day = self.env["biuro.substitution"]._office_today() + timedelta(days=1)
        invitation.with_user(self.secretary).date_start = moment(day, 11 * 60)
        self.start_tour("/odoo/zaproszenia-do-decyzji", "biuro_invitation_decided", login="president")
        invitation.invalidate_recordset()
        self.assertEqual((invitation.state, invitation.delegate_id), ("delegated", self.deputy))
        self.start_tour("/odoo/terminarze-obok-siebie", "biuro_invitation_in_agenda", login="deputy")
        # the card on paper, the entry in the deputy's telephone
        event = invitation.event_id
        Report = self.as_user("deputy")["ir.actions.report"].with_context(force_report_rendering=True)
        pdf = Report._render_qweb_pdf("biuro_kancelaria.briefing_event_report", event.ids)[0]
        self.assertTrue(pdf.startswith(b"%PDF"))
        url = self.as_user("deputy")["biuro.calendar.feed"].create_feed({"name": "Telefon"})["url"]
        answer = self.url_open("/kalendarz/" + url.rsplit("/", 1)[1])
        item = vobject.readOne(answer.text).vevent
        self.assertEqual((item.summary.value, item.location.value), ("Jubileusz szkoły", "Aula szkoły"))
        self.assertEqual(item.dtstart.value.strftime("%H:%M"), "11:00")
        self.assertEqual(item.dtstart.value.date(), day)
        # somebody else's feed of the deputy's calendar shows hours alone, as soon as the entry is private
        event.with_user(self.secretary).privacy = "private"
        made = self.as_user("clerk")["biuro.calendar.feed"].create_feed({
            "scope": "people", "people_ids": self.users["deputy"].partner_id.ids})
        other = vobject.readOne(self.url_open("/kalendarz/" + made["url"].rsplit("/", 1)[1]).text).vevent
        self.assertNotIn("Jubileusz", other.summary.value)
        self.assertFalse(hasattr(other, "location"))
        self.assertEqual(other.dtstart.value, item.dtstart.value)

    def test_board(self):
        now = datetime.now()
        self.make_event("secretary", start=now.replace(minute=0), stop=now.replace(minute=0) + timedelta(hours=1))
        self.start_tour("/odoo/terminarze-obok-siebie", "biuro_agenda_board", login="secretary")
        event = self.env["calendar.event"].search([("name", "=", "Wspólna rozmowa")])
        self.assertEqual(len(event), 1)
        self.assertIn(self.president.id, event.host_ids.ids)
        self.assertEqual(event.duration, 1)
