"""Calendars for other programs (iCalendar, RFC 5545), written by vobject. Plain values in, text out."""

from datetime import date, datetime, timezone
from zoneinfo import ZoneInfo

import vobject
from vobject.base import ContentLine

UTC = timezone.utc
TZID = "Europe/Warsaw"
WARSAW = ZoneInfo(TZID)
PRODID = "-//Biuro//Kalendarz 1.0//PL"
# Poland follows the rule of the European Union since 1996: last Sundays of March and of October, at 1:00 UTC
ZONE_PARTS = (
    ("daylight", "CEST", "+0100", "+0200", "19960331T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
    ("standard", "CET", "+0200", "+0100", "19961027T030000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
)


def local(moment):
    """Return a moment of the database (UTC, without zone) as a moment in Poland, with its zone."""
    return moment.replace(tzinfo=UTC).astimezone(WARSAW)


def _line(component, name, value, **params):
    """Add a line whose value is written as it stands: vobject would name zones by their offsets."""
    component.add(ContentLine(name, [[key, item] for key, item in params.items()], value))


def _moment(component, name, value):
    if isinstance(value, datetime):
        if value.astimezone(UTC) < datetime(1996, 3, 31, 1, tzinfo=UTC):
            _line(component, name, f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}")
        elif _is_second_of_two(value):
            # the hour that happens twice: local time would mean the first one (RFC 5545, 3.3.5)
            _line(component, name, f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}")
        else:
            _line(component, name, f"{value.astimezone(WARSAW):%Y%m%dT%H%M%S}", TZID=TZID)
    else:
        _line(component, name, f"{value:%Y%m%d}", VALUE="DATE")


def _is_second_of_two(value):
    local_value = value.astimezone(WARSAW)
    return local_value.fold == 1 and local_value.replace(fold=0).utcoffset() != local_value.utcoffset()


def _point(value):
    """Return what may be compared: moments of one zone would be compared by their clocks, also across its change."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _add_zone(calendar):
    zone = calendar.add(vobject.newFromBehavior("vtimezone"))
    _line(zone, "TZID", TZID)
    for kind, name, before, after, start, rule in ZONE_PARTS:
        part = zone.add(vobject.newFromBehavior(kind))
        _line(part, "DTSTART", start)
        _line(part, "TZOFFSETFROM", before)
        _line(part, "TZOFFSETTO", after)
        _line(part, "TZNAME", name)
        _line(part, "RRULE", rule)
    # the parts are written by hand above: nothing for vobject to transform
    zone.isNative = False


def calendar_text(name, events):
    """Return a calendar as iCalendar text.

    :param str name: name that calendar programs show
    :param events: list of dicts: ``uid`` (str, always the same for the same event), ``modified`` (datetime in UTC
        without zone: when the event was last changed), ``start`` and ``stop`` (moments with zone; or dates, the last
        day included), ``summary``; optional ``location``, ``description``, ``categories`` (list of str), ``url``,
        ``status`` (``CONFIRMED``, ``TENTATIVE``, ``CANCELLED``), ``busy`` (bool), ``klass`` (``PUBLIC``, ``PRIVATE``,
        ``CONFIDENTIAL``)
    :return: str, lines end with CR LF and are folded at 75 octets
    """
    calendar = vobject.newFromBehavior("vcalendar")
    _line(calendar, "VERSION", "2.0")
    _line(calendar, "PRODID", PRODID)
    _line(calendar, "CALSCALE", "GREGORIAN")
    calendar.add("x-wr-calname").value = name
    _line(calendar, "X-WR-TIMEZONE", TZID)
    _line(calendar, "REFRESH-INTERVAL", "PT15M", VALUE="DURATION")
    _line(calendar, "X-PUBLISHED-TTL", "PT15M")
    _add_zone(calendar)
    for values in events:
        _add_event(calendar, values)
    return calendar.serialize(validate=False)


def _add_event(calendar, values):
    event = calendar.add(vobject.newFromBehavior("vevent"))
    # vobject escapes commas, semicolons and line ends of texts
    event.add("uid").value = values["uid"]
    modified = f"{values['modified']:%Y%m%dT%H%M%SZ}"
    # without METHOD, DTSTAMP is the time of the last revision (RFC 5545, 3.8.7.2)
    _line(event, "DTSTAMP", modified)
    _line(event, "LAST-MODIFIED", modified)
    start, stop = values["start"], values["stop"]
    if isinstance(start, date) and not isinstance(start, datetime):
        stop = date.fromordinal(max(stop, start).toordinal() + 1)  # DTEND is the first day after
    _moment(event, "DTSTART", start)
    # an event without length has no DTEND: it must be later than the start (RFC 5545, 3.8.2.2)
    if _point(stop) > _point(start):
        _moment(event, "DTEND", stop)
    event.add("summary").value = values["summary"]
    for key in ("location", "description"):
        if values.get(key):
            event.add(key).value = values[key]
    if values.get("categories"):
        event.add("categories").value = values["categories"]
    if values.get("url"):
        _line(event, "URL", values["url"])
    _line(event, "STATUS", values.get("status") or "CONFIRMED")
    _line(event, "TRANSP", "OPAQUE" if values.get("busy", True) else "TRANSPARENT")
    _line(event, "CLASS", values.get("klass") or "PUBLIC")
