"""The months that the demo city looks back on, and the hours in which people work."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

OPENS, CLOSES = 7.6, 15.8
MONTH = timedelta(days=30.4375)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day of activity until now, in the city's zone."""

    start: datetime
    end: datetime
    zone: ZoneInfo

    @property
    def days(self) -> int:
        return max(1, (self.end - self.start).days)

    def day(self, instant: datetime) -> date:
        """The city's calendar day of an instant."""
        return instant.astimezone(self.zone).date()

    def at_work(self, after: datetime, chance: Random) -> datetime:
        """Some working time on the day of `after`, or on the Monday that follows a weekend."""
        day = self.day(after)
        day += timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
        seconds = 3600 * chance.uniform(OPENS, CLOSES)
        local = datetime.combine(day, time(), self.zone) + timedelta(seconds=seconds)
        return local.astimezone(UTC)


def looking_back(end: datetime, months: int, zone: str) -> Period:
    """The period of that many months before `end`, from eight in the morning of its first day."""
    city = ZoneInfo(zone)
    first = (end - months * MONTH).astimezone(city).date()
    return Period(datetime.combine(first, time(8), city), end, city)
