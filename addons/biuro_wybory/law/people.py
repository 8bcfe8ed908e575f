"""A person in an election: PESEL against the day of birth, age on the day that counts, the same person twice."""

from odoo.addons.biuro_kancelaria.law import identifiers
from odoo.addons.biuro_kancelaria.law.base import Reasons, day_text

from . import params as ordinance
from .nomination import birthday

ADULT = 18


def check_pesel(value, birth_date=None):
    """Check a PESEL number: 11 digits, control digit, a real day of birth of the right century, equal to the stated.

    :param str value: the number
    :param date birth_date: day of birth stated elsewhere
    :return: dict ``valid``, ``problem`` (sentence or False), ``birth_date`` (date or False), ``reasons``
    """
    return identifiers.pesel(value, birth_date)


def age(birth_date, day):
    """Return completed years of age on a day (int); the year is completed with the beginning of the birthday."""
    years = day.year - birth_date.year
    return years - (birthday(birth_date, years) > day)


def may_vote(params, birth_date, election_date):
    """Say whether a person is old enough to vote on the day of the election.

    :param dict params: parameters of the ordinance
    :param date birth_date: day of birth
    :param date election_date: day of the election
    :return: dict ``ok``, ``age`` (int), ``reasons``
    """
    params = ordinance.read(params)
    least, years = params["active_age"] or ADULT, age(birth_date, election_date)
    reasons = Reasons().add("age", ordinance.article(params), (
        f"Urodzony {day_text(birth_date)}, w dniu wyborów ({day_text(election_date)}) ma {years} lat; potrzeba {least}."
    ))
    return {"ok": years >= least, "age": years, "reasons": reasons.as_list()}


FUNCTIONS = {
    "city_councillor": "radny Rady Miasta",
    "office_staff": "pracownik urzędu miasta",
    "unit_head": "kierownik jednostki organizacyjnej miasta",
    "convicted": "osoba skazana prawomocnym wyrokiem",
    "commission_member": "członek komisji wyborczej okręgu",
}


def may_stand(params, birth_date, election_date, functions=(), other_constituency=False):
    """Say whether a person may stand for a neighbourhood council (X07, X08).

    :param dict params: parameters of the ordinance
    :param date birth_date: day of birth
    :param date election_date: day of the election
    :param functions: keys of ``FUNCTIONS`` that the person holds
    :param bool other_constituency: the person stands in another constituency or unit of the same election
    :return: dict ``eligible``, ``problems`` (sentences), ``reasons``
    """
    params = ordinance.read(params)
    source, years, problems = ordinance.article(params), age(birth_date, election_date), []
    if years < ADULT:
        problems.append(f"Kandydat w dniu wyborów ({day_text(election_date)}) ma {years} lat, musi mieć 18.")
    for key in functions:
        # a member of the commission of the same constituency may never stand in it
        if key == "commission_member" or key in params["passive_right_excludes"]:
            problems.append(f"Kandydować nie może {FUNCTIONS[key]}.")
    if other_constituency:
        problems.append("Ta sama osoba kandyduje już w innym okręgu albo innej jednostce tych wyborów.")
    reasons = Reasons()
    for problem in problems:
        reasons.add("may_stand", source, problem)
    if not problems:
        reasons.add("may_stand", source, f"Wiek {years} lat, przeszkód nie stwierdzono.")
    return {"eligible": not problems, "problems": problems, "reasons": reasons.as_list()}
