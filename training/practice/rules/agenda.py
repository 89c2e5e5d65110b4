"""Where a person's practice stands: a case to open, one that is open, or when the next comes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from random import Random

from training.kernel.errors import Conflict
from training.practice.rules.breaks import paused_until
from training.practice.rules.choosing import (
    GUARANTEED,
    Choice,
    choice,
    due,
    learners,
    next_due,
)
from training.practice.rules.record import CaseKind, Record, Shelf, Shown
from training.practice.rules.weeks import WEEK, begin_of, day_of, week_of

MOST_A_WEEK = 2


class NothingIsDue(Conflict):
    """There is no case to open at the moment."""


class State(StrEnum):
    """Where the practice of a person stands."""

    NOTHING_FINISHED = "nothing-finished"
    PAUSED = "paused"
    OPEN = "open"
    DUE = "due"
    DONE = "done"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Agenda:
    """The week of a person. `done` of `total` cases are answered; `next_at` is when more comes."""

    state: State
    week: date
    done: int = 0
    total: int = 0
    open_case: Shown | None = None
    choice: Choice | None = None
    next_at: datetime | None = None
    until: date | None = None

    @property
    def waiting(self) -> int:
        """How many cases wait this week."""
        return self.total - self.done if self.state in (State.OPEN, State.DUE) else 0

    @property
    def asks_a_probe(self) -> bool:
        """Whether what comes now is a probe, before which nothing may prompt."""
        if self.open_case:
            return self.open_case.kind is CaseKind.PROBE
        return self.choice is not None and self.choice.kind is CaseKind.PROBE


def agenda(record: Record, shelf: Shelf, *, at: datetime, zone: str) -> Agenda:
    """Where a person stands. Never more than two cases a week, opened or answered."""
    week = week_of(at, zone)
    used = record.in_week(week)
    done = sum(each.answered_at is not None for each in used)
    opened = next((each for each in used if each.answered_at is None), None)
    if not any(shelf.get(slug) for slug in record.finished):
        return Agenda(State.NOTHING_FINISHED, week)
    ready = due(record, shelf, at=at, zone=zone)
    total = len(used) + min(MOST_A_WEEK - len(used), len(ready))
    if opened:
        return Agenda(State.OPEN, week, done, total, open_case=opened)
    until = paused_until(record.newest_break, today=day_of(at, zone))
    if until:
        return Agenda(State.PAUSED, week, done, done, until=until)
    if ready and len(used) < MOST_A_WEEK:
        chance = Random(f"{record.person} {week} {len(used) + 1}")
        return Agenda(State.DUE, week, done, total, choice=choice(ready[0], at=at, chance=chance))
    later = _next_at(record, shelf, at, zone, full=len(used) >= MOST_A_WEEK, ready=bool(ready))
    return Agenda(State.DONE if used else State.LATER, week, done, done, next_at=later)


def _next_at(
    record: Record, shelf: Shelf, at: datetime, zone: str, *, full: bool, ready: bool
) -> datetime | None:
    """When the next case can be opened, as far as it is known now; None when nobody knows.

    `full`: the week has had its two. In the 36 weeks after a module a case comes every week.
    """
    monday = begin_of(week_of(at, zone) + WEEK, zone)
    if full and ready:
        return monday
    found = next_due(learners(record, shelf, at), at)
    if found and full:
        found = max(found, monday)
    newest = max(each.at for each in record.finished.values())
    weekly = monday if monday - newest <= GUARANTEED else None
    return min((each for each in (found, weekly) if each), default=None)
