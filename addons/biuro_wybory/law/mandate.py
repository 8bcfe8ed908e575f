"""The mandate of a member of a neighbourhood council or board: how it ends and who follows (u.s.g. art. 37, 37e).

Art. 37e is in force from 30 March 2027 (Dz.U. 2026 poz. 1273), also for those elected before. Earlier days are decided
by the statute of the unit; the same steps are taken, and the reasons say that the statute is their basis.
"""

from datetime import date, timedelta
from fractions import Fraction

from odoo.addons.biuro_kancelaria.law import terms
from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text, plural

ART_37E_FROM = date(2027, 3, 30)
LOSS_MONTHS = 3


def basis(day):
    """Return the provision (str) by which a mandate ends on a day."""
    return "u.s.g. art. 37e" if day >= ART_37E_FROM else "statut jednostki pomocniczej"


def resignation(delivered, effective=None):
    """Return from when a written resignation works: delivery to the City Council, or the day named in it.

    :param date delivered: day of delivery to the City Council
    :param date effective: day named in the resignation, if any
    :return: dict ``date_to`` (last day of the mandate), ``reasons``
    :raise LawError: the day named is before the delivery
    """
    reasons = Reasons()
    if effective and effective < delivered:
        raise LawError("effective", f"rezygnacja doręczona {day_text(delivered)} nie może działać wstecz, "
                       f"od {day_text(effective)}. Podaj dzień doręczenia albo późniejszy.")
    end = effective or delivered
    how = f"dzień w niej wskazany: {day_text(end)}" if effective and effective != delivered else (
        f"chwila doręczenia Radzie Miasta: {day_text(end)}")
    reasons.add("resignation", basis(end), f"Pisemna rezygnacja jest skuteczna na {how}.")
    return {"date_to": end, "reasons": reasons.as_list()}


def loss(learned):
    """Return until when the City Council states the loss, or the lack, of the right to be elected.

    :param date learned: day on which the City Council learned of it
    :return: dict ``deadline``, ``reasons``
    """
    counted = terms.term(learned, LOSS_MONTHS, "month", roll=False)
    reasons = Reasons().add("loss", basis(max(learned, ART_37E_FROM) if learned >= ART_37E_FROM else learned), (
        f"Rada Miasta stwierdza utratę albo brak prawa wybieralności uchwałą w ciągu {LOSS_MONTHS} miesięcy "
        f"od powzięcia wiadomości ({day_text(learned)}), po wysłuchaniu zainteresowanego: "
        f"do {day_text(counted['raw'])}. Mandat kończy się z dniem uchwały."
    ))
    return {"deadline": counted["raw"], "reasons": reasons.as_list()}


def check_loss(learned, heard, stated):
    """Return what is wrong with a resolution that states the loss (list of Polish sentences)."""
    problems = []
    if stated < learned:
        problems.append(f"Uchwała z {day_text(stated)} jest wcześniejsza niż powzięcie wiadomości "
                        f"({day_text(learned)}).")
    if not heard:
        problems.append("Przed uchwałą trzeba umożliwić zainteresowanemu złożenie wyjaśnień: wpisz dzień wysłuchania.")
    elif heard > stated:
        problems.append(f"Wysłuchanie ({day_text(heard)}) musi nastąpić przed uchwałą ({day_text(stated)}).")
    return problems


def below(limit, size, left):
    """Return whether a council is reduced so far that it is dissolved.

    :param limit: ``dissolve_below`` of the ordinance: ``"2/5"`` or ``"0.4"`` (reduced by more than this part of the
        size), or a whole number (fewer members than this); empty for no rule
    :param int size: statutory number of members
    :param int left: members in office
    :return: dict ``dissolved`` (bool), ``reasons``
    """
    reasons = Reasons()
    text = str(limit or "").strip().replace(",", ".")
    if not text or text == "0":
        return {"dissolved": False, "reasons": []}
    try:
        value = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise LawError("dissolve_below", f"„{limit}” to nie ułamek ani liczba.") from None
    gone = size - left
    if value < 1:
        dissolved = gone > value * size
        reasons.add("dissolve_below", "ordynacja", (
            f"Skład ustawowy {size}, w składzie jest {left}, ubyło {gone}; rada rozwiązuje się, gdy ubędzie więcej niż "
            f"{value.numerator}/{value.denominator} składu ({value.numerator} × {size} / {value.denominator} = "
            f"{float(value * size):g}): {'tak' if dissolved else 'nie'}."))
    else:
        dissolved = left < value
        reasons.add("dissolve_below", "ordynacja", (
            f"W składzie jest {left}, a najmniejsza liczba członków to {value}: "
            f"{'rada rozwiązuje się' if dissolved else 'rada działa dalej'}."))
    return {"dissolved": dissolved, "reasons": reasons.as_list()}


def vacancy(params, ended, term_to, reserve, size, left):
    """Return what follows when a seat becomes vacant.

    :param dict params: ``vacancy_rule``, ``waiver_days``, ``no_filling_last_months``, ``dissolve_below``
    :param date ended: last day of the mandate
    :param date term_to: last day of the term
    :param reserve: keys of those not elected who are still eligible, in the order of votes
    :param int size: statutory number of members
    :param int left: members in office after the mandate ended
    :return: dict ``step`` (``next_candidate`` | ``by_election`` | ``leave`` | ``dissolve``), ``candidate`` (key or
        False), ``reasons``
    """
    reasons = Reasons()
    low = below(params.get("dissolve_below"), size, left)
    reasons.extend(low["reasons"])
    if low["dissolved"]:
        return {"step": "dissolve", "candidate": False, "reasons": reasons.as_list()}
    months = int(params.get("no_filling_last_months") or 0)
    if months:
        last = terms.add_months(term_to, -months)
        if ended >= last:
            reasons.add("no_filling_last_months", "ordynacja", (
                f"Mandat wygasł {day_text(ended)}; w ostatnich {months} "
                f"{plural(months, 'miesiącu', 'miesiącach', 'miesiącach')} kadencji (od {day_text(last)}) miejsc się "
                "nie obsadza."))
            return {"step": "leave", "candidate": False, "reasons": reasons.as_list()}
    rule = params.get("vacancy_rule") or "leave"
    if rule in ("next_candidate", "next_then_by_election"):
        if reserve:
            days = int(params.get("waiver_days") or 0)
            reasons.add("next_candidate", "ordynacja", (
                "Wchodzi kandydat, który otrzymał kolejno najwięcej głosów i nie utracił prawa wybieralności"
                + (f"; może ustąpić pierwszeństwa w ciągu {days} {plural(days, 'dnia', 'dni', 'dni')}." if days
                   else ".")))
            return {"step": "next_candidate", "candidate": reserve[0], "reasons": reasons.as_list()}
        reasons.add("no_reserve", "ordynacja", "Nie ma kolejnego kandydata, który mógłby objąć mandat.")
        if rule == "next_candidate":
            return {"step": "leave", "candidate": False, "reasons": reasons.as_list()}
    if rule in ("by_election", "next_then_by_election"):
        reasons.add("by_election", "ordynacja", "Miejsce obsadza się w wyborach uzupełniających.")
        return {"step": "by_election", "candidate": False, "reasons": reasons.as_list()}
    reasons.add("leave", "ordynacja", "Ordynacja pozostawia miejsce nieobsadzone do końca kadencji.")
    return {"step": "leave", "candidate": False, "reasons": reasons.as_list()}


def waiver_until(asked, days):
    """Return the last day (date) on which the next candidate may give way; not moved off days free from work."""
    return asked + timedelta(days=days)
