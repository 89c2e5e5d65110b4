"""The people of a scope with their progress: a page at a time, or all of a filter for an export."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true

from training.kernel.db import db
from training.people.queries.employees import MANY, searched
from training.people.queries.rosters import exempt, in_office
from training.people.queries.units import inside
from training.people.tables.employees import Employee, Identifier, Posting
from training.people.tables.units import Unit
from training.reporting.queries.modules import Current, any_own, is_own
from training.reporting.tables import PersonActivity, PersonModule

PAGE = 50
AT_ONCE = 2000
MOST_COUNTED = 20_000


class ModuleState(StrEnum):
    """How far somebody is: with one module, or with all that are theirs."""

    NOT_STARTED = "belum"
    STARTED = "berjalan"
    COMPLETE = "selesai"


@dataclass(frozen=True, slots=True)
class Filter:
    """What the administration looks for; empty means everything. `unit` is a unit's path."""

    unit: str = ""
    family: str = ""
    status: str = ""
    module: str = ""
    state: ModuleState | None = None
    search: str = ""


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    """How far one person is with one module that they have begun."""

    slug: str
    lessons_read: int
    attempts: int
    first_score: float | None
    latest_score: float | None
    best_score: float | None
    completed_at: datetime | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in the list. `own` are the slugs of their modules, `done` counts the complete."""

    id: UUID
    name: str
    number: str
    status: str
    title: str
    job_family: str
    unit_code: str
    unit_name: str
    exempt: bool
    own: tuple[str, ...]
    modules: Mapping[str, ModuleProgress]
    last_at: datetime | None

    @property
    def done(self) -> int:
        return sum(1 for slug in self.own if self.is_complete(slug))

    def is_complete(self, slug: str) -> bool:
        found = self.modules.get(slug)
        return found is not None and found.completed_at is not None


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of people by name; `found` is capped, and then `more_than_found` is true."""

    rows: tuple[PersonRow, ...]
    number: int
    found: int
    more_than_found: bool

    @property
    def pages(self) -> int:
        return pages_of(self.found)


def pages_of(found: int) -> int:
    """How many pages so many people fill; an empty list has one page, too."""
    return max(1, -(-found // PAGE))


_LAST = (
    select(PersonActivity.last_at)
    .where(PersonActivity.employee_id == Employee.id)
    .scalar_subquery()
)


def people_page(
    wanted: Filter,
    modules: Sequence[Current],
    *,
    scope: tuple[str, ...],
    today: date,
    number: int = 1,
) -> PeoplePage:
    """A page of the people in the scope who fit the filter, in the order of their names."""
    fitting = _fitting(wanted, modules, scope, today)
    capped = fitting.with_only_columns(Employee.id).limit(MOST_COUNTED + 1).subquery()
    found = db.session.execute(select(func.count()).select_from(capped)).scalar_one()
    shown = min(found, MOST_COUNTED)
    number = min(max(1, number), pages_of(shown))
    if found > MANY:
        fitting = _fitting(wanted, modules, scope, today, walk=True)
    listed = _by_name(fitting, today).limit(PAGE).offset((number - 1) * PAGE)
    rows = tuple(_with_progress(db.session.execute(listed).all(), modules))
    return PeoplePage(rows, number, shown, found > MOST_COUNTED)


def everybody(
    wanted: Filter, modules: Sequence[Current], *, scope: tuple[str, ...], today: date
) -> Iterator[PersonRow]:
    """All the people in the scope who fit the filter, for an export."""
    listed = db.session.execute(_by_name(_fitting(wanted, modules, scope, today), today)).all()
    for start in range(0, len(listed), AT_ONCE):
        yield from _with_progress(listed[start : start + AT_ONCE], modules)


def _fitting(
    wanted: Filter,
    modules: Sequence[Current],
    scope: tuple[str, ...],
    today: date,
    *,
    walk: bool = False,
) -> Select[*tuple[Any, ...]]:
    """Those who fit. Where they are many, SQLite does best to `walk` from name to name."""
    person = Employee.id
    if walk and db.engine.dialect.name == "sqlite":
        person = func.likely(person, type_=person.type)  # it cannot look people up by their posts
    return (
        select(Employee.id)
        .join(Posting, Posting.employee_id == person)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(
            in_office(today),
            inside(scope),
            Unit.path.startswith(wanted.unit, autoescape=True) if wanted.unit else true(),
            Posting.job_family == wanted.family if wanted.family else true(),
            Employee.status == wanted.status if wanted.status else true(),
            _in_state(wanted, modules),
            searched(wanted.search),
        )
    )


def _by_name(fitting: Select[*tuple[Any, ...]], today: date) -> Select[*tuple[Any, ...]]:
    return fitting.with_only_columns(
        Employee.id, Employee.name, Employee.status, Posting.title, Posting.job_family, Unit.code,
        Unit.name, Unit.kind, exempt(today), _LAST,
    ).order_by(Employee.name_key, Employee.id)  # fmt: skip


def _in_state(wanted: Filter, modules: Sequence[Current]) -> ColumnElement[bool]:
    """Whether the person is that far: with the one module, or with all of their own."""
    if wanted.state is None:
        return true()
    chosen = [each for each in modules if wanted.module in {"", each.slug}]
    slugs = [each.slug for each in chosen]
    begun, whole = _has(slugs), and_(any_own(chosen), *(_done_or_not_own(each) for each in chosen))
    if wanted.module:
        whole = _has(slugs, complete=True)
    return {
        ModuleState.NOT_STARTED: ~begun,
        ModuleState.STARTED: and_(begun, ~whole),
        ModuleState.COMPLETE: whole,
    }[wanted.state]


def _done_or_not_own(module: Current) -> ColumnElement[bool]:
    return or_(~is_own(module), _has([module.slug], complete=True))


def _has(slugs: Sequence[str], *, complete: bool = False) -> ColumnElement[bool]:
    done = PersonModule.completed_at.is_not(None) if complete else true()
    return exists().where(
        PersonModule.employee_id == Employee.id, PersonModule.slug.in_(slugs), done
    )


def _with_progress(people: Sequence[Any], modules: Sequence[Current]) -> list[PersonRow]:
    ids = [row[0] for row in people]
    numbers, progress = _numbers(ids), _progress(ids)
    assignment = {each.slug: each for each in modules}
    return [
        PersonRow(
            row[0], row[1], numbers.get(row[0], ""), row[2], row[3], row[4], row[5], row[6],
            bool(row[8]), _own(assignment, row[4], row[7]), progress.get(row[0], {}),
            row[9],
        )
        for row in people
    ]  # fmt: skip


def _own(modules: Mapping[str, Current], family: str, kind: str) -> tuple[str, ...]:
    return tuple(slug for slug, each in modules.items() if each.is_for(family, kind))


def _numbers(ids: Sequence[UUID]) -> dict[UUID, str]:
    """The number that is valid now of each person; contract staff may have none."""
    found = select(Identifier.employee_id, Identifier.value).where(
        Identifier.employee_id.in_(ids), Identifier.valid_to.is_(None)
    )
    return {person: value for person, value in db.session.execute(found)}


def _progress(ids: Sequence[UUID]) -> dict[UUID, dict[str, ModuleProgress]]:
    table = PersonModule
    found = select(
        table.employee_id, table.slug, table.lessons_read, table.attempts, table.first_score,
        table.latest_score, table.best_score, table.completed_at,
    ).where(table.employee_id.in_(ids))  # fmt: skip
    progress: dict[UUID, dict[str, ModuleProgress]] = {}
    for row in db.session.execute(found):
        progress.setdefault(row[0], {})[row[1]] = ModuleProgress(*row[1:])
    return progress
