"""One ballot paper: is the vote valid and for whom, also on a print that names a struck candidate."""

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, plural

from . import params as ordinance


def judge(params, seats, marked, standing, struck=()):
    """Judge the marks on one ballot paper.

    A candidate struck off after the print keeps the place on it; what a mark there does is a rule of the ordinance.

    :param dict params: parameters of the ordinance
    :param int seats: seats of the constituency
    :param marked: names (or numbers) with a mark
    :param standing: those who stand
    :param struck: those on the print who were struck off
    :return: dict ``valid``, ``counted`` (list of those who get a vote), ``why`` (``too_many``, ``no_mark``,
        ``struck`` or False), ``reasons``
    :raise LawError: a mark at nobody on the print, or twice at one
    """
    params = ordinance.read(params)
    source, most, least = ordinance.article(params), ordinance.max_marks(params, seats), params["min_marks"]
    if len(set(marked)) != len(marked) or not set(marked) <= {*standing, *struck}:
        raise LawError("marked", "znak postawiono przy kimś, kogo nie ma na karcie, albo dwa razy przy jednej osobie.")
    counted = [name for name in marked if name not in struck]
    ignored, count = [name for name in marked if name in struck], len(counted)
    reasons, why = Reasons(), False
    if ignored:
        reasons.add("withdrawn_mark", source, (
            f"Znak przy skreślonym kandydacie ({', '.join(map(str, ignored))}) "
            + ("pomija się." if params["withdrawn_mark"] == "ignore_mark" or counted else "jest jedynym znakiem.")
        ))
    if ignored and not counted and params["withdrawn_mark"] == "invalid_if_only":
        why = "struck"
    elif count > most:
        why = "too_many"
    elif count < least:
        why = "no_mark"
    verdict = {
        False: "głos ważny", "struck": "głos nieważny", "too_many": f"głos nieważny, wolno najwyżej {most}",
        "no_mark": f"głos nieważny, potrzeba co najmniej {least}",
    }[why]
    reasons.add("marks", source, f"{count} {plural(count, 'znak', 'znaki', 'znaków')}: {verdict}.")
    return {"valid": not why, "counted": [] if why else counted, "why": why, "reasons": reasons.as_list()}
