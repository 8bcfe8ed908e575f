"""The mandate of a member of a neighbourhood council or board: how it ends (u.s.g. art. 37, 37e).

Art. 37e is in force from 30 March 2027 (Dz.U. 2026 poz. 1273), also for those elected before. Earlier days are decided
by the statute of the unit; the same steps are taken, and the reasons say that the statute is their basis.
"""

from datetime import date, timedelta

from odoo.addons.biuro_kancelaria.law import terms
from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text

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
    reasons = Reasons().add("loss", basis(learned), (
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


def waiver_until(asked, days):
    """Return the last day (date) on which the next candidate may give way; not moved off days free from work."""
    return asked + timedelta(days=days)
