"""Life of a lay judge's mandate and what comes before it: notice of the hearing, opinions, neutral words, handing over.

Prawo o ustroju sądów powszechnych (u.s.p.), art. 158-175; dates are calendar days.
"""

import re
from datetime import date, timedelta

from odoo.addons.biuro_kancelaria.law import holidays
from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text

NOTICE_DAYS = 7
OPINION_DAYS = 21
# what an opinion that may be read aloud at a broadcast session does not speak of, and a number like a PESEL
SENSITIVE = (
    r"\d{11}", r"skazan\w*", r"karaln\w*", r"karan[aeyi]\w*", r"wyrok\w*", r"przestęp\w*", r"policj\w*",
    r"chor[oóy]\w*", r"lecz[eyo]n\w*", r"niepełnosprawn\w*", r"schorze\w*", r"diagnoz\w*", r"rozw[oó]d\w*",
    r"wyznani\w*", r"religi\w*", r"parti[aieęą]\w*", r"aliment\w*", r"zadłuż\w*",
)


def hearing(served, committee, session):
    """Say whether the notice of a dismissal came early enough (u.s.p. art. 166 § 2c).

    :param datetime.date served: day on which the lay judge was served the notice
    :param committee: day of the committee's meeting (date or None)
    :param session: day of the session (date or None)
    :return: dict ``earliest`` (date), ``ok`` (bool), ``problems`` (list of Polish sentences), ``reasons``
    """
    earliest = served + timedelta(days=NOTICE_DAYS)
    article = "u.s.p. art. 166 § 2b–2c"
    reasons = Reasons().add(
        "notice", article,
        f"zawiadomienie doręczono {day_text(served)}; między doręczeniem a posiedzeniem upływa co najmniej "
        f"{NOTICE_DAYS} dni: najwcześniej {day_text(earliest)}",
    )
    problems = []
    for name, day in (("posiedzenie komisji", committee), ("sesja", session)):
        if not day:
            continue
        early = day < earliest
        reasons.add("term", article, f"{name} {day_text(day)}: {'za wcześnie' if early else 'termin zachowany'}")
        if early:
            problems.append(
                f"{name} ({day_text(day)}) przypada wcześniej niż 7 dni od doręczenia zawiadomienia; "
                f"wyznacz termin nie wcześniejszy niż {day_text(earliest)}."
            )
    return {"earliest": earliest, "ok": not problems, "problems": problems, "reasons": reasons.as_list()}


def opinion_of_body(delivered, received, today):
    """Say how an opinion on a motion to dismiss stands (u.s.p. art. 166 § 2a).

    :param datetime.date delivered: day on which the body was given the motion
    :param received: day of its opinion (date or None)
    :param datetime.date today: the day asked about
    :return: dict ``until`` (date), ``state`` (``received``, ``waiting``, ``not_issued``), ``reasons``
    :raise LawError: an opinion older than the motion
    """
    until = delivered + timedelta(days=OPINION_DAYS)
    reasons = Reasons().add(
        "opinion", "u.s.p. art. 166 § 2a",
        f"wniosek doręczono {day_text(delivered)}, na opinię jest {OPINION_DAYS} dni: do {day_text(until)}",
    )
    if received:
        if received < delivered:
            raise LawError("received", "opinia nie może być wcześniejsza niż doręczenie wniosku; popraw daty.")
        state, text = "received", f"opinię wydano {day_text(received)}"
    elif today <= until:
        state, text = "waiting", "termin jeszcze nie upłynął"
    else:
        state, text = "not_issued", "opinii nie wydano w terminie: wystarcza oświadczenie o tym i dowód doręczenia"
    return {"until": until, "state": state, "reasons": reasons.add(state, "u.s.p. art. 166 § 2a", text).as_list()}


def wording(text):
    """Return the words (list, in the order of the text) that an opinion read in public should not use.

    :param str text: the opinion
    """
    found = re.finditer(r"(?<!\w)(?:" + "|".join(SENSITIVE) + r")", text or "", re.IGNORECASE)
    return list(dict.fromkeys(match.group(0) for match in found))


def handing_over(year):
    """Return until when the list and the files go to the courts (u.s.p. art. 164 § 1).

    :param int year: the year of the election
    :return: dict ``deadline`` (31 October, not moved), ``target`` (the last working day until then), ``reasons``
    """
    if not holidays.FIRST_YEAR <= year <= holidays.LAST_YEAR:
        raise LawError("year", f"rok wyborów musi leżeć w latach {holidays.FIRST_YEAR}–{holidays.LAST_YEAR}.")
    end = date(year, 10, 31)
    target = holidays.previous_working(end)
    reasons = Reasons().add(
        "handing_over", "u.s.p. art. 164 § 1",
        f"listę wybranych i dokumenty przekazuje się prezesom sądów najpóźniej do końca października: {day_text(end)}",
    )
    if target != end:
        reasons.add("safe", "", f"to dzień wolny od pracy, więc zaplanuj najpóźniej {day_text(target)}")
    return {"deadline": end, "target": target, "reasons": reasons.as_list()}
