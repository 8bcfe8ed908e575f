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
}
FEEDS = [name for name, (_reading, _filters, _fields, feed) in LISTS.items() if feed]


def describe(env, name):
    """Return how a list is shown (dict): ``title``, ``about``, ``columns`` of (heading, key, key of the address)."""
    _ = env._
    return {
        "sesje": {
            "title": _("Sessions of the Council"),
            "about": _("Sessions and meetings of committees with their agendas, presence and named votes."),
            "columns": [(_("Session"), "name", "url"), (_("Day"), "day", ""), (_("Place"), "place", ""),
                        (_("Votes"), "votes", ""), (_("State"), "state_label", "")],
        },
        "glosowania": {
            "title": _("Named votes"),
            "about": _("Votes of the councillors by name (municipal self-government act, art. 14 sec. 4)."),
            "columns": [(_("Day"), "day", ""), (_("Subject of the vote"), "subject", "url"),
                        (_("Session"), "session_name", "session_url"), (_("For"), "yes", ""), (_("Against"), "no", ""),
                        (_("Abstained"), "abstain", ""), (_("Result"), "result_label", "")],
        },
        "projekty": {
            "title": _("Draft resolutions"),
            "about": _("Drafts published with the notice of the session, and what became of them."),
            "columns": [(_("Print No."), "number", ""), (_("Draft"), "title", "publication_url"),
                        (_("Proposed by"), "proposed_by", ""), (_("Session"), "session_name", "session_url"),
                        (_("State"), "state_label", ""), (_("Resolution"), "resolution", "resolution_url")],
        },
        "uchwaly": {
            "title": _("Register of resolutions"),
            "about": _("All resolutions by number, with their validity on the chosen day."),
            "columns": [(_("Number"), "number", "url"), (_("Resolution"), "title", ""),
                        (_("Adopted on"), "adopted", ""), (_("In force from"), "in_force_from", ""), (_("Validity"), "validity_label", "")],
        },
        "interpelacje": {
            "title": _("Interpellations and questions"),
            "about": _("Interpellations and questions of councillors with the replies of the President of the City "
                       "(art. 24 sec. 7)."),
            "columns": [(_("Number"), "number", "url"), (_("Subject"), "title", "url"), (_("Kind"), "kind_label", ""),
                        (_("Councillors"), "authors", ""), (_("Submitted on"), "submitted", ""),
                        (_("Replied on"), "replied", "")],
        },
        "dyzury": {
            "title": _("Duty hours of councillors"),
            "about": _("When and where councillors receive residents."),
            "columns": [(_("Day"), "day", ""), (_("From"), "from", ""), (_("To"), "to", ""),
                        (_("Councillors"), "councillors", ""), (_("Place"), "place", ""), (_("Telephone"), "phone", ""),
                        (_("Remarks"), "note", "")],
        },
        "zarzadzenia": {
            "title": _("Orders of the President of the City"),
            "about": _("Register of the orders and other acts of the President of the City."),
            "columns": [(_("Number"), "number", ""), (_("Act of the President"), "title", "publication_url"),
                        (_("Kind"), "kind_label", ""), (_("Date"), "date", ""),
                        (_("In force from"), "in_force_from", ""), (_("Repealed on"), "repealed_on", "")],
        },
        "czlonkostwa": {
            "title": _("Unions and associations"),
            "about": _("Inter-municipal unions, associations and other bodies the city is or was a member of, and who "
                       "represents it there now."),
            "columns": [(_("Name"), "name", ""), (_("Kind"), "kind_label", ""), (_("Purpose"), "purpose", ""),
                        (_("Member Since"), "since", ""), (_("Member Until"), "until", ""),
                        (_("Resolution to Join"), "resolution", ""), (_("Delegates"), "delegates", "")],
        },
        "diety": {
            "title": _("Allowances of councillors"),
            "about": _("Sums of allowances paid to each councillor in a calendar year, in złoty (act on access to "
                       "public information, art. 5 sec. 2)."),
            "columns": [(_("Year"), "year", ""), (_("Councillor"), "name", "url"),
                        (_("Months paid"), "months", ""), (_("Paid (zł)"), "paid", "")],
        },
    }[name]
