from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.biuro_kancelaria.tools import office_today

from .service_case import ServiceCase


@tagged("post_install", "-at_install")
class TestSessionNotices(ServiceCase):
    """Board chairs are told of sessions and of committee meetings like councillors (u.s.g. art. 37a)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 3)

    def convened(self, **values):
        start = fields.Datetime.to_datetime(office_today() + timedelta(days=20)) + timedelta(hours=8)
        session = self.make_session(self.term, start=start, **values)
        session.with_user(self.users["rada_user"]).convene(["mail", "portal"])
        return session

    def test_chairs_of_boards_stand_in_the_log_of_deliveries(self):
        session = self.convened()
        chairs = self.chair.partner_id | self.stranger.partner_id
        notices = session.notice_ids.filtered(lambda line: line.partner_id in chairs)
        self.assertEqual(sorted(notices.mapped("channel")), ["mail", "mail", "portal", "portal"])
        self.assertEqual(set(notices.mapped("kind")), {"convened"})
        # only the chair of the board has this right
        self.assertNotIn(self.council_chair.partner_id, session.notice_ids.partner_id)

    def test_committees_too_since_2026(self):
        committee = self.env["biuro.rada.committee"].create({
            "name": "Komisja Kultury", "kind": "standing", "term_id": self.term.id, "scope": "kultura"})
        session = self.make_session(self.term, body_type="committee", committee_ids=[(6, 0, committee.ids)],
                                    start="2026-03-25 08:00:00")
        self.assertIn(self.chair.partner_id, [row[0] for row in session._notice_people()])
        session.start = "2025-12-30 08:00:00"
        self.assertNotIn(self.chair.partner_id, [row[0] for row in session._notice_people()])

    def test_a_new_chair_is_told_of_what_was_convened(self):
        session = self.convened()
        row = self.unit._holders("board_chair")
        row.sudo().write({"date_to": office_today() - timedelta(days=1)})
        heir = self.unit._members("board")[-1]
        heir.partner_id.email = "nowy@osiedla.example"
        heir.action_give_function("board_chair", str(office_today()))
        notices = session.notice_ids.filtered(lambda line: line.partner_id == heir.partner_id)
        self.assertEqual(notices.mapped("channel"), ["mail"])

    def test_without_units_nothing_changes(self):
        self.env["biuro.wybory.osiedle.mandate.function"].sudo().search([]).unlink()
        session = self.convened()
        self.assertEqual(session.notice_ids.partner_id, self.councillors.partner_id)
