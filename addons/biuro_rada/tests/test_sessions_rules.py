import psycopg2

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .resolution_case import ResolutionCase


@tagged("post_install", "-at_install")
class TestSessionsRules(ResolutionCase):
    def test_resolutions_of_an_interrupted_session(self):
        """A session that goes on in two weeks does not put off the seven days of art. 90 ust. 1."""
        draft, later = self.draft("w sprawie parku"), self.draft("w sprawie placu")
        with freeze_time("2026-03-25 09:00:00"):
            session = self.session(draft, later)
            self.vote(draft, *["yes"] * 23)
            session.action_suspend("późna pora", "2026-04-08 08:00:00")
        self.assertEqual(fields.Date.to_string(draft.resolution_id.date_adopted), "2026-03-25")
        self.assertTrue(draft.resolution_id.supervision_ids)
        self.assertFalse(later.resolution_id)
        with freeze_time("2026-04-08 08:30:00"):
            session.action_resume()
            session.attendance_ids.action_check_in()
            self.vote(later, *["yes"] * 23)
            session.action_close()
        self.assertEqual(fields.Date.to_string(later.resolution_id.date_adopted), "2026-04-08")

    def test_what_the_notice_told_stays(self):
        session = self.make_session(self.term).with_user(self.users["rada_user"])
        session.kind = "extraordinary"
        session.action_convene()
        for values in (
            {"kind": "ceremonial"}, {"body_type": "committee"},
            {"request_signatory_ids": [Command.set(self.councillors[:1].ids)]},
        ):
            with self.assertRaises(UserError):
                session.write(values)

    def test_extraordinary_session_has_the_usual_notice(self):
        self.env.company.rada_notice_days_ordinary = 7
        session = self.make_session(self.term, kind="extraordinary")
        self.assertEqual(session._notice_days(), 7)

    def test_drafts_that_wait_for_opinions_are_missing_too(self):
        """Art. 20 ust. 5-6 and 41a bind the chair from the day of filing, not from the last opinion."""
        draft = self.draft("w sprawie opłat", initiator_type="mayor")
        self.assertIn(draft, self.make_session(self.term)._missing_mandatory_drafts())

    def test_local_law_is_published(self):
        """RC-05"""
        draft = self.draft("w sprawie opłat", is_local_law=True)
        self.assertTrue(draft.to_publish)
        with self.assertRaises(psycopg2.errors.CheckViolation), mute_logger("odoo.sql_db"), self.cr.savepoint():
            draft.to_publish = False
            draft.flush_recordset()
