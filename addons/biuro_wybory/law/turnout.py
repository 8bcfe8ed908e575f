"""Turnout, thresholds and shares, in whole numbers: what is rounded is only shown, never compared."""

from fractions import Fraction

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons

from . import params as ordinance

OPERATORS = ("at_least", "more_than")
BASES = {
    "issued": "karty wydane",
    "from_box": "karty wyjęte z urny",
    "valid_cards": "karty ważne",
    "present": "obecni",
}


def display(cards, entitled):
    """Return a share in per cent with two decimals, rounded half up, as text with a dot; False for no entitled.

    :param int cards: numerator
    :param int entitled: denominator; 0 means that nobody voted there, which is not 0 per cent
    """
    if not entitled:
        return False
    hundredths = (2 * cards * 10_000 + entitled) // (2 * entitled)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def exactly(value):
    """Return a number of the law as people write it: without needless zeros, with a comma."""
    if isinstance(value, Fraction):
        value = value.numerator if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
    text = format(value, "f") if hasattr(value, "as_tuple") else str(value)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


def passes(cards, entitled, value, operator):
    """Say whether a share reaches a percentage, exactly: 100 x cards against value x entitled."""
    left, right = 100 * cards, Fraction(value) * entitled
    return left > right if operator == "more_than" else left >= right


def threshold(cards, entitled, value, operator, article="ordynacja wyborcza"):
    """Compare a turnout with a threshold in per cent (próg frekwencyjny), without rounding.

    :param int cards: cards that count (issued, from the box: as the ordinance says)
    :param int entitled: persons entitled to vote, at least 1
    :param Decimal value: threshold in per cent
    :param str operator: ``at_least`` or ``more_than``
    :param str article: what the reasons cite
    :return: dict ``passed``, ``display`` (per cent, two decimals half up, for people to see), ``reasons``
    :raise LawError: no entitled, more cards than entitled, unknown operator
    """
    if entitled < 1:
        raise LawError("entitled", "liczba uprawnionych musi być dodatnia.")
    if cards > entitled:
        raise LawError("cards", f"kart ({cards}) nie może być więcej niż uprawnionych ({entitled}).")
    if operator not in OPERATORS:
        raise LawError("operator", f"nieznana wartość „{operator}”; dozwolone: {', '.join(OPERATORS)}.")
    passed, shown = passes(cards, entitled, value, operator), display(cards, entitled)
    left, right = 100 * cards, Fraction(value) * entitled
    sign = {(True, True): ">", (True, False): "≤", (False, True): "≥", (False, False): "<"}[
        operator == "more_than", passed]
    words = "więcej niż" if operator == "more_than" else "co najmniej"
    reasons = Reasons().add("turnout", "", (
        f"Frekwencja: {cards} z {entitled} uprawnionych, w zaokrągleniu do pokazania {shown.replace('.', ',')} %."
    )).add("threshold", article, (
        f"Próg: {words} {exactly(value)} %. Porównuje się liczby całkowite, nie zaokrąglony procent: "
        f"100 × {cards} = {left} {sign} {exactly(value)} × {entitled} = {exactly(right)}: "
        f"{'próg osiągnięty' if passed else 'próg nie został osiągnięty'}."
    ))
    return {"passed": passed, "display": shown, "reasons": reasons.as_list()}


def cards_of(params, counts):
    """Return the number (int) that the ordinance counts for the turnout, from the counts of a protocol."""
    if params["turnout_base"] == "valid_cards":
        return counts["from_box"] - counts["not_issued"]
    return counts[params["turnout_base"]]


def decide(params, cards, entitled, attempt=1):
    """Say whether the condition of turnout of an ordinance is met.

    :param dict params: parameters of the ordinance
    :param int cards: what ``turnout_base`` counts
    :param int entitled: persons entitled to vote (of no account for a head count)
    :param int attempt: 2 for the second attempt, with its own lower value
    :return: dict ``passed``, ``display`` (False where nobody is entitled), ``effect`` (what follows a failure:
        ``second_attempt`` or the ``turnout_fail_effect``; False when passed), ``reasons``
    :raise LawError: a threshold without a value or without entitled; a second attempt that the ordinance has not
    """
    params = ordinance.read(params)
    kind, shown, source = params["turnout_kind"], display(cards, entitled), ordinance.article(params)
    if attempt == 2 and params["second_attempt"] == "none":
        raise LawError("counts", "ordynacja nie przewiduje drugiego terminu; usuń „attempt”.")
    reasons = Reasons()
    if kind == "none":
        seen = f"Frekwencja {shown.replace('.', ',')} % ({cards} z {entitled}). " if shown else ""
        reasons.add("turnout", source, f"{seen}Ordynacja nie uzależnia ważności wyborów od frekwencji.")
        return {"passed": True, "display": shown, "effect": False, "reasons": reasons.as_list()}
    value = params["second_value"] if attempt == 2 else params["turnout_value"]
    if value is False:
        name = "second_value" if attempt == 2 else "turnout_value"
        raise LawError("params", f"ordynacja ma warunek frekwencji, a nie podaje jego wartości („{name}”).")
    if attempt == 2:
        reasons.add("second_attempt", source, f"Drugi termin: obowiązuje niższy próg {exactly(value)}.")
    if kind == "percent":
        if entitled < 1:
            raise LawError("counts", "próg procentowy wymaga liczby uprawnionych („entitled”) większej od zera.")
        answer = threshold(min(cards, entitled), entitled, value, params["turnout_operator"], source)
        passed = answer["passed"]
        reasons.extend(answer["reasons"])
    else:
        more = params["turnout_operator"] == "more_than"
        passed = cards > Fraction(value) if more else cards >= Fraction(value)
        reasons.add("headcount", source, (
            f"{BASES[params['turnout_base']].capitalize()}: {cards}; wymagane "
            f"{'więcej niż' if more else 'co najmniej'} {exactly(value)} osób: "
            f"{'warunek spełniony' if passed else 'warunek niespełniony'}."
        ))
    effect = False
    if not passed:
        again = attempt == 1 and params["second_attempt"] != "none"
        effect = "second_attempt" if again else params["turnout_fail_effect"]
        reasons.add("turnout_failed", source, "Mandatów nie dzieli się; " + {
            "second_attempt": "przeprowadza się wybory w drugim terminie",
            "no_council": "rady się nie wybiera",
            "repeat_after_months": "wybory powtarza się po czasie, który wyznacza ordynacja",
            "council_decides": "o dalszym toku rozstrzyga Rada Miasta",
        }[effect] + ".")
    return {"passed": passed, "display": shown, "effect": effect, "reasons": reasons.as_list()}


def city(units):
    """Return the turnout of the whole city on the two bases that cities publish.

    :param units: list of dicts ``cards``, ``entitled``, ``voted`` (False for a unit without voting)
    :return: dict ``cards``, ``entitled_voting``, ``entitled_all``, ``voting`` and ``all`` (per cent as text, False
        where nobody is entitled), ``reasons``
    """
    cards = sum(unit["cards"] for unit in units if unit["voted"])
    voting = sum(unit["entitled"] for unit in units if unit["voted"])
    everybody = sum(unit["entitled"] for unit in units)
    reasons = Reasons()
    for name, entitled in (("gdzie głosowano", voting), ("we wszystkich jednostkach", everybody)):
        shown = display(cards, entitled)
        reasons.add("city_turnout", "", (
            f"Kart {cards}, uprawnionych {name} {entitled}: {shown.replace('.', ',')} %." if shown
            else f"Uprawnionych {name} nie ma: frekwencji się nie podaje."
        ))
    return {
        "cards": cards, "entitled_voting": voting, "entitled_all": everybody, "voting": display(cards, voting),
        "all": display(cards, everybody), "reasons": reasons.as_list(),
    }


def petition(base, percent, signatures, article="ordynacja wyborcza"):
    """Say whether enough residents have signed, e.g. for an election where there is no council.

    :param int base: persons who may sign
    :param Decimal percent: share of them that is needed
    :param int signatures: valid signatures
    :return: dict ``needed`` (int, rounded up: a part of a person is a person), ``sufficient``, ``reasons``
    """
    exact = Fraction(percent) * base / 100
    needed = -(-exact.numerator // exact.denominator)
    sufficient = signatures >= needed
    reasons = Reasons().add("petition", article, (
        f"{exactly(percent)} % z {base} uprawnionych, w górę do pełnej osoby: {needed}; ważnych podpisów "
        f"{signatures}: {'wystarczy' if sufficient else f'brakuje {needed - signatures}'}."
    ))
    return {"needed": needed, "sufficient": sufficient, "reasons": reasons.as_list()}
