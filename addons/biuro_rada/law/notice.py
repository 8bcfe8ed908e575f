"""Periods around the notice of a session, the change of its agenda, the minutes and the captions of the recording."""

from datetime import timedelta

from odoo.addons.biuro_kancelaria.law import terms
from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text

from .majority import majority

UNITS = {"calendar": "day", "working": "working_day"}
KINDS = {
    "ordinary": "sesja zwyczajna",
    "budget": "sesja budżetowa",
    "on_request": "sesja na wniosek",
    "extraordinary": "sesja nadzwyczajna",
    "ceremonial": "sesja uroczysta",
    "first": "pierwsza sesja kadencji",
    "committee": "posiedzenie komisji",
}
CAPTION_DAYS = 14


def notice(session, sent, days, unit="calendar", kind="ordinary", basis="statut miasta", full_days=False):
    """Check the period between the notice and the session (u.s.g. art. 22; the statute of the city).

    :param date session: day of the session; ``sent`` day on which the notice is sent
    :param int days: days set by the statute
    :param str unit: ``calendar`` or ``working`` days; working days leave out Saturdays and free days
    :param str kind: one of ``KINDS``
    :param str basis: provision of the statute
    :param bool full_days: neither the day of the notice nor that of the session is counted
    :return: dict ``ok`` (bool), ``latest`` (date: last day of sending), ``problem`` (Polish, or None), ``reasons``
    :raise LawError: unknown unit or kind, negative days, notice after the session
    """
    if unit not in UNITS:
        raise LawError("unit", f"nieznana jednostka „{unit}”; dozwolone: {', '.join(UNITS)}.")
    if kind not in KINDS:
        raise LawError("kind", f"nieznana wartość „{kind}”; dozwolone: {', '.join(KINDS)}.")
    if days < 0:
        raise LawError("days", "liczba dni nie może być ujemna.")
    if sent > session:
        raise LawError("sent", f"zawiadomienie {sent} nie może być późniejsze niż sesja {session}.")
    reasons = Reasons().add(
        "period",
        basis,
        f"{KINDS[kind]}: zawiadomienie co najmniej {terms.amount_text(days, UNITS[unit])} przed dniem obrad",
    )
    counted = terms.term(session, days, UNITS[unit], direction="backward", full_days=full_days)
    latest = counted["raw"]
    reasons.extend(counted["reasons"][: 2 if full_days else 1])
    ok = sent <= latest
    reasons.add(
        "sent",
        basis,
        f"zawiadomienie {day_text(sent)}, ostatni dzień to {day_text(latest)}: "
        f"{'termin zachowany' if ok else 'termin niezachowany, potrzebne uzasadnienie'}",
    )
    problem = None if ok else f"zawiadomienie {sent} jest za późne: ostatni dzień to {latest}"
    return {"ok": ok, "latest": latest, "problem": problem, "reasons": reasons.as_list()}


def agenda_change(statutory, present, yes, no, abstain, on_request=False, consent=False):
    """Say whether a vote changed the agenda of the council (u.s.g. art. 20 ust. 1a, 4).

    :param int statutory: statutory number of councillors; ``present``, ``yes``, ``no``, ``abstain``: the vote
    :param bool on_request: the session was convened on request (art. 20 ust. 3)
    :param bool consent: the applicant agreed to the change
    :return: dict ``allowed`` (bool), ``problem`` (Polish, or None), ``reasons``
    """
    answer = majority(
        "absolute_statutory",
        statutory=statutory,
        present=present,
        yes=yes,
        no=no,
        abstain=abstain,
        invalid=0,
        excluded=0,
    )
    reasons = Reasons().extend(answer["reasons"])
    reasons.add(
        "change", "u.s.g. art. 20 ust. 1a", "zmiana porządku obrad wymaga bezwzględnej większości ustawowego składu"
    )
    problem = None if answer["result"] == "adopted" else "nie uzyskano bezwzględnej większości ustawowego składu rady"
    if on_request:
        reasons.add(
            "consent",
            "u.s.g. art. 20 ust. 4",
            f"sesja na wniosek: potrzebna zgoda wnioskodawcy; zgoda {'jest' if consent else 'nie została wyrażona'}",
        )
        if not consent:
            problem = problem or "wnioskodawca nie wyraził zgody na zmianę porządku obrad"
    return {"allowed": problem is None, "problem": problem, "reasons": reasons.as_list()}


def quarter(day):
    """Return the first and the last day of the calendar quarter of a day (pair of dates)."""
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return first, terms.add_months(first, 3) - timedelta(days=1)


def quarterly_duty(day, last_session=None):
    """Say whether the quarter still needs a session of the council (u.s.g. art. 20 ust. 1).

    :param date day: today
    :param date last_session: day of the last session held, or planned in the quarter
    :return: dict ``held`` (bool), ``deadline`` (date: last day of the quarter), ``warn_from`` (date), ``reasons``
    """
    first, last = quarter(day)
    held = bool(last_session) and first <= last_session <= last
    reasons = Reasons().add(
        "quarter",
        "u.s.g. art. 20 ust. 1",
        f"w kwartale od {day_text(first)} do {day_text(last)} musi odbyć się co najmniej jedna sesja: "
        f"{'jest' if held else 'jeszcze jej nie ma'}",
    )
    return {
        "held": held,
        "deadline": last,
        "warn_from": first + timedelta(days=59),
        "reasons": reasons.as_list(),
    }


def captions(published):
    """Return the term for the captions of a recording put on the web (ustawa z 4.04.2019 o dostępności cyfrowej).

    :param date published: day on which the recording was put on the web
    :return: dict ``deadline``, ``target`` (dates), ``reasons``
    """
    counted = terms.term(published, CAPTION_DAYS, "day")
    reasons = Reasons().add(
        "captions",
        "ustawa z 4.04.2019 o dostępności cyfrowej",
        f"nagranie udostępniono {day_text(published)}: napisy lub tekst w ciągu {CAPTION_DAYS} dni",
    )
    return {
        "deadline": counted["deadline"],
        "target": counted["target"],
        "reasons": reasons.extend(counted["reasons"]).as_list(),
    }
