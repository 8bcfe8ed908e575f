"""Leave that the rules of the fund ask for before a holiday subsidy."""

from datetime import timedelta

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text, plural
from odoo.addons.biuro_kancelaria.law.holidays import is_working

RULES = "regulamin ZFŚS (UZFŚS art. 8 ust. 2)"
ONE_DAY = timedelta(days=1)


def leave_ok(date_from, date_to, min_days, adjacent=True):
    """Tell whether a leave is long enough: calendar days, with the days off next to it where the rules say so.

    :param date date_from: first day of leave
    :param date date_to: last day of leave
    :param int min_days: calendar days that the rules ask for, e.g. 14
    :param bool adjacent: count the days off directly before and after
    :return: dict ``ok``, ``days`` (calendar days with the days off that count), ``reasons``
    """
    if date_to < date_from:
        raise LawError("date_to", "urlop kończy się przed swoim początkiem; popraw daty.")
    first, last = date_from, date_to
    if adjacent:
        while not is_working(first - ONE_DAY):
            first -= ONE_DAY
        while not is_working(last + ONE_DAY):
            last += ONE_DAY
    days = (last - first).days + 1
    reasons = Reasons().add("leave", RULES, f"urlop od {day_text(date_from)} do {day_text(date_to)}")
    if (first, last) != (date_from, date_to):
        reasons.add("adjacent", RULES, f"z przyległymi dniami wolnymi od {day_text(first)} do {day_text(last)}")
    reasons.add(
        "length", RULES, f"{days} {plural(days, 'dzień', 'dni', 'dni')} kalendarzowych, wymagane {min_days}")
    return {"ok": days >= min_days, "days": days, "reasons": reasons.as_list()}
