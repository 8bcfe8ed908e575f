from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.one_browser import OneBrowser
from odoo.addons.biuro_kancelaria.tools import office_today

from .common import RadaWorld


@tagged("post_install", "-at_install")
class TestCompositionTour(RadaWorld, OneBrowser, HttpCase):
    """The clerk's way through the composition of the council, in Chromium."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.people = cls.make_councillors(cls.term, 4)
        cls.new = cls.make_councillors(cls.term, 1, oath=False)
        cls.committee = cls.env["biuro.rada.committee"].create({
            "name": "Komisja Budżetu", "term_id": cls.term.id, "scope": "budżet", "date_from": "2024-05-07",
            "basis": "uchwała nr I/6/2024",
        })
        cls.committee.action_activate()

    def test_composition(self):
        self.start_tour("/odoo/radni", "biuro_rada_composition", login="rada_user")
        self.assertEqual(self.new.oath_date, office_today())
        self.assertEqual(self.committee.member_ids.councillor_id, self.new)
        action = self.env.ref("biuro_rada.biuro_rada_composition_as_of_action")
        self.start_tour(f"/odoo/action-{action.id}", "biuro_rada_as_of", login="rada_user")

    def test_statutory_calendar(self):
        calendar = self.env["biuro.rada.calendar"].with_user(self.users["rada_user"])
        calendar.generate(office_today().year)
        self.start_tour("/odoo/kalendarz-ustawowy-rady", "biuro_rada_statutory_calendar", login="rada_user")
        self.assertTrue(calendar.search_count([("state", "=", "done"), ("done_on", "=", office_today())]))
