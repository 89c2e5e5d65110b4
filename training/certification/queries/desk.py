"""HR's desk: how many stand where, who they are, and what lapses when; from the kept standings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from training.certification.queries.keeping import Taken, taken
from training.certification.rules.states import HOLDING, State
from training.certification.tables.standings import KeptStanding
from training.kernel.db import db
from training.people.queries.employees import searched
from training.people.queries.units import EVERYWHERE, inside
from training.people.tables.employees import Employee
from training.people.tables.units import Unit

DUE_SOON, ENDS_SOON, SHOWN = 30, 60, 50
LEARNING = frozenset({State.ASSIGNED, State.IN_PROGRESS})
LATE = frozenset({State.OVERDUE, State.EXPIRED})


@dataclass(frozen=True, slots=True)
class Counts:
    """One programme, or one unit of it: who must hold the certificate, and how many stand where.

    `due_soon`: must for the first time within DUE_SOON days; `ends_soon`: certificates that end
    within ENDS_SOON days. `states` counts only who must; `others` hold it without having to.
    """

    must: int
    states: Mapping[State, int]
    others: int
    due_soon: int = 0
    ends_soon: int = 0

    @property
    def hold(self) -> int:
        return self.among(HOLDING)

    @property
    def late(self) -> int:
        return self.among(LATE)

    def among(self, states: Iterable[State]) -> int:
        """How many stand in one of these states."""
        return sum(self.states.get(each, 0) for each in states)


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """The counts of one unit, by its code and name."""

    code: str
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Filter:
    """Which lines of a cohort are looked for; what is empty asks nothing.

    `days`: the day that matters comes within so many days (and was not missed yet).
    """

    states: frozenset[State] = frozenset()
    unit: str = ""
    search: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True)
class CohortLine:
    """One person of a programme."""

    id: UUID
    name: str
    unit_code: str
    unit_name: str
    state: State
    must: bool
    day: date | None


@dataclass(frozen=True, slots=True)
class Cohort:
    """A page of people of a programme by name, and how many there are in all."""

    rows: tuple[CohortLine, ...]
    found: int
    number: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // SHOWN))


def as_of() -> Taken | None:
    """Of when the kept standings are; None where they were never taken."""
    return taken()


def programme_counts(scope: Sequence[str], *, today: date) -> dict[str, Counts]:
    """By programme how many of a scope stand where. One statement for any number of people."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in db.session.execute(_counted(scope, today, KeptStanding.programme)):
        found[row[0]].append(row[1:])
    return {key: _counts(rows) for key, rows in found.items()}


def unit_counts(key: str, scope: Sequence[str], *, today: date) -> tuple[UnitCounts, ...]:
    """The same for every unit of a scope in one programme, by name."""
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    wanted = _counted(scope, today, Unit.name, Unit.code, joined=True)
    for row in db.session.execute(wanted.where(KeptStanding.programme == key)):
        found[row[0], row[1]].append(row[2:])
    return tuple(
        UnitCounts(code, name, _counts(rows)) for (name, code), rows in sorted(found.items())
    )


def _counted(
    scope: Sequence[str], today: date, *by: Any, joined: bool = False
) -> Select[*tuple[Any, ...]]:
    kept = KeptStanding
    due = _soon(LEARNING, today, DUE_SOON)
    ends = _soon(HOLDING, today, ENDS_SOON)
    columns = (*by, kept.state, kept.must, func.count(), _sum(due), _sum(ends))
    found = select(*columns).group_by(*by, kept.state, kept.must)
    return _within(found, scope, joined=joined)


def _within(
    found: Select[*tuple[Any, ...]], scope: Sequence[str], *, joined: bool = False
) -> Select[*tuple[Any, ...]]:
    """Only who is in a scope; the whole city needs no look at the units."""
    if not joined and tuple(scope) == tuple(EVERYWHERE):
        return found
    return found.join(Unit, Unit.id == KeptStanding.unit_id).where(inside(scope))


def _soon(states: Iterable[State], today: date, days: int) -> ColumnElement[bool]:
    kept = KeptStanding
    named = kept.state.in_([each.value for each in states])
    return and_(named, kept.day.is_not(None), kept.day <= today + timedelta(days=days))


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _counts(rows: Iterable[Sequence[Any]]) -> Counts:
    """Rows of state, must, how many, of them due soon, of them ending soon."""
    states: Counter[State] = Counter()
    others = due = ends = 0
    for state, must, count, due_soon, ends_soon in rows:
        ends += ends_soon
        if must:
            states[State(state)] += count
            due += due_soon
        else:
            others += count
    return Counts(sum(states.values()), states, others, due, ends)


def ends_by_month(key: str, scope: Sequence[str], *, today: date, months: int = 12) -> list[int]:
    """How many certificates end in this month and in each of those that follow."""
    kept = KeptStanding
    found = select(kept.day, func.count()).where(
        kept.programme == key, kept.state.in_([each.value for each in HOLDING]),
        kept.day.is_not(None),
    )  # fmt: skip
    counted: Counter[int] = Counter()
    for row in db.session.execute(_within(found.group_by(kept.day), scope)):
        counted[row[0].year * 12 + row[0].month] += row[1]
    first = today.year * 12 + today.month
    return [counted[first + step] for step in range(months)]


def cohort(
    key: str, asked: Filter, scope: Sequence[str], *, today: date, number: int = 1
) -> Cohort:
    """A page of the people of a programme inside a scope, in the order of their names."""
    found = _found(key, asked, scope, today)
    total = db.session.execute(found.with_only_columns(func.count())).scalar_one()
    number = min(max(1, number), max(1, -(-total // SHOWN)))
    rows = found.order_by(Employee.name_key, Employee.id)
    page = db.session.execute(rows.limit(SHOWN).offset((number - 1) * SHOWN))
    return Cohort(tuple(map(_line, page)), total, number)


def _line(row: Any) -> CohortLine:
    person, name, code, unit, state, must, day = row
    return CohortLine(person, name, code, unit, State(state), must, day)


def cohort_people(
    key: str, asked: Filter | None, scope: Sequence[str], *, today: date
) -> list[UUID]:
    """Everybody whom a filter finds (None: all), by id."""
    found = cohort_ids(key, asked or Filter(), scope, today=today)
    return list(db.session.execute(found.order_by(Employee.id)).scalars())


def cohort_ids(key: str, asked: Filter, scope: Sequence[str], *, today: date) -> Select[UUID]:
    """The ids of everybody whom a filter finds, to be used inside of another question."""
    return _found(key, asked, scope, today).with_only_columns(Employee.id)


def _found(key: str, asked: Filter, scope: Sequence[str], today: date) -> Select[*tuple[Any, ...]]:
    kept = KeptStanding
    found = (
        select(Employee.id, Employee.name, Unit.code, Unit.name, kept.state, kept.must, kept.day)
        .join(kept, kept.employee_id == Employee.id)
        .join(Unit, Unit.id == kept.unit_id)
        .where(kept.programme == key, inside(scope))
    )
    if asked.states:
        found = found.where(kept.state.in_([each.value for each in asked.states]))
    if asked.unit:
        found = found.where(inside((asked.unit,)))
    if asked.days:
        last = today + timedelta(days=asked.days)
        found = found.where(kept.day.between(today, last))
    return found.where(searched(asked.search))
