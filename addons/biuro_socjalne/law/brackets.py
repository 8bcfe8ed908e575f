"""The social criterion: income per head, tables of income brackets, windows of age."""

from decimal import Decimal

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, plural

from .amounts import GROSZ, ROUNDINGS, ZERO, grosz, rounded, text

CRITERION = "UZFŚS art. 8 ust. 1"
RULES = "regulamin ZFŚS (UZFŚS art. 8 ust. 2)"
LONGEST_GAP = 1000  # values named one by one


def per_head(total, months, persons, rounding="grosz"):
    """Return the monthly income per person of a household, rounded once, half up.

    :param Decimal total: income of the whole household in the period, in zł
    :param int months: months of the period
    :param int persons: persons counted
    :param str rounding: ``grosz`` or ``zloty``
    :return: dict ``amount`` (Decimal, zł), ``reasons``
    """
    amount = rounded(total / months / persons, rounding)
    reasons = Reasons().add("criterion", CRITERION, f"dochód gospodarstwa domowego w okresie {text(total)}")
    reasons.add(
        "per_head", RULES,
        f"{text(total)} / {months} {plural(months, 'miesiąc', 'miesiące', 'miesięcy')} / {persons} "
        f"{plural(persons, 'osoba', 'osoby', 'osób')} = {text(amount)} na osobę miesięcznie")
    return {"amount": amount, "reasons": reasons.as_list()}


def check_table(rows, rounding):
    """Tell whether a table as typed in the rules gives each income exactly one value (UZFŚS art. 8 ust. 1).

    :param list rows: dicts ``from``, ``to`` (Decimal, both inclusive; None is open) and ``value`` (Decimal)
    :param str rounding: step of incomes, ``grosz`` or ``zloty``
    :return: dict ``ok``, ``unassigned`` and ``overlapping`` (lists of Decimal in rising order; a wide gap or overlap
        is given by its first and last value, an open one by its first), ``reasons``
    """
    if not rows:
        raise LawError("rows", "tabela nie ma żadnego wiersza.")
    step = ROUNDINGS[rounding]
    spans = []
    for number, row in enumerate(rows, 1):
        first = ZERO if row["from"] is None else _on_step(row["from"], step, up=True)
        last = None if row["to"] is None else _on_step(row["to"], step, up=False)
        if last is not None and last < first:
            raise LawError("rows", f"wiersz {number}: górna granica jest niższa od dolnej.")
        spans.append((first, last))
    spans.sort(key=lambda span: (span[0], span[1] is None, span[1] or ZERO))
    reasons, unassigned, overlapping = Reasons(), [], []
    reached = ZERO - step  # the highest income that a row covers so far; None: all of them
    for first, last in spans:
        if reached is not None and first > reached + step:
            unassigned += _values(reached + step, first - step, step)
        if reached is None or first <= reached:
            overlapping += _values(first, _lower(reached, last), step)
        if reached is not None:
            reached = None if last is None else max(reached, last)
    if reached is not None:
        unassigned.append(reached + step)
    unassigned = [grosz(value) for value in unassigned]
    overlapping = sorted({grosz(value) for value in overlapping})
    several = len({row["value"] for row in rows}) > 1
    if unassigned:
        reasons.add("gap", RULES, "dochody bez przypisanej wartości: " + ", ".join(map(text, unassigned)))
    if overlapping:
        reasons.add("overlap", RULES, "dochody z więcej niż jedną wartością: " + ", ".join(map(text, overlapping)))
    if not several:
        reasons.add("equal", CRITERION, "wszystkie wiersze dają tę samą wartość: świadczenie nie zależy od dochodu")
    ok = several and not unassigned and not overlapping
    if ok:
        reasons.add("whole", CRITERION, "każdy dochód ma dokładnie jedną wartość, a wartości zależą od dochodu")
    return {"ok": ok, "unassigned": unassigned, "overlapping": overlapping, "reasons": reasons.as_list()}


def _on_step(value, step, up):
    """Return the nearest income that can happen with the rounding, above or below a typed bound."""
    whole = (value / step).to_integral_value("ROUND_CEILING" if up else "ROUND_FLOOR")
    return whole * step


def _lower(one, other):
    return other if one is None else one if other is None else min(one, other)


def _values(first, last, step):
    """Return the incomes from first to last; the ends alone when there are many; the first alone of an open run."""
    if last is None:
        return [first]
    count = int((last - first) / step) + 1
    return [first + step * index for index in range(count)] if count <= LONGEST_GAP else [first, last]


def bracket(rows, income, rounding="grosz"):
    """Return the value of the bracket of an income: upper bounds are inclusive, the last row is open.

    :param list rows: dicts ``to`` (Decimal, None in the last row) and ``value`` (Decimal), rising
    :param Decimal income: income per head, in zł
    :param str rounding: ``grosz`` or ``zloty``: how the rules round the income before the table
    :return: dict ``value`` (Decimal), ``row`` (from 1), ``reasons``
    """
    _check_rising(rows)
    income = rounded(income, rounding)
    number, row = next(
        (number, row) for number, row in enumerate(rows, 1) if row["to"] is None or income <= row["to"])
    bound = "bez górnej granicy" if row["to"] is None else f"do {text(row['to'])} włącznie"
    reasons = Reasons().add("income", CRITERION, f"dochód na osobę {text(income)}")
    reasons.add("bracket", RULES, f"wiersz {number} tabeli ({bound}): {row['value']:f}")
    return {"value": row["value"], "row": number, "reasons": reasons.as_list()}


def _check_rising(rows):
    if not rows:
        raise LawError("rows", "tabela nie ma żadnego wiersza.")
    if rows[-1]["to"] is not None:
        raise LawError("rows", "ostatni wiersz musi być otwarty: bez górnej granicy.")
    bounds = [row["to"] for row in rows[:-1]]
    if None in bounds:
        raise LawError("rows", "tylko ostatni wiersz może być bez górnej granicy.")
    for number, (lower, upper) in enumerate(zip(bounds, bounds[1:], strict=False), 2):
        if upper <= lower:
            raise LawError("rows", f"wiersz {number}: górna granica musi być wyższa niż w wierszu poprzednim.")


def age_window(birth_date, year, from_age, to_age):
    """Tell whether a child is within a window of ages, both inclusive: the age reached in the calendar year counts.

    :param date birth_date: day of birth
    :param int year: calendar year of the benefit
    :param int from_age: lowest age
    :param int to_age: highest age
    :return: dict ``ok``, ``reasons``
    """
    if from_age > to_age:
        raise LawError("to_age", "górny wiek jest niższy od dolnego.")
    if birth_date.year > year:
        raise LawError("birth_date", f"dziecko urodziło się po {year} roku; popraw datę albo rok.")
    age = year - birth_date.year
    ok = from_age <= age <= to_age
    reasons = Reasons().add(
        "age", RULES,
        f"w {year} roku dziecko kończy {age} {plural(age, 'rok', 'lata', 'lat')}; świadczenie dla wieku "
        f"{from_age}–{to_age}: {'należy się' if ok else 'nie należy się'}")
    return {"ok": ok, "reasons": reasons.as_list()}


def subsidy(cost, percent, cap=None):
    """Return a subsidy of a cost: a per cent of it, at most the cap and the cost itself (one rounding).

    :param Decimal cost: cost in zł
    :param Decimal percent: per cent of the bracket
    :param Decimal cap: highest amount in zł, None without
    :return: dict ``amount`` (Decimal), ``reasons``
    """
    share = grosz(cost * percent / 100)
    amount = min([share, cost, *([] if cap is None else [cap])]).quantize(GROSZ)
    reasons = Reasons().add("share", RULES, f"{Decimal(percent):f} % z {text(cost)} = {text(share)}")
    if amount < share:
        reasons.add("cap", RULES, f"nie więcej niż {text(amount)}")
    return {"amount": amount, "reasons": reasons.as_list()}
