"""Money of the units: yearly allocation by turnout, allowances with absences and parts of a month."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons

from .turnout import display, exactly

GROSZ = Decimal("0.01")
# shape of Gdańsk: below 14 per cent, 14 to 16, above 16
EXAMPLE_TIERS = (
    {"below": Decimal(14), "rate": Decimal(12)},
    {"up_to": Decimal(16), "rate": Decimal(15)},
    {"rate": Decimal(18)},
)


def _round(value):
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(GROSZ, ROUND_HALF_UP)


def _zloty(amount):
    return f"{amount:,.2f}".replace(",", " ").replace(".", ",") + " zł"


def turnout_rate(tiers, cards, entitled):
    """Return the rate per resident that the last turnout gives, compared exactly.

    :param tiers: list of dicts in rising order: ``below`` (turnout strictly under it) or ``up_to`` (under or
        equal), the last with neither; ``rate`` (Decimal, zł per resident)
    :param int cards: cards that counted for the turnout
    :param int entitled: persons entitled
    :return: dict ``rate`` (Decimal), ``reasons``
    :raise LawError: nobody entitled, no tier takes the turnout
    """
    if entitled < 1:
        raise LawError("entitled", "liczba uprawnionych musi być dodatnia.")
    share, shown = Fraction(100 * cards, entitled), display(cards, entitled)
    for tier in tiers:
        below, up_to = tier.get("below"), tier.get("up_to")
        if (below is not None and share < Fraction(below)) or (up_to is not None and share <= Fraction(up_to)) or (
            below is None and up_to is None
        ):
            text = "powyżej wcześniejszych progów"
            if below is not None:
                text = f"poniżej {exactly(below)} %"
            elif up_to is not None:
                text = f"do {exactly(up_to)} % włącznie"
            reasons = Reasons().add("turnout_rate", "uchwała Rady Miasta o środkach jednostek", (
                f"Frekwencja {cards} z {entitled} ({shown.replace('.', ',')} %, porównana bez zaokrąglania): {text}, "
                f"stawka {_zloty(tier['rate'])} na mieszkańca."
            ))
            return {"rate": tier["rate"], "reasons": reasons.as_list()}
    raise LawError("tiers", "żaden próg nie obejmuje tej frekwencji; ostatni podaj bez granicy.")


def allocation(residents, tiers, cards, entitled):
    """Return the yearly money of a unit: residents x the rate of the last turnout.

    :param int residents: registered residents on the day that the resolution names
    :param tiers: see :func:`turnout_rate`
    :param int cards: cards that counted for the turnout
    :param int entitled: persons entitled
    :return: dict ``amount`` (Decimal), ``rate``, ``reasons``
    """
    answer = turnout_rate(tiers, cards, entitled)
    amount = (answer["rate"] * residents).quantize(GROSZ, ROUND_HALF_UP)
    reasons = Reasons().extend(answer["reasons"]).add("allocation", "uchwała Rady Miasta o środkach jednostek", (
        f"{residents} mieszkańców × {_zloty(answer['rate'])} = {_zloty(amount)}."
    ))
    return {"amount": amount, "rate": answer["rate"], "reasons": reasons.as_list()}


PRO_RATA = ("days", "whole_months")
COMBINE = ("highest", "sum")


def allowance(functions, days_in_month, absences=0, reduction=0, pro_rata="days", combine="highest"):
    """Return a month's allowance (dieta) of a member of the bodies of a unit (u.s.g. art. 37b; the resolution).

    :param functions: list of dicts ``name``, ``amount`` (Decimal a month), ``days`` (days of the month in the function)
    :param int days_in_month: days of the month
    :param int absences: unexcused absences
    :param Decimal reduction: per cent of the allowance lost with each of them, together at most 100
    :param str pro_rata: ``days`` (part of the month by days) or ``whole_months`` (a begun month counts as whole)
    :param str combine: of several functions the ``highest`` allowance, or their ``sum``
    :return: dict ``amount`` (Decimal, half up to the grosz, once at the end), ``base``, ``reduction`` (per cent),
        ``reasons``
    """
    for name, value, allowed in (("pro_rata", pro_rata, PRO_RATA), ("combine", combine, COMBINE)):
        if value not in allowed:
            raise LawError(name, f"nieznana wartość „{value}”; dozwolone: {', '.join(allowed)}.")
    article, reasons, parts = "u.s.g. art. 37b; uchwała Rady Miasta o dietach", Reasons(), []
    for row in functions:
        if not 0 <= row["days"] <= days_in_month:
            raise LawError("functions", f"{row['name']}: dni pełnienia funkcji nie mieszczą się w miesiącu.")
        whole = Fraction(row["amount"])
        if pro_rata == "days":
            part, how = whole * row["days"] / days_in_month, f" × {row['days']}/{days_in_month} dni"
        else:
            part, how = (whole if row["days"] else Fraction(0)), " (miesiąc rozpoczęty liczy się w całości)"
        parts.append(part)
        reasons.add("function", article, f"{row['name']}: {_zloty(row['amount'])}{how} = {_zloty(_round(part))}.")
    base = (max(parts) if combine == "highest" else sum(parts, Fraction(0))) if parts else Fraction(0)
    if len(parts) > 1:
        reasons.add(combine, article, (
            f"Kilka funkcji: {'najwyższa z diet' if combine == 'highest' else 'suma diet'}, {_zloty(_round(base))}."
        ))
    lost = min(Fraction(100), Fraction(reduction) * absences)
    amount = _round(base * (100 - lost) / 100)
    if absences:
        reasons.add("absences", article, (
            f"Nieusprawiedliwione nieobecności: {absences} × {exactly(reduction)} % = {exactly(lost)} % mniej."
        ))
    reasons.add("amount", article, f"Do wypłaty {_zloty(amount)}.")
    return {"amount": amount, "base": _round(base), "reduction": exactly(lost), "reasons": reasons.as_list()}
