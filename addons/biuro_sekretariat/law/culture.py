"""Register of cultural institutions: regulation of 26 January 2012 (Dz.U. 2012 poz. 189), act of 25 October 1991.

The nine rubrics, what may stand in them, and how the text of a rubric is composed.
"""

from odoo.addons.biuro_kancelaria.law.base import LawError

REGULATION = "rozporządzenie MKiDN z 26.01.2012 r."
# § 3(1): number of the rubric, its wording
RUBRICS = {
    1: "Numer wpisu do rejestru",
    2: "Data wpisu do rejestru oraz daty kolejnych wpisów",
    3: "Pełna nazwa instytucji kultury wynikająca ze statutu",
    4: "Skrócona nazwa instytucji kultury",
    5: "Siedziba i adres instytucji kultury",
    6: "Oznaczenie organizatora",
    7: "Oznaczenie podmiotu, z którym organizator wspólnie prowadzi instytucję kultury",
    8: "Akt o utworzeniu instytucji kultury",
    9: "Akt o nadaniu statutu instytucji kultury",
}
# rubrics with content of their own; 1 and 2 follow from the entries
CONTENT_RUBRICS = (3, 4, 5, 6, 7, 8, 9)
REQUIRED_RUBRICS = (3, 5, 6, 8, 9)
# § 4: divisions of the book
DIVISIONS = {
    1: "Dział I – Oznaczenie instytucji kultury",
    2: "Dział II – Organizacja instytucji kultury",
    3: "Dział III – Mienie instytucji kultury",
    4: "Dział IV – Połączenie, podział i likwidacja instytucji kultury",
}
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
MISSING = {
    3: "wpisz pełną nazwę wynikającą ze statutu.",
    5: "wpisz siedzibę i adres.",
    6: "wpisz oznaczenie organizatora.",
    8: "wskaż akt o utworzeniu instytucji (ustawa o działalności kulturalnej art. 11 ust. 1).",
    9: "wskaż akt o nadaniu statutu (ustawa o działalności kulturalnej art. 13).",
}


def check_rubrics(contents, statute_has_short_name):
    """Refuse contents that cannot be entered in the register.

    :param dict contents: text of each rubric, by its number
    :param bool statute_has_short_name: whether the statute gives a short name (§ 3(1)(4))
    :return: True
    :raise LawError: a required rubric is empty, or a short name that the statute does not give
    """
    for rubric in REQUIRED_RUBRICS:
        if not (contents.get(rubric) or "").strip():
            raise LawError(f"rubryka {rubric}", MISSING[rubric])
    if (contents.get(4) or "").strip() and not statute_has_short_name:
        raise LawError("rubryka 4", "statut nie przewiduje nazwy skróconej; zostaw rubrykę pustą.")
    if statute_has_short_name and not (contents.get(4) or "").strip():
        raise LawError("rubryka 4", "statut przewiduje nazwę skróconą; wpisz ją.")
    return True


def act_text(kind, number, day, issuer="", journal=""):
    """Return the designation of an act as it stands in the register, e.g. ``uchwała nr X/12/98 Rady … z dnia …``."""
    parts = [kind]
    if number:
        parts.append(f"nr {number}")
    if issuer:
        parts.append(issuer)
    if day:
        parts.append(f"z dnia {day.day}.{day.month:02d}.{day.year} r.")
    return " ".join(parts) + (f" ({journal})" if journal else "")
