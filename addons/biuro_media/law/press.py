"""Press law: which clock a matter has, how long a correction may be, what was answered in time.

Pr.pras. is Prawo prasowe (ustawa z 26.01.1984), UDIP the act on access to public information. The terms themselves are
rules of the office (dated records); here is which rule a matter falls under.
"""

import re
import statistics
from decimal import ROUND_HALF_UP, Decimal

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons
from odoo.addons.biuro_kancelaria.law.terms import term

# how often a title appears; more often than once a week makes a daily (art. 7 ust. 2 pkt 2)
FREQUENCIES = ("daily", "multiweekly", "weekly", "biweekly", "monthly", "quarterly", "other", "online")
DAILY, ELECTRONIC = ("daily", "multiweekly"), ("online",)
MODES = ("udip", "press")
# matter: rule of the term; None: no statutory clock, with the reason
RULES = {
    "criticism": "press_criticism",
    "question": "udip",
    "private_refusal": "press_private_refusal",
    "correction_out": "press_correction",
    "correction_second": "press_correction_second",
    "correction_claim": "press_correction_claim",
    "correction_in": "press_correction_refusal",
    "correction_in_publish": None,
    "authorisation": None,
    "complaint": "complaint",
    "complaint_forward": "complaint_forward",
    "intervention": None,
    "comment": None,
}
UNTERMED = {
    "intervention": ("", "interwencja redakcji nie ma terminu ustawowego; obowiązuje termin wewnętrzny urzędu"),
    "comment": ("Pr.pras. art. 11", "pytanie o opinię albo komentarz nie ma terminu ustawowego"),
    "correction_in_publish": (
        "Pr.pras. art. 32 ust. 1 pkt 3",
        "czasopismo publikuje sprostowanie w najbliższym albo następnym przygotowywanym numerze: termin wyznacza "
        "kalendarz wydawniczy, nie liczba dni"),
}


def rule_of(matter, frequency=None, mode=None):
    """Return the rule of the term of a matter.

    :param str matter: key of :data:`RULES`
    :param str frequency: how often the outlet appears, needed for ``authorisation`` and ``correction_in_publish``
    :param str mode: of a question: ``udip`` (facts, documents, figures) or ``press`` (opinion, comment, interview)
    :return: (code of the rule or None where no statutory clock runs, article, Polish sentence why)
    """
    if matter == "question" and mode == "press":
        matter = "comment"
    if matter in ("authorisation", "correction_in_publish") and not frequency:
        raise LawError("frequency", "podaj, jak często ukazuje się tytuł: od tego zależy termin.")
    if matter == "authorisation":
        daily = frequency in DAILY + ELECTRONIC
        kind = "dziennik: 6 godzin" if daily else "czasopismo: 24 godziny"
        return ("press_authorisation_daily" if daily else "press_authorisation_periodical",
                "Pr.pras. art. 14a ust. 4–5", f"{kind} od przekazania tekstu, także w nocy i w dni wolne")
    if matter == "correction_in_publish":
        if frequency in ELECTRONIC:
            return ("press_correction_publish_online", "Pr.pras. art. 32 ust. 1 pkt 1", "postać elektroniczna")
        if frequency in DAILY:
            return ("press_correction_publish_daily", "Pr.pras. art. 32 ust. 1 pkt 2", "dziennik")
    if RULES[matter]:
        return RULES[matter], "", ""
    return (None, *UNTERMED[matter])


def _length(text):
    """Return the characters of a text: spaces count, runs of white space as one, none at the ends."""
    return len(re.sub(r"\s+", " ", text.strip()))


def correction_length(length, limit_of, unit):
    """Tell whether a correction is not longer than twice the passage (Pr.pras. art. 31a ust. 6).

    :param int length: of the correction
    :param int limit_of: of the passage
    :param str unit: ``znaków`` or ``sekund``
    :return: dict ``ok``, ``limit``, ``length``, ``reasons``
    """
    limit = 2 * limit_of
    reasons = Reasons().add(
        "length", "Pr.pras. art. 31a ust. 6",
        f"fragment ma {limit_of} {unit}, sprostowanie może mieć {limit}, ma {length}")
    return {"ok": length <= limit, "limit": limit, "length": length, "reasons": reasons.as_list()}


def correction_text_length(passage, text):
    """As :func:`correction_length`, for two texts: characters with spaces, white space as one."""
    passage_length, text_length = _length(passage), _length(text)
    if not passage_length:
        raise LawError("passage", "podaj fragment, którego dotyczy sprostowanie.")
    if not text_length:
        raise LawError("text", "podaj tekst sprostowania.")
    return correction_length(text_length, passage_length, "znaków")


def answered_in_time(cases, year, month):
    """Count how criticism sent by editors was answered in a month (Pr.pras. art. 6 ust. 2).

    :param list cases: dicts ``transmitted`` and ``reply`` (dates or None); not transmitted ones have no clock
    :param int year: of the period
    :param int month: of the period
    :return: dict ``due`` (legal end in the month), ``in_time``, ``late``, ``unanswered``, ``share`` (Decimal, per cent;
        None when nothing was due), ``median_days`` (Decimal, of the replies sent in the month; None without),
        ``reasons``
    """
    due = in_time = late = unanswered = 0
    times = []
    for index, case in enumerate(cases):
        sent, reply = case["transmitted"], case["reply"]
        if sent is None:
            continue
        if reply is not None and reply < sent:
            raise LawError("cases", f"pozycja {index}: odpowiedź jest wcześniejsza niż przekazanie; popraw daty.")
        if reply is not None and (reply.year, reply.month) == (year, month):
            times.append((reply - sent).days)
        end = term(sent, 1, "month")["deadline"]
        if (end.year, end.month) != (year, month):
            continue
        due += 1
        in_time += reply is not None and reply <= end
        late += reply is not None and reply > end
        unanswered += reply is None
    tenth = Decimal("0.1")
    share = (Decimal(100 * in_time) / due).quantize(tenth, ROUND_HALF_UP) if due else None
    median = Decimal(str(statistics.median(times))).quantize(tenth, ROUND_HALF_UP) if times else None
    reasons = Reasons().add(
        "due", "Pr.pras. art. 6 ust. 2",
        f"termin ustawowy {due} spraw upływał w {month:02d}.{year}: w terminie {in_time}, po terminie {late}, "
        f"bez odpowiedzi {unanswered}")
    reasons.add("share", "", "brak spraw: udziału nie oblicza się" if share is None else f"w terminie {share} %")
    return {"due": due, "in_time": in_time, "late": late, "unanswered": unanswered, "share": share,
            "median_days": median, "reasons": reasons.as_list()}
