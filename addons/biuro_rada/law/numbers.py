"""Numbers of resolutions: the pattern is the city's own, the tokens are ours."""

import re

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons

ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
TOKENS = ("session_roman", "session", "seq", "yyyy", "yy", "body")
_TOKEN = re.compile(r"\{([^{}]*)\}")


def roman(number):
    """Return a number from 1 to 3999 in Roman numerals."""
    if not 1 <= number <= 3999:
        raise LawError("session", "cyframi rzymskimi zapisuje się liczby od 1 do 3999.")
    result = ""
    for value, letters in ROMAN:
        while number >= value:
            result += letters
            number -= value
    return result


def from_roman(text):
    """Return the number written in Roman numerals; 0 when it is not one in its proper form."""
    values = {letters: value for value, letters in ROMAN}
    number, rest = 0, text.strip().upper()
    while rest:
        for size in (2, 1):
            if rest[:size] in values:
                number += values[rest[:size]]
                rest = rest[size:]
                break
        else:
            return 0
    return number if 1 <= number <= 3999 and roman(number) == text.strip().upper() else 0


def check_pattern(pattern):
    """Return the tokens of a pattern, or refuse it."""
    tokens = _TOKEN.findall(pattern)
    if unknown := [token for token in tokens if token not in TOKENS]:
        raise LawError("pattern", f"nieznany element „{{{unknown[0]}}}”; dozwolone: {', '.join(TOKENS)}.")
    if "{" in _TOKEN.sub("", pattern) or "}" in _TOKEN.sub("", pattern):
        raise LawError("pattern", "nawiasy klamrowe muszą tworzyć pary, np. {seq}.")
    if "seq" not in tokens:
        raise LawError("pattern", "wzór musi zawierać {seq}, inaczej numery powtarzałyby się.")
    return tokens


def resolution_number(pattern, session, seq, date, body=""):
    """Return the number of a resolution.

    :param str pattern: e.g. ``{session_roman}/{seq}/{yyyy}``
    :param int session: number of the session; ``seq`` number of the resolution, both from 1
    :param date date: day of adoption
    :param str body: symbol of the body, for ``{body}``
    :return: dict ``number``, ``reasons``
    """
    tokens = check_pattern(pattern)
    for name, value in (("session", session), ("seq", seq)):
        if value < 1:
            raise LawError(name, "numeracja zaczyna się od 1.")
    if "body" in tokens and not body:
        raise LawError("body", "wzór zawiera {body}: podaj oznaczenie organu.")
    values = {
        "session": str(session),
        "seq": str(seq),
        "yyyy": f"{date.year:04d}",
        "yy": f"{date.year % 100:02d}",
        "body": body,
    }
    if "session_roman" in tokens:
        values["session_roman"] = roman(session)
    number = _TOKEN.sub(lambda found: values[found[1]], pattern)
    text = f"wzór {pattern}, sesja {session}, numer kolejny {seq}, rok {date.year}: {number}"
    return {"number": number, "reasons": Reasons().add("pattern", "statut miasta", text).as_list()}
