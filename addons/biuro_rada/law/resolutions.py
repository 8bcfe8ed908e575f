"""Drafts and resolutions: what a draft needs, which majority, supervision, entry into force, validity on a day."""

from datetime import timedelta

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text

INTAKE_DAYS = 7
USUAL_DAYS = 14
ORDER_RULES_DAYS = 3
RULES = ("adoption", "days", "date")


def intake(received, session, initiator, drafts_of_club=0):
    """Say whether a draft must enter the agenda of a session (u.s.g. art. 20 ust. 5-6; art. 41a).

    :param date received: day the draft was received; ``session`` day of the session
    :param str initiator: ``mayor``, ``club``, ``citizens`` or another
    :param int drafts_of_club: drafts of the same club already on the agenda under this rule
    :return: dict ``must`` (bool), ``latest`` (date: last day of filing), ``reasons``
    """
    latest = session - timedelta(days=INTAKE_DAYS)
    reasons = Reasons()
    if initiator not in ("mayor", "club"):
        reasons.add("intake", "statut miasta", "o wprowadzeniu projektu do porządku obrad decyduje przewodniczący")
        return {"must": False, "latest": latest, "reasons": reasons.as_list()}
    article = "u.s.g. art. 20 ust. 5" if initiator == "mayor" else "u.s.g. art. 20 ust. 6"
    in_time = received <= latest
    reasons.add(
        "intake",
        article,
        f"projekt złożono {day_text(received)}, sesja {day_text(session)}: ostatni dzień to {day_text(latest)}, "
        f"{'wprowadza się go obowiązkowo' if in_time else 'nie ma obowiązku wprowadzenia'}",
    )
    must = in_time
    if initiator == "club" and drafts_of_club:
        must = False
        reasons.add("one_draft", article, "klub może zgłosić w tym trybie jeden projekt na sesję")
    return {"must": must, "latest": latest, "reasons": reasons.as_list()}


def draft_majority(kind, has_financial_obligation):
    """Return the majority key that a draft needs with its provision: (key, basis)."""
    # the strictest first: more than half of the statutory number is more than half of the votes too
    if kind == "union":
        return "absolute_statutory", "u.s.g. art. 67 ust. 1"
    if kind == "discharge":
        return "absolute_statutory", "u.s.g. art. 28a ust. 2"
    if kind == "confidence":
        return "absolute_statutory", "u.s.g. art. 28aa ust. 9"
    if kind == "referendum":
        return "absolute_statutory", "ustawa o referendum lokalnym art. 9 ust. 1"
    if kind == "recall_refusal":
        return "absolute_statutory", "u.s.g. art. 28a ust. 5, art. 28aa ust. 10"
    if kind == "recall":
        return "three_fifths_statutory", "u.s.g. art. 28b"
    if has_financial_obligation:
        return "absolute", "u.s.g. art. 58 ust. 2"
    return "simple", "u.s.g. art. 14 ust. 1"


def in_force(rule, adopted, published=None, days=USUAL_DAYS, on=None, must_be_published=False, shorter_basis=""):
    """Return the first day on which an act is in force (u.o.a.n. art. 4, 6).

    :param str rule: ``adoption`` (with the day of adoption), ``days`` (after the lapse of days from publication) or
        ``date`` (on a named day)
    :param date adopted: day of adoption; ``published`` day of the official journal, when it is out
    :param int days: days of the lapse; fewer than 14 need ``shorter_basis``
    :param date on: the named day
    :param bool must_be_published: the act is published in the official journal
    :param str shorter_basis: why the term is shorter than 14 days
    :return: dict ``in_force_from`` (date, or None while not published), ``reasons``
    :raise LawError: the rule does not fit the act (RC-05)
    """
    if rule not in RULES:
        raise LawError("rule", f"nieznana wartość „{rule}”; dozwolone: {', '.join(RULES)}.")
    if published and published < adopted:
        raise LawError("published", f"ogłoszenie {published} nie może poprzedzać podjęcia {adopted} (RC-04).")
    reasons = Reasons()
    if must_be_published and rule == "adoption":
        raise LawError("rule", "akt podlega ogłoszeniu: nie wchodzi w życie z dniem podjęcia (RC-05).")
    if rule == "adoption":
        reasons.add("adoption", "treść uchwały", f"wchodzi w życie z dniem podjęcia: {day_text(adopted)}")
        return {"in_force_from": adopted, "reasons": reasons.as_list()}
    if must_be_published and rule == "days" and days < USUAL_DAYS and not shorter_basis.strip():
        raise LawError("days", "termin krótszy niż 14 dni wymaga uzasadnienia (u.o.a.n. art. 4 ust. 2; RC-05).")
    if rule == "date":
        if on is None:
            raise LawError("on", "podaj dzień wejścia w życie.")
        if must_be_published and published:
            usual = published + timedelta(days=USUAL_DAYS + 1)
            if on < usual and not shorter_basis.strip():
                raise LawError("on", f"dzień {on} przypada przed {usual}: podaj uzasadnienie (RC-05).")
            if on <= published and on < published:
                raise LawError("on", f"dzień {on} nie może poprzedzać ogłoszenia {published} (RC-05).")
        elif on < adopted:
            raise LawError("on", f"dzień {on} nie może poprzedzać podjęcia {adopted}.")
        reasons.add("date", "treść uchwały", f"wchodzi w życie {day_text(on)}")
        return {"in_force_from": on, "reasons": reasons.as_list()}
    start = published if must_be_published else adopted
    if start is None:
        reasons.add("waiting", "u.o.a.n. art. 4", f"po upływie {days} dni od ogłoszenia, którego jeszcze nie ma")
        return {"in_force_from": None, "reasons": reasons.as_list()}
    first = start + timedelta(days=days + 1)
    reasons.add(
        "days",
        "u.o.a.n. art. 4, 6",
        f"po upływie {days} dni od {'ogłoszenia' if must_be_published else 'podjęcia'} {day_text(start)}, "
        f"dnia tego nie liczy się: obowiązuje od {day_text(first)}",
    )
    return {"in_force_from": first, "reasons": reasons.as_list()}


def order_rules_in_force(announced):
    """Return the usual first day in force of order rules: after three days from the announcement (u.o.a.n. art. 4)."""
    return announced + timedelta(days=ORDER_RULES_DAYS + 1)


def validity(day, in_force_from=None, repealed_on=None, annulled_on=None, valid_until=None):
    """Say what an act is on a day: ``annulled``, ``not_yet``, ``repealed``, ``expired`` or ``in_force``.

    :param date day: the day asked about
    :param date in_force_from: first day in force; ``repealed_on`` first day of the repealing act; ``annulled_on``
        day of the
        decision that it is invalid as a whole; ``valid_until`` last day of an act for a time
    :return: str
    """
    if annulled_on and day >= annulled_on:
        return "annulled"
    if in_force_from is None or day < in_force_from:
        return "not_yet"
    if repealed_on and day >= repealed_on:
        return "repealed"
    if valid_until and day > valid_until:
        return "expired"
    return "in_force"
