import base64
import csv
import io
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import BaseCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import diet
from .common import RadaCase

CAP = Decimal("3483.468")


@tagged("-at_install", "post_install")
class TestDietLaw(BaseCase):
    def test_month(self):
        half = diet.month_allowance(CAP * 60 / 100, CAP, percents=[("nieobecność na sesji", Decimal(50))])
        self.assertEqual(
            (str(half["gross"]), str(half["net"]), str(half["payable"])), ("2090.08", "1045.04", "1045.04")
        )
        part = diet.month_allowance(CAP * 60 / 100, CAP, days=10, days_in_month=30)
        self.assertEqual(str(part["payable"]), "696.69")
        over = diet.month_allowance(Decimal(5000), CAP, paid_before=Decimal(3000))
        self.assertEqual(str(over["payable"]), "483.46")
        self.assertEqual(str(diet.month_allowance(CAP, CAP)["payable"]), "3483.46", "never above the ceiling")
        fixed = diet.month_allowance(Decimal(1000), CAP, amounts=[("spóźnienie", Decimal(150))])
        self.assertEqual(str(fixed["payable"]), "850.00")

    @settings(max_examples=200, deadline=None)
    @given(st.integers(0, 10**7), st.lists(st.integers(0, 10_000), max_size=6), st.integers(0, 10**6))
    def test_bounds(self, gross, percents, before):
        answer = diet.month_allowance(
            Decimal(gross) / 1000,
            CAP,
            percents=[("x", Decimal(percent) / 100) for percent in percents],
            paid_before=Decimal(before) / 100,
        )
        self.assertTrue(0 <= answer["payable"] <= max(answer["ceiling"] - Decimal(before) / 100, 0))
        self.assertLessEqual(answer["net"], answer["gross"])

    def test_trip_costs(self):
        daily = Decimal("46.44624")
        self.assertEqual(str(diet.lodging(daily, 1)["amount"]), "69.67")
        self.assertEqual(str(diet.local_transport(daily, 1)["amount"]), "9.29")
        self.assertEqual(str(diet.mileage(Decimal(100), Decimal("1.15"), Decimal("1.15"))["amount"]), "115.00")
        with self.assertRaisesRegex(LawError, "przekracza"):
            diet.mileage(Decimal(100), Decimal("1.16"), Decimal("1.15"))


@tagged("post_install", "-at_install")
class TestAllowances(RadaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 12)
        cls.env["biuro.rada.function"].create(
            {"councillor_id": cls.councillors[0].id, "role": "chair", "date_from": "2024-05-07"}
        )
        cls.scheme = cls.env["biuro.rada.diet.scheme"].create(
            {
                "name": "Diety 2024",
                "resolution_ref": "II/9/2024",
                "valid_from": "2024-05-07",
                "population": 72000,
                "rate_ids": [
                    (0, 0, {"function": "councillor", "value": 30}),
                    (0, 0, {"function": "chair", "value": 60}),
                ],
                "reduction_ids": [
                    (0, 0, {"event": "session_absent", "value": 50, "excused_exempt": True}),
                    (0, 0, {"event": "session_late", "value": 20, "late_minutes": 30}),
                ],
            }
        )
        cls.scheme.action_activate()
        session = cls.make_session(cls.term)
        session.action_convene()
        session.action_start()
        session.attendance_ids.filtered(lambda line: line.councillor_id in cls.councillors[:10]).action_check_in()
        session.attendance_ids.filtered(lambda line: line.councillor_id == cls.councillors[10]).excuse_accepted = True
        session.agenda_item_ids.action_postpone()
        session.action_close()
        cls.session = session
        cls.finance = cls.users["rada_finance"]
        cls.other = new_test_user(
            cls.env, "rada_finance2", groups="biuro_rada.biuro_rada_group_finance", tz="Europe/Warsaw"
        )
        cls.Month = cls.env["biuro.rada.diet.month"].with_user(cls.finance)

    def lines(self, ids):
        lines = self.env["biuro.rada.diet.line"].with_user(self.finance).browse(ids)
        return {line.councillor_id: line for line in lines}

    def test_month_of_the_council(self):
        answer = self.Month.calculate("2026-03-15")
        self.assertEqual((len(answer["lines"]), answer["problems"]), (12, []))
        lines = self.lines(answer["lines"])
        self.assertEqual(lines[self.councillors[0]].payable, 2090.08)
        self.assertEqual(lines[self.councillors[1]].payable, 1045.04)
        self.assertEqual(lines[self.councillors[10]].payable, 1045.04, "excused, so nothing is taken off")
        self.assertEqual(lines[self.councillors[11]].payable, 522.52)
        self.assertEqual(lines[self.councillors[11]].event_ids.event, "session_absent")
        again = self.Month.calculate("2026-03-01")
        self.assertEqual(len(again["lines"]), 12, "calculated anew, not twice")

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

    def approved(self, month="2026-03-15"):
        """Count a month by one person, check and approve it by another; return the month."""
        made = self.env["biuro.rada.diet.month"].with_user(self.other).calculate(month)
        record = self.Month.browse(made["id"])
        record.action_check()
        record.action_approve()
        return record

    def test_list_payment_and_tax(self):
        month = self.approved()
        lines = {line.councillor_id: line for line in month.line_ids}
        List = self.env["biuro.rada.diet.list"].with_user(self.finance)
        answer = List.make_list("2026-03-31")
        self.assertEqual(
            (answer["count"], answer["total"]), (12, f"{sum(line.payable for line in lines.values()):.2f}")
        )
        paylist = List.browse(answer["id"])
        self.assertEqual(str(paylist.planned_date), str(max(date(2026, 4, 10), office_today())))
        with self.assertRaisesRegex(UserError, "another person"):
            paylist.action_approve()
        with self.assertRaisesRegex(UserError, "approved"):
            paylist.action_pay("2026-04-10")
        paylist.with_user(self.other).action_approve()
        with self.assertRaisesRegex(UserError, "day to come"):
            paylist.action_pay("2126-04-10")
        paylist.action_pay("2026-04-10")
        self.assertEqual(set(paylist.line_ids.mapped("state")), {"paid"})
        chair = lines[self.councillors[0]]
        self.assertEqual((chair.exempt, chair.taxable), (2090.08, 0))
        with self.assertRaisesRegex(UserError, "nothing approved"):
            List.make_list("2026-03-31")
        with self.assertRaises(UserError):
            chair.action_correct("2000.00", "pomyłka")
        month.action_close()
        self.assertEqual(month.state, "closed")
        corrected = chair.browse(chair.action_correct("-90.08", "pomyłka w obecności")["id"])
        with self.assertRaisesRegex(UserError, "another person"):
            corrected.action_approve()
        corrected.with_user(self.other).action_approve()
        with self.assertRaisesRegex(UserError, "nothing approved"):
            List.make_list("2026-03-31")  # a list takes nothing from a councillor: the correction waits
        corrected.action_repay("2026-04-20")
        self.assertEqual((corrected.state, corrected.exempt), ("paid", -90.08))
        with self.assertRaises(UserError):
            chair.sudo().with_user(self.finance).write({"payable": 1})

    def test_reasons_name_the_absence_and_the_paragraph(self):
        self.scheme.reduction_ids.filtered(lambda rule: rule.event == "session_absent").paragraph = "§ 4 ust. 1"
        lines = self.lines(self.Month.calculate("2026-03-15")["lines"])
        reduced = lines[self.councillors[11]]
        step = next(step for step in reduced.reasons if step["rule"] == "reduction")
        self.assertEqual(step["article"], "uchwała II/9/2024 § 4 ust. 1")
        self.assertIn("50.00 %", step["text"])
        self.assertIn("25.03.2026", step["text"])
        self.assertEqual(reduced.event_ids.paragraph, "§ 4 ust. 1")
        texts = " ".join(step["text"] for step in reduced.reasons)
        self.assertIn("30 % maksymalnej wysokości 3483.468 zł = 1045.04 zł", texts)

    def test_amounts_are_summed_by_councillor_and_month(self):
        self.approved()
        for model in ("diet.line", "diet.list", "diet.month", "trip", "organization.fee"):
            Model = self.env[f"biuro.rada.{model}"]
            sums = [name for name, field in Model.fields_get().items() if field.get("aggregator") == "sum"]
            self.assertTrue({"payable", "total", "payable_total", "amount"} & set(sums), model)
        Line = self.env["biuro.rada.diet.line"].with_user(self.finance)
        rows = Line.formatted_read_group([], ["councillor_id", "month:month"], ["payable:sum"])
        self.assertEqual(len(rows), 12)

    def test_preview_writes_nothing(self):
        self.make_session(self.term, start="2026-03-30 08:00:00").action_convene()
        preview = self.Month.preview("2026-03-15")
        self.assertEqual((len(preview["lines"]), len(preview["problems"])), (12, 1))
        self.assertEqual(preview["total"], "13063.00")  # 2090.08 + 10 × 1045.04 + 522.52
        self.assertFalse(self.Month.search([]))

    def test_two_pairs_of_eyes(self):
        month = self.Month.browse(self.Month.calculate("2026-03-15")["id"])
        with self.assertRaisesRegex(UserError, "another person"):
            month.action_check()
        second = month.with_user(self.other)
        with self.assertRaisesRegex(UserError, "not possible"):
            second.action_approve()
        second.action_return("sprawdzić usprawiedliwienia")
        self.assertEqual(month.state, "draft")
        month.action_calculate()
        # the attendance changes between the calculation and the check
        self.session.attendance_ids.filtered(
            lambda line: line.councillor_id == self.councillors[11]
        ).excuse_accepted = True
        with self.assertRaisesRegex(UserError, "changed since"):
            second.action_check()
        month.action_calculate()
        second.action_check()
        second.action_approve()
        self.assertEqual(set(month.line_ids.mapped("state")), {"approved"})
        with self.assertRaisesRegex(UserError, "not possible"):
            month.action_calculate()
        with self.assertRaises(UserError):
            month.write({"state": "draft"})

    def test_correction_of_the_attendance_goes_on_a_later_list(self):
        month = self.approved()
        List = self.env["biuro.rada.diet.list"].with_user(self.finance)
        paylist = List.browse(List.make_list("2026-03-31")["id"])
        paylist.with_user(self.other).action_approve()
        paylist.action_pay("2026-04-10")
        month.action_close()
        sheet = self.session.attendance_ids
        self.assertEqual(self.env["biuro.rada.diet.month"]._remind_of_changes(office_today()), 0)
        sheet.filtered(lambda line: line.councillor_id == self.councillors[11]).excuse_accepted = True
        sheet.filtered(lambda line: line.councillor_id == self.councillors[10]).excuse_accepted = False
        self.assertEqual(self.env["biuro.rada.diet.month"]._remind_of_changes(office_today()), 1)
        self.assertEqual(month.activity_ids.user_id, self.other, "who counted the month is told")
        self.assertEqual(self.env["biuro.rada.diet.month"]._remind_of_changes(office_today()), 0, "once")
        answer = month.action_recalculate("przyjęto i cofnięto usprawiedliwienie")
        made = {line.councillor_id: line for line in month.line_ids.browse(answer["lines"])}
        self.assertEqual(made[self.councillors[11]].payable, 522.52)
        self.assertEqual(made[self.councillors[10]].payable, -522.52)
        self.assertIn("dopłata 522.52", made[self.councillors[11]].reasons[0]["text"])
        self.assertEqual(set(month.line_ids.filtered(lambda line: not line.corrects_id).mapped("state")), {"paid"})
        with self.assertRaisesRegex(UserError, "corrections of this month that wait"):
            month.action_recalculate("jeszcze raz")
        month.line_ids.browse(answer["lines"]).with_user(self.other).action_approve()
        self.assertEqual(month.action_recalculate("jeszcze raz")["lines"], [], "nothing is corrected twice")
        # the list of April takes the correction of March along
        session = self.make_session(self.term, start="2026-04-22 08:00:00")
        session.action_convene()
        session.action_start()
        session.attendance_ids.action_check_in()
        session.agenda_item_ids.action_postpone()
        session.action_close()
        self.approved("2026-04-15")
        answer = List.make_list("2026-04-30")
        april = List.browse(answer["id"])
        self.assertEqual((answer["count"], answer["left_out"]), (14, []))
        own = april.line_ids.filtered(lambda line: line.councillor_id == self.councillors[10])
        self.assertEqual(sorted(own.mapped("payable")), [-522.52, 1045.04])
        self.assertEqual(
            round(april.total, 2), round(sum(april.line_ids.mapped("payable")), 2), "sum of lists = sum of lines"
        )

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

    def test_files(self):
        month = self.approved()
        bank = self.env["res.partner.bank"].create(
            {"acc_number": "PL61109010140000071219812874", "partner_id": self.councillors[0].partner_id.id}
        )
        self.councillors[0].bank_account_id = bank
        List = self.env["biuro.rada.diet.list"].with_user(self.finance)
        paylist = List.browse(List.make_list("2026-03-31")["id"])
        self.assertNotIn(self.councillors[0].display_name, paylist.without_account)
        text = base64.b64decode(paylist.export_file("csv")["content"]).decode()
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))
        self.assertEqual(rows[0][-1], "Rachunek bankowy")
        self.assertIn("61109010140000071219812874", rows[1][-1].replace(" ", ""))
        self.assertEqual(rows[-1][0], "Razem")
        self.assertEqual(rows[-1][8], f"{paylist.total:.2f}".replace(".", ","))
        for login in ("rada_chair", "auditor"):
            shown = paylist.with_user(self.users[login])
            text = base64.b64decode(shown.export_file("csv")["content"]).decode()
            self.assertNotIn("Rachunek", text)
            self.assertNotIn("61109010140000071219812874", text)
            self.assertNotIn("account", [name for name, _label in shown._get_columns()])
        self.assertTrue(paylist.export_file("xlsx")["content"])
        self.assertEqual(paylist.action_export_xlsx()["type"], "ir.actions.act_url")
        paylist.with_user(self.other).action_approve()
        paylist.action_pay("2026-04-10")
        Line = self.env["biuro.rada.diet.line"].with_user(self.finance)
        figures = {row["name"]: row for row in Line.year_figures(2026)}
        chair = figures[self.councillors[0].display_name]
        self.assertEqual((chair["paid"], chair["exempt"], chair["taxable"]), ("2090.08", "2090.08", "0.00"))
        self.assertEqual(chair["months"][3]["paid"], "2090.08", "by the month of payment")
        for kind in ("year", "reductions", "pit", "bip", "cost"):
            for file_format in ("xlsx", "csv"):
                self.assertTrue(Line.export_year(kind, 2026, file_format)["content"], kind)
        text = base64.b64decode(Line.export_year("cost", 2026, "csv")["content"]).decode()
        self.assertIn("75022 § 3030", text)
        self.assertEqual(
            sum(Decimal(row["total"]) for row in self.env["biuro.rada.diet.line"].public_amounts(2026)),
            Decimal(f"{paylist.total:.2f}"),
        )
        with self.assertRaises(UserError):
            Line.export_year("other", 2026)
        month.action_close()

    def test_prints(self):
        month = self.approved()
        List = self.env["biuro.rada.diet.list"].with_user(self.finance)
        paylist = List.browse(List.make_list("2026-03-31")["id"])
        Report = self.env["ir.actions.report"].with_user(self.finance)
        for report, record in (
            ("biuro_rada.report_diet_list", paylist),
            ("biuro_rada.report_diet_month", month),
        ):
            html = Report._render_qweb_html(report, record.ids)[0].decode()
            self.assertIn("Nazwisko00", html)
        self.assertIn("nieobecno", html.lower())

    def test_month_opens_by_itself(self):
        last = self.env["biuro.rada.diet.month"]._bounds(date.today().replace(day=1) - timedelta(days=1))[0]
        self.assertEqual(self.env["biuro.rada.diet.month"]._cron_open(), 1)
        month = self.env["biuro.rada.diet.month"].search([("month", "=", last)])
        self.assertIn(self.finance, month.activity_ids.user_id)
        self.assertEqual(self.env["biuro.rada.diet.month"]._cron_open(), 0)

    def test_the_month_of_payment_shares_the_limit(self):
        Line = self.env["biuro.rada.diet.line"]
        made = Line.create(
            [
                {
                    "councillor_id": self.councillors[1].id,
                    "month": month,
                    "payable": amount,
                    "state": "paid",
                    "paid_on": paid,
                }
                for month, amount, paid in [
                    ("2026-01-01", 1700, "2026-03-05"),
                    ("2026-02-01", 1650, "2026-03-27"),
                    ("2025-12-01", 3000, "2026-02-27"),
                ]
            ]
        )
        made._split_tax(date(2026, 3, 27))
        self.assertEqual(made.mapped("taxable"), [0, 350, 0])

    @mute_logger("odoo.sql_db")
    def test_one_allowance_a_month(self):
        values = {"councillor_id": self.councillors[1].id, "month": "2026-01-01", "payable": 1}
        self.env["biuro.rada.diet.line"].create(values)
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.env["biuro.rada.diet.line"].create(values)

    def test_rules(self):
        with self.assertRaisesRegex(ValidationError, "one day"):
            self.scheme.copy().action_activate()
        with self.assertRaisesRegex(ValidationError, "RE-01"):
            self.scheme.copy({"valid_from": "2030-01-01"}).rate_ids[0].value = 101
        same = self.scheme.copy({"valid_from": "2030-01-01"})
        same.rate_ids.write({"value": 40})
        with self.assertRaisesRegex(UserError, "differ"):
            same.action_activate()

    def test_who_sees_money(self):
        line = self.env["biuro.rada.diet.line"].browse(self.Month.calculate("2026-03-15")["lines"][0])
        for login in ("clerk", "rada_user", "rada_statement"):
            with self.assertRaises(AccessError):
                line.with_user(self.users[login]).read(["payable"])
        councillor = self.councillors[0]
        with self.assertRaises(AccessError):
            councillor.with_user(self.users["rada_user"]).read(["bank_account_id"])
        councillor.with_user(self.finance).read(["bank_account_id"])


@tagged("post_install", "-at_install")
class TestTrips(RadaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 5)
        cls.env["biuro.rada.function"].create(
            [
                {"councillor_id": cls.councillors[0].id, "role": "chair", "date_from": "2024-05-07"},
                {"councillor_id": cls.councillors[1].id, "role": "vice_chair", "date_from": "2024-05-07"},
            ]
        )

    def trip(self, councillor, **values):
        return (
            self.env["biuro.rada.trip"]
            .with_user(self.users["rada_finance"])
            .create(
                {
                    "councillor_id": councillor.id,
                    "purpose": "Zgromadzenie Związku Miast",
                    "town_from": "Jasionów",
                    "town_target": "Poznań",
                    "town_to": "Jasionów",
                    "depart_at": "2026-03-04 06:00:00",
                    "return_at": "2026-03-05 16:00:00",
                    **values,
                }
            )
        )

    def test_trip_of_34_hours(self):
        trip = self.trip(self.councillors[2], nights_without_bill=1, local_transport=True)
        with self.assertRaisesRegex(UserError, "Order"):
            trip.action_complete()
        self.assertTrue(trip.action_order(date="2026-03-02")["register_ref"].startswith("PWR/"))
        answer = trip.action_complete()
        self.assertEqual(answer["total"], "181.14")  # 92.89 + 69.67 + 2 × 9.29
        trip.line_ids = [(0, 0, {"kind": "ticket", "amount": 58.5, "receipt": "bilet 1"})]
        self.assertEqual(trip.action_complete()["total"], "239.64")
        trip.action_settle()
        answer = self.env["biuro.rada.diet.list"].with_user(self.users["rada_finance"]).make_list("2026-03-31", "trips")
        self.assertEqual(answer["total"], "239.64")

    def test_who_orders(self):
        trip = self.trip(self.councillors[0])
        with self.assertRaisesRegex(UserError, "RE-03"):
            trip.action_order()
        with self.assertRaisesRegex(UserError, "RE-03"):
            trip.action_order(self.councillors[3].id)
        with self.assertRaisesRegex(UserError, "only by designation"):
            trip.action_order(self.councillors[1].id, "2026-03-02")
        trip.write({"designated_id": self.councillors[1].id, "designation": "uchwała nr I/4/2024"})
        trip.action_order(self.councillors[1].id, "2026-03-02")
        self.assertEqual(trip.ordered_by_id, self.councillors[1])

    def test_private_car(self):
        car = {"transport": "private_car", "car_class": "car_large", "km": 200, "km_rate": 1.15}
        with self.assertRaisesRegex(UserError, "RE-03"):
            self.trip(self.councillors[2], **car).action_order(date="2026-03-02")
        with self.assertRaisesRegex(ValidationError, "przekracza"):
            self.trip(self.councillors[2], **{**car, "km_rate": 1.2})
        trip = self.trip(self.councillors[2], consent_basis="pismo z 2.03.2026", **car)
        trip.action_consent_car()
        trip.action_order(date="2026-03-02")
        self.assertEqual(trip.action_complete()["total"], "322.89")


@tagged("post_install", "-at_install")
class TestOrganizations(RadaCase):
    def body(self, **values):
        return (
            self.env["biuro.rada.organization"]
            .with_user(self.users["rada_user"])
            .create(
                {
                    "name": "Związek Miast Przykładowych",
                    "short_name": "ZMP",
                    "partner_id": self.partner.id,
                    "purpose": "wspieranie samorządu",
                    **values,
                }
            )
        )

    def test_way_of_a_membership(self):
        body = self.body()
        with self.assertRaisesRegex(UserError, "RG-01"):
            body.action_apply()
        body.write({"join_resolution": "XII/99/2025", "join_majority": "simple"})
        body.action_apply()
        body.action_accept("2026-03-12")
        fee = body.plan_fee(2026, 70000, "0.4007", "2026-06-30")
        self.assertEqual((fee["amount"], fee["months"]), ("21036.75", 9))
        self.assertEqual(body.plan_fee(2027, 70000, "0.4007", "2027-03-31")["amount"], "28049.00")
        with self.assertRaisesRegex(ValidationError, "no member"):
            body.plan_fee(2025, 70000, "0.4007", "2025-03-31")
        paid = self.env["biuro.rada.organization.fee"].with_user(self.users["rada_user"]).browse(fee["id"])
        paid.action_pay("2026-06-12")
        with self.assertRaisesRegex(UserError, "settled"):
            paid.rate = "1"
        body.action_leave("XXX/1/2027", "2027-12-31")
        with self.assertRaisesRegex(ValidationError, "no member"):
            body.plan_fee(2028, 70000, "0.4", "2028-03-31")

    def test_union_needs_the_statutory_majority(self):
        body = self.body(kind="union", tasks="gospodarka odpadami", join_resolution="I/1/2026", join_majority="simple")
        with self.assertRaisesRegex(UserError, "RG-02"):
            body.action_apply()

    @mute_logger("odoo.sql_db")
    def test_one_membership(self):
        for number in range(2):
            body = self.body(join_resolution="I/1/2026", join_majority="simple")
            if number:
                with self.assertRaises(IntegrityError), self.env.cr.savepoint():
                    body.action_apply()
            else:
                body.action_apply()

    def test_delegate_of_a_councillor_ends_with_the_mandate(self):
        term = self.make_term()
        councillor = self.make_councillors(term, 1)
        body = self.body(join_resolution="I/1/2026", join_majority="simple")
        line = self.env["biuro.rada.organization.delegate"].create(
            {
                "organization_id": body.id,
                "partner_id": councillor.partner_id.id,
                "basis": "uchwała",
                "date_from": "2025-01-01",
            }
        )
        self.assertEqual(line.councillor_id, councillor)
        self.assertFalse(line.mandate_over)
        councillor.action_expire("resignation", "2026-03-04", "commissioner", "postanowienie 7")
        self.assertTrue(line.mandate_over)
        self.assertIn(line, line.search([("mandate_over", "=", True)]))
