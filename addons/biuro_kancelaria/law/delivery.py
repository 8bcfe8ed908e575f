"""Day of delivery: electronic (UDE art. 40-42) and by post (KPA art. 42-44)."""

from datetime import datetime, timedelta

from . import holidays
from .base import LawError, Reasons, day_text
from .terms import WARSAW

UDE = "ustawa o doręczeniach elektronicznych"
DAYS_TO_COLLECT = 14
RECIPIENTS = ("public", "citizen")


def local_day(moment):
    """Return the day in Poland of a moment or a day."""
    if isinstance(moment, datetime):
        return (moment.astimezone(WARSAW) if moment.tzinfo else moment).date()
    return moment


def electronic(arrived, recipient, collected=None):
    """Return the day on which an electronic letter counts as delivered (UDE art. 41-42).

    :param arrived: arrival at the address shown in the evidence, date or datetime with its zone
    :param str recipient: ``public`` for a public body, ``citizen`` for any other addressee
    :param collected: collection by a non-public addressee, date or datetime; None when not collected
    :return: dict ``delivered_on`` (date), ``reasons``
    :raise LawError: unknown recipient, collection before arrival
    """
    if recipient not in RECIPIENTS:
        raise LawError("recipient", f"nieznany adresat „{recipient}”; dozwolone: {', '.join(RECIPIENTS)}.")
    arrival, collection = local_day(arrived), collected and local_day(collected)
    if collection and collection < arrival:
        raise LawError("collected", "odebranie nie może być wcześniejsze niż wpłynięcie; popraw daty.")
    if recipient == "public":
        reasons = Reasons().add("arrival", f"{UDE}, art. 42 ust. 1", (
            "Podmiotowi publicznemu doręcza się z chwilą wpłynięcia, także w nocy i w dzień wolny: "
            f"{day_text(arrival)}."
        ))
        return {"delivered_on": arrival, "reasons": reasons.as_list()}
    deemed = arrival + timedelta(days=DAYS_TO_COLLECT + 1)
    if collection and collection < deemed:
        text = f"Adresat odebrał pismo: {day_text(collection)}."
        reasons = Reasons().add("collected", f"{UDE}, art. 42 ust. 1", text)
        return {"delivered_on": collection, "reasons": reasons.as_list()}
    reasons = Reasons().add("deemed", f"{UDE}, art. 42 ust. 2; KPA art. 39(4)", (
        f"Pismo wpłynęło {day_text(arrival)} i nie zostało odebrane przez {DAYS_TO_COLLECT} dni; doręczone jest "
        f"w dniu następnym po ich upływie: {day_text(deemed)}. Dni wolne niczego tu nie przesuwają."
    ))
    return {"delivered_on": deemed, "reasons": reasons.as_list()}


def postal(first_notice, collected=None, roll=False):
    """Return the day on which a registered letter counts as delivered (KPA art. 42, 44).

    :param datetime.date first_notice: day on which the first notice (awizo) was left
    :param datetime.date collected: day on which the addressee took the letter; None when not
    :param bool roll: move the end of the 14 days off a free day; views differ, the default does not
    :return: dict ``delivered_on`` (date), ``reasons``
    """
    if collected and collected < first_notice:
        raise LawError("collected", "odebranie nie może być wcześniejsze niż pierwsze awizo; popraw daty.")
    last_day = first_notice + timedelta(days=DAYS_TO_COLLECT)
    if roll:
        last_day = holidays.next_working(last_day)
    if collected and collected <= last_day:
        reasons = Reasons().add("collected", "KPA art. 42, art. 46", f"Adresat odebrał pismo: {day_text(collected)}.")
        return {"delivered_on": collected, "reasons": reasons.as_list()}
    moved = "koniec przesunięto z dnia wolnego" if roll else "dni wolne nie przesuwają końca; poglądy są tu różne"
    reasons = Reasons().add("fiction", "KPA art. 44 § 1, § 4", (
        f"Pierwsze awizo {day_text(first_notice)}; doręczenie uważa się za dokonane z upływem ostatniego dnia "
        f"{DAYS_TO_COLLECT}-dniowego przechowywania: {day_text(last_day)} ({moved})."
    ))
    return {"delivered_on": last_day, "reasons": reasons.as_list()}
