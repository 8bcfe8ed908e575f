"""Free time of several people: intervals of moments in UTC without zone, hours of the office in Europe/Warsaw."""

from datetime import date, datetime, time, timedelta

from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW

DAY_MINUTES = 24 * 60


def moment(day, minutes):
    """Return the moment (UTC, without zone) of a clock time in Poland.

    An hour that the clock skips in March is taken as the one after it, one that happens twice in October as its first.

    :param date day: day
    :param int minutes: minutes after midnight, 0 to 1440
    """
    if minutes >= DAY_MINUTES:
        day, minutes = day + timedelta(days=1), minutes - DAY_MINUTES
    local = datetime.combine(day, time(minutes // 60, minutes % 60), WARSAW)
    return local.astimezone(UTC).replace(tzinfo=None)


def day_bounds(first, last=None):
    """Return the moments (UTC, without zone) between which whole days lie: 23 or 25 hours when the clock changes."""
    return moment(first, 0), moment((last or first) + timedelta(days=1), 0)


def local_moment(value):
    """Return a moment of the database as a clock time in Poland (datetime with zone)."""
    return value.replace(tzinfo=UTC).astimezone(WARSAW)


def overlap(first, second):
    """Tell whether two intervals share time; touching ends do not."""
    return first[0] < second[1] and second[0] < first[1]


def merge(intervals):
    """Return intervals in order, those that overlap or touch joined to one."""
    result = []
    for start, stop in sorted(intervals):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(stop, result[-1][1]))
        else:
            result.append((start, stop))
    return result


def gaps(window, busy):
    """Return the parts of a window that no busy interval takes."""
    position, stop = window
    result = []
    for busy_start, busy_stop in merge(busy):
        if busy_start >= stop:
            break
        if busy_start > position:
            result.append((position, busy_start))
        position = max(position, busy_stop)
    if position < stop:
        result.append((position, stop))
    return result


def starts(window, busy, length, step):
    """Yield the moments of a window at which ``length`` is free, on the grid of ``step`` from the window's beginning.

    :param window: (start, stop)
    :param busy: list of (start, stop)
    :param timedelta length: how much must be free
    :param timedelta step: distance of proposals
    """
    for gap_start, gap_stop in gaps(window, busy):
        late = (gap_start - window[0]) % step
        point = gap_start + (step - late if late else timedelta())
        while point + length <= gap_stop:
            yield point
            point += step


def days_between(first: date, last: date):
    """Yield the days from ``first`` to ``last``, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
