"""Administrative service of neighbourhood councils: their money, allowances, notices and insurance.

u.s.g. is the act on gmina self-government. Turnout is compared as whole numbers (votes and entitled), never rounded.
"""

from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text

from . import money

GROSZ = Decimal("0.01")
COMBINE = ("highest", "sum")
PRORATA = ("days", "months")
COMMITTEES_SINCE = date(2026, 1, 1)
INSURANCE_SINCE = date(2026, 1, 1)


def money_text(amount):
    """Return an amount as Polish prose, e.g. ``1 234,50 zł``."""
    return f"{amount:,.2f} zł".replace(",", " ").replace(".", ",")


def to_grosz(value):
    """Return an exact amount rounded half up to a grosz (Decimal)."""
    value = Fraction(value)
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(GROSZ, ROUND_HALF_UP)


# ---- money ----------------------------------------------------------------------------------------------------------


def check_tiers(tiers):
    """Return the tiers sorted, refusing holes, overlaps and a rate that does not say what follows above the last one.

    :param list tiers: dicts ``up_to`` (per cent, Decimal or None for the last one), ``inclusive`` (bool: the bound
        belongs to this tier), ``rate`` (Decimal, zł per resident)
    """
    if not tiers:
        raise LawError("tiers", "podaj co najmniej jeden próg frekwencji ze stawką na mieszkańca.")
    last = [tier for tier in tiers if tier["up_to"] is None]
    if len(last) != 1:
        raise LawError("tiers", "dokładnie jeden, ostatni próg nie ma górnej granicy; popraw progi frekwencji.")
    bounded = sorted((tier for tier in tiers if tier["up_to"] is not None), key=lambda tier: tier["up_to"])
    bounds = [tier["up_to"] for tier in bounded]
    if len(set(bounds)) != len(bounds):
        raise LawError("tiers", "dwa progi mają tę samą górną granicę; popraw progi frekwencji.")
    if any(not 0 < bound <= 100 for bound in bounds):
        raise LawError("tiers", "granica progu leży między 0 a 100 %; popraw progi frekwencji.")
    if any(tier["rate"] < 0 for tier in tiers):
        raise LawError("tiers", "stawka na mieszkańca nie może być ujemna.")
    return [*bounded, last[0]]


def turnout_money(residents, voted, entitled, tiers):
    """Return the yearly money of a unit by the turnout of its last election.

    :param int residents: registered for permanent stay on the day named in the city's rules
    :param int voted: who took part (cards issued, or present); ``entitled``: all entitled
    :param list tiers: see :func:`check_tiers`
    :return: dict ``rate``, ``amount`` (Decimal), ``turnout`` (per cent, two places, for show only: it is never
        compared), ``reasons``
    """
    if residents < 0:
        raise LawError("residents", "liczba mieszkańców nie może być ujemna.")
    if entitled < 1:
        raise LawError("entitled", "liczba uprawnionych musi być dodatnia.")
    if not 0 <= voted <= entitled:
        raise LawError("voted", f"głosujących ({voted}) nie może być więcej niż uprawnionych ({entitled}).")
    rows = []
    for tier in check_tiers(tiers):
        row = {"rate": tier["rate"]}
        if tier["up_to"] is not None:
            row["up_to" if tier.get("inclusive") else "below"] = tier["up_to"]
        rows.append(row)
    answer = money.allocation(residents, rows, voted, entitled)
    return {**answer, "turnout": to_grosz(Fraction(voted * 100, entitled))}


def spending(planned, moved, committed, wanted):
    """State whether so much more may be spent from a line of the budget (Decimals).

    :return: dict ``allowed`` (bool), ``left`` (before the spending), ``after``, ``reasons``
    """
    if wanted < 0:
        raise LawError("wanted", "kwota wydatku nie może być ujemna.")
    left = planned + moved - committed
    allowed = wanted <= left
    reasons = Reasons().add(
        "left", "u.s.g. art. 51 ust. 3; u.f.p. art. 44 ust. 1 pkt 3",
        f"plan {money_text(planned)}, przeniesienia {money_text(moved)}, zaangażowano {money_text(committed)}: "
        f"zostaje {money_text(left)}",
    )
    reasons.add(
        "allowed", "u.s.g. art. 51 ust. 3; u.f.p. art. 44 ust. 1 pkt 3",
        f"{money_text(wanted)} mieści się w tej kwocie"
        if allowed else f"{money_text(wanted)} przekracza tę kwotę o {money_text(wanted - left)}",
    )
    return {"allowed": allowed, "left": left, "after": left - wanted, "reasons": reasons.as_list()}


# ---- allowances -----------------------------------------------------------------------------------------------------


def month_share(first, last, month, prorata):
    """Return which part of a month a function was held (Fraction).

    :param date first: first day of the function; ``last``: last one, or None
    :param date month: any day of the month
    :param str prorata: ``days`` (held days of all days of the month), ``months`` (whole, when held on any day of it)
    """
    if prorata not in PRORATA:
        raise LawError("prorata", f"nieznany sposób „{prorata}”; dozwolone: {', '.join(PRORATA)}.")
    start = month.replace(day=1)
    length = monthrange(month.year, month.month)[1]
    end = start.replace(day=length)
    begin, stop = max(start, first), min(end, last or end)
    if begin > stop:
        return Fraction(0)
    return Fraction(1) if prorata == "months" else Fraction((stop - begin).days + 1, length)


def allowance(functions, month, absences=0, meetings=0, combine="highest", prorata="days"):
    """Return the monthly allowance (dieta) of a person for the functions held in a unit.

    :param list functions: dicts ``name``, ``amount`` (Decimal), ``basis`` (``month`` or ``meeting``), ``first``,
        ``last`` (date or None), ``reduction`` (per cent of the base for each absence, Decimal)
    :param date month: any day of the month
    :param int absences: meetings missed without excuse; ``meetings``: meetings attended
    :param str combine: ``highest`` or ``sum`` where a person holds several functions
    :param str prorata: ``days`` or ``months``
    :return: dict ``base``, ``reduction``, ``amount`` (Decimal), ``functions`` (names that count), ``reasons``
    """
    if combine not in COMBINE:
        raise LawError("combine", f"nieznana zasada „{combine}”; dozwolone: {', '.join(COMBINE)}.")
    if absences < 0 or meetings < 0:
        raise LawError("absences", "liczba posiedzeń nie może być ujemna.")
    article, reasons, rows = "u.s.g. art. 37b", Reasons(), []
    for function in functions:
        amount, name = Fraction(function["amount"]), function["name"]
        if amount < 0:
            raise LawError("amount", f"stawka funkcji „{name}” nie może być ujemna.")
        share = month_share(function["first"], function["last"], month, prorata)
        if not share:
            continue
        if function["basis"] == "meeting":
            base = amount * meetings
            text = f"{name}: {meetings} × {money_text(function['amount'])} za posiedzenie"
        else:
            base = amount * share
            text = f"{name}: {money_text(function['amount'])} miesięcznie"
            if share != 1:
                text += f", część miesiąca {share.numerator}/{share.denominator}"
        cut = Fraction(0)
        if function["basis"] == "month" and absences:
            cut = min(base, base * Fraction(function["reduction"]) * absences / 100)
            text += f"; potrącenie {absences} × {str(function['reduction']).replace('.', ',')} % za nieobecność"
        reasons.add("function", article, f"{text} = {money_text(to_grosz(base - cut))}")
        rows.append((name, base, cut))
    if not rows:
        reasons.add("none", article, "w tym miesiącu osoba nie pełniła funkcji, za którą należy się dieta")
        return {"base": Decimal(0), "reduction": Decimal(0), "amount": Decimal(0), "functions": [],
                "reasons": reasons.as_list()}
    if combine == "highest" and len(rows) > 1:
        rows = [max(rows, key=lambda row: row[1] - row[2])]
        reasons.add("highest", article, f"kilka funkcji: przysługuje jedna, najwyższa dieta ({rows[0][0]})")
    elif len(rows) > 1:
        reasons.add("sum", article, "kilka funkcji: diety sumuje się")
    base, cut = to_grosz(sum(row[1] for row in rows)), to_grosz(sum(row[2] for row in rows))
    reasons.add("amount", article, f"do wypłaty {money_text(base - cut)}")
    return {"base": base, "reduction": cut, "amount": base - cut, "functions": [row[0] for row in rows],
            "reasons": reasons.as_list()}


# ---- notices, insurance ---------------------------------------------------------------------------------------------


def notice_due(body, day):
    """State whether board chairs are told of a session or a meeting of a committee, on the terms of councillors.

    :param str body: ``council`` or ``committee``
    :param date day: day of the session
    :return: dict ``due`` (bool), ``reasons``
    """
    if body == "council":
        text, due = "o każdej sesji rady zawiadamia się przewodniczącego organu wykonawczego jednostki", True
    elif body == "committee":
        due = day >= COMMITTEES_SINCE
        text = (
            "od 1.01.2026 zawiadamia się go także o posiedzeniach komisji rady" if due
            else "o posiedzeniach komisji zawiadamia się dopiero od 1.01.2026"
        )
    else:
        raise LawError("body", "nieznany organ; dozwolone: council, committee.")
    return {"due": due, "reasons": Reasons().add("notice", "u.s.g. art. 37a", text).as_list()}


def cover_gaps(first, last, policies):
    """Return the periods without insurance.

    :param date first: first day that must be covered; ``last``: last one
    :param list policies: pairs of days (first, last), both covered
    :return: dict ``gaps`` (list of pairs of days), ``reasons``
    """
    if last < first:
        raise LawError("last", "okres kończy się po tym, jak się zaczyna.")
    gaps, day = [], first
    for begins, ends in sorted(policies):
        if ends < day:
            continue
        if begins > last:
            break
        if begins > day:
            gaps.append((day, begins - timedelta(days=1)))
        day = max(day, ends + timedelta(days=1))
        if day > last:
            break
    if day <= last:
        gaps.append((day, last))
    reasons = Reasons()
    for begins, ends in gaps:
        reasons.add("gap", "u.s.g. art. 37c", f"brak ochrony od {day_text(begins)} do {day_text(ends)}")
    if not gaps:
        reasons.add("covered", "u.s.g. art. 37c", "ochrona ubezpieczeniowa jest ciągła")
    return {"gaps": gaps, "reasons": reasons.as_list()}


def resolution_number(pattern, number, term, year, code):
    """Return the number of a resolution of a unit by its pattern.

    :param str pattern: with ``{number}`` and any of ``{term}``, ``{year}``, ``{code}``
    """
    if "{number}" not in (pattern or ""):
        raise LawError("pattern", "wzór numeru musi zawierać {number}.")
    try:
        return pattern.format(number=number, term=term or "", year=year, code=code or "")
    except (KeyError, IndexError, ValueError) as error:
        raise LawError(
            "pattern", "we wzorze numeru dozwolone są tylko: {number}, {term}, {year}, {code}."
        ) from error
