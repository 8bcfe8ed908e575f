"""How long a draft of a letter still goes through its steps, and whether it reaches the signature in time.

The steps and their times are arranged by the office (instrukcja kancelaryjna § 7(1), § 32, § 58: one or many steps, the
last is the person entitled to sign); the end it is measured against is the statutory term of the matter.
"""

from .base import LawError, Reasons, day_text
from .terms import amount_text, count

IK = "instrukcja kancelaryjna § 32, § 58"


def remaining_path(today, steps, legal_end=None):
    """Tell when the remaining steps end at the latest, and how many working days are missing.

    :param datetime.date today: the day of asking
    :param steps: list of ``(name, working_days, group)`` in their order; steps of the same group, when it is not
        empty, go side by side
    :param legal_end: last day of the statutory term (datetime.date), or None
    :return: dict ``days`` (working days that the remaining steps take), ``end`` (datetime.date), ``late`` (bool: the
        path ends after the legal end), ``reasons`` (list of steps of the reasoning)
    :raise LawError: a negative time of a step
    """
    reasons, total, index = Reasons(), 0, 0
    while index < len(steps):
        name, days, group = steps[index]
        together = [(name, days)]
        while group and index + 1 < len(steps) and steps[index + 1][2] == group:
            index += 1
            together.append(steps[index][:2])
        index += 1
        if any(time < 0 for _name, time in together):
            raise LawError("steps", "czas etapu nie może być ujemny; podaj liczbę dni roboczych.")
        longest = max(time for _name, time in together)
        total += longest
        names = " i ".join(f"„{one}”" for one, _time in together)
        text = f"{names}: {amount_text(longest, 'working_day')}."
        reasons.add("step", IK, text if len(together) == 1 else f"{names} równolegle: najdłużej {text.split(': ')[-1]}")
    end = count(today, total, "working_day") if total else today
    reasons.add("sum", "", f"Razem {amount_text(total, 'working_day')}: podpis najpóźniej {day_text(end)}.")
    late = bool(legal_end) and end > legal_end
    if legal_end:
        reasons.add("compare", "", (
            f"Termin ustawowy upływa {day_text(legal_end)}: "
            + ("ścieżka nie mieści się w terminie." if late else "ścieżka mieści się w terminie.")
        ))
    return {"days": total, "end": end, "late": late, "reasons": reasons.as_list()}
