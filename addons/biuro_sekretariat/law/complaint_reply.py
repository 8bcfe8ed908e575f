"""What the answer to a complaint or a motion must hold, and when the office need not answer (KPA art. 238-239, 244)."""

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons

KINDS = ("complaint", "motion")
# how a matter may end; in the words of the register
COMPLAINT_RESULTS = ("justified", "partly", "groundless")
MOTION_RESULTS = ("accepted", "not_accepted")
REFUSALS = ("partly", "groundless", "not_accepted")
ART_239 = (
    "Zgodnie z art. 239 § 1 Kodeksu postępowania administracyjnego w przypadku gdy skarga, w wyniku jej rozpatrzenia, "
    "została uznana za bezzasadną i jej bezzasadność wykazano w odpowiedzi na skargę, a skarżący ponowił skargę bez "
    "wskazania nowych okoliczności, organ właściwy do jej rozpatrzenia może podtrzymać swoje poprzednie stanowisko "
    "z odpowiednią adnotacją w aktach sprawy, bez zawiadamiania skarżącego."
)
ART_246 = (
    "Wnioskodawcy niezadowolonemu ze sposobu załatwienia wniosku służy prawo wniesienia skargi w trybie określonym "
    "w dziale VIII Kodeksu postępowania administracyjnego (art. 246 § 1)."
)
# element, where it is demanded, how it is named
ALWAYS = (
    ("body", "KPA art. 238 § 1", "oznaczenie organu, od którego pochodzi zawiadomienie"),
    ("settled_how", "KPA art. 238 § 1", "wskazanie, w jaki sposób sprawa została załatwiona"),
    ("signature", "KPA art. 238 § 1", "podpis z podaniem imienia, nazwiska i stanowiska służbowego"),
)
REFUSED_COMPLAINT = (
    ("factual", "KPA art. 238 § 1", "uzasadnienie faktyczne"),
    ("legal", "KPA art. 238 § 1", "uzasadnienie prawne"),
    ("instruction", "KPA art. 238 § 1, art. 239", "pouczenie o treści art. 239"),
)
REFUSED_MOTION = (
    ("factual", "KPA art. 244 § 2", "wyjaśnienie, dlaczego wniosku nie uwzględniono"),
    ("instruction", "KPA art. 246 § 1", "pouczenie o prawie wniesienia skargi"),
)


def reply_elements(kind, result, present):
    """Say which required elements an answer lacks (KPA art. 238 § 1, art. 244 § 2, art. 246 § 1).

    :param str kind: ``complaint`` or ``motion``
    :param str result: one of ``COMPLAINT_RESULTS`` or ``MOTION_RESULTS``
    :param present: names of the elements that the answer holds: ``body``, ``settled_how``, ``signature``, ``factual``,
        ``legal``, ``instruction``
    :return: dict ``missing`` (list of Polish names), ``missing_keys``, ``complete`` (bool), ``reasons``
    :raise LawError: unknown kind, a result that does not go with it
    """
    if kind not in KINDS:
        raise LawError("kind", f"nieznana wartość „{kind}”; dozwolone: {', '.join(KINDS)}.")
    allowed = COMPLAINT_RESULTS if kind == "complaint" else MOTION_RESULTS
    if result not in allowed:
        raise LawError("result", f"wynik „{result}” nie pasuje do rodzaju sprawy; dozwolone: {', '.join(allowed)}.")
    needed = list(ALWAYS)
    if result in REFUSALS:
        needed += REFUSED_COMPLAINT if kind == "complaint" else REFUSED_MOTION
    reasons, lacking = Reasons(), []
    for key, article, name in needed:
        held = key in present
        if not held:
            lacking.append((key, name))
        reasons.add(key, article, f"{name[0].upper()}{name[1:]}: {'jest' if held else 'brak'}.")
    return {
        "missing": [name for _key, name in lacking], "missing_keys": [key for key, _name in lacking],
        "complete": not lacking, "reasons": reasons.as_list(),
    }


def may_keep_position(previous_result, previous_answered, new_facts):
    """Say whether a repeated complaint may be kept with a note only (KPA art. 239 § 1).

    :param str previous_result: how the earlier complaint ended
    :param bool previous_answered: the earlier answer showed that it was groundless
    :param bool new_facts: the repeated complaint names new circumstances
    :return: dict ``allowed`` (bool), ``reasons``
    """
    reasons, allowed = Reasons(), True
    for rule, holds, yes, no in (
        ("groundless", previous_result == "groundless",
         "Poprzednią skargę uznano za bezzasadną.", "Poprzedniej skargi nie uznano za bezzasadną."),
        ("answered", previous_answered,
         "Bezzasadność wykazano w odpowiedzi.", "Skarżący nie dostał odpowiedzi wykazującej bezzasadność."),
        ("no_new_facts", not new_facts,
         "Ponowiona skarga nie wskazuje nowych okoliczności.", "Ponowiona skarga wskazuje nowe okoliczności."),
    ):
        allowed = allowed and holds
        reasons.add(rule, "KPA art. 239 § 1", yes if holds else no)
    return {"allowed": allowed, "reasons": reasons.as_list()}
