from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import SekretariatCase
from .test_calendar_access import SECRET, AgendaWorld


@freeze_time("2026-03-16 08:00:00")
@tagged("post_install", "-at_install")
class TestCalendarAgenda(AgendaWorld, SekretariatCase):
    """Collisions, free moments, delegation, substitution."""

    def setUp(self):
        super().setUp()
        self.agenda = self.as_user("secretary")["biuro.sekretariat.agenda"]

    def entry(self, start, stop, hosts=None, login=None, **values):
        return self.make_event(login, hosts, start=f"{start}:00", stop=f"{stop}:00", **values)

    def state(self, event, login="secretary"):
        self.env.invalidate_all()
        return event.with_user(self.users[login]).conflict_state

    # ---- collisions

    def test_two_entries_of_one_host_collide(self):
        first = self.entry("2026-03-20 09:00", "2026-03-20 10:00")
        second = self.entry("2026-03-20 09:30", "2026-03-20 10:30", name="Drugie")
        touching = self.entry("2026-03-20 10:30", "2026-03-20 11:00")
        other_host = self.entry("2026-03-20 09:00", "2026-03-20 10:00", self.deputy)
        free = self.entry("2026-03-20 09:00", "2026-03-20 10:00", show_as="free")
        self.assertEqual([self.state(event) for event in (first, second, touching, other_host, free)],
                         ["open", "open", "none", "none", "none"])
        self.assertIn("Drugie", first.with_user(self.secretary).conflict_text)
        Event = self.as_user("secretary")["calendar.event"]
        self.assertEqual(Event.search([("conflict_state", "=", "open"), ("host_ids", "in", self.president.ids)]),
                         (first | second).with_user(self.secretary).sorted(lambda event: event.start, reverse=True))

    def test_an_ordinary_meeting_of_the_host_counts(self):
        self.env["calendar.event"].create({
            "name": "Zebranie", "start": "2026-03-20 09:00:00", "stop": "2026-03-20 10:00:00",
            "user_id": self.users["clerk"].id, "partner_ids": [(6, 0, self.users["president"].partner_id.ids)],
        })
        event = self.entry("2026-03-20 09:30", "2026-03-20 09:45")
        self.assertEqual(self.state(event), "open")
        other = self.env["calendar.event"].search([("name", "=", "Zebranie")])
        partner = self.users["president"].partner_id
        other.attendee_ids.filtered(lambda line: line.partner_id == partner).state = "declined"
        self.env.flush_all()
        self.assertEqual(self.state(event), "none")

    def test_all_day_takes_the_whole_day(self):
        self.make_event(None, allday=True, start_date="2026-03-28", stop_date="2026-03-30", name="Delegacja")
        evening = self.entry("2026-03-28 21:00", "2026-03-28 21:45")   # 22:00 of the first day
        night = self.entry("2026-03-30 21:30", "2026-03-30 21:50")     # 23:30 of the last day, summer time
        after = self.entry("2026-03-30 22:00", "2026-03-30 22:30")     # midnight
        self.assertEqual([self.state(event) for event in (evening, night, after)], ["open", "open", "none"])

    def test_kept_knowingly_until_it_moves(self):
        first = self.entry("2026-03-20 09:00", "2026-03-20 10:00")
        self.entry("2026-03-20 09:30", "2026-03-20 10:30")
        event = first.with_user(self.secretary)
        with self.assertRaises(UserError):
            event.action_keep_conflict(" ")
        with self.assertRaises(UserError):
            event.write({"conflict_reason": "Bokiem"})
        with self.assertRaises(AccessError):
            first.with_user(self.users["clerk"]).action_keep_conflict("Nie moje")
        self.assertTrue(event.action_keep_conflict("Zdąży: to samo piętro"))
        self.assertEqual(self.state(first), "kept")
        self.assertEqual(first.conflict_kept_by_id, self.secretary)
        event.write({"start": "2026-03-20 09:15:00"})
        self.assertEqual(self.state(first), "open")
        self.assertFalse(first.conflict_reason)

    def test_a_name_that_may_not_be_read_stays_hidden(self):
        self.make_event(None, self.deputy_2, start="2026-03-20 09:00:00", stop="2026-03-20 10:00:00",
                        agenda_kind_id=self.kind("own").id)
        event = self.make_event("deputy_2", self.deputy_2, start="2026-03-20 09:00:00", stop="2026-03-20 10:00:00",
                                name="Narada", privacy="public")
        self.env.invalidate_all()
        mine = event.with_user(self.users["deputy"])
        self.assertEqual(mine.conflict_state, "open")
        self.assertNotIn(SECRET, mine.conflict_text)

    def test_absence_collides_and_moves_to_the_substitute(self):
        event = self.entry("2026-03-20 09:00", "2026-03-20 10:00", partner_ids=[
            (6, 0, self.users["clerk"].partner_id.ids)])
        with self.assertRaises(UserError):
            event.with_user(self.secretary).action_move_to_substitute()
        self.env["biuro.substitution"].create({
            "employee_id": self.president.id, "substitute_id": self.deputy.id, "reason": "Urlop",
            "date_from": "2026-03-19", "date_to": "2026-03-20",
        })
        self.env.invalidate_all()
        mine = event.with_user(self.secretary)
        self.assertTrue(mine.absent_host)
        self.assertIn("Osoba deputy", mine.conflict_text)
        self.assertIn(event.id, self.as_user("secretary")["calendar.event"].search([("absent_host", "=", True)]).ids)
        self.assertEqual(mine.action_move_to_substitute(), 1)
        self.assertEqual((event.host_ids.ids, event.representative_id, event.represented_id),
                         (self.deputy.ids, self.deputy, self.president))
        self.assertIn(self.users["clerk"].partner_id, event.message_ids.notified_partner_ids)
        self.assertIn(self.users["deputy"].partner_id, event.message_ids.notified_partner_ids)

    # ---- delegation

    def test_delegation(self):
        event = self.entry("2026-03-20 09:00", "2026-03-20 10:00")
        mine = event.with_user(self.secretary)
        self.assertTrue(mine.action_delegate(self.deputy.id, "Proszę wziąć wiązankę"))
        self.assertEqual(event.host_ids.ids, self.deputy.ids)
        self.assertEqual(event.user_id, self.users["deputy"])
        self.assertIn(self.users["deputy"].partner_id, event.partner_ids)
        self.assertNotIn(self.users["president"].partner_id, event.partner_ids)
        note = event.message_ids.filtered(lambda message: "wiązankę" in (message.body or ""))
        self.assertEqual(note.notified_partner_ids, self.users["deputy"].partner_id)
        self.assertIn("20.03.2026, 10:00–11:00", note.body)
        # the one who sent the deputy, and his secretary, keep sight of it
        self.env.invalidate_all()
        self.assertEqual(event.with_user(self.users["president"]).name, SECRET)
        self.assertEqual(mine.name, SECRET)
        with self.assertRaises(AccessError):
            event.with_user(self.users["clerk"]).action_delegate(self.deputy_2.id)
        mine.action_delegate(self.deputy_2.id)
        self.assertEqual((event.host_ids.ids, event.represented_id), (self.deputy_2.ids, self.president))
        self.assertTrue(mine.action_take_back())
        self.assertEqual((event.host_ids.ids, event.representative_id, event.represented_id.id),
                         (self.president.ids, self.env["hr.employee"], False))

    def test_delegation_refused(self):
        event = self.entry("2026-03-20 09:00", "2026-03-20 10:00", self.president | self.deputy)
        mine = event.with_user(self.users["president"])
        with self.assertRaises(UserError):
            mine.action_delegate(self.deputy.id)
        with self.assertRaises(UserError):
            mine.action_delegate(0)
        with self.assertRaises(UserError):
            mine.action_take_back()
        mine.action_delegate(self.deputy_2.id)
        self.assertEqual(set(event.host_ids.ids), {self.deputy.id, self.deputy_2.id})

    # ---- free moments

    def free(self, hosts=None, login="clerk", **values):
        self.env.flush_all()
        found = self.as_user(login)["biuro.sekretariat.agenda"].find_free({
            "employee_ids": (hosts or self.president).ids, "minutes": 60, "hour_from": "08:00", "hour_to": "11:00",
            "date_from": "2026-03-20", "date_to": "2026-03-23", "step": 30, **values,
        })
        return [f"{row['day'][8:]} {row['label']}" for row in found]

    def test_free_of_several_people(self):
        self.assertEqual(len(self.free()), 10)  # 20 and 23 March; a Saturday and a Sunday between
        self.entry("2026-03-20 07:30", "2026-03-20 08:30")                  # 8:30 to 9:30
        self.entry("2026-03-20 09:00", "2026-03-20 09:30", self.deputy)     # 10:00 to 10:30
        self.assertEqual(self.free(date_to="2026-03-20"), ["20 09:30–10:30", "20 10:00–11:00"])
        self.assertEqual(self.free(self.president | self.deputy, date_to="2026-03-20"), [])
        self.assertEqual(self.free(self.president | self.deputy, date_to="2026-03-20", minutes=30), [
            "20 08:00–08:30", "20 09:30–10:00", "20 10:30–11:00"])
        self.assertEqual(len(self.free(limit=3)), 3)
        self.assertEqual(len(self.free(date_from="2026-03-21", date_to="2026-03-22", days_off=True)), 10)

    def test_free_says_nothing_of_the_content(self):
        self.entry("2026-03-20 07:00", "2026-03-20 09:00")
        found = self.as_user("clerk")["biuro.sekretariat.agenda"].find_free({
            "employee_ids": self.president.ids, "minutes": 30, "date_from": "2026-03-20", "date_to": "2026-03-20"})
        self.assertEqual(set(found[0]), {"start", "stop", "day", "label"})
        self.assertEqual(found[0]["label"], "07:30–08:00")

    def test_free_not_in_absence_past_or_on_holidays(self):
        self.env["biuro.substitution"].create({
            "employee_id": self.president.id, "substitute_id": self.deputy.id,
            "date_from": "2026-03-20", "date_to": "2026-03-20",
        })
        self.assertTrue(all(row.startswith("23") for row in self.free()))
        self.assertEqual(self.free(date_from="2026-04-06", date_to="2026-04-06"), [])  # Easter Monday
        self.assertEqual(self.free(date_from="2026-03-16", date_to="2026-03-16"), ["16 09:00–10:00", "16 09:30–10:30",
                                                                                   "16 10:00–11:00"])

    def test_free_across_the_clock_change(self):
        found = self.as_user("clerk")["biuro.sekretariat.agenda"].find_free({
            "employee_ids": self.president.ids, "minutes": 60, "hour_from": "08:00", "hour_to": "09:00",
            "date_from": "2026-03-27", "date_to": "2026-03-30"})
        self.assertEqual([row["start"] for row in found], ["2026-03-27 07:00:00", "2026-03-30 06:00:00"])

    def test_bad_questions(self):
        good = {"employee_ids": self.president.ids, "minutes": 30}
        for bad in (
            {"employee_ids": []}, {"employee_ids": "1"}, {"minutes": 0}, {"minutes": "30"}, {"minutes": 3},
            {"hour_from": "8"}, {"hour_from": "25:00"}, {"hour_from": "12:00", "hour_to": "11:00"},
            {"date_from": "2026-02-30"}, {"date_from": "2026-03-20", "date_to": "2026-03-19"},
            {"date_to": "2027-03-19"}, {"step": 1}, {"limit": 1000}, {"unknown": 1}, {"employee_ids": [10 ** 9]},
        ):
            with self.subTest(bad=bad), self.assertRaises(ValidationError):
                self.agenda.find_free({**good, **bad})

    # ---- plan of days

    def test_days(self):
        self.entry("2026-03-20 09:00", "2026-03-20 10:00", agenda_kind_id=self.kind("meeting").id, name="Rozmowa",
                   contact_ids=[(6, 0, self.guest.ids)])
        self.make_event(None, self.deputy, allday=True, start_date="2026-03-19", stop_date="2026-03-21",
                        name="Delegacja")
        self.env.invalidate_all()
        plan = self.agenda.get_days({"employee_ids": (self.president | self.deputy).ids, "date_from": "2026-03-20"})
        self.assertEqual([host["id"] for host in plan["hosts"]], (self.president | self.deputy).ids)
        trip, talk = plan["entries"]
        self.assertEqual((trip["title"], trip["all_day"], trip["host_ids"]), ("Delegacja", True, self.deputy.ids))
        self.assertEqual((talk["title"], talk["start"], talk["stop"], talk["label"], talk["contacts"]),
                         ("Rozmowa", 600, 660, "10:00–11:00", SECRET))
        week = self.agenda.get_days({
            "employee_ids": self.deputy.ids, "date_from": "2026-03-16", "date_to": "2026-03-22"})
        self.assertEqual([row["day"] for row in week["entries"]], ["2026-03-19", "2026-03-20", "2026-03-21"])
        self.assertEqual(self.agenda.get_days({"date_from": "2026-03-20"})["hosts"][0]["kept"], True)
        self.env.invalidate_all()
        other = self.as_user("clerk")["biuro.sekretariat.agenda"].get_days({
            "employee_ids": self.president.ids, "date_from": "2026-03-20"})
        self.assertTrue(other["entries"][0]["hidden"])
        self.assertNotIn(SECRET, str(other))
        self.assertNotIn("Rozmowa", str(other))
        self.assertNotIn("Ukryta", str(other))

    def test_no_query_per_entry(self):
        days = {"employee_ids": self.president.ids, "date_from": "2026-03-20"}

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.agenda.get_days(days)
            return self.env.cr.sql_log_count - before

        for number in range(2):
            self.entry(f"2026-03-20 0{number}:00", f"2026-03-20 0{number}:30")
        count()
        few = count()
        for number in range(14):
            self.entry(f"2026-03-20 {number:02}:30", f"2026-03-20 {number:02}:45")
        self.assertLessEqual(count(), few + 4)

    # ---- series and kinds

    def test_series_keeps_its_clock_and_its_hosts(self):
        event = self.make_event(
            "secretary", start="2026-03-23 08:00:00", stop="2026-03-23 09:00:00", recurrency=True, rrule_type="weekly",
            mon=True, interval=1, end_type="count", count=3, event_tz="Europe/Warsaw",
            agenda_kind_id=self.kind("residents").id,
        )
        events = event.recurrence_id.calendar_event_ids.sorted("start")
        self.assertEqual([str(item.start) for item in events],
                         ["2026-03-23 08:00:00", "2026-03-30 07:00:00", "2026-04-06 07:00:00"])
        self.assertTrue(all(item.host_ids.ids == self.president.ids for item in events))
        self.assertTrue(all(item.publish_public for item in events))
        events[1].with_user(self.secretary).write({"recurrence_update": "self_only", "start": "2026-03-30 08:00:00"})
        self.assertEqual(events[1].stop - events[1].start, timedelta(hours=1))
        events[1].with_user(self.secretary).action_delegate(self.deputy.id)
        self.assertEqual(events[1].host_ids.ids, self.deputy.ids)
        self.assertEqual(events[2].host_ids.ids, self.president.ids)

    def test_whole_series_moves(self):
        event = self.make_event(
            "secretary", start="2026-10-19 07:00:00", stop="2026-10-19 08:00:00", recurrency=True, rrule_type="weekly",
            mon=True, interval=1, end_type="count", count=3, event_tz="Europe/Warsaw", partner_ids=[
                (6, 0, self.users["clerk"].partner_id.ids)],
        )
        event.with_user(self.secretary).write({
            "recurrence_update": "all_events", "start": "2026-10-19 07:30:00", "stop": "2026-10-19 08:30:00"})
        events = self.env["calendar.event"].search([("host_ids", "in", self.president.ids)], order="start")
        # 9:30 before and after the clock goes back on 25 October
        self.assertEqual([str(item.start) for item in events],
                         ["2026-10-19 07:30:00", "2026-10-26 08:30:00", "2026-11-02 08:30:00"])
        self.assertTrue(all(self.users["clerk"].partner_id in item.partner_ids for item in events))
        with self.assertRaises(AccessError):
            events[0].with_user(self.users["clerk"]).write({
                "recurrence_update": "all_events", "start": "2026-10-19 10:00:00", "stop": "2026-10-19 11:00:00"})

    def test_kind_gives_class_and_privacy(self):
        event = self.make_event(agenda_kind_id=self.kind("press").id)
        self.assertEqual(event.jrwa_class_id.symbol, "0531")
        self.assertEqual(event.privacy, "confidential")
        own = self.make_event(agenda_kind_id=self.kind("own").id)
        self.assertTrue(own.agenda_closed)
        with self.assertRaises(ValidationError):
            own.with_user(self.secretary).publish_public = True
        codes = set(self.env["biuro.sekretariat.agenda.kind"].search([]).mapped("code"))
        self.assertLessEqual({
            "management_meeting", "staff_meeting", "college", "residents", "council", "ceremony", "press",
            "trip_domestic", "trip_foreign", "foreign_guests", "reception", "own",
        }, codes)

    def test_no_mail_to_hosts_and_guests(self):
        with self.mock_mail_gateway() if hasattr(self, "mock_mail_gateway") else self.subTest():
            event = self.make_event(partner_ids=[(6, 0, self.guest.ids)])
        attendees = event.attendee_ids.with_user(self.secretary)
        self.assertFalse([line for line in attendees if line._should_notify_attendee()])
        self.assertTrue(all(line.with_context(agenda_send=True)._should_notify_attendee() for line in attendees))
