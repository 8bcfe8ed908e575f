"""Central Register of Contracts (CRU JSFP): which contracts, by when, with what value, what a change demands.

UFP: ustawa o finansach publicznych (Dz.U. 2025 poz. 1483, zm. poz. 1844); CRUR: rozporządzenie z 30.03.2026
(Dz.U. 2026 poz. 440); PZP: prawo zamówień publicznych.
"""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text, plural
from odoo.addons.biuro_kancelaria.law.terms import excluded_days, merge_periods, prolong

FIRST_DAY = date(2026, 7, 1)
TERM_DAYS = 30
INDEFINITE_MONTHS = 48
KINDS = ("order", "sale", "agreement", "employment")
FORMS = ("written", "documentary", "electronic", "notarial", "oral")
FORM_NAMES = {
    "written": "pisemna", "documentary": "dokumentowa", "electronic": "elektroniczna", "notarial": "akt notarialny",
    "oral": "ustna",
}
# why a contract is no order; the keys after the first four are those of the register, not of the API
NOT_ORDERS = {
    "sale": "Sprzedaż lub inna umowa, z której jednostka ma dochód, nie jest zamówieniem",
    "agreement": "Porozumienie, w którym niczego się nie nabywa, nie jest zamówieniem",
    "employment": "Umowa o pracę nie jest zamówieniem",
    "grant": "Dotacja nie jest zamówieniem: nie ma odpłatnego nabycia",
    "lending": "Użyczenie jest nieodpłatne, więc nie jest zamówieniem",
    "donation": "Darowizna jest nieodpłatna, więc nie jest zamówieniem",
    "intent": "List intencyjny nie jest odpłatną umową, więc nie jest zamówieniem",
    "other": "Umowy nie oznaczono jako zamówienia, czyli odpłatnego nabycia robót, dostaw lub usług",
}
# statutory exclusions (UFP art. 34a ust. 5), by the code that the decision keeps
EXCLUSIONS = {
    "pzp_11": "umowa, o której mowa w art. 11 ust. 2 pkt 1 PZP",
    "pzp_14": "zamówienie, o którym mowa w art. 14 PZP",
    "defence": "obronność i bezpieczeństwo państwa, w tym infrastruktura krytyczna",
    "health": "świadczenia zdrowotne ogłaszane przez NFZ",
    "special": "służby specjalne, jednostki MON, placówki zagraniczne",
}
ARTICLE_SCOPE = "UFP art. 34a ust. 1–2; PZP art. 7 pkt 32"
ARTICLE_TERM = "UFP art. 34a ust. 10"
CENT = Decimal("0.01")

# Kinds of changes and what they do to the status of the contract (names of the running register)
CHANGES = {
    "TSU01": "korekta danych", "TSU02": "aneks", "TSU03": "zmiana wyłączenia jawności",
    "TSU04": "zmiana danych strony", "TSU05": "rozwiązanie", "TSU06": "wypowiedzenie", "TSU07": "odstąpienie",
    "TSU10": "wygaśnięcie", "TSU11": "cesja",
}
ENDING_CHANGES = ("TSU05", "TSU06", "TSU07", "TSU10")
# what happened to a contract -> kind of the change that the register is told of
CHANGE_OF = {
    "amendment": "TSU02", "correction": "TSU01", "exclusion": "TSU03", "party": "TSU04", "assignment": "TSU11",
    "terminated": "TSU05", "notice": "TSU06", "withdrawn": "TSU07", "performed": "TSU10", "expired": "TSU10",
}


def days_text(count):
    """Return a number of days as Polish prose, e.g. ``1 dzień``, ``5 dni``."""
    return f"{count} {plural(count, 'dzień', 'dni', 'dni')}"


def due_day(event, failures=()):
    """Return the last day of the term for an entry or an update.

    It is the day on which the 30th day that is not an announced failure day is reached, counting from the day after
    the event; it is not moved off Saturdays and days off.

    :param datetime.date event: day of the conclusion or of the change
    :param failures: pairs (first day, last day) of announced failures of the system, both inclusive, in any order
    :return: dict ``due`` (date), ``raw`` (date without the failures), ``skipped`` (int), ``reasons``
    """
    raw = event + timedelta(days=TERM_DAYS)
    periods = merge_periods(failures)
    due = prolong(event, raw, periods)
    skipped = excluded_days(event, due, periods)
    return {"due": due, "raw": raw, "skipped": skipped, "reasons": _term_reasons(event, raw, due, skipped).as_list()}


def _term_reasons(event, raw, due, skipped):
    reasons = Reasons().add("cru_term", ARTICLE_TERM, (
        f"{days_text(TERM_DAYS)} od {day_text(event)}, którego to dnia się nie liczy: {day_text(raw)}."
    ))
    if skipped:
        reasons.add("cru_failure", ARTICLE_TERM, (
            f"Nie liczy się dni ogłoszonej awarii systemu ({days_text(skipped)}): termin upływa {day_text(due)}."
        ))
    return reasons.add("cru_no_roll", "", (
        "Przepis nie przesuwa końca terminu z dnia wolnego ani z soboty; ostrożnie przyjmuje się dzień policzony."
    ))


def cru(kind, form, signed, income, annex_of=None, failure_days=0):
    """Say whether a contract goes to the CRU and by when.

    :param str kind: ``order``, ``sale``, ``agreement``, ``employment``, or another key of ``NOT_ORDERS``
    :param str form: one of ``FORMS``
    :param datetime.date signed: day of the conclusion; of an annex, the day of the annex
    :param bool income: the office gets money under the contract and buys nothing
    :param datetime.date annex_of: the day of the contract that the annex changes; None for a contract
    :param int failure_days: announced failure days within the term, not counted
    :return: dict ``required`` (bool), ``due`` (date or False), ``why`` (Polish sentence), ``reasons``
    :raise LawError: an annex dated before its contract, an unknown key, a negative number of days
    """
    if kind not in KINDS and kind not in NOT_ORDERS:
        raise LawError("kind", f"nieznana wartość „{kind}”; dozwolone: {', '.join(KINDS)}.")
    if form not in FORMS:
        raise LawError("form", f"nieznana wartość „{form}”; dozwolone: {', '.join(FORMS)}.")
    if failure_days < 0:
        raise LawError("failure_days", "liczba dni nie może być ujemna.")
    if annex_of and signed < annex_of:
        raise LawError("signed", f"aneks z {day_text(signed)} jest wcześniejszy niż umowa z {day_text(annex_of)}.")
    reasons = Reasons()

    def answer(why, due=False):
        return {"required": bool(due), "due": due, "why": why, "reasons": reasons.as_list()}

    concluded = annex_of or signed
    what = "Umowa zmieniana aneksem" if annex_of else "Umowa"
    if concluded < FIRST_DAY:
        reasons.add("cru_since", "ustawa z 14.10.2021 art. 14a", (
            f"{what} jest z {day_text(concluded)}, a rejestr obejmuje umowy zawarte od {day_text(FIRST_DAY)}."
        ))
        return answer(f"{what} została zawarta przed 1.07.2026.")
    reasons.add("cru_since", "ustawa z 14.10.2021 art. 14a", (
        f"{what} jest z {day_text(concluded)}, więc nie wcześniejsza niż {day_text(FIRST_DAY)}."
    ))
    if kind != "order" or income:
        why = NOT_ORDERS["sale" if kind == "order" else kind]
        reasons.add("cru_not_order", ARTICLE_SCOPE, f"{why}, a zgłasza się tylko zamówienia.")
        return answer(f"{why}.")
    reasons.add("cru_order", ARTICLE_SCOPE, (
        "Umowa odpłatna, której przedmiotem jest nabycie robót budowlanych, dostaw lub usług, jest zamówieniem. "
        "Progu kwotowego nie ma."
    ))
    if form == "oral":
        reasons.add("cru_form", "UFP art. 34a ust. 6", (
            "Zamówienie w formie ustnej: obowiązku nie ma, zgłosić je wolno."
        ))
        return answer("Zamówienie w formie ustnej: zgłoszenie jest dobrowolne.")
    reasons.add("cru_form", "UFP art. 34a ust. 2", (
        f"Forma: {FORM_NAMES[form]}. Obowiązek obejmuje formę pisemną, dokumentową, elektroniczną i inną szczególną."
    ))
    raw = signed + timedelta(days=TERM_DAYS)
    due = raw + timedelta(days=failure_days)
    reasons.extend(_term_reasons(signed, raw, due, failure_days))
    if annex_of:
        reasons.add("cru_change", "UFP art. 34a ust. 7 pkt 10 i ust. 10", "Aneks zgłasza się jako zmianę TSU02.")
        return answer("Zamówienie z rejestru zmienione aneksem: aktualizacja TSU02.", due)
    return answer("Zamówienie zawarte w formie objętej obowiązkiem od 1.07.2026.", due)


def value(total=None, options=Decimal(0), monthly=None, months=None, option_months=0, indefinite=False, planned=None):
    """Say what value of a contract the register is told (CRUR): net, with options and renewals, in zł.

    One of ``total``, ``monthly`` and ``planned`` is given, in this order of precedence.

    :param Decimal total: net value stated in the contract for its whole time
    :param Decimal options: net value of options and renewals, beyond ``total``
    :param Decimal monthly: net price of a month, where the contract states no total
    :param int months: for how many months it is concluded
    :param int option_months: months of options and renewals
    :param bool indefinite: concluded for an indefinite time: the first 48 months count
    :param Decimal planned: funds that the unit intends to spend, where no value is stated
    :return: dict ``value`` (Decimal, two places), ``reasons``
    :raise LawError: nothing to count from, or a negative figure
    """
    for name, figure in (("total", total), ("options", options), ("monthly", monthly), ("planned", planned)):
        if figure is not None and figure < 0:
            raise LawError(name, "wartość nie może być ujemna.")
    for name, figure in (("months", months), ("option_months", option_months)):
        if figure is not None and figure < 0:
            raise LawError(name, "liczba miesięcy nie może być ujemna.")
    reasons = Reasons()
    if total is not None:
        result = total + options
        text = f"Wartość określona w umowie bez VAT: {_money(total)}"
        text += f", z opcjami i wznowieniami ({_money(options)}): {_money(result)}." if options else "."
    elif monthly is not None:
        if not indefinite and not months:
            raise LawError("months", "podaj liczbę miesięcy albo oznacz umowę jako zawartą na czas nieoznaczony.")
        count = INDEFINITE_MONTHS if indefinite else months + option_months
        result = monthly * count + options
        if indefinite:
            span = f"pierwsze {count} miesięcy umowy na czas nieoznaczony"
        else:
            span = f"{months} mies." + (f" i {option_months} mies. opcji" if option_months else "")
        text = f"{_money(monthly)} bez VAT miesięcznie × {count} ({span}): {_money(monthly * count)}."
        if options:
            text += f" Z opcjami ({_money(options)}): {_money(result)}."
    elif planned is not None:
        result = planned
        text = f"Umowa nie określa wartości: środki, które jednostka zamierza wydać: {_money(planned)}"
        text += f" (za pierwsze {INDEFINITE_MONTHS} miesięcy)." if indefinite else "."
    else:
        raise LawError("total", "podaj wartość umowy, cenę za miesiąc albo środki, które jednostka zamierza wydać.")
    reasons.add("cru_value", "UFP art. 34a ust. 7 pkt 6; CRUR", text)
    reasons.add("cru_value_net", "CRUR", "Rzeczywiste wydatki nie mają znaczenia; kwota w złotych, dwa miejsca.")
    return {"value": result.quantize(CENT, ROUND_HALF_UP), "reasons": reasons.as_list()}


def _money(amount):
    text = f"{amount.quantize(CENT, ROUND_HALF_UP):,.2f}"
    return text.replace(",", "\u00a0").replace(".", ",") + " zł"


def change(event, day, concluded, registered=True, failures=()):
    """Say which update of the register a happening demands, and by when.

    :param str event: a key of ``CHANGE_OF``
    :param datetime.date day: the day of the cause
    :param datetime.date concluded: the day of the contract
    :param bool registered: the contract is in the register, or must be
    :param failures: pairs of announced failure days
    :return: dict ``required``, ``change_kind`` (TSU.. or False), ``due`` (date or False), ``status`` (``active`` |
        ``inactive``), ``reasons``
    :raise LawError: unknown event, or a change before the contract
    """
    if event not in CHANGE_OF:
        raise LawError("event", f"nieznana wartość „{event}”; dozwolone: {', '.join(CHANGE_OF)}.")
    if day < concluded:
        raise LawError("day", f"zmiana z {day_text(day)} jest wcześniejsza niż umowa z {day_text(concluded)}.")
    code = CHANGE_OF[event]
    reasons = Reasons()
    if not registered:
        reasons.add("cru_change", ARTICLE_TERM, "Umowy nie zgłoszono do rejestru, więc nie ma czego aktualizować.")
        return {
            "required": False, "change_kind": False, "due": False, "status": status_after(code),
            "reasons": reasons.as_list(),
        }
    reasons.add("cru_change", "UFP art. 34a ust. 7 pkt 10", f"Zmiana {code}: {CHANGES[code]}, {day_text(day)}.")
    counted = due_day(day, failures)
    reasons.extend(counted["reasons"])
    if code in ENDING_CHANGES:
        reasons.add("cru_status", "UFP art. 34a ust. 7 pkt 8", "Umowa otrzymuje status „Nieaktywna”.")
    return {
        "required": True, "change_kind": code, "due": counted["due"], "status": status_after(code),
        "reasons": reasons.as_list(),
    }


def status_after(change_kind):
    """Return the status of a contract after a change: ``inactive`` after it ended, else ``active``."""
    return "inactive" if change_kind in ENDING_CHANGES else "active"


def removal_day(ended):
    """Return the first day on which the data may no longer stand in the register (UFP art. 34b ust. 6).

    They are removed five years after the end of the year in which the contract ceased to bind.
    """
    return date(ended.year + 6, 1, 1)
