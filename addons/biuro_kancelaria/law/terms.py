"""Counting of terms (KPA art. 57; Kodeks cywilny art. 111-115 gives the same results).

A term has three ends: ``raw`` as it is counted, ``deadline`` moved off a free day where the law moves it, and
``target``, the office's safe date: the last working day not after the counted end.
"""

import calendar
from datetime import date, timedelta, timezone
from zoneinfo import ZoneInfo

from . import holidays
from .base import LawError, Reasons, day_text, plural

WARSAW = ZoneInfo("Europe/Warsaw")
UTC = timezone.utc
UNITS = ("day", "working_day", "week", "month", "year", "hour")
DIRECTIONS = ("forward", "backward", "lapse")
UNIT_FORMS = {
    "day": ("dzień", "dni", "dni"),
    "working_day": ("dzień roboczy", "dni robocze", "dni roboczych"),
    "week": ("tydzień", "tygodnie", "tygodni"),
    "month": ("miesiąc", "miesiące", "miesięcy"),
    "year": ("rok", "lata", "lat"),
    "hour": ("godzina", "godziny", "godzin"),
}
ARTICLES = {
    "day": "KPA art. 57 § 1; KC art. 111",
    "working_day": "przepis, który wyznacza termin w dniach roboczych",
    "week": "KPA art. 57 § 2; KC art. 112",
    "month": "KPA art. 57 § 3; KC art. 112",
    "year": "KPA art. 57 § 3a; KC art. 112",
    "hour": "przepis, który wyznacza termin w godzinach",
}


def local(moment):
    """Return a moment of the database (UTC, without zone) in Europe/Warsaw."""
    return moment.replace(tzinfo=UTC).astimezone(WARSAW)


def amount_text(amount, unit):
    """Return a span as Polish prose, e.g. ``14 dni``."""
    return f"{amount} {plural(amount, *UNIT_FORMS[unit])}"


def _within(argument, function):
    """Run a date calculation; a result beyond the calendar becomes a clear error."""
    try:
        day = function()
        if not holidays.FIRST_YEAR <= day.year <= holidays.LAST_YEAR:
            raise OverflowError
    except (OverflowError, ValueError) as error:
        years = f"{holidays.FIRST_YEAR}–{holidays.LAST_YEAR}"
        raise LawError(argument, f"termin wykracza poza lata {years}; podaj mniejszą liczbę albo inną datę.") from error
    return day


def add_months(day, months):
    """Return the same day of the month ``months`` later (or earlier), or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _add_working_days(day, amount, step, skipped):
    while amount:
        day += timedelta(days=step)
        if holidays.is_working(day) and not any(first <= day <= last for first, last in skipped):
            amount -= 1
    return day


def count(start, amount, unit, step=1, skipped=()):
    """Return the counted end of a term in days, working days, weeks, months or years.

    :param datetime.date start: day of the event; it is not counted (KPA art. 57 § 1)
    :param int amount: number of units, not negative
    :param str unit: one of ``UNITS`` but ``hour``
    :param int step: 1 counts forward, -1 backward
    :param skipped: pairs of days that working days do not count
    :return: datetime.date
    """
    if unit == "working_day":
        if amount > 10000:
            raise LawError("amount", "liczba dni roboczych nie może przekraczać 10000.")
        return _within("amount", lambda: _add_working_days(start, amount, step, skipped))
    if unit in ("month", "year"):
        months = amount * (12 if unit == "year" else 1) * step
        return _within("amount", lambda: add_months(start, months))
    days = amount * (7 if unit == "week" else 1) * step
    return _within("amount", lambda: start + timedelta(days=days))


def merge_periods(periods):
    """Return periods sorted and joined where they overlap or touch.

    :param periods: pairs (first day, last day), both inclusive
    :return: list of pairs
    :raise LawError: when a period ends before it begins
    """
    merged = []
    for first, last in sorted(periods):
        if last < first:
            raise LawError("excluded", f"okres kończy się ({last}) przed swoim początkiem ({first}); popraw daty.")
        if merged and first <= merged[-1][1] + timedelta(days=1):
            merged[-1][1] = max(merged[-1][1], last)
        else:
            merged.append([first, last])
    return [tuple(pair) for pair in merged]


def excluded_days(start, end, periods):
    """Return how many days after ``start`` up to ``end`` lie in the (merged) excluded periods."""
    return sum(
        max(0, (min(last, end) - max(first, start + timedelta(days=1))).days + 1) for first, last in periods
    )


def prolong(start, raw, periods):
    """Move the counted end by the excluded days inside the term, until no further day falls in (KPA art. 35 § 5).

    :param datetime.date start: day from which the term runs, not counted
    :param datetime.date raw: counted end
    :param periods: pairs (first day, last day), both inclusive
    :return: datetime.date
    """
    periods = merge_periods(periods)
    end = raw
    while True:
        moved = _within("excluded", lambda end=end: raw + timedelta(days=excluded_days(start, end, periods)))
        if moved == end:
            return end
        end = moved


def _finish(raw, end, roll, reasons):
    """Return the result of a forward term that ends, uncorrected, on ``end``."""
    deadline, target = end, holidays.previous_working(end)
    if not holidays.is_working(end):
        why = holidays.day_off_name(end) or "sobota"
        if roll:
            deadline = _within("start", lambda: holidays.next_working(end))
            reasons.add("roll", "KPA art. 57 § 4; KC art. 115", (
                f"Koniec przypada na dzień wolny albo sobotę ({why}), {day_text(end)}, więc termin upływa najbliższego "
                f"dnia, który nie jest wolny od pracy ani sobotą: {day_text(deadline)}."
            ))
        else:
            reasons.add("no_roll", "", f"{day_text(end)}, {why}: tego terminu nie przesuwa się.")
    if target != deadline:
        reasons.add("target", "", f"Termin bezpieczny to ostatni dzień roboczy nie później: {day_text(target)}.")
    return {"raw": raw, "deadline": deadline, "target": target, "in_force": False, "reasons": reasons.as_list()}


def _term_hours(start, amount, direction, excluded):
    if excluded:
        raise LawError("excluded", "okresów wyłączonych nie stosuje się do terminów w godzinach.")
    if getattr(start, "tzinfo", None) is None:
        raise LawError("start", "termin w godzinach wymaga chwili z godziną i strefą czasową.")
    step = -1 if direction == "backward" else 1
    # elapsed time: added in UTC, so that nights, holidays and changes of the clock are simply lived through
    end = _within("amount", lambda: (start.astimezone(UTC) + timedelta(hours=step * amount)).astimezone(WARSAW))
    word = "odjęte od" if step < 0 else "dodane do"
    reasons = Reasons().add("hours", ARTICLES["hour"], (
        f"{amount_text(amount, 'hour')} {word} chwili {start.astimezone(WARSAW):%d.%m.%Y %H:%M} "
        f"(biegną także nocą, w dni wolne i przez zmianę czasu) daje {end:%d.%m.%Y %H:%M}."
    ))
    in_force = end if direction == "lapse" else False
    return {"raw": end, "deadline": end, "target": end, "in_force": in_force, "reasons": reasons.as_list()}


def _term_backward(start, amount, unit, excluded, full_days):
    if excluded:
        raise LawError("excluded", "okresów wyłączonych nie stosuje się do terminów liczonych wstecz.")
    raw = count(start, amount, unit, step=-1)
    reasons = Reasons().add("backward", ARTICLES[unit], (
        f"{amount_text(amount, unit)} wstecz od {day_text(start)}, którego to dnia się nie liczy: {day_text(raw)}."
    ))
    if full_days:
        raw = _within("start", lambda: raw - timedelta(days=1))
        reasons.add("full_days", "", f"Między dniami ma upłynąć pełny okres, więc dzień wcześniej: {day_text(raw)}.")
    target = holidays.previous_working(raw)
    if target != raw:
        reasons.add("target", "", (
            "Terminu liczonego wstecz nie przesuwa się do przodu; dzień jest wolny albo jest sobotą, więc bezpiecznie "
            f"najpóźniej {day_text(target)}."
        ))
    return {"raw": raw, "deadline": raw, "target": target, "in_force": False, "reasons": reasons.as_list()}


def term(start, amount, unit, direction="forward", roll=True, excluded=(), full_days=False):
    """Count a term.

    :param start: day of the event (date), or a moment with its zone (datetime) for hours
    :param int amount: number of units, not negative
    :param str unit: ``day``, ``working_day``, ``week``, ``month``, ``year`` or ``hour``
    :param str direction: ``forward``; ``backward`` ("at least n before", never moved forward);
        ``lapse`` ("after the lapse of n": the end is not moved, the effect comes the day after)
    :param bool roll: move the end off a Saturday or a day free from work (forward terms)
    :param excluded: pairs of days not counted into the term (KPA art. 35 § 5), both inclusive
    :param bool full_days: backward, one day earlier: n full days must pass between (KPA art. 79)
    :return: dict ``raw``, ``deadline``, ``target`` and ``in_force`` (dates; moments for hours; ``in_force`` only
        for ``lapse``, else False) and ``reasons``
    :raise LawError: for an unknown unit or direction, a negative amount, or a term beyond the calendar
    """
    if unit not in UNITS:
        raise LawError("unit", f"nieznana jednostka „{unit}”; dozwolone: {', '.join(UNITS)}.")
    if direction not in DIRECTIONS:
        raise LawError("direction", f"nieznany kierunek „{direction}”; dozwolone: {', '.join(DIRECTIONS)}.")
    if amount < 0:
        raise LawError("amount", "liczba jednostek nie może być ujemna.")
    if unit == "hour":
        return _term_hours(start, amount, direction, excluded)
    _within("start", lambda: start)
    if direction == "backward":
        return _term_backward(start, amount, unit, excluded, full_days)
    periods = merge_periods(excluded)
    raw = count(start, amount, unit)
    reasons = Reasons().add(f"count_{unit}", ARTICLES[unit], (
        f"{amount_text(amount, unit)} od {day_text(start)}, którego to dnia się nie liczy: {day_text(raw)}."
    ))
    # working days lost to an excluded period are made up in working days, other terms in calendar days
    end = count(start, amount, unit, skipped=periods) if unit == "working_day" else prolong(start, raw, periods)
    if end != raw:
        lost = excluded_days(start, end, periods)
        reasons.add("excluded", "KPA art. 35 § 5", (
            f"Do terminu nie wlicza się {lost} {plural(lost, 'dnia', 'dni', 'dni')} okresów wyłączonych: "
            f"koniec przesuwa się na {day_text(end)}."
        ))
    if direction == "lapse":
        in_force = _within("amount", lambda: end + timedelta(days=1))
        reasons.add("lapse", "u.o.a.n. art. 6; KC art. 111", (
            f"Ostatni dzień okresu to {day_text(end)}; skutek następuje po jego upływie, od {day_text(in_force)}. "
            "Dni wolne od pracy niczego tu nie przesuwają."
        ))
        return {
            "raw": raw, "deadline": end, "target": holidays.previous_working(end), "in_force": in_force,
            "reasons": reasons.as_list(),
        }
    return _finish(raw, end, roll, reasons)


def annual(start, month, day, roll=True):
    """Return the nearest day of the calendar, not before ``start``, for duties due "by 30 June" each year.

    :param datetime.date start: day from which the duty is looked for
    :param int month: month of the statutory day
    :param int day: day of the month
    :param bool roll: move it off a Saturday or a day free from work
    :return: dict as :func:`term`
    """
    try:
        raw = date(start.year, month, day)
        if raw < start:
            raw = date(start.year + 1, month, day)
    except ValueError as error:
        raise LawError("day", f"nie ma dnia {day}.{month:02d} w każdym roku; podaj inny.") from error
    _within("start", lambda: raw)
    reasons = Reasons().add("annual", "", f"Najbliższy ustawowy dzień licząc od {day_text(start)}: {day_text(raw)}.")
    return _finish(raw, raw, roll, reasons)


def fixed(day):
    """Return a term whose end a body named itself: it is not moved, the safe date is the last working day.

    :param datetime.date day: the day named
    :return: dict as :func:`term`
    """
    _within("day", lambda: day)
    reasons = Reasons().add("named_day", "", f"Koniec terminu wyznaczył organ: {day_text(day)}.")
    return _finish(day, day, False, reasons)
