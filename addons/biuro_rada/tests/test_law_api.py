from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.law_contract import LawContract

VOTE = {"statutory": 25, "present": 20, "yes": 9, "no": 8, "abstain": 3}
REQUEST = {
    "statutory": 23,
    "signatures": 6,
    "filed": "2026-03-03",
    "session": "2026-03-10",
    "has_agenda": True,
    "has_drafts": True,
}
ELECTION = {"statutory": 25, "ballots": 24, "invalid": 2, "candidates": {"A": 12, "B": 9}, "abstain": 1}
TRIP = {"population": 72000, "date": "2026-03-04", "minutes": 2040}


@tagged("post_install", "-at_install")
class TestRadaLawApi(LawContract, HttpCase):
    """The calculators of the council over Python, XML-RPC, JSON-RPC and /json/2."""

    MODEL = "biuro.rada.law"
    ASKED = [
        ("seats", {"population": 72000}, {"seats": 23}),
        ("majority", {"kind": "simple", **VOTE}, {"result": "adopted", "quorum": 13, "needed": 9}),
        ("majority", {"kind": "absolute", **VOTE}, {"result": "rejected", "needed": 12}),
        ("majority", {"kind": "absolute_statutory", **VOTE}, {"result": "rejected", "needed": 13}),
        ("majority", {"kind": "simple", **VOTE, "present": 12, "yes": 1}, {"result": "no_quorum", "quorum": 13}),
        (
            "majority",
            {"kind": "absolute", **VOTE, "yes": 8, "no": 5, "abstain": 2, "invalid": 1, "excluded": 2},
            {
                "result": "adopted",
                "needed": 8,
            },
        ),
        (
            "special",
            {"subject": "confidence", **VOTE, "present": 24, "yes": 12, "no": 10, "abstain": 2},
            {"outcome": "refused"},
        ),
        (
            "special",
            {"subject": "discharge", "motion": "refuse", **VOTE, "yes": 13, "no": 7, "abstain": 0},
            {
                "outcome": "refused",
            },
        ),
        ("special", {"subject": "discharge", **VOTE}, {"outcome": "unresolved"}),
        ("election", ELECTION, {"elected": "A", "next_round": False}),
        ("election", {**ELECTION, "abstain": 3, "invalid": 0}, {"elected": False, "next_round": True}),
        ("request_session", REQUEST, {"accepted": True, "last_day": "2026-03-10", "problems": []}),
        ("request_session", {**REQUEST, "signatures": 0, "applicant": "mayor"}, {"accepted": True}),
        ("request_session", {**REQUEST, "session": "2026-03-11"}, {"accepted": False}),
        (
            "resolution_number",
            {
                "pattern": "{session_roman}/{seq}/{yyyy}",
                "session": 23,
                "seq": 178,
                "date": "2026-03-25",
            },
            {"number": "XXIII/178/2026"},
        ),
        ("allowance_ceiling", {"population": 80000, "date": "2026-03-04"}, {"exact": "3483.468", "ceiling": "3483.46"}),
        (
            "allowance_ceiling",
            {"population": 80000, "date": "2030-03-04", "base_amount": "1789.42"},
            {
                "exact": "3220.956",
                "ceiling": "3220.95",
            },
        ),
        ("allowance", {"ceiling_exact": "3483.468", "percent": "60", "reductions": ["50"]}, {"amount": "1045.04"}),
        ("allowance", {"ceiling_exact": "3483.468", "percent": "100", "reductions": []}, {"amount": "3483.46"}),
        (
            "allowance_tax",
            {
                "payments": [
                    {"date": "2026-03-27", "amount": "1650"},
                    {"date": "2026-03-05", "amount": "1700.00"},
                ]
            },
            {
                "payments": [
                    {"date": "2026-03-27", "amount": "1650.00", "exempt": "1300.00", "taxable": "350.00"},
                    {"date": "2026-03-05", "amount": "1700.00", "exempt": "1700.00", "taxable": "0.00"},
                ]
            },
        ),
        (
            "allowance_tax",
            {"payments": [{"date": "2026-03-27", "amount": "5"}], "limit": "4"},
            {
                "payments": [
                    {"date": "2026-03-27", "amount": "5.00", "exempt": "4.00", "taxable": "1.00"},
                ]
            },
        ),
        ("trip_allowance", TRIP, {"amount": "92.89"}),
        ("trip_allowance", {**TRIP, "meals": {"breakfast": True, "lunch": True, "dinner": True}}, {"amount": "0.00"}),
        ("membership_fee", {"population": 70000, "rate": "0.4007"}, {"amount": "28049.00"}),
        ("membership_fee", {"population": 70000, "rate": "0.4007", "months": 9}, {"amount": "21036.75"}),
        (
            "expiry_authority",
            {"ground": "oath_refused", "cause_date": "2026-01-31"},
            {
                "authority": "council",
                "deadline": "2026-03-02",
            },
        ),
        (
            "expiry_authority",
            {"ground": "resignation", "cause_date": "2026-01-31"},
            {
                "authority": "commissioner",
                "deadline": False,
            },
        ),
        (
            "state_debate",
            {
                "population": 72000,
                "session": "2026-06-18",
                "limit": 1,
                "applications": [
                    {"received": "2026-06-17T12:00:00", "signatures": 50},
                    {"received": "2026-06-16T12:00:00+02:00", "signatures": 51},
                ],
            },
            {"needed": 50},
        ),
        (
            "citizens_initiative",
            {"population": 72000, "valid_signatures": 299, "filed": "2026-03-02"},
            {
                "accepted": False,
                "needed": 300,
                "latest_session": "2026-06-02",
            },
        ),
    ]
    REFUSED = [
        ("seats", "population", {"population": 0}),
        ("seats", "population", {"population": "72000"}),
        ("majority", "kind", {**VOTE, "kind": "half"}),
        ("majority", "yes", {**VOTE, "kind": "simple", "yes": -1}),
        ("majority", "no", {**VOTE, "kind": "simple", "no": 1.5}),
        ("majority", "present", {**VOTE, "kind": "simple", "yes": 10}),
        ("special", "subject", {**VOTE, "subject": "trust"}),
        ("special", "present", {**VOTE, "subject": "confidence", "present": 12, "yes": 12, "no": 0, "abstain": 0}),
        ("election", "ballots", {**ELECTION, "invalid": 3}),
        ("election", "ballots", {**ELECTION, "ballots": 12, "candidates": {"A": 5}}),
        ("election", "candidates", {**ELECTION, "candidates": []}),
        ("request_session", "filed", {**REQUEST, "filed": "3.03.2026"}),
        ("request_session", "signatures", {**REQUEST, "signatures": 24}),
        ("resolution_number", "pattern", {"pattern": "{seq}/{month}", "session": 1, "seq": 1, "date": "2026-03-25"}),
        ("resolution_number", "seq", {"pattern": "{seq}", "session": 1, "seq": 0, "date": "2026-03-25"}),
        ("allowance_ceiling", "base_amount", {"population": 1, "date": "2026-03-04", "base_amount": 1935.26}),
        ("allowance", "percent", {"ceiling_exact": "3483.468", "percent": "101", "reductions": []}),
        ("allowance", "reductions", {"ceiling_exact": "3483.468", "percent": "60", "reductions": ["101"]}),
        ("allowance_tax", "payments.amount", {"payments": [{"date": "2026-03-27", "amount": "1.005"}]}),
        ("trip_allowance", "minutes", {**TRIP, "minutes": -1}),
        ("trip_allowance", "meals", {**TRIP, "meals": {"supper": True}}),
        ("membership_fee", "months", {"population": 70000, "rate": "0.4007", "months": 13}),
        ("expiry_authority", "ground", {"ground": "end_of_term", "cause_date": "2026-01-31"}),
        (
            "state_debate",
            "applications.received",
            {
                "population": 72000,
                "session": "2026-06-18",
                "applications": [{"received": "wczoraj", "signatures": 50}],
            },
        ),
        ("citizens_initiative", "filed", {"population": 72000, "valid_signatures": 299, "filed": False}),
    ]
