from datetime import date, datetime

import vobject
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, TransactionCase, tagged

from ..tools.icalendar import UTC, WARSAW, calendar_text, local
from .common import KancelariaCase, KancelariaWorld


@tagged("post_install", "-at_install")
class TestIcalendar(TransactionCase):
    """The text itself (RFC 5545), read back by vobject."""

    def parse(self, *events):
        events = [{"uid": "1@x", "modified": datetime(2026, 1, 1), "summary": "X", **event} for event in events]
        return vobject.readOne(calendar_text("Kalendarz", events))

    def test_clock_changes(self):
        """29.03.2026 2:00 -> 3:00 and 25.10.2026 3:00 -> 2:00: the moments stay what they are."""
        for start, stop in [
            (datetime(2026, 3, 29, 0, 30), datetime(2026, 3, 29, 1, 30)),
            (datetime(2026, 10, 25, 0, 30), datetime(2026, 10, 25, 1, 30)),
            (datetime(2026, 10, 25, 1, 30), datetime(2026, 10, 25, 2, 30)),
            (datetime(2026, 7, 1, 10, 0), datetime(2026, 7, 1, 10, 45)),
        ]:
            with self.subTest(start=start):
                calendar = self.parse({"start": local(start), "stop": local(stop)})
                self.assertEqual(calendar.vevent.dtstart.value.astimezone(UTC).replace(tzinfo=None), start)
                self.assertEqual(calendar.vevent.dtend.value.astimezone(UTC).replace(tzinfo=None), stop)

    def test_zone_is_described(self):
        calendar = self.parse({"start": local(datetime(2026, 7, 1, 10)), "stop": local(datetime(2026, 7, 1, 11))})
        self.assertEqual(calendar.vtimezone.contents["tzid"][0].value, "Europe/Warsaw")
        text = calendar_text("K", [])
        self.assertIn("BEGIN:DAYLIGHT\r\n", text)
        self.assertIn("TZID:Europe/Warsaw\r\n", text)

    def test_all_day_and_several_days(self):
        calendar = self.parse({"start": date(2026, 3, 28), "stop": date(2026, 3, 30)})
        self.assertEqual(calendar.vevent.dtstart.value, date(2026, 3, 28))
        self.assertEqual(calendar.vevent.dtend.value, date(2026, 3, 31))

    def test_no_length_no_end(self):
        moment = local(datetime(2026, 7, 1, 10))
        self.assertFalse(hasattr(self.parse({"start": moment, "stop": moment}).vevent, "dtend"))

    def test_texts_are_escaped_and_folded(self):
        summary = "Żółć, gęś; jaźń\\ " + "ą" * 120
        text = calendar_text("K", [{
            "uid": "1@x", "modified": datetime(2026, 1, 1), "start": date(2026, 1, 1), "stop": date(2026, 1, 1),
            "summary": summary, "description": "a\nb\r\nBEGIN:VEVENT", "location": "ul. Polna 1; p. 2",
        }])
        self.assertTrue(all(len(line.encode()) <= 75 for line in text.split("\r\n")))
        self.assertEqual(text.count("\r\nBEGIN:VEVENT"), 1)
        event = vobject.readOne(text).vevent
        self.assertEqual(event.summary.value, summary)
        self.assertEqual(event.location.value, "ul. Polna 1; p. 2")

    def test_local_has_the_zone(self):
        self.assertEqual(local(datetime(2026, 7, 1, 10)).tzinfo, WARSAW)
        self.assertEqual(local(datetime(2026, 7, 1, 10)).hour, 12)


class FeedWorld(KancelariaWorld):
    @classmethod
    def build_world(cls):
        super().build_world()
        cls.owner, cls.other = cls.users["clerk"], cls.users["clerk_wo"]

    @classmethod
    def make_event(cls, name, users, **values):
        return cls.env["calendar.event"].with_context(dont_notify=True, no_mail_to_attendees=True).create({
            "name": name, "start": "2026-03-20 09:00:00", "stop": "2026-03-20 10:00:00", "location": "Tajne miejsce",
            "user_id": users[0].id, "partner_ids": [(6, 0, [user.partner_id.id for user in users])], **values,
        })

    def feed_of(self, user, **values):
        made = self.env["biuro.calendar.feed"].with_user(user).create_feed(values)
        return self.env["biuro.calendar.feed"].browse(made["id"]), made["url"]

    def events_of(self, text):
        calendar = vobject.readOne(text if isinstance(text, str) else text.decode())
        return {event.uid.value: event for event in calendar.contents.get("vevent", [])}


@freeze_time("2026-03-16 08:00:00")
@tagged("post_install", "-at_install")
class TestCalendarFeed(FeedWorld, KancelariaCase):
    def rendered(self, feed):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.events_of(feed.sudo()._render())

    def test_token_is_shown_once_and_kept_as_a_hash(self):
        feed, url = self.feed_of(self.owner, name="Telefon")
        token = url.rsplit("/", 1)[1].removesuffix(".ics")
        self.env.flush_all()
        self.env.cr.execute("SELECT * FROM biuro_calendar_feed WHERE id = %s", [feed.id])
        self.assertNotIn(token, str(self.env.cr.fetchone()))
        self.assertEqual(self.env["biuro.calendar.feed"]._find(token), feed)
        with self.assertRaises(AccessError):
            feed.with_user(self.owner).read(["token_hash"])
        action = feed.with_user(self.owner).action_give_address()
        self.assertFalse(self.env["biuro.calendar.feed"]._find(token))
        self.assertIn("/kalendarz/", action["params"]["url"])

    def test_revoked_closed_foreign(self):
        feed, url = self.feed_of(self.owner)
        token = url.rsplit("/", 1)[1].removesuffix(".ics")
        with self.assertRaises(AccessError):
            feed.with_user(self.other).action_revoke()
        with self.assertRaises(AccessError):
            feed.with_user(self.users["biuro_admin"]).action_give_address()
        self.owner.active = False
        self.assertFalse(self.env["biuro.calendar.feed"]._find(token))
        self.owner.active = True
        feed.with_user(self.users["biuro_admin"]).action_revoke()
        self.assertFalse(self.env["biuro.calendar.feed"]._find(token))
        self.assertEqual(feed.state, "revoked")

    def test_nobody_makes_a_feed_for_another(self):
        Feed = self.env["biuro.calendar.feed"].with_user(self.other)
        with self.assertRaises(AccessError):
            Feed.create({"name": "X", "user_id": self.owner.id})
        feed, _url = self.feed_of(self.other)
        with self.assertRaises(UserError):
            feed.with_user(self.other).write({"user_id": self.owner.id})
        with self.assertRaises(UserError):
            Feed.create_feed({"scope": "people"})

    def test_content(self):
        event = self.make_event("Narada", [self.owner], description="<p>Pierwszy</p><p>drugi</p>")
        trip = self.make_event("Wyjazd", [self.owner], allday=True, start_date="2026-03-28", stop_date="2026-03-30")
        self.make_event("Cudze", [self.other])
        gone = self.make_event("Odwołane", [self.owner], active=False)
        free = self.make_event("Dyżur", [self.owner], show_as="free")
        feed, _url = self.feed_of(self.owner)
        found = self.rendered(feed)
        self.assertEqual(len(found), 4)
        by_name = {item.summary.value: item for item in found.values()}
        narada = by_name["Narada"]
        self.assertEqual(narada.uid.value.split("@")[0], f"calendar-event-{event.id}")
        self.assertEqual(narada.dtstart.value.strftime("%H:%M"), "10:00")
        self.assertEqual(narada.dtstart.params.get("X-VOBJ-ORIGINAL-TZID") or narada.dtstart.params.get("TZID"),
                         ["Europe/Warsaw"])
        self.assertEqual(narada.location.value, "Tajne miejsce")
        self.assertEqual(by_name["Wyjazd"].dtend.value, date(2026, 3, 31))
        self.assertEqual(by_name["Odwołane"].status.value, "CANCELLED")
        self.assertEqual(by_name["Dyżur"].transp.value, "TRANSPARENT")
        self.assertTrue(trip and gone and free)
        again = self.rendered(feed)
        self.assertEqual(set(again), set(found), "identifiers stay the same")

    def test_private_events_of_others_are_busy(self):
        self.make_event("Lekarz", [self.other], privacy="private")
        self.make_event("Jawna narada", [self.other])
        self.make_event("Moja tajemnica", [self.owner, self.other], privacy="private")
        feed, _url = self.feed_of(self.owner, scope="people", people_ids=self.other.partner_id.ids)
        found = self.rendered(feed)
        seen = {item.summary.value: item for item in found.values()}
        [word] = seen.keys() - {"Jawna narada", "Moja tajemnica"}
        self.assertIn(word, ("Busy", "Zajęty"))
        self.assertEqual(len(found), 3)
        busy = seen[word]
        self.assertFalse({"location", "description", "categories"} & busy.contents.keys())
        # a calendar that is private as a whole
        self.other.with_user(self.other).calendar_default_privacy = "private"
        names = {item.summary.value for item in self.rendered(feed).values()}
        self.assertNotIn("Jawna narada", names)

    def test_recurring_across_the_clock_change(self):
        self.make_event(
            "Cotygodniowa", [self.owner], start="2026-03-23 08:00:00", stop="2026-03-23 09:00:00", recurrency=True,
            rrule_type="weekly", mon=True, interval=1, end_type="count", count=3, event_tz="Europe/Warsaw",
        )
        feed, _url = self.feed_of(self.owner)
        starts = sorted(item.dtstart.value for item in self.rendered(feed).values())
        self.assertEqual([start.strftime("%d.%m %H:%M") for start in starts],
                         ["23.03 09:00", "30.03 09:00", "06.04 09:00"])

    def test_tags_choose(self):
        tag = self.env["calendar.event.type"].create({"name": "Uroczystość"})
        self.make_event("Święto", [self.owner], categ_ids=[(6, 0, tag.ids)])
        self.make_event("Narada", [self.owner])
        feed, _url = self.feed_of(self.owner, categ_ids=tag.ids)
        [item] = self.rendered(feed).values()
        self.assertEqual((item.summary.value, item.categories.value), ("Święto", ["Uroczystość"]))


@tagged("post_install", "-at_install")
class TestCalendarFeedHttp(FeedWorld, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()

    def test_address(self):
        self.make_event("Narada", [self.owner], start=datetime.now(), stop=datetime.now())
        feed, url = self.feed_of(self.owner)
        path = "/kalendarz/" + url.rsplit("/", 1)[1]
        answer = self.url_open(path)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.headers["Content-Type"], "text/calendar; charset=utf-8")
        self.assertIn("Narada", answer.text)
        self.assertNotIn("Set-Cookie", answer.headers)
        etag = answer.headers["ETag"]
        self.assertEqual(self.url_open(path, headers={"If-None-Match": etag}).status_code, 304)
        self.make_event("Nowa", [self.owner], start=datetime.now(), stop=datetime.now())
        self.assertEqual(self.url_open(path, headers={"If-None-Match": etag}).status_code, 200)
        feed.with_user(self.owner).action_revoke()
        revoked, unknown = self.url_open(path), self.url_open("/kalendarz/" + "x" * 43 + ".ics")
        self.assertEqual((revoked.status_code, revoked.text), (404, unknown.text))
        self.assertEqual(unknown.status_code, 404)
        self.assertEqual(self.url_open("/kalendarz/%00.ics").status_code, 404)
