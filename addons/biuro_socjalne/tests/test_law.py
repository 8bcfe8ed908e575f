from datetime import date
from decimal import Decimal as D

from odoo.tests import BaseCase, tagged

from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import brackets, charge, leave, loans, tax

BASE_2026 = D("7848.60")
UNITS = {
    "6445.71": ["2417.14", "3222.86", "322.29", "386.74", "451.20", "402.86", "483.43"],
    "7262.39": ["2723.40", "3631.20", "363.12", "435.74", "508.37", "453.90", "544.68"],
    "7848.60": ["2943.23", "3924.30", "392.43", "470.92", "549.40", "490.54", "588.65"],
}
PERCENTS = ["37.5", "50", "5", "6", "7", "6.25", "7.5"]
FIGURES = {
    "pension": D("9.76"), "disability": D("1.50"), "sickness": D("2.45"), "health": D("9.00"), "low": D("12"),
    "high": D("32"), "threshold": D("120000"),
}


def limit_of(key, _day):
    return {"P67": D(1000), "P38": D(4500), "P92": D(3000)}[key]


def paid(day, amount, tax_key="P67", status="EMPLOYEE", **more):
    return {"date": date.fromisoformat(day), "amount": D(amount), "tax_key": tax_key, "status": status, **more}


def parts(answer):
    return [(str(row["exempt"]), str(row["taxable"])) for row in answer["payments"]]


@tagged("post_install", "-at_install")
class TestCharge(BaseCase):
    def test_units_of_three_years(self):
        for base, amounts in UNITS.items():
            for percent, amount in zip(PERCENTS, amounts, strict=True):
                with self.subTest(base=base, percent=percent):
                    self.assertEqual(charge.unit_amount(D(percent), D(base)), D(amount))

    def test_correction_to_the_actual_average(self):
        months = ["119.50", "119.50", "120.00", "120.48", "121.00", "122.48", "122.25", "122.25", "121.75", "122.00",
                  "122.50", "122.75"]
        average = charge.year_average([D(month) for month in months])["average"]
        self.assertEqual(average, D("121.37"))
        actual = charge.charge({"normal": average}, 0, 0, BASE_2026)["basic"]
        planned = charge.charge({"normal": D("120.00")}, 0, 0, BASE_2026)["basic"]
        self.assertEqual((actual, actual - planned), (D("357219.83"), D("4032.23")))
        less = charge.charge({"normal": D("118.94")}, 0, 0, BASE_2026)["basic"]
        self.assertEqual(less - planned, D("-3119.82"))

    def test_part_of_a_year_is_divided_by_twelve(self):
        self.assertEqual(charge.year_average([D(0)] * 6 + [D(10)] * 6)["average"], D("5.00"))
        with self.assertRaises(LawError):
            charge.year_average([D(10)] * 6)

    def test_increases_are_not_in_the_first_transfer(self):
        answer = charge.charge({"normal": D(0), "special": D(1)}, 2, 3, BASE_2026)
        self.assertEqual(answer["basic"], D("3924.30"))
        self.assertEqual(answer["by_31_may"], D("2943.23"))
        self.assertEqual(answer["increases"], 5 * D("490.54"))
        self.assertEqual(answer["by_31_may"] + answer["rest"], answer["total"])


@tagged("post_install", "-at_install")
class TestBrackets(BaseCase):
    def test_income_per_head(self):
        income = D("69483.60") + D("50844.96")
        self.assertEqual(brackets.per_head(income, 12, 4)["amount"], D("2506.85"))
        self.assertEqual(brackets.per_head(income, 12, 4, "zloty")["amount"], D("2507.00"))
        self.assertEqual(brackets.per_head(income + D("9600.00"), 12, 4)["amount"], D("2706.85"))
        self.assertEqual(brackets.per_head(income, 12, 3)["amount"], D("3342.46"))

    def check(self, rows, rounding="grosz"):
        answer = brackets.check_table(
            [{"from": first and D(first), "to": last and D(last), "value": D(value)} for first, last, value in rows],
            rounding)
        return answer["ok"], [str(v) for v in answer["unassigned"]], [str(v) for v in answer["overlapping"]]

    def test_whole_table(self):
        rows = [(None, "2500.00", 3), ("2500.01", "4000", 2), ("4000.01", None, 1)]
        self.assertEqual(self.check(rows), (True, [], []))

    def test_holes_and_overlaps(self):
        self.assertEqual(
            self.check([(None, "1000", 3), ("1000", "1500", 2), ("1501", None, 1)], "zloty"),
            (False, [], ["1000.00"]))
        self.assertEqual(self.check([(None, "10.00", 2), ("10.03", None, 1)])[1], ["10.01", "10.02"])
        self.assertEqual(self.check([("0.01", None, 2), (None, "0.00", 1)]), (True, [], []))
        self.assertEqual(self.check([("1", None, 2), ("5", None, 1)], "zloty")[1:], (["0.00"], ["5.00"]))
        self.assertEqual(self.check([(None, "10", 2), ("11", "20", 1)], "zloty")[1], ["21.00"])
        # with incomes in whole złoty a bound of 10.50 ends at 10
        self.assertEqual(self.check([(None, "10.50", 2), ("10.51", None, 1)], "zloty"), (True, [], []))
        self.assertEqual(self.check([(None, "1", 2), ("500000", None, 1)])[1], ["1.01", "499999.99"])

    def test_equal_values_break_the_social_criterion(self):
        self.assertFalse(self.check([(None, "1000", 5), ("1000.01", None, 5)])[0])

    def test_subsidy(self):
        self.assertEqual(brackets.subsidy(D("2350.00"), D(60), D("1200.00"))["amount"], D("1200.00"))
        self.assertEqual(brackets.subsidy(D("900.00"), D(60), D("1200.00"))["amount"], D("540.00"))


@tagged("post_install", "-at_install")
class TestTax(BaseCase):
    def test_an_employees_year(self):
        answer = tax.split([paid("2026-02-15", "240"), paid("2026-06-10", "900"), paid("2026-12-05", "600")], limit_of)
        self.assertEqual(parts(answer), [("240.00", "0.00"), ("760.00", "140.00"), ("0.00", "600.00")])
        self.assertEqual([row["regime"] for row in answer["payments"]], ["WAGE"] * 3)
        self.assertEqual(answer["payments"][2]["basis"], None)
        self.assertEqual(answer["used"]["P67"], D(1000))

    def test_a_return_frees_the_limit_for_later_payments(self):
        answer = tax.split([
            paid("2026-02-15", "240"), paid("2026-06-10", "900"), paid("2026-12-05", "600"),
            paid("2026-09-01", "-900", reversal_of=1),
        ], limit_of)
        self.assertEqual(
            parts(answer), [("240.00", "0.00"), ("760.00", "140.00"), ("600.00", "0.00"), ("-760.00", "-140.00")])
        self.assertEqual(answer["used"]["P67"], D("840.00"))

    def test_a_part_returned_is_the_taxed_one_first(self):
        answer = tax.split([paid("2026-06-10", "1100"), paid("2026-09-01", "-150", reversal_of=0),
                            paid("2026-10-01", "-950", reversal_of=0)], limit_of)
        self.assertEqual(parts(answer)[1:], [("-50.00", "-100.00"), ("-950.00", "0.00")])
        self.assertEqual(answer["used"]["P67"], 0)
        with self.assertRaises(LawError):
            tax.split([paid("2026-06-10", "10"), paid("2026-09-01", "-10.01", reversal_of=0)], limit_of)

    def test_a_return_next_year_leaves_the_past_year(self):
        answer = tax.split([paid("2026-12-10", "900"), paid("2027-01-05", "-900", reversal_of=0),
                            paid("2027-02-01", "1000")], limit_of)
        self.assertEqual(parts(answer), [("900.00", "0.00"), ("-900.00", "0.00"), ("1000.00", "0.00")])

    def test_exempt_without_limit(self):
        answer = tax.split([
            paid("2026-03-01", "5000", "P26"),
            paid("2026-07-01", "1200", "P78", child_birth=date(2014, 5, 1), start=date(2026, 7, 1)),
            *(paid(f"2026-{month:02d}-10", "300", "P67A") for month in range(1, 11)),
        ], limit_of)
        self.assertEqual(sum(row["exempt"] for row in answer["payments"]), D("9200.00"))
        self.assertEqual(answer["used"]["P67"], 0)

    def test_childrens_holiday_without_its_conditions_is_an_ordinary_benefit(self):
        eighteen = paid("2026-07-01", "1200", "P78", child_birth=date(2008, 7, 1), start=date(2026, 7, 1))
        own = paid("2026-07-01", "1200", "P78", child_birth=date(2014, 7, 1), organised=False)
        day_before = paid("2026-07-01", "1200", "P78", child_birth=date(2008, 7, 2), start=date(2026, 7, 1))
        for payment, expected in ((eighteen, "200.00"), (own, "200.00"), (day_before, "0.00")):
            self.assertEqual(parts(tax.split([payment], limit_of))[0][1], expected)

    def test_a_pensioners_year(self):
        answer = tax.split([paid(day, amount, "P38", "PENSIONER") for day, amount in
                            (("2026-02-01", "3000"), ("2026-06-01", "1200"), ("2026-12-01", "800"))], limit_of)
        self.assertEqual(parts(answer), [("3000.00", "0.00"), ("1200.00", "0.00"), ("300.00", "500.00")])
        self.assertEqual((answer["flat_tax"], answer["payments"][2]["regime"]), (D("50.00"), "FLAT10"))
        # money, goods and vouchers alike; P67 of a pensioner is taken as P38
        for key in ("P67", "VOUCHER"):
            self.assertEqual(tax.split([paid("2026-02-01", "100", key, "PENSIONER")], limit_of)["used"]["P38"], D(100))

    def test_employee_then_pensioner_has_both_limits(self):
        answer = tax.split([paid("2026-06-30", "1500"), paid("2026-07-02", "1500", "P38", "PENSIONER")], limit_of)
        self.assertEqual(parts(answer), [("1000.00", "500.00"), ("1500.00", "0.00")])

    def test_vouchers_survivors_and_others(self):
        answer = tax.split([
            paid("2026-01-02", "100", "VOUCHER"), paid("2026-01-03", "3500", "P92", "SURVIVOR"),
            paid("2026-01-04", "100", "P67", "OTHER"), paid("2026-01-05", "80", "NONE"),
        ], limit_of)
        self.assertEqual(
            parts(answer), [("0.00", "100.00"), ("3000.00", "500.00"), ("0.00", "100.00"), ("0.00", "0.00")])
        self.assertEqual(
            [row["regime"] for row in answer["payments"]], ["WAGE", "OTHER_SOURCE", "OTHER_SOURCE", "NONE"])
        self.assertEqual(answer["payments"][3]["no_income"], D("80.00"))

    def test_preview_of_pay(self):
        answer = tax.payroll_preview(D(6000), D(250), D(300), D(600), D(0), FIGURES)
        self.assertEqual(
            [answer[key] for key in ("social", "base", "tax", "tax_without", "marginal", "health")],
            [D("822.60"), D(5527), D(363), D(291), D(72), D("465.97")])
        # the month that crosses the threshold is taxed by both rates, a later one by the higher alone
        crossing = tax.payroll_preview(D(6000), D(250), D(300), D(600), D(117000), FIGURES)
        self.assertEqual(crossing["tax"], D(round(3000 * 0.12 + 2527 * 0.32 - 300)))
        self.assertEqual(tax.payroll_preview(D(6000), D(250), D(300), D(600), D(130000), FIGURES)["marginal"], D(192))


@tagged("post_install", "-at_install")
class TestLoans(BaseCase):
    def schedule(self, principal, count, method="LUMP", split="EQUAL", rate=2):
        return loans.loan_schedule(D(principal), D(rate), count, method, split, date(2026, 7, 15))

    def test_lump(self):
        answer = self.schedule("12000.00", 24)
        self.assertEqual((answer["interest"], answer["total"]), (D("250.00"), D("12250.00")))
        self.assertEqual([row["total"] for row in answer["rows"]], [D("510.42")] * 23 + [D("510.34")])
        answer = self.schedule("20000.00", 60)
        self.assertEqual(answer["interest"], D("1016.67"))
        self.assertEqual((answer["rows"][0]["principal"], answer["rows"][-1]["principal"]), (D("333.33"), D("333.53")))
        self.assertEqual((answer["rows"][0]["interest"], answer["rows"][-1]["interest"]), (D("16.94"), D("17.21")))

    def test_falling_balance(self):
        answer = self.schedule("12000.00", 24, "BAL")
        self.assertEqual([row["interest"] for row in answer["rows"]][:2], [D("20.00"), D("19.17")])
        self.assertEqual((answer["rows"][-1]["interest"], answer["interest"]), (D("0.83"), D("250.00")))

    def test_where_interest_goes(self):
        first = self.schedule("12000.00", 24, split="FIRST")["rows"]
        self.assertEqual((first[0]["total"], first[1]["total"]), (D("750.00"), D("500.00")))
        separate = self.schedule("12000.00", 24, split="SEPARATE")["rows"]
        self.assertEqual((len(separate), separate[0]["principal"], separate[0]["total"]), (25, 0, D("250.00")))

    def test_days(self):
        due = [row["due"] for row in self.schedule("12000.00", 5)["rows"]]
        # 15 August is free and a Saturday, 15 November a Sunday
        self.assertEqual(due, [date(2026, 7, 15), date(2026, 8, 14), date(2026, 9, 15), date(2026, 10, 15),
                               date(2026, 11, 13)])
        late = loans.loan_schedule(D(300), D(0), 3, "BAL", "EQUAL", date(2027, 12, 31))["rows"]
        self.assertEqual([row["due"] for row in late], [date(2027, 12, 31), date(2028, 1, 31), date(2028, 2, 29)])

    def test_early_repayment(self):
        loan = (D("12000.00"), D(2), 24, "LUMP", "EQUAL", date(2026, 7, 15))
        answer = loans.early_repayment(*loan, 10, "waive_future")
        self.assertEqual(
            (answer["principal_left"], answer["interest_due"], answer["payoff"]),
            (D("7000.00"), D("58.30"), D("7058.30")))
        self.assertEqual(loans.early_repayment(*loan, 10, "no_refund")["interest_due"], D("145.80"))
        self.assertEqual(loans.early_repayment(*loan[:3], "BAL", *loan[4:], 10, "waive_future")["payoff"], D("7000.00"))
        self.assertEqual(loans.early_repayment(*loan, 24, "waive_future")["payoff"], 0)


@tagged("post_install", "-at_install")
class TestLeave(BaseCase):
    def test_days_off_beside(self):
        self.assertEqual(leave.leave_ok(date(2026, 7, 6), date(2026, 7, 17), 14)["days"], 16)
        self.assertEqual(leave.leave_ok(date(2026, 7, 7), date(2026, 7, 17), 14)["days"], 13)
        self.assertEqual(leave.leave_ok(date(2026, 7, 6), date(2026, 7, 17), 14, adjacent=False)["days"], 12)
        # Corpus Christi on Thursday 4 June 2026 and the days around it
        self.assertEqual(leave.leave_ok(date(2026, 6, 5), date(2026, 6, 5), 1)["days"], 4)
