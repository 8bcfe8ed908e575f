"""Partial dates of letters: a year, a month or a day (instrukcja kancelaryjna, annex 1, part A, rows 3-4)."""

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date

PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def partial_date_range(value):
    """Return the first and the last day that a partial date may mean.

    :param str value: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``
    :return: tuple of two ``date``
    :raise ValueError: for another form or an impossible date; the sentence is in Polish
    """
    match = PARTIAL_DATE.fullmatch(value or "")
    # an impossible month or day: the sentence below says what is expected
    with suppress(ValueError, IndexError):
        if match:
            year, month, day = (int(part) if part else None for part in match.groups())
            first = date(year, month or 1, day or 1)
            last = first if day else date(year, month or 12, monthrange(year, month or 12)[1])
            return first, last
    raise ValueError("Data na piśmie musi mieć postać RRRR, RRRR-MM albo RRRR-MM-DD.")
