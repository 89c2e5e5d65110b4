"""Counting units: the sums that people's progress adds up to, written as a whole."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from training.kernel import bulk
from training.kernel.clock import local_date
from training.kernel.db import db, looked_aside, nothing
from training.kernel.ids import uuid7
from training.reporting.queries import tallies
from training.reporting.queries.modules import Assignment, current
from training.reporting.rules.tallying import Tally, months
from training.reporting.tables import Counting, UnitMonth, UnitTally


def count(*, at: datetime, zone: str, unit: UUID | None = None) -> None:
    """Replace the sums of one unit, or of all, by those that follow from people's progress."""
    _replace(_counted(at, zone, unit), at=at, unit=unit)


def count_aside(
    *, at: datetime, zone: str, unit: UUID | None = None, hold: Callable[[], object] = nothing
) -> None:
    """Count one unit, or all, while others write; see `looked_aside` for what that asks."""
    fresh = looked_aside(_token, lambda: _counted(at, zone, unit), hold=hold)
    _replace(fresh, at=at, unit=unit)


def insert_all(table: type[Any], rows: Iterable[dict[str, Any]]) -> None:
    """Insert many rows that name the same columns in the same order."""
    left = iter(rows)
    first = next(left, None)
    if first is not None:
        bulk.keep(table.__table__, tuple(first), (row.values() for row in chain([first], left)))


def _counted(at: datetime, zone: str, unit: UUID | None) -> Tally:
    return tallies.counted(Assignment(current()), as_of=local_date(at, zone), zone=zone, unit=unit)


def _replace(fresh: Tally, *, at: datetime, unit: UUID | None) -> None:
    old = delete(UnitTally)
    db.session.execute(old if unit is None else old.where(UnitTally.unit_id == unit))
    insert_all(UnitTally, tallies.tally_rows(fresh))
    _keep_months(fresh, unit)
    _renew_token(at)


def _keep_months(fresh: Tally, unit: UUID | None) -> None:
    """Write the present month; those that are over stay as they were counted in their time.

    Who had begun by a month is settled when it is over. Were that month told again of the people
    of today, whoever has come or gone since could be had from the difference. So the past is
    written only once, by the first counting of all, and a month that nobody counted stays blank.
    """
    *past, present = months(fresh.as_of)
    last = past[-1] if tallies.has_past_months(present) else None
    old = delete(UnitMonth)
    if last is not None:
        old = old.where(or_(UnitMonth.month > last, UnitMonth.month < past[0]))
    db.session.execute(old if unit is None else old.where(UnitMonth.unit_id == unit))
    insert_all(UnitMonth, tallies.month_rows(fresh, after=last))


def _token() -> UUID | None:
    return db.session.execute(select(Counting.token)).scalar()


def _renew_token(at: datetime) -> None:
    """Whoever remembers figures sees by the token that they were counted anew."""
    row = {"id": 1, "token": uuid7(at)}
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    added = dialect.insert(Counting).values(row)
    db.session.execute(added.on_conflict_do_update(index_elements=["id"], set_=row))
