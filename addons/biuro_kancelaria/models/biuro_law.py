from odoo import api, models

from ..law import case_sign, identifiers, inputs, retention, terms
from ..law import holidays as days_off
from ..law.base import LawError


class BiuroLaw(models.AbstractModel):
    """The law of the chancellery as calculators: no records, no state, the functions that the models use.

    All arguments are named. Dates are ``"2026-03-04"``, moments ``"2026-03-04T12:30:00+01:00"`` (without offset:
    Europe/Warsaw), counts are integers. Each result is a dictionary with ``reasons``: a list of ``rule``, ``article``,
    ``text`` in the order of reasoning. Nothing to say is ``false``, or ``[]`` for a list. Bad input raises a
    ``ValidationError`` (HTTP 422) with a Polish sentence that names the argument.
    """

    _name = "biuro.law"
    _inherit = "biuro.law.mixin"
    _description = "Law Calculators of the Chancellery"

    @api.model
    @api.readonly
    def term(self, start, amount, unit, direction="forward", roll=True, excluded=None):
        """Count a term (KPA art. 57; KC art. 111-115).

        :param start: day of the event, not counted (string date); for ``hour`` a moment
        :param amount: number of units, integer, not negative
        :param unit: ``day``, ``working_day``, ``week``, ``month``, ``year`` or ``hour``
        :param direction: ``forward``; ``backward`` (at least n before the day, never moved forward); ``lapse``
            (after the lapse of n, the end is not moved)
        :param roll: move a forward term off a Saturday or a day free from work (boolean)
        :param excluded: list of [from, to], days not counted into the term (KPA art. 35 § 5), both inclusive
        :return: dict ``raw`` (counted end before excluded days), ``deadline`` (legal end), ``target`` (last working day
            not after the counted end), ``in_force`` (``lapse``: first day after the lapse, else false), ``reasons``;
            dates, for ``hour`` moments
        :raise ValidationError: unknown unit or direction, bad date, negative or fractional amount, a period that ends
            before it begins, excluded days of a backward or hour term
        """
        with self._answering():
            unit = inputs.choice("unit", unit, terms.UNITS)
            return inputs.plain(terms.term(
                inputs.moment("start", start) if unit == "hour" else inputs.day("start", start),
                inputs.integer("amount", amount),
                unit,
                direction=inputs.choice("direction", direction, terms.DIRECTIONS, default="forward"),
                roll=inputs.flag("roll", roll, default=True),
                excluded=inputs.periods("excluded", excluded),
            ))

    @api.model
    @api.readonly
    def deadline(self, rule, start, excluded=None):
        """Count the term of a rule from the catalogue of deadline rules.

        :param rule: code of the rule, e.g. ``kpa_basic``
        :param start: day of the event that the rule names (string date); for a rule in hours a moment
        :param excluded: list of [from, to], days not counted into the term (KPA art. 35 § 5)
        :return: dict as :meth:`term`, with ``rule`` (the code) and ``legal_basis``
        :raise ValidationError: unknown rule, or none in force on the day; otherwise as :meth:`term`
        """
        with self._answering():
            code = inputs.text("rule", rule)
            day = inputs.day("start", start)
            record = self.env["biuro.deadline.rule"]._find(code, day)
            if not record:
                raise LawError("rule", f"nie ma reguły terminu o kodzie „{code}” obowiązującej w dniu {day}.")
            begin = inputs.moment("start", start) if record.unit == "hour" else day
            result = record._count_term(begin, excluded=inputs.periods("excluded", excluded))
            return inputs.plain({**result, "rule": record.code, "legal_basis": record.legal_basis})

    @api.model
    @api.readonly
    def is_free(self, day):
        """Say whether a day is free from work (act of 18.01.1951 on days free from work, art. 1).

        :param day: string date, years 1951 to 2100
        :return: dict ``free`` (statutory day off or Sunday), ``name`` (Polish, false for an ordinary day), ``working``
            (a term may end on it: neither free nor a Saturday), ``reasons``
        :raise ValidationError: not a date
        """
        with self._answering():
            return inputs.plain(days_off.describe(inputs.day("day", day)))

    @api.model
    @api.readonly
    def case_sign(self, sign):
        """Read a case sign (znak sprawy) or the mark of a letter (instrukcja kancelaryjna, § 5).

        :param sign: e.g. ``BS.0056.14.2026``, ``BS.403.5.3.2026`` or ``BS.0056.14.2026.MK2``
        :return: dict ``valid``; ``kind`` (``case``, ``group_case``, ``letter_mark``); the parts ``unit``, ``jrwa``,
            ``group`` (integer, base case of a separated group), ``number`` (integer), ``year`` (integer), ``clerk``;
            ``problem`` (Polish, when not valid); ``reasons``. A part that is absent is false.
        :raise ValidationError: not a text
        """
        with self._answering():
            return inputs.plain(case_sign.parse(self._typed("sign", sign)))

    @api.model
    @api.readonly
    def retention(self, category, closed_on, expert=None):
        """Say how long the papers of a closed case are kept (archival categories, Dz.U. 2019 poz. 246).

        :param category: ``A``, ``B5``, ``BE10``, ``Bc`` or ``B*``
        :param closed_on: day on which the case was closed (string date)
        :param expert: outcome of the State Archive's expertise of BE papers: ``A``, ``B`` or e.g. ``B10``
        :return: dict ``counted_from``, ``last_day``, ``disposable_from`` (false for A; for BE without an expertise the
            earliest day of the expertise), ``to_archive_from``, ``reasons``
        :raise ValidationError: unknown category, bad date, an expertise of papers that are not BE
        """
        with self._answering():
            return inputs.plain(retention.retention(
                inputs.text("category", category),
                inputs.day("closed_on", closed_on),
                expert=inputs.text("expert", expert, required=False),
            ))

    @api.model
    @api.readonly
    def pesel(self, value, birth_date=None):
        """Check a PESEL number and read the day of birth from it (ustawa o ewidencji ludności, art. 15).

        :param value: the number as text; spaces and hyphens are ignored
        :param birth_date: day of birth stated elsewhere, to compare (string date)
        :return: dict ``valid``, ``problem`` (Polish or false), ``birth_date`` (or false), ``reasons``
        :raise ValidationError: not a text, not a date
        """
        with self._answering():
            born = inputs.any_day("birth_date", birth_date, required=False)
            return inputs.plain(identifiers.pesel(self._typed("value", value), born))

    @api.model
    @api.readonly
    def nip(self, value):
        """Check a tax identification number (NIP).

        :param value: the number as text; the prefix PL, spaces and hyphens are ignored
        :return: dict ``valid``, ``problem`` (Polish or false), ``reasons``
        :raise ValidationError: not a text
        """
        with self._answering():
            return inputs.plain(identifiers.nip(self._typed("value", value)))

    @api.model
    @api.readonly
    def regon(self, value):
        """Check a number of the business register (REGON) of 9 or 14 digits.

        :param value: the number as text; spaces and hyphens are ignored
        :return: dict ``valid``, ``problem`` (Polish or false), ``reasons``
        :raise ValidationError: not a text
        """
        with self._answering():
            return inputs.plain(identifiers.regon(self._typed("value", value)))

    @api.model
    def _typed(self, argument, value):
        """Return what a person typed: an empty text is an answerable question here, other types are not."""
        return value if value == "" else inputs.text(argument, value)
