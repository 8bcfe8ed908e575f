from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.law_contract import LawContract

RULES = [{"pattern": "skandal*", "weight": -2, "scope": "both"},
         {"pattern": "opóźnien*", "weight": -1, "scope": "both"},
         {"pattern": "bałagan*", "weight": -1, "scope": "both"}]
ARTICLE = {"title": "Skandal wokół remontu", "excerpt": "Mieszkańcy mówią o opóźnieniach i bałaganie.", "rules": RULES}
CONCERT = {"kind": "open", "venue": "open_ground", "places": 1200, "date": "2026-08-29"}
NO_CLOCK = {"raw": False, "deadline": False, "target": False}


def ends(raw, deadline, target):
    return {"raw": raw, "deadline": deadline, "target": target}


@tagged("post_install", "-at_install")
class TestMediaLawApi(LawContract, HttpCase):
    """The calculators of the press office over Python, XML-RPC, JSON-RPC and /json/2."""

    MODEL = "biuro.media.law"
    ASKED = [
        ("clock", {"matter": "criticism", "start": "2026-10-14"}, ends("2026-11-14", "2026-11-16", "2026-11-13")),
        ("clock", {"matter": "criticism", "start": "2026-08-31"}, ends("2026-09-30", "2026-09-30", "2026-09-30")),
        ("clock", {"matter": "question", "start": "2026-10-28"}, ends("2026-11-11", "2026-11-12", "2026-11-10")),
        ("clock", {"matter": "question", "start": "2026-10-28", "mode": "press"}, NO_CLOCK),
        ("clock", {"matter": "intervention", "start": "2026-10-28"}, NO_CLOCK),
        ("clock", {"matter": "private_refusal", "start": "2026-10-28"}, ends("2026-10-31", "2026-11-02", "2026-10-30")),
        ("clock", {"matter": "correction_out", "start": "2026-04-13"}, ends("2026-05-04", "2026-05-04", "2026-05-04")),
        ("clock", {"matter": "correction_in", "start": "2026-11-06"}, ends("2026-11-13", "2026-11-13", "2026-11-13")),
        ("clock", {"matter": "correction_in_publish", "start": "2026-06-02", "frequency": "online"},
         {"deadline": "2026-06-08"}),
        ("clock", {"matter": "correction_in_publish", "start": "2026-06-02", "frequency": "monthly"}, NO_CLOCK),
        ("clock", {"matter": "authorisation", "start": "2026-11-19T10:20:00", "frequency": "daily"},
         {"deadline": "2026-11-19T16:20:00+01:00"}),
        # elapsed hours over the night in which the clocks go forward
        ("clock", {"matter": "authorisation", "start": "2026-03-28T22:00:00", "frequency": "daily"},
         {"deadline": "2026-03-29T05:00:00+02:00"}),
        ("clock", {"matter": "authorisation", "start": "2026-10-24T12:00:00", "frequency": "weekly"},
         {"deadline": "2026-10-25T11:00:00+01:00"}),
        ("clock", {"matter": "complaint_forward", "start": "2026-11-06"}, {"deadline": "2026-11-13"}),
        ("correction_length", {"passage": "x" * 420, "text": "y" * 840}, {"ok": True, "limit": 840, "length": 840}),
        ("correction_length", {"seconds": 30, "text_seconds": 61}, {"ok": False, "limit": 60, "length": 61}),
        ("answered_in_time", {"month": "2026-11", "cases": [{"transmitted": "2026-10-14", "reply": "2026-11-16"},
                                                            {"transmitted": "2026-10-14", "reply": False}]},
         {"due": 2, "in_time": 1, "late": 0, "unanswered": 1, "share": "50.0", "median_days": "33.0"}),
        ("answered_in_time", {"month": "2026-11", "cases": []}, {"due": 0, "share": False, "median_days": False}),
        ("sentiment", ARTICLE, {"sentiment": "negative", "score": -6, "positive": 0, "negative": 6}),
        ("deposit", {"print_run": 5000, "production_end": "2026-09-07"}, {"copies": 17}),
        ("deposit", {"print_run": 80, "production_end": "2026-09-07"}, {"copies": 2}),
        ("mass_event", CONCERT, {"mass_event": True, "apply_by": "2026-07-30", "decision_by": "2026-08-22",
                                 "tacit_permit": False}),
        ("mass_event", {**CONCERT, "kind": "hall", "venue": "other", "places": 480},
         {"mass_event": False, "apply_by": False}),
        ("issn", {"value": "0378-5955"}, {"valid": True, "problem": False}),
        ("issn", {"value": "0378-5954"}, {"valid": False}),
    ]
    REFUSED = [
        ("clock", "matter", {"matter": "praise", "start": "2026-10-14"}),
        ("clock", "frequency", {"matter": "authorisation", "start": "2026-11-19T10:20:00"}),
        ("clock", "start", {"matter": "authorisation", "start": "2026-11-19", "frequency": "daily"}),
        ("clock", "start", {"matter": "criticism", "start": "2026-02-30"}),
        ("correction_length", "passage", {"passage": "  ", "text": "x"}),
        ("correction_length", "text_seconds", {"seconds": 30, "text_seconds": 0}),
        ("answered_in_time", "month", {"cases": [], "month": "2026-13"}),
        ("answered_in_time", "cases", {"cases": [{"transmitted": "2026-10-14", "reply": "2026-10-13"}],
                                       "month": "2026-10"}),
        ("sentiment", "rules.weight", {**ARTICLE, "rules": [{"pattern": "x", "weight": 0}]}),
        ("sentiment", "rules.pattern", {**ARTICLE, "rules": [{"pattern": "x*y", "weight": 1}]}),
        ("deposit", "print_run", {"print_run": 0, "production_end": "2026-09-07"}),
        ("mass_event", "kind", {**CONCERT, "kind": "concert"}),
        ("mass_event", "places", {**CONCERT, "places": -1}),
        ("issn", "value", {"value": 5}),
    ]
