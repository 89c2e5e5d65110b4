"""The sums of units: as they are stored, and as they follow from people's progress."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from training.kernel.db import db
from training.reporting.queries.modules import Assignment
from training.reporting.queries.stored import people
from training.reporting.rules.measures import Cell, Measure
from training.reporting.rules.tallying import Tally, months
from training.reporting.tables import UnitMonth, UnitTally

Row = dict[str, Any]
BY_MONTH = (Measure.STARTED, Measure.COMPLETED)
MONTHS_OF = Cell(Measure.ASSIGNED)
"""The people whom the figures of months are about."""
OF_MONTHS = (*BY_MONTH, MONTHS_OF.measure)


def counted(assignment: Assignment, *, as_of: date, zone: str, unit: UUID | None = None) -> Tally:
    """The tally of one unit (None: of all) as it follows from people's progress on a day."""
    tally = Tally(ZoneInfo(zone), as_of)
    for person in people(assignment, day=as_of, unit=unit):
        tally.note(person)
    return tally


def tally_rows(tally: Tally) -> Iterator[Row]:
    """The sums as rows of the read model."""
    for (unit, then, cell), (n, total, squares) in tally.sums.items():
        yield {
            "unit_id": unit, "then_id": then, "measure": cell.measure.value, "slug": cell.slug,
            "dimension": cell.dimension, "stage": cell.stage, "as_of": tally.as_of, "n": int(n),
            "total": total, "squares": squares,
        }  # fmt: skip


def month_rows(tally: Tally, *, after: date | None = None) -> Iterator[Row]:
    """How many had begun or completed by the end of each month, and of how many people.

    For every unit with anybody; only of months after the one named. All of it is about the people
    of today, so that only the present month may be written anew (`keep_months`).
    """
    heads = {unit: int(n) for (unit, _, cell), (n, _, _) in tally.sums.items() if cell == MONTHS_OF}
    for unit, of in sorted(heads.items()):
        so_far = dict.fromkeys(BY_MONTH, 0)
        for month in months(tally.as_of):
            for measure in BY_MONTH:
                so_far[measure] += tally.months.get((unit, month, measure), 0)
            if after is None or month > after:
                for measure, n in ((MONTHS_OF.measure, of), *so_far.items()):
                    yield {
                        "unit_id": unit, "month": month, "measure": measure.value,
                        "as_of": tally.as_of, "n": n,
                    }  # fmt: skip


def has_past_months(before: date) -> bool:
    """Whether any month before one was counted, with the people whom it is about."""
    kept = select(UnitMonth.month).where(
        UnitMonth.measure == MONTHS_OF.measure.value, UnitMonth.month < before
    )
    return db.session.execute(select(kept.exists())).scalar_one()


def days() -> tuple[date, ...]:
    """The days as of which the stored tallies were counted, the newest last."""
    return tuple(db.session.scalars(select(UnitTally.as_of).distinct().order_by(UnitTally.as_of)))


def stored_tallies() -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """All stored sums by their key, with the day as of which they were counted first."""
    table = UnitTally
    found = select(
        table.unit_id, table.then_id, table.measure, table.slug, table.dimension, table.stage,
        table.as_of, table.n, table.total, table.squares,
    )  # fmt: skip
    return {tuple(row[:6]): tuple(row[6:]) for row in db.session.execute(found)}


def stored_months() -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """All stored months by their key, with the day as of which they were counted first."""
    found = select(
        UnitMonth.unit_id, UnitMonth.month, UnitMonth.measure, UnitMonth.as_of, UnitMonth.n
    )
    return {tuple(row[:3]): tuple(row[3:]) for row in db.session.execute(found)}


def keyed(rows: Iterable[Row], key: int) -> Mapping[tuple[Any, ...], tuple[Any, ...]]:
    """Rows as stored_tallies and stored_months give them: the first `key` values are the key."""
    return {tuple(row.values())[:key]: tuple(row.values())[key:] for row in rows}
