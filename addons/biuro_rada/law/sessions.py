"""Dates and rights around a session: convening on request, residents in the debate, citizens' drafts, expiry."""

from datetime import datetime, time, timedelta

from odoo.addons.biuro_kancelaria.law import terms
from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text

from .majority import share_needed

DAYS_OF_REQUEST = 7
DEBATE_LIMIT = 15
# end_reason: (authority, provision)
GROUNDS = {
    "death": ("commissioner", "k.w. art. 383 § 1 pkt 1, § 2a"),
    "eligibility": ("council", "k.w. art. 383 § 1 pkt 2, § 2"),
    "oath_refused": ("council", "k.w. art. 383 § 1 pkt 3, § 2"),
    "resignation": ("commissioner", "k.w. art. 383 § 1 pkt 4, § 2a"),
    "incompatibility": ("council", "k.w. art. 383 § 1 pkt 5, § 2"),
    "president_rp": ("commissioner", "k.w. art. 383 § 1, § 2a"),
    "elected_mayor": ("commissioner", "k.w. art. 383 § 1 pkt 6, § 2a"),
    "elected_parliament": ("commissioner", "k.w. art. 383 § 1 pkt 6, § 2a"),
    "no_statement": ("council", "k.w. art. 383 § 1 pkt 7, § 2"),
}


def request_session(statutory, applicant, signatures, filed, session, has_agenda, has_drafts):
    """Check a motion to convene a session (u.s.g. art. 20 ust. 3).

    :param int statutory: statutory number of councillors
    :param str applicant: ``councillors`` or ``mayor``
    :param int signatures: councillors who signed; of no account for the mayor
    :param date filed: day of filing; ``session`` the day asked for or set
    :param bool has_agenda: the motion holds the agenda; ``has_drafts`` the drafts of resolutions
    :return: dict ``accepted``, ``last_day`` (date, never moved), ``problems`` (Polish sentences), ``reasons``
    """
    if statutory < 1:
        raise LawError("statutory", "ustawowy skład musi liczyć co najmniej jedną osobę.")
    article = "u.s.g. art. 20 ust. 3"
    last_day = filed + timedelta(days=DAYS_OF_REQUEST)
    problems, reasons = [], Reasons()
    if applicant == "councillors":
        if signatures > statutory:
            raise LawError("signatures", f"podpisów ({signatures}) nie może być więcej niż radnych ({statutory}).")
        least = share_needed(statutory, 1, 4)
        reasons.add("quarter", article, f"co najmniej 1/4 z {statutory}, czyli {least}; podpisało {signatures}")
        if signatures < least:
            problems.append(f"wniosek podpisało {signatures} radnych, potrzeba co najmniej {least}")
    else:
        reasons.add("mayor", article, "wnioskuje Prezydent: podpisów radnych nie trzeba")
    reasons.add(
        "last_day",
        article,
        f"złożono {day_text(filed)}: sesja na dzień przypadający do {day_text(last_day)}, bez przesuwania",
    )
    if session > last_day:
        problems.append(f"sesja {session} przypada po ostatnim dopuszczalnym dniu {last_day}")
    if session < filed:
        problems.append(f"sesja {session} przypada przed złożeniem wniosku {filed}")
    if not has_agenda:
        problems.append("wniosek nie zawiera porządku obrad")
    if not has_drafts:
        problems.append("do wniosku nie dołączono projektów uchwał")
    reasons.add("content", article, "wniosek ma zawierać porządek obrad i projekty uchwał")
    return {"accepted": not problems, "last_day": last_day, "problems": problems, "reasons": reasons.as_list()}


def debate_signatures(population):
    """Return the number of signatures under a resident's application to speak (u.s.g. art. 28aa ust. 7)."""
    return 50 if population > 20_000 else 20


def state_debate(population, session, applications, limit=DEBATE_LIMIT):
    """Say which residents may speak in the debate on the state of the gmina (u.s.g. art. 28aa ust. 6-8).

    :param int population: inhabitants
    :param date session: day of the session
    :param list applications: dicts ``received`` (datetime in Warsaw, or date) and ``signatures`` (valid ones)
    :param int limit: how many may speak: 15, or more by a resolution of the council
    :return: dict ``applications``: list in the order of the input of dicts ``admitted``, ``order`` (the place,
        None when not admitted), ``problem`` (Polish, None when admitted); ``needed``; ``reasons``
    """
    if population < 1:
        raise LawError("population", "liczba mieszkańców musi być dodatnia.")
    least = debate_signatures(population)
    last_day = session - timedelta(days=1)
    reasons = Reasons()
    reasons.add("signatures", "u.s.g. art. 28aa ust. 7", f"{population} mieszkańców: potrzeba {least} podpisów")
    reasons.add(
        "last_day", "u.s.g. art. 28aa ust. 8", f"zgłoszenia najpóźniej w przeddzień sesji: {day_text(last_day)}"
    )
    reasons.add("limit", "u.s.g. art. 28aa ust. 8", f"według kolejności zgłoszeń, do {limit} osób")

    def key(entry):
        received = entry[1]["received"]
        if not isinstance(received, datetime):
            received = datetime.combine(received, time(), terms.WARSAW)
        return received, entry[0]

    answers, place = [None] * len(applications), 0
    for index, application in sorted(enumerate(applications), key=key):
        received = application["received"]
        day = received.astimezone(terms.WARSAW).date() if isinstance(received, datetime) else received
        problem = None
        if application["signatures"] < least:
            problem = f"{application['signatures']} podpisów, potrzeba {least}"
        elif day > last_day:
            problem = f"zgłoszono {day}, ostatni dzień to {last_day}"
        elif place >= limit:
            problem = f"lista {limit} osób jest pełna"
        else:
            place += 1
        answers[index] = {"admitted": problem is None, "order": None if problem else place, "problem": problem}
    return {"applications": answers, "needed": least, "reasons": reasons.as_list()}


def initiative_signatures(population):
    """Return how many residents make a group with the right of initiative (u.s.g. art. 41a ust. 2)."""
    return 100 if population <= 5_000 else 200 if population <= 20_000 else 300


def citizens_initiative(population, valid_signatures, filed):
    """Check a draft of a resolution filed by residents (u.s.g. art. 41a).

    :return: dict ``accepted``, ``needed`` (signatures), ``latest_session`` (date: nearest session, at the latest three
        months after filing; not moved off a free day, the cautious reading), ``reasons``
    """
    if population < 1:
        raise LawError("population", "liczba mieszkańców musi być dodatnia.")
    least = initiative_signatures(population)
    latest = terms.add_months(filed, 3)
    reasons = Reasons()
    reasons.add(
        "signatures",
        "u.s.g. art. 41a ust. 2",
        f"{population} mieszkańców: potrzeba {least} podpisów, ważnych jest {valid_signatures}",
    )
    reasons.add(
        "latest_session",
        "u.s.g. art. 41a ust. 3",
        f"projekt jest przedmiotem obrad na najbliższej sesji po złożeniu, nie później niż {day_text(latest)}",
    )
    return {
        "accepted": valid_signatures >= least,
        "needed": least,
        "latest_session": latest,
        "reasons": reasons.as_list(),
    }


def expiry_authority(ground, cause_date, by_court=False):
    """Say who declares that a councillor's mandate has expired, and until when (k.w. art. 383).

    :param str ground: one of ``GROUNDS``
    :param date cause_date: day on which the cause arose
    :param bool by_court: eligibility was lost by a judgment of a court: nobody declares, the commissioner announces it
    :return: dict ``authority`` (``council``, ``commissioner``), ``deadline`` (date, or None where the act gives no
        number of days), ``reasons``
    """
    if ground == "end_of_term":
        raise LawError("ground", "z upływem kadencji mandat kończy się z mocy prawa; nikt nie stwierdza wygaśnięcia.")
    if ground not in GROUNDS:
        raise LawError("ground", f"nieznana wartość „{ground}”; dozwolone: {', '.join(GROUNDS)}.")
    authority, article = GROUNDS[ground]
    reasons = Reasons()
    if by_court:
        if ground != "eligibility":
            raise LawError("by_court", "orzeczenie sądu dotyczy tylko utraty prawa wybieralności.")
        reasons.add(
            "court",
            "k.w. art. 383 § 2, art. 383a",
            "prawo wybieralności utracono wskutek orzeczenia sądu: rada nie podejmuje uchwały, komisarz wyborczy "
            "ogłasza wygaśnięcie w drodze obwieszczenia w 14 dni od otrzymania odpisu orzeczenia",
        )
        return {"authority": "commissioner", "deadline": None, "reasons": reasons.as_list()}
    if authority == "commissioner":
        reasons.add(
            "commissioner",
            article,
            "wygaśnięcie stwierdza niezwłocznie komisarz wyborczy; ustawa nie podaje liczby dni",
        )
        return {"authority": authority, "deadline": None, "reasons": reasons.as_list()}
    reasons.add(
        "council", article, "wygaśnięcie stwierdza rada w drodze uchwały, w terminie miesiąca od dnia przyczyny"
    )
    term = terms.term(cause_date, 1, "month")
    return {
        "authority": authority,
        "deadline": term["deadline"],
        "reasons": reasons.extend(term["reasons"]).as_list(),
    }
