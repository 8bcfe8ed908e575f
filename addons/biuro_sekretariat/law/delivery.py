"""Day of delivery as a question without records: the ground floor's law, asked by channel and addressee."""

from odoo.addons.biuro_kancelaria.law import delivery as day_of_delivery
from odoo.addons.biuro_kancelaria.law.base import LawError, day_text
from odoo.addons.biuro_kancelaria.law.letter_delivery import CHANNELS, delivered_on

RECIPIENTS = day_of_delivery.RECIPIENTS


def delivery(channel, arrived, recipient, collected=None, first_notice=None):
    """Return the day on which a letter counts as delivered (UDE art. 40-42, KPA art. 39-47).

    :param str channel: ``edoreczenia``, ``puh``, ``post``, ``hand`` or ``epuap``
    :param datetime.date arrived: arrival at the electronic address; of a paper letter the day it was brought
    :param str recipient: ``public`` (a public body) or ``citizen`` (anybody else)
    :param datetime.date collected: collection by the addressee
    :param datetime.date first_notice: first notice (awizo) of the postman, for ``post`` and ``puh``
    :return: dict ``delivered_on`` (date, False when nothing counts as delivery), ``reasons``
    :raise LawError: unknown key, a notice outside the post, days in an impossible order
    """
    if channel not in CHANNELS:
        raise LawError("channel", f"nieznana wartość „{channel}”; dozwolone: {', '.join(CHANNELS)}.")
    if recipient not in RECIPIENTS:
        raise LawError("recipient", f"nieznany adresat „{recipient}”; dozwolone: {', '.join(RECIPIENTS)}.")
    if first_notice and channel not in ("post", "puh"):
        raise LawError("first_notice", "awizo zostawia tylko poczta; usuń je albo zmień sposób doręczenia.")
    if collected and collected < arrived:
        raise LawError("collected", f"odebranie nie może być wcześniejsze niż nadejście pisma, {day_text(arrived)}.")
    if first_notice and first_notice < arrived:
        raise LawError("first_notice", f"awizo nie może być wcześniejsze niż nadejście pisma, {day_text(arrived)}.")
    if channel in ("edoreczenia", "epuap"):
        result = delivered_on(channel, arrived=arrived, collected=collected, recipient=recipient)
    else:
        # what the postman or a messenger brought and left no notice of was handed over on that day
        handed = collected or (None if first_notice else arrived)
        result = delivered_on(channel, collected=handed, recipient=recipient, first_notice=first_notice)
    return {"delivered_on": result["delivered_on"], "reasons": result["reasons"]}
