"""Public information on request (ustawa z dnia 6 września 2001 r., Dz.U. 2022 poz. 902): terms and results."""

from odoo.addons.biuro_kancelaria.law import terms
from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text

ACT = "ustawa o dostępie do informacji publicznej"
RESULTS = ("given", "part", "refused", "discontinued", "not_public", "not_held", "published", "withdrawn")
# results that take the form of a decision (art. 16), and those that the law lets a plain letter settle
DECISIONS = ("part", "refused", "discontinued")


def request_terms(received, fee_notified=None):
    """Count the terms of a request (art. 13 and 15).

    :param datetime.date received: day of filing
    :param datetime.date fee_notified: day on which the applicant was told of the fee (art. 15(2))
    :return: dict ``deadline`` (14 days), ``extended_until`` (2 months from the request), ``fee_until`` (last day to
        name a fee), ``access_from`` (first day of access after the notice of the fee, else False), ``reasons``
    :raise LawError: a notice before the request
    """
    reasons = Reasons()
    first = terms.term(received, 14, "day")
    reasons.add("udip", f"{ACT} art. 13 ust. 1", f"Bez zbędnej zwłoki, najpóźniej w 14 dni od {day_text(received)}.")
    reasons.extend(first["reasons"])
    longest = terms.term(received, 2, "month")
    reasons.add("udip_ext", f"{ACT} art. 13 ust. 2", (
        "Po powiadomieniu w tym terminie o przyczynach i nowym terminie, nie dłużej niż 2 miesiące od wniosku: "
        f"{day_text(longest['deadline'])}."
    ))
    access_from = False
    if fee_notified:
        if fee_notified < received:
            raise LawError("fee_notified", f"powiadomienie nie może poprzedzać wniosku ({received}).")
        lapse = terms.term(fee_notified, 14, "day", direction="lapse")
        access_from = lapse["in_force"]
        reasons.add("udip_cost", f"{ACT} art. 15 ust. 2", (
            f"O opłacie powiadomiono {day_text(fee_notified)}; informację udostępnia się po upływie 14 dni, od "
            f"{day_text(access_from)}, chyba że wnioskodawca zmieni albo wycofa wniosek."
        ))
    return {
        "deadline": first["deadline"], "extended_until": longest["deadline"], "fee_until": first["deadline"],
        "access_from": access_from, "reasons": reasons.as_list(),
    }


def explain_result(result):
    """Say in which form a result is given and on what basis.

    :param str result: key of ``RESULTS``
    :return: dict ``decision`` (bool), ``article``, ``text`` (Polish sentence of the letter)
    """
    article, text = {
        "given": ("art. 13 ust. 1", "Udostępniam informację publiczną zgodnie z wnioskiem."),
        "part": ("art. 5 i 16 ust. 1", (
            "Udostępniam informację publiczną w części; w pozostałej części odmowa następuje w drodze decyzji."
        )),
        "refused": ("art. 16 ust. 1", "Odmawiam udostępnienia informacji publicznej."),
        "discontinued": ("art. 14 ust. 2 i art. 16 ust. 1", (
            "Umarzam postępowanie o udostępnienie informacji publicznej."
        )),
        "not_public": ("art. 1 ust. 1", (
            "Żądana informacja nie jest informacją publiczną w rozumieniu ustawy, dlatego wniosek nie może zostać "
            "załatwiony w jej trybie."
        )),
        "not_held": ("art. 4 ust. 3", "Urząd nie jest w posiadaniu żądanej informacji."),
        "published": ("art. 10 ust. 1", (
            "Żądana informacja jest udostępniona publicznie, dlatego nie udostępnia się jej na wniosek; poniżej "
            "wskazuję miejsce jej udostępnienia."
        )),
        "withdrawn": ("art. 10", "Przyjmuję do wiadomości cofnięcie wniosku o udostępnienie informacji publicznej."),
    }[result]
    return {"decision": result in DECISIONS, "article": f"{ACT} {article}", "text": text}
