"""Counting units: the sums that people's progress adds up to, written as a whole."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from training.kernel import bulk
from training.kernel.clock import local_date
from training.kernel.db import db, looked_aside, nothing
from training.kernel.ids import uuid7
from training.reporting.queries import leavers, tallies
from training.reporting.queries.modules import Assignment, current
from training.reporting.rules.tallying import Tally, months
from training.reporting.tables import Counting, UnitHeld, UnitMonth, UnitTally


def count(*, at: datetime, zone: str, k: int) -> None:
    """Replace all sums by those that follow from people's progress."""
    _replace_all(_all_counted(at, zone, k), at=at)


def count_aside(*, at: datetime, zone: str, k: int) -> None:
    """Count all units while others write; see `looked_aside` for what that asks."""
    _replace_all(looked_aside(_token, lambda: _all_counted(at, zone, k)), at=at)


def count_unit_aside(
    unit: UUID, *, at: datetime, zone: str, hold: Callable[[], object] = nothing
) -> None:
    """Count one unit while others write. Its leavers stay as they are: they are of the past."""
    _replace(looked_aside(_token, lambda: _counted(at, zone, unit), hold=hold), at=at, unit=unit)


def insert_all(table: type[Any], rows: Iterable[dict[str, Any]]) -> None:
    """Insert many rows that name the same columns in the same order."""
    left = iter(rows)
    first = next(left, None)
    if first is not None:
        bulk.keep(table.__table__, tuple(first), (row.values() for row in chain([first], left)))


def _all_counted(at: datetime, zone: str, k: int) -> tuple[Tally, leavers.Counts]:
    day = local_date(at, zone)
    counts = leavers.held(Assignment(current()), as_of=day, zone=zone, k=k)
    return _counted(at, zone, None), counts


def _counted(at: datetime, zone: str, unit: UUID | None) -> Tally:
    return tallies.counted(Assignment(current()), as_of=local_date(at, zone), zone=zone, unit=unit)


def _replace_all(fresh: tuple[Tally, leavers.Counts], *, at: datetime) -> None:
    tally, counts = fresh
    _replace(tally, at=at, unit=None)
    _keep_held(counts, as_of=tally.as_of)


def _keep_held(counts: leavers.Counts, *, as_of: date) -> None:
    """Write the present month; of those that are over stays what their trend is drawn of."""
    first, *_, present = months(as_of)
    is_kept = UnitHeld.measure.in_([each.value for each in leavers.KEPT]) & (UnitHeld.slug == "")
    gone = or_(UnitHeld.month >= present, UnitHeld.month < first, ~is_kept)
    db.session.execute(delete(UnitHeld).where(gone))
    insert_all(UnitHeld, leavers.held_rows({**leavers.COUNTED, **counts}, as_of=as_of))


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
