from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import SekretariatCase
from .test_calendar_access import AgendaWorld


@freeze_time("2026-03-16 08:00:00")
@tagged("post_install", "-at_install")
class TestCalendarInvitation(AgendaWorld, SekretariatCase):
    """Invitations: from the letter to whoever goes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.school = cls.env["res.partner"].create({"name": "Szkoła Podstawowa nr 3", "is_company": True})

    def invitation(self, login="secretary", **values):
        invitation = self.as_user(login)["biuro.sekretariat.invitation"].create({
            "name": "50-lecie szkoły", "organizer_id": self.school.id, "date_start": "2026-04-10 09:00:00",
            "place": "ul. Szkolna 1", "date_rsvp": "2026-03-25", "host_id": self.president.id, **values,
        })
        self.env.flush_all()
        self.env.invalidate_all()
        return invitation

    def letter(self, **values):
        letter = self.env["biuro.letter"].create({
            "direction": "in", "title": "Zaproszenie na jubileusz", "partner_id": self.school.id,
            "sender_name": "Szkoła Podstawowa nr 3", "department_id": self.cell_bs.id,
            "clerk_id": self.employees["secretary"].id, "date_received": "2026-03-12",
            "delivery_method_id": self.env.ref("biuro_kancelaria.delivery_method_letter").id, **values,
        })
        letter.action_register()
        return letter

    # ---- from a letter

    def test_one_click_from_a_letter(self):
        letter = self.letter()
        action = letter.with_user(self.secretary).action_make_invitation()
        invitation = self.env["biuro.sekretariat.invitation"].browse(action["res_id"])
        self.assertEqual((invitation.name, invitation.organizer_id, invitation.host_id, invitation.state),
                         ("Zaproszenie na jubileusz", self.school, self.president, "received"))
        self.assertEqual(str(invitation.date_received), "2026-03-12")
        again = letter.with_user(self.secretary).action_make_invitation()
        self.assertEqual(again["res_id"], invitation.id)
        with self.assertRaises(UserError):
            invitation.with_user(self.secretary).unlink()

    # ---- decisions

    def test_accept(self):
        invitation = self.invitation(speech_needed=True, gift_needed=True, note="Sala gimnastyczna")
        invitation.action_submit()
        [activity] = invitation.activity_ids
        self.assertEqual((activity.user_id, str(activity.date_deadline)), (self.users["president"], "2026-03-25"))
        mine = invitation.with_user(self.users["president"])
        self.assertTrue(mine.action_accept("Pojadę pociągiem"))
        self.assertEqual((invitation.state, invitation.decision, invitation.decided_by_id),
                         ("accepted", "self", self.users["president"]))
        event = invitation.event_id
        self.assertEqual(event.host_ids.ids, self.president.ids)
        self.assertEqual((str(event.start), str(event.stop)), ("2026-04-10 09:00:00", "2026-04-10 11:00:00"))
        self.assertEqual((event.location, event.contact_ids, event.agenda_kind_id.code),
                         ("ul. Szkolna 1", self.school, "ceremony"))
        self.assertFalse(event.publish_public)
        self.assertNotIn(self.school, event.partner_ids)
        self.assertIn("Sala gimnastyczna", event.purpose)
        # speech five days before: Easter Sunday -> Friday 3 April; gift three days before
        self.assertEqual(sorted(str(line.date_deadline) for line in invitation.activity_ids),
                         ["2026-04-03", "2026-04-07"])
        self.assertTrue(all(line.user_id == self.secretary for line in invitation.activity_ids))

    def test_reply_is_an_outgoing_letter(self):
        letter = self.letter()
        invitation = self.env["biuro.sekretariat.invitation"].browse(
            letter.with_user(self.secretary).action_make_invitation()["res_id"])
        invitation.with_user(self.secretary).write({"date_start": "2026-04-10 09:00:00", "place": "Aula"})
        invitation.with_user(self.users["president"]).action_decline("Sesja rady")
        reply = invitation.reply_letter_id
        self.assertEqual((reply.direction, reply.state, reply.reply_to_id), ("out", "draft", letter))
        self.assertEqual(reply.recipient_ids.partner_id, self.school)
        self.assertEqual((reply.signatory_id, reply.author_id), (self.president, self.secretary))
        self.assertIn("10.04.2026", reply.body)
        self.assertIn("Zaproszenie na jubileusz", reply.body)
        self.assertNotIn("Sesja rady", reply.body)
        self.assertFalse(invitation.event_id)
        action = invitation.with_user(self.secretary).action_draft_reply()
        self.assertEqual(action["res_id"], reply.id)
        reply.with_user(self.secretary).write({"body": "<p>Dziękuję</p>"})

    def test_delegate(self):
        invitation = self.invitation()
        invitation.action_submit()
        mine = invitation.with_user(self.users["president"])
        with self.assertRaises(UserError):
            mine.action_delegate(self.president.id)
        mine.action_delegate(self.deputy.id, "Proszę o kilka słów")
        event = invitation.event_id
        self.assertEqual((event.host_ids.ids, event.representative_id, event.represented_id),
                         (self.deputy.ids, self.deputy, self.president))
        self.assertIn(self.users["deputy"].partner_id, event.partner_ids)
        self.assertIn(self.users["deputy"].partner_id, event.message_ids.notified_partner_ids)
        self.assertIn("kilka słów", str(event.message_ids.mapped("body")))
        self.assertIn("Osoba deputy", invitation.reply_letter_id.body)
        self.env.invalidate_all()
        self.assertEqual(invitation.with_user(self.users["deputy"]).name, "50-lecie szkoły")
        # an employee of the office may go as well
        other = self.invitation()
        other.with_user(self.secretary).action_delegate(self.employees["clerk"].id, reply=False)
        self.assertEqual(other.event_id.host_ids.ids, self.employees["clerk"].ids)
        self.assertFalse(other.reply_letter_id)
        self.env.invalidate_all()
        self.assertEqual(other.with_user(self.users["clerk"]).name, "50-lecie szkoły")

    def test_who_decides(self):
        invitation = self.invitation()
        for login in ("clerk", "management", "deputy", "auditor"):
            with self.subTest(login=login), self.assertRaises(AccessError):
                invitation.with_user(self.users[login]).action_accept()
        other = self.invitation(host_id=self.deputy_2.id)
        with self.assertRaises(AccessError):
            other.action_accept()  # nobody serves this deputy
        other.with_user(self.users["deputy_2"]).action_accept()
        self.assertEqual(other.event_id.host_ids.ids, self.deputy_2.ids)
        with self.assertRaises(UserError):
            invitation.write({"state": "accepted"})
        with self.assertRaises(UserError):
            invitation.create({"name": "X", "host_id": self.president.id, "decision": "self"})

    def test_needs_day_and_hour(self):
        invitation = self.invitation(date_start=False)
        with self.assertRaises(UserError):
            invitation.action_accept()
        invitation.action_decline()
        self.assertEqual(invitation.state, "declined")
        with self.assertRaises(ValidationError):
            self.invitation(date_received="2026-03-17")

    def test_changed_day_moves_the_entry(self):
        invitation = self.invitation()
        invitation.action_accept(reply=False)
        invitation.write({"date_start": "2026-04-11 10:00:00", "place": "Aula"})
        event = invitation.event_id
        self.assertEqual((str(event.start), event.location), ("2026-04-11 10:00:00", "Aula"))

    def test_decision_taken_back(self):
        invitation = self.invitation()
        invitation.action_accept()
        event, reply = invitation.event_id, invitation.reply_letter_id
        with self.assertRaises(UserError):
            invitation.action_withdraw_decision("")
        invitation.action_withdraw_decision("Zmiana planów")
        self.assertEqual((invitation.state, event.active, reply.state), ("to_decide", False, "annulled"))
        invitation.action_delegate(self.deputy.id)
        self.assertNotEqual(invitation.reply_letter_id, reply)
        invitation.action_done()
        with self.assertRaises(UserError):
            invitation.action_accept()

    def test_change_of_mind_keeps_one_entry(self):
        invitation = self.invitation()
        invitation.action_accept(reply=False)
        event = invitation.event_id
        invitation.action_delegate(self.deputy.id, reply=False)
        self.assertEqual(invitation.event_id, event)
        self.assertEqual(event.host_ids.ids, self.deputy.ids)

    def test_many_at_once(self):
        first, second, third = (self.invitation(name=name) for name in ("A", "B", "C"))
        Invitation = self.as_user("president")["biuro.sekretariat.invitation"]
        result = Invitation.decide_many([
            {"id": first.id, "decision": "accept"},
            {"id": second.id, "decision": "delegate", "employee_id": self.deputy.id, "note": "Kwiaty"},
            {"id": third.id, "decision": "decline", "reply": False},
        ])
        self.assertEqual([row["state"] for row in result], ["accepted", "delegated", "declined"])
        self.assertTrue(second.reply_letter_id and not third.reply_letter_id)
        with self.assertRaises(ValidationError):
            Invitation.decide_many([{"id": first.id, "decision": "maybe"}])
        with self.assertRaises(ValidationError):
            Invitation.decide_many([{"id": 10 ** 8, "decision": "accept"}])

    def test_receive(self):
        made = self.as_user("secretary")["biuro.sekretariat.invitation"].receive({
            "name": "Festyn", "organizer_name": "Rada Osiedla", "agenda_kind": "residents", "submit": True,
            "date_start": "2026-05-01 10:00:00",
        })
        invitation = self.env["biuro.sekretariat.invitation"].browse(made["id"])
        self.assertEqual((made["state"], invitation.organizer_name, invitation.agenda_kind_id.code),
                         ("to_decide", "Rada Osiedla", "residents"))
        for bad in ({}, {"name": "X", "color": 1}, {"name": "X", "agenda_kind": "zły"}):
            with self.subTest(bad=bad), self.assertRaises(ValidationError):
                self.as_user("secretary")["biuro.sekretariat.invitation"].receive(bad)

    # ---- case, overdue, collisions

    def test_patronage_opens_a_case(self):
        letter = self.letter()
        invitation = self.env["biuro.sekretariat.invitation"].browse(
            letter.with_user(self.secretary).action_make_invitation()["res_id"]).with_user(self.secretary)
        invitation.write({"patronage_asked": True, "date_start": "2026-04-10 09:00:00"})
        with self.assertRaises(UserError):
            invitation.action_open_case("1510")
        action = invitation.action_open_case()
        case = self.env["biuro.case"].browse(action["res_id"])
        self.assertEqual((case.jrwa_class_id.symbol, letter.case_id, letter.state), ("0054", case, "filed"))
        invitation.action_accept(reply=False)
        self.assertEqual((invitation.event_id.case_id, invitation.event_id.jrwa_class_id), (case, case.jrwa_class_id))
        with self.assertRaises(UserError):
            invitation.action_open_case()
        own = self.invitation()
        self.assertEqual(self.env["biuro.case"].browse(own.action_open_case("4041")["res_id"]).title, "50-lecie szkoły")

    def test_overdue_and_collision(self):
        invitation = self.invitation(date_rsvp="2026-03-13")
        self.assertTrue(invitation.is_overdue)
        self.assertEqual(invitation.days_left, -3)
        self.assertIn(invitation, invitation.search([("is_overdue", "=", True)]))
        self.make_event("secretary", start="2026-04-10 10:00:00", stop="2026-04-10 12:00:00", name="Sesja")
        invitation.invalidate_recordset()
        self.assertIn("Sesja", invitation.conflict_text)

    def test_others_see_nothing(self):
        invitation = self.invitation()
        for login in ("clerk", "manager", "management", "auditor", "biuro_admin", "chancellery"):
            with self.subTest(login=login):
                self.env.invalidate_all()
                env = self.as_user(login)
                if env["biuro.sekretariat.invitation"].has_access("read"):
                    self.assertFalse(env["biuro.sekretariat.invitation"].search([]))
                with self.assertRaises(AccessError):
                    invitation.with_user(self.users[login]).read(["name"])

    # ---- promises and the card

    def test_promise_comes_back_on_the_card(self):
        event = self.make_event(contact_ids=[(6, 0, self.school.ids)], name="Rozmowa o boisku")
        promise = self.as_user("secretary")["biuro.sekretariat.promise"].create({
            "name": "Odpowiedź w sprawie boiska", "event_id": event.id, "employee_id": self.employees["clerk"].id,
            "date_due": "2026-03-20",
        })
        self.assertEqual((promise.partner_id, promise.host_id), (self.school, self.president))
        self.assertEqual(promise.activity_ids.user_id, self.users["clerk"])
        later = self.make_event(
            contact_ids=[(6, 0, self.school.ids)], purpose="Dyrektor prosi o wsparcie", talking_points="Boisko",
            agenda_kind_id=self.kind("meeting").id, start="2030-03-27 09:00:00", stop="2030-03-27 10:00:00")
        card = self.as_user("secretary")["biuro.briefing"].get_card("calendar.event", later.id)
        sections = {section["key"]: section for section in card["sections"]}
        self.assertEqual(sections["promises"]["rows"][0]["title"], "Odpowiedź w sprawie boiska")
        self.assertEqual([row["title"] for row in sections["events"]["rows"]], ["Rozmowa o boisku"])
        self.assertEqual([text["text"] for text in card["texts"]], ["Dyrektor prosi o wsparcie", "Boisko"])
        self.env.invalidate_all()
        foreign = self.as_user("clerk_wo")["biuro.briefing"].get_card("calendar.event", later.id)
        self.assertFalse(foreign["texts"] or foreign["partners"] or foreign["sections"])
        promise.with_user(self.users["clerk"]).write({"date_due": "2026-03-27"})
        self.assertEqual(str(promise.activity_ids.date_deadline), "2026-03-27")
        promise.with_user(self.users["clerk"]).action_keep("Pismo BS.0002.1.2026")
        self.assertEqual((promise.state, promise.activity_ids), ("kept", self.env["mail.activity"]))
        with self.assertRaises(UserError):
            promise.action_drop("Nie")

    def test_window(self):
        invitation = self.invitation()
        Act = self.as_user("president")["biuro.sekretariat.agenda.act"].with_context(
            active_model="biuro.sekretariat.invitation", active_ids=invitation.ids)
        act = Act.create({"mode": "delegate_invitation", "employee_id": self.deputy.id, "note": "Proszę"})
        self.make_event(
            None, self.deputy, start="2026-04-10 09:30:00", stop="2026-04-10 10:00:00", name="Zajęty termin")
        act.invalidate_recordset()
        self.assertIn("Zajęty termin", act.conflict_text)
        self.assertEqual(act.action_apply()["type"], "ir.actions.act_window_close")
        self.assertEqual(invitation.state, "delegated")
        with self.assertRaises(UserError):
            Act.with_context(active_ids=[]).create({"mode": "keep", "note": "x"}).action_apply()

    def test_start_page_and_search(self):
        invitation = self.invitation()
        invitation.action_submit()
        self.make_event("secretary", start="2026-03-16 10:00:00", stop="2026-03-16 11:00:00", name="Dzisiejsza narada")
        self.make_event("secretary", start="2026-03-16 10:30:00", stop="2026-03-16 11:00:00")
        for login in ("secretary", "president"):
            with self.subTest(login=login):
                page = self.as_user(login)["biuro.start"].get_page()
                counters = {row["key"]: row["count"] for row in page["counters"]}
                keys = ("agenda_today", "invitations_to_decide", "agenda_collisions")
                self.assertEqual([counters[key] for key in keys], [2, 1, 2])
                [rows] = [part["rows"] for part in page["lists"] if part["key"] == "agenda"]
                self.assertIn("11:00–12:00 Dzisiejsza narada (Osoba president)", rows[0]["title"])
        found = self.as_user("secretary")["biuro.search"].find("lecie szkoly")
        self.assertIn("biuro.sekretariat.invitation", [group["model"] for group in found])

    def test_substitution_shows_its_agenda(self):
        event = self.make_event("secretary", start="2026-03-20 22:30:00", stop="2026-03-20 22:50:00")  # 23:30
        line = self.env["biuro.substitution"].create({
            "employee_id": self.president.id, "substitute_id": self.deputy.id,
            "date_from": "2026-03-20", "date_to": "2026-03-20",
        })
        action = line.with_user(self.secretary).action_open_agenda()
        self.assertEqual(self.as_user("secretary")["calendar.event"].search(action["domain"]).ids, event.ids)
