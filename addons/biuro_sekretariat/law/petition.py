"""Petitions (ustawa z dnia 11 lipca 2014 r. o petycjach, Dz.U. 2018 poz. 870): terms, formal check, competence."""

from odoo.addons.biuro_kancelaria.law import terms
from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text

ACT = "ustawa o petycjach"
INTERESTS = ("public", "own", "third_party")
OUTCOMES = ("complete", "call", "unexamined")
MATTERS = ("council", "executive", "other_body")
# what the public and the petitioner read of states and ways of settling
STATE_TEXTS = {
    "received": "w rozpatrywaniu", "formal_check": "w rozpatrywaniu", "call_sent": "wezwano do uzupełnienia",
    "in_progress": "w rozpatrywaniu", "forwarded": "przesłana według właściwości",
    "unexamined": "pozostawiona bez rozpatrzenia", "joined": "rozpatrywana łącznie z inną", "settled": "załatwiona",
    "cancelled": "wpis anulowany",
}
RESULT_TEXTS = {
    "granted": "petycja uwzględniona", "part": "petycja uwzględniona w części", "refused": "petycja nieuwzględniona",
    "forwarded": "petycja przesłana według właściwości", "unexamined": "petycja pozostawiona bez rozpatrzenia",
    "withdrawn": "petycja wycofana",
}
UNEXAMINED_TEXT = "Petycja nie spełnia wymogów art. 4 ust. 2 pkt 1 lub 2 - pozostawia się ją bez rozpatrzenia."


def _examination_start(filed, supplemented, joined_until, reasons):
    """Return the day from which the three months run, and add why."""
    start = filed
    if supplemented:
        start = supplemented
        reasons.add("petition_supplement", f"{ACT} art. 10 ust. 2", (
            f"Petycję uzupełniono {day_text(supplemented)}; termin liczy się od tego dnia, nie od złożenia."
        ))
    if joined_until and joined_until >= start:
        start = joined_until
        reasons.add("petition_multi", f"{ACT} art. 11 ust. 2", (
            f"Petycja wielokrotna: termin liczy się od upływu okresu oczekiwania, {day_text(joined_until)}."
        ))
    if start == filed:
        reasons.add("petition_filed", f"{ACT} art. 10 ust. 1", (
            f"Termin liczy się od dnia złożenia petycji (otrzymania jej przez właściwy podmiot): {day_text(filed)}."
        ))
    return start


def _check_waiting(filed, announced, until, reasons):
    if (announced is None) != (until is None):
        missing = "joined_until" if until is None else "joined_announced"
        raise LawError(missing, "podaj dzień ogłoszenia i koniec okresu oczekiwania razem albo pomiń oba.")
    if announced is None:
        return
    if announced < filed:
        raise LawError("joined_announced", f"ogłoszenie nie może poprzedzać złożenia petycji ({filed}).")
    if until < announced:
        raise LawError("joined_until", f"okres oczekiwania nie może się kończyć przed ogłoszeniem ({announced}).")
    last = waiting_limit(announced)
    if until > last:
        raise LawError("joined_until", (
            f"okres oczekiwania na dalsze petycje nie może być dłuższy niż 2 miesiące od ogłoszenia, do {last} "
            "(ustawa o petycjach art. 11 ust. 2)."
        ))
    reasons.add("petition_multi_wait", f"{ACT} art. 11 ust. 2", (
        f"Ogłoszono {day_text(announced)}; okres oczekiwania może trwać do {day_text(last)}, wyznaczono "
        f"{day_text(until)}. Okresu wyznaczonego przez urząd nie przesuwa się z dnia wolnego."
    ))


def waiting_limit(announced):
    """Return the last day to which further petitions may be waited for (art. 11(2)): two months, not moved."""
    return terms.count(announced, 2, "month")


def petition_terms(filed, supplemented=None, joined_announced=None, joined_until=None):
    """Count when a petition must be examined (art. 10 and 11(2)).

    :param datetime.date filed: day of filing, or of receipt by the competent body
    :param datetime.date supplemented: day on which it was supplemented or explained at the office's call (art. 7(2))
    :param datetime.date joined_announced: day of the announcement of a multiple petition (art. 11)
    :param datetime.date joined_until: end of the announced time of waiting for further petitions
    :return: dict ``deadline`` (three months), ``extended_until`` (three months from its lapse, art. 10(3)),
        ``reasons``
    :raise LawError: an event before the filing, one of the two days of joining without the other, waiting of more than
        two months
    """
    reasons = Reasons()
    if supplemented and supplemented < filed:
        raise LawError("supplemented", f"uzupełnienie nie może poprzedzać złożenia petycji ({filed}).")
    _check_waiting(filed, joined_announced, joined_until, reasons)
    start = _examination_start(filed, supplemented, joined_until, reasons)
    examined = terms.term(start, 3, "month")
    reasons.extend(examined["reasons"])
    extended = terms.term(examined["deadline"], 3, "month")
    reasons.add("petition_extension", f"{ACT} art. 10 ust. 3", (
        "Z przyczyn niezależnych od podmiotu rozpatrującego termin można przedłużyć, najwyżej o 3 miesiące od jego "
        f"upływu: do {day_text(extended['deadline'])}, po zawiadomieniu wnoszącego o przyczynach i nowym terminie."
    ))
    return {
        "deadline": examined["deadline"], "extended_until": extended["deadline"], "reasons": reasons.as_list(),
    }


def joinable_until(received):
    """Return the last day on which a further petition of the same matter may be filed to be joined (art. 11(1)).

    :param datetime.date received: day on which the first one was received
    :return: datetime.date, one month later, moved off a free day (filing is an act of the citizen)
    """
    return terms.term(received, 1, "month")["deadline"]


def _defect(code, article, text):
    return {"code": code, "article": f"{ACT} {article}", "text": text}


def _fatal_defects(petition):
    """Yield what lets no call be made: who files it and where they live (art. 4(2)(1)-(2))."""
    people = petition.get("petitioners") or []
    unnamed = sum(not (person.get("name") or "").strip() for person in people)
    if unnamed == len(people):
        yield _defect("petitioner", "art. 4 ust. 2 pkt 1", "Nie oznaczono podmiotu wnoszącego petycję.")
    elif unnamed:
        yield _defect("petitioner", "art. 4 ust. 2 pkt 1", f"Nie oznaczono każdego z grupy: brak {unnamed}.")
    if len(people) > 1 and not petition.get("representative"):
        yield _defect("representative", "art. 4 ust. 2 pkt 1", "Nie wskazano osoby reprezentującej grupę.")
    without = [person.get("name") or "?" for person in people if not (person.get("residence") or "").strip()]
    if without:
        names = f"{', '.join(without[:5])}{' i innych' if without[5:] else ''}"
        yield _defect("residence", "art. 4 ust. 2 pkt 2", f"Brak miejsca zamieszkania albo siedziby: {names}.")
    if not petition.get("address"):
        yield _defect("address", "art. 4 ust. 2 pkt 2", "Brak adresu do korespondencji.")


def _mendable_defects(petition):
    """Yield what the petitioner is called to supply (art. 7(2))."""
    if not petition.get("addressee"):
        yield _defect("addressee", "art. 4 ust. 2 pkt 3", "Nie wskazano adresata petycji.")
    if not petition.get("subject"):
        yield _defect("subject", "art. 4 ust. 2 pkt 4", "Nie wskazano przedmiotu petycji.")
    if petition.get("electronic") and not petition.get("email"):
        yield _defect("email", "art. 4 ust. 5", "Petycja złożona elektronicznie nie ma adresu poczty elektronicznej.")
    if not petition.get("electronic") and not petition.get("signed"):
        yield _defect("signature", "art. 4 ust. 4", "Petycja złożona w formie pisemnej nie jest podpisana.")
    if petition.get("interest") not in INTERESTS:
        yield _defect("interest", "art. 2 ust. 2", "Nie wynika, w czyim interesie złożono petycję.")
    if petition.get("interest") == "third_party" and not petition.get("third_party"):
        yield _defect("third_party", "art. 5 ust. 2", "Brak danych podmiotu trzeciego (nazwa, miejsce, adres).")
    if petition.get("interest") == "third_party" and not petition.get("consent"):
        yield _defect("consent", "art. 5 ust. 1-2", "Brak zgody podmiotu trzeciego na złożenie petycji.")


def check_petition(petition):
    """Check the form of a petition: what is missing and what follows (art. 4, 5 and 7).

    :param dict petition: ``petitioners`` (list of {``name``, ``residence``}), ``representative`` (bool), ``address``
        (bool: an address for letters), ``electronic`` (bool), ``email`` (bool), ``signed`` (bool), ``addressee``
        (bool), ``subject`` (bool), ``interest`` (key of ``INTERESTS`` or empty), ``third_party`` (bool: name and
        address of the person are given), ``consent`` (bool)
    :return: dict ``outcome`` (key of ``OUTCOMES``), ``missing`` (list of {``code``, ``article``, ``text``}),
        ``reasons``
    """
    fatal, defects = list(_fatal_defects(petition)), list(_mendable_defects(petition))
    reasons = Reasons()
    for defect in fatal + defects:
        reasons.add(f"petition_{defect['code']}", defect["article"], defect["text"])
    if fatal:
        outcome = "unexamined"
        reasons.add("petition_unexamined", f"{ACT} art. 7 ust. 1", UNEXAMINED_TEXT)
    elif defects:
        outcome = "call"
        reasons.add("petition_call", f"{ACT} art. 7 ust. 2", (
            "W ciągu 30 dni od złożenia wzywa się do uzupełnienia lub wyjaśnienia w terminie 14 dni; termin "
            "rozpatrzenia liczy się od uzupełnienia, bezskuteczny upływ oznacza pozostawienie bez rozpatrzenia."
        ))
    else:
        outcome = "complete"
        reasons.add("petition_complete", f"{ACT} art. 4 i 5", "Petycja spełnia wymogi formalne.")
    return {"outcome": outcome, "missing": fatal + defects, "reasons": reasons.as_list()}


def competent_body(matter):
    """Propose who examines a petition by its matter.

    :param str matter: ``council`` (resolutions, local law, plans, taxes), ``executive`` (execution, property, the
        office), ``other_body`` (a task of another authority)
    :return: dict ``body`` (``council``, ``president``, ``other``), ``article``, ``reasons``
    """
    body, article, text = {
        "council": ("council", "ustawa o samorządzie gminnym art. 18", (
            "Sprawa należy do właściwości rady (uchwały, akty prawa miejscowego, plany, podatki i opłaty): petycję "
            "rozpatruje Rada Miasta, przygotowuje komisja skarg, wniosków i petycji (art. 18b)."
        )),
        "executive": ("president", "ustawa o samorządzie gminnym art. 30 i 33", (
            "Sprawa dotyczy wykonywania zadań gminy, gospodarowania mieniem albo pracy urzędu: petycję rozpatruje "
            "Prezydent Miasta."
        )),
        "other_body": ("other", f"{ACT} art. 6", (
            "Sprawa należy do innego podmiotu: petycję przesyła się mu niezwłocznie, najpóźniej w 30 dni od złożenia, "
            "zawiadamiając wnoszącego."
        )),
    }[matter]
    return {"body": body, "article": article, "reasons": Reasons().add("petition_body", article, text).as_list()}


def supply_in_time(delivered, supplemented):
    """Say whether a supplement came within 14 days of the delivery of the call (art. 7(2)).

    :param datetime.date delivered: day of delivery of the call
    :param datetime.date supplemented: day on which the supplement was filed or posted
    :return: (bool, last day)
    """
    last = terms.term(delivered, 14, "day")["deadline"]
    return supplemented <= last, last


def third_party_limit(filed):
    """Return the last day to ask a third party to confirm its consent (art. 5(3))."""
    return terms.term(filed, 30, "day")["deadline"]

