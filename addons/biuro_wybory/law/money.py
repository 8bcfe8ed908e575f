"""Money of the units: yearly allocation by the turnout of the last election, compared exactly."""

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
