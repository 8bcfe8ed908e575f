from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .money_case import AllowanceCase


@tagged("post_install", "-at_install")
class TestAllowanceRules(AllowanceCase):
    """What an allowance comes to: rates, ceiling, absences, parts of a month."""

    def test_attendance_must_be_closed(self):
        other = self.make_session(self.term, start="2026-03-30 08:00:00")
        other.action_convene()
        with self.assertRaisesRegex(UserError, "not closed"):
            self.Month.calculate("2026-03-15")

    def test_missing_figures(self):
        with self.assertRaisesRegex(UserError, "No rules"):
            self.Month.calculate("2024-04-15")
        with self.assertRaisesRegex(UserError, "council_base_amount"):
            self.Month.preview("2028-04-15")
        with self.assertRaisesRegex(UserError, "not over"):
            self.Month.calculate("2126-04-15")

    def test_ceiling(self):
        self.scheme.action_end("2029-12-31")
        dear = self.scheme.copy({"valid_from": "2030-01-01", "valid_to": False, "base_type": "fixed"})
        self.env["biuro.rate"].create(
            {
                "code": "council_base_amount", "name": "kwota bazowa", "date_from": "2030-01-01", "value": "1935.26",
                "source": "ustawa budżetowa",
            }
        )  # fmt: skip
        chair = dear.rate_ids.filtered(lambda rate: rate.function == "chair")
        chair.value = 3483.48
        with self.assertRaisesRegex(UserError, "RE-01"):
            dear.action_activate()
        chair.value = 3483.47  # rounded to the nearest grosz: a warning, and the ceiling is paid
        dear.action_activate()
        self.assertIn("różnica zaokrąglenia", dear.message_ids[0].body)

    def test_several_functions_and_two_mandates_share_the_ceiling(self):
        self.scheme.sudo().write({"function_policy": "sum", "state": "draft"})
        self.scheme.rate_ids.filtered(lambda rate: rate.function == "chair").value = 80
        self.scheme.action_activate()
        line = self.lines(self.Month.calculate("2026-03-15")["lines"])[self.councillors[0]]
        self.assertEqual((line.gross, line.payable), (3831.81, 3483.46))
        self.assertEqual(line.reasons[-1]["rule"], "ceiling")

    def test_minutes_are_those_of_the_sittings(self):
        session = self.session
        session.sitting_ids.unlink()
        session.sitting_ids.create(
            [
                {"session_id": session.id, "start": "2026-03-25 08:00:00", "end": "2026-03-25 14:00:00"},
                {"session_id": session.id, "start": "2026-03-26 08:00:00", "end": "2026-03-26 10:00:00"},
            ]
        )
        session.write({"opened_at": "2026-03-25 08:00:00", "closed_at": "2026-03-26 10:00:00"})
        sheet = {line.councillor_id: line for line in session.attendance_ids}
        stays = {
            self.councillors[1]: [("25 08:00", "25 14:00"), ("26 08:00", "26 10:00")],
            self.councillors[2]: [("25 08:00", "25 14:00"), ("26 08:45", "26 10:00")],
            self.councillors[3]: [("25 08:00", "26 10:00")],
        }
        for councillor, times in stays.items():
            sheet[councillor].interval_ids.unlink()
            sheet[councillor].interval_ids = [
                (0, 0, {"check_in": f"2026-03-{came}:00", "check_out": f"2026-03-{left}:00"}) for came, left in times
            ]
        lines = self.lines(self.Month.calculate("2026-03-15")["lines"])
        self.assertFalse(lines[self.councillors[1]].event_ids, "the night between the sittings is no absence")
        self.assertFalse(lines[self.councillors[3]].event_ids)
        self.assertRecordValues(lines[self.councillors[2]].event_ids, [{"event": "session_late", "minutes": 45}])

    def test_one_rate_for_the_chair_of_the_audit_committee(self):
        for kind, member in (("audit", 1), ("standing", 2)):
            self.env["biuro.rada.committee"].create(
                {
                    "name": f"Komisja {kind}", "kind": kind, "term_id": self.term.id, "scope": "x",
                    "date_from": "2024-05-07",
                    "member_ids": [
                        (0, 0, {
                            "councillor_id": self.councillors[member].id, "role": "chair", "date_from": "2024-06-01",
                        }),
                    ],
                }
            )  # fmt: skip
        self.scheme.sudo().write({"function_policy": "sum", "state": "draft"})
        self.scheme.rate_ids = [(0, 0, {"function": "committee_chair", "value": 10})]
        self.scheme.action_activate()
        lines = self.lines(self.Month.calculate("2026-03-15")["lines"])
        self.assertEqual([lines[self.councillors[n]].gross for n in (1, 2)], [1393.39, 1393.39])  # 30 + 10 %
        self.scheme.rate_ids = [(0, 0, {"function": "special_committee_chair", "value": 15})]
        lines = self.lines(self.Month.calculate("2026-03-15")["lines"])
        self.assertEqual([lines[self.councillors[n]].gross for n in (1, 2)], [1567.56, 1393.39])  # 30 + 15 %, 30 + 10 %

    def test_a_session_on_request_is_no_meeting_of_a_committee(self):
        self.scheme.reduction_ids = [
            (0, 0, {"event": "request_session_absent", "value": 40}),
            (0, 0, {"event": "committee_absent", "value": 10}),
        ]
        committee = self.env["biuro.rada.committee"].create(
            {"name": "Komisja Budżetu", "term_id": self.term.id, "scope": "x", "date_from": "2024-05-07"}
        )
        self.session.sudo().write(
            {"body_type": "committee", "kind": "on_request", "committee_ids": [(6, 0, committee.ids)]}
        )
        events = self.lines(self.Month.calculate("2026-03-15")["lines"])[self.councillors[11]].event_ids
        self.assertEqual(events.event, "committee_absent")
        self.session.sudo().write({"body_type": "council", "committee_ids": [(5, 0, 0)]})
        events = self.lines(self.Month.calculate("2026-03-15")["lines"])[self.councillors[11]].event_ids
        self.assertEqual(events.event, "request_session_absent")

    def test_ended_rules_hold_on_their_days(self):
        self.scheme.action_end("2026-12-31")
        other = self.scheme.copy({"valid_from": "2026-07-01", "valid_to": False})
        with self.assertRaisesRegex(ValidationError, "one day"), self.env.cr.savepoint():
            other.action_activate()
        self.scheme.action_end("2026-06-30")
        other.action_activate()
        with self.assertRaisesRegex(ValidationError, "one day"), self.env.cr.savepoint():
            self.scheme.action_end("2026-07-01")
        Scheme = self.env["biuro.rada.diet.scheme"]
        self.assertEqual([Scheme._on(date(2026, *day)) for day in ((6, 30), (7, 1))], [self.scheme, other])

    def test_part_of_a_month(self):
        self.councillors[5].action_expire("resignation", "2026-03-10", "commissioner", "postanowienie 7")
        line = self.lines(self.Month.calculate("2026-03-15")["lines"])[self.councillors[5]]
        self.assertEqual(line.payable, 337.11)  # 1045.0404 × 10 / 31
        self.assertIn("10 z 31 dni", " ".join(step["text"] for step in line.reasons))

    def test_rules(self):
        with self.assertRaisesRegex(ValidationError, "one day"):
            self.scheme.copy().action_activate()
        with self.assertRaisesRegex(ValidationError, "RE-01"):
            self.scheme.copy({"valid_from": "2030-01-01"}).rate_ids[0].value = 101
        same = self.scheme.copy({"valid_from": "2030-01-01"})
        same.rate_ids.write({"value": 40})
        with self.assertRaisesRegex(UserError, "differ"):
            same.action_activate()
