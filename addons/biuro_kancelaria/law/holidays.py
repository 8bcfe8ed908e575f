"""Days free from work (ustawa z 18.01.1951 o dniach wolnych od pracy, art. 1).

The calendar comes from the ``holidays`` package; the tests compare it, year by year, with the act and its changes:
6 January and 15 August until 1960 and again from 2011 and 1989, 22 July until 1989, 3 May from 1990,
11 November from 1989, 24 December from 2025, and the single 12 November 2018.
"""

from datetime import timedelta
from functools import lru_cache

from holidays import country_holidays

from .base import LawError, Reasons, day_text

FIRST_YEAR = 1951
LAST_YEAR = 2100
SATURDAY, SUNDAY = 5, 6
ACT = "ustawa z 18.01.1951 r. o dniach wolnych od pracy"


@lru_cache(maxsize=256)
def days_off(year):
    """Return the statutory days off of a year.

    :param int year: 1951 to 2100
    :return: dict day (date) -> Polish name; Sundays that carry no name of their own are not listed
    :raise LawError: for a year outside the reach of the act or of the calendar
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise LawError("year", f"dni wolne od pracy są znane dla lat {FIRST_YEAR}–{LAST_YEAR}, nie dla roku {year}.")
    return dict(country_holidays("PL", years=year, language="pl").items())


def day_off_name(day):
    """Return why a day is free by statute: the name of the holiday, ``niedziela``, or an empty text."""
    return days_off(day.year).get(day) or ("niedziela" if day.weekday() == SUNDAY else "")


def is_free(day):
    """Say whether a day is free from work by statute (Saturday is not)."""
    return bool(day_off_name(day))


def is_working(day):
    """Say whether a day is neither free by statute nor a Saturday: terms may end on it (KPA art. 57 § 4)."""
    return day.weekday() != SATURDAY and not is_free(day)


def next_working(day):
    """Return the day itself when it is a working one, else the nearest working day after it."""
    while not is_working(day):
        day += timedelta(days=1)
    return day


def previous_working(day):
    """Return the day itself when it is a working one, else the nearest working day before it."""
    while not is_working(day):
        day -= timedelta(days=1)
    return day


def describe(day):
    """Answer whether a day is free from work.

    :param datetime.date day: the day
    :return: dict with ``free`` (statutory day off or Sunday), ``name`` (Polish, False for an ordinary day),
        ``working`` (terms may end on it: neither free nor a Saturday) and ``reasons``
    """
    name = day_off_name(day)
    reasons = Reasons()
    if name:
        reasons.add("day_off", f"{ACT}, art. 1", f"{day_text(day)} – dzień wolny od pracy: {name}.")
    elif day.weekday() == SATURDAY:
        reasons.add("saturday", "KPA art. 57 § 4; KC art. 115", (
            f"{day_text(day)} – dzień nie jest ustawowo wolny od pracy, ale termin kończący się w sobotę upływa "
            "następnego dnia, który nie jest dniem wolnym ani sobotą."
        ))
    else:
        reasons.add("working_day", f"{ACT}, art. 1", f"{day_text(day)} – zwykły dzień roboczy.")
    return {"free": bool(name), "name": name or False, "working": is_working(day), "reasons": reasons.as_list()}
