"""Identifiers of people and organisations: PESEL, NIP, REGON (check digits), address for electronic delivery."""

import re

from stdnum.pl import nip as std_nip
from stdnum.pl import pesel as std_pesel
from stdnum.pl import regon as std_regon

from .base import Reasons, day_text

ADE_FORM = re.compile(r"AE:PL-[0-9]{5}-[0-9]{5}-[A-Z]{5}-[0-9]{2}")
ARTICLES = {
    "PESEL": "ustawa o ewidencji ludności, art. 15",
    "NIP": "ustawa o zasadach ewidencji i identyfikacji podatników i płatników, art. 8a",
    "REGON": "rozporządzenie RM w sprawie rejestru REGON, zał. 2",
    "ADE": "ustawa o doręczeniach elektronicznych, art. 25–26",
}


def compact(value):
    """Return an identifier without the spaces and hyphens people type."""
    return re.sub(r"[ \-\u00a0]", "", value)


def _digits_problem(name, value, lengths):
    if not value:
        return f"{name} jest pusty."
    if not re.fullmatch(r"[0-9]+", value):
        return f"{name} składa się z samych cyfr."
    if len(value) not in lengths:
        return f"{name} ma {' albo '.join(map(str, lengths))} cyfr, podano {len(value)}."
    if not value.strip("0"):
        return f"{name} nie może składać się z samych zer."
    return ""


def _answer(name, problem, **extra):
    reasons = Reasons().add(name.lower(), ARTICLES[name], problem or f"{name}: długość i cyfra kontrolna są zgodne.")
    return {"valid": not problem, "problem": problem or False, **extra, "reasons": reasons.as_list()}


def pesel(value, birth_date=None):
    """Check a PESEL number and read the day of birth from it.

    :param str value: the number; spaces and hyphens are ignored
    :param datetime.date birth_date: day of birth stated elsewhere, compared with the number
    :return: dict ``valid``, ``problem`` (Polish or False), ``birth_date`` (date or False), ``reasons``
    """
    value = compact(value)
    problem = _digits_problem("PESEL", value, (11,))
    born = False
    if not problem:
        if value[-1] != std_pesel.calc_check_digit(value[:-1]):
            problem = "Cyfra kontrolna numeru PESEL jest błędna; sprawdź, czy przepisano go dokładnie."
        else:
            try:
                born = std_pesel.get_birth_date(value)
            except ValueError:
                problem = "Numer PESEL zawiera datę urodzenia, której nie ma w kalendarzu."
    if born and birth_date and born != birth_date:
        problem = f"Data urodzenia w numerze PESEL to {day_text(born)}, a podano {day_text(birth_date)}."
    return _answer("PESEL", problem, birth_date=born)


def nip(value):
    """Check a tax identification number (NIP).

    :param str value: the number; the prefix PL, spaces and hyphens are ignored
    :return: dict ``valid``, ``problem`` (Polish or False), ``reasons``
    """
    value = compact(value).upper().removeprefix("PL")
    problem = _digits_problem("NIP", value, (10,))
    if not problem and std_nip.checksum(value) != 0:
        problem = "Cyfra kontrolna numeru NIP jest błędna; sprawdź, czy przepisano go dokładnie."
    return _answer("NIP", problem)


def regon(value):
    """Check a number of the business register (REGON), of 9 digits or, for a local unit, 14.

    :param str value: the number; spaces and hyphens are ignored
    :return: dict ``valid``, ``problem`` (Polish or False), ``reasons``
    """
    value = compact(value)
    problem = _digits_problem("REGON", value, (9, 14))
    if not problem and not std_regon.is_valid(value):
        problem = "Cyfra kontrolna numeru REGON jest błędna; sprawdź, czy przepisano go dokładnie."
    return _answer("REGON", problem)


def ade(value):
    """Check the form of an address for electronic delivery (ADE).

    The act gives no form; the observed one is ``AE:PL-12345-67890-ABCDE-12``, so a difference is a warning.

    :param str value: the address
    :return: dict ``valid``, ``problem`` (Polish or False), ``reasons``
    """
    problem = ""
    if not ADE_FORM.fullmatch(value.strip()):
        problem = (
            "Adres do doręczeń elektronicznych ma zwykle postać AE:PL-12345-67890-ABCDE-12; sprawdź go w bazie BAE."
        )
    reasons = Reasons().add("ade", ARTICLES["ADE"], problem or "Adres ma zwykłą postać adresu do doręczeń.")
    return {"valid": not problem, "problem": problem or False, "reasons": reasons.as_list()}
