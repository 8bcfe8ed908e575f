from datetime import date, datetime, timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.tests import tagged
from odoo.tests.common import TransactionCase

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import notice
from .common import RadaCase


@tagged("post_install", "-at_install")
class TestNoticeLaw(TransactionCase):
    """Periods of the notice on the edges of the calendar."""

    def test_calendar_days(self):
        session = date(2026, 3, 26)
        self.assertTrue(notice.notice(session, date(2026, 3, 19), 7)["ok"], "the last day is enough")
        late = notice.notice(session, date(2026, 3, 20), 7)
        self.assertEqual((late["ok"], late["latest"]), (False, date(2026, 3, 19)))
        self.assertIn("2026-03-20", late["problem"])

    def test_backward_terms_are_not_moved(self):
        # 7 days before Monday 11 May is Monday 4 May; before Friday 8 May it is the free Friday 1 May, and stays so
        self.assertEqual(notice.notice(date(2026, 5, 8), date(2026, 4, 30), 7)["latest"], date(2026, 5, 1))
        self.assertTrue(notice.notice(date(2026, 5, 8), date(2026, 5, 1), 7)["ok"])

    def test_working_days_skip_free_ones(self):
        # Thursday 4 June 2026 is Corpus Christi: three working days before Monday 8 June
        answer = notice.notice(date(2026, 6, 8), date(2026, 6, 2), 3, "working")
        self.assertEqual(answer["latest"], date(2026, 6, 2))
        # 24 December is free since 2025
        self.assertEqual(
            notice.notice(date(2026, 12, 28), date(2026, 12, 1), 1, "working")["latest"], date(2026, 12, 23)
        )

    def test_full_days(self):
        answer = notice.notice(date(2026, 3, 26), date(2026, 3, 19), 7, full_days=True)
        self.assertEqual((answer["ok"], answer["latest"]), (False, date(2026, 3, 18)))

    def test_year_edge_and_leap_day(self):
        self.assertEqual(notice.notice(date(2028, 3, 7), date(2028, 2, 1), 7)["latest"], date(2028, 2, 29))
        self.assertEqual(notice.notice(date(2027, 1, 4), date(2026, 12, 1), 14)["latest"], date(2026, 12, 21))

    def test_bad_input(self):
        for arguments in (
            (date(2026, 3, 1), date(2026, 3, 2), 7),
            (date(2026, 3, 1), date(2026, 2, 2), -1),
            (date(2026, 3, 1), date(2026, 2, 2), 7, "hours"),
            (date(2026, 3, 1), date(2026, 2, 2), 7, "calendar", "nocturnal"),
        ):
            with self.assertRaises(LawError):
                notice.notice(*arguments)

    def test_agenda_change_majority(self):
        # N=23: 12 of the statutory number, however many are present
        self.assertFalse(notice.agenda_change(23, 14, 11, 0, 3)["allowed"])
        self.assertTrue(notice.agenda_change(23, 14, 12, 2, 0)["allowed"])
        self.assertFalse(notice.agenda_change(23, 23, 20, 0, 3, on_request=True)["allowed"], "art. 20 ust. 4")
        self.assertTrue(notice.agenda_change(23, 23, 20, 0, 3, on_request=True, consent=True)["allowed"])


@tagged("post_install", "-at_install")
class TestConvening(RadaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 23)
        for place, councillor in enumerate(cls.councillors[:20]):
            councillor.partner_id.email = f"radny{place}@rada.example"
        start = datetime.combine(office_today() + timedelta(days=10), datetime.min.time().replace(hour=8))
        cls.session = cls.make_session(cls.term, start=start, end=start + timedelta(hours=4)).with_user(
            cls.users["rada_user"]
        )
        cls.printed = cls.classPatch(
            type(cls.env["ir.actions.report"]), "_render_qweb_pdf", lambda *args, **kwargs: (b"%PDF-", "pdf")
        )

    @classmethod
    def classPatch(cls, target, name, value):
        patcher = patch.object(target, name, value)
        patcher.start()
        cls.addClassCleanup(patcher.stop)

    def test_delivery_log(self):
        answer = self.session.convene(["mail", "portal"])
        self.assertEqual((answer["number"], answer["period"]["ok"]), ("I", True))
        notices = self.session.notice_ids
        mails = notices.filtered(lambda line: line.channel == "mail")
        self.assertEqual((len(mails), len(notices) - len(mails)), (20, 23), "three have no address")
        self.assertEqual(set(mails.mapped("state")), {"to_send"})
        mails[0].sudo().mail_id.write({"state": "sent"})
        mails[1].sudo().mail_id.write({"state": "exception", "failure_reason": "no such box"})
        self.assertEqual(mails.mapped("state")[:2], ["sent", "failed"])
        self.assertEqual(self.session.notice_failed_count, 1)
        mails[1].councillor_id.partner_id.email = "poprawiony@rada.example"
        mails[1].action_resend()
        self.assertEqual((mails[1].attempts, mails[1].email), (2, "poprawiony@rada.example"))
        self.assertEqual(mails[1].state, "to_send")
        with self.assertRaises(UserError, msg="the log is written by verbs"):
            mails[1].write({"opened_at": fields.Datetime.now()})

    def test_paper_is_handed_over(self):
        self.session.convene(["paper"])
        line = self.session.notice_ids[0]
        self.assertEqual(line.state, "to_send")
        line.action_hand_over("sąsiad z komisji")
        self.assertEqual((line.state, line.handed_to), ("handed", "sąsiad z komisji"))

    def test_short_notice_needs_its_reason(self):
        self.env.company.rada_notice_days_ordinary = 14
        with self.assertRaisesRegex(UserError, "RB-03"):
            self.session.convene(["portal"])
        self.session.convene(["portal"], reason="pilna zmiana budżetu")
        self.assertFalse(self.session.notice_ok)
        self.assertEqual(self.session.notice_reason, "pilna zmiana budżetu")

    def test_no_drafts_no_notice(self):
        self.session.agenda_item_ids.item_type = "draft"
        with self.assertRaisesRegex(UserError, "RB-01"):
            self.session.convene()
        with self.assertRaisesRegex(UserError, "RB-01"):
            self.session.action_convene()

    def test_request(self):
        self.session.write(
            {
                "kind": "on_request",
                "applicant_type": "councillors",
                "request_date": office_today(),
                "request_signatory_ids": [(6, 0, self.councillors[:5].ids)],
            }
        )
        item = self.session.agenda_item_ids
        item.write({"item_type": "draft"})
        file = self.session.env["ir.attachment"].create({"name": "projekt.pdf", "raw": b"x"})
        item.attachment_ids = file
        with self.assertRaisesRegex(UserError, "RB-02.*6"):
            self.session.convene(["portal"])
        self.session.request_signatory_ids = self.councillors[:6]
        self.councillors[5].sudo().mandate_end = office_today() - timedelta(days=1)
        with self.assertRaisesRegex(UserError, "RB-02.*6", msg="only those in office on the day of the request count"):
            self.session.convene(["portal"])
        self.councillors[5].sudo().mandate_end = False
        with self.assertRaisesRegex(UserError, "RB-02", msg="ten days after the request"):
            self.session.convene(["portal"])
        start = self.session.start - timedelta(days=4)
        self.session.action_move(fields.Datetime.to_string(start))
        self.assertEqual(self.session.convene(["portal"])["notices"], 23)
        with self.assertRaisesRegex(UserError, "RB-02"):
            self.session.action_move(fields.Datetime.to_string(start + timedelta(days=4)), reason="remont sali")

    def test_councillor_reads_and_acknowledges(self):
        user = self.make_councillor_user(self.councillors[0])
        stranger = self.make_councillor_user(self.councillors[1])
        self.session.convene(["portal"])
        Notice = self.env["biuro.rada.notice"]
        self.assertEqual(Notice.with_user(user).note_opened(self.session.id), {"opened": 1})
        self.assertEqual(Notice.with_user(user).note_opened(self.session.id), {"opened": 0}, "once")
        self.assertEqual(Notice.with_user(user).acknowledge(self.session.id), {"acknowledged": 1})
        mine = self.session.notice_ids.filtered(lambda line: line.councillor_id == self.councillors[0])
        self.assertEqual(mine.state, "acknowledged")
        other = self.make_session(self.term, number_int=9)
        with self.assertRaises(AccessError):
            Notice.with_user(stranger).acknowledge(other.id)
        with self.assertRaises(AccessError):
            Notice.with_user(user).search([])

    def test_calendar_follows(self):
        self.session.convene(["portal"])
        event = self.session.event_ids
        self.assertEqual(len(event.partner_ids & self.councillors.partner_id), 23)
        start = self.session.start + timedelta(days=3)
        with self.assertRaises(RedirectWarning) as asked:
            event.with_user(self.users["rada_user"]).write({"start": start})
        self.assertEqual(asked.exception.args[3]["default_start"], fields.Datetime.to_string(start))
        with self.assertRaises(UserError):
            event.with_user(self.users["clerk"]).write({"start": start})
        with self.assertRaises(UserError):
            self.session.action_move(fields.Datetime.to_string(start))
        answer = self.session.action_move(fields.Datetime.to_string(start), reason="remont sali")
        self.assertEqual((answer["notices"], event.start), (23, start))
        self.assertEqual(event.stop, start + timedelta(hours=4))
        with self.assertRaises(UserError):
            event.sudo(False).unlink()
        self.session.action_cancel("brak prądu")
        self.assertFalse(event.active)
        kinds = self.session.notice_ids.mapped("kind")
        self.assertEqual([kinds.count(kind) for kind in ("convened", "moved", "cancelled")], [23, 23, 23])

    def test_new_councillor_is_convened(self):
        yesterday = str(office_today() - timedelta(days=1))
        self.councillors[22].action_expire("resignation", yesterday, "commissioner", "postanowienie 1/2026")
        self.session.convene(["portal"])
        event = self.session.event_ids
        self.assertNotIn(self.councillors[22].partner_id, event.partner_ids)
        partner = self.env["res.partner"].create({"name": "Nowa Osoba", "email": "nowy@rada.example"})
        new = self.env["biuro.rada.councillor"].create(
            {
                "partner_id": partner.id,
                "first_name": "Nowa",
                "last_name": "Osoba",
                "term_id": self.term.id,
                "mandate_start": office_today(),
            }
        )
        new.action_take_oath()
        self.assertIn(new.partner_id, event.partner_ids)
        self.assertTrue(self.session.notice_ids.filtered(lambda line: line.councillor_id == new))

    def test_new_member_of_committee(self):
        committee = self.env["biuro.rada.committee"].create(
            {"name": "Komisja Budżetu", "term_id": self.term.id, "scope": "budżet", "date_from": self.term.date_start}
        )
        Member = self.env["biuro.rada.committee.member"]
        Member.create(
            [
                {"committee_id": committee.id, "councillor_id": member.id, "date_from": self.term.date_start}
                for member in self.councillors[:4]
            ]
        )
        meeting = self.make_session(
            self.term, body_type="committee", committee_ids=[(6, 0, committee.ids)], start=self.session.start
        )
        meeting.convene(["portal"])
        self.assertEqual(len(meeting.notice_ids), 4)
        Member.create(
            {"committee_id": committee.id, "councillor_id": self.councillors[5].id, "date_from": office_today()}
        )
        self.assertEqual(len(meeting.notice_ids), 5)
        self.assertIn(self.councillors[5].partner_id, meeting.event_ids.partner_ids)

    def test_agenda_is_settled_by_the_notice(self):
        self.session.convene(["portal"])
        item = self.session.agenda_item_ids
        with self.assertRaisesRegex(UserError, "RB-04"):
            item.title = "inny"
        with self.assertRaisesRegex(UserError, "RB-04"):
            self.session.agenda_item_ids = [(0, 0, {"title": "dodatkowy"})]
        with self.assertRaisesRegex(UserError, "RB-04"):
            item.unlink()
        item.minutes_planned = 30

    def test_excuse_and_correction(self):
        user = self.make_councillor_user(self.councillors[3])
        self.session.convene(["portal"])
        Attendance = self.env["biuro.rada.attendance"]
        with self.assertRaises(UserError):
            Attendance.with_user(user).excuse_myself(self.session.id, " ")
        Attendance.with_user(user).excuse_myself(self.session.id, "szpital")
        line = self.session.attendance_ids.filtered(lambda row: row.councillor_id == self.councillors[3])
        self.assertEqual((line.excuse_origin, line.status), ("portal", "absent"))
        line.action_accept_excuse()
        self.assertEqual((line.status, line.note), ("excused", "szpital"))
        self.session.action_start()
        coming = self.session.attendance_ids.filtered(lambda row: row.councillor_id in self.councillors[4:20])
        coming.action_check_in()
        with self.assertRaises(UserError):
            coming[0].action_correct("absent", "pomyłka")
        self.session.action_suspend("przerwa")
        self.session.action_resume()
        self.session.agenda_item_ids.action_postpone()
        self.session.action_close()
        self.assertEqual(len(self.session.sitting_ids), 2)
        self.assertTrue(all(self.session.sitting_ids.mapped("end")))
        with self.assertRaises(UserError):
            coming[0].action_correct("absent", " ")
        coming[0].action_correct("absent", "podpisał listę za kolegę")
        self.assertEqual((coming[0].status, coming[0].hours), ("absent", ""))
        self.assertEqual(coming[0].correction_ids.old_status, "obecny")
        self.assertEqual(coming[1]._get_certificate_values()["hours"], coming[1].hours)
        with self.assertRaises(UserError):
            coming[0]._get_certificate_values()


@tagged("post_install", "-at_install")
class TestSpeakers(RadaCase):
    def setUp(self):
        super().setUp()
        term = self.make_term()
        term.action_activate()
        self.councillors = self.make_councillors(term, 23)
        self.session = self.make_session(term).with_user(self.users["rada_chair"])
        self.session.action_convene()
        self.session.action_start()
        self.session.attendance_ids[:15].action_check_in()
        self.present = self.session.sudo().attendance_ids[:15].councillor_id.with_env(self.env)
        self.session.agenda_item_ids.action_begin()
        self.hands = [self.make_councillor_user(councillor) for councillor in self.present[:3]]

    def raise_hand(self, place, kind="normal"):
        return self.env["biuro.rada.speaker"].with_user(self.hands[place]).raise_hand(self.session.id, kind)

    def test_order(self):
        self.assertEqual(self.raise_hand(0)["position"], 1)
        self.assertEqual(self.raise_hand(0)["position"], 1, "a second tap changes nothing")
        self.raise_hand(1)
        self.assertEqual(self.raise_hand(2, "ad_vocem")["position"], 1, "ad vocem goes before the list")
        Speaker = self.env["biuro.rada.speaker"].with_user(self.users["rada_chair"])
        queue = Speaker.action_next(self.session.id)
        self.assertEqual((queue["speaking"]["kind"], len(queue["waiting"])), ("ad_vocem", 2))
        queue = Speaker.browse(queue["waiting"][1]["id"]).action_move(1)
        self.assertEqual(queue["waiting"][0]["councillor"], self.present[1].id)
        queue = Speaker.action_next(self.session.id)
        self.assertEqual(queue["speaking"]["name"], self.present[1].display_name)
        self.env["biuro.rada.speaker"].with_user(self.hands[0]).lower_hand(self.session.id)
        self.assertEqual(Speaker.action_next(self.session.id)["speaking"], False)
        with self.assertRaises(AccessError):
            Speaker.with_user(self.hands[0]).browse(queue["speaking"]["id"]).action_give_floor()

    def test_absent_does_not_speak(self):
        absent = self.make_councillor_user(self.councillors - self.present and (self.councillors - self.present)[0])
        with self.assertRaises(UserError):
            self.env["biuro.rada.speaker"].with_user(absent).raise_hand(self.session.id)

    def test_end_of_item_ends_the_list(self):
        self.raise_hand(0)
        self.raise_hand(1)
        self.env["biuro.rada.speaker"].with_user(self.users["rada_chair"]).action_next(self.session.id)
        self.session.agenda_item_ids.action_finish()
        self.assertEqual(sorted(self.session.agenda_item_ids.speaker_ids.mapped("state")), ["done", "withdrawn"])
