"""Whom a reminder would serve now: cases wait, no pause lasts, and it is no quiet hour."""

import logging
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID

import yaml

from training.practice.queries.records import records, shelved
from training.practice.rules.agenda import agenda
from training.practice.rules.calendar import (
    Holidays,
    HolidaysAreWrong,
    holidays_from,
    may_remind,
)

SHIPPED = Path(__file__).parents[1] / "rules" / "holidays.yaml"
NAME, MOST_BYTES = "holidays.yaml", 100_000
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody for whom cases wait this week, and how many."""

    employee_id: UUID
    waiting: int


def due_between(first: UUID, last: UUID, *, at: datetime, zone: str, data: Path) -> list[Due]:
    """Everybody with first <= id <= last for whom a case waits; nobody in quiet hours.

    Quiet are evenings, weekends and holidays (`rules.calendar`). Who pauses is left in peace. Four
    statements, however many people.
    """
    if not may_remind(at, zone, holidays(data)):
        return []
    shelf = shelved().cards
    found = ((each.person, agenda(each, shelf, at=at, zone=zone)) for each in records(first, last))
    return [Due(person, each.waiting) for person, each in found if each.waiting]


def holidays(data: Path) -> Holidays:
    """The city's own list in its data folder, or ours; one that is wrong is said in the log."""
    own = data / NAME
    try:
        return _read(own, own.stat().st_mtime_ns) if own.exists() else _read(SHIPPED, 0)
    except (OSError, ValueError, yaml.YAMLError):
        log.exception("the list of holidays cannot be read; ours is used", extra={"file": NAME})
        return _read(SHIPPED, 0)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Holidays:
    with path.open("rb") as source:
        text = source.read(MOST_BYTES + 1)
    if len(text) > MOST_BYTES or b"&" in text:
        raise HolidaysAreWrong(NAME)
    found = yaml.safe_load(text)
    return holidays_from(found.get("libur") if isinstance(found, dict) else None)
