"""The yearly charge (odpis) to the fund: unit amounts, average headcount, charge, days of the transfers."""

from datetime import date
from decimal import Decimal

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text
from odoo.addons.biuro_kancelaria.law.holidays import is_working, next_working

from .amounts import ZERO, grosz, text

# category: (per cent of the base, article)
BASIC = {
    "normal": (Decimal("37.5"), "UZFŚS art. 5 ust. 2"),
    "special": (Decimal("50"), "UZFŚS art. 5 ust. 3"),
    "juvenile1": (Decimal("5"), "UZFŚS art. 5 ust. 2a"),
    "juvenile2": (Decimal("6"), "UZFŚS art. 5 ust. 2a"),
    "juvenile3": (Decimal("7"), "UZFŚS art. 5 ust. 2a"),
}
NAMES = {
    "normal": "normalne warunki pracy", "special": "praca w szczególnych warunkach lub o szczególnym charakterze",
    "juvenile1": "młodociani w 1. roku nauki", "juvenile2": "młodociani w 2. roku nauki",
    "juvenile3": "młodociani w 3. roku nauki",
}
INCREASE = Decimal("6.25")
ARTICLE_DISABLED, ARTICLE_PENSIONER = "UZFŚS art. 5 ust. 4", "UZFŚS art. 5 ust. 5"
FIRST_SHARE = Decimal("0.75")
METHODS = ("daily", "chrono", "simple")
PRACTICE = "rozp. MPiPS z 9.03.2009 § 3"


def unit_amount(percent, base):
    """Return the amount of the charge for one post or person, to the grosz (UZFŚS art. 5)."""
    return grosz(base * percent / 100)


def unit(percent, base):
    """State the amount of the charge for one post or person.

    :param Decimal percent: per cent of the base
    :param Decimal base: average wage announced by the President of GUS, in zł
    :return: dict ``amount`` (Decimal, zł), ``reasons``
    """
    amount = unit_amount(percent, base)
    reasons = Reasons().add("base", "UZFŚS art. 5 ust. 2 i 7", f"podstawa naliczania {text(base)}")
    reasons.add("unit", "UZFŚS art. 5", f"{percent.normalize():f} % podstawy, do grosza: {text(amount)}")
    return {"amount": amount, "reasons": reasons.as_list()}


def month_average(method, states):
    """Return the average headcount of a month, rounded half up to two places.

    :param str method: ``daily`` (states of runs of days), ``chrono`` (first, 15th and last day), ``simple`` (first and
        last day)
    :param list states: ``daily``: pairs (days, posts); others: posts as Decimal
    :return: dict ``average`` (Decimal), ``reasons``
    """
    reasons = Reasons()
    if method == "daily":
        days = sum(count for count, _posts in states)
        if not 28 <= days <= 31:
            raise LawError("states", f"stany opisują {days} dni; podaj stany wszystkich dni miesiąca (28–31 dni).")
        total = sum((count * posts for count, posts in states), ZERO)
        average = grosz(total / days)
        reasons.add("daily", PRACTICE, f"suma stanów dziennych {total:f} podzielona przez {days} dni: {average}")
    else:
        needed = {"chrono": 3, "simple": 2}[method]
        if len(states) != needed:
            raise LawError("states", f"ta metoda potrzebuje {needed} stanów, podano {len(states)}.")
        if method == "chrono":
            first, middle, last = states
            average = grosz((first / 2 + middle + last / 2) / 2)
            steps = f"(½ · {first:f} + {middle:f} + ½ · {last:f}) / 2"
        else:
            first, last = states
            average = grosz((first + last) / 2)
            steps = f"({first:f} + {last:f}) / 2"
        reasons.add(method, PRACTICE, f"{steps} = {average}")
    return {"average": average, "reasons": reasons.as_list()}


def year_average(averages):
    """Return the average headcount of a year: the sum of twelve months by 12, also for a part of a year (§ 3 ust. 2).

    :param list averages: twelve Decimals, 0 for months without employment
    :return: dict ``average`` (Decimal, two places), ``reasons``
    """
    if len(averages) != 12:
        raise LawError("averages", f"rok ma 12 miesięcy, podano {len(averages)} przeciętnych.")
    total = sum(averages, ZERO)
    average = grosz(total / 12)
    reasons = Reasons().add("year", "rozp. MPiPS z 9.03.2009 § 3", f"{total:f} / 12 = {average}")
    return {"average": average, "reasons": reasons.as_list()}


def charge(averages, disabled, pensioners, base):
    """Return the charge of a year with its increases and what is due by 31 May (UZFŚS art. 5 and 6).

    :param dict averages: average headcount (Decimal) by category of :data:`BASIC`
    :param int disabled: employees with a severe or moderate disability the office takes the increase for
    :param int pensioners: pensioners under the fund's care the office takes the increase for
    :param Decimal base: average wage of the day, in zł
    :return: dict ``basic``, ``increases``, ``total``, ``by_31_may`` (at least; 75 % of the basic charge alone),
        ``rest`` (due by 30 September), ``reasons``
    """
    reasons = Reasons().add("base", "UZFŚS art. 5 ust. 2 i 7", f"podstawa naliczania {text(base)}")
    basic = ZERO
    for category, (percent, article) in BASIC.items():
        average = averages.get(category, ZERO)
        if average:
            one = unit_amount(percent, base)
            part = grosz(average * one)
            basic += part
            reasons.add(
                category, article, f"{NAMES[category]}: {average:f} × {text(one)} ({percent:f} %) = {text(part)}")
    increases = ZERO
    one = unit_amount(INCREASE, base)
    for rule, article, count, name in (
        ("disabled", ARTICLE_DISABLED, disabled, "osoby niepełnosprawne"),
        ("pensioners", ARTICLE_PENSIONER, pensioners, "emeryci i renciści pod opieką"),
    ):
        if count:
            increases += count * one
            reasons.add(rule, article, f"{name}: {count} × {text(one)} (6,25 %) = {text(count * one)}")
    total = basic + increases
    first = grosz(FIRST_SHARE * basic)
    reasons.add("total", "UZFŚS art. 5", f"odpis {text(basic)}, zwiększenia {text(increases)}, razem {text(total)}")
    reasons.add(
        "first", "UZFŚS art. 6 ust. 2",
        f"do 31 maja co najmniej 75 % odpisu bez zwiększeń: {text(first)}; do 30 września reszta {text(total - first)}")
    return {"basic": basic, "increases": increases, "total": total, "by_31_may": first, "rest": total - first,
            "reasons": reasons.as_list()}


def transfer_days(year):
    """Return the days until which the charge is to be on the fund's account (UZFŚS art. 6 ust. 2).

    :param int year: calendar year
    :return: dict ``first`` and ``second``: dicts ``statutory`` and ``effective`` (the next working day where the
        statutory one is a Saturday or free, KC art. 115), ``reasons``
    """
    answer, reasons = {}, Reasons()
    for key, day in (("first", date(year, 5, 31)), ("second", date(year, 9, 30))):
        effective = day if is_working(day) else next_working(day)
        answer[key] = {"statutory": day, "effective": effective}
        reasons.add("day", "UZFŚS art. 6 ust. 2", f"termin ustawowy {day_text(day)}")
        if effective != day:
            reasons.add("working_day", "KC art. 115", f"dzień wolny: najpóźniej {day_text(effective)}")
    return {**answer, "reasons": reasons.as_list()}
