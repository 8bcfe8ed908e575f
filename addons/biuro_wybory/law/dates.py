"""Days after an election: files of lay-judge candidates, terms of bodies, protests."""

from datetime import date, timedelta

from odoo.addons.biuro_kancelaria.law import holidays, terms
from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text

from . import params as ordinance

COLLECT_DAYS, DESTROY_DAYS = 60, 30
NEW_RULES_FROM = date(2027, 3, 30)
REGULATION = "rozporządzenie MS z 9.06.2011 w sprawie zgłaszania kandydatów na ławników"


def file_terms(election_date):
    """Return until when files of those not elected are collected, and then destroyed (regulation § 5).

    Both are counted in calendar days; the day of the election is not counted. Whether an end on a day off moves to the
    next working day is not settled: the moved days are given beside, the clerk decides.

    :param date election_date: day of the election
    :return: dict ``collect_until`` (60 days), ``destroy_until`` (30 days more), ``collect_moved``, ``destroy_moved``
        (the same days moved off Saturdays and days off; dates), ``reasons``
    """
    collect = terms.count(election_date, COLLECT_DAYS, "day")
    destroy = terms.count(collect, DESTROY_DAYS, "day")
    moved = holidays.next_working(collect)
    destroy_moved = holidays.next_working(terms.count(moved, DESTROY_DAYS, "day"))
    reasons = Reasons().add("collect", f"{REGULATION}, § 5 ust. 1", (
        f"Wybory {day_text(election_date)}, dnia tego się nie liczy; {COLLECT_DAYS} dni na odbiór: do "
        f"{day_text(collect)}."
    )).add("destroy", f"{REGULATION}, § 5 ust. 2", (
        f"Nieodebrane karty i załączniki niszczy komisja rady w ciągu {DESTROY_DAYS} dni: do {day_text(destroy)}."
    ))
    if moved != collect or destroy_moved != destroy:
        reasons.add("moved", "KC art. 115", (
            "Koniec przypada na sobotę albo dzień wolny; jeżeli urząd go przesuwa, odbiór trwa do "
            f"{day_text(moved)}, a zniszczenie do {day_text(destroy_moved)}. Źródła tego nie rozstrzygają."
        ))
    return {
        "collect_until": collect, "destroy_until": destroy, "collect_moved": moved, "destroy_moved": destroy_moved,
        "reasons": reasons.as_list(),
    }


def lay_term(year):
    """Return the first and last day of the term of lay judges elected in a year (u.s.p. art. 165 § 1).

    :param int year: year of the general election
    :return: dict ``date_from``, ``date_to``, ``reasons``
    """
    first, last = date(year + 1, 1, 1), date(year + 4, 12, 31)
    reasons = Reasons().add("term", "u.s.p. art. 165 § 1", (
        f"Kadencja trwa cztery lata kalendarzowe po roku wyborów ({year}): od {day_text(first)} do {day_text(last)}."
    ))
    return {"date_from": first, "date_to": last, "reasons": reasons.as_list()}


def term_end(start, years, own=True, council_end=None):
    """Return the last day of the term of a neighbourhood council (the statute: own years, or with the City Council).

    :param date start: first day of the term
    :param int years: length in years
    :param bool own: the term is the unit's own; False: it ends with the City Council's
    :param date council_end: last day of the City Council's term, for the second case
    :return: dict ``date_to`` (date), ``reasons``
    """
    if not own:
        if not council_end:
            raise LawError("council_end", "kadencja kończy się z kadencją Rady Miasta: podaj jej ostatni dzień.")
        if council_end < start:
            raise LawError("council_end", "koniec kadencji nie może poprzedzać jej początku.")
        last, text = council_end, "Kadencja kończy się z kadencją Rady Miasta"
    else:
        if years < 1:
            raise LawError("years", "kadencja trwa co najmniej rok.")
        last = terms.add_months(start, 12 * years) - timedelta(days=1)
        text = f"Kadencja trwa {terms.amount_text(years, 'year')} od {day_text(start)}"
    reasons = Reasons().add("term_end", "statut jednostki; u.s.g. art. 35 ust. 3", f"{text}: do {day_text(last)}.")
    return {"date_to": last, "reasons": reasons.as_list()}


def protest_until(params, election_date, announced):
    """Return until when a protest may be filed.

    :param dict params: parameters of the ordinance
    :param date election_date: day of the election
    :param date announced: day of announcing the results
    :return: dict ``last_day`` (date, False where the ordinance knows no protest), ``reasons``
    :raise LawError: the results are not announced and the term runs from that day
    """
    params = ordinance.read(params)
    if not params["protest_days"]:
        reasons = Reasons().add("protest", ordinance.article(params), "Ordynacja nie przewiduje protestów.")
        return {"last_day": False, "reasons": reasons.as_list()}
    from_election = params["protest_from"] == "election_day"
    start = election_date if from_election else announced
    if not start:
        raise LawError("announced", "termin na protest biegnie od ogłoszenia wyników: podaj jego dzień.")
    answer = terms.term(start, params["protest_days"], "day")
    reasons = Reasons().extend(answer["reasons"]).add("protest", ordinance.article(params), (
        f"Termin na protest liczony od {'dnia wyborów' if from_election else 'ogłoszenia wyników'} mija "
        f"{day_text(answer['deadline'])}."
    ))
    return {"last_day": answer["deadline"], "reasons": reasons.as_list()}
