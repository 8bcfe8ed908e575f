"""The period between the notice and the session; the vote that changes the agenda after the notice."""

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
