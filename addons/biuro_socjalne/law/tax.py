"""Income tax of benefits: what is exempt, what is taxed and how (PIT: ustawa o podatku dochodowym od osób fizycznych).

A benefit is split on the day it is paid or handed over. Limits are those of the calendar year of the person; a return
frees the limit for later payments of the same year and never changes an earlier split.
"""

from decimal import Decimal

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons, day_text

from .amounts import ZERO, grosz, text, zloty

STATUSES = ("EMPLOYEE", "PENSIONER", "SURVIVOR", "OTHER")
TAX_KEYS = ("P67", "P26", "P78", "P67A", "P38", "P92", "VOUCHER", "NONE")
LIMITED = ("P67", "P38", "P92")
ARTICLES = {
    "P67": "PIT art. 21 ust. 1 pkt 67", "P26": "PIT art. 21 ust. 1 pkt 26 lit. a",
    "P78": "PIT art. 21 ust. 1 pkt 78 lit. a", "P67A": "PIT art. 21 ust. 1 pkt 67a",
    "P38": "PIT art. 21 ust. 1 pkt 38", "P92": "PIT art. 21 ust. 1 pkt 92",
}
FREE = ("P26", "P78", "P67A")
LIMIT_OF_STATUS = {"EMPLOYEE": "P67", "PENSIONER": "P38", "SURVIVOR": "P92"}
REGIME_OF_STATUS = {"EMPLOYEE": "WAGE", "PENSIONER": "FLAT10", "SURVIVOR": "OTHER_SOURCE", "OTHER": "OTHER_SOURCE"}
ARTICLE_FLAT = "PIT art. 30 ust. 1 pkt 4"
FLAT_RATE = Decimal("0.10")
CHILD_AGE = 18


def flat_tax_amount(taxable):
    """Return the flat tax of an amount: base and tax in whole złoty (Ordynacja podatkowa art. 63 § 1)."""
    return zloty(zloty(taxable) * FLAT_RATE)


def flat_tax(taxable):
    """Return the 10 % tax of a pensioner's benefit above the exemption (PIT art. 30 ust. 1 pkt 4).

    :param Decimal taxable: taxable part in zł
    :return: dict ``tax`` (Decimal, whole złoty), ``reasons``
    """
    tax = flat_tax_amount(taxable)
    reasons = Reasons().add(
        "base", "OP art. 63 § 1", f"podstawa {text(taxable)} zaokrąglona do pełnych złotych: {text(zloty(taxable))}")
    reasons.add("tax", ARTICLE_FLAT, f"10 % podstawy, do pełnych złotych: {text(tax)}")
    return {"tax": tax, "reasons": reasons.as_list()}


def split(payments, limit_of, used=None):
    """Split one person's payments into exempt and taxable parts, in the order of their days.

    :param list payments: dicts ``date``, ``amount`` (Decimal; negative for a return), ``tax_key``, ``status``, and
        optionally ``child_birth``, ``start`` (first day of the child's holiday), ``organised`` (by one whose trade
        it is) for P78, ``reversal_of`` (index of the payment returned)
    :param limit_of: function (key, day) that returns the yearly limit in zł
    :param dict used: {key: amount} of limits used before in the year of the earliest payment
    :return: dict ``payments`` in the order of the input: dicts ``exempt``, ``taxable``, ``no_income``, ``basis`` (key
        of the exemption, None where nothing is exempt), ``regime`` (``WAGE``, ``FLAT10``, ``OTHER_SOURCE``, ``NONE``),
        ``flat_tax``, ``used_after`` ({key: amount} of the year); ``used`` and ``flat_tax`` of the last year;
        ``reasons``
    """
    if not payments:
        raise LawError("payments", "podaj co najmniej jedną wypłatę.")
    return _Split(payments, limit_of, used or {}).answer()


class _Split:
    def __init__(self, payments, limit_of, used):
        self.payments, self.limit_of, self.reasons = payments, limit_of, Reasons()
        self.answers = [None] * len(payments)
        first_year = min(payment["date"].year for payment in payments)
        self.used = {first_year: {key: used.get(key, ZERO) for key in LIMITED}}
        self.left = {}  # of a payment: what of it was not returned yet, by part

    def answer(self):
        self._check()
        for index in sorted(range(len(self.payments)), key=lambda number: (self.payments[number]["date"], number)):
            self._take(index, self.payments[index])
        last = max(payment["date"].year for payment in self.payments)
        return {
            "payments": self.answers,
            "used": dict(self._year(last)),
            "flat_tax": sum((answer["flat_tax"] for answer, payment in zip(self.answers, self.payments, strict=True)
                             if payment["date"].year == last), ZERO),
            "reasons": self.reasons.as_list(),
        }

    def _check(self):
        for index, payment in enumerate(self.payments):
            origin = payment.get("reversal_of")
            if origin is None:
                if payment["amount"] <= 0:
                    raise LawError("payments.amount", f"pozycja {index}: kwota wypłaty musi być dodatnia; "
                                                      "zwrot wskazuje wypłatę w „reversal_of”.")
                continue
            if not 0 <= origin < len(self.payments) or origin == index:
                raise LawError("payments.reversal_of", f"pozycja {index}: nie ma wypłaty o numerze {origin}.")
            original = self.payments[origin]
            if original.get("reversal_of") is not None:
                raise LawError("payments.reversal_of", f"pozycja {index}: zwrot wskazuje inny zwrot, nie wypłatę.")
            if payment["amount"] >= 0:
                raise LawError("payments.amount", f"pozycja {index}: kwota zwrotu musi być ujemna.")
            if (payment["date"], index) < (original["date"], origin):
                raise LawError("payments.date", f"pozycja {index}: zwrot nie może być wcześniejszy niż wypłata.")

    def _year(self, year):
        return self.used.setdefault(year, dict.fromkeys(LIMITED, ZERO))

    def _take(self, index, payment):
        if payment.get("reversal_of") is None:
            parts = self._parts(index, payment)
        else:
            parts = self._reversal(index, payment)
        self.answers[index] = {**parts, "used_after": dict(self._year(payment["date"].year))}

    def _parts(self, index, payment):
        amount, key, status, day = payment["amount"], payment["tax_key"], payment["status"], payment["date"]
        name = f"{day_text(day)}, {text(amount)}"
        if key == "NONE":
            self.reasons.add("none", "", f"{name}: bez przysporzenia po stronie osoby, nie powstaje przychód")
            return self._result(index, no_income=amount)
        if key == "P78" and not self._is_childrens_holiday(payment, name):
            key = "P67"
        if key in FREE:
            self.reasons.add("free", ARTICLES[key], f"{name}: w całości zwolnione, bez limitu")
            return self._result(index, exempt=amount, basis=key)
        key = self._limited_key(index, key, status)
        regime = REGIME_OF_STATUS[status]
        if key is None or (key == "VOUCHER" and status == "EMPLOYEE"):
            article, why = (
                ("PIT art. 21 ust. 1 pkt 67", "bony i talony pracownika nie są zwolnione") if key else
                ("PIT art. 20 ust. 1", "osoba bez zwolnienia"))
            self.reasons.add("taxed", article, f"{name}: {why}, opodatkowane w całości")
            return self._result(index, taxable=amount, regime=regime)
        limit, used = self.limit_of(key, day), self._year(day.year)
        exempt = min(max(limit - used[key], ZERO), amount)
        used[key] += exempt
        self.reasons.add(
            "limit", ARTICLES[key],
            f"{name}: limit roku {day.year} {text(limit)}, wykorzystano po tej wypłacie {text(used[key])}; "
            f"zwolnione {text(exempt)}, opodatkowane {text(amount - exempt)}")
        return self._result(index, exempt=exempt, taxable=amount - exempt, basis=key if exempt else None, regime=regime)

    def _limited_key(self, index, key, status):
        """Return the exemption with a limit that a person of the status has, ``VOUCHER``, or None."""
        if key == "P38" and status == "EMPLOYEE":
            raise LawError("payments.tax_key", f"pozycja {index}: pracownik (także emeryt w zatrudnieniu) "
                                               "korzysta z pkt 67, nie z pkt 38.")
        if key == "P92" and status != "SURVIVOR":
            raise LawError("payments.tax_key", f"pozycja {index}: z pkt 92 korzysta tylko rodzina zmarłego.")
        if status == "EMPLOYEE":
            return key
        return LIMIT_OF_STATUS.get(status)

    def _is_childrens_holiday(self, payment, name):
        """Tell whether the conditions of pkt 78 hold: an organised holiday of a child under 18 on its first day."""
        birth = payment.get("child_birth")
        if not payment.get("organised", True):
            self.reasons.add("not_organised", ARTICLES["P78"], f"{name}: organizator nie prowadzi takiej działalności")
            return False
        if birth is None:
            return True
        start = payment.get("start") or payment["date"]
        age = start.year - birth.year - ((start.month, start.day) < (birth.month, birth.day))
        if age < 0:
            raise LawError("payments.child_birth", "dziecko urodziło się po rozpoczęciu wypoczynku; popraw daty.")
        if age >= CHILD_AGE:
            self.reasons.add("too_old", ARTICLES["P78"], f"{name}: dziecko ma {age} lat w dniu rozpoczęcia wypoczynku")
            return False
        return True

    def _result(self, index, exempt=ZERO, taxable=ZERO, no_income=ZERO, basis=None, regime="NONE"):
        self.left[index] = {"exempt": exempt, "taxable": taxable, "no_income": no_income}
        tax = flat_tax_amount(taxable) if regime == "FLAT10" else ZERO
        return {"exempt": grosz(exempt), "taxable": grosz(taxable), "no_income": grosz(no_income), "basis": basis,
                "regime": regime, "flat_tax": tax}

    def _reversal(self, index, payment):
        """Return a return of money: the taxed part first, then the exempt one; the past year keeps its counters."""
        origin = payment["reversal_of"]
        left, before, back = self.left[origin], self.answers[origin], -payment["amount"]
        if back > sum(left.values()):
            raise LawError("payments.amount", f"pozycja {index}: zwrot jest wyższy niż wypłata po wcześniejszych "
                                              "zwrotach.")
        taxed_before = left["taxable"]
        parts = {}
        for part in ("taxable", "exempt", "no_income"):
            parts[part] = min(left[part], back)
            left[part] -= parts[part]
            back -= parts[part]
        year = self.payments[origin]["date"].year
        if before["basis"] in LIMITED and payment["date"].year == year:
            self._year(year)[before["basis"]] -= parts["exempt"]
        tax = ZERO
        if before["regime"] == "FLAT10":
            tax = flat_tax_amount(left["taxable"]) - flat_tax_amount(taxed_before)
        self.reasons.add(
            "reversal", ARTICLES.get(before["basis"], ""),
            f"{day_text(payment['date'])}: zwrot {text(-payment['amount'])}, najpierw część opodatkowana "
            f"({text(parts['taxable'])}), potem zwolniona ({text(parts['exempt'])})"
            + ("" if payment["date"].year == year else f"; liczniki roku {year} zostają bez zmian"))
        return {"exempt": grosz(-parts["exempt"]), "taxable": grosz(-parts["taxable"]),
                "no_income": grosz(-parts["no_income"]), "basis": before["basis"] if parts["exempt"] else None,
                "regime": before["regime"], "flat_tax": tax}


def payroll_preview(gross, costs, reduction, taxable_benefits, income_so_far, figures):
    """Show what the taxable part of benefits costs an employee in the month: payroll itself computes the advance.

    :param Decimal gross: pay of the month, in zł
    :param Decimal costs: monthly costs of earning (250 or 300 zł)
    :param Decimal reduction: monthly reduction of the tax (300, 150, 100 or 0 zł)
    :param Decimal taxable_benefits: taxable part of the month's benefits
    :param Decimal income_so_far: income since January at this payer, without the month
    :param dict figures: Decimals ``pension``, ``disability``, ``sickness``, ``health`` (per cents of contributions),
        ``low``, ``high`` (per cents of the tax), ``threshold`` (zł a year)
    :return: dict ``social``, ``health``, ``base``, ``tax``, ``tax_without`` (the benefit), ``marginal``, ``reasons``
    """
    social = sum((grosz(gross * figures[part] / 100) for part in ("pension", "disability", "sickness")), ZERO)
    health = grosz((gross - social) * figures["health"] / 100)

    def base_of(income):
        return zloty(max(income - costs - social, ZERO))

    def tax_of(base):
        low = min(max(figures["threshold"] - income_so_far, ZERO), base)
        raw = (low * figures["low"] + (base - low) * figures["high"]) / 100
        return zloty(max(raw - reduction, ZERO))

    base, without = base_of(gross + taxable_benefits), base_of(gross)
    tax, tax_without = tax_of(base), tax_of(without)
    reasons = Reasons()
    reasons.add("social", "rozp. MPiPS z 18.12.1998 § 2 ust. 1 pkt 19",
                f"składki społeczne od samej płacy {text(gross)}: {text(social)}; od świadczenia z Funduszu żadnych")
    reasons.add("base", "PIT art. 32 ust. 1; OP art. 63 § 1",
                f"podstawa zaliczki {text(base)} (bez świadczenia {text(without)})")
    reasons.add("tax", "PIT art. 32 ust. 1–2, art. 31b",
                f"zaliczka {text(tax)} (bez świadczenia {text(tax_without)}), po pomniejszeniu o {text(reduction)}")
    reasons.add("marginal", "", f"świadczenie kosztuje {text(tax - tax_without)} zaliczki; to podgląd, liczą płace")
    return {"social": social, "health": health, "base": base, "tax": tax, "tax_without": tax_without,
            "marginal": tax - tax_without, "reasons": reasons.as_list()}
