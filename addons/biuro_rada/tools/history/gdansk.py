"""Files of open data on the council of Gdańsk: lists of sessions with named votes, and of interpellations."""

import re
from collections import Counter

from .document import as_day, as_number, as_text, new_document, record, refuse, remark
from .names import Roster, fold, looks_like_person, tidy

SOURCE = "gdansk"
# terms of councils of gminas are the same in the whole country: election, first and last day
TERMS = {
    "VII": ("2014-11-16", "2014-11-17", "2018-11-16"),
    "VIII": ("2018-10-21", "2018-11-17", "2024-04-30"),
    "IX": ("2024-04-07", "2024-05-07", "2029-05-06"),
}
COUNTS = {
    "za": "yes", "przeciw": "no", "wstrzymal_sie": "abstain", "brak_glosu": "not_voting", "nieobecni": "absent",
}
TYPES = {"interpelacja": "interpellation", "zapytanie": "question"}
# what the subject says about the majority; the first that fits
SUBJECTS = (
    (r"wotum zaufania", "absolute_statutory", "u.s.g. art. 28aa ust. 9", "confidence"),
    (r"nieudzieleni\w+ .*absolutorium", "absolute_statutory", "u.s.g. art. 28a ust. 2", "discharge_refuse"),
    (r"absolutorium", "absolute_statutory", "u.s.g. art. 28a ust. 2", "discharge_grant"),
    (r"^\W*(wniosek o )?(wlaczeni|wprowadzeni|zdjeci|wycofani)\w+ .*(druk|porzad|projekt)", "absolute_statutory",
     "u.s.g. art. 20 ust. 1a", False),
    (r"(zmian\w+|uzupelnieni\w+) porzadku", "absolute_statutory", "u.s.g. art. 20 ust. 1a", False),
    (r"zwiazk\w+ miedzygminn", "absolute_statutory", "u.s.g. art. 67 ust. 1", False),
    (r"zaciagnieci\w+ .*(pozyczk|kredyt|zobowiazan)|emisji obligacji|udzieleni\w+ porecz", "absolute",
     "u.s.g. art. 58 ust. 2", False),
)
ORDINARY = ("simple", "u.s.g. art. 14 ust. 1", False)


def is_sessions(data):
    """Tell whether decoded JSON is the file of sessions."""
    first = data[0] if isinstance(data, list) and data else None
    return isinstance(first, dict) and {"votes", "attendees"} <= set(first)


def is_interpellations(data):
    """Tell whether decoded JSON is the file of interpellations."""
    first = data[0] if isinstance(data, list) and data else None
    return isinstance(first, dict) and {"cri", "przedmiot"} <= set(first)


def majority_of(subject):
    """Return (majority, its basis, kind of a special vote or False) that a subject points to."""
    text = fold(subject)
    for pattern, kind, basis, special in SUBJECTS:
        if re.search(pattern, text):
            return kind, basis, special
    return ORDINARY


def term_of(day):
    """Return the number of the term of a day (str or False)."""
    for number, (_election, start, end) in TERMS.items():
        if day and as_day(start) <= day <= as_day(end):
            return number
    return False


def _add_term(document, number):
    if number in TERMS and number not in document["terms"]:
        election, start, end = map(as_day, TERMS[number])
        document["terms"][number] = {"election_date": election, "date_start": start, "date_end": end}


def read(data):
    """Return the document (dict) of either file."""
    document = new_document(SOURCE)
    if is_sessions(data):
        for index, given in enumerate(data, 1):
            document["sessions"].append(_session(document, given, index))
        sizes = Counter(
            (row["term"], len(vote["names"])) for row in document["sessions"] for vote in row["votes"] if vote["names"])
        for number, term in document["terms"].items():
            own = {size: count for (of, size), count in sizes.items() if of == number}
            if own:
                term["statutory_members"] = max(own, key=own.get)
    else:
        for index, given in enumerate(data, 1):
            document["interpellations"].append(_interpellation(document, given, index))
    return document


def _session(document, given, index):
    day = as_day(given.get("date"))
    row = record(
        f"sesja {index}", key=f"{SOURCE}:session:{day}", date=day, term=term_of(day), number=as_number(
            given.get("number")), number_text=as_text(given.get("number_roman")), kind="ordinary", body="council",
        location=False, items=[], attendance=[], votes=[], reference=as_text(given.get("source_url")) or as_text(
            given.get("source_file")), derive_attendance=True,
    )
    if not day:
        refuse(row, "no_date", value=as_text(given.get("date") or given.get("date_raw")))
    elif not row["term"]:
        refuse(row, "no_term_of_day", day=day)
    _add_term(document, row["term"])
    # the list of the session names all councillors in office, the absent ones too
    members = []
    for place, name in enumerate(given.get("attendees") or [], 1):
        line = record(f"{row['place']}, lista {place}", name=as_text(name), status=None)
        if not looks_like_person(name):
            refuse(line, "not_a_person", name=as_text(name))
        else:
            members.append(tidy(name))
        row["attendance"].append(line)
    roster = Roster((name, name) for name in members)
    row["members"] = members
    for place, vote in enumerate(given.get("votes") or [], 1):
        row["votes"].append(_vote(row, vote, place, roster))
    return row


def _vote(session, given, place, roster):
    subject = as_text(given.get("topic")).rstrip(" ;.")
    number = as_number(given.get("vote_index"))
    number = place if number is None else number + 1
    kind, basis, special = majority_of(subject)
    row = record(
        f"{session['place']}, głosowanie {number}", key=f"{session['key']}:vote:{number}", number=number,
        subject=subject, ballot="open_device", majority=kind, majority_basis=basis, special=special, result=False,
        item=False, names=[], counts=None,
    )
    counts = given.get("counts")
    if isinstance(counts, dict) and counts:
        row["counts"] = {key: as_number(counts.get(name)) or 0 for name, key in COUNTS.items()}
        row["counts"]["excluded"] = 0
    for name, people in (given.get("named_votes") or {}).items():
        for person in people or []:
            found, _differs = roster.find(person)
            if found is None:
                remark(row, "not_in_office", name=as_text(person))
            elif name not in COUNTS:
                remark(row, "unknown_value", value=name)
            else:
                row["names"].append((found, COUNTS[name]))
    if not subject:
        refuse(row, "no_subject")
    elif not row["names"] and not sum((row["counts"] or {}).values()):
        refuse(row, "nothing_counted")
    elif row["counts"] is None:
        remark(row, "no_counts")
    elif not row["names"]:
        remark(row, "no_names")
    return row


def _interpellation(document, given, index):
    day, term = as_day(given.get("data_wplywu")), as_text(given.get("kadencja"))
    ref, kind = as_text(given.get("cri")), TYPES.get(given.get("typ"))
    row = record(
        f"wiersz {index}", key=f"{SOURCE}:{term}:{kind}:{ref}:{day and day.year}", kind=kind, term=term, ref=ref,
        date=day, authors=str(given.get("radny") or ""), subject=as_text(given.get("przedmiot")), reply_date=False,
        text_url=as_text(given.get("tresc_url")), reply_url=as_text(given.get("odpowiedz_url")),
        file_ref=as_text(given.get("ezd")), number=0,
    )
    if not kind:
        refuse(row, "unknown_value", value=as_text(given.get("typ")))
    if not day:
        refuse(row, "no_date", value=as_text(given.get("data_wplywu")))
    if term not in TERMS:
        refuse(row, "no_term", term=term)
    if not row["subject"]:
        refuse(row, "no_subject")
    _add_term(document, term)
    match = re.fullmatch(r"Z?0*(\d{1,4})/+(\d{2,4})", ref, re.ASCII)
    if match:
        row["number"] = int(match.group(1))
        if day and match.group(2)[-2:] != f"{day.year % 100:02d}" or len(match.group(2)) == 3 or "//" in ref:
            remark(row, "odd_number", ref=ref, day=day)
    else:
        remark(row, "odd_number", ref=ref, day=day)
    reply = as_text(given.get("data_odpowiedzi"))
    row["reply_date"] = as_day(reply)
    if reply and not row["reply_date"]:
        remark(row, "bad_reply_date", value=reply)
    return row
