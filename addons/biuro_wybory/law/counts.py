"""The numbers of a protocol: how they are read, and the arithmetic that must hold among them (B.5 step 1)."""

import re

from odoo.addons.biuro_kancelaria.law import inputs
from odoo.addons.biuro_kancelaria.law.base import LawError

from . import params as ordinance

NUMBERS = ("entitled", "issued", "from_box", "not_issued", "invalid", "present")
MORE = ("votes", "precincts", "attempt", "explanation", "draw", "ballot_numbers", "birth_dates", "unit")
MOST_CANDIDATES = 2000
_ORDER = {letter: place for place, letter in enumerate("aąbcćdeęfghijklłmnńoóprqsśtuvwxyzźż")}
_PARTS = re.compile(r"(\d+)")


def name_key(name):
    """Return the key that sorts names as a Polish list does: ł after l, number 2 before number 10."""
    return [
        (0, int(part), ()) if part.isascii() and part.isdigit() else (1, 0, tuple(
            _ORDER.get(letter, -1 if letter in " -" else 100 + ord(letter)) for letter in part.casefold()
        ))
        for part in _PARTS.split(name) if part
    ]


def _votes(value, ballots):
    """Return {candidate: votes} or {candidate: (for, against, abstain)}, all of one form."""
    result = {}
    for name, number in inputs.mapping("votes", value).items():
        name = inputs.text("votes", name)
        if isinstance(number, (list, tuple)):
            if len(number) != 3:
                raise LawError("votes", f"{name}: podaj trzy liczby: za, przeciw, wstrzymujące się.")
            result[name] = tuple(ordinance.field("votes", name, inputs.integer, part) for part in number)
        else:
            result[name] = ordinance.field("votes", name, inputs.integer, number)
    forms = {isinstance(number, tuple) for number in result.values()}
    if len(forms) > 1:
        raise LawError("votes", "dla jednych kandydatów podano liczbę, dla innych trzy liczby; ujednolić.")
    if forms and ballots is not None and forms != {ballots}:
        raise LawError("votes", (
            "przy głosowaniu „za / przeciw” podaj dla każdego kandydata trzy liczby." if ballots
            else "ordynacja nie zna głosów „przeciw”: podaj dla każdego kandydata jedną liczbę."
        ))
    return result


def _precincts(value, ballots):
    rows = []
    for place, row in enumerate(inputs.rows("precincts", value), 1):
        row = inputs.mapping("precincts", row)
        unknown = sorted(set(row) - {"name", "votes"})
        if unknown:
            raise LawError("precincts", f"nieznany klucz „{unknown[0]}”; dozwolone: name, votes.")
        name = str(row.get("name") or place)
        votes = ordinance.field("precincts", name, _of_precinct, row.get("votes"), ballots)
        rows.append({"name": name, "votes": votes})
    return rows


def _of_precinct(_name, value, ballots):
    return _votes(value, ballots)


def _read(counts, ballots):
    inputs.mapping("counts", counts)
    unknown = sorted(set(counts) - {*NUMBERS, *MORE})
    if unknown:
        raise LawError("counts", f"nieznany klucz „{unknown[0]}”; dozwolone: {', '.join((*NUMBERS, *MORE))}.")
    given = {}
    for name in NUMBERS:
        value = counts.get(name)
        given[name] = None if value is None or value is False else inputs.integer(name, value)
    if not counts.get("votes"):
        raise LawError("votes", "podaj głosy oddane na każdego kandydata.")
    given["votes"] = _votes(counts["votes"], ballots)
    if len(given["votes"]) > MOST_CANDIDATES:
        raise LawError("votes", f"kandydatów może być najwyżej {MOST_CANDIDATES}.")
    triples = any(isinstance(number, tuple) for number in given["votes"].values())
    given["precincts"] = _precincts(counts.get("precincts"), triples)
    given["attempt"] = inputs.integer("attempt", counts.get("attempt") or 1, 1, 2)
    given["explanation"] = inputs.text("explanation", counts.get("explanation"), required=False)
    given["draw"] = [inputs.text("draw", name) for name in inputs.rows("draw", counts.get("draw"))]
    given["ballot_numbers"] = {
        name: inputs.integer("ballot_numbers", number)
        for name, number in inputs.mapping("ballot_numbers", counts.get("ballot_numbers") or {}).items()
    }
    given["birth_dates"] = {
        name: inputs.any_day("birth_dates", value)
        for name, value in inputs.mapping("birth_dates", counts.get("birth_dates") or {}).items()
    }
    unit = counts.get("unit")
    given["unit"] = unit and {
        name: inputs.integer("unit", inputs.mapping("unit", unit).get(name)) for name in ("entitled", "cards")
    }
    return given


class Read(dict):
    """Counts that were read already."""


def read(counts, ballots=None):
    """Return the numbers of a protocol, checked one by one; what is missing follows from the others.

    :param dict counts: ``entitled`` (U), ``issued`` (I), ``from_box`` (B), ``not_issued`` (Bx: cards in the box that
        the commission has not issued), ``invalid`` (N), ``present`` (of a meeting), ``votes``; optional ``precincts``,
        ``attempt`` (2: second attempt), ``explanation`` (why more cards were in the box than issued), ``draw`` (the
        tied in the order drawn), ``ballot_numbers``, ``birth_dates``, ``unit`` {``entitled``, ``cards``} of the whole
        unit, where the condition of turnout concerns it
    :param ballots: True where votes are for / against / abstaining, False where not, None for either
    :return: dict of the same names
    :raise LawError: unknown key, negative or fractional number, forms of votes mixed; the argument is ``counts``
    """
    if isinstance(counts, Read):
        return counts
    try:
        given = Read(_read(counts, ballots))
    except LawError as error:
        raise LawError("counts", f"„{error.argument}” – {error.sentence}") from error
    given["given"] = {name for name in NUMBERS if given[name] is not None}
    for name in ("not_issued", "invalid"):
        given[name] = given[name] or 0
    if given["issued"] is None:
        known = [given[name] for name in ("present", "from_box") if given[name] is not None]
        if not known:
            raise LawError("counts", "„issued” – podaj liczbę kart wydanych.")
        given["issued"] = known[0]
    if given["from_box"] is None:
        given["from_box"] = given["issued"]
    if given["present"] is None:
        given["present"] = given["issued"]
    if given["entitled"] is None:
        given["entitled"] = 0
    return given


def of(votes):
    """Return the votes for a candidate, of either form of ballot (int)."""
    return votes[0] if isinstance(votes, tuple) else votes


def check(counts, marks, min_marks, lay=False):
    """Check the numbers of a protocol against each other.

    :param dict counts: as :func:`read` gives
    :param int marks: most candidates that a voter may mark
    :param int min_marks: fewest
    :param bool lay: a ballot of the council (A.7): nobody is “entitled”, ballots are issued to those present
    :return: dict ``errors``, ``warnings`` (lists of Polish sentences that name the line), ``valid_cards``,
        ``valid_votes`` (int), ``text`` (the sums that agree)
    """
    errors, warnings = [], []
    entitled, issued, box = counts["entitled"], counts["issued"], counts["from_box"]
    ceiling, whom = (counts["present"], "obecnych") if lay else (entitled, "uprawnionych")
    if ("present" if lay else "entitled") in counts["given"] and issued > ceiling:
        errors.append(f"Kart wydanych ({issued}) jest więcej niż {whom} ({ceiling}); popraw jedną z tych liczb.")
    if not lay and counts["given"] >= {"present", "issued"} and issued > counts["present"]:
        errors.append(f"Kart wydanych ({issued}) jest więcej niż obecnych ({counts['present']}).")
    if box > issued:
        text = f"Kart wyjętych z urny ({box}) jest więcej niż wydanych ({issued})"
        if counts["explanation"] and not lay:
            warnings.append(f"{text}; wyjaśnienie komisji: {counts['explanation']}.")
        else:
            errors.append(f"{text}; popraw liczby albo podaj wyjaśnienie komisji.")
    elif box < issued:
        warnings.append(
            f"Kart wyjętych z urny ({box}) jest mniej niż wydanych ({issued}): różnicę ({issued - box}) trzeba opisać "
            "w uwagach protokołu (kartę można wynieść z lokalu)."
        )
    cards = box - counts["not_issued"]
    valid = cards - counts["invalid"]
    if cards < 0:
        errors.append(f"Kart nieważnych ({counts['not_issued']}) jest więcej niż wyjętych z urny ({box}).")
    elif valid < 0:
        errors.append(f"Głosów nieważnych ({counts['invalid']}) jest więcej niż kart ważnych ({cards}).")
    if valid < 0:
        return {"errors": errors, "warnings": warnings, "valid_cards": cards, "valid_votes": valid, "text": ""}
    votes = counts["votes"]
    total = sum(map(of, votes.values()))
    if any(isinstance(number, tuple) for number in votes.values()):
        for name, number in votes.items():
            if sum(number) != valid:
                errors.append(
                    f"{name}: za {number[0]} + przeciw {number[1]} + wstrzymało się {number[2]} = {sum(number)}, "
                    f"a głosów ważnych jest {valid}."
                )
        text = f"Dla każdego kandydata za + przeciw + wstrzymujące się = {valid}."
    else:
        for name, number in votes.items():
            if number > valid:
                errors.append(f"{name}: głosów ({number}) jest więcej niż głosów ważnych ({valid}).")
        most, least = valid * marks, valid * min_marks
        if total > most:
            errors.append(
                f"Suma głosów na kandydatów ({total}) przekracza {valid} głosów ważnych × {marks} = {most}."
            )
        elif total < least:
            sentence = f"Suma głosów na kandydatów ({total}) jest mniejsza niż {valid} × {min_marks} = {least}."
            (warnings if lay else errors).append(sentence)
        text = f"Suma głosów na kandydatów {total}: nie więcej niż {valid} × {marks} = {most}, " + (
            f"nie mniej niż {valid} × {min_marks} = {least}." if total >= least else "każdy nie więcej niż ważnych."
        )
    errors.extend(_precinct_errors(counts))
    return {
        "errors": errors, "warnings": warnings, "valid_cards": cards, "valid_votes": valid,
        "text": f"Karty ważne: {box} − {counts['not_issued']} = {cards}; głosy ważne: {cards} − {counts['invalid']} = "
        f"{valid}. {text}",
    }


def _precinct_errors(counts):
    """Return what does not agree between the sums of precincts and the constituency."""
    precincts, votes, errors = counts["precincts"], counts["votes"], []
    if not precincts:
        return errors
    sums = dict.fromkeys(votes, 0)
    for precinct in precincts:
        for name, number in precinct["votes"].items():
            if name not in sums:
                errors.append(f"Obwód {precinct['name']}: kandydata „{name}” nie ma w okręgu.")
            elif isinstance(number, tuple):
                sums[name] = tuple(map(sum, zip(sums[name] or (0, 0, 0), number, strict=True)))
            else:
                sums[name] += number
    errors.extend(
        f"{name}: suma z obwodów ({of(sums[name])}) różni się od liczby w okręgu ({of(number)})."
        for name, number in votes.items() if sums[name] != number and (sums[name] or of(number) or any(number))
    )
    return errors
