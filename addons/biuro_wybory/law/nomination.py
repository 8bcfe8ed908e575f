"""Nomination of a lay judge: formal check (u.s.p. art. 162) and eligibility (art. 158-159). The two never mix.

A formal defect or lateness means "left without further action" by resolution; a person who may not be elected stays in
the procedure and the opinion team says so.
"""

import re
from datetime import date, datetime, time, timedelta

from odoo.addons.biuro_kancelaria.law import identifiers, inputs, terms
from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text, plural

LEAST_SUPPORTERS = 50
DOCUMENT_DAYS, REGISTER_MONTHS = 30, 3
LEAST_AGE, MOST_AGE = 30, 70
ADULT = 18
DATED = {
    "krk": ("informacja z Krajowego Rejestru Karnego", "u.s.p. art. 162 § 2 pkt 1"),
    "no_proceedings": ("oświadczenie o nieprowadzeniu postępowań", "u.s.p. art. 162 § 2 pkt 2"),
    "parental": ("oświadczenie o władzy rodzicielskiej", "u.s.p. art. 162 § 2 pkt 3"),
    "health": ("zaświadczenie lekarskie", "u.s.p. art. 162 § 2 pkt 4"),
}
PHOTO = ("dwa zdjęcia", "u.s.p. art. 162 § 2 pkt 5")
REGISTER = ("odpis z KRS albo zaświadczenie z rejestru", "u.s.p. art. 162 § 3")
SUPPORT_LIST = ("lista osób zgłaszających", "u.s.p. art. 162 § 4")
NOMINATORS = ("court_president", "association", "organisation", "citizens")
ORGANISATIONS = ("association", "organisation")
# the form's boxes that may not stay empty (A.3), with their names
FORM = {
    "surname": "nazwisko",
    "given_names": "imię (imiona)",
    "parents_names": "imiona rodziców",
    "birth_date": "data urodzenia",
    "birth_place": "miejsce urodzenia",
    "pesel": "PESEL",
    "address": "adres zamieszkania",
    "court_id": "sąd",
    "education": "wykształcenie",
    "profession": "zawód",
    "motives": "motywy kandydowania",
    "local_tie": "więź z miejscem kandydowania",
    "local_tie_since": "od kiedy trwa więź z miejscem kandydowania",
    "nominator_signatory": "podpis zgłaszającego",
}
EXCLUSIONS = {
    "court_staff": ("osoba zatrudniona w sądzie", 1),
    "prosecution_staff": ("osoba zatrudniona w prokuraturze", 1),
    "body_member": ("członek organu, od którego orzeczeń można żądać skierowania sprawy do sądu", 2),
    "police": ("funkcjonariusz Policji", 3),
    "prosecuting_officer": ("osoba na stanowisku związanym ze ściganiem przestępstw i wykroczeń", 3),
    "advocate": ("adwokat", 4),
    "advocate_trainee": ("aplikant adwokacki", 4),
    "legal_adviser": ("radca prawny", 5),
    "legal_adviser_trainee": ("aplikant radcowski", 5),
    "clergy": ("duchowny", 6),
    "soldier": ("żołnierz w czynnej służbie wojskowej", 7),
    "prison_service": ("funkcjonariusz Służby Więziennej", 8),
    "councillor": ("radny gminy, powiatu albo województwa", 9),
}
EDUCATION = ("secondary", "secondary_vocational", "higher")
KRS = re.compile(r"[0-9]{10}")


def birthday(born, age):
    """Return the day on which a person reaches an age (KC art. 112: with the beginning of that day)."""
    return terms.add_months(born, 12 * age)


def earliest_documents(received):
    """Return the earliest good dates of the enclosures of a nomination.

    :param date received: day of receipt
    :return: dict ``documents`` (30 days before), ``register`` (3 months before; dates), ``reasons``
    """
    documents, register = received - timedelta(days=DOCUMENT_DAYS), terms.add_months(received, -REGISTER_MONTHS)
    reasons = Reasons().add("document_dates", "u.s.p. art. 162 § 5", (
        f"Zgłoszenie z {day_text(received)}: dokumenty z § 2 pkt 1–4 nie wcześniej niż {DOCUMENT_DAYS} dni przed nim, "
        f"od {day_text(documents)}; odpis z rejestru nie wcześniej niż {REGISTER_MONTHS} miesiące, od "
        f"{day_text(register)}."
    ))
    return {"documents": documents, "register": register, "reasons": reasons.as_list()}


def deadline(election_day, named=None, hour=None):
    """Return the last moment of nominating: 30 June of the election year, or what a by-election's notice names.

    :param date election_day: planned day of the election
    :param date named: day named by the announcement of a by-election
    :param hour: hour of the day (Decimal hours), None for the whole day
    :return: dict ``day`` (date), ``moment`` (datetime in Europe/Warsaw), ``reasons``
    """
    day = named or date(election_day.year, 6, 30)
    last = time(23, 59, 59, 999999)
    if hour is not None:
        minutes = int(hour * 60)
        last = last if minutes >= 24 * 60 else time(minutes // 60, minutes % 60)
    moment = datetime.combine(day, last, terms.WARSAW)
    source = "ogłoszenie o wyborach uzupełniających; u.s.p. art. 168" if named else "u.s.p. art. 162 § 1"
    reasons = Reasons().add("deadline", source, f"Zgłoszenia przyjmuje się do {day_text(day)}" + (
        f", do godziny {last:%H:%M}." if hour is not None else ", do końca dnia."
    ))
    return {"day": day, "moment": moment, "reasons": reasons.as_list()}


class _Check:
    """One nomination under check: collects defects and steps."""

    def __init__(self, nomination, reasons):
        self.nomination, self.reasons, self.defects = nomination, reasons, []

    def defect(self, field, article, text, row=False, of_row=False):
        self.defects.append({"field": field, "row": row, "text": text, "formal": not of_row})
        if not of_row:
            self.reasons.add(field, article, text)

    def form(self):
        for name, label in FORM.items():
            if name in self.nomination and self.nomination[name] in (False, None, "", [], {}):
                self.defect(name, "u.s.p. art. 162 § 2; rozporządzenie § 2", f"W karcie zgłoszenia brakuje: {label}.")
        if self.nomination.get("consent_signed") is False:
            self.defect(
                "consent_signed", "rozporządzenie § 2", "Brakuje zgody kandydata na kandydowanie z podpisem i datą.")
        if self.nomination.get("official_form") is False:
            self.defect("official_form", "rozporządzenie § 2", "Zgłoszenia nie złożono na urzędowej karcie zgłoszenia.")
        if self.nomination.get("for_labour") and not self.nomination.get("labour_justification", True):
            self.defect("labour_justification", "u.s.p. art. 158 § 3", (
                "Brakuje uzasadnienia znajomości spraw pracowniczych, a kandydat ma orzekać w sprawach z prawa pracy."
            ))
        if self.nomination.get("court_has_quota") is False:
            self.defect("court_id", "u.s.p. art. 161", "Wskazany sąd nie ma limitu ławników dla tej rady.")
        self._pesel()

    def _pesel(self):
        number = self.nomination.get("pesel")
        if not number:
            return
        number = inputs.text("pesel", number)
        born = inputs.any_day("birth_date", self.nomination.get("birth_date"), required=False)
        answer = identifiers.pesel(number, born)
        if not answer["valid"]:
            self.defect("pesel", "rozporządzenie § 2", answer["problem"])

    def nominator(self, kind):
        if kind not in ORGANISATIONS:
            return
        if self.nomination.get("is_party"):
            self.defect("nominator_type", "u.s.p. art. 162 § 1 pkt 3", "Kandydata nie może zgłosić partia polityczna.")
        for name, label in (("nominator_partner_id", "nazwa organizacji"), ("register_no", "numer w rejestrze")):
            if name in self.nomination and not self.nomination[name]:
                self.defect(name, "u.s.p. art. 162 § 1 pkt 3 i § 3", f"Brakuje: {label} zgłaszającego.")
        number = self.nomination.get("register_no")
        is_krs = str(self.nomination.get("register_type") or "").lower() == "krs"
        if number and is_krs and not KRS.fullmatch(identifiers.compact(inputs.text("register_no", number))):
            self.defect("register_no", "u.s.p. art. 162 § 3", "Numer KRS ma 10 cyfr; popraw go według odpisu.")

    def documents(self, kind, received):
        rows = {}
        for row in inputs.rows("document_ids", self.nomination.get("document_ids")):
            row = inputs.mapping("document_ids", row)
            rows.setdefault(inputs.text("document_ids.kind", row.get("kind")), []).append(row)
        bounds = earliest_documents(received)
        self.reasons.extend(bounds["reasons"])
        for name, (label, article) in DATED.items():
            self._dated(rows.get(name), label, article, bounds["documents"], received, f"{DOCUMENT_DAYS} dni")
        for row in rows.get("health", ()):
            if row.get("is_poz") is False:
                self.defect("document_ids", DATED["health"][1], (
                    "Zaświadczenie lekarskie wystawił kto inny niż lekarz podstawowej opieki zdrowotnej."
                ))
        photos = sum(
            2 if row.get("copies") in (None, False) else inputs.integer("document_ids.copies", row["copies"])
            for row in rows.get("photo", ())
        )
        if photos < 2:
            self.defect("document_ids", PHOTO[1], f"Brakuje zdjęć: potrzebne są dwa, złożono {photos}.")
        if kind in ORGANISATIONS:
            self._dated(rows.get("register"), *REGISTER, bounds["register"], received, f"{REGISTER_MONTHS} miesiące")

    def _dated(self, rows, label, article, earliest, received, span):
        if not rows:
            self.defect("document_ids", article, f"Brakuje dokumentu: {label}.")
            return
        problems = []
        for row in rows:
            issued = inputs.any_day("document_ids.issue_date", row.get("issue_date"), required=False)
            if not issued:
                problems.append(f"Dokument „{label}” nie ma daty wystawienia.")
            elif issued < earliest:
                problems.append(
                    f"Dokument „{label}” z {day_text(issued)} jest starszy niż {span} przed zgłoszeniem "
                    f"({day_text(received)}): najwcześniejsza dobra data to {day_text(earliest)}."
                )
            elif issued > received:
                problems.append(f"Dokument „{label}” ma datę {day_text(issued)}, późniejszą niż zgłoszenie.")
        # an older copy beside a good one does no harm
        if len(problems) == len(rows):
            self.defect("document_ids", f"{article}; § 5", problems[0])

    def supporters(self, kind, received):
        """Return the number of valid supporters, False when the nominator is not a group of citizens."""
        if kind != "citizens":
            return False
        rows = inputs.rows("supporter_ids", self.nomination.get("supporter_ids"))
        article = "u.s.p. art. 162 § 1 pkt 4 i § 4"
        if not rows and self.nomination.get("supporters_valid") not in (None, False):
            valid = inputs.integer("supporters_valid", self.nomination["supporters_valid"])
        else:
            problems = check_supporters(rows, received)
            valid = len(rows) - len({problem["row"] for problem in problems})
            for problem in problems:
                self.defect("supporter_ids", article, problem["text"], problem["row"], of_row=True)
            if problems:
                bad = ", ".join(str(row) for row in dict.fromkeys(problem["row"] for problem in problems))
                self.reasons.add("supporter_rows", article, f"Pozycje listy z wadą, nie liczą się: {bad}.")
        enough = valid >= LEAST_SUPPORTERS
        text = f"Ważnych pozycji listy osób zgłaszających: {valid}, potrzeba co najmniej {LEAST_SUPPORTERS}"
        if enough:
            self.reasons.add("supporters", article, f"{text}: wystarczy.")
        else:
            self.defect("supporter_ids", article, f"{text}: brakuje {LEAST_SUPPORTERS - valid}.")
        return valid


def check_supporters(rows, received):
    """Check the rows of a list of citizens who nominate (F06); a wrong row spoils itself alone.

    :param rows: list of dicts ``sequence``, ``surname``, ``given_names``, ``pesel``, ``residence``,
        ``signature_present``, ``has_voting_right`` (``unknown``, ``yes``, ``no``)
    :param date received: day of nomination, on which age is counted
    :return: list of dicts ``row`` (number printed on the list), ``text``: the defects in order
    """
    problems, seen = [], {}
    for place, row in enumerate(rows, 1):
        row = inputs.mapping("supporter_ids", row)
        number = inputs.integer("supporter_ids.sequence", row.get("sequence") or place)

        def bad(text, number=number):
            problems.append({"row": number, "text": f"Pozycja {number}: {text}"})

        for name, label in (("surname", "nazwiska"), ("given_names", "imienia"), ("residence", "miejsca zamieszkania")):
            if not str(row.get(name) or "").strip():
                bad(f"brakuje {label}.")
        if not row.get("signature_present"):
            bad("brakuje własnoręcznego podpisu.")
        if row.get("has_voting_right") == "no":
            bad("osoba nie ma czynnego prawa wyborczego w gminie albo w niej nie mieszka.")
        pesel = identifiers.compact(inputs.text("supporter_ids.pesel", row.get("pesel"), required=False))
        answer = identifiers.pesel(pesel)
        if not answer["valid"]:
            bad(answer["problem"])
            continue
        if birthday(answer["birth_date"], ADULT) > received:
            bad("osoba w dniu zgłoszenia nie ukończyła 18 lat, nie ma czynnego prawa wyborczego.")
        if pesel in seen:
            bad(f"ta sama osoba podpisała się już w pozycji {seen[pesel]}.")
        else:
            seen[pesel] = number
    return problems


def nomination_check(nomination, election_date):
    """Check a nomination of a lay judge formally (u.s.p. art. 162 § 1-5, 10; F01-F09 of the office's sheet).

    Boxes that the dictionary does not hold are not judged (the enclosures and the list always are); boxes that it
    holds empty are missing on the form.

    :param dict nomination: fields by their technical names; ``received_at`` (moment or day), ``nominator_type``;
        ``document_ids``, ``supporter_ids`` as lists of rows; of a by-election ``nomination_deadline`` (day);
        optional ``nomination_deadline_time`` (hours), ``official_form``, ``court_has_quota``, ``is_party``
        (booleans), ``is_poz`` in the row of the health certificate
    :param date election_date: planned day of the election
    :return: dict ``complete`` (no formal defect), ``late``, ``defects`` (list of ``field``, ``row``, ``text``),
        ``valid_supporters`` (int; False when the nominator is not a group of citizens), ``reasons``
    :raise LawError: no day of receipt, unknown nominator, values of a wrong kind
    """
    try:
        return _nomination_check(inputs.mapping("nomination", nomination), election_date)
    except LawError as error:
        if error.argument in ("nomination", "election_date"):
            raise
        raise LawError("nomination", f"„{error.argument}” – {error.sentence}") from error


def _nomination_check(nomination, election_date):
    received_at = nomination.get("received_at")
    received = inputs.day("received_at", received_at)
    kind = inputs.choice("nominator_type", nomination.get("nominator_type"), NOMINATORS)
    named = inputs.day("nomination_deadline", nomination.get("nomination_deadline"), required=False)
    hour = nomination.get("nomination_deadline_time")
    hour = None if hour in (None, False, "", 0) else inputs.decimal(
        "nomination_deadline_time", str(hour) if isinstance(hour, float) else hour, 0, 24)
    end = deadline(election_date, named, hour)
    reasons = Reasons().extend(end["reasons"])
    has_hour = isinstance(received_at, datetime) or (isinstance(received_at, str) and len(received_at) > 10)
    if has_hour and hour is not None:
        late = inputs.moment("received_at", received_at) > end["moment"]
    else:
        late = received > end["day"]
    reasons.add("late", "u.s.p. art. 162 § 10", f"Wpłynęło {day_text(received)}: " + (
        "po terminie, którego nie można przywrócić; pozostawia się je bez dalszego biegu uchwałą rady." if late
        else "w terminie."
    ))
    check = _Check(nomination, reasons)
    check.form()
    check.nominator(kind)
    check.documents(kind, received)
    valid = check.supporters(kind, received)
    formal = [defect for defect in check.defects if defect["formal"]]
    count = len(formal)
    reasons.add("complete", "u.s.p. art. 162 § 2–5, § 10", (
        f"{count} {plural(count, 'wada', 'wady', 'wad')} formalne: zgłoszenie można uzupełnić tylko do końca terminu, "
        "potem rada pozostawia je bez dalszego biegu." if formal
        else "Zgłoszenie jest kompletne; o wyborze rozstrzyga rada, nie kontrola formalna."
    ))
    return {
        "complete": not formal, "late": late,
        "defects": [{key: defect[key] for key in ("field", "row", "text")} for defect in check.defects],
        "valid_supporters": valid, "reasons": reasons.as_list(),
    }


def eligibility(birth_date, tie_since, election_date, exclusions=()):
    """Say whether a person may be elected a lay judge, on the day of the election (u.s.p. art. 158-159).

    :param date birth_date: day of birth
    :param date tie_since: day since which the person works, runs a business or lives in the place of candidacy
    :param date election_date: day of the election
    :param exclusions: keys of ``EXCLUSIONS`` (art. 159 § 1)
    :return: dict ``eligible``, ``warnings``, ``problems`` (Polish sentences), ``reasons``
    :raise LawError: unknown exclusion, born after the election
    """
    if birth_date > election_date:
        raise LawError("birth_date", "data urodzenia jest późniejsza niż dzień wyborów.")
    reasons, warnings, problems = Reasons(), [], []

    def say(rule, article, text, to=None):
        reasons.add(rule, article, text)
        if to is not None:
            to.append(text)

    when = f"Dzień wyborów: {day_text(election_date)}"
    first, last = birthday(birth_date, LEAST_AGE), birthday(birth_date, MOST_AGE)
    if first > election_date:
        say("E01", "u.s.p. art. 158 § 1 pkt 3", f"{when}; 30 lat kończy dopiero {day_text(first)}.", problems)
    else:
        say("E01", "u.s.p. art. 158 § 1 pkt 3", f"{when}; 30 lat ukończone {day_text(first)}.")
    if election_date >= birthday(birth_date, MOST_AGE + 1):
        say("E02", "u.s.p. art. 158 § 1 pkt 5", f"{when}; kandydat ukończył 71 lat, przekroczył więc 70.", problems)
    elif election_date > last:
        say("E02", "u.s.p. art. 158 § 1 pkt 5", (
            f"{when}; 70 lat kończy {day_text(last)}. Nie jest rozstrzygnięte, czy wiek 70 lat przekracza się "
            "następnego dnia, czy z ukończeniem 71 lat: zapisz, jak to oceniono."
        ), warnings)
    else:
        say("E02", "u.s.p. art. 158 § 1 pkt 5", f"{when}; 70 lat kończy {day_text(last)}: nie przekroczono.")
    since = terms.add_months(election_date, -12)
    if tie_since > since:
        say("E03", "u.s.p. art. 158 § 1 pkt 4", (
            f"Więź z miejscem kandydowania trwa od {day_text(tie_since)}; rok przed wyborami to {day_text(since)}: "
            "krócej niż rok."
        ), problems)
    else:
        say("E03", "u.s.p. art. 158 § 1 pkt 4", (
            f"Więź z miejscem kandydowania trwa od {day_text(tie_since)}: co najmniej rok przed wyborami."
        ))
    for key in exclusions:
        if key not in EXCLUSIONS:
            raise LawError("exclusions", f"nieznana wartość „{key}”; dozwolone: {', '.join(EXCLUSIONS)}.")
        label, point = EXCLUSIONS[key]
        say("E05", f"u.s.p. art. 159 § 1 pkt {point}", f"Ławnikiem nie może być {label}.", problems)
    if not exclusions:
        say("E05", "u.s.p. art. 159 § 1", "Nie wskazano przeszkód z art. 159.")
    return {"eligible": not problems, "warnings": warnings, "problems": problems, "reasons": reasons.as_list()}


def other_conditions(citizenship_pl, education, admitted_elsewhere=False, judge_elsewhere=False):
    """Say what the form shows beyond age and tie (E04, E06, E07).

    :param bool citizenship_pl: Polish citizenship
    :param str education: key of the form; ``EDUCATION`` holds those that suffice
    :param bool admitted_elsewhere: the same person is admitted for a second court of this election
    :param bool judge_elsewhere: a lay judge in another court whose term overlaps
    :return: dict ``eligible``, ``warnings``, ``problems``, ``reasons``
    """
    reasons, warnings, problems = Reasons(), [], []
    if not citizenship_pl:
        problems.append(("E04", "u.s.p. art. 158 § 1 pkt 1", "Kandydat nie ma obywatelstwa polskiego."))
    if education not in EDUCATION:
        problems.append(("E04", "u.s.p. art. 158 § 1 pkt 7", (
            "Wykształcenie niższe niż średnie albo średnie branżowe."
        )))
    if admitted_elsewhere:
        warnings.append(("E06", "u.s.p. art. 159 § 2", (
            "Ta sama osoba kandyduje do drugiego sądu; wybrana może być raz."
        )))
    if judge_elsewhere:
        warnings.append(("E07", "u.s.p. art. 159 § 2", (
            "Osoba jest ławnikiem w innym sądzie, kadencje zachodzą na siebie."
        )))
    for step in (*problems, *warnings):
        reasons.add(*step)
    if not problems:
        reasons.add("E04", "u.s.p. art. 158 § 1 pkt 1 i 7", "Obywatelstwo i wykształcenie: warunki spełnione.")
    return {
        "eligible": not problems, "warnings": [step[2] for step in warnings],
        "problems": [step[2] for step in problems], "reasons": reasons.as_list(),
    }
