"""Business travel in the public sector: regulation of 29 January 2013 (t.j. Dz.U. 2023 poz. 2190).

Moments are aware datetimes; the time of a trip is the time that really passed, also in the night of the change of the
clocks. Rates come from outside, as exact decimals in force on the day of the trip.
"""

from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, plural
from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW

REGULATION = "rozporządzenie z 29.01.2013 r. (t.j. Dz.U. 2023 poz. 2190)"
CAR_REGULATION = "rozporządzenie z 25.03.2002 r. (zm. Dz.U. 2023 poz. 5)"
DAY = timedelta(hours=24)
# parts of the per diem that a free meal stands for: § 7(4) at home, § 14(2) abroad
MEALS = {"breakfast": Decimal("0.25"), "lunch": Decimal("0.50"), "supper": Decimal("0.25")}
MEALS_ABROAD = {"breakfast": Decimal("0.15"), "lunch": Decimal("0.30"), "supper": Decimal("0.30")}
NIGHT_LUMP = Decimal("1.5")
NIGHT_LUMP_ABROAD = Decimal("0.25")
HOTEL_LIMIT = 20
LOCAL_LUMP = Decimal("0.2")
NIGHT_FROM, NIGHT_TO, NIGHT_LEAST = time(21), time(7), timedelta(hours=6)
CENT = Decimal("0.01")
VEHICLES = {
    "car_small": "samochód osobowy o pojemności skokowej silnika do 900 cm³",
    "car_large": "samochód osobowy o pojemności skokowej silnika powyżej 900 cm³",
    "motorcycle": "motocykl",
    "moped": "motorower",
}
# who may order the trip of the head of the office: UPS art. 8(2)
HEAD_ORDERERS = ("deputy", "city_secretary")
SETTLEMENT_DAYS = 14


def money(value):
    """Return an amount rounded to the grosz."""
    return Decimal(value).quantize(CENT, ROUND_HALF_UP)


def amount_text(value, currency="zł"):
    """Return an amount as Polish prose, e.g. ``1 234,50 zł``."""
    return f"{money(value):,.2f} {currency}".replace(",", "\u00a0").replace(".", ",")


def hours_text(duration):
    """Return a duration as Polish prose, e.g. ``26 godz. 30 min``."""
    minutes = int(duration.total_seconds() // 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} godz." + (f" {minutes} min" if minutes else "")


def _rate(argument, value):
    if value is None or value < 0:
        raise LawError(argument, "podaj stawkę; nie może być ujemna.")
    return Decimal(value)


def _elapsed(start, end):
    """Return the time that passed between two moments; LawError when the second is not later."""
    if start.tzinfo is None or end.tzinfo is None:
        raise LawError("start", "podaj chwile ze strefą czasową.")
    if end <= start:
        raise LawError("end", "koniec podróży musi być późniejszy niż jej początek; popraw datę lub godzinę.")
    return end.astimezone(UTC) - start.astimezone(UTC)


def travel_days(start, end):
    """Return the days (doby) of a trip: list of dicts ``number``, ``start``, ``end``, ``duration``.

    A day of travel is 24 hours from the departure, whatever the calendar; the last one is usually not whole.
    """
    whole = _elapsed(start, end)
    rows, passed = [], timedelta()
    while passed < whole:
        duration = min(DAY, whole - passed)
        first = (start.astimezone(UTC) + passed).astimezone(WARSAW)
        rows.append({
            "number": len(rows) + 1, "start": first,
            "end": (start.astimezone(UTC) + passed + duration).astimezone(WARSAW), "duration": duration,
        })
        passed += duration
    return rows


def _domestic_share(duration, single):
    """Return (share of the per diem, article) of one day of travel at home: § 7(2)."""
    hours = duration / timedelta(hours=1)
    if single:
        if hours < 8:
            return Decimal(0), "§ 7 ust. 2 pkt 1 lit. a"
        if hours <= 12:
            return Decimal("0.5"), "§ 7 ust. 2 pkt 1 lit. b"
        return Decimal(1), "§ 7 ust. 2 pkt 1 lit. c"
    if duration >= DAY:
        return Decimal(1), "§ 7 ust. 2 pkt 2"
    if hours <= 8:
        return Decimal("0.5"), "§ 7 ust. 2 pkt 2 lit. a"
    return Decimal(1), "§ 7 ust. 2 pkt 2 lit. b"


def _foreign_share(duration, single):
    """Return (share of the per diem, article) of one day of travel abroad: § 13(3)."""
    hours = duration / timedelta(hours=1)
    if duration >= DAY:
        return Decimal(1), "§ 13 ust. 3 pkt 1"
    if hours <= 8:
        return Decimal(1) / Decimal(3), "§ 13 ust. 3 pkt 2 lit. a"
    if hours <= 12:
        return Decimal("0.5"), "§ 13 ust. 3 pkt 2 lit. b"
    return Decimal(1), "§ 13 ust. 3 pkt 2 lit. c"


def _meals_of(meals, count, known):
    """Return the free meals of each day of travel: list of sorted tuples; LawError for what cannot be."""
    meals = [tuple(sorted(set(row or ()))) for row in (meals or ())]
    if len(meals) > count:
        raise LawError("meals", f"podróż ma {count} {plural(count, 'dobę', 'doby', 'dób')}; posiłków podano za więcej.")
    for row in meals:
        if unknown := set(row) - known.keys():
            raise LawError("meals", f"nieznany posiłek „{min(unknown)}”; dozwolone: {', '.join(sorted(known))}.")
    return meals + [()] * (count - len(meals))


def per_diem(start, end, rate, meals=None, at_home=False, abroad=False, currency="zł"):
    """Count the per diems of a trip with the reduction for free meals (§ 7, abroad § 13-14).

    :param datetime start: departure, end: return (aware)
    :param Decimal rate: the per diem in force
    :param meals: for each day of travel the meals given free, also in a hotel: ``breakfast``, ``lunch``, ``supper``
    :param bool at_home: a trip to the town where the employee lives: no per diem (§ 7(3)(1))
    :param bool abroad: the rules of a foreign trip; start and end are the crossings of the border
    :return: dict ``amount``, ``days`` (rows with ``number``, ``start``, ``end``, ``duration``, ``share``, ``full``,
        ``reduction``, ``amount``), ``reasons``
    """
    rate = _rate("rate", rate)
    rows, known = travel_days(start, end), MEALS_ABROAD if abroad else MEALS
    share_of = _foreign_share if abroad else _domestic_share
    reasons = Reasons()
    reasons.add("time", REGULATION, f"Podróż trwała {hours_text(_elapsed(start, end))}; stawka diety"
                                    f" {amount_text(rate, currency)}.")
    names = {"breakfast": "śniadanie", "lunch": "obiad", "supper": "kolacja"}
    total = Decimal(0)
    for row, eaten in zip(rows, _meals_of(meals, len(rows), known), strict=True):
        share, article = share_of(row["duration"], len(rows) == 1)
        full = money(rate * share)
        if at_home:
            share = full = Decimal(0)
            article = "§ 7 ust. 3 pkt 1"
        # the reduction is counted from the whole per diem and never takes more than is due
        reduction = min(full, money(rate * sum((known[meal] for meal in eaten), Decimal(0))))
        row.update(share=share, full=full, reduction=reduction, amount=full - reduction, meals=eaten)
        total += row["amount"]
        text = f"Doba {row['number']} ({hours_text(row['duration'])}): {amount_text(full, currency)}"
        if reduction:
            text += (f" − {amount_text(reduction, currency)} za bezpłatne posiłki"
                     f" ({', '.join(names[meal] for meal in eaten)}) = {amount_text(row['amount'], currency)}")
        reasons.add("per_diem", article + (f", {'§ 14 ust. 2' if abroad else '§ 7 ust. 4-5'}" if reduction else ""),
                    text + ".")
    if at_home:
        reasons.add("at_home", "§ 7 ust. 3 pkt 1", "Podróż do miejscowości zamieszkania: dieta nie przysługuje.")
    reasons.add("per_diem_sum", "", f"Diety razem: {amount_text(total, currency)}.")
    return {"amount": total, "days": rows, "reasons": reasons.as_list()}


def nights(start, end):
    """Return how many nights of a trip have at least 6 hours between 21:00 and 7:00 (§ 8(4))."""
    _elapsed(start, end)
    first, last = start.astimezone(WARSAW), end.astimezone(WARSAW)
    count, day = 0, first.date() - timedelta(days=1)
    while day <= last.date():
        night_from = datetime.combine(day, NIGHT_FROM, WARSAW)
        night_to = datetime.combine(day + timedelta(days=1), NIGHT_TO, WARSAW)
        begin, finish = max(start, night_from), min(end, night_to)
        if finish > begin and finish.astimezone(UTC) - begin.astimezone(UTC) >= NIGHT_LEAST:
            count += 1
        day += timedelta(days=1)
    return count


def night_lump(start, end, count, rate, abroad=False, currency="zł"):
    """Count the lump sum for nights without a bill: 150 % of the per diem each (§ 8(3)-(4)), abroad 25 % of the limit.

    :param int count: nights spent without a bill and without free lodging
    :param Decimal rate: the per diem; abroad the limit of a night
    :return: dict ``amount``, ``reasons``
    :raise LawError: more nights than the trip has
    """
    rate, possible = _rate("rate", rate), nights(start, end)
    if count < 0:
        raise LawError("nights", "liczba noclegów nie może być ujemna.")
    if count > possible:
        raise LawError("nights", (
            f"podróż obejmuje {possible} {plural(possible, 'nocleg', 'noclegi', 'noclegów')} po co najmniej 6 godzin"
            f" między 21:00 a 7:00; ryczałt podano za {count}."
        ))
    share, article = (NIGHT_LUMP_ABROAD, "§ 16 ust. 2") if abroad else (NIGHT_LUMP, "§ 8 ust. 3-4")
    each = money(rate * share)
    reasons = Reasons()
    if count:
        reasons.add("night_lump", article, f"Noclegi bez rachunku: {count} × {amount_text(each, currency)} ="
                                           f" {amount_text(each * count, currency)}.")
    return {"amount": each * count, "reasons": reasons.as_list()}


def hotel(bills, limit, currency="zł", abroad=False):
    """Count the return of hotel bills: at most the limit for a night unless a higher cost was agreed to (§ 8(1)-(2)).

    :param bills: list of dicts ``nights`` (int), ``amount`` (Decimal), ``over_limit`` (bool, consent to a higher cost)
    :param Decimal limit: for one night; at home twenty per diems
    :return: dict ``amount``, ``reasons``
    """
    limit, total, reasons = _rate("limit", limit), Decimal(0), Reasons()
    for bill in bills:
        count, amount = bill["nights"], _rate("amount", bill["amount"])
        if count < 1:
            raise LawError("nights", "podaj liczbę noclegów z rachunku (co najmniej 1).")
        top = money(limit * count)
        paid = money(amount) if bill.get("over_limit") else min(money(amount), top)
        total += paid
        text = f"Rachunek za {count} {plural(count, 'nocleg', 'noclegi', 'noclegów')}: {amount_text(amount, currency)}"
        if money(amount) > top:
            text += (f"; ponad limit {amount_text(top, currency)}, za zgodą pracodawcy" if bill.get("over_limit")
                     else f"; zwrot do limitu {amount_text(top, currency)}")
        reasons.add("hotel", "§ 16 ust. 1" if abroad else "§ 8 ust. 1-2", text + ".")
    return {"amount": total, "reasons": reasons.as_list()}


def local_transport(days, rate, currency="zł"):
    """Count the lump sum for local transport: 20 % of the per diem for each begun day (§ 9).

    :param int days: begun days of travel in which the employee bore such costs
    :return: dict ``amount``, ``reasons``
    """
    if days < 0:
        raise LawError("days", "liczba dób nie może być ujemna.")
    each, reasons = money(_rate("rate", rate) * LOCAL_LUMP), Reasons()
    if days:
        reasons.add("local", "§ 9", f"Dojazdy komunikacją miejscową: {days} × {amount_text(each, currency)} ="
                                    f" {amount_text(each * days, currency)}.")
    return {"amount": each * days, "reasons": reasons.as_list()}


def private_car(kilometres, vehicle, rate):
    """Count the return for a private vehicle used with consent: kilometres times the rate (§ 3(3)-(4)).

    :return: dict ``amount``, ``reasons``
    """
    if vehicle not in VEHICLES:
        raise LawError("vehicle", f"nieznany rodzaj pojazdu „{vehicle}”; dozwolone: {', '.join(VEHICLES)}.")
    if kilometres < 0:
        raise LawError("kilometres", "liczba kilometrów nie może być ujemna.")
    rate = _rate("rate", rate)
    amount, reasons = money(Decimal(kilometres) * rate), Reasons()
    if kilometres:
        reasons.add("car", f"§ 3 ust. 3-4; {CAR_REGULATION}", (
            f"{VEHICLES[vehicle].capitalize()}: {format(Decimal(kilometres).normalize(), 'f').replace('.', ',')} km ×"
            f" {format(rate, 'f').replace('.', ',')} zł = {amount_text(amount)}."
        ))
    return {"amount": amount, "reasons": reasons.as_list()}


def settle(parts, advance):
    """Put the parts of a settlement together and count what is to be paid or returned (§ 5, § 11).

    :param parts: dict of names to amounts in złoty
    :param Decimal advance: what was paid in advance
    :return: dict ``total``, ``due`` (negative: the employee returns it), ``reasons``
    """
    advance = _rate("advance", advance)
    total = sum((money(amount) for amount in parts.values()), Decimal(0))
    due = total - money(advance)
    reasons = Reasons()
    reasons.add("total", "§ 2-9", f"Należności razem: {amount_text(total)}.")
    if advance:
        reasons.add("advance", "§ 11", f"Wypłacona zaliczka: {amount_text(advance)}.")
    reasons.add("due", "§ 5 ust. 1", (
        f"Do wypłaty pracownikowi: {amount_text(due)}." if due >= 0 else f"Do zwrotu przez pracownika:"
        f" {amount_text(-due)}."
    ))
    return {"total": total, "due": due, "reasons": reasons.as_list()}


def check_orderer(same_person, traveller, orderer, substitutes=False, named=False):
    """Say why a person may order a trip; LawError when he or she may not.

    :param bool same_person: traveller and orderer are one
    :param str traveller: function of the traveller (``president``, ``deputy``, …), empty for others
    :param str orderer: function of the orderer
    :param bool substitutes: the orderer substitutes the President on that day
    :param bool named: the President named the orderer for acts of this kind (an order with number and date)
    :return: reasons (list)
    """
    reasons = Reasons()
    if same_person:
        raise LawError("ordered_by", "polecenia wyjazdu nie podpisuje osoba wyjeżdżająca; wskaż inną osobę.")
    if traveller == "president":
        if orderer not in HEAD_ORDERERS and not substitutes and not named:
            raise LawError("ordered_by", (
                "wyjazd Prezydenta poleca osoba go zastępująca albo przez niego wyznaczona, albo Sekretarz"
                " (art. 8 ust. 2 ustawy o pracownikach samorządowych); zmień osobę polecającą."
            ))
        why = (
            "wyznaczona przez Prezydenta" if named else "zastępująca Prezydenta"
            if substitutes or orderer == "deputy" else "Sekretarz"
        )
        reasons.add("orderer", "ustawa o pracownikach samorządowych art. 8 ust. 2",
                    f"Wyjazd Prezydenta poleca osoba inna niż on sam: {why}.")
    else:
        reasons.add("orderer", "ustawa o pracownikach samorządowych art. 7",
                    "Wyjazd poleca Prezydent albo osoba działająca w jego imieniu, inna niż wyjeżdżający.")
    return reasons.as_list()
