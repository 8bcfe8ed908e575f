"""Days of the two elections: calendars counted from the day of the election, terms of files, mandates and notices."""

from datetime import date, timedelta

from odoo.addons.biuro_kancelaria.law import holidays, terms
from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text, plural

from . import params as ordinance

COLLECT_DAYS, DESTROY_DAYS = 60, 30
NOTICE_DAYS, OPINION_DAYS, EXPIRY_MONTHS = 7, 21, 3
POLICE_DAYS = 14
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


def lay_calendar(year):
    """Return the statutory calendar of a general election of lay judges (u.s.p. art. 161-165).

    :param int year: year of the election, the last of the running term
    :return: dict ``items``: list of ``code``, ``name``, ``date`` (legal), ``target`` (last working day not after it),
        ``article``; ``reasons``
    """
    rows = [
        ("court_letter", "Pismo prezesa sądu okręgowego z liczbą ławników", date(year, 5, 31), "u.s.p. art. 161 § 2"),
        ("team", "Rada powołuje zespół opiniujący kandydatów", date(year, 6, 30), "u.s.p. art. 163 § 2"),
        ("nomination_end", "Koniec zgłaszania kandydatów", date(year, 6, 30), "u.s.p. art. 162 § 1"),
        ("verification", "Kontrola formalna, zapytanie do Policji", date(year, 7, 31), "u.s.p. art. 162 § 9–10"),
        ("opinion", "Zespół przedstawia opinię o kandydatach", date(year, 9, 30), "u.s.p. art. 163 § 2"),
        ("election", "Sesja: wybór ławników w głosowaniu tajnym", date(year, 10, 31), "u.s.p. art. 163 § 1"),
        ("handover", "Lista wybranych z dokumentami do prezesów sądów", date(year, 10, 31), "u.s.p. art. 164 § 1"),
        ("term_start", "Początek kadencji", date(year + 1, 1, 1), "u.s.p. art. 165 § 1"),
    ]
    reasons, items = Reasons(), []
    for code, name, day, article in rows:
        target = day if code == "term_start" else holidays.previous_working(day)
        reasons.add(code, article, f"{name}: do {day_text(day)}" + (
            f", bezpiecznie {day_text(target)}." if target != day else "."
        ))
        items.append({"code": code, "name": name, "date": day, "target": target, "article": article})
    return {"items": items, "reasons": reasons.as_list()}


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


def police_reply(received, days=POLICE_DAYS):
    """Return the day until which the police answer, counted from their receipt of the question.

    :param date received: day on which the commander received the letter
    :param int days: days to answer; the regulation in force is not certain, so the office may set them
    :return: dict ``deadline`` (date), ``reasons``
    """
    answer = terms.term(received, days, "day")
    reasons = Reasons().add("police", "u.s.p. art. 162 § 9", (
        f"Komendant odpowiada w ciągu {days} dni od otrzymania pisma: do {day_text(answer['deadline'])}."
    ))
    return {"deadline": answer["deadline"], "reasons": reasons.as_list()}


def dismissal_notice(served, meetings):
    """Check that a lay judge was told at least 7 days before the meetings on the dismissal (u.s.p. art. 166 § 2b-2c).

    :param date served: day of service of the notice
    :param meetings: days of the committee meeting and of the session
    :return: dict ``ok``, ``earliest`` (first day on which a meeting may be), ``problems`` (sentences), ``reasons``
    """
    earliest = served + timedelta(days=NOTICE_DAYS)
    problems = [
        f"Posiedzenie {day_text(day)} jest za wcześnie: zawiadomienie doręczono {day_text(served)}, najwcześniej "
        f"{day_text(earliest)}." for day in meetings if day < earliest
    ]
    reasons = Reasons().add("notice", "u.s.p. art. 166 § 2c", (
        f"Zawiadomienie doręczono {day_text(served)}; co najmniej {NOTICE_DAYS} dni później to {day_text(earliest)}."
    ))
    for problem in problems:
        reasons.add("too_early", "u.s.p. art. 166 § 2c", problem)
    return {"ok": not problems, "earliest": earliest, "problems": problems, "reasons": reasons.as_list()}


def dismissal_opinions(delivered, today, council_given, board_given):
    """Say whether the opinions for a dismissal are in or the 21 days for them have run out (u.s.p. art. 166 § 2a).

    :param date delivered: day on which the motion was delivered to the lay judges' council and the court's board
    :param date today: day of asking
    :param bool council_given: the opinion of the lay judges' council (rada ławnicza) is in
    :param bool board_given: the opinion of the board (kolegium) of the regional court is in
    :return: dict ``deadline`` (date), ``ready``, ``reasons``
    """
    deadline = terms.count(delivered, OPINION_DAYS, "day")
    missing = [
        name for name, given in (("rady ławniczej", council_given), ("kolegium sądu okręgowego", board_given))
        if not given
    ]
    ready = not missing or today > deadline
    reasons = Reasons().add("opinions", "u.s.p. art. 166 § 2a", (
        "Obie opinie wpłynęły." if not missing else
        f"Brakuje opinii {' i '.join(missing)}; {OPINION_DAYS} dni od doręczenia mija {day_text(deadline)}: "
        f"{'wystarczy oświadczenie, że jej nie wydano' if ready else 'trzeba czekać'}."
    ))
    return {"deadline": deadline, "ready": ready, "reasons": reasons.as_list()}


def expiry_statement(learned):
    """Return until when the City Council states that a neighbourhood councillor's mandate ended (u.s.g. art. 37e).

    :param date learned: day on which the Council learned that the right to be elected was lost or never there
    :return: dict ``deadline`` (date: 3 months), ``applies`` (the rule is in force since 30 March 2027), ``reasons``
    """
    deadline = terms.add_months(learned, EXPIRY_MONTHS)
    applies = deadline >= NEW_RULES_FROM
    reasons = Reasons().add("expiry", "u.s.g. art. 37e (od 30.03.2027)", (
        f"Rada Miasta dowiedziała się {day_text(learned)}; uchwałę stwierdzającą wygaśnięcie podejmuje w ciągu "
        f"{EXPIRY_MONTHS} miesięcy, do {day_text(deadline)}, po wysłuchaniu członka; mandat wygasa w dniu uchwały."
        + ("" if applies else " Termin mija przed 30.03.2027: obowiązuje statut jednostki.")
    ))
    return {"deadline": deadline, "applies": applies, "reasons": reasons.as_list()}


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


def national_conflict(election_date, national, is_warsaw_district=False, exception=""):
    """Say whether an election falls on the day of a national one, which is forbidden (u.s.g. art. 35a).

    :param date election_date: day of the election to the bodies of a unit
    :param dict national: {day: name} of elections to Sejm and Senat, of the President, to the European Parliament, to
        councils and of mayors
    :param bool is_warsaw_district: a district of Warsaw, which the ban does not concern
    :param str exception: reason of an exception of ust. 3 (by-election, early or repeated election)
    :return: dict ``blocked``, ``name`` (of the national election, or False), ``reasons``
    """
    name = national.get(election_date, False)
    reasons, when = Reasons(), day_text(election_date)
    if not name:
        reasons.add("no_conflict", "u.s.g. art. 35a", f"{when}: w tym dniu nie ma wyborów powszechnych.")
        return {"blocked": False, "name": False, "reasons": reasons.as_list()}
    text = f"{when}: w tym dniu są wybory – {name}"
    blocked = not is_warsaw_district and not exception
    if is_warsaw_district:
        text += "; zakaz nie dotyczy dzielnic m.st. Warszawy."
    elif exception:
        text += f"; powołano wyjątek: {exception}."
    else:
        text += "; wyborów do organów jednostki nie można zarządzić na ten dzień, wybierz inny."
    reasons.add("conflict", "u.s.g. art. 35a", text)
    return {"blocked": blocked, "name": name, "reasons": reasons.as_list()}


def election_calendar(params, election_date, announced=None):
    """Return the calendar of an election, counted from its day by the parameters (B.7).

    :param dict params: parameters of the ordinance
    :param date election_date: day of the election
    :param date announced: day of announcing the results; when not known, the latest planned day (E+4) is taken
    :return: dict ``items`` in order of days: ``code``, ``name``, ``offset_days`` (from the election, negative before),
        ``date``, ``time`` (hours as text or False), ``article``, ``by_ordinance`` (False: our proposal, may be moved);
        ``reasons``
    """
    params = ordinance.read(params)
    source = ordinance.article(params)
    meeting = params["method"] == "meeting"
    close = 0 if params["nomination_rule"] == "at_meeting" else -params["nomination_deadline_offset"]
    known = bool(announced)
    announced = announced or election_date + timedelta(days=0 if meeting else 4)
    rows = [("order", "Zarządzenie wyborów", min(-45, close - 15) if not meeting else -21, False, False)]
    if not meeting:
        rows += [
            ("districts", "Podanie okręgów, obwodów i lokali do wiadomości", min(-45, close - 15), False, False),
            ("nomination_start", "Początek zgłaszania kandydatów", close - 14, False, False),
            ("nomination_end", "Koniec zgłaszania kandydatów", close, True, params["deadline_time"]),
        ]
        if params["cure_days"]:
            rows.append(("cure", "Koniec usuwania wad zgłoszeń", close + params["cure_days"], True, False))
        if params["extension_if"] != "none":
            rows.append((
                "extension_end", "Koniec dodatkowego terminu zgłoszeń", close + params["extension_days"], True,
                params["deadline_time"],
            ))
        last = max(row[2] for row in rows)
        rows += [
            ("registration", "Rejestracja kandydatów, obwieszczenie", min(-1, max(-16, last + 1)), False, False),
            ("commissions", "Powołanie komisji", -14, False, False),
            ("ballots", "Druk kart do głosowania", -7, False, False),
        ]
    elif params["absent_candidate_consent_days"]:
        rows.append((
            "absent_consent", "Zgoda kandydata nieobecnego na zebraniu", -params["absent_candidate_consent_days"], True,
            False,
        ))
    rows.append(("election", "Zebranie wyborcze" if meeting else "Głosowanie", 0, True, params["hours_from"]))
    result_offset = (announced - election_date).days
    rows.append(("announcement", "Ogłoszenie wyników", result_offset, known, False))
    protest_from = 0 if params["protest_from"] == "election_day" else result_offset
    if params["protest_days"]:
        rows.append(("protest_end", "Koniec terminu na protesty", protest_from + params["protest_days"], True, False))
    if params["first_session_days"]:
        rows.append(("first_session", "Pierwsza sesja rady", result_offset + params["first_session_days"], True, False))
    reasons, items = Reasons(), []
    for code, name, offset, by_ordinance, hour in sorted(rows, key=lambda row: row[2]):
        day = election_date + timedelta(days=offset)
        items.append({
            "code": code, "name": name, "offset_days": offset, "date": day,
            "time": str(hour) if hour is not False else False,
            "article": source if by_ordinance else "", "by_ordinance": by_ordinance,
        })
        count = abs(offset)
        how = f"{count} {plural(count, 'dzień', 'dni', 'dni')} {'przed wyborami' if offset < 0 else 'po wyborach'}"
        proposal = "" if by_ordinance else " (propozycja, ordynacja tego nie wyznacza)"
        reasons.add(code, source if by_ordinance else "", (
            f"{name}: {how if offset else 'dzień wyborów'}, {day_text(day)}{proposal}."
        ))
    return {"items": items, "reasons": reasons.as_list()}


def check_election_day(params, election_date):
    """Say whether the day of an election is one that the ordinance allows.

    :param dict params: parameters of the ordinance
    :param date election_date: day of the election
    :return: dict ``ok``, ``problem`` (sentence or False), ``reasons``
    """
    params = ordinance.read(params)
    bad = params["must_be_non_working_day"] and holidays.is_working(election_date)
    text = f"{day_text(election_date)}: " + (
        "dzień roboczy, a ordynacja każe głosować w dniu wolnym od pracy; wybierz inny dzień." if bad
        else "ordynacja dopuszcza ten dzień."
    )
    reasons = Reasons().add("election_day", ordinance.article(params), text)
    return {"ok": not bad, "problem": text if bad else False, "reasons": reasons.as_list()}


def protest(params, election_date, announced, filed):
    """Say whether a protest came in time.

    :param dict params: parameters of the ordinance
    :param date election_date: day of the election
    :param date announced: day of announcing the results
    :param date filed: day on which the protest was filed
    :return: dict ``last_day`` (date), ``in_time``, ``reasons``
    :raise LawError: the ordinance knows no term, or the results are not announced and the term runs from that day
    """
    params = ordinance.read(params)
    if not params["protest_days"]:
        raise LawError("params", "ordynacja nie wyznacza terminu na protest („protest_days”).")
    from_election = params["protest_from"] == "election_day"
    start = election_date if from_election else announced
    if not start:
        raise LawError("announced", "termin na protest biegnie od ogłoszenia wyników: podaj jego dzień.")
    answer = terms.term(start, params["protest_days"], "day")
    in_time = filed <= answer["deadline"]
    reasons = Reasons().extend(answer["reasons"]).add("protest", ordinance.article(params), (
        f"Protest wniesiono {day_text(filed)}, termin liczony od "
        f"{'dnia wyborów' if from_election else 'ogłoszenia wyników'} mija {day_text(answer['deadline'])}: "
        f"{'w terminie' if in_time else 'po terminie'}."
    ))
    return {"last_day": answer["deadline"], "in_time": in_time, "reasons": reasons.as_list()}
