from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .test_visits_flow import VisitsCase


@tagged("post_install", "-at_install")
class TestVisitsOutcome(VisitsCase):
    """A visit becomes a letter, a case, a note in a case, a meeting with minutes."""

    def setUp(self):
        super().setUp()
        self.slots = self.add_slots()

    def come(self, **values):
        visit = self.book(self.slots[0], **values)
        moment = freeze_time(fields.Datetime.to_string(visit.planned_at))
        moment.start()
        self.addCleanup(moment.stop)
        self.secretary(visit).action_arrive()
        self.secretary(visit).action_start()
        return self.secretary(visit)

    def test_letter_once(self):
        visit = self.book(self.slots[1])
        with self.assertRaises(UserError):
            self.secretary(visit).action_make_letter()
        visit = self.come()
        action = visit.action_make_letter()
        letter = self.env["biuro.letter"].browse(action["res_id"])
        self.assertTrue(letter.register_ref.startswith("RPW/"))
        self.assertEqual((letter.title, letter.sender_lastname), (visit.subject, "Zielona"))
        self.assertEqual(visit.action_make_letter()["res_id"], letter.id)
        self.assertTrue(letter.with_user(self.users["secretary"]).has_access("read"))

    def test_case_and_note(self):
        visit = self.come()
        with self.assertRaises(UserError):
            visit.action_make_note("Rozmowa o hałasie.")
        visit.action_make_case("0056")
        self.assertTrue(visit.case_id.reference)
        self.assertIn("Przyjęto interesanta", visit.case_id.event_ids.mapped("action")[-1])
        with self.assertRaises(UserError):
            visit.action_make_note("  ")
        made = visit.with_context(force_report_rendering=True).action_make_note("Rozmowa o hałasie.")
        note = self.env["ir.attachment"].browse(made["id"])
        self.assertTrue(note.raw.startswith(b"%PDF"))
        self.assertEqual((note.res_model, note.res_id), ("biuro.case", visit.case_id.id))
        self.assertIn("notatkę służbową", visit.case_id.event_ids.mapped("action")[-1])
        with self.assertRaises(UserError):
            visit.action_make_case("0056")

    def test_minutes_of_a_meeting(self):
        visit = self.come(kind="meeting")
        visit.action_finish("Ustalono termin.")
        action = visit.action_make_meeting()
        meeting = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(meeting.chair_id, self.host)
        self.assertNotIn(visit.subject, meeting.name)
        self.assertIn("Anna Zielona", meeting.participant_ids.mapped("display_name"))
        self.assertEqual(visit.action_make_meeting()["res_id"], meeting.id)
        other = self.book(self.slots[2])
        with self.assertRaises(UserError):
            self.secretary(other).action_make_meeting()

    def test_oral_complaint_wants_a_protocol(self):
        visit = self.come(kind="complaint")
        visit.action_finish()
        self.assertTrue(visit.protocol_missing)
        self.assertIn(visit, visit.search([("protocol_missing", "=", True)]))
        self.users["secretary"].group_ids += self.env.ref("biuro_sekretariat.biuro_sekretariat_group_citizens")
        with self.assertRaises(UserError):
            visit.action_make_complaint("Hałas w nocy")
        action = visit.action_make_complaint("Hałas w nocy", "ul. Polna 3", "00-001", "Przykładowa")
        self.assertEqual(action["res_id"], visit.protocol_id.id)
        self.assertEqual(visit.protocol_id.form, "oral")
        self.assertEqual(visit.letter_id, visit.protocol_id.letter_id)
        self.assertFalse(visit.protocol_missing)
        self.assertEqual(visit.action_make_complaint("x")["res_id"], visit.protocol_id.id)

    def test_windows(self):
        visit = self.come()
        Act = self.env["biuro.sekretariat.visit.act"].with_user(self.users["secretary"]).with_context(
            active_model=visit._name, active_ids=visit.ids)
        Act.create({"mode": "task", "text": "Sprawdzić", "employee_id": self.employees["clerk"].id,
                    "date_due": visit.day}).action_apply()
        self.assertEqual(visit.task_count, 1)
        Act.create({"mode": "finish", "text": "Ustalono."}).action_apply()
        self.assertEqual((visit.state, visit.findings), ("done", "Ustalono."))
        Act.create({"mode": "case", "jrwa_class_id": self.env["biuro.jrwa.class"].search(
            [("symbol", "=", "0056")], limit=1).id}).action_apply()
        self.assertTrue(visit.case_id)
        Act.with_context(active_ids=[]).create({
            "mode": "walk_in", "visitor_name": "Jan Nagły", "subject": "x", "host_employee_id": self.host.id,
            "reason": "pilne",
        }).action_apply()
        self.assertTrue(self.Visit.search([("visitor_name", "=", "Jan Nagły"), ("state", "=", "arrived")]))
        other = self.book(self.slots[2])
        Act.with_context(active_ids=other.ids).create({"mode": "move", "slot_id": self.slots[4].id}).action_apply()
        self.assertEqual(other.slot_id, self.slots[4])
        Act.with_context(active_ids=other.ids).create({
            "mode": "redirect", "department_id": self.cell_wo.id, "reason": "dowody"}).action_apply()
        self.assertEqual(other.state, "redirected")

    def test_desk(self):
        visit = self.come()
        desk = self.env["biuro.sekretariat.visit.desk"].with_user(self.users["secretary"])
        day = desk.get_day(str(visit.day))
        [host] = day["hosts"]
        self.assertEqual((host["busy"], host["absent"], len(host["free"])), (True, False, 5))
        self.assertEqual(host["visits"][0]["subject"], visit.subject)
        day = desk.step(visit.id, "action_finish", str(visit.day))
        self.assertEqual(day["hosts"][0]["visits"][0]["state"], "done")
        with self.assertRaises(UserError):
            desk.step(visit.id, "unlink")
        with self.assertRaises(UserError):
            desk.step(visit.id, "_sync_event")
        deputy = self.env["biuro.sekretariat.visit.desk"].with_user(self.users["manager_wo"]).get_day(str(visit.day))
        self.assertEqual(deputy["hosts"][0]["visits"][0]["subject"], "")
        self.assertFalse(deputy["can_write"])
        clerk = self.env["biuro.sekretariat.visit.desk"].with_user(self.users["clerk"]).get_day(str(visit.day))
        self.assertFalse(clerk["hosts"][0]["visits"])

    def test_start_page_and_search(self):
        visit = self.come()
        start = self.env["biuro.start"].with_user(self.users["secretary"])
        counters = {counter["key"]: counter["count"] for counter in start.get_counters()}
        self.assertEqual(counters["visits_today"], 1)
        self.assertTrue(start.get_page()["lists"])
        found = self.env["biuro.search"].with_user(self.users["secretary"]).find(visit.register_ref)
        self.assertEqual(found[0]["results"][0]["id"], visit.id)
