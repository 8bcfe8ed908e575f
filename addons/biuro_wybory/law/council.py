"""Size of a neighbourhood council and seats filled without voting."""

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, plural

from . import params as ordinance

SIZE_ARTICLE = "u.s.g. art. 37 ust. 1 w zw. z art. 17 ust. 1"
EFFECTS = {
    "vacancies_stay": "miejsca pozostają nieobsadzone",
    "no_council": "rady się nie wybiera",
    "council_decides": "o dalszym toku rozstrzyga Rada Miasta",
    "abolish_bodies": "organy jednostki rozwiązuje się",
}


def seats_text(count):
    """Return a number of seats as Polish prose."""
    return f"{count} {plural(count, 'mandat', 'mandaty', 'mandatów')}"


def council_size(population, rule="by_population"):
    """Return the number of members of the council of a neighbourhood.

    :param int population: inhabitants, at least 1
    :param rule: ``by_population`` (15 up to 20 000 inhabitants, 21 above) or the fixed number of the statute (int)
    :return: dict ``size``, ``reasons``
    :raise LawError: no inhabitants, more than 21
    """
    if population < 1:
        raise LawError("population", "liczba mieszkańców musi być dodatnia.")
    if rule == "by_population":
        small = population <= ordinance.BY_POPULATION_LIMIT
        size = ordinance.SMALL_COUNCIL if small else ordinance.LARGE_COUNCIL
        text = (
            f"Mieszkańców {population}, {'nie więcej' if small else 'więcej'} niż 20 000: rada liczy {size} osób "
            "(nigdy więcej niż 21)."
        )
    else:
        if isinstance(rule, bool) or not isinstance(rule, int) or not 1 <= rule <= ordinance.LARGE_COUNCIL:
            raise LawError("rule", (
                "podaj by_population albo stałą liczbę członków ze statutu, od 1 do 21: rada jednostki nie może "
                "liczyć więcej niż 21 osób."
            ))
        size = rule
        text = f"Statut ustala stałą liczbę członków: {size}, nie więcej niż 21."
    return {"size": size, "reasons": Reasons().add("council_size", SIZE_ARTICLE, text).as_list()}


def check_seats(size, seats):
    """Check that the seats of the constituencies make up the council (X05).

    :param int size: size of the council
    :param seats: list of the seats of each constituency
    :return: dict ``ok``, ``sum``, ``reasons``
    """
    total = sum(seats)
    text = f"Mandaty okręgów: {' + '.join(map(str, seats)) or '0'} = {total}; rada liczy {size}: "
    text += "zgadza się." if total == size else "NIE ZGADZA SIĘ, popraw podział na okręgi."
    return {"ok": total == size, "sum": total, "reasons": Reasons().add("seats_sum", "", text).as_list()}


def _wants_extension(rule, seats, candidates, minimum):
    if rule == "lt_minimum" and not minimum:
        raise LawError("params", (
            "przedłużenie zgłoszeń poniżej minimum („lt_minimum”) wymaga minimalnego składu rady: podaj "
            "„min_composition_15” albo „min_composition_21”."
        ))
    return {
        "none": False, "le_seats": candidates <= seats, "lt_seats": candidates < seats,
        "lt_minimum": candidates < minimum,
    }[rule]


def uncontested(params, seats, candidates, extended=False):
    """Say what follows from the number of candidates when nominations close (B.5 step 0).

    :param dict params: parameters of the ordinance
    :param int seats: seats of the constituency, or of the council where there are no constituencies
    :param int candidates: registered candidates still standing there
    :param bool extended: the additional period of nomination is over
    :return: dict ``step`` (``vote``, ``extension``, ``elected_without_voting`` or the ``too_few_effect``),
        ``vacancies`` (int: seats that stay empty; before the end of the extension: seats without a candidate),
        ``reasons``. With ``vacancies_stay`` those who stand are elected without voting, the other seats stay empty
    :raise LawError: bad or contradictory parameters, no seats
    """
    params = ordinance.read(params)
    if seats < 1:
        raise LawError("seats", "liczba mandatów musi być dodatnia.")
    source, reasons = ordinance.article(params), Reasons()
    # the least composition concerns the council as a whole: with constituencies it is known only when they are added up
    whole = params["use_constituencies"] == "none"
    least = ordinance.minimum(params, seats) if whole else 0
    known = f"Kandydatów {candidates}, do obsadzenia {seats_text(seats)}"
    free = max(0, seats - candidates)

    def answer(step, vacancies, rule, text):
        reasons.add(rule, source, text)
        return {"step": step, "vacancies": vacancies, "reasons": reasons.as_list()}

    def too_few(rule, text):
        # where only the missing seats stay empty, those who stand take the others
        taken = effect == "vacancies_stay" and candidates
        more = f", wybrani bez głosowania są wszyscy, którzy kandydują ({candidates})" if taken else ""
        return answer(effect, free if taken else seats, rule, f"{text}; skutek: {EFFECTS[effect]}{more}.")

    asked, effect = params["extension_if"], params["too_few_effect"]
    if not extended and _wants_extension(asked, seats, candidates, ordinance.minimum(params, seats)):
        return answer("extension", free, "extension", (
            f"{known}: ordynacja przedłuża zgłoszenia o {params['extension_days']} "
            f"{plural(params['extension_days'], 'dzień', 'dni', 'dni')}."
        ))
    if extended and asked != "none":
        reasons.add("extended", source, "Dodatkowy termin zgłoszeń już wykorzystano.")
    rule = params["uncontested_rule"]
    if candidates > seats:
        return answer("vote", 0, "contested", f"{known}: kandydatów jest więcej, głosuje się.")
    if rule == "vote_anyway" and candidates:
        return answer("vote", free, "vote_anyway", (
            f"{known}: ordynacja każe głosować także wtedy, gdy kandydatów nie jest więcej niż mandatów."
        ))
    if rule == "elect_all" or (rule == "elect_if_equal" and candidates == seats):
        if candidates < least:
            return too_few("minimum", f"{known}; najmniejszy skład rady to {least}")
        return answer("elected_without_voting", free, rule, (
            f"{known}: wszyscy zostają wybrani bez głosowania"
            + (f", wolne pozostają {seats_text(free)}." if free else ".")
        ))
    why = {
        "elect_if_equal": "bez głosowania wybiera się tylko, gdy kandydatów jest tylu, ile mandatów",
        "require_more": "kandydatów musi być więcej niż mandatów, głosowania się nie przeprowadza",
        "vote_anyway": "nie ma na kogo głosować",
    }[rule]
    return too_few(rule, f"{known}: {why}")
