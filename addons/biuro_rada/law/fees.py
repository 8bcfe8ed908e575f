"""Fees of unions and associations beside the fee by inhabitants: a fixed fee, and a year paid in instalments."""

from decimal import Decimal

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons

from .allowance import grosz

STATUTE = "statut związku lub stowarzyszenia"


def fixed_fee(amount, months=12):
    """Return the yearly fee where the statute names an amount.

    :param Decimal amount: zł for the whole year
    :param int months: months of membership in the year, 0 to 12
    :return: dict ``amount`` (Decimal, zł), ``reasons``
    """
    if amount < 0:
        raise LawError("amount", "kwota składki nie może być ujemna.")
    if not 0 <= months <= 12:
        raise LawError("months", "rok ma 12 miesięcy.")
    fee = grosz(amount * months / 12)
    text = f"składka roczna {grosz(amount)} zł × {months}/12 = {fee} zł"
    return {"amount": fee, "reasons": Reasons().add("fee", STATUTE, text).as_list()}


def instalment(amount, number, count):
    """Return one instalment of a yearly fee: equal parts to the grosz, the last one makes up the whole.

    :param Decimal amount: fee of the year, in zł
    :param int number: which instalment, from 1
    :param int count: how many there are
    :return: dict ``amount`` (Decimal, zł), ``reasons`` (empty when the fee is paid at once)
    """
    if count < 1 or not 1 <= number <= count:
        raise LawError("number", "numer raty musi mieścić się w liczbie rat.")
    amount = grosz(amount)
    reasons = Reasons()
    if count == 1:
        return {"amount": amount, "reasons": []}
    part = (amount / count).quantize(Decimal("0.01"), "ROUND_DOWN")
    share = amount - part * (count - 1) if number == count else part
    reasons.add("instalment", STATUTE, f"rata {number} z {count}: {share} zł (ostatnia wyrównuje do {amount} zł)")
    return {"amount": share, "reasons": reasons.as_list()}
