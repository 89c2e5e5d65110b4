"""Excuses for many people: what was planned, what came of it, and of whom it is now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.exc import NoResultFound

from training.certification.queries.programmes import programme
from training.certification.queries.standings import When, roll
from training.certification.rules.bulk import Sorted, sort_out
from training.certification.tables.bulk import BulkExcuse, BulkExcuseStep
from training.kernel.db import db
from training.people.rules.access import within
from training.people.tables.employees import Employee

DONE, UNDONE = "done", "undone"
LISTED = 10


@dataclass(frozen=True, slots=True)
class Bulk:
    """One excuse for many: `done_at` and `undone_at` are None until then."""

    id: UUID
    programme: str
    reason: str
    note: str
    until: date
    scope: tuple[str, ...]
    people: tuple[UUID, ...]
    by: UUID
    by_name: str
    at: datetime
    done_at: datetime | None
    undone_at: datetime | None
    excuses: tuple[UUID, ...] = ()


def bulk(bulk_id: UUID, scope: Sequence[str]) -> Bulk:
    """One of them. NoResultFound unless one's scope covers the scope in which it was planned."""
    found = _read(db.session.execute(_all().where(BulkExcuse.id == bulk_id)).one())
    if not _covers(scope, found):
        raise NoResultFound
    done = db.session.get(BulkExcuseStep, (bulk_id, DONE))
    excuses = tuple(map(UUID, done.excuses)) if done else ()
    return Bulk(**{name: getattr(found, name) for name in _NAMES}, excuses=excuses)


def recent(key: str, scope: Sequence[str]) -> tuple[Bulk, ...]:
    """The newest of a programme that one's scope covers."""
    found = _all().where(BulkExcuse.programme == key).order_by(BulkExcuse.id.desc())
    rows = (_read(row) for row in db.session.execute(found.limit(5 * LISTED)))
    return tuple(each for each in rows if _covers(scope, each))[:LISTED]


def _all() -> Select[*tuple[Any, ...]]:
    def step(name: str) -> Any:
        found = select(func.min(BulkExcuseStep.at, type_=BulkExcuseStep.at.type))
        return found.where(
            BulkExcuseStep.bulk_id == BulkExcuse.id, BulkExcuseStep.step == name
        ).scalar_subquery()

    return select(
        BulkExcuse.id, BulkExcuse.programme, BulkExcuse.told, BulkExcuse.people, BulkExcuse.by,
        Employee.name, BulkExcuse.at, step(DONE), step(UNDONE),
    ).join(Employee, Employee.id == BulkExcuse.by)  # fmt: skip


def _read(row: Any) -> Bulk:
    key, named, told, people, by, name, at, done, undone = row
    return Bulk(
        key, named, told["reason"], told["note"], date.fromisoformat(told["until"]),
        tuple(told["scope"]), tuple(map(UUID, people)), by, name, at, done, undone,
    )  # fmt: skip


_NAMES = ("id", "programme", "reason", "note", "until", "scope", "people", "by", "by_name", "at",
          "done_at", "undone_at")  # fmt: skip


def _covers(scope: Sequence[str], found: Bulk) -> bool:
    return all(within(path, scope) for path in found.scope)


def sorted_out(found: Bulk, scope: Sequence[str], when: When, *, by: UUID) -> Sorted:
    """Whom it would excuse now, and why not the others; who is not in the scope is not here."""
    lines = roll(programme(found.programme), when, scope=scope, people=found.people)
    return sort_out(found.people, {each.id: (each.must, each.standing) for each in lines}, by=by)
