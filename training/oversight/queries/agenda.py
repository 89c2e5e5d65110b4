"""The calendar: what is planned where, on which day, by whom; within a scope, or one's own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from training.internalization.tables.cycles import Cycle
from training.kernel.db import db
from training.oversight.rules.entries import OPEN, EntryKind, EntryState, is_over, state_of
from training.oversight.tables.entries import (
    OversightCancelling,
    OversightEntry,
    OversightMove,
    OversightSeries,
    OversightTurn,
)
from training.oversight.tables.records import OversightRecord
from training.people.queries.units import inside
from training.people.tables.employees import Employee
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands: moves are in `day` and `leader`, what was held in `held_at`."""

    id: UUID
    kind: EntryKind
    title: str
    why: str
    day: date
    unit_id: UUID
    unit_code: str
    unit_name: str
    unit_path: str
    leader_id: UUID
    leader: str
    announced: bool
    behaviours: tuple[str, ...]
    kla: tuple[int, ...]
    cycle: str
    held_at: datetime | None
    cancelled: str
    moved: str
    series_id: UUID | None
    state: EntryState

    @property
    def is_open(self) -> bool:
        """Whether it is still to be held."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Series:
    """Talks on one theme, by day."""

    id: UUID
    title: str
    unit_name: str
    talks: tuple[Entry, ...]

    @property
    def is_over(self) -> bool:
        """Whether it is closed: each talk was held or cancelled."""
        return is_over(each.state for each in self.talks)

    @property
    def held(self) -> int:
        """How many talks were held."""
        return sum(each.state is EntryState.HELD for each in self.talks)


def agenda(scope: Iterable[str], *, today: date, unit: str = "") -> tuple[Entry, ...]:
    """What is still to be held in the units of a scope (or in one of them), by day."""
    return tuple(_shown(_within(scope, unit).where(_is_open()), today))


def in_scope(scope: Iterable[str], *, today: date, unit: str = "") -> tuple[Entry, ...]:
    """Every entry in the units of a scope (or in one of them), by day."""
    return tuple(_shown(_within(scope, unit), today))


def ended(scope: Iterable[str], *, today: date, most: int, unit: str = "") -> tuple[Entry, ...]:
    """What was held or cancelled there, the newest day first, so many of them."""
    found = _within(scope, unit).where(~_is_open()).order_by(None)
    newest = found.order_by(day_now().desc(), OversightEntry.id.desc()).limit(most)
    return tuple(_shown(newest, today))


def led_by(person: UUID, *, today: date) -> tuple[Entry, ...]:
    """Everything that somebody leads, by day."""
    return tuple(_shown(_entries().where(_leader() == person), today))


def announced_in(unit_path: str, *, today: date) -> tuple[Entry, ...]:
    """What is to come in a unit and was announced; what was not, nobody there is told."""
    found = _entries().where(inside((unit_path,)), OversightEntry.announced, _is_open())
    return tuple(_shown(found, today))


def in_cycle(
    scope: Iterable[str], cycle: UUID, first: date, last: date, *, today: date
) -> tuple[Entry, ...]:
    """The calendar of a cycle: what is tied to it, and what lies in its days, by day."""
    its = or_(OversightEntry.cycle_id == cycle, day_now().between(first, last))
    return tuple(_shown(_entries().where(inside(scope), its), today))


def series_of(series_id: UUID, scope: Iterable[str], *, today: date) -> Series:
    """A series of talks of a scope with its talks, by day. NoResultFound outside of it."""
    found = (
        select(OversightSeries.title, Unit.name)
        .join(Unit, Unit.id == OversightSeries.unit_id)
        .where(OversightSeries.id == series_id, inside(scope))
    )
    title, unit = db.session.execute(found).one()
    talks = _entries().where(OversightTurn.series_id == series_id)
    return Series(series_id, title, unit, tuple(_shown(talks, today)))


def entry_of(entry_id: UUID, scope: Iterable[str], *, today: date) -> Entry:
    """One entry of a scope. NoResultFound outside of it."""
    found = _entries().where(OversightEntry.id == entry_id, inside(scope))
    return _entry(db.session.execute(found).one(), today)


def entry_led(entry_id: UUID, person: UUID, *, today: date) -> Entry:
    """One entry that somebody leads. NoResultFound for anybody else."""
    found = _entries().where(OversightEntry.id == entry_id, _leader() == person)
    return _entry(db.session.execute(found).one(), today)


def _within(scope: Iterable[str], unit: str) -> Select[*tuple[Any, ...]]:
    found = _entries().where(inside(scope))
    return found.where(Unit.code == unit) if unit else found


def _is_open() -> ColumnElement[bool]:
    held = select(OversightRecord.id).where(OversightRecord.entry_id == OversightEntry.id)
    return OversightCancelling.entry_id.is_(None) & ~held.exists()


def _moved(column: Any) -> Any:
    """What the newest move of the entry says."""
    return (
        select(column)
        .where(OversightMove.entry_id == OversightEntry.id)
        .order_by(OversightMove.number.desc())
        .limit(1)
        .correlate(OversightEntry)
        .scalar_subquery()
    )


def _leader() -> ColumnElement[UUID]:
    return func.coalesce(_moved(OversightMove.leader_id), OversightEntry.leader_id)


def day_now() -> ColumnElement[date]:
    """The day of an entry after its moves, for the statements of other queries."""
    return func.coalesce(_moved(OversightMove.day), OversightEntry.day)


def leader_now() -> ColumnElement[UUID]:
    """Who leads an entry after its moves."""
    return _leader()


def _entries() -> Select[*tuple[Any, ...]]:
    day, held = day_now().label("day"), _held().label("held_at")
    return (
        select(
            OversightEntry.id, OversightEntry.kind, OversightEntry.title, OversightEntry.why, day,
            OversightEntry.unit_id, Unit.code, Unit.name.label("unit_name"), Unit.path,
            Employee.id.label("leader_id"), Employee.name.label("leader"),
            OversightEntry.announced, OversightEntry.behaviours, OversightEntry.kla,
            Cycle.label.label("cycle"), held, OversightCancelling.reason.label("cancelled"),
            _moved(OversightMove.reason).label("moved"), OversightTurn.series_id,
        )
        .join(Unit, Unit.id == OversightEntry.unit_id)
        .join(Employee, Employee.id == _leader())
        .outerjoin(OversightTurn, OversightTurn.entry_id == OversightEntry.id)
        .outerjoin(Cycle, Cycle.id == OversightEntry.cycle_id)
        .outerjoin(OversightCancelling, OversightCancelling.entry_id == OversightEntry.id)
        .order_by(day, OversightEntry.id)
    )  # fmt: skip


def _held() -> Any:
    """When it was held, by the record that counts now."""
    return (
        select(OversightRecord.started_at)
        .where(OversightRecord.entry_id == OversightEntry.id)
        .order_by(OversightRecord.number.desc())
        .limit(1)
        .correlate(OversightEntry)
        .scalar_subquery()
    )


def _shown(found: Select[*tuple[Any, ...]], today: date) -> Iterator[Entry]:
    return (_entry(row, today) for row in db.session.execute(found))


def _entry(row: Row[*tuple[Any, ...]], today: date) -> Entry:
    held, cancelled = row.held_at is not None, row.cancelled is not None
    return Entry(
        row.id, EntryKind(row.kind), row.title, row.why, row.day, row.unit_id, row.code,
        row.unit_name, row.path, row.leader_id, row.leader, row.announced, tuple(row.behaviours),
        tuple(row.kla), row.cycle or "", row.held_at, row.cancelled or "", row.moved or "",
        row.series_id, state_of(row.day, held=held, cancelled=cancelled, today=today),
    )  # fmt: skip
