from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .composition_case import CompositionCase


@tagged("post_install", "-at_install")
class TestCompositionPlans(CompositionCase):
    def plan(self, **values):
        return self.as_clerk(self.env["biuro.rada.workplan"]).create({
            "term_id": self.term.id, "year": 2026,
            "line_ids": [
                (0, 0, {"period": "02", "topic": "Bezpieczeństwo"}),
                (0, 0, {"period": "05", "topic": "Pomoc społeczna"}),
            ],
            **values,
        })

    def test_course_of_a_plan(self):
        plan = self.plan()
        with self.assertRaisesRegex(UserError, "while the plan is adopted"):
            plan.line_ids[0].action_done()
        with self.assertRaisesRegex(UserError, "Say by what"):
            plan.action_adopt()
        plan.action_adopt("2025-12-18", "uchwała nr XX/231/2025")
        with self.assertRaisesRegex(UserError, "outcome"):
            plan.action_report("Zrealizowano.")
        plan.line_ids[0].action_done()
        with self.assertRaises(UserError):
            plan.line_ids[1].action_drop("")
        plan.line_ids[1].action_drop("Temat wycofał wnioskodawca")
        self.assertEqual((plan.done_count, plan.line_count, plan.progress), (1, 1, 100))
        plan.action_report("Zrealizowano w całości.")
        with self.assertRaises(UserError):
            plan.line_ids[0].action_reset()
        with self.assertRaises(UserError):
            plan.unlink()
        html = self.env["ir.actions.report"]._render_qweb_html("biuro_rada.report_workplan", plan.ids)[0].decode()
        self.assertIn("Sprawozdanie z wykonania planu pracy", html)
        self.assertIn("wykreślono", html)

    def test_plan_is_copied_to_the_next_year(self):
        plan = self.plan()
        plan.action_adopt("2025-12-18", "uchwała nr XX/231/2025")
        plan.line_ids.action_done()
        copy = plan.copy()
        self.assertEqual((copy.year, copy.state, len(copy.line_ids)), (2027, "draft", 2))
        self.assertEqual(set(copy.line_ids.mapped("state")), {"planned"})

    def test_year_within_the_term(self):
        with self.assertRaisesRegex(ValidationError, "within the term"):
            self.plan(year=2030)

    def test_report_of_a_committee(self):
        committee = self.committee()
        committee.member_ids = [
            (0, 0, {"councillor_id": person.id, "date_from": "2024-06-01"}) for person in self.people[:3]]
        meeting = self.make_session(
            self.term, body_type="committee", committee_ids=[(6, 0, committee.ids)], start="2026-02-10 09:00:00")
        meeting.sudo().state = "closed"
        report = self.as_clerk(self.env["biuro.rada.body.report"]).create({
            "term_id": self.term.id, "committee_id": committee.id, "date_from": "2026-01-01", "date_to": "2026-06-30",
        })
        self.assertEqual(report.meeting_count, 1)
        with self.assertRaisesRegex(UserError, "Write the report"):
            report.action_submit()
        report.text = "<p>Komisja obradowała.</p>"
        report.action_submit("2026-07-02")
        with self.assertRaisesRegex(UserError, "Name the session"):
            report.action_accept()
        report.action_accept(self.make_session(self.term).id)
        self.assertEqual(report.state, "accepted")
        html = self.env["ir.actions.report"]._render_qweb_html("biuro_rada.report_body_report", report.ids)[0].decode()
        self.assertIn("10.02.2026", html)


@tagged("post_install", "-at_install")
class TestCompositionCalendar(CompositionCase):
    def test_calendar_of_the_year(self):
        calendar = self.as_clerk(self.env["biuro.rada.calendar"])
        with freeze_time("2026-05-20 10:00:00"):
            made = calendar.generate(2026)
            self.assertEqual(made["created"], 25)
            self.assertEqual(calendar.generate(2026), {"created": 0, "changed": 0, "kept": 25})
            duties = {duty.key: duty for duty in calendar.search([("year", "=", 2026)])}
            # what has passed gets no running term, what is ahead does
            self.assertFalse(duties["rada_cal_budget_report"].deadline_ids)
            self.assertTrue(duties["rada_cal_budget_report"].is_late)
            discharge = duties["rada_cal_discharge"]
            self.assertEqual(str(discharge.deadline_ids.date_deadline), "2026-06-30")
            self.assertEqual(str(duties["rada_cal_session_q3"].deadline_ids.date_deadline), "2026-09-30")
            budget = duties["rada_cal_draft_budget"].deadline_ids
            self.assertEqual((str(budget.date_deadline), str(budget.date_target)), ("2026-11-15", "2026-11-13"))
            self.assertEqual(budget.employee_id, self.employees["rada_user"])
            activity = duties["rada_cal_draft_budget"].activity_ids
            self.assertEqual(activity.user_id, self.users["rada_user"])
            self.assertLess(str(activity.date_deadline), "2026-11-13")
            with self.assertRaisesRegex(UserError, "Give the reason"):
                discharge.action_not_applicable(" ")
            discharge.action_not_applicable("Przedterminowe wybory")
            self.assertEqual(discharge.deadline_ids.state, "cancelled")
            discharge.action_reset()
            self.assertEqual(discharge._deadline_search(running=True).mapped("code"), ["rada_cal_discharge"])
            with self.assertRaisesRegex(UserError, "future"):
                discharge.action_done("2026-05-21")
            discharge.action_done("2026-05-20", "sesja nr XX")
            self.assertEqual((discharge.state, str(discharge.done_on)), ("done", "2026-05-20"))
            self.assertEqual(calendar.generate(2026)["created"], 0)

    def test_done_before_the_year_begins(self):
        calendar = self.as_clerk(self.env["biuro.rada.calendar"])
        with freeze_time("2026-12-20 10:00:00"):
            calendar.generate(2027)
            duties = {duty.key: duty for duty in calendar.search([("year", "=", 2027)])}
            duties["rada_cal_budget"].action_done("2026-12-18", "uchwała budżetowa")
            self.assertEqual(duties["rada_cal_budget"].deadline_ids.state, "cancelled")
            with self.assertRaisesRegex(UserError, "has not begun"):
                duties["rada_cal_attendance_01"].action_done("2026-12-18")

    def test_session_of_the_quarter_is_noted(self):
        with freeze_time("2026-03-27 10:00:00"):
            self.env["biuro.rada.calendar"].generate(2026)
            session = self.make_session(self.term)
            session.sudo().state = "closed"
            self.env["biuro.rada.calendar"]._cron_daily()
        duty = self.env["biuro.rada.calendar"].search([("key", "=", "rada_cal_session_q1"), ("year", "=", 2026)])
        self.assertEqual((duty.state, duty.done_on), ("done", session.day))

    def test_next_year_comes_in_december(self):
        calendar = self.env["biuro.rada.calendar"]
        with freeze_time("2026-11-30 10:00:00"):
            calendar._cron_daily()
            self.assertFalse(calendar.search_count([("year", "=", 2027)]))
        with freeze_time("2026-12-01 10:00:00"):
            calendar._cron_daily()
            self.assertEqual(calendar.search_count([("year", "=", 2027)]), 25)

    def test_only_the_office_keeps_it(self):
        with self.assertRaises(AccessError):
            self.env["biuro.rada.calendar"].with_user(self.users["clerk"]).generate(2026)


@tagged("post_install", "-at_install")
class TestCompositionStart(CompositionCase):
    def test_counters_equal_their_lists(self):
        session = self.make_session(self.term, start=self.env.cr.now() + timedelta(days=10))
        session.agenda_item_ids.item_type = "information"
        self.as_clerk(self.env["biuro.rada.calendar"]).generate(2026)
        start = self.env["biuro.start"].with_user(self.users["rada_user"])
        counters = start.get_counters()
        self.assertLessEqual(len(counters), 7)
        found = {counter["key"]: counter for counter in counters}
        self.assertEqual(found["rada_not_ready"]["count"], 1)
        self.assertEqual(found["rada_sessions"]["count"], 1)
        for counter in counters:
            action = counter["action"]
            records = self.env[action["res_model"]].with_user(self.users["rada_user"]).search(action["domain"])
            self.assertEqual(len(records), counter["count"], counter["key"])
        item = session.agenda_item_ids[:1]
        self.assertTrue(item.missing)
        self.assertEqual(session.not_ready_count, 1)
        page = start.get_page()
        rows = next(entry for entry in page["lists"] if entry["key"] == "rada_not_ready")["rows"]
        self.assertIn("Podjęcie uchwały w sprawie parku", rows[0]["title"])
        # the chair sees what the chair may read
        chair = self.env["biuro.start"].with_user(self.users["rada_chair"]).get_counters()
        self.assertIn("rada_not_ready", {counter["key"] for counter in chair})
        self.assertNotIn("rada_overdue", {counter["key"] for counter in chair})
        # the page of an ordinary clerk has nothing of it
        keys = {counter["key"] for counter in self.env["biuro.start"].with_user(self.users["clerk"]).get_counters()}
        self.assertFalse({key for key in keys if key.startswith("rada_")})
