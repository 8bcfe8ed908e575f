"""Elections of a unit's bodies before the vote: days, candidates, order of the ballot. Pure functions.

u.s.g. = ustawa z 8.03.1990 o samorządzie gminnym. What a city's own statute decides comes in ``params``, by the names
of the ordinance's parameters.
"""

import unicodedata
from datetime import date, datetime, time, timedelta

from odoo.addons.biuro_kancelaria.law import holidays
from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text, plural

ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
# from this day members are elected from those eligible to the gmina council (Dz.U. 2026 poz. 1273)
GMINA_ELIGIBLE_FROM = date(2027, 3, 30)


def sort_key(surname, given_names):
    """Return the key of the alphabetical order in Polish (ł after l): a list of lists of places of letters."""
    def places(text):
        return [
            0 if letter in " -" else ALPHABET.find(letter) + 1 if letter in ALPHABET
            else ALPHABET.find(unicodedata.normalize("NFD", letter)[0]) + 1
            for letter in (text or "").strip().lower()
        ]
    return [places(surname), places(given_names)]


def age_on(birth_date, day):
    """Return the full years on a day; one reaches an age with the beginning of the birthday (KC art. 112)."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def election_day(day, national=(), must_be_free=False, exception=None, reason="", unit="jednostki"):
    """Check the day of an election of a unit's bodies (u.s.g. art. 35a).

    :param datetime.date day: the day of the vote
    :param national: list of dicts ``date``, ``name`` of the national elections known
    :param bool must_be_free: the statute wants a day off work
    :param str exception: ground of art. 35a ust. 2-3 for which a national election on that day does not stand in the
        way, or none
    :param str reason: why the exception holds; needed with ``exception``
    :return: dict ``allowed``, ``problems`` (list of sentences), ``conflicts`` (names), ``reasons``
    """
    reasons, problems = Reasons(), []
    conflicts = [row["name"] for row in national if row["date"] == day]
    if not conflicts:
        reasons.add("national_day", "u.s.g. art. 35a", (
            f"W dniu {day_text(day)} nie ma w wykazie wyborów krajowych; wykaz uzupełnia się w konfiguracji."
        ))
    elif exception and (reason or "").strip():
        reasons.add("national_exception", "u.s.g. art. 35a", (
            f"W dniu {day_text(day)} odbywają się: {', '.join(conflicts)}. Powołano wyjątek: {reason.strip()}"
        ))
    else:
        text = (
            f"W dniu {day_text(day)} odbywają się: {', '.join(conflicts)}. Na ten dzień nie można zarządzić wyborów "
            f"organów {unit} (u.s.g. art. 35a); wybierz inny dzień albo wskaż wyjątek z uzasadnieniem."
        )
        problems.append(text)
        reasons.add("national_conflict", "u.s.g. art. 35a", text)
    if must_be_free:
        if holidays.is_free(day):
            name = holidays.day_off_name(day) or "niedziela"
            reasons.add("free_day", "statut (ordynacja)", f"{day_text(day)} to dzień wolny od pracy ({name}).")
        else:
            text = f"{day_text(day)} nie jest dniem wolnym od pracy, a ordynacja tego wymaga; wybierz dzień wolny."
            problems.append(text)
            reasons.add("free_day", "statut (ordynacja)", text)
    return {"allowed": not problems, "problems": problems, "conflicts": conflicts, "reasons": reasons.as_list()}


def calendar_day(day, offset):
    """Return the day that lies ``offset`` days from the day of the vote (negative: before it)."""
    return day + timedelta(days=offset)


def hour(value):
    """Return hours as a number (15.5) as a time; 24 is the last minute of the day."""
    minutes = round((value or 0) * 60)
    return time(23, 59, 59) if minutes >= 24 * 60 else time(minutes // 60, minutes % 60)


def nomination_end(day, offset, until=None):
    """Return the last moment of nominations: the day ``offset`` days before the vote, with its hour (X09).

    :param datetime.date day: the day of the vote
    :param int offset: days before the vote
    :param float until: hour of the end; none or 0: the whole day
    :return: datetime, local time without zone
    """
    return datetime.combine(day - timedelta(days=offset), hour(until or 24))


def name_key(surname, given_names):
    """Return a name by which one person is found again: small letters without marks, hyphens or doubled spaces."""
    text = unicodedata.normalize("NFD", f"{surname or ''} {given_names or ''}".lower().replace("ł", "l"))
    letters = "".join(" " if letter in "-–'’" else letter for letter in text if not unicodedata.combining(letter))
    return " ".join(letters.split())


EXCLUSIONS = {
    "city_councillor": "jest radną albo radnym miasta",
    "office_staff": "pracuje w urzędzie miasta",
    "unit_head": "kieruje miejską jednostką organizacyjną",
    "convicted": "została prawomocnie skazana albo został prawomocnie skazany",
    "commission_member": "jest członkiem komisji wyborczej tego okręgu",
}


def candidate_problems(params, candidate, election_date, close_at=None):
    """Check a nomination against the ordinance: what stands in the way of registration, in the order of the form.

    :param dict params: the ordinance's parameters as ``params.read`` gives them
    :param dict candidate: ``birth_date``, ``resides`` (``unit``, ``gmina``, ``elsewhere`` or none: not checked),
        ``consent`` (bool), ``declared`` (bool), ``signatures_valid`` (int), ``received`` (datetime, local),
        ``excluded`` (set of keys of ``EXCLUSIONS``), ``at_meeting`` (bool)
    :param datetime.date election_date: the day on which age and residence are judged (X08)
    :param close_at: last moment of nominations (datetime, local), or none
    :return: list of dicts ``field``, ``text``, ``curable``
    """
    found = []

    def add(field, text, curable=True):
        found.append({"field": field, "text": text, "curable": curable})

    if close_at and candidate.get("received") and candidate["received"] > close_at:
        add("received_at", (
            f"Zgłoszenie wpłynęło {candidate['received']:%d.%m.%Y o %H:%M}, a termin upłynął "
            f"{close_at:%d.%m.%Y o %H:%M} (X09)."
        ), curable=False)
    born = candidate.get("birth_date")
    least = params["active_age"] or 18
    if not born:
        add("birth_date", "Brak daty urodzenia: nie można stwierdzić wieku w dniu wyborów (X08).")
    elif age_on(born, election_date) < least:
        years = age_on(born, election_date)
        add("birth_date", (
            f"W dniu wyborów, {day_text(election_date)}, osoba ma {years} {plural(years, 'rok', 'lata', 'lat')}; "
            f"kandydować może, kto ma ukończone {least} lat (X08)."
        ), curable=False)
    gmina = params["passive_right"] == "eligible_to_gmina_council" or election_date >= GMINA_ELIGIBLE_FROM
    allowed = {"unit", "gmina"} if gmina else {"unit"}
    where = "na obszarze gminy" if gmina else "w jednostce"
    if not candidate.get("resides"):
        add("resides", f"Nie sprawdzono, czy osoba stale zamieszkuje {where}.")
    elif candidate["resides"] not in allowed:
        add("resides", f"Osoba nie zamieszkuje stale {where} (X08).", curable=False)
    if not candidate.get("consent"):
        add("consent_date", "Brak pisemnej zgody na kandydowanie.")
    if not candidate.get("declared"):
        add("eligibility_declared", "Brak oświadczenia o posiadaniu prawa wybieralności.")
    needed = 0 if candidate.get("at_meeting") else int(params["signatures_required"] or 0)
    valid = int(candidate.get("signatures_valid") or 0)
    if valid < needed:
        add("signatures_valid", f"Ważnych podpisów poparcia jest {valid}, a ordynacja wymaga {needed}.")
    for key in EXCLUSIONS:
        binding = key in params["passive_right_excludes"] or key == "commission_member"
        if binding and key in (candidate.get("excluded") or ()):
            add("excluded", f"Osoba {EXCLUSIONS[key]}, a ordynacja wyklucza takie kandydowanie.", curable=False)
    return found


def lots_order(drawn, standing):
    """Return the order of the ballot that lots gave.

    :param drawn: ids in the order drawn
    :param standing: ids of those who stand
    :return: list of ids
    :raise LawError: somebody is missing, drawn twice, or does not stand
    """
    if sorted(drawn) != sorted(standing):
        raise LawError("drawn", "kolejność z losowania musi zawierać każdą zarejestrowaną osobę dokładnie raz.")
    return list(drawn)
