"""Reading of plain values that come from outside: strings, numbers and lists, as the calculators accept them.

Every function takes the name of the argument first and raises :class:`LawError` that names it. The rule of the
suite: dates ``"2026-03-04"``, moments ``"2026-03-04T12:30:00+01:00"`` (without offset: Europe/Warsaw), money and rates
as strings with a dot, counts as integers. Python dates and decimals pass as they are.
"""

import re
from datetime import date, datetime
from decimal import Decimal

from .base import LawError
from .holidays import FIRST_YEAR, LAST_YEAR
from .terms import UTC, WARSAW

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?",
)
_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
LONGEST_TEXT = 1000
LONGEST_LIST = 10000
LARGEST_COUNT = 10**9
GROSZ = Decimal("0.01")


def _missing(value):
    return value is None or value is False or value == ""


def _required(argument):
    return LawError(argument, "podaj wartość.")


def text(argument, value, required=True):
    """Return a text. An empty one is refused when required, else an empty text is returned."""
    if _missing(value):
        if required:
            raise _required(argument)
        return ""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or "\x00" in value:
        raise LawError(argument, f"podaj tekst o długości do {LONGEST_TEXT} znaków.")
    return value


def choice(argument, value, allowed, default=None):
    """Return one of the allowed keys; ``default`` (when given) for a missing value."""
    if _missing(value) and default is not None:
        return default
    if not isinstance(value, str) or value not in allowed:
        raise LawError(argument, f"nieznana wartość „{value}”; dozwolone: {', '.join(allowed)}.")
    return value


def flag(argument, value, default=False):
    """Return a boolean; ``default`` for a missing (None) value."""
    if value is None:
        return default
    if not isinstance(value, bool):
        raise LawError(argument, "podaj prawdę albo fałsz (true / false).")
    return value


def integer(argument, value, minimum=0, maximum=LARGEST_COUNT):
    """Return a whole number between the bounds, both inclusive."""
    if value is None or value is False or isinstance(value, bool) or not isinstance(value, int):
        raise LawError(argument, "podaj liczbę całkowitą.")
    if value < minimum:
        raise LawError(argument, f"liczba nie może być mniejsza niż {minimum}.")
    if value > maximum:
        raise LawError(argument, f"liczba nie może być większa niż {maximum}.")
    return value


def decimal(argument, value, minimum=None, maximum=None):
    """Return an exact decimal given as a string with a dot, an integer or a Decimal; floats are refused."""
    exact = isinstance(value, Decimal) and value.is_finite()
    whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15
    if not (exact or whole or (isinstance(value, str) and _DECIMAL.fullmatch(value))):
        raise LawError(argument, 'podaj liczbę jako tekst z kropką, np. "1250.00".')
    number = Decimal(value)
    if minimum is not None and number < minimum:
        raise LawError(argument, f"wartość nie może być mniejsza niż {minimum}.")
    if maximum is not None and number > maximum:
        raise LawError(argument, f"wartość nie może być większa niż {maximum}.")
    return number


def money(argument, value, minimum=None, maximum=None):
    """Return an exact amount in zł: a decimal with at most two places."""
    amount = decimal(argument, value, minimum, maximum)
    if amount != amount.quantize(GROSZ):
        raise LawError(argument, "kwota może mieć najwyżej dwa miejsca po kropce.")
    return amount


def mapping(argument, value):
    """Return a dictionary with text keys."""
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise LawError(argument, "podaj słownik z nazwami i wartościami.")
    return value


def _in_years(argument, value):
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise LawError(argument, f"podaj datę z lat {FIRST_YEAR}–{LAST_YEAR}.")
    return value


def any_day(argument, value, required=True):
    """Return a date of any year (births); see :func:`day` for dates that terms are counted from."""
    if _missing(value):
        if required:
            raise _required(argument)
        return None
    if isinstance(value, datetime):
        return moment(argument, value).astimezone(WARSAW).date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        if _MOMENT.fullmatch(value):
            return moment(argument, value).date()
        if _DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError as error:
                raise LawError(argument, f"daty „{value}” nie ma w kalendarzu.") from error
    raise LawError(argument, "podaj datę w postaci RRRR-MM-DD.")


def day(argument, value, required=True):
    """Return a date within the years that the calendar of days off knows; a moment gives its day in Poland."""
    value = any_day(argument, value, required)
    return value and _in_years(argument, value)


def moment(argument, value, required=True):
    """Return a datetime in Europe/Warsaw; a bare date is refused, as it would hide the hour.

    A moment without offset is local time. One that the change of the clock skips does not exist and is refused;
    one that happens twice is taken as the first, which is the safer for terms.
    """
    if _missing(value):
        if required:
            raise _required(argument)
        return None
    if isinstance(value, str):
        found = _MOMENT.fullmatch(value)
        if not found:
            raise LawError(argument, "podaj chwilę w postaci RRRR-MM-DDTGG:MM:SS, ze strefą lub bez niej.")
        fraction = found[2] or ""
        try:
            # Python 3.10 reads neither “Z” nor a fraction of other than three or six digits
            whole = value.replace(fraction, fraction.ljust(7, "0"), 1) if fraction else value
            value = datetime.fromisoformat(whole.replace("Z", "+00:00"))
        except ValueError as error:
            raise LawError(argument, f"chwili „{value}” nie ma w kalendarzu.") from error
    if not isinstance(value, datetime):
        raise LawError(argument, "podaj chwilę w postaci RRRR-MM-DDTGG:MM:SS, ze strefą lub bez niej.")
    _in_years(argument, value)
    if value.tzinfo is None:
        local = value.replace(tzinfo=WARSAW)
        back = datetime.fromtimestamp(local.timestamp(), WARSAW)
        if back.replace(tzinfo=None) != value:
            raise LawError(argument, f"chwili {value:%Y-%m-%d %H:%M} nie ma: zegary przestawia się wtedy do przodu.")
        return local
    return _in_years(argument, value.astimezone(WARSAW))


def utc(value):
    """Return a moment with its zone as the database keeps it: in UTC, without zone."""
    return value.astimezone(UTC).replace(tzinfo=None)


def rows(argument, value, longest=LONGEST_LIST):
    """Return a list (a missing value is an empty one)."""
    if value is None or value is False:
        return []
    if not isinstance(value, (list, tuple)):
        raise LawError(argument, "podaj listę.")
    if len(value) > longest:
        raise LawError(argument, f"lista może mieć najwyżej {longest} pozycji.")
    return list(value)


def periods(argument, value):
    """Return a list of (first day, last day) from a list of [from, to], both inclusive."""
    result = []
    for row in rows(argument, value, longest=1000):
        if not isinstance(row, (list, tuple)) or len(row) != 2:
            raise LawError(argument, "podaj listę par [od, do].")
        first, last = (day(argument, bound) for bound in row)
        if last < first:
            raise LawError(argument, f"okres kończy się ({last}) przed swoim początkiem ({first}); popraw daty.")
        result.append((first, last))
    return result


def plain(value):
    """Return a result as plain values: dates and moments as ISO strings, decimals as strings, None as False."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return False if value is None else value
