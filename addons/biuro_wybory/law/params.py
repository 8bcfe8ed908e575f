"""Parameters of an electoral ordinance (ordynacja wyborcza jednostki pomocniczej) and how plain values are read.

An election copies the parameters when it is made; every function of this package takes that copy as a dictionary.
What a dictionary does not say has the value of ``DEFAULTS``.
"""

from fractions import Fraction

from odoo.addons.biuro_kancelaria.law import inputs
from odoo.addons.biuro_kancelaria.law.base import LawError

BY_POPULATION_LIMIT, SMALL_COUNCIL, LARGE_COUNCIL = 20_000, 15, 21

# name: (kind, default, allowed values)
PARAMS = {
    # basis
    "legal_basis": ("text", "", ()),
    "valid_from": ("day", False, ()),
    "valid_to": ("day", False, ()),
    "elected_body": ("choice", "council", ("council", "board_and_chair", "chair_then_board")),
    "method": ("choice", "polling", ("polling", "meeting")),
    "ordered_by": ("choice", "city_council", ("city_council", "mayor", "council_chair", "district_council")),
    "term_years": ("integer", 5, ()),
    "term_rule": ("choice", "own", ("own", "with_city_council")),
    "block_same_day_national": ("flag", True, ()),
    "is_warsaw_district": ("flag", False, ()),
    "must_be_non_working_day": ("flag", False, ()),
    # size
    "size_rule": ("choice", "by_population", ("by_population", "fixed")),
    "size_fixed": ("integer", False, ()),
    "council_size": ("integer", False, ()),
    "use_constituencies": ("choice", "none", ("none", "multi", "single_member")),
    "min_composition_15": ("integer", False, ()),
    "min_composition_21": ("integer", False, ()),
    # electors
    "active_right": ("text", "", ()),
    "active_age": ("integer", 18, ()),
    "active_resident": ("flag", True, ()),
    "active_in_register": ("flag", False, ()),
    "active_nationality": ("choice", "pl_and_eu", ("pl_only", "pl_and_eu")),
    "passive_right": ("choice", "own_rules", ("own_rules", "eligible_to_gmina_council")),
    "passive_right_text": ("text", "", ()),
    "passive_right_excludes": (
        "choices", (), ("city_councillor", "office_staff", "unit_head", "convicted", "commission_member"),
    ),
    "proxy_allowed": ("flag", False, ()),
    # nomination
    "candidate_unit": ("choice", "person", ("person", "list")),
    "signatures_required": ("integer", 0, ()),
    "supporters_may_not_stand": ("flag", False, ()),
    "nomination_rule": ("choice", "offset", ("offset", "at_meeting")),
    "nomination_deadline_offset": ("integer", 30, ()),
    "deadline_time": ("hour", False, ()),
    "absent_candidate_consent_days": ("integer", 0, ()),
    "cure_days": ("integer", 0, ()),
    "extension_if": ("choice", "none", ("none", "le_seats", "lt_seats", "lt_minimum")),
    "extension_days": ("integer", 0, ()),
    # uncontested
    "uncontested_rule": ("choice", "elect_all", ("elect_all", "elect_if_equal", "require_more", "vote_anyway")),
    "too_few_effect": (
        "choice", "no_council", ("vacancies_stay", "no_council", "council_decides", "abolish_bodies"),
    ),
    "exclude_uncontested_from_turnout": ("flag", False, ()),
    # voting
    "votes_mode": ("choice", "seats", ("one", "seats", "fixed", "abs_majority_of_size")),
    "votes_fixed_15": ("integer", False, ()),
    "votes_fixed_21": ("integer", False, ()),
    "min_marks": ("integer", 1, ()),
    "hours_from": ("hour", False, ()),
    "hours_to": ("hour", False, ()),
    "ballot_order": ("choice", "alphabetical", ("alphabetical", "lots")),
    "withdrawn_mark": ("choice", "ignore_mark", ("ignore_mark", "invalid_if_only")),
    # validity
    "turnout_kind": ("choice", "none", ("none", "percent", "headcount")),
    "turnout_value": ("decimal", False, ()),
    "turnout_operator": ("choice", "at_least", ("at_least", "more_than")),
    "turnout_base": ("choice", "issued", ("issued", "from_box", "valid_cards", "present")),
    "turnout_scope": ("choice", "whole_unit", ("whole_unit", "constituency")),
    "second_attempt": ("choice", "none", ("none", "same_day_after_minutes", "new_date")),
    "second_value": ("decimal", False, ()),
    "second_minutes": ("integer", False, ()),
    "turnout_fail_effect": ("choice", "no_council", ("no_council", "repeat_after_months", "council_decides")),
    "repeat_months": ("integer", False, ()),
    # result
    "majority": (
        "choice", "plurality",
        ("plurality", "absolute_of_valid", "for_against_simple", "for_against_absolute"),
    ),
    "min_votes": ("integer", 1, ()),
    "tie_rule": ("choice", "lots", ("lots", "precincts_then_lots", "runoff", "older", "list_order")),
    "result_by": ("choice", "city_commission", ("precinct_commission", "city_commission")),
    # protest
    "protest_days": ("integer", 0, ()),
    "protest_to": ("text", "", ()),
    "protest_from": ("choice", "announcement", ("election_day", "announcement")),
    "validity_declared_by": ("text", "", ()),
    # vacancy
    "vacancy_rule": ("choice", "leave", ("next_candidate", "by_election", "leave", "next_then_by_election")),
    "waiver_days": ("integer", 0, ()),
    "no_filling_last_months": ("integer", 0, ()),
    "dissolve_below": ("share", "", ()),
    # after
    "first_session_days": ("integer", 0, ()),
    "first_session_called_by": ("text", "", ()),
    "oath": ("text", "", ()),
    "board_elected_by": ("choice", "council", ("council", "meeting", "voters")),
    "board_size_min": ("integer", False, ()),
    "board_size_max": ("integer", False, ()),
    "board_from_council_only": ("flag", False, ()),
    "chair_first": ("flag", False, ()),
    "board_majority": ("choice", "for_against_simple", (
        "plurality", "absolute_of_valid", "for_against_simple", "for_against_absolute",
    )),
    "board_vote_secret": ("flag", True, ()),
}
DEFAULTS = {name: default for name, (_kind, default, _allowed) in PARAMS.items()}
FOR_AGAINST = ("for_against_simple", "for_against_absolute")


def field(argument, name, reader, value, *args, **options):
    """Read a part of a compound argument; the error names the argument and the part of it."""
    try:
        return reader(name, value, *args, **options)
    except LawError as error:
        raise LawError(argument, f"„{name}” – {error.sentence}") from error


def share(argument, value):
    """Return a share of the council (``"3/5"``, Fraction), a number of members (int), or an empty text."""
    if value is None or value is False or value == "":
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return inputs.integer(argument, value, 1, LARGE_COUNCIL)
    if isinstance(value, Fraction):
        return value
    above, slash, below = value.partition("/") if isinstance(value, str) else ("", "", "")
    if above.isascii() and above.isdigit() and not slash:
        return inputs.integer(argument, int(above[:9]), 1, LARGE_COUNCIL)
    whole = slash and all(part.isascii() and part.isdigit() and 0 < len(part) < 4 for part in (above, below))
    if whole and 0 < int(above) <= int(below):
        return Fraction(int(above), int(below))
    raise LawError(argument, "podaj ułamek, np. 3/5, albo liczbę członków.")


def _one(name, value):
    kind, default, allowed = PARAMS[name]
    if value is None or (value is False and kind != "flag"):
        return default
    if kind == "choice":
        return inputs.choice(name, value, allowed, default=default)
    if kind == "choices":
        return tuple(inputs.choice(name, one, allowed) for one in inputs.rows(name, value))
    if kind == "flag":
        return inputs.flag(name, value, default)
    if kind == "integer":
        return inputs.integer(name, value)
    if value == "":
        return default
    if kind == "hour":
        # an hour of the day is no money: a float says it as well
        value = str(round(value, 4)) if isinstance(value, float) else value
        return inputs.decimal(name, value, 0, 24)
    if kind == "decimal":
        return inputs.decimal(name, value, minimum=0)
    if kind == "day":
        return inputs.any_day(name, value, required=False) or False
    if kind == "share":
        return share(name, value)
    if not isinstance(value, str):
        raise LawError(name, "podaj tekst.")
    return value


class Read(dict):
    """Parameters that were read already: reading them again changes nothing."""


def read(params, argument="params"):
    """Return all parameters with their defaults, checked one by one.

    :param dict params: values by the names of ``PARAMS``; percentages as strings with a dot, days as strings
    :param str argument: the name that an error gives
    :return: dict with every name of ``PARAMS``
    :raise LawError: unknown name, value of a wrong kind or not allowed
    """
    if isinstance(params, Read):
        return params
    inputs.mapping(argument, params)
    unknown = sorted(set(params) - set(PARAMS))
    if unknown:
        raise LawError(argument, f"nieznany parametr ordynacji „{unknown[0]}”; popraw jego nazwę albo go usuń.")
    result = Read(DEFAULTS)
    for name, value in params.items():
        result[name] = field(argument, name, lambda name, value: _one(name, value), value)
    return result


def article(params):
    """Return what a step of reasoning cites: the ordinance's own legal basis, else the word for it."""
    return params["legal_basis"] or "ordynacja wyborcza"


def size_of(params, seats):
    """Return the size of the whole council that an election within ``seats`` belongs to (integer)."""
    return params["council_size"] or params["size_fixed"] or seats


def of_size(params, name, size):
    """Return a figure that the ordinance gives for councils of 15 and of 21, False where it gives none.

    :param str name: ``votes_fixed`` or ``min_composition``
    :param int size: size of the council; up to 15 takes the figure of 15
    """
    first, second = (15, 21) if size <= SMALL_COUNCIL else (21, 15)
    return params[f"{name}_{first}"] or (params[f"{name}_{second}"] if name == "votes_fixed" else False)


def max_marks(params, seats):
    """Return how many candidates a voter may mark at most.

    :param dict params: as :func:`read` gives
    :param int seats: seats of the constituency (of the council where there are none)
    :return: int
    :raise LawError: fixed number of votes, but none is given
    """
    mode, size = params["votes_mode"], size_of(params, seats)
    if mode == "one":
        return 1
    if mode == "seats":
        return seats
    if mode == "abs_majority_of_size":
        return size // 2 + 1
    fixed = of_size(params, "votes_fixed", size)
    if not fixed:
        raise LawError("params", (
            "przy „votes_mode” = fixed podaj liczbę głosów wyborcy: „votes_fixed_15” albo „votes_fixed_21”."
        ))
    return fixed


def minimum(params, seats):
    """Return the smallest number of members with which the council may start, 0 where the ordinance sets none."""
    return of_size(params, "min_composition", size_of(params, seats)) or 0


def plain(params):
    """Return parameters as plain values that a copy may keep as JSON."""
    return {
        name: list(value) if isinstance(value, tuple) else str(value) if isinstance(value, Fraction)
        else float(value) if PARAMS[name][0] == "hour" and value is not False else inputs.plain(value)
        for name, value in params.items()
    }
