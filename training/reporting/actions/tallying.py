"""Counting units anew, one or all, and rebuilding everything that is derived."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from training.kernel import jobs
from training.kernel.clock import local_date
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.tables.units import Unit
from training.reporting.actions.following import REBUILD, TALLY, TALLY_ALL
from training.reporting.queries import tallies
from training.reporting.queries.facts import batches, progress_between
from training.reporting.queries.modules import Assignment, current
from training.reporting.queries.stored import FIELDS
from training.reporting.tables import Counting, PersonModule, UnitMonth, UnitTally

ROWS = 5000
Tell = Callable[[int, int], None]


def handlers(zone: str) -> dict[str, jobs.Handler]:
    """What the worker does for reports, by kind of job; `zone` says when a day begins."""
    return {
        TALLY: partial(tally, zone=zone),
        TALLY_ALL: partial(tally_all, zone=zone),
        REBUILD: partial(rebuild_soon, zone=zone),
    }


def tally(running: jobs.Running, *, zone: str) -> None:
    """Count one unit anew, and make sure that all are counted when the next day begins."""
    unit = UUID(running.payload["unit"])
    db.session.execute(select(Unit.id).where(Unit.id == unit).with_for_update(key_share=True))
    count(at=running.at, zone=zone, unit=unit)
    _ask_for_tomorrow(running.at, zone)


def tally_all(running: jobs.Running, *, zone: str) -> None:
    """Count all units anew: people moved, or a new day began (posts and standings have dates)."""
    count(at=running.at, zone=zone)
    _ask_for_tomorrow(running.at, zone)


def rebuild_soon(running: jobs.Running, *, zone: str) -> None:
    """Derive everything anew in the background: a new edition asks other things of everybody."""
    rebuild(at=running.at, zone=zone)


def silently(done: int, of: int) -> None:
    """Tell nobody."""


def rebuild(tell: Tell = silently, *, at: datetime, zone: str) -> None:
    """Derive every read model anew from the facts.

    `tell` is called between batches, where the caller may commit: each batch stands by itself.
    """
    modules, spans = current(), batches()
    for done, (first, last) in enumerate(spans):
        tell(done, len(spans) + 1)
        within = PersonModule.employee_id.between(first, last)
        db.session.execute(delete(PersonModule).where(within))
        _insert(PersonModule, (
            {"employee_id": person, "slug": slug} | {name: getattr(state, name) for name in FIELDS}
            for person, slug, state in progress_between(first, last, modules)
        ))  # fmt: skip
    tell(len(spans), len(spans) + 1)
    count(at=at, zone=zone)
    _ask_for_tomorrow(at, zone)
    tell(len(spans) + 1, len(spans) + 1)


def count(*, at: datetime, zone: str, unit: UUID | None = None) -> None:
    """Replace the sums of one unit, or of all, by those that follow from people's progress."""
    fresh = tallies.counted(Assignment(current()), as_of=local_date(at, zone), zone=zone, unit=unit)
    for table in (UnitTally, UnitMonth):
        old = delete(table)
        db.session.execute(old if unit is None else old.where(table.unit_id == unit))
    _insert(UnitTally, tallies.tally_rows(fresh))
    _insert(UnitMonth, tallies.month_rows(fresh))
    _renew_token(at)


def _renew_token(at: datetime) -> None:
    """Whoever remembers figures sees by the token that they were counted anew."""
    row = {"id": 1, "token": uuid7(at)}
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    added = dialect.insert(Counting).values(row)
    db.session.execute(added.on_conflict_do_update(index_elements=["id"], set_=row))


def _ask_for_tomorrow(at: datetime, zone: str) -> None:
    tomorrow = local_date(at, zone) + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(0, 5), ZoneInfo(zone))
    jobs.ask(TALLY_ALL, {}, at=at, key=TALLY_ALL, run_at=midnight)


def _insert(table: type[Any], rows: Iterable[dict[str, Any]]) -> None:
    waiting: list[dict[str, Any]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == ROWS:
            db.session.execute(insert(table), waiting)
            waiting = []
    if waiting:
        db.session.execute(insert(table), waiting)
