"""The documented format of history: one JSON document, or one XLSX workbook with a sheet for each list."""

import io
import zipfile

from .document import (
    ATTENDANCE,
    KINDS,
    MAJORITIES,
    RESULTS,
    HistoryError,
    as_day,
    as_number,
    as_text,
    is_value,
    new_document,
    record,
    refuse,
    remark,
)

FORMAT = "biuro-rada-history"
MAX_UNPACKED = 300 * 1024 * 1024
# columns of each sheet; the Polish headings are read as well
SHEETS = {
    "terms": {
        "term": "Kadencja", "election_date": "Data wyborów", "date_start": "Od", "date_end": "Do",
        "population": "Liczba mieszkańców", "statutory_members": "Ustawowy skład",
    },
    "councillors": {
        "term": "Kadencja", "first_name": "Imię", "last_name": "Nazwisko", "mandate_start": "Mandat od",
        "mandate_end": "Mandat do", "district": "Okręg",
    },
    "sessions": {
        "term": "Kadencja", "number": "Numer sesji", "date": "Data", "kind": "Rodzaj", "location": "Miejsce",
        "reference": "Źródło",
    },
    "attendance": {
        "term": "Kadencja", "session": "Numer sesji", "councillor": "Radny", "status": "Obecność",
    },
    "votes": {
        "term": "Kadencja", "session": "Numer sesji", "number": "Numer głosowania", "subject": "Przedmiot",
        "item": "Punkt porządku", "ballot": "Rodzaj głosowania", "majority": "Większość", "majority_basis": "Podstawa",
        "yes": "Za", "no": "Przeciw", "abstain": "Wstrzymało się", "not_voting": "Niegłosujący",
        "excluded": "Wyłączeni", "absent": "Nieobecni", "result": "Wynik",
    },
    "ballots": {
        "term": "Kadencja", "session": "Numer sesji", "vote": "Numer głosowania", "councillor": "Radny",
        "value": "Głos",
    },
    "interpellations": {
        "term": "Kadencja", "kind": "Rodzaj", "ref": "Numer", "date": "Data wpływu", "authors": "Radni",
        "subject": "Przedmiot", "reply_date": "Data odpowiedzi", "text_url": "Adres treści",
        "reply_url": "Adres odpowiedzi",
    },
}
SHEET_NAMES = {
    "terms": "Kadencje", "councillors": "Radni", "sessions": "Sesje", "attendance": "Obecność",
    "votes": "Głosowania", "ballots": "Głosy imienne", "interpellations": "Interpelacje",
}
# Polish words of the cells; the keys themselves are read as well
WORDS = {
    "za": "yes", "przeciw": "no", "wstrzymał się": "abstain", "wstrzymała się": "abstain",
    "wstrzymuję się": "abstain", "wstrzymało się": "abstain", "nie głosował": "not_voting",
    "nie głosowała": "not_voting", "brak głosu": "not_voting", "wyłączony": "excluded", "wyłączona": "excluded",
    "nieobecny": "absent", "nieobecna": "absent", "obecny": "present", "obecna": "present",
    "usprawiedliwiony": "excused", "usprawiedliwiona": "excused", "spóźniony": "late", "spóźniona": "late",
    "wyszedł": "left", "wyszła": "left", "przyjęto": "adopted", "odrzucono": "rejected", "nie przyjęto": "rejected",
    "brak kworum": "no_quorum", "interpelacja": "interpellation", "zapytanie": "question",
    "zwykła": "simple", "bezwzględna": "absolute", "bezwzględna ustawowego składu": "absolute_statutory",
    "3/5 ustawowego składu": "three_fifths_statutory", "zwyczajna": "ordinary", "uroczysta": "ceremonial",
    "na wniosek": "on_request", "jawne": "open_device", "imienne": "open_rollcall", "tajne": "secret",
}
COUNTS = ("yes", "no", "abstain", "not_voting", "excluded", "absent")


def word(value):
    """Return the key of a Polish word, or the text as it is."""
    text = as_text(value)
    return WORDS.get(text.casefold(), text)


def is_document(data):
    """Tell whether decoded JSON is of this format."""
    return isinstance(data, dict) and data.get("format") == FORMAT


def read(data):
    """Return the document (dict) of decoded JSON.

    :raise HistoryError: an unknown version, no source, a list that is none
    """
    if data.get("version") != 1:
        raise HistoryError("version", value=as_text(data.get("version")))
    source = as_text(data.get("source"), 60)
    if not source or ":" in source:
        raise HistoryError("source")
    lists = {}
    for name in SHEETS:
        rows = data.get(name) or []
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise HistoryError("list", name=name)
        lists[name] = [(f"{name}[{index}]", row) for index, row in enumerate(rows)]
    # attendance, votes and their names may stand inside their session
    for place, given in list(lists["sessions"]):
        for line, attendance in enumerate(given.get("attendance") or []):
            lists["attendance"].append((f"{place}.attendance[{line}]", {
                **attendance, "term": given.get("term"), "session": given.get("number")}))
        for line, vote in enumerate(given.get("votes") or []):
            lists["votes"].append((f"{place}.votes[{line}]", {
                **(vote.get("counts") or {}), **vote, "term": given.get("term"), "session": given.get("number")}))
            for person, value in (vote.get("ballots") or {}).items():
                lists["ballots"].append((f"{place}.votes[{line}].ballots", {
                    "term": given.get("term"), "session": given.get("number"), "vote": vote.get("number"),
                    "councillor": person, "value": value}))
    return _document(source, lists)


def read_xlsx(content, source):
    """Return the document (dict) of a workbook.

    :param bytes content: the file
    :param str source: first part of the keys, e.g. the name under which the office keeps it
    :raise HistoryError: no workbook, no known sheet, a sheet without a needed column
    """
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise HistoryError("size")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except HistoryError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever it stumbles on
        raise HistoryError("xlsx") from None
    names = {name.casefold(): key for key, name in SHEET_NAMES.items()} | {key: key for key in SHEETS}
    lists = {name: [] for name in SHEETS}
    known = False
    for sheet in book.worksheets:
        name = names.get(sheet.title.strip().casefold())
        if not name:
            continue
        known = True
        sheet.reset_dimensions()
        lists[name] = list(_sheet_rows(sheet, name))
    book.close()
    if not known:
        raise HistoryError("sheets", names=", ".join(SHEET_NAMES.values()))
    return _document(source, lists)


def _sheet_rows(sheet, name):
    columns, headings = SHEETS[name], None
    by_label = {label.casefold(): key for key, label in columns.items()} | {key: key for key in columns}
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if all(cell is None or cell == "" for cell in cells):
            continue
        if headings is None:
            headings = [by_label.get(as_text(cell).casefold()) for cell in cells]
            if "term" not in headings:
                raise HistoryError("column", sheet=sheet.title, column=columns["term"])
            continue
        yield f"{sheet.title}, wiersz {number}", {
            key: cell for key, cell in zip(headings, cells, strict=False) if key and cell is not None
        }


def _document(source, lists):
    document = new_document(source)
    for place, given in lists["terms"]:
        _term(document, place, given)
    for place, given in lists["councillors"]:
        document["councillors"].append(_councillor(place, given))
    sessions = {}
    for place, given in lists["sessions"]:
        row = _session(source, place, given)
        document["sessions"].append(row)
        sessions.setdefault((row["term"], row["number"]), row)
    orphans = document["orphans"] = []
    votes = {}
    for place, given in lists["attendance"]:
        line = record(place, name=as_text(given.get("councillor")), status=word(given.get("status")))
        if line["status"] not in ATTENDANCE:
            refuse(line, "unknown_value", value=line["status"])
        session = sessions.get((as_text(given.get("term")), as_number(given.get("session"))))
        if session is None:
            refuse(line, "no_session", number=as_text(given.get("session")))
            orphans.append(("attendance", line))
        else:
            session["attendance"].append(line)
            session["members"].append(line["name"])
    for place, given in lists["votes"]:
        session = sessions.get((as_text(given.get("term")), as_number(given.get("session"))))
        row = _vote(session, place, given)
        if session is None:
            refuse(row, "no_session", number=as_text(given.get("session")))
            orphans.append(("vote", row))
        else:
            session["votes"].append(row)
            votes.setdefault((session["term"], session["number"], row["number"]), row)
    for _place, given in lists["ballots"]:
        where = (as_text(given.get("term")), as_number(given.get("session")), as_number(given.get("vote")))
        row, value = votes.get(where), word(given.get("value"))
        if row is None:
            continue
        if not is_value(value):
            remark(row, "unknown_value", value=value)
        else:
            row["names"].append((as_text(given.get("councillor")), value))
    for vote in votes.values():
        _check_vote(vote)
    for place, given in lists["interpellations"]:
        document["interpellations"].append(_interpellation(source, place, given))
    return document


def _term(document, place, given):
    number = as_text(given.get("term") or given.get("number"))
    values = {name: as_day(given.get(name)) for name in ("election_date", "date_start", "date_end")}
    values |= {name: as_number(given.get(name)) for name in ("population", "statutory_members")}
    if number:
        document["terms"][number] = {name: value for name, value in values.items() if value}


def _councillor(place, given):
    row = record(
        place, term=as_text(given.get("term")), first_name=as_text(given.get("first_name"), 100),
        last_name=as_text(given.get("last_name"), 100), mandate_start=as_day(given.get("mandate_start")),
        mandate_end=as_day(given.get("mandate_end")), district=as_text(given.get("district"), 100),
    )
    if not row["first_name"] or not row["last_name"]:
        refuse(row, "no_name")
    for name in ("mandate_start", "mandate_end"):
        if given.get(name) and not row[name]:
            refuse(row, "no_date", value=as_text(given.get(name)))
    if row["mandate_start"] and row["mandate_end"] and row["mandate_end"] < row["mandate_start"]:
        refuse(row, "dates_order")
    return row


def _session(source, place, given):
    number, term = as_number(given.get("number")), as_text(given.get("term"))
    kind = word(given.get("kind")) or "ordinary"
    day = as_day(given.get("date"))
    row = record(
        place, key=f"{source}:session:{term}:{number or day}", date=day, term=term, number=number,
        number_text=as_text(given.get("number"), 20), kind=kind, body="council",
        location=as_text(given.get("location"), 200), items=[], attendance=[], votes=[], members=[],
        reference=as_text(given.get("reference"), 500), derive_attendance=False,
    )
    if not day:
        refuse(row, "no_date", value=as_text(given.get("date")))
    if not number:
        refuse(row, "no_number")
    if kind not in ("ordinary", "on_request", "ceremonial", "first"):
        refuse(row, "unknown_value", value=kind)
    return row


def _vote(session, place, given):
    number = as_number(given.get("number"))
    row = record(
        place, key=f"{session['key']}:vote:{number}" if session else False, number=number,
        subject=as_text(given.get("subject")), ballot=word(given.get("ballot")) or "open_device",
        majority=word(given.get("majority")) or "simple",
        majority_basis=as_text(given.get("majority_basis"), 200) or "u.s.g. art. 14 ust. 1", special=False,
        result=word(given.get("result")) or False, item=as_text(given.get("item")), names=[], counts=None,
    )
    counts = {name: as_number(given.get(name)) for name in COUNTS}
    if any(value is not None for value in counts.values()):
        row["counts"] = {name: value or 0 for name, value in counts.items()}
    if any(given.get(name) not in (None, "") and counts[name] is None for name in COUNTS):
        refuse(row, "bad_count")
    if not number:
        refuse(row, "no_number")
    if not row["subject"]:
        refuse(row, "no_subject")
    for name, allowed in (
        ("ballot", ("open_device", "open_rollcall", "secret")), ("majority", MAJORITIES), ("result", (False, *RESULTS)),
    ):
        if row[name] not in allowed:
            refuse(row, "unknown_value", value=row[name])
    return row


def _check_vote(row):
    if row["ballot"] == "secret" and row["names"]:
        refuse(row, "secret_names")
    if not row["names"] and not sum((row["counts"] or {}).values()):
        refuse(row, "nothing_counted")
    elif row["counts"] is None:
        remark(row, "no_counts")
    elif not row["names"] and row["ballot"] != "secret":
        remark(row, "no_names")


def _interpellation(source, place, given):
    term, ref = as_text(given.get("term")), as_text(given.get("ref"), 60)
    kind, day = word(given.get("kind")) or "interpellation", as_day(given.get("date"))
    authors = given.get("authors")
    row = record(
        place, key=f"{source}:{term}:{kind}:{ref}:{day and day.year}", kind=kind, term=term, ref=ref, date=day,
        authors=", ".join(map(str, authors)) if isinstance(authors, list) else str(authors or ""),
        subject=as_text(given.get("subject")), reply_date=as_day(given.get("reply_date")),
        text_url=as_text(given.get("text_url"), 500), reply_url=as_text(given.get("reply_url"), 500),
        file_ref=as_text(given.get("file_ref"), 60), number=as_number(given.get("number")) or 0,
    )
    if not ref:
        refuse(row, "no_number")
    if kind not in KINDS:
        refuse(row, "unknown_value", value=kind)
    if not day:
        refuse(row, "no_date", value=as_text(given.get("date")))
    if not row["subject"]:
        refuse(row, "no_subject")
    if given.get("reply_date") and not row["reply_date"]:
        remark(row, "bad_reply_date", value=as_text(given.get("reply_date")))
    return row


def example():
    """Return a small workbook (bytes) with every sheet, its headings and one row."""
    import xlsxwriter

    rows = {
        "terms": ["VIII", "2018-10-21", "2018-11-19", "2024-04-30", 72000, 23],
        "councillors": ["VIII", "Anna", "Przykładowa", "2018-11-19", "", "1"],
        "sessions": ["VIII", 12, "2019-10-24", "zwyczajna", "Ratusz", "protokół XII/2019"],
        "attendance": ["VIII", 12, "Anna Przykładowa", "obecny"],
        "votes": ["VIII", 12, 1, "w sprawie zmiany budżetu", "4", "jawne", "zwykła", "", 1, 0, 0, 0, 0, 0, "przyjęto"],
        "ballots": ["VIII", 12, 1, "Anna Przykładowa", "za"],
        "interpellations": ["VIII", "interpelacja", "12/2019", "2019-10-24", "Anna Przykładowa",
                            "w sprawie oświetlenia", "2019-11-05", "", ""],
    }
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        for name, columns in SHEETS.items():
            sheet = book.add_worksheet(SHEET_NAMES[name])
            sheet.write_row(0, 0, list(columns.values()), bold)
            sheet.write_row(1, 0, rows[name])
            sheet.set_column(0, len(columns), 18)
    return stream.getvalue()
