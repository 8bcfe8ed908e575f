"""Terms around the composition of the council: functions that end, seats that fall vacant."""

import calendar
from datetime import timedelta

from odoo.addons.biuro_kancelaria.law import terms
from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text

PRESIDIUM_DAYS = 30
MONTHS_WITHOUT_SUCCESSOR = 6


def function_resignation(filed):
    """Say until when the council accepts the resignation of its chair or a vice-chair (u.s.g. art. 19 ust. 5-6).

    :param date filed: day of filing the resignation
    :return: dict ``deadline`` (date: last day for the resolution), ``by_law`` (date: with the end of this day the
        resignation counts as accepted where there is no resolution), ``reasons``
    """
    term = terms.term(filed, 1, "month")
    raw = term["raw"]
    by_law = raw.replace(day=calendar.monthrange(raw.year, raw.month)[1])
    reasons = Reasons().extend(term["reasons"])
    reasons.add("resolution", "u.s.g. art. 19 ust. 5", (
        f"rezygnację złożono {day_text(filed)}; rada podejmuje uchwałę o jej przyjęciu do {day_text(term['deadline'])}"
    ))
    reasons.add("by_law", "u.s.g. art. 19 ust. 6", (
        f"bez uchwały rezygnacja jest przyjęta z mocy prawa z upływem {day_text(by_law)}, ostatniego dnia miesiąca, "
        "w którym uchwała powinna zapaść"
    ))
    return {"deadline": term["deadline"], "by_law": by_law, "reasons": reasons.as_list()}


def presidium_vacancy(since):
    """Say until when a council without a chair and vice-chairs elects new ones (u.s.g. art. 19 ust. 7-8).

    :param date since: day on which the last of them lost the function
    :return: dict ``deadline`` (date, counted in calendar days), ``wojewoda`` (date: last day for which the wojewoda
        then convenes the session), ``reasons``
    """
    term = terms.term(since, PRESIDIUM_DAYS, "day")
    wojewoda = term["deadline"] + timedelta(days=7)
    reasons = Reasons().extend(term["reasons"])
    reasons.add("wojewoda", "u.s.g. art. 19 ust. 7-8", (
        f"po bezskutecznym upływie {day_text(term['deadline'])} sesję zwołuje wojewoda na dzień do {day_text(wojewoda)}"
    ))
    return {"deadline": term["deadline"], "wojewoda": wojewoda, "reasons": reasons.as_list()}


def last_day_of_succession(term_end):
    """Return the last day on which a new councillor may still enter a vacant seat (k.w. art. 387).

    :param date term_end: last day of the term
    :return: dict ``last_day`` (date), ``reasons``
    """
    last_day = terms.add_months(term_end, -MONTHS_WITHOUT_SUCCESSOR)
    reasons = Reasons().add("last_day", "k.w. art. 387", (
        f"kadencja trwa do {day_text(term_end)}; w ostatnich {MONTHS_WITHOUT_SUCCESSOR} miesiącach, po "
        f"{day_text(last_day)}, nikt nie wstępuje na wolne miejsce"
    ))
    return {"last_day": last_day, "reasons": reasons.as_list()}


def effective_end(cause_date, complaint_filed, judgment_date):
    """Return the day with which the mandate ends (k.w. art. 383, 384 § 3).

    :param date cause_date: day of the cause; the declaration only states what the law has done
    :param bool complaint_filed: whether a complaint against the declaration went to the court
    :param judgment_date: day on which the judgment dismissing it became final (date or None)
    :return: dict ``day`` (date), ``reasons``
    :raise LawError: a complaint is pending: the mandate lasts until its dismissal is final
    """
    reasons = Reasons()
    if not complaint_filed:
        reasons.add("cause", "k.w. art. 383", f"mandat wygasł z dniem przyczyny: {day_text(cause_date)}")
        return {"day": cause_date, "reasons": reasons.as_list()}
    if not judgment_date:
        raise LawError("judgment_date", "wniesiono skargę: podaj dzień, w którym oddalenie jej stało się prawomocne.")
    if judgment_date < cause_date:
        raise LawError("judgment_date", "wyrok nie może poprzedzać przyczyny wygaśnięcia mandatu.")
    reasons.add("judgment", "k.w. art. 384 § 3", (
        f"skargę oddalono: mandat kończy się z dniem uprawomocnienia się wyroku, {day_text(judgment_date)}"
    ))
    return {"day": judgment_date, "reasons": reasons.as_list()}
