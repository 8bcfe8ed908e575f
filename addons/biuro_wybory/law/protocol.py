"""The protocol of a vote in a neighbourhood election: its rows, its arithmetic, two typings compared, the control sum.

The ordinances of cities know protocols of one shape: cards, votes, candidates. Rows are numbered as on the print, and
every message names the row by that number, so that it is found on paper.
"""

import hashlib
import re

from odoo.addons.biuro_kancelaria.law.base import LawError

FAMILIES = ("polling", "meeting")
BALLOTS = ("marks", "for_against")
OPTIONS = (("for", "za"), ("against", "przeciw"), ("abstain", "wstrzymuję się"))
LIMIT = 10_000_000  # no city has more voters
# (code, label, families); numbers are given in this order, parts of a row have a letter
ROWS = (
    ("entitled", "Uprawnieni do głosowania", FAMILIES),
    ("present", "Obecni na zebraniu (lista obecności)", ("meeting",)),
    ("received", "Karty otrzymane przez komisję", ("polling",)),
    ("issued", "Karty wydane", FAMILIES),
    ("unused", "Karty niewykorzystane", ("polling",)),
    ("proxy", "Głosujący przez pełnomocnika", ("polling",)),
    ("from_box", "Karty wyjęte z urny", FAMILIES),
    ("not_issued", "w tym karty nieważne (inne niż wydane przez komisję)", FAMILIES),
    ("valid_cards", "Karty ważne", FAMILIES),
    ("invalid", "Głosy nieważne", FAMILIES),
    ("invalid_too_many", "w tym za dużo znaków", FAMILIES),
    ("invalid_no_mark", "w tym bez znaku", FAMILIES),
    ("invalid_other", "w tym z innej przyczyny", FAMILIES),
    ("valid_votes", "Głosy ważne", FAMILIES),
)
PARTS = ("invalid_too_many", "invalid_no_mark", "invalid_other")


def form(family, candidates, ballot="marks", proxy=False):
    """Return the rows of a protocol in the order of the print.

    :param str family: ``polling`` or ``meeting``
    :param candidates: list of (key, name) in the order of the ballot
    :param str ballot: ``marks`` (one row per candidate) or ``for_against`` (three)
    :param bool proxy: whether voting by proxy is allowed
    :return: list of dicts ``code``, ``number``, ``label``, ``candidate`` (key or False), ``option`` (key or False)
    :raise LawError: unknown family or ballot
    """
    if family not in FAMILIES:
        raise LawError("family", f"nieznana forma wyborów „{family}”; dozwolone: {', '.join(FAMILIES)}.")
    if ballot not in BALLOTS:
        raise LawError("ballot", f"nieznany rodzaj karty „{ballot}”; dozwolone: {', '.join(BALLOTS)}.")
    rows, number, letter = [], 0, 0
    for code, label, families in ROWS:
        if family not in families or (code == "proxy" and not proxy):
            continue
        if code in PARTS:
            shown, letter = f"{number}{'abc'[letter]}", letter + 1
        else:
            number += 1
            shown = str(number)
        rows.append({"code": code, "number": shown, "label": label, "candidate": False, "option": False})
    number += 1
    for place, (key, name) in enumerate(candidates, 1):
        if ballot == "marks":
            rows.append({"code": f"votes:{key}", "number": f"{number}.{place}", "label": name, "candidate": key,
                         "option": False})
            continue
        for letter, (option, label) in zip("abc", OPTIONS, strict=True):
            rows.append({"code": f"votes:{key}:{option}", "number": f"{number}.{place}{letter}",
                         "label": f"{name} – {label}", "candidate": key, "option": option})
    return rows


def read(text):
    """Return (number, problem) of a figure as typed: the number and an empty text, or None and what is wrong."""
    if text is True:
        return None, "to nie jest liczba"
    if isinstance(text, int) and text is not False:
        value = text
    else:
        text = re.sub(r"[ \u00a0\u202f]", "", (text or "").strip())
        if not text:
            return None, "wiersz jest pusty – wpisz liczbę, także zero"
        if re.fullmatch(r"[-\u2212–]\d+", text):
            return None, "liczba nie może być ujemna"
        if re.fullmatch(r"\d+[.,]\d+", text):
            return None, "liczba musi być całkowita"
        if not re.fullmatch(r"\d{1,12}", text, re.ASCII):
            return None, f"„{text[:20]}” to nie jest liczba"
        value = int(text)
    if value < 0:
        return None, "liczba nie może być ujemna"
    if value > LIMIT:
        return None, "liczba jest za duża"
    return value, ""


class _Sheet:
    """Figures of one protocol while they are checked; sentences name the row by its number and label."""

    def __init__(self, rows):
        self.lines = {row["code"]: row for row in rows}
        self.figures, self.errors, self.warnings = {}, [], []

    def name(self, code):
        return f"wiersz {self.lines[code]['number']} ({self.lines[code]['label']})"

    def add(self, code, text, warning=False):
        shown = self.name(code)
        (self.warnings if warning else self.errors).append({
            "line": self.lines[code]["number"], "code": code, "text": f"{shown[0].upper()}{shown[1:]}: {text}"})

    def take(self, typed):
        """Take every row as typed; return whether all could be read."""
        for code in self.lines:
            value, problem = read(typed.get(code))
            if problem:
                self.add(code, f"{problem}.")
            else:
                self.figures[code] = value
        return not self.errors

    def at_most(self, code, other, text):
        if code in self.figures and other in self.figures and self.figures[code] > self.figures[other]:
            self.add(code, f"{self.figures[code]} to więcej niż {self.figures[other]} – {self.name(other)}. {text}")

    def equals(self, code, expected, how):
        if self.figures[code] != expected:
            self.add(code, f"wpisano {self.figures[code]}, a {how} daje {expected}.")


def check(rows, typed, marks=1, min_marks=1, explained=False):
    """Check the arithmetic of a protocol (wybory.md B.5 step 1).

    :param rows: what :func:`form` returned
    :param dict typed: {code: text or whole number}
    :param int marks: marks allowed on one ballot
    :param int min_marks: fewer marks make the vote invalid
    :param bool explained: whether the remarks explain why more cards were taken out than given out
    :return: dict ``errors`` and ``warnings`` (lists of {``line``, ``code``, ``text``}), ``figures`` {code: int},
        ``votes`` {candidate: int or [for, against, abstain]}; the last two are empty while a figure cannot be read
    """
    sheet = _Sheet(rows)
    if not sheet.take(typed):
        return {"errors": sheet.errors, "warnings": [], "figures": {}, "votes": {}}
    _check_cards(sheet, explained)
    valid, votes = sheet.figures["valid_votes"], {}
    for row in rows:
        if row["candidate"] is False:
            continue
        value = sheet.figures.pop(row["code"])
        if value > valid:
            sheet.add(row["code"], f"{value} głosów to więcej niż {valid} – {sheet.name('valid_votes')}.")
        if row["option"]:
            votes.setdefault(row["candidate"], []).append(value)
        else:
            votes[row["candidate"]] = value
    _check_votes(rows, votes, valid, marks, min_marks, sheet.add)
    return {"errors": sheet.errors, "warnings": sheet.warnings, "figures": sheet.figures, "votes": votes}


def _check_cards(sheet, explained):
    figures, name = sheet.figures, sheet.name
    sheet.at_most("issued", "entitled", "Nie można wydać więcej kart, niż jest uprawnionych.")
    sheet.at_most("present", "entitled", "Na zebraniu liczy się tylko uprawnionych.")
    sheet.at_most("issued", "present", "Na zebraniu karty dostają tylko obecni.")
    sheet.at_most("proxy", "issued", "Głosujący przez pełnomocnika są wśród tych, którym wydano karty.")
    if "received" in figures:
        sheet.equals("received", figures["issued"] + figures["unused"], f"suma {name('issued')} i {name('unused')}")
    box, issued = figures["from_box"], figures["issued"]
    if box > issued:
        sheet.add("from_box", f"{box} to więcej, niż wydano ({name('issued')}: {issued}). " + (
            "Uwaga protokołu to wyjaśnia." if explained else "Opisz przyczynę w uwagach protokołu."), explained)
    elif box < issued:
        sheet.add("from_box", f"{box} to mniej, niż wydano ({name('issued')}: {issued}). "
                  "Opisz w uwagach, z czego może to wynikać, np. wyniesienie karty.", True)
    sheet.at_most("not_issued", "from_box", "Karty nieważne są częścią kart wyjętych z urny.")
    if figures["not_issued"] <= box:
        sheet.equals("valid_cards", box - figures["not_issued"], f"{name('from_box')} minus {name('not_issued')}")
    sheet.equals("invalid", sum(figures[code] for code in PARTS), "suma przyczyn w wierszach "
                 + ", ".join(sheet.lines[code]["number"] for code in PARTS))
    sheet.at_most("invalid", "valid_cards", "Głosów nieważnych nie może być więcej niż ważnych kart.")
    if figures["invalid"] <= figures["valid_cards"]:
        sheet.equals("valid_votes", figures["valid_cards"] - figures["invalid"],
                     f"{name('valid_cards')} minus {name('invalid')}")


def _check_votes(rows, votes, valid, marks, min_marks, wrong):
    own = [row for row in rows if row["candidate"] is not False]
    if own and own[0]["option"]:
        for candidate, values in votes.items():
            code = next(row["code"] for row in own if row["candidate"] == candidate)
            if sum(values) != valid:
                wrong(code, f"za + przeciw + wstrzymuję się = {sum(values)}, a głosów ważnych jest {valid}; "
                      "muszą być równe.")
        return
    total = sum(votes.values())
    if not own:
        return
    if marks == 1 and min_marks == 1:
        if total != valid:
            wrong("valid_votes", f"{valid}, a suma głosów oddanych na kandydatów to {total}; muszą być równe.")
        return
    if total > valid * marks:
        wrong("valid_votes", f"{valid} głosów ważnych po najwyżej {marks} znaków daje {valid * marks}, "
              f"a suma głosów oddanych na kandydatów to {total}.")
    if total < valid * min_marks:
        wrong("valid_votes", f"{valid} głosów ważnych po co najmniej {min_marks} znaku daje {valid * min_marks}, "
              f"a suma głosów oddanych na kandydatów to {total}.")


def compare(rows, first, second):
    """Compare two typings of one protocol.

    :return: list of {``line``, ``code``, ``text``}, one per row where they differ; the figures are not told, so that
        who types again looks at the paper
    """
    return [
        {"line": row["number"], "code": row["code"],
         "text": f"Wiersz {row['number']} ({row['label']}): wpisy się różnią."}
        for row in rows
        if read(first.get(row["code"]))[0] != read(second.get(row["code"]))[0]
    ]


def control_sum(reference, rows, typed):
    """Return the control sum of a protocol (str like ``1A2B-3C4D``): equal figures of equal rows give an equal sum.

    :param str reference: what names the protocol, so that equal figures of two precincts differ
    """
    parts = [f"{row['number']}={read(typed.get(row['code']))[0]}" for row in rows]
    digest = hashlib.sha256("|".join((reference, *parts)).encode()).hexdigest()[:8].upper()
    return f"{digest[:4]}-{digest[4:]}"
