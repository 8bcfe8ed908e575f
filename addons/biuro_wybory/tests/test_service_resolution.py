from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .service_case import ServiceCase

CHECKED = dict.fromkeys(("check_body", "check_task", "check_quorum", "check_money", "check_privacy"), "ok")


@tagged("post_install", "-at_install")
class TestResolution(ServiceCase):
    def test_each_body_has_its_series_in_its_term(self):
        first = self.make_resolution()
        second = self.make_resolution(title="Ławki")
        board = self.make_resolution(body="board", statutory=2, present=2, votes_for=2, votes_against=0)
        elsewhere = self.make_resolution(unit_id=self.other.id)
        records = first | second | board | elsewhere
        records.action_receive("2026-03-05")
        self.assertEqual(records.mapped("number"), ["1/I/2026", "2/I/2026", "1/I/2026", "1/I/2026"])
        self.env["biuro.wybory.osiedle.rule"].create({
            "name": "Statut", "unit_id": self.unit.id, "valid_from": "2026-04-01", "legal_basis": "§ 12 statutu",
            "resolution_pattern": "{code}.{number}.{year}", "decision_days": 14, "suspend_allowed": False})
        own = self.make_resolution(adopted_date="2026-04-10")
        own.action_receive("2026-04-20")
        self.assertEqual(own.number, "SR.3.2026")
        self.assertEqual(str(own.decision_due), "2026-05-04")
        self.assertTrue(own.is_transmitted_late)
        with self.assertRaisesRegex(UserError, "Śródmieście"):
            own.action_suspend("bo tak")

    def test_what_is_received_stays(self):
        record = self.make_resolution()
        record.action_receive()
        with self.assertRaises(UserError):
            record.unlink()
        for values in ({"state": "upheld"}, {"number": "9/I/2026"}, {"transmitted_on": "2026-01-01"}):
            with self.assertRaises(UserError):
                record.write(values)
        draft = self.make_resolution()
        draft.unlink()

    def test_quorum_and_majority_are_stated(self):
        record = self.make_resolution()
        self.assertEqual(record.statutory, 15)
        self.assertEqual(record.vote_result, "adopted")
        self.assertIn("kworum", record.vote_reasons[0]["text"])
        record.write({"present": 7, "votes_for": 7, "votes_against": 0})
        self.assertEqual(record.vote_result, "no_quorum")
        record.action_receive()
        record.write(CHECKED)
        with self.assertRaisesRegex(UserError, "not adopted|nie została podjęta"):
            record.action_check()
        for wrong in ({"present": 3, "votes_for": 4}, {"present": 16}, {"votes_invalid": 1}):
            with self.assertRaises(ValidationError):
                self.make_resolution(**wrong)
        secret = self.make_resolution(vote_kind="secret", present=9, votes_for=4, votes_against=3, votes_invalid=2)
        self.assertEqual(secret.vote_result, "adopted")

    def test_checklist_closes_the_supervision(self):
        record = self.make_resolution()
        record.action_receive()
        [term] = record.deadline_ids
        self.assertEqual((term.code, term.state), ("osiedle_supervision", "running"))
        with self.assertRaises(UserError):
            record.action_check()
        record.write({**CHECKED, "check_money": "wrong"})
        with self.assertRaises(UserError):
            record.action_check()
        record.check_money = "na"
        record.action_check()
        self.assertRecordValues(record, [{"state": "checked_ok", "checked_by_id": self.users["osiedle_user"].id}])
        self.assertEqual(record.deadline_ids.state, "met")
        record.action_execute("Wykonano", "2026-04-01")
        self.assertEqual(record.execution_state, "done")

    def test_course_of_a_questioned_resolution(self):
        record = self.make_resolution()
        record.action_receive()
        record.action_question("Zadanie spoza katalogu.")
        with self.assertRaises(UserError):
            record.action_check()
        record.action_correct("Zmieniono § 1.")
        record.action_suspend("Nadal spoza katalogu.")
        with self.assertRaises(UserError):
            record.action_execute()
        with self.assertRaisesRegex(UserError, "City Council|Rada Miasta"):
            record.action_annul()
        term = self.make_term()
        council = self.env["biuro.rada.resolution"].sudo().create({
            "term_id": term.id, "title": "Uchylenie uchwały", "date_adopted": "2026-05-20"})
        record.annul_resolution_id = council
        record.action_annul()
        self.assertRecordValues(record, [{"state": "annulled", "execution_state": "none"}])
        other = self.make_resolution()
        other.action_receive()
        other.action_suspend("Do wyjaśnienia.")
        other.action_uphold("Zgodna ze statutem.")
        self.assertEqual(other.state, "upheld")

    def test_who_may(self):
        record = self.make_resolution()
        as_clerk = record.with_user(self.users["clerk_wo"])
        self.assertEqual(as_clerk.title, "Plac zabaw")
        for verb in ("action_receive", "action_check", "action_annul"):
            with self.assertRaises(AccessError), mute_logger("odoo.models"):
                getattr(as_clerk, verb)()
        with self.assertRaises(AccessError), mute_logger("odoo.models"):
            record.with_user(self.users["lawnik_user"]).write({"title": "x"})
        with self.assertRaises(AccessError):
            record.with_user(self.chair).read(["title"])

    def test_published_text(self):
        record = self.make_resolution()
        record.action_receive()
        values = record._publication_values()
        self.assertEqual(values["category_code"], "osiedla")
        self.assertEqual(values["name"], "Uchwała nr 1/I/2026: Plac zabaw")
        record.action_publication_prepare()
        self.assertEqual(record.publication_state, "draft")


@tagged("post_install", "-at_install")
class TestUnitMeeting(ServiceCase):
    def make_meeting(self, **values):
        return self.env["biuro.wybory.osiedle.meeting"].with_user(self.users["osiedle_user"]).create({
            "unit_id": self.unit.id, "start": "2026-03-02 17:00:00", "place": "Szkoła nr 3",
            "agenda_ids": [(0, 0, {"title": "Plac zabaw"})], **values})

    def test_from_the_notice_to_the_minutes(self):
        meeting = self.make_meeting()
        self.assertEqual(meeting.event_id.name, meeting.display_name)
        self.assertIn("Śródmieście", meeting.event_id.name)
        self.assertEqual(meeting.action_notify("2026-02-27"), {"in_time": False})
        self.assertEqual(len(meeting.attendance_ids), 5)
        with self.assertRaisesRegex(UserError, "Śródmieście 04"):
            meeting.action_held()
        meeting.attendance_ids.write({"status": "present"})
        meeting.attendance_ids[0].status = "absent"
        # 4 of the statutory 15 are no quorum
        self.assertEqual(meeting.action_held(), {"quorum": False})
        self.assertEqual((meeting.present, meeting.quorum, meeting.statutory), (4, 8, 15))
        with self.assertRaises(UserError):
            meeting.action_adopt_minutes()
        meeting.minutes = "<p>Przebieg.</p>"
        meeting.action_adopt_minutes()
        with self.assertRaises(UserError):
            meeting.attendance_ids[0].status = "present"
        self.assertEqual(meeting._publication_values()["category_code"], "osiedla")

    def test_residents(self):
        meeting = self.make_meeting(body="residents")
        meeting.action_notify("2026-02-20")
        self.assertFalse(meeting.attendance_ids)
        with self.assertRaises(UserError):
            meeting.action_held()
        meeting.residents_present = 42
        self.assertEqual(meeting.action_held(), {"quorum": True})

    def test_called_off(self):
        meeting = self.make_meeting(start="2027-03-02 17:00:00")
        with self.assertRaises(UserError):
            meeting.action_held()
        meeting.action_call_off("Choroba przewodniczącego")
        self.assertFalse(meeting.event_id.active)
        with self.assertRaises(UserError):
            meeting.action_notify()
        empty = self.make_meeting(agenda_ids=[])
        with self.assertRaises(UserError):
            empty.action_notify()
