"""The city's week: from Monday, midnight where the city lies, to Sunday."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)
GRACE = timedelta(hours=1)


def day_of(at: datetime, zone: str) -> date:
    """The city's calendar day of an instant."""
    return at.astimezone(ZoneInfo(zone)).date()


def week_of(at: datetime, zone: str) -> date:
    """The Monday of the city's week in which an instant lies."""
    day = day_of(at, zone)
    return day - timedelta(days=day.weekday())


def begin_of(day: date, zone: str) -> datetime:
    """The instant at which a day begins in the city."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def has_lapsed(week: date, shown_at: datetime, *, at: datetime, zone: str) -> bool:
    """Whether a case of a week can no longer be answered.

    Its week is over; but whoever opened it late on Sunday has an hour to finish.
    """
    return week != week_of(at, zone) and at - shown_at > GRACE
