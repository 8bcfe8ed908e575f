"""Result of an election in a constituency: arithmetic, turnout, ranking, ties, seats (B.5), each step told.

The steps in ``reasons`` and the row of each candidate in ``places`` are meant for a protester with a pencil: they hold
every number that the result depends on. A tie at the last seat is never broken by the program.
"""

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, plural

from . import counts as protocol
from . import params as ordinance
from . import seated as second
from . import turnout as thresholds
from .council import seats_text
from .counts import of

EMPTY = {
    "elected": (), "tied": (), "free_places": 0, "vacancies": 0, "reserve": (), "errors": (), "warnings": (),
    "effect": False,
}
MAJORITIES = {
    "plurality": "wybrani są kandydaci z największą liczbą głosów",
    "absolute_of_valid": "trzeba więcej niż połowy głosów ważnych",
    "for_against_simple": "głosów „za” musi być więcej niż „przeciw”",
    "for_against_absolute": "głosów „za” musi być więcej niż „przeciw” i wstrzymujących się razem",
}
TIE_RULES = {
    "lots": "rozstrzyga losowanie",
    "precincts_then_lots": "rozstrzyga liczba obwodów, w których kandydat miał więcej głosów, potem losowanie",
    "runoff": "przeprowadza się ponowne głosowanie",
    "older": "wybrany jest starszy",
    "list_order": "rozstrzyga kolejność na liście",
    "none_elected": "nikt z nich nie jest wybrany",
}


def votes_text(count):
    return f"{count} {plural(count, 'głos', 'głosy', 'głosów')}"


def _named(names, votes):
    return ", ".join(f"{name} {of(votes[name])}" for name in names)


def order(counts):
    """Return the names of the candidates by votes, most first; equal ones by ballot number, else by alphabet."""
    numbers, votes = counts["ballot_numbers"], counts["votes"]
    last = len(votes) + max(numbers.values(), default=0)
    by_list = sorted(votes, key=lambda name: (numbers.get(name, last), protocol.name_key(name)))
    return sorted(by_list, key=lambda name: -of(votes[name]))


def reaches(majority, number, valid):
    """Say whether a candidate has the majority that the rules want."""
    if majority == "absolute_of_valid":
        return 2 * of(number) > valid
    if majority == "for_against_simple":
        return number[0] > number[1]
    if majority == "for_against_absolute":
        return number[0] > number[1] + number[2]
    return True


def _majority_text(name, number, valid, majority, reached):
    verdict = "jest większość" if reached else "nie ma większości"
    if majority == "absolute_of_valid":
        return f"{name}: {of(number)}, potrzeba co najmniej {valid // 2 + 1} z {valid}: {verdict}"
    rest = number[1] + (number[2] if majority == "for_against_absolute" else 0)
    against = "przeciw" if majority == "for_against_simple" else "przeciw i wstrzymało się"
    return f"{name}: za {number[0]}, {against} {rest}: {verdict}"


def precincts_won(tied, precincts):
    """Return {name: precincts in which the candidate had strictly the most votes among the tied}.

    :param tied: names
    :param precincts: list of dicts ``name``, ``votes``
    """
    won = dict.fromkeys(tied, 0)
    for precinct in precincts:
        votes = {name: of(precinct["votes"].get(name, 0)) for name in tied}
        most = max(votes.values())
        best = [name for name, number in votes.items() if number == most]
        if len(best) == 1:
            won[best[0]] += 1
    return won


class _Tie:
    """Candidates with equal votes for fewer places; ``settle`` applies the rule and tells each step."""

    def __init__(self, tied, places, counts, reasons, article):
        self.tied, self.places, self.counts = list(tied), places, counts
        self.reasons, self.article = reasons, article

    def settle(self, rule):
        """Return (elected, still tied, places left for these, state or False)."""
        self.reasons.add("tie", self.article, (
            f"Równa liczba głosów przy ostatnim miejscu: {', '.join(self.tied)}; miejsc wolnych {self.places}: "
            f"{TIE_RULES[rule]}."
        ))
        if rule == "runoff":
            return [], self.tied, self.places, "next_round"
        if rule == "none_elected":
            return [], [], 0, False
        if rule == "precincts_then_lots":
            return self._by_precincts()
        if rule == "older":
            return self._by_age()
        if rule == "list_order":
            return self._by_list()
        return self._by_lots([], self.tied, self.places)

    def _split(self, weight, told):
        """Divide the tied by a weight, greatest first; equal ones at the cut are left to lots."""
        ranked = sorted(self.tied, key=lambda name: weight[name], reverse=True)
        cut = weight[ranked[self.places - 1]]
        chosen = [name for name in ranked if weight[name] > cut]
        equal = [name for name in ranked if weight[name] == cut]
        self.reasons.add("tie_rule", self.article, told)
        left = self.places - len(chosen)
        if len(equal) == left:
            return chosen + equal, [], 0, False
        return self._by_lots(chosen, equal, left)

    def _by_precincts(self):
        precincts = self.counts["precincts"]
        if not precincts:
            self.reasons.add("tie_rule", self.article, "Nie podano głosów w obwodach: pozostaje losowanie.")
            return self._by_lots([], self.tied, self.places)
        won = precincts_won(self.tied, precincts)
        per_precinct = "; ".join(
            f"{precinct['name']}: " + ", ".join(f"{name} {of(precinct['votes'].get(name, 0))}" for name in self.tied)
            for precinct in precincts
        )
        return self._split(won, (
            f"Głosy w obwodach – {per_precinct}. Obwody wygrane: "
            + ", ".join(f"{name} {won[name]}" for name in self.tied) + "."
        ))

    def _by_age(self):
        born = self.counts["birth_dates"]
        missing = [name for name in self.tied if name not in born]
        if missing:
            raise LawError("counts", f"równość głosów rozstrzyga wiek: podaj „birth_dates” kandydata {missing[0]}.")
        # days of birth are not told: who reads the result may not know them
        days = {}
        for name in self.tied:
            days.setdefault(born[name], []).append(name)
        return self._split({name: -born[name].toordinal() for name in self.tied}, (
            "Od najstarszego (według dat urodzenia w zgłoszeniach): "
            + ", ".join(" i ".join(names) for _day, names in sorted(days.items())) + "."
        ))

    def _by_list(self):
        numbers = self.counts["ballot_numbers"]
        places = numbers if set(self.tied) <= set(numbers) else {
            name: place for place, name in enumerate(self.counts["votes"], 1)
        }
        return self._split({name: -places[name] for name in self.tied}, (
            "Numery na liście: " + ", ".join(f"{name} {places[name]}" for name in self.tied) + "."
        ))

    def _by_lots(self, chosen, equal, places):
        draw = self.counts["draw"]
        if not draw:
            self.reasons.add("awaiting_draw", self.article, (
                f"Losowanie przeprowadza komisja, z protokołem: o {places} z miejsc losują {', '.join(equal)}. "
                "Program nie losuje."
            ))
            return chosen, equal, places, "awaiting_draw"
        if sorted(draw) != sorted(equal):
            raise LawError("counts", (
                f"„draw” – podaj w kolejności wylosowania dokładnie tych, którzy losują: {', '.join(equal)}."
            ))
        self.reasons.add("draw", self.article, (
            f"Protokół losowania, w kolejności wylosowania: {', '.join(draw)}; miejsc {places}: "
            f"{', '.join(draw[:places])}."
        ))
        return chosen + draw[:places], [], 0, False


def _state(state, shown, reasons, **values):
    answer = {**EMPTY, **values, "state": state, "turnout": shown}
    answer = {name: list(value) if isinstance(value, tuple) else value for name, value in answer.items()}
    answer.setdefault("places", [])
    answer.setdefault("valid_votes", 0)
    answer["reasons"] = reasons.as_list()
    return answer


def _unit_turnout(params, counts, warnings):
    """Return (cards, entitled) that the condition of turnout is judged by."""
    if counts["unit"]:
        return counts["unit"]["cards"], counts["unit"]["entitled"]
    if params["turnout_kind"] != "none" and params["turnout_scope"] == "whole_unit" \
            and params["use_constituencies"] != "none":
        warnings.append(
            "Warunek frekwencji dotyczy całej jednostki, a podano liczby jednego okręgu: podaj „unit” albo sprawdź "
            "próg dla sumy okręgów."
        )
    return thresholds.cards_of(params, counts), counts["entitled"]


def result(params, seats, counts, turnout=None, seated=()):
    """State the result of an election in one constituency (or unit without constituencies).

    :param dict params: parameters of the ordinance
    :param int seats: seats to fill
    :param dict counts: see :func:`counts.read`
    :param dict turnout: decision on the turnout of the whole unit, as :func:`turnout.decide` gives; None: by the counts
    :param seated: names of those elected to another seat of the same body (chair): they take no second one
    :return: dict ``state`` (``elected``, ``awaiting_draw``, ``next_round``, ``turnout_failed``, ``error``), ``turnout``
        (per cent with two decimals as text, or False), ``elected``, ``tied``, ``reserve`` (names in order),
        ``free_places`` (places that the tied compete for), ``vacancies``, ``errors``, ``warnings`` (Polish sentences),
        ``effect`` (what follows a failed turnout), ``valid_votes``, ``places`` (for each candidate ``name``, ``votes``,
        ``place``, ``outcome``, ``text``), ``reasons``. Elected, free places and vacancies add up to the seats.
    :raise LawError: impossible or contradictory input; figures that a protocol may hold give the state ``error``
    """
    params = ordinance.read(params)
    if seats < 1:
        raise LawError("seats", "liczba mandatów musi być dodatnia.")
    majority, source, reasons = params["majority"], ordinance.article(params), Reasons()
    counts = protocol.read(counts, majority in ordinance.FOR_AGAINST)
    marks = ordinance.max_marks(params, seats)
    checked = protocol.check(counts, marks, params["min_marks"])
    errors, warnings = checked["errors"], checked["warnings"]
    shown = thresholds.display(thresholds.cards_of(params, counts), counts["entitled"]) if not errors else False
    for sentence in errors:
        reasons.add("arithmetic", source, sentence)
    if errors:
        return _state("error", shown, reasons, errors=errors, warnings=warnings)
    reasons.add("arithmetic", source, checked["text"])
    if turnout is None:
        cards, entitled = _unit_turnout(params, counts, warnings)
        turnout = thresholds.decide(params, cards, entitled, counts["attempt"])
    for sentence in warnings:
        reasons.add("warning", "", sentence)
    reasons.extend(turnout["reasons"])
    if not turnout["passed"]:
        return _state(
            "turnout_failed", shown, reasons, vacancies=seats, warnings=warnings, effect=turnout["effect"],
            valid_votes=checked["valid_votes"],
        )
    answer = divide(
        seats, counts, checked["valid_votes"], majority, params["min_votes"], params["tie_rule"], reasons, source,
        second.Seated(seated, params["vacancy_rule"]),
    )
    return _state(answer.pop("state"), shown, reasons, warnings=warnings, **answer)


def divide(seats, counts, valid, majority, min_votes, tie_rule, reasons, article, seated=second.NOBODY):
    """Rank the candidates and give the seats (B.5 steps 3 and 4), telling each step.

    :return: dict ``state``, ``elected``, ``tied``, ``free_places``, ``vacancies``, ``reserve``, ``places``,
        ``valid_votes``
    """
    votes, ranked = counts["votes"], order(counts)
    reasons.add("ranking", article, (
        f"Kandydaci według liczby głosów: {_named(ranked, votes)}. Do obsadzenia {seats_text(seats)}; "
        f"{MAJORITIES[majority]}."
    ))
    failed, standing = {}, []
    for name in ranked:
        number = votes[name]
        if of(number) < min_votes:
            failed[name] = f"{name}: {votes_text(of(number))}, najmniej potrzeba {min_votes}"
        elif majority != "plurality":
            reached = reaches(majority, number, valid)
            text = _majority_text(name, number, valid, majority, reached)
            reasons.add(majority, article, f"{text}.")
            if reached:
                standing.append(name)
            else:
                failed[name] = text
        else:
            standing.append(name)
    if any(of(votes[name]) < min_votes for name in failed):
        below = [name for name in failed if of(votes[name]) < min_votes]
        reasons.add("min_votes", article, f"Mniej głosów niż {min_votes}, bez prawa do mandatu: {', '.join(below)}.")
    state, tied, free, cut = "elected", [], 0, None
    standing, room = seated.leave(standing, votes, seats, reasons, article)
    if len(standing) <= room:
        elected = list(standing)
    elif not room:
        elected = []
    else:
        cut = of(votes[standing[room - 1]])
        elected = [name for name in standing if of(votes[name]) > cut]
        equal = [name for name in standing if of(votes[name]) == cut]
        reasons.add("cut", article, (
            f"Kandydat na {room}. miejscu ma {votes_text(cut)}. Więcej: {', '.join(elected) or 'nikt'}"
            f"{' – wybrani' if elected else ''}. Tyle samo: {', '.join(equal)}; wolnych miejsc: {room - len(elected)}."
        ))
        if len(equal) == room - len(elected):
            elected += equal
        else:
            chosen, tied, free, waiting = _Tie(
                equal, room - len(elected), counts, reasons, article).settle(tie_rule)
            elected += chosen
            state = waiting or state
    if counts["draw"] and not any(step["rule"] == "draw" for step in reasons.as_list()):
        raise LawError("counts", "„draw” – nie ma równości głosów, którą rozstrzyga się losowaniem; usuń losowanie.")
    if state == "elected" and majority == "absolute_of_valid" and tie_rule == "runoff" and len(elected) < room:
        left = {name: text for name, text in failed.items() if name not in seated.names}
        state, tied, free = _second_round(ranked, elected, left, votes, room, min_votes, reasons, article)
    vacancies = seats - len(elected) - free
    if vacancies:
        reasons.add("vacancies", article, f"Nieobsadzone pozostają {seats_text(vacancies)}.")
    failed |= seated.texts(ranked)
    taken = {*elected, *tied, *failed}
    # who lost a draw follows in the order drawn
    drawn = {name: place for place, name in enumerate(counts["draw"])}
    reserve = sorted(
        (name for name in ranked if name not in taken), key=lambda name: (-of(votes[name]), drawn.get(name, 0)))
    if reserve:
        reasons.add("reserve", article, f"Kolejni bez mandatu, według liczby głosów: {_named(reserve, votes)}.")
    reasons.add("elected", article, f"Wybrani: {', '.join(elected) or 'nikt'}.")
    return {
        "state": state, "elected": elected, "tied": tied, "free_places": free, "vacancies": vacancies,
        "reserve": reserve, "valid_votes": valid,
        "places": _places(ranked, votes, elected, tied, failed, cut, seats, tie_rule),
    }


def _second_round(ranked, elected, failed, votes, seats, min_votes, reasons, article):
    """Return (state, names, places) of a second round among the best of those without the majority."""
    places = seats - len(elected)
    left = [name for name in ranked if name in failed and of(votes[name]) >= min_votes]
    if len(left) <= places:
        return "elected", [], 0
    least = of(votes[left[places]])
    names = [name for name in left if of(votes[name]) >= least]
    reasons.add("runoff", article, (
        f"Wymaganej większości brak dla {seats_text(places)}: ponowne głosowanie między kandydatami z największą "
        f"liczbą głosów: {_named(names, votes)}."
    ))
    return "next_round", names, places


def _places(ranked, votes, elected, tied, failed, cut, seats, tie_rule):
    """Return for each candidate, in order of votes, the place and a sentence why the seat is or is not theirs."""
    rows, won = [], {name: number for number, name in enumerate(elected, 1)}
    counted = {}
    for name in ranked:
        number = of(votes[name])
        counted.setdefault(number, len(rows) + 1)
        place = counted[number]
        if name in won:
            outcome, why = "elected", "wybrany"
            if cut is None:
                why += f": osób z prawem do mandatu ({len(elected)}) nie jest więcej niż mandatów ({seats})"
            elif number > cut:
                why += f": więcej niż {votes_text(cut)} na granicy mandatu"
            else:
                why += ": na granicy mandatu, wystarczyło miejsc albo rozstrzygnęła reguła równości głosów"
        elif name in tied:
            outcome, why = "tied", f"miejsce nierozstrzygnięte: {TIE_RULES[tie_rule]}"
        elif name in failed:
            outcome, why = "failed", failed[name].partition(": ")[2]
        else:
            outcome = "not_elected"
            why = "bez mandatu: " + (
                f"mniej niż {votes_text(cut)} na granicy mandatu" if cut is not None and number < cut
                else "przegrana przy równej liczbie głosów"
            )
        rows.append({
            "name": name, "votes": list(votes[name]) if isinstance(votes[name], tuple) else number, "place": place,
            "seat": won.get(name, 0), "outcome": outcome, "text": f"{votes_text(number)}, miejsce {place}.: {why}.",
        })
    return rows
