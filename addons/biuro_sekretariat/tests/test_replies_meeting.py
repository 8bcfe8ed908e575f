from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.biuro_kancelaria.tools import office_today

from .common import SekretariatCase


class MeetingCase(SekretariatCase):
    """A meeting chaired by management, recorded by the clerk, with the head of BS; a task for the clerk of WO."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = office_today()
        cls.people = {login: cls.employees[login].id for login in cls.employees}
        cls.meeting = cls.as_user("clerk")["biuro.sekretariat.meeting"].create({
            "name": "Narada kierownictwa", "kind": "management", "chair_id": cls.people["management"],
            "place": "Sala 101", "date_start": "2026-11-24 08:00:00",
            "participant_ids": [
                (0, 0, {"employee_id": cls.people["manager"]}), (0, 0, {"employee_id": cls.people["clerk"]}),
                (0, 0, {"name": "Ewa Gość", "organisation": "Spółka Wodna", "role": "guest"}),
            ],
            "item_ids": [
                (0, 0, {"name": "Sprawozdania", "sequence": 1, "duration": 20, "is_permanent": True}),
                (0, 0, {"name": "Zima w mieście", "sequence": 2, "duration": 15}),
            ],
        })

    def as_(self, login, record=None):
        return (record or self.meeting).with_user(self.users[login])

    def held(self):
        self.meeting.action_convene()
        self.meeting.action_hold()
        self.meeting.participant_ids.action_set_attendance("present")
        for item in self.meeting.item_ids:
            item.write({"minutes": "Omówiono.", "decision": "Przyjęto."})
        return self.meeting

    def task(self, login="clerk_wo", days=5):
        result = self.meeting.item_ids[1].action_add_task(
            "Kupić piasek", self.people[login], str(self.today + timedelta(days=days)),
        )
        return self.meeting.env["biuro.sekretariat.meeting.task"].browse(result["id"])

    def to_accept(self):
        self.held()
        self.meeting.action_end()
        self.meeting.action_send_minutes()
        return self.meeting

    def accepted(self):
        self.to_accept()
        self.as_("management").action_accept_minutes()
        return self.meeting


@tagged("post_install", "-at_install")
class TestMeeting(MeetingCase):
    def test_whole_course(self):
        meeting = self.meeting
        self.assertEqual((meeting.state, meeting.register_ref), ("planned", False))
        self.assertEqual(meeting.jrwa_class_id.symbol, "110")
        self.assertEqual(meeting.participant_ids[:1].role, "chair")
        meeting.action_convene()
        self.assertRegex(meeting.register_ref, r"^NAR/\d+/\d{4}$")
        self.accepted()
        self.assertEqual(meeting.state, "accepted")
        self.assertEqual((meeting.accepted_name, meeting.accepted_job), ("Osoba management", "management"))
        self.assertEqual(meeting.present_count, 4)

    def test_class_follows_the_kind_and_the_case(self):
        meeting = self.meeting
        for kind, symbol in (("staff", "113"), ("college", "0053"), ("districts", "0055"), ("residents", "0056"),
                             ("team", "111")):
            meeting.kind = kind
            self.assertEqual(meeting.jrwa_class_id.symbol, symbol)
        case = self.as_user("clerk")["biuro.case"].create({
            "title": "Kolegium", "is_own": True, "department_id": self.cell_bs.id,
            "jrwa_class_id": self.env["biuro.jrwa.class"].search([("symbol", "=", "0053")], limit=1).id,
        })
        meeting.case_id = case
        self.assertEqual(meeting.jrwa_class_id, case.jrwa_class_id)
        self.accepted()
        self.assertIn("protokół narady", " ".join(case.event_ids.mapped("action")))

    def test_planned_times_of_items(self):
        first, second = self.meeting.item_ids
        self.assertEqual(first.time_start, self.meeting.date_start)
        self.assertEqual(second.time_start, fields.Datetime.add(self.meeting.date_start, minutes=20))
        second.sequence = 0
        self.meeting.invalidate_recordset()
        self.assertEqual(second.number, 1)

    def test_refusals(self):
        meeting = self.meeting
        with self.assertRaises(ValidationError):
            meeting.write({"date_end": "2026-11-24 07:00:00"})
            meeting.flush_recordset()
        empty = meeting.create({"name": "Pusta", "chair_id": self.people["clerk"]})
        with self.assertRaisesRegex(UserError, "agenda"):
            empty.action_hold()
        meeting.action_hold()
        meeting.action_end()
        with self.assertRaisesRegex(UserError, "present"):
            meeting.action_send_minutes()
        meeting.participant_ids.action_set_attendance("present")
        with self.assertRaisesRegex(UserError, "what was said"):
            meeting.action_send_minutes()
        with self.assertRaises(UserError):
            meeting.unlink()
        with self.assertRaises(UserError):
            meeting.write({"state": "accepted"})
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            meeting.item_ids[:1].write({"duration": -1})
            meeting.item_ids.flush_recordset()
        with self.assertRaises(ValidationError):
            meeting.write({"participant_ids": [(0, 0, {"role": "guest"})]})

    def test_task_needs_a_person_and_a_day(self):
        item = self.meeting.item_ids[0]
        for values in (
            {"text": "x", "date_due": str(self.today)}, {"text": "x", "responsible_id": self.people["clerk"]},
            {"text": " ", "responsible_id": self.people["clerk"], "date_due": str(self.today)},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                item.action_add_task(**values)

    def test_accepted_minutes_are_locked_and_take_an_annex(self):
        meeting = self.accepted()
        item = meeting.item_ids[0]
        for change in (
            lambda: meeting.write({"name": "Inna"}), lambda: item.write({"minutes": "Inaczej"}),
            lambda: item.unlink(), lambda: meeting.participant_ids[0].write({"attendance": "absent"}),
            lambda: meeting.write({"item_ids": [(0, 0, {"name": "Nowy"})]}),
            lambda: item.action_add_task("x", self.people["clerk"], str(self.today)),
        ):
            with self.assertRaises(UserError):
                change()
        with self.assertRaises(UserError):
            meeting.action_reopen_minutes()
        with self.assertRaises(UserError):
            meeting.action_add_annex("tekst", "")
        made = meeting.action_add_annex("Dopisano głos radcy.", "pominięty")
        annex = meeting.annex_ids
        self.assertEqual((made["number"], annex.author_name), (1, "Osoba clerk"))
        with self.assertRaises(UserError):
            annex.write({"text": "x"})
        with self.assertRaises(AccessError):
            annex.action_accept()
        self.as_("management", annex).action_accept()
        self.assertEqual(annex.accepted_name, "Osoba management")

    def test_minutes_waiting_are_locked_and_come_back(self):
        meeting = self.to_accept()
        with self.assertRaises(UserError):
            meeting.item_ids[0].write({"minutes": "Inaczej"})
        with self.assertRaises(UserError):
            self.as_("manager").action_object_minutes("")
        self.as_("manager").action_object_minutes("Brak liczby głosów.")
        self.assertEqual(meeting.state, "draft_minutes")
        self.assertIn("Brak liczby", meeting.participant_ids.filtered(
            lambda line: line.employee_id == self.employees["manager"]).answer_remark)
        meeting.item_ids[0].minutes = "Poprawione"
        meeting.action_send_minutes()
        self.as_("management").action_accept_minutes()
        self.assertEqual(meeting.state, "accepted")

    def test_acceptance_by_everyone(self):
        self.meeting.acceptance_mode = "all"
        meeting = self.to_accept()
        with self.assertRaisesRegex(UserError, "not answered"):
            self.as_("management").action_accept_minutes()
        self.as_("manager").action_accept_minutes()
        self.assertEqual(meeting.state, "to_accept")
        with self.assertRaises(AccessError):
            self.as_("secretary").action_accept_minutes()
        meeting.action_accept_minutes("bez uwag")  # the recorder is present as well
        self.as_("management").action_accept_minutes()
        self.assertEqual(meeting.state, "accepted")

    def test_silence_is_consent_after_the_day(self):
        self.meeting.acceptance_mode = "all"
        meeting = self.to_accept()
        meeting.sudo().date_accept_by = self.today - timedelta(days=1)
        self.as_("management").action_accept_minutes()
        self.assertEqual(meeting.state, "accepted")

    def test_who_sees_what(self):
        task = self.task()
        meeting, item = self.meeting, self.meeting.item_ids[1]
        for login in ("clerk", "manager", "management", "secretary", "auditor"):
            self.assertTrue(self.as_(login).has_access("read"), login)
        for login in ("clerk_wo", "chancellery", "archivist", "biuro_admin", "citizens", "manager_wo"):
            self.assertFalse(self.as_(login).has_access("read"), login)
        # who has a task sees the task and its item only
        self.assertTrue(self.as_("clerk_wo", task).has_access("read"))
        self.assertTrue(self.as_("clerk_wo", item).has_access("read"))
        self.assertFalse(self.as_("clerk_wo", meeting.item_ids[0]).has_access("read"))
        self.assertFalse(self.as_("clerk_wo", meeting.participant_ids[:1]).has_access("read"))
        self.assertIn("Narada kierownictwa", self.as_("clerk_wo", task).meeting_name)
        self.assertTrue(self.as_("manager_wo", task).has_access("read"), "the head of who has the task")
        # a participant looks, chair and recorder write
        self.assertFalse(self.as_("manager").has_access("write"))
        self.assertTrue(self.as_("management").has_access("write"))
        self.assertFalse(self.as_("auditor").has_access("write"))

    def test_calendar_both_ways(self):
        meeting = self.meeting
        event = meeting.event_id.sudo()
        self.assertEqual((event.name, event.location, event.privacy), ("Narada kierownictwa", "Sala 101", "private"))
        self.assertEqual(event.start, meeting.date_start)
        self.assertIn(self.users["manager"].partner_id, event.partner_ids)
        meeting.write({"date_start": "2026-11-25 10:00:00", "date_end": "2026-11-25 11:00:00"})
        self.assertEqual(event.start, meeting.date_start)
        event.write({"start": "2026-11-26 10:00:00", "stop": "2026-11-26 12:00:00", "location": "Sala 7"})
        self.assertEqual(str(meeting.date_start), "2026-11-26 10:00:00")
        self.assertEqual(meeting.place, "Sala 7")
        meeting.action_cancel("brak kworum")
        self.assertFalse(event.active)
        self.assertEqual(meeting.state, "cancelled")

    def test_minutes_of_a_calendar_entry(self):
        event = self.as_user("clerk")["calendar.event"].create({
            "name": "Spotkanie z firmą", "start": "2026-11-24 10:00:00", "stop": "2026-11-24 11:00:00",
            "partner_ids": [(6, 0, [self.users["clerk"].partner_id.id, self.users["manager"].partner_id.id,
                                    self.partner.id])],
        })
        action = event.action_make_meeting()
        meeting = self.as_user("clerk")["biuro.sekretariat.meeting"].browse(action["res_id"])
        self.assertEqual((meeting.name, meeting.event_id), ("Spotkanie z firmą", event))
        self.assertEqual(meeting.chair_id.id, self.people["clerk"])
        self.assertIn("Jan Kowalski", meeting.participant_ids.mapped("display_name"))
        self.assertEqual(event.action_make_meeting()["res_id"], meeting.id, "a second click opens the same")

    def test_start_from_plain_values(self):
        Meeting = self.as_user("secretary")["biuro.sekretariat.meeting"]
        made = Meeting.start_from({
            "name": "Wizyta delegacji", "chair_id": self.people["management"], "guests": ["Anna Obca"],
            "employee_ids": [self.people["manager"]], "origin_model": "res.partner", "origin_id": self.partner.id,
            "hold": True,
        })
        self.assertEqual((made["state"], made["name"]), ("held", "Wizyta delegacji"))
        meeting = Meeting.browse(made["id"])
        self.assertEqual(meeting.item_ids.mapped("name"), ["Wizyta delegacji"])
        self.assertEqual(meeting.origin_id, self.partner.id)
        for wrong in ({}, {"name": " "}, {"name": "x", "state": "accepted"}):
            with self.subTest(wrong), self.assertRaises(UserError):
                Meeting.start_from(wrong)


@tagged("post_install", "-at_install")
class TestMeetingTask(MeetingCase):
    def test_course_of_a_task(self):
        task = self.task()
        done = self.as_("clerk_wo", task)
        self.assertEqual((task.state, task.status, task.is_open), ("new", "new", True))
        self.assertIn(self.users["clerk_wo"], task.sudo().activity_ids.user_id)
        done.action_start()
        with self.assertRaises(UserError):
            done.action_report("")
        with self.assertRaises(UserError):
            done.action_report("zrobione", str(self.today + timedelta(days=1)))
        done.action_report("Kupiono 3 tony.")
        self.assertEqual((task.state, task.status, task.is_open), ("done", "done", True))
        with self.assertRaises(AccessError):
            done.action_close()
        chair = self.as_("management", task)
        chair.action_return("brak faktury")
        self.assertEqual(task.state, "in_progress")
        done.action_report("Jest faktura.")
        chair.action_close("dziękuję")
        self.assertEqual((task.status, task.is_open, task.closed_by_id), ("closed", False, self.users["management"]))

    def test_who_may_not(self):
        task = self.task()
        for login, verb, args in (
            ("manager", "action_report", ("x",)), ("manager", "action_start", ()),
            ("clerk_wo", "action_reject", ("x",)), ("clerk_wo", "action_move", (str(self.today), "x")),
            ("clerk_wo", "action_remind", ()),
        ):
            with self.subTest(f"{login} {verb}"), self.assertRaises(AccessError):
                getattr(self.as_(login, task), verb)(*args)
        with self.assertRaises(AccessError):
            self.as_("clerk_wo", task).write({"date_due": self.today})
        with self.assertRaises(UserError):
            task.write({"state": "done"})

    def test_overdue_moves_and_drops(self):
        task = self.task(days=-2)
        self.assertEqual((task.status, task.is_overdue), ("overdue", True))
        self.assertIn(task, task.search([("is_overdue", "=", True)]))
        chair = self.as_("management", task)
        with self.assertRaises(UserError):
            chair.action_move(str(self.today - timedelta(days=1)), "x")
        chair.action_move(str(self.today + timedelta(days=9)), "mróz")
        self.assertEqual((task.is_overdue, task.moved_count), (False, 1))
        self.assertEqual(task.date_due_first, self.today - timedelta(days=2))
        chair.action_reject("nieaktualne")
        self.assertEqual((task.status, task.is_open), ("rejected", False))

    def test_tasks_follow_up_themselves(self):
        near, late = self.task(days=2), self.task(days=-10)
        far = self.task(days=30)
        before = len(near.sudo().activity_ids)
        self.env["biuro.sekretariat.meeting.task"]._cron_follow_up()
        self.assertEqual(len(near.sudo().activity_ids), before + 1)
        self.assertFalse(far.reminded_on)
        self.assertEqual(late.escalated_on, self.today)
        self.assertIn(self.users["manager_wo"], late.sudo().activity_ids.user_id, "the head of who has the task")
        self.assertIn(self.users["management"], late.sudo().activity_ids.user_id, "the chair")
        count = len(late.sudo().activity_ids)
        self.env["biuro.sekretariat.meeting.task"]._cron_follow_up()
        self.assertEqual(len(late.sudo().activity_ids), count, "twice changes nothing")

    def test_bulk_reminder(self):
        tasks = self.task() | self.task("manager")
        self.assertEqual(self.as_("management", tasks).action_remind(), 2)
        self.assertEqual(self.as_("secretary", tasks).action_remind(), 2)

    def test_series_carries_open_tasks_and_the_agenda(self):
        series = self.as_user("secretary")["biuro.sekretariat.meeting.series"].create({
            "name": "Narada kierownictwa", "chair_id": self.people["management"], "recorder_id": self.people["clerk"],
            "employee_ids": [(6, 0, [self.people["manager"], self.people["management"]])],
            "agenda": "Zadania z poprzedniej narady\nSprawy bieżące",
        })
        with self.assertRaises(AccessError):
            series.with_user(self.users["clerk"]).write({"name": "x"})
        first = series.env["biuro.sekretariat.meeting"].browse(series.action_plan_next("2026-11-02 08:00:00")["res_id"])
        self.assertEqual(first.item_ids.mapped("name"), ["Zadania z poprzedniej narady", "Sprawy bieżące"])
        first.item_ids[0].action_add_task("Raport", self.people["clerk_wo"], str(self.today))
        first.item_ids[1].action_add_task("Zrobione", self.people["clerk_wo"], str(self.today))
        raport, zrobione = first.task_ids.sorted("id")
        zrobione.with_user(self.users["clerk_wo"]).action_report("tak")
        zrobione.with_user(self.users["management"]).action_close()
        second = first.browse(series.action_plan_next()["res_id"])
        self.assertEqual(str(second.date_start), "2026-11-09 08:00:00")
        self.assertEqual(second.carried_task_ids, raport)
        self.assertTrue(raport.with_user(self.users["manager"]).has_access("read"))
        raport.with_user(self.users["clerk_wo"]).action_report("gotowe")
        raport.with_user(self.users["management"]).action_close()
        second.action_hold()
        self.assertFalse(second.carried_task_ids, "what was closed before the meeting began is not asked about")

    def test_series_keeps_the_hour_over_the_change_of_clocks(self):
        series = self.as_user("secretary")["biuro.sekretariat.meeting.series"].create({
            "name": "Cykl", "chair_id": self.people["management"],
        })
        series.action_plan_next("2026-10-20 07:00:00")  # nine o'clock in summer
        second = series.env["biuro.sekretariat.meeting"].browse(series.action_plan_next()["res_id"])
        self.assertEqual(str(second.date_start), "2026-10-27 08:00:00", "nine o'clock in winter")

    def test_copy_of_the_agenda(self):
        other = self.meeting.create({
            "name": "Druga", "chair_id": self.people["clerk"], "date_start": "2026-12-01 08:00:00",
        })
        self.assertEqual(len(other.action_copy_agenda(self.meeting.id)), 2)
        self.assertEqual(other.item_ids.mapped("name"), ["Sprawozdania", "Zima w mieście"])
        self.assertFalse(other.action_copy_agenda(self.meeting.id), "twice adds nothing")
        with self.assertRaises(UserError):
            self.meeting.action_copy_agenda()
