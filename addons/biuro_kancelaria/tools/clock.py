"""The day of the law: Europe/Warsaw, whatever the zone of the user or of the server."""

from datetime import datetime

from ..law.terms import UTC, WARSAW


def office_today():
    """Return today in Europe/Warsaw (date)."""
    return datetime.now(UTC).astimezone(WARSAW).date()
