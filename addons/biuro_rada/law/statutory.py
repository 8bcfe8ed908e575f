"""The statutory calendar of a year: what the council and its office must do by which day."""

import calendar
from datetime import date

from odoo.addons.biuro_kancelaria.law import holidays
from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text

# (code, month, day, title, provision)
YEARLY = (
    ("rada_cal_budget", 1, 31, "Uchwalenie budżetu – najpóźniej, w uzasadnionych przypadkach", "u.f.p. art. 239–240"),
    ("rada_cal_budget_report", 3, 31, "Sprawozdanie z wykonania budżetu i informacja o mieniu: do rady i RIO",
     "u.f.p. art. 267"),
    ("rada_cal_statements", 4, 30, "Oświadczenia majątkowe radnych według stanu na 31 grudnia",
     "u.s.g. art. 24h ust. 4"),
    ("rada_cal_state_report", 5, 31, "Raport o stanie miasta przedstawiony radzie", "u.s.g. art. 28aa ust. 1"),
    ("rada_cal_financial", 5, 31, "Sprawozdanie finansowe przekazane radzie", "u.f.p. art. 270 ust. 1"),
    ("rada_cal_audit_motion", 6, 15, "Wniosek komisji rewizyjnej w sprawie absolutorium", "u.f.p. art. 270 ust. 3"),
    ("rada_cal_discharge", 6, 30, "Zatwierdzenie sprawozdania finansowego, wotum zaufania i absolutorium",
     "u.f.p. art. 270 ust. 4, art. 271; u.s.g. art. 28aa"),
    ("rada_cal_statements_info", 10, 30, "Informacja dla rady o analizie oświadczeń majątkowych",
     "u.s.g. art. 24h ust. 12"),
    ("rada_cal_draft_budget", 11, 15, "Projekt budżetu i WPF: od Prezydenta do rady i RIO",
     "u.f.p. art. 233, 238"),
)
QUARTERS = ("I", "II", "III", "IV")
MONTHS = (
    "styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik",
    "listopad", "grudzień",
)


def _entry(key, code, title, day, article, **more):
    target = holidays.previous_working(day)
    reasons = Reasons().add(code, article, f"{title}: do {day_text(day)}; ustawowy dzień nie przesuwa się")
    if target != day:
        reasons.add("target", "", f"ostatni dzień roboczy nie później: {day_text(target)}")
    return {
        "key": key, "code": code, "title": title, "day": day, "target": target, "article": article,
        "reasons": reasons.as_list(), **more,
    }


def statutory_calendar(year, term_from=None, term_to=None, fees=()):
    """Return the duties of a calendar year in the order of their days.

    :param int year: the year
    :param date term_from: first day of the term that runs then; ``term_to`` its last day. Quarters and months that lie
        wholly outside it bring no duty; without them the whole year counts.
    :param fees: membership fees as dicts ``id``, ``title``, ``day`` (date) and ``article``
    :return: list of dicts ``key`` (unique in the year), ``code``, ``title``, ``day``, ``target`` (last working day not
        after it), ``article``, ``reasons``; of a fee also ``fee`` (its id), of a quarter or a month ``first`` (its
        first day)
    :raise LawError: a year outside 2000-2100
    """
    if not 2000 <= year <= 2100:
        raise LawError("year", "rok musi mieścić się między 2000 a 2100.")
    entries = [
        _entry(code, code, title, date(year, month, day), article) for code, month, day, title, article in YEARLY
    ]

    def within(first, last):
        return (not term_from or last >= term_from) and (not term_to or first <= term_to)

    for number, name in enumerate(QUARTERS):
        first = date(year, 3 * number + 1, 1)
        last = date(year, 3 * number + 3, calendar.monthrange(year, 3 * number + 3)[1])
        if within(first, last):
            entries.append(_entry(
                f"rada_cal_session_q{number + 1}", "rada_cal_session", f"Co najmniej jedna sesja w {name} kwartale",
                last, "u.s.g. art. 20 ust. 1", first=first,
            ))
    for number, name in enumerate(MONTHS, 1):
        first, last = date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])
        if within(first, last):
            entries.append(_entry(
                f"rada_cal_attendance_{number:02d}", "rada_cal_attendance",
                f"Diety za {name} {year}: zamknięcie list obecności i naliczenie", last, "u.s.g. art. 25 ust. 4, 8",
                first=first,
            ))
    for fee in fees:
        entries.append(_entry(
            f"rada_cal_fee_{fee['id']}", "rada_cal_fee", fee["title"], fee["day"],
            fee.get("article") or "statut organizacji", fee=fee["id"],
        ))
    return sorted(entries, key=lambda entry: (entry["day"], entry["key"]))
