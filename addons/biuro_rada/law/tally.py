"""Control sums of a named vote (RB-06)."""

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons

VALUES = ("yes", "no", "abstain", "not_voting", "excluded", "absent")
NAMES = {
    "yes": "za",
    "no": "przeciw",
    "abstain": "wstrzymało się",
    "not_voting": "obecni niegłosujący",
    "excluded": "wyłączeni (art. 25a)",
    "absent": "nieobecni",
}


def tally(values):
    """Count the entries of a named list.

    :param values: iterable of keys of ``VALUES``, one per councillor in office
    :return: dict {key: int} with every key
    :raise LawError: an unknown value
    """
    counts = dict.fromkeys(VALUES, 0)
    for value in values:
        if value not in counts:
            raise LawError("values", f"nieznany głos „{value}”; dozwolone: {', '.join(VALUES)}.")
        counts[value] += 1
    return counts


def check_sum(counts, entitled):
    """Check that the entries of a named list add up to the councillors in office.

    :param dict counts: {key: int} as :func:`tally` gives
    :param int entitled: councillors in office
    :return: dict ``ok``, ``sum``, ``reasons``
    """
    total = sum(counts.get(key, 0) for key in VALUES)
    parts = ", ".join(f"{NAMES[key]} {counts.get(key, 0)}" for key in VALUES)
    agrees = "zgadza się" if total == entitled else "NIE ZGADZA SIĘ"
    text = f"{parts}; razem {total}, radnych w składzie {entitled}: {agrees}"
    return {"ok": total == entitled, "sum": total, "reasons": Reasons().add("control_sum", "", text).as_list()}
