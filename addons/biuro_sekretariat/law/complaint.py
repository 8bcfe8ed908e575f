"""Who deals with a complaint or a motion (KPA art. 229, 231-232, 242-243) and under which class it is filed."""

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons

ABOUT = ("president", "council", "employee", "head_of_unit", "fire_police_guard", "other")
MATTERS = ("own", "delegated", "finance")
BODIES = ("council", "wojewoda", "rio", "president", "superior", "other")
SETTLED_HERE, PASSED_ON = "1510", "1511"  # classes of the filing plan

_WHOM = {
    "president": "Prezydenta Miasta",
    "council": "Rady Miasta",
    "employee": "pracownika Urzędu Miasta",
    "head_of_unit": "kierownika miejskiej jednostki organizacyjnej",
    "fire_police_guard": "kierownika powiatowej służby, inspekcji lub straży",
    "other": "innego organu albo innej instytucji",
}
_MATTER = {
    "own": "w sprawie zadań własnych",
    "delegated": "w sprawie zadań zleconych z zakresu administracji rządowej",
    "finance": "w sprawie finansowej",
}
_BODY = {
    "council": "Rada Miasta",
    "wojewoda": "wojewoda",
    "rio": "regionalna izba obrachunkowa",
    "president": "Prezydent Miasta",
    "superior": "organ wyższego stopnia",
    "other": "organ wskazany w przepisach o ustroju tej instytucji",
}


_DELEGATED = ("wojewoda", "KPA art. 229 pkt 2", (
    "W sprawach zadań zleconych z zakresu administracji rządowej właściwy jest wojewoda albo organ wyższego stopnia."
))
_COUNCIL = ("council", "KPA art. 229 pkt 3; u.s.g. art. 18b", (
    "Skargę na prezydenta miasta i na kierowników gminnych jednostek organizacyjnych rozpatruje rada gminy; "
    "przygotowuje ją komisja skarg, wniosków i petycji."
))
_EMPLOYEE = ("president", "KPA art. 232 § 2; u.s.g. art. 33 ust. 3 i 5", (
    "Skargę na pracownika załatwia Prezydent Miasta jako kierownik urzędu; może ją przekazać przełożonemu służbowemu "
    "pracownika z obowiązkiem zawiadomienia o sposobie załatwienia."
))
_ON_COUNCIL = ("wojewoda", "KPA art. 229 pkt 1", "Skargę na radę gminy rozpatruje wojewoda.")
_ON_COUNCIL_FINANCE = (
    "rio", "KPA art. 229 pkt 1", "Skargę na radę w sprawach finansowych rozpatruje regionalna izba obrachunkowa.",
)
_COUNTY = ("other", "KPA art. 229 pkt 4", (
    "Skargę na kierownika powiatowej służby, inspekcji lub straży rozpatruje rada powiatu."
))
_OTHER = ("other", "KPA art. 229-230, art. 231 § 1", (
    "Skargę rozpatruje organ wyższego stopnia albo organ sprawujący nadzór; gdy nie da się go ustalić, wskazuje się "
    "skarżącemu organ, do którego ma się zwrócić."
))
_COMPETENT = {
    ("employee", "own"): _EMPLOYEE, ("employee", "delegated"): _EMPLOYEE, ("employee", "finance"): _EMPLOYEE,
    ("council", "own"): _ON_COUNCIL, ("council", "delegated"): _ON_COUNCIL, ("council", "finance"): _ON_COUNCIL_FINANCE,
    ("president", "own"): _COUNCIL, ("president", "delegated"): _DELEGATED, ("president", "finance"): _COUNCIL,
    ("head_of_unit", "own"): _COUNCIL, ("head_of_unit", "delegated"): _DELEGATED, ("head_of_unit", "finance"): _COUNCIL,
    ("fire_police_guard", "own"): _COUNTY, ("fire_police_guard", "delegated"): _DELEGATED,
    ("fire_police_guard", "finance"): _COUNTY,
}


def complaint_competence(about, matter):
    """Return who deals with a complaint (KPA art. 229, 231, 232).

    :param str about: whom the complaint is about, one of ``ABOUT``
    :param str matter: ``own`` tasks of the gmina, ``delegated`` government tasks, ``finance``
    :return: dict ``body`` (one of ``BODIES``), ``article``, ``forward`` (it goes to another body within 7 days),
        ``jrwa`` (class of the filing plan), ``reasons``
    :raise LawError: unknown key
    """
    if about not in ABOUT:
        raise LawError("about", f"nieznana wartość „{about}”; dozwolone: {', '.join(ABOUT)}.")
    if matter not in MATTERS:
        raise LawError("matter", f"nieznana wartość „{matter}”; dozwolone: {', '.join(MATTERS)}.")
    body, article, sentence = _COMPETENT.get((about, matter), _OTHER)
    reasons = Reasons().add("content", "KPA art. 222", (
        f"O właściwości decyduje treść, nie nazwa: skarga dotyczy {_WHOM[about]} {_MATTER[matter]}."
    ))
    reasons.add("competence", article, f"{sentence} Właściwy: {_BODY[body]}.")
    return _finish(body, article, reasons, "KPA art. 231 § 1", "Skargę")


def motion_competence(body):
    """Return what is done with a motion, which goes to the body competent by its subject (KPA art. 242-243).

    :param str body: the body by whose tasks the motion is about, one of ``BODIES``
    :return: dict as :func:`complaint_competence`
    :raise LawError: unknown key
    """
    if body not in BODIES:
        raise LawError("body", f"nieznana wartość „{body}”; dozwolone: {', '.join(BODIES)}.")
    reasons = Reasons().add("competence", "KPA art. 242 § 1", (
        f"Wniosek rozpatruje organ właściwy ze względu na przedmiot: {_BODY[body]}."
    ))
    return _finish(body, "KPA art. 242 § 1", reasons, "KPA art. 243", "Wniosek")


def _finish(body, article, reasons, forward_article, what):
    forward = body != "president"
    jrwa = PASSED_ON if forward else SETTLED_HERE
    if forward:
        reasons.add("forward", forward_article, (
            f"{what} przekazuje się właściwemu organowi w terminie siedmiu dni, zawiadamiając o tym wnoszącego."
        ))
    reasons.add("jrwa", "JRWA", (
        f"Sprawę zakłada się w klasie {jrwa}: "
        + ("przekazane do załatwienia według właściwości." if forward else "załatwiane bezpośrednio.")
    ))
    return {"body": body, "article": article, "forward": forward, "jrwa": jrwa, "reasons": reasons.as_list()}
