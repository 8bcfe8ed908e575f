"""A councillor's allowance (dieta) of one month, and the costs of a business trip beside the daily allowance."""

from datetime import datetime, time, timedelta
from decimal import ROUND_DOWN, Decimal

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons

from .allowance import GROSZ, exact, grosz

HUNDRED = Decimal(100)
NIGHT_SHARE, LOCAL_SHARE = Decimal("1.5"), Decimal("0.2")
TRIP = "rozp. MSWiA z 31.07.2000"
RESOLUTION = "uchwała rady w sprawie diet"
FUNCTIONS = {
    "councillor": "radny",
    "committee_vice": "wiceprzewodniczący komisji",
    "committee_chair": "przewodniczący komisji",
    "special_committee_chair": "przewodniczący komisji rewizyjnej albo skarg, wniosków i petycji",
    "vice_chair": "wiceprzewodniczący rady",
    "chair": "przewodniczący rady",
}
EVENTS = {
    "session_absent": "nieobecność na sesji",
    "session_late": "spóźnienie na sesję lub wcześniejsze wyjście",
    "request_session_absent": "nieobecność na sesji zwołanej na wniosek",
    "committee_absent": "nieobecność na posiedzeniu komisji",
    "committee_late": "spóźnienie na posiedzenie komisji lub wcześniejsze wyjście",
}
TOLERANCE = GROSZ  # a resolution rounded to the nearest grosz
NIGHT_FROM, NIGHT_TO, NIGHT_HOURS = time(21), time(7), timedelta(hours=6)


def rate(base_type, value, base_amount, ceiling_exact):
    """Return the exact monthly rate of a function.

    :param str base_type: ``fixed`` (value in zł), ``percent_of_base_amount`` or ``percent_of_cap`` (value in per cent)
    """
    if base_type == "fixed":
        return value
    base = base_amount if base_type == "percent_of_base_amount" else ceiling_exact
    return base * value / HUNDRED


def ceiling_check(gross, ceiling_exact):
    """Compare a rate of the resolution with the ceiling (u.s.g. art. 25 ust. 6).

    The sum may not exceed the ceiling, so the ceiling is rounded down; a resolution written with the figure rounded to
    the nearest grosz stands 0.01 zł above it, which is a warning and no error.

    :param Decimal gross: exact monthly rate
    :param Decimal ceiling_exact: exact ceiling
    :return: dict ``level`` (``ok``, ``warning`` or ``error``), ``over`` (zł, rounded), ``reasons``
    """
    ceiling = ceiling_exact.quantize(GROSZ, ROUND_DOWN)
    over = grosz(gross) - ceiling
    level = "ok" if gross <= ceiling_exact else "warning" if over <= TOLERANCE else "error"
    if level == "ok":
        text = f"stawka {grosz(gross)} zł mieści się w maksymalnej wysokości {ceiling} zł"
    else:
        text = f"stawka {grosz(gross)} zł przekracza maksymalną wysokość {ceiling} zł o {over} zł"
        text += ": różnica zaokrąglenia, wypłaca się maksymalną" if level == "warning" else ""
    over = max(over, Decimal("0.00")) if level != "ok" else Decimal("0.00")
    return {
        "level": level,
        "over": over,
        "reasons": Reasons().add("ceiling_check", "u.s.g. art. 25 ust. 6", text).as_list(),
    }


def month_allowance(
    gross,
    ceiling_exact,
    days=None,
    days_in_month=None,
    percents=(),
    amounts=(),
    paid_before=Decimal(0),
    max_reduction=HUNDRED,
    source=RESOLUTION,
):
    """Count the allowance of one month (E.3): proration, reductions, one rounding, the ceiling.

    :param Decimal gross: exact rate of the month
    :param Decimal ceiling_exact: exact ceiling of the month (u.s.g. art. 25 ust. 6)
    :param int days: days of the mandate in the month, when the month is not whole; ``days_in_month`` of the calendar
    :param percents: list of (text, per cent) or (text, per cent, paragraph) taken off; their sum counts up to
        ``max_reduction``
    :param amounts: list of (text, zł) or (text, zł, paragraph) taken off
    :param Decimal paid_before: allowance of the same month approved before
    :param Decimal max_reduction: the most per cent that the reductions take, 100 unless the resolution says less
    :param str source: resolution that the reasons name
    :return: dict ``gross`` (zł, rounded), ``net``, ``payable``, ``ceiling`` (zł), ``over`` (how much the ceiling cut),
        ``reasons``
    """
    reasons = Reasons()
    if gross < 0 or ceiling_exact < 0:
        raise LawError("gross", "stawka i maksymalna wysokość diety nie mogą być ujemne.")
    if not 0 <= max_reduction <= HUNDRED:
        raise LawError("max_reduction", "najwyższe potrącenie wynosi od 0 do 100 %.")
    amount = gross
    if days is not None and days != days_in_month:
        if not 0 <= days <= days_in_month:
            raise LawError("days", "liczba dni mandatu musi mieścić się w miesiącu.")
        amount = amount * days / days_in_month
        reasons.add("proration", source, f"mandat przez {days} z {days_in_month} dni miesiąca")
    whole = amount
    taken = min(sum((row[1] for row in percents), Decimal(0)), max_reduction)
    for text, percent, *paragraph in percents:
        reasons.add("reduction", _paragraph(source, paragraph), f"{text}: {exact(percent)} %")
    if percents:
        reasons.add(
            "reductions",
            source,
            f"potrącenia razem {exact(taken)} % (najwyżej {format(max_reduction.normalize(), 'f')} %)",
        )
    floor = whole * (HUNDRED - max_reduction) / HUNDRED
    amount = amount * (HUNDRED - taken) / HUNDRED
    for text, value, *paragraph in amounts:
        reasons.add("reduction", _paragraph(source, paragraph), f"{text}: {exact(value)} zł")
        amount = max(amount - value, floor)
    net = grosz(amount)
    ceiling = ceiling_exact.quantize(GROSZ, ROUND_DOWN)
    payable = max(min(net, ceiling - paid_before), Decimal(0))
    reasons.add("net", "u.s.g. art. 25 ust. 4", f"po potrąceniach, zaokrąglono raz: {net} zł")
    if payable < net:
        reasons.add(
            "ceiling",
            "u.s.g. art. 25 ust. 6",
            f"maksymalna wysokość {ceiling} zł, przyznano wcześniej {grosz(paid_before)} zł: do wypłaty {payable} zł",
        )
    return {
        "gross": grosz(whole),
        "net": net,
        "payable": payable,
        "ceiling": ceiling,
        "over": net - payable,
        "reasons": reasons.as_list(),
    }


def _paragraph(source, paragraph):
    return " ".join(filter(None, [source, *(paragraph or [])]))


def correction(was, due, why):
    """Return the correction of a month that was approved before: what is due by the facts now, less what was given.

    :param Decimal was: allowance given for the month so far, with its corrections, in zł
    :param Decimal due: allowance counted anew, in zł
    :param str why: reason of the correction
    :return: dict ``difference`` (Decimal, zł; negative: taken off a later list), ``reasons``
    """
    difference = grosz(due) - grosz(was)
    word = "bez zmiany" if not difference else "dopłata" if difference > 0 else "do potrącenia z następnej listy"
    text = f"przyznano {grosz(was)} zł, należy się {grosz(due)} zł: {word} {abs(difference)} zł; przyczyna: {why}"
    return {
        "difference": difference,
        "reasons": Reasons().add("correction", "u.s.g. art. 25 ust. 4", text).as_list(),
    }


def nights(depart, back):
    """Count the nights of a trip: at least 6 hours between 21:00 and 7:00 (§ 7).

    :param datetime depart: moment of departure, in local time
    :param datetime back: moment of return, in local time
    :return: dict ``nights`` (int), ``reasons``
    """
    if back < depart:
        raise LawError("back", "powrót nie może poprzedzać wyjazdu.")
    count, day = 0, depart.date() - timedelta(days=1)
    while day <= back.date():
        evening = datetime.combine(day, NIGHT_FROM, tzinfo=depart.tzinfo)
        morning = datetime.combine(day + timedelta(days=1), NIGHT_TO, tzinfo=depart.tzinfo)
        count += min(morning, back) - max(evening, depart) >= NIGHT_HOURS
        day += timedelta(days=1)
    text = f"noce w podróży (co najmniej 6 godzin między 21.00 a 7.00): {count}"
    return {"nights": count, "reasons": Reasons().add("nights", f"{TRIP} § 7", text).as_list()}


def lodging(daily, nights):
    """Return the lump sum for nights without a bill: 150 % of the daily allowance each (§ 7)."""
    if nights < 0:
        raise LawError("nights", "liczba noclegów nie może być ujemna.")
    amount = grosz(daily * NIGHT_SHARE * nights)
    text = f"noclegi bez rachunku {nights} × 150 % z {exact(daily)} zł = {amount} zł"
    return {"amount": amount, "reasons": Reasons().add("lodging", f"{TRIP} § 7", text).as_list()}


def no_allowance():
    """Return the allowance of a trip to the town where the councillor lives: none is due (§ 4)."""
    text = "podróż do miejscowości zamieszkania radnego: dieta i zwrot za nocleg nie przysługują"
    return {"amount": Decimal("0.00"), "reasons": Reasons().add("residence", f"{TRIP} § 4, 7", text).as_list()}


def local_transport(daily, days):
    """Return the lump sum for local transport: 20 % of the daily allowance for each begun day (§ 6)."""
    if days < 0:
        raise LawError("days", "liczba dób nie może być ujemna.")
    amount = grosz(daily * LOCAL_SHARE * days)
    text = f"dojazdy środkami komunikacji miejscowej {days} × 20 % z {exact(daily)} zł = {amount} zł"
    return {"amount": amount, "reasons": Reasons().add("local_transport", f"{TRIP} § 6", text).as_list()}


def mileage(km, km_rate, maximum):
    """Return the cost of a private car (§ 5 ust. 3): the council's rate, at most the ministry's.

    :raise LawError: the rate is above the maximum, or a value is negative
    """
    if km < 0 or km_rate < 0:
        raise LawError("km", "liczba kilometrów i stawka nie mogą być ujemne.")
    if km_rate > maximum:
        raise LawError("km_rate", f"stawka {km_rate} zł przekracza najwyższą dopuszczalną {maximum} zł za kilometr.")
    amount = grosz(km * km_rate)
    text = f"{km} km × {km_rate} zł = {amount} zł"
    return {"amount": amount, "reasons": Reasons().add("mileage", f"{TRIP} § 5 ust. 3", text).as_list()}
