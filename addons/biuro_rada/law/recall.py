"""Discharge, confidence and recall of the executive (u.s.g. art. 28a-28c): papers, order, windows and their days."""

from datetime import timedelta

from odoo.addons.biuro_kancelaria.law import terms
from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text

from .majority import share_needed

MONTHS_OF_WINDOW = 9
DAYS_BEFORE_SESSION = 14
MONTHS_BETWEEN_MOTIONS = 12
AUDITED_POPULATION = 150_000
# kind of paper: (Polish name, provision); in the order in which the council takes them
DISCHARGE_PAPERS = {
    "budget_report": ("sprawozdanie z wykonania budżetu", "u.f.p. art. 271 ust. 1"),
    "financial_statement": ("sprawozdanie finansowe", "u.f.p. art. 271 ust. 1"),
    "audit_report": ("sprawozdanie z badania sprawozdania finansowego", "u.f.p. art. 268, 271 ust. 1"),
    "rio_opinion": ("opinia RIO o sprawozdaniu z wykonania budżetu", "u.f.p. art. 271 ust. 1"),
    "property_information": ("informacja o stanie mienia", "u.f.p. art. 271 ust. 1"),
    "audit_motion": ("wniosek komisji rewizyjnej w sprawie absolutorium", "u.s.g. art. 18a ust. 3, art. 28a ust. 1"),
    "rio_motion_opinion": ("opinia RIO o wniosku komisji rewizyjnej", "u.s.g. art. 18a ust. 3, art. 28a ust. 1"),
}
REFUSAL_PAPERS = {
    "rio_refusal_opinion": ("opinia RIO w sprawie uchwały o nieudzieleniu absolutorium", "u.s.g. art. 28a ust. 4"),
    "mayor_explanations": ("wyjaśnienia Prezydenta, wysłuchane na sesji", "u.s.g. art. 28a ust. 4"),
}
MOTION_PAPERS = {"audit_opinion": ("opinia komisji rewizyjnej o wniosku", "u.s.g. art. 28b ust. 2")}
PAPERS = DISCHARGE_PAPERS | REFUSAL_PAPERS | MOTION_PAPERS


def papers(kind, cause="discharge", population=0):
    """Return which papers the council takes note of before it votes.

    :param str kind: ``discharge``, ``recall_refusal`` (a referendum after a refusal) or ``recall`` (for another reason)
    :param str cause: of ``recall_refusal``: ``discharge`` or ``confidence``
    :param int population: inhabitants: the financial statement of a city above 150 000 is audited
    :return: list of keys of ``PAPERS``, empty for a draft of another kind
    """
    if kind == "discharge":
        return [key for key in DISCHARGE_PAPERS if key != "audit_report" or population > AUDITED_POPULATION]
    if kind == "recall_refusal" and cause == "discharge":
        return list(REFUSAL_PAPERS)
    return list(MOTION_PAPERS) if kind == "recall" else []


def window(elected, term_end):
    """Return the first and the last day (dates) on which the recall may be begun: art. 28a ust. 1, art. 28b ust. 1.

    :param date elected: day on which the President was elected; ``term_end`` last day of the term
    """
    return (
        terms.add_months(elected, MONTHS_OF_WINDOW) + timedelta(days=1),
        terms.add_months(term_end, -MONTHS_OF_WINDOW),
    )


def earliest_session(day):
    """Return the first day of a session after the lapse of 14 days from a day (art. 28a ust. 3, 28b ust. 3)."""
    return day + timedelta(days=DAYS_BEFORE_SESSION + 1)


def refusal(elected, term_end, refused_on):
    """Say what follows from a resolution that refuses the discharge (u.s.g. art. 28a ust. 1, 3).

    :param date refused_on: day of the resolution; ``elected``, ``term_end`` as in :func:`window`
    :return: dict ``initiative`` (bool: the resolution begins a recall), ``earliest`` (date of the first session that
        may decide on the referendum, or None), ``reasons``
    """
    first, last = window(elected, term_end)
    reasons = Reasons()
    initiative = first <= refused_on <= last
    reasons.add(
        "window",
        "u.s.g. art. 28a ust. 1",
        f"uchwała z {day_text(refused_on)}; inicjatywą referendum jest uchwała podjęta od {day_text(first)} "
        f"do {day_text(last)}: {'jest nią' if initiative else 'nie jest nią'}",
    )
    earliest = earliest_session(refused_on) if initiative else None
    if earliest:
        reasons.add(
            "session",
            "u.s.g. art. 28a ust. 3",
            f"sesja w sprawie referendum po upływie 14 dni: najwcześniej {day_text(earliest)}",
        )
    return {"initiative": initiative, "earliest": earliest, "reasons": reasons.as_list()}


def after_discharge(session, elected, term_end, refused_on):
    """Say whether a session may decide on the recall after a refused discharge (u.s.g. art. 28a).

    :param date session: day of the session
    :param date refused_on: day of the latest resolution that refuses the discharge, or None
    :return: dict ``allowed`` (bool), ``earliest`` (date or None), ``problems`` (Polish sentences), ``reasons``
    """
    if not refused_on:
        return _answer(["nie ma uchwały o nieudzieleniu absolutorium"], None, Reasons())
    answer = refusal(elected, term_end, refused_on)
    reasons, problems = Reasons().extend(answer["reasons"]), []
    if not answer["initiative"]:
        problems.append(
            f"uchwała o nieudzieleniu absolutorium z {day_text(refused_on)} nie wszczyna referendum: podjęto ją poza "
            "okresem od 9 miesięcy po wyborze do 9 miesięcy przed końcem kadencji"
        )
    elif session < answer["earliest"]:
        problems.append(f"sesja może się odbyć najwcześniej {day_text(answer['earliest'])}")
    return _answer(problems, answer["earliest"], reasons)


def after_confidence(session, refusals):
    """Say whether a session may decide on the recall after two refusals of confidence (u.s.g. art. 28aa ust. 10).

    :param date session: day of the session
    :param list refusals: days on which the confidence was not given
    :return: as :func:`after_discharge`
    """
    article = "u.s.g. art. 28aa ust. 10"
    reasons = Reasons()
    days = sorted(day for day in refusals if day <= session)
    last = days[-1] if days else None
    before = [day for day in days if last and day.year == last.year - 1]
    if not before:
        return _answer(["wotum zaufania nie odmówiono w dwóch kolejnych latach"], None, reasons)
    reasons.add("years", article, f"wotum zaufania nie udzielono {day_text(before[-1])} i {day_text(last)}")
    earliest = earliest_session(last)
    reasons.add(
        "session", f"{article}, art. 28a ust. 3", f"sesja po upływie 14 dni: najwcześniej {day_text(earliest)}"
    )
    problems = [f"sesja może się odbyć najwcześniej {day_text(earliest)}"] if session < earliest else []
    return _answer(problems, earliest, reasons)


def by_motion(session, elected, term_end, filed, signatures, statutory, last_vote=None):
    """Say whether a session may decide on the recall on a motion of councillors (u.s.g. art. 28b-28c).

    :param date session: day of the session; ``filed`` day on which the motion was filed
    :param int signatures: councillors who signed; ``statutory`` statutory number of the council
    :param date last_vote: day on which an earlier motion of this kind failed, or None
    :return: as :func:`after_discharge`
    """
    if statutory < 1:
        raise LawError("statutory", "ustawowy skład musi liczyć co najmniej jedną osobę.")
    if not filed:
        return _answer(["nie ma dnia złożenia wniosku radnych"], None, Reasons())
    reasons, problems = Reasons(), []
    first, last = window(elected, term_end)
    reasons.add("window", "u.s.g. art. 28b ust. 1", f"uchwałę można podjąć od {day_text(first)} do {day_text(last)}")
    if not first <= session <= last:
        problems.append(f"uchwałę można podjąć od {day_text(first)} do {day_text(last)}")
    least = share_needed(statutory, 1, 4)
    reasons.add(
        "quarter", "u.s.g. art. 28b ust. 1", f"co najmniej 1/4 z {statutory}, czyli {least}; podpisało {signatures}"
    )
    if signatures < least:
        problems.append(f"wniosek podpisało {signatures} radnych, potrzeba co najmniej {least}")
    if last_vote:
        next_motion = terms.add_months(last_vote, MONTHS_BETWEEN_MOTIONS) + timedelta(days=1)
        reasons.add(
            "next_motion", "u.s.g. art. 28c",
            f"poprzedni wniosek nie uzyskał większości {day_text(last_vote)}: kolejny najwcześniej "
            f"{day_text(next_motion)}",
        )
        if filed < next_motion:
            problems.append(f"kolejny wniosek można zgłosić najwcześniej {day_text(next_motion)}")
    earliest = max(earliest_session(filed), first)
    reasons.add(
        "session", "u.s.g. art. 28b ust. 3",
        f"wniosek złożono {day_text(filed)}, sesja po upływie 14 dni: najwcześniej "
        f"{day_text(earliest_session(filed))}",
    )
    if session < earliest_session(filed):
        problems.append(f"sesja może się odbyć najwcześniej {day_text(earliest)}")
    return _answer(problems, earliest, reasons)


def _answer(problems, earliest, reasons):
    return {"allowed": not problems, "earliest": earliest, "problems": problems, "reasons": reasons.as_list()}
