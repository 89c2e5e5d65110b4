"""Evidence is appended to the ledger as it comes, and levels follow from it."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, inspect

from training.internalization.queries.facts import evidence_between
from training.internalization.queries.ledger import (
    entries_between,
    standings,
    told,
)  # fmt: skip
from training.internalization.rules.evidence import Evidence, Ledger, ledger
from training.internalization.rules.rule import CURRENT
from training.internalization.tables.ledger import Entry, PersonLevel
from training.kernel import bulk, jobs
from training.kernel.clock import local_date
from training.kernel.db import db
from training.people.actions.news import SOON, TAKE
from training.people.queries.rosters import batches

TAKE_ALL = "evidence-all"
SIZE = 250
"""People at a time: SQLite has one writer, and somebody's answer waits while we are it."""
ENTRIES: Any = inspect(Entry).local_table
LEVELS: Any = inspect(PersonLevel).local_table
Tell = Callable[[int, int], None]


def silently(done: int, of: int) -> None:
    """Tell nobody."""


def handlers(zone: str, *, keep: Callable[[], None]) -> dict[str, jobs.Handler]:
    """What the worker does for evidence; `keep` commits between the parts of long work."""
    return {
        TAKE: partial(_take_one, zone=zone),
        TAKE_ALL: partial(_take_all, zone=zone, keep=keep),
    }


def _take_one(running: jobs.Running, *, zone: str) -> None:
    person = UUID(running.payload["employee"])
    take(person, person, at=running.at, zone=zone)
    _ask_for_tonight(running.at, zone)


def _take_all(running: jobs.Running, *, zone: str, keep: Callable[[], None]) -> None:
    """What was missed, and what time alone changed. It begins after midnight, once a day."""
    take_everything(lambda _done, _of: keep(), at=running.at, zone=zone)


def ask_to_take_all(*, at: datetime) -> None:
    """Ask to take everybody's new evidence; call it after many facts came at once."""
    jobs.ask(TAKE_ALL, {}, at=at, key=f"{TAKE_ALL}:soon", run_at=at + SOON)


def _ask_for_tonight(at: datetime, zone: str) -> None:
    tomorrow = local_date(at, zone) + timedelta(days=1)
    night = datetime.combine(tomorrow, time(0, 20), ZoneInfo(zone))
    jobs.ask(TAKE_ALL, {}, at=at, key=TAKE_ALL, run_at=night)


def take_everything(tell: Tell = silently, *, at: datetime, zone: str) -> int:
    """Append all new evidence and derive all levels; answers how many entries were appended."""
    spans, count = batches(size=SIZE), 0
    for done, (first, last) in enumerate(spans, 1):
        count += take(first, last, at=at, zone=zone)
        tell(done, len(spans))
    _ask_for_tonight(at, zone)
    return count


def take(first: UUID, last: UUID, *, at: datetime, zone: str) -> int:
    """Append the new evidence about the people of a range, and derive their levels anew."""
    held = entries_between(first, last)
    fresh = []
    for fact in evidence_between(first, last):
        known = held.setdefault(fact.employee_id, {})
        version, before = known.get((fact.source, fact.kind), (0, None))
        if before != fact:
            known[fact.source, fact.kind] = version + 1, fact
            fresh.append(_row(fact, version + 1, at))
    bulk.keep(ENTRIES, ENTRIES.columns.keys(), fresh)
    ledgers = ((person, ledger(each for _, each in found.values())) for person, found in
               held.items())  # fmt: skip
    _derive(ledgers, (first, last), at, local_date(at, zone))
    return len(fresh)


def _row(fact: Evidence, version: int, at: datetime) -> tuple[Any, ...]:
    return (
        fact.source, fact.kind.value, version, fact.stream.value, fact.employee_id, fact.unit_id,
        fact.at, at, fact.topic, fact.met, fact.score, fact.size, fact.void, fact.stage,
        fact.rater, fact.announced, fact.occasion, dict(fact.detail),
    )  # fmt: skip


def _derive(
    ledgers: Iterable[tuple[UUID, Ledger]], span: tuple[UUID, UUID], at: datetime, day: date
) -> None:
    """Derive the levels of a span of people from their ledgers, as of a moment."""
    fresh = [
        (person, CURRENT.version, role.job_family, int(found.level), int(found.ceiling), at,
         found.changes_at, told(found))
        for person, role, found in standings(ledgers, span, at=at, day=day)
    ]  # fmt: skip
    db.session.execute(delete(PersonLevel).where(PersonLevel.employee_id.between(*span)))
    bulk.keep(LEVELS, LEVELS.columns.keys(), fresh)
