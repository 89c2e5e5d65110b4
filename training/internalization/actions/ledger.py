"""Evidence is appended to the ledger as it comes, and levels follow from it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, inspect

from training.internalization.queries.facts import evidence_between
from training.internalization.queries.ledger import (
    entries_between,
    how_many_between,
    standings,
    told,
)
from training.internalization.rules.evidence import Evidence, Ledger, ledger
from training.internalization.rules.rule import CURRENT
from training.internalization.tables.ledger import Entry, PersonLevel
from training.kernel import bulk, jobs
from training.kernel.clock import local_date
from training.kernel.db import db, looked_aside
from training.people.actions.news import SOON, TAKE
from training.people.queries.rosters import batches

TAKE_ALL = "evidence-all"
SIZE = 250
"""People at a time: SQLite has one writer, and somebody's answer waits while we are it."""
ENTRIES: Any = inspect(Entry).local_table
LEVELS: Any = inspect(PersonLevel).local_table
Tell = Callable[[int, int], None]
Part = Callable[..., int]
Span = tuple[UUID, UUID]
Fresh = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]
"""Rows of entries, and rows of levels."""


def silently(done: int, of: int) -> None:
    """Tell nobody."""


def first_half(keep: Callable[[], None], tell: Tell, done: int, of: int) -> None:
    """Commit a part of what is taken aside: taking what is new is half of the caller's work."""
    keep()
    tell(done, 2 * of)


def handlers(zone: str, *, keep: Callable[[], None]) -> dict[str, jobs.Handler]:
    """What the worker does for evidence; `keep` commits between the parts of long work."""
    return {
        TAKE: partial(_take_one, zone=zone),
        TAKE_ALL: partial(_take_all, zone=zone, keep=keep),
    }


def _take_one(running: jobs.Running, *, zone: str) -> None:
    person = UUID(running.payload["employee"])
    take_aside(person, person, at=running.at, zone=zone)
    _ask_for_tonight(running.at, zone)


def _take_all(running: jobs.Running, *, zone: str, keep: Callable[[], None]) -> None:
    """What was missed, and what time alone changed. It begins after midnight, once a day."""
    take_everything_aside(lambda _done, _of: keep(), at=running.at, zone=zone)


def ask_to_take_all(*, at: datetime) -> None:
    """Ask to take everybody's new evidence; call it after many facts came at once."""
    jobs.ask(TAKE_ALL, {}, at=at, key=f"{TAKE_ALL}:soon", run_at=at + SOON)


def _ask_for_tonight(at: datetime, zone: str) -> None:
    tomorrow = local_date(at, zone) + timedelta(days=1)
    night = datetime.combine(tomorrow, time(0, 20), ZoneInfo(zone))
    jobs.ask(TAKE_ALL, {}, at=at, key=TAKE_ALL, run_at=night)


def take_everything(tell: Tell = silently, *, at: datetime, zone: str) -> int:
    """Append all new evidence and derive all levels; answers how many entries were appended.

    In the caller's transaction, as a whole.
    """
    return _take_spans(take, tell, at=at, zone=zone)


def take_everything_aside(tell: Tell, *, at: datetime, zone: str) -> int:
    """The same beside the service: nothing may be pending, and `tell` commits every part."""
    return _take_spans(take_aside, tell, at=at, zone=zone)


def _take_spans(part: Part, tell: Tell, *, at: datetime, zone: str) -> int:
    spans, count = batches(size=SIZE), 0
    for done, (first, last) in enumerate(spans, 1):
        count += part(first, last, at=at, zone=zone)
        tell(done, len(spans))
    _ask_for_tonight(at, zone)
    return count


def take(first: UUID, last: UUID, *, at: datetime, zone: str) -> int:
    """Append the new evidence about the people of a range, and derive their levels anew."""
    return _keep((first, last), _looked((first, last), at, zone))


def take_aside(first: UUID, last: UUID, *, at: datetime, zone: str) -> int:
    """The same while others write; see `looked_aside` for what that asks."""
    span = first, last
    look = partial(_looked, span, at, zone)
    return _keep(span, looked_aside(partial(how_many_between, *span), look))


def _looked(span: Span, at: datetime, zone: str) -> Fresh:
    """The entries that are missing from the ledger, and the levels with them."""
    held = entries_between(*span)
    entries = []
    for fact in evidence_between(*span):
        known = held.setdefault(fact.employee_id, {})
        version, before = known.get((fact.source, fact.kind), (0, None))
        if before != fact:
            known[fact.source, fact.kind] = version + 1, fact
            entries.append(_row(fact, version + 1, at))
    ledgers = ((person, ledger(each for _, each in found.values())) for person, found in
               held.items())  # fmt: skip
    return entries, list(_levels(ledgers, span, at, local_date(at, zone)))


def _keep(span: Span, fresh: Fresh) -> int:
    entries, levels = fresh
    bulk.keep(ENTRIES, ENTRIES.columns.keys(), entries)
    db.session.execute(delete(PersonLevel).where(PersonLevel.employee_id.between(*span)))
    bulk.keep(LEVELS, LEVELS.columns.keys(), levels)
    return len(entries)


def _row(fact: Evidence, version: int, at: datetime) -> tuple[Any, ...]:
    return (
        fact.source, fact.kind.value, version, fact.stream.value, fact.employee_id, fact.unit_id,
        fact.at, at, fact.topic, fact.met, fact.score, fact.size, fact.void, fact.stage,
        fact.rater, fact.announced, fact.occasion, dict(fact.detail),
    )  # fmt: skip


def _levels(
    ledgers: Iterable[tuple[UUID, Ledger]], span: Span, at: datetime, day: date
) -> Iterator[tuple[Any, ...]]:
    """The levels of a span of people from their ledgers, as of a moment, as they are kept."""
    for person, role, found in standings(ledgers, span, at=at, day=day):
        yield (
            person, CURRENT.version, role.job_family, int(found.level), int(found.ceiling), at,
            found.changes_at, told(found),
        )  # fmt: skip
