"""The read models as values, to compare, to add up and to show."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import InstrumentedAttribute

from training.kernel.db import db
from training.people.queries.rosters import exempt, in_office
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


def people(assignment: Assignment, *, day: date, unit: UUID | None = None) -> Iterator[Person]:
    """Everybody on the roster of a unit (None: of all units) on a day, with how far they are.

    After the rosters come, at unit OUTSIDE, those who have begun something and are on no roster.
    """
    wanted = Posting.unit_id == unit if unit and unit != OUTSIDE else true()
    roster = _roster(assignment, day, wanted)
    states: dict[UUID, dict[str, Progress]] = {}
    for row in db.session.execute(_of_unit(_stored(), PersonModule.employee_id, day, unit)):
        states.setdefault(row[0], {})[row[1]] = Progress(*row[2:])
    seen = select(PersonActivity.employee_id, PersonActivity.last_at, PersonActivity.last_unit)
    latest: dict[UUID, Fact] = {
        person: (at, place)
        for person, at, place in db.session.execute(
            _of_unit(seen, PersonActivity.employee_id, day, unit)
        )
    }
    if unit != OUTSIDE:
        for person, (place, own) in roster.items():
            yield Person(place, own, states.get(person, {}), latest.get(person))
    if unit is None or unit == OUTSIDE:
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


def _of_unit(
    found: Select[*tuple[Any, ...]], person: InstrumentedAttribute[UUID], day: date,
    unit: UUID | None,
) -> Select[*tuple[Any, ...]]:  # fmt: skip
    """Only the rows of the people of one unit; all where none is named."""
    if unit is None:
        return found
    on_roster = select(Posting.employee_id).where(in_office(day), ~exempt(day))
    if unit == OUTSIDE:
        return found.where(person.not_in(on_roster))
    return found.where(person.in_(on_roster.where(Posting.unit_id == unit)))


def _stored() -> Select[*tuple[Any, ...]]:
    return select(PersonModule.employee_id, PersonModule.slug, *COLUMNS)
