"""Rows of the contract test of the calculators: method, arguments, what the answer holds; method, argument refused."""

ASKED = [
    ("petition_terms", {"filed": "2026-08-14"}, {"deadline": "2026-11-16", "extended_until": "2027-02-16"}),
    ("petition_terms", {"filed": "2026-03-02", "supplemented": "2026-04-07"}, {"deadline": "2026-07-07"}),
    ("petition_terms", {
        "filed": "2026-03-02", "joined_announced": "2026-03-20", "joined_until": "2026-05-20",
    }, {"deadline": "2026-08-20", "extended_until": "2026-11-20"}),
    ("petition_terms", {"filed": "2025-11-30", "supplemented": False}, {"deadline": "2026-03-02"}),
]
REFUSED = [
    ("petition_terms", "filed", {"filed": "2026-02-30"}),
    ("petition_terms", "supplemented", {"filed": "2026-03-02", "supplemented": "2026-03-01"}),
    ("petition_terms", "joined_until", {
        "filed": "2026-03-02", "joined_announced": "2026-03-20", "joined_until": "2026-05-21",
    }),
]
