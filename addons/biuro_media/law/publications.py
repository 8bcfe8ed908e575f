"""Publications of the city: legal deposit and the number of a serial."""

import re

from odoo.addons.biuro_kancelaria.law.base import Reasons, day_text
from odoo.addons.biuro_kancelaria.law.terms import term

ACT = "ustawa z 7.11.1996 o obowiązkowych egzemplarzach bibliotecznych"
ANNEX = "rozp. MKiS z 6.03.1997 § 1, zał. nr 1"
TERMS = "rozp. MKiS z 6.03.1997 § 2"
SMALL_RUN = 100
NATIONAL_DAYS, OTHER_DAYS = 5, 14
NATIONAL, JAGIELLONIAN = "Biblioteka Narodowa", "Biblioteka Jagiellońska"
OTHERS = (
    "Biblioteka Uniwersytetu Marii Curie-Skłodowskiej w Lublinie",
    "Biblioteka Uniwersytetu Łódzkiego",
    "Biblioteka Uniwersytetu Mikołaja Kopernika w Toruniu",
    "Biblioteka Uniwersytetu im. Adama Mickiewicza w Poznaniu",
    "Biblioteka Uniwersytetu Warszawskiego",
    "Biblioteka Uniwersytetu Wrocławskiego",
    "Biblioteka Śląska w Katowicach",
    "Biblioteka Publiczna m.st. Warszawy",
    "Książnica Pomorska w Szczecinie",
    "Biblioteka Uniwersytetu Gdańskiego",
    "Biblioteka Katolickiego Uniwersytetu Lubelskiego",
    "Wojewódzka Biblioteka Publiczna w Opolu",
    "Książnica Podlaska w Białymstoku",
)


def deposit(print_run, production_end, regional=False):
    """Return the copies a publisher owes to libraries and until when.

    :param int print_run: copies printed, at least 1
    :param date production_end: day the production ended
    :param bool regional: a regional publication: the publisher owes nothing more, passing on is for libraries (§ 6)
    :return: dict ``copies``, ``libraries`` (dicts ``name``, ``copies``, ``deadline`` (legal end), ``target`` (last
        working day not after the counted one)), ``reasons``
    """
    small = print_run <= SMALL_RUN
    counts = [(NATIONAL, 1), (JAGIELLONIAN, 1)] if small else [
        (NATIONAL, 2), (JAGIELLONIAN, 2), *((name, 1) for name in OTHERS)]
    ends = {days: term(production_end, days, "day") for days in (NATIONAL_DAYS, OTHER_DAYS)}
    libraries = []
    for name, copies in counts:
        end = ends[NATIONAL_DAYS if name == NATIONAL else OTHER_DAYS]
        libraries.append({"name": name, "copies": copies, "deadline": end["deadline"], "target": end["target"]})
    total = sum(copies for _name, copies in counts)
    reasons = Reasons().add(
        "copies", ANNEX, f"nakład {print_run} egz. ({'do' if small else 'powyżej'} {SMALL_RUN}): {total} egz.")
    if regional:
        reasons.add("regional", "rozp. MKiS z 6.03.1997 § 6", "publikacja regionalna: wydawca nie wysyła nic więcej")
    for days, who in ((NATIONAL_DAYS, NATIONAL), (OTHER_DAYS, "pozostałe biblioteki")):
        reasons.add(
            "term", TERMS, f"{who}: {days} dni od zakończenia produkcji {day_text(production_end)}, do "
                           f"{day_text(ends[days]['deadline'])}, bezpiecznie {day_text(ends[days]['target'])}")
    return {"copies": total, "libraries": libraries, "reasons": reasons.as_list()}


def issn(value):
    """Tell whether an ISSN has its form and its check digit (weights 8 to 2, modulo 11, X is 10).

    :param str value: e.g. ``0378-5955``
    :return: dict ``valid``, ``problem`` (Polish, None when valid), ``reasons``
    """
    number = value.strip().upper()
    problem = None
    if not re.fullmatch(r"[0-9]{4}-?[0-9]{3}[0-9X]", number):
        problem = "ISSN ma osiem znaków w postaci 0000-0000; ostatni jest cyfrą albo literą X."
    else:
        digits = number.replace("-", "")
        total = sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=False))
        check = -total % 11
        if ("X" if check == 10 else str(check)) != digits[7]:
            problem = "cyfra kontrolna ISSN się nie zgadza; sprawdź numer."
    reasons = Reasons().add(
        "issn", "ISO 3297", problem or f"{number}: suma z wagami 8–2 zgadza się z cyfrą kontrolną (modulo 11)")
    return {"valid": problem is None, "problem": problem, "reasons": reasons.as_list()}
