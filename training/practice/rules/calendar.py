"""The city's working days and quiet hours: when somebody may be reminded, and when never."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

OPENS, CLOSES = time(8), time(16)
SATURDAY = 5
LONGEST_NAME = 120


class HolidaysAreWrong(ValueError):
    """The list of holidays cannot be understood; the text says where."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which the city rests. `certain` is false while the government has not decreed it."""

    day: date
    name: str
    certain: bool


Holidays = Mapping[date, Holiday]


def holidays_from(raw: Any) -> Holidays:
    """The holidays of a read list of {tanggal, nama, pasti}; HolidaysAreWrong names the entry."""
    if not isinstance(raw, list):
        raise HolidaysAreWrong("libur")
    return {each.day: each for each in (_holiday(entry) for entry in raw)}


def _holiday(entry: Any) -> Holiday:
    if not isinstance(entry, dict):
        raise HolidaysAreWrong(str(entry)[:80])
    day, name, certain = entry.get("tanggal"), entry.get("nama"), entry.get("pasti", True)
    if type(day) is not date or not isinstance(name, str) or not isinstance(certain, bool):
        raise HolidaysAreWrong(str(entry)[:80])
    if not 0 < len(name) <= LONGEST_NAME:
        raise HolidaysAreWrong(str(entry)[:80])
    return Holiday(day, name, certain)


def may_remind(at: datetime, zone: str, holidays: Holidays) -> bool:
    """Whether an instant lies in working hours: Monday to Friday, 08–16, no holiday."""
    local = at.astimezone(ZoneInfo(zone))
    return _works(local.date(), holidays) and OPENS <= local.time() < CLOSES


def next_reminder(at: datetime, zone: str, holidays: Holidays) -> datetime:
    """The first instant from `at` on at which somebody may be reminded."""
    if may_remind(at, zone, holidays):
        return at
    local = at.astimezone(ZoneInfo(zone))
    day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
    while not _works(day, holidays):
        day += timedelta(days=1)
    return datetime.combine(day, OPENS, ZoneInfo(zone)).astimezone(at.tzinfo)


def _works(day: date, holidays: Holidays) -> bool:
    return day.weekday() < SATURDAY and day not in holidays
