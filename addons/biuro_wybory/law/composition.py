"""The whole election of a unit: constituencies put together, turnout, least composition, vacancies (B.5)."""

from datetime import date
from fractions import Fraction

from odoo.addons.biuro_kancelaria.law import terms
from odoo.addons.biuro_kancelaria.law.base import Reasons, day_text

from . import counts as protocol
from . import params as ordinance
from . import turnout as thresholds
from .council import EFFECTS, seats_text, uncontested
from .result import result

# the state of the whole is the first of these that one of the constituencies is in
_ORDER = ("error", "pending", "awaiting_draw", "next_round")


def _not_voted(params, row):
    """Return the outcome of a constituency without counts: seats filled without voting, or nobody elected."""
    names = sorted(row["candidates"], key=protocol.name_key)
    answer = uncontested(params, row["seats"], len(names), row.get("extended", True))
    empty = {
        "elected": [], "tied": [], "free_places": 0, "reserve": [], "errors": [], "warnings": [], "places": [],
        "turnout": False, "effect": False, "valid_votes": 0, "vacancies": row["seats"], "voted": False,
        "reasons": answer["reasons"],
    }
    if answer["step"] in ("elected_without_voting", "vacancies_stay") and names:
        return {
            **empty, "state": "elected_without_voting", "elected": names, "vacancies": answer["vacancies"],
            "places": [
                {"name": name, "votes": False, "place": 0, "seat": seat, "outcome": "elected",
                 "text": "Wybrany bez głosowania."} for seat, name in enumerate(names, 1)
            ],
        }
    if answer["step"] in ("vote", "extension"):
        return {**empty, "state": "pending", "vacancies": 0, "free_places": row["seats"]}
    return {**empty, "state": "not_held", "effect": answer["step"]}


def conclude(params, size, elected, states, by_election=False):
    """Say what the results of the constituencies mean for the election as a whole.

    :param dict params: parameters of the ordinance
    :param int size: size of the council (seats of the election of a board)
    :param int elected: persons elected in all constituencies, with and without voting
    :param states: states of the results of the constituencies (``elected_without_voting`` and ``not_held`` as well)
    :param bool by_election: only vacant seats are filled: the least composition is not asked again
    :return: dict ``state``: ``error``, ``pending``, ``awaiting_draw``, ``next_round``, ``turnout_failed`` (nowhere was
        anybody elected), ``not_constituted`` (nobody, or fewer than the least composition) or ``elected``; ``effect``
        (what follows when no council is formed, else False), ``reasons``
    """
    params = ordinance.read(params)
    source, reasons, states = ordinance.article(params), Reasons(), set(states)

    def answer(state, effect=False):
        return {"state": state, "effect": effect, "reasons": reasons.as_list()}

    for state in _ORDER:
        if state in states:
            return answer(state)
    if "turnout_failed" in states and not elected:
        return answer("turnout_failed", params["turnout_fail_effect"])
    if by_election or params["elected_body"] != "council":
        return answer("not_constituted" if "not_held" in states and not elected else "elected")
    effect, least = params["too_few_effect"], ordinance.minimum(params, size)
    if not elected:
        reasons.add("minimum", source, f"Nikogo nie wybrano: {EFFECTS[effect]}.")
        return answer("not_constituted", effect)
    if effect != "vacancies_stay" and elected < least:
        reasons.add("minimum", source, (
            f"Wybrano {elected} z {size}; rada może rozpocząć pracę w składzie co najmniej {least}: {EFFECTS[effect]}."
        ))
        return answer("not_constituted", effect)
    if least:
        reasons.add("minimum", source, f"Wybrano {elected} z {size}, najmniejszy skład {least}: jest.")
    return answer("elected")


def election(params, constituencies, by_election=False):
    """State the result of the election of a unit from all its constituencies.

    :param dict params: parameters of the ordinance
    :param constituencies: list of dicts ``name``, ``seats``, ``candidates`` (names still standing), ``counts`` (as
        :func:`counts.read` takes; False where there was no voting, or not yet), ``entitled`` (where there are no
        counts), ``extended`` (the additional period of nomination is over, default True); a unit without
        constituencies has one row
    :param bool by_election: only vacant seats are filled: the least composition is not asked again
    :return: dict ``state``: ``error``, ``pending`` (counts are missing), ``awaiting_draw``, ``next_round``,
        ``turnout_failed``, ``not_constituted`` (fewer than the least composition) or ``elected``; ``effect`` (what
        follows when no council is formed, else False), ``size``, ``elected`` (list of ``name``, ``constituency``,
        ``without_voting``), ``vacancies``, ``turnout`` (where there was voting) and ``turnout_all`` (of all entitled)
        as text or False, ``errors``, ``warnings``, ``constituencies`` (the results in the order given, each with
        ``name``, ``seats``, ``voted``), ``reasons``
    :raise LawError: as :func:`result.result`
    """
    params = ordinance.read(params)
    source, reasons = ordinance.article(params), Reasons()
    size = sum(row["seats"] for row in constituencies)
    # a by-election fills a part of the council: its size is the ordinance's, not the sum of the seats
    params = ordinance.Read({**params, "council_size": params["council_size"] or params["size_fixed"] or size})
    rows = [dict(row) for row in constituencies]
    for row in rows:
        row["read"] = row["counts"] and protocol.read(row["counts"], params["majority"] in ordinance.FOR_AGAINST)
    cards = sum(thresholds.cards_of(params, row["read"]) for row in rows if row["read"])
    voting = sum(row["read"]["entitled"] for row in rows if row["read"])
    everybody = voting + sum(row.get("entitled") or 0 for row in rows if not row["read"])
    whole = params["turnout_scope"] == "whole_unit" and any(row["read"] for row in rows)
    decision = None
    if whole:
        # seats filled without voting leave their voters in, unless the ordinance says otherwise
        base = voting if params["exclude_uncontested_from_turnout"] else everybody
        attempt = max(row["read"]["attempt"] for row in rows if row["read"])
        if not any(_arithmetic_errors(params, row) for row in rows if row["read"]):
            decision = thresholds.decide(params, cards, base, attempt)
            reasons.extend(decision["reasons"])
    results = []
    for row in rows:
        if row["read"]:
            # the unit's steps are told once, above
            given = decision and {**decision, "reasons": []}
            answer = {**result(params, row["seats"], row["read"], given), "voted": True}
        else:
            answer = _not_voted(params, row)
        results.append({"name": row["name"], "seats": row["seats"], **answer})
    elected = [
        {"name": name, "constituency": answer["name"], "without_voting": not answer["voted"]}
        for answer in results for name in answer["elected"]
    ]
    states = {answer["state"] for answer in results}
    whole_failed = decision and not decision["passed"]
    end = conclude(params, size, 0 if whole_failed else len(elected), states, by_election)
    state, effect = end["state"], end["effect"]
    reasons.extend(end["reasons"])
    if state == "turnout_failed" or (state == "not_constituted" and not elected):
        # what follows is what the constituency, or the whole unit, was told
        effect = decision["effect"] if whole_failed else next(
            (answer["effect"] for answer in results if answer["effect"]), effect)
    failed = state in ("turnout_failed", "not_constituted")
    free = sum(answer["free_places"] for answer in results)
    vacancies = size if failed else sum(answer["vacancies"] for answer in results)
    if failed:
        elected = []
    reasons.add("composition", source, (
        f"Razem {seats_text(size)}: obsadzono {len(elected)}, do rozstrzygnięcia {0 if failed else free}, "
        f"nieobsadzonych {vacancies}."
    ))
    return {
        "state": state, "effect": effect if failed else False, "size": size, "elected": elected, "vacancies": vacancies,
        "turnout": thresholds.display(cards, voting), "turnout_all": thresholds.display(cards, everybody),
        "errors": [f"{answer['name']}: {text}" for answer in results for text in answer["errors"]],
        "warnings": [f"{answer['name']}: {text}" for answer in results for text in answer["warnings"]],
        "constituencies": results, "reasons": reasons.as_list(),
    }


def _arithmetic_errors(params, row):
    marks = ordinance.max_marks(params, row["seats"])
    return protocol.check(row["read"], marks, params["min_marks"])["errors"]


def _reserve_key(row):
    return -row["votes"], row.get("drawn") or 0, protocol.name_key(row["name"])


def fill_vacancy(params, reserve, day=None, term_end=None):
    """Say who takes a vacant seat, or what is done with it (B.10 of the examples).

    :param dict params: parameters of the ordinance
    :param reserve: candidates without a seat: list of dicts ``name``, ``votes``, ``eligible`` (still), ``waived``,
        ``drawn`` (place in a recorded draw among equals, 0 or missing for none)
    :param date day: day of the vacancy
    :param date term_end: last day of the term, with which the last months without filling are counted
    :return: dict ``step`` (``next_candidate``, ``awaiting_draw``, ``by_election`` or ``leave``), ``candidate`` (name or
        False), ``tied`` (names), ``waiver_days`` (int), ``skipped`` (list of ``name``, ``why``), ``reasons``
    """
    params = ordinance.read(params)
    source, reasons, rule = ordinance.article(params), Reasons(), params["vacancy_rule"]
    answer = {"step": "leave", "candidate": False, "tied": [], "waiver_days": params["waiver_days"], "skipped": []}
    months = params["no_filling_last_months"]
    if months and isinstance(day, date) and term_end:
        last = terms.add_months(term_end, -months)
        if day > last:
            reasons.add("last_months", source, (
                f"Kadencja trwa do {day_text(term_end)}; po {day_text(last)} wolnych miejsc się nie obsadza."
            ))
            return {**answer, "reasons": reasons.as_list()}
    if rule in ("next_candidate", "next_then_by_election"):
        standing = []
        for row in sorted(reserve, key=_reserve_key):
            why = "utracił prawo wybieralności" if not row.get("eligible", True) else (
                "zrzekł się pierwszeństwa" if row.get("waived") else "")
            if why:
                answer["skipped"].append({"name": row["name"], "why": why})
                reasons.add("skipped", source, f"{row['name']} ({row['votes']}): {why}.")
            else:
                standing.append(row)
        if standing:
            first = standing[0]
            equal = [row for row in standing if row["votes"] == first["votes"]]
            if len(equal) > 1 and not all(row.get("drawn") for row in equal):
                names = [row["name"] for row in equal]
                reasons.add("tie", source, f"Po {first['votes']} głosów mają {', '.join(names)}: losowanie komisji.")
                return {**answer, "step": "awaiting_draw", "tied": names, "reasons": reasons.as_list()}
            reasons.add("next_candidate", source, (
                f"Najwięcej głosów spośród uprawnionych bez mandatu ma {first['name']} ({first['votes']})"
                + (f"; może ustąpić w ciągu {params['waiver_days']} dni." if params["waiver_days"] else ".")
            ))
            return {**answer, "step": "next_candidate", "candidate": first["name"], "reasons": reasons.as_list()}
        reasons.add("nobody", source, "Nie ma kandydata, który mógłby wstąpić na wolne miejsce.")
    if rule in ("by_election", "next_then_by_election"):
        reasons.add("by_election", source, "Wolne miejsce obsadza się w wyborach uzupełniających.")
        return {**answer, "step": "by_election", "reasons": reasons.as_list()}
    reasons.add("leave", source, "Miejsce pozostaje nieobsadzone do końca kadencji.")
    return {**answer, "reasons": reasons.as_list()}


def dissolution(params, size, in_office):
    """Say whether the council has shrunk so far that it is dissolved.

    :param dict params: parameters of the ordinance (``dissolve_below``: least share or number in office)
    :param int size: statutory number
    :param int in_office: members in office
    :return: dict ``dissolved``, ``least`` (int, 0 where the ordinance sets none), ``reasons``
    """
    params = ordinance.read(params)
    bound, source, reasons = params["dissolve_below"], ordinance.article(params), Reasons()
    if not bound:
        reasons.add("dissolution", source, "Ordynacja nie rozwiązuje rady z powodu zmniejszenia składu.")
        return {"dissolved": False, "least": 0, "reasons": reasons.as_list()}
    exact = bound * size if isinstance(bound, Fraction) else Fraction(bound)
    least = -(-exact.numerator // exact.denominator)
    dissolved = in_office < exact
    reasons.add("dissolution", source, (
        f"W radzie jest {in_office} z {size}; najmniej {thresholds.exactly(bound)}"
        + (f" × {size}, czyli {least}" if isinstance(bound, Fraction) else "")
        + f": {'rada ulega rozwiązaniu' if dissolved else 'rada działa dalej'}."
    ))
    return {"dissolved": dissolved, "least": least, "reasons": reasons.as_list()}
