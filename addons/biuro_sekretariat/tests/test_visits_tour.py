from odoo import fields
from odoo.tests import tagged
from odoo.tests.common import ChromeBrowser

from .test_visits_booking import PERSON, BookingCase


@tagged("post_install", "-at_install")
class TestVisitsTour(BookingCase):
    """From the public page, without a login, over the mailed link and the reception desk to the minutes."""

    def walk_public(self, path, *steps):
        """Walk the public pages as anybody: each step is code that leaves a page and where it leads."""
        self.authenticate(None, None)
        self.cr.flush()
        self.cr.clear()
        browser = ChromeBrowser(self)
        with self.allow_requests(browser=browser):
            try:
                browser.navigate_to(self.base_url() + path, wait_stop=True)
                for code, leads_to in steps:
                    browser._websocket_request("Runtime.evaluate", params={"expression": code, "userGesture": True})
                    self.assertTrue(browser._wait_ready(
                        f"document.readyState === 'complete' && ({leads_to})", timeout=30), leads_to)
            finally:
                browser.stop()
        self.env.invalidate_all()

    def test_from_the_public_page_to_the_minutes(self):
        slot = self.slots[1]
        fill = "".join(
            f"document.getElementById('{name}').value = '{value}';" for name, value in PERSON.items()
        )
        self.walk_public(
            "/umow-wizyte",
            (f"document.querySelector('a[href=\"/umow-wizyte/{slot.id}\"]').click()", "document.forms.length > 0"),
            (f"{fill} document.querySelector('form.booking button').click()", "location.pathname.endsWith('wyslano')"),
        )
        visit = self.held()
        self.assertEqual((visit.state, visit.slot_id), ("requested", slot))
        self.walk_public(
            self.mailed_link("potwierdz"),
            ("document.querySelector('main form button').click()", "!document.forms.length"),
        )
        self.assertEqual(visit.state, "confirmed")
        # the day of the visit has come
        visit.sudo().write({"slot_id": False, "planned_at": fields.Datetime.now(), "off_plan_reason": "tego dnia"})
        self.Visit.create({
            "visitor_name": "Anna Zielona", "subject": "x", "host_employee_id": self.deputy.id,
            "planned_at": fields.Datetime.now(), "off_plan_reason": "x", "state": "confirmed",
        })
        self.start_tour("/odoo/recepcja", "biuro_visit_desk", login="secretary")
        self.env.invalidate_all()
        self.assertEqual((visit.state, visit.kind, visit.findings),
                         ("done", "meeting", "Miasto posadzi drzewa wiosną."))
        self.assertTrue(visit.arrived_at and visit.started_at and visit.ended_at)
        self.assertEqual(visit.meeting_id.chair_id, self.host)
        self.assertEqual(visit.meeting_id.state, "held")

    def test_walk_in(self):
        self.start_tour("/odoo/recepcja", "biuro_visit_walk_in", login="secretary")
        visit = self.Visit.search([("visitor_name", "=", "Jan Nagły")])
        self.assertEqual((visit.state, visit.is_walk_in), ("arrived", True))
