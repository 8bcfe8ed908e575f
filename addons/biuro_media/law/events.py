"""Mass events (imprezy masowe): whether an event is one, and the days of its permit.

u.b.i.m. is the act on the safety of mass events (ustawa z 20.03.2009).
"""

from datetime import date, timedelta

from odoo.addons.biuro_kancelaria.law.base import Reasons, day_text

KINDS = ("open", "open_sport", "hall", "hall_sport")
VENUES = ("open_ground", "sports_hall", "cultural_centre", "stadium", "other")
PLACES = {"open": 1000, "open_sport": 1000, "hall": 500, "hall_sport": 300}
RISK_PLACES = {"open": 300, "open_sport": 300, "hall": 200, "hall_sport": 200}
APPLY_DAYS, DECISION_DAYS = 30, 7
TACIT_SINCE = date(2027, 1, 1)
ARTISTIC = ("open", "hall")


def mass_event(kind, venue, places, risk, event_date, applied_on=None):
    """Tell whether an event is a mass event and by when its permit is applied for and given.

    :param str kind: key of :data:`KINDS`
    :param str venue: key of :data:`VENUES`; what suits a cultural centre is no mass event there
    :param int places: places that the organiser makes available
    :param bool risk: an event of increased risk
    :param date event_date: first day
    :param date applied_on: day of the application; without it the last possible day is taken
    :return: dict ``mass_event``; ``apply_by``, ``decision_by`` (last days, never moved on), ``tacit_permit`` (day on
        which silence is a permit, None where the law gives none): None when it is no mass event; ``reasons``
    """
    reasons = Reasons()
    if venue == "cultural_centre" and kind in ARTISTIC:
        reasons.add("venue", "u.b.i.m. art. 3 pkt 1 lit. a",
                    "w domu kultury, teatrze, muzeum i podobnym obiekcie wydarzenie odpowiadające jego przeznaczeniu "
                    "nie jest imprezą masową")
        return {"mass_event": False, "apply_by": None, "decision_by": None, "tacit_permit": None,
                "reasons": reasons.as_list()}
    limit = (RISK_PLACES if risk else PLACES)[kind]
    is_mass = places >= limit
    reasons.add("places", "u.b.i.m. art. 3 pkt 2–4", f"{places} udostępnionych miejsc, próg {limit}"
                + (" (podwyższone ryzyko)" if risk else "") + (": impreza masowa" if is_mass else ": nie jest masowa"))
    if not is_mass:
        return {"mass_event": False, "apply_by": None, "decision_by": None, "tacit_permit": None,
                "reasons": reasons.as_list()}
    apply_by = event_date - timedelta(days=APPLY_DAYS)
    decision_by = event_date - timedelta(days=DECISION_DAYS)
    reasons.add("apply", "u.b.i.m. art. 25 ust. 1", f"wniosek najpóźniej {APPLY_DAYS} dni przed: {day_text(apply_by)}")
    reasons.add(
        "decision", "u.b.i.m. art. 29 ust. 1", f"zezwolenie albo odmowa najpóźniej {DECISION_DAYS} dni przed: "
                                               f"{day_text(decision_by)}")
    tacit = None
    if kind in ARTISTIC and (applied_on or apply_by) >= TACIT_SINCE:
        tacit = decision_by + timedelta(days=1)
        reasons.add("tacit", "u.b.i.m. art. 29a (Dz.U. 2026 poz. 875)",
                    f"bez decyzji do tego dnia zezwolenie uważa się za udzielone {day_text(tacit)}")
    if applied_on and applied_on > apply_by:
        reasons.add("late", "u.b.i.m. art. 25 ust. 1a",
                    f"wniosek z {day_text(applied_on)} jest spóźniony: skrócenie do 14 dni tylko w wyjątkowych, "
                    "uzasadnionych przypadkach")
    return {"mass_event": True, "apply_by": apply_by, "decision_by": decision_by, "tacit_permit": tacit,
            "reasons": reasons.as_list()}
