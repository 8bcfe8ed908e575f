"""The council's secret ballot on lay judges (u.s.p. art. 160; u.s.g. art. 14 ust. 1)."""

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons
from odoo.addons.biuro_rada.law.majority import quorum

from . import counts as protocol
from .result import divide

METHODS = ("for_against", "limited_marks")
MAJORITIES = ("simple", "absolute", "plurality")
TIE_RULES = ("second_round", "lots", "none_elected")
ARTICLE = "u.s.p. art. 160; u.s.g. art. 14 ust. 1"
RULES = "regulamin głosowania"
_MAJORITY = {
    ("for_against", "simple"): "for_against_simple",
    ("for_against", "absolute"): "for_against_absolute",
    ("for_against", "plurality"): "plurality",
    ("limited_marks", "simple"): "plurality",
    ("limited_marks", "absolute"): "absolute_of_valid",
    ("limited_marks", "plurality"): "plurality",
}
_TIES = {"second_round": "runoff", "lots": "lots", "none_elected": "none_elected"}


def method_for(rules, candidates, seats):
    """Return the method of a ballot by the voting rules: it depends on whether candidates exceed the seats.

    :param dict rules: ``method_if_more``, ``method_if_less_equal``; what is missing has the usual value
    :param int candidates: candidates on the ballot
    :param int seats: seats of the ballot
    :return: dict ``method``, ``reasons``
    """
    more = candidates > seats
    method = rules.get("method_if_more") or "limited_marks" if more else rules.get("method_if_less_equal") \
        or "for_against_each"
    method = method.removesuffix("_each")
    if method not in METHODS:
        raise LawError("method", f"nieznana wartość „{method}”; dozwolone: {', '.join(METHODS)}.")
    how = "kandydatów jest więcej niż miejsc" if more else "kandydatów nie jest więcej niż miejsc"
    name = "stawia się najwyżej tyle znaków, ile jest miejsc" if method == "limited_marks" \
        else "głosuje się za albo przeciw każdemu"
    reasons = Reasons().add("method", RULES, f"Kandydatów {candidates}, miejsc {seats}: {how}, więc {name}.")
    return {"method": method, "reasons": reasons.as_list()}


def lay_ballot(statutory, present, seats, method, counts, majority=None, tie_rule="second_round"):
    """State the result of one secret ballot on candidates for lay judges.

    :param int statutory: statutory number of councillors
    :param int present: councillors present
    :param int seats: lay judges to elect by this ballot
    :param str method: ``for_against`` or ``limited_marks`` (up to ``seats`` marks)
    :param dict counts: ``issued``, ``from_box``, ``invalid``, ``votes`` {candidate: marks} or
        {candidate: [for, against, abstain]}; optional ``draw``
    :param str majority: ``simple`` (default of ``for_against``), ``absolute`` or ``plurality`` (default of marks)
    :param str tie_rule: ``second_round``, ``lots`` or ``none_elected``
    :return: dict as :func:`result.result`, with ``next_round`` (bool: a second ballot among the tied)
    :raise LawError: no quorum (such a ballot may not be held), impossible input
    """
    for name, value, allowed in (("method", method, METHODS), ("tie_rule", tie_rule, TIE_RULES)):
        if value not in allowed:
            raise LawError(name, f"nieznana wartość „{value}”; dozwolone: {', '.join(allowed)}.")
    majority = majority or ("simple" if method == "for_against" else "plurality")
    if majority not in MAJORITIES:
        raise LawError("majority", f"nieznana wartość „{majority}”; dozwolone: {', '.join(MAJORITIES)}.")
    if statutory < 1:
        raise LawError("statutory", "ustawowy skład musi liczyć co najmniej jedną osobę.")
    if seats < 1:
        raise LawError("seats", "liczba miejsc musi być dodatnia.")
    if present > statutory:
        raise LawError("present", f"obecnych ({present}) nie może być więcej niż wynosi ustawowy skład ({statutory}).")
    least = quorum(statutory)
    if present < least:
        raise LawError("present", (
            f"obecnych {present} z {statutory}, kworum wynosi {least}: głosowania nie można przeprowadzić."
        ))
    counts = _counts(counts, present, method)
    reasons = Reasons().add("quorum", "u.s.g. art. 14 ust. 1", (
        f"Obecnych {present} z {statutory}, kworum wynosi {least}: jest kworum."
    ))
    checked = protocol.check(counts, seats, 0 if method == "for_against" else 1, lay=True)
    empty = {
        "elected": [], "tied": [], "free_places": 0, "vacancies": 0, "reserve": [], "effect": False, "places": [],
        "valid_votes": max(0, checked["valid_votes"]), "turnout": False, "next_round": False,
        "errors": checked["errors"], "warnings": checked["warnings"],
    }
    if checked["errors"]:
        for sentence in checked["errors"]:
            reasons.add("arithmetic", RULES, sentence)
        return {**empty, "state": "error", "reasons": reasons.as_list()}
    reasons.add("arithmetic", RULES, checked["text"])
    for sentence in checked["warnings"]:
        reasons.add("warning", "", sentence)
    answer = divide(
        seats, counts, checked["valid_votes"], _MAJORITY[method, majority], 1, _TIES[tie_rule], reasons,
        f"{ARTICLE}; {RULES}",
    )
    if answer["state"] == "next_round":
        reasons.add("next_round", RULES, (
            f"Drugie głosowanie: miejsc {answer['free_places']}, kandydaci {', '.join(answer['tied'])}."
        ))
    return {**empty, **answer, "next_round": answer["state"] == "next_round", "reasons": reasons.as_list()}


def _counts(counts, present, method):
    read = protocol.read(
        {"present": present, **counts} if isinstance(counts, dict) else counts, method == "for_against")
    if read["present"] != present:
        raise LawError("counts", f"„present” – podano {read['present']}, a obecnych jest {present}.")
    return read
