"""What the public lists of the council are: the reading behind each, its filters, its columns, its open data."""

# name in the address: (reading, filters, fields of the CSV, whether a feed makes sense)
LISTS = {
    "sesje": ("_sessions", ("q", "term", "body", "year"), (
        "id", "number", "number_roman", "source_number", "term", "body", "committees", "kind", "day", "begins", "place",
        "state", "votes", "is_historical", "source", "url", "stream_url", "recording_url"), True),
    "glosowania": ("_votes", ("q", "term", "result", "year", "date_from", "date_to"), (
        "id", "day", "session", "session_name", "number", "subject", "ballot", "entitled", "present", "yes", "no",
        "abstain", "not_voting", "excluded", "absent", "invalid", "result", "is_historical", "url"), True),
    "projekty": ("_drafts", ("q", "term", "year"), (
        "id", "number", "title", "term", "received", "proposed_by", "state", "session_name", "resolution",
        "published_at", "publication_url"), True),
    "uchwaly": ("_resolutions", ("q", "term", "validity", "day", "year"), (
        "id", "number", "title", "adopted", "term", "is_local_law", "in_force_from", "repealed_on", "annulled_on",
        "valid_until", "validity", "journal", "session_name", "publication_url", "url"), True),
    "interpelacje": ("_interpellations", ("q", "term", "kind", "year"), (
        "id", "number", "kind", "title", "authors", "submitted", "replied", "term", "is_historical", "text_url",
        "reply_url", "publication_url", "url"), True),
    "dyzury": ("_duties", ("date_from", "date_to"), (
        "id", "day", "from", "to", "place", "phone", "note", "councillors"), False),
    "zarzadzenia": ("_acts", ("q", "year"), (
        "id", "number", "kind", "title", "date", "in_force_from", "valid_until", "repealed_on", "published_at",
        "publication_url"), True),
    "czlonkostwa": ("_organizations", ("q",), (
        "id", "name", "short_name", "kind", "registry_no", "seat", "purpose", "since", "until", "resolution",
        "statute_journal", "state", "delegates"), False),
    "diety": ("_allowances", ("year",), ("id", "year", "name", "months", "paid", "url"), False),
    "plany": ("_plans", ("q", "year"), (
        "id", "year", "body", "adopted", "basis", "topics", "done", "reported", "state", "url"), False),
    "sprawozdania": ("_body_reports", ("q", "year"), (
        "id", "committee", "from", "to", "submitted", "state", "title", "published_at", "publication_url",
        "session_name"), False),
    "raporty": ("_state_reports", ("year",), (
        "id", "year", "title", "published_at", "publication_url", "session_name", "confidence", "discharge"), False),
}
FEEDS = [name for name, (_reading, _filters, _fields, feed) in LISTS.items() if feed]


def describe(env, name):
    """Return how a list is shown (dict): ``title``, ``about``, ``columns`` of (heading, key, key of the address)."""
    return {
        "sesje": {
            "title": env._("Sessions of the Council"),
            "about": env._("Sessions and meetings of committees with their agendas, presence and named votes."),
            "columns": [(env._("Session"), "name", "url"), (env._("Day"), "day", ""), (env._("Place"), "place", ""),
                        (env._("Votes"), "votes", ""), (env._("State"), "state_label", "")],
        },
        "glosowania": {
            "title": env._("Named votes"),
            "about": env._("Votes of the councillors by name (municipal self-government act, art. 14 sec. 4)."),
            "columns": [(env._("Day"), "day", ""), (env._("Subject of the vote"), "subject", "url"),
                        (env._("Session"), "session_name", "session_url"), (env._("For"), "yes", ""),
                        (env._("Against"), "no", ""),
                        (env._("Abstained"), "abstain", ""), (env._("Result"), "result_label", "")],
        },
        "projekty": {
            "title": env._("Draft resolutions"),
            "about": env._("Drafts published with the notice of the session, and what became of them."),
            "columns": [(env._("Print No."), "number", ""), (env._("Draft"), "title", "publication_url"),
                        (env._("Proposed by"), "proposed_by", ""), (env._("Session"), "session_name", "session_url"),
                        (env._("State"), "state_label", ""), (env._("Resolution"), "resolution", "resolution_url")],
        },
        "uchwaly": {
            "title": env._("Register of resolutions"),
            "about": env._("All resolutions by number, with their validity on the chosen day."),
            "columns": [(env._("Number"), "number", "url"), (env._("Resolution"), "title", ""),
                        (env._("Adopted on"), "adopted", ""),
                        (env._("In force from"), "in_force_from", ""), (env._("Validity"), "validity_label", "")],
        },
        "interpelacje": {
            "title": env._("Interpellations and questions"),
            "about": env._("Interpellations and questions of councillors with the replies of the President of the City "
                       "(art. 24 sec. 7)."),
            "columns": [(env._("Number"), "number", "url"), (env._("Subject"), "title", "url"),
                        (env._("Kind"), "kind_label", ""),
                        (env._("Councillors"), "authors", ""), (env._("Submitted on"), "submitted", ""),
                        (env._("Replied on"), "replied", "")],
        },
        "dyzury": {
            "title": env._("Duty hours of councillors"),
            "about": env._("When and where councillors receive residents."),
            "columns": [(env._("Day"), "day", ""), (env._("From"), "from", ""), (env._("To"), "to", ""),
                        (env._("Councillors"), "councillors", ""), (env._("Place"), "place", ""),
                        (env._("Telephone"), "phone", ""),
                        (env._("Remarks"), "note", "")],
        },
        "zarzadzenia": {
            "title": env._("Orders of the President of the City"),
            "about": env._("Register of the orders and other acts of the President of the City."),
            "columns": [(env._("Number"), "number", ""), (env._("Act of the President"), "title", "publication_url"),
                        (env._("Kind"), "kind_label", ""), (env._("Date"), "date", ""),
                        (env._("In force from"), "in_force_from", ""), (env._("Repealed on"), "repealed_on", "")],
        },
        "czlonkostwa": {
            "title": env._("Unions and associations"),
            "about": env._(
                "Inter-municipal unions, associations and other bodies the city is or was a member of, and who "
                "represents it there now."
            ),
            "columns": [(env._("Name"), "name", ""), (env._("Kind"), "kind_label", ""),
                        (env._("Purpose"), "purpose", ""),
                        (env._("Member Since"), "since", ""), (env._("Member Until"), "until", ""),
                        (env._("Resolution to Join"), "resolution", ""), (env._("Delegates"), "delegates", "")],
        },
        "diety": {
            "title": env._("Allowances of councillors"),
            "about": env._("Sums of allowances paid to each councillor in a calendar year, in złoty (act on access to "
                       "public information, art. 5 sec. 2)."),
            "columns": [(env._("Year"), "year", ""), (env._("Councillor"), "name", "url"),
                        (env._("Months paid"), "months", ""), (env._("Paid (zł)"), "paid", "")],
        },
        "plany": {
            "title": env._("Work plans"),
            "about": env._("Work plans of the council and its committees, with what was done of them."),
            "columns": [(env._("Year"), "year", ""), (env._("Body of the plan"), "body", "url"),
                        (env._("Plan Adopted On"), "adopted", ""), (env._("Act of adoption"), "basis", ""),
                        (env._("Topics"), "topics", ""), (env._("Done"), "done", ""),
                        (env._("State"), "state_label", "")],
        },
        "sprawozdania": {
            "title": env._("Reports of committees"),
            "about": env._("Reports of committees on their work, given to the council (art. 21 sec. 3)."),
            "columns": [(env._("Committee"), "committee", ""), (env._("From"), "from", ""), (env._("To"), "to", ""),
                        (env._("Report of the committee"), "title", "publication_url"),
                        (env._("Session"), "session_name", "session_url"), (env._("State"), "state_label", "")],
        },
        "raporty": {
            "title": env._("Reports on the state of the city"),
            "about": env._(
                "Reports that the President of the City gives to the council each year, the debate on them, the vote "
                "of confidence and the discharge (art. 28aa)."
            ),
            "columns": [(env._("Year"), "year", ""), (env._("Report on the year"), "title", "publication_url"),
                        (env._("Session"), "session_name", "session_url"),
                        (env._("Vote of confidence"), "confidence", ""), (env._("Discharge"), "discharge", "")],
        },
    }[name]
