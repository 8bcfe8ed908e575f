"""Quorum and majorities (ustawa o samorządzie gminnym, u.s.g.), in whole numbers only: never per cent, never floats.

``statutory`` is the statutory number of councillors (ustawowy skład rady, art. 17): it does not fall with vacancies.
"""

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, plural

# key: (Polish name, article)
KINDS = {
    "simple": ("zwykła większość głosów", "u.s.g. art. 14 ust. 1"),
    "absolute": ("bezwzględna większość głosów", "TK W 18/94"),
    "absolute_statutory": ("bezwzględna większość głosów ustawowego składu rady", "TK W 18/94"),
    "three_fifths_statutory": ("większość 3/5 głosów ustawowego składu rady", "u.s.g. art. 28b"),
    "two_thirds_statutory": ("większość 2/3 głosów ustawowego składu rady", "przepis, który jej wymaga"),
    "two_thirds_votes": ("większość 2/3 głosów", "przepis, który jej wymaga"),
}
SUBJECTS = ("confidence", "discharge")
MOTIONS = ("grant", "refuse")


def _ceil(value, divisor):
    return -(-value // divisor)


def seats(population):
    """Return the statutory number of councillors of a gmina (u.s.g. art. 17).

    :param int population: inhabitants, at least 1
    :return: dict ``seats`` (int), ``reasons``
    """
    if population < 1:
        raise LawError("population", "liczba mieszkańców musi być dodatnia.")
    for limit, number in ((20_000, 15), (50_000, 21), (100_000, 23), (200_000, 25)):
        if population <= limit:
            text = f"gmina do {limit} mieszkańców ({population}): {number} radnych"
            break
    else:
        begun = _ceil(population - 200_000, 100_000)
        number = min(25 + 3 * begun, 45)
        text = (
            f"25 radnych i po 3 na każde dalsze rozpoczęte 100 000 mieszkańców ({begun}), "
            f"nie więcej niż 45: {number} radnych"
        )
    return {"seats": number, "reasons": Reasons().add("seats", "u.s.g. art. 17", text).as_list()}


def quorum(statutory):
    """Return the smallest number of councillors present with which a vote may be held: half (art. 14 ust. 1)."""
    return _ceil(statutory, 2)


def share_needed(statutory, numerator, denominator):
    """Return the smallest number not below a share of the statutory number, e.g. a quarter of the signatures."""
    return _ceil(statutory * numerator, denominator)


def needed(kind, statutory, no, abstain):
    """Return the smallest number of votes "for" that passes against the given votes."""
    if kind == "simple":
        return no + 1
    if kind == "absolute":
        return no + abstain + 1
    if kind == "absolute_statutory":
        return statutory // 2 + 1
    if kind == "three_fifths_statutory":
        return share_needed(statutory, 3, 5)
    if kind == "two_thirds_statutory":
        return share_needed(statutory, 2, 3)
    return max(1, 2 * (no + abstain))


def _check_counts(statutory, present, yes, no, abstain, invalid, excluded):
    if statutory < 1:
        raise LawError("statutory", "ustawowy skład musi liczyć co najmniej jedną osobę.")
    if present > statutory:
        raise LawError("present", f"obecnych ({present}) nie może być więcej niż wynosi ustawowy skład ({statutory}).")
    if excluded > present:
        raise LawError("excluded", f"wyłączonych ({excluded}) nie może być więcej niż obecnych ({present}).")
    cast = yes + no + abstain + invalid
    if cast + excluded > present:
        raise LawError(
            "present",
            f"głosów ({cast}) i wyłączonych ({excluded}) jest razem więcej niż obecnych ({present}); popraw liczby.",
        )


def majority(kind, statutory, present, yes, no, abstain, invalid=0, excluded=0):
    """State the result of a vote.

    :param str kind: one of ``KINDS``
    :param int statutory: statutory number of councillors
    :param int present: councillors present at the vote, the excluded (u.s.g. art. 25a) among them
    :param int yes: valid votes for; ``no`` against; ``abstain`` abstaining
    :param int invalid: invalid ballots of a secret vote
    :param int excluded: present, barred from voting on a matter of their own
    :return: dict ``result`` (``adopted``, ``rejected``, ``no_quorum``), ``quorum``, ``needed``, ``reasons``
    """
    if kind not in KINDS:
        raise LawError("kind", f"nieznany rodzaj większości „{kind}”; dozwolone: {', '.join(KINDS)}.")
    _check_counts(statutory, present, yes, no, abstain, invalid, excluded)
    name, article = KINDS[kind]
    reasons = Reasons()
    least, enough = quorum(statutory), needed(kind, statutory, no, abstain)
    answer = {"quorum": least, "needed": enough}
    if present < least:
        reasons.add(
            "quorum",
            "u.s.g. art. 14 ust. 1",
            f"obecnych {present} z {statutory}, do kworum potrzeba {least}: głosowania nie można przeprowadzić",
        )
        return {"result": "no_quorum", **answer, "reasons": reasons.as_list()}
    reasons.add(
        "quorum", "u.s.g. art. 14 ust. 1", f"obecnych {present} z {statutory}, kworum wynosi {least}: jest kworum"
    )
    if excluded:
        reasons.add(
            "excluded",
            "u.s.g. art. 25a",
            f"{excluded} {plural(excluded, 'radny wyłączony', *['radnych wyłączonych'] * 2)} od głosowania, "
            "liczy się do kworum",
        )
    cast = f"za {yes}, przeciw {no}, wstrzymało się {abstain}"
    if invalid:
        cast += f", głosów nieważnych {invalid} (nie liczą się)"
    rule = {
        "simple": "głosów za musi być więcej niż przeciw; wstrzymujących się nie liczy się",
        "absolute": "głosów za musi być więcej niż przeciw i wstrzymujących się razem",
        "absolute_statutory": f"głosów za musi być więcej niż połowa z {statutory}",
        "three_fifths_statutory": f"głosów za musi być co najmniej 3/5 z {statutory}",
        "two_thirds_statutory": f"głosów za musi być co najmniej 2/3 z {statutory}",
        "two_thirds_votes": "głosów za musi być co najmniej 2/3 głosów ważnie oddanych",
    }[kind]
    result = "adopted" if yes >= enough else "rejected"
    reasons.add(kind, article, f"{name}: {rule}, czyli co najmniej {enough}")
    reasons.add("result", article, f"{cast}: {'przyjęto' if yes >= enough else 'nie przyjęto'}")
    return {"result": result, **answer, "reasons": reasons.as_list()}


def special(subject, motion, statutory, present, yes, no, abstain, invalid=0, excluded=0):
    """State the outcome of the vote of confidence or of the discharge (absolutorium).

    :param str subject: ``confidence`` (u.s.g. art. 28aa ust. 9) or ``discharge`` (art. 28a ust. 2)
    :param str motion: ``grant`` or ``refuse``: what is put to the vote
    :return: as :func:`majority`, with ``outcome`` (``granted``, ``refused``, ``unresolved``)
    :raise LawError: no quorum: such a vote may not be held, so it has no outcome
    """
    if subject not in SUBJECTS:
        raise LawError("subject", f"nieznana wartość „{subject}”; dozwolone: {', '.join(SUBJECTS)}.")
    if motion not in MOTIONS:
        raise LawError("motion", f"nieznana wartość „{motion}”; dozwolone: {', '.join(MOTIONS)}.")
    answer = majority("absolute_statutory", statutory, present, yes, no, abstain, invalid, excluded)
    if answer["result"] == "no_quorum":
        raise LawError(
            "present",
            f"obecnych {present}, kworum wynosi {answer['quorum']}: bez kworum nie można przeprowadzić głosowania.",
        )
    reasons = Reasons().extend(answer["reasons"])
    adopted = answer["result"] == "adopted"
    if subject == "confidence":
        outcome = "granted" if adopted and motion == "grant" else "refused"
        text = (
            "udzielono wotum zaufania"
            if outcome == "granted"
            else "nie podjęto uchwały o udzieleniu wotum zaufania, co jest równoznaczne z jego nieudzieleniem"
        )
        reasons.add("confidence", "u.s.g. art. 28aa ust. 9", text)
    else:
        outcome = {"grant": "granted", "refuse": "refused"}[motion] if adopted else "unresolved"
        text = {
            "granted": "udzielono absolutorium",
            "refused": "podjęto uchwałę o nieudzieleniu absolutorium",
            "unresolved": "bez wymaganej większości nie ma uchwały: ani udzielenia, ani odmowy absolutorium",
        }[outcome]
        reasons.add("discharge", "u.s.g. art. 28a ust. 2", text)
    return {**answer, "outcome": outcome, "reasons": reasons.as_list()}


def election(statutory, ballots, invalid, candidates, abstain):
    """State the result of a secret election of a person: the absolute majority (u.s.g. art. 19 ust. 1).

    :param int statutory: statutory number of councillors
    :param int ballots: ballots taken out
    :param int invalid: invalid ballots
    :param dict candidates: {name: votes}
    :param int abstain: ballots that abstain
    :return: dict ``elected`` (name or False), ``next_round`` (bool), ``reasons``
    :raise LawError: more votes than ballots, no quorum, no candidate
    """
    if statutory < 1:
        raise LawError("statutory", "ustawowy skład musi liczyć co najmniej jedną osobę.")
    if ballots > statutory:
        raise LawError("ballots", f"kart ({ballots}) nie może być więcej niż radnych ({statutory}).")
    if not candidates:
        raise LawError("candidates", "podaj co najmniej jednego kandydata.")
    total = sum(candidates.values())
    if total + abstain + invalid > ballots:
        raise LawError(
            "ballots",
            f"głosów ({total}), wstrzymujących się ({abstain}) i nieważnych ({invalid}) "
            f"jest więcej niż kart ({ballots}).",
        )
    least = quorum(statutory)
    if ballots < least:
        raise LawError("ballots", f"karty pobrało {ballots}, kworum wynosi {least}: bez kworum nie ma wyboru.")
    reasons = Reasons().add(
        "quorum", "u.s.g. art. 19 ust. 1", f"karty pobrało {ballots} z {statutory}, kworum wynosi {least}: jest kworum"
    )
    if invalid:
        reasons.add("invalid", "TK W 18/94", f"kart nieważnych {invalid}: nie liczą się")
    elected = False
    for name, votes in candidates.items():
        against = total - votes + abstain
        won = votes > against
        reasons.add(
            "absolute",
            "u.s.g. art. 19 ust. 1; TK W 18/94",
            f"{name}: {votes} wobec {against} (głosy na innych i wstrzymujące się): "
            f"{'jest bezwzględna większość' if won else 'nie ma bezwzględnej większości'}",
        )
        if won:
            elected = name
    if not elected:
        reasons.add(
            "next_round", "u.s.g. art. 19 ust. 1", "nikt nie uzyskał bezwzględnej większości: kolejna tura głosowania"
        )
    return {"elected": elected, "next_round": not elected, "reasons": reasons.as_list()}
