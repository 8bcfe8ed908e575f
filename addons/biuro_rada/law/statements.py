"""Property statements (oświadczenia majątkowe, u.s.g. art. 24h): when they are due."""

from datetime import date

from odoo.addons.biuro_kancelaria.law import terms
from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text

KINDS = ("first", "annual", "end_of_term", "correction")
CALL_DAYS = 14


def due(kind, oath=None, year=None, term_end=None):
    """Return the term of a statement.

    :param str kind: ``first`` (30 days from the oath), ``annual`` (30 April) or ``end_of_term`` (two months before)
    :param date oath: day of the oath; :param int year: year of filing; :param date term_end: last day of the term
    :return: dict ``raw``, ``deadline``, ``target`` (dates), ``reasons``
    """
    if kind == "first":
        if oath is None:
            raise LawError("oath", "podaj dzień ślubowania.")
        return terms.term(oath, 30, "day")
    if kind == "annual":
        if year is None:
            raise LawError("year", "podaj rok.")
        raw = date(year, 4, 30)
        answer = terms.term(raw, 0, "day")
        reasons = Reasons().add("annual", "u.s.g. art. 24h ust. 4", f"stan na 31.12.{year - 1}, do {day_text(raw)}")
        return {**answer, "raw": raw, "reasons": reasons.extend(answer["reasons"]).as_list()}
    if kind == "end_of_term":
        if term_end is None:
            raise LawError("term_end", "podaj ostatni dzień kadencji.")
        raw = terms.add_months(term_end, -2)
        answer = terms.term(raw, 0, "day")
        reasons = Reasons().add(
            "end_of_term",
            "u.s.g. art. 24h ust. 4",
            f"dwa miesiące przed upływem kadencji {day_text(term_end)}: {day_text(raw)}",
        )
        return {**answer, "raw": raw, "reasons": reasons.extend(answer["reasons"]).as_list()}
    raise LawError("kind", f"nieznana wartość „{kind}”; dozwolone: first, annual, end_of_term.")


def call_terms(found_on, delivered_on=None):
    """Return the terms of a call to file a missing statement (art. 24h ust. 5a).

    :param date found_on: day on which the lack was found; :param date delivered_on: day the call was delivered
    :return: dict ``call_until`` (date), ``extra_until`` (date or None: 14 days from delivery), ``reasons``
    """
    call = terms.term(found_on, CALL_DAYS, "day")
    reasons = Reasons().add(
        "call",
        "u.s.g. art. 24h ust. 5a",
        f"brak stwierdzono {day_text(found_on)}: wezwanie do {day_text(call['deadline'])}",
    )
    extra = None
    if delivered_on:
        if delivered_on < found_on:
            raise LawError("delivered_on", "wezwanie nie mogło zostać doręczone przed stwierdzeniem braku.")
        extra = terms.term(delivered_on, CALL_DAYS, "day")["deadline"]
        reasons.add(
            "extra", "u.s.g. art. 24h ust. 5a", f"dodatkowy termin 14 dni od doręczenia wezwania: {day_text(extra)}"
        )
    return {"call_until": call["deadline"], "extra_until": extra, "reasons": reasons.as_list()}
