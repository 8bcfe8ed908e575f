from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.one_browser import OneBrowser
from odoo.addons.biuro_kancelaria.tools import office_today

from .common import RadaWorld


@tagged("post_install", "-at_install")
class TestResolutionTour(RadaWorld, OneBrowser, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 23)
        cls.env["biuro.rada.function"].create(
            {"councillor_id": cls.councillors[0].id, "role": "chair", "date_from": "2024-05-07"}
        )
        cls.env.company.rada_wojewoda_id = cls.env["res.partner"].create(
            {"name": "Wojewoda", "zip": "00-950", "city": "Warszawa"}
        )

    def test_draft_to_wojewoda(self):
        """From a draft to the resolution sent to the wojewoda."""
        session = self.env["biuro.rada.session"].create(
            {
                "term_id": self.term.id,
                "start": fields.Datetime.now() - timedelta(hours=1),
                "location": "Ratusz",
                "number_int": 1,
            }
        )
        self.start_tour("/odoo/projekty-uchwal", "biuro_rada_draft_to_agenda", login="rada_user")
        draft = self.env["biuro.rada.draft"].search([("title", "ilike", "parku przy ulicy Lipowej")])
        self.assertEqual((draft.state, draft.session_id), ("on_agenda", session))
        self.assertEqual(draft.version_id.number, 1)
        session.action_convene()
        session.action_start()
        session.attendance_ids.action_check_in()
        draft.agenda_item_id.action_begin()
        vote = self.env["biuro.rada.vote"].create(
            {
                "session_id": session.id,
                "agenda_item_id": draft.agenda_item_id.id,
                "subject": draft.title,
                "draft_id": draft.id,
                "is_final": True,
            }
        )
        vote.action_open()
        vote.cast_roll_call({person.id: "yes" for person in self.councillors})
        vote.action_close_vote()
        for item in session.agenda_item_ids.filtered(lambda item: item.status == "pending"):
            item.action_postpone()
        session.action_close()
        self.start_tour("/odoo/uchwaly", "biuro_rada_resolution_to_wojewoda", login="rada_user")
        resolution = draft.resolution_id
        self.assertEqual((resolution.state, resolution.number.split("/")[1]), ("signed", "1"))
        letter = resolution.supervision_ids.letter_id
        self.assertIn(resolution.number, letter.body)
        self.env["biuro.rada.supervision"]._letters_dispatched(letter, office_today())
        self.assertEqual(resolution.supervision_ids.state, "sent")
        self.assertEqual(resolution.state, "in_force")
