from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.law_contract import LawContract

AVERAGES = {"normal": "120.00"}
TABLE = [{"to": "2500.00", "value": "1600"}, {"to": "4000.00", "value": "1400"}, {"to": "5500.00", "value": "1200"},
         {"to": False, "value": "1000"}]
TYPED = [{"from": False, "to": "999", "value": "3"}, {"from": "1001", "to": "1500", "value": "2"},
         {"from": "1502", "to": False, "value": "1"}]
LOAN = {"principal": "12000.00", "rate": "2", "instalments": 24, "method": "LUMP", "first_due": "2026-07-15"}
PAID = {"tax_key": "P67", "status": "EMPLOYEE"}
YEAR = [{"date": "2026-02-15", "amount": "240.00", **PAID}, {"date": "2026-06-10", "amount": "900.00", **PAID},
        {"date": "2026-12-05", "amount": "600.00", **PAID}]
PREVIEW = {"gross": "6000.00", "costs": "250.00", "reduction": "300.00", "taxable_benefits": "600.00"}


@tagged("post_install", "-at_install")
class TestSocjalneLawApi(LawContract, HttpCase):
    """The calculators of the social fund over Python, XML-RPC, JSON-RPC and /json/2."""

    MODEL = "biuro.socjalne.law"
    ASKED = [
        ("unit", {"percent": "37.5", "date": "2026-03-04"}, {"amount": "2943.23"}),
        ("unit", {"percent": "37.5", "date": "2025-03-04"}, {"amount": "2723.40"}),
        ("unit", {"percent": "37.5", "date": "2024-03-04"}, {"amount": "2417.14"}),
        ("unit", {"percent": "6.25", "date": "2030-01-01", "base": "8000.00"}, {"amount": "500.00"}),
        ("month_average", {"method": "daily", "states": [[9, "121.50"], [15, "123.25"], [6, "122.00"]]},
         {"average": "122.48"}),
        ("month_average", {"method": "chrono", "states": ["98", "96", "90"]}, {"average": "95.00"}),
        ("month_average", {"method": "simple", "states": ["121.50", "123.00"]}, {"average": "122.25"}),
        ("charge", {"averages": AVERAGES, "disabled": 4, "pensioners": 65, "date": "2026-03-04"},
         {"basic": "353187.60", "increases": "33847.26", "total": "387034.86", "by_31_may": "264890.70",
          "rest": "122144.16"}),
        ("transfer_days", {"year": 2025}, {"first": {"statutory": "2025-05-31", "effective": "2025-06-02"},
                                           "second": {"statutory": "2025-09-30", "effective": "2025-09-30"}}),
        ("per_head", {"total": "120328.56", "months": 12, "persons": 4}, {"amount": "2506.85"}),
        ("per_head", {"total": "120328.56", "months": 12, "persons": 4, "rounding": "zloty"}, {"amount": "2507.00"}),
        ("check_table", {"rows": TYPED, "rounding": "zloty"},
         {"ok": False, "unassigned": ["1000.00", "1501.00"], "overlapping": []}),
        ("bracket", {"rows": TABLE, "per_head": "2506.85"}, {"value": "1400", "row": 2}),
        ("bracket", {"rows": TABLE, "per_head": "2500.00"}, {"value": "1600", "row": 1}),
        ("split", {"payments": YEAR}, {"used": {"P67": "1000.00", "P38": "0.00", "P92": "0.00"}, "flat_tax": "0.00"}),
        ("split", {"payments": YEAR, "limits": {"P67": "2000.00"}, "used": {"P67": "500.00"}},
         {"used": {"P67": "2000.00", "P38": "0.00", "P92": "0.00"}}),
        ("flat_tax", {"taxable": "500.00"}, {"tax": "50.00"}),
        ("payroll_preview", PREVIEW, {"social": "822.60", "health": "465.97", "base": "5527.00", "tax": "363.00",
                                      "tax_without": "291.00", "marginal": "72.00"}),
        ("loan_schedule", LOAN, {"interest": "250.00", "total": "12250.00"}),
        ("early_repayment", {**LOAN, "paid_instalments": 10, "rule": "waive_future"},
         {"principal_left": "7000.00", "interest_due": "58.30", "payoff": "7058.30"}),
        ("leave_ok", {"date_from": "2026-07-06", "date_to": "2026-07-17", "min_days": 14}, {"ok": True, "days": 16}),
        ("leave_ok", {"date_from": "2026-07-07", "date_to": "2026-07-17", "min_days": 14}, {"ok": False, "days": 13}),
        ("age_window", {"birth_date": "2011-12-31", "year": 2026, "from_age": 2, "to_age": 15}, {"ok": True}),
    ]
    REFUSED = [
        ("unit", "percent", {"percent": "-1", "date": "2026-03-04"}),
        ("month_average", "states", {"method": "daily", "states": [[9, "121.50"]]}),
        ("month_average", "states", {"method": "chrono", "states": ["98", "96"]}),
        ("month_average", "method", {"method": "median", "states": []}),
        ("charge", "averages", {"averages": {"other": "1"}, "disabled": 0, "pensioners": 0, "date": "2026-03-04"}),
        ("charge", "disabled", {"averages": AVERAGES, "disabled": -1, "pensioners": 0, "date": "2026-03-04"}),
        ("transfer_days", "year", {"year": 1}),
        ("per_head", "persons", {"total": "100.00", "months": 12, "persons": 0}),
        ("per_head", "total", {"total": "NaN", "months": 12, "persons": 1}),
        ("per_head", "total", {"total": "100.001", "months": 12, "persons": 1}),
        ("check_table", "rows", {"rows": [], "rounding": "grosz"}),
        ("bracket", "rows", {"rows": TABLE[:2], "per_head": "9000.00"}),
        ("split", "payments.amount", {"payments": [{**YEAR[0], "amount": "-1.00"}]}),
        ("split", "payments.tax_key", {"payments": [{**YEAR[0], "tax_key": "P38"}]}),
        ("split", "payments.status", {"payments": [{**YEAR[0], "status": "BOSS"}]}),
        ("flat_tax", "taxable", {"taxable": "-0.01"}),
        ("payroll_preview", "gross", {**PREVIEW, "gross": "1.001"}),
        ("loan_schedule", "instalments", {**LOAN, "instalments": 0}),
        ("loan_schedule", "rate", {**LOAN, "rate": "-2"}),
        ("early_repayment", "paid_instalments", {**LOAN, "paid_instalments": 25}),
        ("leave_ok", "date_to", {"date_from": "2026-07-17", "date_to": "2026-07-06", "min_days": 14}),
        ("age_window", "birth_date", {"birth_date": "2027-01-01", "year": 2026, "from_age": 2, "to_age": 15}),
    ]
