"""What every source is asked with, and how the city runs its reminders."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from training.content.queries.reminders import reminder_book
from training.content.rules.reminders import ReminderBook
from training.kernel.clock import local_date
from training.practice.queries.reminding import holidays
from training.practice.rules.calendar import next_reminder
from training.reminders.rules.schedule import Calendar


@dataclass(frozen=True, slots=True)
class House:
    """The city's zone, its data folder, where the rules lie, its k, and how it writes a day."""

    zone: str
    data: Path
    root: Path
    k: int
    written: Callable[[date], str] = date.isoformat

    @property
    def book(self) -> ReminderBook:
        return reminder_book(self.root)

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.zone, holidays(self.data), self.written)

    def next_instant(self, at: datetime) -> datetime:
        """The first instant from `at` on at which somebody may be reminded."""
        return next_reminder(at, self.zone, holidays(self.data))


@dataclass(frozen=True, slots=True)
class Asking:
    """People with first <= id <= last, at an instant."""

    first: UUID
    last: UUID
    at: datetime
    house: House

    @property
    def today(self) -> date:
        return local_date(self.at, self.house.zone)

    def has(self, person: UUID) -> bool:
        """Whether somebody is among those asked about."""
        return self.first <= person <= self.last

    def day(self, instant: datetime) -> date:
        """The city's day of an instant."""
        return local_date(instant, self.house.zone)
