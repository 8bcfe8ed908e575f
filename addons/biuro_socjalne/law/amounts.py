"""Rounding of money, as the whole of this law does it: half up, once, at the end."""

from decimal import ROUND_HALF_UP, Decimal

ZERO, GROSZ, ZLOTY = Decimal("0.00"), Decimal("0.01"), Decimal(1)
ROUNDINGS = {"grosz": GROSZ, "zloty": ZLOTY}


def grosz(amount):
    """Return an amount rounded half up to the grosz."""
    return amount.quantize(GROSZ, ROUND_HALF_UP)


def zloty(amount):
    """Return an amount rounded half up to whole złoty (Ordynacja podatkowa art. 63 § 1), written with two places."""
    return amount.quantize(ZLOTY, ROUND_HALF_UP).quantize(GROSZ)


def rounded(amount, rounding):
    """Return an amount by the rounding of the fund's rules, ``grosz`` or ``zloty``, written with two places."""
    return zloty(amount) if rounding == "zloty" else grosz(amount)


def text(amount):
    """Return an amount as Polish prose, e.g. ``1 234,50 zł``."""
    whole = f"{grosz(amount):,.2f}"
    return whole.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",") + "\N{NO-BREAK SPACE}zł"
