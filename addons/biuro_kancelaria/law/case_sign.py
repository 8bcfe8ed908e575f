"""Case sign (znak sprawy): instrukcja kancelaryjna § 5."""

import re

from .base import Reasons

ARTICLE = "instrukcja kancelaryjna § 5"
UNIT = r"[A-ZĄĆĘŁŃÓŚŹŻ0-9]+(?:-[A-ZĄĆĘŁŃÓŚŹŻ0-9]+)*"
_SIGN = re.compile(
    rf"(?P<unit>{UNIT})\.(?P<jrwa>[0-9]{{2,4}})\.(?P<first>[1-9][0-9]*)(?:\.(?P<second>[1-9][0-9]*))?"
    r"\.(?P<year>[0-9]{4})(?:\.(?P<clerk>[A-ZĄĆĘŁŃÓŚŹŻ][A-ZĄĆĘŁŃÓŚŹŻ0-9]*))?",
)
_PARTS = {"unit": False, "jrwa": False, "group": False, "number": False, "year": False, "clerk": False}


def is_unit_symbol(symbol):
    """Say whether a text may be the symbol of a cell, e.g. ``BS`` or ``BS-I`` (§ 5(9))."""
    return bool(re.fullmatch(UNIT, symbol or ""))


def compose(unit, jrwa, number, year, group=None, clerk=None):
    """Return the sign made of its parts.

    :param str unit: symbol of the cell
    :param str jrwa: symbol of the final class of the filing plan
    :param int number: number of the case on its list, in a group the number inside the group
    :param int year: year in which the case was opened
    :param int group: number of the case that is the base of a separated group (§ 5(6)-(7))
    :param str clerk: symbol of the clerk, for marking a letter (§ 5(8))
    :return: str
    """
    parts = [unit, jrwa, *([group] if group else []), number, year, *([clerk] if clerk else [])]
    return ".".join(str(part) for part in parts)


def _problem(sign):
    """Return the Polish sentence that says what is wrong with a sign that does not match."""
    if not sign.strip():
        return "Znak sprawy jest pusty."
    if sign != sign.strip() or " " in sign:
        return "Znak sprawy nie zawiera spacji."
    if "/" in sign or "\\" in sign:
        return "Części znaku sprawy oddziela kropka, nie ukośnik."
    parts = sign.split(".")
    if len(parts) < 4:
        return "Znak sprawy ma co najmniej cztery części: komórka, klasa JRWA, numer sprawy, rok."
    if not is_unit_symbol(parts[0]):
        return f"Oznaczenie komórki „{parts[0]}” może mieć tylko wielkie litery i cyfry, rozdzielone znakiem minus."
    if not re.fullmatch(r"[0-9]{2,4}", parts[1]):
        return f"Symbol klasy „{parts[1]}” musi mieć od dwóch do czterech cyfr."
    for part in parts[2:]:
        if re.fullmatch(r"0[0-9]*", part):
            return f"Numer „{part}” nie może być zerem ani zaczynać się od zera."
    if not re.fullmatch(r"[1-9][0-9]*", parts[2]):
        return f"Numer sprawy „{parts[2]}” musi być liczbą całkowitą większą od zera."
    if not any(re.fullmatch(r"[0-9]{4}", part) for part in parts[3:5]):
        return "Rok w znaku sprawy zapisuje się czterema cyframi."
    return "Po roku może stać tylko symbol prowadzącego: wielka litera, a po niej wielkie litery lub cyfry."


def parse(sign):
    """Read a case sign or the mark of a letter.

    :param str sign: e.g. ``BS.0056.14.2026``, ``BS.403.5.3.2026`` or ``BS.0056.14.2026.MK2``
    :return: dict ``valid``; ``kind`` (``case``, ``group_case``, ``letter_mark``, False when not valid); the parts
        ``unit``, ``jrwa``, ``group`` (int, number of the case that is the base of the group), ``number`` (int),
        ``year`` (int), ``clerk``, each False when absent; ``problem`` (Polish, False when valid); ``reasons``
    """
    match = _SIGN.fullmatch(sign)
    if not match:
        problem = _problem(sign)
        reasons = Reasons().add("case_sign", ARTICLE, problem)
        return {"valid": False, "kind": False, **_PARTS, "problem": problem, "reasons": reasons.as_list()}
    first, second = int(match["first"]), match["second"] and int(match["second"])
    reasons = Reasons().add("case_sign", f"{ARTICLE} ust. 3–4", (
        f"Komórka {match['unit']}, klasa {match['jrwa']}, numer sprawy {first}, rok {match['year']}."
    ))
    if second:
        reasons.add("group", f"{ARTICLE} ust. 6–7", (
            f"Sprawa nr {first} jest podstawą wydzielonej grupy; to {second}. sprawa w tej grupie."
        ))
    if match["clerk"]:
        reasons.add("clerk", f"{ARTICLE} ust. 8", (
            f"Symbol prowadzącego „{match['clerk']}” oznacza pismo i nie należy do znaku sprawy."
        ))
    return {
        "valid": True,
        "kind": "letter_mark" if match["clerk"] else "group_case" if second else "case",
        "unit": match["unit"],
        "jrwa": match["jrwa"],
        "group": first if second else False,
        "number": second or first,
        "year": int(match["year"]),
        "clerk": match["clerk"] or False,
        "problem": False,
        "reasons": reasons.as_list(),
    }
