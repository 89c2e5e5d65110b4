"""What the kept standings must be: derived from facts, to be kept and to be checked."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from training.certification.queries.assignment import uncomputed
from training.certification.queries.programmes import programmes
from training.certification.queries.standings import When, roll
from training.certification.tables.standings import KeptStanding, StandingsTaken
from training.kernel.db import db
from training.people.queries.rosters import BATCH
from training.people.tables.employees import Employee

COLUMNS = ("programme", "employee_id", "unit_id", "job_family", "must", "state", "day", "at")
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """When everybody's standing was last taken, for which day, and what no rule could decide."""

    at: datetime
    day: date
    uncomputed: dict[UUID, int]


def derived(people: Sequence[UUID], when: When) -> Iterator[Row]:
    """Where people stand with every programme, in the order of COLUMNS; without a case, nowhere.

    Six statements a programme for as many people as one likes.
    """
    for found in programmes().values():
        for line in roll(found, when, people=people):
            if line.must or line.case.periods:
                state, day = line.standing.state.value, line.standing.day
                yield (found.key, line.id, line.unit_id, line.job_family, line.must, state, day,
                       when.at)  # fmt: skip


def undecided(when: When) -> dict[str, int]:
    """By rule, how many cases it cannot decide."""
    return dict(Counter(str(each.rule.id) for each in uncomputed(when)))


def taken() -> Taken | None:
    """The last time; None before the first."""
    row = db.session.get(StandingsTaken, 1)
    if row is None:
        return None
    return Taken(row.at, row.day, {UUID(rule): n for rule, n in row.uncomputed.items()})


def differences(zone: str) -> Iterator[tuple[str, str | None, str | None]]:
    """Every kept standing that is not what the facts said at its time: key, kept, facts."""
    last = taken()
    if last is None:
        return
    kept: dict[UUID, dict[str, Row]] = {}
    for row in db.session.execute(select(*(getattr(KeptStanding, name) for name in COLUMNS))):
        kept.setdefault(row.employee_id, {})[row.programme] = Row(row)
    asked: dict[datetime, list[UUID]] = {}
    for person in db.session.scalars(select(Employee.id).order_by(Employee.id)):
        at = max((row[-1] for row in kept.get(person, {}).values()), default=last.at)
        asked.setdefault(at, []).append(person)
    for at, people in sorted(asked.items()):
        for start in range(0, len(people), BATCH):
            yield from _compared(kept, people[start : start + BATCH], When(at, zone))


def _compared(
    kept: Mapping[UUID, Mapping[str, Row]], people: Sequence[UUID], when: When
) -> Iterator[tuple[str, str | None, str | None]]:
    facts: dict[UUID, dict[str, Row]] = {}
    for row in derived(people, when):
        facts.setdefault(row[1], {})[row[0]] = row
    for person in people:
        stored, fresh = kept.get(person, {}), facts.get(person, {})
        for key in sorted({*stored, *fresh}):
            if stored.get(key) != fresh.get(key):
                yield f"{key} {person}", _said(stored.get(key)), _said(fresh.get(key))


def _said(row: Row | None) -> str | None:
    return None if row is None else " ".join(map(str, row[2:]))
