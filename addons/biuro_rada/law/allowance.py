"""Money of councillors: ceiling and amount of allowances (diety), the tax-free limit, business trips, fees.

All amounts are exact ``Decimal``; each is rounded once, at the end.
"""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons

GROSZ = Decimal("0.01")
FACTOR = Decimal("2.4")  # u.s.g. art. 25 ust. 6
HALF_DAY, WHOLE_DAY, DAY = 8 * 60, 12 * 60, 24 * 60
ARTICLE_TRIP = "rozp. MSWiA z 31.07.2000 § 4"


def grosz(amount):
    """Return an amount rounded half up to the grosz."""
    return amount.quantize(GROSZ, ROUND_HALF_UP)


def exact(amount):
    """Return an amount without needless zeros, with at least two places."""
    amount = amount.normalize()
    return amount.quantize(GROSZ) if amount.as_tuple().exponent > -2 else amount


def population_share(population):
    """Return the share of the ceiling for the size of the gmina (rozp. RM z 27.10.2021 § 3)."""
    if population > 100_000:
        return Decimal(1)
    return Decimal("0.75") if population >= 15_000 else Decimal("0.50")


def allowance_ceiling(population, base_amount):
    """Return the ceiling of a councillor's allowances in a month (u.s.g. art. 25 ust. 6).

    :param int population: inhabitants
    :param Decimal base_amount: base amount (kwota bazowa) of the year, in zł
    :return: dict ``exact`` (Decimal), ``ceiling`` (Decimal, rounded down: the sum "may not exceed"), ``reasons``
    """
    if population < 1:
        raise LawError("population", "liczba mieszkańców musi być dodatnia.")
    share = population_share(population)
    limit = exact(base_amount * FACTOR * share)
    ceiling = limit.quantize(GROSZ, ROUND_DOWN)
    reasons = Reasons()
    reasons.add("base", "u.s.g. art. 25 ust. 6", f"2,4-krotność kwoty bazowej {base_amount} zł")
    reasons.add(
        "share",
        "rozp. RM z 27.10.2021 § 3",
        f"{population} mieszkańców: {format(share * 100, '.0f')} % maksymalnej diety",
    )
    reasons.add("ceiling", "u.s.g. art. 25 ust. 6", f"{limit} zł; w zaokrągleniu w dół do grosza {ceiling} zł")
    return {"exact": limit, "ceiling": ceiling, "reasons": reasons.as_list()}


def allowance(ceiling_exact, percent, reductions):
    """Return a month's allowance after reductions.

    :param Decimal ceiling_exact: the exact ceiling
    :param Decimal percent: rate of the function, per cent of the ceiling, at most 100
    :param list reductions: per cents taken off, each at most 100; their sum counts up to 100
    :return: dict ``amount`` (Decimal, zł), ``reasons``
    """
    if percent > 100:
        raise LawError("percent", "dieta nie może przekroczyć 100 % maksymalnej wysokości.")
    gross = ceiling_exact * percent / 100
    taken = min(sum(reductions, Decimal(0)), Decimal(100))
    net = grosz(gross * (100 - taken) / 100)
    amount = min(net, ceiling_exact.quantize(GROSZ, ROUND_DOWN))
    reasons = Reasons()
    reasons.add("rate", "u.s.g. art. 25 ust. 4, 8", f"{exact(percent)} % z {ceiling_exact} zł")
    if reductions:
        listed = " + ".join(f"{exact(value)} %" for value in reductions)
        reasons.add("reductions", "uchwała rady w sprawie diet", f"potrącenia {listed}, razem {exact(taken)} %")
    reasons.add("amount", "u.s.g. art. 25 ust. 4", f"zaokrąglono raz, do grosza: {amount} zł")
    if amount < net:
        reasons.add("ceiling", "u.s.g. art. 25 ust. 6", "nie więcej niż maksymalna wysokość diety")
    return {"amount": amount, "reasons": reasons.as_list()}


def allowance_tax(payments, limit_of):
    """Split allowances of one person into the exempt and the taxable part (PIT art. 21 ust. 1 pkt 17).

    The limit belongs to the calendar month of the payment, whatever month the allowance is for.

    :param list payments: dicts ``date`` (day of payment), ``amount`` (Decimal, zł)
    :param limit_of: function of a day that returns the monthly limit (Decimal)
    :return: dict ``payments``: list in the order of the input of dicts ``date``, ``amount``, ``exempt``, ``taxable``;
        ``reasons``
    """
    article = "PIT art. 21 ust. 1 pkt 17"
    answers, used, limits = [None] * len(payments), {}, {}
    for index, payment in sorted(enumerate(payments), key=lambda entry: (entry[1]["date"], entry[0])):
        day, amount = payment["date"], payment["amount"]
        month = (day.year, day.month)
        if month not in limits:
            limits[month] = limit_of(day)
        exempt = min(amount, max(limits[month] - used.get(month, Decimal(0)), Decimal(0)))
        used[month] = used.get(month, Decimal(0)) + exempt
        answers[index] = {
            "date": day,
            "amount": grosz(amount),
            "exempt": grosz(exempt),
            "taxable": grosz(amount - exempt),
        }
    reasons = Reasons().add(
        "month", article, "limit liczy się w miesiącu kalendarzowym wypłaty, łącznie od jednej rady"
    )
    for (year, month), limit in sorted(limits.items()):
        paid = sum((p["amount"] for p in payments if (p["date"].year, p["date"].month) == (year, month)), Decimal(0))
        reasons.add(
            "limit",
            article,
            f"{month:02d}.{year}: wypłacono {grosz(paid)} zł, limit {exact(limit)} zł, "
            f"do opodatkowania {grosz(max(paid - limit, Decimal(0)))} zł",
        )
    return {"payments": answers, "reasons": reasons.as_list()}


def trip_allowance(minutes, base_amount, meals=None):
    """Return the daily allowance of a councillor's business trip (rozp. MSWiA z 31.07.2000 § 4).

    :param int minutes: length of the trip
    :param Decimal base_amount: base amount of the year, in zł
    :param dict meals: free ``breakfast``, ``lunch``, ``dinner`` (booleans); free board all day takes the allowance away
    :return: dict ``amount`` (Decimal, zł), ``reasons``
    """
    daily = base_amount * FACTOR / 100
    reasons = Reasons().add(
        "daily", ARTICLE_TRIP, f"1 % z 2,4-krotności kwoty bazowej {base_amount} zł: {exact(daily)} zł"
    )
    hours = f"{minutes // 60} h {minutes % 60:02d} min"
    if minutes <= DAY:
        halves = 0 if minutes < HALF_DAY else 1 if minutes <= WHOLE_DAY else 2
        part = ("do 8 godzin dieta nie przysługuje", "od 8 do 12 godzin połowa diety", "ponad 12 godzin cała dieta")[
            halves
        ]
        reasons.add("duration", ARTICLE_TRIP, f"podróż trwała {hours}: {part}")
    else:
        days, rest = divmod(minutes, DAY)
        halves = 2 * days + (0 if not rest else 1 if rest <= HALF_DAY else 2)
        reasons.add(
            "duration",
            ARTICLE_TRIP,
            f"podróż trwała {hours}: pełne doby {days}, niepełna {rest // 60} h {rest % 60:02d} min "
            f"({('brak', 'połowa diety', 'cała dieta')[halves - 2 * days]})",
        )
    if meals and all(meals.get(meal) for meal in ("breakfast", "lunch", "dinner")):
        reasons.add("board", ARTICLE_TRIP, "zapewniono bezpłatne całodzienne wyżywienie: dieta nie przysługuje")
        halves = 0
    amount = grosz(daily * halves / 2)
    reasons.add("amount", ARTICLE_TRIP, f"zaokrąglono raz, do grosza: {amount} zł")
    return {"amount": amount, "reasons": reasons.as_list()}


def membership_fee(population, rate, months=12):
    """Return the yearly fee of a city in a union or association.

    :param int population: inhabitants by which the fee is set
    :param Decimal rate: zł per inhabitant and year
    :param int months: months of membership in the year, 0 to 12
    :return: dict ``amount`` (Decimal, zł), ``reasons``
    """
    if months > 12:
        raise LawError("months", "rok ma 12 miesięcy.")
    amount = grosz(population * rate * months / 12)
    text = f"{population} mieszkańców × {rate} zł × {months}/12 = {amount} zł"
    return {"amount": amount, "reasons": Reasons().add("fee", "statut związku lub stowarzyszenia", text).as_list()}
