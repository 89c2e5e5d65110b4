"""Taking down where everybody stands, so that HR's pages need not derive it at every look."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, inspect, select
from sqlalchemy.dialects import postgresql, sqlite

from training.certification.queries.keeping import COLUMNS, derived, undecided
from training.certification.queries.standings import When
from training.certification.tables.standings import KeptStanding, StandingsTaken
from training.kernel import bulk
from training.kernel.db import db
from training.people.tables.employees import Employee

SIZE = 2000
TABLE: Any = inspect(KeptStanding).local_table
Tell = Callable[[int, int], None]


def silently(done: int, of: int) -> None:
    """Tell nobody."""


def take_standings(when: When, tell: Tell = silently) -> None:
    """Take everybody's standing as of an instant; `tell` is called between batches and may commit.

    Killed in between, some rows are newer than others; each says of when it is.
    """
    people = list(db.session.scalars(select(Employee.id).order_by(Employee.id)))
    spans = range(0, len(people), SIZE)
    for done, start in enumerate(spans):
        tell(done, len(spans) + 1)
        retake(people[start : start + SIZE], when)
    row = {"id": 1, "day": when.today, "at": when.at, "uncomputed": undecided(when)}
    insert = (sqlite if db.engine.dialect.name == "sqlite" else postgresql).insert(StandingsTaken)
    db.session.execute(insert.values(row).on_conflict_do_update(index_elements=["id"], set_=row))
    tell(len(spans) + 1, len(spans) + 1)


def retake(people: Sequence[UUID], when: When) -> None:
    """Take some people's standing anew: something was decided about them."""
    if not people:
        return
    rows = list(derived(people, when))
    db.session.execute(
        delete(KeptStanding).where(KeptStanding.employee_id.in_(people)),
        execution_options={"synchronize_session": False},
    )
    bulk.keep(TABLE, COLUMNS, rows)
