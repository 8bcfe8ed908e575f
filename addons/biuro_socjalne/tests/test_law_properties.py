from datetime import date, timedelta
from decimal import Decimal as D

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..law import brackets, charge, loans, tax
from .test_law import limit_of, paid

money = st.integers(1, 10**7).map(lambda grosze: D(grosze) / 100)
days = st.integers(0, 364).map(lambda number: (date(2026, 1, 1) + timedelta(days=number)).isoformat())
keys = st.sampled_from(["P67", "P26", "P67A", "VOUCHER", "NONE"])
statuses = st.sampled_from(["EMPLOYEE", "PENSIONER"])
payments = st.lists(st.builds(paid, days, money, keys, statuses), min_size=1, max_size=12)
quick = settings(max_examples=80, deadline=None, database=None)


@tagged("post_install", "-at_install")
class TestSocjalneProperties(BaseCase):
    @quick
    @given(payments)
    def test_parts_sum_to_the_payment_and_never_pass_the_limit(self, rows):
        answer = tax.split(rows, limit_of)
        for row, result in zip(rows, answer["payments"], strict=True):
            self.assertEqual(result["exempt"] + result["taxable"] + result["no_income"], row["amount"])
        for key in tax.LIMITED:
            taken = sum((result["exempt"] for result in answer["payments"] if result["basis"] == key), D(0))
            self.assertEqual(taken, answer["used"][key])
            self.assertLessEqual(taken, limit_of(key, None))

    @quick
    @given(payments)
    def test_the_order_of_the_list_does_not_matter_between_days(self, rows):
        rows = list({row["date"]: row for row in rows}.values())
        forward, backward = tax.split(rows, limit_of), tax.split(rows[::-1], limit_of)
        self.assertEqual(forward["payments"], backward["payments"][::-1])

    @quick
    @given(payments)
    def test_returning_everything_leaves_nothing(self, rows):
        rows = sorted(rows, key=lambda row: row["date"])
        back = [paid("2026-12-31", -row["amount"], row["tax_key"], row["status"], reversal_of=index)
                for index, row in enumerate(rows)]
        answer = tax.split(rows + back, limit_of)
        for part in ("exempt", "taxable", "no_income", "flat_tax"):
            self.assertEqual(sum(result[part] for result in answer["payments"]), 0)
        self.assertEqual(set(answer["used"].values()), {D(0)})
        self.assertEqual(answer["flat_tax"], 0)

    @quick
    @given(st.integers(100, 10**7), st.integers(0, 2000), st.integers(1, 120), st.sampled_from(loans.METHODS),
           st.sampled_from(loans.SPLITS))
    def test_schedules_sum(self, grosze, rate, count, method, split):
        principal, rate = D(grosze), D(rate) / 100
        answer = loans.loan_schedule(principal, rate, count, method, split, date(2026, 7, 15))
        self.assertEqual(sum(row["principal"] for row in answer["rows"]), principal)
        self.assertEqual(sum(row["interest"] for row in answer["rows"]), answer["interest"])
        if method == "LUMP":
            self.assertEqual(answer["interest"], loans.lump_interest(principal, rate, count))
        self.assertTrue(all(row["principal"] >= 0 and row["interest"] >= 0 for row in answer["rows"]))
        paid_off = loans.early_repayment(
            principal, rate, count, method, split, date(2026, 7, 15), len(answer["rows"]), "no_refund")
        self.assertEqual(paid_off["payoff"], 0)

    @quick
    @given(st.lists(st.integers(1, 100000), min_size=1, max_size=6, unique=True), st.integers(0, 10**7))
    def test_a_rising_table_gives_every_income_one_value(self, bounds, grosze):
        bounds = sorted(D(bound) / 100 for bound in bounds)
        rows = [{"to": bound, "value": D(index)} for index, bound in enumerate([*bounds, None])]
        found = brackets.bracket(rows, D(grosze) / 100)
        fitting = [index for index, bound in enumerate([*bounds, None], 1) if bound is None or D(grosze) / 100 <= bound]
        self.assertEqual(found["row"], fitting[0])
        lowers = [None, *(bound + D("0.01") for bound in bounds)]
        typed = [{"from": first, **row} for first, row in zip(lowers, rows, strict=True)]
        self.assertTrue(brackets.check_table(typed, "grosz")["ok"])

    @quick
    @given(st.integers(0, 100000), st.integers(0, 500), st.integers(0, 500))
    def test_both_transfers_are_the_charge(self, average, disabled, pensioners):
        answer = charge.charge({"normal": D(average) / 100}, disabled, pensioners, D("7848.60"))
        self.assertEqual(answer["by_31_may"] + answer["rest"], answer["total"])
        self.assertEqual(answer["basic"] + answer["increases"], answer["total"])
        self.assertGreaterEqual(answer["by_31_may"], answer["basic"] * 3 / 4 - D("0.005"))
