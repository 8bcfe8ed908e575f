"""Costs of a councillor's trip abroad: the rules of employees apply accordingly (rozp. MSWiA z 31.07.2000 § 8).

Amounts are counted in the currency of the annex, exactly, and turned into złoty once for each cost.
"""

from decimal import Decimal

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons

from .allowance import DAY, grosz

EMPLOYEES = "rozp. MPiPS z 29.01.2013"
SIXTHS = {"third": 2, "half": 3, "whole": 6}
EIGHT, TWELVE = 8 * 60, 12 * 60
MEALS = {"breakfasts": (Decimal("0.15"), "śniadania"), "lunches": (Decimal("0.30"), "obiady"),
         "dinners": (Decimal("0.30"), "kolacje")}
BOARD_SHARE, NIGHT_SHARE, LOCAL_SHARE = Decimal("0.25"), Decimal("0.25"), Decimal("0.1")


def allowance(minutes, daily, full_board=False, breakfasts=0, lunches=0, dinners=0):
    """Return the allowance of the time abroad, in the currency of the country (§ 13-14).

    :param int minutes: time between leaving the country and coming back to it (§ 12)
    :param Decimal daily: allowance of the country by the annex
    :param bool full_board: free board all day: a quarter of the allowance is due
    :param int breakfasts: free breakfasts; ``lunches``, ``dinners`` likewise
    :return: dict ``amount`` (Decimal, exact), ``reasons``
    :raise LawError: a negative value
    """
    meals = {"breakfasts": breakfasts, "lunches": lunches, "dinners": dinners}
    if minutes < 0 or daily < 0 or min(meals.values()) < 0:
        raise LawError("minutes", "czas, dieta i liczba posiłków nie mogą być ujemne.")
    days, rest = divmod(minutes, DAY)
    part = 0 if not rest else SIXTHS["third" if rest <= EIGHT else "half" if rest <= TWELVE else "whole"]
    amount = daily * (6 * days + part) / 6
    words = {0: "brak", 2: "1/3 diety", 3: "50 % diety", 6: "cała dieta"}[part]
    reasons = Reasons().add(
        "abroad", f"{EMPLOYEES} § 13 ust. 3",
        f"za granicą {minutes // 60} h {minutes % 60:02d} min: pełne doby {days}, niepełna doba: {words}; "
        f"dieta {daily}: {amount.quantize(Decimal('0.01'))}",
    )
    if full_board:
        amount *= BOARD_SHARE
        reasons.add("board", f"{EMPLOYEES} § 14 ust. 1", "bezpłatne całodzienne wyżywienie: 25 % diety")
        return {"amount": amount, "reasons": reasons.as_list()}
    for name, count in meals.items():
        if count:
            share, word = MEALS[name]
            amount -= daily * share * count
            reasons.add("meals", f"{EMPLOYEES} § 14 ust. 2", f"zapewnione {word}: {count} × {share * 100:.0f} % diety")
    return {"amount": max(amount, Decimal(0)), "reasons": reasons.as_list()}


def lodging(limit, nights):
    """Return the lump sum for nights abroad without a bill: a quarter of the limit each (§ 16 ust. 2)."""
    if limit < 0 or nights < 0:
        raise LawError("nights", "limit i liczba noclegów nie mogą być ujemne.")
    text = f"noclegi bez rachunku {nights} × 25 % z limitu {limit}"
    return {"amount": limit * NIGHT_SHARE * nights,
            "reasons": Reasons().add("lodging", f"{EMPLOYEES} § 16 ust. 2", text).as_list()}


def transfers(daily, places, one_way=False):
    """Return the lump sum for the ways to and from stations: an allowance for each place, half of it one way (§ 17)."""
    if places < 0:
        raise LawError("places", "liczba miejscowości nie może być ujemna.")
    amount = daily * places / (2 if one_way else 1)
    text = f"dojazdy do i z dworca: miejscowości {places} × {'50 %' if one_way else '100 %'} diety {daily}"
    return {"amount": amount, "reasons": Reasons().add("transfers", f"{EMPLOYEES} § 17 ust. 1-2", text).as_list()}


def local_transport(daily, minutes):
    """Return the lump sum for local transport: a tenth of the allowance for each begun day abroad (§ 17 ust. 3)."""
    days = -(-minutes // DAY)
    text = f"komunikacja miejscowa za granicą: rozpoczęte doby {days} × 10 % diety {daily}"
    return {"amount": daily * LOCAL_SHARE * days,
            "reasons": Reasons().add("local_abroad", f"{EMPLOYEES} § 17 ust. 3", text).as_list()}


def in_zloty(part, rate, currency=""):
    """Return a cost in złoty, rounded once to the grosz, by the mean rate of the National Bank (§ 20).

    :param dict part: ``amount`` and ``reasons`` in the currency; ``rate`` zł for one unit (Decimal)
    :return: dict ``amount`` (Decimal, zł), ``reasons``
    :raise LawError: no rate
    """
    if rate <= 0:
        raise LawError("rate", "podaj średni kurs NBP waluty.")
    amount = grosz(part["amount"] * rate)
    text = f"{part['amount'].quantize(Decimal('0.0001')).normalize():f} {currency} × {rate} = {amount} zł"
    reasons = Reasons().extend(part["reasons"]).add("zloty", f"{EMPLOYEES} § 20 ust. 3", text)
    return {"amount": amount, "reasons": reasons.as_list()}
