"""The leavers whom units count on in figures of progress: as stored, and as they follow anew."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from training.content.tables import Release
from training.kernel.db import db
from training.people.queries.rosters import stays_of_leavers
from training.people.rules.kinds import ChangeKind
from training.people.tables.units import Unit, UnitPredecessor
from training.reporting.queries.modules import Assignment
from training.reporting.queries.stored import progress_of
from training.reporting.queries.tallies import OF_MONTHS
from training.reporting.rules.leaving import (
    Above,
    HeldCounts,
    Leaver,
    counted_on,
    until,
    with_successors,
)
from training.reporting.rules.measures import Cell, Measure
from training.reporting.rules.progress import Progress
from training.reporting.rules.tallying import OUTSIDE, months
from training.reporting.tables import UnitHeld

Row = dict[str, Any]
Counts = Mapping[tuple[UUID, Cell], int]
AT_A_TIME = 500
COUNTED = {(OUTSIDE, Cell(Measure.ROSTER)): 0}
"""Stands for a month in which leavers were counted, though there may be none."""
KEPT = (*OF_MONTHS, Measure.ROSTER)
"""What stays of a month that is over."""


def held(assignment: Assignment, *, as_of: date, zone: str, k: int) -> Counts:
    """How many leavers each unit counts on, by cell, as it follows from posts and progress."""
    here = ZoneInfo(zone)
    kinds = {unit: kind for unit, kind in db.session.execute(select(Unit.id, Unit.kind))}
    leavers = list(counted_on(stays_of_leavers(as_of), _above(), day=as_of, k=k))
    since, counts = _editions_since(here), HeldCounts(here, as_of)
    for leaver, states in _with_progress(leavers):
        own = assignment.own(leaver.stay.job_family, kinds[leaver.stay.unit])
        same = frozenset(slug for slug in own if since[slug] < leaver.left)
        counts.note(
            leaver.unit, same, _as_they_left(states, leaver.left, here), is_current=same == own
        )
    return counts.counts()


def _above() -> Above:
    """The units above each unit as the tree is now; one that goes on as another is part of it."""
    parents = {unit: parent for unit, parent in db.session.execute(select(Unit.id, Unit.parent_id))}
    goes_on = select(UnitPredecessor.predecessor_id, UnitPredecessor.unit_id).where(
        UnitPredecessor.kind.in_([ChangeKind.RENAMED, ChangeKind.MERGED])
    )
    return with_successors(parents, {old: new for old, new in db.session.execute(goes_on)})


def _editions_since(zone: ZoneInfo) -> dict[str, date]:
    """The day on which the present edition of each module began."""
    newest = select(Release.slug, func.max(Release.edition).label("edition"))
    top = newest.group_by(Release.slug).subquery()
    found = (
        select(Release.slug, func.min(Release.published_at))
        .join(top, (top.c.slug == Release.slug) & (top.c.edition == Release.edition))
        .group_by(Release.slug)
    )
    return {slug: at.astimezone(zone).date() for slug, at in db.session.execute(found)}


def _with_progress(
    leavers: Sequence[Leaver],
) -> Iterator[tuple[Leaver, Mapping[str, Progress]]]:
    for start in range(0, len(leavers), AT_A_TIME):
        some = leavers[start : start + AT_A_TIME]
        states = progress_of({each.person for each in some})
        yield from ((each, states.get(each.person, {})) for each in some)


def _as_they_left(states: Mapping[str, Progress], day: date, zone: ZoneInfo) -> dict[str, Progress]:
    then = {slug: until(state, day, zone) for slug, state in states.items()}
    return {slug: state for slug, state in then.items() if state}


def held_rows(counts: Counts, *, as_of: date) -> Iterator[Row]:
    """The counts as rows of the read model, in the month of the day."""
    for (unit, cell), n in counts.items():
        yield {
            "unit_id": unit, "month": months(as_of)[-1], "measure": cell.measure.value,
            "slug": cell.slug, "dimension": cell.dimension, "stage": cell.stage, "as_of": as_of,
            "n": n,
        }  # fmt: skip


def stored_held() -> dict[date, dict[Cell, dict[UUID, int]]]:
    """How many each unit counts on by the month in which it was counted, the oldest first."""
    table = UnitHeld
    found = select(
        table.month, table.measure, table.slug, table.dimension, table.stage, table.unit_id,
        table.n,
    ).order_by(table.month)  # fmt: skip
    kept: dict[date, dict[Cell, dict[UUID, int]]] = defaultdict(lambda: defaultdict(dict))
    for month, measure, slug, dimension, stage, unit, n in db.session.execute(found):
        kept[month][Cell(Measure(measure), slug, dimension, stage)][unit] = n
    return kept


def last_counted() -> date | None:
    """The day as of which leavers were counted last."""
    return db.session.scalars(select(func.max(UnitHeld.as_of))).one()


def stored_rows() -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """What was counted last, as rows by their key, with the day."""
    table = UnitHeld
    found = select(
        table.unit_id, table.month, table.measure, table.slug, table.dimension, table.stage,
        table.as_of, table.n,
    ).where(table.as_of == last_counted(), table.unit_id != OUTSIDE)  # fmt: skip
    return {tuple(row[:6]): tuple(row[6:]) for row in db.session.execute(found)}
