"""What the worker and operators do for reports: count units anew, derive everything anew."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select

from training.kernel import jobs
from training.kernel.clock import local_date
from training.kernel.db import db, looked_aside
from training.people.queries.rosters import batches
from training.people.tables.units import Unit
from training.quiz.actions import CLOSE
from training.reporting.actions.closing import close_attempt
from training.reporting.actions.counting import (
    count,
    count_aside,
    count_unit_aside,
    insert_all,
)
from training.reporting.actions.following import REBUILD, TALLY, TALLY_ALL
from training.reporting.queries.activity import activity_between
from training.reporting.queries.facts import progress_between
from training.reporting.queries.modules import Current, current
from training.reporting.queries.stored import FIELDS
from training.reporting.tables import PersonActivity, PersonModule

Tell = Callable[[int, int], None]
Span = tuple[UUID, UUID]
Row = dict[str, Any]
Derived = tuple[list[Row], list[Row]]
SIZE = 250
"""People at a time beside the service: a fact that is noted meanwhile is looked at again."""


def silently(done: int, of: int) -> None:
    """Tell nobody."""


def handlers(zone: str, *, k: int, keep: Callable[[], None]) -> dict[str, jobs.Handler]:
    """What the worker does for reports, by kind of job.

    `zone` says when a day begins, `k` how many people leave a unit's figures together at least;
    `keep` commits between the parts of long work.
    """
    return {
        TALLY: partial(tally, zone=zone),
        TALLY_ALL: partial(tally_all, zone=zone, k=k),
        REBUILD: partial(rebuild_aside, zone=zone, k=k, keep=keep),
        CLOSE: close_attempt,
    }


def tally(running: jobs.Running, *, zone: str) -> None:
    """Count one unit anew, and make sure that all are counted when the next day begins."""
    unit = UUID(running.payload["unit"])
    held = select(Unit.id).where(Unit.id == unit).with_for_update(key_share=True)
    count_unit_aside(unit, at=running.at, zone=zone, hold=lambda: db.session.execute(held))
    _ask_for_tomorrow(running.at, zone)


def tally_all(running: jobs.Running, *, zone: str, k: int) -> None:
    """Count all units anew: people moved, or a new day began (posts and standings have dates)."""
    count_aside(at=running.at, zone=zone, k=k)
    _ask_for_tomorrow(running.at, zone)


def rebuild_aside(running: jobs.Running, *, zone: str, k: int, keep: Callable[[], None]) -> None:
    """Derive everything anew beside the service: a new edition asks other things of everybody."""
    rebuild_beside_others(lambda _done, _of: keep(), at=running.at, zone=zone, k=k)


def rebuild(tell: Tell = silently, *, at: datetime, zone: str, k: int) -> None:
    """Derive every read model anew from the facts, in the caller's transaction."""
    modules, spans = current(), batches()
    for done, span in enumerate(spans, 1):
        _replace_people(span, _derived(span, modules))
        tell(done, len(spans))
    count(at=at, zone=zone, k=k)
    _ask_for_tomorrow(at, zone)


def rebuild_beside_others(tell: Tell, *, at: datetime, zone: str, k: int) -> None:
    """Derive every read model anew while the service runs: `tell` commits after every batch."""
    modules, spans = current(), batches(size=SIZE)
    for done, span in enumerate(spans, 1):
        fresh = looked_aside(partial(_newest, span), partial(_derived, span, modules))
        _replace_people(span, fresh)
        tell(done, len(spans))
    count_aside(at=at, zone=zone, k=k)
    _ask_for_tomorrow(at, zone)


def _newest(span: Span) -> tuple[Any, ...]:
    """What a fact of these people that is noted meanwhile changes."""
    of_people = PersonActivity.employee_id.between(*span)
    found = select(func.count(), func.max(PersonActivity.last_at)).where(of_people)
    return tuple(db.session.execute(found).one())


def _derived(span: Span, modules: Sequence[Current]) -> Derived:
    states = [
        {"employee_id": person, "slug": slug} | {name: getattr(state, name) for name in FIELDS}
        for person, slug, state in progress_between(*span, modules)
    ]
    seen = [
        {"employee_id": person, "last_at": at, "last_unit": unit}
        for person, (at, unit) in activity_between(*span)
    ]
    return states, seen


def _replace_people(span: Span, fresh: Derived) -> None:
    for table, rows in zip((PersonModule, PersonActivity), fresh, strict=True):
        db.session.execute(delete(table).where(table.employee_id.between(*span)))
        insert_all(table, rows)


def _ask_for_tomorrow(at: datetime, zone: str) -> None:
    tomorrow = local_date(at, zone) + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(0, 5), ZoneInfo(zone))
    jobs.ask(TALLY_ALL, {}, at=at, key=TALLY_ALL, run_at=midnight)
