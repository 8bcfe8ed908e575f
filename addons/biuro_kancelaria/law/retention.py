"""Archival categories and how long papers are kept (KLAS: Dz.U. 2019 poz. 246; NZA art. 5; IK § 37, § 63)."""

import re
from datetime import date, timedelta

from . import holidays
from .base import LawError, Reasons, day_text, plural

_CATEGORY = re.compile(r"(?P<kind>BE|B)(?P<years>[1-9][0-9]{0,2})")
KLAS = "rozporządzenie MKiDN z 20.10.2015 r. (Dz.U. 2019 poz. 246), zał. 1"
YEARS_IN_CELL = 2
DEFAULT_YEARS = 5
STATE_ARCHIVE_YEARS = 25


def parse_category(category):
    """Return an archival category as (kind, years).

    :param str category: ``A``, ``Bc``, ``B*``, ``B`` with years (``B5``) or ``BE`` with years (``BE10``)
    :return: tuple of ``A`` | ``Bc`` | ``B*`` | ``B`` | ``BE`` and the number of full years (0 where none)
    :raise LawError: for anything else
    """
    if category in ("A", "Bc"):
        return category, 0
    if category == "B*":
        return category, DEFAULT_YEARS
    match = _CATEGORY.fullmatch(category or "")
    if not match:
        raise LawError("category", f"nieznana kategoria archiwalna „{category}”; podaj A, Bn, BEn, Bc albo B*.")
    return match["kind"], int(match["years"])


def higher(one, other):
    """Return the higher of two categories: A above all, then the longer period, then the one with an expertise.

    Where an older qualification gives a higher category, the higher one holds (instrukcja kancelaryjna, § 6(3)).
    """
    rank = {"A": 3, "BE": 2, "B": 1, "B*": 1, "Bc": 0}

    def weight(category):
        kind, years = parse_category(category)
        return kind == "A", kind != "Bc", years, rank[kind]

    return max(one, other, key=weight)


def _after_expertise(kind, years, expert, reasons):
    """Return (kind, years) as the State Archive's expertise left them."""
    if not expert:
        return kind, years
    if kind != "BE":
        raise LawError("expert", "ekspertyzę archiwum państwowego przeprowadza się tylko dla kategorii BE.")
    if expert == "A":
        reasons.add("expert", KLAS, "Ekspertyza archiwum państwowego zmieniła kategorię na A.")
        return "A", 0
    if expert == "B":
        reasons.add("expert", KLAS, "Ekspertyza archiwum państwowego potwierdziła kategorię B: można wybrakować.")
        return "B", years
    match = _CATEGORY.fullmatch(expert)
    if not match or match["kind"] != "B" or int(match["years"]) < years:
        raise LawError("expert", "wynik ekspertyzy to „A”, „B” albo „Bn” z okresem nie krótszym niż dotychczasowy.")
    reasons.add("expert", KLAS, f"Ekspertyza archiwum państwowego ustaliła kategorię {expert}.")
    return "B", int(match["years"])


def retention(category, closed_on, expert=False):
    """Return how long the papers of a case are kept.

    :param str category: archival category of the class
    :param datetime.date closed_on: day on which the case was closed (a folder: its latest case)
    :param expert: outcome of the State Archive's expertise of BE papers: ``A``, ``B`` or ``Bn``; False when none
    :return: dict ``counted_from``, ``last_day``, ``disposable_from`` (empty for A; for BE without an expertise the
        earliest day of it), ``to_archive_from``; dates or False; and ``reasons``
    :raise LawError: unknown category, expertise out of place
    """
    if not holidays.FIRST_YEAR <= closed_on.year <= holidays.LAST_YEAR:
        raise LawError("closed_on", f"podaj datę z lat {holidays.FIRST_YEAR}–{holidays.LAST_YEAR}.")
    kind, years = parse_category(category)
    reasons = Reasons()
    kind, years = _after_expertise(kind, years, expert, reasons)
    if kind == "Bc":
        following = closed_on + timedelta(days=1)
        reasons.add("Bc", KLAS, (
            "Kategoria Bc: dokumentacja o krótkotrwałym znaczeniu, po pełnym wykorzystaniu może być wybrakowana "
            f"(od {day_text(following)}); nie przekazuje się jej do archiwum zakładowego."
        ))
        return {
            "counted_from": False, "last_day": False, "disposable_from": following, "to_archive_from": False,
            "reasons": reasons.as_list(),
        }
    counted_from = date(closed_on.year + 1, 1, 1)
    to_archive = date(closed_on.year + YEARS_IN_CELL + 1, 1, 1)
    reasons.add("counted_from", KLAS, (
        f"Sprawę zakończono {day_text(closed_on)}; okres liczy się od 1 stycznia następnego roku: "
        f"{day_text(counted_from)}."
    ))
    last_day = disposable = False
    if kind == "A":
        reasons.add("A", "ustawa o narodowym zasobie archiwalnym i archiwach, art. 5", (
            f"Kategoria A: materiały archiwalne przechowuje się wieczyście; po {STATE_ARCHIVE_YEARS} latach od "
            "wytworzenia przekazuje się je do archiwum państwowego."
        ))
    else:
        if kind == "B*":
            reasons.add("B*", "uwagi do klasy w JRWA", (
                f"Kategoria B*: okres wynika z innych przepisów; gdy ich nie ma, przyjmuje się {DEFAULT_YEARS} lat. "
                "Sprawdź uwagi do klasy."
            ))
        last_day, disposable = date(closed_on.year + years, 12, 31), date(closed_on.year + years + 1, 1, 1)
        reasons.add("years", KLAS, (
            f"Pełnych lat kalendarzowych: {years} ({plural(years, 'rok', 'lata', 'lat')}); "
            f"przechowywanie do {day_text(last_day)}."
        ))
        if kind == "BE":
            reasons.add("BE", KLAS, (
                f"Kategoria BE: najwcześniej {day_text(disposable)} archiwum państwowe przeprowadza ekspertyzę i może "
                "zmienić kategorię na A."
            ))
        else:
            reasons.add("B", KLAS, f"Brakowanie możliwe od {day_text(disposable)}, za zgodą archiwum państwowego.")
    reasons.add("to_archive", "instrukcja kancelaryjna § 37, § 63 ust. 1", (
        f"Po dwóch pełnych latach w komórce, od {day_text(to_archive)}, akta przekazuje się do archiwum zakładowego."
    ))
    return {
        "counted_from": counted_from, "last_day": last_day, "disposable_from": disposable,
        "to_archive_from": to_archive, "reasons": reasons.as_list(),
    }
