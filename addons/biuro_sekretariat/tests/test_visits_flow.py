from datetime import date, timedelta

import psycopg2

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import TransactionCase, freeze_time, tagged
from odoo.tools import SQL, mute_logger

from .visits_common import VisitsWorld


class VisitsCase(VisitsWorld, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 08:00:00")  # a Monday, 9.00 in Poland
class TestVisitsPlan(VisitsCase):
    """KPA art. 253: the plan, its warnings, its slots."""

    def test_warnings_with_reasons(self):
        self.assertIn("po godzinach pracy", self.plan.warnings)
        self.assertNotIn("Prezydenta lub", self.plan.warnings)
        self.plan.line_ids = [(0, 0, {
            "weekday": "3", "hour_from": 15.5, "hour_to": 17, "employee_id": self.deputy.id,
        })]
        self.assertFalse(self.plan.warnings)
        self.assertEqual(self.plan.line_ids[-1].person, "deputy")
        self.assertEqual([step["article"] for step in self.plan.reasons],
                         ["KPA art. 253 § 1", "KPA art. 253 § 2", "KPA art. 253 § 3"])
        self.plan.line_ids.write({"kind": "appointments"})
        self.assertIn("Prezydenta lub", self.plan.warnings)

    def test_slots_of_the_plan(self):
        slots = self.make_slots(28)
        # Mondays 2, 9, 16, 23 and 30 March, six slots each
        self.assertEqual(len(slots), 30)
        self.assertEqual(slots[0].start, self.at("2026-03-02", 10))
        # after the change of the clock on 29 March ten o'clock is an hour earlier by UTC
        self.assertEqual(fields.Datetime.to_string(slots[24].start), "2026-03-30 08:00:00")
        self.assertFalse(self.make_slots(28), "made twice, nothing is added")

    def test_no_slot_on_days_off(self):
        """6 April 2026 is Easter Monday."""
        self.make_slots(60)
        self.assertFalse(self.Slot.search([("start", ">=", "2026-04-06"), ("start", "<", "2026-04-07")]))
        self.assertTrue(self.Slot.search([("start", ">=", "2026-04-13"), ("start", "<", "2026-04-14")]))

    def test_no_slot_while_absent(self):
        self.env["biuro.substitution"].create({
            "employee_id": self.host.id, "substitute_id": self.deputy.id, "date_from": "2026-03-09",
            "date_to": "2026-03-10",
        })
        self.env["resource.calendar.leaves"].create({
            "name": "Urlop", "resource_id": self.host.resource_id.id, "date_from": "2026-03-16 06:00:00",
            "date_to": "2026-03-16 09:50:00",
        })
        slots = self.make_slots(15)
        days = [str(slot.start.date()) for slot in slots]
        self.assertEqual(days.count("2026-03-09"), 0)
        self.assertEqual(days.count("2026-03-16"), 3, "absent until 10.50, slots from 11.00 stay")

    def test_absence_and_calendar_hide_slots(self):
        self.make_slots(15)
        free = self.Slot.search([("reachable", "=", True)])
        self.assertEqual(len(free), 18)
        self.env["biuro.substitution"].create({
            "employee_id": self.host.id, "substitute_id": self.deputy.id, "date_from": "2026-03-09",
            "date_to": "2026-03-09",
        })
        event = self.env["calendar.event"].create({
            "name": "Kolegium", "start": self.at("2026-03-16", 10, 30), "stop": self.at("2026-03-16", 11),
            "partner_ids": [(6, 0, self.users["management"].partner_id.ids)],
        })
        free = self.Slot.search([("reachable", "=", True)])
        self.assertEqual(len(free), 18 - 6 - 2)
        event.show_as = "free"
        self.assertEqual(self.Slot.search_count([("reachable", "=", True)]), 12)
        event.write({"show_as": "busy", "allday": True, "start_date": "2026-03-16", "stop_date": "2026-03-16"})
        self.assertEqual(self.Slot.search_count([("reachable", "=", True)]), 6)
        plain = self.secretary(self.Slot).get_free_slots(self.host.id, "2026-03-02", "2026-03-03")
        self.assertEqual([row["time"] for row in plain], ["10:00", "10:20", "10:40", "11:00", "11:20", "11:40"])

    def test_monthly_and_public_holiday_slots_by_hand(self):
        self.plan.line_ids.write({"every": "month", "week_of_month": "-1"})
        self.assertEqual({slot.start.date() for slot in self.make_slots(60)}, {date(2026, 3, 30), date(2026, 4, 27)})
        # an open day on a Sunday is the decision of the head; the clock changes that night
        slots = self.add_slots("2026-03-29", begin="10:00", end="11:00")
        self.assertEqual(fields.Datetime.to_string(slots[0].start), "2026-03-29 08:00:00")
        slots = self.add_slots("2026-10-25", begin="10:00", end="11:00")
        self.assertEqual(fields.Datetime.to_string(slots[0].start), "2026-10-25 09:00:00")

    def test_leap_day(self):
        slots = self.add_slots("2028-02-29", begin="09:00", end="10:00")
        self.assertEqual(len(slots), 3)
        self.assertIn("29.02.2028 09:00", slots[0].display_name)

    def test_changed_hours_take_free_slots_along(self):
        self.make_slots(15)
        visit = self.book(self.Slot.search([("start", ">", fields.Datetime.now())], limit=1))
        self.plan.line_ids.hour_from = 11
        left = self.Slot.search([("line_id", "in", self.plan.line_ids.ids), ("start", ">", fields.Datetime.now())])
        self.assertEqual(left, visit.slot_id)
        self.assertEqual(len(self.make_slots(15)), 9)

    def test_bad_plans(self):
        Line = self.env["biuro.sekretariat.reception.line"]
        base = {"plan_id": self.plan.id, "weekday": "2", "employee_id": self.deputy.id}
        with self.assertRaises(ValidationError):
            Line.create({**base, "hour_from": 9, "hour_to": 9.2, "slot_minutes": 20})
        with self.assertRaises(ValidationError):
            Line.create({**base, "weekday": "1", "hour_from": 11, "hour_to": 13, "employee_id": self.host.id})
        with self.assertRaises(ValidationError):
            Line.create({**base, "weekday": "1", "hour_from": 11, "hour_to": 13, "room_id": self.room.id})
        with self.assertRaises(ValidationError):
            self.plan.copy()
        with self.assertRaises(UserError):
            self.secretary(self.Slot).add_slots(self.host.id, "2026-02-27", "10:00", "11:00")
        with self.assertRaises(UserError):
            self.secretary(self.Slot).add_slots(self.host.id, "2026-03-09", "25:00", "26:00")
        with self.assertRaises(AccessError):
            self.Slot.with_user(self.users["clerk"]).add_slots(self.host.id, "2026-03-09", "10:00", "11:00")

    def test_notice_and_publication(self):
        self.plan.handling_department_ids = self.cell_bs
        [line] = self.plan._notice_lines()
        self.assertEqual((line["day"], line["hours"], line["where"]),
                         ("poniedziałek, co tydzień", "10:00–12:00", "pokój 101"))
        action = self.secretary(self.plan).action_publication_prepare()
        draft = self.env["biuro.publication"].browse(action["res_id"])
        self.assertIn("10:00–12:00", draft.body)
        self.assertEqual(draft.category_id.code, "skargi-i-wnioski")
        report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        content, _format = report._render_qweb_pdf(
            "biuro_sekretariat.reception_notice", self.plan.ids)
        self.assertTrue(content.startswith(b"%PDF"))


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 08:00:00")
class TestVisits(VisitsCase):
    def setUp(self):
        super().setUp()
        self.slots = self.add_slots("2026-03-09", room=self.room)

    def test_whole_way(self):
        visit = self.book(self.slots[0], phone="600 100 200", email="anna@example.com", kind="individual")
        self.assertEqual((visit.state, visit.register_ref, visit.minutes), ("confirmed", "PI/1/2026", 20))
        self.assertEqual(visit.planned_at, self.at("2026-03-09", 10))
        self.assertEqual(visit.room_id, self.room)
        self.assertEqual(self.slots[0].state, "booked")
        self.assertEqual(visit.event_id.privacy, "private")
        self.assertEqual(visit.event_id.partner_ids, self.users["management"].partner_id)
        desk = self.secretary(visit)
        with self.assertRaises(UserError):
            desk.action_arrive()  # not today
        with freeze_time("2026-03-09 09:05:00"):
            desk.action_arrive()
        with freeze_time("2026-03-09 09:10:00"):
            desk.action_start()
        with freeze_time("2026-03-09 09:25:00"):
            desk.action_finish("Sprawdzić natężenie hałasu.")
        self.assertEqual((visit.state, visit.waited_minutes, visit.taken_minutes), ("done", 5, 15))
        self.assertEqual(visit.findings, "Sprawdzić natężenie hałasu.")
        with self.assertRaises(UserError):
            desk.action_cancel("pomyłka")

    def test_double_booking_names_the_nearest_slots(self):
        self.book(self.slots[1])
        with self.assertRaisesRegex(UserError, r"09\.03\.2026 10:00; 09\.03\.2026 10:40; 09\.03\.2026 11:00"):
            self.book(self.slots[1], visitor_name="Piotr Drugi")
        with self.assertRaises(UserError):
            self.book(host_employee_id=self.host.id, planned_at="2026-03-09 09:25:00", minutes=10,
                      off_plan_reason="pilne")
        other = self.add_slots("2026-03-09", host=self.deputy)
        with self.assertRaises(UserError, msg="the room is taken"):
            self.book(host_employee_id=self.deputy.id, planned_at="2026-03-09 09:25:00", minutes=10,
                      off_plan_reason="pilne", room_id=self.room.id)
        self.book(other[1])

    def test_outside_the_plan(self):
        late = {"host_employee_id": self.host.id, "planned_at": "2026-03-10 16:00:00"}
        with self.assertRaisesRegex(UserError, "reason"):
            self.book(**late)
        visit = self.book(**late, off_plan_reason="gość z zagranicy", kind="courtesy")
        self.assertEqual((visit.state, visit.minutes), ("confirmed", 20))
        with self.assertRaises(UserError):
            self.book(host_employee_id=self.host.id, planned_at="2026-03-01 10:00:00", off_plan_reason="wczoraj")
        with self.assertRaises(UserError):
            self.book(host_employee_id=self.host.id, planned_at="jutro", off_plan_reason="x")

    def test_bad_input(self):
        for values in (
            {"visitor_name": "  "}, {"subject": ""}, {"slot_id": self.slots[0].id, "host_employee_id": self.deputy.id},
            {"pesel": "44051401359"}, {"minutes": 0, "host_employee_id": self.host.id, "slot_id": False,
                                      "planned_at": "2026-03-10 16:00:00", "off_plan_reason": "x"},
            {"people_count": 0}, {"origin": "public"},
        ):
            with self.subTest(values=values), self.assertRaises(UserError), self.cr.savepoint():
                self.book(**{"slot_id": self.slots[0].id, **values})
        visit = self.book(self.slots[0])
        for values in ({"state": "done"}, {"planned_at": "2026-03-09 12:00:00"}, {"register_number": 7},
                       {"started_at": "2026-03-09 09:00:00"}, {"subject": ""}, {"slot_id": self.slots[2].id}):
            with self.subTest(values=values), self.assertRaises(UserError), self.cr.savepoint():
                self.secretary(visit).write(values)
        with self.assertRaises(UserError):
            self.secretary(visit).unlink()
        with self.assertRaises(UserError):
            self.secretary(self.Visit).create({
                "visitor_name": "X Y", "subject": "z", "host_employee_id": self.host.id, "state": "done",
            })

    def test_host_absent_or_busy(self):
        self.env["biuro.substitution"].create({
            "employee_id": self.host.id, "substitute_id": self.deputy.id, "date_from": "2026-03-09",
            "date_to": "2026-03-09",
        })
        with self.assertRaisesRegex(UserError, "absent"):
            self.book(self.slots[0])
        self.env["calendar.event"].create({
            "name": "Sesja", "start": "2026-03-10 09:00:00", "stop": "2026-03-10 12:00:00",
            "partner_ids": [(6, 0, self.users["management"].partner_id.ids)],
        })
        with self.assertRaisesRegex(UserError, "calendar"):
            self.book(host_employee_id=self.host.id, planned_at="2026-03-10 10:00:00", off_plan_reason="pilne")

    def test_cancelled_slot_goes_to_the_first_waiting(self):
        for slot in self.slots[1:]:
            self.secretary(slot).action_block()
        visit = self.book(self.slots[0])
        Waiting = self.secretary(self.Visit)
        first, second = (Waiting.create({
            "visitor_name": name, "subject": "s", "host_employee_id": self.host.id, "email": f"{mail}@example.com",
        }) for name, mail in (("Pierwszy W", "a"), ("Drugi W", "b")))
        first.action_wait()
        with freeze_time("2026-03-02 08:10:00"):
            second.action_wait()
        self.assertFalse(first.slot_id)
        self.secretary(visit).action_cancel("rezygnacja")
        self.assertEqual((visit.state, visit.cancel_reason), ("cancelled", "rezygnacja"))
        self.assertFalse(visit.event_id.active)
        self.assertEqual(first.slot_id, self.slots[0])
        self.assertTrue(first.is_offered and first.held_until)
        self.assertFalse(second.slot_id)
        with freeze_time("2026-03-04 08:00:00"), self.enter_registry_test_mode():
            self.env.ref("biuro_sekretariat.ir_cron_visit_holds").method_direct_trigger()
        self.env.invalidate_all()
        self.assertFalse(first.slot_id, "an offer not taken goes to the next")
        self.assertEqual(second.slot_id, self.slots[0])
        second.action_confirm()
        self.assertEqual(second.state, "confirmed")

    def test_move(self):
        visit = self.book(self.slots[0], email="anna@example.com")
        self.secretary(visit).action_move(slot_id=self.slots[3].id)
        self.assertEqual((visit.planned_at, self.slots[0].state, self.slots[3].state),
                         (self.slots[3].start, "free", "booked"))
        self.assertEqual(visit.event_id.start, self.slots[3].start)
        with self.assertRaises(UserError):
            self.secretary(visit).action_move(planned_at="2026-03-11 09:00:00")
        self.secretary(visit).action_move(planned_at="2026-03-11 09:00:00", reason="prośba interesanta")
        self.assertFalse(visit.slot_id)
        other = self.book(self.slots[1])
        with self.assertRaises(UserError):
            self.secretary(other).action_move(planned_at="2026-03-11 09:10:00", reason="x")

    def test_moved_in_the_calendar(self):
        visit = self.book(self.slots[0], email="anna@example.com")
        self.book(self.slots[2])
        event = visit.event_id.with_user(self.users["management"])
        event.write({"start": self.slots[4].start, "stop": self.slots[4].stop})
        self.assertEqual(visit.slot_id, self.slots[4])
        event.write({"start": self.at("2026-03-12", 13), "stop": self.at("2026-03-12", 14)})
        self.assertEqual((visit.planned_at, visit.minutes, visit.slot_id.id), (self.at("2026-03-12", 13), 60, False))
        with self.assertRaises(UserError):
            event.write({"start": self.slots[2].start, "stop": self.slots[2].stop})
        with self.assertRaises(UserError):
            event.write({"privacy": "public"})
        with self.assertRaises(UserError):
            event.unlink()
        with self.assertRaises(UserError):
            event.write({"active": False})
        with self.assertRaises(UserError):
            event.with_context(biuro_visit_sync=True).write({"active": False})
        with freeze_time("2026-03-12 12:05:00"):
            self.secretary(visit).action_arrive()
            with self.assertRaises(UserError):
                event.write({"start": self.at("2026-03-13", 13), "stop": self.at("2026-03-13", 14)})

    def test_walk_in(self):
        Visit = self.secretary(self.Visit)
        values = {"visitor_name": "Jan Pilny", "subject": "awaria", "host_employee_id": self.host.id}
        with self.assertRaises(UserError):
            Visit.walk_in(values)
        made = Visit.walk_in({**values, "off_plan_reason": "sprawa nagła"})
        visit = Visit.browse(made["id"])
        self.assertEqual((visit.state, visit.is_walk_in, visit.register_ref), ("arrived", True, "PI/1/2026"))
        second = Visit.browse(Visit.walk_in({**values, "visitor_name": "Ewa Druga", "off_plan_reason": "x"})["id"])
        visit.action_start()
        with self.assertRaisesRegex(UserError, "PI/1/2026"):
            second.action_start()
        visit.action_finish()
        second.action_start()
        second.action_back()
        self.assertEqual((second.state, second.started_at), ("arrived", False))

    def test_no_show_and_back(self):
        visit = self.book(self.slots[0])
        with self.assertRaises(UserError):
            self.secretary(visit).action_no_show()
        with freeze_time("2026-03-09 09:30:00"):
            self.secretary(visit).action_no_show()
            self.assertEqual(visit.state, "no_show")
            self.secretary(visit).action_back()
            self.secretary(visit).action_start()
        self.assertEqual(visit.state, "in_meeting")

    def test_absence_moves_visits_to_the_substitute(self):
        first, second = self.book(self.slots[0], email="a@example.com"), self.book(self.slots[1])
        taken = self.add_slots("2026-03-09", host=self.deputy, begin="10:20", end="10:40")
        self.book(taken[0])
        self.env["biuro.substitution"].create({
            "employee_id": self.host.id, "substitute_id": self.deputy.id, "date_from": "2026-03-08",
            "date_to": "2026-03-10",
        })
        self.assertEqual((first.host_employee_id, first.original_host_id), (self.deputy, self.host))
        self.assertEqual(first.event_id.partner_ids, self.users["manager_wo"].partner_id)
        self.assertEqual(second.host_employee_id, self.host)
        self.assertTrue(second.new_date_asked and second.host_absent)
        self.assertIn(second, self.Visit.search([("host_absent", "=", True)]))
        self.secretary(second).action_ask_new_date("nieobecność")
        self.assertEqual((second.state, second.is_waiting, second.slot_id.id), ("requested", True, False))
        self.assertTrue(second.register_ref, "the number stays")

    def test_leave_marks_visits(self):
        visit = self.book(self.slots[0])
        self.env["resource.calendar.leaves"].create({
            "resource_id": self.host.resource_id.id, "date_from": "2026-03-09 05:00:00",
            "date_to": "2026-03-09 20:00:00",
        })
        self.Visit._cron_absences()
        self.assertTrue(visit.new_date_asked)

    def test_redirect(self):
        visit = self.book(self.slots[0])
        clerk = visit.with_user(self.users["clerk_wo"])
        self.assertFalse(clerk.has_access("read"))
        self.secretary(visit).action_redirect(self.cell_wo.id, "w sprawie dowodu osobistego")
        self.assertEqual(visit.state, "redirected")
        self.assertEqual(self.slots[0].state, "free")
        self.assertEqual((clerk.redirect_note, clerk.subject), ("w sprawie dowodu osobistego", False))

    def test_holds_are_freed_and_forgotten(self):
        visit = self.Visit.create({
            "visitor_name": "Niepotwierdzony", "subject": "s", "slot_id": self.slots[0].id, "origin": "public",
            "email": "x@example.com", "held_until": fields.Datetime.now() + timedelta(minutes=30),
        })
        self.assertEqual(self.slots[0].state, "held")
        with self.enter_registry_test_mode(), freeze_time("2026-03-02 09:00:00"):
            self.env.ref("biuro_sekretariat.ir_cron_visit_holds").method_direct_trigger()
        self.env.invalidate_all()
        self.assertFalse(visit.exists())
        self.assertEqual(self.slots[0].state, "free")
        removal = self.env["biuro.sekretariat.visit.removal"].search([], limit=1)
        self.assertEqual((removal.kind, removal.quantity), ("unconfirmed", 1))

    def test_database_refuses_what_the_verbs_might_miss(self):
        """The exclusion constraints and the unique indexes are there and speak with their own sentences."""
        first, second = self.book(self.slots[0]), self.book(self.slots[1])
        for statement in (
            SQL("UPDATE biuro_sekretariat_visit SET planned_at = planned_at - interval '9 min' WHERE id = %s",
                second.id),
            SQL("UPDATE biuro_sekretariat_visit SET slot_id = %s WHERE id = %s", self.slots[0].id, second.id),
            SQL("UPDATE biuro_sekretariat_visit SET state = 'in_meeting' WHERE id = ANY(%s)", (first | second).ids),
            SQL("UPDATE biuro_sekretariat_visit_slot SET start = start - interval '1 min' WHERE id = %s",
                self.slots[1].id),
        ):
            with self.subTest(statement), mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.IntegrityError), \
                    self.cr.savepoint():
                self.cr.execute(statement)
