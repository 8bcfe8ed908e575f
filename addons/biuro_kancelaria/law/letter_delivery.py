"""On which day an outgoing letter counts as delivered, whatever the way it went.

Electronic delivery and the fiction of delivery by post are computed in ``delivery``; here the way of sending and the
evidence at hand choose between them (UDE art. 40-42 and 147, KPA art. 39-47).
"""

from datetime import datetime

from .base import Reasons, day_text
from .delivery import electronic, local_day, postal
from .terms import UTC

CHANNELS = ("edoreczenia", "epuap", "puh", "post", "hand")


def warsaw_date(moment):
    """Return the day in Poland of a moment or a day; a moment without a zone is UTC, as the database keeps it."""
    if isinstance(moment, datetime) and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return local_day(moment)


def delivered_on(channel, arrived=None, collected=None, recipient="citizen", first_notice=None, refused=None):
    """Tell on which day a letter counts as delivered.

    :param str channel: one of ``CHANNELS``
    :param arrived: day, or moment (naive = UTC), of arrival at the electronic address or box
    :param collected: day or moment of collection, or of handing over on paper
    :param str recipient: ``public`` (a public body) or ``citizen`` (anybody else)
    :param first_notice: day of the first notice left by the postman (paper only)
    :param refused: day on which the addressee refused the letter (paper only)
    :return: dict ``delivered_on`` (date, or False when nothing counts as delivery yet), ``mode`` (``arrival``,
        ``collected``, ``fiction``, ``refused`` or False), ``reasons``
    :raise LawError: collection before arrival or before the first notice
    """
    arrived, collected, first_notice, refused = map(warsaw_date, (arrived, collected, first_notice, refused))

    def answer(day, mode, article, text):
        return {"delivered_on": day, "mode": mode, "reasons": Reasons().add("delivery", article, text).as_list()}

    if channel in ("edoreczenia", "epuap"):
        if not arrived and not (collected and recipient == "citizen"):
            return answer(False, False, "UDE art. 41", "Brak dowodu wpłynięcia na adres adresata.")
        if channel == "epuap" and recipient == "citizen" and not collected:
            return answer(False, False, "UDE art. 147", (
                "Nieodebranego pisma w ePUAP nie uznaje się za doręczone: doręcz je zgodnie z art. 39 KPA."
            ))
        result = electronic(arrived or collected, recipient, collected)
        mode = "arrival" if recipient == "public" else result["reasons"][-1]["rule"]
        return {**result, "mode": "fiction" if mode == "deemed" else mode}
    if refused:
        return answer(refused, "refused", "KPA art. 47 § 2", (
            f"Adresat odmówił przyjęcia: pismo uznaje się za doręczone w dniu odmowy, {day_text(refused)}."
        ))
    if first_notice:
        result = postal(first_notice, collected)
        return {**result, "mode": result["reasons"][-1]["rule"]}
    if collected:
        return answer(
            collected, "collected", "KPA art. 42-43, art. 46", f"Odbiorca pokwitował pismo: {day_text(collected)}.",
        )
    return answer(False, False, "KPA art. 46", "Brak dowodu doręczenia.")
