"""Whether a letter sent through a channel has the legal effect of filing (KPA art. 63, UDE art. 147)."""

MATTERS = ("application", "complaint", "petition", "info_request", "other")
_FREE_FORM = {
    "complaint": ("§ 5 rozporządzenia RM z 8.01.2002 r.", "Skargę lub wniosek można wnieść tą drogą."),
    "petition": (
        "art. 4 ust. 1 ustawy o petycjach", "Petycję można złożyć za pomocą środków komunikacji elektronicznej.",
    ),
    "info_request": ("art. 10 u.d.i.p.", "Wniosek o informację publiczną nie wymaga żadnej formy."),
}


def filing_effect(channel, matter, from_public_body=False, epuap_counts_as_account=False):
    """Tell the effect of a letter by its channel and its matter.

    :param str channel: ``post``, ``hand``, ``oral``, ``edoreczenia``, ``epuap``, ``email`` or another
    :param str matter: one of ``MATTERS``; ``application`` is an application in administrative proceedings
    :param bool from_public_body: the sender is a public body
    :param bool epuap_counts_as_account: the office holds its ePUAP box to be an account in its own system
    :return: dict ``effect`` (``effective``, ``none`` or ``check``) and ``reasons``
    """
    def answer(effect, article, text):
        return {"effect": effect, "reasons": [{"rule": "filing_effect", "article": article, "text": text}]}

    if channel not in ("epuap", "email"):
        return answer("effective", "art. 63 § 1 KPA", "Pismo wniesiono w sposób przewidziany w przepisach.")
    if matter in _FREE_FORM:
        return answer("effective", *_FREE_FORM[matter])
    if channel == "epuap":
        if from_public_body:
            return answer("effective", "art. 147 ust. 1 UDE", (
                "Pismo między podmiotami publicznymi przez ePUAP jest równoważne do 30.09.2029 r."
            ))
        if matter == "application":
            if epuap_counts_as_account:
                return answer("effective", "art. 63 § 1 KPA", "Urząd uznaje skrytkę ePUAP za konto w swoim systemie.")
            return answer("none", "art. 63 § 1 KPA, art. 147 UDE", (
                "Podanie przez ePUAP nie wywołuje skutku wniesienia: od 1.01.2026 r. właściwe są e-Doręczenia "
                "albo konto w systemie urzędu."
            ))
    elif matter == "application":
        return answer("none", "art. 63 § 1 KPA", (
            "Podanie wniesione na adres poczty elektronicznej pozostawia się bez rozpoznania."
        ))
    return answer("check", "art. 63 § 1 KPA", "Skutek zależy od przepisu szczególnego: oceń go i wpisz przyczynę.")
