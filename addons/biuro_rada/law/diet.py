"""A councillor's allowance (dieta) of one month, and the costs of a business trip beside the daily allowance."""

from decimal import ROUND_DOWN, Decimal

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons

from .allowance import GROSZ, exact, grosz

HUNDRED = Decimal(100)
NIGHT_SHARE, LOCAL_SHARE = Decimal("1.5"), Decimal("0.2")
TRIP = "rozp. MSWiA z 31.07.2000"


def rate(base_type, value, base_amount, ceiling_exact):
    """Return the exact monthly rate of a function.

    :param str base_type: ``fixed`` (value in zł), ``percent_of_base_amount`` or ``percent_of_cap`` (value in per cent)
    """
    if base_type == "fixed":
        return value
    base = base_amount if base_type == "percent_of_base_amount" else ceiling_exact
    return base * value / HUNDRED


def month_allowance(
    gross, ceiling_exact, days=None, days_in_month=None, percents=(), amounts=(), paid_before=Decimal(0)
):
    """Count the allowance of one month (E.3): proration, reductions, one rounding, the ceiling.

    :param Decimal gross: exact rate of the month
    :param Decimal ceiling_exact: exact ceiling of the month (u.s.g. art. 25 ust. 6)
    :param int days: days of the mandate in the month, when the month is not whole; ``days_in_month`` of the calendar
    :param percents: list of (text, per cent) taken off; their sum counts up to 100
    :param amounts: list of (text, zł) taken off
    :param Decimal paid_before: allowance of the same month approved before
    :return: dict ``gross`` (zł, rounded), ``net``, ``payable``, ``ceiling`` (zł), ``over`` (how much the ceiling cut),
        ``reasons``
    """
    reasons = Reasons()
    if gross < 0 or ceiling_exact < 0:
        raise LawError("gross", "stawka i maksymalna wysokość diety nie mogą być ujemne.")
    amount = gross
    if days is not None and days != days_in_month:
        if not 0 <= days <= days_in_month:
            raise LawError("days", "liczba dni mandatu musi mieścić się w miesiącu.")
        amount = amount * days / days_in_month
        reasons.add("proration", "uchwała rady w sprawie diet", f"mandat przez {days} z {days_in_month} dni miesiąca")
    whole = amount
    taken = min(sum((percent for _text, percent in percents), Decimal(0)), HUNDRED)
    for text, percent in percents:
        reasons.add("reduction", "uchwała rady w sprawie diet", f"{text}: {exact(percent)} %")
    if percents:
        reasons.add("reductions", "uchwała rady w sprawie diet", f"potrącenia razem {exact(taken)} % (najwyżej 100 %)")
    amount = amount * (HUNDRED - taken) / HUNDRED
    for text, value in amounts:
        reasons.add("reduction", "uchwała rady w sprawie diet", f"{text}: {exact(value)} zł")
        amount = max(amount - value, Decimal(0))
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


def lodging(daily, nights):
    """Return the lump sum for nights without a bill: 150 % of the daily allowance each (§ 7)."""
    if nights < 0:
        raise LawError("nights", "liczba noclegów nie może być ujemna.")
    amount = grosz(daily * NIGHT_SHARE * nights)
    text = f"noclegi bez rachunku {nights} × 150 % z {exact(daily)} zł = {amount} zł"
    return {"amount": amount, "reasons": Reasons().add("lodging", f"{TRIP} § 7", text).as_list()}


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
