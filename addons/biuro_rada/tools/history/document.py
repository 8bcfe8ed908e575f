"""What every reader of history hands over: lists of plain dicts, each with its place, remarks and a refusal.

A remark or a refusal is a pair (code, dict of values): the model says it in the user's language.
"""

import re
from datetime import date, datetime

from ...law.tally import VALUES

MAJORITIES = (
    "simple", "absolute", "absolute_statutory", "three_fifths_statutory", "two_thirds_statutory", "two_thirds_votes"
)
RESULTS = ("adopted", "rejected", "no_quorum")
ATTENDANCE = ("present", "absent", "excused", "late", "left")
KINDS = {"interpellation", "question"}
EARLIEST = date(1990, 1, 1)


class HistoryError(ValueError):
    """The file as a whole cannot be read. ``code`` and ``values`` say why."""

    def __init__(self, code, **values):
        super().__init__(code)
        self.code, self.values = code, values


def new_document(source):
    """Return an empty document (dict) of a source; the source is the first part of every key."""
    return {"source": source, "terms": {}, "councillors": [], "sessions": [], "interpellations": []}


def record(place, **values):
    """Return a record (dict) of a place in the file, with nothing to remark yet."""
    return {"place": place, "remarks": [], "refused": None, **values}


def remark(row, code, **values):
    """Add a remark to a record."""
    row["remarks"].append((code, values))


def refuse(row, code, **values):
    """Refuse a record; the first reason stays."""
    if not row["refused"]:
        row["refused"] = (code, values)


def as_day(value):
    """Return a date of what stands in a file: a date, a text 2026-03-31 or 31.03.2026; None where it is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value or "").strip()
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?", text, re.ASCII)
    parts = match.groups() if match else None
    if not parts:
        match = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text, re.ASCII)
        parts = match.groups()[::-1] if match else None
    if not parts:
        return None
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


def as_number(value):
    """Return a whole number not below zero of what stands in a file; None where it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if value == int(value) and value >= 0 else None
    if isinstance(value, int):
        return value if value >= 0 else None
    text = str(value or "").strip()
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else None


def as_text(value, limit=2000):
    """Return a text on one line; floats of a sheet lose their ``.0``."""
    if value is None or value is False:
        return ""
    if isinstance(value, float) and value == int(value):
        value = int(value)
    return " ".join(str(value).split())[:limit]


def is_value(value):
    """Tell whether a text is a key of the named list."""
    return value in VALUES
