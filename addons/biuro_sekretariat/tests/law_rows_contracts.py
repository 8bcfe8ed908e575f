"""Questions to the calculator of the Central Register of Contracts, for the contract test of the API."""

ORDER = {"kind": "order", "form": "documentary", "signed": "2026-07-20", "income": False}

ASKED = [
    ("cru", ORDER, {
        "required": True, "due": "2026-08-19", "why": "Zamówienie zawarte w formie objętej obowiązkiem od 1.07.2026.",
    }),
    ("cru", {**ORDER, "failure_days": 2}, {"required": True, "due": "2026-08-21"}),
    ("cru", {**ORDER, "signed": "2026-09-02", "annex_of": "2026-07-20"}, {"required": True, "due": "2026-10-02"}),
    ("cru", {**ORDER, "signed": "2026-09-02", "annex_of": "2026-06-30"}, {"required": False, "due": False}),
    ("cru", {**ORDER, "form": "oral"}, {
        "required": False, "due": False, "why": "Zamówienie w formie ustnej: zgłoszenie jest dobrowolne.",
    }),
    ("cru", {**ORDER, "signed": "2026-06-30"}, {"required": False, "due": False}),
    ("cru", {**ORDER, "income": True}, {"required": False, "due": False}),
    ("cru", {"kind": "sale", "form": "notarial", "signed": "2026-08-03", "income": True}, {"required": False}),
    ("cru", {**ORDER, "kind": "agreement", "form": "written"}, {"required": False, "due": False}),
    ("cru", {**ORDER, "kind": "employment", "form": "written"}, {"required": False, "due": False}),
]

REFUSED = [
    ("cru", "kind", {**ORDER, "kind": "grant"}),
    ("cru", "kind", {**ORDER, "kind": False}),
    ("cru", "form", {**ORDER, "form": "smoke"}),
    ("cru", "signed", {**ORDER, "signed": "2026-02-30"}),
    ("cru", "signed", {**ORDER, "signed": False}),
    ("cru", "income", {**ORDER, "income": "no"}),
    ("cru", "annex_of", {**ORDER, "annex_of": "20.07.2026"}),
    ("cru", "signed", {**ORDER, "annex_of": "2026-07-21"}),
    ("cru", "failure_days", {**ORDER, "failure_days": -1}),
    ("cru", "failure_days", {**ORDER, "failure_days": 1.5}),
]
