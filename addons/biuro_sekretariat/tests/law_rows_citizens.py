"""Rows of the contract of the calculators: complaints and delivery."""

COMPETENCE = [
    # about, matter, body, article, forward, jrwa
    ("council", "own", "wojewoda", "KPA art. 229 pkt 1", True, "1511"),
    ("council", "delegated", "wojewoda", "KPA art. 229 pkt 1", True, "1511"),
    ("council", "finance", "rio", "KPA art. 229 pkt 1", True, "1511"),
    ("president", "own", "council", "KPA art. 229 pkt 3; u.s.g. art. 18b", True, "1511"),
    ("president", "finance", "council", "KPA art. 229 pkt 3; u.s.g. art. 18b", True, "1511"),
    ("president", "delegated", "wojewoda", "KPA art. 229 pkt 2", True, "1511"),
    ("head_of_unit", "own", "council", "KPA art. 229 pkt 3; u.s.g. art. 18b", True, "1511"),
    ("head_of_unit", "delegated", "wojewoda", "KPA art. 229 pkt 2", True, "1511"),
    ("fire_police_guard", "own", "other", "KPA art. 229 pkt 4", True, "1511"),
    ("fire_police_guard", "delegated", "wojewoda", "KPA art. 229 pkt 2", True, "1511"),
    ("other", "own", "other", "KPA art. 229-230, art. 231 § 1", True, "1511"),
]

ASKED = [
    ("complaint_competence", {"about": "employee", "matter": "own"}, {
        "body": "president", "forward": False, "jrwa": "1510",
    }),
    *[
        ("complaint_competence", {"about": about, "matter": matter}, {
            "body": body, "article": article, "forward": forward, "jrwa": jrwa,
        })
        for about, matter, body, article, forward, jrwa in COMPETENCE
    ],
    # 2.3: not collected, a moment near midnight, the public body at night
    ("delivery", {"channel": "edoreczenia", "arrived": "2026-03-02", "recipient": "citizen"}, {
        "delivered_on": "2026-03-17",
    }),
    ("delivery", {"channel": "edoreczenia", "arrived": "2026-06-30T22:30:00Z", "recipient": "public"}, {
        "delivered_on": "2026-07-01",
    }),
    ("delivery", {
        "channel": "edoreczenia", "arrived": "2026-03-02", "collected": "2026-03-05", "recipient": "citizen",
    }, {"delivered_on": "2026-03-05"}),
    ("delivery", {
        "channel": "edoreczenia", "arrived": "2026-03-02", "collected": "2026-04-05", "recipient": "citizen",
    }, {"delivered_on": "2026-03-17"}),
    ("delivery", {"channel": "epuap", "arrived": "2026-03-02", "recipient": "public"}, {"delivered_on": "2026-03-02"}),
    ("delivery", {"channel": "epuap", "arrived": "2026-03-02", "recipient": "citizen"}, {"delivered_on": False}),
    ("delivery", {"channel": "hand", "arrived": "2026-03-02", "recipient": "citizen"}, {"delivered_on": "2026-03-02"}),
    ("delivery", {"channel": "post", "arrived": "2026-03-02", "recipient": "public"}, {"delivered_on": "2026-03-02"}),
    ("delivery", {
        "channel": "post", "arrived": "2026-03-02", "first_notice": "2026-03-02", "recipient": "citizen",
    }, {"delivered_on": "2026-03-16"}),
    ("delivery", {
        "channel": "puh", "arrived": "2026-03-02", "first_notice": "2026-03-02", "collected": "2026-03-10",
        "recipient": "citizen",
    }, {"delivered_on": "2026-03-10"}),
]
REFUSED = [
    ("complaint_competence", "about", {"about": "mayor", "matter": "own"}),
    ("complaint_competence", "about", {"about": False, "matter": "own"}),
    ("complaint_competence", "matter", {"about": "council", "matter": "private"}),
    ("delivery", "channel", {"channel": "pigeon", "arrived": "2026-03-02", "recipient": "citizen"}),
    ("delivery", "arrived", {"channel": "post", "arrived": "2.03.2026", "recipient": "citizen"}),
    ("delivery", "recipient", {"channel": "post", "arrived": "2026-03-02", "recipient": "firm"}),
    ("delivery", "collected", {
        "channel": "edoreczenia", "arrived": "2026-03-02", "collected": "2026-03-01", "recipient": "citizen",
    }),
    ("delivery", "first_notice", {
        "channel": "hand", "arrived": "2026-03-02", "first_notice": "2026-03-02", "recipient": "citizen",
    }),
    ("delivery", "first_notice", {
        "channel": "post", "arrived": "2026-03-02", "first_notice": "2026-03-01", "recipient": "citizen",
    }),
]
