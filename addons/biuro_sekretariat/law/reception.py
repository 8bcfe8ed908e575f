"""Receiving citizens in complaints and motions (KPA art. 253), and the times that a plan of receptions gives."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from odoo.addons.biuro_kancelaria.law import inputs
from odoo.addons.biuro_kancelaria.law.base import WEEKDAYS, LawError, Reasons
from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW

PERSONS = {"president": "Prezydent", "deputy": "zastępca Prezydenta", "head": "kierownik komórki"}
HEADS = ("president", "deputy")
EVERY = {"week": "co tydzień", "month": "raz w miesiącu"}
SUNDAY = 7
LAST = -1
_HOUR = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00")


def clock(argument, value, name=""):
    """Return minutes after midnight (int) of an hour such as ``"10:00"``; ``24:00`` is the end of the day."""
    if not isinstance(value, str) or not _HOUR.fullmatch(value):
        raise LawError(argument, f"podaj godzinę{name} w postaci GG:MM, np. 15:30.")
    hours, minutes = value.split(":")
    return int(hours) * 60 + int(minutes)


def clock_text(minutes):
    """Return minutes after midnight as ``"10:00"``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _span(argument, value, name):
    if not isinstance(value, dict):
        raise LawError(argument, "podaj godziny jako pola „from” i „to”.")
    begin, end = (clock(argument, value.get(key), f" {text}{name}") for key, text in (("from", "od"), ("to", "do")))
    if end <= begin:
        raise LawError(argument, f"godzina zakończenia{name} musi być późniejsza niż godzina rozpoczęcia.")
    return begin, end


def _duty(number, row):
    name = f" w pozycji {number}"
    if not isinstance(row, dict):
        raise LawError("duties", f"pozycja {number} nie jest zapisem dyżuru; podaj person, weekday, from, to, every.")
    unknown = set(row) - {"person", "weekday", "from", "to", "every"}
    if unknown:
        raise LawError("duties", f"nieznane dane{name}: {', '.join(sorted(map(str, unknown)))}.")
    begin, end = _span("duties", row, name)
    return (
        inputs.choice("duties", row.get("person"), tuple(PERSONS)),
        inputs.integer("duties", row.get("weekday"), minimum=1, maximum=7),
        begin,
        end,
        inputs.choice("duties", row.get("every"), tuple(EVERY), default="week"),
    )


def reception_plan(duties, office_hours):
    """Check a plan of receiving citizens in complaints and motions (KPA art. 253 § 2-3).

    :param list duties: dicts ``person`` (``president``, ``deputy``, ``head``), ``weekday`` (1 = Monday), ``from``,
        ``to`` (``"10:00"``), ``every`` (``week``, the default, or ``month``)
    :param dict office_hours: ``from``, ``to`` of the office's working hours
    :return: dict ``warnings`` (list of Polish sentences, empty for a plan in order) and ``reasons``
    :raise LawError: unknown person, weekday outside 1-7, an hour that is none, an end before the beginning
    """
    rows = [_duty(number, row) for number, row in enumerate(inputs.rows("duties", duties, longest=500), start=1)]
    _begin, closing = _span("office_hours", office_hours, "")
    reasons, warnings = Reasons(), []
    weekly, heads, late = [], [], []
    for number, (person, weekday, begin, end, every) in enumerate(rows, start=1):
        text = f"{PERSONS[person]}, {WEEKDAYS[weekday - 1]} {clock_text(begin)}–{clock_text(end)}, {EVERY[every]}"
        if every != "week":
            reasons.add("monthly", "KPA art. 253 § 2–3",
                        f"Pozycja {number}: {text} – nie jest to przyjęcie cotygodniowe.")
        elif weekday == SUNDAY:
            reasons.add("sunday", "ustawa z 18.01.1951 r. o dniach wolnych od pracy, art. 1",
                        f"Pozycja {number}: {text} – niedziela jest dniem wolnym od pracy, przyjęcie się nie odbędzie.")
        else:
            weekly.append(text)
            heads += [text] if person in HEADS else []
            late += [text] if begin >= closing else []
    reasons.add("established", "KPA art. 253 § 1", (
        f"Organ ustalił przyjęcia cotygodniowe: {'; '.join(weekly)}." if weekly
        else "Plan nie zawiera przyjęć, które odbywają się co tydzień."
    ))
    if heads:
        reasons.add("head_weekly", "KPA art. 253 § 2", (
            f"Kierownik organu lub wyznaczony zastępca przyjmuje co najmniej raz w tygodniu: {heads[0]}."
        ))
    else:
        sentence = ("Brak cotygodniowego przyjęcia przez Prezydenta lub wyznaczonego zastępcę – wpisz je do planu "
                    "co najmniej raz w tygodniu.")
        warnings.append(sentence)
        reasons.add("head_weekly", "KPA art. 253 § 2", sentence)
    if late:
        reasons.add("after_hours", "KPA art. 253 § 3", (
            f"Urząd pracuje do {clock_text(closing)}; po godzinach pracy w ustalonym dniu przyjmuje: {late[0]}."
        ))
    else:
        sentence = (f"Brak cotygodniowego przyjęcia po godzinach pracy – w ustalonym dniu zacznij je najwcześniej "
                    f"o {clock_text(closing)}, gdy urząd kończy pracę.")
        warnings.append(sentence)
        reasons.add("after_hours", "KPA art. 253 § 3", sentence)
    return {"warnings": warnings, "reasons": reasons.as_list()}


# Days and hours


def occurs(day, weekday, every="week", week_of_month=1):
    """Say whether a reception of the plan falls on a day.

    :param datetime.date day: the day
    :param int weekday: 1 = Monday
    :param str every: ``week`` or ``month``
    :param int week_of_month: for ``month``: 1-4 the first to the fourth such day of the month, -1 the last
    """
    if day.isoweekday() != weekday:
        return False
    if every == "week":
        return True
    if week_of_month == LAST:
        return day.day + 7 > monthrange(day.year, day.month)[1]
    return (day.day - 1) // 7 + 1 == week_of_month


def moment_of(day, minutes):
    """Return the moment (UTC, without zone) at which clocks in Poland show ``minutes`` after midnight of a day.

    An hour that the change of the clock skips is none: None. Of one that comes twice the first is meant.
    """
    day, minutes = (day + timedelta(days=1), minutes - 1440) if minutes >= 1440 else (day, minutes)
    local = datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=WARSAW)
    moment = local.astimezone(UTC)
    if moment.astimezone(WARSAW).replace(tzinfo=None) != local.replace(tzinfo=None):
        return None
    return moment.replace(tzinfo=None)


def day_slots(day, begin, end, length):
    """Return the slots of a reception: list of (start, stop), moments in UTC without zone.

    The times are those of the clock on the wall: on the days of the change of the clock as on others. What is left at
    the end and is shorter than a slot gives none; nor does an hour that the clock skips or goes through twice.

    :param datetime.date day: the day
    :param int begin: minutes after midnight
    :param int end: minutes after midnight, at most 1440
    :param int length: minutes of one slot
    """
    slots = []
    for minute in range(begin, end - length + 1, length):
        start, stop = moment_of(day, minute), moment_of(day, minute + length)
        if start and stop and stop - start == timedelta(minutes=length):
            slots.append((start, stop))
    return slots


def days_between(first, last):
    """Yield the days from the first to the last, both inclusive."""
    for number in range((last - first).days + 1):
        yield date.fromordinal(first.toordinal() + number)
