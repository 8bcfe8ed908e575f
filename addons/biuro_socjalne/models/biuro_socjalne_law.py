from odoo import api, models

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import brackets, charge, leave, loans, tax
from ..law.amounts import ROUNDINGS

BASE = "fund_base"
LIMITS = {"P67": "fund_limit_p67", "P38": "fund_limit_p38", "P92": "fund_limit_p92"}
PAYROLL = {
    "pension": "social_pension_rate",
    "disability": "social_disability_rate",
    "sickness": "social_sickness_rate",
    "health": "health_rate",
    "low": "income_tax_low_rate",
    "high": "income_tax_high_rate",
    "threshold": "income_tax_threshold",
}


class BiuroSocjalneLaw(models.AbstractModel):
    """The law of the company social fund (ZFŚS) as calculators: no records, no state, the functions of the models.

    Conventions as in ``biuro.law``; UZFŚS is the act on the company social benefits fund, PIT the act on personal
    income tax, KC the civil code. Money is text with a dot and two places.
    """

    _name = "biuro.socjalne.law"
    _inherit = "biuro.law.mixin"
    _description = "Law Calculators of the Social Fund"

    def _base(self, inputs, base, day):
        if base is None or base is False or base == "":
            return self.env["biuro.rate"]._get(BASE, day)
        return inputs.money("base", base, minimum=0)

    @api.model
    @api.readonly
    def unit(self, percent, date, base=None):
        """Return the amount of the charge for one post or person (UZFŚS art. 5).

        :param percent: per cent of the base (string), e.g. ``"37.5"``, ``"6.25"``
        :param date: day whose base is taken (string date)
        :param base: base in zł (string); from the rates when absent
        :return: dict ``amount`` (zł, half up to the grosz), ``reasons``
        :raise ValidationError: bad value; ``UserError`` when no base is known for the day
        """
        with self._answering() as inputs:
            return inputs.plain(charge.unit(
                inputs.decimal("percent", percent, minimum=0, maximum=100),
                self._base(inputs, base, inputs.day("date", date)),
            ))

    @api.model
    @api.readonly
    def month_average(self, method, states):
        """Return the average headcount of a month by the method the office keeps for the whole year.

        :param method: ``daily`` (states of all days), ``chrono`` (first, 15th, last day), ``simple`` (first, last day)
        :param states: ``daily``: list of [days (integer), posts (string)]; others: list of posts (strings)
        :return: dict ``average`` (string, half up to two places), ``reasons``
        :raise ValidationError: unknown method, wrong number of states, days that are no month
        """
        with self._answering() as inputs:
            method = inputs.choice("method", method, charge.METHODS)
            rows = inputs.rows("states", states, longest=31)
            if method == "daily":
                parsed = []
                for row in rows:
                    pair = inputs.rows("states", row)
                    if len(pair) != 2:
                        pair = [None, None]
                    parsed.append((
                        inputs.integer("states", pair[0], minimum=1, maximum=31),
                        inputs.decimal("states", pair[1], minimum=0),
                    ))
            else:
                parsed = [inputs.decimal("states", row, minimum=0) for row in rows]
            return inputs.plain(charge.month_average(method, parsed))

    @api.model
    @api.readonly
    def charge(self, averages, disabled, pensioners, date, base=None):
        """Return the charge of a year, its increases and its two transfers (UZFŚS art. 5 and 6).

        :param averages: average headcounts (strings) by ``normal``, ``special``, ``juvenile1``, ``juvenile2``,
            ``juvenile3``; an absent one is zero
        :param disabled: employees with the increase for disability (integer, persons, not posts)
        :param pensioners: pensioners with the increase (integer)
        :param date: day whose base is taken (string date)
        :param base: base in zł (string); from the rates when absent
        :return: dict ``basic``, ``increases``, ``total``, ``by_31_may`` (75 % of the basic charge), ``rest`` (zł),
            ``reasons``
        :raise ValidationError: bad value; ``UserError`` when no base is known for the day
        """
        with self._answering() as inputs:
            given = {
                inputs.choice("averages", name, tuple(charge.BASIC)): inputs.decimal("averages", value, minimum=0)
                for name, value in inputs.mapping("averages", averages).items()
            }
            return inputs.plain(charge.charge(
                given,
                inputs.integer("disabled", disabled),
                inputs.integer("pensioners", pensioners),
                self._base(inputs, base, inputs.day("date", date)),
            ))

    @api.model
    @api.readonly
    def transfer_days(self, year):
        """Return the days until which the charge is to be on the fund's account (UZFŚS art. 6 ust. 2, KC art. 115).

        :param year: calendar year (integer)
        :return: dict ``first`` and ``second``: dicts ``statutory``, ``effective`` (string dates), ``reasons``
        :raise ValidationError: year outside the calendar of days off
        """
        with self._answering() as inputs:
            year = inputs.integer("year", year, minimum=1, maximum=9999)
            inputs.day("year", f"{year:04d}-12-31")
            return inputs.plain(charge.transfer_days(year))

    @api.model
    @api.readonly
    def per_head(self, total, months, persons, rounding="grosz"):
        """Return the monthly income per person of a household (UZFŚS art. 8 ust. 1; the fund's rules).

        :param total: income of the whole household in the period, in zł (string)
        :param months: months of the period (1 to 12)
        :param persons: persons counted (integer from 1)
        :param rounding: ``grosz`` or ``zloty``; once, half up
        :return: dict ``amount`` (zł), ``reasons``
        :raise ValidationError: bad value, nobody counted
        """
        with self._answering() as inputs:
            return inputs.plain(brackets.per_head(
                inputs.money("total", total, minimum=0),
                inputs.integer("months", months, minimum=1, maximum=12),
                inputs.integer("persons", persons, minimum=1, maximum=100),
                inputs.choice("rounding", rounding, tuple(ROUNDINGS), default="grosz"),
            ))

    @api.model
    @api.readonly
    def check_table(self, rows, rounding="grosz"):
        """Tell whether a table as typed in the rules gives each income exactly one value (UZFŚS art. 8 ust. 1).

        :param rows: list of {``from``, ``to``, ``value``}: bounds in zł, both inclusive, an open one ``false``; value
            in zł or per cent
        :param rounding: how incomes are rounded, ``grosz`` or ``zloty``
        :return: dict ``ok`` (also false when all values are equal), ``unassigned`` and ``overlapping`` (lists of
            incomes in zł; of more than 1000 in a row the first and the last), ``reasons``
        :raise ValidationError: no rows, bad value, upper bound below the lower
        """
        with self._answering() as inputs:
            parsed = []
            for row in inputs.rows("rows", rows, longest=1000):
                row = inputs.mapping("rows", row)
                parsed.append({
                    **{key: self._bound(inputs, row.get(key)) for key in ("from", "to")},
                    "value": inputs.decimal("rows.value", row.get("value"), minimum=0),
                })
            return inputs.plain(brackets.check_table(
                parsed, inputs.choice("rounding", rounding, tuple(ROUNDINGS), default="grosz")))

    def _bound(self, inputs, value):
        return None if value is None or value is False else inputs.money("rows", value, minimum=0)

    @api.model
    @api.readonly
    def bracket(self, rows, per_head, rounding="grosz"):
        """Return the value that a table gives to an income per head (UZFŚS art. 8 ust. 1).

        :param rows: list of {``to`` (zł, inclusive; ``false`` in the last row), ``value``}, rising
        :param per_head: income per head in zł (string)
        :param rounding: ``grosz`` or ``zloty``: how the rules round the income first
        :return: dict ``value`` (string), ``row`` (from 1), ``reasons``
        :raise ValidationError: bad value, bounds that do not rise, last row not open
        """
        with self._answering() as inputs:
            parsed = []
            for row in inputs.rows("rows", rows, longest=1000):
                row = inputs.mapping("rows", row)
                parsed.append({
                    "to": self._bound(inputs, row.get("to")),
                    "value": inputs.decimal("rows.value", row.get("value"), minimum=0),
                })
            return inputs.plain(brackets.bracket(
                parsed,
                inputs.money("per_head", per_head, minimum=0),
                inputs.choice("rounding", rounding, tuple(ROUNDINGS), default="grosz"),
            ))

    @api.model
    @api.readonly
    def split(self, payments, limits=None, used=None):
        """Split one person's benefits into exempt and taxable parts (PIT art. 21 ust. 1 pkt 26, 38, 67, 67a, 78, 92).

        :param payments: list of {``date`` (day of payment or hand-over), ``amount`` (zł; negative for a return),
            ``tax_key`` (``P67``, ``P26``, ``P78``, ``P67A``, ``P38``, ``P92``, ``VOUCHER``, ``NONE``), ``status``
            (``EMPLOYEE``, ``PENSIONER``, ``SURVIVOR``, ``OTHER``), [``child_birth``], [``organised``], [``start``] (for
            P78: under 18 on the first day of a holiday by an organiser), [``reversal_of``] (index from 0)}
        :param limits: {key: zł} in place of the rates of each day
        :param used: {key: zł} used before in the year of the earliest payment
        :return: dict ``payments`` in the order of the input: dicts ``exempt``, ``taxable``, ``no_income``, ``basis``
            (false where nothing is exempt), ``regime`` (``WAGE``, ``FLAT10``, ``OTHER_SOURCE``, ``NONE``),
            ``flat_tax``, ``used_after``; ``used`` ({key: zł}) and ``flat_tax`` of the last year; ``reasons``
        :raise ValidationError: bad value, a key that the status does not have, a return above the payment
        """
        with self._answering() as inputs:
            rows = [self._payment(inputs, row) for row in inputs.rows("payments", payments)]
            given = self._by_key(inputs, "limits", limits)

            def limit_of(key, day):
                return given[key] if key in given else self.env["biuro.rate"]._get(LIMITS[key], day)

            return inputs.plain(tax.split(rows, limit_of, self._by_key(inputs, "used", used)))

    def _by_key(self, inputs, argument, value):
        return {
            inputs.choice(argument, key, tax.LIMITED): inputs.money(argument, amount, minimum=0)
            for key, amount in (inputs.mapping(argument, value) if value else {}).items()
        }

    def _payment(self, inputs, row):
        row = inputs.mapping("payments", row)
        origin = row.get("reversal_of")
        if origin is False:
            origin = None
        return {
            "date": inputs.day("payments.date", row.get("date")),
            "amount": inputs.money("payments.amount", row.get("amount")),
            "tax_key": inputs.choice("payments.tax_key", row.get("tax_key"), tax.TAX_KEYS),
            "status": inputs.choice("payments.status", row.get("status"), tax.STATUSES),
            "child_birth": inputs.any_day("payments.child_birth", row.get("child_birth"), required=False),
            "start": inputs.day("payments.start", row.get("start"), required=False),
            "organised": inputs.flag("payments.organised", row.get("organised"), default=True),
            "reversal_of": None if origin is None else inputs.integer("payments.reversal_of", origin),
        }

    @api.model
    @api.readonly
    def flat_tax(self, taxable):
        """Return the 10 % tax of a pensioner's benefit above the exemption (PIT art. 30 ust. 1 pkt 4, OP art. 63).

        :param taxable: taxable part in zł (string)
        :return: dict ``tax`` (zł, whole), ``reasons``
        :raise ValidationError: bad value
        """
        with self._answering() as inputs:
            return inputs.plain(tax.flat_tax(inputs.money("taxable", taxable, minimum=0)))

    @api.model
    @api.readonly
    def payroll_preview(self, gross, costs, reduction, taxable_benefits, income_so_far="0"):
        """Show what taxable benefits cost an employee in the month (PIT art. 32); rates and threshold are today's.

        :param gross: pay of the month in zł (string)
        :param costs: monthly costs of earning in zł
        :param reduction: monthly reduction of the tax in zł
        :param taxable_benefits: taxable part of the month's benefits in zł
        :param income_so_far: income since January at this payer, without the month, in zł
        :return: dict ``social``, ``health``, ``base``, ``tax``, ``tax_without`` (the benefit), ``marginal`` (zł),
            ``reasons``
        :raise ValidationError: bad value; ``UserError`` when a rate is not known
        """
        with self._answering() as inputs:
            today = office_today()
            return inputs.plain(tax.payroll_preview(
                inputs.money("gross", gross, minimum=0),
                inputs.money("costs", costs, minimum=0),
                inputs.money("reduction", reduction, minimum=0),
                inputs.money("taxable_benefits", taxable_benefits, minimum=0),
                inputs.money("income_so_far", income_so_far or "0", minimum=0),
                {name: self.env["biuro.rate"]._get(code, today) for name, code in PAYROLL.items()},
            ))

    def _loan(self, inputs, principal, rate, instalments, method, split, first_due):
        return (
            inputs.money("principal", principal, minimum=1),
            inputs.decimal("rate", rate, minimum=0, maximum=100),
            inputs.integer("instalments", instalments, minimum=1, maximum=loans.MOST_INSTALMENTS),
            inputs.choice("method", method, loans.METHODS),
            inputs.choice("split", split, loans.SPLITS, default="EQUAL"),
            inputs.day("first_due", first_due),
        )

    @api.model
    @api.readonly
    def loan_schedule(self, principal, rate, instalments, method, first_due, split="EQUAL"):
        """Return the schedule of a housing loan (UZFŚS art. 2 pkt 1, art. 7 ust. 1 pkt 5; the contract).

        :param principal: amount lent in zł (string)
        :param rate: interest, per cent a year (string, ``"2"`` = 2 %)
        :param instalments: monthly instalments (1 to 600)
        :param method: ``LUMP`` (K · p · (n + 1) / 24 at signing) or ``BAL`` (monthly on the balance)
        :param first_due: day of the first instalment (string date)
        :param split: of LUMP interest: ``EQUAL``, ``FIRST``, ``SEPARATE`` (an instalment of interest alone goes before)
        :return: dict ``interest``, ``rows`` (list of {``n``, ``due``, ``principal``, ``interest``, ``total``}),
            ``total`` (zł), ``reasons``; a free day moves to the working day before
        :raise ValidationError: bad value
        """
        with self._answering() as inputs:
            return inputs.plain(loans.loan_schedule(
                *self._loan(inputs, principal, rate, instalments, method, split, first_due)))

    @api.model
    @api.readonly
    def early_repayment(
        self, principal, rate, instalments, method, first_due, paid_instalments, split="EQUAL", rule="waive_future",
    ):
        """Return what pays a loan off together with the last instalment paid (the contract).

        :param principal: as in :meth:`loan_schedule`, with ``rate``, ``instalments``, ``method``, ``first_due``,
            ``split``
        :param rate: per cent a year
        :param instalments: monthly instalments
        :param method: ``LUMP`` or ``BAL``
        :param first_due: day of the first instalment
        :param paid_instalments: instalments paid so far (integer)
        :param split: of LUMP interest
        :param rule: ``waive_future`` (interest for the months of real life alone) or ``no_refund``
        :return: dict ``principal_left``, ``interest_due`` (negative: to be given back), ``payoff`` (zł), ``reasons``
        :raise ValidationError: bad value, more instalments than the schedule has
        """
        with self._answering() as inputs:
            loan = self._loan(inputs, principal, rate, instalments, method, split, first_due)
            return inputs.plain(loans.early_repayment(
                *loan,
                inputs.integer("paid_instalments", paid_instalments, maximum=loans.MOST_INSTALMENTS + 1),
                inputs.choice("rule", rule, loans.RULES, default="waive_future"),
            ))

    @api.model
    @api.readonly
    def leave_ok(self, date_from, date_to, min_days, adjacent=True):
        """Tell whether a leave is long enough for a holiday subsidy (the fund's rules).

        :param date_from: first day of leave (string date)
        :param date_to: last day of leave (string date)
        :param min_days: calendar days asked for (integer), e.g. 14
        :param adjacent: count the days off directly before and after (boolean)
        :return: dict ``ok``, ``days`` (length with the days off that count), ``reasons``
        :raise ValidationError: bad value, end before start
        """
        with self._answering() as inputs:
            return inputs.plain(leave.leave_ok(
                inputs.day("date_from", date_from),
                inputs.day("date_to", date_to),
                inputs.integer("min_days", min_days, minimum=1, maximum=366),
                inputs.flag("adjacent", adjacent, default=True),
            ))

    @api.model
    @api.readonly
    def age_window(self, birth_date, year, from_age, to_age):
        """Tell whether a child is within a window of ages; the age reached in the calendar year counts.

        :param birth_date: day of birth (string date)
        :param year: calendar year of the benefit (integer)
        :param from_age: lowest age, inclusive
        :param to_age: highest age, inclusive
        :return: dict ``ok``, ``reasons``
        :raise ValidationError: bad value, born after the year
        """
        with self._answering() as inputs:
            return inputs.plain(brackets.age_window(
                inputs.any_day("birth_date", birth_date),
                inputs.integer("year", year, minimum=1900, maximum=2200),
                inputs.integer("from_age", from_age, maximum=150),
                inputs.integer("to_age", to_age, maximum=150),
            ))
