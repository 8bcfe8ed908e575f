from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, tagged

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import diet
from .money_case import AllowanceCase

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
class TestAllowances(AllowanceCase):
    """The month of allowances: counted, checked by another person, corrected."""

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

    def test_month_opens_by_itself(self):
        last = self.env["biuro.rada.diet.month"]._bounds(date.today().replace(day=1) - timedelta(days=1))[0]
        self.assertEqual(self.env["biuro.rada.diet.month"]._cron_open(), 1)
        month = self.env["biuro.rada.diet.month"].search([("month", "=", last)])
        self.assertIn(self.finance, month.activity_ids.user_id)
        self.assertEqual(self.env["biuro.rada.diet.month"]._cron_open(), 0)

    def test_who_sees_money(self):
        line = self.env["biuro.rada.diet.line"].browse(self.Month.calculate("2026-03-15")["lines"][0])
        for login in ("clerk", "rada_user", "rada_statement"):
            with self.assertRaises(AccessError):
                line.with_user(self.users[login]).read(["payable"])
        councillor = self.councillors[0]
        with self.assertRaises(AccessError):
            councillor.with_user(self.users["rada_user"]).read(["bank_account_id"])
        councillor.with_user(self.finance).read(["bank_account_id"])
