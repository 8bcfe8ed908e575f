"""Housing loans of the fund: interest, schedule, early repayment.

Two methods, written out in the contract: LUMP, the whole interest K · p · (n + 1) / 24 charged at signing, and BAL,
month by month on the falling balance.
"""

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons
from odoo.addons.biuro_kancelaria.law.holidays import is_working, previous_working
from odoo.addons.biuro_kancelaria.law.terms import add_months

from .amounts import GROSZ, ZERO, grosz, text

METHODS, SPLITS, RULES = ("LUMP", "BAL"), ("EQUAL", "FIRST", "SEPARATE"), ("waive_future", "no_refund")
CONTRACT = "umowa pożyczki (UZFŚS art. 2 pkt 1)"
MOST_INSTALMENTS = 600


def principals(principal, instalments):
    """Return the principal of each instalment: equal, the last one takes what rounding left."""
    one = grosz(principal / instalments)
    parts = [one] * (instalments - 1)
    parts.append(principal - one * (instalments - 1))
    if parts[-1] < 0:
        raise LawError("instalments", "rat jest zbyt wiele na tę kwotę; zmniejsz ich liczbę.")
    return parts


def balance_interest(principal, rate, parts):
    """Return the interest of each month on the balance before it (method BAL)."""
    left, interest = principal, []
    for part in parts:
        interest.append(grosz(left * rate / 100 / 12))
        left -= part
    return interest


def lump_interest(principal, rate, instalments):
    """Return the whole interest by the formula K · p · (n + 1) / 24 (method LUMP)."""
    return grosz(principal * rate / 100 * (instalments + 1) / 24)


def due_day(first_due, number):
    """Return the day of an instalment: the same day of each month, the working day before where it is free."""
    day = add_months(first_due, number - 1)
    return day if is_working(day) else previous_working(day)


def _interest_rows(principal, rate, instalments, method, split, parts):
    """Return the (principal, interest) of each instalment."""
    if method == "BAL":
        return list(zip(parts, balance_interest(principal, rate, parts), strict=True))
    whole = lump_interest(principal, rate, instalments)
    if split == "SEPARATE":
        # an instalment of interest alone goes first
        return [(ZERO, whole), *((part, ZERO) for part in parts)]
    if split == "FIRST":
        return [(part, whole if number == 0 else ZERO) for number, part in enumerate(parts)]
    one = grosz(whole / instalments)
    shares = [one] * (instalments - 1) + [whole - one * (instalments - 1)]
    if shares[-1] < 0:
        # so many instalments that half-up rounding gave too much: the last grosze go to the first of them
        low, more = divmod(int(whole * 100), instalments)
        shares = [(low + (number < more)) * GROSZ for number in range(instalments)]
    return list(zip(parts, shares, strict=True))


def loan_schedule(principal, rate, instalments, method, split, first_due):
    """Return the schedule of a loan.

    :param Decimal principal: amount lent, in zł
    :param Decimal rate: interest, per cent a year
    :param int instalments: monthly instalments of principal
    :param str method: ``LUMP`` or ``BAL``
    :param str split: how LUMP interest is spread: ``EQUAL`` (the last instalment takes the difference), ``FIRST`` (all
        with the first), ``SEPARATE`` (an instalment of interest alone goes before)
    :param date first_due: day of the first instalment
    :return: dict ``interest``, ``rows`` (dicts ``n``, ``due``, ``principal``, ``interest``, ``total``), ``total``,
        ``reasons``
    """
    parts = principals(principal, instalments)
    pairs = _interest_rows(principal, rate, instalments, method, split, parts)
    rows = [
        {"n": number, "due": due_day(first_due, number), "principal": part, "interest": interest,
         "total": part + interest}
        for number, (part, interest) in enumerate(pairs, 1)
    ]
    interest = sum((row["interest"] for row in rows), ZERO)
    reasons = Reasons()
    reasons.add("principal", CONTRACT, f"{text(principal)} w {instalments} ratach po {text(parts[0])}, ostatnia "
                                       f"{text(parts[-1])}")
    if method == "LUMP":
        reasons.add("interest", CONTRACT, f"odsetki K · p · (n + 1) / 24 = {text(principal)} · {rate:f} % · "
                                          f"{instalments + 1} / 24 = {text(interest)}")
    else:
        reasons.add("interest", CONTRACT, f"odsetki {rate:f} % rocznie od salda przed ratą, razem {text(interest)}")
    reasons.add("due", CONTRACT, "rata w dniu wolnym od pracy jest potrącana w poprzednim dniu roboczym")
    return {"interest": interest, "rows": rows, "total": principal + interest, "reasons": reasons.as_list()}


def early_repayment(principal, rate, instalments, method, split, first_due, paid_instalments, rule):
    """Return what pays a loan off together with the last instalment paid.

    :param int paid_instalments: instalments paid so far, with their interest
    :param str rule: ``waive_future`` (interest only for the months of the loan's real life, by the falling balance) or
        ``no_refund`` (interest charged at signing stays due)
    :return: dict ``principal_left``, ``interest_due`` (negative: to be given back), ``payoff``, ``reasons``
    """
    rows = loan_schedule(principal, rate, instalments, method, split, first_due)["rows"]
    if paid_instalments > len(rows):
        raise LawError("paid_instalments", f"harmonogram ma {len(rows)} rat; podaj nie więcej.")
    paid = rows[:paid_instalments]
    principal_left = principal - sum((row["principal"] for row in paid), ZERO)
    charged = sum((row["interest"] for row in paid), ZERO)
    reasons = Reasons().add("principal", CONTRACT, f"kapitał do spłaty po {paid_instalments}. racie: "
                                                   f"{text(principal_left)}")
    if method == "BAL":
        due = ZERO
        reasons.add("interest", CONTRACT, "odsetki naliczano co miesiąc od salda: za przyszłe miesiące się nie należą")
    elif rule == "no_refund":
        due = sum((row["interest"] for row in rows), ZERO) - charged
        reasons.add("interest", CONTRACT, f"odsetki naliczone z góry pozostają należne: {text(due)}")
    else:
        parts = principals(principal, instalments)
        months = sum(1 for row in paid if row["principal"])
        real = sum(balance_interest(principal, rate, parts)[:months], ZERO)
        due = real - charged
        reasons.add("interest", CONTRACT, f"odsetki za {months} mies. od malejącego salda {text(real)}, zapłacono "
                                          f"{text(charged)}, różnica {text(due)}")
    payoff = principal_left + due
    reasons.add("payoff", CONTRACT, f"do zapłaty {text(payoff)}")
    return {"principal_left": principal_left, "interest_due": due, "payoff": payoff, "reasons": reasons.as_list()}
