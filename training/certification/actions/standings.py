"""Taking down where everybody stands, so that HR's pages need not derive it at every look."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, inspect, select
from sqlalchemy.dialects import postgresql, sqlite

from training.certification.queries.keeping import COLUMNS, derived, undecided
from training.certification.queries.standings import When
from training.certification.tables.standings import KeptStanding, StandingsTaken
from training.kernel import bulk
from training.kernel.db import db, looked_aside, only_reading
from training.people.tables.employees import Employee

SIZE = 500
TABLE: Any = inspect(KeptStanding).local_table
Tell = Callable[[int, int], None]
Rows = list[tuple[Any, ...]]


def take_standings(when: When) -> None:
    """Take everybody's standing as of an instant, in the caller's transaction."""
    for people in _parts():
        retake(people, when)
    _note_taken(when, undecided(when))


def take_standings_aside(when: When, tell: Tell) -> None:
    """The same beside the service: nothing may be pending, and `tell` commits every part.

    Killed in between, some rows are newer than others; each says of when it is.
    """
    with only_reading():
        parts = _parts()
    for done, people in enumerate(parts, 1):
        look = partial(_derived, people, when)
        _replace(people, looked_aside(partial(_newest, people), look))
        tell(done, len(parts) + 1)
    with only_reading():
        open_cases = undecided(when)
    _note_taken(when, open_cases)
    tell(len(parts) + 1, len(parts) + 1)


def _parts() -> list[list[UUID]]:
    people = list(db.session.scalars(select(Employee.id).order_by(Employee.id)))
    return [people[start : start + SIZE] for start in range(0, len(people), SIZE)]


def _note_taken(when: When, open_cases: dict[str, int]) -> None:
    row = {"id": 1, "day": when.today, "at": when.at, "uncomputed": open_cases}
    insert = (sqlite if db.engine.dialect.name == "sqlite" else postgresql).insert(StandingsTaken)
    db.session.execute(insert.values(row).on_conflict_do_update(index_elements=["id"], set_=row))


def _derived(people: Sequence[UUID], when: When) -> Rows:
    return list(derived(people, when))


def _newest(people: Sequence[UUID]) -> Any:
    """What somebody's decision about one of them changes meanwhile."""
    kept = select(func.count(), func.max(KeptStanding.at))
    return tuple(db.session.execute(kept.where(KeptStanding.employee_id.in_(people))).one())


def retake(people: Sequence[UUID], when: When) -> None:
    """Take some people's standing anew: something was decided about them."""
    if not people:
        return
    _replace(people, _derived(people, when))


def _replace(people: Sequence[UUID], rows: Rows) -> None:
    db.session.execute(
        delete(KeptStanding).where(KeptStanding.employee_id.in_(people)),
        execution_options={"synchronize_session": False},
    )
    bulk.keep(TABLE, COLUMNS, rows)
