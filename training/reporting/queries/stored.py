"""The read models as values, to compare, to add up and to show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute

from training.kernel.db import db
from training.people.queries.rosters import batches, exempt, in_office
from training.people.tables.employees import Posting
from training.people.tables.units import Unit
from training.reporting.queries.modules import Assignment
from training.reporting.rules.progress import Fact, Progress
from training.reporting.rules.tallying import OUTSIDE, Person
from training.reporting.tables import PersonActivity, PersonModule

FIELDS = tuple(each.name for each in fields(Progress))
COLUMNS = tuple(getattr(PersonModule, name) for name in FIELDS)


def progress_stored(first: UUID, last: UUID) -> Iterator[tuple[UUID, str, Progress]]:
    """The stored state of a range of people."""
    found = _stored().where(PersonModule.employee_id.between(first, last))
    for row in db.session.execute(found):
        yield row[0], row[1], Progress(*row[2:])


def progress_of(people: Iterable[UUID]) -> dict[UUID, dict[str, Progress]]:
    """The stored state of some people, by module."""
    return _by_person(_stored().where(PersonModule.employee_id.in_(list(people))))


def _by_person(found: Select[*tuple[Any, ...]]) -> dict[UUID, dict[str, Progress]]:
    states: dict[UUID, dict[str, Progress]] = {}
    for row in db.session.execute(found):
        states.setdefault(row[0], {})[row[1]] = Progress(*row[2:])
    return states


def people(assignment: Assignment, *, day: date, unit: UUID | None = None) -> Iterator[Person]:
    """Everybody on the roster of a unit (None: of all units) on a day, with how far they are.

    With them come, at unit OUTSIDE, those who have begun something and are on no roster. All units
    are read some thousand people at a time: a million do not fit into a worker's memory.
    """
    for span in batches() if unit is None else (None,):
        yield from _some(assignment, _Asked(day, unit, span))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which people: those of a unit, or those whose ids lie in a span."""

    day: date
    unit: UUID | None
    span: tuple[UUID, UUID] | None

    def of(
        self, found: Select[*tuple[Any, ...]], person: InstrumentedAttribute[UUID]
    ) -> Select[*tuple[Any, ...]]:
        """Only the rows of these people."""
        if self.span is not None:
            return found.where(person.between(*self.span))
        on_roster = select(Posting.employee_id).where(in_office(self.day), ~exempt(self.day))
        if self.unit == OUTSIDE:
            return found.where(person.not_in(on_roster))
        return found.where(person.in_(on_roster.where(Posting.unit_id == self.unit)))

    @property
    def posts(self) -> ColumnElement[bool]:
        """Their posts."""
        if self.span is not None:
            return Posting.employee_id.between(*self.span)
        return Posting.unit_id == self.unit


def _some(assignment: Assignment, asked: _Asked) -> Iterator[Person]:
    roster = {} if asked.unit == OUTSIDE else _roster(assignment, asked.day, asked.posts)
    states = _by_person(asked.of(_stored(), PersonModule.employee_id))
    seen = select(PersonActivity.employee_id, PersonActivity.last_at, PersonActivity.last_unit)
    latest: dict[UUID, Fact] = {
        person: (at, place)
        for person, at, place in db.session.execute(asked.of(seen, PersonActivity.employee_id))
    }
    for person, (place, own) in roster.items():
        yield Person(place, own, states.get(person, {}), latest.get(person))
    if asked.unit is None or asked.unit == OUTSIDE:
        for person in sorted((states.keys() | latest.keys()) - roster.keys()):
            yield Person(OUTSIDE, frozenset(), states.get(person, {}), latest.get(person))


def _roster(
    assignment: Assignment, day: date, wanted: ColumnElement[bool]
) -> dict[UUID, tuple[UUID, frozenset[str]]]:
    """People with their unit and modules; the latest posting counts should two overlap."""
    found = (
        select(Posting.employee_id, Posting.unit_id, Posting.job_family, Unit.kind)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(in_office(day), wanted, ~exempt(day))
        .order_by(Posting.valid_from)
    )
    return {
        person: (unit, assignment.own(family, kind))
        for person, unit, family, kind in db.session.execute(found)
    }


def _stored() -> Select[*tuple[Any, ...]]:
    return select(PersonModule.employee_id, PersonModule.slug, *COLUMNS)
